"""What an order tells beside its lines: its number, what it costs in all, how it is paid and sent, and whether it is an
order at all."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from crm_desktop.intake.field_maps import meaning_of
from crm_desktop.intake.formats import order_words as words
from crm_desktop.intake.formats.order_words import words_of
from crm_desktop.intake.formats.orders.amounts import amount_of
from crm_desktop.intake.formats.orders.nested import Pair, steps_of
from crm_desktop.intake.formats.orders.pricing import Cost

ENOUGH = 3
"""So much must speak for an order: its own word or number for two, prices, a total, a way to send or pay for one."""
_SAYS = frozenset(
    "type kind event topic rodzaj typ dokument document documenttype subject action trigger status".split()
)
_NUMBER_ONLY = words.NUMBER | {"beleg", "document", "dokumentu", "dok", "dokument", "external", "zewnetrzny", "own"}
_CURRENCY = re.compile(r"[A-Za-z]{3}")
_ADDRESS = frozenset(
    {"street", "postal_code", "city", "country", "name", "first_name", "last_name", "company", "phone"}
)
_NOT_A_NUMBER = frozenset(
    "customer klient klienta kunde user form page site status payment shipping phone telefonu telefon tax vat nip bank"
    " account konta konto rachunku tracking przesylki invoice faktury domu lokalu house".split()
)
_NO_SUMS = words.QUANTITY | frozenset(
    "lines items weight waga ordered pozycji positions products volume points".split()
)
_PLACES = frozenset({"address", "adres", "adresse", "recipient", "ship", "to"})
_OTHERS = (_NOT_A_NUMBER | words.SHIPPING | words.PAYMENT | words.SELLER | words.CURRENCY) - {
    "form",
    "page",
    "site",
    "user",
    "status",
    "account",
}
_STATES = frozenset("status state stan".split())
_DUE = frozenset("due wystawienia terminplatnosci termin ksef issued falligkeit faelligkeit sprzedazy".split())
_ORDER_ITSELF = frozenset("order zamowienie bestellung auftrag zam zlecenie".split())
_NOTHING = frozenset("0 false nie no n none null nein brak".split())
_PARCEL = frozenset("tracking waybill awb przewozowy przewozowego sledzenia sendungsnummer".split())
_DATES = frozenset("updated modified zmiany".split())


@dataclass(frozen=True, slots=True)
class Told:
    """A pair of the order's fields, with its place among them."""

    place: int
    key: str
    value: str


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """How sure it is the order's (0 its number, 1 its id, 2 and 3 those of what is not called, 4 of another paper),
    whether it stands elsewhere than the lines, how deep, and its place among the pairs.
    """

    rank: int
    elsewhere: bool
    depth: int
    place: int
    key: str
    value: str


@dataclass(slots=True)
class Head:
    """`numbers` of the order, `papers` those of an invoice, an offer, a return.

    `home`, `delivery`: the pairs that tell who buys and where it goes.
    """

    numbers: list[Number] = field(default_factory=list)
    papers: list[Number] = field(default_factory=list)
    totals: list[tuple[str, Decimal]] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)
    currency: str = ""
    payment: str = ""
    method: str = ""
    version: str = ""
    home: list[Pair] = field(default_factory=list)
    beside: list[Pair] = field(default_factory=list)
    """Of whoever sells."""
    delivery: list[Pair] = field(default_factory=list)
    taken: list[Pair] = field(default_factory=list)
    """What stands in fields of the order, all but its number."""
    says_order: bool = False
    is_other: bool = False
    """An invoice, an offer, a return: something else that has goods and prices."""
    is_paper: bool = False
    """It is due or was issued, as papers are."""
    is_sent: bool = False
    """It has the number of a parcel."""
    is_off: bool = False

    @property
    def number(self) -> str:
        return min(self.numbers).value if self.numbers else ""

    @property
    def asked(self) -> Decimal | None:
        """With tax, and the largest: a sum of the goods alone is less."""
        gross = [value for sort, value in self.totals if sort != "net"]
        return max(gross, default=None)

    def is_order(self, *, priced: bool, listed: bool) -> bool:
        """Its own number or word, and what only orders have beside it. Without either it must be sent somewhere."""
        own = self.says_order or any(one.rank < 2 for one in self.numbers)
        sent = bool(self.costs or self.method or self.delivery)
        if self.is_other or not (priced or self.says_order or listed) or (self.is_sent and not priced):
            return False
        if not own:
            return priced and bool(self.totals) and sent and not self.is_paper
        weight = 2 + (2 if self.says_order else 0) + priced + bool(self.totals) + (sent or bool(self.payment)) + listed
        return weight >= ENOUGH


