"""Products, prices, barcodes."""
