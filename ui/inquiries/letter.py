"""The message as it came: as high as it is long, readable, selectable."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

LINES = (1, 16)
"""The fewest and the most before it scrolls by itself."""
_BARE = """
QPlainTextEdit { border: 1px solid transparent; background: transparent; padding: 0; }
QPlainTextEdit:focus { border: 1px solid palette(mid); padding: 0; }
"""


class Letter(QPlainTextEdit):
    """Nothing in it can be changed; Tab leaves it."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet(_BARE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def show_text(self, message: str) -> None:
        """Blank lines at the ends say nothing."""
        if self.toPlainText() != message.strip():
            self.setPlainText(message.strip())
        self._fit()

    def _fit(self) -> None:
        """A plain document measures its height in lines."""
        fewest, most = LINES
        lines = max(fewest, min(most, round(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
