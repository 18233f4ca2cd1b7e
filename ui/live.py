"""Changes of others, as they happen: a plain worker that knows no Qt, one emitter that does."""

import threading

from PySide6.QtCore import QObject, Qt, Signal

from crm_desktop.errors import Away
from crm_desktop.live import Changed, ChangeWatch

AWAY_SECONDS = 1.0


class LiveChanges(QObject):
    """`changed` carries a list of Changed; `connected` whether the database answers."""

    changed = Signal(object)
    connected = Signal(bool)
    _arrived = Signal(object)
    _answered = Signal(bool)

    def __init__(self, watch: ChangeWatch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watch = watch
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="changes", daemon=True)
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._watch.stop()
        self._thread.join()
        self._watch.close()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                found = self._watch.wait()
            except Away:
                self._answered.emit(False)
                self._stop.wait(AWAY_SECONDS)
                continue
            self._answered.emit(True)
            if found:
                self._arrived.emit(found)

    def _on_arrived(self, found: list[Changed]) -> None:
        self.changed.emit(found)

    def _on_answered(self, answers: bool) -> None:
        self.connected.emit(answers)
