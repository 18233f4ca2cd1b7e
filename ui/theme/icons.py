"""One icon family (Phosphor, the font that qtawesome ships) drawn in the colours that are on."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from ui.theme.current import colour


@cache
def _folder() -> Path:
    """qtawesome itself takes 400 ms to import; its fonts do not."""
    spec = find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("qtawesome")
    return Path(spec.submodule_search_locations[0]) / "fonts"


@cache
def _glyphs() -> dict[str, str]:
    """Name -> the hexadecimal code point, as in "0xf2fe"."""
    file = next(_folder().glob("phosphor-charmap-*.json"))
    found: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return found


@cache
def _family() -> str:
    file = next(_folder().glob("phosphor-[0-9]*.ttf"))
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))[0]


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, ink: QColor) -> None:
    """Draws the icon `name` centred in `rect`, as high as it."""
    font = QFont(_family())
    font.setPixelSize(max(1, int(rect.height())))
    painter.save()
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, chr(int(_glyphs()[name], 16)))
    painter.restore()


class _Engine(QIconEngine):
    """Paints at any size and scale, in the theme that is on at that moment."""

    def __init__(self, name: str, token: str, chosen_token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token
        self._chosen_token = chosen_token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        chosen = state == QIcon.State.On or mode == QIcon.Mode.Selected
        token = "faint" if mode == QIcon.Mode.Disabled else self._chosen_token if chosen else self._token
        paint_icon(painter, rect, self._name, colour(token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():
            return QPixmap()  # a button on its way out is asked for no pixels at all
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token, self._chosen_token)


def icon(name: str, *, token: str = "muted", chosen_token: str = "accent") -> QIcon:
    """An icon that follows the theme. `name` is Phosphor's ("truck", "check-circle"), else KeyError."""
    _ = _glyphs()[name]
    return QIcon(_Engine(name, token, chosen_token))
