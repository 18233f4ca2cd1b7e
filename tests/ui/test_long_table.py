"""Tables of any length on a real database: the rows, their order and their number are those of the whole list."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from crm_desktop.keyset import STEP, Anchor, Sorting, read_page, survey
from crm_desktop.warehouse.stock_list import stock_listing
from db.session import Database
from tests.company import Shop
from ui import formats, operations
from ui.tables import Column, LongTable

MANY = 25_000
PATIENCE_MS = 120_000
"""So long an event is waited for on a busy machine; nothing is measured by it."""


@pytest.fixture
def filled(database: Database) -> Database:
    """25,000 goods; their figures repeat, so that the order needs more than them."""
    numbers = "WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < :many) "
    products = (
        "INSERT INTO products (id, version, code, name, unit, whole_units, net_price, vat_rate, tracks_lots, active) "
        + numbers
        + "SELECT n, 1, 'T' || (100000 + n * 7919 % :many), 'Towar ' || n, 'szt', TRUE, 0, '23', FALSE, TRUE FROM k"
    )
    stock = (
        "INSERT INTO stock (product_id, warehouse_id, on_hand, reserved, minimum, target) "
        + numbers
        + "SELECT n, 1, n * 37 % 50 * 1000, CASE WHEN n % 10 = 0 THEN n * 37 % 50 * 500 ELSE 0 END, n % 3 * 1000, 0"
        " FROM k"
    )
    names = "INSERT INTO product_names (product_id, name) SELECT id, 'towar ' || id FROM products"
    with database.engine.begin() as connection:
        for statement in (products, stock, names):
            connection.execute(text(statement), {"many": MANY} if ":many" in statement else {})
        connection.execute(text("ANALYZE"))  # else the server plans as for empty tables until it looks by itself
    return database


ORDERS = {
    "": "n.name",
    "code": "p.code",
    "warehouse": "s.warehouse_id",
    "on_hand": "s.on_hand",
    "reserved": "s.reserved",
    "available": "s.on_hand - s.reserved",
    "minimum": "s.minimum",
}


def whole(database: Database, sorting: Sorting) -> list[str]:
    """Sorted by the database in one go."""
    way = "DESC" if sorting.descending else "ASC"
    statement = (
        "SELECT p.code FROM stock s JOIN products p ON p.id = s.product_id JOIN product_names n ON n.product_id = p.id"
        f" ORDER BY {ORDERS[sorting.column]} {way}, s.product_id {way}"
    )
    with database.read() as session:
        return list(session.execute(text(statement)).scalars())


@pytest.mark.parametrize("descending", [False, True])
def test_that_pages_from_any_anchor_are_parts_of_the_whole_list(filled: Database, descending: bool) -> None:
    for column in ORDERS:
        sorting = Sorting(column, descending)
        expected = whole(filled, sorting)
        assert len(set(expected)) == MANY
        with filled.read() as session:
            listing = stock_listing(session, sorting=sorting)
            found = survey(session, listing, after=None, seconds=60)
            assert (found.length, [anchor.row for anchor in found.anchors]) == (MANY, list(range(STEP, MANY, STEP)))
            for near in (*found.anchors[4::10], None):
                start = (near.row if near else 0) + 137
                page = read_page(session, listing, start=start, size=50, near=near)
                assert [record.code for record in page.records] == expected[start : start + 50], column
                again = read_page(session, listing, start=start + 50, size=5, near=Anchor(start, page.keys[0]))
                assert [record.code for record in again.records] == expected[start + 50 : start + 55]


def test_that_filters_keep_the_order_and_what_is_short_is_told(shop: Shop) -> None:
    mill = shop.product("MK-2", stock=4_000)
    shop.product("MK-1", stock=9_000)
    shop.product("CUK", stock=1_000)
    with shop.database.engine.begin() as connection:
        connection.execute(text("UPDATE stock SET minimum = 5000 WHERE product_id = :p"), {"p": mill})

    def codes(**wanted: Any) -> list[str]:
        with shop.database.read() as session:
            listing = stock_listing(session, **wanted)
            return [record.code for record in read_page(session, listing, start=0, size=100).records]

    assert codes(sorting=Sorting()) == ["CUK", "MK-1", "MK-2"]
    assert codes(search_for="mk", sorting=Sorting("on_hand")) == ["MK-2", "MK-1"]
    assert codes(search_for="mk", sorting=Sorting("on_hand", descending=True)) == ["MK-1", "MK-2"]
    assert codes(below_minimum=True, sorting=Sorting("code")) == ["MK-2"]
    assert codes(warehouse="M1", sorting=Sorting("code")) == ["CUK", "MK-1", "MK-2"]
    assert codes(warehouse="M9", sorting=Sorting("code")) == []


@pytest.fixture
def table(filled: Database, qtbot: QtBot) -> Iterator[LongTable]:
    def read(query: Any, on_done: Any, *, owner: Any, latest: str = "") -> None:
        def work() -> Any:
            with filled.read() as session:
                return query(session)

        operations.run(work, on_done=on_done, owner=owner, latest=latest)

    made = LongTable(
        [
            Column("code", "Kod", lambda row: row.code),
            Column("goods", "Towar", lambda row: row.name, stretch=True),
            Column("on_hand", "Stan", lambda row: row.on_hand, text=formats.quantity, right=True),
        ],
        read=read,
        key=lambda row: row.product_id,
        name="stock",
        title="Stany",
        empty="Nic tu nie ma",
    )
    QAbstractItemModelTester(made.records_model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.show_listing(lambda session, sorting: stock_listing(session, sorting=sorting))
    settle(made, qtbot)
    yield made


def settle(table: LongTable, qtbot: QtBot) -> None:
    """Until nothing is read and what is seen is there."""

    def there() -> None:
        assert operations.idle()
        rows = range(table.rowAt(0), table.rowAt(table.viewport().height() - 1) + 1)
        assert all(table.model().index(row, 0).data() for row in rows)

    table.viewport().repaint()
    qtbot.waitUntil(lambda: there() is None, timeout=PATIENCE_MS)


def test_that_rows_in_sight_take_the_second_line_their_names_need_to_the_very_end(
    filled: Database, table: LongTable, qtbot: QtBot
) -> None:
    with filled.engine.begin() as connection:
        long = "'Mąka pszenna tortowa typ 450 Młyn Zalesie Orli Kamień luzem w worku 25 kg'"
        connection.execute(text(f"UPDATE products SET name = {long} WHERE id % 2 = 0"))
    table.refresh()
    settle(table, qtbot)
    one = table.verticalHeader().defaultSectionSize()
    two = one + table.fontMetrics().height()

    def fitting() -> bool:
        rows = range(table.rowAt(0), table.rowAt(table.viewport().height() - 1))
        named = [table.records_model.record(table.model().index(row, 0)) for row in rows]
        return [table.rowHeight(row) for row in rows] == [one if record.product_id % 2 else two for record in named]

    qtbot.waitUntil(fitting, timeout=PATIENCE_MS)
    table.choose_row(0)
    for key, row in ((Qt.Key.Key_End, MANY - 1), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(table, key, Qt.KeyboardModifier.ControlModifier)
        settle(table, qtbot)
        qtbot.waitUntil(fitting, timeout=PATIENCE_MS)
        assert table.current_row() == row
        place = table.visualRect(table.currentIndex())
        assert table.viewport().rect().contains(place)


def seen(table: LongTable) -> str:
    return str(table.model().index(table.rowAt(0), 0).data())


def test_that_the_scroll_bar_reaches_every_row_and_shows_what_stands_there(
    table: LongTable, filled: Database, qtbot: QtBot
) -> None:
    expected = whole(filled, Sorting())
    assert table.records_model.rowCount() == MANY
    for row in (0, 12_345, 24_990, 7, 19_999):
        table.scrollTo(table.model().index(row, 0), LongTable.ScrollHint.PositionAtTop)
        settle(table, qtbot)
        top = table.rowAt(0)
        assert abs(top - row) <= 12
        assert seen(table) == expected[top]


def test_that_a_head_sorts_the_whole_list_in_the_database(table: LongTable, filled: Database, qtbot: QtBot) -> None:
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    settle(table, qtbot)
    expected = whole(filled, Sorting("on_hand", descending=True))
    assert (seen(table), table.records_model.rowCount()) == (expected[0], MANY)
    table.scrollToBottom()
    settle(table, qtbot)
    assert table.model().index(MANY - 1, 0).data() == expected[-1]


def test_that_what_others_change_is_shown_where_one_stands(table: LongTable, filled: Database, qtbot: QtBot) -> None:
    table.choose_row(15_000)
    settle(table, qtbot)
    before, top = table.current_record(), table.rowAt(0)
    with filled.engine.begin() as connection:
        connection.execute(text("UPDATE stock SET on_hand = 777000 WHERE product_id = :p"), {"p": before.product_id})
        connection.execute(text("DELETE FROM stock WHERE product_id IN (1, 2)"))
    table.refresh()
    settle(table, qtbot)
    assert table.current_record().code == before.code
    assert (table.current_record().on_hand, table.rowAt(0)) == (777_000, top)
    assert table.records_model.rowCount() == MANY - 2


def test_that_what_comes_before_the_first_row_is_shown_there(table: LongTable, filled: Database, qtbot: QtBot) -> None:
    expected = whole(filled, Sorting())
    with filled.engine.begin() as connection:
        connection.execute(text("UPDATE product_names SET name = '  aaa' WHERE product_id = 25000"))
    now = whole(filled, Sorting())
    assert now[1] == expected[0]
    table.refresh()
    settle(table, qtbot)
    assert [table.model().index(row, 0).data() for row in range(3)] == now[:3]


def test_that_a_filter_that_finds_nothing_says_so_and_takes_nothing_along(table: LongTable, qtbot: QtBot) -> None:
    told: list[tuple[int, bool]] = []
    table.counted.connect(lambda count, whole: told.append((count, whole)))
    table.choose_row(3)
    table.show_listing(lambda session, sorting: stock_listing(session, search_for="nie ma", sorting=sorting))
    qtbot.waitUntil(lambda: operations.idle() and bool(told), timeout=PATIENCE_MS)
    assert (table.records_model.rowCount(), table.current_record(), told[-1]) == (0, None, (0, True))
