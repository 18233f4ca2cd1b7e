"""Bytes of a form post, JSON, XML, a table or plain lines -> fields with their values in order, and uploads."""

import re
from collections.abc import Mapping
from dataclasses import replace
from email.message import Message
from functools import lru_cache
from urllib.parse import parse_qsl

from crm_desktop.intake.formats.charsets import decoded, legible, narrow
from crm_desktop.intake.formats.contacts import emails_in, phone_told
from crm_desktop.intake.formats.envelope import lines_of, unwrapped
from crm_desktop.intake.formats.goods import lists_goods
from crm_desktop.intake.formats.html import text_of_html
from crm_desktop.intake.formats.http_head import without_head
from crm_desktop.intake.formats.json_fields import Entries, opened, read_json
from crm_desktop.intake.formats.json_mending import loads
from crm_desktop.intake.formats.label_lines import form_fields
from crm_desktop.intake.formats.makers import wufoo
from crm_desktop.intake.formats.multipart import boundary_of, read_multipart
from crm_desktop.intake.formats.rows import read_rows
from crm_desktop.intake.formats.shapes import MOST_FIELDS, Fields, Unreadable
from crm_desktop.intake.formats.xml_fields import read_xml_fields

__all__ = ["Fields", "Unreadable", "read_fields", "read_records"]

URLENCODED = "application/x-www-form-urlencoded"
LONGEST_LABEL = 80
LEAST_WORDS, LONGEST_WORDS = 3, 100_000
_SIGN = re.compile(r"[:=]")
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"7z\xbc\xaf", b"Rar!", b"BZh")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|body|table|div|p|br)\b", re.IGNORECASE)
_WRAPPERS = ("rawRequest", "payload", "data", "entry", "json", "body", "data.json")


def read_fields(raw: bytes, content_type: str) -> list[Fields]:
    """Its records, if every one of them can be read. Raises Unreadable and nothing else."""
    records = read_records(raw, content_type)
    for record in records:
        if isinstance(record, Unreadable):
            raise record
    return [record for record in records if isinstance(record, Fields)]


def read_records(raw: bytes, content_type: str) -> list[Fields | Unreadable]:
    """One or several records, each readable or not by itself. The content decides where its declared type lies.

    Raises Unreadable, and nothing else, where nothing at all can be read.
    """
    sent, told = without_head(raw)
    sent, told = unwrapped(sent, told or content_type)
    bodies = lines_of(sent)
    if len(bodies) > 1:
        return [record for body in bodies for record in _of_line(body)]
    return _of_body(sent, told)


def _of_line(body: bytes) -> list[Fields | Unreadable]:
    """What cannot be read of it stops none of the other lines."""
    try:
        return _of_body(body, "application/json")
    except Unreadable as fault:
        return [fault]


def _of_body(sent: bytes, content_type: str) -> list[Fields | Unreadable]:
    kind, parameters = content_type_of(content_type)
    charset = parameters.get("charset", "")
    body = narrow(sent, charset)
    if not body.strip():
        raise Unreadable("empty")
    boundary = boundary_of(body, parameters.get("boundary", ""))
    if boundary:
        found: list[Fields | Unreadable] = [_unwrapped(read_multipart(body, boundary, charset))]
    else:
        found = _read_plain(body, kind, charset)
    return [_legible(fields) if isinstance(fields, Fields) else fields for fields in found]


@lru_cache(maxsize=256)
def content_type_of(text: str) -> tuple[str, Mapping[str, str]]:
    """`multipart/form-data; boundary=x` -> its kind and its parameters, in lower case where case does not count."""
    message = Message()
    message["content-type"] = legible(text) or "application/octet-stream"
    parameters = {key.lower(): value for key, value in message.get_params(failobj=[])[1:] if isinstance(value, str)}
    return message.get_content_type(), parameters


def _read_plain(raw: bytes, kind: str, charset: str) -> list[Fields | Unreadable]:
    body = raw.strip()
    if body[:1] in b"{[" or kind.endswith("json"):
        try:
            return read_json(raw, charset)
        except Unreadable:
            if kind != URLENCODED or b"=" not in body:
                raise
    if body.startswith(_PACKED):
        raise Unreadable("compressed")
    if body[:1] == b"<" and kind != URLENCODED:
        return _markup(body, charset)
    if kind == URLENCODED or _is_urlencoded(body):
        return [_unwrapped(_urlencoded(body, charset))]
    text = decoded(body, charset)
    rows = read_rows(text)
    return rows if rows else [_lines(text, kind)]


def _is_urlencoded(body: bytes) -> bool:
    """One line of pairs; a line end at its end, or a letter outside ASCII, is overlooked."""
    return b"=" in body and b"\n" not in body and not re.match(rb"[^=&]{0,200}:\s", body)


