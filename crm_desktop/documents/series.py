"""Number series as they are set up: their templates, and when they count anew."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop import clock, settings
from crm_desktop.documents.rules import check_template, number_text, period_of
from crm_desktop.errors import InvalidValue, NotFound, StaleRecord
from crm_desktop.work import Work, use_case
from db.models.documents import DocumentRow, NumberCounterRow, NumberSeriesRow
from db.models.sales import InquiryRow, OfferRow, OrderRow
from db.models.warehouse import WarehouseRow
from db.vocabulary import Permission, SeriesKind, SeriesReset, Topic


@dataclass(frozen=True, slots=True)
class Series:
    """`warehouse` is a code, "" where no warehouse issues; `next_number` as it would be given today."""

    series_id: int
    version: int
    kind: SeriesKind
    warehouse: str
    template: str
    reset: SeriesReset
    next_number: str


@dataclass(frozen=True, slots=True)
class ChangeSeries:
    series_id: int
    version: int
    template: str
    reset: SeriesReset


def list_series(session: Session) -> list[Series]:
    """By warehouse, then as the kinds are told; those of no warehouse first."""
    s, w, c = NumberSeriesRow, WarehouseRow, NumberCounterRow
    zone = settings.load(session).time_zone
    today = clock.local_day(clock.now(), zone)
    counters = {
        (series_id, period): last for series_id, period, last in session.execute(select(c.series_id, c.period, c.last))
    }
    rows = session.execute(select(s, w.code).outerjoin(w, w.id == s.warehouse_id))
    found = [
        Series(
            row.id, row.version, row.kind, code or "", row.template, row.reset, _next(row, code or "", today, counters)
        )
        for row, code in rows
    ]
    order = list(SeriesKind)
    return sorted(found, key=lambda one: (one.warehouse, order.index(one.kind)))


def _next(row: NumberSeriesRow, code: str, today: date, counters: dict[tuple[int, str], int]) -> str:
    last = counters.get((row.id, period_of(row.reset, today)), 0)
    return number_text(row.template, last + 1, today, code)


def example(template: str, reset: SeriesReset, warehouse: str, today: date) -> str:
    """A number as the template would write it. Raises InvalidValue."""
    check_template(template, reset, by_warehouse=bool(warehouse))
    return number_text(template, 1, today, warehouse)


@use_case(Permission.SET_UP)
def change_series(work: Work, command: ChangeSeries) -> Series:
    """Numbers that were given stay. Raises NotFound, StaleRecord, InvalidValue: also where the next number was given
    before."""
    row = work.session.scalar(select(NumberSeriesRow).where(NumberSeriesRow.id == command.series_id).with_for_update())
    if row is None:
        raise NotFound(kind="number_series", key=command.series_id)
    if row.version != command.version:
        raise StaleRecord(kind="number_series", key=row.kind.value, mine=command.version, theirs=row.version)
    template = command.template.strip()
    check_template(template, command.reset, by_warehouse=bool(row.warehouse_id))
    before = {"template": row.template, "reset": row.reset}
    row.template, row.reset, row.version = template, command.reset, row.version + 1
    work.session.flush()
    saved = next(one for one in list_series(work.session) if one.series_id == row.id)
    if _was_given(work, row, saved.next_number):
        raise InvalidValue(field="template", value=saved.next_number, rule="given")
    work.audit("change", "number_series", row.id, before=before, after={"template": template, "reset": row.reset})
    work.changed(Topic.SETTINGS, row.id, "number_series", label=row.kind.value)
    return saved


def _was_given(work: Work, row: NumberSeriesRow, number: str) -> bool:
    match row.kind:
        case SeriesKind.INQUIRY:
            given = select(InquiryRow.id).where(InquiryRow.number == number)
        case SeriesKind.OFFER:
            given = select(OfferRow.id).where(OfferRow.number == number)
        case SeriesKind.ORDER:
            given = select(OrderRow.id).where(OrderRow.number == number)
        case _:
            kind = DocumentRow.kind == row.kind.value
            given = select(DocumentRow.id).where(kind, DocumentRow.number == number)
    return work.session.scalar(given.limit(1)) is not None
