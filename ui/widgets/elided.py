"""Words that do not fit: a pack at the end of a name stays, a second line is taken where there is one."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.plain import tip

LEAST_BEFORE = 90
"""Pixels that the words before the pack must keep."""
_BREAK = re.compile(r"\s+|(?<=\w)-(?=\w)")
LEAST_NAME = 150
"""Pixels that a name keeps before facts behind it are left out."""
_PACKED = re.compile(r"\s(?:\d+(?:[.,]\d+)?(?:\s?[×x]\s?\d+(?:[.,]\d+)?)*\s[^\W\d]{1,4}\.?|(?:19|20)\d\d)$")
"""What tells alike names apart at their end: a pack (" 25 kg", " 10 × 1 kg", " 1000 szt."), the year of a campaign."""


def parted(text: str) -> tuple[str, str]:
    """A name, and the pack or year at its end; "" where it has none."""
    packed = _PACKED.search(text)
    return (text[: packed.start()], packed[0].lstrip()) if packed else (text, "")


def shortened(metrics: QFontMetrics, text: str, width: int, *, least: int = LEAST_BEFORE) -> str:
    """What fits of `text`; a pack or a year at its end stays, since that alone tells many names apart.

    Where less than `least` is left for the words before it, it goes as any other word.
    """
    packed = _PACKED.search(text)
    if packed is None or metrics.horizontalAdvance(text) <= width:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    room = width - metrics.horizontalAdvance(packed[0])
    if room < least:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    return metrics.elidedText(text[: packed.start()], Qt.TextElideMode.ElideRight, room) + packed[0]


def in_two_lines(metrics: QFontMetrics, text: str, width: int) -> list[str]:
    """`text` in one line, or broken after a word or a hyphen into two; what two do not hold is shortened at its end."""
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    name, pack = parted(text)
    ends = [found.end() for found in _BREAK.finditer(name)] + ([len(name)] if pack else [])
    fits = [end for end in ends if metrics.horizontalAdvance(text[:end].rstrip()) <= width]
    if not fits:
        return [shortened(metrics, text, width)]
    dots = metrics.horizontalAdvance("……")
    rest = " " + text[fits[-1] :].lstrip()  # a pack is known by what stands before it
    return [text[: fits[-1]].rstrip(), shortened(metrics, rest, width, least=dots).lstrip()]


def in_few_lines(metrics: QFontMetrics, text: str, width: int, most: int) -> list[str]:
    """`text` in as many lines as it needs, broken after words and hyphens; the last of `most` is shortened."""
    lines, rest = list[str](), text
    while len(lines) < most - 1 and metrics.horizontalAdvance(rest) > width:
        ends = [found.end() for found in _BREAK.finditer(rest)]
        fits = [end for end in ends if metrics.horizontalAdvance(rest[:end].rstrip()) <= width]
        if not fits:
            break
        lines.append(rest[: fits[-1]].rstrip())
        rest = rest[fits[-1] :].lstrip()
    return [*lines, shortened(metrics, rest, width)]


def facts_in_one_line(metrics: QFontMetrics, facts: Sequence[str], width: int) -> str:
    """A name and what is known of it, dots between them: the last give way first, then the name is shortened.

    The second is never cut nor left out: a sum that lacks its end reads as another sum.
    """
    name, *rest = facts
    while True:
        tail = "".join(f" · {fact}" for fact in rest)
        room = width - metrics.horizontalAdvance(tail)
        if len(rest) < 2 or room >= min(LEAST_NAME, metrics.horizontalAdvance(name)):
            return shortened(metrics, name, room, least=0) + tail if room > 0 else tail.removeprefix(" · ")
        rest.pop()


class ElidedLabel(QLabel):
    """One line that gives way; what does not fit ends in dots and stands whole in the tooltip.

    `look` is one of the stylesheet's ("title", "small" …); `whole` is all it has to say.
    """

    def __init__(self, look: str = "") -> None:
        super().__init__()
        self.whole = ""
        self._facts: Sequence[str] = ()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        if look:
            self.setProperty("look", look)

    def show_facts(self, facts: Sequence[str]) -> None:
        """A name, the sum that is never cut, and what gives way (`facts_in_one_line`)."""
        self._show(" · ".join(facts), facts)

    def show_text(self, whole: str) -> None:
        self._show(whole.replace("\n", " "), ())

    def _show(self, whole: str, facts: Sequence[str]) -> None:
        self.whole, self._facts = whole, facts
        self.setAccessibleName(self.whole)
        self._fit()

    def _fit(self) -> None:
        letters, room = self.fontMetrics(), self.width()
        shown = facts_in_one_line(letters, self._facts, room) if self._facts else shortened(letters, self.whole, room)
        self.setText(shown)
        self.setToolTip(tip(self.whole) if shown != self.whole else "")

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
