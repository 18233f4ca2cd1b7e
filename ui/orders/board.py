"""The board: a column for each step that waits, with how many orders stand there, the longest waiting first."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from crm_desktop.orders.queries import UNDER_WAY
from crm_desktop.orders.records import BoardColumn, OrderRow
from db.vocabulary import OrderStatus
from ui import formats
from ui.orders.order_list import OrderRows, customer_lines, row_height, side_pad
from ui.theme import GRID
from ui.widgets.cards import EmptyState
from ui.widgets.parts import text, word


class Rows(OrderRows):
    """`sideways` (-1, 1) when an arrow leaves the column."""

    sideways = Signal(int)

    def set_records(self, records: Sequence[Any], *, key: Callable[[Any], Hashable] | None = None) -> None:
        super().set_records(records, key=key)
        self._fit()

    def _fit(self) -> None:
        """Each row as high as the name in it."""
        room = self.viewport().width() - 2 * side_pad(status=False)
        for at, record in enumerate(self.shown()):
            lines = customer_lines(record, room, status=False)
            self.verticalHeader().resizeSection(at, row_height(len(lines)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.sideways.emit(-1)
            case Qt.Key.Key_Right:
                self.sideways.emit(1)
            case _:
                super().keyPressEvent(event)


class Board(QWidget):
    """`opened` carries the number of an order; `more_wanted` the status of a column that shows only its first."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("orders_board")
        self._counts: dict[OrderStatus, QLabel] = {}
        self._more: dict[OrderStatus, QLabel] = {}
        self.columns: dict[OrderStatus, Rows] = {}
        told = self.tr("Orders in progress appear here, each at its step.")
        self.nothing = EmptyState(told, action=self.tr("New order"))
        columns = QWidget()
        line = QHBoxLayout(columns)
        line.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        line.setSpacing(2 * GRID)
        for status in UNDER_WAY:
            line.addWidget(self._column(status), 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(columns)
        self._stack.addWidget(self.nothing)

    def _column(self, status: OrderStatus) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "card")
        frame.setMinimumWidth(120)
        count = text(role="muted", name=f"board_count_{status.value}")
        head = QHBoxLayout()
        head.setContentsMargins(10, 2 * GRID, 10, 0)
        head.addWidget(text(word(status), role="strong"))
        head.addStretch(1)
        head.addWidget(count)
        rows = Rows(f"board_{status.value}", word(status), "", status=False)
        rows.record_activated.connect(self._on_opened)
        rows.cell_clicked.connect(lambda row, _key: self._on_opened(row))
        rows.sideways.connect(lambda by, status=status: self._step_aside(status, by))
        more = text(role="small", name=f"board_more_{status.value}")
        more.setContentsMargins(10, 0, 10, 2 * GRID)
        more.setWordWrap(True)
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 0, 1, 1)
        column.setSpacing(2 * GRID)
        column.addLayout(head)
        column.addWidget(rows, 1)
        column.addWidget(more)
        self._counts[status], self._more[status], self.columns[status] = count, more, rows
        return frame

    def show_columns(self, found: Mapping[OrderStatus, BoardColumn], *, filtered: bool) -> None:
        self.nothing.say_filtered(filtered)
        self._stack.setCurrentIndex(0 if any(column.count for column in found.values()) else 1)
        for status, rows in self.columns.items():
            column = found[status]
            self._counts[status].setText(formats.count(column.count))
            rows.set_records(column.rows, key=lambda row: row.number)
            hidden = column.count - len(column.rows)
            self._more[status].setVisible(hidden > 0)
            self._more[status].setText(self.tr("and {count} more in the list").format(count=formats.count(hidden)))

    def enter(self) -> None:
        """To the first column that has something."""
        for rows in self.columns.values():
            if rows.shown():
                if rows.current_row() < 0:
                    rows.choose_row(0)
                rows.setFocus()
                return

    def _step_aside(self, status: OrderStatus, by: int) -> None:
        """To the next column on that side that has something, at the same height."""
        order = list(self.columns)
        height = self.columns[status].current_row()
        at = order.index(status) + by
        while 0 <= at < len(order):
            rows = self.columns[order[at]]
            if rows.shown():
                rows.choose_row(max(0, min(height, len(rows.shown()) - 1)))
                rows.setFocus()
                return
            at += by

    def _on_opened(self, row: OrderRow | None) -> None:
        if row is not None:
            self.opened.emit(row.number)
