"""The guided process on both databases: every pair of status and step, stock, contact, funnel."""

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, text

from crm_desktop.commands import dispatch
from crm_desktop.customers.queries import show_customer
from crm_desktop.customers.records import PostalAddress
from crm_desktop.errors import IllegalMove, InvalidValue, Shortage, StaleRecord
from crm_desktop.orders import service
from crm_desktop.orders.advance import advance
from crm_desktop.orders.cancelling import cancel_order
from crm_desktop.orders.drafting import change_draft, draft_order
from crm_desktop.orders.goods import find_goods, may_see_costs, read_code, usual_goods
from crm_desktop.orders.issuing import preview
from crm_desktop.orders.labelling import print_again
from crm_desktop.orders.picking import pick_short
from crm_desktop.orders.places import known_addresses, other_warehouses, take_from
from crm_desktop.orders.queries import list_orders, show_order, waiting_by_status
from crm_desktop.orders.records import (
    ChangeDraft,
    Elsewhere,
    NewLine,
    OrderMoved,
    PickShort,
    PlaceOrder,
    StepCommand,
    TakeFrom,
)
from crm_desktop.orders.steps import ASIDE, BY_STEP, is_legal
from crm_desktop.printing.queries import list_jobs
from crm_desktop.printing.records import AddPrinter
from crm_desktop.printing.service import add_printer
from crm_desktop.verify import verify
from crm_desktop.warehouse.queries import stock_card
from crm_desktop.work import execute
from db.models.leaving import MessageRow
from db.models.sales import OpportunityRow
from db.vocabulary import ContactStatus, FunnelStage, OrderStatus, OrderStep, PrinterKind, PrinterLanguage, Role
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
    onward = [step for step in OrderStep if step not in ASIDE]
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
    moved = execute(shop.database, cancel_order, StepCommand(number), actor=shop.actor)
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


def test_that_a_draft_begins_with_a_customer_alone_and_is_placed_only_with_goods(shop: Shop) -> None:
    flour, sugar = shop.product("MK-1", stock=9_000), shop.product("CU-2", stock=9_000)
    customer = shop.customer()
    draft = execute(shop.database, draft_order, PlaceOrder(customer, ()), actor=shop.actor)
    assert (draft.status, draft.version) == (OrderStatus.DRAFT, 1)
    with pytest.raises(InvalidValue) as empty:
        shop.advance(draft.number, "place")
    assert empty.value.details["rule"] == "required"
    lines = (NewLine(flour, 2_000), NewLine(sugar, 1_000, 100_000), NewLine(flour, 1_000))
    saved = _save(shop, draft.number, 1, PlaceOrder(customer, lines, payment="przelew"))
    assert saved.version == 2
    saved = _save(shop, draft.number, 2, PlaceOrder(customer, (lines[1], replace(lines[0], quantity=5_000))))
    with shop.database.read() as session:
        card = show_order(session, draft.number)
    assert [(line.position, line.code, line.quantity) for line in card.lines] == [
        (1, "CU-2", 1_000),
        (2, "MK-1", 5_000),
    ]
    assert card.row.net == 1_000 + 5 * 4_890
    assert shop.advance(draft.number, "place").status is OrderStatus.PLACED


def test_that_the_second_who_saves_a_draft_is_told_who_was_first_and_changes_nothing(shop: Shop) -> None:
    flour, customer = shop.product(stock=9_000), shop.customer()
    order = PlaceOrder(customer, (NewLine(flour, 1_000),))
    draft = execute(shop.database, draft_order, order, actor=shop.actor)
    anna = replace(shop.actor, name="Anna Wrona")
    change = ChangeDraft(draft.number, 1, replace(order, note="Anny"))
    execute(shop.database, change_draft, change, actor=anna)
    with pytest.raises(StaleRecord) as stale:
        _save(shop, draft.number, 1, replace(order, note="moje"))
    assert (stale.value.details["by"], stale.value.details["theirs"]) == ("Anna Wrona", 2)
    with shop.database.read() as session:
        assert show_order(session, draft.number).note == "Anny"
    shop.advance(draft.number, "place", "reserve")
    with pytest.raises(IllegalMove) as placed:
        _save(shop, draft.number, 4, order)
    assert (placed.value.details["by"], placed.value.details["did"]) == ("Administrator", "reserve")


def test_that_a_draft_given_to_another_customer_is_found_under_the_new_name(shop: Shop) -> None:
    first, second = shop.customer("Cukiernia Ala"), shop.customer("Młyn Łąkowy")
    draft = execute(shop.database, draft_order, PlaceOrder(first, ()), actor=shop.actor)
    _save(shop, draft.number, 1, PlaceOrder(second, ()))
    with shop.database.read() as session:
        assert [row.number for row in list_orders(session, search_for="lakowy")] == [draft.number]
        assert list_orders(session, search_for="cukiernia") == []
        assert session.scalars(select(OpportunityRow.customer_id)).all() == [second]