def head_of(pairs: list[Pair], path: tuple[str, ...]) -> Head:
    head = Head()
    on_the_way = frozenset(word for step in path[:-1] for word in words_of(step))
    head.says_order = bool(on_the_way & words.ORDER)
    head.is_other = bool(on_the_way & (words.PAPERS | words.COMPLAINT | {"shipment", "przesylka", "parcel"}))
    for place, (key, value) in enumerate(pairs):
        _take_next(head, Told(place, key, value.strip()), path[1:-1])
    _settle_numbers(head)
    return head


def _settle_numbers(head: Head) -> None:
    """A paper that is told before the order it is of is that paper; of several numbers those not chosen are kept."""
    if head.says_order:  # its bare number is the order's
        head.numbers = [replace(one, rank=0) if one.rank == 2 else one for one in head.numbers]
        head.numbers = head.numbers or head.papers[:1]
    elif head.papers:
        own = min((one.place for one in head.numbers if one.rank < 2), default=None)
        head.is_other = head.is_other or own is None or head.papers[0].place < own
    if head.numbers:
        best = min(head.numbers)
        others = [one for one in head.numbers if one is not best and one.rank in (0, 2) and one.value != best.value]
        head.home += [(one.key, one.value) for one in others]


def _take_next(head: Head, pair: Told, parent: tuple[str, ...]) -> None:
    numbers = len(head.numbers)
    told = (pair.key, pair.value)
    if not _take(head, pair, parent):
        head.home.append(told)
    elif pair.value and len(head.numbers) == numbers and told not in (*head.delivery, *head.beside):
        head.taken.append(told)


def _take(head: Head, pair: Told, parent: tuple[str, ...]) -> bool:
    """True where the pair is told in full by `head`; the rest is read as a form is."""
    key, value, steps = pair.key, pair.value, steps_of(pair.key)
    told = [words_of(step) for step in steps]
    last = told[-1] if told else frozenset()
    above = frozenset(word for one in told[:-1] for word in one)
    whole = above | last
    if not value:
        return True
    _learn(head, last, value)
    number = Number(4, steps[:-1] != parent, len(steps), pair.place, key, value)
    if value.strip("0") and last & words.PAPERS and last & words.NUMBER and not last & {"kod", "code"}:
        head.papers.append(number)
    rank = _rank(last, above)
    if rank is not None and len(value) <= 100:
        head.numbers.append(replace(number, rank=rank))
        return True
    if whole & words.CURRENCY and _CURRENCY.fullmatch(value):
        head.currency = head.currency or value.upper()
        return True
    if whole & words.SELLER and not whole & words.SHIPPING and not above & words.PERSON:
        head.beside.append((key, value))
        return True
    return _money(head, last, whole, value) or _way(head, key, last, whole, value)


def _learn(head: Head, last: frozenset[str], value: str) -> None:
    """What the pair says of the whole: that it is an order or something else, sent, due, called off."""
    plain = value.casefold()
    if last & _SAYS and not last & words.PAYMENT and not last & words.SHIPPING:
        _hear(head, value)
    head.is_off = head.is_off or bool(last & _STATES and words.OFF.match(plain))
    head.is_paper = head.is_paper or bool(last & _DUE)
    head.is_sent = head.is_sent or bool(last & _PARCEL)
    complains = last & words.COMPLAINT and plain not in _NOTHING and not last & {"url", "link", "adres", "address"}
    head.is_other = head.is_other or bool(complains)
    if last & _DATES and not head.version:
        head.version = value


