"""The parts of a multipart post: values in their order, and files with names made safe."""

import re
from typing import Any

from crm_desktop.harmless import safe_name
from crm_desktop.intake.formats.charsets import decoded, legible
from crm_desktop.intake.formats.shapes import MOST_FIELDS, Fields, Unreadable
from crm_desktop.intake.records import Upload

_FIRST_LINE = re.compile(rb"\s*--([^\r\n]{1,200}?)[ \t]*\r?\n")


def boundary_of(raw: bytes, declared: str = "") -> str:
    """What parts the body: as declared if the body holds it, else as its first line shows; "" for no multipart."""
    if declared and f"--{declared}".encode(errors="replace") in raw:
        return declared
    first = _FIRST_LINE.match(raw)
    if first is None or b"content-disposition" not in raw[:4000].lower():
        return ""
    return first[1].decode("latin-1")


def read_multipart(raw: bytes, boundary: str, charset: str) -> Fields:
    """Raises Unreadable."""
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import FormParser

    pairs: list[tuple[str, str]] = []
    uploads: list[Upload] = []

    def on_field(field: Any) -> None:
        pairs.append((decoded(field.field_name or b"", charset), decoded(field.value or b"", charset)))
        _count(len(pairs))

    def on_file(file: Any) -> None:
        uploads.extend(_upload(file, charset))
        _count(len(uploads))

    body = raw.lstrip()
    if b"\r\n" not in body[: len(boundary) + 8]:
        body = body.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    try:
        config = {"MAX_MEMORY_FILE_SIZE": 1 << 30}
        parser = FormParser(
            "multipart/form-data", on_field, on_file, boundary=boundary.encode("latin-1"), config=config
        )
        parser.write(body)
        parser.finalize()
    except (FormParserError, ValueError, AssertionError) as fault:
        raise Unreadable("multipart_broken", problem=str(fault)) from fault
    if f"--{boundary}--".encode("latin-1") not in body[-len(boundary) - 200 :]:
        raise Unreadable("multipart_cut_off")
    if not pairs and not uploads:
        raise Unreadable("no_fields")
    return Fields(tuple(pairs), tuple(uploads))


def _count(found: int) -> None:
    if found > MOST_FIELDS:
        raise Unreadable("too_many_fields", most=MOST_FIELDS)


def _upload(file: Any, charset: str) -> list[Upload]:
    """None for a file input that was left empty."""
    file.file_object.seek(0)
    content = file.file_object.read()
    name = decoded(file.file_name or b"", charset)
    if not name and not content:
        return []
    key = decoded(file.field_name or b"", charset)
    return [Upload(key, safe_name(name), legible(file.content_type or "application/octet-stream"), content)]
