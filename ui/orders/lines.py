"""The lines of a draft as one types them: a model whose cells are edited in their place, 300 of them at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from crm_desktop.money import line_net, price_from_text, quantity_from_text
from crm_desktop.orders.goods import Offered, PriceSteps, price_at
from crm_desktop.orders.records import NewLine, OrderLine
from crm_desktop.orders.rules import line_in_net, sums_by_rate
from crm_desktop.vat import gross_price
from db.vocabulary import LineKind, PriceMode, VatRate
from ui import formats
from ui.tables import Column, RecordsModel

Index = QModelIndex | QPersistentModelIndex
EDITED = ("quantity", "price", "discount", "vat")
MOST_QUANTITY = 10**12
"""Thousandths: a billion pieces, so that a scanned code typed as a quantity is no order."""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One line before it is placed. Units as in crm_desktop/money.py; `goods` None for a line of free text."""

    goods: Offered | None
    quantity: int
    unit_price: int
    discount: int
    vat_rate: VatRate
    code: str
    name: str
    unit: str
    kind: LineKind = LineKind.GOODS
    steps: tuple[tuple[int, int], ...] = ()
    """What the customer's group pays from which quantity on (crm_desktop/orders/goods.py)."""
    by_hand: bool = False
    """The price was typed: it no longer follows the quantity."""
    mode: PriceMode = PriceMode.NET

    @property
    def value(self) -> int:
        """In the order's own prices, net or gross."""
        return line_net(quantity=self.quantity, unit_price=self.unit_price, discount=self.discount)

    @property
    def net(self) -> int:
        return line_in_net(self.value, self.vat_rate, self.mode)

    @property
    def product_id(self) -> int | None:
        return self.goods.product.product_id if self.goods else None

    @property
    def available(self) -> int | None:
        return self.goods.product.available if self.goods else None

    @property
    def margin(self) -> int | None:
        """Minor units; None while the cost is not known."""
        cost = self.goods.cost(self.quantity) if self.goods else None
        return None if cost is None else self.net - cost

    def times(self, quantity: int) -> "DraftLine":
        """So much of it, at the price that is due from that quantity on."""
        if self.by_hand or self.goods is None:
            return replace(self, quantity=quantity)
        return replace(self, quantity=quantity, unit_price=due_price(self.goods, self.steps, quantity, self.mode))

    def command(self) -> NewLine:
        free = self.goods is None
        return NewLine(
            self.product_id,
            self.quantity,
            self.unit_price,
            self.discount,
            name=self.name if free else "",
            unit=self.unit if free else "",
            vat_rate=self.vat_rate,
            kind=self.kind,
        )


def due_price(goods: Offered, steps: tuple[tuple[int, int], ...], quantity: int, mode: PriceMode) -> int:
    """What the customer pays for one, in the order's own prices."""
    net = price_at(goods.product.net_price, steps, quantity)
    return net if mode is PriceMode.NET else gross_price(net, goods.product.vat_rate)


def line_of(
    goods: Offered, quantity: int, steps: tuple[tuple[int, int], ...] = (), mode: PriceMode = PriceMode.NET
) -> DraftLine:
    """A new line at the customer's price."""
    product = goods.product
    price = due_price(goods, steps, quantity, mode)
    named = (product.vat_rate, product.code, product.name, product.unit)
    return DraftLine(goods, quantity, price, 0, *named, steps=steps, mode=mode)


def line_of_card(
    line: OrderLine, goods: Offered | None, steps: tuple[tuple[int, int], ...] = (), mode: PriceMode = PriceMode.NET
) -> DraftLine:
    """A saved line, as it is taken up again."""
    due = due_price(goods, steps, line.quantity, mode) if goods else 0
    return DraftLine(
        goods,
        line.quantity,
        line.unit_price,
        line.discount,
        line.vat_rate,
        line.code,
        line.name,
        line.unit,
        line.kind,
        steps,
        by_hand=line.unit_price != due,
        mode=mode,
    )


@dataclass(frozen=True, slots=True)
class Sums:
    """What the lines come to; `margin` None where no cost is known or it is not for this person's eyes."""

    lines: int
    net: int
    by_rate: dict[VatRate, tuple[int, int]]
    margin: int | None
    margin_net: int
    """The net of those lines whose cost is known."""

    @property
    def gross(self) -> int:
        return self.net + sum(vat for _, vat in self.by_rate.values())


def sums_of(lines: Sequence[DraftLine]) -> Sums:
    """All lines of an order are in the same prices."""
    mode = lines[0].mode if lines else PriceMode.NET
    known = [(line.net, line.margin) for line in lines if line.margin is not None]
    return Sums(
        lines=len(lines),
        net=sum(line.net for line in lines),
        by_rate=sums_by_rate(((line.vat_rate, line.net, line.value) for line in lines), mode),
        margin=sum(margin for _, margin in known) if known else None,
        margin_net=sum(net for net, _ in known),
    )


