"""Orders that leave in parts and orders changed in work, on both databases; what is issued stays."""

from dataclasses import replace

import pytest

from crm_desktop.documents.queries import show_document
from crm_desktop.errors import IllegalMove, InvalidValue, KnownError
from crm_desktop.orders import rest
from crm_desktop.orders.advance import advance
from crm_desktop.orders.drafting import AlreadyIssued, change_draft
from crm_desktop.orders.picking import pick_short
from crm_desktop.orders.queries import board, list_orders, show_order
from crm_desktop.orders.records import ChangeDraft, NewLine, OrderCard, OrderMoved, PickShort, PlaceOrder, StepCommand
from crm_desktop.orders.rest import NothingThere, reserve_part
from crm_desktop.orders.service import RestWaits
from crm_desktop.verify import verify
from crm_desktop.warehouse.queries import stock_card
from crm_desktop.work import execute
from db.vocabulary import ContactStatus, OrderStatus, OrderStep
from tests.company import Shop


def card_of(shop: Shop, number: str) -> OrderCard:
    with shop.database.read() as session:
        return show_order(session, number)


def lines_of(shop: Shop, number: str) -> list[tuple[int, int, int, int]]:
    """(quantity, picked, issued, later) of each line, thousandths."""
    return [(line.quantity, line.picked, line.issued, line.later) for line in card_of(shop, number).lines]


def level(shop: Shop, product: str = "MK-1") -> tuple[int, int]:
    with shop.database.read() as session:
        line = stock_card(session, product, warehouse="M1").line
    return line.on_hand, line.reserved


def sound(shop: Shop) -> None:
    with shop.database.read() as session:
        assert verify(session).problems == ()


def do(shop: Shop, case: object, number: str) -> OrderMoved:
    moved: OrderMoved = execute(shop.database, case, StepCommand(number), actor=shop.actor)  # type: ignore[arg-type]
    return moved


def part_sent(shop: Shop) -> tuple[str, int]:
    """Five of one product wanted, three there, two of the other there: the part is with the customer."""
    flour, sugar = shop.product("MK-1", stock=3_000), shop.product("CU-2", stock=2_000)
    number = shop.place(shop.customer(), (flour, 5_000), (sugar, 2_000)).number
    do(shop, reserve_part, number)
    shop.advance(number, "pick", "issue", "label", "hand_over")
    return number, flour


def test_that_what_is_there_leaves_now_and_the_rest_later_with_a_note_of_its_own(shop: Shop) -> None:
    number, flour = part_sent(shop)
    assert lines_of(shop, number) == [(5_000, 3_000, 3_000, 2_000), (2_000, 2_000, 2_000, 0)]
    assert (level(shop), level(shop, "CU-2")) == ((0, 0), (0, 0))
    assert card_of(shop, number).next_step is OrderStep.SEND_REST
    with pytest.raises(RestWaits):
        shop.advance(number, "complete")
    moved = shop.advance(number, "send_rest")
    assert (moved.status, moved.contact) == (OrderStatus.PLACED, ContactStatus.IN_PREPARATION)
    shop.receive(flour, 4_000, 300_000)
    shop.advance(number, "reserve", "pick", "issue", "label", "hand_over", "complete")
    card = card_of(shop, number)
    year = card.row.created_at.year
    assert [(one.document, one.status.value) for one in card.shipments] == [
        (f"WZ 1/{year}/M1", "completed"),
        (f"WZ 2/{year}/M1", "completed"),
    ]
    with shop.database.read() as session:
        papers = [show_document(session, one.document).snapshot.lines for one in card.shipments]
    assert [[(line.code, line.quantity) for line in lines] for lines in papers] == [
        [("MK-1", 3_000), ("CU-2", 2_000)],
        [("MK-1", 2_000)],
    ]
    assert (level(shop), card.row.net) == ((2_000, 0), 7 * 4_890)
    sound(shop)


def test_that_a_shipment_on_its_way_stays_so_while_the_rest_is_prepared(shop: Shop) -> None:
    number, flour = part_sent(shop)
    shop.advance(number, "send_rest")
    shop.receive(flour, 4_000)
    shop.advance(number, "reserve", "pick", "issue")
    assert [one.status.value for one in card_of(shop, number).shipments] == ["handed_over", "issued"]


def test_that_no_part_is_reserved_where_nothing_is_there(shop: Shop) -> None:
    number = shop.place(shop.customer(), (shop.product(), 5_000)).number
    before = card_of(shop, number)
    with pytest.raises(NothingThere):
        do(shop, reserve_part, number)
    assert card_of(shop, number) == before


def test_that_the_rest_can_be_given_up_and_the_order_is_what_has_left(shop: Shop) -> None:
    number, _ = part_sent(shop)
    assert do(shop, rest.drop_rest, number).status is OrderStatus.HANDED_OVER
    card = card_of(shop, number)
    assert lines_of(shop, number) == [(3_000, 3_000, 3_000, 0), (2_000, 2_000, 2_000, 0)]
    assert (card.row.net, card.row.vat) == (5 * 4_890, 5_624)
    assert shop.advance(number, "complete").status is OrderStatus.COMPLETED
    sound(shop)


def test_that_of_an_order_of_which_a_part_left_the_rest_can_be_given_up_at_each_step(shop: Shop) -> None:
    number, flour = part_sent(shop)
    shop.receive(flour, 4_000)
    shop.advance(number, "send_rest", "reserve")
    assert level(shop) == (4_000, 2_000)
    do(shop, rest.drop_rest, number)
    assert (lines_of(shop, number)[0], level(shop)) == ((3_000, 3_000, 3_000, 0), (4_000, 0))
    sound(shop)


