"""Which rows of a table a seat of an office server reads or adds, where its table as a whole says too much.

`commands` holds answers to what others did; among the settings stands what the ready form's pages are signed with;
history names sellers who no longer work here, and whoever brings it in makes nobody who does.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text

from db.rights import ROLES
from db.vocabulary import Role

_ALL_OF_IT = (Role.OWNER, Role.ADMIN)
_PAST = "((NOT active) AND ((role)::text = 'clerk'::text) AND ((name)::text <> 'system'::text))"
"""In the name of `system` the services sign the journal, as long as no employee is called so."""
_NO_LETTERS = (
    "((((kind)::text <> 'reply'::text) AND ((kind)::text <> 'submission'::text)) OR ((what)::text = 'told'::text))"
)
"""What customers and who sells write each other; that an order has left is told by whoever issues it."""
_READS_THE_SECRET = (Role.OWNER, Role.ADMIN, Role.RECEIVER, Role.INTERPRETER)


@dataclass(frozen=True, slots=True)
class Policy:
    """`rows` as PostgreSQL itself writes the condition, so that both can be compared."""

    name: str
    table: str
    verb: str
    roles: tuple[Role, ...]
    rows: str = "true"


def _held_by(table: str) -> str:
    return f"(EXISTS ( SELECT 1 FROM {table} held WHERE ((held.sha256)::text = (files.sha256)::text)))"


def _others(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    return tuple(role for role in ROLES if role not in roles)


POLICIES = (
    Policy("all_answers", "commands", "SELECT", _ALL_OF_IT),
    Policy(
        "own_answers",
        "commands",
        "SELECT",
        _others(_ALL_OF_IT),
        "(((seat)::text = (SESSION_USER)::text) OR ((name)::text ~~ 'import %'::text))",
    ),
    Policy("signed_answers", "commands", "INSERT", ROLES, "((seat)::text = (SESSION_USER)::text)"),
    Policy("all_settings", "settings", "SELECT", _READS_THE_SECRET),
    Policy("open_settings", "settings", "SELECT", _others(_READS_THE_SECRET), "((key)::text <> 'form_secret'::text)"),
    Policy("new_settings", "settings", "INSERT", (Role.ADMIN,)),
    Policy("set_settings", "settings", "UPDATE", (Role.ADMIN,)),
    Policy("all_told", "timeline", "SELECT", _others((Role.WAREHOUSE,))),
    Policy("told_by_us", "timeline", "SELECT", (Role.WAREHOUSE,), _NO_LETTERS),
    Policy("new_told", "timeline", "INSERT", ROLES),
    Policy("set_told", "timeline", "UPDATE", ROLES),
    Policy("all_files", "files", "SELECT", _others((Role.WAREHOUSE, Role.STATION))),
    Policy("files_of_orders", "files", "SELECT", (Role.WAREHOUSE,), _held_by("order_files")),
    Policy("files_of_mails", "files", "SELECT", (Role.STATION,), _held_by("message_files")),
    Policy("new_files", "files", "INSERT", ROLES),
    Policy("gone_files", "files", "DELETE", ROLES),
    Policy("all_people", "employees", "SELECT", ROLES),
    Policy("new_people", "employees", "INSERT", (Role.ADMIN,)),
    Policy("past_people", "employees", "INSERT", (Role.CLERK, Role.OWNER), _PAST),
    Policy("set_people", "employees", "UPDATE", (Role.ADMIN,)),
)
"""Whoever imports learns that others brought the same bytes in before: those answers are everybody's."""


def install(connection: Connection) -> None:
    """Exactly as declared, whatever was there; whoever owns the tables reads all rows anyway."""
    for table, name in _present(connection):
        connection.exec_driver_sql(f'DROP POLICY "{name}" ON {table}')
    for table in dict.fromkeys(policy.table for policy in POLICIES):
        connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    for policy in POLICIES:
        roles = ", ".join(f"crm_{role.value}" for role in policy.roles)
        condition = "WITH CHECK" if policy.verb == "INSERT" else "USING"
        connection.exec_driver_sql(
            f"CREATE POLICY {policy.name} ON {policy.table} FOR {policy.verb} TO {roles}"
            f" {condition} ({policy.rows.replace('%', '%%')})"
        )


def _present(connection: Connection) -> dict[tuple[str, str], tuple[str, tuple[str, ...], str]]:
    """(table, name) -> verb, roles, condition."""
    rows = connection.execute(
        text(
            "SELECT tablename, policyname, cmd, roles::text[], coalesce(qual, with_check) FROM pg_policies"
            " WHERE schemaname = current_schema()"
        )
    )
    return {(row[0], row[1]): (row[2], tuple(sorted(row[3])), " ".join(row[4].split())) for row in rows}


def missing(connection: Connection) -> Iterator[str]:
    """Where they differ from what is declared, a line each."""
    there = _present(connection)
    wanted = {
        (p.table, p.name): (p.verb, tuple(sorted(f"crm_{role.value}" for role in p.roles)), p.rows) for p in POLICIES
    }
    for table, name in sorted({*there, *wanted}):
        if there.get((table, name)) != wanted.get((table, name)):
            yield f"rows: {name} on {table} is missing or changed"
    closed = text("SELECT relrowsecurity FROM pg_class WHERE oid = to_regclass(:table)")
    for table in dict.fromkeys(policy.table for policy in POLICIES):
        if not connection.execute(closed, {"table": table}).scalar():
            yield f"rows: {table} is open as a whole"
