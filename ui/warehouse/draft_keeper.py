"""What is being entered and not issued yet is kept as a draft by itself, and is there again on any workstation."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.errors import KnownError
from crm_desktop.warehouse.drafts import forget_draft, keep_draft
from crm_desktop.warehouse.records import Draft, DraftKept, DropDraft, KeepDraft
from ui.seat import Seat

PAUSE_MS = 1_200


class DraftKeeper(QObject):
    """`wanted` answers what there is to keep (without key and version), None for nothing.

    `touch` at every change; `then` runs something with the draft's key once nothing is being kept.
    """

    kept = Signal()

    def __init__(self, seat: Seat, owner: QObject, wanted: Callable[[], KeepDraft | None]) -> None:
        super().__init__(owner)
        self._seat, self._wanted = seat, wanted
        self._key: int | None = None
        self._version: int | None = None
        self._busy = False
        self._after: Callable[[int | None], object] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)

    @property
    def key(self) -> int | None:
        return self._key

    @property
    def draft(self) -> tuple[int | None, int | None]:
        """Key and version."""
        return self._key, self._version

    def touch(self) -> None:
        self._pause.start()

    def follow_kept(self, key: int | None, version: int | None) -> None:
        """The draft of what a crash left here; what another made of it since is not written over."""
        self._key, self._version = key, version

    def follow(self, draft: Draft) -> None:
        """A draft that is continued here."""
        self._pause.stop()
        self._key, self._version = draft.draft_id, draft.version

    def leave(self) -> None:
        """Issued, and so gone."""
        self._pause.stop()
        self._key = self._version = None

    def then(self, act: Callable[[int | None], object]) -> None:
        self._pause.stop()
        if self._busy:
            self._after = act
        else:
            act(self._key)

    def keep(self) -> None:
        """At once. What was emptied is thrown away."""
        self._pause.stop()
        if self._busy:
            self._pause.start()
            return
        wanted = self._wanted()
        if wanted is not None:
            self._busy = True
            told = (wanted.kind, wanted.warehouse_id, wanted.lines, wanted.target_warehouse_id)
            command = KeepDraft(*told, wanted.party, wanted.note, self._key, self._version)
            self._seat.do(keep_draft, command, self._on_kept, owner=self, on_error=self._on_refused)
        elif self._key is not None:
            gone = DropDraft(self._key, self._version)
            self.leave()
            self._seat.do(forget_draft, gone, lambda _kept: None, owner=self, on_error=lambda _refusal: None)

    def _on_kept(self, kept: DraftKept) -> None:
        self._key, self._version = kept.draft_id, kept.version
        self.kept.emit()
        self._rest()

    def _on_refused(self, _refusal: KnownError) -> None:
        """Another goes on with it or threw it away: what stands here becomes a draft of its own at the next change."""
        self._key = self._version = None
        self._rest()

    def _rest(self) -> None:
        self._busy = False
        after, self._after = self._after, None
        if after is not None:
            after(self._key)
