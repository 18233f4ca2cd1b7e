"""Bytes of a form post or JSON -> fields with their values in order, and uploads."""

import json
from dataclasses import dataclass
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl

from crm_desktop.intake.records import Upload

MOST_FIELDS = 2_000


class Unreadable(Exception):
    """Why these bytes cannot be understood; the submission is quarantined with it."""


@dataclass(frozen=True, slots=True)
class Fields:
    """One record: pairs in their order, keys may repeat."""

    pairs: tuple[tuple[str, str], ...]
    uploads: tuple[Upload, ...] = ()


def read_fields(raw: bytes, content_type: str) -> list[Fields]:
    """One or several records. The content decides where its declared type lies. Raises Unreadable."""
    kind, parameters = _content_type(content_type)
    body = raw.strip()
    if not body:
        raise Unreadable("empty")
    if kind == "multipart/form-data":
        return [_multipart(raw, parameters.get("boundary", ""), parameters.get("charset", ""))]
    if body[:1] in b"{[" or body.startswith(b"\xef\xbb\xbf{") or kind.endswith("json"):
        return _json(raw)
    if body[:1] == b"<":
        raise Unreadable("markup is not understood yet")
    if b"=" in body and b"\n" not in body.strip():
        return [_urlencoded(raw, parameters.get("charset", ""))]
    if kind == "application/x-www-form-urlencoded":
        return [_urlencoded(raw, parameters.get("charset", ""))]
    raise Unreadable(f"nothing understands {kind or 'this content'}")


def _content_type(text: str) -> tuple[str, dict[str, str]]:
    message = Message()
    message["content-type"] = text or "application/octet-stream"
    parameters = {key.lower(): str(value) for key, value in message.get_params(failobj=[])[1:]}
    return message.get_content_type(), parameters


def decoded(raw: bytes, charset: str = "") -> str:
    """UTF-8 first (with or without BOM), then what is declared, then the Polish usual; nothing raises."""
    for name in ("utf-8-sig", charset, "windows-1250"):
        if not name:
            continue
        try:
            return raw.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("utf-8", errors="replace")


def _urlencoded(raw: bytes, charset: str) -> Fields:
    try:
        pairs = parse_qsl(
            raw.strip().decode("ascii", errors="surrogateescape"),
            keep_blank_values=True,
            encoding="latin-1",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError as fault:
        raise Unreadable(f"urlencoded: {fault}") from fault
    if not pairs:
        raise Unreadable("urlencoded: no fields")
    told = charset or next((value for key, value in pairs if key == "_charset_"), "")
    return Fields(tuple((_again(key, told), _again(value, told)) for key, value in pairs))


def _again(text: str, charset: str) -> str:
    """Bytes that were read one for one are read as what they are."""
    return decoded(text.encode("latin-1", errors="ignore"), charset).replace("\r\n", "\n")


def _multipart(raw: bytes, boundary: str, charset: str) -> Fields:
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import FormParser

    pairs: list[tuple[str, str]] = []
    uploads: list[Upload] = []

    def on_field(field: Any) -> None:
        pairs.append((decoded(field.field_name or b"", charset), decoded(field.value or b"", charset)))

    def on_file(file: Any) -> None:
        file.file_object.seek(0)
        content = file.file_object.read()
        name = decoded(file.file_name or b"", charset)
        if name or content:
            key = decoded(file.field_name or b"", charset)
            uploads.append(Upload(key, safe_name(name), "application/octet-stream", content))

    config = {"MAX_MEMORY_FILE_SIZE": 1 << 30, "MAX_BODY_SIZE": float("inf")}
    if not boundary:
        raise Unreadable("multipart: no boundary")
    try:
        parser = FormParser("multipart/form-data", on_field, on_file, boundary=boundary.encode(), config=config)
        parser.write(raw)
        parser.finalize()
    except (FormParserError, ValueError, AssertionError) as fault:
        raise Unreadable(f"multipart: {fault}") from fault
    if not pairs and not uploads:
        raise Unreadable("multipart: no fields")
    return Fields(tuple((key, value.replace("\r\n", "\n")) for key, value in pairs), tuple(uploads))


def safe_name(name: str) -> str:
    """The last part of a path of any system, without control characters; never empty."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*').strip(". ")
    return kept[:200] or "file"


def _json(raw: bytes) -> list[Fields]:
    try:
        read = json.loads(decoded(raw), parse_float=str, parse_int=_exact)
    except (ValueError, RecursionError) as fault:
        raise Unreadable(f"JSON: {fault}") from fault
    records = read if isinstance(read, list) else [read]
    found = [Fields(tuple(_flat(record, ""))) for record in records if isinstance(record, dict) and record]
    if not found:
        raise Unreadable("JSON: no object with fields")
    if len(found) != len(records):
        raise Unreadable("JSON: a list of other things than objects")
    return found


def _exact(digits: str) -> str:
    """Numbers are kept as written: ids beyond 2^53 stay exact."""
    return digits


def _flat(value: Any, key: str) -> list[tuple[str, str]]:
    """Nested objects -> `a[b]`; lists of plain values repeat the key."""
    if isinstance(value, dict):
        inner = [(f"{key}[{name}]" if key else str(name), item) for name, item in value.items()]
        return [pair for name, item in inner for pair in _flat(item, name)]
    if isinstance(value, list):
        plain = all(not isinstance(item, dict | list) for item in value)
        named = [(key if plain else f"{key}[{number}]", item) for number, item in enumerate(value)]
        return [pair for name, item in named for pair in _flat(item, name)]
    return [(key, "" if value is None else str(value))]
