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
from crm_desktop.intake.formats.orders.reading import drafts_of_orders
from crm_desktop.intake.formats.orders.tables import grouped
from crm_desktop.intake.formats.shops.reading import read_shop
from crm_desktop.intake.formats.xml_tree import as_json
from crm_desktop.intake.records import Draft
from crm_desktop.intake.shop_records import MAKER, ShopEvent

READERS = 5
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
    parts: tuple[str, ...] = ()
    """Keys of the rows it was put together of; each of them was a record by itself once."""


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
    if orders and not all(_is_bare(draft) for draft in orders):
        return [Found(draft.shop.shop if draft.shop else "shop", "", draft) for draft in orders]
    found = _of_anyone(raw, content_type, form)
    named = any(draft.shop and draft.shop.reference for draft in orders or ())
    if orders and named and not any(one.draft and one.draft.shop for one in found):
        return [Found(draft.shop.shop if draft.shop else "shop", "", draft) for draft in orders]
    return found


def _is_bare(draft: Draft) -> bool:
    """It looks like an order of a shop that is known, and none of its goods stand where that shop has them."""
    return draft.shop is not None and draft.shop.event is ShopEvent.ORDER and not draft.shop.lines


def _of_anyone(raw: bytes, content_type: str, form: Form) -> list[Found]:
    records = read_records(raw, content_type)
    groups = grouped(records) if form.trusted and b"\n" in raw else None
    if groups is None:
        return [one for record in records for one in _fields(record, form)]
    return [one for record, places in groups for one in _rows(record, [records[place] for place in places], form)]


def _rows(record: Fields | Unreadable, rows: list[Fields | Unreadable], form: Form) -> list[Found]:
    """An order of several rows, else each row by itself as ever."""
    if isinstance(record, Fields):
        drafts = drafts_of_orders(record, form.own_map or {}, listed=True)
        if drafts:
            keys = tuple(_key(row) for row in rows if isinstance(row, Fields))
            return [Found(MAKER, keys[0], drafts[0], parts=keys)]
    return [one for row in rows for one in _fields(row, form)]


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


def _fields(record: Fields | Unreadable, form: Form) -> list[Found]:
    """One, as a rule: a record may hold several orders."""
    if isinstance(record, Unreadable):
        return [Found("form", f"fault {record.reason} {record.values}", fault=record)]
    key, own_map = _key(record), form.own_map or {}
    orders = drafts_of_orders(record, own_map) if form.trusted else []
    if orders:
        return [Found(MAKER, key, draft) for draft in orders]
    return [Found("form", key, draft_of(record, own_map, is_order=form.is_order))]


def _key(record: Fields) -> str:
    told = repr(record.pairs).encode("utf-8", errors="replace")
    files = b"".join(hashlib.sha256(upload.content).digest() for upload in record.uploads)
    return hashlib.sha256(told + files).hexdigest()


def _keyed(found: list[Found]) -> list[Found]:
    """Two records alike in one submission are two."""
    seen: Counter[str] = Counter()
    keyed = []
    for one in found:
        keys = []
        for key in one.parts or (one.key,):
            seen[key] += 1
            keys.append(f"{key[:100]} {seen[key]}")
        keyed.append(replace(one, key=keys[0], parts=tuple(keys)))
    return keyed
