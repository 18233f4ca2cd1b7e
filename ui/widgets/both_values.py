"""Someone saved while one typed: both values of each field beside each other, and the person chooses (law 4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme import GAP, GRID
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.cards import Card, text_label
from ui.widgets.choice import Choice
from ui.widgets.elided import in_two_lines
from ui.widgets.parts import row, text

LONGEST, BEFORE = 70, 20
"""Letters of a value that are shown, and how many of them stand before the place where the two part."""
WIDEST_TITLE = 160
"""Pixels: goods have long names."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A field that both say otherwise, as a person reads it; `touched`: it was typed here, and not only saved there."""

    key: str
    title: str
    mine: str
    theirs: str
    touched: bool


class BothValues(Card):
    """`chosen` carries the keys of the fields whose own value holds; `left` when the person goes back to the fields.

    What only one of the two changed is proposed as that one changed it.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("both_values")
        self._choices: dict[str, Choice] = {}
        self._groups: list[QButtonGroup] = []
        self.title.setText(self.tr("Someone saved this while you were typing"))
        self.title.show()

    def show_fields(self, fields: Iterable[Differing]) -> None:
        self.clear()
        self._choices, self._groups = {}, []
        explained = self.tr("Nothing was overwritten. Choose which value to keep where the two differ.")
        self.body.addWidget(text(explained, role="muted", wrap=True))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, GRID, 0, 2 * GRID)
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(2 * GRID)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, title in enumerate((self.tr("Field"), self.tr("You typed"), self.tr("Saved meanwhile"))):
            grid.addWidget(text_label(title, "small"), 0, place)
        for field in fields:
            self._add(grid, field)
        self.body.addWidget(holder)
        self.body.addWidget(self._foot())
        if self._groups:
            self._groups[0].checkedButton().setFocus()

    def scrolling(self) -> QScrollArea:
        """In an area of its own, since there may be many fields."""
        area, holder = QScrollArea(), QWidget()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self)
        column.addStretch(1)
        area.setWidget(holder)
        return area

    def _foot(self) -> QWidget:
        save = PrimaryButton(self.tr("Save the chosen values"), shortcut="Ctrl+Return")
        save.setObjectName("save_chosen")
        save.clicked.connect(self._on_save)
        back = Button(self.tr("Back to the form"))
        back.setObjectName("back_to_form")
        back.clicked.connect(self.left)
        return row(None, back, save)

    def _add(self, grid: QGridLayout, field: Differing) -> None:
        at, group = grid.rowCount(), QButtonGroup(self)
        own, other = (part or self.tr("(empty)") for part in parted(field.mine, field.theirs))
        mine, theirs = Choice(own), Choice(other)
        mine.setObjectName(f"mine_{field.key}")
        theirs.setObjectName(f"theirs_{field.key}")
        mine.setAccessibleName(self.tr("{field}, you typed: {value}").format(field=field.title, value=own))
        theirs.setAccessibleName(self.tr("{field}, saved: {value}").format(field=field.title, value=other))
        title = text_label("\n".join(in_two_lines(self.fontMetrics(), field.title, WIDEST_TITLE)))
        title.setToolTip(field.title)
        grid.addWidget(title, at, 0)
        for place, (button, whole) in enumerate(((mine, field.mine), (theirs, field.theirs)), 1):
            button.setToolTip(whole)
            group.addButton(button)
            grid.addWidget(button, at, place)
        (mine if field.touched else theirs).setChecked(True)
        self._groups.append(group)
        self._choices[field.key] = mine

    def _on_save(self) -> None:
        self.chosen.emit(frozenset(key for key, mine in self._choices.items() if mine.isChecked()))


def parted(mine: str, theirs: str) -> tuple[str, str]:
    """Both in one line each; long ones begin a little before the first letter that differs, so that one sees it."""
    one, other = (" ".join(value.split()) for value in (mine, theirs))
    if max(len(one), len(other)) <= LONGEST:
        return one, other
    alike = min(len(one), len(other))
    parts = next((at for at in range(alike) if one[at] != other[at]), alike)
    start = max(0, parts - BEFORE)
    return _cut(one, start), _cut(other, start)


def _cut(value: str, start: int) -> str:
    part = value[start : start + LONGEST].strip()
    before, after = "…" if start and part else "", "…" if len(value) > start + LONGEST else ""
    return f"{before}{part}{after}"
