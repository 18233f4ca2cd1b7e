"""Where in a tree the lines of an order stand: dicts alike, each with a count and with a code or a name."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from crm_desktop.intake.formats.order_words import LISTS, MONEY_ALONE, OURS, PRICE, THEIRS, part_of_line, words_of
from crm_desktop.intake.formats.orders.amounts import amount_of, count_of

MOST_LINES = 1_000
Node = dict[str, Any]
_KEYS = frozenset({"code", "goods_id"})
"""A partner tells its own key of the goods and ours: ours counts."""


@dataclass(frozen=True, slots=True)
class Line:
    """As it was told; a price is of one, a total of all of them. `rate` "" where none was told."""

    code: str
    name: str
    barcode: str
    quantity: int
    price: Decimal | None = None
    net: Decimal | None = None
    gross: Decimal | None = None
    rate: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """`node` holds the lines (and perhaps all else of the order), `places` are the pairs that the lines took."""

    node: Node
    lines: tuple[Line, ...]
    places: frozenset[int]
    path: tuple[str, ...]


def orders_in(tree: Node) -> list[Order]:
    """One for every list of lines; of several in one place that which is called one, else the longest."""
    return list(_orders(tree, ()))


def _orders(node: Node, path: tuple[str, ...]) -> Iterator[Order]:
    found = [
        (name, lines)
        for name, inner in node.items()
        if isinstance(inner, dict) and (rows := _rows(name, inner)) and (lines := _lines(rows))
    ]
    if not found and (lines := _lines(_transposed(node))):
        found = [("", lines)]
    if found:
        name, lines = max(found, key=lambda one: (bool(words_of(one[0]) & LISTS), len(one[1])))
        taken = frozenset(place for row, _ in lines for place in _places(row))
        yield Order(node, tuple(line for _, line in lines), taken, (*path, name))
        return
    for name, inner in node.items():
        if isinstance(inner, dict):
            yield from _orders(inner, (*path, name))


def _rows(name: str, inner: Node) -> list[Node]:
    """A list, lines by their keys, one line alone under a word for several, or columns side by side."""
    told = list(inner.values())
    if len(told) == 1 and isinstance(told[0], dict) and not next(iter(inner)).isdigit():
        deeper = _rows(next(iter(inner)), told[0])
        if deeper:
            return deeper
    several = len(told) > 1 or next(iter(inner), "").isdigit() or words_of(name) & LISTS
    if told and several and all(isinstance(one, dict) for one in told):
        return [_unpacked(one) for one in told][:MOST_LINES]
    if words_of(name) & LISTS:
        return _transposed(inner) or [inner]
    return []


def _unpacked(row: Node) -> Node:
    """`{"orderLine": {…}}`: a line in a wrapper of its own."""
    inner = next(iter(row.values())) if len(row) == 1 else None
    return inner if isinstance(inner, dict) else row


def _transposed(node: Node) -> list[Node]:
    """`{"sku": ["A", "B"], "qty": ["1", "2"]}`: as many lines as each of the columns has values."""
    columns = {name: leaf for name, leaf in node.items() if isinstance(leaf, list) and part_of_line(name)}
    length = max((len(leaf) for name, leaf in columns.items() if part_of_line(name) == "quantity"), default=0)
    if length < 2:
        return []
    return [
        {name: [leaf[number]] for name, leaf in columns.items() if len(leaf) == length}
        for number in range(min(length, MOST_LINES))
    ]


def _lines(rows: list[Node]) -> list[tuple[Node, Line]]:
    """[] where most of them are none; what is counted zero times is left out."""
    found = [(row, line) for row in rows if (line := _line(row)) is not None]
    if len(found) * 2 <= len(rows) or any(_holds_lines(row) for row, _ in found):
        return []
    return found


def _holds_lines(row: Node) -> bool:
    """An order among orders is no line."""
    return any(isinstance(inner, dict) for inner in row.values()) and next(_orders(row, ()), None) is not None


def _line(row: Node) -> Line | None:
    told: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for name, value in _flat(row, "", 0):
        part = part_of_line(name)
        if not part or not value:
            continue
        rank = 0 if words_of(name) & OURS else 2 if words_of(name) & THEIRS else 1
        if part not in told or (part in _KEYS and rank < ranks[part]):
            told[part], ranks[part] = value, rank
    quantity = count_of(told.get("quantity", ""))
    key = told.get("goods_id") or told.get("id", "")
    code = told.get("code") or told.get("barcode") or (key if not told.get("name") or not key.isdigit() else "")
    if not quantity or not (code or told.get("name")):
        return None
    each = {part: amount_of(told.get(part, "")) for part in ("price", "net", "gross")}
    count = Decimal(quantity) / 1000
    for part in ("price", "net", "gross"):
        whole = amount_of(told.get("total" if part == "price" else f"total_{part}", ""))
        if each[part] is None and whole is not None and not any(each.values()):
            each[part] = whole / count
    return Line(
        code=code,
        name=told.get("name", ""),
        barcode=told.get("barcode", ""),
        quantity=quantity,
        price=each["price"],
        net=each["net"],
        gross=each["gross"],
        rate=told.get("rate", ""),
        number=key,
    )


def _flat(row: Node, above: str, depth: int) -> Iterator[tuple[str, str]]:
    """The values of a line with its inner objects: `price: {amount: 5}` is the price."""
    for name, inner in row.items():
        under = (
            above if above and words_of(above) & PRICE and words_of(name) & MONEY_ALONE else f"{above} {name}".strip()
        )
        if isinstance(inner, dict) and next(iter(inner), "").isdigit():
            continue
        if isinstance(inner, dict) and depth < 3:
            yield from _flat(inner, under, depth + 1)
        elif isinstance(inner, list):
            yield under, next((value.strip() for _, value in inner if value.strip()), "")


def _places(row: Node) -> Iterator[int]:
    for inner in row.values():
        if isinstance(inner, dict):
            yield from _places(inner)
        else:
            yield from (place for place, _ in inner)
