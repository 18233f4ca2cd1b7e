"""Interpret second: a stored submission becomes inquiries and orders, in one transaction, or is quarantined."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.exc import DBAPIError

from crm_desktop import settings
from crm_desktop.errors import Away, Erased, KnownError, NotFound
from crm_desktop.intake.becoming import Became, become_in_turn
from crm_desktop.intake.formats.fields import Unreadable
from crm_desktop.intake.formats.reading import READERS, Form, Found, read
from crm_desktop.intake.reasons import read_as, restored, said, stored, why, why_refused
from crm_desktop.intake.records import Interpreted, RecordRead, Why
from crm_desktop.intake.same_person import one_at_a_time
from crm_desktop.intake.shop_orders import key_of
from crm_desktop.intake.shop_records import MAKER
from crm_desktop.intake.wishes import Record
from crm_desktop.work import SYSTEM, Work, execute, use_case
from db.errors import is_passing
from db.models.intake import FormRow, PastReadingRow, SubmissionQueueRow, SubmissionReadingRow, SubmissionRow
from db.prepared import Prepared, write_rows
from db.session import Database
from db.statements import table_of
from db.vocabulary import Channel, Outcome, Permission, Topic

PAUSE = timedelta(seconds=30)
MOST_ATTEMPTS = 5
log = logging.getLogger(__name__)
_queue, _readings = table_of(SubmissionQueueRow), table_of(SubmissionReadingRow).c
_of_these = _queue.c.submission_id.in_(bindparam("ids", expanding=True))
_waiting = select(_queue.c.submission_id).where(_of_these).order_by(_queue.c.submission_id)
_WAIT, _WAIT_FREE = Prepared(_waiting.with_for_update()), Prepared(_waiting.with_for_update(skip_locked=True))
_UNDERSTOOD = Prepared(delete(_queue).where(_of_these))
_KEPT = Prepared(
    select(_readings.submission_id, _readings.record_key, _readings.id)
    .where(_readings.submission_id.in_(bindparam("ids", expanding=True)))
    .order_by(_readings.position),
    planned_anew=True,
)
_SUBMISSIONS = (
    select(SubmissionRow).where(SubmissionRow.id.in_(bindparam("ids", expanding=True))).order_by(SubmissionRow.id)
)
_FORMS = select(FormRow).where(FormRow.key.in_(bindparam("keys", expanding=True)))


def interpret(database: Database, submission_id: int) -> Interpreted:
    """Understands one submission. A known fault quarantines it; a bug is logged and tried again later.

    Raises Away, and DBAPIError where others hold the database too long: the submission goes on waiting.
    """
    try:
        return execute(database, interpret_submission, submission_id, actor=SYSTEM)
    except Away:
        raise
    except KnownError as fault:
        return execute(database, quarantine, (submission_id, why_refused(fault)), actor=SYSTEM)
    except Exception as bug:
        if isinstance(bug, DBAPIError) and is_passing(bug):
            raise
        log.exception("submission %s cannot be interpreted", submission_id)
        return execute(database, put_off, (submission_id, _named(bug)), actor=SYSTEM)


def interpret_again(database: Database, submission_id: int) -> Interpreted:
    """`retry` for one of many: what goes wrong with it stays with it. Raises Away."""
    try:
        return execute(database, retry, submission_id, actor=SYSTEM)
    except Away:
        raise
    except KnownError as fault:
        return _untold(database, submission_id, why_refused(fault))
    except Exception as bug:
        log.exception("submission %s cannot be interpreted", submission_id)
        return _untold(database, submission_id, why("bug", problem=_named(bug)))


def _untold(database: Database, submission_id: int, problem: Why) -> Interpreted:
    """What could not even be written down."""
    with database.read() as session:
        language = settings.load(session).language
    return Interpreted(submission_id, Outcome.QUARANTINED, "", said((problem,), language), ())


def _named(bug: Exception) -> str:
    """Without the values of a statement, which are a person's."""
    told = bug.orig if isinstance(bug, DBAPIError) and bug.orig is not None else bug
    return f"{type(told).__name__}: {str(told).splitlines()[0] if str(told) else ''}"


@dataclass(frozen=True, slots=True)
class Waiting:
    """`in_the_way`: asked again and again; from True on this can wait, and is broken off."""

    submission_ids: tuple[int, ...]
    in_the_way: Callable[[], bool]


def interpret_some(
    database: Database, submission_ids: list[int], *, in_the_way: Callable[[], bool] = lambda: False
) -> None:
    """Several under one commit; what another interpreter has in hand is left to it.

    Raises whatever is wrong with any of them, or BrokenOff, and nothing is written: `interpret` then takes each alone.
    """
    execute(database, interpret_waiting, Waiting(tuple(submission_ids), in_the_way), actor=SYSTEM)


