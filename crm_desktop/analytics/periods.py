"""A period as a condition: by the index of days where it is a small part of what there is, else row after row.

SQLite walks an index of days with a jump into the table for every row; over a wide period reading the table in its own
order is several times faster, and only we know how wide a period is. PostgreSQL knows it from its statistics.
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, func, select, type_coerce
from sqlalchemy.orm import Session

from db.models.sales import OpportunityRow, OrderLineRow

WIDE = 24
"""From this part of all days on, a period is wide."""


def sold_in(session: Session, since: date, until: date) -> ColumnElement[bool]:
    """Sale lines of the days, both included."""
    return _between(session, OrderLineRow.sold_on, since, until)


def received_in(session: Session, since: date, until: date) -> ColumnElement[bool]:
    """Items of the funnel of the days, both included."""
    return _between(session, OpportunityRow.received_on, since, until)


def _between(session: Session, day: Any, since: date, until: date) -> ColumnElement[bool]:
    plain: ColumnElement[bool] = day.between(since, until)
    if session.get_bind().dialect.name != "sqlite":
        return plain
    first, last = session.scalar(select(func.min(day))), session.scalar(select(func.max(day)))
    if first is None or last is None:
        return plain
    covered = (min(until, last) - max(since, first)).days + 1
    if covered * WIDE < (last - first).days + 1:
        return plain
    number = type_coerce(day, Integer) + 0  # no index can be used on a sum
    return number.between(type_coerce(since, day.type), type_coerce(until, day.type))
