"""Store first: raw bytes, durable, once. Understanding comes after, in a transaction of its own."""

import hashlib
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import String, Text, bindparam, cast, literal_column, select

from crm_desktop.intake.field_maps import TOKEN
from crm_desktop.intake.formats.charsets import legible, one_line
from crm_desktop.intake.formats.fields import Unreadable, read_fields
from crm_desktop.intake.formats.form import token_of
from crm_desktop.intake.formats.multipart import boundary_of
from crm_desktop.intake.records import Receipt, Received
from crm_desktop.work import SYSTEM, First, Work, execute, use_case
from db.models.intake import FormRow, SubmissionQueueRow, SubmissionRow
from db.prepared import Values, write_for_keys, write_rows
from db.session import Database
from db.statements import table_of
from db.types import micros
from db.vocabulary import Permission, Topic

SAME_CONTENT_WITHIN = timedelta(hours=24)
FURTHEST_AHEAD, FURTHEST_BEHIND = timedelta(hours=14), timedelta(hours=12)
"""Of universal time, on the islands on either side of the date line."""
_forms, _submissions = table_of(FormRow).c, table_of(SubmissionRow).c
_KNOWN, _FORM = "known", "form"


def receive(database: Database, received: Received) -> Receipt:
    """On disk before it answers. The same thing sent twice answers the first receipt, `duplicate`."""
    return execute(database, receive_submissions, (received,), actor=SYSTEM)[0]


def _asked(commands: tuple[Received, ...], now: datetime) -> tuple[Values, list[list[str]]]:
    keys = [_possible_keys(command, now) for command in commands]
    sources = list({_source(command) for command in commands})
    return {"wanted": [key for several in keys for key in several], "sources": sources}, keys


_ON_FILE = First(
    select(
        literal_column(f"'{_KNOWN}'", String),
        _submissions.dedupe_key,
        cast(_submissions.id, Text) + " " + cast(_submissions.received_at, Text),
    ).where(_submissions.dedupe_key.in_(bindparam("wanted", expanding=True))),
    select(literal_column(f"'{_FORM}'", String), _forms.key, cast(_forms.id, Text)).where(
        _forms.key.in_(bindparam("sources", expanding=True))
    ),
    told=_asked,
)
"""What came before, and which forms they came by."""


@use_case(Permission.RECEIVE_SUBMISSIONS, first=_ON_FILE)
def receive_submissions(work: Work, commands: tuple[Received, ...]) -> tuple[Receipt, ...]:
    """Inserts only. Several at once share one commit; each has its own receipt, in their order. Doubles that race are
    settled by the unique key and answered as duplicates."""
    rows, possible = work.answers(_ON_FILE, commands)
    known, forms = _on_file(work, rows)
    keys = [_dedupe_keys(work, several) for several in possible]
    new = {key[0]: command for key, command in zip(keys, commands, strict=True) if not _found(key, known)}
    firsts = {key: number for number, key in reversed(list(enumerate(k[0] for k in keys)))}
    stored = _store(work, new, forms)
    receipts = []
    for number, key in enumerate(keys):
        found = _found(key, known)
        receipt = Receipt(found, duplicate=True) if found else Receipt(stored[key[0]], firsts[key[0]] != number)
        receipts.append(receipt)
    return tuple(receipts)


def _store(work: Work, new: dict[str, Received], forms: dict[str, int]) -> dict[str, int]:
    """The rows under their dedupe keys, each in the queue."""
    if not new:
        return {}
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


def _on_file(work: Work, rows: list[tuple[Any, ...]]) -> tuple[dict[str, tuple[int, bool]], dict[str, int]]:
    """Keys that are there, each with its submission and whether it came within a day; and forms by their key."""
    known, forms = dict[str, tuple[int, bool]](), dict[str, int]()
    since = micros(work.now - SAME_CONTENT_WITHIN)
    for what, key, told in rows:
        if what == _FORM:
            forms[key] = int(told)
        else:
            submission_id, at = map(int, told.split())
            known[key] = submission_id, at > since
    return known, forms


def _found(keys: list[str], known: dict[str, tuple[int, bool]]) -> int | None:
    """Under the first key for ever, under a second (yesterday's) within a day."""
    if keys[0] in known:
        return known[keys[0]][0]
    if len(keys) > 1 and keys[1] in known and known[keys[1]][1]:
        return known[keys[1]][0]
    return None


def _possible_keys(command: Received, now: datetime) -> list[str]:
    """The sender's own id for ever; a page's token with its content for ever; else the content within a day, by every
    day that it may be at the company, the latest first."""
    source = _source(command)
    if command.idempotency:
        return [f"{source}#{_digest(command.idempotency)}"]
    token, content = _content(command)
    if token:
        return [f"{source}#{_digest(token + content)}"]
    return [f"{source}:{content}:{day}" for day in _possible_days(now)]


def _possible_days(now: datetime) -> list[str]:
    """Today and yesterday of every company on earth, the latest first."""
    latest, earliest = (now + FURTHEST_AHEAD).date(), (now - FURTHEST_BEHIND).date() - timedelta(days=1)
    return [(latest - timedelta(days=past)).isoformat() for past in range((latest - earliest).days + 1)]


def _dedupe_keys(work: Work, possible: list[str]) -> list[str]:
    """Of the content the company's today and yesterday."""
    today = ((work.now + FURTHEST_AHEAD).date() - work.today).days
    return possible[today : today + 2] if len(possible) > 1 else possible


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