def _hear(head: Head, value: str) -> None:
    plain = value.casefold()
    if len(plain) > 60:
        return
    if words.OFF_EVENT.search(plain):
        head.is_off = True
    if words.PAPERS_TOLD.search(plain):
        head.is_other = True
    elif words.ORDERED.search(plain):
        head.says_order = True


def _rank(last: frozenset[str], above: frozenset[str]) -> int | None:
    """As `Number` has it; None for what is no number of the order."""
    if last & words.ORDER and last & words.NUMBER and not last & {"id"}:
        last = last - words.THEIRS  # "the customer's order number" is one
    if last & _NOT_A_NUMBER or above & _OTHERS or last & (words.PAPERS | words.SELLER):
        return None
    is_id = bool(last & {"id", "key", "identifier"})
    of_order = last & words.ORDER or (above & words.ORDER and last <= _NUMBER_ONLY)
    if of_order and last & words.NUMBER:
        return int(is_id)
    if last & _ORDER_ITSELF and last <= _ORDER_ITSELF | {"sales", "purchase", "klienta", "customer"}:
        return 1
    if last <= _NUMBER_ONLY and last & words.NUMBER and not last & {"key", "kod", "code", "symbol"}:
        return 2 + is_id
    return None


def _money(head: Head, last: frozenset[str], whole: frozenset[str], value: str) -> bool:
    amount = amount_of(value)
    if amount is None:
        return False
    sort = "net" if last & words.NET else "gross" if last & words.GROSS else "price"
    priced = last & (words.PRICE | words.TOTAL | words.NET | words.GROSS | {"koszt", "koszty", "kosten", "charge"})
    alone = bool(last & (words.SHIPPING | words.DISCOUNT | words.FEE)) and len(last) == 1
    if last & _NO_SUMS:
        return False
    if last & words.VAT and not last & (words.NET | words.GROSS):
        return bool(priced and last & words.TOTAL)
    if not (priced or alone):
        return False
    if whole & words.DISCOUNT:
        return _cost(head, "Rabat", -abs(amount), sort)
    if whole & words.SHIPPING:
        return _cost(head, "Dostawa", amount, sort)
    if whole & words.FEE:
        return _cost(head, "Opłata", amount, sort)
    if last & (words.TOTAL | words.NET | words.GROSS):
        head.totals.append((sort, amount))
        return True
    return False


def _cost(head: Head, name: str, amount: Decimal, sort: str) -> bool:
    """Told net and gross it is one cost still; nothing costs nothing."""
    known = next((one for one in head.costs if one.name == name), None)
    if amount and known is None:
        head.costs.append(Cost(name, amount, sort))
    return True


def _way(head: Head, key: str, last: frozenset[str], whole: frozenset[str], value: str) -> bool:
    if whole & words.SHIPPING or whole & {"recipient", "ship"}:
        if meaning_of(key, {}) in _ADDRESS and not (last & words.METHOD and not last & {"name", "nazwa"}):
            under_address = whole & _PLACES or last & words.PERSON or not last & words.METHOD
            if under_address:
                head.delivery.append((key, value))
                return True
        if last & (words.METHOD | words.SHIPPING) and any(char.isalpha() for char in value) and len(value) <= 60:
            head.method = head.method or value
            return True
        return False
    if meaning_of(key, {}) in _ADDRESS and not last <= words.PAYMENT | words.METHOD:
        return False
    if whole & words.PAYMENT and last & (words.METHOD | words.PAYMENT) and len(value) <= 60:
        head.payment = head.payment or value
        return True
    return False
