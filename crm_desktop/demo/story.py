"""Three years of trade, day by day: inquiries, offers, orders on their way, expenses; season and trend."""

import json
from dataclasses import asdict
from datetime import date, datetime, timedelta
from functools import partial

from crm_desktop.demo.agenda import Agenda
from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.calendar import DAY, HOUR, MINUTE, Calendar
from crm_desktop.demo.dice import Dice, Weighted
from crm_desktop.demo.finale import tell_finale
from crm_desktop.demo.goods import YEARS, Market, make_goods
from crm_desktop.demo.journal import write_journal
from crm_desktop.demo.matters import Matters
from crm_desktop.demo.orders import OrderStory
from crm_desktop.demo.papers import party_json
from crm_desktop.demo.people import COMPANY_NAME, CONSENT, make_customers, nip, write_customer
from crm_desktop.demo.supplies import Supplies
from crm_desktop.demo.timeline import Timeline
from crm_desktop.demo.warehouse import KINDS, SECOND_SERIES, Books, Warehouse
from crm_desktop.demo.words import LUCJA, MAREK, STAFF
from crm_desktop.demo.worth import Campaigns, write_expenses, write_targets
from crm_desktop.settings import Company
from crm_desktop.warehouse.service import ON_THE_WAY

SEASON = (0.80, 0.95, 1.00, 1.12, 1.02, 0.95, 0.80, 0.85, 1.05, 1.10, 1.25, 1.42)
WEAK = 0.62
"""What is left of the orders in the month in which answers came late."""
LENGTH = 365 * YEARS
SALARIES = (7_200_00, 6_900_00, 6_600_00, 5_900_00, 6_100_00, 14_000_00)


def tell(*, orders: int, seed: int, now: datetime, zone: str = "Europe/Warsaw") -> Rows:
    """All rows of the sample company: the same for the same orders, seed and moment. Nothing is later than `now`."""
    dice, calendar, rows = Dice(seed), Calendar(now, zone), Rows()
    first = calendar.today - timedelta(days=LENGTH)
    begins = calendar.at(first, 7)
    company = _company(rows, dice)
    customers = make_customers(rows, dice, min(1500, max(40, orders)), calendar, begins)
    goods = make_goods(rows, dice, min(800, max(60, orders)))
    issuer = party_json(company.name, company.street, company.postal_code, company.city, company.nip)
    books, timeline, agenda = Books(rows), Timeline(), Agenda()
    stores = (
        Warehouse(books, issuer, 1, "M1", "Magazyn główny", MAREK.name),
        Warehouse(books, issuer, 2, "M2", "Magazyn Gdynia", LUCJA.name),
    )
    supplies, campaigns = Supplies(dice, calendar, stores), Campaigns(rows, dice, calendar)
    supplies.open(goods, calendar.at(first, 6))
    matters = Matters(rows, dice, books, timeline, calendar, Market(dice, goods, calendar), campaigns)
    story = OrderStory(rows, dice, stores, supplies, timeline, calendar, matters, agenda, customers)
    _plan_deliveries(agenda, supplies, calendar, first)
    for at in _moments(dice, orders, calendar, matters):
        story.one(at)
    agenda.run(calendar.now)
    tell_finale(rows, story, supplies, timeline, calendar, stores)
    matters.number_all()
    timeline.fall_silent(calendar.now)
    timeline.write(rows)
    supplies.close()
    books.close()
    write_expenses(rows, dice, calendar, campaigns, orders)
    write_targets(rows, calendar, orders)
    for customer in customers:
        write_customer(rows, dice, customer)
    write_journal(rows, calendar)
    return rows


