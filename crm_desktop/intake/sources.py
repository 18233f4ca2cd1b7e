"""Places that are polled, as rows: set up by a person, read by one poller at a time, remembered how far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from crm_desktop.errors import Away, InvalidValue, NotFound, StaleRecord
from crm_desktop.intake.records import Receipt, Received
from crm_desktop.intake.submissions import receive_submissions
from crm_desktop.periodic import HoldLease, hold_lease
from crm_desktop.work import Work, use_case
from db.models.intake import SourceRow, SourceStateRow
from db.vocabulary import Permission, SourceKind, Topic


class SourceAway(Away):
    """The source `name` does not answer as it should; `reason` in its own words."""

    code = "source_away"


@dataclass(frozen=True, slots=True)
class Source:
    """`address` as its kind wants it; `state` how far it was read, `fault` how the last look ended."""

    source_id: int
    name: str
    kind: SourceKind
    address: dict[str, Any]
    active: bool
    version: int
    state: dict[str, Any] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True, slots=True)
class SaveSource:
    """`version` 0 for a new one. No secret belongs in `address`: passwords and keys stand in the keyring."""

    name: str
    kind: SourceKind
    address: dict[str, Any]
    active: bool = True
    version: int = 0


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one look brought, and how far the source is read then."""

    source_id: int
    state: dict[str, Any]
    submissions: tuple[Received, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look at a source brought; `fault` says in words why it could not be looked at whole."""

    name: str
    kind: SourceKind
    stored: int = 0
    duplicates: int = 0
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """`holder` polls the source alone for `seconds`; 0 lets it go."""

    source_id: int
    holder: str
    seconds: int


@use_case(Permission.SET_UP)
def save_source(work: Work, command: SaveSource) -> int:
    """Its key. Raises InvalidValue: also for a name that a source of another kind has; StaleRecord."""
    if not command.name.strip():
        raise InvalidValue(field="name", value=command.name, rule="required")
    row = work.session.scalar(select(SourceRow).where(SourceRow.name == command.name).with_for_update())
    before = None if row is None else {"address": row.address, "active": row.active}
    if row is None:
        row = SourceRow(name=command.name, kind=command.kind, address=command.address, active=command.active)
        work.session.add(row)
        work.session.flush()
        work.session.execute(insert(SourceStateRow), {"source_id": row.id, "state": {}})
    elif row.kind is not command.kind:
        raise InvalidValue(field="name", value=command.name, rule="unique")
    elif row.version != command.version:
        raise StaleRecord(kind="source", key=command.name, mine=command.version, theirs=row.version)
    else:
        row.address, row.active, row.version = command.address, command.active, row.version + 1
    after = {"address": command.address, "active": command.active}
    work.audit("save", "source", row.id, before=before, after=after)
    work.changed(Topic.SETTINGS, row.id, "source", label=command.name)
    return row.id


@use_case(Permission.RECEIVE_SUBMISSIONS)
def store_fetched(work: Work, command: Fetched) -> tuple[Receipt, ...]:
    """One durable write: what came and how far the source is read, so that neither is ever without the other."""
    receipts = receive_submissions(work, command.submissions) if command.submissions else ()
    ended = {"state": command.state, "looked_at": work.now, "fault": command.fault[:500]}
    row = SourceStateRow
    before = work.session.scalar(select(row.fault).where(row.source_id == command.source_id))
    work.session.execute(update(row).where(row.source_id == command.source_id).values(**ended))
    if before != command.fault[:500]:
        work.changed(Topic.SETTINGS, command.source_id, "source")
    return receipts


@use_case(Permission.RECEIVE_SUBMISSIONS)
def hold_source(work: Work, command: Hold) -> bool:
    """Whether the source is the holder's: two pollers never read one source at the same time."""
    return hold_lease(work, HoldLease(f"source {command.source_id}", command.holder, command.seconds))


def list_sources(session: Session, *, kind: SourceKind | None = None, active: bool = False) -> list[Source]:
    """By name; only the `active` ones if so asked."""
    s, t = SourceRow, SourceStateRow
    found = select(s.id, s.name, s.kind, s.address, s.active, s.version, t.state, t.fault)
    found = found.join(t, t.source_id == s.id).order_by(s.name)
    if kind is not None:
        found = found.where(s.kind == kind)
    if active:
        found = found.where(s.active)
    return [Source(*row) for row in session.execute(found)]


def source_named(session: Session, name: str) -> Source:
    """Raises NotFound."""
    found = next((source for source in list_sources(session) if source.name == name), None)
    if found is None:
        raise NotFound(kind="source", key=name)
    return found


def source_state(session: Session, source_id: int) -> dict[str, Any]:
    """How far the source was read, as it stands now."""
    return dict(session.scalar(select(SourceStateRow.state).where(SourceStateRow.source_id == source_id)) or {})


def text_of(address: Mapping[str, Any], key: str, otherwise: str = "") -> str:
    """A value of an address as text."""
    found = address.get(key, otherwise)
    return found if isinstance(found, str) else str(found)
