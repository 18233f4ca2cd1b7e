"""Goods come in (PZ): scan or type, quantity, purchase price; Enter adds the next row."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.errors import KnownError, NotFound
from crm_desktop.money import price_from_text
from crm_desktop.warehouse.records import Draft, GoodsMoved, KeepDraft, ReceiveGoods, Recognised, Warehouse
from crm_desktop.warehouse.service import receive_goods
from db.vocabulary import DocumentKind
from ui import formats, prompts, words
from ui.seat import Seat
from ui.theme import GAP, GRID, Meaning
from ui.typed import given_back
from ui.typed_days import example, whole_day
from ui.warehouse import receipt_rows
from ui.warehouse.draft_keeper import DraftKeeper
from ui.warehouse.expiry import day_from_text
from ui.warehouse.receipt_rows import Row
from ui.warehouse.receipt_table import ReceiptTable
from ui.warehouse.scanning import LONGEST_QUANTITY, Scanning
from ui.warehouse.shelf_field import ShelfField
from ui.warehouse.warehouse_box import WarehouseBox
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.entrance import opens_at
from ui.widgets.fields import Field
from ui.widgets.parts import row, text


class ReceivePart(Scanning):
    def __init__(self, seat: Seat) -> None:
        super().__init__(seat, "receipt")
        self._rows: list[Row] = []
        self._made = 0
        self._of_lots: list[QWidget] = []
        self.cost, self.lot, self.expires, self.supplier = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.shelf = ShelfField(seat, self.tr("Onto shelf"), "receipt_shelf")
        self.warehouse = WarehouseBox()
        self._keeper = DraftKeeper(seat, self, self._to_keep)
        self._keeper.kept.connect(self._keep_typed)
        self._total = text(role="strong", name="receipt_total")
        self._remove = Button(self.tr("Remove the row"), "trash", shortcut="Ctrl+Delete")
        self._issue = PrimaryButton(self.tr("Receive goods (PZ)"), "check", shortcut="Ctrl+Return")
        self.table = ReceiptTable()
        self._name_parts()
        self._lay_out()
        self._connect()
        self._ready()

    def _name_parts(self) -> None:
        names = {
            self.cost: "receipt_cost",
            self.lot: "receipt_lot",
            self.expires: "receipt_expires",
            self.supplier: "receipt_supplier",
            self.warehouse: "receipt_warehouse",
            self._remove: "receipt_remove",
            self._issue: "receipt_issue",
        }
        for widget, name in names.items():
            widget.setObjectName(name)
        self.supplier.setPlaceholderText(self.tr("Name of the supplier"))
        self.lot.setPlaceholderText(self.tr("As on the label"))
        self.expires.setPlaceholderText(self.tr("e.g. {day}").format(day=example()))

    def _fields(self) -> QHBoxLayout:
        typed = QHBoxLayout()
        typed.setSpacing(GAP)
        for name, editor, wide in (
            (self.tr("Code or barcode"), self.code, 3),
            (self.tr("Quantity"), self.quantity, 1),
            (self.tr("Purchase price, net"), self.cost, 1),
            (self.tr("Lot"), self.lot, 2),
            (self.tr("Expires on"), self.expires, 2),
            (self.tr("Supplier"), self.supplier, 3),
            (self.tr("To warehouse"), self.warehouse, 2),
        ):
            field = Field(name, editor)
            typed.addWidget(field, wide)
            if editor in (self.lot, self.expires):
                self._of_lots.append(field)
        typed.insertWidget(5, self.shelf, 2)
        return typed

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("look", "card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, GAP, 1, GAP)
        inside.setSpacing(GAP)
        typed = self._fields()
        foot = row(self._remove, None, self._total, self._issue)
        for part in (typed, self.beep, self.table, foot):
            held = QHBoxLayout()
            held.setContentsMargins(0 if part is self.table else GAP, 0, 0 if part is self.table else GAP, 0)
            held.addLayout(part) if isinstance(part, QHBoxLayout) else held.addWidget(part)
            inside.addLayout(held, 1 if part is self.table else 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, GRID)
        outer.addWidget(frame)
        opens_at(self, self.code)
        order = (self.code, self.quantity, self.cost, self.lot, self.expires, self.shelf.edit, self.supplier)
        order = (*order, self.warehouse, self.table, self._remove)
        for before, after in zip(order, (*order[1:], self._issue), strict=True):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.cost.returnPressed.connect(self._on_cost)
        self.lot.returnPressed.connect(self._on_lot)
        self.expires.returnPressed.connect(self._on_last_field)
        self.supplier.returnPressed.connect(self.code.setFocus)
        self.shelf.edit.returnPressed.connect(self.code.setFocus)
        self.warehouse.chosen.connect(lambda _code: self.shelf.look_at(self.warehouse.warehouse))
        self._remove.clicked.connect(self._on_remove)
        self._issue.clicked.connect(self._on_issue)

    def _ready(self) -> None:
        self._goods = None
        for field in (self.code, self.quantity, self.cost, self.lot, self.expires):
            field.clear()
        self._ask_for_lot(wanted=False)
        self.code.setFocus()
        self._show_rows()
        if not self._rows:
            self.beep.say(self.tr("Ready to scan."), Meaning.INFO)

    def show_warehouses(self, houses: list[Warehouse]) -> None:
        self.warehouse.show_warehouses(houses)
        self.shelf.look_at(self.warehouse.warehouse)
        if not self._rows:
            self._rows, supplier, draft = receipt_rows.kept(self._seat.typed)
            if self._rows:
                self._keeper.follow_kept(*draft)
                self.supplier.setText(supplier)
                self._made = len(self._rows)
                self._show_rows()
                self.beep.say(given_back(), Meaning.GOOD)

    def scan(self, code: str) -> None:
        if code.strip() and self.finished():
            self._ready()
            self._scans.add(code.strip())

    def _on_unknown(self, code: str, refusal: KnownError) -> None:
        """The code of a shelf: what is scanned next comes on it."""
        house = self.warehouse.warehouse
        if not isinstance(refusal, NotFound) or house is None:
            self._say_unknown(code, refusal)
            return
        unknown = partial(self._say_unknown, code, refusal)
        self.shelf.take(code, house, done=partial(self._on_shelf, code), unknown=unknown)

    def _on_shelf(self, code: str) -> None:
        self.code.clear()
        self.beep.say(self.tr("Onto shelf {shelf}: scan the goods").format(shelf=code), Meaning.INFO)

    def _say_unknown(self, code: str, refusal: KnownError) -> None:
        unknown = self.tr("Unknown code: {code}. New goods are added under Stock.").format(code=code)
        self.fault(unknown if isinstance(refusal, NotFound) else words.sentence(refusal))

    def begin(self, found: Recognised) -> None:
        for field in (self.cost, self.lot, self.expires):
            field.clear()
        if found.tracks_lots:  # a GS1 barcode tells them
            self.lot.setText(found.lot)
            self.expires.setText(whole_day(found.expires_on) if found.expires_on else "")
        self._ask_for_lot(wanted=found.tracks_lots)

    def after_quantity(self) -> None:
        if self.read_quantity() is not None:
            self.cost.setFocus()
            self.cost.selectAll()

    def _on_cost(self) -> None:
        typed = self.cost.text().strip()
        if self._goods is not None and len(typed) > LONGEST_QUANTITY and "," not in typed and "." not in typed:
            self.cost.clear()
            self.scan(typed)
        elif self._goods is not None and self._goods.tracks_lots:
            self.lot.setFocus()
        else:
            self._on_last_field()

    def _on_lot(self) -> None:
        if self._goods is not None and self._read_lot() is not None:
            self.expires.setFocus()

    def _on_last_field(self) -> None:
        if self._goods is not None and self.take():
            self._ready()

    def _ask_for_lot(self, *, wanted: bool) -> None:
        """Only of goods that are kept by lot."""
        for field in self._of_lots:
            field.setVisible(wanted)

    def _read_lot(self) -> str | None:
        """ "" for goods that are kept by none; tells and answers None where it is missing."""
        if self._goods is None or not self._goods.tracks_lots:
            return ""
        code = " ".join(self.lot.text().split())
        if not code:
            self.fault(self.tr("These goods are tracked by lot: enter the lot number."), self.lot)
            return None
        return code

    def _read_row(self) -> Row | None:
        """What is being entered, as a row; tells what is wrong and answers None where it cannot be read."""
        quantity = self.read_quantity()
        if quantity is None or self._goods is None:
            return None
        try:
            cost = price_from_text(self.cost.text()) if self.cost.text().strip() else None
        except ValueError:
            cost = -1
        if cost is not None and cost < 0:
            self.fault(self.tr("Purchase price: an amount, e.g. 12.50, or nothing"), self.cost)
            return None
        lot = self._read_lot()
        if lot is None:
            return None
        try:
            expires_on = day_from_text(self.expires.text()) if lot else None
        except ValueError:
            self.fault(self.tr("Expires on: a day, e.g. {day}, or nothing").format(day=example()), self.expires)
            return None
        return Row(len(self._rows) + 1, self._goods, quantity, cost, lot, expires_on, self.shelf.shelf)

    def take(self) -> bool:
        """What is being entered becomes a row, or adds to the row of the same goods at the same price."""
        if self._goods is None:
            return False
        new = self._read_row()
        if new is None:
            return False
        self._goods = None
        for place, there in enumerate(self._rows):
            if there.same_as(new):
                self._rows[place] = replace(there, quantity=there.quantity + new.quantity)
                break
        else:
            self._rows.append(new)
        self.beep.say(f"{new.goods.name}: +{formats.quantity(new.quantity, new.goods.unit)}", Meaning.GOOD)
        self._show_rows()
        return True

    def _to_keep(self) -> KeepDraft | None:
        house = self.warehouse.warehouse
        if house is None or not self._rows:
            return None
        party = self.supplier.text().strip()
        return KeepDraft(DocumentKind.PZ, house.warehouse_id, receipt_rows.lines_of(self._rows), party=party)

    def go_on(self, draft: Draft, known: dict[int, Recognised]) -> None:
        """With a receipt that was begun; what stands here is kept first."""
        self._keeper.then(lambda _key: self._put(draft, known))

    def _put(self, draft: Draft, known: dict[int, Recognised]) -> None:
        self._keeper.follow(draft)
        self._rows = receipt_rows.rows_of(draft, known)
        self.supplier.setText(draft.party)
        self.warehouse.choose_key(draft.warehouse_id)
        self._ready()
        self._keeper.follow(draft)

    def _show_rows(self) -> None:
        if self._rows or self._keeper.key is not None:
            self._keeper.touch()
        self.table.show_rows(self._rows)
        self._keep_typed()
        values = [line.value for line in self._rows]
        total = formats.money(sum(value for value in values if value is not None))
        count = self.tr("%n line(s)", "", len(self._rows))
        self._total.setText(f"{count} · {total}" if self._rows else "")
        self._issue.setEnabled(bool(self._rows))
        self._remove.setEnabled(bool(self._rows))
        if self._rows:
            self.table.scrollToBottom()

    def _keep_typed(self) -> None:
        receipt_rows.keep(self._seat.typed, self._rows, self.supplier.text().strip(), draft=self._keeper.draft)

    def _on_remove(self) -> None:
        chosen = self.table.current_record() or (self._rows[-1] if self._rows else None)
        if chosen is not None:
            rest = [line for line in self._rows if line.number != chosen.number]
            self._rows = [replace(line, number=number) for number, line in enumerate(rest, 1)]
            self._show_rows()
        self.code.setFocus()

    def _on_issue(self) -> None:
        if not self.finished():
            return
        house = self.warehouse.warehouse
        if house is None or not self._rows:
            return
        self._issue.setEnabled(False)
        lines, supplier = receipt_rows.lines_of(self._rows), self.supplier.text().strip()

        def issue(draft: int | None) -> None:
            command = ReceiveGoods(house.warehouse_id, lines, supplier=supplier, draft_id=draft)
            self._seat.do(receive_goods, command, self._on_received, owner=self, on_error=self._on_refused)

        self._keeper.then(issue)

    def _on_received(self, done: GoodsMoved) -> None:
        self._keeper.leave()
        self._rows = []
        self.supplier.clear()
        self._ready()
        self.beep.say(self.tr("Received: {number}").format(number=done.number), Meaning.GOOD)
        prompts.person().tell(
            self,
            self.tr("Received: {number}").format(number=done.number),
            action=self.tr("Open"),
            on_action=lambda: self._seat.open_document.emit(done.number),
        )

    def _on_refused(self, refusal: KnownError) -> None:
        self._issue.setEnabled(True)
        self.fault(words.sentence(refusal))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shelf.look_at(self.warehouse.warehouse)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._goods is not None:
            self._ready()
            return
        super().keyPressEvent(event)
