"""Interpret second: a stored submission becomes inquiries and orders, in one transaction, or is quarantined."""

import logging
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from crm_desktop.errors import Away, Erased, KnownError, NotFound
from crm_desktop.intake.becoming import Became, Record, become_all, reason
from crm_desktop.intake.formats.charsets import legible
from crm_desktop.intake.formats.fields import Unreadable, read_fields
from crm_desktop.intake.formats.form import draft_of
from crm_desktop.intake.formats.shops.reading import read_shop
from crm_desktop.intake.records import Interpreted, RecordRead
from crm_desktop.words import tell
from crm_desktop.work import SYSTEM, Work, execute, use_case
from db.errors import is_passing
from db.models.intake import FormRow, SubmissionQueueRow, SubmissionReadingRow, SubmissionRow
from db.session import Database
from db.statements import insert_into
from db.vocabulary import Channel, Outcome, Permission, Topic

PAUSE = timedelta(seconds=30)
MOST_ATTEMPTS = 5
LONGEST_REASON = 500
log = logging.getLogger(__name__)


def interpret(database: Database, submission_id: int) -> Interpreted:
    """Understands one submission. A known fault quarantines it; a bug is logged and tried again later.

    Raises Away, and DBAPIError where others hold the database too long: the submission goes on waiting.
    """
    try:
        return execute(database, interpret_submission, submission_id, actor=SYSTEM)
    except Away:
        raise
    except KnownError as fault:
        return execute(database, quarantine, (submission_id, tell(fault, "pl")), actor=SYSTEM)
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
        return Interpreted(submission_id, Outcome.QUARANTINED, "", tell(fault, "pl"), ())
    except Exception as bug:
        log.exception("submission %s cannot be interpreted", submission_id)
        return Interpreted(submission_id, Outcome.QUARANTINED, "", _named(bug), ())


def _named(bug: Exception) -> str:
    """Without the values of a statement, which are a person's."""
    told = bug.orig if isinstance(bug, DBAPIError) and bug.orig is not None else bug
    return f"{type(told).__name__}: {str(told).splitlines()[0] if str(told) else ''}"


def interpret_some(database: Database, submission_ids: list[int]) -> None:
    """Several under one commit; what another interpreter has in hand is left to it.

    Raises whatever is wrong with any of them, and nothing is written: `interpret` then takes each alone.
    """
    execute(database, interpret_waiting, tuple(submission_ids), actor=SYSTEM)


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
def interpret_waiting(work: Work, submission_ids: tuple[int, ...]) -> int:
    """How many were understood. Raises Erased."""
    mine = _locked(work, submission_ids, skip=True)
    if not mine:
        return 0
    rows = work.session.scalars(select(SubmissionRow).where(SubmissionRow.id.in_(mine)).order_by(SubmissionRow.id))
    return len(_understand(work, list(rows)))


def _locked(work: Work, submission_ids: tuple[int, ...], *, skip: bool = False) -> set[int]:
    """Those that still wait, locked for this transaction: two interpreters never read one submission."""
    waits = select(SubmissionQueueRow.submission_id).where(SubmissionQueueRow.submission_id.in_(submission_ids))
    return set(work.session.scalars(waits.order_by(SubmissionQueueRow.submission_id).with_for_update(skip_locked=skip)))


def _understand(work: Work, rows: list[SubmissionRow]) -> list[Interpreted]:
    """Raises Erased."""
    refused: dict[int, Became] = {}
    records: list[Record] = []
    for row in rows:
        try:
            records += _records(work, row)
        except Unreadable as fault:
            refused[row.id] = _quarantined(reason(work, fault.reason, **fault.values))
    became: dict[int, list[Became]] = {row.id: [refused[row.id]] if row.id in refused else [] for row in rows}
    for record, done in zip(records, become_all(work, records), strict=True):
        became[record.row.id].append(done)
    return _write(work, became)


