"""Lines of sold goods: every cell to exact integers, every fault at its place."""

from collections.abc import Hashable
from decimal import Decimal
from typing import Generic, TypeVar

from crm_desktop.exchange.history.cells import EXACT, LARGEST, scaled
from crm_desktop.exchange.history.records import UNKNOWN, Said, SalesLines
from crm_desktop.exchange.history.table import Cells
from crm_desktop.exchange.rules import Wrong, vat_rate
from crm_desktop.money import DISCOUNT_SCALE, MINOR_SCALE, PRICE_SCALE, QUANTITY_SCALE, divide_half_away
from db.types import day_number
from db.vocabulary import VatRate

NUMBERS = ("quantity", "unit_price", "value", "discount", "cost", "unit_cost")
SAID = tuple(Said.__dataclass_fields__)
ONE, PERCENTS = Decimal(1), Decimal(100)
T = TypeVar("T", bound=Hashable)


class _Places(Generic[T]):
    """Each thing once; where it stands in `things`."""

    def __init__(self, things: list[T]) -> None:
        self._things = things
        self._at: dict[T, int] = {}

    def of(self, thing: T) -> int:
        at = self._at.get(thing)
        if at is None:
            at = self._at[thing] = len(self._things)
            self._things.append(thing)
        return at


def read_sales(cells: Cells, currency: str) -> SalesLines:
    """All lines that read well, in the order of the sheet; `currency` of those that name none."""
    cells.learn(NUMBERS, ("date",))
    lines = SalesLines()
    documents, products, names = _Places(lines.documents), _Places(lines.products), _Places(lines.names)
    said, rates = _Places(lines.said), _Places(lines.vat_rates)
    told = [key for key in SAID if cells.has(key)]
    parts = PERCENTS if cells.percents("discount") else ONE
    for _row in cells.each():
        document, code = cells.needed("document"), cells.needed("product_code")
        day = cells.read("date", cells.needed("date"), cells.days.read, None)
        amounts = _amounts(cells, parts)
        says = Said(**{key: cells.text(key) for key in told})
        rate = cells.read("vat_rate", cells.text("vat_rate"), vat_rate, VatRate.V23) if cells.has("vat_rate") else ""
        paid_in = cells.currency(currency)
        name = cells.name("product_name")
        if not cells.right or amounts is None:
            continue
        quantity, price, discount, net, cost = amounts
        lines.document.append(documents.of((document, paid_in)))
        lines.product.append(products.of(code))
        lines.name.append(names.of(name))
        lines.says.append(said.of(says))
        lines.vat_rate.append(rates.of(rate))
        lines.day.append(day_number(day))
        lines.quantity.append(quantity)
        lines.unit_price.append(price)
        lines.discount.append(discount)
        lines.net.append(net)
        lines.cost.append(cost)
    return lines


def _amounts(cells: Cells, parts: Decimal) -> tuple[int, int, int, int, int] | None:
    """(quantity, unit price, discount, net, cost) in stored units; None where one of them is a fault.

    `parts` is what a plain number of the discounts is of; a percent sign says so itself.
    """
    numbers = cells.numbers.read
    quantity = cells.read("quantity", cells.needed("quantity"), numbers, None)
    value = cells.read("value", cells.text("value"), numbers, None) if cells.has("value") else None
    price = cells.read("unit_price", _price_text(cells, value), numbers, None)
    discount = _discount(cells, parts)
    cost = cells.read("cost", cells.text("cost"), numbers, None) if cells.has("cost") else None
    each = cells.read("unit_cost", cells.text("unit_cost"), numbers, None) if cells.has("unit_cost") else None
    if not cells.right or quantity is None or (value is None and price is None):
        return None
    if value is None:
        value = EXACT.multiply(EXACT.multiply(quantity, price), ONE - discount)
    if cost is None and each is not None:
        cost = EXACT.multiply(quantity, each)
    for key, amount in (("quantity", value), ("unit_cost", cost)):
        if amount is not None and abs(amount) >= LARGEST:
            cells.wrong(key, cells.text("quantity"), Wrong("too_large"))
            return None
    pieces, net = scaled(quantity, QUANTITY_SCALE), scaled(value, MINOR_SCALE)
    return (
        pieces,
        scaled(price, PRICE_SCALE) if price is not None else _price_of(net, pieces),
        scaled(discount, DISCOUNT_SCALE),
        net,
        scaled(cost, MINOR_SCALE) if cost is not None else UNKNOWN,
    )


def _discount(cells: Cells, parts: Decimal) -> Decimal:
    if not cells.has("discount"):
        return Decimal()
    text = cells.text("discount")
    found: Decimal = cells.read("discount", text, cells.numbers.read, Decimal())
    return found if parts == ONE or "%" in text else found / parts


def _price_text(cells: Cells, value: Decimal | None) -> str:
    """A price is needed where no value is given."""
    if value is not None or (cells.has("value") and not cells.right):
        return cells.text("unit_price") if cells.has("unit_price") else ""
    return cells.needed("unit_price")


def _price_of(net: int, pieces: int) -> int:
    """Ten-thousandths, of a line whose value alone is known; 0 pieces cost what the line costs."""
    if pieces == 0:
        return net * (PRICE_SCALE // MINOR_SCALE)
    sign = -1 if pieces < 0 else 1
    return divide_half_away(sign * net * (PRICE_SCALE // MINOR_SCALE) * QUANTITY_SCALE, abs(pieces))
