"""Many rows written behind their maker, and many values looked up at once, on both databases."""

import sqlite3

import psycopg
import pytest
from sqlalchemy import select, text

from db.bulk import MOST_WAITING, reserve_keys, writing_behind
from db.models.catalogue import ProductGroupRow
from db.session import Database
from db.statements import among, table_of

COLUMNS = ("id", "name", "parent_id")
BATCHES = MOST_WAITING + 5
FIRST = 1_000


def names(database: Database) -> list[str]:
    with database.read() as session:
        group = ProductGroupRow
        return list(session.scalars(select(group.name).where(group.id >= FIRST).order_by(group.id)))


def test_that_batches_are_written_in_the_order_they_were_made(database: Database) -> None:
    """Each refers to the one before it; they are all there when the block ends."""
    with database.write() as session:
        with writing_behind(session.connection()) as write:
            for number in range(BATCHES):
                parent = FIRST + number - 1 if number else None
                write("product_groups", COLUMNS, [FIRST + number, f"Grupa {number}", parent])
        session.commit()
    assert names(database) == [f"Grupa {number}" for number in range(BATCHES)]


@pytest.mark.parametrize("wrong", [0, BATCHES - 1])
def test_that_a_batch_that_is_refused_refuses_the_whole(database: Database, wrong: int) -> None:
    """The first and the last of them, which nobody waits for before the block ends."""
    refused = (sqlite3.IntegrityError, psycopg.IntegrityError)
    with database.write() as session, pytest.raises(refused):
        with writing_behind(session.connection()) as write:
            for number in range(BATCHES):
                parent = 999_999 if number == wrong else None
                write("product_groups", COLUMNS, [FIRST + number, f"Grupa {number}", parent])
        session.commit()
    assert names(database) == []


def test_that_whoever_gives_up_waits_for_what_is_on_its_way_and_keeps_nothing(database: Database) -> None:
    with (
        pytest.raises(RuntimeError, match="given up"),
        database.write() as session,
        writing_behind(session.connection()) as write,
    ):
        for number in range(MOST_WAITING):
            write("product_groups", COLUMNS, [FIRST + number, f"Grupa {number}", None])
        raise RuntimeError("given up")
    assert names(database) == []


def test_that_values_are_looked_up_as_one_list_byte_for_byte(database: Database) -> None:
    rows = [
        (FIRST + number, name)
        for number, name in enumerate(("Mąka", "mąka", "it's", 'a "b", {c}', "%s", "", "x" * 120))
    ]
    with database.write() as session:
        with writing_behind(session.connection()) as write:
            write("product_groups", COLUMNS, [value for key, name in rows for value in (key, name, None)])
        group = table_of(ProductGroupRow).c
        for wanted in (["Mąka", "it's", "nobody"], ["x" * 121], ['a "b", {c}', "%s"], [""], []):
            statement = select(group.name).where(among(session.connection(), group.name, wanted))
            assert sorted(session.scalars(statement)) == sorted(set(wanted) - {"nobody", "x" * 121})
        some = select(group.name).where(among(session.connection(), group.id, [FIRST, FIRST + 2]))
        assert sorted(session.scalars(some)) == ["Mąka", "it's"]


def test_that_keys_are_reserved_once_each_also_where_others_took_some_between(database: Database) -> None:
    """Of a sequence that others draw from, every second one is as if taken by them."""
    with database.write() as session:
        connection = session.connection()
        first = reserve_keys(connection, "product_groups", 3)
        assert list(first) == [first[0], first[0] + 1, first[0] + 2]
        assert list(reserve_keys(connection, "product_groups", 0)) == []
        if not database.is_sqlite:
            assert list(reserve_keys(connection, "product_groups", 2)) == [first[0] + 3, first[0] + 4]
            connection.execute(text("ALTER SEQUENCE product_groups_id_seq INCREMENT 2"))
            assert list(reserve_keys(connection, "product_groups", 3)) == [first[0] + 6, first[0] + 8, first[0] + 10]
