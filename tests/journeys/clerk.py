"""A clerk: leads orders through the whole way, one after another, until the time is up; a label each to some printer.

Words: URL NAME SECONDS CUSTOMER PRODUCT PRINTER…; it says how many orders it completed.
"""

import random
import sys
import time

from crm_desktop.errors import KnownError
from crm_desktop.opening import open_company
from crm_desktop.orders.advance import advance
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.work import execute
from db.vocabulary import OrderStep

STEPS = (OrderStep.RESERVE, OrderStep.PICK, OrderStep.ISSUE, OrderStep.LABEL, OrderStep.HAND_OVER, OrderStep.COMPLETE)


def main(words: list[str]) -> int:
    url, name, seconds, customer, product, *printers = words
    database, dice = open_company(url), random.Random(name)
    with database.read() as session:
        actor = actor_by_login(session, "admin", place=name)
    end, completed, refused = time.monotonic() + float(seconds), 0, 0
    while time.monotonic() < end:
        lines = (NewLine(int(product), dice.randint(1, 3) * 1000),)
        number = execute(database, place_order, PlaceOrder(int(customer), lines), actor=actor).number
        try:
            for step in STEPS:
                advance(database, number, step, actor=actor, printer=dice.choice(printers), parcels=dice.randint(1, 2))
        except KnownError:
            refused += 1
        else:
            completed += 1
    database.close()
    print(completed, refused)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
