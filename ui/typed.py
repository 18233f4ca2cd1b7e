"""What is typed and not saved yet, kept on this workstation: a crash or a power cut gives it back.

One small file a company and person, written anew a moment after the last key, whole or not at all.
"""

import contextlib
import hashlib
import json
import logging
import os
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QObject, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from crm_desktop.places import user_folder
from ui import operations

PAUSE_MS = 400
"""So much typing a power cut may take."""
KINDS = (QLineEdit, QPlainTextEdit, QComboBox, QCheckBox, QSpinBox, QDateEdit)
Values = dict[str, Any]
log = logging.getLogger(__name__)


def file_for(url: str, person: str) -> Path:
    """The file of this person at this database, whatever the password."""
    name = hashlib.sha256(f"{url}\n{person}".encode()).hexdigest()[:24]
    return user_folder() / "typed" / f"{name}.json"


class Typed(QObject):
    """By a form's key ("reply/ZAP 1/2026"): what its fields hold, as JSON can hold it."""

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._kept: dict[str, Values] = _read(file)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._write)

    def found(self, key: str) -> Values | None:
        return self._kept.get(key)

    def found_under(self, beginning: str) -> dict[str, Values]:
        """Those whose keys begin so, by the rest of their keys."""
        return {key.removeprefix(beginning): values for key, values in self._kept.items() if key.startswith(beginning)}

    def keep(self, key: str, values: Values | None) -> None:
        """None forgets: it is saved, or nothing is typed."""
        if values is None and key not in self._kept:
            return
        if values is None:
            del self._kept[key]
        elif self._kept.get(key) == values:
            return
        else:
            self._kept[key] = values
        if not self._pause.isActive():
            self._pause.start()

    def _write(self) -> None:
        content = json.dumps(self._kept, ensure_ascii=False)
        operations.run(lambda: _put(self._file, content), on_done=lambda _n: None, owner=self, kind=operations.KEPT)

    def settle(self) -> None:
        """The window closes: what is on its way is written now."""
        if self._pause.isActive():
            self._pause.stop()
            _put(self._file, json.dumps(self._kept, ensure_ascii=False))


def _read(file: Path) -> dict[str, Values]:
    """What cannot be read is as if nothing had been typed."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {str(key): values for key, values in pairs if isinstance(values, dict)}


def _put(file: Path, content: str) -> None:
    """On the disk under its name, or as it was. A full disk is no reason to stop typing."""
    part = file.with_suffix(".part")
    try:
        if content == "{}":
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        part.replace(file)
    except OSError as fault:
        log.warning("what is typed is not kept: %s", fault)
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


class TypedForm(QObject):
    """Follows the named fields of a form from `begin` to `end`; passwords are never kept."""

    def __init__(self, typed: Typed, form: QWidget, *, names: str | tuple[str, ...] = "") -> None:
        """`names`: how the names of the fields begin that are followed."""
        super().__init__(form)
        self._typed, self._form, self._names = typed, form, names
        self._key = ""
        self._empty: Values = {}
        self._heard: set[QWidget] = set()

    def begin(self, key: str) -> bool:
        """From now on, over what the fields hold now. True where something typed before was given back."""
        self._key = ""
        fields = self._fields()
        self._empty = {name: _value(field) for name, field in fields.items()}
        for field in fields.values():
            if field not in self._heard:
                self._heard.add(field)
                _listen(field, self._on_typed)
        found = self._typed.found(key) or {}
        given = {name: value for name, value in found.items() if name in fields}
        for name, value in given.items():
            _fill(fields[name], value)
        self._key = key
        return bool(given)

    def rest(self) -> None:
        """The fields are about to be filled anew; what was typed stays kept."""
        self._key = ""

    def end(self) -> None:
        """It is saved or thrown away."""
        if self._key:
            self._typed.keep(self._key, None)
        self._key = ""

    def _fields(self) -> dict[str, QWidget]:
        return {
            field.objectName(): field
            for kind in KINDS
            for field in self._form.findChildren(kind)
            if _is_named(field) and field.objectName().startswith(self._names) and not _is_secret(field)
        }

    def _on_typed(self) -> None:
        if not self._key:
            return
        now = {name: _value(field) for name, field in self._fields().items()}
        typed = {name: value for name, value in now.items() if value != self._empty.get(name)}
        self._typed.keep(self._key, typed or None)


def given_back() -> str:
    """What a form says where it is so."""
    return QCoreApplication.translate("Typed", "What was typed here and not saved is given back.")


def _is_named(field: QWidget) -> bool:
    return bool(field.objectName()) and not field.objectName().startswith("qt_")


def _is_secret(field: QWidget) -> bool:
    return isinstance(field, QLineEdit) and field.echoMode() is not QLineEdit.EchoMode.Normal


def _value(field: QWidget) -> Any:
    match field:
        case QLineEdit():
            return field.text()
        case QPlainTextEdit():
            return field.toPlainText()
        case QComboBox():
            return field.currentText()
        case QCheckBox():
            return field.isChecked()
        case QSpinBox():
            return field.value()
        case QDateEdit():
            return field.date().toString("yyyy-MM-dd")
    raise TypeError(type(field))


def _fill(field: QWidget, value: Any) -> None:
    """A choice that is gone stays as it is."""
    match field:
        case QLineEdit():
            field.setText(str(value))
        case QPlainTextEdit():
            field.setPlainText(str(value))
        case QComboBox() if field.isEditable():
            field.setCurrentText(str(value))
        case QComboBox():
            field.setCurrentIndex(max(field.findText(str(value)), -1))
        case QCheckBox():
            field.setChecked(bool(value))
        case QSpinBox():
            field.setValue(int(value))
        case QDateEdit():
            field.setDate(QDate.fromString(str(value), "yyyy-MM-dd"))


def _listen(field: QWidget, slot: Any) -> None:
    match field:
        case QLineEdit() | QPlainTextEdit():
            field.textChanged.connect(slot)
        case QComboBox():
            field.currentTextChanged.connect(slot)
        case QCheckBox():
            field.toggled.connect(slot)
        case QSpinBox():
            field.valueChanged.connect(slot)
        case QDateEdit():
            field.dateChanged.connect(slot)
