"""Whose an inquiry is, by when it must be answered, and who is told when it is late."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from sqlalchemy import select, update

from crm_desktop.company import SaveSettings, save_settings, settings_card
from crm_desktop.errors import InvalidValue
from crm_desktop.inquiries.calls import take_down
from crm_desktop.inquiries.late import tell_late, watch
from crm_desktop.inquiries.queries import list_queue, show_inquiry
from crm_desktop.inquiries.records import AnswerInquiry, FollowUp, Queue, TakeDown
from crm_desktop.inquiries.service import answer_inquiry, follow_up
from crm_desktop.intake.interpreting import interpret, interpret_some
from crm_desktop.intake.records import Received
from crm_desktop.intake.submissions import receive
from crm_desktop.staff.queries import list_employees
from crm_desktop.staff.records import AddEmployee, SetAbsence
from crm_desktop.staff.service import add_employee, set_absence
from crm_desktop.work import SYSTEM, execute
from db.models.catalogue import ProductGroupRow, ProductRow
from db.models.customers import CustomerRow
from db.models.sales import InquiryRow, OpportunityRow
from db.models.staff import EmployeeRow
from db.vocabulary import Channel, Role
from tests.company import Shop

MONDAY = datetime(2025, 1, 13, 9, tzinfo=UTC)


class Office:
    """A company with clerks, to which forms come."""

    def __init__(self, shop: Shop) -> None:
        self.shop, self.database = shop, shop.database
        self.count = 0

    def hire(self, *logins: str, role: Role = Role.CLERK) -> None:
        for login in logins:
            self.do(add_employee, AddEmployee(login, login.title(), role))

    def do(self, case: Any, command: Any) -> Any:
        return execute(self.database, case, command, actor=self.shop.actor)

    def set(self, **changed: Any) -> None:
        with self.database.read() as session:
            card = settings_card(session)
        self.do(save_settings, SaveSettings(replace(card.settings, **changed), card.versions))

    def form(self, *, key: str = "kontakt", headers: dict[str, str] | None = None, **fields: str) -> int:
        """Stored; from someone new unless told."""
        self.count += 1
        told = {"name": "Jan", "email": f"jan{self.count}@przyklad.pl", "message": f"Ile? {self.count}", **fields}
        kind = "application/x-www-form-urlencoded"
        return receive(
            self.database, Received(key, urlencode(told).encode(), kind, headers=headers or {})
        ).submission_id

    def asked(self, **fields: Any) -> str:
        return interpret(self.database, self.form(**fields)).number

    def owner(self, number: str) -> str:
        with self.database.read() as session:
            return show_inquiry(session, number).row.owner

    def due(self, number: str) -> datetime:
        with self.database.read() as session:
            return show_inquiry(session, number).row.due_at


@pytest.fixture
def office(shop: Shop) -> Iterator[Office]:
    with time_machine.travel(MONDAY, tick=False):
        yield Office(shop)


@contextmanager
def at(text: str) -> Iterator[None]:
    with time_machine.travel(datetime.fromisoformat(text).replace(tzinfo=UTC), tick=False):
        yield


def test_that_without_clerks_an_inquiry_is_nobodys_until_someone_answers_it(office: Office) -> None:
    assert office.owner(office.asked()) == ""


def test_that_clerks_are_given_inquiries_in_turn_alone_and_together(office: Office) -> None:
    office.hire("ola", "jan", "ewa")
    office.hire("magazyn", role=Role.WAREHOUSE)
    assert [office.owner(office.asked()) for _ in range(4)] == ["Ola", "Jan", "Ewa", "Ola"]
    interpret_some(office.database, [office.form() for _ in range(5)])
    with office.database.read() as session:
        rows = session.execute(
            select(EmployeeRow.name)
            .join(OpportunityRow, OpportunityRow.employee_id == EmployeeRow.id)
            .order_by(OpportunityRow.id)
        )
        assert [name for (name,) in rows][4:] == ["Jan", "Ewa", "Ola", "Jan", "Ewa"]


def test_that_whoever_is_away_or_gone_is_given_nothing(office: Office) -> None:
    office.hire("ola", "jan", "ewa")
    office.do(set_absence, SetAbsence("ola", date(2025, 1, 14)))
    with office.database.write() as session:
        session.execute(update(EmployeeRow).where(EmployeeRow.login == "ewa").values(active=False))
        session.commit()
    assert [office.owner(office.asked()) for _ in range(2)] == ["Jan", "Jan"]
    with at("2025-01-15T09:00:00"):
        assert office.owner(office.asked()) == "Ola"
    with office.database.read() as session:
        assert {e.login: e.absent_until for e in list_employees(session)}["ola"] == date(2025, 1, 14)


def test_that_turns_may_be_switched_off(office: Office) -> None:
    office.hire("ola")
    office.set(in_turn=False)
    assert office.owner(office.asked()) == ""


def test_that_a_customer_who_returns_comes_to_the_keeper_else_to_whoever_had_the_last_matter(office: Office) -> None:
    office.hire("ola", "jan", "ewa")
    office.set(join_within_minutes=0)
    first = office.asked(email="stary@klient.pl")
    assert office.owner(first) == "Ola"
    office.asked()
    assert office.owner(office.asked(email="stary@klient.pl", message="Znowu ja")) == "Ola"
    with office.database.write() as session:
        ewa = session.scalar(select(EmployeeRow.id).where(EmployeeRow.login == "ewa"))
        session.execute(update(CustomerRow).where(CustomerRow.email == "stary@klient.pl").values(owner_id=ewa))
        session.commit()
    assert office.owner(office.asked(email="stary@klient.pl", message="I jeszcze raz")) == "Ewa"
    office.do(set_absence, SetAbsence("ewa", date(2025, 1, 31)))
    assert office.owner(office.asked(email="stary@klient.pl", message="Halo")) == "Ola"


def test_that_rules_say_whose_it_is_and_by_when(office: Office) -> None:
    office.hire("ola", "jan", "ewa", "szef")
    flour = office.shop.product("MK-1")
    with office.database.write() as session:
        group = ProductGroupRow(name="Mąki")
        session.add(group)
        session.flush()
        session.execute(update(ProductRow).where(ProductRow.id == flour).values(group_id=group.id))
        session.commit()
    office.set(
        in_turn=False,
        assignment_rules=[
            {"by": "form", "value": "reklamacje", "to": "szef", "hours": 1},
            {"by": "product_group", "value": "mąki", "to": "ola"},
            {"by": "region", "value": "60", "to": "jan"},
            {"by": "region", "value": "DE", "to": "ewa", "hours": 8},
            {"by": "language", "value": "de", "to": "ewa"},
            {"by": "channel", "value": "form", "hours": 2},
        ],
    )
    asked = {
        "complaint": office.asked(key="reklamacje"),
        "flour": office.asked(product="MK-1", quantity="3"),
        "poznań": office.asked(kod_pocztowy="60-123"),
        "germany": office.asked(kraj="Niemcy"),
        "german": office.asked(headers={"accept-language": "de-DE,de;q=0.9"}),
        "other": office.asked(),
    }
    assert {what: (office.owner(number), f"{office.due(number):%H:%M}") for what, number in asked.items()} == {
        "complaint": ("Szef", "10:00"),
        "flour": ("Ola", "11:00"),
        "poznań": ("Jan", "11:00"),
        "germany": ("Ewa", "09:00"),
        "german": ("Ewa", "11:00"),
        "other": ("", "11:00"),
    }
    assert office.due(asked["germany"]).date() == date(2025, 1, 14)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ({"by": "weather", "value": "rain", "to": "admin"}, "assignment_rules.by"),
        ({"by": "form", "value": "", "to": "admin"}, "assignment_rules.value"),
        ({"by": "form", "value": "x", "to": "nikt"}, "assignment_rules.to"),
        ({"by": "form", "value": "x"}, "assignment_rules.to"),
        ({"by": "form", "value": "x", "hours": -1}, "assignment_rules.hours"),
    ],
)
def test_that_a_rule_that_cannot_be_followed_is_not_saved(office: Office, rule: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        office.set(assignment_rules=[rule])
    assert refusal.value.details["field"] == told
    with office.database.read() as session:
        assert settings_card(session).settings.assignment_rules == [{"by": "keeper"}]


def test_that_a_form_sent_on_a_friday_evening_is_due_on_monday(office: Office) -> None:
    with at("2025-01-10T14:30:00"):
        assert office.due(office.asked()) == datetime(2025, 1, 13, 10, 30, tzinfo=UTC)
    with at("2025-12-23T20:00:00"):
        assert office.due(office.asked()) == datetime(2025, 12, 29, 11, tzinfo=UTC)


def test_that_a_call_is_due_in_opening_hours_too(office: Office) -> None:
    with at("2025-01-10T14:30:00"):
        taken = office.do(take_down, TakeDown(Channel.PHONE, "10 worków mąki", name="Pani Krysia", phone="600100200"))
    assert office.due(taken.number) == datetime(2025, 1, 13, 10, 30, tzinfo=UTC)


def test_that_what_is_late_is_told_once_to_its_owner_and_the_superior(office: Office) -> None:
    office.hire("ola", "szef")
    office.set(late_to="szef", late_after_hours=1, assignment_rules=[{"by": "form", "value": "kontakt", "to": "ola"}])
    late, resting, answered = office.asked(), office.asked(), office.asked()
    office.do(follow_up, FollowUp(resting, date(2025, 1, 20)))
    office.do(answer_inquiry, AnswerInquiry(answered, "Mamy"))
    watching = watch(office.database)
    with at("2025-01-13T13:59:00"):  # due at 13:00 UTC, told an hour later
        assert not watching.run_once()
    with at("2025-01-13T14:01:00"):
        assert watching.run_once()
        assert not watching.run_once()
        assert execute(office.database, tell_late, None, actor=SYSTEM) == 0
        with office.database.read() as session:
            logins = {one.login: one.employee_id for one in list_employees(session)}
            mine = list_queue(session, Queue.MINE, employee_id=logins["szef"], now=MONDAY)
            told = [entry for entry in show_inquiry(session, late).timeline if entry.what == "late"]
            again = session.scalar(select(InquiryRow.follow_up_on).where(InquiryRow.number == resting))
        assert sorted(one.number for one in mine) == sorted([late, resting])
        assert [entry.text for entry in told] == ["Szef"]
        assert again == date(2025, 1, 13)


def test_that_every_queue_begins_with_the_most_urgent_and_the_register_with_the_newest(office: Office) -> None:
    hours = ("08:00", "09:00", "10:00", "11:00", "12:00")
    asked = []
    for hour in hours:
        with at(f"2025-01-13T{hour}:00"):
            asked.append(office.asked())
    late, soon, rests, answered, later = asked
    office.do(answer_inquiry, AnswerInquiry(rests, "Mamy"))
    office.do(answer_inquiry, AnswerInquiry(answered, "Mamy"))
    office.do(follow_up, FollowUp(answered, date(2025, 1, 20)))
    moment = datetime(2025, 1, 13, 12, 30, tzinfo=UTC)

    def listed(queue: Queue) -> list[str]:
        with office.database.read() as session:
            return [row.number for row in list_queue(session, queue, employee_id=None, now=moment)]

    assert listed(Queue.NEW) == [late, soon, later]
    assert listed(Queue.LATE) == [late]
    assert listed(Queue.WAITING) == [answered, rests]
    assert listed(Queue.ALL) == [later, answered, rests, soon, late]


def test_that_one_process_alone_tells_what_is_late(office: Office) -> None:
    office.asked()
    first, second = watch(office.database), watch(office.database)
    with at("2025-01-13T14:00:00"):
        assert first.run_once()
        with office.database.write() as session:
            session.execute(update(InquiryRow).values(late_told_at=None))
            session.commit()
        assert (second.run_once(), first.run_once()) == (False, True)
