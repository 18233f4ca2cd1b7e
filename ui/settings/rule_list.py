"""Whose an inquiry is, as rules in their order: a row a rule; the first that fits counts."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from ui.theme import GRID
from ui.widgets.buttons import LinkButton, QuietButton

KEEPER = "keeper"
BY_WORDS = {
    KEEPER: QT_TRANSLATE_NOOP("Rule", "account manager"),
    "form": QT_TRANSLATE_NOOP("Rule", "form"),
    "product_group": QT_TRANSLATE_NOOP("Rule", "product group"),
    "region": QT_TRANSLATE_NOOP("Rule", "region"),
    "language": QT_TRANSLATE_NOOP("Rule", "language"),
    "channel": QT_TRANSLATE_NOOP("Rule", "channel"),
}
LIKE = {
    "form": QT_TRANSLATE_NOOP("Rule", "its key, e.g. kontakt"),
    "product_group": QT_TRANSLATE_NOOP("Rule", "e.g. Mąki"),
    "region": QT_TRANSLATE_NOOP("Rule", "e.g. Śląsk, 40 or DE"),
    "language": QT_TRANSLATE_NOOP("Rule", "e.g. en"),
    "channel": QT_TRANSLATE_NOOP("Rule", "e.g. mail"),
}
WIDE_HOURS, TEXT_LEFT = 130, 7
Rule = dict[str, Any]


def said_rule(rule: Rule) -> str:
    """A rule as a person reads it."""
    by = QCoreApplication.translate("Rule", BY_WORDS.get(str(rule.get("by", "")), ""))
    parts = [f"{by} {rule['value']}" if rule.get("value") else by, str(rule.get("to", ""))]
    parts.append(f"{rule['hours']} h" if rule.get("hours") else "")
    return " → ".join(part for part in parts if part)


def normal(rule: Mapping[str, Any]) -> Rule:
    """As it is stored: without what is empty, and nobody named by a keeper's."""
    keys = ("by", "hours") if rule.get("by") == KEEPER else ("by", "value", "to", "hours")
    told = {key: rule.get(key) for key in keys}
    return {key: value.strip() if isinstance(value, str) else value for key, value in told.items() if value}


class _Row(QWidget):
    """One rule."""

    changed = Signal()
    moved = Signal(object)
    dropped = Signal(object)

    def __init__(self, rule: Rule, people: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.by, self.value, self.to, self.hours = QComboBox(self), QLineEdit(self), QComboBox(self), QSpinBox(self)
        for value in BY_WORDS:
            self.by.addItem(QCoreApplication.translate("Rule", BY_WORDS[value]), value)
        self.by.setAccessibleName(self.tr("What the rule checks"))
        self.value.setAccessibleName(self.tr("Its value"))
        self.to.setAccessibleName(self.tr("Who gets the inquiry"))
        self.hours.setAccessibleName(self.tr("Answer within, opening hours"))
        self.hours.setRange(0, 10_000)
        self.hours.setSuffix(self.tr(" h"))
        self.hours.setSpecialValueText(self.tr("as usual"))
        self.hours.setFixedWidth(WIDE_HOURS)
        self.hours.lineEdit().setTextMargins(TEXT_LEFT, 0, 0, 0)
        for widget in (self.value, self.to, self.hours):
            kept = widget.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(kept)
        self._fill(rule, people)
        self.up = self._act("arrow-up", self.tr("Move this rule up"))
        self.drop = self._act("x", self.tr("Remove this rule"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        for widget, stretch in ((self.by, 3), (self.value, 3), (self.to, 3), (self.hours, 0), (self.up, 0)):
            line.addWidget(widget, stretch)
        line.addWidget(self.drop)
        self._connect()

    def _fill(self, rule: Rule, people: Sequence[tuple[str, str]]) -> None:
        self.by.setCurrentIndex(max(0, self.by.findData(rule.get("by", KEEPER))))
        self.value.setText(str(rule.get("value", "")))
        to = str(rule.get("to", ""))
        self.to.addItem(self.tr("in turn"), "")
        for login, name in people:
            self.to.addItem(name, login)
        if self.to.findData(to) < 0:
            self.to.addItem(to, to)  # of whoever left
        self.to.setCurrentIndex(self.to.findData(to))
        self.hours.setValue(int(rule.get("hours") or 0))
        self._show_asked()

    def _connect(self) -> None:
        self.by.currentIndexChanged.connect(lambda _at: self._on_by())
        self.value.textChanged.connect(lambda _text: self.changed.emit())
        self.to.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.hours.valueChanged.connect(lambda _hours: self.changed.emit())
        self.up.clicked.connect(lambda: self.moved.emit(self))
        self.drop.clicked.connect(lambda: self.dropped.emit(self))

    def _act(self, picture: str, name: str) -> QuietButton:
        button = QuietButton("", picture)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _on_by(self) -> None:
        self._show_asked()
        self.changed.emit()

    def _show_asked(self) -> None:
        """A keeper needs no value and is nobody that could be named."""
        by = str(self.by.currentData())
        like = LIKE.get(by, "")
        self.value.setPlaceholderText(QCoreApplication.translate("Rule", like) if like else "")
        for widget in (self.value, self.to, self.hours):
            widget.setVisible(by != KEEPER)

    def rule(self) -> Rule:
        told = {"by": self.by.currentData(), "value": self.value.text(), "to": self.to.currentData()}
        return normal({**told, "hours": self.hours.value()})


class RuleList(QWidget):
    """`changed` at every key. `set_people` says who can be named: (login, name)."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._people: tuple[tuple[str, str], ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self._add = LinkButton(self.tr("Add a rule"), "plus")
        self._add.setObjectName("add_rule")
        self._add.clicked.connect(lambda: self._on_add())
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self._add)

    def set_people(self, people: Sequence[tuple[str, str]]) -> None:
        if tuple(people) != self._people:
            self._people = tuple(people)
            self.fill(self.value())

    def _on_add(self) -> None:
        self._put({"by": "form", "value": "", "to": ""}, len(self._rows)).value.setFocus()
        self.changed.emit()

    def _put(self, rule: Rule, at: int) -> _Row:
        made = _Row(rule, self._people)
        made.changed.connect(self.changed)
        made.moved.connect(self._on_moved)
        made.dropped.connect(self._on_dropped)
        self._rows.insert(at, made)
        self._column.insertWidget(at, made)
        self._rows[0].up.setEnabled(False)
        for later in self._rows[1:]:
            later.up.setEnabled(True)
        return made

    def _on_moved(self, row: _Row) -> None:
        at = self._rows.index(row)
        told = self.value()
        told[at - 1], told[at] = told[at], told[at - 1]
        self.fill(told)
        self._rows[at - 1].by.setFocus()
        self.changed.emit()

    def _on_dropped(self, gone: _Row) -> None:
        told = [row.rule() for row in self._rows if row is not gone]
        self.fill(told)
        self._add.setFocus()
        self.changed.emit()

    def fill(self, rules: Sequence[Rule]) -> None:
        for one in self._rows:
            self._column.removeWidget(one)
            one.hide()
            one.deleteLater()
        self._rows = []
        for rule in rules:
            self._put(dict(rule), len(self._rows))

    def value(self) -> list[Rule]:
        return [row.rule() for row in self._rows]
