"""What is written stays written: the database refuses, through every migration, and `db check` looks after it."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from db import migrations, rights
from db.guards import APPEND_ONLY, declared, missing, present
from db.models import Base
from db.session import Database
from tests.company import Shop

WAY = ("reserve", "pick", "issue", "label", "hand_over", "complete")
REBUILD = '''"""Rebuilds a guarded table, as batch mode does."""

import sqlalchemy as sa
from alembic import op

revision = "0999"
down_revision = "{before}"


def upgrade() -> None:
    rebuild = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("{table}", recreate=rebuild) as batch:
        batch.add_column(sa.Column("remark", sa.String(50), nullable=True))
    {more}
'''


def counts(connection: Connection) -> dict[str, int]:
    return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in APPEND_ONLY}


@pytest.fixture
def worked(shop: Shop) -> Shop:
    """A company in which an order went its whole way, so that every guarded table but two has rows."""
    product = shop.product(stock=10_000)
    shop.advance(shop.place(shop.customer(), (product, 1_000)).number, *WAY)
    return shop


def test_that_no_row_of_what_happened_can_be_changed_or_deleted(worked: Shop) -> None:
    engine = worked.database.engine
    with engine.connect() as connection:
        before = counts(connection)
    assert {name for name, count in before.items() if count} >= {"stock_moves", "documents", "document_lines", "audit"}
    attempts = ["UPDATE {} SET id = id", "DELETE FROM {}"]
    if not worked.database.is_sqlite:
        attempts.append("TRUNCATE {} CASCADE")
    for name in [name for name, count in before.items() if count]:
        column = "move_id" if name == "move_costs" else "id"
        for attempt in attempts:
            with pytest.raises(DBAPIError, match="append-only"), engine.begin() as connection:
                connection.execute(text(attempt.format(name).replace("id = id", f"{column} = {column}")))
    with engine.connect() as connection:
        assert counts(connection) == before


def test_that_replacing_a_row_is_refused_as_deleting_it_is(worked: Shop) -> None:
    """INSERT OR REPLACE deletes without a DELETE trigger unless recursive triggers are on."""
    if not worked.database.is_sqlite:
        return
    with worked.database.engine.connect() as connection:
        before = connection.execute(text("SELECT * FROM audit ORDER BY id")).all()
    with pytest.raises(DBAPIError, match="append-only"), worked.database.engine.begin() as connection:
        connection.execute(text("INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE id = 1"))
    with worked.database.engine.connect() as connection:
        assert connection.execute(text("SELECT * FROM audit ORDER BY id")).all() == before


def scripts_with(tmp_path: Path, table: str, *, more: str = "pass") -> Path:
    """The project's migrations and one more that rebuilds `table`."""
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrations.__file__).parent, folder, ignore=shutil.ignore_patterns("__pycache__"))
    script = REBUILD.format(before=migrations.head(), table=table, more=more)
    (folder / "versions" / "0999_rebuild.py").write_text(script, encoding="utf-8")
    return folder


@pytest.mark.parametrize("table", ["documents", "stock_moves", "search_entries"])
def test_that_a_migration_that_rebuilds_a_guarded_table_keeps_its_triggers(
    worked: Shop, tmp_path: Path, table: str
) -> None:
    dialect = worked.database.engine.dialect.name
    with worked.database.engine.connect() as connection:
        before = present(connection)
        rows = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    migrations.upgrade(worked.database, scripts=scripts_with(tmp_path, table))
    with worked.database.engine.connect() as connection:
        columns = connection.execute(text(f"SELECT * FROM {table} WHERE 1 = 0")).keys()
        assert "remark" in columns
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == rows
        assert (missing(connection), present(connection)) == ([], before)
    assert {guard.name for guard in declared(dialect)} <= set(before)
    if table in APPEND_ONLY:
        with pytest.raises(DBAPIError, match="append-only"), worked.database.engine.begin() as connection:
            connection.execute(text(f"DELETE FROM {table}"))


