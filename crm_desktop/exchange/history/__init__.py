"""Sales, opportunities and expenses of former years, from the sheets of other programs (contract.md)."""
