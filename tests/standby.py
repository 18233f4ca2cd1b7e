"""A primary that answers only what its standby holds too, and one address for both."""

import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from db import migrations
from db.session import Database
from tests.postgres import PostgresServer

PATIENCE_SECONDS = 60


@dataclass
class Pair:
    primary: PostgresServer
    standby: PostgresServer
    dead: bool = False

    @classmethod
    def make(cls, folder: Path) -> "Pair":
        """Both run, and the standby holds all that the primary answers; the company `crm` is migrated and empty."""
        primary = PostgresServer(folder)
        database = Database.open(primary.create("crm"))
        migrations.upgrade(database)
        database.close()
        standby = PostgresServer(folder, copy_of=primary)
        primary.run("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
        primary.run("SELECT pg_reload_conf()")
        _wait_until_both_hold(primary)
        return cls(primary, standby)

    @property
    def url(self) -> str:
        hosts = "&".join(f"host=127.0.0.1:{server.port}" for server in (self.primary, self.standby))
        return f"postgresql+psycopg://crm@/crm?{hosts}&target_session_attrs=read-write"

    @property
    def plain(self) -> str:
        """As libpq wants it."""
        ports = f"{self.primary.port},{self.standby.port}"
        hosts = "host=127.0.0.1,127.0.0.1"
        return f"{hosts} port={ports} user=crm dbname=crm target_session_attrs=read-write"

    def fail_over(self) -> None:
        self.primary.kill()
        self.dead = True
        self.standby.promote()

    def stop(self) -> None:
        self.standby.stop()
        if not self.dead:
            self.primary.stop()


def _wait_until_both_hold(primary: PostgresServer) -> None:
    database = Database.open(primary.url("crm"))
    states: list[str] = []
    end = time.monotonic() + PATIENCE_SECONDS
    while states != ["sync"]:
        assert time.monotonic() < end, states
        with database.read() as session:
            states = list(session.execute(text("SELECT sync_state FROM pg_stat_replication")).scalars())
    database.close()
