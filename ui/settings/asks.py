"""Fields told as data: what each is called, what it does, how it is edited."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from ui.settings.field_map import FieldMap
from ui.settings.label_editor import LabelEditor
from ui.settings.rule_list import RuleList

Values = dict[str, Any]
TEXT_LEFT = 7
HIGH, HIGH_TALL = 84, 220


class Kind(Enum):
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    CHECK = "check"
    SECRET = "secret"
    LINES = "lines"
    MAP = "map"
    LABEL = "label"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Ask:
    """`help` says what the field does; `when` whether it is asked at all, by the other values; `once` only of a new
    record; `wide` takes a row alone, `tall` is for a whole letter."""

    key: str
    title: str
    help: str = ""
    kind: Kind = Kind.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    least: int = 0
    most: int = 10_000
    suffix: str = ""
    when: Callable[[Mapping[str, Any]], bool] | None = None
    once: bool = False
    wide: bool = False
    tall: bool = False


class _Still(QObject):
    """The wheel scrolls the page; only a field one is in is turned by it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def editor_of(ask: Ask, parent: QWidget) -> QWidget:
    """The widget for a field, named for tests and screen readers by the form."""
    match ask.kind:
        case Kind.NUMBER:
            number = QSpinBox(parent)
            number.setRange(ask.least, ask.most)
            number.setSuffix(ask.suffix if ask.suffix.startswith(":") else f" {ask.suffix}".rstrip())
            number.lineEdit().setTextMargins(TEXT_LEFT, 0, 0, 0)  # the stylesheet does not reach it
            number.installEventFilter(_Still(number))
            return number
        case Kind.CHOICE:
            box = QComboBox(parent)
            for value, title in ask.choices:
                box.addItem(title, value)
            box.installEventFilter(_Still(box))
            return box
        case Kind.CHECK:
            return QCheckBox(ask.title, parent)
        case Kind.LINES:
            lines = QPlainTextEdit(parent)
            lines.setTabChangesFocus(True)
            lines.setFixedHeight(HIGH_TALL if ask.tall else HIGH)
            return lines
        case Kind.MAP:
            return FieldMap(parent)
        case Kind.LABEL:
            return LabelEditor(parent)
        case Kind.RULES:
            return RuleList(parent)
    line = QLineEdit(parent)
    if ask.kind is Kind.SECRET:
        line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


def read_editor(editor: QWidget) -> Any:
    match editor:
        case QSpinBox():
            return editor.value()
        case QComboBox():
            return editor.currentData()
        case QCheckBox():
            return editor.isChecked()
        case QPlainTextEdit():
            return editor.toPlainText()
        case QLineEdit():
            return editor.text()
        case FieldMap() | LabelEditor() | RuleList():
            return editor.value()
    raise TypeError(type(editor).__name__)


def fill_editor(editor: QWidget, value: Any) -> None:
    match editor:
        case QSpinBox():
            editor.setValue(int(value or 0))
        case QComboBox():
            editor.setCurrentIndex(max(0, editor.findData(value)))
        case QCheckBox():
            editor.setChecked(bool(value))
        case QPlainTextEdit():
            editor.setPlainText(str(value or ""))
        case QLineEdit():
            editor.setText(str(value or ""))
        case FieldMap() | LabelEditor():
            editor.fill(dict(value or {}))
        case RuleList():
            editor.fill(list(value or []))


def listen(editor: QWidget, tell: Callable[[], object]) -> None:
    """`tell` at every change."""
    match editor:
        case QSpinBox():
            editor.valueChanged.connect(lambda _value: tell())
        case QComboBox():
            editor.currentIndexChanged.connect(lambda _row: tell())
        case QCheckBox():
            editor.toggled.connect(lambda _on: tell())
        case QPlainTextEdit():
            editor.textChanged.connect(tell)
        case QLineEdit():
            editor.textChanged.connect(lambda _text: tell())
        case FieldMap() | LabelEditor() | RuleList():
            editor.changed.connect(tell)
