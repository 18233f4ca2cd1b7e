"""Fixtures of the tests that run on both databases."""

from collections.abc import Iterator

import pytest

from db.session import Database
from tests.db.door import Door


@pytest.fixture
def door(database: Database) -> Iterator[Door]:
    opened = Door(database)
    yield opened
    opened.close()
