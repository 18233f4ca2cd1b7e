"""Opens the one SQLite file or the office PostgreSQL, each with the settings that keep its promises."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url

READ_ONLY = "crm_read_only"
BUSY_TIMEOUT_MS = 5_000


def make_engine(url: str | URL) -> Engine:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed)
    return create_engine(
        parsed,
        pool_size=2,
        max_overflow=2,
        pool_pre_ping=False,
        connect_args={"connect_timeout": 5, "application_name": "crm-desktop", **_tls(parsed)},
    )


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
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000, "check_same_thread": False})
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
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
