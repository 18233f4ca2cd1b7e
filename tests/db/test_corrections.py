"""Documents that were wrong are corrected by others; what goods cost that left before follows by itself."""

from typing import Any

import pytest
from sqlalchemy import text

from crm_desktop.documents.queries import list_documents, show_document
from crm_desktop.errors import InvalidValue, KnownError, NotAllowed, NotFound, Shortage
from crm_desktop.orders.correcting import correct_issue
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import Goods, NewLine, PlaceOrder, ReturnGoods, ShipOrder
from crm_desktop.orders.returning import return_goods
from crm_desktop.orders.service import place_order
from crm_desktop.orders.shipping import ship_order
from crm_desktop.verify import verify
from crm_desktop.warehouse import correcting, service, transfers
from crm_desktop.warehouse.queries import list_stock
from crm_desktop.warehouse.records import (
    CorrectDocument,
    Corrected,
    GoodsLine,
    IssueInternally,
    NewWarehouse,
    ReceiveTransfer,
    Right,
    SendTransfer,
)
from crm_desktop.work import Actor, execute
from db.vocabulary import CostMethod, OrderStatus, PriceMode, Role
from tests.company import Shop


def do(shop: Shop, case: Any, command: Any) -> Any:
    return execute(shop.database, case, command, actor=shop.actor)


def correct(shop: Shop, number: str, *lines: Right, cancel: bool = False) -> Corrected:
    command = CorrectDocument(number, lines, "pomyłka", cancel)
    case = correct_issue if number.startswith("WZ") else correcting.correct_document
    done: Corrected = do(shop, case, command)
    return done


def use_up(shop: Shop, product: int, quantity: int, warehouse: int = 1) -> str:
    return str(do(shop, service.issue_internally, IssueInternally(warehouse, (GoodsLine(product, quantity),))).number)


def levels(shop: Shop, product: str = "MK-1") -> dict[str, int]:
    with shop.database.read() as session:
        return {line.warehouse: line.on_hand for line in list_stock(session, product=product) if line.on_hand}


def asked(shop: Shop, statement: str) -> list[tuple[Any, ...]]:
    with shop.database.read() as session:
        return [tuple(row) for row in session.execute(text(statement))]


def worth(shop: Shop) -> list[tuple[Any, ...]]:
    """(warehouse, pieces of known cost, minor units) of what lies there."""
    statement = "SELECT warehouse_id, quantity, value FROM product_costs WHERE quantity > 0 ORDER BY warehouse_id"
    return asked(shop, statement)


def moved_costs(shop: Shop) -> list[tuple[Any, ...]]:
    """(kind, quantity, what it costs with all corrections) of every move, in order."""
    return asked(
        shop,
        "SELECT m.kind, m.quantity, COALESCE((SELECT c.value FROM move_costs c WHERE c.move_id = m.id), 0)"
        " + COALESCE((SELECT SUM(ch.value) FROM cost_changes ch WHERE ch.move_id = m.id), 0)"
        " FROM stock_moves m ORDER BY m.id",
    )


def kinds(shop: Shop) -> list[str]:
    with shop.database.read() as session:
        return [row.kind.value for row in reversed(list_documents(session))]


def sound(shop: Shop) -> None:
    with shop.database.read() as session:
        assert verify(session).problems == ()


# --- receipts


def test_that_the_cost_of_goods_that_left_follows_the_corrected_receipt(shop: Shop) -> None:
    product = shop.product()
    receipt = shop.receive(product, 10_000, 100_000)
    number = shop.place(shop.customer(), (product, 4_000)).number
    issued = shop.advance(number, "reserve", "pick", "issue").document
    done = correct(shop, receipt, Right(product, 10_000, 120_000))
    assert (done.number.split()[0], [one.split()[0] for one in done.costs]) == ("PZK", ["WZKK"])
    assert worth(shop) == [(1, 6_000, 7_200)]
    assert asked(shop, "SELECT quantity, value FROM order_line_costs") == [(4_000, 4_800)]
    assert moved_costs(shop) == [("PZ", 10_000, 12_000), ("WZ", -4_000, -4_800)]
    told = asked(
        shop,
        "SELECT d.number, c.number, f.number FROM documents d JOIN documents c ON c.id = d.corrects_id"
        " LEFT JOIN documents f ON f.id = d.follows_id ORDER BY d.id",
    )
    assert told == [(done.number, receipt, None), (done.costs[0], issued, done.number)]
    with shop.database.read() as session:
        paper = show_document(session, done.costs[0]).snapshot
    assert [(line.code, line.quantity, line.value) for line in paper.lines] == [("MK-1", 0, 0)]
    assert paper.recipient.name == "Piekarnia Złoty Kłos"
    sound(shop)


