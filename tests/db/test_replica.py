"""Reports on a read replica that follows by streaming: the primary's figures, or the primary's own answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import event

from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.replica import Replica
from crm_desktop.analytics.report import run_report
from crm_desktop.commands import dispatch
from crm_desktop.opening import open_company
from crm_desktop.staff.queries import actor_by_login
from db import migrations
from db.session import Database
from tests.company import Shop
from tests.postgres import PostgresServer, binaries

pytestmark = pytest.mark.slow
EVER = (date(2020, 1, 1), date(2040, 12, 31))


@dataclass
class Followed:
    """A company, the server that copies it, and every statement that was asked of the copy."""

    shop: Shop
    replica: Replica
    copy: PostgresServer
    asked: list[str]

    @property
    def answered(self) -> bool:
        """The report itself ran on the copy since the last look."""
        found = any("FROM order_lines" in statement for statement in self.asked)
        self.asked.clear()
        return found


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[PostgresServer, PostgresServer]]:
    folder = binaries()
    assert folder is not None
    primary = PostgresServer(folder)
    database = Database.open(primary.create("crm"))
    migrations.upgrade(database)
    database.close()
    copy = PostgresServer(folder, copy_of=primary)
    yield primary, copy
    copy.stop()
    primary.stop()


@pytest.fixture
def followed(servers: tuple[PostgresServer, PostgresServer]) -> Iterator[Followed]:
    primary, copy = servers
    database = open_company(primary.url("crm"))
    with database.read() as session:
        actor = actor_by_login(session, "admin", place="office")
    replica = Replica(database, copy.url("crm"))
    asked: list[str] = []
    event.listen(replica.database.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    yield Followed(Shop(database, actor), replica, copy, asked)
    replica.close()
    database.close()


def sold(followed: Followed, code: str) -> None:
    shop = followed.shop
    shop.place(shop.customer(f"Klient {code}"), (shop.product(code), 1_000))


def test_that_a_report_on_the_replica_equals_the_primarys(followed: Followed) -> None:
    for number in range(5):
        sold(followed, f"R{number}")
        for name in ("products", "customers", "months", "funnel", "changes", "people"):
            request = ReportRequest(name, *EVER, compare="year")
            assert run_report(followed.shop.database, request, replica=followed.replica) == run_report(
                followed.shop.database, request
            )
    assert followed.answered


def test_that_a_replica_that_lags_does_not_answer_and_one_that_caught_up_does(followed: Followed) -> None:
    request = ReportRequest("products", *EVER)
    followed.copy.run("SELECT pg_wal_replay_pause()")
    sold(followed, "LAG")
    report = run_report(followed.shop.database, request, replica=followed.replica)
    assert not followed.answered
    assert report == run_report(followed.shop.database, request)
    assert any(row.keys == ("LAG",) for row in report.rows)  # type: ignore[union-attr]  # rows of sales
    followed.copy.run("SELECT pg_wal_replay_resume()")
    assert run_report(followed.shop.database, request, replica=followed.replica) == report
    assert followed.answered


def test_that_a_replica_that_is_away_costs_nothing_but_its_answer(
    followed: Followed, servers: tuple[PostgresServer, PostgresServer], capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = Replica(followed.shop.database, "postgresql+psycopg://crm@127.0.0.1:1/crm")
    request = ReportRequest("months", *EVER)
    for _ in range(2):
        assert run_report(followed.shop.database, request, replica=nowhere) == run_report(
            followed.shop.database, request
        )
    nowhere.close()
    call = "report months --from 2020-01-01 --to 2040-12-31 --json --db".split()
    primary, copy = servers
    assert dispatch.run([*call, primary.url("crm"), "--replica", copy.url("crm")]) == 0
    on_the_copy = capsys.readouterr().out
    assert dispatch.run([*call, primary.url("crm")]) == 0
    assert capsys.readouterr().out == on_the_copy
    assert dispatch.run([*call, "sqlite://", "--replica", copy.url("crm")]) == 2
