"""An order is cancelled at whatever step it stands, and everything that its steps did is given back."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.report import run_report
from crm_desktop.customers.queries import show_customer
from crm_desktop.documents.queries import show_document
from crm_desktop.errors import IllegalMove, NotAllowed
from crm_desktop.orders import rest
from crm_desktop.orders.advance import advance
from crm_desktop.orders.beside import BookPayment, beside_order, book_payment
from crm_desktop.orders.cancelling import UNDO, cancel_order
from crm_desktop.orders.courier_files import courier_file, courier_template, waiting_for
from crm_desktop.orders.drafting import draft_order
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import (
    Goods,
    NewLine,
    OrderCard,
    OrderMoved,
    PlaceOrder,
    ReturnGoods,
    ShipOrder,
    StepCommand,
)
from crm_desktop.orders.returning import return_goods
from crm_desktop.orders.shipping import ship_order
from crm_desktop.orders.steps import BY_STEP, TABLE, Effect, is_legal
from crm_desktop.orders.telling import TellCustomer, tell_customer
from crm_desktop.printing.records import AddPrinter
from crm_desktop.printing.service import add_printer
from crm_desktop.verify import verify
from crm_desktop.warehouse.queries import stock_card
from crm_desktop.work import execute
from db.models.leaving import MessageRow, PrintJobRow
from db.models.sales import OpportunityRow, OrderLineCostRow
from db.vocabulary import (
    ContactStatus,
    JobState,
    OrderStatus,
    OrderStep,
    PaymentState,
    PrinterKind,
    PrinterLanguage,
    Role,
)
from tests.company import Shop

WAY = {
    OrderStatus.PLACED: (),
    OrderStatus.RESERVED: ("reserve",),
    OrderStatus.PICKED: ("reserve", "pick"),
    OrderStatus.ISSUED: ("reserve", "pick", "issue"),
    OrderStatus.LABELLED: ("reserve", "pick", "issue", "label"),
    OrderStatus.HANDED_OVER: ("reserve", "pick", "issue", "label", "hand_over"),
    OrderStatus.COMPLETED: ("reserve", "pick", "issue", "label", "hand_over", "complete"),
}
ISSUED = (OrderStatus.ISSUED, OrderStatus.LABELLED, OrderStatus.HANDED_OVER)


def cancel(shop: Shop, number: str, *, role: Role | None = None) -> OrderMoved:
    actor = replace(shop.actor, role=role) if role else shop.actor
    return execute(shop.database, cancel_order, StepCommand(number, reason="klient zrezygnował"), actor=actor)


def card_of(shop: Shop, number: str) -> OrderCard:
    with shop.database.read() as session:
        return show_order(session, number)


def level(shop: Shop, product: str = "MK-1") -> tuple[int, int]:
    with shop.database.read() as session:
        line = stock_card(session, product, warehouse="M1").line
    return line.on_hand, line.reserved


def sound(shop: Shop) -> None:
    with shop.database.read() as session:
        assert verify(session).problems == ()


def in_parts(shop: Shop, flour: int) -> str:
    """Handed over but for a part that waits."""
    number = shop.place(shop.customer(), (flour, 12_000)).number
    execute(shop.database, rest.reserve_part, StepCommand(number), actor=shop.actor)
    shop.advance(number, "pick", "issue", "label", "hand_over")
    return number


@pytest.mark.parametrize("status", [one for one in WAY if is_legal(one, OrderStep.CANCEL)])
def test_that_an_order_is_cancelled_at_every_step_and_gives_everything_back(shop: Shop, status: OrderStatus) -> None:
    printer = AddPrinter("Zebra", PrinterKind.FILE, PrinterLanguage.ZPL, path="/nowhere")
    execute(shop.database, add_printer, printer, actor=shop.actor)
    flour, sugar = shop.product("MK-1", stock=10_000), shop.product("CU-2", stock=7_000, cost=None)
    customer = shop.customer(email="kupiec@example.com")
    number = shop.place(customer, (flour, 4_000), (sugar, 7_000)).number
    if WAY[status]:
        shop.advance(number, *WAY[status])
    moved = cancel(shop, number)
    assert (moved.status, moved.contact) == (OrderStatus.CANCELLED, ContactStatus.LOST)
    assert (level(shop), level(shop, "CU-2")) == ((10_000, 0), (7_000, 0))
    card = card_of(shop, number)
    assert [(line.picked, line.issued, line.later) for line in card.lines] == [(0, 0, 0), (0, 0, 0)]
    year = card.row.created_at.year
    notes = [(f"WZ 1/{year}/M1", OrderStatus.CANCELLED)] if status in ISSUED else []
    assert [(one.document, one.status) for one in card.shipments] == notes
    assert (card.reason, moved.document) == ("klient zrezygnował", f"WZK 1/{year}/M1" if notes else "")
    with shop.database.read() as session:
        assert {row.value for row in session.scalars(select(OrderLineCostRow))} <= {0}
        assert {row.state for row in session.scalars(select(PrintJobRow))} <= {JobState.CANCELLED}
        assert session.scalars(select(OpportunityRow.lost_at)).one() is not None
        told = show_customer(session, customer).timeline[0]
    assert (told.what, told.text.rpartition(" · ")[2]) == ("cancel", "klient zrezygnował")
    sound(shop)


def test_that_the_paper_that_takes_a_note_to_zero_says_what_it_corrects_and_why(shop: Shop) -> None:
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 4_000)).number
    issued = shop.advance(number, "reserve", "pick", "issue").document
    correction = cancel(shop, number).document
    with shop.database.read() as session:
        paper = show_document(session, correction).snapshot
        note = show_document(session, issued).snapshot
    assert [(line.code, line.quantity) for line in paper.lines] == [("MK-1", -4_000)]
    assert (paper.note, note.lines[0].quantity) == (f"{issued}: klient zrezygnował", 4_000)


@pytest.mark.parametrize("reason", ["", "zły towar · wraca", "reklamacja, {note}", "{note}", "{note} · {note}"])
@pytest.mark.parametrize("status", [OrderStatus.PLACED, OrderStatus.ISSUED])
def test_that_why_it_was_cancelled_is_told_as_it_was_written(shop: Shop, status: OrderStatus, reason: str) -> None:
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 4_000)).number
    note = shop.advance(number, *WAY[status]).document if WAY[status] else "WZ 1/2026/M1"
    said = reason.format(note=note)
    execute(shop.database, cancel_order, StepCommand(number, reason=f" {said} "), actor=shop.actor)
    assert card_of(shop, number).reason == said


def test_that_an_order_that_left_in_parts_comes_back_from_every_note(shop: Shop) -> None:
    flour = shop.product(stock=9_000)
    number = in_parts(shop, flour)
    shop.receive(flour, 5_000)
    shop.advance(number, "send_rest", "reserve", "pick", "issue")
    year = card_of(shop, number).row.created_at.year
    assert (level(shop), cancel(shop, number).document) == ((2_000, 0), f"WZK 1/{year}/M1, WZK 2/{year}/M1")
    assert level(shop) == (14_000, 0)
    assert [one.status for one in card_of(shop, number).shipments] == [OrderStatus.CANCELLED] * 2
    sound(shop)


def test_that_promises_of_the_rest_are_free_too_when_the_part_that_left_comes_back(shop: Shop) -> None:
    flour = shop.product(stock=9_000)
    number = in_parts(shop, flour)
    shop.receive(flour, 5_000)
    shop.advance(number, "send_rest", "reserve")
    assert level(shop) == (5_000, 3_000)
    cancel(shop, number)
    assert (level(shop), card_of(shop, number).has_left) == ((14_000, 0), False)
    sound(shop)


def test_that_what_the_customer_brought_back_before_comes_back_once_and_counts_for_nothing(shop: Shop) -> None:
    flour = shop.product(stock=9_000)
    number = shop.place(shop.customer(), (flour, 5_000)).number
    shop.advance(number, "reserve", "pick", "issue", "label", "hand_over")
    execute(shop.database, return_goods, ReturnGoods(number, (Goods(flour, 2_000),)), actor=shop.actor)
    assert level(shop) == (6_000, 0)
    cancel(shop, number)
    assert level(shop) == (9_000, 0)
    sound(shop)
    today = card_of(shop, number).steps[0].at.date()
    request = ReportRequest("products", today.replace(month=1, day=1), today.replace(month=12, day=31))
    total = run_report(shop.database, request).total
    assert (total.sums.revenue, total.sums.quantity) == (0, 0)


def test_that_labels_and_letters_that_wait_are_withdrawn_and_what_is_uncertain_stays_with_a_person(shop: Shop) -> None:
    printer = AddPrinter("Zebra", PrinterKind.FILE, PrinterLanguage.ZPL, path="/nowhere")
    execute(shop.database, add_printer, printer, actor=shop.actor)
    number = shop.place(shop.customer(email="kupiec@example.com"), (shop.product(stock=9_000), 4_000)).number
    shop.advance(number, "reserve", "pick", "issue")
    advance(shop.database, number, OrderStep.LABEL, actor=shop.actor, printer="Zebra", parcels=4)
    execute(shop.database, tell_customer, TellCustomer(number, "W drodze", "Paczka jedzie."), actor=shop.actor)
    states = [JobState.QUEUED, JobState.FAILED, JobState.DONE, JobState.UNCERTAIN]
    with shop.database.write() as session:
        for job, state in zip(session.scalars(select(PrintJobRow).order_by(PrintJobRow.id)), states, strict=True):
            job.state = state
        session.commit()
    cancel(shop, number)
    with shop.database.read() as session:
        jobs = list(session.scalars(select(PrintJobRow.state).order_by(PrintJobRow.id)))
        letters = list(session.scalars(select(MessageRow.state)))
    assert jobs == [JobState.CANCELLED, JobState.CANCELLED, JobState.DONE, JobState.UNCERTAIN]
    assert letters == [JobState.CANCELLED]


def test_that_what_was_paid_is_to_be_given_back_and_no_courier_is_told(shop: Shop) -> None:
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 4_000)).number
    shop.advance(number, "reserve", "pick", "issue", "label")
    execute(shop.database, book_payment, BookPayment(number, 24_059, way="przelew"), actor=shop.actor)
    cancel(shop, number)
    with shop.database.read() as session:
        beside = beside_order(session, number)
        assert (beside.due, beside.paid, beside.state) == (0, 24_059, PaymentState.TOO_MUCH)
        assert waiting_for(session, "") == []
        with pytest.raises(IllegalMove):
            courier_file(session, courier_template(session, "DPD"), [number])
    execute(shop.database, book_payment, BookPayment(number, -24_059, way="przelew"), actor=shop.actor)
    with shop.database.read() as session:
        assert beside_order(session, number).state is PaymentState.PAID


def test_that_whoever_may_not_issue_documents_cancels_no_order_whose_goods_have_left(shop: Shop) -> None:
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 4_000)).number
    shop.advance(number, "reserve", "pick", "issue")
    before = card_of(shop, number)
    with pytest.raises(NotAllowed):
        cancel(shop, number, role=Role.INTERPRETER)
    assert (card_of(shop, number), level(shop)) == (before, (5_000, 0))


def test_that_all_that_any_step_does_is_undone_by_cancelling() -> None:
    done: set[Effect] = {effect for entry in TABLE for effect in entry.does}
    assert done == set(Effect) == set(BY_STEP[OrderStep.CANCEL].undoes) == set(UNDO)


def test_that_every_legal_move_of_the_table_works(shop: Shop) -> None:
    """Beside the test that all others are refused (test_orders.py): together every pair of status and step."""
    flour, customer = shop.product(stock=900_000), shop.customer()
    anna = replace(shop.actor, employee_id=None, name="Anna Wrona")
    tried = 0
    for entry in TABLE:
        for status in entry.sources:
            number = _at(shop, entry.step, status, flour, customer)
            assert card_of(shop, number).row.status is status
            if entry.step is OrderStep.CHECK:
                execute(shop.database, rest.check_order, StepCommand(number), actor=anna)
            else:
                shop.advance(number, entry.step.value)
            assert card_of(shop, number).row.status is entry.target
            tried += 1
    assert tried == sum(is_legal(status, step) for status in OrderStatus for step in OrderStep)
    sound(shop)


def _at(shop: Shop, step: OrderStep, status: OrderStatus, flour: int, customer: int) -> str:
    """An order in `status` for which `step` is due; of the rest where the step is about that."""
    if status is OrderStatus.DRAFT:
        order = PlaceOrder(customer, (NewLine(flour, 5_000),))
        return execute(shop.database, draft_order, order, actor=shop.actor).number
    number = shop.place(customer, (flour, 5_000)).number
    if step in (OrderStep.SEND_REST, OrderStep.DROP_REST):
        execute(shop.database, ship_order, ShipOrder(number, (Goods(flour, 2_000),)), actor=shop.actor)
        shop.advance(number, "label", "hand_over")
        if status is not OrderStatus.HANDED_OVER:
            shop.advance(number, "send_rest", *WAY[status])
    elif WAY[status]:
        shop.advance(number, *WAY[status])
    return number
