"""A key as a small cap: beside what it does, so that it is learned by looking."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.theme import GRID, colour, font, metrics
from ui.theme.tokens import SMALL_PT

HIGH = 18
SIGNS = {"Return": "⏎", "Enter": "⏎", "Left": "←", "Right": "→"}


def shown(keys: str) -> str:
    """ "Ctrl+Return" -> "Ctrl ⏎"; `keys` are portable, so that they read alike in every language."""
    for name, sign in SIGNS.items():
        keys = keys.replace(name, sign)
    return keys.replace("+", " ").strip() or "+"


def key_width(keys: str) -> int:
    return max(HIGH, metrics(SMALL_PT).horizontalAdvance(shown(keys)) + 2 * GRID)


def paint_key(painter: QPainter, keys: str, *, right: float, middle: float, ink: str) -> None:
    """Ends at `right`, around `middle`; `ink` is the token of its letters and its edge."""
    wide = key_width(keys)
    cap = QRectF(right - wide + 0.5, middle - HIGH / 2 + 0.5, wide - 1, HIGH - 1)
    edge = colour(ink)
    edge.setAlphaF(0.7)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, 1))
    painter.drawRoundedRect(cap, 4, 4)
    painter.setPen(colour(ink))
    painter.setFont(font(SMALL_PT))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, shown(keys))
