"""The help as a window of its own: the pages at the left, one of them open, beside whatever one was doing."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QPixmap, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ui import words
from ui.help.topics import Topic, picture, topics
from ui.theme import GAP, GRID, dress, is_dressed
from ui.widgets.fields import SearchField

LIST_WIDE, ROW_HIGH, ABOVE_HEADING, SIZE = 260, 34, 22, QSize(1080, 700)
KEY = Qt.ItemDataRole.UserRole


class HelpPage(QTextBrowser):
    """One page: pictures as wide as the text, links to other pages and nowhere else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help_page")
        self.setAccessibleName(self.tr("Page of help"))
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "plain")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.document().setDocumentMargin(6 * GRID)
        self._text, self._wide = "", 0
        self._fit = QTimer(self)  # Qt resizes in the middle of its own laying out, where the text must not be changed
        self._fit.setSingleShot(True)
        self._fit.timeout.connect(self._on_resized)

    def show_text(self, text: str) -> None:
        self._text = text
        self.document().clear()
        self._wide = self._room()
        self.setMarkdown(text)
        self._space_out()
        self.moveCursor(self.textCursor().MoveOperation.Start)

    def _space_out(self) -> None:
        """Air above headings and around pictures, which Markdown cannot say."""
        cursor, block = self.textCursor(), self.document().begin()
        while block.isValid():
            layout = block.blockFormat()
            picture_here = block.text() == "\N{OBJECT REPLACEMENT CHARACTER}"
            above = ABOVE_HEADING if layout.headingLevel() > 1 else GAP if picture_here else layout.topMargin()
            if not block.textList():
                layout.setTopMargin(above)
                layout.setBottomMargin(GAP if picture_here else 2 * GRID)
                cursor.setPosition(block.position())
                cursor.setBlockFormat(layout)
            block = block.next()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Pictures of the help alone, shrunk to the page; anything else is nothing."""
        wanted = name.toString() if isinstance(name, QUrl) else name
        if kind != QTextDocument.ResourceType.ImageResource.value or Path(wanted).name != wanted:
            return None
        found = QPixmap(str(picture(wanted)))
        if found.isNull():
            return None
        ratio = self.devicePixelRatioF()
        fitted = found.scaledToWidth(
            min(found.width(), round(self._wide * ratio)), Qt.TransformationMode.SmoothTransformation
        )
        fitted.setDevicePixelRatio(ratio)
        return fitted

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit.start()

    def _on_resized(self) -> None:
        if self._text and self._room() != self._wide:
            self.show_text(self._text)

    def _room(self) -> int:
        return max(200, self.viewport().width() - round(2 * self.document().documentMargin()) - 2 * GRID)


class HelpWindow(QDialog):
    """Does not block the window behind it; Esc closes it, typing above the list finds pages by their words."""

    def __init__(self, parent: QWidget | None, topic: str = "start") -> None:
        super().__init__(parent)
        self.setObjectName("help_window")
        if parent is None or not is_dressed(parent):
            dress(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Help"))
        self._topics = topics(words.language())
        self.search = SearchField(self.tr("Search the help"))
        self.search.setObjectName("help_search")
        self.search.searched.connect(self._on_searched)
        self.list = QListWidget()
        self.list.setObjectName("help_topics")
        self.list.setAccessibleName(self.tr("Pages of help"))
        self.list.setProperty("look", "pages")
        for one in self._topics:
            item = QListWidgetItem(one.title)
            item.setData(KEY, one.key)
            item.setSizeHint(QSize(0, ROW_HIGH))
            self.list.addItem(item)
        self.page = HelpPage()
        self.page.anchorClicked.connect(lambda url: self.show_topic(url.toString()))
        self._lay_out()
        self.list.currentItemChanged.connect(lambda item: self._open(item))
        self.resize(SIZE)
        self.show_topic(topic)
        self.list.setFocus()

    def _lay_out(self) -> None:
        side = QFrame()
        side.setProperty("look", "bar")
        side.setFixedWidth(LIST_WIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(GAP, GAP, GAP, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        beside = QHBoxLayout(self)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(side)
        beside.addWidget(self.page, 1)

    @property
    def topic(self) -> str:
        item = self.list.currentItem()
        return str(item.data(KEY)) if item is not None else ""

    def show_topic(self, key: str) -> None:
        """Also one that the search had hidden; an unknown one changes nothing."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(KEY) == key:
                item.setHidden(False)
                self.list.setCurrentItem(item)

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.page.show_text(self._topic(item).text)

    def _topic(self, item: QListWidgetItem) -> Topic:
        return next(one for one in self._topics if one.key == item.data(KEY))

    def _on_searched(self, wanted: str) -> None:
        rows = [self.list.item(row) for row in range(self.list.count())]
        for item in rows:
            item.setHidden(not self._topic(item).holds(wanted))
        found = [item for item in rows if not item.isHidden()]
        if found and self.list.currentItem() not in found:
            self.list.setCurrentItem(found[0])


def open_help(window: QWidget, topic: str) -> HelpWindow:
    """The one help window of a window, at `topic`, in front."""
    found = next((one for one in QApplication.topLevelWidgets() if isinstance(one, HelpWindow)), None)
    if found is None:
        found = HelpWindow(window, topic)
    else:
        found.show_topic(topic)
    found.show()
    found.raise_()
    found.activateWindow()
    return found
