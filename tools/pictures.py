"""Pictures of windows as small PNG files: few colours, each that matters exactly as it is."""

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.theme import colour
from ui.theme.tokens import TOKENS

COLOURS, MOST_USED, COMPRESSION = 48, 8, 9


def seen(window: QWidget) -> QPixmap:
    """The window with what stands open over it: menus, lists, a dialog of its own."""
    whole = window.grab()
    origin = window.mapToGlobal(QPoint())
    painter = QPainter(whole)
    for widget in over(window):
        place = widget.mapToGlobal(QPoint()) - origin
        painter.drawPixmap(place, widget.grab())
        if isinstance(widget, QDialog):  # where no system draws a frame; menus and lists have one of their own
            painter.setPen(colour("outline"))
            painter.drawRect(QRect(place, widget.size()).adjusted(-1, -1, 0, 0))
    painter.end()
    return whole


def over(window: QWidget) -> list[QWidget]:
    """What stands open over it."""
    return [w for w in QApplication.topLevelWidgets() if w is not window and w.isVisible() and _stands_on(w, window)]


def _stands_on(widget: QWidget, window: QWidget) -> bool:
    if isinstance(widget, QDialog):
        return widget.parentWidget() is not None and widget.parentWidget().window() is window
    return bool(QApplication.activePopupWidget()) and widget.windowFlags().value & 0xF == 0x9  # Qt.WindowType.Popup


def keep(pixmap: QPixmap, file: Path) -> None:
    """As a PNG with a palette of its own."""
    file.parent.mkdir(parents=True, exist_ok=True)
    picture = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32)
    wide, high = picture.width(), picture.height()
    pixels = np.frombuffer(picture.constBits(), np.uint32).reshape(high, wide) & 0xFFFFFF
    colours, place, lengths = _told_apart(pixels.ravel())
    counts = np.bincount(place, weights=lengths)
    grounds = np.bincount(place, weights=lengths.astype(float) ** 2)  # a tint is wider than the edge of a letter
    parts = np.stack([colours >> 16, colours >> 8 & 0xFF, colours & 0xFF], axis=1).astype(np.int32)
    chosen = _palette(parts, counts, grounds)
    nearest = np.argmin(((parts[:, None] - parts[chosen][None]) ** 2).sum(axis=2), axis=1).astype(np.uint8)
    made = Image.fromarray(np.repeat(nearest[place], lengths).reshape(high, wide), "P")
    made.putpalette(parts[chosen].astype(np.uint8).tobytes())
    made.save(file, compress_level=COMPRESSION)


def _told_apart(pixels: Any) -> tuple[Any, Any, Any]:
    """The colours, and of each run of one colour which it is and how long: a window is mostly ground, and sorting each
    pixel is slow."""
    starts = np.flatnonzero(np.concatenate([[True], pixels[1:] != pixels[:-1]]))
    colours, place = np.unique(pixels[starts], return_inverse=True)
    return colours, place, np.diff(starts, append=len(pixels))


def _palette(parts: Any, counts: Any, grounds: Any) -> list[int]:
    """The most used colours and those of the theme, then one after another whichever would be missed most: far from
    all chosen, often seen."""
    chosen = list(dict.fromkeys([*np.argsort(-counts)[:MOST_USED].tolist(), *_of_the_theme(parts)]))
    far = np.min(((parts[:, None] - parts[chosen][None]) ** 2).sum(axis=2), axis=1)
    weight = np.sqrt(grounds)
    while len(chosen) < min(COLOURS, len(counts)):
        following = int(np.argmax(far * weight))
        if not far[following]:
            break
        chosen.append(following)
        far = np.minimum(far, ((parts - parts[following]) ** 2).sum(axis=1))
    return chosen


def _of_the_theme(parts: Any) -> list[int]:
    """A green ground stays green, however small it is."""
    told = [getattr(tokens, name) for tokens in TOKENS.values() for name in tokens.__dataclass_fields__]
    wanted = {int(word[1:], 16) for word in told if len(word) == len("#rrggbb")}
    packed = (parts[:, 0] << 16 | parts[:, 1] << 8 | parts[:, 2]).tolist()
    return [place for place, colour in enumerate(packed) if colour in wanted]
