"""Layout -> ESC/POS raster through python-escpos: every letter comes out, whatever code pages the printer has."""

from crm_desktop.printing.layout import Layout
from crm_desktop.printing.raster import picture

ROLL_DOTS = 576
"""Printable dots of an 80 mm roll at 203 dpi."""


def render(layout: Layout, dpi: int) -> bytes:
    """One label, fed and cut; wider than the 80 mm roll, it is scaled down to it, so that nothing is cut off."""
    from escpos.printer import Dummy
    from PIL import Image

    image = picture(layout, dpi)
    widest = ROLL_DOTS
    if image.width > widest:
        image = image.resize((widest, round(image.height * widest / image.width)), Image.Resampling.LANCZOS)
        image = image.point(lambda value: 255 if value > 127 else 0)
    printer = Dummy()
    printer.profile.profile_data["media"]["width"]["pixels"] = ROLL_DOTS  # unset, each image prints a warning
    printer.hw("INIT")
    printer.magic.encoding = None
    printer.magic.used_encodings = {}
    printer.image(image, impl="bitImageRaster", fragment_height=480, center=False)
    printer.ln(3)
    printer.cut()
    return bytes(printer.output)
