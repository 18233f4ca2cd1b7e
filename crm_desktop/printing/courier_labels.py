"""A courier's own label, PDF or ZPL, made ready for the printer that is there: at its size, in its language.

A PDF goes as it is to a queue that takes PDF, and as a picture to a label printer; ZPL goes to ZPL printers alone.
"""

from io import BytesIO
from typing import Any

from crm_desktop.errors import KnownError
from crm_desktop.printing.records import LabelSize, Printer
from crm_desktop.printing.rendering import render
from crm_desktop.printing.shapes import Layout, Picture, dots_per_mm
from db.vocabulary import PrinterLanguage

MOST_PAGES = 99
PAPER = 245
"""Lighter than this is paper, not print."""
MARGIN_DOTS = 8


class NoLabel(KnownError):
    """The file is neither a PDF nor ZPL that can be printed: `file`, `reason`."""

    code = "no_label"


class WrongPrinter(KnownError):
    """ZPL cannot be printed there: `printer`, `language`."""

    code = "wrong_printer"


def ready(content: bytes, printer: Printer, *, file: str = "") -> tuple[bytes, ...]:
    """A job a label. Raises NoLabel, WrongPrinter."""
    if content.lstrip()[:5] == b"%PDF-":
        return _pdf(content.lstrip(), printer, file)
    if b"^XA" in content[:2000] and b"^XZ" in content:
        if printer.language is not PrinterLanguage.ZPL:
            raise WrongPrinter(printer=printer.name, language=printer.language.value)
        return (content,)
    raise NoLabel(file=file, reason="PDF / ZPL")


def _pdf(content: bytes, printer: Printer, file: str) -> tuple[bytes, ...]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        raise NoLabel(file=file, reason=str(fault)) from fault
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise NoLabel(file=file, reason=f"{len(document)} / {MOST_PAGES}")
        if printer.language is PrinterLanguage.PDF:
            return (content,)
        return tuple(_drawn(document[number], printer) for number in range(len(document)))
    finally:
        document.close()


def _drawn(page: Any, printer: Printer) -> bytes:
    """What is printed on the page, without its paper, as large as the label takes it and turned where that fits."""
    size = printer.size
    per_mm = dots_per_mm(size, printer.dpi)
    sheet = page.render(scale=printer.dpi / 72).to_pil().convert("L")
    printed = sheet.point(lambda shade: 255 if shade < PAPER else 0).getbbox()
    if printed is not None:
        left, top, right, bottom = printed
        box = (left - MARGIN_DOTS, top - MARGIN_DOTS, right + MARGIN_DOTS, bottom + MARGIN_DOTS)
        whole = (max(0, box[0]), max(0, box[1]), min(sheet.width, box[2]), min(sheet.height, box[3]))
        sheet = sheet.crop(whole)
    high = size.height or round(size.width * 1.5)
    if (sheet.width > sheet.height) != (size.width > high):
        sheet = sheet.rotate(90, expand=True)
    room = (round(size.width * per_mm), round(high * per_mm))
    factor = min(room[0] / sheet.width, room[1] / sheet.height)
    sheet = sheet.resize((max(1, int(sheet.width * factor)), max(1, int(sheet.height * factor))))
    out = BytesIO()
    sheet.save(out, "PNG")
    picture = Picture(0, 0, size.width, high, out.getvalue())
    layout = Layout(LabelSize(size.width, high), (picture,), roll=not size.height)
    return render(layout, printer.language, dpi=printer.dpi, graphic=True)
