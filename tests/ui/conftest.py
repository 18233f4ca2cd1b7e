"""The window's tests, and a person who writes down what they are told."""

import shutil
from collections.abc import Iterator

import pytest

from crm_desktop.opening import open_company
from crm_desktop.places import user_folder
from db.session import Database
from tests.window import qapp, quiet
from ui import prompts
from ui.theme import Meaning
from ui.tour import Onlooker

__all__ = ["qapp", "quiet"]


class Listener(prompts.Person):
    """A person who writes down what they are told, and answers as they were asked to."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, Meaning]] = []
        self.crashes: list[BaseException] = []
        self.agrees = True

    def tell(self, owner, text, meaning=Meaning.GOOD, *, action="", on_action=None) -> None:  # type: ignore[no-untyped-def]
        self.told.append((text, meaning))

    def crashed(self, fault: BaseException) -> None:
        self.crashes.append(fault)

    def confirm_irrevocable(self, owner, question, *, do_it) -> bool:  # type: ignore[no-untyped-def]
        self.told.append((question, Meaning.ATTENTION))
        return self.agrees


@pytest.fixture(autouse=True)
def nothing_typed() -> None:
    """What an earlier test typed and did not save is not given back to this one."""
    shutil.rmtree(user_folder() / "typed", ignore_errors=True)


@pytest.fixture
def listener() -> Iterator[Listener]:
    someone = Listener()
    before = prompts.seat(someone)
    yield someone
    prompts.seat(before)


@pytest.fixture
def onlooker() -> Iterator[Onlooker]:
    """A person to whom no bug may be reported."""
    someone = Onlooker()
    before = prompts.seat(someone)
    yield someone
    prompts.seat(before)
    assert someone.faults == []


@pytest.fixture
def company(sqlite_url: str) -> Iterator[Database]:
    """A migrated, empty company on SQLite; a module that works on both databases has its own."""
    opened = open_company(sqlite_url)
    yield opened
    opened.close()
