"""A backlog gives way: who comes waits for none of it, and of what was broken off nothing is left or lost."""

import time
from itertools import count

from sqlalchemy import Engine, Pool, event, func, select

from crm_desktop.intake.channels.storing import Storekeeper
from crm_desktop.intake.interpreting import interpret_some
from crm_desktop.intake.records import Received
from crm_desktop.intake.submissions import receive
from crm_desktop.intake.worker import MOST_BEFORE, Interpreter
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

PATIENCE_SECONDS = 60


def form(number: int) -> Received:
    return Received("kontakt", f"name=Jan{number}&email=jan{number}@lis.pl&message=Ile".encode(), URLENCODED)


def counts(database: Database) -> list[int]:
    with database.read() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in WRITTEN]


def test_that_a_batch_broken_off_anywhere_leaves_nothing_and_is_understood_later(shop: Shop) -> None:
    keys = [receive(shop.database, form(number)).submission_id for number in range(3)]
    before, asked = counts(shop.database), 0
    while True:
        asked += 1
        answers = iter([False] * (asked - 1))
        try:
            interpret_some(shop.database, keys, in_the_way=lambda answers=answers: next(answers, True))
        except BrokenOff:
            assert counts(shop.database) == before
        if next(answers, None) is False:  # it was asked less often than that: understood whole
            break
    assert asked > 20
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


def test_that_a_backlog_grows_less_though_somebody_new_comes_before_every_look(shop: Shop) -> None:
    old = [receive(shop.database, form(number)).submission_id for number in range(8)]
    numbers, came = count(100), list[int]()
    onlooker = Database.open(shop.database.url.render_as_string(hide_password=False))

    def one_more_comes() -> bool:
        if not shop.database.engine.pool.checkedout():  # type: ignore[attr-defined]  # in no transaction of SQLite's
            came.append(receive(shop.database, form(next(numbers))).submission_id)
        return False

    interpreter = Interpreter(shop.database, receiving=one_more_comes)
    interpreter.start()
    end = time.monotonic() + PATIENCE_SECONDS
    while (left := _waiting(onlooker, old)) and time.monotonic() < end:
        time.sleep(0.05)
    interpreter.stop()
    onlooker.close()
    assert left == 0
    assert len(came) >= 2 * MOST_BEFORE  # who came went first as often


def test_that_a_backlog_is_broken_off_for_who_was_stored_and_answered_meanwhile(shop: Shop) -> None:
    for number in range(6):
        receive(shop.database, form(number))
    begun, ended, woken = list[str](), list[object](), list[bool]()

    def note_end(connection: object) -> None:
        ended.append(connection)

    def note(_connection: object, _cursor: object, text: str, *_told: object) -> None:
        if text.startswith("SELECT 'setting'"):  # the first question of every use case
            begun.append(text)

    def somebody_is_stored() -> bool:
        if len(begun) > len(ended) and not woken:
            woken.append(True)
            interpreter.wake()
        return False

    interpreter = Interpreter(shop.database, receiving=somebody_is_stored)
    event.listen(Engine, "before_cursor_execute", note)
    event.listen(Engine, "commit", note_end)
    interpreter.start()
    _until(shop.database, 6)
    interpreter.stop()
    event.remove(Engine, "before_cursor_execute", note)
    event.remove(Engine, "commit", note_end)
    assert woken
    assert (len(begun), len(ended)) == (3, 2)  # four, two that were broken off, the two again


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


def _waiting(database: Database, keys: list[int]) -> int:
    queue = SubmissionQueueRow.submission_id
    with database.read() as session:
        return session.scalar(select(func.count()).where(queue.in_(keys))) or 0


def _until(database: Database, understood: int) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        with database.read() as session:
            if session.scalar(select(func.count()).select_from(InquiryRow)) == understood:
                return
        time.sleep(0.01)
    raise AssertionError("not understood")
