"""Lines of sold goods: every cell to exact integers, every fault at its place."""

from collections.abc import Hashable
from decimal import Decimal
from typing import TypeVar

from crm_desktop.exchange.history.cells import EXACT, LARGEST, MOST_KNOWN, scaled
from crm_desktop.exchange.history.records import UNKNOWN, Said, SalesLines
from crm_desktop.exchange.history.table import Cells
from crm_desktop.exchange.rules import Wrong, vat_rate
from crm_desktop.money import DISCOUNT_SCALE, MINOR_SCALE, PRICE_SCALE, QUANTITY_SCALE, divide_half_away
from db.types import day_number
from db.vocabulary import VatRate

NUMBERS = ("quantity", "unit_price", "value", "discount", "cost", "unit_cost")
FIGURES, WORDS = ("document", "product_code", "date", *NUMBERS), (*Said._fields, "vat_rate", "currency")
ONE, PERCENTS = Decimal(1), Decimal(100)
_PIECES, _PRICE = (QUANTITY_SCALE, "too_fine"), (PRICE_SCALE, "too_fine_price")
T = TypeVar("T", bound=Hashable)


class _Places(dict[T, int]):
    """Where each thing stands in `things`; a new one is put behind them."""

    def __init__(self, things: list[T]) -> None:
        self._things = things

    def __missing__(self, thing: T) -> int:
        at = self[thing] = len(self._things)
        self._things.append(thing)
        return at


def read_sales(cells: Cells, currency: str) -> SalesLines:
    """All lines that read well, in the order of the sheet; `currency` of those that name none."""
    cells.learn(NUMBERS, ("date",))
    lines = SalesLines()
    documents, products, names = _Places(lines.documents), _Places(lines.products), _Places(lines.names)
    plain: list[tuple[str, ...]] = []
    said, rates = _Places(plain), _Places(lines.vat_rates)
    days, amounts, taxed = _Days(cells), _Amounts(cells), cells.has("vat_rate")
    figures, words = cells.taking(FIGURES), cells.taking(WORDS)
    for _row in cells.each():
        document, code, day, *numbers = figures()
        document, code = cells.required("document", document), cells.required("product_code", code)
        on, told = days.read(day), amounts.read(*numbers)
        *says, rate, paid_in = words()
        rate = cells.read("vat_rate", rate, vat_rate, VatRate.V23) if taxed else ""
        paid_in = cells.currency_of(paid_in, currency) if paid_in else currency
        if not cells.right or told is None:
            continue
        quantity, price, discount, net, cost = told
        lines.document.append(documents[(document, paid_in)])
        lines.product.append(products[code])
        lines.name.append(names[cells.name("product_name")])
        lines.says.append(said[tuple(says)])
        lines.vat_rate.append(rates[rate])
        lines.day.append(on)
        lines.quantity.append(quantity)
        lines.unit_price.append(price)
        lines.discount.append(discount)
        lines.net.append(net)
        lines.cost.append(cost)
    lines.said = [Said(*says).filled() for says in plain]
    return lines


