"""Says when backups stop coming: at the start of the window, and when one fails while it is open."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from crm_desktop import clock
from crm_desktop.backups.scheduled import BackupState, backup_state
from db.vocabulary import Topic
from ui import formats, prompts
from ui.live import Change
from ui.seat import Seat
from ui.theme import Meaning

LONGEST = timedelta(hours=50)
"""Two nights without one is a fault even where nobody reported it: whoever makes them may be off."""


class BackupAlarm(QObject):
    """Told once for each failure; `look` opens the page that says more."""

    def __init__(self, seat: Seat, look: Callable[[], object]) -> None:
        super().__init__()
        self._seat, self._look = seat, look
        self._told = ""
        seat.live.subscribe(self, (Topic.SETTINGS,), self._on_changes)

    def start(self) -> None:
        self._seat.read(backup_state, self._on_state, owner=self, latest="backup")

    def _on_changes(self, changes: frozenset[Change]) -> None:
        if any(change.what == "backup_failed" for change in changes):
            self.start()

    def _on_state(self, state: BackupState) -> None:
        said = self.sentence(state)
        if not said or state.tried == self._told:
            return
        self._told = state.tried
        prompts.person().tell(self, said, Meaning.BAD, action=self.tr("Show"), on_action=self._look)

    def sentence(self, state: BackupState) -> str:
        """What is wrong with the backups; "" where nothing is, or nobody makes any."""
        if not state.tried:
            return ""
        last = formats.when(datetime.fromisoformat(state.made)) if state.made else self.tr("never")
        if state.code == "books_differ":
            return self.tr("The backup is made, but there are problems in the data: {reason}").format(
                reason=state.reason
            )
        if state.code:
            return self.tr("The nightly backup could not be made on {place}. The last one: {last}.").format(
                place=state.place, last=last
            )
        if clock.now() - datetime.fromisoformat(state.made) > LONGEST:
            return self.tr("There has been no backup for a while. The last one: {last}.").format(last=last)
        return ""
