"""A request kept whole, or a body with a few of its headers: what was sent, and what it said of itself."""

import re

_REQUEST = re.compile(rb"(?:POST|PUT|PATCH) \S{1,2000} HTTP/\d(?:\.\d)?\r?\n")
_KINDS = (b"multipart/form-data", b"application/x-www-form-urlencoded", b"application/json")
_TYPE = re.compile(rb"^content-type:[ \t]*([^\r\n]{1,300})", re.IGNORECASE | re.MULTILINE)


def without_head(raw: bytes) -> tuple[bytes, str]:
    """(the body, its content type); as it came, and "", where no such head stands before it."""
    start = raw.lstrip(b"\r\n")
    head, sign, _ = start[:100_000].partition(b"\r\n\r\n" if b"\r\n\r\n" in start[:100_000] else b"\n\n")
    if not sign:
        return raw, ""
    told = _TYPE.search(head)
    kind = told[1] if told else b""
    is_request = bool(_REQUEST.match(head + b"\n"))
    is_headed = kind.lower().startswith(_KINDS) and re.match(rb"[A-Za-z-]{2,60}:", head) is not None
    if not is_request and not is_headed:
        return raw, ""
    return start[len(head) + len(sign) :], kind.decode("latin-1").strip()
