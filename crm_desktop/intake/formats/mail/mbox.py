"""Several mails in one file, as programs export a folder: each begins with a line `From address date`."""

import re

_BEGIN = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]{3,200}\d{4}\r?\n(?=[A-Za-z>][\w-]*[: ])")
MOST = 1_000


def mails_in(raw: bytes) -> list[bytes]:
    """The mails of it, one at least; a line that only looks like a beginning inside a text is not one."""
    starts = [found.start() for found in _BEGIN.finditer(raw)]
    if not starts or raw[: starts[0]].strip() or len(starts) > MOST:
        return [raw]
    ends = [*starts[1:], len(raw)]
    return [raw[start:end] for start, end in zip(starts, ends, strict=True)]
