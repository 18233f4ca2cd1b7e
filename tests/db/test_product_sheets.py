"""A product is edited whole: prices, barcodes, goals by warehouse; what would make the stock untrue is refused."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from crm_desktop.catalogue.queries import scanned
from crm_desktop.catalogue.records import FieldFault, GroupPrice, NewProduct, SaveProduct, StockGoal
from crm_desktop.catalogue.rules import barcode_fault, faults_of
from crm_desktop.catalogue.sheets import product_sheet, save_product
from crm_desktop.customers.records import NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.errors import InvalidValue, NotFound, StaleRecord
from crm_desktop.keyset import Sorting, read_page
from crm_desktop.orders.goods import group_prices
from crm_desktop.warehouse.cards import goods_card
from crm_desktop.warehouse.queries import list_stock
from crm_desktop.warehouse.records import GoodsLine, NewWarehouse, ReceiveGoods
from crm_desktop.warehouse.service import add_warehouse, receive_goods
from crm_desktop.warehouse.stock_list import unstocked_listing
from crm_desktop.work import execute
from db.models.system import AuditRow
from tests.company import Shop

EAN, CARTON = "5901234123457", "15901234123454"
FLOUR = NewProduct(
    "MK-1",
    "Mąka tortowa",
    489_000,
    group="Mąki",
    subgroup="Pszenne",
    barcodes=((EAN, 1_000), (CARTON, 12_000)),
    weight_grams=25_300,
    tracks_lots=True,
)


def save(shop: Shop, wanted: SaveProduct) -> int:
    return int(execute(shop.database, save_product, wanted, actor=shop.actor).product_id)


def sheet(shop: Shop, code: str = "MK-1") -> SaveProduct:
    with shop.database.read() as session:
        return product_sheet(session, code).saved


def baker(shop: Shop) -> int:
    new = NewCustomer("Piekarnia", group="Piekarnie")
    return int(execute(shop.database, register_customer, new, actor=shop.actor).customer_id)


def test_that_a_product_is_saved_and_read_whole(shop: Shop) -> None:
    customer = baker(shop)
    execute(shop.database, add_warehouse, NewWarehouse("M2", "Drugi"), actor=shop.actor)
    prices = (GroupPrice("Piekarnie", 0, 470_000), GroupPrice("Piekarnie", 40_000, 455_000))
    goals = (StockGoal("M1", 10_000, 40_000, "A-03-2"), StockGoal("M2"))
    key = save(shop, SaveProduct(FLOUR, prices, goals))
    assert sheet(shop) == SaveProduct(FLOUR, prices, goals, key, 1)
    with shop.database.read() as session:
        assert [(row.warehouse, row.on_hand, row.minimum) for row in list_stock(session)] == [("M1", 0, 10_000)]
        assert group_prices(session, customer, [key]) == {key: ((0, 470_000), (40_000, 455_000))}
        assert (scanned(session, CARTON).product_id, scanned(session, CARTON).quantity) == (key, 12_000)
        known = product_sheet(session)
    assert (known.groups, known.subgroups, known.customer_groups) == (("Mąki",), ("Pszenne",), ("Piekarnie",))
    changed = replace(FLOUR, code="MK-01", name="Mąka tortowa 450", barcodes=((CARTON, 10_000),), active=False)
    save(shop, SaveProduct(changed, prices[1:], (StockGoal("M1", 0, 0, "B-1"), StockGoal("M2", 5_000)), key, 1))
    assert sheet(shop, "MK-01") == SaveProduct(
        changed, prices[1:], (StockGoal("M1", 0, 0, "B-1"), StockGoal("M2", 5_000)), key, 2
    )
    with shop.database.read() as session:
        with pytest.raises(NotFound):
            scanned(session, EAN)
        card = goods_card(session, "MK-01", warehouse="M2", today=date(2026, 11, 24))
        (after,) = session.scalars(select(AuditRow.after).where(AuditRow.action == "edit"))
    assert (card.active, card.tracks_lots, card.weight_grams, card.subgroup) == (False, True, 25_300, "Pszenne")
    assert card.goals == (StockGoal("M1", 0, 0, "B-1"), StockGoal("M2", 5_000))
    assert sorted(after or {}) == ["active", "barcodes", "code", "goals", "name", "prices"]


def test_that_all_faults_are_told_at_once_each_at_its_field() -> None:
    wrong = SaveProduct(
        NewProduct(
            *("", "Mąka", -1),
            subgroup="Pszenne",
            barcodes=(("5901234123458", 1_000), ("W 7", 1_500), ("W-7", 0), ("W-7", 1_000)),
        ),
        (GroupPrice("", 0, 1), GroupPrice("P", 0, 1), GroupPrice("P", 0, 2)),
        (StockGoal("M1", 2_000, 1_000), StockGoal("M2", 500, -1)),
    )
    assert [(fault.field, fault.rule) for fault in faults_of(wrong)] == [
        ("code", "required"),
        ("group", "required"),
        ("net_price", "not_negative"),
        ("barcodes.0.code", "ean"),
        ("barcodes.1.code", "spaces"),
        ("barcodes.1.quantity", "whole_only"),
        ("barcodes.2.quantity", "positive"),
        ("barcodes.3.code", "twice"),
        ("prices.0.customer_group", "required"),
        ("prices.2.from_quantity", "twice"),
        ("goals.M1.target", "under_minimum"),
        ("goals.M2.minimum", "whole_only"),
        ("goals.M2.target", "not_negative"),
    ]
    assert faults_of(SaveProduct(FLOUR)) == []
    assert faults_of(SaveProduct(replace(FLOUR, code="x" * 81))) == [FieldFault("code", "too_long", "x" * 81)]


@pytest.mark.parametrize("code", ["96385074", "5901234123457", "15901234123454", "036000291452", "W-7", "1234567"])
def test_that_goods_may_bear_a_gtin_or_a_code_of_ones_own(code: str) -> None:
    assert barcode_fault(code) == ""


def test_that_what_another_saved_meanwhile_is_not_overwritten(shop: Shop) -> None:
    key = save(shop, SaveProduct(FLOUR))
    mine = sheet(shop)
    save(shop, replace(mine, product=replace(FLOUR, net_price=500_000)))
    with pytest.raises(StaleRecord):
        save(shop, replace(mine, product=replace(FLOUR, net_price=1)))
    assert (sheet(shop).product.net_price, sheet(shop).version, sheet(shop).product_id) == (500_000, 2, key)


def test_that_a_code_or_barcode_of_other_goods_is_refused_with_their_name(shop: Shop) -> None:
    save(shop, SaveProduct(FLOUR))
    other = SaveProduct(NewProduct("MK-2", "Mąka razowa", 1, barcodes=(("W-1", 1_000), (EAN, 1_000))))
    with pytest.raises(InvalidValue) as refusal:
        save(shop, other)
    assert refusal.value.details == {"field": "barcodes.1.code", "value": EAN, "rule": "barcode_taken", "by": "MK-1"}
    key = save(shop, SaveProduct(NewProduct("MK-2", "Mąka razowa", 1)))
    with pytest.raises(InvalidValue) as refusal:
        save(shop, SaveProduct(NewProduct("MK-1", "Mąka razowa", 1), product_id=key, version=1))
    assert (refusal.value.details["field"], refusal.value.details["rule"]) == ("code", "unique")
    assert sheet(shop, "MK-2").version == 1


def test_that_what_would_make_the_stock_untrue_is_refused(shop: Shop) -> None:
    key = save(shop, SaveProduct(replace(FLOUR, unit="kg", whole_units=False)))
    goods = ReceiveGoods(1, (GoodsLine(key, 2_500, 300_000, lot="L1"),))
    execute(shop.database, receive_goods, goods, actor=shop.actor)
    there = sheet(shop)
    for product, field, rule in (
        (replace(there.product, whole_units=True, barcodes=()), "whole_units", "fractions_there"),
        (replace(there.product, tracks_lots=False), "tracks_lots", "lots_there"),
    ):
        with pytest.raises(InvalidValue) as refusal:
            save(shop, replace(there, product=product))
        assert (refusal.value.details["field"], refusal.value.details["rule"]) == (field, rule)
    assert sheet(shop) == there


def test_that_goods_that_never_lay_anywhere_are_listed_apart_and_have_a_card(shop: Shop) -> None:
    save(shop, SaveProduct(FLOUR))
    save(shop, SaveProduct(NewProduct("MK-2", "Mąka razowa", 1), goals=(StockGoal("M1", 1_000),)))
    with shop.database.read() as session:
        page = read_page(session, unstocked_listing(session, sorting=Sorting()), start=0, size=10)
        found = read_page(session, unstocked_listing(session, search_for="raz", sorting=Sorting()), start=0, size=10)
        card = goods_card(session, "MK-1", warehouse="", today=date(2026, 11, 24))
    assert [(line.code, line.warehouse, line.on_hand) for line in page.records] == [("MK-1", "", 0)]
    assert found.records == ()
    assert (card.stock.moves, card.lots, [level for _, level in card.levels]) == ((), (), [0, 0])