@use_case(Permission.INTERPRET_SUBMISSIONS)
def interpret_submission(work: Work, submission_id: int) -> Interpreted:
    """Raises NotFound, Erased. Understood already: the stored answer."""
    row = work.session.get(SubmissionRow, submission_id)
    if row is None:
        raise NotFound(kind="submission", key=submission_id)
    if not _locked(work, (submission_id,)):
        return _stored(work, submission_id)
    return _understand(work, [row])[0]


@use_case(Permission.INTERPRET_SUBMISSIONS)
def interpret_waiting(work: Work, command: Waiting) -> int:
    """How many were understood. Raises Erased, BrokenOff."""
    work.can_wait(command.in_the_way)
    mine = _locked(work, command.submission_ids, skip=True)
    if not mine:
        return 0
    rows = work.session.scalars(_SUBMISSIONS, {"ids": list(mine)})
    return len(_understand(work, list(rows)))


def _locked(work: Work, submission_ids: tuple[int, ...], *, skip: bool = False) -> set[int]:
    """Those that still wait, locked for this transaction: two interpreters never read one submission."""
    rows = (_WAIT_FREE if skip else _WAIT).rows(work.session, {"ids": submission_ids})
    return {submission_id for (submission_id,) in rows}


def _understand(work: Work, rows: list[SubmissionRow]) -> list[Interpreted]:
    """Raises Erased. What a submission became before and was kept (`retry`) is not made again."""
    became: dict[int, list[Became | None]] = {}
    places: list[tuple[int, int]] = []
    records: list[Record] = []
    stands, forms = _kept(work, rows), _forms(work, rows)
    for row in rows:
        work.give_way()
        kept = stands.get(row.id, {})
        became[row.id] = []
        for position, (found, record) in enumerate(_read(row, forms)):
            stood = [kept[key].pop(0) for key in _keys(row, found) if kept.get(key)]
            if stood:
                for reading_id in stood:
                    _move(work, reading_id, position)
                became[row.id].append(None)
                continue
            became[row.id].append(_quarantined(work, found) if record is None else None)
            if record is not None:
                places.append((row.id, position))
                records.append(record)
        for reading_id in (one for left in kept.values() for one in left):
            _move(work, reading_id, len(became[row.id]))
            became[row.id].append(None)
    one_at_a_time(work, [record.draft for record in records])
    for (submission_id, position), done in zip(places, become_in_turn(work, records), strict=True):
        became[submission_id][position] = done
    work.give_way()
    return _write(work, became)


def _read(row: SubmissionRow, forms: Mapping[str, FormRow]) -> list[tuple[Found, Record | None]]:
    """Each record as it was found, and as something to become where it can be read. Raises Erased."""
    if row.raw is None:
        raise Erased(submission=row.id)
    form = forms.get(row.source)
    origin = Form(
        source=row.source,
        own_map=form.field_map if form is not None else {},
        is_order=form is not None and form.options.get("kind") == "order",
        trusted=_is_trusted(row, form),
        headers=row.headers,
    )
    try:
        found = read(row.raw, row.content_type, origin)
    except Unreadable as fault:
        found = [Found("", f"fault {fault.reason}", fault=fault)]
    return [(one, None if one.draft is None else Record(row, form, one.draft, one.reader, one.key)) for one in found]


def _forms(work: Work, rows: list[SubmissionRow]) -> dict[str, FormRow]:
    """The forms they came by; one that was set up since is found as well."""
    found = work.session.scalars(_FORMS, {"keys": list({row.source for row in rows})})
    return {form.key: form for form in found}


def _keys(row: SubmissionRow, found: Found) -> tuple[str, ...]:
    """Under which this record stands, or stood row by row when it was not yet seen to be one."""
    shop = found.draft.shop if found.draft is not None else None
    return (key_of(row.source, shop),) if shop is not None and shop.shop != MAKER else found.parts or (found.key,)


def _kept(work: Work, rows: list[SubmissionRow]) -> dict[int, dict[str, list[int]]]:
    """Readings that stand, of each submission by the key of their record."""
    found: dict[int, dict[str, list[int]]] = {}
    for submission_id, key, reading_id in _KEPT.rows(work.session, {"ids": [one.id for one in rows]}):
        found.setdefault(submission_id, {}).setdefault(key, []).append(reading_id)
    return found


def _move(work: Work, reading_id: int, position: int) -> None:
    row = SubmissionReadingRow
    work.session.execute(update(row).where(row.id == reading_id).values(position=position))


