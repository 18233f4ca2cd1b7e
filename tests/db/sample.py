"""One loaded sample company a module, for tests that only read it or roll back what they do."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from crm_desktop.demo.load import load
from crm_desktop.opening import open_company
from db.session import Database
from tests.conftest import TEMPLATE
from tests.postgres import PostgresServer

NOW = datetime(2025, 3, 4, 10, 37, tzinfo=UTC)


@contextmanager
def sample_company(
    kind: str, template: Path, server: PostgresServer, folder: Path, *, orders: int
) -> Iterator[Database]:
    """`kind` "sqlite" or "postgres"; gone afterwards."""
    name = f"s_{uuid.uuid4().hex[:12]}"
    if kind == "sqlite":
        shutil.copy(template, folder / "company.db")
        url = f"sqlite:///{folder / 'company.db'}"
    else:
        url = server.create(name, template=TEMPLATE)
    database = open_company(url)
    load(database, orders=orders, seed=1, now=NOW)
    try:
        yield database
    finally:
        database.close()
        if kind == "postgres":
            server.drop(name)
