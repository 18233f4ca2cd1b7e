"""`db init-server`: a PostgreSQL server made ready for an office: database, schema, roles, grants, the first seat."""

import argparse
from typing import Any

from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import DBAPIError

from crm_desktop.commands.context import Context
from crm_desktop.commands.shapes import password_from
from crm_desktop.connecting import connect
from crm_desktop.errors import DatabaseAway, KnownError, WrongCall
from crm_desktop.upgrading import bring_up
from db.engine import make_engine
from db.session import Database
from db.vocabulary import Role


class NotTheServersOwner(KnownError):
    """`user` may not make roles: the server's own superuser is asked for (on Debian: postgres)."""

    code = "not_the_servers_owner"


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    parser.add_argument("--admin", default="admin", help="login of the first seat")
    parser.add_argument(
        "--password-file", metavar="FILE", help="the first seat's password, its first line; - to type it"
    )


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    if not context.url or make_url(context.url).get_backend_name() != "postgresql":
        raise WrongCall(problem="--db: db init-server wants postgresql+psycopg://superuser@host/database")
    password = password_from(arguments.password_file)
    created = _make_database(make_url(context.url))
    database = connect(context.url)
    try:
        return {"ok": True, "created": created, **_set_up(database, arguments.admin, password)}
    finally:
        database.close()


def _make_database(url: URL) -> bool:
    """Whether it was not there before."""
    engine = make_engine(url.set(database="postgres")).execution_options(isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            if not connection.execute(text("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).scalar():
                raise NotTheServersOwner(user=url.username or "")
            found = connection.execute(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": url.database})
            if found.scalar():
                return False
            quoted = connection.dialect.identifier_preparer.quote(url.database or "crm")
            connection.exec_driver_sql(f"CREATE DATABASE {quoted} ENCODING 'UTF8' TEMPLATE template0")
            return True
    except DBAPIError as fault:
        raise DatabaseAway(reason=str(fault.orig)) from fault
    finally:
        engine.dispose()


def _set_up(database: Database, login: str, password: str | None) -> dict[str, Any]:
    from crm_desktop.staff.seats import first_admin
    from db import grants, migrations

    bring_up(database)
    migrations.upgrade(database)
    with database.engine.begin() as connection:
        grants.install(connection)
    first_admin(database, login, password)
    return {
        "database": database.url.database,
        "revision": migrations.head(),
        "roles": [grants.group(role) for role in Role],
        "admin": login,
    }
