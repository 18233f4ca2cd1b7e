"""Orders: the list or the board, and the guided wizard."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.inquiries.records import InquiryCard
from crm_desktop.orders import queries, records
from crm_desktop.orders.picking import SCANNED
from db.vocabulary import OrderStatus, Topic
from ui import kept
from ui.live import Change
from ui.orders.board import Board
from ui.orders.order_list import OrderRows
from ui.orders.wizard import OrderWizard
from ui.seat import Seat
from ui.theme import GAP, GRID
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import Chip, ChipBar
from ui.widgets.entrance import opens_at
from ui.widgets.fields import SearchField
from ui.widgets.parts import word

AT_ONCE, LIST_WIDTH, FOLLOW_MS = 100, 330, 150


class OrdersPage(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("orders")
        self._seat = seat
        self._pointed = ""
        self._rows: list[records.OrderRow] = []
        self._view = ChipBar([("list", self.tr("List")), ("board", self.tr("Board"))])
        self._mine = Chip(self.tr("Mine only"))
        self._mine.setObjectName("chip_mine")
        self._status = QComboBox()
        self._status.setObjectName("order_status_filter")
        self._status.setAccessibleName(self.tr("Which orders"))
        self._status.addItem(self.tr("All statuses"), None)
        for status in OrderStatus:
            self._status.addItem(word(status), status)
        self._search = SearchField(self.tr("Number, customer, phone…"))
        self._search.setObjectName("order_search")
        self._new = Button(self.tr("New order"), "plus", shortcut="Ctrl+N")
        self._new.setObjectName("new_order")
        self._new.setAccessibleName(self._new.text())
        empty = self.tr("Orders appear here: from an inquiry, from the shop, or with New order.")
        begin = self.tr("New order")
        self._list = OrderRows("orders_list", self.tr("Orders"), empty, status=True, empty_action=begin)
        self._more = LinkButton(self.tr("Show older ones"), "caret-down")
        self._more.setObjectName("more_orders")
        self._made_board: Board | None = None
        self.wizard = OrderWizard(seat)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(FOLLOW_MS)
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setProperty("look", "bar")
        filters = QHBoxLayout(bar)
        filters.setContentsMargins(GAP, 2 * GRID, GAP, 2 * GRID)
        filters.setSpacing(2 * GRID)
        as_wide_as_needed = self._view.sizePolicy()
        as_wide_as_needed.setHorizontalPolicy(QSizePolicy.Policy.Fixed)
        self._view.setSizePolicy(as_wide_as_needed)
        for widget in (self._view, self._status, self._mine, self._search):
            filters.addWidget(widget)
        filters.addStretch(1)
        filters.addWidget(self._new)
        self._search.setFixedWidth(300)
        self._left = QFrame()
        self._left.setProperty("look", "pane")
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._list, 1)
        column.addWidget(self._more)
        self._more.hide()
        self._left.setMinimumWidth(260)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.addWidget(self._left)
        self._splitter.addWidget(self.wizard)
        self._splitter.setStretchFactor(0, 1)  # a wide window has room for whole names of customers
        self._splitter.setStretchFactor(1, 3)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setSizes([LIST_WIDTH, 3 * LIST_WIDTH])
        self._stack = QStackedWidget()
        self._stack.addWidget(self._splitter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(bar)
        outer.addWidget(self._stack, 1)
        opens_at(self, self._list)

    def _connect(self) -> None:
        self._list.empty_action_pressed.connect(self._on_new)
        self._list.filter_cleared.connect(self._show_all)
        self._view.chosen.connect(self._on_view)
        self._mine.toggled.connect(lambda _on: self.refresh())
        self._status.currentIndexChanged.connect(lambda _index: self.refresh())
        self._search.searched.connect(lambda _wanted: self.refresh())
        self._list.current_changed.connect(self._on_pointed)
        self._list.record_activated.connect(lambda _row: self.wizard.go_in())
        self._more.clicked.connect(self._on_more)
        self._new.clicked.connect(self._on_new)
        self.wizard.opened.connect(self._on_opened)
        self.wizard.waited.connect(self._list.setFocus)
        self.wizard.head.list.clicked.connect(self._on_toggle)
        self._later.timeout.connect(self.refresh)
        self._seat.live.subscribe(self, (Topic.ORDERS, Topic.STOCK), self._follow)
        for keys, does, slot in (
            ("J", self.tr("Next"), lambda: self._list.step(1)),
            ("K", self.tr("Previous"), lambda: self._list.step(-1)),
            ("Ctrl+F", self.tr("Find an order"), self._search.setFocus),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setWhatsThis(does)
            shortcut.activated.connect(slot)

    @property
    def _board(self) -> Board:
        """Made when it is first wanted: seven tables."""
        if self._made_board is None:
            self._made_board = Board()
            self._made_board.opened.connect(self._on_board)
            self._made_board.nothing.action_pressed.connect(self._on_new)
            self._made_board.nothing.clear_pressed.connect(self._show_all)
            self._stack.addWidget(self._made_board)
            kept.recall(self._made_board)
        return self._made_board

    def make_ahead(self) -> Iterator[None]:
        """The steps of the wizard, each of which is else made when an order first comes to it."""
        yield from self.wizard.pages.make_ahead()

    def refresh(self) -> None:
        """The list or the board, whichever is seen."""
        mine = self._seat.actor.employee_id if self._mine.isChecked() else None
        wanted = self._search.text()
        self._status.setEnabled(self._view.key == "list")
        if self._view.key == "board":
            self._seat.read(
                lambda session: queries.board(session, search_for=wanted, employee_id=mine),
                self._show_board,
                owner=self,
                latest="board",
            )
        if not self._on_board_now():
            self._read_list(max(AT_ONCE, len(self._rows)))

    def _show_all(self) -> None:
        self._mine.setChecked(False)
        self._search.clear()
        self._status.setCurrentIndex(0)
        self.refresh()
        self._search.setFocus()

    def _on_board_now(self) -> bool:
        return self._stack.currentWidget() is self._made_board

    def _read_list(self, limit: int, *, before: int | None = None) -> None:
        status, wanted = self._status.currentData(), self._search.text()
        mine = self._seat.actor.employee_id if self._mine.isChecked() else None

        def query(session: Any) -> list[records.OrderRow]:
            return queries.list_orders(
                session, status=status, search_for=wanted, employee_id=mine, before_id=before, limit=limit
            )

        def show(found: list[records.OrderRow]) -> None:
            self._rows = found if before is None else [*self._rows, *found]
            self._list.say_filtered(bool(wanted.strip() or status or mine))
            self._list.set_records(self._rows, key=attrgetter("number"))
            self._more.setVisible(len(found) >= limit and not wanted.strip())
            if self._list.current_record() is None and self._pointed:
                self._list.choose(self._pointed)

        self._seat.read(query, show, owner=self, latest="list")

    def _on_more(self) -> None:
        if self._rows:
            self._read_list(AT_ONCE, before=self._rows[-1].order_id)

    def _show_board(self, found: Mapping[OrderStatus, records.BoardColumn]) -> None:
        self._board.show_columns(found, filtered=bool(self._search.text().strip() or self._mine.isChecked()))

    def _on_view(self, key: str) -> None:
        board = key == "board"
        self._stack.setCurrentWidget(self._board if board else self._splitter)
        self._left.setVisible(True)
        self.refresh()
        if board:
            self._board.enter()

    def _on_board(self, number: str) -> None:
        """The order takes the whole room; the board is a chip away."""
        self._left.hide()
        self._stack.setCurrentWidget(self._splitter)
        self._view.choose("list")
        self.refresh()
        self.open(number)

    def _on_toggle(self) -> None:
        self._left.setVisible(self._left.isHidden())

    def _on_pointed(self, record: records.OrderRow | None) -> None:
        """Only a step of the person's own: the list read anew pulls nothing from under a draft."""
        if record is not None and record.number != self._pointed:
            self._pointed = record.number
            self.wizard.open(record.number, enter=False)

    def _on_opened(self, number: str) -> None:
        """The list stands on what is open, or on nothing: read anew, it must not open what it stood on before."""
        self._pointed = number
        current = self._list.current_record()
        shown = current is not None and current.number == number
        if not shown and not (number and self._list.choose(number)):
            self._list.setCurrentIndex(self._list.model().index(-1, -1))

    def _on_new(self) -> None:
        self._show_wizard()
        self.wizard.start_draft(None)

    def _show_wizard(self) -> None:
        if self._on_board_now():
            self._view.choose("list")
            self._stack.setCurrentWidget(self._splitter)

    def open(self, number: str) -> None:
        self._show_wizard()
        self._on_opened(number)
        self.wizard.open(number)

    def start_from(self, inquiry: InquiryCard) -> None:
        """The wizard with the inquiry's customer and recognised goods filled in."""
        self._show_wizard()
        self.wizard.start_draft(inquiry)

    def _follow(self, changes: frozenset[Change]) -> None:
        """Someone moved an order: the list and the open one follow; a draft being typed stays."""
        if any(change.topic is Topic.ORDERS and change.what != SCANNED for change in changes):
            self._later.start()
        self.wizard.follow(changes)
