"""Page 4: what is promised, what is short, and what can be done about it."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crm_desktop.orders.records import OrderCard, OrderLine
from db.vocabulary import LineKind, OrderStatus
from ui import formats
from ui.orders.matter import Matter
from ui.tables import Column, TableView
from ui.theme import GAP, GRID, Meaning, icon
from ui.widgets.buttons import Button
from ui.widgets.cards import Line
from ui.widgets.entrance import opens_at
from ui.widgets.parts import text


@dataclass(frozen=True, slots=True)
class Promise:
    """A line with what it still wants and how much of that is missing (thousandths)."""

    line: OrderLine
    wanted: int
    missing: int
    promised: bool


def promises_of(card: OrderCard) -> list[Promise]:
    """What is available goes to the lines in their order, as reserving would take it."""
    promised = card.row.status not in (OrderStatus.DRAFT, OrderStatus.PLACED)
    left: dict[int, int] = {}
    found = []
    for line in card.lines:
        wanted = line.quantity - line.issued - line.later
        there = left.setdefault(line.product_id or 0, max(line.available, 0))
        short = promised or line.kind is not LineKind.GOODS or line.product_id is None
        missing = 0 if short else max(0, wanted - there)
        left[line.product_id or 0] = max(0, there - wanted)
        found.append(Promise(line, wanted, missing, promised))
    return found


class ReservePage(QWidget):
    """`warehouse_chosen` carries a warehouse's key, `instead_wanted` a line's and a product's."""

    warehouse_chosen = Signal(int)
    part_wanted = Signal()
    change_wanted = Signal(str)
    instead_wanted = Signal(int, int)
    wait_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._hint = text(wrap=True, role="muted", name="reserve_hint")
        self._short_code = ""
        self._table = TableView(
            [
                Column("goods", self.tr("Goods"), lambda r: r.line.name, stretch=True, hint=lambda r: r.line.name),
                Column("code", self.tr("Code"), lambda r: r.line.code, muted=True),
                Column("wanted", self.tr("Needed"), lambda r: r.wanted, text=formats.quantity, right=True, width=90),
                Column("unit", self.tr("Unit"), lambda r: formats.unit(r.line.unit), muted=True),
                Column(
                    "available",
                    self.tr("Available"),
                    lambda r: r.line.available,
                    text=formats.quantity,
                    right=True,
                    width=100,
                ),
                Column("state", self.tr("State"), self._state, meaning=_meaning, width=170),
            ],
            empty=self.tr("No goods yet."),
            name="reserve_lines",
            title=self.tr("Lines of the order"),
        )
        self._choices = self._build_choices()
        frame = QFrame()
        frame.setProperty("look", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, GAP, 1, 1)
        column.setSpacing(2 * GRID)
        self._hint.setContentsMargins(GAP, 0, GAP, 0)
        column.addWidget(self._hint)
        column.addWidget(self._choices)
        column.addWidget(Line())
        column.addWidget(self._table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        opens_at(self, self._table)

    def _build_choices(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(GAP, 0, GAP, 0)
        line.setSpacing(2 * GRID)
        self._part = Button(self.tr("Part now, the rest later"), "package")
        self._elsewhere = Button(self.tr("From another warehouse"), "buildings")
        self._substitute = Button(self.tr("Substitute…"), "swap")
        self._wait = Button(self.tr("Wait"), "clock")
        self._houses = QMenu(self._elsewhere)
        self._elsewhere.setMenu(self._houses)
        self._instead = QMenu(self._substitute)
        self._substitute.setMenu(self._instead)
        named = (
            (self._part, "part_now"),
            (self._elsewhere, "other_warehouse"),
            (self._substitute, "substitute"),
            (self._wait, "wait_for_goods"),
        )
        for button, name in named:
            button.setObjectName(name)
            button.setAccessibleName(button.text())
            line.addWidget(button)
        line.addStretch(1)
        self._part.clicked.connect(self.part_wanted)
        self._wait.clicked.connect(self.wait_wanted)
        return holder

    def _state(self, promise: Promise) -> str:
        later = promise.line.later
        if promise.missing:
            return self.tr("short {count}").format(count=formats.quantity(promise.missing, promise.line.unit))
        if not promise.wanted and not later:
            return self.tr("✓ issued")
        if later:
            return self.tr("later {count}").format(count=formats.quantity(later, promise.line.unit))
        return self.tr("✓ reserved") if promise.promised else self.tr("✓ enough")

    def show_matter(self, matter: Matter) -> None:
        card = matter.card
        promises = promises_of(card)
        short = [promise for promise in promises if promise.missing]
        self._short_code = short[0].line.code if short else ""
        self._table.set_records(promises)
        self._choices.setVisible(bool(short))
        some = any(promise.wanted > promise.missing for promise in promises)
        self._part.setEnabled(some)
        self._fill_houses(matter)
        self._fill_instead(matter)
        self._hint.setText(self._said(card, len(short)))

    def _said(self, card: OrderCard, short: int) -> str:
        if short:
            told = self.tr("%n line(s) short in {warehouse}.", "", short).format(warehouse=card.warehouse)
            return told + " " + self.tr("Nothing is reserved yet; the order waits for your decision.")
        if card.row.status is OrderStatus.PLACED:
            return self.tr("Reserved goods are kept for this customer; nobody else can get them.")
        if card.row.status is OrderStatus.DRAFT:
            return self.tr("Goods are reserved once the order is placed.")
        return self.tr("These goods are reserved for the customer or have left ({warehouse}).").format(
            warehouse=card.warehouse
        )

    def _fill_instead(self, matter: Matter) -> None:
        """Under each line that is short: what is there of its kind; last, whatever a person types."""
        self._instead.clear()
        for line, found in matter.instead:
            self._instead.addSection(self.tr("Instead of {goods}").format(goods=line.name))
            for one in found:
                there = formats.quantity(one.available, one.unit)
                told = f"{one.name} · {there} · {formats.price(one.price)}"
                action = self._instead.addAction(icon("swap"), told)
                action.triggered.connect(partial(self.instead_wanted.emit, line.line_id, one.product_id))
            if not found:
                self._instead.addAction(self.tr("Nothing from the same group is in stock.")).setEnabled(False)
        self._instead.addSeparator()
        other = self._instead.addAction(self.tr("Other goods: change the order…"))
        other.triggered.connect(lambda: self.change_wanted.emit(self._short_code))

    def _fill_houses(self, matter: Matter) -> None:
        self._houses.clear()
        for house in matter.elsewhere:
            told = (
                self.tr("%n line(s) short there", "", house.short)
                if house.short
                else self.tr("has everything", "a warehouse")
            )
            action = self._houses.addAction(icon("buildings"), f"{house.code} · {house.name} ({told})")
            action.triggered.connect(partial(self.warehouse_chosen.emit, house.warehouse_id))
        self._elsewhere.setEnabled(bool(matter.elsewhere))


def _meaning(promise: Promise) -> Meaning:
    if promise.missing:
        return Meaning.BAD if promise.missing >= promise.wanted else Meaning.ATTENTION
    return Meaning.ATTENTION if promise.line.later else Meaning.GOOD
