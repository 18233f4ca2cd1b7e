"""A mail -> what it says: a form's fields or a person's own words, and what it answers."""

import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from crm_desktop.intake.formats.charsets import decoded, legible, one_line
from crm_desktop.intake.formats.html import text_of_html
from crm_desktop.intake.formats.label_lines import Pair, form_fields, meant
from crm_desktop.intake.formats.mail.automatic import automatic
from crm_desktop.intake.formats.mail.headers import header, headers, ids, mailbox
from crm_desktop.intake.formats.mail.parts import Contents, contents_of
from crm_desktop.intake.formats.mail.quoting import (
    forwarded_from,
    is_passed_on,
    split,
    without_forward_head,
    without_signature,
)
from crm_desktop.intake.records import Upload

_HEADER = re.compile(rb"^[A-Za-z][A-Za-z0-9-]{0,60}:")
"""Nothing need follow in its line: a long name is folded into the next."""
_KNOWN = frozenset(
    b"from to cc subject date received message-id return-path mime-version delivered-to content-type reply-to sender"
    b" in-reply-to references content-transfer-encoding x-mailer user-agent x-original-to".split()
)
_CARRIED = frozenset(
    b"to date received message-id return-path mime-version delivered-to content-type in-reply-to x-original-to".split()
)
_NUMBER = re.compile(r"\b[A-ZĄĆĘŁŃÓŚŹŻ]{2,8} ?\d{1,8}/[\dA-Z/\-]{1,20}")
LONGEST_HEAD = 200_000


@dataclass(frozen=True, slots=True)
class Mail:
    """`answers` are the ids it refers to, the nearest first; `numbers` what its subject may refer to by number."""

    sender_name: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    message_id: str
    answers: tuple[str, ...]
    numbers: tuple[str, ...]
    date: str
    text: str
    quoted: str
    html: str
    fields: tuple[Pair, ...]
    files: tuple[Upload, ...]
    automatic: str = ""
    forwarded: tuple[str, str] = ("", "")
    """Name and address of whoever wrote what is forwarded."""

    @property
    def is_form(self) -> bool:
        return bool(self.fields)


def is_mail(raw: bytes, *, told: bool = False) -> bool:
    """By its head: two headers that mails have, one of them put there on the way; one will do where we are `told`."""
    head = re.split(rb"\r?\n\r?\n", raw[:LONGEST_HEAD].lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]
    lines = head.splitlines()
    if lines and lines[0].startswith((b"From ", b">From ")):
        lines = lines[1:]
    if not lines or not _HEADER.match(lines[0]):
        return False
    names = {line.partition(b":")[0].lower() for line in lines if _HEADER.match(line)}
    if told:
        return bool(names & _KNOWN)
    return len(names & _KNOWN) >= 2 and bool(names & _CARRIED) and b"form-data" not in head


def read_mail(raw: bytes) -> Mail:
    """Never raises: what the parser cannot take apart is read by its head and its text alone."""
    body = raw.lstrip(b"\xef\xbb\xbf\r\n")
    if body.startswith((b"From ", b">From ")):
        body = body.partition(b"\n")[2]
    try:
        message = BytesParser(policy=compat32).parsebytes(body)
        contents = contents_of(message)
    except Exception:  # noqa: BLE001 - the standard parser raises on about one real mail in thirteen, in many ways
        message, contents = _by_hand(body)
    return _mail(message, contents)


def _by_hand(body: bytes) -> tuple[Message, Contents]:
    """Headers line by line, and everything behind the first empty line as text."""
    head, _, rest = body.replace(b"\r\n", b"\n").partition(b"\n\n")
    message = Message()
    unfolded = re.sub(r"\n[ \t]+", " ", legible(decoded(head[:LONGEST_HEAD])))
    for line in unfolded.split("\n"):
        name, sign, value = line.partition(":")
        if sign and re.fullmatch(r"[A-Za-z][\w-]{0,60}", name):
            message.set_raw(name, value.strip())
    text = legible(decoded(rest))
    return message, Contents(text_of_html(text) if "<html" in text[:2000].lower() else text.strip(), "", ())


def _mail(message: Message, contents: Contents) -> Mail:
    sender_name, sender = _sender(message)
    subject = header(message, "subject")
    passed_on = is_passed_on(subject)
    new, quoted = split(contents.text, passed_on=passed_on)
    enclosed = contents.embedded[0] if passed_on and len(contents.embedded) == 1 else None
    if enclosed is not None:
        new = f"{new}\n\n{contents_of(enclosed).text}".strip()
    fields = _form_fields(without_forward_head(new, passed_on=passed_on), contents.html)
    why = automatic(message, subject, sender)
    answers = [
        one for name in ("in-reply-to", "references") for told in headers(message, name) for one in ids(told)[::-1]
    ]
    if why:
        answers += [one for inner in contents.embedded for one in _inner_ids(inner)]
    return Mail(
        sender_name=sender_name,
        sender=sender,
        recipients=tuple(
            mailbox(one)[1] for name in ("to", "delivered-to", "cc") for one in headers(message, name) if "@" in one
        ),
        subject=subject,
        message_id=next(iter(ids(header(message, "message-id"))), "")[:240],
        answers=tuple(dict.fromkeys(one[:240] for one in answers))[:50],
        numbers=tuple(dict.fromkeys(_numbers(subject)))[:5],
        date=header(message, "date"),
        text=without_signature(new) if fields else new,
        quoted=quoted,
        html=contents.html,
        fields=tuple(fields),
        files=contents.files,
        automatic=why,
        forwarded=_sender(enclosed) if enclosed else mailbox(one_line(forwarded_from(new, passed_on=passed_on))),
    )


def _form_fields(text: str, html: str) -> list[Pair]:
    """Of the text, or of its page where that tells more of them: in a table goods and labels are what they are."""
    told = form_fields(text)
    shown = form_fields(text_of_html(html, labels=True)) if html else []
    return shown if meant(shown) > meant(told) else told


def _numbers(subject: str) -> list[str]:
    """What stands in brackets, as our own answers have it, then what is written like a number of ours."""
    bracketed = [one_line(found) for found in re.findall(r"\[([^\[\]]{3,40})\]", subject[:500])]
    return bracketed + [found[0].strip() for found in _NUMBER.finditer(subject[:500])]


def _sender(message: Message) -> tuple[str, str]:
    """Whom an answer reaches, with the name of the author."""
    name, address = next((found for told in headers(message, "from") if (found := mailbox(told))[1]), ("", ""))
    for reply_to in headers(message, "reply-to"):
        answered_name, answered = mailbox(reply_to)
        if answered:
            return (answered_name or (name if answered == address else "")), answered
    if address:
        return name, address
    for other in ("sender", "x-sender", "return-path"):
        name, address = mailbox(header(message, other))
        if address:
            return name, address
    return "", ""


def _inner_ids(inner: Message) -> list[str]:
    """Of a mail that came back: its id stands among its headers, or in the text that repeats them."""
    found = ids(header(inner, "message-id"))
    if found:
        return found
    payload = inner.get_payload()
    told = (
        re.search(r"^message-id:\s*(<[^<>\s]+>)", payload, re.IGNORECASE | re.MULTILINE)
        if isinstance(payload, str)
        else None
    )
    return [told[1]] if told else []
