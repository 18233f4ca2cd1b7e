"""A choice between values that may be long: its words go on in further lines where there is no room for one."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from ui.widgets.copied import broken

LEAST, INDICATOR, AROUND = 130, 18, 4
"""Pixels: of its width, of its mark, and above and beneath its words together."""


def lines_of(letters: QFontMetrics, value: str, room: int) -> list[str]:
    """Broken between words, and within one that does not fit a line at its signs."""
    lines = [""]
    for word in value.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if letters.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines += broken(letters, word, room)
    return [line for line in lines if line] or [""]


class Choice(QRadioButton):
    """A radio button, as wide as there is room."""

    def __init__(self, value: str) -> None:
        super().__init__(_literal(value))
        self.value = value
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _mark(self) -> int:
        """Pixels that are not for words."""
        widest = max(self.fontMetrics().horizontalAdvance(line) for line in self.text().replace("&&", "&").split("\n"))
        return super().sizeHint().width() - widest

    def _lines(self, width: int) -> list[str]:
        return lines_of(self.fontMetrics(), self.value, width - self._mark())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(INDICATOR, len(self._lines(width)) * self.fontMetrics().lineSpacing() + AROUND)

    def sizeHint(self) -> QSize:
        width = self._mark() + self.fontMetrics().horizontalAdvance(self.value)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(LEAST, self.sizeHint().width()), INDICATOR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shown = _literal("\n".join(self._lines(self.width())))
        if shown != self.text():
            self.setText(shown)


def _literal(words: str) -> str:
    """A button takes one & for the mark of a key."""
    return words.replace("&", "&&")
