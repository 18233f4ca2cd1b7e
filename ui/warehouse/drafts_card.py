"""Documents begun and not issued: whose, what kind, how many lines; continued or thrown away."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal

from crm_desktop.errors import KnownError
from crm_desktop.warehouse.drafts import drafts_with_houses, forget_draft, open_draft
from crm_desktop.warehouse.records import Draft, DraftRow, DropDraft
from db.vocabulary import Permission
from ui import formats, prompts
from ui.labels import label
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.parts import Told, row, text

HIGH = 132


class DraftsCard(Card):
    """Shown where there are drafts; `wanted` carries the one to go on with."""

    wanted = Signal(object)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("drafts_card")
        self._seat = seat
        self._told = Told()
        self.table = self._make_table()
        self._go_on = Button(self.tr("Continue"), "pencil-simple")
        self._go_on.setObjectName("draft_continue")
        self._drop = Button(self.tr("Discard"), "trash")
        self._drop.setObjectName("draft_drop")
        for part in (
            text(self.tr("Not issued yet"), role="strong"),
            self._told,
            self.table,
            row(self._drop, None, self._go_on),
        ):
            self.body.addWidget(part)
        self.table.current_changed.connect(self._on_chosen)
        self.table.record_activated.connect(lambda one: self._open(one.draft_id))
        self._go_on.clicked.connect(lambda: self._with_chosen(self._open))
        self._drop.clicked.connect(lambda: self._with_chosen(self._throw_away))
        self._on_chosen(None)
        self.hide()

    def _make_table(self) -> TableView:
        table = TableView(
            [
                Column("kind", self.tr("Kind"), lambda r: label(r.kind).text, width=160),
                Column("party", self.tr("To / from"), lambda r: r.party or r.note, stretch=True),
                Column("warehouse", self.tr("Warehouse"), _houses, muted=True, width=96),
                Column("lines", self.tr("Lines"), lambda r: r.lines, right=True, width=64),
                Column("by", self.tr("Started"), lambda r: f"{r.made_by} · {formats.when(r.made_at)}", muted=True),
            ],
            empty=self.tr("No drafts."),
            name="drafts",
            title=self.tr("Not issued yet"),
        )
        table.setFixedHeight(HIGH)
        return table

    def refresh(self) -> None:
        self._seat.read(drafts_with_houses, self._show, owner=self, latest="drafts")

    def _show(self, found: list[DraftRow]) -> None:
        self.table.set_records(found, key=lambda one: one.draft_id)
        self.setVisible(bool(found))
        self._on_chosen(self.table.current_record())

    def _on_chosen(self, chosen: DraftRow | None) -> None:
        self._go_on.setEnabled(chosen is not None)
        self._drop.setEnabled(chosen is not None)

    def _with_chosen(self, act: Callable[[DraftRow], object]) -> None:
        chosen = self.table.current_record()
        if chosen is not None:
            act(chosen)

    def _open(self, shown: DraftRow) -> None:
        costs = self._seat.may(Permission.SEE_COSTS)

        def query(session: Any) -> Draft:
            return open_draft(session, shown.draft_id, costs=costs)

        self._seat.read(query, self.wanted.emit, owner=self, latest="draft")

    def _throw_away(self, shown: DraftRow) -> None:
        def gone(_kept: object) -> None:
            prompts.person().tell(self, self.tr("Discarded."))
            self.refresh()

        def refused(refusal: KnownError) -> None:
            self._told.refuse(refusal)
            self.refresh()

        self._seat.do(forget_draft, DropDraft(shown.draft_id, shown.version), gone, owner=self, on_error=refused)


def _houses(draft: DraftRow) -> str:
    return f"{draft.warehouse} → {draft.target}" if draft.target else draft.warehouse
