"""The sample company's stock as it moves through time: documents, ledger, lots, weighted average cost."""

import hashlib
from collections import deque
from dataclasses import dataclass, field

from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.goods import Good
from crm_desktop.demo.papers import NOBODY, fill, line_texts, paper_frame
from crm_desktop.demo.people import Customer
from crm_desktop.folding import fold
from crm_desktop.warehouse.rules import cost_of_leaving

SERIES = {"inquiry": 1, "offer": 2, "order": 3}
KINDS = (
    *("PZ", "WZ", "RW", "PW", "MM", "INW", "PZK", "WZK", "RWK", "PWK", "MMK"),
    *("MMP", "WZKK", "RWKK", "MMKK"),
)
SECOND_SERIES = 101
"""The migrations make the series of no warehouse and of M1 (4 and on); the story those of M2 from here."""
LEAVING = frozenset(("WZ", "RW", "MM"))


@dataclass(slots=True)
class Goods:
    """One line that moves: thousandths, minor units; `price` ten-thousandths; `before` of a correction, what it was."""

    good: Good
    quantity: int
    net: int = 0
    cost: int = 0
    order_line: int | None = None
    price: int = 0
    before: int | None = None


@dataclass(slots=True)
class Lot:
    key: int
    code: str
    expires: int
    left: int


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a document is for: their name, and the paper's JSON."""

    name: str = ""
    paper: str = NOBODY


