"""The same full cycles among a million past orders and among ten thousand: what was sold before slows nobody down."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

from bench.figures import Figure, Pair
from bench.grounds import Ground
from bench.million import FIRST, numbered
from bench.work import GOODS, fill_shelves, lead_orders
from db.session import Database

CROWDED = "full order cycles among 1,000,000 orders, beside 10,000"
MANY, FEW, BUYERS = 1_000_000, 10_000, 20_000
BLOCKS, CYCLES = 11, 20
STEPS = ("place", "reserve", "pick", "issue", "label", "hand_over", "complete")


def measure_crowded(ground: Ground) -> Figure:
    """Floor: the cycles among ten thousand. Blocks in turn, so that what the machine does besides meets both; the first
    warms up."""
    crowded, calm = _company(ground, MANY), _company(ground, FEW)
    pairs = [Pair(CYCLES, _block(crowded, block * CYCLES), _block(calm, block * CYCLES)) for block in range(BLOCKS + 1)]
    for company in (crowded, calm):
        ground.drop(company)
    return Figure(CROWDED, ground.name, tuple(pairs[1:]))


def _block(company: Database, first: int) -> float:
    started = time.perf_counter()
    lead_orders(company, first, CYCLES)
    return time.perf_counter() - started


def _company(ground: Ground, orders: int) -> Database:
    company = ground.fresh("company")
    fill_shelves(company, 0)
    started = time.perf_counter()
    for statement in STATEMENTS:
        with company.engine.begin() as connection, indexed_behind(connection, statement.split()[2]):
            without_proofs(connection)
            count = BUYERS if "INTO customers" in statement else orders
            connection.execute(text(numbered(connection, statement, count)))
    with company.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    print(f"{orders:,} orders made on {ground.name} in {time.perf_counter() - started:.0f} s", flush=True)
    return company


def without_proofs(connection: Connection) -> None:
    """The rows refer to each other by how they are made: PostgreSQL need not look each of them up."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text("SET LOCAL maintenance_work_mem = '512MB'"))


@contextmanager
def indexed_behind(connection: Connection, table: str) -> Iterator[None]:
    """Making an index over all rows is faster than keeping it up."""
    told = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :table AND sql LIKE 'CREATE INDEX%'"
        if connection.dialect.name == "sqlite"
        else "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = :table AND indexdef LIKE 'CREATE INDEX%'"
    )
    indexes = connection.execute(text(told), {"table": table}).all()
    for name, _ in indexes:
        connection.execute(text(f"DROP INDEX {name}"))
    yield
    for _, made in indexes:
        connection.execute(text(made))


_KEY, _AT = f"{FIRST} + i", "1600000000000000 + 60000000 * CAST(i AS BIGINT)"
_PRODUCT, _BUYER = f"1 + i % {GOODS}", f"{FIRST} + i % {BUYERS}"
_STEPS = " UNION ALL ".join(f"SELECT {number} AS n, '{step}' AS step" for number, step in enumerate(STEPS))
STATEMENTS = (
    "INSERT INTO customers (id, version, code, kind, name, status, status_at, created_at) SELECT"
    f" {_KEY}, 1, 'M' || i, 'company', 'Piekarnia ' || i, 'completed', {_AT}, {_AT} FROM n",
    "INSERT INTO opportunities (id, customer_id, channel, origin, received_on, received_at, ordered_at, issued_at,"
    " completed_at, furthest) SELECT"
    f" {_KEY}, {_BUYER}, 'phone', 'live', 20250101, {_AT}, {_AT}, {_AT}, {_AT}, 'completed' FROM n",
    "INSERT INTO orders (id, version, number, opportunity_id, customer_id, warehouse_id, status, origin, channel,"
    " currency, rate, price_mode, net, vat, created_at, placed_at, placed_on, delivery_name, delivery_street,"
    " delivery_postal_code, delivery_city) SELECT"
    f" {_KEY}, 8, 'PAST ' || i, {_KEY}, {_BUYER}, 1, 'completed', 'live', 'phone', 'PLN', 10000, 'net', 978, 49,"
    f" {_AT}, {_AT}, 20250101 + i % 28, 'Piekarnia ' || i, 'ul. Polna ' || i, '61-001', 'Poznań' FROM n",
    "INSERT INTO order_lines (id, order_id, position, kind, product_id, name, unit, quantity, unit_price, vat_rate,"
    " net, sold_on, picked, issued, discount, later) SELECT"
    f" {_KEY}, {_KEY}, 1, 'goods', {_PRODUCT}, 'Towar', 'szt', 2000, 48900, '5', 978, 20250101 + i % 28, 2000, 2000,"
    " 0, 0 FROM n",
    "INSERT INTO order_steps (order_id, step, at, actor, place) SELECT"
    f" {_KEY}, s.step, {_AT} + s.n, 'Żaneta', '' FROM n CROSS JOIN ({_STEPS}) s",
    "INSERT INTO reservations (id, order_line_id, product_id, warehouse_id, quantity, state, made_at, expires_at,"
    f" closed_at) SELECT {_KEY}, {_KEY}, {_PRODUCT}, 1, 2000, 'consumed', {_AT}, {_AT}, {_AT} FROM n",
    "INSERT INTO documents (id, kind, number, series_id, period, sequence, warehouse_id, customer_id, order_id,"
    " issued_on, moved_on, issued_at, issued_by, value, snapshot, snapshot_hash) SELECT"
    f" {_KEY}, 'WZ', 'PAST ' || i, 1, 'past', i, 1, {_BUYER}, {_KEY}, 20250101, 20250101, {_AT}, 'Żaneta', 978, '{{}}',"
    " '' FROM n",
    "INSERT INTO document_lines (id, document_id, position, product_id, quantity, unit_price, value) SELECT"
    f" {_KEY}, {_KEY}, 1, {_PRODUCT}, 2000, 48900, 978 FROM n",
    "INSERT INTO stock_moves (id, product_id, warehouse_id, kind, quantity, document_line_id, order_line_id, at, day)"
    f" SELECT {_KEY}, {_PRODUCT}, 1, 'WZ', -2000, {_KEY}, {_KEY}, {_AT}, 20250101 FROM n",
    f"INSERT INTO move_costs (move_id, value) SELECT {_KEY}, -600 FROM n",
    f"INSERT INTO order_line_costs (order_line_id, quantity, value) SELECT {_KEY}, 2000, 600 FROM n",
    "INSERT INTO shipments (order_id, document_id, status, parcels, carrier, tracking, weight_grams, handed_over_at)"
    f" SELECT {_KEY}, {_KEY}, 'completed', 1, '', '', 0, {_AT} FROM n",
    "INSERT INTO timeline (customer_id, at, kind, actor, what, text, opportunity_id, order_id) SELECT"
    f" {_BUYER}, {_AT} + s.n, 'step', 'Żaneta', s.step, 'PAST ' || i, {_KEY}, {_KEY}"
    f" FROM n CROSS JOIN ({_STEPS}) s",
    "INSERT INTO audit (at, actor, place, action, subject, subject_id) SELECT"
    f" {_AT} + s.n, 'Żaneta', '', s.step, 'order', {_KEY} FROM n CROSS JOIN ({_STEPS}) s",
)
"""Of each order all that its way leaves, but the label, the line of the search and what screens were told of it."""
