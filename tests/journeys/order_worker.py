"""Runs orders through the whole way, each step under a command id fixed from outside, and says each that is done.

Words: URL CUSTOMER PRODUCT ORDER STEP UNTIL: it begins at step STEP of order ORDER and ends before order UNTIL.
It says `ORDER STEP NUMBER STATUS` after the step's transaction was answered, never before.
"""

import os

from crm_desktop.opening import open_company
from crm_desktop.orders.advance import advance
from crm_desktop.orders.records import NewLine, OrderMoved, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.work import Actor, execute
from db.session import Database
from db.vocabulary import OrderStep

STEPS = ("place", "reserve", "pick", "issue", "label", "hand_over", "complete")
QUANTITY = 2_000


def place(database: Database, actor: Actor, order: int, customer: int, product: int) -> OrderMoved:
    wanted = PlaceOrder(customer, (NewLine(product, QUANTITY),), external_ref=f"kill-{order}")
    return execute(database, place_order, wanted, actor=actor, command_id=f"{order}-place")


def main(words: list[str]) -> int:
    url, *numbers = words
    customer, product, first, start, until = (int(number) for number in numbers)
    database = open_company(url)
    with database.read() as session:
        actor = actor_by_login(session, "admin", place="worker")
    for order in range(first, until):
        moved = place(database, actor, order, customer, product)
        for step in STEPS[start if order == first else 0 :]:
            if step != "place":
                command = f"{order}-{step}"
                moved = advance(database, moved.number, OrderStep(step), actor=actor, command_id=command)
            os.write(1, f"{order} {step} {moved.number.replace(' ', '_')} {moved.status.value}\n".encode())
    database.close()
    return 0


__all__ = ["QUANTITY", "STEPS", "main"]
