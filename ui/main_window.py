"""The window: tabs, search, status bar, and nothing else. Rooms are made on first show, by app.py's table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.errors import KnownError
from crm_desktop.live import Changed
from crm_desktop.search import Hit, find
from crm_desktop.words import tell
from db.vocabulary import SearchKind
from ui.prompts import Prompts
from ui.seat import Seat
from ui.widgets.parts import Told, text

TYPING_PAUSE_MS = 120


@dataclass(frozen=True, slots=True)
class Tab:
    """`make` builds the room when it is first shown."""

    key: str
    title: str
    make: Callable[[Seat], QWidget]


class MainWindow(QMainWindow):
    tab_shown = Signal(str)

    def __init__(self, seat: Seat, tabs: list[Tab], *, settings: QSettings) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self._seat, self._tabs_of, self._settings = seat, tabs, settings
        self._prompts = Prompts(self)
        self._rooms: dict[str, QWidget] = {}
        self.setWindowTitle(self.tr("Back office"))
        self._build()
        self._connect()
        self._restore()

    def _build(self) -> None:
        self._told = Told()
        self._tabs = QTabWidget()
        self._tabs.setObjectName("tabs")
        self._tabs.setDocumentMode(True)
        for number, tab in enumerate(self._tabs_of):
            self._tabs.addTab(QWidget(), tab.title)
            self._tabs.setTabToolTip(number, f"{tab.title} (Ctrl+{number + 1})")
            QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self, lambda n=number: self._tabs.setCurrentIndex(n))
        self._search = QLineEdit()
        self._search.setObjectName("search_everything")
        self._search.setAccessibleName(self.tr("Search everything"))
        self._search.setPlaceholderText(self.tr("Search everything (Ctrl+K)"))
        self._search.setMinimumWidth(280)
        self._search.setClearButtonEnabled(True)
        self._connection = QLabel()
        self._connection.setObjectName("connection")
        corner = QWidget()
        layout = QHBoxLayout(corner)
        layout.setContentsMargins(8, 4, 12, 4)
        layout.addWidget(self._search)
        layout.addWidget(self._connection)
        layout.addWidget(text(self._seat.actor.name, role="muted", name="who"))
        self._tabs.setCornerWidget(corner)
        holder = QWidget()
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._told)
        outer.addWidget(self._tabs, 1)
        self.setCentralWidget(holder)
        self._hits = _Hits(self)
        self._last_change = text(role="muted", name="last_change")
        self.statusBar().addPermanentWidget(self._last_change)
        self._on_connected(True)

    def _connect(self) -> None:
        self._tabs.currentChanged.connect(self._on_tab)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_PAUSE_MS)
        self._typing.timeout.connect(self._find)
        self._search.textChanged.connect(lambda _text: self._typing.start())
        self._search.returnPressed.connect(self._hits.choose_current)
        self._hits.chosen.connect(self._open_hit)
        QShortcut(QKeySequence("Ctrl+K"), self, self._search.setFocus)
        QShortcut(
            QKeySequence(Qt.Key.Key_Down), self._search, self._hits.down, context=Qt.ShortcutContext.WidgetShortcut
        )
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self._search, self._hits.hide, context=Qt.ShortcutContext.WidgetShortcut
        )
        seat = self._seat
        seat.changed.connect(self._on_changed)
        seat.live.connected.connect(self._on_connected)
        seat.said.connect(lambda sentence: self._told.say(sentence, good=True))
        seat.operations.refused.connect(self._on_refused)
        seat.operations.crashed.connect(self._prompts.report_crash)
        seat.open_order.connect(lambda number: self.show_room("orders").open(number))
        seat.open_inquiry.connect(lambda number: self.show_room("inquiries").open(number))
        seat.open_customer.connect(lambda key: self.show_room("customers").open(key))
        seat.open_document.connect(lambda number: self.show_room("warehouse").open_document(number))
        seat.make_order.connect(lambda inquiry: self.show_room("orders").start_from(inquiry))

    def _restore(self) -> None:
        geometry = self._settings.value("geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self.resize(1280, 800)
        shown = int(str(self._settings.value("tab", 0)))
        self._tabs.setCurrentIndex(shown)
        self._on_tab(self._tabs.currentIndex())

    def show_room(self, key: str) -> Any:
        """Brings a room to the front; it is made if it never was."""
        number = next(n for n, tab in enumerate(self._tabs_of) if tab.key == key)
        self._tabs.setCurrentIndex(number)
        self._on_tab(number)
        return self._rooms[key]

    def _on_tab(self, number: int) -> None:
        tab = self._tabs_of[number]
        if tab.key not in self._rooms:
            room = tab.make(self._seat)
            self._rooms[tab.key] = room
            blocked = self._tabs.blockSignals(True)
            self._tabs.removeTab(number)
            self._tabs.insertTab(number, room, tab.title)
            self._tabs.setTabToolTip(number, f"{tab.title} (Ctrl+{number + 1})")
            self._tabs.setCurrentIndex(number)
            self._tabs.blockSignals(blocked)
        self.tab_shown.emit(tab.key)

    def _find(self) -> None:
        wanted = self._search.text()
        if wanted.strip():
            self._seat.read(lambda session: find(session, wanted, limit=12), self._show_hits, owner=self)
        else:
            self._hits.hide()

    def _show_hits(self, hits: list[Hit]) -> None:
        self._hits.show_under(self._search, hits)

    def _open_hit(self, hit: Hit) -> None:
        self._search.clear()
        self._hits.hide()
        match hit.kind:
            case SearchKind.ORDER:
                self._seat.open_order.emit(hit.title)
            case SearchKind.INQUIRY:
                self._seat.open_inquiry.emit(hit.title)
            case SearchKind.CUSTOMER:
                self._seat.open_customer.emit(hit.record_id)
            case SearchKind.DOCUMENT:
                self._seat.open_document.emit(hit.title)
            case SearchKind.PRODUCT:
                self.show_room("warehouse")

    def _on_changed(self, changes: list[Changed]) -> None:
        named = [change for change in changes if change.label]
        if named:
            last = named[-1]
            self._last_change.setText(" · ".join(part for part in (last.label, last.actor, last.place) if part))

    def _on_connected(self, answers: bool) -> None:
        self._connection.setText(self.tr("connected") if answers else self.tr("database away"))
        self._connection.setProperty("pill", "good" if answers else "bad")
        self._connection.style().unpolish(self._connection)
        self._connection.style().polish(self._connection)

    def _on_refused(self, refusal: KnownError) -> None:
        self._told.say(tell(refusal, self._seat.language), good=False)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.setValue("geometry", self.saveGeometry())
        self._settings.setValue("tab", self._tabs.currentIndex())
        event.accept()


class _Hits(QFrame):
    """What was found, under the search field."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setObjectName("hits")
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Found"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self._list)
        self._list.itemActivated.connect(self._on_item)
        self._list.itemClicked.connect(self._on_item)
        self.hide()

    def show_under(self, field: QWidget, hits: list[Hit]) -> None:
        self._list.clear()
        for hit in hits:
            item = QListWidgetItem(f"{hit.title}  ·  {hit.subtitle}")
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self._list.addItem(item)
        if not hits:
            self._list.addItem(self.tr("Nothing found."))
        self._list.setCurrentRow(0)
        corner = field.mapTo(self.parentWidget(), field.rect().bottomLeft())
        width = max(field.width(), 420)
        left = min(corner.x(), self.parentWidget().width() - width - 12)
        self.setGeometry(left, corner.y() + 4, width, 24 * min(max(len(hits), 1), 12) + 20)
        self.show()
        self.raise_()

    def down(self) -> None:
        self._list.setFocus()

    def choose_current(self) -> None:
        if self.isVisible() and self._list.currentItem() is not None:
            self._on_item(self._list.currentItem())

    def _on_item(self, item: QListWidgetItem) -> None:
        hit = item.data(Qt.ItemDataRole.UserRole)
        if hit is not None:
            self.chosen.emit(hit)
