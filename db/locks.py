"""Locks on what a seat of an office server may not change: PostgreSQL locks a row only for who may update it."""

from sqlalchemy import text
from sqlalchemy.orm import Session

_HOLD = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


def hold(session: Session, kind: str, key: object) -> None:
    """Until this transaction ends no other holds it; asked before the row is read. SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(_HOLD, {"name": f"{kind} {key}"})
