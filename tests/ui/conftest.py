"""The window's tests: one application, Polish from fresh translations, no thread left behind."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tools.translations import release
from ui import operations, prompts
from ui.application import make_application, set_language
from ui.theme import Meaning


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    release()
    return make_application(["tests"], language="pl", scheme="light")


@pytest.fixture(autouse=True)
def quiet(qapp: QApplication) -> Iterator[None]:
    """Every test begins in Polish and leaves no work and no thread behind."""
    set_language(qapp, "pl")
    yield
    operations.shutdown()
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("crm-")]
    assert left == []


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


@pytest.fixture
def listener() -> Iterator[Listener]:
    someone = Listener()
    before = prompts.seat(someone)
    yield someone
    prompts.seat(before)
