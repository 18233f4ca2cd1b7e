"""ONE layout in millimetres: placed texts, rules and a barcode, from which every printer language is made."""

from math import ceil

from crm_desktop.paper import printable
from crm_desktop.printing.blocks import flowed
from crm_desktop.printing.look import paper_key
from crm_desktop.printing.records import LabelContent, LabelSize, Printer
from crm_desktop.printing.shapes import (
    Barcode,
    Element,
    Layout,
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
from crm_desktop.words import say


def address_label(content: LabelContent, size: LabelSize) -> Layout:
    """The address label: as the company wants it on this paper, else sender small, recipient large, order's barcode,
    parcel of parcels."""
    look = dict(content.looks).get(paper_key(size))
    if look is not None:
        return flowed(content, look, size)
    if size.height == 0 or size.height >= 1.2 * size.width:
        return _tall(content, size)
    return _wide(content, size)


def _tall(content: LabelContent, size: LabelSize) -> Layout:
    """The order's code stands at the foot; on a roll right below the recipient."""
    scale = size.width / 100
    left, width = 5 * scale, 90 * scale
    elements: list[Element] = []
    y = sender(elements, content, left, 4 * scale, width, scale)
    y += 2 * scale
    elements.append(Rule(left, y, width, 0.6 * scale))
    y += 3 * scale
    y = paragraph(elements, word(content, "recipient"), left, y, width, 2.8 * scale, lines=1)
    y = recipient(elements, content, left, y + 1 * scale, width, scale)
    bottom = size.height - 46 * scale if size.height else y + 3 * scale
    elements.append(Rule(left, bottom, width, 0.6 * scale))
    _order(elements, content, left, bottom + 3 * scale, width, scale)
    if size.height:
        return Layout(size, tuple(elements))
    return Layout(LabelSize(size.width, ceil(bottom + 46 * scale)), tuple(elements), roll=True)


def _wide(content: LabelContent, size: LabelSize) -> Layout:
    scale = min(size.height / 50, size.width / 100)
    left, width = 3 * scale, size.width - 6 * scale
    elements: list[Element] = []
    y = paragraph(elements, one_line(content.sender), left, 2 * scale, width, 2.4 * scale, lines=1)
    elements.append(Rule(left, y + 0.5 * scale, width, 0.4 * scale))
    bottom = size.height - 14 * scale
    elements += _within(content, left, y + 2 * scale, width, bottom - 0.5 * scale, 0.55 * scale)
    elements.append(Barcode(left, bottom, width * 0.6, 9 * scale, content.order_number))
    parcel = f"{content.parcel}/{content.parcels}"
    elements.append(Text(left + width, bottom, parcel, 4.5 * scale, bold=True, right=True))
    notes = " · ".join(part for part in (word(content, "reprint") if content.reprint else "", content.note) if part)
    elements.append(Text(left, bottom + 9.8 * scale, printable(content.order_number), 2.6 * scale))
    if notes:
        beside = left + width * 0.62
        paragraph(elements, notes, beside, bottom + 6 * scale, width * 0.38, 2.6 * scale, lines=2, smallest=1.8 * scale)
    return Layout(size, tuple(elements))


def _within(content: LabelContent, left: float, y: float, width: float, bottom: float, scale: float) -> list[Element]:
    """The recipient as large as there is room above `bottom`: the barcode below is never written over."""
    for _ in range(30):
        elements: list[Element] = []
        if recipient(elements, content, left, y, width, scale) <= bottom:
            break
        scale *= 0.95
    return elements


def _order(elements: list[Element], content: LabelContent, left: float, y: float, width: float, scale: float) -> None:
    lines, size = fit(content.order_number, width * 0.7, size=6 * scale, smallest=3 * scale, lines=1, bold=True)
    elements.append(Text(left, y, lines[0], size, bold=True))
    parcel = f"{content.parcel}/{content.parcels}"
    elements.append(Text(left + width, y, parcel, 6 * scale, bold=True, right=True))
    beside = 22 * scale if content.qr else 0.0
    elements.append(Barcode(left, y + 9 * scale, width - beside, 20 * scale, content.order_number))
    if content.qr:
        elements.append(QrCode(left + width - 20 * scale, y + 9 * scale, 20 * scale, content.qr))
    notes = [word(content, "reprint")] if content.reprint else []
    notes += [content.note] if content.note else []
    if notes:
        paragraph(elements, " · ".join(notes), left, y + 31 * scale, width, 3.4 * scale, lines=2, smallest=2.4 * scale)


def test_page(printer: Printer, language: str) -> Layout:
    """Shows edges, letters and a barcode, so that a person sees at once whether the size is right."""
    size = printer.size if printer.size.height else LabelSize(printer.size.width, printer.size.width)
    elements: list[Element] = [
        Rule(1, 1, size.width - 2, 0.4),
        Rule(1, size.height - 1.4, size.width - 2, 0.4),
    ]
    told = say("printing.test_page", language, printer=printer.name)
    y = paragraph(elements, told, 4, 5, size.width - 8, 5, lines=4, smallest=2)
    elements.append(Barcode(4, y + 2, size.width - 8, min(15, size.height / 4), "TEST 123"))
    return Layout(size, tuple(elements), roll=not printer.size.height)
