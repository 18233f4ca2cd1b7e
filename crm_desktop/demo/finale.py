"""The last hour of the story: drafts that were begun, orders that lack goods, inquiries that have just come, prints."""

import json

from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.calendar import HOUR, MINUTE, Calendar
from crm_desktop.demo.goods import Good
from crm_desktop.demo.matters import Line
from crm_desktop.demo.orders import Order, OrderStory, some_packs
from crm_desktop.demo.people import Customer
from crm_desktop.demo.supplies import Supplies
from crm_desktop.demo.timeline import Timeline
from crm_desktop.demo.warehouse import Warehouse
from crm_desktop.demo.words import MAREK, SELLERS
from crm_desktop.faults import fault

FRESH_MINUTES = (12, 35, 61, 94, 130, 200, 340, 420, 1500)
"""So long ago the last inquiries came: some are within the promised hours, some are late."""
DRAFTS, SHORT = 4, 4


def tell_finale(
    rows: Rows,
    story: OrderStory,
    supplies: Supplies,
    timeline: Timeline,
    calendar: Calendar,
    stores: tuple[Warehouse, Warehouse],
) -> None:
    for number, minutes in enumerate(FRESH_MINUTES):
        at = calendar.now - minutes * MINUTE
        seller = None if number % 3 == 2 else SELLERS[number % 3 + (number == 3)]
        story.matters.unanswered(story.some_customer(at), at, seller)
    for number in range(SHORT):
        _short(story, supplies, timeline, calendar, stores, number)
    for number in range(DRAFTS):
        at = calendar.now - (9 - 2 * number) * MINUTE
        customer = story.some_customer(at)
        _order(story, customer, at, [], story.some_lines(customer, at), number)
    _printers(rows, story, calendar)


def _short(
    story: OrderStory,
    supplies: Supplies,
    timeline: Timeline,
    calendar: Calendar,
    stores: tuple[Warehouse, Warehouse],
    number: int,
) -> None:
    """Placed, and more is wanted of one good (of the last two orders, of two goods) than is there."""
    at = calendar.now - (24 - 3 * number) * MINUTE
    customer = story.some_customer(at)
    store = stores[customer.warehouse - 1]
    scarce = [good for there, good in supplies.low if there is store] or [held.good for held in store.held.values()]
    wanted: dict[int, Good] = {good.key: good for good in scarce[number : number + 1 + number // 2] or scarce[:1]}
    lines = [line for line in story.some_lines(customer, at) if line[0].key not in wanted]
    for good in wanted.values():
        missing = (2 + number) * max(1, good.typical // 2) * 1000
        lines.append(some_packs(good, good.prices[-1], store.of(good).available // 1000 * 1000 + missing))
    order = _order(story, customer, at, [at], lines, number)
    story.walk(order, asked=False)


def _order(story: OrderStory, customer: Customer, at: int, steps: list[int], lines: list[Line], number: int) -> Order:
    """One that nobody had asked for before; without `steps` a draft."""
    seller = SELLERS[number % len(SELLERS)]
    channel = "counter" if number % 3 == 2 else "phone"
    good, packs = lines[0][0], max(1, lines[0][1] // 1000)
    times: list[int | None] = [at, None, None, at if steps else None, None, None]
    opportunity = story.matters.opportunity(
        customer, times, "", good=good, packs=packs, seller=seller, channel=channel, asked=False
    )
    return story.write(customer, opportunity, seller, channel, steps, lines, at)


def _printers(rows: Rows, story: OrderStory, calendar: Calendar) -> None:
    """A label printer a warehouse and a receipt-type one; a label that failed, and one of which nobody knows."""
    printers = (("Etykiety", "zpl", 9100), ("Etykiety Gdynia", "tspl", 9102), ("Paragonowa", "escpos", 9101))
    for key, (name, language, port) in enumerate(printers, 1):
        address = json.dumps({"host": "127.0.0.1", "port": port})
        rows.add("printers", key, 1, name, "tcp", language, address, 203, 100, 150, "", True)
    faults = (
        ("failed", 812, fault("reset", sent=812, total=1903), 90 * MINUTE),
        ("uncertain", 1903, fault("not_ready"), 2 * HOUR),
    )
    for (order, number), (state, sent, told, ago) in zip(reversed(story.labelled), faults, strict=False):
        at = calendar.now - ago
        rows.add(
            "print_jobs",
            *(1, "label", number, order, b"^XA^XZ", state, 1, at, "magazyn", sent, told, at, MAREK.name, at),
        )
