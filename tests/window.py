"""What every test of the window shares: one application, Polish from fresh translations, no thread left behind."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tools.translations import release
from ui import operations
from ui.application import make_application, set_language
from ui.upkeep import Upkeep


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    release()
    app = make_application(["tests"], language="pl", scheme="light")
    Upkeep.of(app).end()  # each test of the window begins it, the others are as Python is
    return app


@pytest.fixture(autouse=True)
def quiet(qapp: QApplication) -> Iterator[None]:
    """Every test begins in Polish and leaves no work and no thread behind."""
    set_language(qapp, "pl")
    upkeep = Upkeep.of(qapp)
    upkeep.begin()
    yield
    operations.shutdown()
    upkeep.end()
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("crm-")]
    assert left == []
