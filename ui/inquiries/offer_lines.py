"""The lines of an offer as they are typed: quantity, price, discount, each checked at its place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QToolButton, QWidget

from crm_desktop.inquiries.records import OfferedLine
from crm_desktop.money import DISCOUNT_SCALE, line_net, price_from_text, quantity_from_text
from ui import formats
from ui.theme import GRID, icon
from ui.widgets.parts import text

FIELD = 92


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line as its fields read."""

    product_id: int
    name: str
    unit: str
    available: int | None
    quantity: str
    price: str
    discount: str = ""


@dataclass(slots=True, eq=False)
class _Fields:
    line: TypedLine
    quantity: QLineEdit
    price: QLineEdit
    discount: QLineEdit
    net: QLabel
    others: list[QWidget] = field(default_factory=list)

    @property
    def widgets(self) -> list[QWidget]:
        return [*self.others, self.quantity, self.price, self.discount, self.net]


class OfferLines(QWidget):
    """`changed` when anything is typed, added or taken out."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("offer_lines")
        self._rows: list[_Fields] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(0, 1)
        heads = (
            self.tr("Goods"),
            self.tr("Available"),
            self.tr("Quantity"),
            self.tr("Net price"),
            self.tr("Discount %"),
            self.tr("Net"),
        )
        for column, title in enumerate(heads):
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(text(title, role="small"), 0, column, side)

    def set_lines(self, lines: tuple[TypedLine, ...]) -> None:
        for row in self._rows:
            _drop(row)
        self._rows = []
        for line in lines:
            self._append(line)
        self.changed.emit()

    def add(self, line: TypedLine) -> None:
        """A further line, its quantity ready to be typed over."""
        self._append(line)
        self._rows[-1].quantity.setFocus()
        self._rows[-1].quantity.selectAll()
        self.changed.emit()

    def begin(self) -> bool:
        """The first quantity gets the focus; False where there is no line."""
        if self._rows:
            self._rows[0].quantity.setFocus()
            self._rows[0].quantity.selectAll()
        return bool(self._rows)

    def typed(self) -> tuple[TypedLine, ...]:
        return tuple(
            TypedLine(
                row.line.product_id,
                row.line.name,
                row.line.unit,
                row.line.available,
                row.quantity.text(),
                row.price.text(),
                row.discount.text(),
            )
            for row in self._rows
        )

    def offered(self) -> tuple[OfferedLine, ...] | None:
        """The lines as numbers; None where one is wrong, which is then marked and gets the focus."""
        found = [self._read(row) for row in self._rows]
        wrong = next((row for row, line in zip(self._rows, found, strict=True) if line is None), None)
        if wrong is not None:
            next(box for box in (wrong.quantity, wrong.price, wrong.discount) if box.property("wrong")).setFocus()
            return None
        return tuple(line for line in found if line is not None)

    def net(self) -> int:
        """Of the lines that can be read, minor units."""
        return sum(_net(line) for line in map(self._read, self._rows) if line is not None)

    def _append(self, line: TypedLine) -> None:
        at = self._grid.rowCount()
        name = text(line.name, wrap=True)  # whole, though the list stands beside it: names differ at their ends
        there = formats.NOTHING if line.available is None else formats.quantity(line.available, line.unit)
        available = text(there, role="muted")
        boxes = [
            self._box(title, value)
            for title, value in (
                (self.tr("Quantity: {goods}"), line.quantity),
                (self.tr("Net price: {goods}"), line.price),
                (self.tr("Discount in percent: {goods}"), line.discount),
            )
        ]
        for box in boxes:
            box.setAccessibleName(box.accessibleName().format(goods=line.name))
        net = text("", role="strong")
        net.setMinimumWidth(FIELD)
        net.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        out = QToolButton()
        out.setIcon(icon("x"))
        out.setToolTip(self.tr("Remove"))
        out.setAccessibleName(self.tr("Remove: {goods}").format(goods=line.name))
        row = _Fields(line, *boxes, net, [name, available, out])
        for column, widget in enumerate((name, available, *boxes, net, out)):
            side = Qt.AlignmentFlag.AlignRight if column == 1 else Qt.AlignmentFlag(0)
            self._grid.addWidget(widget, at, column, side)
        self._rows.append(row)
        for box in boxes:
            box.textChanged.connect(self.changed)
        self.changed.connect(partial(self._show_net, row))
        out.clicked.connect(partial(self._take_out, row))

    def _box(self, title: str, value: str) -> QLineEdit:
        made = QLineEdit(value)
        made.setAccessibleName(title)
        made.setFixedWidth(FIELD)
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
        return made

    def _take_out(self, row: _Fields) -> None:
        self._rows.remove(row)
        _drop(row)
        self.changed.emit()

    def _show_net(self, row: _Fields) -> None:
        if row in self._rows:
            line = self._read(row)
            row.net.setText(formats.amount(_net(line)) if line is not None else formats.NOTHING)

    def _read(self, row: _Fields) -> OfferedLine | None:
        quantity = _number(row.quantity, quantity_from_text, least=1)
        price = _number(row.price, price_from_text, least=0)
        discount = _number(row.discount, _discount_from_text, least=0, most=DISCOUNT_SCALE)
        if quantity is None or price is None or discount is None:
            return None
        return OfferedLine(row.line.product_id, quantity, price, discount)


def _net(line: OfferedLine) -> int:
    return line_net(quantity=line.quantity, unit_price=line.unit_price or 0, discount=line.discount)


def _discount_from_text(typed: str) -> int:
    """ "5" -> 500 ten-thousandths; nothing is nothing."""
    return price_from_text(typed.replace("%", "")) // 100 if typed.strip() else 0


def _number(box: QLineEdit, read: Callable[[str], int], *, least: int, most: int | None = None) -> int | None:
    """The number in `box`, or None and the box marked as wrong."""
    try:
        value: int | None = read(box.text())
    except ValueError:
        value = None
    if value is not None and (value < least or (most is not None and value > most)):
        value = None
    wrong = "true" if value is None else ""
    if box.property("wrong") != wrong:
        box.setProperty("wrong", wrong)
        box.style().unpolish(box)
        box.style().polish(box)
    return value


def _drop(row: _Fields) -> None:
    for widget in row.widgets:
        widget.hide()
        QObject.deleteLater(widget)
