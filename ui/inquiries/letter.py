"""The message as it came: as high as it is long, readable, selectable; nothing in it loads, links or runs."""

from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

LOWEST, HIGHEST = 20, 420
"""Pixels; a longer message scrolls by itself."""
MOST = 200_000
"""Letters that are shown: what is longer is a file, not a message."""


class Letter(QTextBrowser):
    """Nothing in it can be changed; Tab leaves it."""

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("look", "plain")
        self.setTabChangesFocus(True)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self._shown: tuple[str, str] = ("", "")
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    def show_message(self, message: str, html: str = "") -> None:
        """The safe HTML where there is one, else the text. The same again moves nothing."""
        if (message, html) != self._shown:
            self._shown = (message, html)
            if html:
                self.setHtml(html)
            else:
                self.setPlainText(message.strip()[:MOST])
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        wanted = round(self.document().size().height()) + 2
        self.setFixedHeight(max(LOWEST, min(HIGHEST, wanted)))
        long = wanted > HIGHEST
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing is fetched for a message, from this computer or another."""
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
