"""What papers and labels share: embedded fonts, and the visible stand-in for a letter that a font lacks."""

from functools import cache, lru_cache

from crm_desktop.folding import fold
from crm_desktop.places import resource

REGULAR, BOLD = "DejaVu", "DejaVu-Bold"
_FILES = {REGULAR: "DejaVuSans.ttf", BOLD: "DejaVuSans-Bold.ttf"}
STAND_IN = "□"


@cache
def register_fonts() -> None:
    """Makes the fonts known to reportlab, once."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    rl_config.useA85 = 0  # plain bytes: a fifth smaller, and quicker
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))


def font_file(name: str) -> str:
    return str(resource("fonts", _FILES[name]))


@cache
def _known_letters() -> frozenset[int]:
    from reportlab.pdfbase.ttfonts import TTFontFile

    letters = [set(TTFontFile(font_file(name)).charToGlyph) for name in _FILES]
    return frozenset(set.intersection(*letters))


@lru_cache(maxsize=8192)
def printable(text: str) -> str:
    """`text` with every letter that the fonts lack, and every control character, visibly replaced.

    reportlab and Pillow raise nothing for a missing glyph; a paper that silently drops one lies.
    """
    if text.isascii() and text.isprintable():
        return text
    known = _known_letters()
    return "".join(char if ord(char) in known and char.isprintable() else _replaced(char) for char in text)


def scannable(text: str) -> str:
    """`text` as Code 128 can hold it: letters lose their accents, so that a scan still finds the record (its search
    column is folded too); what has no plain letter becomes a visible `?`. reportlab would drop it without a word."""
    return "".join(char if " " <= char <= "~" else _plain(char) for char in text)


@cache
def country_name(code: str, language: str) -> str:
    """In capitals, as it stands under a foreign address; a code that no country has stays as it is."""
    from babel import Locale  # for foreign addresses alone

    return str(Locale(language).territories.get(code.upper(), code)).upper()


def _plain(char: str) -> str:
    folded = fold(char)
    if not folded or not folded.isascii():
        return "?"
    return folded.upper() if char.isupper() else folded


def _replaced(char: str) -> str:
    if char in "\n\r\t\v\f" or char.isspace():
        return " "
    return STAND_IN
