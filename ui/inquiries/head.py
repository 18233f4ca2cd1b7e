"""The head of the reading pane: what it is about, and everything that can be done with it."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QHBoxLayout,
    QMenu,
    QWidget,
    QWidgetAction,
)

from crm_desktop.clock import now
from crm_desktop.inquiries.records import InquiryRow
from crm_desktop.staff.records import Employee
from db.vocabulary import LostReason, Role
from ui import formats
from ui.labels import label
from ui.theme import GRID, icon
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.head_rows import HeadRows
from ui.widgets.parts import row, text, word

WIDE = 1500
"""Pixels from which title and buttons stand beside each other."""
NAMED_DAYS = 4
ANSWERING = (Role.CLERK, Role.OWNER, Role.ADMIN)


class ReadingHead(QFrame):
    """Wishes of the person; `assign_chosen` carries an employee's key, `follow_up_chosen` a date or None."""

    answer_pressed = Signal()
    offer_pressed = Signal()
    order_pressed = Signal()
    assign_chosen = Signal(int)
    follow_up_chosen = Signal(object)
    lose_chosen = Signal(object)
    reopen_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self.setObjectName("inquiry_head")
        self._row: InquiryRow | None = None
        self._title = ElidedLabel("title")
        self._title.setObjectName("inquiry_subject")
        self.number = text(role="small", name="inquiry_number")
        self._facts = ElidedLabel("small")
        self._build_buttons()
        self._lay_out()
        self._connect()

    def _build_buttons(self) -> None:
        self._assign, self._assign_menu = self._menu_button(self.tr("Assign"), "assign", "S")
        self._lose, self._lose_menu = self._menu_button(self.tr("Mark as lost"), "lose", "L")
        self._follow_up, self._follow_up_menu = self._menu_button(self.tr("Follow up"), "follow_up", "F")
        self._offer = _named(Button(self.tr("Offer"), shortcut="E"), "offer")
        self._order = _named(Button(self.tr("Order"), shortcut="O"), "make_order")
        self._reopen = _named(Button(self.tr("Reopen")), "reopen")
        self._reopen.hide()
        self._answer = _named(PrimaryButton(self.tr("Answer"), shortcut="A"), "answer")
        for reason in LostReason:
            action = self._lose_menu.addAction(icon(label(reason).icon), word(reason))
            action.triggered.connect(partial(self.lose_chosen.emit, reason))

    def _menu_button(self, title: str, name: str, key: str) -> tuple[Button, QMenu]:
        made = _named(Button(title, shortcut=key), name)
        menu = QMenu(made)
        menu.setObjectName(f"{name}_menu")
        made.setMenu(menu)
        return made, menu

    def _lay_out(self) -> None:
        under = QWidget()
        facts = QHBoxLayout(under)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(GRID)
        facts.addWidget(self.number)
        facts.addWidget(self._facts, 1)
        acts = row(self._assign, self._lose, self._reopen, self._follow_up, self._offer, self._order, self._answer)
        self._rows = HeadRows(self, self._title, under, acts)

    def _connect(self) -> None:
        self._answer.clicked.connect(self.answer_pressed)
        self._offer.clicked.connect(self.offer_pressed)
        self._order.clicked.connect(self.order_pressed)
        self._reopen.clicked.connect(self.reopen_pressed)
        self._follow_up_menu.aboutToShow.connect(self._fill_days)

    def show_row(self, row: InquiryRow) -> None:
        self._row = row
        self._title.show_text(row.subject or row.preview)
        self.number.setText(row.number)
        came = formats.when(row.received_at)
        campaign = self.tr("campaign {name}").format(name=row.campaign) if row.campaign else ""
        parts = (came, row.form or word(row.channel), campaign, row.owner)
        self._facts.show_text("· " + " · ".join(part for part in parts if part))
        for button in (self._lose, self._follow_up, self._assign):
            button.setEnabled(row.open)
        lost = not row.open and row.lost_reason is not None
        self._lose.setVisible(not lost)
        self._reopen.setVisible(lost)

    def show_employees(self, employees: Sequence[Employee], me: int | None) -> None:
        """Who may be given an inquiry: oneself first."""
        self._assign_menu.clear()
        there = [one for one in employees if one.active and one.role in ANSWERING]
        for one in sorted(there, key=lambda one: one.employee_id != me):
            name = self.tr("{name} (me)").format(name=one.name) if one.employee_id == me else one.name
            action = self._assign_menu.addAction(icon("user"), name)
            action.triggered.connect(partial(self.assign_chosen.emit, one.employee_id))
            if one.employee_id == me:
                self._assign_menu.addSeparator()

    def _fill_days(self) -> None:
        """Tomorrow, the days after it by name, in one and two weeks, any other; and none, where one is set."""
        menu, today = self._follow_up_menu, formats.local(now()).date()
        menu.clear()
        for ahead in range(1, NAMED_DAYS + 1):
            self._add_day(today + timedelta(days=ahead), "")
        self._add_day(today + timedelta(days=7), self.tr("In a week"))
        self._add_day(today + timedelta(days=14), self.tr("In two weeks"))
        other = menu.addMenu(self.tr("Another day"))
        calendar = QCalendarWidget()
        calendar.setObjectName("follow_up_calendar")
        calendar.setAccessibleName(self.tr("Another day"))
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setMinimumDate(_qdate(today))
        calendar.activated.connect(self._on_day)
        calendar.clicked.connect(self._on_day)
        holder = QWidgetAction(other)
        holder.setDefaultWidget(calendar)
        other.addAction(holder)
        if self._row is not None and self._row.follow_up_on is not None:
            menu.addSeparator()
            none = menu.addAction(self.tr("No follow-up"))
            none.triggered.connect(partial(self.follow_up_chosen.emit, None))

    def _add_day(self, day: date, name: str) -> None:
        shown, weekday = formats.day(day), QLocale().dayName(day.isoweekday(), QLocale.FormatType.LongFormat)
        action = self._follow_up_menu.addAction(f"{name or weekday}, {shown}")
        action.triggered.connect(partial(self.follow_up_chosen.emit, day))

    def _on_day(self, chosen: QDate) -> None:
        self._follow_up_menu.close()
        self.follow_up_chosen.emit(date(chosen.year(), chosen.month(), chosen.day()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rows.arrange(wide=self.width() >= WIDE)


def _named(button: Button, name: str) -> Button:
    button.setObjectName(name)
    button.setAccessibleName(button.text())
    return button


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
