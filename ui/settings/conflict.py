"""Someone saved while one typed: both values of each field beside each other, and the person chooses."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from ui.settings.asks import Kind, Values
from ui.settings.form import Form
from ui.theme import GAP, GRID
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.cards import Card, text_label
from ui.widgets.parts import row, text

LONGEST = 80


class BothValues(Card):
    """`chosen` carries the values that shall be saved; `left` when the person goes back to the fields."""

    chosen = Signal(dict)
    left = Signal()

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.setObjectName("both_values")
        self._form = form
        self._mine: Values = {}
        self._theirs: Values = {}
        self._choices: dict[str, QRadioButton] = {}
        self._groups: list[QButtonGroup] = []
        self.title.setText(self.tr("Someone saved this while you were typing"))
        self.title.show()

    def show_both(self, opened: Mapping[str, Any], mine: Values, theirs: Values) -> bool:
        """False where the other touched nothing that is asked here, so that there is nothing to choose."""
        self._mine, self._theirs, self._choices, self._groups = mine, theirs, {}, []
        self.clear()
        explained = self.tr("Nothing was overwritten. Choose which value to keep where the two differ.")
        self.body.addWidget(text(explained, role="muted", wrap=True))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, title in enumerate((self.tr("Field"), self.tr("You typed"), self.tr("Saved meanwhile"))):
            grid.addWidget(text_label(title, "small"), 0, place)
        moved = False
        for key, ask in self._form.asks().items():
            if ask.kind is Kind.SECRET or mine.get(key) == theirs.get(key):
                continue
            moved = moved or theirs.get(key) != opened.get(key)
            self._add(grid, key, touched=mine.get(key) != opened.get(key))
        if not moved:
            return False
        self.body.addWidget(holder)
        save = PrimaryButton(self.tr("Save the chosen values"))
        save.setObjectName("save_chosen")
        save.clicked.connect(self._on_save)
        back = Button(self.tr("Back to the form"))
        back.clicked.connect(self.left)
        self.body.addWidget(row(None, back, save))
        next(iter(self._choices.values())).setFocus()
        return True

    def _add(self, grid: QGridLayout, key: str, *, touched: bool) -> None:
        at, title, group = grid.rowCount(), self._form.asks()[key].title, QButtonGroup(self)
        own, other = (self._short(self._form.said(key, values.get(key, ""))) for values in (self._mine, self._theirs))
        mine, theirs = QRadioButton(own), QRadioButton(other)
        mine.setObjectName(f"mine_{key}")
        theirs.setObjectName(f"theirs_{key}")
        mine.setAccessibleName(self.tr("{field}, you typed: {value}").format(field=title, value=own))
        theirs.setAccessibleName(self.tr("{field}, saved: {value}").format(field=title, value=other))
        grid.addWidget(text_label(title), at, 0)
        for place, button in enumerate((mine, theirs), 1):
            group.addButton(button)
            grid.addWidget(button, at, place)
        (mine if touched else theirs).setChecked(True)
        self._groups.append(group)
        self._choices[key] = mine

    def _short(self, value: str) -> str:
        return " ".join(value.split())[:LONGEST] or self.tr("(empty)")

    def _on_save(self) -> None:
        kept = {key: self._mine[key] for key, mine in self._choices.items() if mine.isChecked()}
        secrets = {key: self._mine[key] for key, ask in self._form.asks().items() if ask.kind is Kind.SECRET}
        self.chosen.emit({**self._theirs, **secrets, **kept})
