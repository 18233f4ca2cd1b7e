"""Customers of the sample company: whom one meets in a bakery wholesaler's books, with NIPs whose check holds."""

from dataclasses import dataclass

from crm_desktop.customers.rules import name_key
from crm_desktop.demo import words
from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.calendar import DAY, MINUTE, Calendar
from crm_desktop.demo.dice import Dice, Weighted
from crm_desktop.demo.papers import party_json
from crm_desktop.folding import fold, search_text

_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)
INTERNET, INSTITUTION = 5, 4
COMPANY_NAME = "Hurtownia Piekarska Złoty Kłos sp. z o.o."
CONSENT = f"Chcę otrzymywać e-mailem informacje handlowe firmy {COMPANY_NAME}"


@dataclass(slots=True)
class Customer:
    key: int
    name: str
    kind: str
    nip: str
    email: str
    phone: str
    group: int
    street: str
    postal_code: str
    city: str
    region: str
    where: str
    """The town as a sentence has it: "w Poznaniu"."""
    person: str
    """Who signs the letters."""
    plain: str
    folded: str
    """What orders and inquiries of this customer are found by; `plain` the name alone."""
    paper: str
    delivery_paper: str
    """As a document's snapshot writes the recipient and the place of delivery."""
    size: float
    """How much is bought against the usual."""
    since: int
    until: int
    """Buys from then to then."""
    warehouse: int
    status: str = "new"
    status_at: int = 0
    first_at: int = 0
    last_at: int = 0
    open_inquiries: int = 0
    open_orders: int = 0


def nip(dice: Dice) -> str:
    """Ten digits whose check holds."""
    while True:
        digits = [dice.between(1, 9), *(dice.between(0, 9) for _ in range(8))]
        check = sum(w * d for w, d in zip(_NIP_WEIGHTS, digits, strict=True)) % 11
        if check < 10:
            return "".join(map(str, [*digits, check]))


class Names:
    """Draws people, signs and whole names of companies; none comes twice."""

    def __init__(self, dice: Dice) -> None:
        told = words.told("names")
        self._dice = dice
        self._women, self._men = words.listed(told["women"]), words.listed(told["men"])
        self._surnames = [tuple(name.split("/")) for name in words.listed(told["surnames"])]
        self._signs, self._patrons = words.listed(told["signs"]), words.listed(told["patrons"])
        self._firms = {}
        for group, patterns in told["firms"].items():
            split = [pattern.rsplit("|", 1) for pattern in patterns]
            self._firms[group] = ([text for text, _ in split], Weighted(dice, [float(often) for _, often in split]))
        self._taken: set[str] = set()

    def person(self) -> tuple[str, str]:
        """First and last name that go together."""
        woman = self._dice.happens(0.5)
        surname = self._dice.one_of(self._surnames)
        return self._dice.one_of(self._women if woman else self._men), surname[-1 if woman else 0]

    def company(self, group: int, where: str, owner: str, surname: str) -> tuple[str, str]:
        """A name, and the word of it that a mailbox would use."""
        patterns, weighted = self._firms[words.GROUPS[group - 1]]
        for _ in range(30):
            sign, (_, second) = self._dice.one_of(self._signs), self.person()
            told = {"sign": sign, "owner": owner, "surname": surname, "second": second, "where": where}
            also = {"nr": self._dice.between(1, 48), "patron": self._dice.one_of(self._patrons)}
            pattern = patterns[weighted.draw()]
            name = pattern.format(**told, **also)
            if name not in self._taken:
                break
        self._taken.add(name)
        if group == INSTITUTION:
            return name, f"{name.split()[0]} {where.split(maxsplit=1)[1]}"
        return name, sign if "{sign}" in pattern else f"{name.split()[0]} {surname}"


class Towns:
    """Draws a town with a code of its own, and a street in it."""

    def __init__(self, dice: Dice) -> None:
        told = words.told("towns")
        self._dice = dice
        self._towns = [town.split("|") for town in told["towns"]]
        self._weighted = Weighted(dice, [float(town[5]) for town in self._towns])
        self._streets, self._estates = words.listed(told["streets"]), words.listed(told["estates"])

    def town(self) -> tuple[str, str, str, str, str]:
        """Name, "w …", postal code, region, area code of phones."""
        name, where, codes, region, area, _ = self._towns[self._weighted.draw()]
        code = self._dice.one_of(codes.split())
        if code.endswith(".."):
            code = f"{code[:-2]}{self._dice.between(1, 99):02}"
        return name, where, code, region, area

    def street(self, *, flat: bool) -> str:
        dice = self._dice
        if flat and dice.happens(0.25):
            return f"os. {dice.one_of(self._estates)} {dice.between(1, 40)}/{dice.between(1, 60)}"
        number = f"{dice.between(1, 120)}{dice.one_of('abc') if dice.happens(0.12) else ''}"
        return f"ul. {dice.one_of(self._streets)} {number}{f'/{dice.between(1, 48)}' if flat else ''}"


