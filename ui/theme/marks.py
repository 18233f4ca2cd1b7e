"""The small marks that a stylesheet can only take from files: arrows of boxes, ticks. Drawn from the icons, once."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from ui.theme.icons import paint_icon
from ui.theme.tokens import Tokens

SIZE = 12
DOT = "dot"
"""Of a chosen radio button: no icon is as small within its square."""
DOT_SHARE = 0.5
_MARKS = {
    "down": ("caret-down-bold", "muted"),
    "up": ("caret-up-bold", "muted"),
    "tick": ("check-bold", "on_accent"),
    "dot": (DOT, "on_accent"),
    "right": ("caret-right-bold", "muted"),
}
_folder: tempfile.TemporaryDirectory[str] | None = None


def mark_files(on: Tokens) -> dict[str, str]:
    """For each mark the address of its picture in the colours of `on`, as a stylesheet writes it."""
    global _folder
    if _folder is None:
        _folder = tempfile.TemporaryDirectory(prefix="crm-marks-", ignore_cleanup_errors=True)
    found = {}
    for name, (icon, token) in _MARKS.items():
        ink = getattr(on, token)
        file = Path(_folder.name) / f"{name}-{ink[1:]}.png"
        if not file.exists():
            _draw(icon, ink, SIZE, file)
            _draw(icon, ink, 2 * SIZE, file.with_stem(f"{file.stem}@2x"))
        found[f"mark_{name}"] = file.as_posix()
    return found


def _draw(icon: str, ink: str, size: int, file: Path) -> None:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    if icon == DOT:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink))
        painter.drawEllipse(QPointF(size / 2, size / 2), size * DOT_SHARE / 2, size * DOT_SHARE / 2)
    else:
        paint_icon(painter, QRectF(0, 0, size, size), icon, QColor(ink))
    painter.end()
    picture.save(str(file))
