"""What could not be understood, or was taken for spam: shown as it came, mapped once, all of it tried again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote_plus

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from crm_desktop import settings
from crm_desktop.errors import InvalidValue, NotFound, StaleRecord
from crm_desktop.intake.field_maps import CLAUSE, STARTED, TOKEN, meaning_of
from crm_desktop.intake.formats.charsets import decoded, legible
from crm_desktop.intake.formats.fields import Unreadable, read_fields
from crm_desktop.intake.formats.labels import labelled
from crm_desktop.intake.formats.mail.reading import is_mail, read_mail
from crm_desktop.intake.interpreting import interpret_again, interpret_submission
from crm_desktop.intake.reasons import reason_in
from crm_desktop.intake.records import Interpreted
from crm_desktop.work import Actor, Work, execute, use_case
from db.models.intake import FormRow, PastReadingRow, SubmissionQueueRow, SubmissionReadingRow, SubmissionRow
from db.prepared import write_rows
from db.session import Database
from db.vocabulary import Channel, Outcome, Permission, Topic

UNRECOGNISED = (Outcome.QUARANTINED, Outcome.SPAM)
MEANINGS = (
    "name first_name last_name company nip email phone message subject product quantity street postal_code city"
    " country external_ref campaign consent"
).split()
"""What a person may say a field means; "" is kept as it came."""
BEGINNING, MOST_SHOWN, MOST_FIELDS = 400, 20_000, 60
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_OURS = (TOKEN, STARTED, CLAUSE)


@dataclass(frozen=True, slots=True)
class UnrecognisedRow:
    """One submission of the list; `preview` is how it begins, `form` its name or the source's."""

    submission_id: int
    source: str
    form: str
    channel: Channel
    received_at: datetime
    outcome: Outcome
    reason: str
    preview: str


@dataclass(frozen=True, slots=True)
class CameField:
    """A field as it came; `meaning` of MEANINGS or "", and whether a person said so."""

    key: str
    value: str
    meaning: str
    told: bool


@dataclass(frozen=True, slots=True)
class UnrecognisedCard:
    """`raw` is its text as far as it is shown, `size` bytes; `alike` others of its source that wait, itself among
    them; `form_version` 0 where the source is no form yet."""

    row: UnrecognisedRow
    content_type: str
    headers: Mapping[str, str]
    raw: str
    size: int
    fields: tuple[CameField, ...]
    alike: int
    form_version: int


@dataclass(frozen=True, slots=True)
class MapFields:
    """Whose key means what in everything of `source`; `version` is the form's that was on screen, 0 for none."""

    source: str
    field_map: Mapping[str, str]
    version: int


@dataclass(frozen=True, slots=True)
class FieldsMapped:
    """`waiting` are the submissions of the source that may be understood now."""

    form_id: int
    version: int
    waiting: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TriedAgain:
    """`understood` became something, `left` are still in quarantine."""

    understood: int
    left: int


def unrecognised_count(session: Session) -> int:
    """How many wait for a person; spam does not."""
    r = SubmissionReadingRow
    waits = select(func.count(r.submission_id.distinct())).where(r.outcome == Outcome.QUARANTINED)
    return session.scalar(waits) or 0


def list_unrecognised(session: Session, *, language: str = "", limit: int = 200) -> list[UnrecognisedRow]:
    """What is not understood first, then spam; the newest of each first. Reasons in `language`, else the company's."""
    language = language or settings.load(session).language
    r, s, f = SubmissionReadingRow, SubmissionRow, FormRow
    wanted = (
        select(r.submission_id, r.outcome, func.min(r.position).label("position"))
        .where(r.outcome.in_(UNRECOGNISED))
        .group_by(r.submission_id, r.outcome)
        .subquery()
    )
    rows = session.execute(
        select(
            s.id,
            s.source,
            func.coalesce(f.name, s.source),
            s.channel,
            s.received_at,
            wanted.c.outcome,
            r.reason,
            r.why,
            func.substr(s.raw, 1, BEGINNING),
        )
        .join(wanted, wanted.c.submission_id == s.id)
        .join(r, (r.submission_id == s.id) & (r.position == wanted.c.position))
        .outerjoin(f, f.key == s.source)
        .order_by(wanted.c.outcome == Outcome.SPAM, s.id.desc())
        .limit(limit)
    )
    return [
        UnrecognisedRow(key, source, form, channel, at, outcome, reason_in(language, reason, why), _preview(raw))
        for key, source, form, channel, at, outcome, reason, why, raw in rows
    ]


def _preview(raw: bytes | None) -> str:
    """Its words as a person can read them, whatever its way of writing letters."""
    text = decoded(bytes(raw or b""))
    plain = unquote_plus(text) if "=" in text and "%" in text else text
    return " ".join(legible(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), plain)).split())


