"""The sample company's stock as it moves through time: documents, ledger, weighted average cost."""

import hashlib
from dataclasses import dataclass

from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.papers import NOBODY, fill, paper_frame, party_json
from crm_desktop.demo.people import Customer, Good
from crm_desktop.folding import fold
from crm_desktop.money import share
from crm_desktop.warehouse.rules import cost_of_leaving

SERIES = {"inquiry": 1, "offer": 2, "order": 3, "PZ": 4, "WZ": 5, "RW": 6, "PW": 7, "MM": 8, "INW": 9}
"""Keys of the series that the migrations make, in their order."""
SUPPLIER = "Młyny i Spółka"


@dataclass(slots=True)
class Goods:
    """One line that moves: thousandths, minor units."""

    good: Good
    quantity: int
    net: int = 0
    cost: int = 0
    order_line: int | None = None


class Warehouse:
    """Levels and costs by product; keys of rows are given here, so that all refer to each other."""

    def __init__(self, rows: Rows, issuer: str, name: str, *, key: int = 1, code: str = "M1") -> None:
        self._frame = paper_frame(issuer, f"{code} · {name}")
        self._supplier = party_json(SUPPLIER, "ul. Młyńska 1", "60-001", "Poznań")
        self._rows, self._key, self._code = rows, key, code
        self._documents, self._lines = rows.tables["documents"].extend, rows.tables["document_lines"].extend
        self._moves, self._costs = rows.tables["stock_moves"].extend, rows.tables["move_costs"].extend
        self._search = rows.tables["search_entries"].extend
        self._document_count = self._line_count = 0
        self.on_hand: dict[int, int] = {}
        self.reserved: dict[int, int] = {}
        self._worth: dict[int, tuple[int, int]] = {}
        self._counters: dict[tuple[int, int], tuple[int, int]] = {}

    def number(self, kind: str, day: int) -> tuple[int, str, int]:
        """The next (series, period, sequence) of a kind on a day (yyyymmdd); days come in order."""
        series, year = SERIES[kind], day // 10000
        sequence = self._counters.get((series, year), (0, 0))[0] + 1
        self._counters[series, year] = (sequence, day)
        return series, str(year), sequence

    def document(
        self,
        kind: str,
        at: int,
        day: int,
        goods: list[Goods],
        actor: str,
        *,
        customer: Customer | None = None,
        order: int | None = None,
        order_number: str = "",
        supplier: str = "",
        note: str = "",
    ) -> tuple[int, str, list[int]]:
        """Issues a document: its rows, the ledger, the costs. Answers its key, number and each line's cost."""
        series, period, sequence = self.number(kind, day)
        number = f"{kind} {sequence}/{period}/{self._code}"
        self._document_count += 1
        document = self._document_count
        papers: list[str] = []
        costs = [self._line(kind, at, day, position, line, papers) for position, line in enumerate(goods, 1)]
        head = {"kind": kind, "number": number, "issued_by": actor, "order_number": order_number, "note": note}
        recipient, delivery = (customer.paper, customer.delivery_paper) if customer else (supplier or NOBODY, NOBODY)
        copies = 2 if customer else 1
        snapshot = fill(
            self._frame, **head, day=day, lines=papers, recipient=recipient, delivery=delivery, copies=copies
        )
        digest, value = hashlib.sha256(snapshot.encode()).hexdigest(), sum(line.net for line in goods)
        about = (document, kind, number, series, period, sequence, self._key, customer.key if customer else None, order)
        self._documents((*about, day, day, at, actor, value, snapshot, digest))
        party, folded = (customer.name, customer.plain) if customer else (SUPPLIER, _FOLDED_SUPPLIER)
        self._search(("document", document, number, party, f"{number.lower()} {folded} {order_number.lower()}"))
        return document, number, costs

    def _line(self, kind: str, at: int, day: int, position: int, line: Goods, papers: list[str]) -> int:
        """Moves one line; its paper line is added to `papers`, its cost answered."""
        self._line_count += 1
        key, good, quantity, product = self._line_count, line.good, line.quantity, line.good.key
        price = good.price if line.net else 0
        papers.append(good.paper % (position, quantity, price, line.net))
        self._lines((key, self._document_count, position, product, quantity, price, line.net))
        held, worth = self._worth.get(product, (0, 0))
        if kind == "WZ":
            cost = -(cost_of_leaving(leaving=quantity, quantity=held, value=worth) or 0)
            quantity = -quantity
        else:
            cost = line.cost
        self._worth[product] = (held + quantity, worth + cost)
        self.on_hand[product] = self.on_hand.get(product, 0) + quantity
        self._moves((key, product, self._key, kind, quantity, key, line.order_line, at, day))
        self._costs((key, cost))
        return abs(cost)

    def restock(self, at: int, day: int, short: list[tuple[Good, int]], actor: str) -> None:
        """A PZ for what runs out."""
        goods = [Goods(good, quantity, cost=share(good.cost, quantity, 100_000)) for good, quantity in short]
        self.document("PZ", at, day, goods, actor, supplier=self._supplier)

    def close(self) -> None:
        """Writes what all moves come to."""
        add = self._rows.add
        for product, level in sorted(self.on_hand.items()):
            minimum = 20_000 if product % 9 else level + 5_000
            add("stock", product, self._key, level, self.reserved.get(product, 0), minimum, minimum * 3)
        for product, (quantity, value) in sorted(self._worth.items()):
            add("product_costs", product, self._key, quantity, value)
        for (series, year), (last, day) in sorted(self._counters.items()):
            add("number_counters", series, str(year), last, day)


_FOLDED_SUPPLIER = fold(SUPPLIER)
