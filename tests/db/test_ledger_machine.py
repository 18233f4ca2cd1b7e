"""The ledger holds, whatever happens to stock in whatever order, on both databases and by both methods of cost."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import event

from crm_desktop.opening import open_company
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.verify import verify
from db.vocabulary import CostMethod
from tests.company import Shop
from tests.conftest import TEMPLATE
from tests.db.ledger_machine import LedgerMachine, World
from tests.postgres import PostgresServer

EXAMPLES, DEEP = 200, 2_000


@pytest.fixture(params=["sqlite", "postgres"])
def worlds(
    request: pytest.FixtureRequest, sqlite_template: Path, postgres_server: PostgresServer, tmp_path: Path
) -> Iterator[dict[CostMethod, World]]:
    made = {}
    for method in CostMethod:
        if request.param == "sqlite":
            shutil.copy(sqlite_template, tmp_path / f"{method}.db")
            url = f"sqlite:///{tmp_path / f'{method}.db'}"
        else:
            url = postgres_server.create(f"machine_{method}", template=TEMPLATE)
        database = open_company(url)
        if database.is_sqlite:
            event.listen(database.engine, "connect", _without_waiting)
            database.engine.dispose()
        with database.read() as session:
            actor = actor_by_login(session, "admin", place="hala")
        made[method] = World(Shop(database, actor), method)
        made[method].settle()
    yield made
    for method, world in made.items():
        world.shop.database.close()
        if request.param == "postgres":
            postgres_server.drop(f"machine_{method}")


def _without_waiting(connection: Any, _record: object) -> None:
    """Nothing here is to survive a power cut."""
    connection.execute("PRAGMA synchronous = OFF")


def run(worlds: dict[CostMethod, World], *, examples: int, steps: int) -> None:
    machine = type("Machine", (LedgerMachine,), {"worlds": worlds})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    for world in worlds.values():
        with world.shop.database.read() as session:
            assert verify(session).problems == ()
        print(f"{world.method}: {world.steps} steps", dict(sorted(world.tried.items())))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_that_the_ledger_holds_whatever_happens(worlds: dict[CostMethod, World]) -> None:
    run(worlds, examples=EXAMPLES, steps=9)


@pytest.mark.deep
@pytest.mark.timeout(3600)
def test_that_the_ledger_holds_whatever_happens_for_long(worlds: dict[CostMethod, World]) -> None:
    run(worlds, examples=DEEP, steps=12)
