"""Forms as they are set up: their names, whose key means what, and what they let in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.errors import InvalidValue, NotFound, StaleRecord
from crm_desktop.intake.sources import list_sources
from crm_desktop.intake.unrecognised import MEANINGS
from crm_desktop.work import Work, use_case
from db.models.intake import FormRow, SubmissionRow
from db.vocabulary import Channel, Permission, SourceKind, Topic

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


@dataclass(frozen=True, slots=True)
class FormCard:
    """`field_map` by the form's own keys; `came` how many submissions it brought."""

    form_id: int
    version: int
    key: str
    name: str
    channel: Channel
    field_map: Mapping[str, str]
    options: Mapping[str, Any]
    active: bool
    came: int


@dataclass(frozen=True, slots=True)
class SaveForm:
    """`form_id` 0 for a new one; its key is its address (`/in/<key>`) and stays. `options` replaces those it names."""

    form_id: int
    version: int
    key: str
    name: str
    field_map: Mapping[str, str]
    options: Mapping[str, Any]
    active: bool = True


@dataclass(frozen=True, slots=True)
class FormSaved:
    form_id: int
    version: int


def list_forms(session: Session) -> list[FormCard]:
    """By name."""
    f, s = FormRow, SubmissionRow
    came = select(s.form_id, func.count().label("came")).group_by(s.form_id).subquery()
    rows = session.execute(
        select(f, func.coalesce(came.c.came, 0)).outerjoin(came, came.c.form_id == f.id).order_by(f.name, f.id)
    )
    return [
        FormCard(row.id, row.version, row.key, row.name, row.channel, row.field_map, row.options, row.active, count)
        for row, count in rows
    ]


LOCAL_ADDRESS = "http://127.0.0.1:8765"
"""Where the window listens unless it is told otherwise."""


def form_address(session: Session, key: str) -> str:
    """Where a page of the company's site posts a form: its drop box, else this computer."""
    boxes = (source for source in list_sources(session, active=True) if source.kind is SourceKind.DROPBOX)
    url = next((str(box.address.get("url", "")) for box in boxes), "")
    return f"{url}?form={key}" if url else f"{LOCAL_ADDRESS}/in/{key}"


@use_case(Permission.SET_UP)
def save_form(work: Work, command: SaveForm) -> FormSaved:
    """Raises NotFound, StaleRecord, InvalidValue."""
    name = command.name.strip()
    if not name:
        raise InvalidValue(field="name", value="", rule="required")
    for key, meaning in command.field_map.items():
        if meaning and meaning not in MEANINGS:
            raise InvalidValue(field="field_map", value=f"{key} = {meaning}", rule="choice")
    row = _row(work, command)
    before = {"name": row.name, "field_map": row.field_map, "options": row.options, "active": row.active}
    row.name, row.field_map, row.active = name, dict(command.field_map), command.active
    row.options = {**row.options, **command.options}
    after = {"name": name, "field_map": row.field_map, "options": row.options, "active": row.active}
    work.session.flush()
    work.audit("save", "form", row.id, before=before if command.form_id else None, after=after)
    work.changed(Topic.SETTINGS, row.id, "form", label=name)
    return FormSaved(row.id, row.version)


def _row(work: Work, command: SaveForm) -> FormRow:
    """The locked row, or a new one."""
    if command.form_id:
        row = work.session.scalar(select(FormRow).where(FormRow.id == command.form_id).with_for_update())
        if row is None:
            raise NotFound(kind="form", key=command.form_id)
        if row.version != command.version:
            raise StaleRecord(kind="form", key=row.key, mine=command.version, theirs=row.version)
        row.version += 1
        return row
    if not _KEY.fullmatch(command.key.strip()):
        raise InvalidValue(field="key", value=command.key, rule="code")
    if work.session.scalar(select(FormRow.id).where(FormRow.key == command.key.strip())) is not None:
        raise InvalidValue(field="key", value=command.key, rule="unique")
    row = FormRow(
        key=command.key.strip(), name="", channel=Channel.FORM, field_map={}, options={}, active=True, version=1
    )
    work.session.add(row)
    return row
