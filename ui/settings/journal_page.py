"""The journal: who did what, when and from where, and what stood there before. Searched, never changed."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from PySide6.QtWidgets import QComboBox, QSplitter

from crm_desktop.clock import now
from crm_desktop.staff.journal import JournalAsk, JournalEntry, journal_listing, people
from db.vocabulary import Role, Topic
from ui import formats
from ui.seat import Seat
from ui.settings.journal_words import action_word, said, subject_word, value_word
from ui.settings.page import SettingsPage
from ui.tables import Column, LongTable, TableView
from ui.widgets.fields import SearchField
from ui.widgets.parts import row
from ui.widgets.period_box import PeriodBox

READERS = (Role.OWNER, Role.ADMIN)
"""As db/rights.py: on an office server PostgreSQL lets nobody else read it."""


class JournalPage(SettingsPage):
    def __init__(self, seat: Seat) -> None:
        about = self.tr(
            "Everything anyone did: who, when, at which workstation, and the values before and after. Entries "
            "can be added but never changed; personal data goes when a person is erased."
        )
        super().__init__(seat, self.tr("Journal"), about)
        self.record = SearchField(self.tr("Record: number or name…"))
        self.record.setObjectName("journal_record")
        self.word = SearchField(self.tr("Search in the values…"))
        self.word.setObjectName("journal_word")
        self._person, self._period = QComboBox(), PeriodBox("journal_period")
        self.table = self._make_table()
        self.values = self._make_values()
        self._fill_filters()
        self._lay_out()
        self._connect()

    def _make_table(self) -> LongTable:
        table = LongTable(
            [
                Column("at", self.tr("When"), lambda e: e.at, text=_moment, width=150),
                Column("actor", self.tr("Who"), lambda e: e.actor, width=150),
                Column("place", self.tr("Workstation"), lambda e: e.place or None, muted=True, width=95),
                Column("subject", self.tr("Kind"), lambda e: subject_word(e.subject), muted=True, width=140),
                Column("record", self.tr("Record"), _record, stretch=True, hint=_record),
                Column("action", self.tr("What was done"), _action, width=185, hint=_action),
            ],
            read=self.seat.read,
            key=lambda e: e.entry_id,
            empty=self.tr("No such entries."),
            name="journal",
            title=self.tr("Journal"),
        )
        table.setSortingEnabled(False)
        return table

    def _make_values(self) -> TableView:
        return TableView(
            [
                Column("value", self.tr("Value"), lambda v: v[0], width=180, muted=True),
                Column("before", self.tr("Before"), lambda v: v[1], stretch=True, hint=lambda v: v[1]),
                Column("after", self.tr("After"), lambda v: v[2], stretch=True, hint=lambda v: v[2]),
            ],
            name="journal_values",
            title=self.tr("Before and after"),
            empty=self.tr("Choose a line above to see its values."),
        )

    def _fill_filters(self) -> None:
        self._person.setObjectName("journal_person")
        self._person.setAccessibleName(self.tr("Who"))
        self._person.addItem(self.tr("Everybody"), "")

    def _lay_out(self) -> None:
        self.body.addWidget(row(self._person, self._period, self.record, self.word))
        split = QSplitter()
        split.setObjectName("journal_split")
        split.setOrientation(split.orientation().Vertical)
        split.addWidget(self.table)
        split.addWidget(self.values)
        split.setSizes([340, 180])
        split.setChildrenCollapsible(False)
        self.body.addWidget(split, 1)

    def _connect(self) -> None:
        self.record.searched.connect(lambda _text: self.show_list())
        self.word.searched.connect(lambda _text: self.show_list())
        self._person.activated.connect(lambda _row: self.show_list())
        self._period.activated.connect(lambda _row: self.show_list())
        self.table.current_changed.connect(self._on_entry)
        self.seat.live.subscribe(self, tuple(Topic), lambda _changes: self.table.refresh())

    def start(self) -> None:
        self.seat.read(people, self._on_people, owner=self, latest="people")
        self.show_list()

    def _on_people(self, names: Sequence[str]) -> None:
        chosen = self._person.currentData()
        self._person.clear()
        self._person.addItem(self.tr("Everybody"), "")
        for name in names:
            self._person.addItem(name, name)
        self._person.setCurrentIndex(max(0, self._person.findData(chosen)))

    def show_list(self) -> None:
        ask = JournalAsk(
            person=str(self._person.currentData() or ""),
            record=self.record.text(),
            word=self.word.text(),
            since=_midnight(self._period.since()),
        )

        def source(session: Any, _sorting: Any) -> Any:
            return journal_listing(session, ask)

        self.table.show_listing(source)

    def _on_entry(self, entry: JournalEntry | None) -> None:
        self.values.set_records(_values_of(entry) if entry is not None else [])


def _midnight(day: date | None) -> datetime | None:
    """The beginning of a day in the company's time zone."""
    return None if day is None else datetime.combine(day, time.min, formats.local(now()).tzinfo)


def _moment(at: datetime) -> str:
    return f"{formats.day(formats.local(at).date())} {formats.local(at):%H:%M:%S}"


def _action(entry: JournalEntry) -> str:
    return action_word(entry.action)


def _record(entry: JournalEntry) -> str:
    return entry.record or (f"#{entry.subject_id}" if entry.subject_id else "–")


def _values_of(entry: JournalEntry) -> list[tuple[str, str, str]]:
    keys = sorted({*entry.before, *entry.after}, key=value_word)
    return [(value_word(key), _stood(entry.before, key), _stood(entry.after, key)) for key in keys]


def _stood(values: dict[str, Any], key: str) -> str:
    return said(key, values[key]) if key in values else formats.NOTHING
