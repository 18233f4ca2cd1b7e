"""Page 5: each beep ticks a line; a wrong code says so by sound, colour and word."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.clock import now
from crm_desktop.errors import KnownError, NotFound
from crm_desktop.orders.picked_lots import lots_to_take
from crm_desktop.orders.picked_shelves import takes_of
from crm_desktop.orders.picking import pick_short, scan_goods
from crm_desktop.orders.records import GoodsScanned, OrderCard, OrderLine, PickShort, ScanGoods
from crm_desktop.warehouse.records import LotLine
from crm_desktop.warehouse.rules import shelf_order
from db.vocabulary import LineKind, OrderStatus
from ui import formats, words
from ui.orders.matter import Matter
from ui.orders.way import refusal_told
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import GAP, GRID, Meaning, icon
from ui.widgets.beep import Beep
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.cards import Line
from ui.widgets.entrance import opens_at
from ui.widgets.parts import row, text

SHELF_COLUMN, LOT_COLUMN = 1, 3
_TIMES = re.compile(r"^\s*(\d{1,5})\s*[*x×]\s*(\S.*)$")


class PickPage(QWidget):
    """`scanned` after each beep that ticked, `shortened` when the rest of a line waits, `finished` when the last line
    is ready and Enter says so."""

    scanned = Signal()
    shortened = Signal()
    finished = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._card: OrderCard | None = None
        self._lots: dict[int, tuple[LotLine, ...]] = {}
        self._shelf = ""
        """The shelf that was scanned: what is scanned next is taken off it."""
        self._on_to_next = False
        """A line has just been left for later: one goes on to the next when the order is read anew."""
        self._scan = QLineEdit()
        self._scan.setObjectName("pick_scan")
        self._scan.setAccessibleName(self.tr("Scan a barcode"))
        self._scan.setPlaceholderText(self.tr("Scan a barcode, or type a code and press Enter"))
        self._scan.addAction(icon("barcode"), QLineEdit.ActionPosition.LeadingPosition)
        self._short = Button(self.tr("Short: none left"), "warning", shortcut="F8")
        self._short.setObjectName("pick_short")
        self._short.setAccessibleName(self._short.text())
        self.list = QuietButton(self.tr("Print the pick list…"), "printer")
        self.list.setObjectName("print_pick_list")
        self.list.setAccessibleName(self.list.text())
        self._beep = Beep()
        self._progress = text(role="heading", name="pick_progress")
        self._table = self._build_table()
        self._lay_out()
        self._scan.returnPressed.connect(self._on_scan)
        self._short.clicked.connect(self._on_short)
        for keys, step in (("Up", -1), ("Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self._scan, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda step=step: self._table.choose_row(self._table.current_row() + step))

    def _build_table(self) -> TableView:
        return TableView(
            [
                Column("goods", self.tr("Goods"), lambda r: r.name, stretch=True, hint=lambda r: r.name),
                Column("shelf", self.tr("Shelf"), _first_shelf, bold=True, hint=_shelves_told, width=96),
                Column("code", self.tr("Code"), lambda r: r.code, muted=True),
                Column("lot", self.tr("From lot"), self._lot, hint=self._lots_told, muted=True),
                Column("wanted", self.tr("To pick"), _to_pick, text=formats.quantity, right=True),
                Column("picked", self.tr("Picked"), _picked, text=formats.quantity, right=True, bold=True),
                Column("unit", self.tr("Unit"), lambda r: formats.unit(r.unit), muted=True),
                Column("state", self.tr("State"), self._state, meaning=_meaning, width=120),
            ],
            empty=self.tr("No goods yet."),
            name="pick_lines",
            title=self.tr("Lines of the order"),
        )

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("look", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, GAP, 1, 1)
        column.setSpacing(2 * GRID)
        top = row(self._scan, self._progress, self._short, self.list)
        self._hint = text(self.tr("12*code counts twelve · ↑↓ selects a line · F8 none left"), role="small")
        for widget in (top, self._beep, self._hint):
            holder = QHBoxLayout()
            holder.setContentsMargins(GAP, 0, GAP, 0)
            holder.addWidget(widget)
            column.addLayout(holder)
        column.addWidget(Line())
        column.addWidget(self._table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)
        opens_at(self, self._scan)

    def _state(self, line: OrderLine) -> str:
        if line.later:
            later = self.tr("later {count}").format(count=formats.quantity(line.later, line.unit))
            return f"✓ {later}" if _ready(line) else later
        return self.tr("✓ ready") if _ready(line) else self.tr("to pick")

    def _lot(self, line: OrderLine) -> str:
        """The first to take from, and how many more there are."""
        own = self._lots.get(line.line_id, ())
        if not own:
            return ""
        more = f" +{len(own) - 1}" if len(own) > 1 else ""
        until = f" · {formats.day(own[0].expires_on)}" if own[0].expires_on else ""
        return f"{own[0].code}{until}{more}"

    def _show_lots(self) -> None:
        """The column only where goods of the order are kept by lot."""
        self._table.setColumnHidden(LOT_COLUMN, not self._lots)
        self._table.measure_anew()
        self._table.viewport().update()

    def _lots_told(self, line: OrderLine) -> str:
        return "\n".join(
            " · ".join(
                part
                for part in (
                    lot.code,
                    self.tr("use by {day}").format(day=formats.day(lot.expires_on)) if lot.expires_on else "",
                    formats.quantity(lot.quantity, line.unit),
                )
                if part
            )
            for lot in self._lots.get(line.line_id, ())
        )

    def _read_lots(self, number: str) -> None:
        today = formats.local(now()).date()

        def show(found: dict[int, tuple[LotLine, ...]]) -> None:
            if self._card is not None and self._card.row.number == number and found != self._lots:
                self._lots = found
                self._show_lots()

        self._seat.read(
            lambda session: lots_to_take(session, number, today=today), show, owner=self, latest="lots_to_take"
        )

    def _read_lots_of(self, lines: Sequence[OrderLine]) -> None:
        """Of what was scanned, and of the other lines of the same goods: they share its lots."""
        card, today = self._card, formats.local(now()).date()
        if card is None:
            return
        number, products = card.row.number, {line.product_id for line in lines if line.product_id is not None}

        def show(found: dict[int, tuple[LotLine, ...]]) -> None:
            if self._card is not None and self._card.row.number == number:
                theirs = {line.line_id for line in self._card.lines if line.product_id in products}
                others = {line_id: own for line_id, own in self._lots.items() if line_id not in theirs}
                self._lots = others | found
                self._table.viewport().update()

        self._seat.read(lambda session: lots_to_take(session, number, today=today, products=products), show, owner=self)

    def show_picked(self, card: OrderCard, lines: Sequence[OrderLine]) -> None:
        """These lines of the order that is shown are picked further, and nothing else of it moved."""
        self._card = card
        for line in lines:
            self._table.replace_record(line)
        self._show_progress([line for line in card.lines if line.kind is LineKind.GOODS])
        if self._lots:
            self._read_lots_of(lines)

    def show_matter(self, matter: Matter) -> None:
        card = matter.card
        before = self._card.row if self._card else None
        another = before is None or (before.number, before.status) != (card.row.number, card.row.status)
        self._card = card
        if another:
            self._lots, self._shelf = {}, ""
            self._show_lots()
        if card.row.status is OrderStatus.RESERVED:
            self._read_lots(card.row.number)
        picking = card.row.status is OrderStatus.RESERVED
        for widget in (self._scan, self._short):
            widget.setEnabled(picking)
        goods = [line for line in card.lines if line.kind is LineKind.GOODS]
        goods.sort(key=lambda line: (shelf_order(takes_of(line)[0][0]), line.position))
        self._table.setColumnHidden(SHELF_COLUMN, not any(line.shelf or line.places for line in goods))
        self._table.set_records(goods, key=lambda line: line.line_id)
        ready = self._show_progress(goods)
        if another or not picking:
            self._say_state(card, ready == len(goods))
        if picking and (self._on_to_next or self._table.current_record() is None):
            self._to_next()
        self._on_to_next = False

    def _show_progress(self, goods: Sequence[OrderLine]) -> int:
        """How many lines are ready."""
        ready = sum(_ready(line) for line in goods)
        self._progress.setText(f"{ready} / {len(goods)}")
        self._progress.setAccessibleName(
            self.tr("{ready} of {all} lines are ready").format(ready=ready, all=len(goods))
        )
        return ready

    def _say_state(self, card: OrderCard, all_ready: bool) -> None:
        match card.row.status:
            case OrderStatus.RESERVED if all_ready:
                self._beep.say(self.tr("Everything is picked: on to the WZ."), Meaning.GOOD)
            case OrderStatus.RESERVED:
                self._beep.say(self.tr("Scan the first item."), Meaning.INFO)
            case OrderStatus.DRAFT | OrderStatus.PLACED:
                self._beep.say(self.tr("Goods are picked once they are reserved."), Meaning.INFO)
            case _:
                self._beep.say(self.tr("Everything is picked."), Meaning.GOOD)

    def _to_next(self) -> None:
        """The first line that is still to pick."""
        lines = self._table.records_model.records
        wanted = next((number for number, line in enumerate(lines) if not _ready(line)), 0)
        self._table.choose_row(wanted)

    def _on_scan(self) -> None:
        typed = self._scan.text().strip()
        self._scan.clear()
        if self._card is None:
            return
        if not typed:
            self._on_bare_enter()
            return
        found = _TIMES.match(typed)
        times, code = (int(found[1]), found[2].strip()) if found and int(found[1]) else (1, typed)
        command = ScanGoods(self._card.row.number, code, times, self._shelf)
        self._seat.do(scan_goods, command, self._on_scanned, owner=self, on_error=self._on_refused)

    def _on_bare_enter(self) -> None:
        """Nothing left to scan: Enter, which a scanner can send too, goes on."""
        lines = self._table.records_model.records
        if lines and all(_ready(line) for line in lines):
            self.finished.emit()

    def _on_scanned(self, hit: GoodsScanned) -> None:
        if not hit.line_id:
            self._on_shelf(hit.shelf)
            return
        count = f"{formats.quantity(hit.picked)} / {formats.quantity(hit.wanted)}"
        of_lot = self.tr("lot {lot}").format(lot=hit.lot) if hit.lot else ""
        off = self.tr("shelf {shelf}").format(shelf=hit.shelf) if hit.shelf else ""
        self._beep.say(" · ".join(part for part in (f"{hit.name}: {count}", of_lot, off) if part), Meaning.GOOD)
        self._table.choose(hit.line_id)
        self.scanned.emit()

    def _on_shelf(self, shelf: str) -> None:
        """Scanned again, it is let go of: goods are taken as proposed."""
        self._shelf = "" if shelf == self._shelf else shelf
        told = (
            self.tr("Shelf {shelf}: scan what you take from it") if self._shelf else self.tr("No longer from {shelf}")
        )
        self._beep.say(told.format(shelf=shelf), Meaning.INFO)
        lines = self._table.records_model.records
        here = next((n for n, one in enumerate(lines) if not _ready(one) and shelf in dict(takes_of(one))), -1)
        if self._shelf and here >= 0:
            self._table.choose_row(here)

    def _on_refused(self, refusal: KnownError) -> None:
        QApplication.beep()
        told = words.sentence(refusal)
        if isinstance(refusal, NotFound):
            told = self.tr("“{code}” is not one of our goods.").format(code=refusal.details["key"])
        more = refusal_told(refusal)
        self._beep.say(f"{told} {more}" if more else told, Meaning.BAD)
        self._scan.setFocus()

    def _on_short(self) -> None:
        line = self._table.current_record()
        if self._card is None or line is None:
            return
        if _ready(line):
            QApplication.beep()
            self._beep.say(self.tr("{goods}: nothing is left to pick here.").format(goods=line.name), Meaning.INFO)
            return
        command = PickShort(self._card.row.number, line.line_id, line.picked, self._card.version, later=True)
        self._seat.do(pick_short, command, self._on_short_done, owner=self, on_error=self._on_refused)

    def _on_short_done(self, hit: GoodsScanned) -> None:
        told = self.tr("{goods}: {count} now, the rest later").format(
            goods=hit.name, count=formats.quantity(hit.picked)
        )
        self._beep.say(told, Meaning.ATTENTION)
        self._scan.setFocus()
        self._on_to_next = True
        self.shortened.emit()


def _first_shelf(line: OrderLine) -> str:
    """The first to take from, and how many more there are."""
    takes = takes_of(line)
    return takes[0][0] + (f" +{len(takes) - 1}" if len(takes) > 1 else "")


def _shelves_told(line: OrderLine) -> str:
    """How much from which; of one alone its name."""
    if not line.places:
        return line.shelf
    return "\n".join(f"{shelf or '—'} · {formats.quantity(much, line.unit)}" for shelf, much in line.places)


def _to_pick(line: OrderLine) -> int:
    """What this shipment wants of the line."""
    return line.quantity - line.issued - line.later


def _picked(line: OrderLine) -> int:
    """Of this shipment; what left before does not count."""
    return max(0, line.picked - line.issued)


def _ready(line: OrderLine) -> bool:
    return line.picked >= line.quantity - line.later


def _meaning(line: OrderLine) -> Meaning:
    if _ready(line):
        return Meaning.ATTENTION if line.later else Meaning.GOOD
    return Meaning.PLAIN
