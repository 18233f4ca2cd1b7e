"""Colours, sizes and the style sheet made of them; no colour stands elsewhere."""
