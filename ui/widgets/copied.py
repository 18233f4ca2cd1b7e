"""A phone number, an address: shown whole, and put on the clipboard by a press."""

import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from ui import formats, prompts
from ui.theme import GRID, Meaning
from ui.widgets.buttons import LinkButton

LEAST = 80


def broken(letters: QFontMetrics, address: str, room: int) -> list[str]:
    """Lines of an address that each fit, ended at a sign between its words: first of all at the @."""
    if letters.horizontalAdvance(address) <= room:
        return [address]
    lines = [""]
    for part in re.findall(r"[^@.\-_]*[@.\-_]?", address):
        if lines[-1] and (lines[-1].endswith("@") or letters.horizontalAdvance(lines[-1] + part) > room):
            lines.append("")
        lines[-1] += part
    return lines


class CopyLink(LinkButton):
    """As wide as there is room; an e-mail address that does not fit one line goes on in the next."""

    def __init__(self, value: str = "") -> None:
        super().__init__("")
        self._value = ""
        self.setStyleSheet("min-height: 18px; text-align: right; padding: 0 0 0 3px;")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._copy)
        self.show_value(value)

    def show_value(self, value: str) -> None:
        self._value = value
        self.setEnabled(bool(value))
        self.setAccessibleName(self.tr("Copy: {value}").format(value=value) if value else formats.NOTHING)
        self.setToolTip(self.accessibleName() if value else "")
        self._fit()

    def _fit(self) -> None:
        letters, room = self.fontMetrics(), self.width() - 2 * GRID
        lines = broken(letters, self._value, room)
        shown = "\n".join(letters.elidedText(line, Qt.TextElideMode.ElideMiddle, room) for line in lines)
        self.setText(shown or formats.NOTHING)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._value)
        prompts.person().tell(self, self.tr("Copied: {value}").format(value=self._value), Meaning.PLAIN)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