def _save(shop: Shop, number: str, version: int, order: PlaceOrder) -> OrderMoved:
    return execute(shop.database, change_draft, ChangeDraft(number, version, order), actor=shop.actor)


def test_that_why_an_order_was_cancelled_is_kept(shop: Shop) -> None:
    customer = shop.customer()
    number = shop.place(customer, (shop.product(stock=1_000), 1_000)).number
    execute(shop.database, cancel_order, StepCommand(number, reason="klient zrezygnował"), actor=shop.actor)
    with shop.database.read() as session:
        assert show_order(session, number).reason == "klient zrezygnował"
        assert show_customer(session, customer).timeline[0].text == f"{number} · klient zrezygnował"


def test_that_picking_short_shortens_the_line_gives_the_rest_back_and_sums_follow(shop: Shop) -> None:
    flour, sugar = shop.product("MK-1", stock=9_000), shop.product("CU-2", stock=9_000)
    number = shop.place(shop.customer(), (flour, 5_000), (sugar, 2_000)).number
    shop.advance(number, "reserve")
    with shop.database.read() as session:
        line = show_order(session, number).lines[0]
    execute(shop.database, pick_short, PickShort(number, line.line_id, 3_000), actor=shop.actor)
    assert (_levels(shop, "MK-1"), _levels(shop, "CU-2")) == ((9_000, 3_000), (9_000, 2_000))
    with shop.database.read() as session:
        card = show_order(session, number)
        assert verify(session).problems == ()
    assert [(one.quantity, one.picked) for one in card.lines] == [(3_000, 3_000), (2_000, 0)]
    assert (card.row.net, card.row.vat) == (5 * 4_890, 5_624)
    shop.advance(number, "pick", "issue")
    assert (_levels(shop, "MK-1"), _levels(shop, "CU-2")) == ((6_000, 0), (7_000, 0))


def test_that_an_order_of_which_nothing_is_found_is_not_emptied(shop: Shop) -> None:
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 5_000)).number
    shop.advance(number, "reserve")
    with shop.database.read() as session:
        before = show_order(session, number)
    for found in (0, 6_000):
        with pytest.raises(InvalidValue):
            short = PickShort(number, before.lines[0].line_id, found)
            execute(shop.database, pick_short, short, actor=shop.actor)
    with shop.database.read() as session:
        assert show_order(session, number) == before
    assert _levels(shop) == (9_000, 5_000)


def test_that_a_short_order_can_be_served_from_another_warehouse_until_it_is_promised(shop: Shop) -> None:
    flour = shop.product(stock=1_000)
    with shop.database.engine.begin() as connection:
        connection.execute(text("INSERT INTO warehouses (id, code, name, kind) VALUES (2, 'M2', 'Gdynia', 'sale')"))
        stock = "INSERT INTO stock (product_id, warehouse_id, on_hand) VALUES (:p, 2, 8000)"
        connection.execute(text(stock), {"p": flour})
    number = shop.place(shop.customer(), (flour, 5_000)).number
    with shop.database.read() as session:
        assert other_warehouses(session, number) == [Elsewhere(2, "M2", "Gdynia", 0)]
    execute(shop.database, take_from, TakeFrom(number, 2), actor=shop.actor)
    shop.advance(number, "reserve")
    assert _levels(shop) == (1_000, 0)
    with pytest.raises(IllegalMove):
        execute(shop.database, take_from, TakeFrom(number, 1), actor=shop.actor)
    with shop.database.read() as session:
        assert show_order(session, number).warehouse == "M2"
        assert stock_card(session, "MK-1", warehouse="M2").line.reserved == 5_000


def test_that_the_usual_goods_are_told_as_they_were_taken_last(shop: Shop) -> None:
    flour, sugar, poppy = shop.product("MK-1"), shop.product("CU-2"), shop.product("MA-3")
    customer = shop.customer()
    shop.place(customer, (flour, 10_000), (sugar, 1_000))
    shop.place(customer, (flour, 40_000))
    cancelled = shop.place(customer, (poppy, 3_000)).number
    execute(shop.database, cancel_order, StepCommand(cancelled), actor=shop.actor)
    shop.place(shop.customer("Inny"), (poppy, 1_000))
    with shop.database.read() as session:
        usual = usual_goods(session, customer)
    assert [(one.code, one.quantity, one.orders) for one in usual] == [("MK-1", 40_000, 2), ("CU-2", 1_000, 1)]


def test_that_goods_are_found_by_words_and_codes_with_costs_for_whom_may_see_them(shop: Shop) -> None:
    shop.product("MK-1", stock=9_000, cost=300_000)
    with shop.database.read() as session:
        (plain,) = find_goods(session, "maka mk")
        (costed,) = find_goods(session, "maka mk", costs=True)
        by_code = read_code(session, "MK-1", costs=True)
        assert read_code(session, "MK-2") is None
        seen = {role: may_see_costs(session, role) for role in (Role.ADMIN, Role.CLERK)}
    assert (plain.cost(2_000), costed.cost(2_000)) == (None, 6_000)
    assert by_code == (costed, 1_000)
    assert seen == {Role.ADMIN: True, Role.CLERK: False}