def _records(work: Work, row: SubmissionRow) -> list[Record]:
    """Raises Unreadable, Erased."""
    if row.raw is None:
        raise Erased(submission=row.id)
    form = work.session.get(FormRow, row.form_id) if row.form_id is not None else None
    own_map = form.field_map if form is not None else {}
    is_order = form is not None and form.options.get("kind") == "order"
    shops = read_shop(row.raw, row.headers, row.source) if _is_trusted(row, form) else None
    if shops is not None:
        return [Record(row, form, draft) for draft in shops]
    found = read_fields(row.raw, row.content_type)
    return [Record(row, form, draft_of(fields, own_map, is_order=is_order)) for fields in found]


def _is_trusted(row: SubmissionRow, form: FormRow | None) -> bool:
    """A shop's order brings its own prices and promises stock: an open form on the web has no such word."""
    return row.channel is not Channel.FORM or (form is not None and bool(form.options.get("signature")))


def _quarantined(why: str) -> Became:
    return Became(RecordRead(Outcome.QUARANTINED, "", legible(why)[:LONGEST_REASON]))


def _write(work: Work, became: dict[int, list[Became]]) -> list[Interpreted]:
    """The readings, and the submissions leave the queue, in the same transaction as what they became."""
    rows = [
        {
            "submission_id": submission_id,
            "position": position,
            "outcome": done.read.outcome,
            "reason": done.read.reason,
            "reader": done.reader,
            "number": done.read.number,
            "record_key": done.record_key,
            "opportunity_id": done.opportunity_id,
            "order_id": done.order_id,
            "at": work.now,
        }
        for submission_id, records in became.items()
        for position, done in enumerate(records)
    ]
    work.session.execute(insert_into(SubmissionReadingRow), rows)
    work.session.execute(delete(SubmissionQueueRow).where(SubmissionQueueRow.submission_id.in_(list(became))))
    answers = [_summed(submission_id, [done.read for done in records]) for submission_id, records in became.items()]
    for answer in answers:
        work.changed(Topic.SUBMISSIONS, answer.submission_id, answer.outcome.value, label=answer.number)
    return answers


def _summed(submission_id: int, records: list[RecordRead]) -> Interpreted:
    first = next((record for record in records if record.outcome is not Outcome.DUPLICATE), records[0])
    return Interpreted(submission_id, first.outcome, first.number, first.reason, tuple(records))


def _stored(work: Work, submission_id: int) -> Interpreted:
    rows = work.session.execute(
        select(SubmissionReadingRow.outcome, SubmissionReadingRow.number, SubmissionReadingRow.reason)
        .where(SubmissionReadingRow.submission_id == submission_id)
        .order_by(SubmissionReadingRow.position)
    ).all()
    return _summed(submission_id, [RecordRead(*row) for row in rows])


@use_case(Permission.INTERPRET_SUBMISSIONS)
def quarantine(work: Work, command: tuple[int, str]) -> Interpreted:
    """Kept with its reason until a person maps its fields or retries; what was understood meanwhile stands."""
    submission_id, why = command
    if not _locked(work, (submission_id,)):
        return _stored(work, submission_id)
    return _write(work, {submission_id: [_quarantined(why)]})[0]


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
    why = reason(work, "bug", problem=legible(problem)[:LONGEST_REASON])
    if attempt is None or attempt >= MOST_ATTEMPTS:
        return quarantine(work, (submission_id, why))
    return Interpreted(submission_id, Outcome.QUARANTINED, "", why, ())


@use_case(Permission.INTERPRET_SUBMISSIONS)
def retry(work: Work, submission_id: int) -> Interpreted:
    """Forgets that it was quarantined and interprets again; anything else answers what it became."""
    outcomes = set(
        work.session.scalars(
            select(SubmissionReadingRow.outcome).where(SubmissionReadingRow.submission_id == submission_id)
        )
    )
    if outcomes == {Outcome.QUARANTINED}:
        work.session.execute(delete(SubmissionReadingRow).where(SubmissionReadingRow.submission_id == submission_id))
        waiting = {"submission_id": submission_id, "due_at": work.now}
        work.session.execute(insert_into(SubmissionQueueRow), waiting)
    return interpret_submission(work, submission_id)
