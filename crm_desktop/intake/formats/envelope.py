"""What a body came wrapped in: packed, told in base64, as JSON within a string, or as many bodies, a line each."""

import base64
import binascii
import re
import zlib
from typing import Any

from crm_desktop.intake.formats.charsets import decoded
from crm_desktop.intake.formats.json_mending import loads
from crm_desktop.intake.formats.shapes import MOST_RECORDS, Unreadable

LONGEST = 64_000_000
"""Of what was packed: more than any door takes."""
DEEPEST = 4
_GZIP = b"\x1f\x8b"
_BLANK = b"\xef\xbb\xbf \t\r\n\x1e"
_LINES = re.compile(rb"\}[ \t]*\r?\n[\x1e \t]*\{")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_\-\r\n]{24,}={0,2}\s*")
_PLAIN = re.compile(rb"\s*(?:[{\[<\"]|[\w.\[\]%+-]{1,80}=)")


def unwrapped(raw: bytes, content_type: str) -> tuple[bytes, str]:
    """(the body itself, its type). Raises Unreadable for what is packed and broken."""
    for _ in range(DEEPEST):
        inner, kind = _inner(raw, content_type)
        if inner is None:
            break
        raw, content_type = inner, kind
    return raw, content_type


def _inner(raw: bytes, kind: str) -> tuple[bytes | None, str]:
    if raw.startswith(_GZIP):
        return _unpacked(raw), kind
    start = raw.lstrip(_BLANK)
    if start[:1] == b'"':
        told = _told(start)
        return (told.encode("utf-8", errors="replace"), kind) if isinstance(told, str) and told.strip() else (None, "")
    if start[:1] == b"{":
        return _of_gateway(start) if b'"isBase64Encoded"' in start else (None, "")
    return _from_base64(start), kind


def _unpacked(raw: bytes) -> bytes:
    packed = zlib.decompressobj(wbits=31)
    try:
        found = packed.decompress(raw, LONGEST)
    except zlib.error as fault:
        raise Unreadable("compressed") from fault
    if not packed.eof or not found:
        raise Unreadable("compressed")
    return found


def _from_base64(start: bytes) -> bytes | None:
    """Only what then reads like a body: a word of a message can be base64 by chance."""
    body = start.rstrip()
    if b" " in body[:200] or not _BASE64.fullmatch(body):
        return None
    try:
        found = base64.b64decode(re.sub(rb"\s", b"", body).translate(bytes.maketrans(b"-_", b"+/")), validate=True)
    except (binascii.Error, ValueError):
        return None
    return found if _PLAIN.match(found) and _is_text(found) else None


def _is_text(raw: bytes) -> bool:
    try:
        return not any(sign < " " and sign not in "\t\r\n" for sign in raw.decode())
    except ValueError:
        return False


def _of_gateway(start: bytes) -> tuple[bytes | None, str]:
    """An HTTP request as a cloud function is given it."""
    told = _told(start)
    body = told.get("body") if isinstance(told, dict) else None
    if not isinstance(body, str) or not body.strip():
        return None, ""
    heads = told.get("headers")
    names = {str(name).lower(): str(value) for name, value in heads.items()} if isinstance(heads, dict) else {}
    raw = body.encode("utf-8", errors="replace")
    if str(told.get("isBase64Encoded")).lower() == "true":
        try:
            raw = base64.b64decode(body)
        except ValueError:
            return None, ""
    return raw, names.get("content-type", "")


def _told(start: bytes) -> Any:
    try:
        return loads(decoded(start))
    except Unreadable:
        return None


def lines_of(raw: bytes) -> list[bytes]:
    """JSON objects that stand in a line each (NDJSON) one by one; all else is one body.

    Raises Unreadable for more than can be taken.
    """
    if raw.lstrip(_BLANK)[:1] != b"{" or not _LINES.search(raw):
        return [raw]
    lines = [line for one in raw.splitlines() if (line := one.strip(_BLANK))]
    if not isinstance(_told(lines[0]), dict) or sum(isinstance(_told(line), dict) for line in lines[:4]) < 2:
        return [raw]
    if len(lines) > MOST_RECORDS:
        raise Unreadable("too_many_records", most=MOST_RECORDS)
    return lines
