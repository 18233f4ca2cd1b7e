"""What the database itself refuses and keeps up: append-only triggers (law 6) and the search index (law 14).

Declared once here. Alembic's batch mode rebuilds an SQLite table and drops its triggers without a word, so every
upgrade puts the declared set back (`reinstall`), and `db check` compares it with what is there.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, inspect, text

from db import valuing

APPEND_ONLY = (
    "stock_moves",
    "shelf_moves",
    "move_costs",
    "cost_changes",
    "count_entries",
    "documents",
    "document_lines",
    "document_prints",
    "document_references",
    "audit",
    "order_steps",
)
"""Rows of these are never changed and never deleted; a mistake is mended by a correction."""

SIGNED = ("audit", "order_steps", "documents")
"""On an office server a seat writes into these under its own name alone."""
ASIDE = "audit_personal"
"""What stands beside a row of the journal is written with it, by nobody later."""


SEARCHED = "' ' || {0}folded || ' «' || substr({0}kind, 1, 1) || '»'"
"""What FTS5 indexes of a row: a space before the first word as before any other, and its kind, for it filters by text
alone."""


@dataclass(frozen=True, slots=True)
class Guard:
    """One trigger: its name, its table and the statements that make it."""

    name: str
    table: str
    statements: tuple[str, ...]


def _sqlite_guards() -> list[Guard]:
    guards = []
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            name = f"guard_{table}_{verb.lower()}"
            refusal = f"SELECT RAISE(ABORT, '{table} is append-only')"
            body = f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN {refusal}; END"
            guards.append(Guard(name, table, (body,)))
    insert = f"INSERT INTO search_fts(rowid, folded) VALUES (new.id, {SEARCHED.format('new.')})"
    delete = f"INSERT INTO search_fts(search_fts, rowid, folded) VALUES ('delete', old.id, {SEARCHED.format('old.')})"
    for verb, body in (("INSERT", f"{insert};"), ("DELETE", f"{delete};"), ("UPDATE", f"{delete}; {insert};")):
        name = f"search_entries_{verb.lower()}"
        guards.append(
            Guard(name, "search_entries", (f"CREATE TRIGGER {name} AFTER {verb} ON search_entries BEGIN {body} END",))
        )
    return guards


def _postgres_guards() -> list[Guard]:
    guards = []
    for table in APPEND_ONLY:
        for verb, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
            name = f"guard_{table}_{verb.lower()}"
            body = f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH {each} EXECUTE FUNCTION crm_append_only()"
            guards.append(Guard(name, table, (body,)))
    for table in SIGNED:
        name = f"guard_{table}_insert"
        body = f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION crm_own_name()"
        guards.append(Guard(name, table, (body,)))
    name = f"guard_{ASIDE}_insert"
    body = f"CREATE TRIGGER {name} BEFORE INSERT ON {ASIDE} FOR EACH ROW EXECUTE FUNCTION crm_own_moment()"
    return [*guards, Guard(name, ASIDE, (body,))]


_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION crm_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$
"""

_UNLESS_A_SEAT = """\
  IF NOT EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles s ON s.oid = m.member
                 WHERE s.rolname = session_user AND g.rolname LIKE 'crm\\_%') THEN
    RETURN NEW;
  END IF;
"""
"""Whoever owns the database restores the rows of others."""

_OWN_NAME = f"""
CREATE OR REPLACE FUNCTION crm_own_name() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE own boolean;
BEGIN
{_UNLESS_A_SEAT}  IF TG_TABLE_NAME = 'documents' THEN
    EXECUTE format('SELECT coalesce(bool_or(login = session_user), true) FROM %I.employees WHERE name = $1',
                   TG_TABLE_SCHEMA) INTO own USING NEW.issued_by;
  ELSIF NEW.employee_id IS NULL THEN
    EXECUTE format('SELECT NOT EXISTS (SELECT FROM %I.employees WHERE name = $1)', TG_TABLE_SCHEMA)
      INTO own USING NEW.actor;
  ELSE
    EXECUTE format('SELECT EXISTS (SELECT FROM %I.employees WHERE id = $1 AND login = session_user AND name = $2)',
                   TG_TABLE_SCHEMA) INTO own USING NEW.employee_id, NEW.actor;
  END IF;
  IF NOT own THEN
    RAISE EXCEPTION '% is signed by whoever writes it', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$
"""
"""A seat signs with its own name, or as the program itself with nobody's."""

