"""Bytes of any sender -> text that both databases, a log and a screen can hold."""

import codecs
import re

_ASCII_BASED = re.compile(r"^(utf-?_?8|us-ascii|ascii|windows|cp|iso|koi|latin|mac|gb|big5|euc|shift)", re.IGNORECASE)
_WIDE = re.compile(r"^utf-?_?(16|32)", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_HALVES = re.compile("[\ud800-\udfff]")
_ISO_POLISH = re.compile(rb"[\xa1\xb1\xa6\xb6\xac\xbc]")
_WINDOWS_POLISH = re.compile(rb"[\xa5\xb9\x8c\x9c\x8f\x9f]")
_WESTERN = re.compile(r"^(?:iso-?_?8859-?_?15?|latin-?_?1|us-ascii|ascii|(?:windows|cp)-?_?1252)$", re.IGNORECASE)
_POLISH_INSIDE = re.compile(rb"[A-Za-z\xc0-\xff][\xb1\xb3\xb6\xb9\xbf][A-Za-z\xc0-\xff]")
"""Within a word these are Polish letters: the signs that they are in the west stand in none."""
_WINDOWS_ONLY = re.compile(rb"[\x80-\x9f]")


def narrow(raw: bytes, charset: str) -> bytes:
    """Without a byte order mark, and what is UTF-16 or UTF-32 as UTF-8; everything else as it came."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw.removeprefix(mark) if name == "utf-8" else _recoded(raw, name)
    if not _WIDE.match(charset) or b"\0" not in raw:
        return raw
    ordered = charset[-2:].lower() in ("le", "be")
    return _recoded(raw, charset if ordered else f"{charset}-{'be' if raw[:1] == bytes(1) else 'le'}")


def _recoded(raw: bytes, name: str) -> bytes:
    try:
        return raw.decode(name).removeprefix("\ufeff").encode("utf-8", errors="replace")
    except (ValueError, LookupError):
        return raw


def decoded(raw: bytes, charset: str = "") -> str:
    """UTF-8 first, then what is declared, then the Polish usual; nothing raises."""
    declared = charset if _ASCII_BASED.match(charset) else ""
    usual = "iso-8859-2" if _ISO_POLISH.search(raw) and not _WINDOWS_POLISH.search(raw) else "windows-1250"
    if _WESTERN.match(declared) and _POLISH_INSIDE.search(raw):
        declared = usual
    elif declared.lower().startswith("iso") and _WINDOWS_ONLY.search(raw):  # ISO keeps these empty
        declared = {"1": "windows-1252", "2": "windows-1250"}.get(declared[-1:], declared)
    for name in ("utf-8", declared, re.sub(r"^windows-?_?", "cp", declared, flags=re.IGNORECASE), usual):
        if not name:
            continue
        try:
            return raw.decode(name)
        except (ValueError, LookupError):
            continue
    return raw.decode("utf-8", errors="replace")


def legible(text: str) -> str:
    """Line ends as one sign; no control signs and no halves of letters, which a database would refuse."""
    one_end = text.replace("\r\n", "\n").replace("\r", "\n")
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", _UNWANTED.sub("", one_end))


def one_line(text: str) -> str:
    """For names, subjects and addresses: a line end in them would break what is made of them."""
    return " ".join(text.split())
