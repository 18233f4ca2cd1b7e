"""Below the reservations of goods: the chosen promise, or a part of it, is held in another warehouse instead."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.errors import KnownError
from crm_desktop.money import quantity_from_text
from crm_desktop.orders.promises import MovePromise, PromiseMoved, move_promise
from crm_desktop.warehouse.records import Promise, StockLine, Warehouse
from db.vocabulary import Permission
from ui import formats
from ui.seat import Seat
from ui.theme import GRID
from ui.warehouse.warehouse_box import WarehouseBox
from ui.widgets.buttons import Button
from ui.widgets.parts import Told, row, text


class PromiseMover(QWidget):
    """Shown only where there is another warehouse and a promise to move."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("promise_mover")
        self._seat = seat
        self._line: StockLine | None = None
        self._promise: Promise | None = None
        self._houses: list[Warehouse] = []
        self._told = Told()
        self._quantity, self._to = QLineEdit(), WarehouseBox()
        self._quantity.setObjectName("promise_quantity")
        self._quantity.setAccessibleName(self.tr("How much of the reservation"))
        self._quantity.setFixedWidth(72)
        self._to.setObjectName("promise_to")
        self._to.setAccessibleName(self.tr("To warehouse"))
        self._to.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._to.setMinimumContentsLength(16)
        self._goods = QCheckBox(self.tr("send the goods along (MM)"))
        self._goods.setObjectName("promise_goods")
        if not seat.may(Permission.MOVE_STOCK):
            self._goods.hide()
        self._move = Button(self.tr("Move the reservation"), "arrows-left-right")
        self._move.setObjectName("move_promise")
        self._move.clicked.connect(self._on_move)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._told)
        column.addWidget(row(self._quantity, text(self.tr("to"), role="muted"), self._to, None))
        column.addWidget(self._goods)
        column.addWidget(row(None, self._move))
        self.hide()

    def show_warehouses(self, houses: Sequence[Warehouse]) -> None:
        self._houses = list(houses)

    def show_promise(self, line: StockLine | None, promise: Promise | None) -> None:
        """What was told before stays until another is chosen."""
        if (line, promise) == (self._line, self._promise):
            return
        self._line, self._promise = line, promise
        others = [house for house in self._houses if line is not None and house.code != line.warehouse]
        self.setVisible(bool(line and promise and others))
        if promise is None:
            return
        self._to.show_warehouses(others)
        self._quantity.setText(formats.quantity(promise.quantity))
        self._told.dismiss()

    def _on_move(self) -> None:
        line, promise = self._line, self._promise
        if line is None or promise is None:
            return
        try:
            quantity = quantity_from_text(self._quantity.text())
        except ValueError:
            self._told.say(self.tr("How much? A number, e.g. 12 or 2.5."), good=False)
            self._quantity.setFocus()
            return
        self._move.setEnabled(False)
        command = MovePromise(
            promise.order_number, line.warehouse, self._to.code, line.product_id, quantity, self._goods.isChecked()
        )
        self._seat.do(move_promise, command, self._on_moved, owner=self, on_error=self._on_refused)

    def _on_moved(self, done: PromiseMoved) -> None:
        self._move.setEnabled(True)
        told = self.tr("Now reserved in {warehouse}. Order {order} ships from {from_house}.")
        paper = f" {done.document}" if done.document else ""
        said = told.format(warehouse=self._to.code, order=done.order, from_house=done.warehouse)
        self._told.say(said + paper, good=True)

    def _on_refused(self, refusal: KnownError) -> None:
        self._move.setEnabled(True)
        self._told.refuse(refusal)
