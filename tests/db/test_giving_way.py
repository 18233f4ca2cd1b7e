"""A backlog gives way: who comes waits for none of it, and of what was broken off nothing is left or lost."""

import time

import pytest
from sqlalchemy import Pool, event, func, select

from crm_desktop.intake.channels.storing import Storekeeper
from crm_desktop.intake.interpreting import interpret_some
from crm_desktop.intake.records import Received
from crm_desktop.intake.submissions import receive
from crm_desktop.intake.worker import Interpreter
from crm_desktop.work import BrokenOff
from db.models.customers import CustomerRow, TimelineRow
from db.models.documents import NumberCounterRow
from db.models.intake import SubmissionQueueRow, SubmissionReadingRow
from db.models.sales import InquiryRow, OpportunityRow
from db.models.system import AuditRow, ChangeRow, SearchRow
from db.session import Database
from tests.company import Shop
from tests.db.door import URLENCODED

WRITTEN = (
    *(CustomerRow, TimelineRow, InquiryRow, OpportunityRow, SubmissionReadingRow, AuditRow, ChangeRow, SearchRow),
    *(SubmissionQueueRow, NumberCounterRow),
)


def form(number: int) -> Received:
    return Received("kontakt", f"name=Jan{number}&email=jan{number}@lis.pl&message=Ile".encode(), URLENCODED)


def counts(database: Database) -> list[int]:
    with database.read() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in WRITTEN]


@pytest.mark.parametrize("asked", [1, 2, 3, 4, 5, 6, 7])
def test_that_a_batch_broken_off_anywhere_leaves_nothing_and_is_understood_later(shop: Shop, asked: int) -> None:
    keys = [receive(shop.database, form(number)).submission_id for number in range(3)]
    before, answers = counts(shop.database), iter([False] * (asked - 1))
    with pytest.raises(BrokenOff):
        interpret_some(shop.database, keys, in_the_way=lambda: next(answers, True))
    assert counts(shop.database) == before
    interpret_some(shop.database, keys)
    with shop.database.read() as session:
        assert session.scalar(select(func.count()).select_from(InquiryRow)) == 3
        assert session.scalar(select(func.count()).select_from(SubmissionQueueRow)) == 0


def test_that_a_backlog_grows_less_though_somebody_always_waits(shop: Shop) -> None:
    for number in range(6):
        receive(shop.database, form(number))
    interpreter = Interpreter(shop.database, receiving=lambda: True)
    interpreter.start()
    _until(shop.database, 6)
    interpreter.stop()
    with shop.database.read() as session:
        assert session.scalar(select(func.count()).select_from(SubmissionQueueRow)) == 0


def test_that_storing_and_understanding_open_a_connection_each_and_keep_it(database: Database) -> None:
    opened: list[object] = []

    def note(*told: object) -> None:
        opened.append(told)

    keeper = Storekeeper(database)
    interpreter = Interpreter(database, receiving=keeper.receiving)
    with database.read() as session:
        session.connection()  # that of whoever looks
    event.listen(Pool, "connect", note)
    keeper.start()
    interpreter.start()
    for number in range(5):
        keeper.store(form(number)).result(20)
        interpreter.wake()
        _until(database, number + 1)
    keeper.stop()
    interpreter.stop()
    event.remove(Pool, "connect", note)
    assert len(opened) <= 2


def _until(database: Database, understood: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with database.read() as session:
            if session.scalar(select(func.count()).select_from(InquiryRow)) == understood:
                return
        time.sleep(0.01)
    raise AssertionError("not understood")
