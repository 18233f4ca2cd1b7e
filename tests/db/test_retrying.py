"""What is tried again: what goes wrong with one stays with it, and what was made of a submission before stands."""

import json
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select

from crm_desktop.intake.interpreting import interpret, interpret_again, put_off, quarantine
from crm_desktop.intake.reasons import why
from crm_desktop.intake.records import Interpreted, Received
from crm_desktop.intake.submissions import receive
from crm_desktop.intake.unrecognised import TriedAgain, retry_all
from crm_desktop.work import SYSTEM, execute
from db.models.intake import FormRow, PastReadingRow, SubmissionQueueRow, SubmissionReadingRow, SubmissionRow
from db.models.sales import InquiryRow
from db.session import Database
from db.vocabulary import Channel, Outcome
from tests.db.door import URLENCODED

POISON = {
    "sqlite": "CREATE TRIGGER poison BEFORE INSERT ON inquiries WHEN NEW.subject = 'trucizna'"
    " BEGIN SELECT RAISE(ABORT, 'boom'); END",
    "postgresql": "CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN IF NEW.subject = 'trucizna' THEN RAISE EXCEPTION 'boom'; END IF; RETURN NEW; END $$;"
    " CREATE TRIGGER poison BEFORE INSERT ON inquiries FOR EACH ROW EXECUTE FUNCTION poison()",
}
CURE = {"sqlite": "DROP TRIGGER poison", "postgresql": "DROP TRIGGER poison ON inquiries"}


def sent(database: Database, body: str, kind: str = URLENCODED) -> int:
    return receive(database, Received("mapa", body.encode(), kind, channel=Channel.FORM)).submission_id


def told(database: Database, statement: str) -> None:
    with database.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def explained(database: Database) -> None:
    """Someone says what the fields of the form mean."""
    row = {"key": "mapa", "name": "mapa", "channel": Channel.FORM, "active": True, "options": {}}
    with database.write() as session:
        session.execute(insert(FormRow), {**row, "field_map": {"f1": "name", "f2": "message"}})
        session.commit()


def readings(database: Database, submission_id: int) -> list[tuple[Any, ...]]:
    """(outcome, number, reason, when) of each record, in their order."""
    row = SubmissionReadingRow
    columns = select(row.outcome, row.number, row.reason, row.at)
    with database.read() as session:
        found = session.execute(columns.where(row.submission_id == submission_id).order_by(row.position, row.id))
        return [tuple(one) for one in found]


def count(database: Database, table: Any) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_that_a_fault_of_the_program_leaves_what_is_tried_again_as_it_was_and_stops_none_behind_it(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    poison, good = (sent(database, f"f1=Jan{number}&f2={word}") for number, word in ((1, "trucizna"), (2, "chleb")))
    assert [interpret(database, one).outcome for one in (poison, good)] == [Outcome.QUARANTINED] * 2
    before = readings(database, poison)
    told(database, POISON[database.engine.dialect.name])
    explained(database)
    assert retry_all(database, (poison, good)) == TriedAgain(1, 1)
    assert readings(database, poison) == before
    assert (count(database, InquiryRow), count(database, PastReadingRow)) == (1, 1)
    assert count(database, SubmissionQueueRow) == 0
    again = interpret_again(database, poison)
    assert (again.outcome, again.number, again.records) == (Outcome.QUARANTINED, "", ())
    assert again.reason.startswith("błąd programu: ")
    assert "boom" in again.reason and "Jan1" not in again.reason
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        f"submission {poison} cannot be interpreted"
    ] * 2
    told(database, CURE[database.engine.dialect.name])
    assert interpret_again(database, poison).outcome is Outcome.INQUIRY
    assert count(database, InquiryRow) == 2


def test_that_what_is_gone_meanwhile_is_told_and_stops_none_behind_it(database: Database) -> None:
    good = sent(database, "f1=Jan&f2=chleb")
    interpret(database, good)
    explained(database)
    gone = interpret_again(database, good + 70)
    assert (gone.outcome, gone.number, gone.records) == (Outcome.QUARANTINED, "", ())
    assert str(good + 70) in gone.reason
    assert retry_all(database, (good + 70, good)) == TriedAgain(1, 1)


def test_that_what_was_understood_meanwhile_is_neither_quarantined_nor_put_off(database: Database) -> None:
    """Another interpreter was quicker than the one that met a fault."""
    one = sent(database, "name=Jan&email=jan@x.pl&message=chleb")
    done = interpret(database, one)
    assert done.outcome is Outcome.INQUIRY
    before = readings(database, one)
    for answer in (
        execute(database, quarantine, (one, why("bug", problem="boom")), actor=SYSTEM),
        execute(database, put_off, (one, "boom"), actor=SYSTEM),
    ):
        assert answer == Interpreted(one, Outcome.INQUIRY, done.number, "", done.records)
    assert (readings(database, one), count(database, InquiryRow)) == (before, 1)


def test_that_what_an_earlier_version_made_of_records_it_saw_otherwise_stands_behind_what_is_seen_now(
    database: Database,
) -> None:
    """It took the list for one inquiry and one record that it could not read."""
    body = json.dumps([{"name": "Jan", "email": "jan@x.pl"}, {"name": "Ewa", "email": "ewa@x.pl"}])
    one = sent(database, body, "application/json")
    with database.read() as session:
        at = session.scalars(select(SubmissionRow.received_at)).one()
    shared = {"submission_id": one, "reason": "", "why": [], "reader": "form", "at": at, "readers": 1}
    past = [
        {**shared, "position": 0, "outcome": Outcome.INQUIRY, "number": "ZAP 9/2020", "record_key": "whole 1"},
        {**shared, "position": 1, "outcome": Outcome.QUARANTINED, "number": "", "record_key": "rest 1"},
    ]
    with database.write() as session:
        session.execute(delete(SubmissionQueueRow))
        session.execute(insert(SubmissionReadingRow), past)
        session.commit()
    again = interpret_again(database, one)
    assert [record.outcome for record in again.records] == [Outcome.INQUIRY] * 3
    assert [record.number for record in again.records][2] == "ZAP 9/2020"
    assert [reading[1] for reading in readings(database, one)] == [record.number for record in again.records]
    assert count(database, InquiryRow) == 2
    assert interpret_again(database, one) == again
    assert count(database, InquiryRow) == 2
