"""A long order the whole way through the window: typed, scanned, shipped in two parts, a piece returned."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crm_desktop.verify import verify
from crm_desktop.warehouse.queries import stock_card
from db.session import Database
from db.vocabulary import LineKind
from tests.company import Shop
from tests.ui.desks import company, seated, shop
from tests.ui.orders import card_of, customer_chosen, only_order, status, typed
from ui.hands import Hands
from ui.tour import Onlooker
from ui.warehouse.mending_panel import MendingPanel

__all__ = ["company", "shop"]
SHORT = 10
"""Of the last ten only one piece of two is there when the order is taken."""

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


@pytest.mark.parametrize("lines", [40, pytest.param(300, marks=pytest.mark.deep)])
def test_that_a_long_order_is_typed_scanned_shipped_in_two_parts_and_a_piece_comes_back(
    qapp: QApplication, company: Database, shop: Shop, tmp_path: Path, onlooker: Onlooker, lines: int
) -> None:
    codes = [f"T-{number:03}" for number in range(lines)]
    products = [shop.product(code, stock=2_000) for code in codes[:-SHORT]]
    products += [shop.product(code, stock=1_000) for code in codes[-SHORT:]]
    with seated(qapp, company, tmp_path, "orders") as hands:
        _walk(hands, shop, codes, products)
        _bring_back(hands, shop, codes)


def _walk(hands: Hands, shop: Shop, codes: list[str], products: list[int]) -> None:
    customer_chosen(hands, shop)
    for code in codes:
        typed(hands, "goods_search", f"2*{code}")
    hands.press("next_step")
    hands.press("next_step")
    hands.until(lambda: only_order(shop).row.status.value == "placed", "the order to be placed")
    number = only_order(shop).row.number
    assert [(line.code, line.quantity) for line in only_order(shop).lines] == [(code, 2_000) for code in codes]
    hands.press("part_now")
    hands.until(lambda: status(hands) == "zarezerwowane", "what is there to be promised")
    for code in codes[:-SHORT]:
        typed(hands, "pick_scan", f"2*{code}")
    for code in codes[-SHORT:]:
        typed(hands, "pick_scan", code)
    assert hands.read("pick_progress") == f"{len(codes)} / {len(codes)}"
    for wanted in ("skompletowane", "wydane", "z etykietą", "przekazane"):
        hands.press("next_step")
        hands.until(lambda wanted=wanted: status(hands) == wanted, wanted)
    card = card_of(shop, number)
    assert [line.issued for line in card.lines] == [2_000] * (len(codes) - SHORT) + [1_000] * SHORT
    for product in products[-SHORT:]:
        shop.receive(product, 1_000, 300_000)
    hands.press("send_rest")
    hands.press("next_step")
    hands.until(lambda: status(hands) == "zarezerwowane", "the rest to be promised")
    for code in codes[-SHORT:]:
        typed(hands, "pick_scan", code)
    for wanted in ("skompletowane", "wydane", "z etykietą", "przekazane", "zakończone"):
        hands.press("next_step")
        hands.until(lambda wanted=wanted: status(hands) == wanted, wanted)
    card = card_of(shop, number)
    assert [one.status.value for one in card.shipments] == ["completed", "completed"]
    assert [line.issued for line in card.lines] == [2_000] * len(codes)


def _bring_back(hands: Hands, shop: Shop, codes: list[str]) -> None:
    """A piece of the first line, from the paper with which it left."""
    code = codes[0]
    hands.press("tab_warehouse")
    hands.press("chip_documents")
    first = card_of(shop, only_order(shop).row.number).shipments[0].document
    hands.choose("documents", lambda one: one.number == first, "the first note")
    hands.press("return_document")
    hands.until(lambda: hands.find(MendingPanel, "mending").isVisible(), "the panel")
    hands.write(f"right_{code}", "1")
    hands.press("mending_issue")
    card = only_order(shop)
    hands.until(lambda: only_order(shop).lines[-1].kind is LineKind.RETURN, "the return")
    card = only_order(shop)
    assert (len(card.lines), card.lines[-1].quantity, card.lines[-1].code) == (len(codes) + 1, -1_000, code)
    with shop.database.read() as session:
        assert stock_card(session, code, warehouse="M1").line.on_hand == 1_000
        assert verify(session).problems == ()
