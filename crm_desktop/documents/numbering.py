"""Gapless numbers from a counter row in the caller's transaction: locked last (law 11), gone with a rollback."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update

from crm_desktop.documents.rules import number_text, period_of
from crm_desktop.errors import KnownError, NotFound
from crm_desktop.work import Work
from db.models.documents import NumberCounterRow, NumberSeriesRow
from db.models.warehouse import WarehouseRow
from db.vocabulary import SeriesKind


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

    Raises NotFound without a series, BeforeLastOfSeries when a later day was numbered already.
    """
    return take_numbers(work, kind, warehouse_id, day, count=1)[0]


def take_numbers(work: Work, kind: SeriesKind, warehouse_id: int, day: date, *, count: int) -> list[TakenNumber]:
    """As `take_number`, the next `count` of them."""
    series = work.session.execute(
        select(NumberSeriesRow.id, NumberSeriesRow.template, NumberSeriesRow.reset, WarehouseRow.code)
        .outerjoin(WarehouseRow, WarehouseRow.id == NumberSeriesRow.warehouse_id)
        .where(NumberSeriesRow.kind == kind, NumberSeriesRow.warehouse_id == warehouse_id)
    ).first()
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
    counter = NumberCounterRow
    for _ in range(2):
        row = work.session.execute(
            update(counter)
            .where(counter.series_id == series_id, counter.period == period)
            .values(last=counter.last + count)
            .returning(counter.last, counter.last_day)
        ).first()
        if row is not None:
            break
        _make_counter(work, series_id, period, day)
    else:
        raise AssertionError("unreachable: the counter was made")
    sequence, last_day = row
    if day < last_day:
        raise BeforeLastOfSeries(day=day.isoformat(), last=last_day.isoformat(), kind=kind.value)
    if day > last_day:
        work.session.execute(
            update(counter).where(counter.series_id == series_id, counter.period == period).values(last_day=day)
        )
    return int(sequence)


def _make_counter(work: Work, series_id: int, period: str, day: date) -> None:
    """The first number of a period; two at once are settled by the key."""
    if work.session.get_bind().dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert  # type: ignore[assignment]
    row = {"series_id": series_id, "period": period, "last": 0, "last_day": day}
    work.session.execute(insert(NumberCounterRow).values(row).on_conflict_do_nothing())