def _markup(body: bytes, charset: str) -> list[Fields | Unreadable]:
    """A page is read like a form mail; all else is XML."""
    if not _PAGE.search(body[:2_000]):
        return read_xml_fields(body)
    pairs = form_fields(text_of_html(decoded(body, charset), labels=True))
    if not pairs:
        raise Unreadable("markup")
    return [Fields(tuple(pairs))]


def _unwrapped(fields: Fields) -> Fields:
    """A post that carries its whole record as JSON in one field (`payload`, `rawRequest`) is that record."""
    structure = next((value for key, value in fields.pairs if key == "FieldStructure"), "")
    if structure:
        return _of_wufoo(fields, structure)
    for key, value in fields.pairs:
        if key in _WRAPPERS and value.lstrip()[:1] in ("{", "["):
            try:
                inner = read_json(value.encode("utf-8", errors="replace"), "utf-8")
            except Unreadable:
                continue
            if len(inner) == 1 and isinstance(inner[0], Fields):
                others = tuple(pair for pair in fields.pairs if pair[0] != key)
                return Fields((*inner[0].pairs, *others), fields.uploads)
    return Fields(tuple(pair for key, value in fields.pairs for pair in _of_goods(key, value)), fields.uploads)


def _of_wufoo(fields: Fields, structure: str) -> Fields:
    try:
        return Fields(tuple(wufoo(list(fields.pairs), loads(structure, Entries))), fields.uploads)
    except Unreadable:
        return fields


def _of_goods(key: str, value: str) -> list[tuple[str, str]]:
    """A cart that a page keeps as JSON in one field is as many lines; all else is what it is."""
    if value.lstrip()[:1] != "[" or "{" not in value or not lists_goods(key):
        return [(key, value)]
    try:
        return opened(key, value)
    except Unreadable:
        return [(key, value)]


def _urlencoded(body: bytes, charset: str) -> Fields:
    """Bytes are read one for one first: only with all fields in hand is it known what they are."""
    try:
        pairs = parse_qsl(
            body.decode("latin-1"), keep_blank_values=True, encoding="latin-1", max_num_fields=MOST_FIELDS
        )
    except ValueError as fault:
        raise Unreadable("too_many_fields", most=MOST_FIELDS) from fault
    if not pairs:
        raise Unreadable("no_fields")
    told = charset or next((value for key, value in pairs if key == "_charset_"), "")
    return Fields(tuple((_again(key, told), _again(value, told)) for key, value in pairs))


def _again(text: str, charset: str) -> str:
    return decoded(text.encode("latin-1"), charset)


def _lines(text: str, kind: str) -> Fields:
    """`Name: value` or `name=value`, a line each, as enctype text/plain and form mails have it; values may go on."""
    told = form_fields(legible(text))
    if told:
        return Fields(tuple(told))
    pairs: list[tuple[str, str]] = []
    for line in legible(text).split("\n"):
        found = _SIGN.search(line, 1, LONGEST_LABEL)
        if found and not line[0].isspace():
            pairs.append((line[: found.start()].strip(), line[found.end() :].strip()))
        elif pairs:
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]}\n{line}")
        elif line.strip():
            break
        if len(pairs) > MOST_FIELDS:
            raise Unreadable("too_many_fields", most=MOST_FIELDS)
    if len(pairs) < 2:
        return _prose(legible(text), kind)
    return Fields(tuple(pairs))


def _prose(text: str, kind: str) -> Fields:
    """A person's own words with one address to answer to, as saved from a mail. Raises Unreadable."""
    addresses = set(emails_in(text))
    told = max((len(line.split()) for line in text.split("\n")), default=0)
    if len(text) > LONGEST_WORDS or len(addresses) != 1 or told < LEAST_WORDS or not _is_prose(text):
        raise Unreadable("nothing_understands", kind=kind)
    phone = phone_told(text)
    return Fields((("message", text.strip()), ("email", addresses.pop()), *((("phone", phone),) if phone else ())))


def _is_prose(text: str) -> bool:
    """Letters and blanks for the most part, no line of which is a row of cells."""
    letters = sum(char.isalpha() or char.isspace() for char in text)
    return letters * 10 >= len(text) * 7 and not re.search(r"[;|\t{}<>].*[;|\t{}<>]", text)


def _legible(fields: Fields) -> Fields:
    pairs = tuple((legible(key), legible(value)) for key, value in fields.pairs)
    uploads = tuple(replace(upload, field=legible(upload.field)) for upload in fields.uploads)
    return Fields(pairs, uploads, fields.root)
