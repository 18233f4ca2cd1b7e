"""Widgets beside each other that go on in the next line where the room ends, as words do."""

from math import ceil

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """`gap` between widgets and between lines, pixels."""

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # Qt ends its walk with a null
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # as itemAt
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        sizes = [item.sizeHint() for item in self._shown]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    @property
    def _shown(self) -> list[QLayoutItem]:
        """What is hidden takes no room, nor a gap."""
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, area: QRect, *, move: bool) -> int:
        """The height that is taken."""
        free = area.height() - self._place(area, move=False) if move else 0
        lines = self._lines(area.width())
        y = area.y() + max(0, free // 2)
        for line in lines:
            x = area.x()
            for item, width in line:
                if move:
                    item.setGeometry(QRect(QPoint(x, y), QSize(width, item.sizeHint().height())))
                x += width + self._gap
            y += max(item.sizeHint().height() for item, _width in line) + self._gap
        return y - max(0, free // 2) - area.y() - (self._gap if lines else 0)

    def _lines(self, room: int) -> list[list[tuple[QLayoutItem, int]]]:
        """In one line if that can be, each a little narrower; else in lines of much the same length."""
        wide = [item.sizeHint().width() for item in self._shown]
        least = [min(item.minimumSize().width(), width) for item, width in zip(self._shown, wide, strict=True)]
        gaps = self._gap * max(0, len(wide) - 1)
        over = sum(wide) + gaps - room
        if 0 < over <= sum(wide) - sum(least):
            part = over / (sum(wide) - sum(least))
            wide = [width - ceil((width - low) * part) for width, low in zip(wide, least, strict=True)]
        lines = self._broken(wide, room)
        while len(lines) > 1:
            closer = self._broken(wide, self._longest(lines) - 1)
            if len(closer) > len(lines) or self._longest(closer) >= self._longest(lines):
                break
            lines = closer
        return lines

    def _longest(self, lines: list[list[tuple[QLayoutItem, int]]]) -> int:
        return max(_length(line, self._gap) for line in lines)

    def _broken(self, wide: list[int], room: int) -> list[list[tuple[QLayoutItem, int]]]:
        """A line holds what fits, and one at least."""
        lines: list[list[tuple[QLayoutItem, int]]] = []
        for item, width in zip(self._shown, wide, strict=True):
            if not lines or _length(lines[-1], self._gap) + self._gap + width > room:
                lines.append([])
            lines[-1].append((item, width))
        return lines


def _length(line: list[tuple[QLayoutItem, int]], gap: int) -> int:
    return sum(width for _item, width in line) + gap * (len(line) - 1)
