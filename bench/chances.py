"""A company of many opportunities, made by the database itself: inquiries, what was offered on them, and ordered."""

from datetime import date

from sqlalchemy import text

from bench.crowded import indexed_behind, without_proofs
from bench.million import FIRST, numbered
from db.session import Database

MANY, BUYERS, GOODS, GROUPS = 300_000, 20_000, 5_000, 40
YEAR = (date(2024, 1, 1), date(2024, 12, 31))
"""Of the three years, the one in the middle."""


def fill(database: Database, many: int = MANY) -> None:
    """Into a company that has a warehouse, employees and a series of numbers."""
    counts = {"customers": BUYERS, "addresses": BUYERS, "products": GOODS, "campaigns": 12, "employees": 12}
    counts |= {"product_groups": GROUPS, "customer_groups": 8, "forms": 6}
    for statement in STATEMENTS:
        table = statement.split()[2]
        with database.engine.begin() as connection, indexed_behind(connection, table):
            without_proofs(connection)
            connection.execute(text(numbered(connection, statement, counts.get(table, many))))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


_KEY = f"{FIRST} + i"
_DAY = "(2023 + i % 3) * 10000 + (1 + i / 3 % 12) * 100 + 1 + i / 36 % 28"
_AT = (
    "1672570800000000 + 86400000000 * CAST((i % 3) * 365 + (i / 3 % 12) * 30 + i / 36 % 28 AS BIGINT)"
    " + i * CAST(7919 AS BIGINT) % 3600000000"
)
_CHANCE = "(i * CAST(7919 AS BIGINT) + 13) % 100"
_LOT = "(i * CAST(104729 AS BIGINT) + i / 100 * 31)"
"""A number that runs through everything, other than the chance."""
_BUYER, _PRODUCT = f"{FIRST} + {_LOT} % {BUYERS}", f"{FIRST} + {_LOT} % {GOODS}"
_STAGE = (
    f"CASE WHEN {_CHANCE} < 40 THEN 'received' WHEN {_CHANCE} < 58 THEN 'answered' WHEN {_CHANCE} < 70 THEN 'offered'"
    f" WHEN {_CHANCE} < 74 THEN 'ordered' WHEN {_CHANCE} < 78 THEN 'issued' ELSE 'completed' END"
)
_LOST = f"{_CHANCE} < 70 AND i * 31 % 10 < 6"
_REASONS = " ".join(
    f"WHEN {number} THEN '{reason}'"
    for number, reason in enumerate(("price", "no_stock", "too_late", "no_contact", "competitor", "other"))
)


def _reached(least: int, hours: int) -> str:
    """When a stage was reached that chances from `least` on reach."""
    return f"CASE WHEN {_CHANCE} >= {least} THEN {_AT} + 3600000000 * CAST({hours} + {_LOT} % {hours} AS BIGINT) END"


