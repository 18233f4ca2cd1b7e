"""A lost inquiry is taken up again as it was, on both databases; what is not lost is not."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from crm_desktop.clock import now
from crm_desktop.inquiries.queries import show_inquiry
from crm_desktop.inquiries.records import AnswerInquiry, FollowUp, LoseInquiry, RegisterInquiry, ReopenInquiry
from crm_desktop.inquiries.service import (
    NotLost,
    OrderStands,
    answer_inquiry,
    follow_up,
    lose_inquiry,
    reopen_inquiry,
    take_call,
)
from crm_desktop.orders.cancelling import cancel_order
from crm_desktop.orders.drafting import draft_order
from crm_desktop.orders.records import NewLine, OrderMoved, PlaceOrder, StepCommand
from crm_desktop.orders.service import place_draft
from crm_desktop.work import execute
from db.vocabulary import Channel, ContactStatus, LostReason
from tests.company import Shop


def asked(shop: Shop, customer_id: int, wanted: str) -> str:
    command = RegisterInquiry(customer_id, Channel.PHONE, wanted, wanted)
    return execute(shop.database, take_call, command, actor=shop.actor).number


def do(shop: Shop, case: Any, command: Any) -> Any:
    return execute(shop.database, case, command, actor=shop.actor)


def stored(shop: Shop) -> list[Any]:
    """Everything that losing touches, without versions and the days of the contact's moves."""
    with shop.database.read() as session:
        return [
            list(session.execute(text(f"SELECT {columns} FROM {table} ORDER BY id")))
            for table, columns in (
                ("inquiries", "id, open, follow_up_on, due_at"),
                ("opportunities", "id, furthest, lost_at, lost_on, lost_reason, answered_at, employee_id"),
                ("customers", "id, status"),
            )
        ]


def test_that_a_lost_inquiry_is_open_again_as_it_was(shop: Shop) -> None:
    number = asked(shop, shop.customer(), "200 worków mąki")
    do(shop, answer_inquiry, AnswerInquiry(number, "Mamy, oddzwonię."))
    day = (now() + timedelta(days=3)).date()
    do(shop, follow_up, FollowUp(number, day))
    before = stored(shop)
    lost = do(shop, lose_inquiry, LoseInquiry(number, LostReason.PRICE))
    assert lost.contact is ContactStatus.LOST
    assert stored(shop) != before
    again = do(shop, reopen_inquiry, ReopenInquiry(number, day))
    assert again.contact is ContactStatus.IN_TALKS
    assert stored(shop) == before


def test_that_a_contact_that_moved_since_stays_where_it_is(shop: Shop) -> None:
    customer_id = shop.customer()
    number = asked(shop, customer_id, "mąka")
    do(shop, lose_inquiry, LoseInquiry(number, LostReason.NO_CONTACT))
    other = asked(shop, customer_id, "cukier")
    do(shop, answer_inquiry, AnswerInquiry(other, "Jest."))
    assert do(shop, reopen_inquiry, ReopenInquiry(number)).contact is ContactStatus.IN_TALKS


def test_that_what_is_open_or_became_an_order_is_not_reopened(shop: Shop) -> None:
    number = asked(shop, shop.customer(), "mąka")
    before = stored(shop)
    with pytest.raises(NotLost):
        do(shop, reopen_inquiry, ReopenInquiry(number))
    assert stored(shop) == before
    do(shop, lose_inquiry, LoseInquiry(number, LostReason.OTHER))
    do(shop, reopen_inquiry, ReopenInquiry(number))
    with pytest.raises(NotLost):
        do(shop, reopen_inquiry, ReopenInquiry(number))
    assert stored(shop) == before


def drafted(shop: Shop, number: str) -> str:
    """The number of an order, not placed yet, of what was asked for."""
    with shop.database.read() as session:
        card = show_inquiry(session, number)
    goods = (NewLine(shop.product(), 2_000),)
    moved: OrderMoved = do(
        shop, draft_order, PlaceOrder(card.row.customer_id, goods, opportunity_id=card.opportunity_id)
    )
    return moved.number


def test_that_what_was_ordered_is_not_lost_while_its_order_stands(shop: Shop) -> None:
    number = asked(shop, shop.customer(), "mąka")
    order = drafted(shop, number)
    do(shop, place_draft, StepCommand(order))
    before = stored(shop)
    with pytest.raises(OrderStands) as refused:
        do(shop, lose_inquiry, LoseInquiry(number, LostReason.PRICE))
    assert (refused.value.details, stored(shop)) == ({"number": number, "orders": order}, before)
    do(shop, cancel_order, StepCommand(order, reason="drożej niż gdzie indziej"))
    do(shop, lose_inquiry, LoseInquiry(number, LostReason.PRICE))
    with shop.database.read() as session:
        assert show_inquiry(session, number).row.lost_reason is LostReason.PRICE


def test_that_a_draft_is_no_order_yet_and_stands_in_no_way(shop: Shop) -> None:
    number = asked(shop, shop.customer(), "mąka")
    drafted(shop, number)
    do(shop, lose_inquiry, LoseInquiry(number, LostReason.NO_STOCK))
    with shop.database.read() as session:
        row = show_inquiry(session, number).row
    assert (row.open, row.lost_reason) == (False, LostReason.NO_STOCK)
