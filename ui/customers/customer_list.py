"""The list at the left: search as typed, filters by status and group, and the pairs that may be one customer."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.customers import queries
from crm_desktop.customers.proposals import proposals
from crm_desktop.customers.records import CustomerRow, Proposal
from db.vocabulary import ContactStatus, Permission
from ui import formats
from ui.labels import Label, label
from ui.seat import Seat
from ui.tables import Lines, LinesView
from ui.theme import GAP, GRID, Meaning
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.chips import Chip
from ui.widgets.entrance import opens_at
from ui.widgets.fields import SearchField
from ui.widgets.parts import row, word

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the list is wanted."""

    words: str = ""
    status: str = ""
    group: str = ""

    def read(self, session: Any, *, after: CustomerRow | None = None) -> list[CustomerRow]:
        statuses = (ContactStatus(self.status),) if self.status else ()
        return queries.list_customers(
            session, search_for=self.words, statuses=statuses, group=self.group, after=after, limit=AT_ONCE
        )


@dataclass(frozen=True, slots=True)
class Listed:
    rows: list[CustomerRow]
    counts: dict[ContactStatus, int]
    groups: list[str]
    pairs: list[Proposal]


class CustomerList(QFrame):
    """`pointed` carries the row one stands on, `pair_pointed` a proposal, `told` what the status bar says."""

    pointed = Signal(object)
    opened = Signal(object)
    pair_pointed = Signal(object)
    new_wanted = Signal()
    told = Signal(str)

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setProperty("look", "pane")
        self._seat = seat
        self._group_chosen = ""
        self.search = SearchField(self.tr("Name, NIP, phone, e-mail…"))
        self.search.setObjectName("customer_search")
        self.search.setAccessibleName(self.tr("Find a customer"))
        self._status, self._group = QComboBox(), QComboBox()
        self._pairs_chip = Chip(self.tr("Possible duplicates"))
        self._pairs_chip.setObjectName("chip_same")
        if not seat.may(Permission.EDIT_CUSTOMERS):
            self._pairs_chip.hide()
        self._new = Button(self.tr("New customer"), "user-plus", shortcut="Ctrl+N")
        self._new.setObjectName("new_customer")
        self._more = LinkButton(self.tr("Show more"), "caret-down")
        self._more.setObjectName("more_customers")
        self.table, self.pairs = self._customers(), self._proposals()
        self.first: int | None = None
        """Who is pointed at as soon as the list is read."""
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _customers(self) -> LinesView:
        return LinesView(
            Lines(
                lambda r: r.name,
                lambda r: " · ".join(part for part in (r.city, r.group, f"NIP {r.nip}" if r.nip else r.phone) if part),
                lambda r: label(r.status),
                lambda r: formats.when(r.status_at),
            ),
            empty=self.tr(
                "Customers appear here with their first inquiry or order, when you add them (Ctrl+N), or from "
                "an imported sheet."
            ),
            empty_action=self.tr("Import customers from a sheet"),
            name="customers_list",
            title=self.tr("Customers"),
        )

    def _proposals(self) -> LinesView:
        return LinesView(
            Lines(
                lambda r: r.one.name,
                lambda r: " · ".join(part for part in (r.other.name, r.other.code, r.other.city) if part),
                lambda r: Label(self._why(r), Meaning.ATTENTION, "git-merge"),
            ),
            empty=self.tr("No duplicates found by NIP, e-mail, phone or name."),
            name="customer_pairs",
            title=self.tr("Possible duplicates"),
        )

    def _why(self, proposal: Proposal) -> str:
        return {
            "nip": self.tr("same NIP"),
            "email": self.tr("same e-mail"),
            "phone": self.tr("same phone"),
            "name": self.tr("same name"),
        }[proposal.why]

    def _lay_out(self) -> None:
        self._status.setObjectName("customer_status_filter")
        self._status.setAccessibleName(self.tr("Filter by status"))
        self._status.addItem(self.tr("All statuses"), "")
        for status in ContactStatus:
            self._status.addItem(word(status), status.value)
        self._group.setObjectName("customer_group_filter")
        self._group.setAccessibleName(self.tr("Filter by group"))
        self._group.addItem(self.tr("All groups"), "")
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(GAP, 2 * GRID, GAP, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.search)
        filters = QHBoxLayout()
        filters.setSpacing(2 * GRID)
        filters.addWidget(self._status, 1)
        filters.addWidget(self._group, 1)
        column.addLayout(filters)
        column.addWidget(row(self._pairs_chip, None, self._new))
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.pairs)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(self._stack, 1)
        outer.addWidget(self._more)
        self._more.hide()
        opens_at(self, self.table)

    def _connect(self) -> None:
        self.search.searched.connect(lambda _words: self.refresh())
        self._status.currentIndexChanged.connect(lambda _index: self.refresh())
        self._group.activated.connect(self._on_group)
        self._pairs_chip.toggled.connect(self._on_pairs)
        self._new.clicked.connect(self.new_wanted)
        self.table.empty_action_pressed.connect(lambda: self._seat.import_sheet.emit("customers"))
        self.table.filter_cleared.connect(self._show_all)
        self.table.current_changed.connect(self.pointed)
        self.table.record_activated.connect(self.opened)
        self.pairs.current_changed.connect(self._on_pair)
        self._more.clicked.connect(self._on_more)

    @property
    def asked(self) -> Asked:
        return Asked(self.search.text().strip(), str(self._status.currentData()), self._group_chosen)

    def state(self) -> dict[str, str]:
        """What is there again tomorrow."""
        return {"status": self.asked.status, "group": self.asked.group}

    def restore(self, state: dict[str, str]) -> None:
        self._group_chosen = state.get("group", "")
        self._status.blockSignals(True)
        self._status.setCurrentIndex(max(0, self._status.findData(state.get("status", ""))))
        self._status.blockSignals(False)

    def refresh(self) -> None:
        asked, mends = self.asked, self._seat.may(Permission.EDIT_CUSTOMERS)

        def read(session: Any) -> Listed:
            return Listed(
                asked.read(session),
                queries.counts_by_status(session),
                queries.group_names(session),
                proposals(session) if mends else [],
            )

        self._seat.read(read, self._show, owner=self, latest="list")

    def _show(self, found: Listed) -> None:
        self.table.say_filtered(any((self.asked.words, self.asked.status, self.asked.group)))
        self.table.set_records(found.rows, key=attrgetter("customer_id"))
        if self.first is not None:  # before the list is entered, or Qt would point at its first row
            self.table.choose(self.first)
            self.first = None
        self.pairs.set_records(found.pairs, key=lambda r: (r.one.customer_id, r.other.customer_id))
        self._more.setVisible(len(found.rows) == AT_ONCE and not self._pairs_chip.isChecked())
        self._pairs_chip.show_count(len(found.pairs))
        self._show_groups(found.groups)
        whole = sum(found.counts.values())
        self.told.emit(self.tr("Customers: {count}").format(count=formats.count(whole)))

    def _show_groups(self, groups: list[str]) -> None:
        shown = [str(self._group.itemData(n)) for n in range(1, self._group.count())]
        if shown != groups:
            self._group.clear()
            self._group.addItem(self.tr("All groups"), "")
            for group in groups:
                self._group.addItem(group, group)
        self._group.setCurrentIndex(max(0, self._group.findData(self._group_chosen)))

    def _show_all(self) -> None:
        self._group_chosen = ""
        self.search.clear()
        self._status.setCurrentIndex(0)
        self.refresh()
        self.search.setFocus()

    def _on_group(self) -> None:
        self._group_chosen = str(self._group.currentData())
        self.refresh()

    def _on_pairs(self, on: bool) -> None:
        self._stack.setCurrentIndex(1 if on else 0)
        self._more.setVisible(not on and len(self.table.records_model.records) >= AT_ONCE)
        shown = self.pairs if on else self.table
        opens_at(self, shown)
        shown.setFocus()
        if on:
            self.pairs.choose_row(0)

    def _on_pair(self, proposal: Proposal | None) -> None:
        if proposal is not None and self._pairs_chip.isChecked():
            self.pair_pointed.emit(proposal)

    def _on_more(self) -> None:
        asked, shown = self.asked, list(self.table.records_model.records)
        if not shown:
            return
        last = min(shown, key=lambda r: (r.status_at, r.customer_id))

        def more(rows: list[CustomerRow]) -> None:
            self.table.set_records([*shown, *rows], key=attrgetter("customer_id"))
            self._more.setVisible(len(rows) == AT_ONCE)

        self._seat.read(lambda session: asked.read(session, after=last), more, owner=self, latest="list")