@pytest.mark.parametrize("step", ["send_rest", "drop_rest"])
def test_that_an_order_that_left_whole_has_no_rest(shop: Shop, step: str) -> None:
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 5_000)).number
    shop.advance(number, "reserve", "pick", "issue", "label", "hand_over")
    before = card_of(shop, number)
    with pytest.raises(IllegalMove) as refused:
        shop.advance(number, step)
    assert refused.value.details["step"] == step
    assert card_of(shop, number) == before


def test_that_what_is_not_found_while_picking_waits_and_its_promise_is_given_back(shop: Shop) -> None:
    flour, sugar = shop.product("MK-1", stock=9_000), shop.product("CU-2", stock=9_000)
    number = shop.place(shop.customer(), (flour, 5_000), (sugar, 2_000)).number
    shop.advance(number, "reserve")
    short = PickShort(number, card_of(shop, number).lines[0].line_id, 3_000, later=True)
    execute(shop.database, pick_short, short, actor=shop.actor)
    assert lines_of(shop, number)[0] == (5_000, 3_000, 0, 2_000)
    assert (level(shop), card_of(shop, number).row.net) == ((9_000, 3_000), 7 * 4_890)
    shop.advance(number, "pick", "issue", "label", "hand_over", "send_rest", "reserve")
    assert level(shop) == (6_000, 2_000)
    again = PickShort(number, card_of(shop, number).lines[0].line_id, 2_000, later=True)
    with pytest.raises(InvalidValue):
        execute(shop.database, pick_short, again, actor=shop.actor)
    assert lines_of(shop, number)[0] == (5_000, 3_000, 3_000, 0)
    sound(shop)


def test_that_an_order_in_work_is_changed_after_its_promises_are_given_back(shop: Shop) -> None:
    flour, sugar = shop.product("MK-1", stock=9_000), shop.product("CU-2", stock=9_000)
    customer = shop.customer()
    number = shop.place(customer, (flour, 5_000)).number
    shop.advance(number, "reserve", "pick")
    moved = shop.advance(number, "reopen")
    assert (moved.status, level(shop), lines_of(shop, number)) == (OrderStatus.PLACED, (9_000, 0), [(5_000, 0, 0, 0)])
    order = PlaceOrder(customer, (NewLine(sugar, 4_000), NewLine(flour, 1_000)), note="bez faktury")
    execute(shop.database, change_draft, ChangeDraft(number, moved.version, order), actor=shop.actor)
    card = card_of(shop, number)
    assert ([line.code for line in card.lines], card.note, card.row.net) == (["CU-2", "MK-1"], "bez faktury", 5 * 4_890)
    shop.advance(number, "reserve", "pick", "issue")
    assert (level(shop), level(shop, "CU-2")) == ((8_000, 0), (5_000, 0))
    sound(shop)


def test_that_a_change_keeps_what_has_left_and_the_customer(shop: Shop) -> None:
    number, flour = part_sent(shop)
    moved = shop.advance(number, "send_rest")
    card = card_of(shop, number)
    same = tuple(NewLine(line.product_id, line.quantity, line.unit_price) for line in card.lines)
    order = PlaceOrder(card.row.customer_id, same)
    wrong: list[tuple[PlaceOrder, type[KnownError]]] = [
        (replace(order, lines=(replace(same[0], quantity=2_000), same[1])), AlreadyIssued),
        (replace(order, lines=(replace(same[0], unit_price=1), same[1])), AlreadyIssued),
        (replace(order, lines=same[:1]), AlreadyIssued),
        (replace(order, lines=()), InvalidValue),
        (replace(order, customer_id=shop.customer("Inny")), InvalidValue),
    ]
    for changed, refusal in wrong:
        with pytest.raises(refusal):
            execute(shop.database, change_draft, ChangeDraft(number, moved.version, changed), actor=shop.actor)
    assert card_of(shop, number) == card
    less = replace(order, lines=(replace(same[0], quantity=4_000), same[1]))
    execute(shop.database, change_draft, ChangeDraft(number, moved.version, less), actor=shop.actor)
    shop.receive(flour, 1_000)
    advance(shop.database, number, OrderStep.RESERVE, actor=shop.actor)
    assert level(shop) == (1_000, 1_000)
    sound(shop)


def test_that_pages_of_the_list_follow_each_other_without_a_gap_and_mine_are_mine(shop: Shop) -> None:
    flour, customer = shop.product(), shop.customer()
    numbers = [shop.place(customer, (flour, 1_000)).number for _ in range(5)]
    with shop.database.read() as session:
        first = list_orders(session, limit=2)
        second = list_orders(session, limit=2, before_id=first[-1].order_id)
        assert [row.number for row in (*first, *second)] == numbers[:0:-1]
        assert len(list_orders(session, employee_id=shop.actor.employee_id)) == 5
        assert list_orders(session, employee_id=-1) == []


def test_that_the_board_counts_each_step_and_shows_the_longest_waiting_first(shop: Shop) -> None:
    flour, customer = shop.product(stock=9_000), shop.customer("Młyn Łąkowy")
    numbers = [shop.place(customer, (flour, 1_000)).number for _ in range(3)]
    shop.advance(shop.place(shop.customer("Inny"), (flour, 1_000)).number, "reserve")
    shop.advance(shop.place(customer, (flour, 1_000)).number, "cancel")
    with shop.database.read() as session:
        found = board(session, limit=2)
        searched = board(session, search_for="inny")
    shown = {status: (column.count, [row.number for row in column.rows]) for status, column in found.items()}
    assert shown[OrderStatus.PLACED] == (3, numbers[:2])
    assert shown[OrderStatus.RESERVED][0] == 1
    assert OrderStatus.CANCELLED not in shown
    assert {status: column.count for status, column in searched.items() if column.count} == {OrderStatus.RESERVED: 1}
