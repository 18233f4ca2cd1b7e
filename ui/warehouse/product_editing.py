"""A product being written down or changed: its fields, all that is wrong with them, what another saved meanwhile."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.catalogue.records import FieldFault, ProductAdded, ProductSheet, SaveProduct
from crm_desktop.catalogue.sheets import product_sheet, save_product
from crm_desktop.errors import InvalidValue, KnownError, StaleRecord
from ui import prompts
from ui.seat import Seat
from ui.theme import GAP
from ui.typed import given_back
from ui.warehouse.product_conflict import chosen, differing
from ui.warehouse.product_form import ProductForm
from ui.warehouse.product_values import fault_sentence, read_product
from ui.widgets.bars import PageHead
from ui.widgets.both_values import BothValues
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.entrance import opens_at
from ui.widgets.parts import Told


class ProductEditing(QWidget):
    """`saved` carries the code; `left` when nothing shall be saved."""

    saved = Signal(str)
    left = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("product_editing")
        self._seat = seat
        self._head = PageHead()
        self._cancel = Button(self.tr("Cancel"), shortcut="Esc")
        self._cancel.setObjectName("cancel_product")
        self._save = PrimaryButton(self.tr("Save"), "check", shortcut="Ctrl+Return")
        self._save.setObjectName("save_product")
        self._told, self._form, self._both = Told(), ProductForm(), BothValues()
        self._stack = QStackedWidget()
        self._mine: SaveProduct | None = None
        self._newer: ProductSheet | None = None
        self._opened: dict[str, Any] = {}
        self._key = ""
        self._lay_out()
        self._cancel.clicked.connect(self._on_cancel)
        self._save.clicked.connect(self._on_save)
        self._form.changed.connect(self._on_typed)
        self._both.chosen.connect(self._on_chosen)
        self._both.left.connect(lambda: self._show_fields(True))

    def _lay_out(self) -> None:
        self._head.add(self._cancel)
        self._head.add(self._save)
        inside = QVBoxLayout()
        inside.setContentsMargins(0, GAP, 0, 0)
        inside.setSpacing(GAP)
        inside.addWidget(self._told)
        self._stack.addWidget(self._form)
        self._stack.addWidget(self._both.scrolling())
        inside.addWidget(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head)
        outer.addLayout(inside, 1)
        opens_at(self, self._form.first)

    def begin(self, code: str = "") -> None:
        """The goods of that code, or new ones."""
        self._told.dismiss()
        self._key = ""
        self._show_fields(True)
        self._save.setEnabled(False)

        def show(sheet: ProductSheet) -> None:
            known = sheet.saved.product
            self._head.set_title(known.name or self.tr("New goods"), known.code)
            self._form.fill(sheet)
            self._opened = self._form.typed()
            found = self._seat.typed.found(f"product/{sheet.saved.product_id or 0}")
            if found:
                self._form.give_back(found)
                self._told.say(given_back(), good=True)
            self._key = f"product/{sheet.saved.product_id or 0}"
            self._form.start()
            self._save.setEnabled(True)

        self._seat.read(lambda session: product_sheet(session, code), show, owner=self, latest="product_sheet")

    def scan(self, code: str) -> None:
        """A scanner, while no field is being filled: a further barcode."""
        self._form.add_barcode(code)

    def _on_typed(self) -> None:
        if self._key:
            self._keep_typed()

    def _on_cancel(self) -> None:
        self._forget_typed()
        self.left.emit()

    def _on_save(self) -> None:
        wanted, faults = read_product(self._form.typed(), self._form.of)
        self._told.dismiss()
        self._form.show_faults([(fault, fault_sentence(fault.rule)) for fault in faults])
        if not faults:
            self._write(wanted)

    def _write(self, wanted: SaveProduct) -> None:
        self._save.setEnabled(False)

        def refused(refusal: KnownError) -> None:
            self._save.setEnabled(True)
            self._refused(refusal, wanted)

        self._seat.do(save_product, wanted, self._on_saved, owner=self, on_error=refused)

    def _on_saved(self, done: ProductAdded) -> None:
        self._save.setEnabled(True)
        self._forget_typed()
        prompts.person().tell(self, self.tr("Saved: {code}").format(code=done.code))
        self.saved.emit(done.code)

    def _refused(self, refusal: KnownError, wanted: SaveProduct) -> None:
        match refusal:
            case InvalidValue():
                self._show_fields(True)
                told = refusal.details
                fault = FieldFault(str(told["field"]), str(told["rule"]), str(told["value"]))
                self._form.show_faults([(fault, fault_sentence(fault.rule, by=str(told.get("by", ""))))])
            case StaleRecord():
                key = str(self._form.of.saved.product.code)
                self._seat.read(lambda session: product_sheet(session, key), self._meet(wanted), owner=self)
            case _:
                self._told.refuse(refusal)

    def _meet(self, mine: SaveProduct) -> Any:
        """Both values of what differs, and which shall hold; where nothing differs, theirs is what was wanted."""

        def met(theirs: ProductSheet) -> None:
            self._mine, self._newer = mine, theirs
            fields = differing(self._form.of.saved, mine, theirs.saved)
            if fields:
                self._both.show_fields(fields)
                self._show_fields(False)
            else:
                self._write(theirs.saved)

        return met

    def _on_chosen(self, kept: frozenset[str]) -> None:
        """Over the version that was seen; who goes back to the fields meets it again."""
        if self._mine is not None and self._newer is not None:
            self._write(chosen(self._mine, self._newer.saved, kept))

    def _show_fields(self, on: bool) -> None:
        self._stack.setCurrentIndex(0 if on else 1)
        self._save.setVisible(on)

    def _keep_typed(self) -> None:
        """A crash gives it back, over what stands there then: so only the fields that were touched are kept."""
        touched = {key: value for key, value in self._form.typed().items() if value != self._opened.get(key)}
        self._seat.typed.keep(self._key, touched or None)

    def _forget_typed(self) -> None:
        if self._key:
            self._seat.typed.keep(self._key, None)
        self._key = ""
