"""Layout -> the bytes of a printer's language."""

from typing import assert_never

from crm_desktop.printing import escpos, raster, tspl, zpl
from crm_desktop.printing.shapes import Layout
from db.vocabulary import PrinterLanguage


def render(layout: Layout, language: PrinterLanguage, *, dpi: int, graphic: bool = False) -> bytes:
    """What is sent to the printer, byte for byte; `graphic` for ZPL printers whose own letters are not trusted."""
    match language:
        case PrinterLanguage.ZPL:
            return zpl.render_picture(layout, dpi) if graphic else zpl.render(layout, dpi)
        case PrinterLanguage.ESCPOS:
            return escpos.render(layout, dpi)
        case PrinterLanguage.PDF:
            return raster.pdf(layout, dpi)
        case PrinterLanguage.TSPL:
            return tspl.render(layout, dpi)
        case _:
            assert_never(language)
