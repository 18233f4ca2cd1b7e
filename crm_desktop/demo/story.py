"""Three years of trade, day by day: inquiries, offers, orders on their way, expenses; season and trend."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from crm_desktop.demo import words
from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.orders import OrderStory
from crm_desktop.demo.people import Customer, Good, make_customers, make_goods, nip, write_customer
from crm_desktop.demo.warehouse import Goods, Warehouse, party_of
from crm_desktop.settings import Company
from db.types import day_number, micros

YEARS = 3
ZONE = ZoneInfo("Europe/Warsaw")
HOUR = 3_600_000_000
SEASON = (0.80, 0.95, 1.00, 1.15, 1.00, 0.95, 0.80, 0.85, 1.05, 1.10, 1.25, 1.45)


def tell(*, orders: int, seed: int, today: date) -> Rows:
    """All rows of the sample company: the same for the same orders, seed and day."""
    random = Random(seed)
    rows = Rows()
    company = _company(rows, random)
    customers = make_customers(rows, random, min(1500, max(40, orders)))
    goods = make_goods(rows, random, min(800, max(60, orders)))
    first = today - timedelta(days=365 * YEARS)
    issuer = party_of(company.name, company.street, company.postal_code, company.city, company.nip)
    store = Warehouse(rows, issuer, "Magazyn główny")
    _open_stock(store, goods, first)
    _campaigns(rows, random, today)
    story = OrderStory(rows, random, store, customers, goods, today)
    moments = _moments(random, orders, first, today)
    for at, day in moments:
        story.one(at, day)
    store.close()
    _expenses(rows, random, first, today)
    for customer in customers:
        _close_customer(rows, story, customer, first)
    _printers(rows, story, today)
    rows.add("changes", 0, "settings", 1, "demo", micros(datetime.now(UTC)), "demo", "", company.name)
    return rows


def at_local(day: date, hour: int, minute: int = 0) -> int:
    return micros(datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC))


def _company(rows: Rows, random: Random) -> Company:
    company = Company(
        name="Hurtownia Piekarska Złoty Kłos sp. z o.o.",
        street="ul. Młyńska 12",
        postal_code="61-730",
        city="Poznań",
        nip=nip(random),
        phone="+48 61 800 10 20",
        email="biuro@zlotyklos.przyklad.pl",
    )
    rows.add("settings", "company", json.dumps(asdict(company), ensure_ascii=False), 1)
    for key, (login, name, role) in enumerate(words.EMPLOYEES, 2):
        rows.add("employees", key, 1, login, name, f"{login}@zlotyklos.przyklad.pl", role, True)
        rows.add("employee_salaries", key, 20240101, random.randint(55, 95) * 10_000)
    rows.add("warehouses", 2, "M2", "Magazyn Gdynia", "sale", "ul. Portowa 3", "81-350", "Gdynia")
    kinds = ("PZ", "WZ", "RW", "PW", "MM", "INW", "PZK", "WZK", "RWK", "PWK", "MMK")
    for key, kind in enumerate(kinds, 101):
        rows.add("number_series", key, kind, 2, f"{kind} {{nr}}/{{yyyy}}/{{warehouse}}", "yearly")
    forms = (("kontakt", "Formularz kontaktowy", "inquiry"), ("zamowienie", "Formularz zamówienia", "order"))
    for key, (form, name, kind) in enumerate(forms, 1):
        consent = f"Chcę otrzymywać informacje handlowe od {company.name} e-mailem."
        options = {"kind": kind, "consent_text": consent, "consent_version": "2026-01"}
        rows.add("forms", key, 1, form, name, "form", None, "{}", json.dumps(options, ensure_ascii=False), True)
    return company


def _open_stock(store: Warehouse, goods: list[Good], first: date) -> None:
    opening = [Goods(good, 200_000, cost=good.cost * 2) for good in goods]
    head = {"note": "stan początkowy"}
    store.document("PW", at_local(first, 6), day_number(first), opening, head=head, actor="Administrator")


def _moments(random: Random, orders: int, first: date, today: date) -> list[tuple[int, date]]:
    """When something is asked or ordered, in time: growth, season, hardly any weekends; the last days are busy."""
    days = [first + timedelta(days=offset) for offset in range(1, 365 * YEARS + 1)]
    weights = [
        (1 + 0.35 * index / 365) * SEASON[day.month - 1] * (0.15 if day.weekday() > 4 else 1)
        for index, day in enumerate(days)
    ]
    chosen = random.choices(days, weights=weights, k=orders)
    chosen += [today - timedelta(days=random.randint(0, 6)) for _ in range(min(30, orders // 4))]
    found = [(at_local(day, random.randint(7, 17), random.randint(0, 59)), day) for day in chosen]
    return sorted(found)


def _campaigns(rows: Rows, random: Random, today: date) -> None:
    for key, (name, title, _, _) in enumerate(words.CAMPAIGNS, 1):
        starts = today - timedelta(days=random.randint(120, 1000))
        ends = starts + timedelta(days=90) if key % 3 else None
        rows.add("campaigns", key, 1, name, title, day_number(starts), day_number(ends) if ends else None)


def _expenses(rows: Rows, random: Random, first: date, today: date) -> None:
    """Each campaign's bills, and what selling costs every month without any."""
    months = [first + timedelta(days=30 * number) for number in range(12 * YEARS)]
    for month in months:
        at = at_local(month, 12)
        booked = (at, "Ewa Lis")
        courier, travel = random.randint(900, 2600) * 100, random.randint(200, 900) * 100
        rows.add("expenses", day_number(month), "courier", courier, "PLN", None, None, "", *booked)
        rows.add("expenses", day_number(month), "travel", travel, "PLN", None, 2, "", *booked)
    for key, (_, title, kind, amount) in enumerate(words.CAMPAIGNS, 1):
        for _ in range(6):
            day = min(first + timedelta(days=random.randint(0, 365 * YEARS)), today)
            spent = round(amount * random.uniform(0.1, 0.4))
            booked = (at_local(day, 12), "Ewa Lis")
            rows.add("expenses", day_number(day), kind, spent, "PLN", key, None, title, *booked)


def _close_customer(rows: Rows, story: OrderStory, customer: Customer, first: date) -> None:
    start = at_local(first, 8)
    status, at = story.statuses.get(customer.key, ("new", start))
    write_customer(rows, customer, status, at, min(at, start))


def _printers(rows: Rows, story: OrderStory, today: date) -> None:
    """A label printer and a receipt-type one; one label that failed, so that the queue has something to say."""
    for key, (name, language, port) in enumerate((("Etykiety", "zpl", 9100), ("Paragonowa", "escpos", 9101)), 1):
        address = json.dumps({"host": "127.0.0.1", "port": port})
        rows.add("printers", key, 1, name, "tcp", language, address, 203, 100, 150, "", True)
    if story.last_labelled is not None:
        order, number = story.last_labelled
        at = at_local(today, 6)
        fault = "the printer reset the connection after 812 of 1903 bytes"
        rows.add(
            "print_jobs",
            *(1, "label", number, order, b"^XA^XZ", "failed", 1, at, "magazyn", 812, fault, at, "Marek Dzik", at),
        )
