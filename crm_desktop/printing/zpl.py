"""Layout -> ZPL II. Data never becomes a command: all outside plain letters goes as ^FH hex."""

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from crm_desktop.paper import scannable
from crm_desktop.printing.raster import QUIET_MODULES, code128_modules, font_of, logo_image, picture, qr_image
from crm_desktop.printing.shapes import Barcode, Layout, Picture, QrCode, Rule, Text, dots_per_mm

_RUN = re.compile(r"(.)\1+")
_LAST_NATIVE = 0x17F
"""The printer's own font 0 has Latin, Latin-1 and Latin Extended-A; text with any other letter is drawn."""


def hexed(text: str) -> str:
    """Printable ASCII as it is; `^ ~ \\ _` and everything else as _XX of its UTF-8 bytes."""
    return "".join(
        chr(byte) if 0x20 <= byte <= 0x7E and byte not in b"^~\\_" else f"_{byte:02X}" for byte in text.encode()
    )


def render(layout: Layout, dpi: int) -> bytes:
    """One label. Where a letter is foreign to the printer's font all texts are drawn: two fonts would look broken."""
    per_mm = dots_per_mm(layout.size, dpi)
    commands = [
        "^XA",
        "^CI28",
        f"^PW{round(layout.size.width * per_mm)}",
        f"^LL{round(layout.size.height * per_mm)}",
        "^LH0,0",
    ]
    draws = any(_foreign(element.text) for element in layout.elements if isinstance(element, Text))
    for element in layout.elements:
        match element:
            case Text():
                commands.append(_drawn(element, per_mm) if draws else _text(element, per_mm))
            case Rule(x, y, width, thickness):
                dots = max(round(thickness * per_mm), 1)
                commands.append(f"{_at(x, y, per_mm)}^GB{round(width * per_mm)},{dots},{dots}^FS")
            case Barcode():
                commands.append(_barcode(element, per_mm))
            case QrCode():
                commands.append(_at(element.x, element.y, per_mm) + graphic_field(_black(qr_image(element, per_mm))))
            case Picture():
                logo = _logo(replace(element, x=0, y=0), per_mm)
                commands.append(_at(element.x, element.y, per_mm) + logo)
    commands.append("^PQ1")
    commands.append("^XZ")
    return "\n".join(commands).encode("ascii") + b"\n"


@lru_cache(maxsize=4)
def _logo(element: Picture, per_mm: float) -> str:
    return graphic_field(_black(logo_image(element, per_mm)))


def _foreign(text: str) -> bool:
    return any(ord(char) > _LAST_NATIVE for char in text)


def _black(image: Any) -> Any:
    """In ZPL a 1 is black."""
    from PIL import ImageChops

    return ImageChops.invert(image.convert("L")).convert("1", dither=0)


def render_picture(layout: Layout, dpi: int) -> bytes:
    """One label as one picture: what is seen in the preview is what comes out."""
    image = picture(layout, dpi)
    black = _black(image)
    head = f"^XA\n^PW{image.width}\n^LL{image.height}\n^LH0,0\n^FO0,0"
    return f"{head}{graphic_field(black)}\n^PQ1\n^XZ\n".encode("ascii")


def _at(x: float, y: float, per_mm: float) -> str:
    return f"^FO{round(x * per_mm)},{round(y * per_mm)}"


def _text(element: Text, per_mm: float) -> str:
    height = round(element.size * per_mm)
    font = f"^A0N,{height},{round(height * (0.95 if element.bold else 0.82))}"
    data = f"^FH_^FD{hexed(element.text)}^FS"
    if element.right:
        return f"{_at(0, element.y, per_mm)}{font}^FB{round(element.x * per_mm)},1,0,R{data}"
    return _at(element.x, element.y, per_mm) + font + data


def _barcode(element: Barcode, per_mm: float) -> str:
    modules = len(code128_modules(element.code)) + 2 * QUIET_MODULES
    dots = max(int(element.width * per_mm // modules), 1)
    code = scannable(element.code).replace(">", ">0")
    x = element.x + QUIET_MODULES * dots / per_mm
    height = round(element.height * per_mm)
    return f"^BY{dots}{_at(x, element.y, per_mm)}^BCN,{height},N,N,N,N^FH_^FD{hexed(code)}^FS"


def _drawn(element: Text, per_mm: float) -> str:
    """The line as a picture: letters that the printer's font may lack come out all the same."""
    dots, high = max(round(element.size * per_mm), 6), round(element.size * per_mm * 1.3)
    width, field = _line_of_dots(element.text, element.bold, dots, high)
    x = element.x * per_mm - (width if element.right else 0)
    return f"^FO{round(x)},{round(element.y * per_mm)}{field}"


@lru_cache(maxsize=1000)
def _line_of_dots(text: str, bold: bool, dots: int, high: int) -> tuple[int, str]:
    """Its width and its graphic field: the sender, and words like it, are the same on every label."""
    from PIL import Image, ImageDraw

    font = font_of(bold, dots)
    width = (int(font.getlength(text)) + 8) // 8 * 8
    image = Image.new("1", (width, high), 0)
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"
    draw.text((0, 0), text, font=font, fill=1)
    return width, graphic_field(image)


def graphic_field(image: Any) -> str:
    """A 1-bit image, 1 = black, as ^GFA hex with run lengths (what all imitators read)."""
    row_bytes = (image.width + 7) // 8
    raw = image.tobytes()
    rows = [raw[start : start + row_bytes].hex().upper() for start in range(0, len(raw), row_bytes)]
    packed = "".join(_run_lengths(row) for row in rows)
    return f"^GFA,{len(raw)},{len(raw)},{row_bytes},{packed}^FS"


@lru_cache(maxsize=4000)
def _run_lengths(row: str) -> str:
    """G-Y count 1-19, g-z count 20-400 by twenties, before the repeated digit."""
    return _RUN.sub(_counted, row)


def _counted(run: re.Match[str]) -> str:
    return _count(run.end() - run.start()) + run[1]


@cache
def _count(length: int) -> str:
    text = ""
    while length >= 400:
        text += "z"
        length -= 400
    if length >= 20:
        text += chr(ord("g") + length // 20 - 1)
        length %= 20
    return text + (chr(ord("G") + length - 1) if length else "")
