"""Which schema this program knows, and how seats hear that the database went past it."""

from db.changes import UPGRADED
from db.migrations import head as ours

__all__ = ["UPGRADED", "ours"]
