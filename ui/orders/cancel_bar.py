"""The bar that asks why an order is cancelled, and tells what is given back."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.orders.records import OrderCard
from db.vocabulary import OrderStatus
from ui import formats
from ui.theme import GAP, GRID
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip
from ui.widgets.parts import row, text

OUT_OF_HOUSE = (OrderStatus.HANDED_OVER, OrderStatus.COMPLETED)


class CancelBar(QFrame):
    """`confirmed` carries the reason, and whether only what has not left is given up."""

    confirmed = Signal(str, bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cancel_bar")
        self.setProperty("look", "decision")
        self.setProperty("meaning", "attention")
        self._said = text(wrap=True)
        self._reason = QLineEdit()
        self._reason.setObjectName("cancel_reason")
        self._reason.setPlaceholderText(self.tr("Reason (shown in the customer's timeline)"))
        self._reason.setAccessibleName(self.tr("Why the order is cancelled"))
        self._do = Button(self.tr("Cancel the order"), "prohibit")
        self._rest = Button(self.tr("Cancel the rest"), "package")
        self._leave = Button(self.tr("Leave as it is"))
        named = ((self._do, "confirm_cancel"), (self._rest, "confirm_drop_rest"), (self._leave, "leave_cancel"))
        for button, name in named:
            button.setObjectName(name)
            button.setAccessibleName(button.text())
        chips: list[QWidget | None] = []
        for word in (self.tr("customer gave up"), self.tr("goods not available"), self.tr("entered by mistake")):
            chip = Chip(word)
            chip.setCheckable(False)
            chip.clicked.connect(partial(self._reason.setText, word))
            chips.append(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 2 * GRID, GAP, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._said)
        column.addWidget(row(self._reason, self._rest, self._do, self._leave))
        column.addWidget(row(*chips, None))
        self._do.clicked.connect(self._on_do)
        self._reason.returnPressed.connect(self._on_do)
        self._rest.clicked.connect(self._on_rest)
        self._leave.clicked.connect(self.hide)
        self.hide()

    @property
    def said(self) -> str:
        return self._said.text()

    def ask(self, card: OrderCard, *, paid: int) -> None:
        """`paid`: what came for the order so far, in minor units."""
        said = [self._given_back(card)]
        if paid > 0:
            money = formats.money(paid, currency=card.row.currency)
            said.append(self.tr("{money} was paid and is to be given back.").format(money=money))
        self._said.setText(" ".join(said))
        whole = self.tr("Cancel the whole order") if card.has_left else self.tr("Cancel the order")
        self._do.setText(whole)
        self._do.setAccessibleName(whole)
        self._rest.setVisible(card.may_drop_rest)
        self._reason.clear()
        self.show()
        self._reason.setFocus()

    def _given_back(self, card: OrderCard) -> str:
        gone = [one for one in card.shipments if one.status in OUT_OF_HOUSE]
        stands = [one.document for one in card.shipments if one.status is not OrderStatus.CANCELLED]
        if not card.has_left or not stands:
            return self.tr("All reservations are released; the number stays.")
        if gone:
            said = self.tr(
                "Goods of this order have left. Cancel it only once they are back: {documents} is corrected to "
                "zero and the goods return to stock."
            )
        else:
            said = self.tr("{documents} is corrected to zero, the goods return to stock, waiting labels are withdrawn.")
        return said.format(documents=", ".join(stands))

    def _on_do(self) -> None:
        self.hide()
        self.confirmed.emit(self._reason.text().strip(), False)

    def _on_rest(self) -> None:
        self.hide()
        self.confirmed.emit(self._reason.text().strip(), True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