def test_that_pieces_that_never_came_are_taken_off_at_what_they_cost(shop: Shop) -> None:
    product = shop.product()
    receipt = shop.receive(product, 3_000, 33_333)
    done = correct(shop, receipt, Right(product, 2_000))
    assert (done.costs, levels(shop), worth(shop)) == ((), {"M1": 2_000}, [(1, 2_000, 667)])
    correct(shop, receipt, Right(product, 5_000))
    assert (levels(shop), worth(shop)) == ({"M1": 5_000}, [(1, 5_000, 1_668)])
    correct(shop, receipt, cancel=True)
    assert (levels(shop), worth(shop), kinds(shop)) == ({}, [], ["PZ", "PZK", "PZK", "PZK"])
    with shop.database.read() as session:
        lines = [show_document(session, f"PZK {n}/{row}").snapshot.lines for n, row in numbered(shop)]
    assert [[line.quantity for line in one] for one in lines] == [[-1_000], [3_000], [-5_000]]
    sound(shop)


def numbered(shop: Shop) -> list[tuple[int, str]]:
    """Sequence and the rest of the number of each PZK."""
    rows = asked(shop, "SELECT sequence, number FROM documents WHERE kind = 'PZK' ORDER BY id")
    return [(row[0], row[1].split("/", 1)[1]) for row in rows]


def test_that_a_receipt_that_was_mostly_wrong_costs_what_left_as_if_it_had_been_right(shop: Shop) -> None:
    """10 at 5 and 10 at 1; 12 leave for 36. Of the first only 2 came: what left cost 20 in truth, nothing is left."""
    product = shop.product()
    receipt = shop.receive(product, 10_000, 50_000)
    shop.receive(product, 10_000, 10_000)
    use_up(shop, product, 12_000)
    done = correct(shop, receipt, Right(product, 2_000))
    assert [one.split()[0] for one in done.costs] == ["RWKK"]
    assert moved_costs(shop) == [
        ("PZ", 10_000, 5_000),
        ("PZ", 10_000, 1_000),
        ("RW", -12_000, -2_000),
        ("PZK", -8_000, -4_000),
    ]
    assert (levels(shop), worth(shop)) == ({}, [])
    sound(shop)


def test_that_goods_that_left_before_they_came_are_paid_for_by_the_next_receipt(shop: Shop) -> None:
    """5 at 10, 4 leave, 5 at 20 come; of the first only 2 came in truth: two of what left were of the second."""
    product = shop.product()
    receipt = shop.receive(product, 5_000, 100_000)
    use_up(shop, product, 4_000)
    shop.receive(product, 5_000, 200_000)
    correct(shop, receipt, Right(product, 2_000))
    assert moved_costs(shop)[1] == ("RW", -4_000, -6_000)
    assert (levels(shop), worth(shop)) == ({"M1": 3_000}, [(1, 3_000, 6_000)])
    sound(shop)


def test_that_a_cost_learned_later_reaches_what_left_without_one(shop: Shop) -> None:
    product = shop.product()
    receipt = shop.receive(product, 4_000, None)
    number = shop.place(shop.customer(), (product, 1_000)).number
    shop.advance(number, "reserve", "pick", "issue")
    assert asked(shop, "SELECT quantity, value FROM order_line_costs") == []
    correct(shop, receipt, Right(product, 4_000, 25_000))
    assert asked(shop, "SELECT quantity, value FROM order_line_costs") == [(1_000, 250)]
    assert worth(shop) == [(1, 3_000, 750)]
    sound(shop)


def test_that_a_corrected_receipt_follows_its_goods_into_another_warehouse(shop: Shop) -> None:
    product = shop.product()
    receipt = shop.receive(product, 4_000, 100_000)
    other = do(shop, service.add_warehouse, NewWarehouse("M2", "Drugi")).warehouse_id
    do(shop, transfers.send_transfer, SendTransfer(1, other, (GoodsLine(product, 3_000),), receive=True))
    use_up(shop, product, 1_000, warehouse=other)
    done = correct(shop, receipt, Right(product, 4_000, 110_000))
    assert [one.split()[0] for one in done.costs] == ["MMKK", "MMKK", "RWKK"]
    assert worth(shop) == [(1, 1_000, 1_100), (2, 2_000, 2_200)]
    assert [value for _, _, value in moved_costs(shop)] == [4_400, -3_300, 3_300, -3_300, 3_300, -1_100]
    sound(shop)


