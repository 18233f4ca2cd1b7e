"""Fixtures of the tests that run on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.session import Database
from tests.company import Shop
from tests.db.door import Door
from tests.db.line import Line
from tests.db.terminal import Terminal


@pytest.fixture
def door(database: Database) -> Iterator[Door]:
    opened = Door(database)
    yield opened
    opened.close()


@pytest.fixture
def line(database: Database, database_url: str, capfd: pytest.CaptureFixture[str]) -> Line:
    return Line(database_url, capfd)


@pytest.fixture
def terminal(shop: Shop, database_url: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Terminal:
    """A company with two goods in stock and a bakery."""
    shop.product("MK-1", stock=10_000)
    shop.product("MK-2", price=120_000, stock=10_000)
    shop.customer(nip="1234563218", email="a@b.example")
    return Terminal(shop, database_url, tmp_path, capfd)
