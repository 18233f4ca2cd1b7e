"""Headers of a mail, however they were written: nothing raises, nothing is lost to a charset."""

import base64
import codecs
import quopri
import re
from email.message import Message

from crm_desktop.intake.formats.charsets import decoded, legible, one_line

LONGEST = 4_000
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN = re.compile(r"(\?=)[ \t\r\n]+(=\?)")
_ADDRESS = re.compile(r"[^\s<>(),;:\"\[\]\\@]{1,64}@[^\s<>(),;:\"\[\]\\@]{1,190}")
_ID = re.compile(r"<([^<>\s]{1,240})>")
_STATEFUL = re.compile(r"^(iso-?2022|hz|utf-?7|gb|big5|euc|shift|sjis|cp932|cp949|johab|koi8)", re.IGNORECASE)
_ALIASES = {"x-sjis": "shift_jis", "x-gbk": "gbk", "ks_c_5601-1987": "cp949", "utf8": "utf-8", "x-euc-jp": "euc_jp"}


def codec_of(charset: str) -> str:
    """A name Python knows, or "": `windows1250`, `"ISO-8859-2"`, `cp-1250` are all known under another."""
    plain = charset.strip("\"' ;").lower()
    plain = _ALIASES.get(plain, plain)
    for name in (plain, re.sub(r"^(?:x-)?(?:windows|cp)[-_]?", "cp", plain), re.sub(r"^iso(?=\d)", "iso-", plain)):
        try:
            found = codecs.lookup(name).name
        except (LookupError, ValueError):
            continue
        return found if _is_text(found) else ""
    return ""


def _is_text(codec: str) -> bool:
    """Python also has codecs from bytes to bytes (`hex`, `zip`), and ones that run code points (`unicode_escape`)."""
    try:
        return isinstance(b"".decode(codec), str) and "escape" not in codec and codec not in ("undefined", "punycode")
    except (LookupError, ValueError):
        return False


def words_of(raw: bytes, charset: str) -> str:
    """Bytes of a part as text: what says itself in states or several bytes a letter is believed first."""
    codec = codec_of(charset)
    if codec and (_STATEFUL.match(codec) or codec.startswith(("utf-16", "utf-32"))):
        try:
            return raw.decode(codec)
        except ValueError:
            pass
    return decoded(raw, codec)


def header(message: Message, name: str) -> str:
    """The first header of that name in one line; "" for none."""
    return next(iter(headers(message, name)), "")


def headers(message: Message, name: str) -> list[str]:
    """All of that name. The list is read as it was parsed: asking the message itself may raise."""
    wanted = name.lower()
    found = [value for key, value in message.raw_items() if str(key).lower() == wanted]
    return [one_line(legible(decode_words(_text(value)))) for value in found]


def _text(value: object) -> str:
    text = str(value)[: LONGEST * 10]
    return decoded(text.encode("utf-8", errors="surrogateescape")) if not text.isascii() else text


def decode_words(text: str) -> str:
    """RFC 2047, and what is written like it: words are joined as bytes where a letter was cut in two."""
    joined = _BETWEEN.sub(r"\1\2", text)
    parts: list[str] = []
    last = 0
    pending: tuple[str, bytes] = ("", b"")
    for found in _WORD.finditer(joined):
        charset, raw = found[1].partition("*")[0], _word_bytes(found[2], found[3])
        if found.start() != last or charset.lower() != pending[0].lower():
            parts.append(words_of(pending[1], pending[0]))
            pending = (charset, b"")
        parts.append(joined[last : found.start()])
        pending = (charset, pending[1] + raw)
        last = found.end()
    return "".join([*parts, words_of(pending[1], pending[0]), joined[last:]])


def _word_bytes(encoding: str, text: str) -> bytes:
    raw = text.encode("latin-1", errors="replace")
    if encoding in "qQ":
        return quopri.decodestring(raw.replace(b"_", b"=20"))
    return from_base64(raw)


def from_base64(raw: bytes) -> bytes:
    """What can be read of it; signs that do not belong and a missing end are overlooked."""
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", raw.partition(b"=")[0] if raw.count(b"=") > 2 else raw)
    try:
        return base64.b64decode(kept + b"=" * (-len(kept) % 4))
    except ValueError:
        return base64.b64decode(kept[: len(kept) // 4 * 4])


def mailbox(text: str) -> tuple[str, str]:
    """Name and address of the first mailbox in a header: `"Jan K." <jan@firma.pl>`; "" for what is missing."""
    plain = text[:LONGEST]
    in_angles = re.search(r"<\s*([^<>]*@[^<>]*)>", plain)
    found = _ADDRESS.search(in_angles[1] if in_angles else plain)
    if found is None:
        return "", ""
    address = found[0].strip("'.")
    name = plain[: in_angles.start()] if in_angles else plain.replace(found[0], " ")
    comment = re.search(r"\(([^()]*)\)", plain[in_angles.end() :] if in_angles else plain)
    name = one_line(re.sub(r"[\"\\<>()]", " ", name)).strip(" ,;'")
    if not name and comment:
        name = one_line(comment[1])
    return ("" if name.casefold() == address.casefold() or "@" in name else name), address


def ids(text: str) -> list[str]:
    """Message ids in their angle brackets, as they are compared; without brackets where a mailer left them out."""
    found = [f"<{one}>" for one in _ID.findall(text[:LONGEST])]
    return found or [f"<{one}>" for one in text[:LONGEST].split() if "@" in one]