def test_that_under_fifo_only_what_came_of_the_receipt_follows_it(shop: Shop) -> None:
    shop.configure(cost_method=CostMethod.FIFO.value)
    product = shop.product()
    receipt = shop.receive(product, 3_000, 10_000)
    shop.receive(product, 3_000, 20_000)
    use_up(shop, product, 4_000)
    use_up(shop, product, 1_000)
    done = correct(shop, receipt, Right(product, 3_000, 30_000))
    assert len(done.costs) == 1
    assert [value for _, _, value in moved_costs(shop)] == [900, 600, -1_100, -200]
    assert worth(shop) == [(1, 1_000, 200)]
    sound(shop)


def test_that_what_is_gone_cannot_be_said_never_to_have_come(shop: Shop) -> None:
    product = shop.product()
    receipt = shop.receive(product, 5_000, 100_000)
    use_up(shop, product, 4_000)
    with pytest.raises(Shortage):
        correct(shop, receipt, cancel=True)
    assert (levels(shop), worth(shop), kinds(shop)) == ({"M1": 1_000}, [(1, 1_000, 1_000)], ["PZ", "RW"])


def test_that_who_may_not_see_costs_corrects_no_receipt(shop: Shop) -> None:
    product = shop.product()
    receipt = shop.receive(product, 5_000, 100_000)
    keeper = Actor(None, "Magazynier", Role.WAREHOUSE, "hala")
    command = CorrectDocument(receipt, (Right(product, 4_000),))
    with pytest.raises(NotAllowed):
        execute(shop.database, correcting.correct_document, command, actor=keeper)
    assert levels(shop) == {"M1": 5_000}


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ((), InvalidValue),
        ((Right(1, 5_000, 100_000),), correcting.NothingToCorrect),
        ((Right(1, -1_000),), InvalidValue),
        ((Right(1, 1_500),), InvalidValue),
        ((Right(2, 1_000),), InvalidValue),
        ((Right(99, 1_000),), NotFound),
    ],
)
def test_that_a_correction_that_says_nothing_or_nonsense_is_refused(
    shop: Shop, lines: tuple[Right, ...], error: type[KnownError]
) -> None:
    product = shop.product()
    receipt = shop.receive(product, 5_000, 100_000)
    shop.product("CU-2")
    with pytest.raises(error):
        correct(shop, receipt, *lines)
    assert (levels(shop), kinds(shop)) == ({"M1": 5_000}, ["PZ"])


def test_that_a_correction_is_not_corrected_itself(shop: Shop) -> None:
    product = shop.product()
    receipt = shop.receive(product, 5_000, 100_000)
    correction = correct(shop, receipt, Right(product, 4_000)).number
    with pytest.raises(correcting.NotCorrectable):
        correct(shop, correction, Right(product, 5_000))
    with pytest.raises(NotFound):
        correct(shop, "PZ 9/2026/M1", Right(product, 5_000))


# --- internal issues and transfers


def test_that_what_was_used_up_less_comes_back_at_what_it_left_for(shop: Shop) -> None:
    product = shop.product()
    shop.receive(product, 5_000, 100_000)
    used = use_up(shop, product, 3_000)
    shop.receive(product, 2_000, 400_000)
    correct(shop, used, Right(product, 1_000))
    assert (levels(shop), worth(shop)) == ({"M1": 6_000}, [(1, 6_000, 12_000)])
    correct(shop, used, Right(product, 2_000))
    assert worth(shop) == [(1, 5_000, 10_000)]
    correct(shop, used, cancel=True)
    assert (levels(shop), worth(shop)) == ({"M1": 7_000}, [(1, 7_000, 13_000)])
    assert kinds(shop) == ["PZ", "RW", "PZ", "RWK", "RWK", "RWK"]
    with pytest.raises(Shortage):
        correct(shop, used, Right(product, 9_000))
    sound(shop)


def test_that_a_transfer_is_corrected_while_its_goods_are_on_the_way(shop: Shop) -> None:
    product = shop.product()
    shop.receive(product, 5_000, 100_000)
    other = do(shop, service.add_warehouse, NewWarehouse("M2", "Drugi")).warehouse_id
    sent = do(shop, transfers.send_transfer, SendTransfer(1, other, (GoodsLine(product, 3_000),))).number
    correct(shop, sent, Right(product, 2_000))
    correct(shop, sent, Right(product, 4_000))
    assert levels(shop) == {"M1": 1_000, "DROGA": 4_000}
    do(shop, transfers.receive_transfer, ReceiveTransfer(sent, (GoodsLine(product, 3_000),)))
    with pytest.raises(InvalidValue):
        correct(shop, sent, Right(product, 2_000))
    correct(shop, sent, Right(product, 3_000))
    assert (levels(shop), worth(shop)) == ({"M1": 2_000, "M2": 3_000}, [(1, 2_000, 2_000), (2, 3_000, 3_000)])
    sound(shop)


