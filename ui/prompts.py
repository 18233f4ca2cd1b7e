"""Every question to the person, as methods with question names; tests answer in its place."""

from PySide6.QtWidgets import QMessageBox, QWidget


class Prompts:
    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def report_crash(self, told: str) -> None:
        """A bug: what is typed stays; the details can be copied."""
        translate = self._parent.tr
        box = QMessageBox(self._parent)
        box.setObjectName("crash")
        box.setIcon(QMessageBox.Icon.Critical)
        box.setText(translate("Something went wrong in the program. Nothing you typed is lost."))
        box.setInformativeText(translate("Try again; if it happens once more, send the details below."))
        box.setDetailedText(told)
        box.open()