def _company(rows: Rows, dice: Dice) -> Company:
    company = Company(
        name=COMPANY_NAME,
        street="ul. Młyńska 12",
        postal_code="61-730",
        city="Poznań",
        nip=nip(dice),
        phone="+48 61 800 10 20",
        email="biuro@zlotyklos.przyklad.pl",
        province="wielkopolskie",
        county="Poznań",
        commune="Poznań",
        tax_office="3071",
    )
    rows.add("settings", "company", json.dumps(asdict(company), ensure_ascii=False), 1)
    for person, salary in zip(STAFF, SALARIES, strict=True):
        email = f"{person.login}@zlotyklos.przyklad.pl"
        rows.add("employees", person.key, 1, person.login, person.name, email, person.role, True)
        rows.add("employee_salaries", person.key, 20240101, salary)
    rows.add("warehouses", 2, "M2", "Magazyn Gdynia", "sale", "ul. Portowa 3", "81-350", "Gdynia")
    rows.add("warehouses", 3, *ON_THE_WAY["pl"], "transit", "", "", "")
    for house, first in ((2, SECOND_SERIES), (3, SECOND_SERIES + len(KINDS))):
        for key, kind in enumerate(KINDS, first):
            rows.add("number_series", key, kind, house, f"{kind} {{nr}}/{{yyyy}}/{{warehouse}}", "yearly")
    forms = (("kontakt", "Formularz kontaktowy", "inquiry"), ("zamowienie", "Formularz zamówienia", "order"))
    for key, (form, name, kind) in enumerate(forms, 1):
        options = {"kind": kind, "consent_text": CONSENT, "consent_version": "2026-01"}
        rows.add("forms", key, 1, form, name, "form", None, "{}", json.dumps(options, ensure_ascii=False), True)
    _sources(rows)
    return company


def _sources(rows: Rows) -> None:
    """Whence inquiries and orders come; off, since nothing stands at their addresses that could be asked."""
    site = "zlotyklos.przyklad.pl"
    mailbox = {"host": f"imap.{site}", "port": "993", "security": "tls", "login": f"biuro@{site}"}
    mailbox |= {"folder": "INBOX", "since": "", "after": "seen", "ca": ""}
    told = (
        ("Poczta biura", "mailbox", mailbox),
        ("Sklep internetowy", "shop", {"shop": "woocommerce", "url": f"https://sklep.{site}", "login": "", "key": ""}),
        ("Strona firmy", "dropbox", {"url": f"https://{site}/skrzynka.php", "thanks": f"https://{site}/dziekujemy"}),
    )
    for key, (name, kind, address) in enumerate(told, 1):
        rows.add("sources", key, 1, name, kind, json.dumps(address, ensure_ascii=False), False)
        rows.add("source_states", key, "{}", "")


def _plan_deliveries(agenda: Agenda, supplies: Supplies, calendar: Calendar, first: date) -> None:
    """On Mondays, before the first goods are issued; what went out of date is looked for once a month.

    The last delivery leaves nothing short but a few: theirs is late.
    """
    last = calendar.today if calendar.at(calendar.today, 6, 20) <= calendar.now else calendar.working_day(ahead=-1)
    agenda.put(calendar.at(last, 6, 20), supplies.last)
    for number in range(1, LENGTH):
        day = first + timedelta(days=number)
        if day.weekday() == 0 and day < calendar.today - timedelta(days=2):
            agenda.put(calendar.at(day, 6, 20), supplies.weekly)
        if day.weekday() == 1 and day.day <= 7 and day < calendar.today:
            agenda.put(calendar.at(day, 6, 30), partial(supplies.monthly, day=day))


def _moments(dice: Dice, orders: int, calendar: Calendar, matters: Matters) -> list[int]:
    """When something is ordered, in time: growth, season, one weak month, nobody on free days; the last are busy."""
    days = [calendar.today - timedelta(days=LENGTH - offset) for offset in range(1, LENGTH + 1)]
    openings = [calendar.at(day, 7) for day in days]
    weights = []
    for index, (day, opens) in enumerate(zip(days, openings, strict=True)):
        free = not calendar.works[calendar.index(opens)]
        month = SEASON[day.month - 1] * (WEAK if matters.sellers.weak(opens) else 1)
        weights.append(0.0 if free else (1 + 0.30 * index / 365) * month)
    weighted = Weighted(dice, weights)
    chosen = [weighted.draw() for _ in range(orders)]
    worked = [index for index, weight in enumerate(weights) if weight][-6:]
    chosen += [dice.one_of(worked) for _ in range(min(30, orders // 4))]
    latest = calendar.now - 30 * MINUTE
    found = []
    for index in chosen:
        at = openings[index] + dice.between(0, 525) * MINUTE
        while at > latest:
            at = calendar.office(at - DAY) if at - DAY < latest - HOUR else at - DAY
        found.append(at)
    return sorted(found)
