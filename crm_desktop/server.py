"""The office server as a person names it: its address, and what is wrong when it does not answer as it should."""

import socket
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import DBAPIError

from crm_desktop import settings
from crm_desktop.errors import Away, DatabaseNewer, DatabaseOlder, InvalidValue, KnownError
from db import migrations
from db.session import Database

PORT = 5432
PATIENCE_SECONDS = 4.0


class ServerAway(Away):
    """Nothing answers at `host`, `port`; `reason` is what the system said."""

    code = "server_away"


class WrongPassword(KnownError):
    """The server does not let `user` in."""

    code = "wrong_password"


class NoSuchDatabase(KnownError):
    """The server at `host` has no `database`."""

    code = "no_such_database"


class ServerRefused(KnownError):
    """The server answers and refuses; `reason` in its own words."""

    code = "server_refused"


class DatabaseEmpty(KnownError):
    """The `database` is there and was never set up."""

    code = "database_empty"


@dataclass(frozen=True, slots=True)
class Server:
    """What a person types."""

    host: str
    database: str
    user: str
    password: str = ""
    port: int = PORT


@dataclass(frozen=True, slots=True)
class ServerFound:
    """Whose database it is, and how long one question takes (milliseconds)."""

    company: str
    version: str
    milliseconds: float


def address_parts(typed: str) -> tuple[str, int]:
    """ "office", "192.168.1.10:5433", "[fe80::1]:5432", or a whole postgresql:// address -> host and port.

    Raises InvalidValue for what is no address.
    """
    plain = typed.strip()
    try:
        split = urlsplit(plain if "://" in plain else f"//{plain}")
        host, port = split.hostname or "", PORT if split.port is None else split.port
    except ValueError as fault:
        raise InvalidValue(field="address", value=typed, rule="address") from fault
    if not host or any(mark.isspace() for mark in host) or not 1 <= port <= 65_535:
        raise InvalidValue(field="address", value=typed, rule="address")
    return host, port


def url_of(server: Server, *, with_password: bool) -> str:
    made = URL.create(
        "postgresql+psycopg",
        username=server.user or None,
        password=server.password if with_password and server.password else None,
        host=server.host,
        port=server.port,
        database=server.database,
    )
    return made.render_as_string(hide_password=False)


def server_of(url: str) -> Server:
    """What a person would type for an address that was kept."""
    made = make_url(url)
    return Server(
        made.host or "", made.database or "", made.username or "", str(made.password or ""), made.port or PORT
    )


def with_password(url: str, password: str) -> str:
    """The same database, with what was kept apart from its address."""
    return make_url(url).set(password=password).render_as_string(hide_password=False)


def needs_password(url: str) -> bool:
    made = make_url(url)
    return made.get_backend_name() != "sqlite" and bool(made.username) and made.password is None


def try_server(server: Server) -> ServerFound:
    """Connects for real. Raises ServerAway, WrongPassword, NoSuchDatabase, ServerRefused, DatabaseEmpty,
    DatabaseOlder, DatabaseNewer."""
    _reach(server)
    database = Database.open(url_of(server, with_password=True))
    try:
        return _look(database, server)
    except DBAPIError as fault:
        raise _refusal(str(fault.orig), server) from fault
    finally:
        database.close()


def _reach(server: Server) -> None:
    try:
        socket.create_connection((server.host, server.port), PATIENCE_SECONDS).close()
    except (OSError, UnicodeError, OverflowError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise ServerAway(host=server.host, port=server.port, reason=reason) from fault


def _look(database: Database, server: Server) -> ServerFound:
    ours = migrations.head()
    with database.read() as session:
        theirs = migrations.current(session.connection())
        if theirs is None:
            raise DatabaseEmpty(database=server.database)
        if theirs != ours:
            raise (DatabaseOlder if theirs < ours else DatabaseNewer)(theirs=theirs, ours=ours)
        started = time.perf_counter()
        version = str(session.execute(text("SHOW server_version")).scalar()).split()[0]
        spent = (time.perf_counter() - started) * 1000
        return ServerFound(settings.load(session).company.name, version, spent)


def refused_at_the_door(url: str, said: str) -> KnownError | None:
    """WrongPassword or NoSuchDatabase where the server said so; None where it said something else, or nothing."""
    told = _refusal(said, server_of(url))
    return None if isinstance(told, ServerRefused) else told


def _refusal(said: str, server: Server) -> KnownError:
    """A refusal at the door carries no code, only words, in the server's own language (English or Polish)."""
    plain = said.lower()
    if "password" in plain or "hasł" in plain or "authentication" in plain or "role" in plain:
        return WrongPassword(user=server.user)
    if "database" in plain and ("does not exist" in plain or "nie istnieje" in plain):
        return NoSuchDatabase(database=server.database, host=server.host)
    return ServerRefused(reason=said.strip().splitlines()[-1] if said.strip() else "–")
