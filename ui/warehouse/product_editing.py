"""A product being written down or changed: its fields, all that is wrong with them, what another saved meanwhile."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm_desktop.catalogue.records import FieldFault, ProductAdded, ProductSheet, SaveProduct
from crm_desktop.catalogue.sheets import product_sheet, save_product
from crm_desktop.errors import InvalidValue, KnownError, StaleRecord
from ui import formats, prompts
from ui.seat import Seat
from ui.theme import GAP
from ui.warehouse.product_form import ProductForm
from ui.warehouse.product_values import fault_sentence, read_product, told_vat
from ui.widgets.bars import PageHead
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.entrance import opens_at
from ui.widgets.parts import Told

MOST_SHOWN = 5


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
        self._told, self._form = Told(), ProductForm()
        self._lay_out()
        self._cancel.clicked.connect(self.left)
        self._save.clicked.connect(self._on_save)

    def _lay_out(self) -> None:
        self._head.add(self._cancel)
        self._head.add(self._save)
        inside = QVBoxLayout()
        inside.setContentsMargins(0, GAP, 0, 0)
        inside.setSpacing(GAP)
        inside.addWidget(self._told)
        inside.addWidget(self._form, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head)
        outer.addLayout(inside, 1)
        opens_at(self, self._form.first)

    def begin(self, code: str = "") -> None:
        """The goods of that code, or new ones."""
        self._told.dismiss()
        self._save.setEnabled(False)

        def show(sheet: ProductSheet) -> None:
            known = sheet.saved.product
            self._head.set_title(known.name or self.tr("New goods"), known.code)
            self._form.fill(sheet)
            self._form.start()
            self._save.setEnabled(True)

        self._seat.read(lambda session: product_sheet(session, code), show, owner=self, latest="product_sheet")

    def scan(self, code: str) -> None:
        """A scanner, while no field is being filled: a further barcode."""
        self._form.add_barcode(code)

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
        prompts.person().tell(self, self.tr("Saved: {code}").format(code=done.code))
        self.saved.emit(done.code)

    def _refused(self, refusal: KnownError, wanted: SaveProduct) -> None:
        match refusal:
            case InvalidValue():
                told = refusal.details
                fault = FieldFault(str(told["field"]), str(told["rule"]), str(told["value"]))
                self._form.show_faults([(fault, fault_sentence(fault.rule, by=str(told.get("by", ""))))])
            case StaleRecord():
                key = str(self._form.of.saved.product.code)
                self._seat.read(lambda session: product_sheet(session, key), self._meet(wanted), owner=self)
            case _:
                self._told.refuse(refusal)

    def _meet(self, mine: SaveProduct) -> Any:
        """Both values of what differs, and which shall hold."""

        def met(theirs: ProductSheet) -> None:
            differing = self._differing(mine, theirs.saved)
            told = self.tr("Someone saved these goods while you were typing. Nothing was overwritten.")
            self._told.ask("\n".join([told, *differing[:MOST_SHOWN]]))
            over = replace(mine, version=theirs.saved.version)
            self._told.offer(self.tr("Save what I typed"), lambda: self._write(over)).setObjectName("save_mine")
            self._told.offer(self.tr("Show what was saved"), lambda: self._take(theirs)).setObjectName("take_theirs")

        return met

    def _take(self, theirs: ProductSheet) -> None:
        self._told.dismiss()
        self._form.fill(theirs)
        self._form.start()

    def _differing(self, mine: SaveProduct, theirs: SaveProduct) -> list[str]:
        own, other = self._shown(mine), self._shown(theirs)
        said = self.tr("{field}: you typed {mine}, saved is {theirs}")
        return [
            said.format(field=field, mine=value or formats.NOTHING, theirs=other[field] or formats.NOTHING)
            for field, value in own.items()
            if value != other[field]
        ]

    def _shown(self, saved: SaveProduct) -> dict[str, str]:
        p = saved.product
        yes, no = self.tr("yes"), self.tr("no")
        prices = (f"{one.customer_group} {formats.price(one.net_price)}" for one in saved.prices)
        goals = (
            f"{one.warehouse} {formats.quantity(one.minimum)}/{formats.quantity(one.target)} {one.location}".strip()
            for one in saved.goals
        )
        return {
            self.tr("Name"): p.name,
            self.tr("Code"): p.code,
            self.tr("Net price"): formats.price(p.net_price),
            self.tr("VAT"): told_vat(p.vat_rate),
            self.tr("Unit"): p.unit,
            self.tr("Group"): " / ".join(part for part in (p.group, p.subgroup) if part),
            self.tr("Unit weight, kg"): formats.quantity(p.weight_grams),
            self.tr("Whole pieces only"): yes if p.whole_units else no,
            self.tr("Tracked by lot and expiry date"): yes if p.tracks_lots else no,
            self.tr("Active: can be ordered"): yes if p.active else no,
            self.tr("Barcodes"): ", ".join(f"{code} × {formats.quantity(much)}" for code, much in sorted(p.barcodes)),
            self.tr("Group prices"): ", ".join(prices),
            self.tr("By warehouse"): ", ".join(goals),
        }
