"""What selling cost, entered as it is spent: an expense with all it is tied to, or a campaign."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.analytics.choices import customer_key
from crm_desktop.clock import now
from crm_desktop.errors import InvalidValue, KnownError, NotFound
from crm_desktop.money import minor_from_text
from crm_desktop.search import Hit, find
from crm_desktop.worth.records import AddCampaign, AddExpense, Campaign, ExpenseAdded, ExpenseChoices
from crm_desktop.worth.service import add_campaign, add_expense, expense_choices
from db.vocabulary import ExpenseKind, SearchKind
from ui import formats, words
from ui.seat import Seat
from ui.theme import GAP, GRID
from ui.typed import TypedForm, given_back
from ui.typed_days import DayEdit
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.chips import ChipBar
from ui.widgets.fields import Field, SearchField
from ui.widgets.hits import Hits
from ui.widgets.parts import Told, word

MOST_HITS = 8
WIDTH = 620


class CostForm(QDialog):
    """Does not block the window behind it; what was entered shows in the charts at once, and the next may follow."""

    def __init__(self, seat: Seat, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cost_form")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Enter an expense"))
        self._seat = seat
        self._customer = ""
        self._fields: dict[str, Field] = {}
        self._build()
        self._connect()
        self._typed = TypedForm(seat.typed, self)
        self._seat.read(expense_choices, self._show_choices, owner=self)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._typed.end()
        super().closeEvent(event)

    def _build(self) -> None:
        self._kinds = ChipBar([("expense", self.tr("Expense")), ("campaign", self.tr("New campaign"))])
        self._kinds.choose("expense")
        self._told = Told()
        self._save = PrimaryButton(self.tr("Save"), "", "Ctrl+Return")
        self._save.setObjectName("save_cost")
        self._leave = Button(self.tr("Close"), shortcut="Esc")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._expense_page())
        self._pages.addWidget(self._campaign_page())
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._leave)
        foot.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._kinds)
        column.addWidget(self._told)
        column.addWidget(self._pages)
        column.addLayout(foot)
        self.resize(WIDTH, self.sizeHint().height())

    def _expense_page(self) -> QWidget:
        self._kind, self._campaign, self._employee, self._group = (QComboBox() for _ in range(4))
        for kind in ExpenseKind:
            self._kind.addItem(word(kind), kind)
        self._day, self._amount, self._order, self._text = _days(), QLineEdit(), QLineEdit(), QLineEdit()
        self._buyer = SearchField(self.tr("Name, NIP, phone"))
        self._text.setMaxLength(250)
        return self._grid(
            ("kind", self.tr("Purpose"), self._kind, ""),
            ("amount", self.tr("Amount, net"), self._amount, self.tr("In the company's currency")),
            ("day", self.tr("Day"), self._day, ""),
            ("campaign", self.tr("Campaign"), self._campaign, self.tr("Its orders should pay back the cost")),
            ("customer", self.tr("Customer"), self._buyer, ""),
            ("order", self.tr("Order number"), self._order, ""),
            ("product_group", self.tr("Product group"), self._group, ""),
            ("employee", self.tr("Employee"), self._employee, self.tr("Counts against their contribution")),
            ("text", self.tr("Note"), self._text, ""),
        )

    def _campaign_page(self) -> QWidget:
        self._key, self._name, self._starts, self._ends = QLineEdit(), QLineEdit(), _days(), _days()
        self._key.setMaxLength(80)
        self._name.setMaxLength(120)
        self._runs_on = QCheckBox(self.tr("No end date"))
        self._runs_on.toggled.connect(self._ends.setDisabled)
        self._runs_on.setChecked(True)
        return self._grid(
            ("name", self.tr("Name"), self._name, ""),
            ("key", self.tr("Key"), self._key, self.tr("What your links send as utm_campaign")),
            ("starts_on", self.tr("From"), self._starts, ""),
            ("ends_on", self.tr("To"), self._ends, ""),
            ("runs_on", "", self._runs_on, ""),
        )

    def _grid(self, *asked: tuple[str, str, QWidget, str]) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(2 * GRID)
        for place, (key, name, editor, help_text) in enumerate(asked):
            editor.setObjectName(f"cost_{key}")
            field = self._fields[key] = Field(name, editor, help_text)
            if not name:
                field.hide_name()
                editor.setAccessibleName(str(editor.property("text")))
            wide = 2 if place == len(asked) - 1 and place % 2 == 0 else 1
            grid.addWidget(field, place // 2, place % 2, 1, wide, Qt.AlignmentFlag.AlignTop)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(len(asked), 1)
        return page

    def _connect(self) -> None:
        self._kinds.chosen.connect(lambda key: self._pages.setCurrentIndex(int(key == "campaign")))
        self._hits = Hits(self._buyer, self)
        self._buyer.searched.connect(self._on_searched)
        self._buyer.textEdited.connect(lambda _text: setattr(self, "_customer", ""))
        self._hits.chosen.connect(self._on_buyer)
        self._save.clicked.connect(self._on_save)
        self._leave.clicked.connect(self.close)

    def _show_choices(self, found: ExpenseChoices) -> None:
        for box, pairs in (
            (self._campaign, found.campaigns),
            (self._employee, found.employees),
            (self._group, found.product_groups),
        ):
            kept = box.currentData()
            box.clear()
            box.addItem(self.tr("– none –"), "")
            for key, name in pairs:
                box.addItem(name, key)
            box.setCurrentIndex(max(0, box.findData(kept)))
        if self._typed.begin("cost"):
            self._told.say(given_back(), good=True)

    def _on_searched(self, wanted: str) -> None:
        if not wanted:
            self._hits.hide()
            return

        def query(session: Any) -> list[Hit]:
            return find(session, wanted, kinds=(SearchKind.CUSTOMER,), limit=MOST_HITS)

        self._seat.read(query, self._hits.show_hits, owner=self, latest="buyer")

    def _on_buyer(self, hit: Hit) -> None:
        self._seat.read(lambda session: customer_key(session, hit.record_id), self._show_buyer, owner=self)

    def _show_buyer(self, found: tuple[str, str]) -> None:
        self._customer, name = found
        self._buyer.blockSignals(True)
        self._buyer.setText(name)
        self._buyer.blockSignals(False)
        self._hits.hide()

    def _on_save(self) -> None:
        for field in self._fields.values():
            field.show_fault("")
        self._told.dismiss()
        if self._pages.currentIndex() == 0:
            self._save_expense()
        else:
            self._save_campaign()

    def _save_expense(self) -> None:
        try:
            amount = minor_from_text(self._amount.text())
        except ValueError:
            self._wrong("amount", self.tr("An amount, e.g. 120 or 99.50"))
            return
        if self._buyer.text().strip() and not self._customer:
            self._wrong("customer", self.tr("Choose one from the list"))
            return
        command = AddExpense(
            day=self._day.day,
            kind=ExpenseKind(self._kind.currentData()),
            amount=amount,
            campaign=self._campaign.currentData() or "",
            customer=self._customer,
            order=self._order.text().strip(),
            employee=self._employee.currentData() or "",
            product_group=self._group.currentData() or "",
            text=self._text.text().strip(),
        )
        told = self.tr("Booked: {kind}, {amount}.").format(kind=word(command.kind), amount=formats.amount(amount))
        self._do(add_expense, command, lambda done: self._on_booked(done, told))

    def _save_campaign(self) -> None:
        command = AddCampaign(
            key=self._key.text().strip(),
            name=self._name.text().strip(),
            starts_on=self._starts.day,
            ends_on=None if self._runs_on.isChecked() else self._ends.day,
        )
        self._do(add_campaign, command, self._on_campaign)

    def _do(self, case: Any, command: Any, on_done: Callable[[Any], None]) -> None:
        self._save.setEnabled(False)
        self._seat.do(case, command, on_done, owner=self, on_error=self._on_refused)

    def _on_refused(self, refusal: KnownError) -> None:
        self._save.setEnabled(True)
        told = refusal.details.get("field" if isinstance(refusal, InvalidValue) else "kind")
        if isinstance(refusal, InvalidValue | NotFound) and told in self._fields:
            self._wrong(str(told), words.sentence(refusal))
        else:
            self._told.refuse(refusal)

    def _wrong(self, key: str, sentence: str) -> None:
        self._fields[key].show_fault(sentence)
        self._fields[key].setFocus()

    def _on_booked(self, _done: ExpenseAdded, told: str) -> None:
        self._save.setEnabled(True)
        self._told.say(told, good=True)
        for line in (self._amount, self._order, self._text, self._buyer):
            line.clear()
        self._customer = ""
        self._anew()
        self._amount.setFocus()

    def _on_campaign(self, done: Campaign) -> None:
        """The next expense is most likely its own."""
        self._save.setEnabled(True)
        self._told.say(self.tr("The campaign “{name}” has been added.").format(name=done.name), good=True)
        self._key.clear()
        self._name.clear()
        self._kinds.choose("expense")
        self._pages.setCurrentIndex(0)
        self._campaign.addItem(done.name, done.key)
        self._campaign.setCurrentIndex(self._campaign.count() - 1)
        self._anew()

    def _anew(self) -> None:
        """What was saved is no draft any more."""
        self._typed.end()
        self._typed.begin("cost")


def _days() -> DayEdit:
    return DayEdit(now().date())
