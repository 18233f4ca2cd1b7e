"""A form of asked fields in two columns: filled, read, told what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QGridLayout, QLineEdit, QWidget

from ui.settings.asks import Ask, Kind, Values, editor_of, fill_editor, listen, read_editor
from ui.settings.rule_list import normal, said_rule
from ui.theme import GAP, dress
from ui.widgets.fields import Field


class Form(QWidget):
    """`changed` at every key; what is not asked now keeps the value it was filled with."""

    changed = Signal()

    def __init__(self, asks: Sequence[Ask]) -> None:
        super().__init__()
        self._asks = {ask.key: ask for ask in asks}
        self._fields: dict[str, Field] = {}
        self._filled: Values = {}
        self._new = False
        self._shown: tuple[str, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GAP)
        self._grid.setVerticalSpacing(GAP)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        for ask in asks:
            self._add(ask)
        self._arrange()

    def _add(self, ask: Ask) -> None:
        editor = editor_of(ask, self)
        editor.setObjectName(f"set_{ask.key}")
        field = Field("" if ask.kind is Kind.CHECK else ask.title, editor, ask.help, self)
        if ask.kind is Kind.CHECK:
            editor.setAccessibleName(ask.title)
            field.hide_name()
        self._fields[ask.key] = field
        listen(editor, self._on_changed)

    def _on_changed(self) -> None:
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        values = self.values()
        wanted = tuple(key for key, ask in self._asks.items() if ask.when is None or ask.when(values))
        if wanted == self._shown:
            return
        self._shown = wanted
        for field in self._fields.values():
            self._grid.removeWidget(field)
        row = column = 0
        for key, ask in self._asks.items():
            field = self._fields[key]
            field.setVisible(key in wanted)
            if key not in wanted:
                continue
            if ask.wide and column:
                row, column = row + 1, 0
            self._grid.addWidget(field, row, column, 1, 2 if ask.wide else 1, Qt.AlignmentFlag.AlignTop)
            column = column + (2 if ask.wide else 1)
            if column > 1:
                row, column = row + 1, 0

    def fill(self, values: Mapping[str, Any], *, new: bool = False) -> None:
        """What is stored; a field that is asked `once` is only open in a new record."""
        self._filled, self._new = dict(values), new
        for key, field in self._fields.items():
            field.show_fault("")
            value = values.get(key, "")
            if self._asks[key].kind is Kind.CHOICE and value and value not in dict(self._asks[key].choices):
                self.offer(key, [*self._asks[key].choices, (value, str(value))])
            field.editor.blockSignals(True)
            fill_editor(field.editor, value)
            field.editor.blockSignals(False)
            if self._asks[key].once:
                field.editor.setEnabled(new)
        self._arrange()

    def values(self) -> Values:
        return {**self._filled, **{key: read_editor(field.editor) for key, field in self._fields.items()}}

    @property
    def touched(self) -> bool:
        now = self.values()
        return any(now[key] != self._plain(key) for key in self._fields)

    def typed(self) -> Values:
        """What differs from what was filled in; secrets are nobody's to keep."""
        now = self.values()
        asked = (key for key in self._fields if self._asks[key].kind is not Kind.SECRET)
        return {key: now[key] for key in asked if now[key] != self._plain(key)}

    def give_back(self, typed: Mapping[str, Any]) -> bool:
        """What was typed before and not saved, over what stands here; False where nothing of it is asked."""
        given = {key: value for key, value in typed.items() if key in self._fields}
        for key, value in given.items():
            editor = self._fields[key].editor
            editor.blockSignals(True)
            fill_editor(editor, value)
            editor.blockSignals(False)
        self._arrange()
        return bool(given)

    def _plain(self, key: str) -> Any:
        """What was filled in, as the editor gives it back."""
        found = self._filled.get(key, "")
        match self._asks[key].kind:
            case Kind.CHECK:
                return bool(found)
            case Kind.NUMBER:
                return int(found or 0)
            case Kind.CHOICE:
                values = [value for value, _ in self._asks[key].choices]
                return found if found in values or not values else values[0]
            case Kind.MAP | Kind.LABEL:
                return dict(found or {})
            case Kind.RULES:
                return [normal(rule) for rule in found or []]
        return str(found or "")

    def offer(self, key: str, choices: Sequence[tuple[str, str]]) -> None:
        """What a field of choices offers, once it is known; what it holds stays, offered or not."""
        box = self._fields[key].editor
        assert isinstance(box, QComboBox)
        held = box.currentData() or self._filled.get(key) or ""
        known = dict(choices)
        known.setdefault(held, str(held))
        self._asks[key] = replace(self._asks[key], choices=tuple(known.items()))
        box.blockSignals(True)
        box.clear()
        for value, title in known.items():
            box.addItem(title, value)
        box.setCurrentIndex(box.findData(held))
        box.blockSignals(False)
        self._arrange()

    def suggest(self, key: str, words: Sequence[str], help_text: str) -> None:
        """What a line may well hold, offered while one types and told beneath; any other word is taken too."""
        editor = self._fields[key].editor
        assert isinstance(editor, QLineEdit)
        completer = QCompleter(list(words), editor)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        editor.setCompleter(completer)
        editor.textEdited.connect(lambda _text: dress(completer.popup()), Qt.ConnectionType.SingleShotConnection)
        self._fields[key].show_help(help_text)

    def editor(self, key: str) -> QWidget:
        return self._fields[key].editor

    def asks(self) -> Mapping[str, Ask]:
        return self._asks

    def said(self, key: str, value: Any) -> str:
        """A value as a person reads it; of fields that hold several things see both_parts.py."""
        ask = self._asks[key]
        match ask.kind:
            case Kind.CHECK:
                return self.tr("yes") if value else self.tr("no")
            case Kind.CHOICE:
                return dict(ask.choices).get(value, str(value))
            case Kind.SECRET:
                return "••••••" if value else ""
            case Kind.RULES:
                return "; ".join(said_rule(rule) for rule in value or [])
        return str(value)

    def show_fault(self, key: str, fault: str) -> bool:
        """At its field, which gets the focus; False where no such field is asked."""
        field = self._fields.get(key)
        if field is None or key not in self._shown:
            return False
        field.show_fault(fault)
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def clear_faults(self) -> None:
        for field in self._fields.values():
            field.show_fault("")

    def first(self) -> QWidget | None:
        """Where typing begins."""
        return next((self._fields[key].editor for key in self._shown if self._fields[key].editor.isEnabled()), None)

    def choose_all(self) -> None:
        first = self.first()
        if isinstance(first, QLineEdit):
            first.selectAll()
        if first is not None and not isinstance(first, QCheckBox):
            first.setFocus(Qt.FocusReason.OtherFocusReason)
