"""Looks at the charts that a person names and pins to Today: kept with the person, in the database."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.analytics.looks import LOOKS
from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.roi import FIRST_DAY
from crm_desktop.analytics.spans import OWN, preset, within_month
from crm_desktop.errors import InvalidValue, NotFound
from crm_desktop.work import Work, use_case
from db.models.worth import ChartViewRow
from db.vocabulary import Permission, Topic

MOST_PINNED = 8
LONGEST_NAME = 80
NOT_COMPARED = ("lines", "roi", *LOOKS)
"""Reports whose rows stand for themselves."""
Where = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One level of the way down."""

    report: str
    title: str
    where: Where = ()
    by: tuple[str, ...] = ()
    ever: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where one stood in the charts: the page, the way down, the filters, by what the picture was drawn.

    `period` is a name that moves with the calendar, or OWN with the two days. `asks` is the report of the last step.
    """

    page: str
    steps: tuple[Step, ...]
    period: str
    since: date
    until: date
    compare: str
    filters: Where = ()
    measure: str = ""
    asks: str = ""

    @property
    def tells_costs(self) -> bool:
        """Whether its figure is made of what goods cost, which not everybody may see."""
        return self.page == "roi" or self.measure in ("margin", "contribution")


@dataclass(frozen=True, slots=True)
class View:
    view_id: int
    name: str
    pinned: bool
    place: Place


@dataclass(frozen=True, slots=True)
class KeepView:
    """A name that is there already is given the new look."""

    name: str
    place: Place
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class PinView:
    view_id: int
    pinned: bool


@dataclass(frozen=True, slots=True)
class ForgetView:
    view_id: int


@dataclass(frozen=True, slots=True)
class ViewSaved:
    view_id: int
    name: str
    pinned: bool


@use_case(Permission.SEE_SALES)
def keep_view(work: Work, command: KeepView) -> ViewSaved:
    """Raises InvalidValue for an empty or too long name, or for more pinned than Today has room for;
    NotFound for one that is gone."""
    name, owner = command.name.strip(), _owner(work)
    if not name or len(name) > LONGEST_NAME:
        raise InvalidValue(field="name", value=name, rule="required" if not name else "too_long")
    row = work.session.scalar(select(ChartViewRow).where(ChartViewRow.employee_id == owner, ChartViewRow.name == name))
    if command.pinned and not (row is not None and row.pinned):
        _room_for_one(work, owner)
    if row is None:
        row = ChartViewRow(employee_id=owner, name=name)
        work.session.add(row)
    row.pinned, row.place = command.pinned, _stored(command.place)
    return _saved(work, row, "keep")


@use_case(Permission.SEE_SALES)
def pin_view(work: Work, command: PinView) -> ViewSaved:
    """On Today, or off it. Raises NotFound, InvalidValue when Today is full."""
    row = _own(work, command.view_id)
    if command.pinned and not row.pinned:
        _room_for_one(work, row.employee_id)
    row.pinned = command.pinned
    return _saved(work, row, "pin" if row.pinned else "unpin")


@use_case(Permission.SEE_SALES)
def forget_view(work: Work, command: ForgetView) -> ViewSaved:
    """Raises NotFound."""
    row = _own(work, command.view_id)
    saved = _saved(work, row, "forget")
    work.session.delete(row)
    return saved


def views_of(session: Session, employee_id: int | None) -> tuple[View, ...]:
    """A person's own, by when they were kept."""
    v = ChartViewRow
    rows = session.scalars(select(v).where(v.employee_id == employee_id).order_by(v.id))
    return tuple(View(row.id, row.name, row.pinned, _read(row.place)) for row in rows)


def period_of(place: Place, today: date) -> tuple[date, date]:
    """Its days as they are today."""
    return (place.since, place.until) if place.period == OWN else preset(place.period, today)


def request_of(place: Place, today: date, *, limit: int) -> ReportRequest:
    """The question whose answer the view shows."""
    last = place.steps[-1]
    since, until, where = within_month(*period_of(place, today), (*place.filters, *last.where))
    alone = last.ever or place.asks in NOT_COMPARED or len(last.by) == 2
    return ReportRequest(
        name=place.asks,
        since=FIRST_DAY if last.ever else since,
        until=until,
        compare="none" if alone else place.compare,
        by=() if last.report in ("people", "roi") else last.by,
        where=where,
        limit=limit,
    )


def _owner(work: Work) -> int:
    if work.actor.employee_id is None:
        raise NotFound(kind="employee", key=work.actor.name)
    return work.actor.employee_id


def _own(work: Work, view_id: int) -> ChartViewRow:
    row = work.session.get(ChartViewRow, view_id)
    if row is None or row.employee_id != _owner(work):
        raise NotFound(kind="view", key=view_id)
    return row


def _room_for_one(work: Work, owner: int) -> None:
    v = ChartViewRow
    pinned = work.session.scalars(select(v.id).where(v.employee_id == owner, v.pinned)).all()
    if len(pinned) >= MOST_PINNED:
        raise InvalidValue(field="pinned", value=MOST_PINNED, rule="full")


def _saved(work: Work, row: ChartViewRow, action: str) -> ViewSaved:
    work.session.flush()
    work.audit(action, "view", row.id, after={"name": row.name})
    work.changed(Topic.STAFF, row.employee_id, "view")
    return ViewSaved(row.id, row.name, row.pinned)


def _stored(place: Place) -> dict[str, Any]:
    return asdict(place) | {"since": place.since.isoformat(), "until": place.until.isoformat()}


def _read(stored: Mapping[str, Any]) -> Place:
    steps = tuple(
        Step(step["report"], step["title"], _pairs(step["where"]), tuple(step["by"]), step["ever"])
        for step in stored["steps"]
    )
    return Place(
        page=stored["page"],
        steps=steps,
        period=stored["period"],
        since=date.fromisoformat(stored["since"]),
        until=date.fromisoformat(stored["until"]),
        compare=stored["compare"],
        filters=_pairs(stored["filters"]),
        measure=stored["measure"],
        asks=stored["asks"],
    )


def _pairs(stored: Any) -> Where:
    return tuple((str(key), str(told)) for key, told in stored)
