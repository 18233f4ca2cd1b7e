"""What is measured: pieces of the main job, each numbered, so that every round does the same."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from sqlalchemy import select

from crm_desktop.intake.channels.storing import BATCH, Storekeeper
from crm_desktop.intake.interpreting import interpret_some
from crm_desktop.intake.records import Received
from crm_desktop.intake.submissions import receive
from crm_desktop.intake.worker import BATCH as UNDERSTOOD_AT_ONCE
from crm_desktop.orders.advance import advance
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.orders.steps import WAY
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.warehouse.records import GoodsLine, ReceiveGoods
from crm_desktop.warehouse.service import receive_goods
from crm_desktop.work import Actor, execute
from db.models.intake import SubmissionQueueRow
from db.session import Database
from db.vocabulary import OrderStep

GOODS = 30
PLENTY = 100_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """`prepare` makes what must be there; `work` does those from `first` on, so many as told."""

    what: str
    count: int
    work: Callable[[Database, int, int], None]
    prepare: Callable[[Database, int], None] | None = None


@lru_cache(maxsize=2_000)
def form(number: int) -> Received:
    """As its sender made it: made once, while the floor is recorded, and no part of what is measured."""
    fields = {
        "imie": f"Żaneta Gęś {number}",
        "email": f"zaneta{number}@przyklad.pl",
        "telefon": f"6{number:08}",
        "firma": f"Piekarnia Źródło {number}",
        "wiadomosc": f"Dzień dobry, proszę o ofertę na mąkę, sztuk {number}.",
    }
    return Received("kontakt", urlencode(fields).encode(), "application/x-www-form-urlencoded")


def store_alone(database: Database, first: int, count: int) -> None:
    for number in range(first, first + count):
        receive(database, form(number))


def store_together(database: Database, first: int, count: int) -> None:
    """As under load: while one batch commits the next gathers."""
    keeper = Storekeeper(database)
    answers = [keeper.store(form(number)) for number in range(first, first + count)]
    keeper.start()
    for answer in answers:
        answer.result()
    keeper.stop()


def understand(database: Database, first: int, count: int) -> None:
    with database.read() as session:
        waiting = select(SubmissionQueueRow.submission_id).order_by(SubmissionQueueRow.submission_id).limit(count)
        due = list(session.scalars(waiting))
    for start in range(0, len(due), UNDERSTOOD_AT_ONCE):
        interpret_some(database, due[start : start + UNDERSTOOD_AT_ONCE])


def _admin(database: Database) -> Actor:
    with database.read() as session:
        return actor_by_login(session, "admin")


def fill_shelves(database: Database, _count: int) -> None:
    lines = tuple(GoodsLine(product, PLENTY, 100_000) for product in range(1, GOODS + 1))
    execute(database, receive_goods, ReceiveGoods(1, lines, supplier="Młyn"), actor=_admin(database))


def lead_orders(database: Database, first: int, count: int) -> None:
    """The whole way of an order of three lines: seven steps, each durable; W-Z recorded, label rendered and queued."""
    actor = _admin(database)
    for number in range(first, first + count):
        lines = tuple(NewLine((number * 3 + place) % GOODS + 1, 2_000) for place in range(3))
        placed = execute(database, place_order, PlaceOrder(number % 40 + 1, lines), actor=actor)
        for step in WAY:
            if step is not OrderStep.PLACE:
                advance(database, placed.number, step, actor=actor)


def pieces(*, quick: bool) -> list[Piece]:
    few = 10 if quick else 1
    return [
        Piece(f"submissions stored, {BATCH} a commit (under load)", 1000 // few, store_together),
        Piece("submissions stored, one a commit", 300 // few, store_alone),
        Piece(f"submissions understood, {UNDERSTOOD_AT_ONCE} a commit", 200 // few, understand, store_together_from_0),
        Piece("full order cycles (7 steps, 3 lines, W-Z, label)", 40 // few, lead_orders, fill_shelves),
    ]


def store_together_from_0(database: Database, count: int) -> None:
    store_together(database, 0, count)
