"""A page of the settings: its title, what it is for, one record's fields with Save, and what is told in place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.errors import InvalidValue, KnownError, StaleRecord
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.both_parts import Part, parts_of, put_over, said_inside, title_of, value_of
from ui.settings.faults import fault_of
from ui.settings.form import Form
from ui.theme import GAP, GRID
from ui.typed import Typed, given_back
from ui.widgets.both_values import BothValues, Differing
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.parts import Told, text


class SettingsPage(QWidget):
    """What a page has in common; `start` is called each time it comes to the front."""

    def __init__(self, seat: Seat, title: str, about: str) -> None:
        super().__init__()
        self.seat = seat
        self.title = title
        self.page = QVBoxLayout(self)
        self.page.setContentsMargins(5 * GRID, 4 * GRID, 5 * GRID, 4 * GRID)
        self.page.setSpacing(GAP)
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP)
        self.page.addLayout(self.body, 1)
        self.body.addWidget(text(title, role="title"))
        self.body.addWidget(text(about, role="muted", wrap=True))

    def start(self) -> None:
        """Reads what is shown."""


def scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 3 * GRID, 0)
    column.addWidget(widget)
    column.addStretch(1)
    area.setWidget(holder)
    return area


class Editor(QWidget):
    """The fields of one record. `save_wanted` carries the values; a stale save shows both, and `over_wanted` carries
    what was chosen, to be saved over the newer version. Who goes back to the fields meets it again.

    `foot` holds what is done with them: the page lays it at its own foot, under all that it shows.
    """

    save_wanted = Signal(dict)
    over_wanted = Signal(dict)

    def __init__(self, asks: Sequence[Ask]) -> None:
        super().__init__()
        self.form = Form(asks)
        self.told = Told()
        self._both = BothValues()
        inside = QWidget()
        self.beneath = QVBoxLayout(inside)
        self.beneath.setContentsMargins(0, 0, 0, 0)
        self.beneath.setSpacing(GAP)
        self.beneath.addWidget(self.form)
        self._stack = QStackedWidget()
        self._stack.addWidget(scrolled(inside))
        self._stack.addWidget(scrolled(self._both))
        self.undo = Button(self.tr("Undo changes"))
        self.undo.setObjectName("undo_changes")
        self.save = PrimaryButton(self.tr("Save"), "check", shortcut="Ctrl+Return")
        self.save.setObjectName("save_settings")
        self.foot = QWidget()
        self.acts = QHBoxLayout(self.foot)
        self.acts.setContentsMargins(0, 0, 0, 0)
        self.acts.setSpacing(2 * GRID)
        self.acts.addStretch(1)
        self.acts.addWidget(self.undo)
        self.acts.addWidget(self.save)
        self._opened: Values = {}
        self._mine: Values = {}
        self._theirs: Values = {}
        self._differ: list[Part] = []
        self._one: Callable[[bool], object] | None = None
        self._new = False
        self._key = ""
        self._kept: Typed | None = None
        self._lay_out()
        self.undo.clicked.connect(self._on_undo)
        self.save.clicked.connect(self._on_save)
        self.form.changed.connect(self._on_changed)
        self._both.chosen.connect(self._on_chosen)
        self._both.left.connect(lambda: self._show_both(False))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.told)
        column.addWidget(self._stack, 1)

    def keep_typed(self, typed: Typed) -> None:
        """A crash gives back what was typed; secrets are not kept."""
        self._kept = typed

    def add_act(self, button: QWidget) -> None:
        """Left of the spring: what can be tried."""
        self.acts.insertWidget(self.acts.count() - 3, button)

    def begin(self, values: Mapping[str, Any], *, new: bool = False, key: str = "") -> None:
        """`key` names the record among all of the settings."""
        self._opened, self._new, self._key = dict(values), new, key
        self.form.fill(values, new=new)
        self.told.dismiss()
        self._show_both(False)
        found = self._kept.found(key) if self._kept is not None and key else None
        if found and self.form.give_back(found):
            self.told.say(given_back(), good=True)
        self._on_changed()

    def saved(self) -> None:
        """What was typed is no draft any more."""
        if self._kept is not None and self._key:
            self._kept.keep(self._key, None)

    def _show_both(self, on: bool) -> None:
        """They are saved by a button of their own, with the key of the page's: of two neither would hear it."""
        self._stack.setCurrentIndex(int(on))
        for button in (self.undo, self.save):
            button.setVisible(not on)

    def _on_undo(self) -> None:
        self.saved()
        self.begin(self._opened, new=self._new, key=self._key)

    def _on_changed(self) -> None:
        touched = self.form.touched
        self.undo.setEnabled(touched)
        self.save.setEnabled(touched or self._new)
        if self._kept is not None and self._key:
            self._kept.keep(self._key, self.form.typed() or None)

    @property
    def touched(self) -> bool:
        return self.form.touched

    @property
    def opened(self) -> Values:
        return self._opened

    def _on_save(self) -> None:
        self.form.clear_faults()
        self.told.dismiss()
        self.save.setEnabled(False)
        self.save_wanted.emit(self.form.values())

    def _on_chosen(self, kept: frozenset[str]) -> None:
        """Secrets are not compared: nobody reads one, and an empty one changes nothing."""
        self._show_both(False)
        if self._one is not None:
            self._one(bool(kept))
            return
        secrets = [Part(ask) for ask in self.form.asks().values() if ask.kind is Kind.SECRET]
        own = [part for part in self._differ if part.key in kept]
        self.over_wanted.emit(put_over(self._theirs, [*own, *secrets], self._mine))

    def meet(self, mine: Values, theirs: Values) -> bool:
        """Shows both where the other changed what is asked here; False where the save may simply be done again."""
        self._mine, self._theirs, self._one = mine, theirs, None
        opened = self._opened
        parts = parts_of((ask for ask in self.form.asks().values() if ask.kind is not Kind.SECRET), (mine, theirs))
        differ = self._differ = [part for part in parts if value_of(part, mine) != value_of(part, theirs)]
        if not any(value_of(part, theirs) != value_of(part, opened) for part in differ):
            self._show_both(False)
            return False
        self._both.show_fields(
            Differing(
                part.key,
                title_of(part),
                self._said(part, mine),
                self._said(part, theirs),
                value_of(part, mine) != value_of(part, opened),
            )
            for part in differ
        )
        self._show_both(True)
        return True

    def _said(self, part: Part, values: Values) -> str:
        value = value_of(part, values)
        return said_inside(part, value) if part.of else self.form.said(part.ask.key, "" if value is None else value)

    def ask_which(self, differing: Differing, then: Callable[[bool], object]) -> None:
        """Both values of something that stands beside the form; `then` is told whether one's own was chosen."""
        self._one = then
        self._both.show_fields([differing])
        self._show_both(True)

    def refuse(self, refusal: KnownError, on_stale: Callable[[], object]) -> None:
        """At its field, in the page, or by asking which value holds."""
        self.save.setEnabled(True)
        match refusal:
            case StaleRecord():
                on_stale()
            case InvalidValue():
                field = str(refusal.details.get("field", "")).partition(".")[0]
                if not self.form.show_fault(field, fault_of(refusal)):
                    self.told.say(fault_of(refusal), good=False)
            case _:
                self.told.refuse(refusal)
