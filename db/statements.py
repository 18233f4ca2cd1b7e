"""Statements that are built once: building one, and knowing it again, takes longer than running it."""

from functools import cache
from typing import cast

from sqlalchemy import Insert, Table, insert
from sqlalchemy.sql.dml import ReturningInsert

from db.models.base import Base


def table_of(model: type[Base]) -> Table:
    """The table itself: a statement over it does not pass through the mapper."""
    return cast(Table, model.__table__)


@cache
def insert_into(model: type[Base]) -> Insert:
    """Takes one row or many, as dicts by column."""
    return insert(table_of(model))


@cache
def insert_for_keys(model: type[Base]) -> ReturningInsert[int]:
    """As `insert_into`; answers the new keys in the order of the rows."""
    table = table_of(model)
    return insert(table).returning(table.c.id, sort_by_parameter_order=True)