def _is_trusted(row: SubmissionRow, form: FormRow | None) -> bool:
    """A shop's order brings its own prices and promises stock: an open form on the web has no such word."""
    return row.channel is not Channel.FORM or (form is not None and bool(form.options.get("signature")))


def _quarantined(work: Work, found: Found) -> Became:
    assert found.fault is not None  # nothing else has no draft
    read = read_as(work, Outcome.QUARANTINED, "", why(found.fault.reason, **found.fault.values))
    return Became(read, reader=found.reader, record_key=found.key[:200])


def _write(work: Work, became: Mapping[int, Sequence[Became | None]]) -> list[Interpreted]:
    """The readings, and the submissions leave the queue, in the same transaction as what they became.

    None stands for a reading that is there already.
    """
    rows = [
        {
            "submission_id": submission_id,
            "position": position,
            "outcome": done.read.outcome,
            "reason": done.read.reason,
            "why": stored(done.read.why),
            "reader": done.reader[:40],
            "number": done.read.number,
            "record_key": done.record_key[:200],
            "opportunity_id": done.opportunity_id,
            "order_id": done.order_id,
            "at": work.now,
            "readers": READERS,
        }
        for submission_id, records in became.items()
        for position, done in enumerate(records)
        if done is not None
    ]
    write_rows(work.session, SubmissionReadingRow, rows)
    _UNDERSTOOD.change(work.session, {"ids": list(became)})
    answers = []
    for submission_id, records in became.items():
        told = [done.read for done in records if done is not None]
        whole = len(told) == len(records)
        answers.append(_summed(submission_id, told) if whole else _stored(work, submission_id))
    for answer in answers:
        work.changed(Topic.SUBMISSIONS, answer.submission_id, answer.outcome.value, label=answer.number)
    return answers


def _summed(submission_id: int, records: list[RecordRead]) -> Interpreted:
    first = next((record for record in records if record.outcome is not Outcome.DUPLICATE), records[0])
    return Interpreted(submission_id, first.outcome, first.number, first.reason, tuple(records))


def _stored(work: Work, submission_id: int) -> Interpreted:
    rows = work.session.execute(
        select(
            SubmissionReadingRow.outcome,
            SubmissionReadingRow.number,
            SubmissionReadingRow.reason,
            SubmissionReadingRow.why,
        )
        .where(SubmissionReadingRow.submission_id == submission_id)
        .order_by(SubmissionReadingRow.position)
    ).all()
    return _summed(
        submission_id, [RecordRead(outcome, number, told, restored(codes)) for outcome, number, told, codes in rows]
    )


@use_case(Permission.INTERPRET_SUBMISSIONS)
def quarantine(work: Work, command: tuple[int, Why]) -> Interpreted:
    """Kept with its reason until a person maps its fields or retries; what was understood meanwhile stands."""
    submission_id, problem = command
    if not _locked(work, (submission_id,)):
        return _stored(work, submission_id)
    return _write(work, {submission_id: [Became(read_as(work, Outcome.QUARANTINED, "", problem), reader="")]})[0]


@use_case(Permission.INTERPRET_SUBMISSIONS)
def put_off(work: Work, command: tuple[int, str]) -> Interpreted:
    """Tried again later; after the last attempt it is quarantined."""
    submission_id, problem = command
    attempt = work.session.scalar(
        update(SubmissionQueueRow)
        .where(SubmissionQueueRow.submission_id == submission_id)
        .values(attempt=SubmissionQueueRow.attempt + 1, due_at=work.now + PAUSE)
        .returning(SubmissionQueueRow.attempt)
    )
    told = why("bug", problem=problem)
    if attempt is None or attempt >= MOST_ATTEMPTS:
        return quarantine(work, (submission_id, told))
    return Interpreted(submission_id, Outcome.QUARANTINED, "", said((told,), work.settings.language), ())


@use_case(Permission.INTERPRET_SUBMISSIONS)
def retry(work: Work, submission_id: int) -> Interpreted:
    """Interprets again what was quarantined of it; what its other records became stands. Raises NotFound, Erased."""
    row = SubmissionReadingRow
    unread = (row.submission_id == submission_id) & (row.outcome == Outcome.QUARANTINED)
    past = (row.submission_id, row.position, row.outcome, row.reason, row.readers, row.at)
    rows = [dict(found._mapping) for found in work.session.execute(select(*past).where(unread))]
    if rows:
        write_rows(work.session, PastReadingRow, [{**found, "superseded_at": work.now} for found in rows])
        work.session.execute(delete(row).where(unread))
        waiting = {"submission_id": submission_id, "due_at": work.now}
        write_rows(work.session, SubmissionQueueRow, [waiting])
    return interpret_submission(work, submission_id)
