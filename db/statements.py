"""Statements that are built once: building one, and knowing it again, takes longer than running it."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import ARRAY, ColumnElement, Connection, Insert, String, Table, any_, insert, literal
from sqlalchemy.orm import Session
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


def insert_new(session: Session, model: type[Base], rows: Sequence[Mapping[str, Any]]) -> None:
    """Those whose key is there already stay as they are; two at once are settled by the key."""
    if session.get_bind().dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as one
    else:
        from sqlalchemy.dialects.postgresql import insert as one  # type: ignore[assignment]
    session.execute(one(table_of(model)).on_conflict_do_nothing(), rows)


def among(connection: Connection, column: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """`column` is one of these. PostgreSQL takes them as one array: the driver reads a list of hundreds of values for
    longer than the server looks them up."""
    if connection.dialect.name == "sqlite":
        return column.in_(values)
    kind = String() if isinstance(column.type, String) else column.type  # one with a length would cut what is longer
    found: ColumnElement[bool] = column == any_(literal(list(values), ARRAY(kind)))
    return found
