"""Store first: raw bytes, durable, once. Understanding comes after, in a transaction of its own."""

import hashlib
from datetime import timedelta

from sqlalchemy import insert, select

from crm_desktop.intake.formats.fields import Fields, Unreadable, read_fields
from crm_desktop.intake.formats.form import token_of
from crm_desktop.intake.records import Receipt, Received
from crm_desktop.work import SYSTEM, Work, execute, use_case
from db.models.intake import FormRow, SubmissionQueueRow, SubmissionRow
from db.session import Database
from db.vocabulary import Permission, Topic

SAME_CONTENT_WITHIN = timedelta(hours=24)


def receive(database: Database, received: Received) -> Receipt:
    """On disk before it answers. The same thing sent twice answers the first receipt, `duplicate`."""
    return execute(database, receive_submission, received, actor=SYSTEM)


@use_case(Permission.RECEIVE_SUBMISSIONS)
def receive_submission(work: Work, command: Received) -> Receipt:
    """Inserts only. Doubles that race are settled by the unique key and answered as duplicates."""
    keys = _dedupe_keys(work, command)
    same = select(SubmissionRow.id).where(SubmissionRow.dedupe_key.in_(keys)).order_by(SubmissionRow.id)
    if len(keys) > 1:
        same = same.where(SubmissionRow.received_at > work.now - SAME_CONTENT_WITHIN)
    found = work.session.scalar(same)
    if found is not None:
        return Receipt(found, duplicate=True)
    submission_id = work.session.execute(
        insert(SubmissionRow).returning(SubmissionRow.id),
        {
            "source": command.source[:80],
            "form_id": work.session.scalar(select(FormRow.id).where(FormRow.key == command.source)),
            "channel": command.channel,
            "dedupe_key": keys[0],
            "content_type": command.content_type[:200],
            "headers": command.headers,
            "remote": command.remote[:60],
            "raw": command.raw,
            "raw_hash": hashlib.sha256(command.raw).hexdigest(),
            "received_at": work.now,
        },
    ).scalar_one()
    work.session.execute(insert(SubmissionQueueRow), {"submission_id": submission_id, "due_at": work.now})
    work.changed(Topic.SUBMISSIONS, submission_id, "received", label=command.source)
    return Receipt(submission_id, duplicate=False)


def _dedupe_keys(work: Work, command: Received) -> list[str]:
    """The sender's own id for ever; else the content within a day, told by today's and yesterday's key."""
    if command.idempotency:
        digest = hashlib.sha256(command.idempotency.encode()).hexdigest()
        return [f"{command.source[:80]}#{digest}"]
    try:
        records = read_fields(command.raw, command.content_type)
    except Unreadable:
        records = []
    token = next((token for token in map(token_of, records) if token), "")
    if token:
        return [f"{command.source[:80]}#{hashlib.sha256(token.encode()).hexdigest()}"]
    digest = _content_hash(command.raw, records)
    days = (work.today, work.today - timedelta(days=1))
    return [f"{command.source[:80]}:{digest}:{day.isoformat()}" for day in days]


def _content_hash(raw: bytes, records: list[Fields]) -> str:
    """Over the parts of a multipart post, whose boundary differs at each sending; else over the bytes."""
    if not any(record.uploads for record in records) and not raw.lstrip().startswith(b"--"):
        return hashlib.sha256(raw).hexdigest()
    digest = hashlib.sha256()
    for record in records:
        for part in [text for pair in record.pairs for text in pair]:
            digest.update(len(part).to_bytes(8) + part.encode(errors="surrogatepass"))
        for upload in record.uploads:
            digest.update(upload.name.encode() + hashlib.sha256(upload.content).digest())
    return digest.hexdigest()