def test_that_every_parcel_gets_its_label_and_the_customer_can_be_told(shop: Shop) -> None:
    printer = AddPrinter("Zebra", PrinterKind.TCP, PrinterLanguage.ZPL, "127.0.0.1")
    execute(shop.database, add_printer, printer, actor=shop.actor)
    customer = shop.customer(email="zamowienia@klos.przyklad.pl")
    number = shop.place(customer, (shop.product(stock=9_000), 5_000)).number
    shop.advance(number, "reserve", "pick", "issue")
    advance(shop.database, number, OrderStep.LABEL, actor=shop.actor, printer="Zebra", parcels=3)
    told = {"carrier": "InPost", "tracking": "520", "subject": "Wysłane", "message": "Paczki są w drodze."}
    advance(shop.database, number, OrderStep.HAND_OVER, actor=shop.actor, **told)
    assert print_again(shop.database, number, printer="Zebra", actor=shop.actor) == 3
    with shop.database.read() as session:
        card = show_order(session, number)
        jobs = list_jobs(session, order_id=card.row.order_id)
        mails = [(mail.recipient, mail.subject, mail.body) for mail in session.scalars(select(MessageRow))]
    assert (card.shipments[0].parcels, card.shipments[0].carrier, len(jobs)) == (3, "InPost", 6)
    assert mails == [("zamowienia@klos.przyklad.pl", "Wysłane", "Paczki są w drodze.")]


def test_that_telling_a_customer_without_an_address_is_refused_and_hands_nothing_over(shop: Shop) -> None:
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 5_000)).number
    shop.advance(number, "reserve", "pick", "issue", "label")
    with pytest.raises(InvalidValue):
        advance(shop.database, number, OrderStep.HAND_OVER, actor=shop.actor, message="W drodze.")
    with shop.database.read() as session:
        assert show_order(session, number).row.status is OrderStatus.LABELLED


def test_that_the_paper_can_be_seen_before_it_is_issued_and_takes_no_number(shop: Shop) -> None:
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 5_000)).number
    assert preview(shop.database, number, actor=shop.actor).startswith(b"%PDF")
    moved = shop.advance(number, "reserve", "pick", "issue")
    assert moved.document.startswith("WZ 1/")


def test_that_addresses_used_before_are_offered_once(shop: Shop) -> None:
    customer, flour = shop.customer("Kłos"), shop.product()
    branch = PostalAddress("Kłos Filia", "ul. Leśna 5", "62-020", "Swarzędz")
    for _ in range(2):
        order = PlaceOrder(customer, (NewLine(flour, 1_000),), address=branch)
        execute(shop.database, service.place_order, order, actor=shop.actor)
    with shop.database.read() as session:
        assert [address.street for address in known_addresses(session, customer)] == ["ul. Polna 1", "ul. Leśna 5"]


def test_that_orders_are_listed_and_counted_by_status_with_who_moved_them_last(shop: Shop) -> None:
    flour, customer = shop.product(stock=9_000), shop.customer()
    one, two = (shop.place(customer, (flour, 1_000)).number for _ in range(2))
    shop.advance(one, "reserve")
    with shop.database.read() as session:
        found = list_orders(session, statuses=(OrderStatus.RESERVED, OrderStatus.DRAFT))
        counts = waiting_by_status(session)
        card = show_order(session, one)
        assert [row.number for row in list_orders(session)] == [two, one]
    assert [(row.number, row.moved_by, row.moved_at) for row in found] == [(one, "Administrator", card.steps[-1].at)]
    assert counts == {OrderStatus.PLACED: 1, OrderStatus.RESERVED: 1}


def test_that_a_call_repeated_under_its_id_answers_as_before_and_goes_no_step_further(
    shop: Shop, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An order of two goods, so that each code of one call ticks a line of its own."""

    def twice(*words: str) -> Any:
        told = []
        for _ in range(2):
            capsys.readouterr()
            assert dispatch.run([*words, "--command-id", " ".join(words)[:36], "--json", "--db", database_url]) == 0
            told.append(json.loads(capsys.readouterr().out))
        assert told[0] == told[1]
        return told[0]

    goods = [shop.product(code, stock=5_000) for code in ("A", "B")]
    number = shop.place(shop.customer(), *((product, 1_000) for product in goods)).number
    assert twice("order", "advance", number)["status"] == "reserved"
    assert [line["product"] for line in twice("order", "pick", number, "--scan", "A")["left"]] == ["B"]
    assert twice("order", "pick", number, "--scan", "B") == {"number": number, "status": "picked", "left": []}
    for status in ("issued", "labelled", "handed_over", "completed"):
        assert twice("order", "advance", number, "--weight", str(len(status)))["status"] == status
    other = shop.place(shop.customer("Sklep"), *((product, 1_000) for product in goods)).number
    assert twice("order", "advance", other)["status"] == "reserved"
    assert twice("order", "pick", other, "--scan", "A", "B") == {"number": other, "status": "picked", "left": []}
