"""Warehouse documents: numbering, the frozen snapshot, the paper made from it."""
