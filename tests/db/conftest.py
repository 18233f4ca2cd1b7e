"""Fixtures of the tests that run on both databases."""

from collections.abc import Iterator

import pytest

from db.session import Database
from tests.db.door import Door
from tests.db.line import Line


@pytest.fixture
def door(database: Database) -> Iterator[Door]:
    opened = Door(database)
    yield opened
    opened.close()


@pytest.fixture
def line(database: Database, database_url: str, capfd: pytest.CaptureFixture[str]) -> Line:
    return Line(database_url, capfd)