_OWN_MOMENT = f"""
CREATE OR REPLACE FUNCTION crm_own_moment() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE own boolean;
BEGIN
{_UNLESS_A_SEAT}
  EXECUTE format('SELECT EXISTS (SELECT FROM %I.audit WHERE id = $1 AND xmin = pg_current_xact_id()::xid)',
                 TG_TABLE_SCHEMA) INTO own USING NEW.audit_id;
  IF NOT own THEN
    RAISE EXCEPTION '% is written with its row of the journal', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$
"""


INDEXES = {
    "ix_stock_available": "CREATE INDEX IF NOT EXISTS ix_stock_available"
    " ON stock ((on_hand - reserved), product_id, warehouse_id)",
}
"""Over expressions, by name: batch mode loses these too, and no reflection sees them on SQLite."""


def declared(dialect: str) -> list[Guard]:
    return _sqlite_guards() if dialect == "sqlite" else _postgres_guards()


def present(connection: Connection) -> dict[str, str]:
    """Name -> text of the triggers that are there; on Postgres a disabled one counts as absent."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    else:
        rows = connection.execute(
            text(
                "SELECT t.tgname, pg_get_triggerdef(t.oid, true) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND c.relnamespace = current_schema()::regnamespace"
            )
        )
    return {row[0]: row[1] for row in rows}


def reinstall(connection: Connection) -> None:
    """Drops what bears a declared name and creates the declared set; part of every upgrade's transaction.

    On the way to an older revision some of the tables are not there yet.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text(_POSTGRES_FUNCTION))
        for function in (_OWN_NAME, _OWN_MOMENT):
            connection.exec_driver_sql(function.replace("%", "%%"))
        valuing.install(connection)
    there, tables = present(connection), set(inspect(connection).get_table_names())
    for guard in declared(connection.dialect.name):
        if guard.table not in tables:
            continue
        if guard.name in there:
            on = "" if connection.dialect.name == "sqlite" else f" ON {guard.table}"
            connection.exec_driver_sql(f"DROP TRIGGER {guard.name}{on}")
        for statement in guard.statements:
            connection.exec_driver_sql(statement)
    for statement in INDEXES.values():
        connection.exec_driver_sql(statement)


@contextmanager
def search_index_later(connection: Connection) -> Iterator[None]:
    """For a bulk load in one transaction: SQLite's search index is rebuilt once behind it."""
    if connection.dialect.name != "sqlite":
        yield
        return
    for guard in declared("sqlite"):
        if guard.table == "search_entries":
            connection.exec_driver_sql(f"DROP TRIGGER {guard.name}")
    yield
    connection.exec_driver_sql("INSERT INTO search_fts(search_fts) VALUES ('rebuild')")
    reinstall(connection)


@contextmanager
def checks_at_once(connection: Connection, tables: Iterable[str]) -> Iterator[None]:
    """For a bulk load in one transaction: SQLite proves the CHECKs of `tables` once behind it, not row by row.

    Raises ValueError when a row breaks one; the caller's transaction is not to be committed then.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
    inspector = inspect(connection)
    for table in tables:
        checks = {str(check["name"]): check["sqltext"] for check in inspector.get_check_constraints(table)}
        broken = " OR ".join(f"NOT ({condition})" for condition in checks.values())
        if broken and connection.exec_driver_sql(f"SELECT 1 FROM {table} WHERE {broken} LIMIT 1").first() is not None:
            raise ValueError(f"{table}: a row breaks one of {', '.join(checks)}")


def missing(connection: Connection) -> list[str]:
    """Declared triggers and indexes that are not there; triggers also where their text (on Postgres: or function)
    differs from the declared one."""
    there = present(connection)
    wrong = [g.name for g in declared(connection.dialect.name) if there.get(g.name) != g.statements[0]]
    catalogue = (
        "SELECT name FROM sqlite_master WHERE type = 'index'"
        if connection.dialect.name == "sqlite"
        else "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()"
    )
    found = set(connection.execute(text(catalogue)).scalars())
    wrong += [name for name in INDEXES if name not in found]
    if connection.dialect.name == "postgresql":
        made_by = {"crm_append_only": _POSTGRES_FUNCTION, "crm_own_name": _OWN_NAME, "crm_own_moment": _OWN_MOMENT}
        for function, made in made_by.items():
            found_body = text("SELECT prosrc FROM pg_proc WHERE proname = :name")
            body = connection.execute(found_body, {"name": function}).scalar()
            if body is None or f"$${body}$$" not in made:
                wrong.append(f"{function}()")
        wrong += valuing.missing(connection)
    return wrong
