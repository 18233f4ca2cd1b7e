"""The message as its sender wrote it, where it has a look of its own: HTML made safe to show."""

import nh3
from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.intake.formats.mail.reading import is_mail, read_mail
from db.models.intake import SubmissionReadingRow, SubmissionRow

MOST = 400_000
"""Letters of HTML that are shown; a longer one is read as text."""
TAGS = frozenset(
    "p br div span b strong i em u s small big sub sup h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code hr"
    " table thead tbody tfoot tr td th caption center".split()
)
"""Shapes of text alone: nothing that loads, links, styles, or asks for input."""
_GONE = frozenset("script style head title template noscript iframe object svg math".split())
_SPANS = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}


def safe_html(html: str) -> str:
    """What may be shown of it."""
    return nh3.clean(html, tags=set(TAGS), clean_content_tags=set(_GONE), attributes=_SPANS, link_rel=None).strip()


def original_html(session: Session, opportunity_id: int) -> str:
    """Of the first thing that came in the matter; "" where that was plain text, no mail, or is erased."""
    r, s = SubmissionReadingRow, SubmissionRow
    raw = session.scalar(
        select(s.raw)
        .join(r, r.submission_id == s.id)
        .where(r.opportunity_id == opportunity_id)
        .order_by(s.id, r.position)
        .limit(1)
    )
    return safe_html(html_of(raw)) if raw else ""


def html_of(raw: bytes) -> str:
    """The HTML part of a mail; "" for none, for what is no mail, and for one too long to be shown."""
    html = read_mail(raw).html if b"text/html" in raw.lower() and is_mail(raw, told=True) else ""
    return html if len(html) <= MOST else ""
