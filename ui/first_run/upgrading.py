"""An older file is brought up by a newer program: what happens is shown, and cannot be left half way."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout

from crm_desktop.errors import KnownError
from crm_desktop.opening import open_company
from ui import operations
from ui.theme import GAP, GRID, dress
from ui.widgets.parts import text

WIDE = 540


class _Steps(QObject):
    """Told by the worker, heard on the GUI thread."""

    moved = Signal(int, int)


class Upgrading(QDialog):
    """Ends with `database` open, or with the `refusal` that left the file as it was."""

    def __init__(self, url: str | None) -> None:
        super().__init__()
        self.setObjectName("upgrading")
        dress(self)
        self.setWindowTitle(self.tr("Updating the data to this version"))
        self.database: Any = None
        self.refusal: KnownError | None = None
        self._url = url
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(self.windowTitle())
        about = self.tr(
            "It was kept by an older version. A backup is made first, in the folder “backups” beside the data; "
            "then everything is updated at once, or nothing is. This takes a moment."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * GRID, 6 * GRID, 6 * GRID, 6 * GRID)
        column.setSpacing(GAP)
        column.addWidget(text(self.windowTitle(), role="heading", wrap=True))
        column.addWidget(text(about, role="muted", wrap=True))
        column.addWidget(self.bar)
        self.setFixedWidth(WIDE)
        self._steps = _Steps(self)
        self._steps.moved.connect(self._on_step)

    def start(self) -> None:
        url, step = self._url, self._steps.moved.emit
        operations.run(
            lambda: open_company(url, progress=step),
            on_done=self._on_done,
            on_error=self._on_refused,
            owner=self,
            kind=operations.OUTSIDE,
        )

    def _on_step(self, done: int, of: int) -> None:
        self.bar.setRange(0, of)
        self.bar.setValue(done)

    def _on_done(self, database: Any) -> None:
        self.database = database
        self.accept()

    def _on_refused(self, refusal: KnownError) -> None:
        self.refusal = refusal
        super().reject()

    def exec(self) -> int:
        self.start()
        return super().exec()

    def reject(self) -> None:
        """Esc and the window's cross do nothing: it is soon over."""


def opened_with_progress(url: str | None) -> Any:
    """Raises what opening raises."""
    dialog = Upgrading(url)
    dialog.exec()
    database, refusal = dialog.database, dialog.refusal
    dialog.deleteLater()
    if refusal is not None:
        raise refusal
    return database
