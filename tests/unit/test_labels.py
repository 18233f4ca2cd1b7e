"""One layout, every printer language: what comes out is read back by something that did not write it."""

import io
from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageDraw

from crm_desktop.printing import raster
from crm_desktop.printing.layout import address_label
from crm_desktop.printing.records import LabelAddress, LabelContent, LabelSize
from crm_desktop.printing.rendering import render
from crm_desktop.printing.shapes import Layout, Picture, dots_per_mm
from db.vocabulary import PrinterLanguage
from tests.zpl import drawn

pytestmark = pytest.mark.slow
SENDER = LabelAddress("Hurtownia Piekarska Złoty Kłos", "ul. Młyńska 12", "61-730", "Poznań")
NAMES = {
    "Polish": "Piekarnia „Złoty Kłos” Zażółć Gęślą Jaźń",
    "German": "Größenwahn Bäckerei Übermaß GmbH & Co. KG",
    "Ukrainian": "Пекарня «Їжа ґазди» Єлизавета",
    "sixty letters": "Przedsiębiorstwo Produkcyjno-Handlowo-Usługowe Wielobranżowe",
    "commands": '^XZ~JA^FS\\_"\r\nPRINT 1,1\r\n\x1b@\x00',
    "emoji": "Cukiernia 🍰 中文",
}
SIZES = [
    (LabelSize(100, 150), 203),
    (LabelSize(105, 148), 203),
    (LabelSize(100, 50), 300),
    (LabelSize(80, 0), 203),
    (LabelSize(62, 0), 300),
]


def content(name: str) -> LabelContent:
    return LabelContent(
        "ZAM 176/2026", LabelAddress(name, "ul. Żółta 7/3", "61-730", "Poznań", "PL", "601 202 303"), SENDER
    )


def logo() -> bytes:
    image, out = Image.new("RGBA", (300, 120), (0, 0, 0, 0)), io.BytesIO()
    ImageDraw.Draw(image).rectangle((20, 20, 280, 100), fill=(20, 40, 200, 255))
    image.save(out, "PNG")
    return out.getvalue()


def codes(image: Image.Image) -> list[tuple[str, str]]:
    wide = image.resize((image.width * 2, image.height * 2))
    return sorted((found.format.name, found.text) for found in zxingcpp.read_barcodes(wide))


def _dots(layout: Layout, dpi: int) -> tuple[bytes, float, float, int]:
    grown = dots_per_mm(layout.size, dpi) / round(dpi / 25.4)
    return b"", layout.size.width * grown, layout.size.height * grown, round(dpi / 25.4)


@pytest.fixture(scope="module")
def all_drawn() -> dict[tuple[str, int, bool], tuple[Layout, Image.Image]]:
    """Each name on each size, in the printer's own letters and as one picture, drawn in one go."""
    told, labels = [], []
    for name, text in NAMES.items():
        for at, (size, dpi) in enumerate(SIZES):
            layout = address_label(replace(content(text), qr="https://przyklad.pl/176", logo=logo()), size)
            for graphic in (False, True):
                told.append(((name, at, graphic), layout))
                labels.append((render(layout, PrinterLanguage.ZPL, dpi=dpi, graphic=graphic), *_dots(layout, dpi)[1:]))
    return {key: (layout, image) for (key, layout), image in zip(told, drawn(labels), strict=True)}


@pytest.mark.parametrize("at", range(len(SIZES)))
@pytest.mark.parametrize("name", NAMES)
def test_that_a_stranger_s_renderer_draws_what_the_preview_shows(
    all_drawn: dict[tuple[str, int, bool], tuple[Layout, Image.Image]], name: str, at: int
) -> None:
    size, dpi = SIZES[at]
    layout, own_letters = all_drawn[name, at, False]
    _, as_picture = all_drawn[name, at, True]
    preview = raster.picture(layout, dpi).convert("L")
    same = as_picture.crop((0, 0, preview.width, preview.height))
    assert ImageChops.difference(same, preview.crop((0, 0, same.width, same.height))).getbbox() is None
    expected = [("Code128", "ZAM 176/2026")]
    if size.height == 0 or size.height > size.width:
        expected.append(("QRCode", "https://przyklad.pl/176"))
    assert codes(own_letters) == codes(as_picture) == expected


@pytest.mark.parametrize("name", NAMES)
def test_that_other_languages_carry_the_very_dots_of_the_preview(name: str) -> None:
    size = LabelSize(100, 150)
    layout = address_label(content(NAMES[name]), size)
    preview = raster.picture(layout, 203)
    told = render(layout, PrinterLanguage.TSPL, dpi=203)
    head, _, rest = told.partition(b"BITMAP 0,0,")
    row_bytes, height = (int(part) for part in rest.split(b",", 3)[:2])
    body = rest.split(b",", 3)[3][: row_bytes * height]
    assert head == b"SIZE 100 mm,150 mm\r\nGAP 3 mm,0 mm\r\nDIRECTION 1\r\nCLS\r\n"
    assert rest.split(b",", 3)[3][row_bytes * height :] == b"\r\nPRINT 1,1\r\n"
    dots = Image.frombytes("1", (row_bytes * 8, height), body).crop((0, 0, preview.width, height))
    assert ImageChops.difference(dots.convert("L"), preview.convert("L")).getbbox() is None
    assert codes(dots.convert("L")) == [("Code128", "ZAM 176/2026")]


def test_that_a_continuous_roll_is_told_that_it_has_no_gaps() -> None:
    layout = address_label(content(NAMES["Polish"]), LabelSize(80, 0))
    told = render(layout, PrinterLanguage.TSPL, dpi=203)
    assert told.startswith(f"SIZE 80 mm,{layout.size.height} mm\r\nGAP 0 mm,0 mm\r\n".encode())


def test_that_a_logo_that_is_no_picture_is_an_empty_frame_and_the_label_comes_out() -> None:
    layout = address_label(replace(content("A"), logo=b"not a picture"), LabelSize(100, 150))
    (frame,) = [element for element in layout.elements if isinstance(element, Picture)]
    assert raster.logo_image(frame, 8).convert("L").getextrema() == (0, 255)
    assert codes(raster.picture(layout, 203).convert("L")) == [("Code128", "ZAM 176/2026")]
