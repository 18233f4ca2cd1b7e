"""A form, a mail, a file or a shop's order comes in and becomes a record by itself (law 8)."""