def make_customers(rows: Rows, dice: Dice, count: int, calendar: Calendar, begins: int) -> list[Customer]:
    """Most are companies; those of the internet are people. About half were there from the beginning."""
    for key, name in enumerate(words.GROUPS, 1):
        rows.add("customer_groups", key, name)
    names, towns, groups = Names(dice), Towns(dice), Weighted(dice, words.SHARES)
    return [_customer(dice, names, towns, key, 1 + groups.draw(), calendar, begins) for key in range(1, count + 1)]


def _customer(
    dice: Dice, names: Names, towns: Towns, key: int, group: int, calendar: Calendar, begins: int
) -> Customer:
    (first, last), (city, where, postal_code, region, area) = names.person(), towns.town()
    alone = group == INTERNET
    if alone:
        name, box = f"{first} {last}", f"{first}.{last}"
    else:
        name, box = names.company(group, where, f"{first} {last}", last)
    mobile = alone or dice.happens(0.65)
    phone = _mobile(dice) if mobile else f"+48 {area} {_grouped(dice.between(2_000_000, 8_999_999))}"
    street, number, plain = towns.street(flat=alone), "" if alone else nip(dice), fold(name)
    since = begins if dice.happens(0.5) else dice.between(begins, calendar.now - 5 * DAY)
    leaves = dice.happens(0.08)
    return Customer(
        key=key,
        name=name,
        kind="person" if alone else "company",
        nip=number,
        email=_email(dice, box, key, alone=alone),
        phone=phone,
        group=group,
        street=street,
        postal_code=postal_code,
        city=city,
        region=region,
        where=where,
        person=f"{first} {last}",
        plain=plain,
        folded=f"{plain} {fold(phone)} {phone.replace(' ', '')}",
        paper=party_json(name, street, postal_code, city, number),
        delivery_paper=party_json(name, street, postal_code, city),
        size=words.SIZES[group - 1] * dice.uniform(0.5, 1.6),
        since=since,
        until=dice.between(since, calendar.now) if leaves else calendar.now,
        warehouse=2 if region in words.NORTH and dice.happens(0.9) else 1,
    )


def _mobile(dice: Dice) -> str:
    prefix = dice.one_of((50, 51, 53, 57, 60, 66, 69, 72, 73, 78, 79, 88)) * 10 + dice.between(0, 9)
    return f"+48 {prefix} {dice.between(100, 999)} {dice.between(100, 999)}"


def _grouped(number: int) -> str:
    """ "812 34 56"."""
    digits = str(number)
    return f"{digits[:3]} {digits[3:5]} {digits[5:]}"


def _email(dice: Dice, told: str, key: int, *, alone: bool) -> str:
    """Of people at a mail provider, of companies in a domain of their own; none twice."""
    plain = "".join(
        char if char.isalnum() else "-" if char in " -" else "." if char == "." else "" for char in fold(told)
    )
    if alone:
        return f"{plain}{key % 97 if dice.happens(0.5) else ''}.{key}@poczta.przyklad.pl"
    mailbox = dice.one_of(("biuro", "zamowienia", "kontakt", "zaopatrzenie"))
    return f"{mailbox}@{plain.strip('-')}-{key}.przyklad.pl"


def write_customer(rows: Rows, dice: Dice, customer: Customer) -> None:
    """Once its story is known: the row with its last status, its address, keys and search entry."""
    c = customer
    code = f"K{c.key:06}"
    created = (c.first_at or c.since) - MINUTE
    note = dice.one_of(words.told("letters")["notes"]["customer"]) if c.nip and dice.happens(0.12) else ""
    rows.add(
        "customers",
        *(c.key, 1, code, c.kind, c.name, name_key(c.name), c.nip, c.email, c.phone, c.group, c.region),
        *(c.status, c.status_at or created, note, created),
    )
    rows.add("addresses", c.key, 0, c.name, c.street, c.postal_code, c.city, "PL", c.phone)
    for kind, value in (("nip", c.nip), ("email", c.email), ("phone", c.phone.replace(" ", ""))):
        if value:
            rows.add("customer_keys", kind, value, c.key)
    subtitle = f"{code} · {c.city}"
    rows.add(
        "search_entries", "customer", c.key, c.name, subtitle, search_text(c.name, subtitle, c.nip, c.email, c.phone)
    )
    _write_consent(rows, dice, c, created)


def _write_consent(rows: Rows, dice: Dice, c: Customer, created: int) -> None:
    """A third ticked the box of the form; some took it back."""
    if not dice.happens(0.34):
        return
    given = created + MINUTE
    taken_back = given + dice.between(20, 400) * DAY
    back = taken_back if dice.happens(0.1) and taken_back < c.last_at else None
    remote = f"198.51.100.{dice.between(1, 254)}"
    rows.add("consents", c.key, "marketing_email", CONSENT, "2026-01", "kontakt", remote, given, back)