_ORDERED = f"FROM n WHERE {_CHANCE} >= 70"
_ASKED = f"FROM n WHERE {_CHANCE} < 70 OR i % 5 > 0"
_NET = f"1000 + {_LOT} % 90000"
_LINES = "CROSS JOIN (SELECT 1 AS n UNION ALL SELECT 2) AS line"
STATEMENTS = (
    "INSERT INTO product_groups (id, name) SELECT" + f" {_KEY}, 'Grupa ' || i FROM n",
    "INSERT INTO customer_groups (id, name) SELECT" + f" {_KEY}, 'Grupa klientów ' || i FROM n",
    f"INSERT INTO campaigns (id, version, key, name, starts_on) SELECT {_KEY}, 1, 'k' || i, 'Kampania ' || i, 20230101"
    " FROM n",
    "INSERT INTO employees (id, version, login, name, role, active) SELECT"
    f" {_KEY}, 1, 'h' || i, 'Handlowiec ' || i, 'clerk', i >= 0 FROM n",
    "INSERT INTO forms (id, version, key, name, channel, field_map, options, active) SELECT"
    f" {_KEY}, 1, 'f' || i, 'Formularz ' || i, 'form', '{{}}', '{{}}', i >= 0 FROM n",
    "INSERT INTO products (id, version, code, name, group_id, unit, whole_units, net_price, vat_rate, tracks_lots,"
    f" active) SELECT {_KEY}, 1, 'T' || i, 'Towar ' || i, {FIRST} + i % {GROUPS}, 'szt.', i >= 0, 10000, '5', i < 0,"
    " i >= 0 FROM n",
    "INSERT INTO customers (id, version, code, kind, name, region, group_id, status, status_at, created_at) SELECT"
    f" {_KEY}, 1, 'M' || i, 'company', 'Piekarnia ' || i, 'Region ' || (i % 16), {FIRST} + i % 8, 'new',"
    " 1600000000000000, 1600000000000000 FROM n",
    "INSERT INTO addresses (customer_id, position, name, street, postal_code, city, country) SELECT"
    f" {_KEY}, 0, '', 'Polna', '61-001', 'Poznań', CASE WHEN i % 5 = 0 THEN 'DE' ELSE 'PL' END FROM n",
    "INSERT INTO opportunities (id, customer_id, employee_id, campaign_id, form_id, channel, origin, received_on,"
    " received_at, answered_at, offered_at, ordered_at, issued_at, completed_at, furthest, lost_at, lost_on,"
    f" lost_reason, estimate) SELECT {_KEY}, {_BUYER}, {FIRST} + {_LOT} % 12,"
    f" CASE WHEN {_LOT} % 3 = 0 THEN {FIRST} + {_LOT} / 3 % 12 END, CASE WHEN i % 2 = 0 THEN {FIRST} + i / 2 % 6 END,"
    f" CASE WHEN i % 2 = 0 THEN 'form' WHEN i % 3 = 0 THEN 'mail' ELSE 'phone' END, 'live', {_DAY}, {_AT},"
    f" {_reached(40, 5)}, {_reached(58, 30)}, {_reached(70, 90)}, {_reached(74, 130)}, {_reached(78, 200)}, {_STAGE},"
    f" CASE WHEN {_LOST} THEN {_AT} + 864000000000 END, CASE WHEN {_LOST} THEN {_DAY} END,"
    f" CASE WHEN {_LOST} THEN CASE i % 6 {_REASONS} END END, {_LOT} % 5000 FROM n",
    "INSERT INTO inquiries (id, version, number, opportunity_id, customer_id, subject, message, received_at, due_at,"
    f" open) SELECT {_KEY}, 1, 'ZAP ' || i, {_KEY}, {_BUYER}, 'Zapytanie', '', {_AT}, {_AT}, i < 0 {_ASKED}",
    f"INSERT INTO inquiry_products (inquiry_id, product_id, quantity) SELECT {_KEY}, {_PRODUCT}, 1000 {_ASKED}",
    "INSERT INTO offers (id, version, number, revision, opportunity_id, customer_id, status, valid_until, currency,"
    f" net, made_at) SELECT {_KEY}, 1, 'OF ' || i, 1, {_KEY}, {_BUYER}, 'sent', 20260101, 'PLN', {_NET}, {_AT}"
    f" FROM n WHERE {_CHANCE} >= 58",
    "INSERT INTO orders (id, version, number, opportunity_id, customer_id, employee_id, warehouse_id, status, origin,"
    " channel, currency, rate, price_mode, net, vat, created_at, placed_at, placed_on) SELECT"
    f" {_KEY}, 8, 'PAST ' || i, {_KEY}, {_BUYER}, {FIRST} + {_LOT} % 12, 1,"
    f" CASE WHEN {_CHANCE} < 78 THEN 'placed' ELSE 'completed' END, 'live', 'phone', 'PLN', NULL, 'net', 2 * ({_NET}),"
    f" 0, {_AT}, {_AT}, {_DAY} {_ORDERED}",
    "INSERT INTO order_lines (id, order_id, position, kind, product_id, name, unit, quantity, unit_price, vat_rate,"
    f" net, sold_on, picked, issued, discount, later) SELECT {FIRST} + 2 * i + line.n, {_KEY}, line.n, 'goods',"
    f" {FIRST} + ({_LOT} + line.n * 17) % {GOODS}, 'Towar', 'szt.', 1000, 1000000, '5', {_NET} + line.n, {_DAY}, 0, 0,"
    f" 0, 0 FROM n {_LINES} WHERE {_CHANCE} >= 70",
)
"""Of a hundred, 40 are not answered, 42 come to an offer, 30 to an order; every fifth order had no inquiry."""
