"""Customers and goods of the sample company: deterministic, with valid NIP and EAN checksums."""

from dataclasses import dataclass
from random import Random

from crm_desktop.demo import words
from crm_desktop.demo.bulk import Rows
from crm_desktop.folding import fold, search_text

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
    folded: str
    """What orders and inquiries of this customer are found by."""


@dataclass(slots=True)
class Good:
    key: int
    code: str
    name: str
    unit: str
    vat: str
    price: int
    """Ten-thousandths."""
    cost: int
    popularity: float
    folded: str


def nip(random: Random) -> str:
    """Ten digits whose check holds."""
    while True:
        digits = [random.randint(1, 9), *(random.randint(0, 9) for _ in range(8))]
        check = sum(w * d for w, d in zip(_NIP_WEIGHTS, digits, strict=True)) % 11
        if check < 10:
            return "".join(map(str, [*digits, check]))


def ean(number: int) -> str:
    """EAN-13 of the prefix for use inside a company."""
    body = f"290{number:09}"
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(body))
    return body + str(-total % 10)


def make_customers(rows: Rows, random: Random, count: int) -> list[Customer]:
    """Most are companies; the last group are people from the internet."""
    for key, name in enumerate(words.GROUPS, 1):
        rows.add("customer_groups", key, name)
    found = []
    for key in range(1, count + 1):
        group = random.choices(range(1, 6), weights=(30, 25, 20, 10, 15))[0]
        found.append(_customer(random, key, group))
    return found


def _customer(random: Random, key: int, group: int) -> Customer:
    index = random.randrange(len(words.FIRST))
    first, last = words.FIRST[index], random.choice(words.LAST)
    postal_code, city, region = random.choice(words.CITIES)
    street = f"ul. {random.choice(words.STREETS)} {random.randint(1, 140)}"
    phone = f"+48 {random.randint(500, 899)} {random.randint(100, 999)} {random.randint(100, 999)}"
    person = group == 5
    if person:
        name = f"{first} {last}"
        street += f"/{random.randint(1, 60)}"
    else:
        form = random.choice(words.FORMS)
        name = f"{random.choice(words.FIRM_KINDS)} {random.choice(words.FIRM_NAMES)} {last} {form}".strip()
    mailbox = fold(f"{first}.{last}{key}").replace(" ", "")
    return Customer(
        key=key,
        name=name,
        kind="person" if person else "company",
        nip="" if person else nip(random),
        email=f"{mailbox}@przyklad.pl",
        phone=phone,
        group=group,
        street=street,
        postal_code=postal_code,
        city=city,
        region=region,
        folded=search_text(name, phone),
    )


def write_customer(rows: Rows, customer: Customer, status: str, status_at: int, created_at: int) -> None:
    """Once its story is known: the row with its last status, its address, keys and search entry."""
    c = customer
    code = f"K{c.key:06}"
    rows.add(
        "customers",
        *(c.key, 1, code, c.kind, c.name, c.nip, c.email, c.phone, c.group, c.region, status, status_at, created_at),
    )
    rows.add("addresses", c.key, 0, c.name, c.street, c.postal_code, c.city, "PL", c.phone)
    for kind, value in (("nip", c.nip), ("email", c.email), ("phone", c.phone.replace(" ", ""))):
        if value:
            rows.add("customer_keys", kind, value, c.key)
    subtitle = f"{code} · {c.city}"
    folded = search_text(c.name, subtitle, c.nip, c.email, c.phone)
    rows.add("search_entries", "customer", c.key, c.name, subtitle, folded)


def make_goods(rows: Rows, random: Random, count: int) -> list[Good]:
    found: list[Good] = []
    subgroups = len(words.GOODS) + 1
    for group, (name, kinds, _, _, _) in enumerate(words.GOODS, 1):
        rows.add("product_groups", group, name, None)
        for offset, kind in enumerate(kinds.split("|")):
            rows.add("product_groups", subgroups + (group - 1) * 4 + offset, kind, group)
    for key in range(1, count + 1):
        found.append(_good(rows, random, key, subgroups))
    return found


def _good(rows: Rows, random: Random, key: int, subgroups: int) -> Good:
    group = (key - 1) % len(words.GOODS)
    label, kinds, unit, vat, price = words.GOODS[group]
    round_number = (key - 1) // len(words.GOODS)
    kind = kinds.split("|")[round_number % 4]
    variant = words.VARIANTS[round_number // 4 % len(words.VARIANTS)]
    name = f"{kind} {variant}"
    code = f"{fold(label)[:2].upper()}{fold(kind)[:1].upper()}-{key:04}"
    minor = max(150, round(price * random.uniform(0.35, 2.4) / 10) * 10)
    cost = round(minor * random.uniform(0.62, 0.85))
    subgroup = subgroups + group * 4 + round_number % 4
    lots = group in (2, 3, 6)
    rows.add(
        "products",
        *(key, 1, code, name, group + 1, subgroup, unit, unit != "kg", minor * 100, vat, 1000, lots, True),
    )
    rows.add("product_barcodes", ean(key), key, 1000)
    rows.add("search_entries", "product", key, name, code, search_text(name, code, ean(key)))
    return Good(key, code, name, unit, vat, minor * 100, cost * 100, random.paretovariate(1.1), fold(name))
