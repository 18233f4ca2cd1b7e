"""Lists of any length, shared by all rooms: a page is found by the keys of its rows, never by an OFFSET that grows.

A `Listing` says what to sort by and how to read the records of some keys. `read_page` reads rows from a number on,
starting at the nearest `Anchor` (a row whose key is known). `survey` walks ahead in steps of 1,000 rows, leaves an
anchor at each and so learns, a little at a time, how long the list is.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, ColumnElement, Select, func, literal, select, tuple_
from sqlalchemy.orm import Session

R = TypeVar("R")
Key = tuple[Any, ...]
STEP = 1_000
"""Rows between two anchors: skipping so many within an index takes a millisecond or two."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """By which column of the table, as its columns are named; "" for the list's own order."""

    column: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Listing(Generic[R]):
    """`by`: what it is sorted by, never NULL, the last parts telling every two rows apart, best those of one index.
    `rows`: a SELECT with FROM and WHERE, its columns and order left out. `records` answers the records of some keys,
    in the order of the keys."""

    by: tuple[ColumnElement[Any], ...]
    rows: Select[Any]
    records: Callable[[Session, Sequence[Key]], list[R]]
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """The row with number `row` (from 0) has `key`."""

    row: int
    key: Key


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """`records` from row `start` on; fewer than asked for where the list ends."""

    start: int
    keys: tuple[Key, ...]
    records: tuple[R, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """Anchors found; `length` of the list once its end was met, else None."""

    anchors: tuple[Anchor, ...]
    length: int | None


def read_page(session: Session, listing: Listing[R], *, start: int, size: int, near: Anchor | None = None) -> Page[R]:
    """Rows `start` to `start + size`, skipping from `near` (at or before them), else from the first."""
    skipped = start - (near.row if near else 0)
    keys = _keys(session, listing, near, skipped, size)
    return Page(start, keys, tuple(listing.records(session, keys)) if keys else ())


def survey(session: Session, listing: Listing[Any], *, after: Anchor | None, seconds: float) -> Survey:
    """Anchors every STEP rows behind `after`, until `seconds` are over or the list ends."""
    until, found = time.monotonic() + seconds, list[Anchor]()
    last = after
    while True:
        keys = _keys(session, listing, last, STEP, 1)
        row = last.row if last else 0
        if not keys:
            return Survey(tuple(found), row + _rest(session, listing, last))
        last = Anchor(row + STEP, keys[0])
        found.append(last)
        if time.monotonic() > until:
            return Survey(tuple(found), None)


def _rest(session: Session, listing: Listing[Any], last: Anchor | None) -> int:
    """How many rows there are from the last anchor on: fewer than STEP."""
    rows = _from(session, listing, last).with_only_columns(*listing.by, maintain_column_froms=True).subquery()
    return session.scalar(select(func.count()).select_from(rows)) or 0


def _keys(session: Session, listing: Listing[Any], near: Anchor | None, skipped: int, size: int) -> tuple[Key, ...]:
    statement = _from(session, listing, near).with_only_columns(*listing.by, maintain_column_froms=True)
    order = [column.desc() if listing.descending else column.asc() for column in listing.by]
    rows = session.execute(statement.order_by(*order).offset(skipped or None).limit(size))
    return tuple(tuple(row) for row in rows)


def _from(session: Session, listing: Listing[Any], near: Anchor | None) -> Select[Any]:
    if near is None:
        return listing.rows
    pairs = zip(near.key, listing.by, strict=True)
    key = tuple_(*(literal(value, type_=column.type) for value, column in pairs))
    here, first = tuple_(*listing.by), listing.by[0]
    rows = listing.rows.where(here <= key if listing.descending else here >= key)
    if session.get_bind().dialect.name == "sqlite" and isinstance(first, Column):
        return rows  # it enters an index by as many parts of the key as are columns of one table
    start = literal(near.key[0], type_=first.type)
    return rows.where(first <= start if listing.descending else first >= start)
