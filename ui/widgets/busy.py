"""Says that something is under way over the part of the page that waits; nothing beneath can be pressed twice."""

import threading

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from crm_desktop.errors import Cancelled
from ui.theme import GAP, colour
from ui.widgets.buttons import QuietButton
from ui.widgets.cards import text_label

PATIENCE_MS = 250
"""Shorter work shows nothing: a flash disturbs more than it tells."""


class BusyOverlay(QWidget):
    """Covers its parent from `begin` to `end`, visibly only after a quarter of a second."""

    cancel_requested = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("busy")
        self._text = text_label("", "heading")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(240)
        self._cancel = QuietButton(self.tr("Cancel"), "x")
        self._cancel.clicked.connect(self.cancel_requested)
        column = QVBoxLayout(self)
        column.setSpacing(GAP)
        column.addStretch(1)
        for widget in (self._text, self._bar, self._cancel):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        over.installEventFilter(self)
        self.hide()

    def begin(self, text: str, *, can_cancel: bool = False) -> None:
        self._text.setText(text)
        self.setAccessibleName(text)
        self._bar.setRange(0, 0)
        self._cancel.setVisible(can_cancel)
        self._patience.start()

    def progress(self, done: int, of: int) -> None:
        self._bar.setRange(0, of)
        self._bar.setValue(done)

    def end(self) -> None:
        self._patience.stop()
        self.hide()

    def _appear(self) -> None:
        over = self.parentWidget()
        if over is not None:
            self.setGeometry(over.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = colour("surface")
        ground.setAlphaF(0.86)
        QPainter(self).fillRect(self.rect(), ground)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False


class Watch(QObject):
    """Looks on while a worker is busy: made on the GUI thread, `step` is called by the worker."""

    moved = Signal(int, int)

    def __init__(self, overlay: BusyOverlay) -> None:
        super().__init__(overlay)
        self._stopped = threading.Event()
        self.moved.connect(overlay.progress)
        overlay.cancel_requested.connect(self.stop)

    def stop(self) -> None:
        """The next step raises Cancelled, and what was begun is rolled back."""
        self._stopped.set()

    def step(self, done: int, of: int) -> None:
        if self._stopped.is_set():
            raise Cancelled()
        self.moved.emit(done, of)
