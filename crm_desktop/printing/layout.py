"""ONE layout in millimetres: placed texts, rules and a barcode, from which every printer language is made."""

from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil
from typing import Any

from crm_desktop.paper import BOLD, REGULAR, font_file, printable
from crm_desktop.printing.records import LabelAddress, LabelContent, LabelSize, Printer
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
    """Broken inside words; what does not fit is replaced by `…`."""
    found: list[str] = []
    while text and len(found) < lines:
        end = next(n for n in range(len(text), 0, -1) if n == 1 or text_width(text[:n], size, bold=bold) <= width)
        found.append(text[:end].strip())
        text = text[end:].strip()
    if text:
        last = found[-1]
        while last and text_width(last + "…", size, bold=bold) > width:
            last = last[:-1]
        found[-1] = last + "…"
    return found


def address_label(content: LabelContent, size: LabelSize) -> Layout:
    """The address label: sender small, recipient large, order's barcode, parcel of parcels."""
    if size.height == 0 or size.height >= 1.2 * size.width:
        return _tall(content, size)
    return _wide(content, size)


def _tall(content: LabelContent, size: LabelSize) -> Layout:
    """The order's code stands at the foot; on a roll right below the recipient."""
    scale = size.width / 100
    left, width = 5 * scale, 90 * scale
    elements: list[Element] = []
    y = _sender(elements, content, left, 4 * scale, width, scale)
    y += 2 * scale
    elements.append(Rule(left, y, width, 0.6 * scale))
    y += 3 * scale
    y = _paragraph(elements, _word(content, "recipient"), left, y, width, 2.8 * scale, lines=1)
    y = _recipient(elements, content, left, y + 1 * scale, width, scale)
    bottom = size.height - 46 * scale if size.height else y + 3 * scale
    elements.append(Rule(left, bottom, width, 0.6 * scale))
    _order(elements, content, left, bottom + 3 * scale, width, scale)
    if size.height:
        return Layout(size, tuple(elements))
    return Layout(LabelSize(size.width, ceil(bottom + 46 * scale)), tuple(elements), roll=True)


def _sender(elements: list[Element], content: LabelContent, left: float, y: float, width: float, scale: float) -> float:
    beside = 0.0
    if content.logo:
        elements.append(Picture(left, y, 24 * scale, 12 * scale, content.logo))
        beside = 27 * scale
    x, room = left + beside, width - beside
    told = _word(content, "sender") if _one_line(content.sender) else ""
    end = _paragraph(elements, told, x, y, room, 2.8 * scale, lines=1)
    end = _paragraph(elements, _one_line(content.sender), x, end, room, 3.4 * scale, lines=3, smallest=2.4 * scale)
    return max(end, y + 12 * scale) if content.logo else end


def _wide(content: LabelContent, size: LabelSize) -> Layout:
    scale = min(size.height / 50, size.width / 100)
    left, width = 3 * scale, size.width - 6 * scale
    elements: list[Element] = []
    y = _paragraph(elements, _one_line(content.sender), left, 2 * scale, width, 2.4 * scale, lines=1)
    elements.append(Rule(left, y + 0.5 * scale, width, 0.4 * scale))
    y = _recipient(elements, content, left, y + 2 * scale, width, 0.55 * scale)
    bottom = size.height - 14 * scale
    elements.append(Barcode(left, bottom, width * 0.6, 9 * scale, content.order_number))
    parcel = f"{content.parcel}/{content.parcels}"
    elements.append(Text(left + width, bottom, parcel, 4.5 * scale, bold=True, right=True))
    notes = " · ".join(part for part in (_word(content, "reprint") if content.reprint else "", content.note) if part)
    elements.append(Text(left, bottom + 9.8 * scale, printable(content.order_number), 2.6 * scale))
    if notes:
        beside = left + width * 0.62
        _paragraph(
            elements, notes, beside, bottom + 6 * scale, width * 0.38, 2.6 * scale, lines=2, smallest=1.8 * scale
        )
    return Layout(size, tuple(elements))


def _recipient(
    elements: list[Element], content: LabelContent, left: float, y: float, width: float, scale: float
) -> float:
    to = content.recipient
    y = _paragraph(elements, to.name, left, y, width, 7 * scale, lines=3, bold=True, smallest=4.2 * scale)
    y = _paragraph(elements, to.street, left, y + 1 * scale, width, 6 * scale, lines=2, smallest=4 * scale)
    place = " ".join(part for part in (to.postal_code, to.city.upper()) if part)
    y = _paragraph(elements, place, left, y + 1 * scale, width, 8 * scale, lines=2, bold=True, smallest=5 * scale)
    if to.country not in ("", "PL"):
        y = _paragraph(elements, to.country.upper(), left, y, width, 6 * scale, lines=1, bold=True)
    if to.phone:
        y = _paragraph(elements, f"tel. {to.phone}", left, y + 1 * scale, width, 4.2 * scale, lines=1)
    return y


def _order(elements: list[Element], content: LabelContent, left: float, y: float, width: float, scale: float) -> None:
    lines, size = fit(content.order_number, width * 0.7, size=6 * scale, smallest=3 * scale, lines=1, bold=True)
    elements.append(Text(left, y, lines[0], size, bold=True))
    parcel = f"{content.parcel}/{content.parcels}"
    elements.append(Text(left + width, y, parcel, 6 * scale, bold=True, right=True))
    beside = 22 * scale if content.qr else 0.0
    elements.append(Barcode(left, y + 9 * scale, width - beside, 20 * scale, content.order_number))
    if content.qr:
        elements.append(QrCode(left + width - 20 * scale, y + 9 * scale, 20 * scale, content.qr))
    notes = [_word(content, "reprint")] if content.reprint else []
    notes += [content.note] if content.note else []
    if notes:
        _paragraph(elements, " · ".join(notes), left, y + 31 * scale, width, 3.4 * scale, lines=2, smallest=2.4 * scale)


def _paragraph(
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


def _one_line(address: LabelAddress) -> str:
    place = " ".join(part for part in (address.postal_code, address.city) if part)
    return ", ".join(part for part in (address.name, address.street, place) if part)


def _word(content: LabelContent, key: str) -> str:
    return say(f"printing.{key}", content.language)


def test_page(printer: Printer, language: str) -> Layout:
    """Shows edges, letters and a barcode, so that a person sees at once whether the size is right."""
    size = printer.size if printer.size.height else LabelSize(printer.size.width, printer.size.width)
    elements: list[Element] = [
        Rule(1, 1, size.width - 2, 0.4),
        Rule(1, size.height - 1.4, size.width - 2, 0.4),
    ]
    told = say("printing.test_page", language, printer=printer.name)
    y = _paragraph(elements, told, 4, 5, size.width - 8, 5, lines=4, smallest=2)
    elements.append(Barcode(4, y + 2, size.width - 8, min(15, size.height / 4), "TEST 123"))
    return Layout(size, tuple(elements), roll=not printer.size.height)
