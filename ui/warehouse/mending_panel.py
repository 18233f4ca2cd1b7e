"""How much of a document is right, or how much of it came back: one row a product, then a correction or a return."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from crm_desktop.errors import KnownError
from crm_desktop.money import price_from_text, quantity_from_text
from crm_desktop.orders.correcting import correct_issue
from crm_desktop.orders.mending import mendable
from crm_desktop.orders.records import Goods, GoodsReturned, Mendable, MendableLine, ReturnGoods
from crm_desktop.orders.returning import return_goods
from crm_desktop.warehouse.correcting import correct_document
from crm_desktop.warehouse.records import CorrectDocument, Corrected, Right, Warehouse
from db.vocabulary import DocumentKind, Permission
from ui import formats, prompts, words
from ui.seat import Seat
from ui.theme import GAP, GRID, Meaning
from ui.typed import TypedForm, given_back
from ui.warehouse.warehouse_box import WarehouseBox
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.cards import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.fields import Field
from ui.widgets.parts import Told, row, text

MOST_HIGH = 220


class MendingPanel(Card):
    """`done` carries the number of the paper that mends; shown only while something is mended."""

    done = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("mending")
        self._seat = seat
        self._of: Mendable | None = None
        self._typed = TypedForm(seat.typed, self, names=("right_", "cost_", "mending_reason"))
        self._coming_back = False
        self._fields: dict[int, tuple[QLineEdit, QLineEdit]] = {}
        self._title = text(role="strong", name="mending_title")
        self._help = text(role="muted", wrap=True)
        self._told = Told()
        self._rows = QScrollArea()
        self._rows.setWidgetResizable(True)
        self._rows.setFrameShape(QScrollArea.Shape.NoFrame)
        self._rows.setAccessibleName(self.tr("Lines of the document"))
        self._rows.viewport().setAutoFillBackground(False)
        self.reason, self.house = QLineEdit(), WarehouseBox()
        self._to = Field(self.tr("To warehouse"), self.house)
        self._close = Button(self.tr("Close"), "x")
        self._zero = Button(self.tr("All wrong (to zero)"), "prohibit")
        self._issue = PrimaryButton(self.tr("Issue the correction"), "check")
        for widget, name in (
            (self.reason, "mending_reason"),
            (self.house, "mending_house"),
            (self._zero, "mending_zero"),
            (self._issue, "mending_issue"),
            (self._close, "mending_close"),
        ):
            widget.setObjectName(name)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(Field(self.tr("Why"), self.reason), 1)
        foot.addWidget(self._to)
        for part in (self._title, self._help, self._told, self._rows):
            self.body.addWidget(part)
        self.body.addLayout(foot)
        self.body.addWidget(row(self._close, None, self._zero, self._issue))

    def _connect(self) -> None:
        self._close.clicked.connect(self._on_close)
        self._zero.clicked.connect(self._on_zero)
        self._issue.clicked.connect(self._on_issue)

    def show_warehouses(self, houses: Sequence[Warehouse]) -> None:
        self.house.show_warehouses(houses)

    def correct(self, number: str) -> None:
        self._begin(number, coming_back=False)

    def bring_back(self, number: str) -> None:
        self._begin(number, coming_back=True)

    def _begin(self, number: str, *, coming_back: bool) -> None:
        self._coming_back = coming_back
        priced = self._seat.may(Permission.EDIT_ORDERS)

        def query(session: Any) -> Mendable:
            return mendable(session, number, priced=priced)

        self._seat.read(query, self._show, owner=self, latest="mending")

    def _show(self, found: Mendable) -> None:
        self._of = found
        self._typed.rest()
        self._told.dismiss()
        self.reason.clear()
        back = self._coming_back
        title = self.tr("Return of goods: {number}") if back else self.tr("Correction of {number}")
        self._title.setText(title.format(number=found.number))
        self._help.setText(self._what_to_do(found))
        self._to.setVisible(back)
        self.house.choose(found.warehouse)
        self._zero.setText(self.tr("Everything came back") if back else self.tr("All wrong (to zero)"))
        self._issue.setText(self.tr("Take the goods back (WZK)") if back else self.tr("Issue the correction"))
        self._fill(found)
        self._issue.setEnabled(bool(found.lines))
        self._zero.setEnabled(bool(found.lines))
        self.show()
        if self._typed.begin(f"mending/{found.number}/{int(back)}"):
            self._told.ask(given_back(), Meaning.GOOD)
        first = next(iter(self._fields.values()), None)
        if first is not None:
            first[0].setFocus()
            first[0].selectAll()

    def _what_to_do(self, found: Mendable) -> str:
        if not found.lines:
            return self.tr("Documents of this kind are not corrected: correct the one it belongs to.")
        if self._coming_back:
            return self.tr("How much the customer returns. The order and the figures change as of today.")
        if found.receipt:
            return self.tr(
                "The correct quantity of each. An empty price stays; the cost of goods already "
                "issued is corrected by itself."
            )
        if any(line.unit_price is not None for line in found.lines):
            return self.tr("The correct quantity and price of each. The order and its other WZ follow the price.")
        return self.tr("The correct quantity of each. The difference returns to stock or leaves it.")

    def _fill(self, found: Mendable) -> None:
        self._fields = {}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        for number, line in enumerate(found.lines):
            self._add_line(grid, number, line, found)
        self._rows.setWidget(holder)
        holder.setAutoFillBackground(False)
        self._rows.setFixedHeight(min(holder.sizeHint().height() + 2, MOST_HIGH) if found.lines else 0)

    def _add_line(self, grid: QGridLayout, number: int, line: MendableLine, found: Mendable) -> None:
        quantity, cost = QLineEdit(), QLineEdit()
        quantity.setObjectName(f"right_{line.code}")
        quantity.setAccessibleName(f"{line.name}: {formats.unit(line.unit)}")
        quantity.setText("" if self._coming_back else formats.quantity(line.quantity))
        quantity.setFixedWidth(96)
        cost.setObjectName(f"cost_{line.code}")
        cost.setPlaceholderText(self.tr("Purchase price") if found.receipt else self.tr("Selling price"))
        cost.setText("" if line.unit_price is None else formats.price(line.unit_price))
        cost.setAccessibleName(f"{line.name}: {cost.placeholderText()}")
        cost.setFixedWidth(128)
        name = ElidedLabel()
        name.show_text(line.name)
        of = self.tr("of {quantity}").format(quantity=formats.quantity(line.quantity, line.unit))
        for column, widget in enumerate((text(line.code, role="muted"), name, quantity, text(of, role="muted"), cost)):
            grid.addWidget(widget, number, column)
        told = found.receipt or line.unit_price is not None
        cost.setVisible(told and not self._coming_back)  # not before it stands in the panel: a window else
        self._fields[line.product_id] = (quantity, cost)

    def _on_close(self) -> None:
        self._typed.end()
        self.hide()

    def _on_zero(self) -> None:
        for line in self._of.lines if self._of else ():
            told = formats.quantity(line.quantity) if self._coming_back else "0"
            self._fields[line.product_id][0].setText(told)
        self._issue.setFocus()

    def _on_issue(self) -> None:
        found = self._of
        if found is None:
            return
        try:
            lines = [self._right(line) for line in found.lines]
        except ValueError as fault:
            self._told.ask(self.tr("{what}: enter a number").format(what=fault), Meaning.BAD)
            return
        self._issue.setEnabled(False)
        if self._coming_back:
            self._return(found, lines)
        else:
            self._correct(found, lines)

    def _right(self, line: MendableLine) -> Right:
        """Raises ValueError with the goods' name."""
        quantity, cost = self._fields[line.product_id]
        try:
            typed = quantity.text().strip()
            pieces = quantity_from_text(typed) if typed else (0 if self._coming_back else line.quantity)
            told = price_from_text(cost.text()) if cost.text().strip() else None
        except ValueError as fault:
            raise ValueError(line.name) from fault
        if line.unit_price is None:
            return Right(line.product_id, pieces, told)
        return Right(line.product_id, pieces, unit_price=None if told == line.unit_price else told)

    def _correct(self, found: Mendable, lines: list[Right]) -> None:
        command = CorrectDocument(found.number, tuple(lines), self.reason.text().strip())
        case = correct_issue if found.kind is DocumentKind.WZ else correct_document
        self._seat.do(case, command, self._on_corrected, owner=self, on_error=self._on_refused)

    def _return(self, found: Mendable, lines: list[Right]) -> None:
        house = self.house.warehouse
        goods = tuple(Goods(line.product_id, line.quantity) for line in lines if line.quantity)
        if not goods:
            self._issue.setEnabled(True)
            self._told.ask(self.tr("Enter how much came back."), Meaning.BAD)
            return
        to, why = house.warehouse_id if house else None, self.reason.text().strip()
        command = ReturnGoods(found.order, goods, to, why, document=found.number)
        self._seat.do(return_goods, command, self._on_returned, owner=self, on_error=self._on_refused)

    def _on_corrected(self, done: Corrected) -> None:
        more = self.tr("%n cost correction(s) follow from it", "", len(done.costs)) if done.costs else ""
        self._finish(done.number, " · ".join(part for part in (done.number, *done.others, more) if part))

    def _on_returned(self, done: GoodsReturned) -> None:
        self._finish(done.documents[0], f"{', '.join(done.documents)} · {formats.money(done.net)}")

    def _finish(self, number: str, told: str) -> None:
        self._on_close()
        prompts.person().tell(self, self.tr("Issued: {number}").format(number=told))
        self.done.emit(number)

    def _on_refused(self, refusal: KnownError) -> None:
        self._issue.setEnabled(True)
        self._told.ask(words.sentence(refusal), Meaning.BAD)