def test_that_a_migration_that_fails_leaves_everything_as_it_was(worked: Shop, tmp_path: Path) -> None:
    with worked.database.engine.connect() as connection:
        before = (migrations.current(connection), counts(connection), present(connection))
    failing = scripts_with(tmp_path, "documents", more='op.execute("SELECT * FROM no_such_table")')
    with pytest.raises(DBAPIError, match="no_such_table"):
        migrations.upgrade(worked.database, scripts=failing)
    with worked.database.engine.connect() as connection:
        assert (migrations.current(connection), counts(connection), present(connection)) == before
        assert migrations.drift(connection) == []


def drop_trigger(database: Database, name: str, table: str) -> str:
    return f"DROP TRIGGER {name}" + ("" if database.is_sqlite else f" ON {table}")


def test_that_a_new_company_is_as_declared(database: Database) -> None:
    with database.engine.connect() as connection:
        assert migrations.drift(connection) == []


def test_that_db_check_names_each_missing_trigger(database: Database) -> None:
    for guard in declared(database.engine.dialect.name):
        with database.engine.connect() as connection:
            connection.execute(text(drop_trigger(database, guard.name, guard.table)))
            assert missing(connection) == [guard.name]
            connection.rollback()


def test_that_db_check_notices_a_trigger_that_guards_no_more(database: Database) -> None:
    empty = "BEGIN SELECT 1; END" if database.is_sqlite else "FOR EACH ROW EXECUTE FUNCTION nothing_at_all()"
    with database.engine.connect() as connection:
        if not database.is_sqlite:
            body = "BEGIN RETURN NEW; END"
            function = f"CREATE FUNCTION nothing_at_all() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
            connection.execute(text(function))
        connection.execute(text(drop_trigger(database, "guard_audit_update", "audit")))
        connection.execute(text(f"CREATE TRIGGER guard_audit_update BEFORE UPDATE ON audit {empty}"))
        assert migrations.drift(connection) == ["trigger: guard_audit_update is missing or changed"]
        connection.rollback()


def test_that_db_check_notices_a_guard_whose_function_refuses_nothing(postgres_url: str) -> None:
    database = Database.open(postgres_url)
    with database.engine.connect() as connection:
        body = "BEGIN RETURN NEW; END"
        connection.execute(
            text(f"CREATE OR REPLACE FUNCTION crm_append_only() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
        )
        assert migrations.drift(connection) == ["trigger: crm_append_only() is missing or changed"]
        connection.rollback()
    database.close()


def test_that_db_check_notices_a_column_an_index_and_a_check_that_are_gone(database: Database) -> None:
    index = "ix_orders_status"
    with database.engine.connect() as connection:
        names = connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = 'orders' AND sql IS NOT NULL")
            if database.is_sqlite
            else text("SELECT indexname FROM pg_indexes WHERE tablename = 'orders' AND indexname LIKE 'ix%'")
        )
        index = sorted(row[0] for row in names)[0]
        connection.execute(text(f"DROP INDEX {index}"))
        connection.execute(text("ALTER TABLE customers ADD COLUMN stray INTEGER"))
        if not database.is_sqlite:
            connection.execute(text("ALTER TABLE stock DROP CONSTRAINT ck_stock_reserved_within_on_hand"))
        problems = migrations.drift(connection)
        connection.rollback()
    assert [index in problem for problem in problems].count(True) == 1
    assert ["stray" in problem for problem in problems].count(True) == 1
    assert len(problems) == (2 if database.is_sqlite else 3)


def test_that_every_table_has_its_line_in_the_declaration() -> None:
    assert sorted(rights.declared()) == sorted([*Base.metadata.tables, "alembic_version"])


def test_that_no_role_may_change_what_is_append_only() -> None:
    assert {table: set("".join(rights.declared()[table].values())) & set("wd") for table in APPEND_ONLY} == {
        table: set() for table in APPEND_ONLY
    }
