"""A company of a million products and a million customers, made by the database itself: names as in the trade, each
with its row in the search index, each product with its stock."""

from sqlalchemy import Connection, text

from crm_desktop.folding import fold
from db.guards import search_index_later
from db.session import Database

MANY = 1_000_000
FIRST = 1_000_000
"""Keys of what is made here begin above those of the sample company."""
GOODS = "Mąka Cukier Kasza Sól Margaryna Drożdże Kakao Czekolada Rodzynki Migdały Orzechy Mak Sezam Olej Ocet Makaron"
KINDS = "pszenna żytnia kryształ gryczana warzona śniadaniowa świeże ciemne mleczna sułtańskie płatki włoskie niebieski"
BRANDS = "Zalesie Wartkłos Zaczyn Bakalion Makówka Słodyn Tortella Kakaonia Spulchnik Owocarnia Rzepakowo Młynarz Kłos"
SIZES = "1 kg|5 kg|10 kg|25 kg|50 kg|500 g|1 l|20 l|karton 12 szt."
TRADES = "Piekarnia Cukiernia Restauracja Hotel Sklep Delikatesy Pensjonat Hurtownia Kawiarnia Pizzeria Szkoła Zajazd"
FORENAMES = "Anna Marta Łucja Zofia Jan Piotr Michał Żaneta Świętosława Grzegorz Józef Ewa Urszula Wojciech Beata Lech"
SURNAMES = "Wiśniewska Kowalczyk Wójcik Zięba Żółkiewski Gołąb Ratajczak Ćwik Śliwa Borkowski Pawlak Jakubowski Łukasik"
LISTS = {"goods": GOODS, "kinds": KINDS, "brands": BRANDS, "trades": TRADES, "fores": FORENAMES, "surs": SURNAMES}


def fill(database: Database, many: int = MANY) -> None:
    """Into a company that has a warehouse; in one transaction."""
    with database.engine.begin() as connection:
        sqlite = connection.dialect.name == "sqlite"
        for name, words in (*((name, words.split()) for name, words in LISTS.items()), ("sizes", SIZES.split("|"))):
            connection.execute(text(f"CREATE TEMPORARY TABLE {name} (n INTEGER PRIMARY KEY, word TEXT, folded TEXT)"))
            rows = [{"n": n, "word": word, "folded": fold(word)} for n, word in enumerate(words)]
            connection.execute(text(f"INSERT INTO {name} VALUES (:n, :word, :folded)"), rows)
        yes, no = ("1", "0") if sqlite else ("true", "false")
        indexes = [] if sqlite else _without_trigrams(connection)
        with search_index_later(connection):
            for statement in _STATEMENTS:
                told = statement.replace("{yes}", yes).replace("{no}", no).replace("{first}", str(FIRST))
                connection.execute(text(numbered(connection, told, many)))
        for index in indexes:
            connection.execute(text(index))
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def numbered(connection: Connection, statement: str, many: int) -> str:
    """`INSERT … SELECT … FROM n`, where n.i counts from 0. A WITH stands before the INSERT on SQLite, else behind."""
    insert, select = statement.split("SELECT", 1)
    if connection.dialect.name == "sqlite":
        numbers = f"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {many})"
        return f"{numbers} {insert} SELECT {select}"
    return f"{insert} WITH n(i) AS (SELECT generate_series(0, {many - 1})) SELECT {select}"


def _without_trigrams(connection: Connection) -> list[str]:
    """Takes the trigram indexes away; answers what makes them again, which is faster than keeping them up."""
    connection.execute(text("SET LOCAL maintenance_work_mem = '512MB'"))
    found = connection.execute(
        text("SELECT indexname, indexdef FROM pg_indexes WHERE indexname LIKE 'ix_search_entries_trgm%'")
    ).all()
    for name, _ in found:
        connection.execute(text(f"DROP INDEX {name}"))
    return [definition for _, definition in found]


_PRODUCT = """
 FROM n JOIN goods g ON g.n = i % 16 JOIN kinds k ON k.n = i / 16 % 13
 JOIN brands b ON b.n = i / 208 % 13 JOIN sizes s ON s.n = i / 2704 % 9
"""
_PRODUCT_NAME = "g.{0} || ' ' || k.{0} || ' ' || b.{0} || ' ' || s.{0} || ' ' || i"
_CUSTOMER = """
 FROM n JOIN trades t ON t.n = i % 12 JOIN fores f ON f.n = i / 12 % 16 JOIN surs u ON u.n = i / 192 % 13
"""
_CUSTOMER_NAME = "t.{0} || ' ' || f.{0} || ' ' || u.{0} || ' ' || i"
_STATEMENTS = (
    "INSERT INTO products (id, version, code, name, unit, whole_units, net_price, vat_rate, tracks_lots, active) SELECT"
    f" {{first}} + i, 1, 'T-' || i, {_PRODUCT_NAME.format('word')}, 'szt.', {{yes}}, 10000 + i % 900000, '5', {{no}},"
    f" {{yes}} {_PRODUCT}",
    "INSERT INTO stock (product_id, warehouse_id, on_hand, reserved, minimum) SELECT"
    " {first} + i, 1, i * 17 % 500000 + 50000, i % 50000, i % 60000 FROM n",
    "INSERT INTO search_entries (kind, record_id, title, subtitle, folded) SELECT"
    f" 'product', {{first}} + i, {_PRODUCT_NAME.format('word')}, 'T-' || i,"
    f" {_PRODUCT_NAME.format('folded')} || ' t-' || i || ' t' || i {_PRODUCT}",
    "INSERT INTO customers (id, version, code, kind, name, phone, status, status_at, created_at) SELECT"
    f" {{first}} + i, 1, 'M' || i, 'company', {_CUSTOMER_NAME.format('word')}, '+486' || (10000000 + i), 'new',"
    f" 1700000000000000, 1700000000000000 {_CUSTOMER}",
    "INSERT INTO search_entries (kind, record_id, title, subtitle, folded) SELECT"
    f" 'customer', {{first}} + i, {_CUSTOMER_NAME.format('word')}, 'M' || i,"
    f" {_CUSTOMER_NAME.format('folded')} || ' m' || i || ' +486' || (10000000 + i) || ' 486' || (10000000 + i)"
    f" {_CUSTOMER}",
    "INSERT INTO product_names (product_id, name) SELECT"
    f" {{first}} + i, substr({_PRODUCT_NAME.format('folded')} || ' t-' || i, 1, 60) {_PRODUCT}",
    "INSERT INTO customer_names (customer_id, name) SELECT"
    f" {{first}} + i, substr({_CUSTOMER_NAME.format('folded')} || ' m' || i, 1, 60) {_CUSTOMER}",
)