class Books:
    """Counts what all warehouses share: numbers by series and period, keys of documents, lines, moves and lots."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.documents = self.lines = self.moves = 0
        self._counters: dict[tuple[int, int], tuple[int, int]] = {}
        self._lots: dict[tuple[int, int], tuple[int, str]] = {}

    def number(self, series: int, day: int) -> tuple[str, int]:
        """The next (period, sequence) of a series on a day (yyyymmdd); days come in order."""
        year = day // 10000
        sequence = self._counters.get((series, year), (0, 0))[0] + 1
        self._counters[series, year] = (sequence, day)
        return str(year), sequence

    def lot(self, good: Good, day: int, expires: int) -> tuple[int, str]:
        """Key and code of what came of a good on a day."""
        found = self._lots.get((good.key, day))
        if found is None:
            found = self._lots[good.key, day] = (len(self._lots) + 1, f"L{day % 1_000_000:06}")
            self.rows.add("lots", found[0], good.key, found[1], expires)
        return found

    def close(self) -> None:
        for (series, year), (last, day) in sorted(self._counters.items()):
            self.rows.add("number_counters", series, str(year), last, day)


@dataclass(slots=True)
class Held:
    """What lies there of one product: thousandths, its cost in minor units, its lots by expiry."""

    good: Good
    on_hand: int = 0
    reserved: int = 0
    worth: int = 0
    lots: deque[Lot] = field(default_factory=deque)

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved

    def left_by_lot(self) -> dict[int, int]:
        """A lot may have come more than once."""
        left: dict[int, int] = {}
        for lot in self.lots:
            left[lot.key] = left.get(lot.key, 0) + lot.left
        return left


class Warehouse:
    """One of them; keys of rows are given here, so that all refer to each other."""

    def __init__(self, books: Books, issuer: str, key: int, code: str, name: str, keeper: str) -> None:
        self.key, self.code, self.name, self.keeper = key, code, f"{code} · {name}", keeper
        self.books, rows = books, books.rows
        self._frame = paper_frame(issuer, self.name)
        self._documents, self._lines = rows.tables["documents"].extend, rows.tables["document_lines"].extend
        self._moves, self._costs = rows.tables["stock_moves"].extend, rows.tables["move_costs"].extend
        self._search = rows.tables["search_entries"].extend
        self._series = {kind: (4 if key == 1 else SECOND_SERIES) + place for place, kind in enumerate(KINDS)}
        self.held: dict[int, Held] = {}

    def of(self, good: Good) -> Held:
        return self.held.get(good.key) or self.held.setdefault(good.key, Held(good))

    def document(
        self,
        kind: str,
        at: int,
        day: int,
        goods: list[Goods],
        about: "About | None" = None,
        expires: dict[int, int] | None = None,
    ) -> tuple[int, str, list[int]]:
        """Issues a document: its rows, the ledger, the costs. Answers its key, number and each line's cost.

        `expires`: product -> day on which what comes in expires.
        """
        books, about = self.books, about or NOTHING
        series = self._series[kind]
        period, sequence = books.number(series, day)
        number = f"{kind} {sequence}/{period}/{self.code}"
        books.documents += 1
        papers: list[str] = []
        costs = []
        for position, line in enumerate(goods, 1):
            until = expires.get(line.good.key, 0) if expires and line.good.shelf.kept else 0
            pieces = self._pieces(kind, line, day, until)
            costs.append(self._line(kind, at, day, position, line, pieces, papers, about.target))
        snapshot = self._paper(kind, number, day, papers, about)
        digest, value = hashlib.sha256(snapshot.encode()).hexdigest(), sum(line.net for line in goods)
        customer, target, document = about.customer, about.target, books.documents
        head = (document, kind, number, series, period, sequence, self.key, target.key if target else None)
        whom = (customer.key if customer else None, about.order, about.corrects)
        self._documents((*head, *whom, day, day, at, self.keeper, value, snapshot, digest))
        name, folded = (customer.name, customer.plain) if customer else (about.party.name, fold(about.party.name))
        self._search(("document", document, number, name, f"{number.lower()} {folded} {about.order_number.lower()}"))
        return document, number, costs

    def _paper(self, kind: str, number: str, day: int, lines: list[str], about: "About") -> str:
        """The snapshot as it is printed."""
        customer = about.customer
        return fill(
            self._frame,
            kind=kind,
            number=number,
            day=day,
            lines=lines,
            issued_by=self.keeper,
            order_number=about.order_number,
            note=about.note,
            recipient=customer.paper if customer else about.party.paper,
            delivery=customer.delivery_paper if customer else NOBODY,
            copies=2 if customer else 1,
            target_warehouse=about.target.name if about.target else "",
            corrected=about.corrected,
        )

    def _pieces(self, kind: str, line: Goods, day: int, expires: int) -> list[tuple[Lot | None, int]]:
        """(lot, quantity) of a line: what comes is a lot of its day, what leaves takes those that expire first."""
        good, quantity = line.good, line.quantity
        if not good.shelf.kept:
            return [(None, quantity)]
        lots = self.of(good).lots
        if kind not in LEAVING:
            key, code = self.books.lot(good, day, expires)
            if not lots or lots[-1].key != key:
                lots.append(Lot(key, code, expires, 0))
            lots[-1].left += quantity
            return [(lots[-1], quantity)]
        found: list[tuple[Lot | None, int]] = []
        while quantity and lots:
            taken = min(quantity, lots[0].left)
            found.append((lots[0], taken))
            lots[0].left -= taken
            quantity -= taken
            if not lots[0].left:
                lots.popleft()
        return found

    def _line(
        self,
        kind: str,
        at: int,
        day: int,
        position: int,
        line: Goods,
        pieces: list[tuple[Lot | None, int]],
        papers: list[str],
        target: "Warehouse | None",
    ) -> int:
        """Moves one line; its paper line is added to `papers`, its cost answered."""
        books, good, product = self.books, line.good, line.good.key
        books.lines += 1
        key, told = books.lines, -line.quantity if kind == "WZK" else line.quantity
        lots = [(lot.code, lot.expires, quantity) for lot, quantity in pieces if lot]
        before, behind = line_texts(lots, line.before)
        papers.append(good.paper % (before, behind, position, told, line.price, line.net))
        self._lines((key, books.documents, position, product, told, line.price, line.net))
        held, total = self.of(good), 0
        for lot, quantity in pieces:
            if kind in LEAVING:
                cost = -(cost_of_leaving(leaving=quantity, quantity=held.on_hand, value=held.worth) or 0)
                self._move(held, kind, lot, -quantity, cost, key, line.order_line, at, day)
                if target is not None:
                    target.arrive(good, kind, lot, quantity, -cost, key, at, day)
            else:
                cost = line.cost
                self._move(held, kind, lot, quantity, cost, key, line.order_line, at, day)
            total += cost
        return abs(total)

    def arrive(
        self, good: Good, kind: str, lot: Lot | None, quantity: int, cost: int, line: int, at: int, day: int
    ) -> None:
        """From another warehouse, at what it cost there."""
        held = self.of(good)
        if lot is not None:
            held.lots.append(Lot(lot.key, lot.code, lot.expires, quantity))
        self._move(held, kind, lot, quantity, cost, line, None, at, day)

    def _move(
        self,
        held: Held,
        kind: str,
        lot: Lot | None,
        quantity: int,
        cost: int,
        line: int,
        order_line: int | None,
        at: int,
        day: int,
    ) -> None:
        books, product = self.books, held.good.key
        books.moves += 1
        held.on_hand += quantity
        held.worth += cost
        lot_key = lot.key if lot else None
        self._moves((books.moves, product, self.key, lot_key, kind, quantity, line, order_line, at, day))
        self._costs((books.moves, cost))


@dataclass(frozen=True, slots=True)
class About:
    """Whom and what a document is for; all of it may be nothing."""

    customer: Customer | None = None
    order: int | None = None
    order_number: str = ""
    party: Party = Party()
    target: Warehouse | None = None
    corrects: int | None = None
    corrected: tuple[str, int] | None = None
    note: str = ""


NOTHING = About()
