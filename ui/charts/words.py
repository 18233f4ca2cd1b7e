"""Words of a chart with the place they stand in: painted from here, and looked at by tests for what overlaps."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from ui.theme import colour, font, metrics
from ui.theme.tokens import BODY_PT
from ui.widgets.elided import in_two_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    token: str = "text"
    points: int = BODY_PT
    bold: bool = False
    figures: bool = False
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Words(_Look):
    """One or two lines within `area`, in its middle by height, at `side` by width."""

    text: str
    area: QRectF

    def letters(self) -> QFontMetrics:
        return metrics(self.points, bold=self.bold, figures=self.figures)

    def place(self) -> QRectF:
        """What the letters cover."""
        letters, lines = self.letters(), self.text.split("\n")
        wide = max(letters.horizontalAdvance(line) for line in lines)
        size = QSizeF(wide, letters.height() * len(lines))
        left = self.area.left()
        if self.side is Qt.AlignmentFlag.AlignRight:
            left = self.area.right() - wide
        elif self.side is Qt.AlignmentFlag.AlignHCenter:
            left = self.area.center().x() - wide / 2
        return QRectF(left, self.area.center().y() - size.height() / 2, size.width(), size.height())


def paint_words(painter: QPainter, some: Iterable[Words]) -> None:
    """A font is set where it changes alone: that takes longer than the words."""
    before: tuple[int, bool, bool] | None = None
    for words in some:
        look = (words.points, words.bold, words.figures)
        if look != before:
            painter.setFont(font(words.points, bold=words.bold, figures=words.figures))
            before = look
        painter.setPen(colour(words.token))
        side = words.side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        painter.drawText(words.area, side, words.text)


def in_lines(text: str, letters: QFontMetrics, width: int) -> str:
    """`text` in one line, or in two where one does not hold it."""
    return "\n".join(in_two_lines(letters, text, width))
