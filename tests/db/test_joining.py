"""A second form of the same person soon after the first joins its inquiry; two at once are one inquiry."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from sqlalchemy import event, func, select

from crm_desktop.inquiries.queries import show_inquiry
from crm_desktop.inquiries.records import LoseInquiry
from crm_desktop.inquiries.service import lose_inquiry
from crm_desktop.intake.interpreting import interpret, interpret_some
from crm_desktop.intake.records import Interpreted, Received
from crm_desktop.intake.submissions import receive
from crm_desktop.work import execute
from db.models.customers import CustomerRow
from db.models.sales import InquiryRow, OpportunityRow
from db.models.system import SettingRow
from db.session import Database
from db.vocabulary import LostReason, Outcome
from tests.company import Shop
from tests.db.door import URLENCODED

NOON = datetime(2025, 1, 13, 11, tzinfo=UTC)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def sent(shop: Shop, message: str, *, minutes: float = 0, **fields: str) -> int:
    told = {"name": "Jan Lis", "email": "jan@lis.pl", "message": message, **fields}
    with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
        return receive(shop.database, Received("kontakt", urlencode(told).encode(), URLENCODED)).submission_id


def read(shop: Shop, message: str, **told: Any) -> Interpreted:
    return interpret(shop.database, sent(shop, message, **told))


def count(database: Database, table: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_that_a_second_form_joins_the_open_inquiry_with_its_words_and_goods(shop: Shop) -> None:
    shop.product("MK-1")
    shop.product("MK-2")
    first = read(shop, "Ile kosztuje?", product="MK-1", quantity="2")
    second = read(shop, "I jeszcze to", minutes=29, product="MK-2", quantity="3")
    assert (second.outcome, second.number, second.reason) == (
        Outcome.UPDATE,
        first.number,
        "dołączono do zapytania, które ta osoba wysłała przed chwilą",
    )
    with shop.database.read() as session:
        card = show_inquiry(session, first.number)
    assert [(line.code, line.quantity) for line in card.products] == [("MK-1", 2_000), ("MK-2", 3_000)]
    assert next(entry.text for entry in card.timeline if entry.what == "form").startswith("I jeszcze to")
    assert card.row.follow_up_on is None  # the promised time is still what it waits for
    assert (count(shop.database, InquiryRow), count(shop.database, OpportunityRow)) == (1, 1)


def test_that_later_or_after_it_was_closed_it_is_an_inquiry_of_its_own(shop: Shop) -> None:
    first = read(shop, "Pierwsze")
    assert read(shop, "Drugie", minutes=31).outcome is Outcome.INQUIRY
    execute(shop.database, lose_inquiry, LoseInquiry(first.number, LostReason.OTHER), actor=shop.actor)
    with shop.database.read() as session:
        numbers = list(session.scalars(select(InquiryRow.number).where(InquiryRow.open)))
    for number in numbers:
        execute(shop.database, lose_inquiry, LoseInquiry(number, LostReason.OTHER), actor=shop.actor)
    assert read(shop, "Trzecie", minutes=5).outcome is Outcome.INQUIRY


def test_that_another_person_or_a_colleague_of_the_same_company_is_not_joined(shop: Shop) -> None:
    read(shop, "Od Jana", nip="1234563218")
    assert read(shop, "Od Oli", name="Ola", email="ola@lis.pl", nip="1234563218").outcome is Outcome.INQUIRY
    assert read(shop, "Od obcego", name="Obcy", email="obcy@x.pl").outcome is Outcome.INQUIRY
    assert count(shop.database, CustomerRow) == 2


def test_that_forms_understood_under_one_commit_join_too_and_lines_of_a_table_do_not(shop: Shop) -> None:
    interpret_some(shop.database, [sent(shop, "Raz"), sent(shop, "Dwa"), sent(shop, "Trzy", email="ewa@x.pl")])
    assert count(shop.database, InquiryRow) == 2
    table = b"name,email,message\nUla,ula@x.pl,raz\nUla,ula@x.pl,dwa\n"
    stored = receive(shop.database, Received("tabela", table, "text/csv")).submission_id
    assert [one.outcome for one in interpret(shop.database, stored).records] == [Outcome.INQUIRY, Outcome.INQUIRY]


def test_that_two_interpreters_with_two_forms_of_one_new_person_make_one_inquiry(shop: Shop) -> None:
    for round_number in range(5):
        keys = [sent(shop, f"{n}", email=f"nowa{round_number}@x.pl") for n in range(4)]
        before = count(shop.database, InquiryRow), count(shop.database, CustomerRow)
        ready, found = threading.Barrier(len(keys)), list[Interpreted]()

        def understand(key: int, ready: threading.Barrier = ready, found: list[Interpreted] = found) -> None:
            ready.wait()
            found.append(interpret(shop.database, key))

        threads = [threading.Thread(target=understand, args=(key,)) for key in keys]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        after = count(shop.database, InquiryRow), count(shop.database, CustomerRow)
        assert after == (before[0] + 1, before[1] + 1)
        assert sorted(one.outcome.value for one in found) == ["inquiry", "update", "update", "update"]
        assert len({one.number for one in found}) == 1


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Europe/Warsaw", "Etc/GMT+12"])
def test_that_the_same_form_is_a_double_for_a_day_wherever_the_companys_midnight_is(shop: Shop, zone: str) -> None:
    with shop.database.write() as session:
        session.merge(SettingRow(key="time_zone", value=zone))
        session.commit()
    for hours in range(24):  # whatever the company's clock shows when it first comes
        form = Received("kontakt", f"name=Jan&message=hour{hours}".encode(), URLENCODED)
        doubles = []
        for later in (0, 1, 12, 23):
            with time_machine.travel(NOON + timedelta(hours=hours + later), tick=False):
                doubles.append(receive(shop.database, form).duplicate)
        with time_machine.travel(NOON + timedelta(hours=hours + 49), tick=False):
            doubles.append(receive(shop.database, form).duplicate)
        assert doubles == [False, True, True, True, False]


def test_that_sqlite_looks_for_open_inquiries_among_the_persons_own(shop: Shop) -> None:
    """Not among all that came lately: behind a backlog those are thousands."""
    if not shop.database.is_sqlite:
        pytest.skip("a server knows by its statistics")
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, text: str, values: Any, *_told: object) -> None:
        if "FROM inquiries" in text and "received_at >=" in text:
            asked.append((text, values))

    event.listen(shop.database.engine, "before_cursor_execute", note)
    read(shop, "Ile kosztuje?")
    with shop.database.engine.connect() as connection:
        [(text, values)] = asked
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values).all()
    assert plan[0][3] == "SEARCH inquiries USING INDEX ix_inquiries_customer_id (customer_id=?)"
