"""Three years of trade, day by day: inquiries, offers, orders on their way, expenses; season and trend."""

import json
from dataclasses import asdict
from datetime import datetime, timedelta

from crm_desktop.demo import words
from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.calendar import DAY, Calendar
from crm_desktop.demo.dice import Dice, Weighted
from crm_desktop.demo.matters import MINUTE, Matters
from crm_desktop.demo.orders import STOREKEEPER, OrderStory
from crm_desktop.demo.papers import party_json
from crm_desktop.demo.people import Good, make_customers, make_goods, nip, write_customer
from crm_desktop.demo.timeline import Timeline
from crm_desktop.demo.warehouse import Goods, Warehouse
from crm_desktop.settings import Company
from db.types import day_number

YEARS = 3
SEASON = (0.80, 0.95, 1.00, 1.15, 1.00, 0.95, 0.80, 0.85, 1.05, 1.10, 1.25, 1.45)
FRESH_MINUTES = (12, 35, 61, 94, 130, 200, 340, 420)
"""So long ago the last inquiries came: some are within the promised hours, some are late."""


def tell(*, orders: int, seed: int, now: datetime, zone: str = "Europe/Warsaw") -> Rows:
    """All rows of the sample company: the same for the same orders, seed and moment. Nothing is later than `now`."""
    dice, calendar, rows = Dice(seed), Calendar(now, zone), Rows()
    first = calendar.today - timedelta(days=365 * YEARS)
    company = _company(rows, dice)
    customers = make_customers(rows, dice, min(1500, max(40, orders)))
    goods = make_goods(rows, dice, min(800, max(60, orders)))
    issuer = party_json(company.name, company.street, company.postal_code, company.city, company.nip)
    store, timeline = Warehouse(rows, issuer, "Magazyn główny"), Timeline()
    _open_stock(store, goods, calendar.at(first, 6), day_number(first))
    _campaigns(rows, dice, calendar)
    matters = Matters(rows, dice, store, timeline, calendar, goods)
    story = OrderStory(rows, dice, store, timeline, calendar, matters, customers)
    for at in _moments(dice, orders, calendar):
        story.one(at)
    for minutes in FRESH_MINUTES:
        matters.unanswered(story.some_customer(), calendar.now - minutes * MINUTE)
    matters.number_all()
    timeline.write(rows)
    store.close()
    _expenses(rows, dice, calendar)
    for customer in customers:
        write_customer(rows, customer, calendar.at(first, 8))
    _printers(rows, story, calendar)
    return rows


def _company(rows: Rows, dice: Dice) -> Company:
    company = Company(
        name="Hurtownia Piekarska Złoty Kłos sp. z o.o.",
        street="ul. Młyńska 12",
        postal_code="61-730",
        city="Poznań",
        nip=nip(dice),
        phone="+48 61 800 10 20",
        email="biuro@zlotyklos.przyklad.pl",
    )
    rows.add("settings", "company", json.dumps(asdict(company), ensure_ascii=False), 1)
    for key, (login, name, role) in enumerate(words.EMPLOYEES, 2):
        rows.add("employees", key, 1, login, name, f"{login}@zlotyklos.przyklad.pl", role, True)
        rows.add("employee_salaries", key, 20240101, dice.between(55, 95) * 10_000)
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


def _open_stock(store: Warehouse, goods: list[Good], at: int, day: int) -> None:
    opening = [Goods(good, 200_000, cost=good.cost * 2) for good in goods]
    store.document("PW", at, day, opening, "Administrator", note="stan początkowy")


def _moments(dice: Dice, orders: int, calendar: Calendar) -> list[int]:
    """When something is ordered, in time: growth, season, hardly any weekends; the last days are busy."""
    length = 365 * YEARS
    first = calendar.today - timedelta(days=length)
    days = [first + timedelta(days=offset) for offset in range(1, length + 1)]
    weights = [
        (1 + 0.35 * index / 365) * SEASON[day.month - 1] * (0.15 if day.weekday() > 4 else 1)
        for index, day in enumerate(days)
    ]
    openings, weighted = [calendar.at(day, 7) for day in days], Weighted(dice, weights)
    chosen = [weighted.draw() for _ in range(orders)]
    chosen += [length - 1 - dice.between(0, 6) for _ in range(min(30, orders // 4))]
    found = []
    for index in chosen:
        at = openings[index] + dice.between(0, 659) * MINUTE
        found.append(at if at < calendar.now else at - DAY)
    return sorted(found)


def _campaigns(rows: Rows, dice: Dice, calendar: Calendar) -> None:
    for key, (name, title, _, _) in enumerate(words.CAMPAIGNS, 1):
        starts = calendar.today - timedelta(days=dice.between(120, 1000))
        ends = starts + timedelta(days=90) if key % 3 else None
        rows.add("campaigns", key, 1, name, title, day_number(starts), day_number(ends) if ends else None)


def _expenses(rows: Rows, dice: Dice, calendar: Calendar) -> None:
    """Each campaign's bills, and what selling costs every month without any."""
    length = 365 * YEARS
    first = calendar.today - timedelta(days=length)
    for number in range(12 * YEARS):
        month = first + timedelta(days=30 * number)
        booked = (calendar.at(month, 12), "Ewa Lis")
        courier, travel = dice.between(900, 2600) * 100, dice.between(200, 900) * 100
        rows.add("expenses", day_number(month), "courier", courier, "PLN", None, None, "", *booked)
        rows.add("expenses", day_number(month), "travel", travel, "PLN", None, 2, "", *booked)
    for key, (_, title, kind, amount) in enumerate(words.CAMPAIGNS, 1):
        for _ in range(6):
            day = first + timedelta(days=dice.between(0, length - 1))
            spent = round(amount * dice.uniform(0.1, 0.4))
            booked = (calendar.at(day, 12), "Ewa Lis")
            rows.add("expenses", day_number(day), kind, spent, "PLN", key, None, title, *booked)


def _printers(rows: Rows, story: OrderStory, calendar: Calendar) -> None:
    """A label printer and a receipt-type one; one label that failed, so that the queue has something to say."""
    for key, (name, language, port) in enumerate((("Etykiety", "zpl", 9100), ("Paragonowa", "escpos", 9101)), 1):
        address = json.dumps({"host": "127.0.0.1", "port": port})
        rows.add("printers", key, 1, name, "tcp", language, address, 203, 100, 150, "", True)
    if story.last_labelled is not None:
        order, number = story.last_labelled
        at = calendar.now - 90 * MINUTE
        fault = "the printer reset the connection after 812 of 1903 bytes"
        rows.add(
            "print_jobs",
            *(1, "label", number, order, b"^XA^XZ", "failed", 1, at, "magazyn", 812, fault, at, STOREKEEPER, at),
        )
