"""The sheet of A4 under a document: its measures, wrapped text, and the few strokes that every part of it uses."""

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import Any

from crm_desktop.paper import REGULAR, printable
from crm_desktop.words import say

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 15 * MM, 195 * MM, 282 * MM, 15 * MM
PAGE = (210 * MM, 297 * MM)
LEADING = 11.0
BODY, SMALL, TITLE = 9, 7.5, 15
_GOOD_BREAK = re.compile(r".*[-/._,;]", re.DOTALL)


@cache
def _widths(font: str) -> Any:
    """Of a font's letters, thousandths of their size; those it lacks are as wide as its stand-in."""
    from reportlab.pdfbase.pdfmetrics import getFont

    face = getFont(font).face
    return defaultdict(lambda: face.defaultWidth, {chr(code): width for code, width in face.charWidths.items()})


@lru_cache(maxsize=8192)
def text_width(text: str, font: str, size: float) -> float:
    """Points; texts are measured often, and reportlab takes its time over each."""
    return float(sum(map(_widths(font).__getitem__, text)) * size / 1000)


def wrap(text: str, width: float, font: str = REGULAR, size: float = BODY) -> list[str]:
    """Lines no wider than `width`; a word longer than a line is broken inside, behind a dash where it has one."""
    lines: list[str] = []
    current = ""
    for word in printable(text).split():
        longer = f"{current} {word}".strip()
        if text_width(longer, font, size) <= width:
            current = longer
            continue
        if current:
            lines.append(current)
        *full, current = _broken(word, width, font, size)
        lines += full
    return [*lines, current] if current or not lines else lines


def _broken(word: str, width: float, font: str, size: float) -> list[str]:
    """A single word in pieces that fit; the last may be short."""
    pieces = []
    while text_width(word, font, size) > width:
        fits = next(n for n in range(len(word), 0, -1) if n == 1 or text_width(word[:n], font, size) <= width)
        good = _GOOD_BREAK.match(word[:fits])
        end = good.end() if good is not None and good.end() > 1 else fits
        pieces.append(word[:end])
        word = word[end:]
        if not word:
            return pieces
    return [*pieces, word]


def number(text: str, language: str) -> str:
    """12345.5 -> "12 345,5" on Polish paper, "12,345.5" on English."""
    whole, point, rest = text.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    gap, mark = (" ", ",") if language == "pl" else (",", ".")
    grouped = f"{int(digits):,}".replace(",", gap)
    return f"{sign}{grouped}{mark if point else ''}{rest}"


class Sheet:
    """Draws in the language of the paper."""

    def __init__(self, canvas: Any, language: str) -> None:
        self.canvas = canvas
        self._language = language

    def say(self, key: str, **values: Any) -> str:
        return say(f"documents.{key}", self._language, **values)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        font: str = REGULAR,
        size: float = BODY,
        *,
        right: bool = False,
        within: float = 0,
    ) -> None:
        """`x` is the right edge if `right`; the letters shrink where the text is wider than `within`."""
        shown = printable(text)
        if within and (width := text_width(shown, font, size)) > within:
            size *= within / width
        self.canvas.setFont(font, size)
        self.canvas.drawString(x - text_width(shown, font, size) if right else x, y, shown)

    def box(self, x: float, y: float, width: float, height: float) -> None:
        self.canvas.setStrokeGray(0.6)
        self.canvas.setLineWidth(0.6)
        self.canvas.roundRect(x, y, width, height, 1.5 * MM, stroke=1, fill=0)

    def rule(self, x: float, y: float, width: float, *, grey: float = 0.8) -> None:
        self.canvas.setStrokeGray(grey)
        self.canvas.setLineWidth(0.4)
        self.canvas.line(x, y, x + width, y)
