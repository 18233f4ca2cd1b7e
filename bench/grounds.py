"""Where it is measured: a SQLite file and a durable PostgreSQL, each with a template that every round copies."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any, Protocol

import psycopg

from db import migrations
from db.engine import make_engine
from db.session import Database
from tests.postgres import PostgresServer


class Ground(Protocol):
    """`fresh` opens a copy of the template `name`; `keep` makes a database that is closed the template `name`."""

    name: str
    begin: str

    def empty(self) -> Database: ...
    def fresh(self, template: str) -> Database: ...
    def keep(self, database: Database, template: str) -> None: ...
    def drop(self, database: Database) -> None: ...
    def driver(self, database: Database) -> Any: ...


class SqliteGround:
    name = "SQLite"
    begin = "BEGIN IMMEDIATE"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def _open(self, template: str = "") -> Database:
        self._count += 1
        path = self._folder / f"copy-{self._count}.db"
        if template:
            shutil.copy(self._folder / f"{template}.db", path)
        return Database.open(f"sqlite:///{path}")

    def empty(self) -> Database:
        database = self._open()
        migrations.upgrade(database)
        return database

    def fresh(self, template: str) -> Database:
        return self._open(template)

    def keep(self, database: Database, template: str) -> None:
        database.close()  # the last connection folds the log into the file
        shutil.move(str(database.url.database), self._folder / f"{template}.db")

    def drop(self, database: Database) -> None:
        database.close()
        for ending in ("", "-wal", "-shm"):
            Path(f"{database.url.database}{ending}").unlink(missing_ok=True)

    def driver(self, database: Database) -> sqlite3.Connection:
        """With the same settings that the program uses."""
        engine = make_engine(database.url)
        connection = engine.raw_connection()
        bare = connection.driver_connection
        connection.detach()
        engine.dispose()
        assert isinstance(bare, sqlite3.Connection)
        return bare


class PostgresGround:
    name = "PostgreSQL"
    begin = "BEGIN"

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._count = 0
        self._check_durable()

    def _check_durable(self) -> None:
        with psycopg.connect(self._server.url("postgres").replace("+psycopg", ""), autocommit=True) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                row = connection.execute(f"SHOW {setting}").fetchone()
                if row != ("on",):
                    raise RuntimeError(f"{setting} is {row}: what is measured would not be durable")

    def _open(self, template: str) -> Database:
        self._count += 1
        return Database.open(self._server.create(f"copy_{self._count}", template=template))

    def empty(self) -> Database:
        database = self._open("template1")
        migrations.upgrade(database)
        return database

    def fresh(self, template: str) -> Database:
        return self._open(template)

    def keep(self, database: Database, template: str) -> None:
        database.close()
        self._server.run(f'ALTER DATABASE "{database.url.database}" RENAME TO "{template}"')

    def drop(self, database: Database) -> None:
        database.close()
        self._server.drop(str(database.url.database))

    def driver(self, database: Database) -> Any:
        return psycopg.connect(
            database.url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True
        )
