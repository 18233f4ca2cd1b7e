"""Mail that no person wrote to us: out of office, receipts, returned mail. It is never answered by a machine."""

import re
from email.message import Message

from crm_desktop.intake.formats.mail.headers import header

_SUBJECT = re.compile(
    r"^\s*(?:re:|odp:|aw:)?\s*(?:auto(?:matic|matyczna|mated)?[\s:\-]*(?:reply|response|odpowied[zź]|antwort)"
    r"|autoodpowied[zź]|automatische antwort|abwesenheit|out of (?:the )?office|nieobecno[sś][cć]|poza biurem"
    r"|jestem na urlopie|vacation)",
    re.IGNORECASE,
)
_RETURNED = re.compile(
    r"^\s*(?:undeliver|undelivered mail|mail delivery (?:failed|failure|subsystem)|delivery status notification"
    r"|returned mail|failure notice|niedostarcz|nie można dostarczyć|unzustellbar|zwrot (?:poczty|wiadomości))",
    re.IGNORECASE,
)
_DAEMONS = frozenset({"mailer-daemon", "postmaster", "mail-daemon"})


def automatic(message: Message, subject: str, sender: str) -> str:
    """`returned`, `reply` (out of office …), `bulk` (a list, a program: real, yet not to be answered) or ""."""
    kind = message.get_content_type()
    if "disposition-notification" in header(message, "content-type").casefold():
        return "reply"
    if kind == "multipart/report" or sender.partition("@")[0].casefold() in _DAEMONS or _RETURNED.match(subject):
        return "returned"
    submitted = header(message, "auto-submitted").casefold()
    precedence = header(message, "precedence").casefold()
    answers = any(header(message, name) for name in ("x-autoreply", "x-autorespond", "x-auto-reply-from"))
    if submitted.startswith("auto-replied") or precedence in ("auto_reply", "auto-reply") or answers:
        return "reply"
    if _SUBJECT.match(subject) or any(map(_accepts, message.walk())):
        return "reply"
    listed = any(header(message, name) for name in ("list-id", "list-unsubscribe", "feedback-id"))
    if submitted.startswith("auto-") or precedence in ("bulk", "junk", "list") or listed:
        return "bulk"
    return "bulk" if header(message, "return-path") == "<>" else ""


def _accepts(part: Message) -> bool:
    """A calendar's own yes or no to an invitation of ours."""
    told = header(part, "content-type").casefold().replace('"', "")
    return told.startswith("text/calendar") and "method=reply" in told
