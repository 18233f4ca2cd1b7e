"""Layout -> ESC/POS raster through python-escpos: every letter comes out, whatever code pages the printer has."""

from crm_desktop.printing.raster import picture
from crm_desktop.printing.shapes import Layout, dots_per_mm

ROLL_DOTS = 576
"""Printable dots of an 80 mm roll at 203 dpi."""


def render(layout: Layout, dpi: int) -> bytes:
    """One label, fed and cut; what is wider than the roll is drawn smaller, its bars still of whole dots."""
    from escpos.printer import Dummy

    wide = layout.size.width * dots_per_mm(layout.size, dpi)
    printer = Dummy()
    printer.profile.profile_data["media"]["width"]["pixels"] = ROLL_DOTS  # unset, each image prints a warning
    printer.hw("INIT")
    printer.magic.encoding = None
    printer.magic.used_encodings = {}
    image = picture(layout, dpi * min(1.0, ROLL_DOTS / wide))
    printer.image(image, impl="bitImageRaster", fragment_height=480, center=False)
    printer.ln(3)
    printer.cut()
    return bytes(printer.output)