class _Days:
    """The days of the rows as numbers, 0 of one that is a fault; each text is read once."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._known: dict[str, int] = {}

    def read(self, text: str) -> int:
        found = self._known.get(text)
        if found is None:
            day = self._cells.read("date", self._cells.required("date", text), self._cells.days.read, None)
            if day is None:
                return 0
            found = day_number(day)
            if len(self._known) < MOST_KNOWN:
                self._known[text] = found
        return found


_Told = tuple[int, int, int, int, int]
_IN_MINOR = QUANTITY_SCALE * PRICE_SCALE // MINOR_SCALE
_LARGEST_EXACT = int(LARGEST) * QUANTITY_SCALE * PRICE_SCALE


class _Amounts:
    """What the numbers of the rows come to."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._parts = PERCENTS if cells.percents("discount") else ONE
        """What a plain number of the discounts is of; a percent sign says so itself."""
        self._pieces, self._price = (cells.numbers.kept_in(*kept) for kept in (_PIECES, _PRICE))
        self._quantities, self._prices = dict[str, int](), dict[str, int]()
        """Those that are whole thousandths and ten-thousandths: what they come to is exact in integers."""
        self._costs: dict[str, int] = {"": UNKNOWN}

    def read(self, quantity: str, price: str, value: str, discount: str, cost: str, each: str) -> _Told | None:
        """(quantity, unit price, discount, net, cost) in stored units; None where one of them is a fault."""
        count, paid = self._quantities.get(quantity), self._prices.get(price)
        if value or discount or each or count is None or paid is None:
            return self._read(quantity, price, value, discount, cost, each)
        exact, spent = count * paid, self._costs.get(cost)
        if not -_LARGEST_EXACT < exact < _LARGEST_EXACT:
            return self._read(quantity, price, value, discount, cost, each)
        if spent is None:
            amount = self._number("cost", cost)
            if amount is None and not self._cells.right:
                return None
            spent = self._costs[cost] = UNKNOWN if amount is None else scaled(amount, MINOR_SCALE)
        return count, paid, 0, divide_half_away(exact, _IN_MINOR), spent

    def _read(self, quantity: str, unit_price: str, value: str, discount: str, cost: str, each: str) -> _Told | None:
        cells = self._cells
        count = cells.read("quantity", cells.required("quantity", quantity), self._pieces, None)
        worth = self._number("value", value)
        if worth is None and (cells.right or not cells.has("value")):  # else its own fault is told
            unit_price = cells.required("unit_price", unit_price)
        priced = self._price if worth is None else cells.numbers.read  # beside a value a price may be finer
        price, off = cells.read("unit_price", unit_price, priced, None), self._off(discount)
        spent, for_one = self._number("cost", cost), self._number("unit_cost", each)
        if not cells.right or count is None:
            return None
        if worth is None:
            if price is None:
                return None
            worth = EXACT.multiply(EXACT.multiply(count, price), ONE - off)
        if spent is None and for_one is not None:
            spent = EXACT.multiply(count, for_one)
        for key, amount in (("quantity", worth), ("unit_cost", spent)):
            if amount is not None and abs(amount) >= LARGEST:
                cells.wrong(key, quantity, Wrong("too_large"))
                return None
        pieces, net = scaled(count, QUANTITY_SCALE), scaled(worth, MINOR_SCALE)
        paid = scaled(price, PRICE_SCALE) if price is not None else _price_of(net, pieces)
        _learn(self._quantities, quantity, count, QUANTITY_SCALE, pieces)
        _learn(self._prices, unit_price, price, PRICE_SCALE, paid)
        off_units, cost_units = scaled(off, DISCOUNT_SCALE), UNKNOWN if spent is None else scaled(spent, MINOR_SCALE)
        return pieces, paid, off_units, net, cost_units

    def _number(self, key: str, text: str) -> Decimal | None:
        found: Decimal | None = self._cells.read(key, text, self._cells.numbers.read, None)
        return found

    def _off(self, text: str) -> Decimal:
        found: Decimal = self._cells.read("discount", text, self._cells.numbers.read, Decimal())
        found = found if self._parts == ONE or "%" in text else found / self._parts
        if found > ONE:
            self._cells.wrong("discount", text, Wrong("not_a_part"))
        return found


def _learn(known: dict[str, int], text: str, number: Decimal | None, scale: int, units: int) -> None:
    """Of a number that is whole in units of the scale."""
    if number is not None and scale % 10 ** max(0, -int(number.as_tuple().exponent)) == 0:
        known[text] = units


def _price_of(net: int, pieces: int) -> int:
    """Ten-thousandths, of a line whose value alone is known; 0 pieces cost what the line costs."""
    if pieces == 0:
        return net * (PRICE_SCALE // MINOR_SCALE)
    sign = -1 if pieces < 0 else 1
    return divide_half_away(sign * net * (PRICE_SCALE // MINOR_SCALE) * QUANTITY_SCALE, abs(pieces))
