"""What a label is made of, in millimetres: placed texts, rules, codes and pictures; texts that wrap or shrink."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from crm_desktop.paper import BOLD, REGULAR, font_file, printable
from crm_desktop.printing.records import LabelAddress, LabelContent, LabelSize
from crm_desktop.words import say


@dataclass(frozen=True, slots=True)
class Text:
    """One line; `y` is its top, `size` the height of its letters' box."""

    x: float
    y: float
    text: str
    size: float
    bold: bool = False
    right: bool = False
    """`x` is the right edge."""


@dataclass(frozen=True, slots=True)
class Rule:
    x: float
    y: float
    width: float
    thickness: float


@dataclass(frozen=True, slots=True)
class Barcode:
    """Code 128 within `width`; `quiet` zones are the layout's affair."""

    x: float
    y: float
    width: float
    height: float
    code: str


@dataclass(frozen=True, slots=True)
class QrCode:
    """Within a square of `size`, its quiet zone included."""

    x: float
    y: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture file, as large as fits into `width` × `height`, black where it is dark."""

    x: float
    y: float
    width: float
    height: float
    content: bytes


Element = Text | Rule | Barcode | QrCode | Picture


@dataclass(frozen=True, slots=True)
class Layout:
    """`size` is that of this label; on a `roll` it ends where its content does."""

    size: LabelSize
    elements: tuple[Element, ...]
    roll: bool = False


def dots_per_mm(size: LabelSize, dpi: float) -> float:
    """Labels sold as 100 mm wide are four inches: 100×150 at 203 dpi is 812×1218 dots (domain.md)."""
    return dpi / 25 if size.width == 100 else dpi / 25.4


@cache
def _font(bold: bool) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(font_file(BOLD if bold else REGULAR), 100)


def text_width(text: str, size: float, *, bold: bool) -> float:
    """Millimetres of a line of `size` millimetres."""
    return _hundred_high(text, bold) * size / 100


@lru_cache(maxsize=10_000)
def _hundred_high(text: str, bold: bool) -> float:
    """A label asks for the same words at one size after another, and the next label for the same sender."""
    return float(_font(bold).getlength(text))


def fit(text: str, width: float, *, size: float, smallest: float, lines: int, bold: bool) -> tuple[list[str], float]:
    """`text` in at most `lines` lines of `width`: first wrapped, then shrunk, at last cut with a visible `…`."""
    words = printable(text).split()
    while True:
        wrapped = _wrapped(words, width, size, bold)
        if wrapped is not None and len(wrapped) <= lines:
            return wrapped, size
        if size <= smallest:
            break
        size = max(smallest, size - 0.25)
    return _cut(" ".join(words), width, size, lines, bold), size


def _wrapped(words: list[str], width: float, size: float, bold: bool) -> list[str] | None:
    """None where a single word is wider than a line."""
    lines: list[str] = []
    for word in words:
        if text_width(word, size, bold=bold) > width:
            return None
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(text: str, width: float, size: float, lines: int, bold: bool) -> list[str]:
    """Broken inside words where they are too long; what does not fit is replaced by `…`."""
    found: list[str] = []
    while text and len(found) < lines:
        end = next(n for n in range(len(text), 0, -1) if n == 1 or text_width(text[:n], size, bold=bold) <= width)
        space = text.rfind(" ", 0, end + 1)
        end = space if len(text) > end and space > end / 2 else end
        found.append(text[:end].strip())
        text = text[end:].strip()
    if text:
        last = found[-1]
        while last and text_width(last + "…", size, bold=bold) > width:
            last = last[:-1]
        found[-1] = last + "…"
    return found


def sender(elements: list[Element], content: LabelContent, left: float, y: float, width: float, scale: float) -> float:
    beside = 0.0
    if content.logo:
        elements.append(Picture(left, y, 24 * scale, 12 * scale, content.logo))
        beside = 27 * scale
    x, room = left + beside, width - beside
    told = word(content, "sender") if one_line(content.sender) else ""
    end = paragraph(elements, told, x, y, room, 2.8 * scale, lines=1)
    end = paragraph(elements, one_line(content.sender), x, end, room, 3.4 * scale, lines=3, smallest=2.4 * scale)
    return max(end, y + 12 * scale) if content.logo else end


def recipient(
    elements: list[Element], content: LabelContent, left: float, y: float, width: float, scale: float
) -> float:
    to = content.recipient
    y = paragraph(elements, to.name, left, y, width, 7 * scale, lines=3, bold=True, smallest=2.8 * scale)
    y = paragraph(elements, to.street, left, y + 1 * scale, width, 6 * scale, lines=2, smallest=2.6 * scale)
    place = " ".join(part for part in (to.postal_code, to.city.upper()) if part)
    y = paragraph(elements, place, left, y + 1 * scale, width, 8 * scale, lines=2, bold=True, smallest=3 * scale)
    if to.country not in ("", "PL"):
        y = paragraph(elements, to.country.upper(), left, y, width, 6 * scale, lines=1, bold=True)
    if to.phone:
        y = paragraph(elements, f"tel. {to.phone}", left, y + 1 * scale, width, 4.2 * scale, lines=1)
    return y


def paragraph(
    elements: list[Element],
    text: str,
    left: float,
    y: float,
    width: float,
    size: float,
    *,
    lines: int,
    bold: bool = False,
    smallest: float = 0,
) -> float:
    """Adds the fitted lines; answers the y below them."""
    if not text.strip():
        return y
    fitted, size = fit(text, width, size=size, smallest=smallest or size, lines=lines, bold=bold)
    for line in fitted:
        elements.append(Text(left, y, line, size, bold=bold))
        y += size * 1.25
    return y


def one_line(address: LabelAddress) -> str:
    place = " ".join(part for part in (address.postal_code, address.city) if part)
    return ", ".join(part for part in (address.name, address.street, place) if part)


def word(content: LabelContent, key: str) -> str:
    return say(f"printing.{key}", content.language)
