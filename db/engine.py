"""Opens the one SQLite file or the office PostgreSQL, each with the settings that keep its promises."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, NullPool, create_engine, event, make_url

from db.bare import run

READ_ONLY = "crm_read_only"
BUSY_TIMEOUT_MS = 5_000
WIRE = {
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""A cut cable is noticed within some twenty seconds, not after the hours and minutes of the system's own patience
(seconds; the last, milliseconds, is known to Linux alone)."""


def make_engine(url: str | URL) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    engine = create_engine(
        parsed,
        hide_parameters=True,
        pool_size=1,  # a seat at rest holds this one and the one that listens: twenty seats stay within 60
        max_overflow=3,
        pool_pre_ping=False,
        connect_args={"connect_timeout": 5, "application_name": "crm-desktop", **wire(parsed)},
    )
    event.listen(engine, "handle_error", _without_rows)
    return engine


def _without_rows(context: ExceptionContext) -> None:
    """What the server says beside its sentence quotes rows: neither a log nor a crash report shall hold a person's."""
    if not getattr(getattr(context.original_exception, "diag", None), "message_detail", None):
        return
    for fault in (context.original_exception, context.sqlalchemy_exception):
        if fault is not None and fault.args:
            fault.args = (str(fault.args[0]).split("\nDETAIL:", 1)[0], *fault.args[1:])


def listening_engine(url: URL) -> Engine:
    """For one connection that is held, each statement by itself: to be told of changes and read them."""
    return create_engine(
        url,
        poolclass=NullPool,
        hide_parameters=True,
        isolation_level="AUTOCOMMIT",
        connect_args={"connect_timeout": 5, "application_name": "crm-desktop changes", **wire(url)},
    )


def wire(url: URL) -> dict[str, Any]:
    """What every connection to a server is told of the way there."""
    return {**WIRE, **_tls(url)}


def _tls(url: URL) -> dict[str, str]:
    """What leaves this machine leaves encrypted, unless the address says otherwise."""
    told = url.query.get("host", ())  # as for a server with a standby: ?host=a:5432&host=b:5432
    hosts = [url.host] if url.host else [told] if isinstance(told, str) else list(told)
    if "sslmode" in url.query or all(_is_here(host) for host in hosts):
        return {}
    return {"sslmode": "require"}


def _is_here(host: str) -> bool:
    """This machine: loopback, or a socket's folder."""
    name = host.rsplit(":", 1)[0] if host.count(":") == 1 else host.strip("[]")
    return name in ("localhost", "::1") or name.startswith(("127.", "/"))


def _sqlite(url: URL) -> Engine:
    wait = {"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False}
    in_memory = url.database in (None, "", ":memory:") or url.query.get("mode") == "memory"  # no pool, one connection
    # the connection used last knows most of the file's pages, any other reads them anew after every write
    engine = create_engine(
        url, hide_parameters=True, connect_args=wait, **({} if in_memory else {"pool_use_lifo": True})
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "temp_store=MEMORY",
        "cache_size=-65536",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A write takes its lock at once: a read that turns into a write would fail whatever the busy timeout is."""
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    run(connection, "BEGIN" if read_only else "BEGIN IMMEDIATE").close()