# --- goods issued to customers


def sent_order(shop: Shop) -> tuple[str, str, int]:
    """An order of five of a product, issued: its number, its W-Z, the product."""
    product = shop.product(stock=9_000, cost=100_000)
    number = shop.place(shop.customer(), (product, 5_000)).number
    return number, shop.advance(number, "reserve", "pick", "issue").document, product


def test_that_what_the_note_says_too_much_lies_in_stock_and_waits_with_its_order(shop: Shop) -> None:
    number, note, product = sent_order(shop)
    done = correct(shop, note, Right(product, 3_000))
    assert (levels(shop), worth(shop)) == ({"M1": 6_000}, [(1, 6_000, 6_000)])
    with shop.database.read() as session:
        card, paper = show_order(session, number), show_document(session, done.number).snapshot
    assert [(line.issued, line.later) for line in card.lines] == [(3_000, 2_000)]
    assert [(line.quantity, line.value) for line in paper.lines] == [(-2_000, -9_780)]
    assert asked(shop, "SELECT quantity, value FROM order_line_costs") == [(3_000, 3_000)]
    with pytest.raises(InvalidValue):
        correct(shop, note, Right(product, 4_000))
    shop.advance(number, "label", "hand_over", "send_rest", "reserve", "pick", "issue")
    assert levels(shop) == {"M1": 4_000}
    sound(shop)


def test_that_a_cancelled_note_keeps_its_number_and_its_order_is_issued_anew(shop: Shop) -> None:
    number, note, _ = sent_order(shop)
    correct(shop, note, cancel=True)
    with shop.database.read() as session:
        card, kept = show_order(session, number), show_document(session, note)
    assert (card.row.status, [line.issued for line in card.lines]) == (OrderStatus.PLACED, [0])
    assert [(one.document, one.status) for one in card.shipments] == [(note, OrderStatus.CANCELLED)]
    assert (levels(shop), kept.snapshot.lines[0].quantity) == ({"M1": 9_000}, 5_000)
    with pytest.raises(correcting.NothingToCorrect):
        correct(shop, note, cancel=True)
    again = shop.advance(number, "reserve", "pick", "issue")
    assert again.document.startswith("WZ 2/")
    assert asked(shop, "SELECT quantity, value FROM order_line_costs") == [(5_000, 5_000)]
    sound(shop)


# --- values


def paper_of(shop: Shop, number: str) -> list[tuple[Any, ...]]:
    with shop.database.read() as session:
        lines = show_document(session, number).snapshot.lines
    return [(line.quantity, line.before, line.price_before, line.unit_price, line.value) for line in lines]


def sold(shop: Shop) -> list[tuple[Any, ...]]:
    """(kind, quantity, price, net) of every line of an order, and last what the order comes to."""
    lines = asked(shop, "SELECT kind, quantity, unit_price, net FROM order_lines ORDER BY id")
    return [*lines, *asked(shop, "SELECT net, vat FROM orders")]


def test_that_a_wrong_price_on_a_note_is_corrected_with_its_order(shop: Shop) -> None:
    _, note, product = sent_order(shop)
    done = correct(shop, note, Right(product, 5_000, unit_price=399_900))
    assert paper_of(shop, done.number) == [(0, 5_000, 489_000, 399_900, -4_455)]
    assert sold(shop) == [("goods", 5_000, 399_900, 19_995), (19_995, 4_599)]
    assert (levels(shop), worth(shop)) == ({"M1": 4_000}, [(1, 4_000, 4_000)])
    assert moved_costs(shop) == [("PZ", 9_000, 9_000), ("WZ", -5_000, -5_000)]
    with pytest.raises(correcting.NothingToCorrect):
        correct(shop, note, Right(product, 5_000, unit_price=399_900))
    assert kinds(shop) == ["PZ", "WZ", "WZK"]
    sound(shop)


def test_that_a_note_wrong_in_quantity_and_price_has_one_correction(shop: Shop) -> None:
    _, note, product = sent_order(shop)
    done = correct(shop, note, Right(product, 3_000, unit_price=100_000))
    assert paper_of(shop, done.number) == [(-2_000, 5_000, 489_000, 100_000, 3_000 - 24_450)]
    assert sold(shop) == [("goods", 5_000, 100_000, 5_000), (5_000, 1_150)]
    sound(shop)


