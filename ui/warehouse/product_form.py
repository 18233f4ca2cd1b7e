"""The fields of a product, new or known: what it is, its codes, prices of groups, goals by warehouse."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.catalogue.records import FieldFault, NewProduct, ProductSheet, SaveProduct
from db.vocabulary import VatRate
from ui import formats
from ui.theme import GAP
from ui.warehouse.editable_rows import Cell, EditableRows, heard
from ui.warehouse.product_values import told_vat
from ui.widgets.cards import Card
from ui.widgets.fields import Field, laid_out

UNITS = ("szt", "kg", "l", "m", "opak.", "karton", "worek", "paleta")


class ProductForm(QScrollArea):
    """`changed` after every key."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._of = ProductSheet(SaveProduct(NewProduct("", "", 0)), (), (), ())
        self._fields: dict[str, Field] = {}
        self._group, self._subgroup, self._unit, self._vat = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self._whole = QCheckBox(self.tr("Whole pieces only"))
        self._lots = QCheckBox(self.tr("Tracked by lot and expiry date"))
        self._active = QCheckBox(self.tr("Active: can be ordered"))
        self._checks = {"whole_units": self._whole, "tracks_lots": self._lots, "active": self._active}
        self._lists = self._make_lists()
        self._build()
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(GAP)
        outer.addWidget(self._goods())
        beside = QHBoxLayout()
        beside.setSpacing(GAP)
        for name in ("barcodes", "prices", "goals"):
            beside.addWidget(self._lists[name], 1, Qt.AlignmentFlag.AlignTop)
        outer.addLayout(beside)
        outer.addStretch(1)
        self.setWidget(inside)
        for rows in self._lists.values():
            rows.drawn.connect(self._put_in_order)
            rows.changed.connect(self.changed)
        for field in self._fields.values():
            heard(field.editor, self.changed)

    def _put_in_order(self) -> None:
        """Tab goes through the rows, which were made after all else, where they stand."""
        last: QWidget = self._active
        for rows in self._lists.values():
            for stop in rows.stops():
                QWidget.setTabOrder(last, stop)
                last = stop

    def _make_lists(self) -> dict[str, EditableRows]:
        return {
            "barcodes": EditableRows(
                "barcodes",
                self.tr("Barcodes"),
                (Cell("code", self.tr("Code"), 3), Cell("quantity", self.tr("Counts as"), 1)),
                add=self.tr("Add a barcode"),
                empty=self.tr("EAN-8, EAN-13, GTIN-14 of a carton, or a code of your own."),
            ),
            "prices": EditableRows(
                "prices",
                self.tr("Group prices"),
                (
                    Cell("customer_group", self.tr("Customer group"), 3, choices=True),
                    Cell("from_quantity", self.tr("From quantity"), 2),
                    Cell("net_price", self.tr("Net price"), 2),
                ),
                add=self.tr("Add a price"),
                empty=self.tr(
                    "Everyone pays the net price above. A customer group may pay less, also from a given quantity."
                ),
            ),
            "goals": EditableRows(
                "goals",
                self.tr("By warehouse"),
                (
                    Cell("warehouse", self.tr("Warehouse"), 2, fixed=True),
                    Cell("minimum", self.tr("Minimum"), 2),
                    Cell("target", self.tr("Target"), 2),
                    Cell("location", self.tr("Shelf"), 2),
                ),
            ),
        }

    def _build(self) -> None:
        for box, name in ((self._group, "group"), (self._subgroup, "subgroup"), (self._unit, "unit")):
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            line = box.lineEdit()
            if line is not None:
                line.setAccessibleName(self._titles()[name])
        for rate in VatRate:
            self._vat.addItem(told_vat(rate), rate.value)
        special: dict[str, QWidget] = {
            "group": self._group,
            "subgroup": self._subgroup,
            "unit": self._unit,
            "vat_rate": self._vat,
        }
        for key, title in self._titles().items():
            editor = special.get(key) or QLineEdit()
            editor.setObjectName(f"product_{key}")
            self._fields[key] = Field(title, editor)
        for key, box in self._checks.items():
            box.setObjectName(f"product_{key}")
            self._fields[key] = Field("", box)
            self._fields[key].hide_name()
            box.setAccessibleName(box.text())

    def _titles(self) -> dict[str, str]:
        return {
            "name": self.tr("Name"),
            "code": self.tr("Code"),
            "net_price": self.tr("Net price"),
            "vat_rate": self.tr("VAT"),
            "unit": self.tr("Unit"),
            "group": self.tr("Group"),
            "subgroup": self.tr("Subgroup"),
            "weight_grams": self.tr("Unit weight, kg"),
        }

    def _goods(self) -> Card:
        card = Card()
        places = {
            "name": (0, 0, 4),
            "code": (0, 4, 2),
            "net_price": (1, 0, 1),
            "vat_rate": (1, 1, 1),
            "unit": (1, 2, 1),
            "weight_grams": (1, 3, 1),
            "group": (1, 4, 1),
            "subgroup": (1, 5, 1),
            "whole_units": (2, 0, 2),
            "tracks_lots": (2, 2, 2),
            "active": (2, 4, 2),
        }
        grid = laid_out(self._fields, places, (2, 2, 2, 2, 3, 3))  # names of groups are longer than figures
        grid.setVerticalSpacing(GAP)
        card.body.addLayout(grid)
        return card

    def fill(self, sheet: ProductSheet) -> None:
        self._of = sheet
        self.clear_faults()
        p = sheet.saved.product
        for box, known in ((self._group, sheet.groups), (self._subgroup, sheet.subgroups)):
            box.clear()
            box.addItems(["", *known])
        self._unit.clear()
        self._unit.addItems(list(UNITS))
        self._group.setCurrentText(p.group)
        self._subgroup.setCurrentText(p.subgroup)
        self._unit.setCurrentText(p.unit)
        for box in (self._group, self._subgroup):
            line = box.lineEdit()
            if line is not None:
                line.setCursorPosition(0)
        self._vat.setCurrentIndex(max(0, self._vat.findData(p.vat_rate.value)))
        told = {"name": p.name, "code": p.code, "net_price": formats.typed_price(p.net_price) if p.code else ""}
        told["weight_grams"] = formats.typed_quantity(p.weight_grams) if p.weight_grams else ""
        for key, value in told.items():
            editor: Any = self._fields[key].editor
            editor.setText(value)
        self._whole.setChecked(p.whole_units)
        self._lots.setChecked(p.tracks_lots)
        self._active.setChecked(p.active)
        self._fill_lists(sheet)
        self.verticalScrollBar().setValue(0)

    def _fill_lists(self, sheet: ProductSheet) -> None:
        saved = sheet.saved
        self._lists["barcodes"].fill(
            [{"code": code, "quantity": formats.typed_quantity(quantity)} for code, quantity in saved.product.barcodes]
        )
        prices = [
            {"customer_group": one.customer_group, "from_quantity": _some(one.from_quantity),
             "net_price": formats.typed_price(one.net_price)}
            for one in saved.prices
        ]  # fmt: skip
        self._lists["prices"].fill(prices, sheet.customer_groups)
        self._lists["goals"].fill(
            [
                {"warehouse": one.warehouse, "minimum": _some(one.minimum), "target": _some(one.target),
                 "location": one.location}
                for one in saved.goals
            ]
        )  # fmt: skip

    @property
    def first(self) -> QWidget:
        """Where one begins to type."""
        return self._fields["name"].editor

    def start(self) -> None:
        self.first.setFocus()

    def add_barcode(self, code: str) -> None:
        self._lists["barcodes"].add({"code": code, "quantity": "1"})

    @property
    def of(self) -> ProductSheet:
        """What the form was filled with."""
        return self._of

    def typed(self) -> dict[str, Any]:
        """Everything as it stands: texts by field, checks, rows of the lists."""
        values: dict[str, Any] = {}
        for key, field in self._fields.items():
            match field.editor:
                case QCheckBox() as box:
                    values[key] = box.isChecked()
                case QComboBox() as box:
                    values[key] = str(box.currentData()) if key == "vat_rate" else box.currentText().strip()
                case QLineEdit() as line:
                    values[key] = line.text().strip()
        return values | {name: rows.values() for name, rows in self._lists.items()}

    def give_back(self, typed: dict[str, Any]) -> None:
        """What was typed before and not saved, over what stands here."""
        for key, value in typed.items():
            if key in self._lists:
                self._lists[key].give_back(value)
                continue
            match self._fields[key].editor if key in self._fields else None:
                case QCheckBox() as box:
                    box.setChecked(bool(value))
                case QComboBox() as box if key == "vat_rate":
                    box.setCurrentIndex(max(0, box.findData(value)))
                case QComboBox() as box:
                    box.setCurrentText(str(value))
                case QLineEdit() as line:
                    line.setText(str(value))

    def clear_faults(self) -> None:
        for field in self._fields.values():
            field.show_fault("")
        for rows in self._lists.values():
            rows.clear_faults()

    def show_faults(self, faults: list[tuple[FieldFault, str]]) -> None:
        """Each at its field with its sentence; the first has the keys."""
        self.clear_faults()
        first: QWidget | None = None
        for fault, sentence in faults:
            editor = self._show_fault(fault.field, sentence)
            first = first or editor
        if first is not None:
            self.ensureWidgetVisible(first)
            first.setFocus()

    def _show_fault(self, field: str, sentence: str) -> QWidget | None:
        name, _, rest = field.partition(".")
        if name in self._fields:
            self._fields[name].show_fault(sentence)
            return self._fields[name].editor
        row, _, key = rest.partition(".")
        if name == "goals":
            place = next((n for n, goal in enumerate(self._of.saved.goals) if goal.warehouse == row), 0)
            return self._lists[name].show_fault(place, key, f"{row}: {sentence}")
        if name in self._lists:
            return self._lists[name].show_fault(int(row), key, sentence)
        return None


def _some(thousandths: int) -> str:
    return formats.typed_quantity(thousandths) if thousandths else ""
