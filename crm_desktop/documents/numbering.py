"""Gapless numbers from a counter row in the caller's transaction: locked last (law 11), gone with a rollback."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from crm_desktop.documents.rules import number_text, numbered_like, period_of
from crm_desktop.errors import KnownError, NotFound
from crm_desktop.work import Work
from db.models.documents import NumberCounterRow, NumberSeriesRow
from db.models.warehouse import WarehouseRow
from db.prepared import Prepared
from db.statements import insert_new, table_of
from db.vocabulary import SeriesKind

_series, _counters, _warehouses = table_of(NumberSeriesRow), table_of(NumberCounterRow), table_of(WarehouseRow)
_SERIES = Prepared(
    select(_series.c.id, _series.c.template, _series.c.reset, _warehouses.c.code)
    .select_from(_series.outerjoin(_warehouses, _warehouses.c.id == _series.c.warehouse_id))
    .where(_series.c.kind == bindparam("kind"), _series.c.warehouse_id == bindparam("warehouse_id"))
)
_its_counter = update(_counters).where(
    _counters.c.series_id == bindparam("of_series"), _counters.c.period == bindparam("in_period")
)
_RAISED = Prepared(
    _its_counter.values(last=_counters.c.last + bindparam("count")).returning(_counters.c.last, _counters.c.last_day)
)
_NO_PAPERS = frozenset({SeriesKind.INQUIRY, SeriesKind.OFFER, SeriesKind.ORDER})
"""Their numbers need not be in the order of days: a clock that runs ahead on one seat holds up no other's inquiry."""
_DATED = Prepared(_its_counter.values(last_day=bindparam("day")))


class BeforeLastOfSeries(KnownError):
    """A document cannot be dated before the last one of its series: `day`, `last`, `kind`."""

    code = "before_last_of_series"


@dataclass(frozen=True, slots=True)
class TakenNumber:
    """`sequence` counts from 1 within `period` of the series; `text` is what is printed."""

    series_id: int
    period: str
    sequence: int
    text: str


def take_number(work: Work, kind: SeriesKind, warehouse_id: int, day: date) -> TakenNumber:
    """The next number of a series on `day`; `warehouse_id` 0 for what no warehouse issues.

    Raises NotFound without a series, BeforeLastOfSeries when a later day was numbered already and order matters.
    """
    return take_numbers(work, kind, warehouse_id, day, count=1)[0]


def take_numbers(work: Work, kind: SeriesKind, warehouse_id: int, day: date, *, count: int) -> list[TakenNumber]:
    """As `take_number`, the next `count` of them."""
    series = _SERIES.row(work.session, {"kind": kind, "warehouse_id": warehouse_id})
    if series is None:
        raise NotFound(kind="number_series", key=f"{kind.value}/{warehouse_id}")
    series_id, template, reset, warehouse = series
    period = period_of(reset, day)
    last = _next(work, series_id, period, day, kind, count)
    return [
        TakenNumber(series_id, period, sequence, number_text(template, sequence, day, warehouse or ""))
        for sequence in range(last - count + 1, last + 1)
    ]


def _next(work: Work, series_id: int, period: str, day: date, kind: SeriesKind, count: int) -> int:
    """The last of `count` numbers. The counter is raised in place, which locks it until the transaction ends."""
    which = {"of_series": series_id, "in_period": period}
    for _ in range(2):
        row = _RAISED.row(work.session, {**which, "count": count})
        if row is not None:
            break
        _make_counter(work, series_id, period, day)
    else:
        raise AssertionError("unreachable: the counter was made")
    sequence, last_day = row
    if day < last_day and kind not in _NO_PAPERS:
        raise BeforeLastOfSeries(day=day.isoformat(), last=last_day.isoformat(), kind=kind.value)
    if day > last_day:
        _DATED.change(work.session, {**which, "day": day})
    return int(sequence)


def _make_counter(work: Work, series_id: int, period: str, day: date) -> None:
    """The first number of a period; two at once are settled by the key."""
    row = {"series_id": series_id, "period": period, "last": 0, "last_day": day}
    insert_new(work.session, NumberCounterRow, [row])


def is_numbered_like(session: Session, kind: SeriesKind) -> Callable[[str], bool]:
    """Tells whether a number could one day be given by a series of this kind."""
    forms = [numbered_like(row) for row in session.scalars(select(_series.c.template).where(_series.c.kind == kind))]
    return lambda number: any(form.fullmatch(number) for form in forms)
