"""An invitation without words of its own: what, when and where stand in its calendar."""

import re

from crm_desktop.intake.formats.charsets import decoded, legible

_FOLDED = re.compile(r"\n[ \t]")
_WANTED = ("SUMMARY", "DTSTART", "LOCATION", "DESCRIPTION")
MOST = 100_000


def told_by_calendar(raw: bytes) -> str:
    """A line each; "" where it tells none of them."""
    text = _FOLDED.sub("", legible(decoded(raw[:MOST])))
    event = text.partition("BEGIN:VEVENT")[2].partition("END:VEVENT")[0]
    found: dict[str, str] = {}
    for line in event.split("\n"):
        name, sign, value = line.partition(":")
        if sign and value.strip():
            found.setdefault(name.partition(";")[0].upper(), value.strip())
    return "\n".join(_plain(name, found[name]) for name in _WANTED if name in found)


def _plain(name: str, value: str) -> str:
    if name == "DTSTART":
        return re.sub(r"^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d*Z?)?.*$", _moment, value)
    return re.sub(r"\\([,;\\])", r"\1", value.replace("\\n", "\n").replace("\\N", "\n"))


def _moment(found: re.Match[str]) -> str:
    day = "-".join(found.group(1, 2, 3))
    return f"{day} {found[4]}:{found[5]}" if found[4] else day
