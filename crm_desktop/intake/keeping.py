"""What a submission carries beside its words: files by their hash, and proof of consent (RODO)."""

from typing import Any

from sqlalchemy import insert, select

from crm_desktop.filing import keep_bytes
from crm_desktop.intake.ready_form import clauses
from crm_desktop.intake.records import Draft
from crm_desktop.work import Work
from db.models.customers import ConsentRow
from db.models.intake import SubmissionFileRow, SubmissionRow


def keep_uploads(work: Work, row: SubmissionRow, draft: Draft) -> None:
    """Once a submission, however often it is interpreted."""
    if not draft.uploads or work.session.scalar(
        select(SubmissionFileRow.id).where(SubmissionFileRow.submission_id == row.id).limit(1)
    ):
        return
    for upload in draft.uploads:
        digest = keep_bytes(work.session, upload.content)
        file = {"submission_id": row.id, "sha256": digest, "field": upload.field[:120]}
        file |= {"name": upload.name, "content_type": upload.content_type[:120]}
        work.session.execute(insert(SubmissionFileRow), file)


def consents_of(
    work: Work, row: SubmissionRow, options: dict[str, Any], draft: Draft, customer_id: int
) -> list[dict[str, Any]]:
    """The exact text that stood at the box: the form's own, else that of the ready form, else the key."""
    rows = []
    for key in draft.consents:
        text, version = _text_of(work, key, options, draft.clause)
        rows.append(
            {
                "customer_id": customer_id,
                "purpose": key[:60],
                "text": text,
                "text_version": version[:40],
                "form_key": row.source,
                "submission_id": row.id,
                "ip": row.remote,
                "given_at": row.received_at,
            }
        )
    return rows


def keep_consents(work: Work, consents: list[dict[str, Any]]) -> None:
    if consents:
        work.session.execute(insert(ConsentRow), consents)


def _text_of(work: Work, key: str, options: dict[str, Any], clause: str) -> tuple[str, str]:
    if "consent_text" in options and not clause:
        return str(options["consent_text"]), str(options.get("consent_version", ""))
    shown = clauses(work.settings)
    if clause in shown:
        return shown[clause], clause
    return str(options.get("consent_text", key)), clause or str(options.get("consent_version", ""))
