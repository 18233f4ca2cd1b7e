"""Two records that may be one customer, side by side: who stays, and which value holds in each field."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.customers.queries import show_customer
from crm_desktop.customers.records import CustomerCard, MergeCustomers
from db.vocabulary import CustomerKind
from ui import formats
from ui.customers.form import Values, values_of
from ui.customers.side import address_lines
from ui.theme import GAP, GRID
from ui.widgets.bars import PageHead
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.cards import Card, Line, text_label
from ui.widgets.parts import Told, text, word

FIELDS = {"name": "name", "kind": "kind", "nip": "nip", "email": "email", "phone": "phone"}
ALSO = {"group": "group_id", "region": "region", "note": "note"}
"""Of the form -> of the merge."""


@dataclass(frozen=True, slots=True)
class Pair:
    one: CustomerCard
    other: CustomerCard


def read_pair(session: Any, one_id: int, other_id: int) -> Pair:
    return Pair(show_customer(session, one_id), show_customer(session, other_id))


def _seat(card: CustomerCard) -> str:
    return ", ".join(address_lines(card.address, but_name=card.row.name, but_phone=card.row.phone))


class Compare(QWidget):
    """`merge_chosen` carries a MergeCustomers, `apart_chosen` the two keys."""

    merge_chosen = Signal(object)
    apart_chosen = Signal(int, int)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("customer_compare")
        self._pair: Pair | None = None
        self._stays: list[QRadioButton] = []
        self._fields: dict[str, list[QRadioButton]] = {}
        self._groups: list[QButtonGroup] = []
        self._head = PageHead(self.tr("One customer or two?"))
        self._back = Button(self.tr("Back"), shortcut="Esc")
        self._apart = Button(self.tr("Not duplicates"), "users")
        self._apart.setObjectName("keep_apart")
        self._merge = PrimaryButton(self.tr("Merge"), "git-merge", shortcut="Ctrl+Return")
        self._merge.setObjectName("merge_customers")
        for button in (self._back, self._apart, self._merge):
            self._head.add(button)
        self.told = Told()
        self._card = Card()
        self._lay_out()
        self._back.clicked.connect(self.left)
        self._apart.clicked.connect(self._on_apart)
        self._merge.clicked.connect(self._on_merge)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addWidget(self.told)
        column.addWidget(self._card)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(scroll.focusPolicy().NoFocus)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head)
        outer.addWidget(scroll, 1)

    def show_pair(self, pair: Pair) -> None:
        """The older stays unless the person says otherwise; an empty value never wins over one that is told."""
        self._pair = pair
        self.told.dismiss()
        explained = self.tr("Everything goes to one customer. The merge can be fully undone.")
        self._head.set_title(self._head.title.text(), explained)
        self._card.clear()
        self._fields, self._groups, self._stays = {}, [], []
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(2 * GRID)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        self._add_stays(grid, pair)
        one, other = values_of(pair.one), values_of(pair.other)
        for key in (*FIELDS, *ALSO):
            self._add_field(grid, key, one, other)
        self._add_facts(grid, pair)
        self._card.body.addWidget(holder)
        self._stays[0].setFocus()

    def _titles(self) -> dict[str, str]:
        return {
            "name": self.tr("Name"),
            "kind": self.tr("Kind"),
            "nip": self.tr("NIP"),
            "email": self.tr("E-mail"),
            "phone": self.tr("Phone"),
            "group": self.tr("Group"),
            "region": self.tr("Region"),
            "note": self.tr("Note"),
        }

    def _add_stays(self, grid: QGridLayout, pair: Pair) -> None:
        grid.addWidget(text(self.tr("Keep"), role="strong"), 0, 0)
        group = QButtonGroup(self)
        for place, card in enumerate((pair.one, pair.other), 1):
            button = QRadioButton(card.row.code)
            button.setObjectName(f"stays_{place}")
            button.setAccessibleName(self.tr("Keep: {customer}").format(customer=f"{card.row.name} ({card.row.code})"))
            group.addButton(button)
            grid.addWidget(button, 0, place)
            self._stays.append(button)
        self._stays[0].setChecked(True)
        self._groups.append(group)
        grid.addWidget(Line(), 1, 0, 1, 3)

    def _add_field(self, grid: QGridLayout, key: str, one: Values, other: Values) -> None:
        at = grid.rowCount()
        title = self._titles()[key]
        said = [self._said(key, values.fields[key]) for values in (one, other)]
        grid.addWidget(text_label(title, "muted"), at, 0)
        if one.fields[key] == other.fields[key]:
            grid.addWidget(text(said[0], role="muted", wrap=True), at, 1, 1, 2)
            return
        group, buttons = QButtonGroup(self), []
        for place, value in enumerate(said, 1):
            button = QRadioButton(value)
            button.setObjectName(f"{key}_{place}")
            button.setAccessibleName(f"{title}: {value}")
            button.setToolTip(value)
            group.addButton(button)
            grid.addWidget(button, at, place)
            buttons.append(button)
        buttons[0 if one.fields[key] else 1].setChecked(True)
        self._groups.append(group)
        self._fields[key] = buttons

    def _said(self, key: str, value: str) -> str:
        if key == "kind":
            return word(CustomerKind(value))
        return " ".join(value.split()) or self.tr("(empty)")

    def _add_facts(self, grid: QGridLayout, pair: Pair) -> None:
        grid.addWidget(Line(), grid.rowCount(), 0, 1, 3)
        facts = (
            (self.tr("Address"), _seat),
            (self.tr("Orders"), lambda card: formats.count(len(card.orders))),
            (self.tr("Inquiries"), lambda card: formats.count(len(card.inquiries))),
            (self.tr("Consents"), lambda card: formats.count(len(card.consents))),
            (self.tr("Last activity"), lambda card: formats.when(card.row.status_at)),
        )
        for title, said in facts:
            at = grid.rowCount()
            grid.addWidget(text_label(title, "muted"), at, 0)
            for place, card in enumerate((pair.one, pair.other), 1):
                grid.addWidget(text(said(card) or formats.NOTHING, wrap=True), at, place)

    def _on_merge(self) -> None:
        if self._pair is None:
            return
        first = self._stays[0].isChecked()
        kept, gone = (self._pair.one, self._pair.other) if first else (self._pair.other, self._pair.one)
        place_of_gone = 1 if first else 0
        names = {**FIELDS, **ALSO}
        take = tuple(names[key] for key, buttons in self._fields.items() if buttons[place_of_gone].isChecked())
        self.merge_chosen.emit(
            MergeCustomers(kept.row.customer_id, gone.row.customer_id, take, kept.version, gone.version)
        )

    def _on_apart(self) -> None:
        if self._pair is not None:
            self.apart_chosen.emit(self._pair.one.row.customer_id, self._pair.other.row.customer_id)
