"""What the charts keep from a seat that may not see costs: margins, and all that is made of them."""

FIELDS = frozenset({"margin", "contribution", "roi", "gain", "payback", "pays_back", "verdict"})
"""Measures and columns, as the window and as an exported table call them."""
PAGE, INSTEAD = "roi", "people"
"""The page that is nothing without them; where an expense is entered by those who do not come to it."""