def show_unrecognised(session: Session, submission_id: int, *, language: str = "") -> UnrecognisedCard:
    """Raises NotFound: also where a person or a retry was quicker and it is understood now."""
    r, s = SubmissionReadingRow, SubmissionRow
    found = session.execute(
        select(r.outcome, r.reason, r.why)
        .where(r.submission_id == submission_id, r.outcome.in_(UNRECOGNISED))
        .order_by(r.position)
    ).first()
    submission = session.get(s, submission_id)
    if submission is None or found is None:
        raise NotFound(kind="submission", key=submission_id)
    form = session.scalar(select(FormRow).where(FormRow.key == submission.source))
    raw = submission.raw or b""
    outcome, reason, why = found
    language = language or settings.load(session).language
    row = UnrecognisedRow(
        submission_id=submission.id,
        source=submission.source,
        form=form.name if form is not None else submission.source,
        channel=submission.channel,
        received_at=submission.received_at,
        outcome=outcome,
        reason=reason_in(language, reason, why),
        preview=_preview(raw[:BEGINNING]),
    )
    return UnrecognisedCard(
        row=row,
        content_type=submission.content_type,
        headers={str(key): str(value) for key, value in submission.headers.items()},
        raw=legible(decoded(raw[:MOST_SHOWN])),
        size=len(raw),
        fields=_fields(raw, submission.content_type, form.field_map if form is not None else {}),
        alike=len(_waiting(session, submission.source)),
        form_version=form.version if form is not None else 0,
    )


def _fields(raw: bytes, content_type: str, own_map: Mapping[str, str]) -> tuple[CameField, ...]:
    """Of the first record; none where it has no fields."""
    if is_mail(raw):
        pairs = read_mail(raw).fields
    else:
        try:
            records = read_fields(raw, content_type)
        except Unreadable:
            return ()
        pairs = records[0].pairs if records else ()
    shown: dict[str, CameField] = {}
    for key, value in labelled(pairs):
        meaning = meaning_of(key, own_map)
        if key not in shown and meaning not in _OURS:
            shown[key] = CameField(key, value, meaning if meaning in MEANINGS else "", key in own_map)
    return tuple(list(shown.values())[:MOST_FIELDS])


def _waiting(session: Session, source: str) -> tuple[int, ...]:
    r, s = SubmissionReadingRow, SubmissionRow
    of_source = (s.source == source, r.outcome == Outcome.QUARANTINED)
    return tuple(session.scalars(select(s.id).join(r, r.submission_id == s.id).where(*of_source).distinct()))


@use_case(Permission.INTERPRET_SUBMISSIONS)
def map_fields(work: Work, command: MapFields) -> FieldsMapped:
    """Remembered for the form; a source that was no form becomes one. Raises InvalidValue, StaleRecord."""
    for key, meaning in command.field_map.items():
        if meaning and meaning not in MEANINGS:
            raise InvalidValue(field=key, value=meaning, rule="unknown")
    form = work.session.scalar(select(FormRow).where(FormRow.key == command.source).with_for_update())
    theirs = form.version if form is not None else 0
    if theirs != command.version:
        raise StaleRecord(kind="form", key=command.source, mine=command.version, theirs=theirs)
    if form is None:
        channel = work.session.scalar(
            select(SubmissionRow.channel).where(SubmissionRow.source == command.source).limit(1)
        )
        if channel is None:
            raise NotFound(kind="form", key=command.source)
        form = FormRow(
            key=command.source, name=command.source, channel=channel, field_map={}, options={}, active=True, version=0
        )
        work.session.add(form)
    before = dict(form.field_map)
    form.field_map = {**before, **command.field_map}
    form.version += 1
    work.session.flush()
    of_source = (SubmissionRow.source == command.source, SubmissionRow.form_id.is_(None))
    work.session.execute(update(SubmissionRow).where(*of_source).values(form_id=form.id))
    work.audit("map", "form", form.id, before={"field_map": before}, after={"field_map": form.field_map})
    work.changed(Topic.SUBMISSIONS, form.id, "mapped", label=form.name)
    return FieldsMapped(form.id, form.version, _waiting(work.session, command.source))


def map_and_retry(database: Database, command: MapFields, *, actor: Actor, command_id: str) -> TriedAgain:
    """The map is remembered, then everything of this source that waits is tried again, each by itself."""
    mapped = execute(database, map_fields, command, actor=actor, command_id=command_id)
    return retry_all(database, mapped.waiting)


def retry_all(database: Database, submission_ids: tuple[int, ...]) -> TriedAgain:
    """Each by itself: what goes wrong with one stays with it. Raises Away."""
    outcomes = [interpret_again(database, submission_id).outcome for submission_id in submission_ids]
    left = outcomes.count(Outcome.QUARANTINED)
    return TriedAgain(len(outcomes) - left, left)


@use_case(Permission.INTERPRET_SUBMISSIONS)
def take_in(work: Work, submission_id: int) -> Interpreted:
    """No spam, says a person: it is understood like any other, and stays so. Raises NotFound, Erased."""
    row = work.session.get(SubmissionRow, submission_id, with_for_update=True)
    if row is None:
        raise NotFound(kind="submission", key=submission_id)
    r = SubmissionReadingRow
    spam = (r.submission_id == submission_id) & (r.outcome == Outcome.SPAM)
    past = (r.submission_id, r.position, r.outcome, r.reason, r.readers, r.at)
    rows = [dict(found._mapping) for found in work.session.execute(select(*past).where(spam))]
    if rows:
        row.taken_by = work.actor.name
        write_rows(work.session, PastReadingRow, [{**found, "superseded_at": work.now} for found in rows])
        work.session.execute(delete(r).where(spam))
        write_rows(work.session, SubmissionQueueRow, [{"submission_id": submission_id, "due_at": work.now}])
        work.session.flush()
        work.audit("take_in", "submission", submission_id)
    return interpret_submission(work, submission_id)
