"""Prepared statements: the same answers, types, defaults and faults as through SQLAlchemy, on both databases."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import bindparam, func, select, tuple_, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from db.models.catalogue import ProductRow
from db.models.staff import RolePermissionRow
from db.models.system import AuditRow
from db.models.warehouse import StockRow
from db.prepared import Prepared, write_for_keys, write_row, write_rows
from db.session import Database
from db.statements import table_of
from db.vocabulary import Permission, Role, VatRate
from tests.company import Shop

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
_products, _stock = table_of(ProductRow), table_of(StockRow).c
_held, _audit = table_of(RolePermissionRow).c, table_of(AuditRow).c
ON_HAND = Prepared(
    select(_stock.product_id, _stock.on_hand)
    .where(tuple_(_stock.product_id, _stock.warehouse_id).in_(bindparam("keys", expanding=True)))
    .order_by(_stock.product_id)
)
MAY_SET_UP = Prepared(
    select(_held.role)
    .where(_held.permission == Permission.SET_UP, _held.role.in_(bindparam("roles", expanding=True)))
    .order_by(_held.role)
)
DEARER = Prepared(update(_products).where(_products.c.id == bindparam("of")).values(net_price=bindparam("price")))
TOLD = Prepared(select(_audit.id, _audit.at, _audit.subject_id, _audit.before, _audit.after).order_by(_audit.id))


def product(code: str, **told: object) -> dict[str, object]:
    return {"code": code, "name": f"Mąka {code}", "unit": "szt", "net_price": 489, "vat_rate": VatRate.V5, **told}


def row(number: int) -> dict[str, object]:
    told = {"at": NOON, "actor": "Żaneta", "place": "", "action": "test", "subject": "test", "subject_id": number}
    return {**told, "before": None, "after": {"ile": number}}


def test_that_lists_of_pairs_of_words_and_of_nothing_are_written_out(shop: Shop) -> None:
    first, second = shop.product("MK-1", stock=5_000), shop.product("MK-2", stock=7_000)
    with shop.database.read() as session:
        assert ON_HAND.rows(session, {"keys": [(second, 1), (first, 1), (first, 99)]}) == [
            (first, 5_000),
            (second, 7_000),
        ]
        assert ON_HAND.rows(session, {"keys": []}) == []
        assert MAY_SET_UP.rows(session, {"roles": [Role.CLERK, Role.ADMIN]}) == [(Role.ADMIN,)]
        assert MAY_SET_UP.rows(session, {"roles": []}) == []


def test_that_new_rows_have_their_keys_in_order_their_types_and_the_defaults_of_their_columns(
    database: Database,
) -> None:
    with database.write() as session:
        before = len(TOLD.rows(session, {}))
        keys = write_for_keys(session, AuditRow, [row(number) for number in range(30)])
        write_rows(session, AuditRow, [row(30), row(31)])
        write_rows(session, AuditRow, [])
        key = write_row(session, ProductRow, product("MK-9"))
        session.commit()
    with database.read() as session:
        told = TOLD.rows(session, {})[before:]
        assert [one[0] for one in told[:30]] == keys
        assert [one[1:] for one in told] == [(NOON, number, None, {"ile": number}) for number in range(32)]
        made = session.get_one(ProductRow, key)
        assert (made.vat_rate, made.whole_units, made.weight_grams, made.tracks_lots, made.version) == (
            VatRate.V5,
            True,
            0,
            False,
            1,
        )


def test_that_what_waits_in_the_session_is_written_before(shop: Shop) -> None:
    key = shop.product("MK-1", price=100)
    with shop.database.write() as session:
        session.get_one(ProductRow, key).net_price = 300
        assert DEARER.change_each(session, [{"of": key, "price": 400}, {"of": 999, "price": 1}]) == 1
        session.commit()
    with shop.database.read() as session:
        assert session.scalar(select(ProductRow.net_price)) == 400


def test_that_a_refusal_is_told_as_sqlalchemy_tells_it_and_nothing_is_written(shop: Shop) -> None:
    key = shop.product("MK-1")
    with shop.database.write() as session, pytest.raises(IntegrityError):
        write_rows(session, ProductRow, [product("MK-2"), product("MK-1")])
    with shop.database.write() as session, pytest.raises(IntegrityError):
        DEARER.change(session, {"of": key, "price": -1})
    with shop.database.read() as session:
        assert session.execute(select(ProductRow.code, ProductRow.net_price)).all() == [("MK-1", 489_000)]


def test_that_a_lost_connection_is_let_go_and_the_next_use_has_another(
    database: Database,
) -> None:
    if database.is_sqlite:
        pytest.skip("a file is never away like this")
    with database.write() as session, pytest.raises(DBAPIError) as caught:
        mine = session.scalar(select(func.pg_backend_pid()))
        other = database.apart()
        with other.engine.begin() as connection:
            connection.exec_driver_sql(f"SELECT pg_terminate_backend({mine})")
        other.close()
        write_rows(session, AuditRow, [row(1)])
    assert caught.value.connection_invalidated
    with database.write() as session:
        write_rows(session, AuditRow, [row(2)])
        session.commit()
    with database.read() as session:
        assert [one[2] for one in TOLD.rows(session, {})][-1:] == [2]
