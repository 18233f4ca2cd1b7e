"""The parts of a mail: its words, and the files that came with them."""

import binascii
import quopri
import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from mimetypes import guess_type

from crm_desktop.harmless import safe_name
from crm_desktop.intake.formats.charsets import legible
from crm_desktop.intake.formats.html import text_of_html
from crm_desktop.intake.formats.mail import tnef
from crm_desktop.intake.formats.mail.calendar import told_by_calendar
from crm_desktop.intake.formats.mail.headers import decode_words, from_base64, header, words_of
from crm_desktop.intake.records import Upload

MOST_PARTS = 200
MOST_TEXT = 1_000_000
_META = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,40})", re.IGNORECASE)
_MARKED_UP = re.compile(r"\s*<(?:!doctype|html|head|body|p|div|table)\b[^<>]*>", re.IGNORECASE)
_BOUNDARY = re.compile(r"^--([^\s\"]{1,70})[ \t]*\r?\n(?:[A-Za-z-]{2,40}:|\r?\n)", re.MULTILINE)
_STUB = re.compile(r"html|przeglądar|browser|multi-?part|mime", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contents:
    """`text` as a person reads it, `html` as it came, `embedded` the headers of mails inside (a returned one's)."""

    text: str
    html: str
    files: tuple[Upload, ...]
    embedded: tuple[Message, ...] = ()


def contents_of(message: Message) -> Contents:
    """Nothing raises: a part that cannot be decoded is kept as a file, as it came."""
    plain: list[str] = []
    html: list[str] = []
    files: list[Upload] = []
    embedded: list[Message] = []
    for part in _leaves(message, embedded)[:MOST_PARTS]:
        kind = part.get_content_type()
        if kind in ("text/plain", "text/html") and not _is_file(part):
            raw = decoded_payload(part)
            text = legible(words_of(raw, _charset(part) or _meta_charset(raw, kind)))[:MOST_TEXT]
            (html if kind == "text/html" else plain).append(_unflowed(part, text) if kind == "text/plain" else text)
        else:
            files += _file(part)
    if not html and plain and _MARKED_UP.match(plain[0]):
        html, plain = plain, []  # a page that says of itself to be plain
    text = "\n".join(one.strip("\n") for one in plain).strip()
    told = text_of_html("\n".join(html)) if html else ""
    if told and (not text or (len(text) < 300 and len(told) > 3 * len(text) and _STUB.search(text))):
        text = told
    if not text:
        dates = (told_by_calendar(file.content) for file in files if file.content_type == "text/calendar")
        text = next(filter(None, dates), "")
    return Contents(text, "\n".join(html), tuple(files), tuple(embedded))


def _leaves(message: Message, embedded: list[Message], depth: int = 0) -> list[Message]:
    """Parts without parts, in order. A mail inside a mail is one file."""
    payload = message.get_payload()
    if isinstance(payload, str) and depth < 5 and message.get_content_maintype() == "multipart":
        message = _in_parts(message, str(getattr(message, "_payload", payload)))
        payload = message.get_payload()
    if not isinstance(payload, list) or depth > 20:
        if message.get_content_type() == "text/rfc822-headers":
            embedded.append(message)
        return [message]
    if message.get_content_type() == "message/rfc822":
        embedded += [one for one in payload if isinstance(one, Message)]
        return [message]
    return [leaf for part in payload if isinstance(part, Message) for leaf in _leaves(part, embedded, depth + 1)]


def _in_parts(message: Message, payload: str) -> Message:
    """Parts whose boundary the head forgot to tell, or told wrongly: their first line shows it."""
    found = _BOUNDARY.search(payload[:4_000])
    if found is None:
        return message
    head = f'Content-Type: {message.get_content_type()}; boundary="{found[1]}"\n\n'
    raw = (head + payload).encode("utf-8", errors="surrogateescape")
    again = BytesParser(policy=compat32).parsebytes(raw)
    return again if again.is_multipart() else message


def _is_file(part: Message) -> bool:
    return header(part, "content-disposition").lower().startswith("attachment") or bool(file_name(part))


def _charset(part: Message) -> str:
    return parameter(part, "content-type", "charset")


def _meta_charset(raw: bytes, kind: str) -> str:
    found = _META.search(raw[:4_000]) if kind == "text/html" else None
    return found[1].decode("ascii") if found else ""


def parameter(part: Message, name: str, key: str) -> str:
    """`charset="x"` of a header; also `key*=utf-8''%C5%82` and `key*0=…; key*1=…` (RFC 2231)."""
    text = header(part, name)
    found: dict[str, str] = {}
    for one in re.finditer(r"[;\s]([\w-]+)(\*\d*\*?)?\s*=\s*(\"(?:[^\"\\]|\\.)*\"|[^;\"]*)", text):
        if one[1].lower() == key:
            found.setdefault(one[2] or "", re.sub(r"\\(.)", r"\1", one[3].strip().strip('"')))
    if "" in found:
        return decode_words(found[""])
    pieces = [value for _, value in sorted(found.items(), key=lambda piece: int("0" + re.sub(r"\D", "", piece[0])))]
    joined = "".join(pieces)
    if not any(mark.endswith("*") for mark in found):
        return joined
    charset, _, rest = joined.partition("'")
    encoded = rest.partition("'")[2] if "'" in rest else joined
    raw = re.sub(
        rb"%([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), encoded.encode("utf-8", errors="replace")
    )
    return words_of(raw, charset)


def file_name(part: Message) -> str:
    return parameter(part, "content-disposition", "filename") or parameter(part, "content-type", "name")


def decoded_payload(part: Message) -> bytes:
    """The bytes that were sent, whatever the part says of how they travel."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return b"\n".join(one.as_bytes() for one in payload if isinstance(one, Message))
    raw = str(payload or "").encode("ascii", errors="surrogateescape") if str(payload or "").isascii() else _bytes(part)
    match header(part, "content-transfer-encoding").lower().split(";")[0].strip():
        case "base64":
            return from_base64(raw)
        case "quoted-printable":
            return quopri.decodestring(raw)
        case "x-uuencode" | "uuencode" | "uue" | "x-uue":
            return _from_uu(raw)
        case _:
            return raw


def _bytes(part: Message) -> bytes:
    """As they came: `get_payload` would have read them in the charset that the part claims already."""
    text = str(getattr(part, "_payload", part.get_payload()))
    try:
        return text.encode("ascii", errors="surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", errors="replace")


def _from_uu(raw: bytes) -> bytes:
    lines = raw.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith(b"begin ")), -1)
    found = bytearray()
    for line in lines[start + 1 :]:
        if line.strip() in (b"end", b"`", b""):
            break
        try:
            found += binascii.a2b_uu(line)
        except binascii.Error:
            return raw
    return bytes(found)


def _unflowed(part: Message, text: str) -> str:
    """format=flowed: a line that ends in a space goes on in the next."""
    if parameter(part, "content-type", "format").lower() != "flowed":
        return text
    glue = "" if parameter(part, "content-type", "delsp").lower() == "yes" else " "
    lines: list[str] = []
    for line in text.split("\n"):
        goes_on = lines and lines[-1].endswith(" ") and lines[-1] != "-- " and not line.startswith((">", "-- "))
        if goes_on and not lines[-1].startswith(">"):
            lines[-1] = lines[-1].rstrip(" ") + glue + line.removeprefix(" ")
        else:
            lines.append(line)
    return "\n".join(lines)


def _file(part: Message) -> list[Upload]:
    """Nothing for a part without content and without a name."""
    content = decoded_payload(part)
    name = file_name(part)
    if not name and not content.strip():
        return []
    kind = part.get_content_type()
    packed = tnef.files_of(content) if kind in tnef.KINDS or name.casefold() == "winmail.dat" else []
    if packed:
        return [Upload("", safe_name(legible(inner)), _kind_of(inner), told) for inner, told in packed]
    if not name:
        known = {"message/rfc822": "message.eml", "text/calendar": "invitation.ics"}
        name = known.get(kind) or f"file.{kind.partition('/')[2] or 'bin'}"
    return [Upload("", safe_name(legible(name)), legible(kind), content)]


def _kind_of(name: str) -> str:
    return guess_type(name)[0] or "application/octet-stream"
