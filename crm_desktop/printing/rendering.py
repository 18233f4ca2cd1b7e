"""Layout -> the bytes of a printer's language."""

from typing import assert_never

from crm_desktop.printing import escpos, raster, tspl, zpl
from crm_desktop.printing.layout import Layout
from db.vocabulary import PrinterLanguage


def render(layout: Layout, language: PrinterLanguage, *, dpi: int) -> bytes:
    """What is sent to the printer, byte for byte."""
    match language:
        case PrinterLanguage.ZPL:
            return zpl.render(layout, dpi)
        case PrinterLanguage.ESCPOS:
            return escpos.render(layout, dpi)
        case PrinterLanguage.PDF:
            return raster.pdf(layout, dpi)
        case PrinterLanguage.TSPL:
            return tspl.render(layout, dpi)
        case _:
            assert_never(language)