class LinesModel(RecordsModel[DraftLine]):
    """`changed` after every change of a person; `refused` with the cell and a sentence when a value is no value."""

    changed = Signal()
    refused = Signal(QModelIndex, str)

    def __init__(self, columns: Sequence[Column[DraftLine]], parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.editable = True
        self._wanted: dict[int, int] = {}

    def show_records(self, records: Sequence[DraftLine]) -> None:
        super().show_records(records)
        self._count_wanted()

    def short(self, line: DraftLine) -> int:
        """How much of this product is missing, over all its lines, at most what the line wants."""
        if line.goods is None or not self.editable:
            return 0
        missing = self._wanted.get(line.goods.product.product_id, 0) - max(line.goods.product.available, 0)
        return max(0, min(missing, line.quantity))

    def add(self, line: DraftLine) -> int:
        """The row it stands in: more of the same, its price not typed by hand, joins the line that is there."""
        for row, held in enumerate(self.records):
            same = line.goods is not None and held.product_id == line.product_id
            if same and not held.by_hand and not line.by_hand and held.discount == line.discount:
                self._put(row, held.times(held.quantity + line.quantity))
                return row
        row = len(self.records)
        self.beginInsertRows(QModelIndex(), row, row)
        self.records.append(line)
        self.endInsertRows()
        self._after()
        return row

    def reprice(self, prices: PriceSteps) -> None:
        """Another customer's prices; what was typed by hand stays."""
        self.records = [
            replace(line, steps=prices.get(line.product_id or 0, ())).times(line.quantity) for line in self.records
        ]
        self._after()

    def remove(self, row: int) -> None:
        self.beginRemoveRows(QModelIndex(), row, row)
        del self.records[row]
        self.endRemoveRows()
        self._after()

    def move(self, row: int, by: int) -> int:
        """One up (-1) or down (1); answers where it stands then."""
        to = row + by
        if not (0 <= row < len(self.records) and 0 <= to < len(self.records)):
            return row
        self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to + 1 if by > 0 else to)
        self.records.insert(to, self.records.pop(row))
        self.endMoveRows()
        self._after()
        return to

    def _put(self, row: int, line: DraftLine) -> None:
        self.records[row] = line
        self._after()

    def _after(self) -> None:
        """Sums of one product may colour other rows, so all that is seen is painted anew."""
        self._count_wanted()
        if self.records:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.records) - 1, len(self.columns) - 1))
        self.changed.emit()

    def _count_wanted(self) -> None:
        self._wanted = {}
        for line in self.records:
            if line.product_id is not None:
                self._wanted[line.product_id] = self._wanted.get(line.product_id, 0) + line.quantity

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if self.editable and index.isValid() and self.columns[index.column()].key in EDITED:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole and index.isValid():
            return self._edited(self.records[index.row()], self.columns[index.column()].key)
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if shown and index.isValid() and self.columns[index.column()].key == "no":
            return str(index.row() + 1)
        return super().data(index, role)

    @staticmethod
    def _edited(line: DraftLine, key: str) -> str:
        """As it is typed."""
        match key:
            case "quantity":
                return formats.typed_quantity(line.quantity)
            case "price":
                return formats.typed_price(line.unit_price)
            case "discount":
                return formats.typed_quantity(line.discount * 10) if line.discount else ""
            case "vat":
                return line.vat_rate.value
        return ""

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        line, key = self.records[index.row()], self.columns[index.column()].key
        try:
            changed = _taken(line, key, str(value).strip())
        except ValueError as fault:
            self.refused.emit(index, str(fault))
            return False
        if changed != line:
            self._put(index.row(), changed)
        return True


def _taken(line: DraftLine, key: str, text: str) -> DraftLine:
    """The line with what was typed. Raises ValueError with the sentence that says what is wrong."""
    match key:
        case "quantity":
            return line.times(quantity_typed(text, line))
        case "price":
            price = _number(price_from_text, text, QCoreApplication.translate("Lines", "The price is a number: 48,90"))
            if price < 0:
                raise ValueError(QCoreApplication.translate("Lines", "The price cannot be below zero."))
            return line if price == line.unit_price else replace(line, unit_price=price, by_hand=True)
        case "discount":
            told = QCoreApplication.translate("Lines", "The discount is a percentage from 0 to 100.")
            percent = _number(quantity_from_text, text.rstrip("% ") or "0", told)
            if not 0 <= percent <= 100_000:
                raise ValueError(told)
            return replace(line, discount=percent // 10)
        case "vat":
            found = {rate.value: rate for rate in VatRate}.get(text.rstrip("% .").lower())
            if found is None:
                told = QCoreApplication.translate("Lines", "VAT rates are: {rates}.")
                raise ValueError(told.format(rates=", ".join(rate.value for rate in VatRate)))
            return replace(line, vat_rate=found)
    return line


def quantity_typed(text: str, line: DraftLine) -> int:
    """Thousandths. Raises ValueError with the sentence that says what is wrong."""
    told = QCoreApplication.translate("Lines", "The quantity is a number above zero: 12 or 2,5.")
    quantity = _number(quantity_from_text, text, told)
    if not 0 < quantity < MOST_QUANTITY:
        raise ValueError(told)
    if line.goods and line.goods.product.whole_units and quantity % 1000:
        whole = QCoreApplication.translate("Lines", "“{name}” is sold in whole units ({unit}).")
        raise ValueError(whole.format(name=line.name, unit=formats.unit(line.unit)))
    return quantity


def _number(read: Any, text: str, told: str) -> int:
    try:
        return int(read(text))
    except ValueError as fault:
        raise ValueError(told) from fault
