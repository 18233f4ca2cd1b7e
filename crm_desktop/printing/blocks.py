"""A label by the company's own look: its blocks one under another, the order's at the foot, all of it on the paper."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from crm_desktop.paper import printable
from crm_desktop.printing.records import LabelBlock, LabelContent, LabelLook, LabelSize
from crm_desktop.printing.shapes import (
    Barcode,
    Element,
    Layout,
    Picture,
    QrCode,
    Rule,
    Text,
    fit,
    one_line,
    paragraph,
    recipient,
    sender,
    word,
)
from db.vocabulary import LabelField

FOOT = (LabelField.ORDER, LabelField.BARCODE, LabelField.QR)
RULED = (LabelField.RECIPIENT, LabelField.ORDER)
SHRINK, MOST_SHRINKS = 0.97, 60
LEAST_BARS = 5.0
"""Millimetres: a lower barcode is missed by scanners."""


@dataclass(frozen=True, slots=True)
class _Room:
    """`scale`: millimetres for each that the 100 mm label has."""

    left: float
    width: float
    scale: float
    wide: bool


Drawn = tuple[list[Element], float]
"""From 0 down, and how high."""


def flowed(content: LabelContent, look: LabelLook, size: LabelSize) -> Layout:
    """Where not everything fits, all of it is smaller; nothing is left out."""
    wide = 0 < size.height < 1.2 * size.width
    scale = min(size.height / 50, size.width / 100) * 0.8 if wide else size.width / 100
    edge = (2 if wide else 4) * scale
    side = (3 if wide else 5) * size.width / 100
    room = _Room(side, size.width - 2 * side, scale, wide)
    for shrunk in range(MOST_SHRINKS):
        parts = _parts(content, look, replace(room, scale=scale * SHRINK**shrunk))
        total = sum(height for _, height, _ in parts)
        if not size.height or total + 2 * edge <= size.height:
            break
    spare = max(size.height - total - 2 * edge, 0) if size.height else 0
    elements: list[Element] = []
    y = edge
    for drawn, height, foot in parts:
        if foot:
            y, spare = y + spare, 0
        elements += [replace(one, y=one.y + y) for one in drawn]
        y += height
    if size.height:
        return Layout(size, tuple(elements))
    return Layout(LabelSize(size.width, ceil(y + edge)), tuple(elements), roll=True)


def _parts(content: LabelContent, look: LabelLook, room: _Room) -> list[tuple[list[Element], float, bool]]:
    """Elements, height, and whether the foot begins here."""
    found: list[tuple[list[Element], float, bool]] = []
    told = False
    rows = _rows(look.blocks)
    for row in rows:
        first = row[0]
        told = told or first.field is LabelField.RECIPIENT
        drawn, height = _row(content, look, row, room)
        if not drawn:
            continue
        if found and first.field in RULED:
            gap = 2 * room.scale
            rule: list[Element] = [Rule(room.left, gap, room.width, 0.6 * room.scale)]
            drawn = rule + [replace(one, y=one.y + 2.2 * gap) for one in drawn]
            height += 2.2 * gap
        found.append((drawn, height + room.scale, told and first.field in FOOT))
    if content.reprint:
        drawn, height = _line(word(content, "reprint"), room, 3.4, bold=True)
        found.append((drawn, height, False))
    return found


def _rows(blocks: Sequence[LabelBlock]) -> list[list[LabelBlock]]:
    """A logo stands beside the sender that follows it, a QR code beside the barcode."""
    rows: list[list[LabelBlock]] = []
    for block in blocks:
        before = rows[-1][-1].field if rows else None
        if (before, block.field) in ((LabelField.LOGO, LabelField.SENDER), (LabelField.BARCODE, LabelField.QR)):
            rows[-1].append(block)
        else:
            rows.append([block])
    return rows


def _row(content: LabelContent, look: LabelLook, row: Sequence[LabelBlock], room: _Room) -> Drawn:
    last = row[-1]
    sized = replace(room, scale=room.scale * last.size / 100)
    if len(row) == 1:
        return DRAWN[last.field](content, look, sized)
    if last.field is LabelField.SENDER:
        return _sender(content, sized)
    bars = replace(room, scale=room.scale * row[0].size / 100)
    return _bars(content, bars, beside=sized)


def _sender(content: LabelContent, room: _Room) -> Drawn:
    elements: list[Element] = []
    if room.wide and not content.logo:
        return _line(one_line(content.sender), room, 2.8)
    end = sender(elements, content, room.left, 0, room.width, room.scale)
    return elements, end


def _logo(content: LabelContent, _look: LabelLook, room: _Room) -> Drawn:
    if not content.logo:
        return [], 0
    return [Picture(room.left, 0, 24 * room.scale, 12 * room.scale, content.logo)], 12 * room.scale


def _recipient(content: LabelContent, _look: LabelLook, room: _Room) -> Drawn:
    elements: list[Element] = []
    y = 0.0
    if not room.wide:
        y = paragraph(elements, word(content, "recipient"), room.left, 0, room.width, 2.8 * room.scale, lines=1)
        y += room.scale
    to = replace(content, recipient=replace(content.recipient, phone=""))
    return elements, recipient(elements, to, room.left, y, room.width, room.scale * (0.7 if room.wide else 1))


def _phone(content: LabelContent, _look: LabelLook, room: _Room) -> Drawn:
    phone = content.recipient.phone
    return _line(f"tel. {phone}", room, 4.2) if phone else ([], 0)


def _order(content: LabelContent, _look: LabelLook, room: _Room) -> Drawn:
    size = (5 if room.wide else 6) * room.scale
    lines, fitted = fit(content.order_number, room.width * 0.7, size=size, smallest=size / 2, lines=1, bold=True)
    parcel = Text(room.left + room.width, 0, f"{content.parcel}/{content.parcels}", size, bold=True, right=True)
    return [Text(room.left, 0, lines[0], fitted, bold=True), parcel], size * 1.25


def _bars(content: LabelContent, room: _Room, *, beside: _Room | None = None) -> Drawn:
    height = max((12 if room.wide else 20) * room.scale, LEAST_BARS)
    square = 20 * beside.scale if beside else 0.0
    width = room.width - (square + 2 * room.scale if beside else 0)
    elements: list[Element] = [Barcode(room.left, 0, width, height, content.order_number)]
    if beside:
        elements.append(QrCode(room.left + room.width - square, 0, square, content.order_number))
    return elements, max(height, square)


def _qr(content: LabelContent, _look: LabelLook, room: _Room) -> Drawn:
    size = 20 * room.scale
    return [QrCode(room.left, 0, size, content.order_number)], size


def _line(told: str, room: _Room, size: float, *, lines: int = 2, bold: bool = False) -> Drawn:
    elements: list[Element] = []
    high, smallest = size * room.scale, 0.7 * size * room.scale
    end = paragraph(
        elements, printable(told), room.left, 0, room.width, high, lines=lines, bold=bold, smallest=smallest
    )
    return elements, end


DRAWN: dict[LabelField, Callable[[LabelContent, LabelLook, _Room], Drawn]] = {
    LabelField.LOGO: _logo,
    LabelField.SENDER: lambda content, _look, room: _sender(replace(content, logo=b""), room),
    LabelField.RECIPIENT: _recipient,
    LabelField.PHONE: _phone,
    LabelField.ORDER: _order,
    LabelField.BARCODE: lambda content, _look, room: _bars(content, room),
    LabelField.QR: _qr,
    LabelField.NOTE: lambda content, _look, room: _line(content.note, room, 3.4),
    LabelField.DELIVERY: lambda content, _look, room: _line(content.delivery, room, 4.2, lines=1),
    LabelField.PAYMENT: lambda content, _look, room: _line(content.payment, room, 4.2, lines=1, bold=True),
    LabelField.WORDS: lambda _content, look, room: _line(look.words, room, 4.2, lines=3),
}
