"""Payments, files, notes, substitutes and the second person's check of an order, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from crm_desktop import settings
from crm_desktop.customers.erasing import EraseCustomer, erase_customer
from crm_desktop.customers.exporting import export_person
from crm_desktop.customers.queries import show_customer
from crm_desktop.errors import IllegalMove, InvalidValue, NotFound
from crm_desktop.orders.advance import advance
from crm_desktop.orders.beside import (
    MOST_BYTES,
    AttachFile,
    Beside,
    BookPayment,
    DetachFile,
    NoteOrder,
    attach_file,
    beside_order,
    book_payment,
    detach_file,
    file_content,
    note_order,
)
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import NewLine, OrderCard, PlaceOrder, StepCommand
from crm_desktop.orders.rest import reserve_part
from crm_desktop.orders.second_person import NotChecked, SamePerson
from crm_desktop.orders.service import place_order
from crm_desktop.orders.substitutes import TakeInstead, substitutes, take_instead
from crm_desktop.verify import verify
from crm_desktop.work import Actor, execute
from db.models.catalogue import ProductGroupPriceRow, ProductGroupRow, ProductRow
from db.models.customers import CustomerGroupRow, CustomerRow
from db.models.intake import FileRow
from db.vocabulary import OrderStatus, OrderStep, PaymentState, PriceMode, Role, TimelineKind, VatRate
from tests.company import Shop


def beside(shop: Shop, number: str) -> Beside:
    with shop.database.read() as session:
        return beside_order(session, number)


def card_of(shop: Shop, number: str) -> OrderCard:
    with shop.database.read() as session:
        return show_order(session, number)


def placed(shop: Shop, quantity: int = 1_000) -> str:
    return shop.place(shop.customer(email="biuro@klos.example"), (shop.product(stock=9_000), quantity)).number


def configure(shop: Shop, **changed: object) -> None:
    with shop.database.write() as session:
        settings.store(session, replace(settings.load(session), **changed))  # type: ignore[arg-type]
        session.commit()


def test_that_what_was_paid_is_told_from_the_payments(shop: Shop) -> None:
    number = placed(shop)
    seen = [(beside(shop, number).paid, beside(shop, number).state)]
    for amount in (1_000, 5_015, 100, -100):
        execute(shop.database, book_payment, BookPayment(number, amount, way="przelew"), actor=shop.actor)
        seen.append((beside(shop, number).paid, beside(shop, number).state))
    assert beside(shop, number).due == 6_015
    assert seen == [
        (0, PaymentState.UNPAID),
        (1_000, PaymentState.PARTLY),
        (6_015, PaymentState.PAID),
        (6_115, PaymentState.TOO_MUCH),
        (6_015, PaymentState.PAID),
    ]
    assert [one.amount for one in beside(shop, number).payments] == [1_000, 5_015, 100, -100]


def test_that_no_more_is_given_back_than_came_and_no_payment_is_of_tomorrow(shop: Shop) -> None:
    number = placed(shop)
    execute(shop.database, book_payment, BookPayment(number, 500), actor=shop.actor)
    before = beside(shop, number)
    tomorrow = before.payments[0].paid_on + timedelta(days=1)
    for wrong in (BookPayment(number, 0), BookPayment(number, -501), BookPayment(number, 5, tomorrow)):
        with pytest.raises(InvalidValue):
            execute(shop.database, book_payment, wrong, actor=shop.actor)
    with pytest.raises(NotFound):
        execute(shop.database, book_payment, BookPayment("ZA 99", 5), actor=shop.actor)
    assert beside(shop, number) == before


def test_that_a_file_is_kept_byte_for_byte_and_goes_when_nothing_holds_it(shop: Shop) -> None:
    first, second = placed(shop), shop.place(shop.customer("Inna"), (shop.product("CU-2"), 1_000)).number
    content = bytes(range(256)) * 10
    for number, name in ((first, "C:\\skany\\zamówienie.pdf"), (second, "kopia.pdf")):
        execute(shop.database, attach_file, AttachFile(number, name, content, "application/pdf"), actor=shop.actor)
    kept = beside(shop, first).files[0]
    assert (kept.name, kept.size, kept.actor) == ("zamówienie.pdf", 2_560, shop.actor.name)
    with shop.database.read() as session:
        assert file_content(session, kept.sha256) == content
    for number in (first, second):
        assert files_stored(shop) == 1
        file_id = beside(shop, number).files[0].file_id
        with pytest.raises(NotFound):
            execute(shop.database, detach_file, DetachFile(number, file_id + 99), actor=shop.actor)
        execute(shop.database, detach_file, DetachFile(number, file_id), actor=shop.actor)
    assert (files_stored(shop), beside(shop, first).files) == (0, ())
    for wrong in (AttachFile(first, "a.txt", b""), AttachFile(first, "  ", b"x")):
        with pytest.raises(InvalidValue):
            execute(shop.database, attach_file, wrong, actor=shop.actor)
    with pytest.raises(InvalidValue):
        execute(shop.database, attach_file, AttachFile(first, "a", bytes(MOST_BYTES + 1)), actor=shop.actor)
    assert files_stored(shop) == 0


def files_stored(shop: Shop) -> int:
    with shop.database.read() as session:
        return session.scalar(select(func.count()).select_from(FileRow)) or 0


def test_that_a_note_stands_in_the_timeline_of_order_and_customer(shop: Shop) -> None:
    number = placed(shop)
    warehouse = Actor(shop.actor.employee_id, "Ewa", Role.WAREHOUSE, "magazyn")
    execute(shop.database, note_order, NoteOrder(number, " Paleta od frontu. "), actor=warehouse)
    entry = beside(shop, number).timeline[0]
    assert (entry.kind, entry.text, entry.actor) == (TimelineKind.NOTE, "Paleta od frontu.", "Ewa")
    with shop.database.read() as session:
        assert show_customer(session, card_of(shop, number).row.customer_id).timeline[0] == entry
    with pytest.raises(InvalidValue):
        execute(shop.database, note_order, NoteOrder(number, "  "), actor=warehouse)


def test_that_a_persons_files_and_notes_of_orders_are_handed_out_and_erased(shop: Shop) -> None:
    number = placed(shop)
    customer = card_of(shop, number).row.customer_id
    execute(shop.database, attach_file, AttachFile(number, "dowod.txt", b"Jan Kowalski"), actor=shop.actor)
    execute(shop.database, note_order, NoteOrder(number, "woła Jan"), actor=shop.actor)
    execute(shop.database, book_payment, BookPayment(number, 500), actor=shop.actor)
    shop.advance(number, "cancel")
    with shop.database.read() as session:
        told = export_person(session, customer)
    assert '"dowod.txt"' in told and '"amount": 500' in told
    execute(shop.database, erase_customer, EraseCustomer(customer), actor=shop.actor)
    left = beside(shop, number)
    assert (left.files, files_stored(shop), left.paid) == ((), 0, 500)
    assert all("Jan" not in entry.text for entry in left.timeline)


@pytest.fixture
def kinds(shop: Shop) -> dict[str, int]:
    """Flours of one group: the first is missing, one has enough, one has little, one is not sold; and sugar."""
    stock = {"MK-1": 0, "MK-2": 9_000, "MK-3": 1_000, "MK-4": 9_000, "CU-1": 9_000}
    made = {code: shop.product(code, price=400_000 + 1_000 * place, stock=stock[code])
            for place, code in enumerate(stock)}  # fmt: skip
    with shop.database.write() as session:
        flour, sugar = ProductGroupRow(name="Mąka"), ProductGroupRow(name="Cukier")
        session.add_all([flour, sugar])
        session.flush()
        for code, product_id in made.items():
            row = session.get_one(ProductRow, product_id)
            row.group_id = sugar.id if code == "CU-1" else flour.id
            row.active = code != "MK-4"
        session.commit()
    return made


def test_that_goods_of_the_same_kind_are_offered_for_what_is_short_those_with_enough_first(
    shop: Shop, kinds: dict[str, int]
) -> None:
    number = shop.place(shop.customer(), (kinds["MK-1"], 5_000)).number
    card = card_of(shop, number)
    with shop.database.read() as session:
        found = substitutes(session, number, card.lines[0].line_id)
    assert [(one.code, one.available, one.price) for one in found] == [
        ("MK-2", 9_000, 401_000),
        ("MK-3", 1_000, 402_000),
    ]
    command = TakeInstead(number, card.lines[0].line_id, kinds["MK-2"], version=card.version)
    execute(shop.database, take_instead, command, actor=shop.actor)
    line = card_of(shop, number).lines[0]
    assert (line.code, line.quantity, line.unit_price, line.net) == ("MK-2", 5_000, 401_000, 20_050)
    assert card_of(shop, number).row.vat == 4_612
    assert shop.advance(number, "reserve", "pick", "issue").status is OrderStatus.ISSUED


def test_that_a_substitute_may_keep_the_price_and_never_touches_what_has_left(
    shop: Shop, kinds: dict[str, int]
) -> None:
    shop.receive(kinds["MK-1"], 2_000)
    number = shop.place(shop.customer(), (kinds["MK-1"], 5_000)).number
    execute(shop.database, reserve_part, StepCommand(number), actor=shop.actor)
    card = card_of(shop, number)
    instead = TakeInstead(number, card.lines[0].line_id, kinds["MK-2"], keep_price=True)
    with pytest.raises(IllegalMove):
        execute(shop.database, take_instead, instead, actor=shop.actor)
    assert card_of(shop, number) == card
    shop.advance(number, "pick", "issue", "label", "hand_over", "send_rest")
    for wrong in (kinds["MK-4"], kinds["MK-1"]):
        with pytest.raises(InvalidValue):
            execute(shop.database, take_instead, replace(instead, product_id=wrong), actor=shop.actor)
    execute(shop.database, take_instead, instead, actor=shop.actor)
    lines = card_of(shop, number).lines
    assert [(line.code, line.quantity, line.issued, line.unit_price) for line in lines] == [
        ("MK-1", 2_000, 2_000, 400_000),
        ("MK-2", 3_000, 0, 400_000),
    ]
    shop.advance(number, "reserve", "pick", "issue", "label", "hand_over", "complete")
    with shop.database.read() as session:
        assert verify(session).problems == ()


def test_that_a_substitute_in_an_order_of_gross_prices_is_told_gross(shop: Shop, kinds: dict[str, int]) -> None:
    order = PlaceOrder(shop.customer(), (NewLine(kinds["MK-1"], 1_000, 500_000),), price_mode=PriceMode.GROSS)
    number = execute(shop.database, place_order, order, actor=shop.actor).number
    line = card_of(shop, number).lines[0]
    with shop.database.read() as session:
        assert substitutes(session, number, line.line_id)[0].price == 493_200
    execute(shop.database, take_instead, TakeInstead(number, line.line_id, kinds["MK-2"]), actor=shop.actor)
    card = card_of(shop, number)
    assert card.row.net + card.row.vat == 4_932
    assert card.by_rate == {VatRate.V23: (4_010, 922)}


def test_that_nothing_leaves_before_another_person_has_looked_where_the_company_wishes_it(shop: Shop) -> None:
    configure(shop, second_check=True)
    number = placed(shop)
    shop.advance(number, "reserve", "pick")
    before = card_of(shop, number)
    assert before.next_step is OrderStep.CHECK
    with pytest.raises(NotChecked) as refused:
        shop.advance(number, "issue")
    assert refused.value.details == {"order": number, "by": shop.actor.name}
    with pytest.raises(SamePerson):
        shop.advance(number, "check")
    assert card_of(shop, number) == before
    other = Actor(None, "Ewa Nowak", Role.WAREHOUSE, "magazyn")
    assert advance(shop.database, number, OrderStep.CHECK, actor=other).status is OrderStatus.PICKED
    assert card_of(shop, number).next_step is OrderStep.ISSUE
    shop.advance(number, "reopen", "reserve", "pick")
    with pytest.raises(NotChecked):
        shop.advance(number, "issue")
    advance(shop.database, number, OrderStep.CHECK, actor=other)
    assert shop.advance(number, "issue").document


def test_that_weight_and_parcels_stay_with_the_shipment(shop: Shop) -> None:
    number = placed(shop)
    shop.advance(number, "reserve", "pick", "issue")
    advance(shop.database, number, OrderStep.LABEL, actor=shop.actor, parcels=3, weight_grams=12_500)
    (shipment,) = card_of(shop, number).shipments
    assert (shipment.parcels, shipment.weight_grams) == (3, 12_500)


def test_that_a_line_without_a_price_has_what_the_customers_group_pays_from_that_quantity(shop: Shop) -> None:
    flour, customer = shop.product("MK-1", price=500_000), shop.customer()
    with shop.database.write() as session:
        group = CustomerGroupRow(name="Piekarnie")
        session.add(group)
        session.flush()
        session.get_one(CustomerRow, customer).group_id = group.id
        for start, price in ((0, 480_000), (10_000, 450_000)):
            session.add(
                ProductGroupPriceRow(product_id=flour, customer_group_id=group.id, from_quantity=start, net_price=price)
            )
        session.commit()
    found = []
    for quantity, mode in ((9_000, PriceMode.NET), (10_000, PriceMode.NET), (10_000, PriceMode.GROSS)):
        order = PlaceOrder(customer, (NewLine(flour, quantity),), price_mode=mode)
        number = execute(shop.database, place_order, order, actor=shop.actor).number
        found.append(card_of(shop, number).lines[0].unit_price)
    assert found == [480_000, 450_000, 553_500]
    other = shop.place(shop.customer("Inny"), (flour, 10_000)).number
    assert card_of(shop, other).lines[0].unit_price == 500_000
