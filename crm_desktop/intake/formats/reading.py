"""Which reader understands what came: by its source's name, else by what it says. One bad record stops none."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from crm_desktop.intake.formats.envelope import lines_of, unwrapped
from crm_desktop.intake.formats.fields import Fields, Unreadable, content_type_of, read_records
from crm_desktop.intake.formats.form import draft_of
from crm_desktop.intake.formats.mail.draft import draft_of_mail
from crm_desktop.intake.formats.mail.mbox import mails_in
from crm_desktop.intake.formats.mail.reading import is_mail, read_mail
from crm_desktop.intake.formats.shops.reading import read_shop
from crm_desktop.intake.formats.xml_tree import as_json
from crm_desktop.intake.records import Draft

READERS = 4
"""Grows with what the readers understand; every reading tells by which it was made."""
_BLANK = b"\xef\xbb\xbf \t\r\n"
MAIL_NAMES = frozenset("mail email e-mail imap mailbox eml poczta skrzynka".split())
"""Sources of these names hold mails, however little of a head they have."""


@dataclass(frozen=True, slots=True)
class Found:
    """One record: its draft, or why it has none. `key` is the same whenever the same bytes are read again."""

    reader: str
    key: str
    draft: Draft | None = None
    fault: Unreadable | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """What is known of where it came from: whose key means what, and whether its word on prices is believed."""

    source: str = ""
    own_map: Mapping[str, str] | None = None
    is_order: bool = False
    trusted: bool = True
    headers: Mapping[str, str] | None = None


def read(raw: bytes, content_type: str, form: Form) -> list[Found]:
    """Every record of what came. Raises Unreadable, and nothing else, where nothing at all can be read."""
    if _holds_mail(raw, content_type, form.source):
        return _keyed([_mail(one, form) for one in mails_in(raw)])
    raw, content_type = unwrapped(raw, content_type)
    bodies = lines_of(raw)
    if len(bodies) > 1:
        return _keyed([one for body in bodies for one in _line(body, content_type, form)])
    return _keyed(_body(raw, content_type, form))


def _line(raw: bytes, content_type: str, form: Form) -> list[Found]:
    """One of many bodies: what cannot be read of it stops none of the others."""
    try:
        return _body(raw, content_type, form)
    except Unreadable as fault:
        return [Found("form", f"fault {fault.reason} {hashlib.sha256(raw).hexdigest()}", fault=fault)]


def _body(raw: bytes, content_type: str, form: Form) -> list[Found]:
    orders = _orders(raw, form) if form.trusted else None
    if orders:
        return [Found(draft.shop.shop if draft.shop else "shop", "", draft) for draft in orders]
    return [_fields(record, form) for record in read_records(raw, content_type)]


def _orders(raw: bytes, form: Form) -> list[Draft] | None:
    """What a shop wrote, as JSON or as XML that says the same."""
    orders = read_shop(raw, form.headers, form.source)
    if orders is not None or raw.lstrip(_BLANK)[:1] != b"<":
        return orders
    return read_shop(as_json(raw.lstrip(_BLANK)), form.headers, form.source)


def _holds_mail(raw: bytes, content_type: str, source: str) -> bool:
    kind = content_type_of(content_type)[0] if content_type else ""
    named = source.casefold() in MAIL_NAMES
    return is_mail(raw, told=kind == "message/rfc822" or named)


def _mail(raw: bytes, form: Form) -> Found:
    mail = read_mail(raw)
    draft = draft_of_mail(mail, form.own_map or {}, is_order=form.is_order)
    return Found("form_mail" if mail.is_form else "mail", hashlib.sha256(raw).hexdigest(), draft)


def _fields(record: Fields | Unreadable, form: Form) -> Found:
    if isinstance(record, Unreadable):
        return Found("form", f"fault {record.reason} {record.values}", fault=record)
    told = repr(record.pairs).encode("utf-8", errors="replace")
    files = b"".join(hashlib.sha256(upload.content).digest() for upload in record.uploads)
    draft = draft_of(record, form.own_map or {}, is_order=form.is_order)
    return Found("form", hashlib.sha256(told + files).hexdigest(), draft)


def _keyed(found: list[Found]) -> list[Found]:
    """Two records alike in one submission are two."""
    seen: Counter[str] = Counter()
    keyed = []
    for one in found:
        seen[one.key] += 1
        keyed.append(replace(one, key=f"{one.key[:100]} {seen[one.key]}"))
    return keyed