def test_that_what_came_back_and_the_other_notes_follow_a_corrected_price(shop: Shop) -> None:
    product = shop.product(stock=9_000, cost=100_000)
    number = shop.place(shop.customer(), (product, 6_000)).number
    first = do(shop, ship_order, ShipOrder(number, (Goods(product, 2_000),))).document
    shop.advance(number, "label", "hand_over")
    second = do(shop, ship_order, ShipOrder(number)).document
    do(shop, return_goods, ReturnGoods(number, (Goods(product, 1_000),), document=second))
    done = correct(shop, first, Right(product, 2_000, unit_price=500_000))
    assert paper_of(shop, done.number) == [(0, 2_000, 489_000, 500_000, 220)]
    assert [paper_of(shop, one) for one in done.others] == [[(0, 3_000, 489_000, 500_000, 330)]]
    assert sold(shop) == [
        ("goods", 6_000, 500_000, 30_000),
        ("return", -1_000, 500_000, -5_000),
        (30_000, 6_900),
    ]
    total = asked(shop, "SELECT SUM(value) FROM documents WHERE kind IN ('WZ', 'WZK')")
    assert int(total[0][0]) == 25_000
    sound(shop)


def test_that_gross_prices_are_corrected_as_the_order_tells_them(shop: Shop) -> None:
    product = shop.product(stock=9_000)
    line = NewLine(product, 5_000, 1_230_000)
    order = do(shop, place_order, PlaceOrder(shop.customer(), (line,), price_mode=PriceMode.GROSS))
    note = do(shop, ship_order, ShipOrder(order.number)).document
    done = correct(shop, note, Right(product, 5_000, unit_price=615_000))
    assert paper_of(shop, note) == [(5_000, None, None, 1_000_000, 50_000)]
    assert paper_of(shop, done.number) == [(0, 5_000, 1_000_000, 500_000, -25_000)]
    assert sold(shop) == [("goods", 5_000, 615_000, 25_000), (25_000, 5_750)]
    sound(shop)


def test_that_who_may_not_change_orders_corrects_no_price(shop: Shop) -> None:
    _, note, product = sent_order(shop)
    keeper = Actor(None, "Magazynier", Role.WAREHOUSE, "hala")
    with pytest.raises(NotAllowed):
        command = CorrectDocument(note, (Right(product, 4_000, unit_price=399_900),))
        execute(shop.database, correct_issue, command, actor=keeper)
    assert (kinds(shop), sold(shop)[0]) == (["PZ", "WZ"], ("goods", 5_000, 489_000, 24_450))


def test_that_of_two_prices_of_a_product_none_is_guessed(shop: Shop) -> None:
    product = shop.product(stock=9_000)
    lines = (NewLine(product, 1_000, 100_000), NewLine(product, 1_000, 0))
    order = do(shop, place_order, PlaceOrder(shop.customer(), lines))
    note = do(shop, ship_order, ShipOrder(order.number)).document
    with pytest.raises(InvalidValue) as refused:
        correct(shop, note, Right(product, 2_000, unit_price=90_000))
    assert refused.value.details["rule"] == "several_prices"
    assert (kinds(shop), sold(shop)[-1]) == (["PZ", "WZ"], (1_000, 230))


@pytest.mark.parametrize("line", [Right(1, 5_000, unit_price=1), Right(1, 5_000, unit_price=-1)])
def test_that_a_receipt_has_no_selling_price(shop: Shop, line: Right) -> None:
    receipt = shop.receive(shop.product(), 5_000, 100_000)
    with pytest.raises(InvalidValue):
        correct(shop, receipt, line)
    assert kinds(shop) == ["PZ"]


def test_that_receipts_and_their_corrections_are_worth_what_their_goods_cost_to_whoever_may_see_costs(
    shop: Shop,
) -> None:
    product = shop.product("MK-1")
    receipt = shop.receive(product, 11_000, 72_525)
    use_up(shop, product, 2_000)
    correct(shop, receipt, Right(product, 11_000, unit_cost=80_000))
    with shop.database.read() as session:
        shown = {row.kind.value: row.value for row in list_documents(session, costs=True)}
        hidden = {row.kind.value: row.value for row in list_documents(session)}
        card = show_document(session, receipt, costs=True)
        plain = show_document(session, receipt)
    assert (shown["PZ"], shown["PZK"]) == (7978, 8800 - 7978)
    assert (hidden["PZ"], hidden["PZK"]) == (0, 0)
    assert (card.row.value, [(line.unit_price, line.value) for line in card.snapshot.lines]) == (7978, [(72_500, 7978)])
    assert (plain.row.value, [(line.unit_price, line.value) for line in plain.snapshot.lines]) == (0, [(0, 0)])
    assert card.snapshot_hash == plain.snapshot_hash
