"""Customers and goods of the sample company: deterministic, with valid NIP and EAN checksums."""

from dataclasses import dataclass

from crm_desktop.demo import words
from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.dice import Dice, Weighted
from crm_desktop.demo.papers import line_frame, party_json
from crm_desktop.folding import fold, search_text
from crm_desktop.orders.rules import percent_of
from db.vocabulary import VatRate

_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)


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
    plain: str
    folded: str
    """What orders and inquiries of this customer are found by; `plain` the name alone."""
    paper: str
    delivery_paper: str
    """As a document's snapshot writes the recipient and the place of delivery."""
    status: str = "new"
    status_at: int = 0
    open_inquiries: int = 0
    open_orders: int = 0


@dataclass(slots=True)
class Good:
    key: int
    code: str
    name: str
    unit: str
    vat: str
    percent: int
    price: int
    """Ten-thousandths."""
    cost: int
    popularity: float
    folded: str
    paper: str
    """Its line in a snapshot; takes position, quantity, unit price and value."""


def nip(dice: Dice) -> str:
    """Ten digits whose check holds."""
    while True:
        digits = [dice.between(1, 9), *(dice.between(0, 9) for _ in range(8))]
        check = sum(w * d for w, d in zip(_NIP_WEIGHTS, digits, strict=True)) % 11
        if check < 10:
            return "".join(map(str, [*digits, check]))


def ean(number: int) -> str:
    """EAN-13 of the prefix for use inside a company."""
    body = f"290{number:09}"
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(body))
    return body + str(-total % 10)


def make_customers(rows: Rows, dice: Dice, count: int) -> list[Customer]:
    """Most are companies; the last group are people from the internet."""
    for key, name in enumerate(words.GROUPS, 1):
        rows.add("customer_groups", key, name)
    found, groups = [], Weighted(dice, (30, 25, 20, 10, 15))
    for key in range(1, count + 1):
        group = 1 + groups.draw()
        found.append(_customer(dice, key, group))
    return found


def _customer(dice: Dice, key: int, group: int) -> Customer:
    index = dice.between(0, len(words.FIRST) - 1)
    first, last = words.FIRST[index], dice.one_of(words.LAST)
    postal_code, city, region = dice.one_of(words.CITIES)
    street = f"ul. {dice.one_of(words.STREETS)} {dice.between(1, 140)}"
    phone = f"+48 {dice.between(500, 899)} {dice.between(100, 999)} {dice.between(100, 999)}"
    person = group == 5
    if person:
        name = f"{first} {last}"
        street += f"/{dice.between(1, 60)}"
    else:
        form = dice.one_of(words.FORMS)
        name = f"{dice.one_of(words.FIRM_KINDS)} {dice.one_of(words.FIRM_NAMES)} {last} {form}".strip()
    mailbox = fold(f"{first}.{last}{key}").replace(" ", "")
    number = "" if person else nip(dice)
    plain = fold(name)
    return Customer(
        key=key,
        name=name,
        kind="person" if person else "company",
        nip=number,
        email=f"{mailbox}@przyklad.pl",
        phone=phone,
        group=group,
        street=street,
        postal_code=postal_code,
        city=city,
        region=region,
        plain=plain,
        folded=f"{plain} {fold(phone)} {phone.replace(' ', '')}",
        paper=party_json(name, street, postal_code, city, number),
        delivery_paper=party_json(name, street, postal_code, city),
    )


def write_customer(rows: Rows, customer: Customer, created_at: int) -> None:
    """Once its story is known: the row with its last status, its address, keys and search entry."""
    c = customer
    code = f"K{c.key:06}"
    rows.add(
        "customers",
        *(c.key, 1, code, c.kind, c.name, c.nip, c.email, c.phone, c.group, c.region),
        *(c.status, c.status_at or created_at, created_at),
    )
    rows.add("addresses", c.key, 0, c.name, c.street, c.postal_code, c.city, "PL", c.phone)
    for kind, value in (("nip", c.nip), ("email", c.email), ("phone", c.phone.replace(" ", ""))):
        if value:
            rows.add("customer_keys", kind, value, c.key)
    subtitle = f"{code} · {c.city}"
    folded = search_text(c.name, subtitle, c.nip, c.email, c.phone)
    rows.add("search_entries", "customer", c.key, c.name, subtitle, folded)


def make_goods(rows: Rows, dice: Dice, count: int) -> list[Good]:
    found: list[Good] = []
    subgroups = len(words.GOODS) + 1
    for group, (name, kinds, _, _, _) in enumerate(words.GOODS, 1):
        rows.add("product_groups", group, name, None)
        for offset, kind in enumerate(kinds.split("|")):
            rows.add("product_groups", subgroups + (group - 1) * 4 + offset, kind, group)
    for key in range(1, count + 1):
        found.append(_good(rows, dice, key, subgroups))
    return found


def _good(rows: Rows, dice: Dice, key: int, subgroups: int) -> Good:
    group = (key - 1) % len(words.GOODS)
    label, kinds, unit, vat, price = words.GOODS[group]
    round_number = (key - 1) // len(words.GOODS)
    kind = kinds.split("|")[round_number % 4]
    variant = words.VARIANTS[round_number // 4 % len(words.VARIANTS)]
    name = f"{kind} {variant}"
    code = f"{fold(label)[:2].upper()}{fold(kind)[:1].upper()}-{key:04}"
    minor = max(150, round(price * dice.uniform(0.35, 2.4) / 10) * 10)
    cost = round(minor * dice.uniform(0.62, 0.85))
    subgroup = subgroups + group * 4 + round_number % 4
    lots = group in (2, 3, 6)
    rows.add(
        "products",
        *(key, 1, code, name, group + 1, subgroup, unit, unit != "kg", minor * 100, vat, 1000, lots, True),
    )
    rows.add("product_barcodes", ean(key), key, 1000)
    rows.add("search_entries", "product", key, name, code, search_text(name, code, ean(key)))
    return Good(
        key=key,
        code=code,
        name=name,
        unit=unit,
        vat=vat,
        percent=percent_of(VatRate(vat)),
        price=minor * 100,
        cost=cost * 100,
        popularity=dice.pareto(1.4),
        folded=fold(name),
        paper=line_frame(code, name, unit),
    )
