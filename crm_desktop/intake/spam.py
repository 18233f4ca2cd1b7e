"""What speaks against a form having been filled in by a person: marks with points. Nothing is asked of a third party.

From the company's threshold on it is spam: listed, kept for a while, and one press away from being an inquiry.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

from crm_desktop import clock, settings
from crm_desktop.folding import fold
from crm_desktop.intake.page_tokens import read_token
from crm_desktop.intake.reasons import why
from crm_desktop.intake.records import Draft, Why
from crm_desktop.periodic import Periodic
from crm_desktop.work import SYSTEM, Work, execute, use_case
from db.models.intake import SubmissionQueueRow, SubmissionReadingRow, SubmissionRow
from db.models.sales import InquiryRow
from db.session import Database
from db.vocabulary import Outcome, Permission, Topic

FEW_LINKS, MANY_LINKS = 2, 4
REPEATED, REPEATS_WITHIN = 2, timedelta(days=7)
MOST_FORGOTTEN = 500
AT_ONCE_SECONDS = 0.3
"""Quicker than a browser that fills in what it remembers and a person who presses Enter."""
DAY_SECONDS = 86_400.0
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_MARKUP = re.compile(r"\[/?(?:url|link|b|img)[\]=]|<\s*a\s+href|</a>", re.IGNORECASE)
_WORDS = re.compile(
    r"\b(?:seo|backlinks?|guest post|casino|kasyno online|viagra|cialis|crypto(?:currency)?|bitcoin|forex|payday loans?"
    r"|chwilowk\w+|web traffic|domain authority|rank(?:ing)? (?:your|on google)|porn|escort|betting|binary options?)\b"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that speaks against it: a sentence `mark_<code>` of words/intake.toml."""

    code: str
    points: int
    values: Mapping[str, Any] | None = None


def marks_of(draft: Draft, *, secret: str, received_at: datetime, fastest_seconds: float) -> list[Mark]:
    """What the submission itself shows. Pure."""
    found = []
    if draft.trapped:
        found.append(Mark("honeypot", 100))
    found += _pace(draft, secret, received_at, fastest_seconds)
    links = len(_LINK.findall(draft.message))
    if links >= FEW_LINKS:
        found.append(Mark("links", 60 if links >= MANY_LINKS else 30, {"count": links}))
    if _LINK.search(" ".join((draft.name, draft.company, draft.subject, draft.phone, draft.city))):
        found.append(Mark("link_in_name", 70))
    if _MARKUP.search(draft.message):
        found.append(Mark("markup", 50))
    words = sorted(set(_WORDS.findall(fold(f"{draft.name} {draft.subject} {draft.message}"))))
    if words:
        found.append(Mark("words", min(50, 25 * len(words)), {"words": ", ".join(words)}))
    return found


def _pace(draft: Draft, secret: str, received_at: datetime, fastest: float) -> list[Mark]:
    """How long the page was open, by its signed token, else by what the page itself counted."""
    page = read_token(secret, draft.token)
    if page.forged:
        return [Mark("forged_token", 60)]
    seconds = draft.seconds
    if page.made_at is not None:
        seconds = (received_at - page.made_at).total_seconds()
    if seconds is None or not 0 <= seconds < fastest:
        return []
    filled_by_browser = page.made_at is not None and seconds >= AT_ONCE_SECONDS
    return [Mark("too_fast", 60 if filled_by_browser else 100)]


def verdicts(work: Work, drafts: Sequence[tuple[Draft, str, datetime]], secret: str) -> list[Why | None]:
    """Of each (draft, its message, when it came) why it is spam; None for what a person may have sent."""
    marked = [
        marks_of(draft, secret=secret, received_at=at, fastest_seconds=work.settings.fastest_seconds)
        for draft, _, at in drafts
    ]
    doubtful = {message for (_, message, _), marks in zip(drafts, marked, strict=True) if marks and message.strip()}
    again = _repeated(work, doubtful) if doubtful else {}
    found: list[Why | None] = []
    for (_, message, _), marks in zip(drafts, marked, strict=True):
        if marks and again.get(message, 0) >= REPEATED:
            marks.append(Mark("repeated", 40, {"count": again[message]}))
        score = sum(mark.points for mark in marks)
        found.append(_why(score, marks) if score >= work.settings.spam_score else None)
    return found


def _repeated(work: Work, messages: set[str]) -> dict[str, int]:
    """From how many others the same words came lately, of those that are doubtful anyway."""
    i = InquiryRow
    since = (i.open.in_((True, False)), i.received_at > work.now - REPEATS_WITHIN)
    counted = select(i.message, func.count(i.customer_id.distinct())).where(*since, i.message.in_(messages))
    return {row[0]: row[1] for row in work.session.execute(counted.group_by(i.message))}


def _why(score: int, marks: Sequence[Mark]) -> Why:
    told = [
        {"code": mark.code, "points": mark.points, **({"values": dict(mark.values)} if mark.values else {})}
        for mark in marks
    ]
    return why("spam", score=score, marks=told)


@use_case(Permission.INTERPRET_SUBMISSIONS)
def forget_spam(work: Work, _command: None) -> int:
    """What came in old spam is gone; that it came, when and why it was spam, stays. How many."""
    s = SubmissionRow
    gone: dict[str, Any] = {"raw": None, "headers": {}, "remote": "", "content_type": ""}
    old = _old_spam(work.now, work.settings.spam_kept_days)
    keys = list(work.session.scalars(select(s.id).where(*old).order_by(s.id).limit(MOST_FORGOTTEN)))
    if keys:
        work.session.execute(update(s).where(s.id.in_(keys)).values(**gone))
        work.changed(Topic.SUBMISSIONS, keys[-1], "forgotten")
    return len(keys)


def _old_spam(now: datetime, days: int) -> tuple[Any, ...]:
    s, r, q = SubmissionRow, SubmissionReadingRow, SubmissionQueueRow
    spam = select(r.submission_id).where(r.outcome == Outcome.SPAM, r.at < now - timedelta(days=days))
    more = select(r.id).where(r.submission_id == s.id, r.outcome != Outcome.SPAM).exists()
    waits = select(q.submission_id).where(q.submission_id == s.id).exists()
    return s.id.in_(spam), s.raw.is_not(None), ~more, ~waits


def spam_keeper(database: Database, *, seconds: float = DAY_SECONDS / 24) -> Periodic:
    """A thread that forgets old spam, in one process of the company."""

    def waits(where: Database) -> bool:
        with where.read() as session:
            old = _old_spam(clock.now(), settings.load(session).spam_kept_days)
            return session.scalar(select(SubmissionRow.id).where(*old).limit(1)) is not None

    def task(where: Database) -> object:
        return execute(where, forget_spam, None, actor=SYSTEM)

    return Periodic(database, "old spam", task, seconds=seconds, waits=waits)
