"""A draft while it is typed: saved by itself a moment after the last key, so that any workstation can go on with it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.errors import KnownError
from crm_desktop.orders.drafting import change_draft, draft_order
from crm_desktop.orders.records import ChangeDraft, OrderMoved, PlaceOrder
from ui.orders.kept_order import KeptOrder, keep_order, kept_order
from ui.seat import Seat

PAUSE_MS = 800


class Draft(QObject):
    """`read` answers what is typed, None while no customer is chosen. `saved` carries an OrderMoved, `refused` a
    KnownError; after a refusal nothing is tried again before the next key. `left_behind` carries the number of a draft
    that was left and then refused: what was typed of it is kept (kept_order.py) until it is stored or given up."""

    saved = Signal(object)
    refused = Signal(object)
    left_behind = Signal(str)

    def __init__(self, seat: Seat, read: Callable[[], PlaceOrder | None], parent: QObject) -> None:
        super().__init__(parent)
        self.number, self.version = "", 0
        self._seat, self._read = seat, read
        self._stored: PlaceOrder | None = None
        self._wanted: PlaceOrder | None = None
        self._waiting: list[Callable[[], object]] = []
        self._busy = self._left = self._keeps = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.save)
        seat.stopping.connect(self.leave)

    def take_up(self, number: str, version: int) -> None:
        """A stored draft, as the pages show it now."""
        self.number, self.version = number, version
        self._stored = self._wanted = self._read()
        self._pause.stop()

    @property
    def stored(self) -> PlaceOrder | None:
        """As it was opened, or saved from here last."""
        return self._stored

    @property
    def leaving(self) -> bool:
        """Left, and not stored or refused yet."""
        return self._left and self._busy

    def touch(self) -> None:
        """Something was typed."""
        if not self._left:
            self._pause.start()

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Now; `then` follows once what is typed at this moment is stored."""
        self._pause.stop()
        if then is not None:
            self._waiting.append(then)
        if not self._left:
            self._wanted = self._read()
        if not self._busy:
            self._send()

    def leave(self) -> None:
        """The pages are needed for another order: what was typed is stored, then this is gone."""
        self.save()
        self._left = True
        self._keep()
        if not self._busy:
            self.deleteLater()

    def forget(self) -> None:
        """The person gave up what was typed here."""
        self._pause.stop()
        self._left, self._wanted, self._waiting = True, self._stored, []
        self.forget_kept()
        if not self._busy:
            self.deleteLater()

    def forget_kept(self) -> None:
        """What was kept of this order is stored, or given up."""
        self._keeps = False
        if self.number:
            keep_order(self._seat.typed, self.number, None)

    def _keep(self, *, refused: bool = False) -> None:
        """While it is on its way, for the window may close before the answer. What an earlier one left behind is only
        written over by what was refused as well."""
        mine, opened = self._wanted, self._stored
        if not self.number or mine is None or opened is None or _same(mine, opened):
            return
        if refused or self._keeps or kept_order(self._seat.typed, self.number) is None:
            self._keeps = True
            keep_order(self._seat.typed, self.number, KeptOrder(mine, opened))

    def _send(self) -> None:
        wanted = self._wanted
        if wanted is None or _same(wanted, self._stored):
            self._settle()
            return
        self._busy = True

        def done(moved: OrderMoved) -> None:
            self._on_saved(moved, wanted)

        if self.number:
            change = ChangeDraft(self.number, self.version, wanted)
            self._seat.do(change_draft, change, done, owner=self, on_error=self._on_refused)
        else:
            self._seat.do(draft_order, wanted, done, owner=self, on_error=self._on_refused)

    def _on_saved(self, moved: OrderMoved, stored: PlaceOrder) -> None:
        self._busy = False
        self.number, self.version, self._stored = moved.number, moved.version, stored
        if self._keeps:
            self.forget_kept()
        self.saved.emit(moved)
        self._send()

    def _settle(self) -> None:
        """Stored is what was wanted: whoever waits for that goes on."""
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()
        if self._left:
            self.deleteLater()

    def _on_refused(self, refusal: KnownError) -> None:
        self._busy, self._waiting = False, []
        self._keep(refused=True)
        if self._left and self._keeps:
            self.left_behind.emit(self.number)
        else:
            self.refused.emit(refusal)
        if self._left:
            self.deleteLater()


def _same(one: PlaceOrder, other: PlaceOrder | None) -> bool:
    """Whether nothing would change by saving; how it came in is told once, when the draft is made."""
    return other is not None and replace(one, channel=other.channel, opportunity_id=other.opportunity_id) == other
