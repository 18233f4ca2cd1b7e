"""What senders might send by mistake or malice: a corpus changed by chance, and each change again from its seed."""

import copy
import json
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from random import Random
from typing import Any

from crm_desktop.intake.formats.fields import URLENCODED
from crm_desktop.intake.formats.reading import Form, read
from crm_desktop.intake.formats.shapes import Unreadable

CORPUS = Path(__file__).parent / "data" / "fuzz"
KINDS = [
    "",
    URLENCODED,
    "application/json",
    "multipart/form-data; boundary=gr",
    "message/rfc822",
    "text/plain; charset=x",
]
SOURCES = ("kontakt", "poczta", "woocommerce", "sklep")
TOPICS: tuple[dict[str, str], ...] = (
    {},
    {"x-wc-webhook-topic": "order.deleted"},
    {"x-shopify-topic": "refunds/create"},
)
ODD: tuple[Any, ...] = (
    None, "", [], {}, True, False, 0, -1, 1.5, 10**30, -(2**63) - 1, 1e308, "NaN", "Infinity", "-0", "0000-00-00",
    "\x00", "\ud800", "\u202e", "=1+1", "9" * 40, "1e999", "²", "٣", "12,5", "1.234,50", "x" * 5_000, ["x"], [[]],
    {"value": None}, {"": {"": ""}}, "2026-02-30", "253402300800", "9999-12-31T23:59:59+14:00", "-1", "<b>", "zw.",
)  # fmt: skip
BYTES = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\r\n", b"\n\n", b"\n--gr\r\n", b"&", b"=", b"%", b"%zz", b"%00",
    b"\xed\xa0\x80", b'"', b"<", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"]]>", b"{", b"}", b"[", b"]", b",",
    b":", b";", b"9" * 30, b"=?utf-8?B?/w==?=", b"=?x?Q?=FF?=", b"\xf4\x90\x80\x80", b"-" * 200, b"\t", b"\x1b",
    b"charset=idna", b"1e400",
)  # fmt: skip
CHARSETS = ("utf-16", "utf-16-le", "utf-8-sig", "cp1250", "iso8859_2", "utf-32", "cp037")
MOST = 2**63


@dataclass(frozen=True, slots=True)
class Post:
    """One thing that came; `seed` says by which chance it was made of which file."""

    seed: str
    raw: bytes
    kind: str = ""
    form: Form = field(default_factory=Form)


def corpus() -> list[Path]:
    return sorted(CORPUS.iterdir())


def as_written(file: Path) -> Post:
    return Post(file.name, file.read_bytes(), "message/rfc822" if file.suffix in (".eml", ".mbox") else "")


def changed(file: Path, number: int | str) -> Post:
    """The same for the same file and number, whenever it is asked for."""
    seed = f"{file.name} {number}"
    chance = Random(seed)
    raw = file.read_bytes()
    if chance.random() < 0.6 and (found := _of_tree(raw, chance)):
        raw = found
    else:
        for _ in range(chance.choice((1, 1, 2, 5))):
            raw = _of_bytes(raw, chance)
    kind = as_written(file).kind if chance.random() < 0.7 else chance.choice(KINDS)
    own_map = {"imie": chance.choice(("name", "email", "", "nowhere"))} if chance.random() < 0.1 else {}
    form = Form(
        chance.choice(SOURCES), own_map, chance.random() < 0.2, chance.random() < 0.8, headers=chance.choice(TOPICS)
    )
    return Post(seed, raw, kind, form)


def _of_tree(raw: bytes, chance: Random) -> bytes:
    """JSON whose values are of another kind than promised, gone, doubled or elsewhere; nothing for what is no JSON."""
    try:
        tree = [json.loads(raw)]
    except ValueError:
        return b""
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        places = list(_places(tree))
        if not places:
            break
        holder, key = chance.choice(places)
        match chance.randrange(5):
            case 0 if len(tree) == 1 and holder is not tree:
                del holder[key]
            case 1:
                other, place = chance.choice(places)
                holder[key] = copy.deepcopy(other[place])
            case 2:
                holder[key] = [copy.deepcopy(holder[key]), holder[key]]
            case _:
                holder[key] = copy.deepcopy(chance.choice(ODD))
    return json.dumps(tree[0], ensure_ascii=chance.random() < 0.5).encode("utf-8", errors="surrogatepass")


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    keys = range(len(tree)) if isinstance(tree, list) else list(tree) if isinstance(tree, dict) else ()
    for key in keys:
        yield tree, key
        yield from _places(tree[key])


def _of_bytes(raw: bytes, chance: Random) -> bytes:
    start, end = sorted((chance.randint(0, len(raw)), chance.randint(0, len(raw))))
    match chance.randrange(8):
        case 0:
            return raw[:start] + raw[end:]
        case 1:
            return raw[:end] + raw[start:end] * chance.choice((1, 2, 30)) + raw[end:]
        case 2:
            return raw[:start] + chance.choice(BYTES) + raw[start:]
        case 3:
            return raw[:start]
        case 4:
            other = chance.choice(corpus()).read_bytes()
            return raw[:start] + other[chance.randint(0, len(other)) :]
        case 5:
            return raw.decode("utf-8", errors="replace").encode(chance.choice(CHARSETS), errors="replace")
        case 6:
            place = min(start, len(raw) - 1)
            return raw[:place] + bytes([chance.randrange(256)]) + raw[place + 1 :] if raw else b"\xff"
        case _:
            line = raw[start:end].splitlines(keepends=True)
            chance.shuffle(line)
            return raw[:start] + b"".join(line) + raw[end:]


def fault_of(post: Post) -> str:
    """Why this post shows a fault of the readers; "" where it was read, or refused with a reason."""
    with _heard() as logged:
        try:
            found = read(post.raw, post.kind, post.form)
            again = read(post.raw, post.kind, post.form)
        except Unreadable:
            return "; ".join(logged)
        except Exception:  # noqa: BLE001 - whatever it is, it is the find
            return traceback.format_exc(limit=-3)
    if logged:
        return logged[0]
    if [one.key for one in found] != [one.key for one in again]:
        return "the same bytes are another record the second time"
    if not found or any((one.draft is None) == (one.fault is None) for one in found):
        return "neither understood nor refused"
    return next((told for one in found if (told := _unfit(one.draft))), "")


def _unfit(told: Any) -> str:
    """What no database could keep."""
    if isinstance(told, str):
        fits = "\x00" not in told and not any("\ud800" <= char <= "\udfff" for char in told)
        return "" if fits else f"text that cannot be kept: {told[:40]!r}"
    if isinstance(told, int):
        return "" if -MOST <= told < MOST else f"a number that cannot be kept: {told}"
    parts: list[Any] = []
    if is_dataclass(told):
        parts = [getattr(told, one.name) for one in fields(told)]
    elif isinstance(told, tuple | list):
        parts = list(told)
    return next((found for part in parts if (found := _unfit(part))), "")


@contextmanager
def _heard() -> Iterator[list[str]]:
    """Faults that a reader caught itself: an order that it quarantined for a bug of its own."""
    found: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told = "".join(traceback.format_exception(*record.exc_info, limit=-3)) if record.exc_info else ""
            found.append(f"{record.getMessage()}\n{told}")

    listener, logger = Listener(), logging.getLogger("crm_desktop.intake")
    before = logger.propagate
    logger.addHandler(listener)
    logger.propagate = False
    try:
        yield found
    finally:
        logger.removeHandler(listener)
        logger.propagate = before
