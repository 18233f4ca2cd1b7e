"""JPK_MAG, the stock documents of a period as the tax office asks for them, in version 1 or 2 (domain.md)."""
