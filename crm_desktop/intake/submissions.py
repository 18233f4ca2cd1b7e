"""Store first: raw bytes, durable, once. Understanding comes after, in a transaction of its own."""

import hashlib
from datetime import timedelta
from functools import lru_cache

from sqlalchemy import bindparam, select

from crm_desktop.intake.field_maps import TOKEN
from crm_desktop.intake.formats.charsets import legible, one_line
from crm_desktop.intake.formats.fields import Unreadable, read_fields
from crm_desktop.intake.formats.form import token_of
from crm_desktop.intake.formats.multipart import boundary_of
from crm_desktop.intake.records import Receipt, Received
from crm_desktop.work import SYSTEM, Work, execute, use_case
from db.models.intake import FormRow, SubmissionQueueRow, SubmissionRow
from db.prepared import Prepared, write_for_keys, write_rows
from db.session import Database
from db.statements import table_of
from db.vocabulary import Permission, Topic

SAME_CONTENT_WITHIN = timedelta(hours=24)
_forms, _submissions = table_of(FormRow).c, table_of(SubmissionRow).c
_FORMS = Prepared(select(_forms.key, _forms.id).where(_forms.key.in_(bindparam("sources", expanding=True))))
_KNOWN = Prepared(
    select(_submissions.dedupe_key, _submissions.id, _submissions.received_at).where(
        _submissions.dedupe_key.in_(bindparam("wanted", expanding=True))
    )
)


def receive(database: Database, received: Received) -> Receipt:
    """On disk before it answers. The same thing sent twice answers the first receipt, `duplicate`."""
    return execute(database, receive_submission, received, actor=SYSTEM)


@use_case(Permission.RECEIVE_SUBMISSIONS)
def receive_submission(work: Work, command: Received) -> Receipt:
    """Inserts only. Doubles that race are settled by the unique key and answered as duplicates."""
    return receive_submissions(work, (command,))[0]


@use_case(Permission.RECEIVE_SUBMISSIONS)
def receive_submissions(work: Work, commands: tuple[Received, ...]) -> tuple[Receipt, ...]:
    """Several at once share one commit; each has its own receipt, in their order."""
    keys = [_dedupe_keys(work, command) for command in commands]
    known = _known(work, keys)
    new = {key[0]: command for key, command in zip(keys, commands, strict=True) if not _found(key, known)}
    firsts = {key: number for number, key in reversed(list(enumerate(k[0] for k in keys)))}
    stored = _store(work, new)
    receipts = []
    for number, key in enumerate(keys):
        found = _found(key, known)
        receipt = Receipt(found, duplicate=True) if found else Receipt(stored[key[0]], firsts[key[0]] != number)
        receipts.append(receipt)
    return tuple(receipts)


def _store(work: Work, new: dict[str, Received]) -> dict[str, int]:
    """The rows under their dedupe keys, each in the queue."""
    if not new:
        return {}
    sources = {_source(command) for command in new.values()}
    forms = dict(_FORMS.rows(work.session, {"sources": list(sources)}))
    values = [_row(work, key, command, forms.get(_source(command))) for key, command in new.items()]
    ids = write_for_keys(work.session, SubmissionRow, values)
    waiting = [{"submission_id": submission_id, "due_at": work.now} for submission_id in ids]
    write_rows(work.session, SubmissionQueueRow, waiting)
    for submission_id, command in zip(ids, new.values(), strict=True):
        work.changed(Topic.SUBMISSIONS, submission_id, "received", label=command.source)
    return dict(zip(new, ids, strict=True))


def _row(work: Work, key: str, command: Received, form_id: int | None) -> dict[str, object]:
    return {
        "source": _source(command),
        "form_id": form_id,
        "channel": command.channel,
        "dedupe_key": key,
        "content_type": legible(command.content_type)[:200],
        "headers": {name: legible(value) for name, value in command.headers.items()},
        "remote": command.remote[:60],
        "raw": command.raw,
        "raw_hash": hashlib.sha256(command.raw).hexdigest(),
        "quiet": command.quiet,
        "received_at": min(command.at, work.now) if command.at else work.now,
    }


def _source(command: Received) -> str:
    return _nameable(command.source)


@lru_cache(maxsize=256)
def _nameable(source: str) -> str:
    """Any name is taken, as far as a database can hold it."""
    return one_line(legible(source))[:80] or "-"


def _known(work: Work, keys: list[list[str]]) -> dict[str, tuple[int, bool]]:
    """Keys that are there already: the submission, and whether it came within a day."""
    wanted = [key for pair in keys for key in pair]
    rows = _KNOWN.rows(work.session, {"wanted": wanted})
    return {key: (submission_id, at > work.now - SAME_CONTENT_WITHIN) for key, submission_id, at in rows}


def _found(keys: list[str], known: dict[str, tuple[int, bool]]) -> int | None:
    """Under the first key for ever, under a second (yesterday's) within a day."""
    if keys[0] in known:
        return known[keys[0]][0]
    if len(keys) > 1 and keys[1] in known and known[keys[1]][1]:
        return known[keys[1]][0]
    return None


def _dedupe_keys(work: Work, command: Received) -> list[str]:
    """The sender's own id for ever; a page's token with its content for ever; else the content within a day."""
    source = _source(command)
    if command.idempotency:
        return [f"{source}#{_digest(command.idempotency)}"]
    token, content = _content(command)
    if token:
        return [f"{source}#{_digest(token + content)}"]
    return [f"{source}:{content}:{day.isoformat()}" for day in (work.today, work.today - timedelta(days=1))]


def _content(command: Received) -> tuple[str, str]:
    """The token of the page and the hash of what was sent, without a boundary that differs at each sending.

    A page kept in a cache has one token for all its visitors: the token alone would lose all but the first.
    """
    boundary = boundary_of(command.raw).encode("latin-1") if b"form-data" in command.raw[:4000] else b""
    content = command.raw.replace(boundary, b"") if boundary else command.raw
    return _token(command), hashlib.sha256(content).hexdigest()


def _token(command: Received) -> str:
    if TOKEN.encode() not in command.raw:
        return ""
    try:
        records = read_fields(command.raw, command.content_type)
    except Unreadable:
        return ""
    return next((token for token in map(token_of, records) if token), "")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
