"""Says that a newer program brought the database up while this window was open: it writes nothing any more."""

from PySide6.QtCore import QObject

from crm_desktop.errors import ProgramTooOld
from crm_desktop.revision import UPGRADED, ours
from db.vocabulary import Topic
from ui import prompts, words
from ui.live import Change
from ui.seat import Seat
from ui.theme import Meaning


class NewerProgram(QObject):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        seat.live.subscribe(self, (Topic.SETTINGS,), self._on_changes)

    def _on_changes(self, changes: frozenset[Change]) -> None:
        newer = max((change.label for change in changes if change.what == UPGRADED), default="")
        if newer > ours():
            said = words.sentence(ProgramTooOld(theirs=newer, ours=ours()))
            prompts.person().tell(self, said, Meaning.BAD)
