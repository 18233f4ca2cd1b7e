"""Whoever is away is given no new inquiries until they are back."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QWidget

from crm_desktop.clock import now
from crm_desktop.staff.records import Employee
from ui import formats
from ui.typed_days import DayEdit
from ui.widgets.cards import Card, text_label
from ui.widgets.parts import button, row

WIDE = 150


def is_away(person: Employee) -> bool:
    return person.absent_until is not None and person.absent_until >= _today()


def _today() -> date:
    return formats.local(now()).date()


class AbsenceCard(Card):
    """`wanted` carries until which day the person shall be away, None to be back."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Absence"), parent)
        self._until = DayEdit()
        self._until.setObjectName("absent_until")
        self._until.setAccessibleName(self.tr("Away until the end of"))
        self._until.setMinimumWidth(WIDE)
        self._help = text_label(self.tr("New inquiries go to others; those already assigned stay."), "muted")
        self._help.setWordWrap(True)
        self._away = button(self.tr("Set as away"), name="set_away")
        self._here = button(self.tr("Back at work"), name="set_here")
        until = text_label(self.tr("Away until the end of"))
        self.body.addWidget(row(until, self._until, None))
        self.body.addWidget(row(self._away, self._here, None))
        self.body.addWidget(self._help)
        self._away.clicked.connect(self._on_away)
        self._here.clicked.connect(lambda: self.wanted.emit(None))

    def show_person(self, person: Employee | None) -> None:
        """Hidden for one who is being added, or works here no more."""
        self.setVisible(person is not None and person.active)
        if person is None:
            return
        away = is_away(person)
        shown = person.absent_until if away and person.absent_until is not None else _today()
        today = _today()
        self._until.setMinimumDate(QDate(today.year, today.month, today.day))
        self._until.set_day(shown)
        self._here.setEnabled(away)

    def _on_away(self) -> None:
        told = self._until.date()
        self.wanted.emit(date(told.year(), told.month(), told.day()))
