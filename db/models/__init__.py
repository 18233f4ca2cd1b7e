"""All tables, one file per room; importing this package gives the whole metadata."""

from db.models import (
    catalogue,
    customers,
    documents,
    history,
    intake,
    leaving,
    sales,
    staff,
    stocktaking,
    system,
    warehouse,
    worth,
)
from db.models.base import Base

__all__ = [
    "Base",
    "catalogue",
    "customers",
    "documents",
    "history",
    "intake",
    "leaving",
    "sales",
    "staff",
    "stocktaking",
    "system",
    "warehouse",
    "worth",
]
