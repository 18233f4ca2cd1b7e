"""What is done in the warehouse before a picture is taken: goods chosen, scanned, moved and counted."""

from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from crm_desktop.warehouse.queries import list_stock
from tools.screen_acts import wait
from ui.desk import Desk
from ui.hands import Hands


def goods_with_lots(hands: Hands, desk: Desk) -> None:
    with desk.seat.database.read() as session:
        found = next(line for line in list_stock(session, search_for="drożdże", limit=50) if line.reserved)
    desk.room("warehouse").show_goods(found.code)
    hands.settle()
    wait(hands)
    hands.choose("stock", lambda line: line.reserved, "what is promised")


def goods_on_shelves(hands: Hands, desk: Desk) -> None:
    """The product card's shelves, of goods that were put on one."""
    with desk.seat.database.read() as session:
        line = next(one for one in list_stock(session, warehouse="M1", limit=60) if one.on_hand >= 20_000)
    desk.room("warehouse").show_goods(line.code)
    hands.settle()
    hands.choose("stock", lambda one: one.code == line.code, "the goods")
    hands.press("chip_places")


def card_lots(hands: Hands, _desk: Desk) -> None:
    """The lots of the goods that are shown, not those of the whole warehouse."""
    card = hands.find(QWidget, "product_card")
    card.findChild(QPushButton, "chip_lots").click()
    hands.settle()


def receipt(hands: Hands, desk: Desk) -> None:
    """Two rows of a receipt, a third one being typed."""
    with desk.seat.database.read() as session:
        lines = list_stock(session, limit=60)
    codes = list(dict.fromkeys(line.code for line in lines))
    desk.room("warehouse").show_part("receive")
    hands.write("receipt_supplier", "Młyny Radomskie sp. z o.o.")
    for code, quantity, cost in zip(codes[:2], ("40", "12"), ("38,20", "7,15"), strict=True):
        hands.write("receipt_code", code, enter=True)
        hands.write("receipt_quantity", quantity, enter=True)
        hands.write("receipt_cost", cost, enter=True)
    hands.write("receipt_code", codes[2], enter=True)


def transfer(hands: Hands, desk: Desk) -> None:
    """Two rows of goods that go to the other warehouse, and a transfer on the way."""
    with desk.seat.database.read() as session:
        lines = [line for line in list_stock(session, warehouse="M1", limit=60) if line.available >= 20_000]
    desk.room("warehouse").show_part("move")
    for number in (0, 1):
        hands.write("move_code", lines[number].code, enter=True)
        hands.write("move_quantity", "2", enter=True)
        if not number and not hands.table("on_the_way").records_model.records:
            hands.press("move_issue")
    hands.write("move_code", lines[2].code, enter=True)


def arrival(hands: Hands, desk: Desk) -> None:
    """A part of a transfer has come."""
    transfer(hands, desk)
    hands.choose("on_the_way", lambda _one: True, "a transfer")
    hands.press("move_arrive")


def shelves(hands: Hands, desk: Desk) -> None:
    """Goods of two shelves, the second chosen."""
    with desk.seat.database.read() as session:
        lines = [line for line in list_stock(session, warehouse="M1", limit=60) if line.on_hand >= 20_000]
    desk.room("warehouse").show_part("shelves")
    for place, line in enumerate(lines[:7]):
        hands.write("shelf_name", f"A-0{place % 2 + 1}-{place}", enter=True)
        hands.write("shelf_code", line.code, enter=True)


def relocation(hands: Hands, desk: Desk) -> None:
    """Three of the goods go from their shelf to the one above."""
    shelves(hands, desk)
    with desk.seat.database.read() as session:
        lines = [line for line in list_stock(session, warehouse="M1", limit=60) if line.on_hand >= 20_000]
    hands.press("chip_relocate")
    for place, target in ((0, "B-07-1"), (2, "B-07-1"), (4, "B-07-2")):
        hands.write("move_from", f"A-01-{place}", enter=True)
        hands.write("move_code", lines[place].code, enter=True)
        hands.write("move_quantity", "3", enter=True)
        hands.write("move_onto", target, enter=True)


def count(hands: Hands, desk: Desk) -> None:
    """A count under way, two goods counted, one of them short."""
    with desk.seat.database.read() as session:
        lines = [line for line in list_stock(session, warehouse="M1", limit=60) if line.on_hand >= 20_000]
    desk.room("warehouse").show_part("count")
    hands.settle()
    if hands.find(QComboBox, "count_running").count() == 0:
        hands.press("count_begin")
    for line, less in zip(lines, (0, 1_000), strict=False):
        hands.write("count_code", line.code, enter=True)
        hands.write("count_quantity", f"{(line.on_hand - less) // 1000}", enter=True)
