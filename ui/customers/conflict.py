"""Someone saved while one typed: both values of each field beside each other, and the person chooses."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from crm_desktop.customers.records import KeptAddress
from ui.customers.form import Values
from ui.customers.side import address_lines
from ui.theme import GAP, GRID
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.cards import Card, text_label
from ui.widgets.parts import row, text

LONGEST = 120


def addresses_text(addresses: tuple[KeptAddress, ...]) -> str:
    return "; ".join(", ".join(address_lines(each.address)) for each in addresses)


class Conflict(Card):
    """`chosen` carries the Values that shall be saved; `left` when the person goes back to the fields."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("customer_conflict")
        self.title.setText(self.tr("Someone saved this customer while you were typing"))
        self.title.show()
        self._mine, self._theirs = Values({}), Values({})
        self._choices: dict[str, QRadioButton] = {}
        self._groups: list[QButtonGroup] = []

    def show_both(self, *, opened: Values, mine: Values, theirs: Values, titles: dict[str, str]) -> bool:
        """False when there is nothing to choose. What only one of the two changed is proposed as changed."""
        self._mine, self._theirs = mine, theirs
        self.clear()
        self._choices, self._groups = {}, []
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
        for key, title in titles.items():
            own, other = self._said(mine, key), self._said(theirs, key)
            if own != other:
                touched = own != self._said(opened, key)
                self._add(grid, key, title, own, other, touched=touched)
        self.body.addWidget(holder)
        save = PrimaryButton(self.tr("Save the chosen values"), shortcut="Ctrl+Return")
        save.setObjectName("save_chosen")
        save.clicked.connect(self._on_save)
        back = Button(self.tr("Back to the form"))
        back.clicked.connect(self.left)
        self.body.addWidget(row(None, back, save))
        if self._choices:
            next(iter(self._choices.values())).setFocus()
        return bool(self._choices)

    def _said(self, values: Values, key: str) -> str:
        return addresses_text(values.others) if key == "others" else values.fields.get(key, "")

    def _add(self, grid: QGridLayout, key: str, title: str, own: str, other: str, *, touched: bool) -> None:
        at = grid.rowCount()
        group = QButtonGroup(self)
        mine, theirs = QRadioButton(self._shown(own)), QRadioButton(self._shown(other))
        mine.setObjectName(f"mine_{key}")
        theirs.setObjectName(f"theirs_{key}")
        mine.setAccessibleName(self.tr("{field}, you typed: {value}").format(field=title, value=self._shown(own)))
        theirs.setAccessibleName(self.tr("{field}, saved: {value}").format(field=title, value=self._shown(other)))
        for place, button in enumerate((mine, theirs), 1):
            button.setToolTip(own if button is mine else other)
            group.addButton(button)
            grid.addWidget(button, at, place)
        grid.addWidget(text_label(title), at, 0)
        (mine if touched else theirs).setChecked(True)
        self._groups.append(group)
        self._choices[key] = mine

    def _shown(self, value: str) -> str:
        return " ".join(value.split())[:LONGEST] or self.tr("(empty)")

    def _on_save(self) -> None:
        fields = dict(self._theirs.fields)
        for key, mine in self._choices.items():
            if key != "others" and mine.isChecked():
                fields[key] = self._mine.fields[key]
        own_places = "others" in self._choices and self._choices["others"].isChecked()
        self.chosen.emit(Values(fields, self._mine.others if own_places else self._theirs.others))
