"""Layout -> TSPL: the label as one BITMAP, so that no data can become a command and every letter comes out."""

from crm_desktop.printing.raster import picture
from crm_desktop.printing.shapes import Layout


def render(layout: Layout, dpi: int) -> bytes:
    """One label; in TSPL's BITMAP a 0 bit is black, as in a white-is-1 picture."""
    image = picture(layout, dpi)
    gap = 0 if layout.roll else 3
    head = (
        f"SIZE {layout.size.width} mm,{layout.size.height} mm\r\nGAP {gap} mm,0 mm\r\nDIRECTION 1\r\nCLS\r\n"
        f"BITMAP 0,0,{(image.width + 7) // 8},{image.height},0,"
    )
    return head.encode("ascii") + bytes(image.tobytes()) + b"\r\nPRINT 1,1\r\n"
