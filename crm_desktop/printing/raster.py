"""Layout -> picture: the preview, the PNG, and what receipt printers are given."""

from functools import lru_cache
from io import BytesIO
from typing import Any

from crm_desktop.paper import BOLD, REGULAR, font_file, scannable
from crm_desktop.printing.shapes import Barcode, Layout, Picture, QrCode, Rule, Text, dots_per_mm

QUIET_MODULES = 10
QR_QUIET = 2
DARK = 128


@lru_cache(maxsize=100)
def font_of(bold: bool, dots: int) -> Any:
    from PIL import ImageFont

    return ImageFont.truetype(font_file(BOLD if bold else REGULAR), dots)


@lru_cache(maxsize=200)
def code128_modules(code: str) -> str:
    """The bars as "1101…"."""
    from barcode.codex import Code128

    return str(Code128(scannable(code)).build()[0])


def picture(layout: Layout, dpi: float) -> Any:
    """A black and white PIL image of the whole label."""
    from PIL import Image, ImageDraw

    per_mm = dots_per_mm(layout.size, dpi)
    image = Image.new("1", (round(layout.size.width * per_mm), round(layout.size.height * per_mm)), 1)
    draw = ImageDraw.Draw(image)
    draw.fontmode = "1"
    for element in layout.elements:
        match element:
            case Text():
                _text(draw, element, per_mm)
            case Rule(x, y, width, thickness):
                end = (round((x + width) * per_mm) - 1, round(y * per_mm) + max(round(thickness * per_mm), 1) - 1)
                draw.rectangle((round(x * per_mm), round(y * per_mm), *end), fill=0)
            case Barcode():
                _barcode(draw, element, per_mm)
            case QrCode():
                image.paste(qr_image(element, per_mm), _corner(element, per_mm))
            case Picture():
                image.paste(logo_image(element, per_mm), _corner(element, per_mm))
    return image


def _corner(element: QrCode | Picture, per_mm: float) -> tuple[int, int]:
    return round(element.x * per_mm), round(element.y * per_mm)


def qr_image(element: QrCode, per_mm: float) -> Any:
    """Black on white, each module a square of whole dots, with its quiet zone."""
    from PIL import Image
    from reportlab.graphics.barcode import qrencoder

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(element.text)
    code.make()
    count = code.getModuleCount()
    dots = max(int(element.size * per_mm) // (count + 2 * QR_QUIET), 1)
    small = Image.new("1", (count + 2 * QR_QUIET,) * 2, 1)
    for row in range(count):
        for column in range(count):
            if code.isDark(row, column):
                small.putpixel((column + QR_QUIET, row + QR_QUIET), 0)
    return small.resize((small.width * dots, small.height * dots), Image.Resampling.NEAREST)


def logo_image(element: Picture, per_mm: float) -> Any:
    """Black and white without dots of grey: a label printer knows none. What cannot be read is an empty frame."""
    from PIL import Image, ImageDraw, UnidentifiedImageError

    room = (max(round(element.width * per_mm), 1), max(round(element.height * per_mm), 1))
    try:
        found = Image.open(BytesIO(element.content))
        found.load()
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        empty = Image.new("1", room, 1)
        ImageDraw.Draw(empty).rectangle((0, 0, room[0] - 1, room[1] - 1), outline=0)
        return empty
    white = Image.new("RGBA", found.size, "white")
    flat = Image.alpha_composite(white, found.convert("RGBA")).convert("L")
    flat.thumbnail(room)
    return flat.point(lambda shade: 255 if shade > DARK else 0).convert("1", dither=Image.Dither.NONE)


def _text(draw: Any, element: Text, per_mm: float) -> None:
    font = font_of(element.bold, max(round(element.size * per_mm), 6))
    x = element.x * per_mm - (font.getlength(element.text) if element.right else 0)
    draw.text((round(x), round(element.y * per_mm)), element.text, font=font, fill=0)


def module_dots(element: Barcode, per_mm: float) -> int:
    """Whole dots a bar of one module, so that every bar is sharp; at least one."""
    modules = len(code128_modules(element.code)) + 2 * QUIET_MODULES
    return max(int(element.width * per_mm // modules), 1)


def _barcode(draw: Any, element: Barcode, per_mm: float) -> None:
    dots = module_dots(element, per_mm)
    x = round(element.x * per_mm) + QUIET_MODULES * dots
    top, bottom = round(element.y * per_mm), round((element.y + element.height) * per_mm) - 1
    for module in code128_modules(element.code):
        if module == "1":
            draw.rectangle((x, top, x + dots - 1, bottom), fill=0)
        x += dots


def png(layout: Layout, dpi: int) -> bytes:
    out = BytesIO()
    picture(layout, dpi).save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def pdf(layout: Layout, dpi: int) -> bytes:
    """One page of the label's size, the picture on it."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    width, height = layout.size.width * 72 / 25.4, layout.size.height * 72 / 25.4
    out = BytesIO()
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    canvas.drawImage(ImageReader(picture(layout, dpi).convert("L")), 0, 0, width, height)
    canvas.showPage()
    canvas.save()
    return out.getvalue()
