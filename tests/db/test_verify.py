"""`db verify` notices each kind of damage, tells it by its name, and tells nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from crm_desktop.verify import CHECKS, MOST_PROBLEMS, verify
from db.guards import APPEND_ONLY, declared
from db.session import Database
from tests.db.sample import sample_company
from tests.postgres import PostgresServer

pytestmark = pytest.mark.slow  # much of it; `make fast` leaves it out


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def sample(
    request: pytest.FixtureRequest,
    sqlite_template: Path,
    postgres_server: PostgresServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("verify")
    with sample_company(request.param, sqlite_template, postgres_server, folder, orders=60) as database:
        yield database


DAMAGES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "a level that the ledger does not know": (
        "stock",
        ("UPDATE stock SET on_hand = on_hand + 1 WHERE product_id = 2 AND warehouse_id = 1",),
        ("product 2 in warehouse 1: on hand {on_hand+1}, ledger {on_hand}",),
    ),
    "a ledger row gone": (
        "stock",
        (
            "INSERT INTO document_lines (id, document_id, position, product_id, quantity, unit_price, value)"
            " VALUES (9001, 1, 999, 2, 1000, 0, 0)",
            "INSERT INTO stock_moves (id, product_id, warehouse_id, kind, quantity, document_line_id, at, day)"
            " VALUES (9001, 2, 2, 'PZ', 1000, 9001, 1, 20250101)",
        ),
        ("product 2 in warehouse 2: on hand {elsewhere}, ledger {elsewhere+1000}",),
    ),
    "less of a lot than came of it": (
        "lots",
        ("UPDATE lot_stock SET on_hand = on_hand - 7 WHERE lot_id = {lot} AND warehouse_id = 1",),
        ("lot {lot} in warehouse 1: on hand {lot_left-7}, ledger {lot_left}",),
    ),
    "more on a shelf than was put there": (
        "shelves",
        (
            "UPDATE stock SET spread = true WHERE product_id = 2 AND warehouse_id = 1",
            "INSERT INTO shelf_stock (id, product_id, warehouse_id, shelf, on_hand) VALUES (1, 2, 1, 'B-9', 1000)",
        ),
        ("product 2 on shelf B-9 of warehouse 1: on hand 1000, its moves 0",),
    ),
    "more on shelves than there is": (
        "shelves",
        (
            "UPDATE stock SET spread = true WHERE product_id = 2 AND warehouse_id = 1",
            "INSERT INTO shelf_stock (id, product_id, warehouse_id, shelf, on_hand)"
            " SELECT 1, product_id, warehouse_id, 'B-9', on_hand + 1 FROM stock"
            " WHERE product_id = 2 AND warehouse_id = 1",
            "INSERT INTO shelf_moves (id, product_id, warehouse_id, shelf, quantity, at, day)"
            " SELECT 1, product_id, warehouse_id, shelf, on_hand, 1, 20250101 FROM shelf_stock",
        ),
        ("product 2 in warehouse 1: {on_hand+1} on shelves, on hand {on_hand}, told: 1",),
    ),
    "goods on a shelf that whoever moves them is not told of": (
        "shelves",
        (
            "INSERT INTO shelf_stock (id, product_id, warehouse_id, shelf, on_hand) VALUES (1, 2, 1, 'B-9', 1)",
            "INSERT INTO shelf_moves (id, product_id, warehouse_id, shelf, quantity, at, day)"
            " VALUES (1, 2, 1, 'B-9', 1, 1, 20250101)",
        ),
        ("product 2 in warehouse 1: 1 on shelves, on hand {on_hand}, told: 0",),
    ),
    "more of a lot on shelves than there is": (
        "shelves",
        (
            "UPDATE stock SET spread = true WHERE warehouse_id = 1"
            " AND product_id = (SELECT product_id FROM lots WHERE id = {lot})",
            "INSERT INTO shelf_stock (id, product_id, warehouse_id, shelf, lot_id, on_hand)"
            " SELECT 1, l.product_id, 1, 'B-9', t.lot_id, t.on_hand + 1 FROM lot_stock t"
            " JOIN lots l ON l.id = t.lot_id WHERE t.lot_id = {lot} AND t.warehouse_id = 1",
            "INSERT INTO shelf_moves (id, product_id, warehouse_id, shelf, lot_id, quantity, at, day)"
            " SELECT 1, product_id, 1, shelf, lot_id, on_hand, 1, 20250101 FROM shelf_stock",
        ),
        ("lot {lot} of product {lot_of} in warehouse 1: {lot_left+1} on shelves, on hand {lot_left}",),
    ),
    "a move that brought more on a shelf than it moved": (
        "shelves",
        (
            "INSERT INTO shelf_moves (id, product_id, warehouse_id, shelf, lot_id, quantity, move_id, at, day)"
            " SELECT 1, product_id, warehouse_id, 'B-9', lot_id, quantity + 1, id, 1, 20250101 FROM stock_moves"
            " WHERE id = 1",
            "INSERT INTO shelf_moves (id, product_id, warehouse_id, shelf, lot_id, quantity, at, day)"
            " SELECT 2, product_id, warehouse_id, 'B-9', lot_id, -quantity - 1, 1, 20250101 FROM stock_moves"
            " WHERE id = 1",
        ),
        ("move 1 of {first_move}: {first_move+1} on shelves",),
    ),
    "more promised than reserved": (
        "reservations",
        ("UPDATE stock SET reserved = reserved + 5 WHERE product_id = 3 AND warehouse_id = 1",),
        ("product 3 in warehouse 1: reserved {reserved+5}, open reservations {reserved}",),
    ),
    "a reservation where no stock is kept": (
        "reservations",
        (
            "INSERT INTO reservations (order_line_id, product_id, warehouse_id, quantity, state, made_at, expires_at)"
            " VALUES (1, 4, 2, 7000, 'open', 1, 2)",
        ),
        ("product 4 in warehouse 2: reserved 0, open reservations 7000",),
    ),
    "a cost on hand that nothing brought in": (
        "costs",
        ("UPDATE product_costs SET value = value - 1 WHERE product_id = 5 AND warehouse_id = 1",),
        ("product 5 in warehouse 1: cost on hand {value-1} of {held}, in less out {value} of {held}",),
    ),
    "pieces with a cost that are not there": (
        "costs",
        ("UPDATE product_costs SET quantity = quantity - 1000 WHERE product_id = 5 AND warehouse_id = 1",),
        ("product 5 in warehouse 1: cost on hand {value} of {held-1000}, in less out {value} of {held}",),
    ),
    "costs of what never moved": (
        "costs",
        ("INSERT INTO product_costs (product_id, warehouse_id, quantity, value) VALUES ({unmoved}, 2, 1000, 250)",),
        ("product {unmoved} in warehouse 2: cost on hand 250 of 1000, in less out 0 of 0",),
    ),
    "more pieces with a cost than lie there": (
        "costs held",
        (
            "UPDATE product_costs SET quantity = quantity + 1000000 WHERE product_id = 5 AND warehouse_id = 1",
            "INSERT INTO cost_changes (id, move_id, document_line_id, value, quantity, at, day)"
            " SELECT 1, MIN(id), MIN(document_line_id), 0, 1000000, 1, 20250101 FROM stock_moves"
            " WHERE product_id = 5 AND warehouse_id = 1",
        ),
        ("product 5 in warehouse 1: {held+1000000} cost {value}, on hand {held}",),
    ),
    "a layer of cost that is no stock": (
        "costs held",
        ("INSERT INTO cost_layers (id, product_id, warehouse_id, quantity, value) VALUES (1, 5, 1, 1000, 10)",),
        ("product 5 in warehouse 1: layers of 1000 cost 10, on hand {held}",),
    ),
    "the cost of an order's line": (
        "line costs",
        ("UPDATE order_line_costs SET value = value + 3 WHERE order_line_id = {costed_line}",),
        ("order line {costed_line}: cost {line_cost+3}, its moves {line_cost}",),
    ),
    "a hole in the numbers of documents": (
        "document numbers",
        ("UPDATE documents SET sequence = sequence + 1000 WHERE series_id = 7",),
        ("series 7 2022: last 1, documents 1, highest 1001",),
    ),
    "a counter that ran ahead": (
        "document numbers",
        ("UPDATE number_counters SET last = last + 1 WHERE series_id = 7",),
        ("series 7 2022: last 2, documents 1, highest 1",),
    ),
    "a counter gone": (
        "document numbers",
        ("DELETE FROM number_counters WHERE series_id = 7",),
        ("series 7 2022: last 0, documents 1, highest 1",),
    ),
    "a number zero": (
        "document numbers",
        (
            "UPDATE documents SET sequence = 0 WHERE series_id = 5 AND period = '2022' AND sequence = 1",
            "UPDATE number_counters SET last_day = 20221231 WHERE series_id = 5 AND period = '2022'",
        ),
        ("series 5 2022: last {issued_2022}, documents {issued_2022}, highest {issued_2022}",),
    ),
    "an order's number given to nobody": (
        "other numbers",
        ("UPDATE number_counters SET last = last + 2 WHERE series_id = 3 AND period = '2025'",),
        ("order: {orders} records, {orders+2} numbers given",),
    ),
    "an inquiry gone": (
        "other numbers",
        (
            "DELETE FROM inquiry_products WHERE inquiry_id = 1",
            "DELETE FROM inquiries WHERE id = 1",
        ),
        ("inquiry: {inquiries-1} records, {inquiries} numbers given",),
    ),
    "a document changed after it was issued": (
        "documents",
        ("UPDATE documents SET snapshot = snapshot || ' ' WHERE number = 'PW 1/2022/M1'",),
        ("document PW 1/2022/M1 does not match its hash",),
    ),
    "a hash changed": (
        "documents",
        ("UPDATE documents SET snapshot_hash = 'x' WHERE number = 'PW 1/2022/M1'",),
        ("document PW 1/2022/M1 does not match its hash",),
    ),
    "a print that is another file": (
        "prints",
        (
            "INSERT INTO document_prints (document_id, pdf, pdf_hash, template_version, at)"
            " VALUES (1, {blob}, '00', '1', 1)",
        ),
        ("print of document 1 does not match its hash",),
    ),
    "a submission whose bytes changed": (
        "submissions",
        (
            "INSERT INTO submissions"
            " (id, source, channel, dedupe_key, content_type, headers, remote, raw, raw_hash, received_at)"
            " VALUES (1, 'form', 'form', 'k', 'text/plain', '{}', '', {blob}, '00', 1),"
            " (2, 'form', 'form', 'erased', 'text/plain', '{}', '', NULL, '00', 1)",
        ),
        ("submission 1 does not match its hash",),
    ),
    "an attachment under another's hash": (
        "files",
        ("INSERT INTO files (sha256, content, size) VALUES ('00', {blob}, 5)",),
        ("file 00 does not match its hash",),
    ),
    "an order that is not the sum of its lines": (
        "order totals",
        ("UPDATE order_lines SET net = net + 1 WHERE order_id = 1 AND position = 1",),
        ("order {first_order}: net {first_net}, lines {first_net+1}",),
    ),
    "a stage without its event": (
        "stages",
        ("UPDATE opportunities SET furthest = 'issued', issued_at = NULL, completed_at = NULL WHERE id = 1",),
        ("opportunity 1: its furthest stage is not the last it reached",),
    ),
    "an event beyond the furthest stage": (
        "stages",
        ("UPDATE opportunities SET furthest = 'received', answered_at = 5 WHERE id = 1",),
        ("opportunity 1: its furthest stage is not the last it reached",),
    ),
}
FACTS = {
    "on_hand": "SELECT on_hand FROM stock WHERE product_id = 2 AND warehouse_id = 1",
    "elsewhere": "SELECT on_hand FROM stock WHERE product_id = 2 AND warehouse_id = 2",
    "lot": "SELECT MIN(lot_id) FROM lot_stock WHERE warehouse_id = 1",
    "lot_left": "SELECT on_hand FROM lot_stock WHERE warehouse_id = 1 ORDER BY lot_id LIMIT 1",
    "lot_of": "SELECT product_id FROM lots WHERE id = (SELECT MIN(lot_id) FROM lot_stock WHERE warehouse_id = 1)",
    "first_move": "SELECT quantity FROM stock_moves WHERE id = 1",
    "unmoved": "SELECT MIN(id) FROM products"
    " WHERE id NOT IN (SELECT product_id FROM stock_moves WHERE warehouse_id = 2)",
    "reserved": "SELECT reserved FROM stock WHERE product_id = 3 AND warehouse_id = 1",
    "value": "SELECT value FROM product_costs WHERE product_id = 5 AND warehouse_id = 1",
    "held": "SELECT quantity FROM product_costs WHERE product_id = 5 AND warehouse_id = 1",
    "costed_line": "SELECT MIN(order_line_id) FROM order_line_costs",
    "line_cost": "SELECT value FROM order_line_costs ORDER BY order_line_id LIMIT 1",
    "orders": "SELECT COUNT(*) FROM orders",
    "inquiries": "SELECT COUNT(*) FROM inquiries",
    "first_order": "SELECT number FROM orders WHERE id = 1",
    "first_net": "SELECT net FROM orders WHERE id = 1",
    "issued_2022": "SELECT COUNT(*) FROM documents WHERE series_id = 5 AND period = '2022'",
}

BLOB = {"sqlite": "CAST('bytes' AS BLOB)", "postgresql": "'bytes'::bytea"}


def _unguard(connection: Connection) -> None:
    """Drops the guards as someone with the database in hand could; the test rolls it back."""
    for guard in declared(connection.dialect.name):
        if guard.table in APPEND_ONLY:
            on = "" if connection.dialect.name == "sqlite" else f" ON {guard.table}"
            connection.exec_driver_sql(f"DROP TRIGGER {guard.name}{on}")


def _filled(pattern: str, facts: dict[str, object]) -> str:
    """`{name}` and `{name+1}` of the facts before the damage."""
    for name, value in facts.items():
        pattern = pattern.replace(f"{{{name}}}", str(value))
        for change in (1, 2, 3, 5, 1000, -1, -7, -1000, 1_000_000):
            if isinstance(value, int):
                pattern = pattern.replace(f"{{{name}{change:+}}}", str(value + change))
    return pattern


@pytest.mark.parametrize("damage", DAMAGES)
def test_that_each_damage_is_told_by_its_name_and_nothing_else_is(sample: Database, damage: str) -> None:
    name, statements, sentences = DAMAGES[damage]
    with sample.write() as session:
        connection = session.connection()
        facts = {key: connection.execute(text(question)).scalar_one() for key, question in FACTS.items()}
        facts["blob"] = BLOB[connection.dialect.name]
        _unguard(connection)
        for statement in statements:
            filled = _filled(statement, facts)
            assert connection.exec_driver_sql(filled).rowcount > 0, filled
        found = verify(session)
    assert found.problems == tuple(f"{name}: {_filled(sentence, facts)}" for sentence in sentences)
    assert not found.ok
    with sample.read() as session:
        assert verify(session).ok


def test_that_every_check_has_a_damage_that_it_notices() -> None:
    assert {name for name, _, _ in DAMAGES.values()} == set(CHECKS)


def test_that_two_damages_are_both_told_and_a_flood_is_cut(sample: Database) -> None:
    with sample.write() as session:
        session.execute(text("UPDATE stock SET on_hand = on_hand + 1 WHERE product_id IN (1, 2) AND warehouse_id = 1"))
        session.execute(text("UPDATE orders SET net = net + 1"))
        found = verify(session)
    told = [problem.split(":")[0] for problem in found.problems]
    assert told == ["stock"] * 2 + ["order totals"] * found.checked["order totals"]
    assert len(told) <= MOST_PROBLEMS
