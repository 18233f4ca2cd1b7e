"""What papers and labels share: embedded fonts, and the visible stand-in for a letter that a font lacks."""

from functools import cache

from crm_desktop.folding import fold
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


def scannable(text: str) -> str:
    """`text` as Code 128 can hold it: letters lose their accents, so that a scan still finds the record (its search
    column is folded too); what has no plain letter becomes a visible `?`. reportlab would drop it without a word."""
    return "".join(char if " " <= char <= "~" else _plain(char) for char in text)


def _plain(char: str) -> str:
    folded = fold(char)
    if not folded or not folded.isascii():
        return "?"
    return folded.upper() if char.isupper() else folded


def _replaced(char: str) -> str:
    if char in "\n\r\t\v\f" or char.isspace():
        return " "
    return STAND_IN
