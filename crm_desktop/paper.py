"""What papers and labels share: embedded fonts, and the visible stand-in for a letter that a font lacks."""

from functools import cache

from crm_desktop.places import resource

REGULAR, BOLD = "DejaVu", "DejaVu-Bold"
_FILES = {REGULAR: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}
STAND_IN = "□"


@cache
def register_fonts() -> None:
    """Makes the fonts known to reportlab, once."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))


def font_file(name: str) -> str:
    return str(resource("fonts", _FILES[name]))


@cache
def _known_letters() -> frozenset[int]:
    from reportlab.pdfbase.ttfonts import TTFontFile

    letters = [set(TTFontFile(font_file(name)).charToGlyph) for name in _FILES]
    return frozenset(set.intersection(*letters))


def printable(text: str) -> str:
    """`text` with every letter that the fonts lack, and every control character, visibly replaced.

    reportlab and Pillow raise nothing for a missing glyph; a paper that silently drops one lies.
    """
    known = _known_letters()
    return "".join(char if ord(char) in known and char.isprintable() else _replaced(char) for char in text)


def _replaced(char: str) -> str:
    if char in "\n\r\t\v\f" or char.isspace():
        return " "
    return STAND_IN
