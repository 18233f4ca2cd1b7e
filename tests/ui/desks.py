"""A company on both databases, who works in it, and a person at a window: for modules that import what they need.

A module takes `company` and `shop` by importing them; without, its company is the one of conftest.py, on SQLite.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from crm_desktop.opening import open_company
from crm_desktop.staff.queries import actor_by_login
from db.session import Database
from tests.company import Shop
from ui.desk import Desk
from ui.hands import Hands
from ui.widgets.choice import Choice


class Seated(Hands):
    """Hands over the window of a whole desk."""

    def __init__(self, app: QApplication, desk: Desk) -> None:
        super().__init__(app, desk.window)
        self.desk = desk


@contextmanager
def seated(app: QApplication, company: Database, folder: Path, tab: str = "") -> Iterator[Seated]:
    """At a tab, "" the first one; the window is as small as it may be."""
    desk = Desk(app, company, kept=QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat))
    desk.window.resize(1280, 720)
    desk.window.show()
    if tab:
        desk.room(tab)
    hands = Seated(app, desk)
    hands.settle()
    try:
        yield hands
    finally:
        desk.close()


@pytest.fixture(params=["sqlite", "postgres"])
def company(request: pytest.FixtureRequest) -> Iterator[Database]:
    opened = open_company(request.getfixturevalue(f"{request.param}_url"))
    yield opened
    opened.close()


@pytest.fixture
def shop(company: Database) -> Shop:
    with company.read() as session:
        return Shop(company, actor_by_login(session, "admin"))


@pytest.fixture
def anna(company: Database) -> Iterator[Shop]:
    """Another person at another workstation, over a connection of her own."""
    own = open_company(company.url.render_as_string(hide_password=False))
    with own.read() as session:
        admin = actor_by_login(session, "admin")
    yield Shop(own, replace(admin, name="Anna Wrona", place="magazyn"))
    own.close()


def both(where: Any, key: str) -> tuple[str, str]:
    """What was typed and what was saved meanwhile, as they stand beside each other."""
    return where.find(Choice, f"mine_{key}").value, where.find(Choice, f"theirs_{key}").value
