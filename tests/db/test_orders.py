"""The guided process on both databases: every pair of status and step, stock, contact, funnel."""

import pytest
from sqlalchemy import select, text

from crm_desktop.customers.queries import show_customer
from crm_desktop.errors import IllegalMove, Shortage, StaleRecord
from crm_desktop.orders import service
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import StepCommand
from crm_desktop.orders.steps import BY_STEP, is_legal
from crm_desktop.warehouse.queries import stock_card
from crm_desktop.work import execute
from db.models.sales import OpportunityRow
from db.vocabulary import ContactStatus, FunnelStage, OrderStatus, OrderStep
from tests.company import Shop

WAY = ("reserve", "pick", "issue", "label", "hand_over", "complete")


def _levels(shop: Shop, product: str = "MK-1") -> tuple[int, int]:
    with shop.database.read() as session:
        line = stock_card(session, product, warehouse="M1").line
    return line.on_hand, line.reserved


def test_that_an_order_walks_its_way_and_moves_stock_contact_and_funnel(shop: Shop) -> None:
    product = shop.product(stock=10_000)
    customer = shop.customer()
    number = shop.place(customer, (product, 3_000)).number
    seen = []
    for step in WAY:
        moved = shop.advance(number, step)
        seen.append((moved.status.value, moved.contact.value, *_levels(shop)))
    assert seen == [
        ("reserved", "in_preparation", 10_000, 3_000),
        ("picked", "in_preparation", 10_000, 3_000),
        ("issued", "in_preparation", 7_000, 0),
        ("labelled", "in_preparation", 7_000, 0),
        ("handed_over", "sent", 7_000, 0),
        ("completed", "completed", 7_000, 0),
    ]
    with shop.database.read() as session:
        furthest = session.scalars(select(OpportunityRow.furthest)).one()
        card = show_order(session, number)
    assert furthest is FunnelStage.COMPLETED
    assert [done.step.value for done in card.steps] == ["place", *WAY]
    assert card.shipments[0].document == f"WZ 1/{card.row.created_at.year}/M1"


@pytest.mark.parametrize("status", list(OrderStatus))
def test_that_only_the_moves_of_the_table_work_and_all_others_change_nothing(shop: Shop, status: OrderStatus) -> None:
    product = shop.product(stock=10_000)
    number = shop.place(shop.customer(), (product, 1_000)).number
    for step in OrderStep:
        if is_legal(status, step):
            continue
        with shop.database.engine.begin() as connection:
            connection.execute(text("UPDATE orders SET status = :s"), {"s": status.value})
        with shop.database.read() as session:
            before = show_order(session, number)
        with pytest.raises(IllegalMove) as refused:
            shop.advance(number, step.value)
        assert refused.value.details["step"] == step.value
        with shop.database.read() as session:
            assert show_order(session, number) == before
    assert _levels(shop) == (10_000, 0)


def test_that_every_status_but_the_ends_has_one_way_on() -> None:
    ends = {OrderStatus.COMPLETED, OrderStatus.CANCELLED}
    onward = [step for step in OrderStep if step is not OrderStep.CANCEL]
    forward = {status: [step for step in onward if is_legal(status, step)] for status in OrderStatus}
    assert {status for status, steps in forward.items() if not steps} == ends
    assert all(len(steps) <= 1 for steps in forward.values())
    assert [BY_STEP[OrderStep(step)].target.value for step in WAY] == [
        "reserved",
        "picked",
        "issued",
        "labelled",
        "handed_over",
        "completed",
    ]


def test_that_cancelling_gives_everything_back(shop: Shop) -> None:
    product = shop.product(stock=10_000)
    customer = shop.customer()
    number = shop.place(customer, (product, 4_000)).number
    shop.advance(number, "reserve")
    assert _levels(shop) == (10_000, 4_000)
    moved = execute(shop.database, service.cancel_order, StepCommand(number), actor=shop.actor)
    assert (moved.status, moved.contact) == (OrderStatus.CANCELLED, ContactStatus.LOST)
    assert _levels(shop) == (10_000, 0)


def test_that_a_shortage_names_everything_that_is_short_and_reserves_nothing(shop: Shop) -> None:
    one, two, plenty = (
        shop.product("A", stock=1_000),
        shop.product("B", stock=2_000),
        shop.product("C", stock=99_000),
    )
    number = shop.place(shop.customer(), (one, 5_000), (two, 5_000), (plenty, 5_000)).number
    with pytest.raises(Shortage) as refused:
        shop.advance(number, "reserve")
    told = [(s["product"], s["wanted"], s["available"]) for s in refused.value.details["shortages"]]
    assert told == [("A", "5", "1"), ("B", "5", "2")]
    assert [_levels(shop, code) for code in "ABC"] == [(1_000, 0), (2_000, 0), (99_000, 0)]


def test_that_an_expired_reservation_is_freed_by_whoever_reserves_next_and_never_oversold(shop: Shop) -> None:
    product = shop.product(stock=5_000)
    customer = shop.customer()
    late, next_one = shop.place(customer, (product, 4_000)).number, shop.place(customer, (product, 5_000)).number
    shop.advance(late, "reserve")
    with shop.database.engine.begin() as connection:
        connection.execute(text("UPDATE reservations SET expires_at = 1"))
    shop.advance(next_one, "reserve")
    assert _levels(shop) == (5_000, 5_000)
    with pytest.raises(Shortage):
        shop.advance(late, "pick")
    shop.advance(next_one, "pick", "issue")
    assert _levels(shop) == (0, 0)


def test_that_a_stale_version_is_refused_and_the_second_person_is_told_who_moved_it(shop: Shop) -> None:
    product = shop.product(stock=5_000)
    moved = shop.place(shop.customer(), (product, 1_000))
    step = StepCommand(moved.number, moved.version)
    execute(shop.database, service.reserve_order, step, actor=shop.actor)
    with pytest.raises(IllegalMove) as second:
        execute(shop.database, service.reserve_order, step, actor=shop.actor)
    assert second.value.details["by"] == "Administrator"
    with pytest.raises(StaleRecord):
        execute(shop.database, service.pick_order, step, actor=shop.actor)


def test_that_the_same_command_twice_answers_the_first_answer_and_does_nothing(shop: Shop) -> None:
    product = shop.product(stock=5_000)
    number = shop.place(shop.customer(), (product, 1_000)).number
    first, again = (
        execute(shop.database, service.reserve_order, StepCommand(number), actor=shop.actor, command_id="c-1")
        for _ in range(2)
    )
    assert first == again
    assert _levels(shop) == (5_000, 1_000)


def test_that_the_timeline_tells_every_step_with_its_cause(shop: Shop) -> None:
    product = shop.product(stock=5_000)
    customer = shop.customer()
    number = shop.place(customer, (product, 1_000)).number
    shop.advance(number, *WAY)
    with shop.database.read() as session:
        told = [(entry.what, entry.status_after) for entry in show_customer(session, customer).timeline]
    assert told[::-1] == [
        ("place", ContactStatus.ORDERED),
        ("reserve", ContactStatus.IN_PREPARATION),
        ("pick", None),
        ("issue", None),
        ("label", None),
        ("hand_over", ContactStatus.SENT),
        ("complete", ContactStatus.COMPLETED),
    ]
