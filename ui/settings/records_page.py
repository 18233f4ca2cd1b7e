"""A page over several records: their list at the left, the chosen one's fields at the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QVBoxLayout

from db.vocabulary import Topic
from ui.seat import Seat
from ui.settings.asks import Ask, Values
from ui.settings.page import Editor, SettingsPage
from ui.theme import GAP, GRID
from ui.widgets.buttons import Button
from ui.widgets.cards import EmptyState

NARROWEST = 250


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of the list; `key` 0 is the one that is being added."""

    key: int
    title: str
    detail: str
    version: int
    values: Values
    record: Any = None


class RecordsPage(SettingsPage):
    """The subclass tells its fields, reads its entries and says by which use case an entry is saved."""

    def __init__(self, seat: Seat, title: str, about: str, asks: Sequence[Ask], *, add: str = "") -> None:
        super().__init__(seat, title, about)
        self.editor = Editor(asks)
        self.editor.keep_typed(seat.typed)
        self.list = QListWidget()
        self.list.setObjectName("settings_entries")
        self.list.setAccessibleName(title)
        self.list.setMinimumWidth(NARROWEST)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setProperty("look", "entries")
        self.add = Button(add, "plus", parent=self)
        self.add.setObjectName("add_entry")
        self.add.setVisible(bool(add))
        self.entries: list[Entry] = []
        self.current: Entry | None = None
        self._mine: Values = {}
        self._default: Values | None = None
        self._wanted = 0
        self._lay_out()
        self.add.clicked.connect(self._on_add)
        self.list.currentRowChanged.connect(self._on_row)
        self._newer: Entry | None = None
        self.editor.save_wanted.connect(self.on_save)
        self.editor.over_wanted.connect(self._save_over)
        seat.live.subscribe(self, (Topic.SETTINGS, Topic.STAFF), lambda _changes: self.start())

    def _lay_out(self) -> None:
        self.right = QVBoxLayout()
        self.right.setSpacing(GAP)
        self.nothing = EmptyState(self.tr("Nothing is set up here yet."))
        self.nothing.hide()
        self.right.addWidget(self.editor, 1)
        self.right.addWidget(self.nothing, 1)
        beside = QGridLayout()
        beside.setHorizontalSpacing(4 * GRID)
        beside.setVerticalSpacing(GAP)
        beside.addWidget(self.list, 0, 0)
        beside.addLayout(self.right, 0, 1)
        beside.addWidget(self.add, 1, 0)
        beside.addWidget(self.editor.foot, 1, 1)
        beside.setRowStretch(0, 1)
        beside.setColumnStretch(0, 1)
        beside.setColumnStretch(1, 2)
        self.body.addLayout(beside, 1)

    def query(self, session: Any) -> Sequence[Any]:
        raise NotImplementedError

    def entry_of(self, record: Any) -> Entry:
        raise NotImplementedError

    def new_values(self) -> Values:
        return {}

    def case_and_command(self, entry: Entry, values: Mapping[str, Any]) -> tuple[Any, Any]:
        """The use case that saves this, and its command."""
        raise NotImplementedError

    def key_saved(self, result: Any) -> int:
        """The key of what was saved."""
        raise NotImplementedError

    def default_and_command(self, entry: Entry) -> tuple[Values, Any, Any]:
        """What the program has for this entry where the company has none of its own, the use case that gives it back,
        and its command. For pages that call `restore`."""
        raise NotImplementedError

    def is_of(self, entry: Entry, values: Values) -> bool:
        """Whether what is being added here was stored as this entry meanwhile."""
        return False

    def after_save(self, values: Mapping[str, Any]) -> None:
        """What is kept elsewhere, once the rest is saved."""

    def on_shown(self, entry: Entry | None) -> None:
        """Another entry stands in the fields."""

    def start(self) -> None:
        self.seat.read(self.query, self._on_read, owner=self, latest="entries")

    def _on_read(self, records: Sequence[Any]) -> None:
        self.entries = [self.entry_of(record) for record in records]
        wanted = self._wanted or (self.current.key if self.current else 0)
        adding = self.current is not None and self.current.key == 0 and not self._wanted
        self._fill_list()
        if adding:
            return
        if self.current is not None and not self._wanted and (self.editor.touched or self._is_as_shown(wanted)):
            self._choose(wanted, show=False)
            return
        self._wanted = 0
        self._choose(wanted or (self.entries[0].key if self.entries else 0), show=True)

    def _is_as_shown(self, key: int) -> bool:
        """Whether the entry reads as it is shown, so that what is told of it stays."""
        entry = next((one for one in self.entries if one.key == key), None)
        if entry is None or entry.values != self.editor.opened:
            return False
        self.current = entry
        return True

    def _fill_list(self) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for entry in self.entries:
            item = QListWidgetItem(f"{entry.title}\n{entry.detail}" if entry.detail else entry.title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.title}, {entry.detail}".strip(", "))
            item.setToolTip(entry.title)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _choose(self, key: int, *, show: bool) -> None:
        place = next((number for number, entry in enumerate(self.entries) if entry.key == key), -1)
        self.list.blockSignals(True)
        self.list.setCurrentRow(place)
        self.list.blockSignals(False)
        if show:
            self._show(self.entries[place] if place >= 0 else None)

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self.entries):
            self._show(self.entries[row])

    def _show(self, entry: Entry | None) -> None:
        self.current = entry
        self._show_editor(entry is not None)
        key = f"settings/{type(self).__name__}/{entry.key}" if entry else ""
        self.editor.begin(entry.values if entry else self.new_values(), key=key)
        if entry is None:
            self.editor.save.setEnabled(False)
        self.on_shown(entry)

    def _show_editor(self, on: bool) -> None:
        self.editor.setVisible(on)
        self.editor.foot.setVisible(on)
        self.nothing.setVisible(not on)

    def _on_add(self) -> None:
        self.list.blockSignals(True)
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)
        self.current = Entry(0, "", "", 0, self.new_values())
        self._show_editor(True)
        self.editor.begin(self.current.values, new=True, key=f"settings/{type(self).__name__}/0")
        self.on_shown(self.current)
        self.editor.form.choose_all()

    def on_save(self, values: Values) -> None:
        self._default = None
        self._save(values, self.current)

    def restore(self) -> None:
        """Can be undone by typing it again; the audit keeps what it was."""
        if self.current is not None and self.current.record is not None:
            self._default = self.default_and_command(self.current)[0]
            self._save(self._default, self.current)

    def _save(self, values: Values, entry: Entry | None) -> None:
        if entry is None:
            return
        self._mine = values
        if self._default is not None and values == self._default:
            _, case, command = self.default_and_command(entry)
        else:
            case, command = self.case_and_command(entry, values)
        self.seat.do(
            case,
            command,
            self._on_saved,
            owner=self,
            on_error=lambda refusal: self.editor.refuse(refusal, self._on_stale),
        )

    def _on_saved(self, result: Any) -> None:
        self.editor.saved()
        self.after_save(self._mine)
        self._wanted = self.key_saved(result)

        def read(records: Sequence[Any]) -> None:
            self._on_read(records)
            self.editor.told.say(self.tr("Saved."), good=True)
            self.saved_and_shown()

        self.seat.read(self.query, read, owner=self)

    def saved_and_shown(self) -> None:
        """The saved entry stands in the fields again."""

    def _on_stale(self) -> None:
        entry = self.current
        if entry is None:
            return

        def read(records: Sequence[Any]) -> None:
            self.entries = [self.entry_of(record) for record in records]
            self._meet(entry, next((one for one in self.entries if self._is_newer(one, entry)), None))

        self.seat.read(self.query, read, owner=self)

    def _is_newer(self, one: Entry, entry: Entry) -> bool:
        return one.key == entry.key if entry.key else self.is_of(one, self._mine)

    def _meet(self, entry: Entry, newer: Entry | None) -> None:
        """What another took away stands there with nothing in it: saved, it is there again."""
        restoring = self._default is not None and self._mine == self._default
        if restoring and (newer is None or newer.version == 0):
            self.start()  # another was first
            return
        self._newer = newer or replace(entry, version=0, values=self.emptied(entry.values))
        if not self.editor.meet(self._mine, self._newer.values):
            self._save(self._mine, self._newer)

    def emptied(self, values: Values) -> Values:
        """What it is called, and nothing else."""
        asks = self.editor.form.asks()
        return {key: value if key in asks and asks[key].once else "" for key, value in values.items()}

    def _save_over(self, values: Values) -> None:
        """What was chosen where both said otherwise; nothing to save where all of it is as the other left it."""
        newer = self._newer
        if newer is not None and values == newer.values:
            self.editor.saved()
            self.current = None
            self._wanted = newer.key if newer in self.entries else 0
            self.start()
            return
        self._save(values, newer)
