"""Every question to the person and everything told to them, as methods; tests put a person of their own here."""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from crm_desktop.errors import KnownError
from ui import words
from ui.theme import Meaning

_log = logging.getLogger(__name__)


class Person:
    """Who sits at the window. Modal only for what cannot be undone."""

    def __init__(self) -> None:
        self._crash_shown = False

    def tell(
        self,
        owner: QObject | None,
        text: str,
        meaning: Meaning = Meaning.GOOD,
        *,
        action: str = "",
        on_action: Callable[[], object] | None = None,
    ) -> None:
        """A toast over the window of `owner`; `action` is its button ("Undo", "Open")."""
        from ui.widgets.toast import show_toast

        show_toast(window_of(owner), text, meaning, action=action, on_action=on_action)

    def tell_refusal(self, owner: QObject | None, error: KnownError) -> None:
        """A known error: what happened, what is safe, what to do. Stays until it is closed."""
        _log.info("told: %s", error)
        self.tell(owner, words.sentence(error), Meaning.BAD)

    def crashed(self, fault: BaseException) -> None:
        """A bug: to the log, and one dialog that loses nothing typed."""
        _log.error("a bug", exc_info=fault)
        if self._crash_shown:
            return
        self._crash_shown = True
        try:
            self._show_crash("".join(traceback.format_exception(fault)))
        finally:
            self._crash_shown = False

    def _show_crash(self, account: str) -> None:
        box = QMessageBox(window_of(None))
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle(QCoreApplication.translate("Prompts", "Something went wrong in the program"))
        box.setText(QCoreApplication.translate("Prompts", "The program ran into an unexpected error."))
        box.setInformativeText(
            QCoreApplication.translate(
                "Prompts",
                "What you typed is still there. Check whether your last action took place, then try again; if "
                "this repeats, pass on the report below.",
            )
        )
        box.setDetailedText(account)
        box.exec()

    def confirm_irrevocable(self, owner: QObject | None, question: str, *, do_it: str) -> bool:
        """Only before what cannot be undone; `do_it` names the act ("Issue the WZ")."""
        box = QMessageBox(window_of(owner))
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(QApplication.applicationDisplayName())
        box.setText(question)
        yes = box.addButton(do_it, QMessageBox.ButtonRole.AcceptRole)
        leave = box.addButton(
            QCoreApplication.translate("Prompts", "Leave as it is"), QMessageBox.ButtonRole.RejectRole
        )
        box.setDefaultButton(leave)
        box.exec()
        return box.clickedButton() is yes

    def where_to_save(self, owner: QObject | None, suggested: str, kinds: str) -> Path | None:
        """`kinds` as Qt writes them: "PDF (*.pdf)"."""
        chosen, _ = QFileDialog.getSaveFileName(window_of(owner), "", suggested, kinds)
        return Path(chosen) if chosen else None

    def open_file(self, owner: QObject | None, file: Path) -> bool:
        """Shows a file in the program the system has for it; False where it has none."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def which_file(self, owner: QObject | None, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getOpenFileName(window_of(owner), "", "", kinds)
        return Path(chosen) if chosen else None


def window_of(owner: QObject | None) -> QWidget | None:
    """The window in which `owner` lives, else the one in use."""
    while owner is not None and not isinstance(owner, QWidget):
        owner = owner.parent()
    return owner.window() if isinstance(owner, QWidget) else QApplication.activeWindow()


_person = Person()


def person() -> Person:
    return _person


def seat(someone: Person) -> Person:
    """Puts another person before the window (tests, the tour); answers who sat there."""
    global _person
    before, _person = _person, someone
    return before
