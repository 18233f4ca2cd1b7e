"""The answer that leaves by itself: it has come, here is its number, and by when a person answers.

Queued in the transaction of the inquiry (law 9); never to a machine, never twice a day to one address.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from crm_desktop.clock import local_time
from crm_desktop.customers.contact import Entry, tell_timelines
from crm_desktop.errors import InvalidValue
from crm_desktop.intake.formats.contacts import email_in
from crm_desktop.intake.records import Draft
from crm_desktop.messages.service import queue_message
from crm_desktop.settings import Settings
from crm_desktop.words import LANGUAGES, say
from crm_desktop.work import Work
from crm_desktop.working_time import calendar_of, is_open
from db.models.intake import SubmissionRow
from db.models.leaving import MessageRow
from db.models.sales import InquiryRow
from db.vocabulary import TimelineKind

FRESH = timedelta(hours=12)
"""What waited longer to be understood is answered by a person."""
PAUSE = timedelta(hours=24)
PARTS = ("subject", "in", "out")
_MACHINE = re.compile(
    r"(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|nie[-_.]?odpowiada[jc]|mailer[-_.]?daemon|postmaster|bounces?|notifications?"
    r"|powiadomienia|automat|wordpress|root|daemon)(?:[+\-_.].*)?@",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Answerable:
    """A new inquiry with what it came from."""

    row: SubmissionRow
    draft: Draft
    customer_id: int
    opportunity_id: int
    number: str


def answer_by_itself(work: Work, asked: Sequence[Answerable]) -> int:
    """How many answers were queued."""
    told = work.settings.automatic_answer
    wanted = [one for one in asked if _is_wanted(work, told, one)] if told.get("on") else []
    if not wanted:
        return 0
    lately = _answered_lately(work, {one.customer_id for one in wanted})
    entries = []
    for one in wanted:
        address = one.draft.email.casefold()
        if address in lately:
            continue
        lately.add(address)
        subject, body = _text(work, told, one)
        queue_message(
            work,
            recipient=one.draft.email,
            subject=subject,
            body=body,
            customer_id=one.customer_id,
            opportunity_id=one.opportunity_id,
            answers=one.draft.mail.message_id if one.draft.mail is not None else "",
            automatic=True,
        )
        entries.append(Entry(one.customer_id, TimelineKind.NOTE, "automatic_answer", address, one.opportunity_id))
    tell_timelines(work, entries)
    return len(entries)


def _is_wanted(work: Work, told: Mapping[str, Any], one: Answerable) -> bool:
    forms, draft = told.get("forms") or (), one.draft
    if one.row.quiet or one.row.received_at < work.now - FRESH or (forms and one.row.source not in forms):
        return False
    return not (draft.mail is not None and draft.mail.automatic) and may_be_answered(work.settings, draft.email)


def may_be_answered(settings: Settings, email: str) -> bool:
    """A person's address as far as one can see, and not our own."""
    own = {settings.company.email.casefold(), settings.smtp.get("sender", "").casefold()}
    return bool(email_in(email)) and email.casefold() not in own and not _MACHINE.match(email)


def _answered_lately(work: Work, customers: set[int]) -> set[str]:
    row = MessageRow
    since = (row.customer_id.in_(customers), row.automatic, row.queued_at > work.now - PAUSE)
    return {recipient.casefold() for recipient in work.session.scalars(select(row.recipient).where(*since))}


def _text(work: Work, told: Mapping[str, Any], one: Answerable) -> tuple[str, str]:
    """Subject and body in the visitor's language, by whether anyone is there now."""
    language = _language(work, one.row)
    own: Mapping[str, str] = told.get(language) or {}
    due = work.session.scalar(select(InquiryRow.due_at).where(InquiryRow.number == one.number))
    values = {
        "number": one.number,
        "name": one.draft.name or one.draft.company,
        "company": work.settings.company.name,
        "due": f"{local_time(due or work.now, work.settings.time_zone):%d.%m.%Y %H:%M}",
    }
    kind = "in" if is_open(calendar_of(work.settings), work.now) else "out"
    subject = own.get("subject") or say("intake.automatic_subject", language, **values)
    body = own.get(kind) or say(f"intake.automatic_{kind}", language, **values)
    return _filled(subject, values), _filled(body, values)


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Only what we know is put in; all else stands as it was written."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def _language(work: Work, row: SubmissionRow) -> str:
    asked = str(row.headers.get("accept-language", ""))[:2].casefold()
    if asked in LANGUAGES or not asked:
        return asked or work.settings.language
    return "en"


def check_automatic_answer(wanted: Settings) -> None:
    """Raises InvalidValue with what cannot be followed."""
    told = wanted.automatic_answer
    unknown = sorted(told.keys() - {"on", "forms", *LANGUAGES})
    for language in LANGUAGES:
        unknown += sorted((told.get(language) or {}).keys() - set(PARTS))
    if unknown:
        raise InvalidValue(field="automatic_answer", value=unknown[0], rule="unknown")
