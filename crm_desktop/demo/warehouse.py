"""The sample company's stock as it moves through time: documents, ledger, weighted average cost."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.people import Good
from crm_desktop.documents.records import Party, Snapshot
from crm_desktop.folding import fold
from crm_desktop.money import share
from crm_desktop.warehouse.rules import cost_of_leaving

SERIES = {"inquiry": 1, "offer": 2, "order": 3, "PZ": 4, "WZ": 5, "RW": 6, "PW": 7, "MM": 8, "INW": 9}
"""Keys of the series that the migrations make, in their order."""


@dataclass(slots=True)
class Goods:
    """One line that moves: thousandths, minor units."""

    good: Good
    quantity: int
    net: int = 0
    cost: int = 0
    order_line: int | None = None


@dataclass(slots=True)
class Warehouse:
    """Levels and costs by product; keys of rows are given here, so that all refer to each other."""

    rows: Rows
    issuer: dict[str, str]
    name: str
    key: int = 1
    code: str = "M1"
    on_hand: dict[int, int] = field(default_factory=dict)
    reserved: dict[int, int] = field(default_factory=dict)
    worth: dict[int, tuple[int, int]] = field(default_factory=dict)
    counters: dict[tuple[int, str], tuple[int, int]] = field(default_factory=dict)
    documents: int = 0
    lines: int = 0
    moves: int = 0

    def number(self, kind: str, day: int) -> tuple[int, str, int]:
        """The next (series, period, sequence) of a kind on a day (yyyymmdd)."""
        series, period = SERIES[kind], str(day // 10000)
        sequence = self.counters.get((series, period), (0, 0))[0] + 1
        self.counters[series, period] = (sequence, day)
        return series, period, sequence

    def document(
        self,
        kind: str,
        at: int,
        day: int,
        goods: list[Goods],
        *,
        head: dict[str, Any],
        customer: int | None = None,
        order: int | None = None,
        actor: str = "",
        party: str = "",
    ) -> tuple[int, str, list[int]]:
        """Issues a document: its rows, the ledger, the costs. Answers its key, number and each line's cost."""
        series, period, sequence = self.number(kind, day)
        number = f"{kind} {sequence}/{period}/{self.code}"
        self.documents += 1
        snapshot = self._snapshot(kind, number, day, goods, head, actor)
        digest = hashlib.sha256(snapshot.encode()).hexdigest()
        value = sum(line.net for line in goods)
        self.rows.add(
            "documents",
            *(self.documents, kind, number, series, period, sequence, self.key, customer, order, day, day, at),
            *(actor, value, snapshot, digest),
        )
        self.rows.add("search_entries", "document", self.documents, number, party, f"{number.lower()} {fold(party)}")
        costs = [self._line(kind, at, day, position, line) for position, line in enumerate(goods, 1)]
        return self.documents, number, costs

    def _line(self, kind: str, at: int, day: int, position: int, line: Goods) -> int:
        self.lines += 1
        self.moves += 1
        good, quantity = line.good, line.quantity
        price = share(line.net * 100, 1000, quantity) if line.net else 0
        self.rows.add("document_lines", self.lines, self.documents, position, good.key, quantity, price, line.net)
        held, worth = self.worth.get(good.key, (0, 0))
        sign = -1 if kind == "WZ" else 1
        if sign < 0:
            cost = cost_of_leaving(leaving=quantity, quantity=held, value=worth) or 0
        else:
            cost = line.cost
        self.worth[good.key] = (held + sign * quantity, worth + sign * cost)
        self.on_hand[good.key] = self.on_hand.get(good.key, 0) + sign * quantity
        moved = (self.moves, good.key, self.key, kind, sign * quantity, self.lines, line.order_line, at, day)
        self.rows.add("stock_moves", *moved)
        self.rows.add("move_costs", self.moves, sign * cost)
        return cost

    def _snapshot(self, kind: str, number: str, day: int, goods: list[Goods], head: dict[str, Any], actor: str) -> str:
        """The canonical JSON of a Snapshot, written directly: by way of dataclasses it would take longest of all."""
        iso = f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}"
        told = {**_BASE, "issuer": self.issuer, **head}
        told |= {"kind": kind, "number": number, "issued_on": iso, "moved_on": iso, "issued_by": actor}
        told |= {"warehouse": f"{self.code} · {self.name}"}
        told["lines"] = [
            {
                "position": position,
                "code": line.good.code,
                "name": line.good.name,
                "unit": line.good.unit,
                "quantity": line.quantity,
                "unit_price": share(line.net * 100, 1000, line.quantity) if line.net else 0,
                "value": line.net,
                "lot": "",
            }
            for position, line in enumerate(goods, 1)
        ]
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def restock(self, at: int, day: int, short: list[tuple[Good, int]], head: dict[str, Any], actor: str) -> None:
        """A PZ for what runs out."""
        goods = [Goods(good, quantity, cost=share(good.cost, quantity, 100_000)) for good, quantity in short]
        self.document("PZ", at, day, goods, head=head, actor=actor, party="Młyny i Spółka")

    def close(self) -> None:
        """Writes what all moves come to."""
        for key, level in sorted(self.on_hand.items()):
            reserved = self.reserved.get(key, 0)
            minimum = 20_000 if key % 9 else level + 5_000
            self.rows.add("stock", key, self.key, level, reserved, minimum, minimum * 3)
        for key, (quantity, value) in sorted(self.worth.items()):
            self.rows.add("product_costs", key, self.key, quantity, value)
        for (series, period), (last, day) in sorted(self.counters.items()):
            self.rows.add("number_counters", series, period, last, day)


def party_of(name: str, street: str, postal_code: str, city: str, nip: str = "") -> dict[str, str]:
    """As a Party of the snapshot is written."""
    return {"name": name, "street": street, "postal_code": postal_code, "city": city, "country": "PL", "nip": nip}


def _base() -> dict[str, Any]:
    """Every key of a snapshot with its default, as canonical JSON holds it."""
    names = Snapshot.__dataclass_fields__
    plain = {key: entry.default for key, entry in names.items() if not repr(entry.default).startswith("<dataclasses")}
    return plain | {"recipient": asdict(Party()), "delivery": asdict(Party())}


_BASE = _base()
