"""Bytes of a form post or JSON -> fields with their values in order, and uploads."""

import re
from dataclasses import replace
from email.message import Message
from urllib.parse import parse_qsl

from crm_desktop.intake.formats.charsets import decoded, legible, narrow
from crm_desktop.intake.formats.json_fields import read_json
from crm_desktop.intake.formats.multipart import boundary_of, read_multipart
from crm_desktop.intake.formats.shapes import MOST_FIELDS, Fields, Unreadable

__all__ = ["Fields", "Unreadable", "read_fields"]

URLENCODED = "application/x-www-form-urlencoded"
LONGEST_LABEL = 80
_SIGN = re.compile(r"[:=]")
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"


def read_fields(raw: bytes, content_type: str) -> list[Fields]:
    """One or several records. The content decides where its declared type lies. Raises Unreadable and nothing else."""
    kind, parameters = content_type_of(content_type)
    charset = parameters.get("charset", "")
    body = narrow(raw, charset)
    if not body.strip():
        raise Unreadable("empty")
    boundary = boundary_of(body, parameters.get("boundary", ""))
    if boundary:
        found = [read_multipart(body, boundary, charset)]
    else:
        found = _read_plain(body, kind, charset)
    return [_legible(fields) for fields in found]


def content_type_of(text: str) -> tuple[str, dict[str, str]]:
    """`multipart/form-data; boundary=x` -> its kind and its parameters, in lower case where case does not count."""
    message = Message()
    message["content-type"] = legible(text) or "application/octet-stream"
    parameters = {key.lower(): value for key, value in message.get_params(failobj=[])[1:] if isinstance(value, str)}
    return message.get_content_type(), parameters


def _read_plain(raw: bytes, kind: str, charset: str) -> list[Fields]:
    body = raw.strip()
    if body[:1] in b"{[" or kind.endswith("json"):
        try:
            return read_json(raw, charset)
        except Unreadable:
            if kind != URLENCODED or b"=" not in body:
                raise
    if body.startswith((_GZIP, _ZIP)):
        raise Unreadable("compressed")
    if body[:1] == b"<":
        raise Unreadable("markup")
    if kind == URLENCODED or (b"=" in body and b"\n" not in body):
        return [_urlencoded(body, charset)]
    return [_lines(decoded(body, charset), kind)]


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
        raise Unreadable("nothing_understands", kind=kind)
    return Fields(tuple(pairs))


def _legible(fields: Fields) -> Fields:
    pairs = tuple((legible(key), legible(value)) for key, value in fields.pairs)
    uploads = tuple(replace(upload, field=legible(upload.field)) for upload in fields.uploads)
    return Fields(pairs, uploads)
