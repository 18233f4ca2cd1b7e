"""What each employee is to sell, month by month of a year: set beside what was reached in Who sells."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.clock import now
from crm_desktop.errors import KnownError, StaleRecord
from crm_desktop.money import minor_from_text
from crm_desktop.worth.records import ExpenseChoices
from crm_desktop.worth.service import expense_choices
from crm_desktop.worth.targets import MONTHS, SetTargets, Targets, set_targets, targets_of
from ui import formats, words
from ui.seat import Seat
from ui.theme import GAP, GRID
from ui.typed import TypedForm, given_back
from ui.widgets.both_values import BothValues, Differing
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.fields import Field
from ui.widgets.parts import Told, text

WIDTH, COLUMNS = 560, 3
BACK, AHEAD = 5, 2
"""Years that can be chosen around this one."""


class TargetsForm(QDialog):
    """Does not block the window behind it; an empty month has no target. Where another set them meanwhile, both stand
    beside each other, month by month."""

    def __init__(self, seat: Seat, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setObjectName("targets_form")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Sales targets"))
        self._seat = seat
        self._before: tuple[int, ...] = (0,) * MONTHS
        self._mine = self._theirs = self._before
        self._build()
        self._lay_out()
        self._connect()
        self._typed = TypedForm(seat.typed, self, names=tuple(f"target_{number}" for number in range(1, 10)))
        self._seat.read(expense_choices, self._show_choices, owner=self)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._typed.end()
        super().closeEvent(event)

    def _build(self) -> None:
        self._employee, self._year = QComboBox(), QComboBox()
        self._employee.setObjectName("target_employee")
        self._year.setObjectName("target_year")
        this = formats.local(now()).year
        for year in range(this - BACK, this + AHEAD + 1):
            self._year.addItem(str(year), year)
        self._year.setCurrentIndex(BACK)
        self._months = [QLineEdit() for _ in range(MONTHS)]
        self._fields = [Field(_month(number), line) for number, line in enumerate(self._months, 1)]
        for number, line in enumerate(self._months, 1):
            line.setObjectName(f"target_{number}")
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._whole = text(role="small", name="target_whole")
        self._all_alike = Button(self.tr("All like January"))
        self._all_alike.setObjectName("targets_alike")
        self._told, self._both, self._stack = Told(), BothValues(), QStackedWidget()
        self._save = PrimaryButton(self.tr("Save"), "", "Ctrl+Return")
        self._save.setObjectName("save_targets")
        self._leave = Button(self.tr("Close"), shortcut="Esc")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2 * GAP)
        head.addWidget(Field(self.tr("Employee"), self._employee), 2)
        head.addWidget(Field(self.tr("Year"), self._year), 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(2 * GRID)
        for place, field in enumerate(self._fields):
            grid.addWidget(field, place // COLUMNS, place % COLUMNS)
        foot = QHBoxLayout()
        foot.addWidget(self._whole, 1)
        for button in (self._all_alike, self._leave, self._save):
            foot.addWidget(button)
        fields = QWidget()
        inside = QVBoxLayout(fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(GAP)
        inside.addLayout(head)
        inside.addWidget(text(self.tr("Net, in the company's currency. An empty month has no target."), role="small"))
        inside.addLayout(grid)
        inside.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._told)
        self._stack.addWidget(fields)
        self._stack.addWidget(self._both)
        column.addWidget(self._stack)
        self.resize(WIDTH, self.sizeHint().height())

    def _connect(self) -> None:
        self._employee.currentIndexChanged.connect(lambda _at: self._read())
        self._year.currentIndexChanged.connect(lambda _at: self._read())
        for line in self._months:
            line.textEdited.connect(lambda _text: self._add_up())
        self._all_alike.clicked.connect(self._on_alike)
        self._save.clicked.connect(self._on_save)
        self._leave.clicked.connect(self.close)
        self._both.chosen.connect(self._on_chosen)
        self._both.left.connect(lambda: self._stack.setCurrentIndex(0))

    def _show_choices(self, found: ExpenseChoices) -> None:
        for key, name in found.employees:
            self._employee.addItem(name, key)

    def _read(self) -> None:
        employee, year = self._employee.currentData(), int(self._year.currentData())
        if employee:
            self._seat.read(lambda s: targets_of(s, employee, year), self._show, owner=self, latest="targets")

    def _show(self, found: Targets) -> None:
        self._stack.setCurrentIndex(0)
        self._before = found.amounts
        for line, amount in zip(self._months, found.amounts, strict=True):
            line.blockSignals(True)
            line.setText(formats.amount(amount) if amount else "")
            line.blockSignals(False)
        if self._typed.begin(f"targets/{found.employee}/{found.year}"):
            self._told.say(given_back(), good=True)
        self._add_up()

    def _amounts(self) -> list[int | None]:
        """None where what stands there is no amount."""
        return [_amount(line.text()) for line in self._months]

    def _add_up(self) -> None:
        for field in self._fields:
            field.show_fault("")
        whole = sum(amount or 0 for amount in self._amounts())
        self._whole.setText(self.tr("In the year: {amount}").format(amount=formats.amount(whole)))

    def _on_alike(self) -> None:
        for line in self._months[1:]:
            line.setText(self._months[0].text())
        self._add_up()

    def _on_save(self) -> None:
        amounts = self._amounts()
        wrong = [place for place, amount in enumerate(amounts) if amount is None]
        for place in wrong:
            self._fields[place].show_fault(self.tr("An amount, e.g. 120 or 99.50"))
        if wrong:
            self._months[wrong[0]].setFocus()
            return
        self._set(tuple(amount or 0 for amount in amounts), over=self._before)

    def _set(self, amounts: tuple[int, ...], *, over: tuple[int, ...]) -> None:
        self._mine = amounts
        command = SetTargets(str(self._employee.currentData()), int(self._year.currentData()), amounts, over)
        self._save.setEnabled(False)
        self._seat.do(set_targets, command, self._on_saved, owner=self, on_error=self._on_refused)

    def _on_saved(self, saved: Targets) -> None:
        self._save.setEnabled(True)
        self._typed.end()
        said = self.tr("Set: {name}, {year}.").format(name=self._employee.currentText(), year=saved.year)
        self._told.say(said, good=True)
        self._show(saved)

    def _on_refused(self, refusal: KnownError) -> None:
        """What is typed stays; what another set meanwhile is asked about."""
        self._save.setEnabled(True)
        if isinstance(refusal, StaleRecord):
            employee, year = str(self._employee.currentData()), int(self._year.currentData())
            self._seat.read(lambda s: targets_of(s, employee, year), self._meet, owner=self, latest="targets")
        else:
            self._told.refuse(refusal)

    def _meet(self, theirs: Targets) -> None:
        self._theirs = theirs.amounts
        rows = zip(self._mine, theirs.amounts, self._before, strict=True)
        differ = [
            Differing(str(number), _month(number), _said(mine), _said(their), mine != before)
            for number, (mine, their, before) in enumerate(rows, 1)
            if mine != their
        ]
        if differ:
            self._told.dismiss()
            self._both.show_fields(differ)
            self._stack.setCurrentIndex(1)
        else:
            self._set(theirs.amounts, over=theirs.amounts)

    def _on_chosen(self, kept: frozenset[str]) -> None:
        """Over what was seen; who goes back to the fields meets it again."""
        rows = enumerate(zip(self._mine, self._theirs, strict=True), 1)
        wanted = tuple(mine if str(number) in kept else theirs for number, (mine, theirs) in rows)
        self._set(wanted, over=self._theirs)


def _said(amount: int) -> str:
    return formats.amount(amount) if amount else ""


def _amount(written: str) -> int | None:
    if not written.strip():
        return 0
    try:
        found = minor_from_text(written)
    except ValueError:
        return None
    return found if found >= 0 else None


def _month(number: int) -> str:
    language = QLocale.Language.Polish if words.language() == "pl" else QLocale.Language.English
    return QLocale(language).standaloneMonthName(number).capitalize()
