"""A change is heard when it is committed, whoever else still writes; what is committed late is heard as well, and
nothing twice (law 10), on PostgreSQL."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from crm_desktop.customers.records import NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.live import ChangeWatch
from crm_desktop.opening import open_company
from crm_desktop.work import SYSTEM, execute
from db.changes import Cursor, read_after
from db.session import Database
from db.vocabulary import Topic


@pytest.fixture
def company(postgres_url: str) -> Iterator[Database]:
    opened = open_company(postgres_url)
    yield opened
    opened.close()


@pytest.fixture
def other(company: Database) -> Iterator[Database]:
    opened = open_company(company.url.render_as_string(hide_password=False))
    yield opened
    opened.close()


@pytest.fixture
def watch(company: Database) -> Iterator[ChangeWatch]:
    made = ChangeWatch(company)
    assert made.wait(0) == []
    yield made
    made.close()


LATE = text(
    "INSERT INTO changes (topic, record_id, what, label, at, actor, place, xid)"
    " SELECT :topic, 7, 'late', 'late', 0, 'Anna', '', pg_current_xact_id()::text::bigint"
)


def names(watch: ChangeWatch, seconds: float = 5) -> list[str]:
    return [change.label for change in watch.wait(seconds) if change.topic in (Topic.CUSTOMERS, Topic.ORDERS)]


def add(database: Database, name: str) -> None:
    execute(database, register_customer, NewCustomer(name), actor=SYSTEM)


def test_that_who_writes_for_long_holds_up_nobodys_news_and_is_heard_in_the_end(
    company: Database, other: Database, watch: ChangeWatch
) -> None:
    with other.write() as slow:
        slow.execute(LATE, {"topic": Topic.ORDERS.value})
        add(company, "Piekarnia")
        assert len(names(watch)) == 1
        add(company, "Bar")
        assert len(names(watch)) == 1
        assert names(watch, 0.3) == []  # neither a second time, while none of them is settled
        with company.read() as session:
            assert read_after(session, Cursor(0, 0))[0] == []
        slow.commit()
    assert names(watch) == ["late"]
    assert names(watch, 0.3) == []
    with company.read() as session:
        told = [one.what for one in read_after(session, Cursor(0, 0))[0]]
    assert told[0] == "late"  # it wrote first: a cursor that had gone on would have passed it by
    add(company, "Sklep")
    assert len(names(watch)) == 1


def test_that_who_is_rolled_back_holds_up_nothing_and_is_not_heard(
    company: Database, other: Database, watch: ChangeWatch
) -> None:
    with other.write() as slow:
        slow.execute(LATE, {"topic": Topic.ORDERS.value})
        add(company, "Piekarnia")
        assert len(names(watch)) == 1
        slow.rollback()
    add(company, "Bar")
    assert len(names(watch)) == 1
    assert names(watch, 0.3) == []
