"""W-Z with their lines for the program that writes invoices: CSV and XLSX, and EPP as InsERT's EDI++ has it."""
