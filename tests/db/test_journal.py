"""The journal: who did what, when, from where, before and after; found by person, record, time and word."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from crm_desktop import clock
from crm_desktop.customers.erasing import EraseCustomer, erase_customer
from crm_desktop.keyset import read_page
from crm_desktop.staff.journal import JournalAsk, JournalEntry, journal_listing, people
from crm_desktop.staff.records import AddEmployee, ChangeEmployee
from crm_desktop.staff.service import add_employee, change_employee
from crm_desktop.work import execute
from db.models.system import AuditRow
from db.vocabulary import Role
from tests.company import Shop


def found(shop: Shop, **ask: Any) -> list[JournalEntry]:
    with shop.database.read() as session:
        return list(read_page(session, journal_listing(session, JournalAsk(**ask)), start=0, size=100).records)


@pytest.fixture
def clerk(shop: Shop) -> int:
    new = AddEmployee("zofia", "Zofia Żak", Role.CLERK)
    return execute(shop.database, add_employee, new, actor=shop.actor).employee_id


def test_that_a_change_stands_there_with_who_when_where_and_what_was_before(shop: Shop, clerk: int) -> None:
    began = clock.now()
    changed = ChangeEmployee(clerk, 1, "Zofia Żak", "", Role.WAREHOUSE, active=True)
    execute(shop.database, change_employee, changed, actor=shop.actor)
    entry = found(shop)[0]
    assert (entry.actor, entry.place, entry.action) == (shop.actor.name, "office", "change")
    assert (entry.subject, entry.record) == ("employee", "zofia")
    assert (entry.before, entry.after) == ({"role": "clerk"}, {"role": "warehouse"})
    assert began <= entry.at <= clock.now()


def test_that_it_is_found_by_the_number_of_the_record_and_by_the_name_of_the_customer(shop: Shop) -> None:
    customer, product = shop.customer("Młyn Żółć"), shop.product(stock=5_000)
    number = shop.place(customer, (product, 1_000)).number
    shop.advance(number, "reserve")
    shop.place(shop.customer("Inny"), (product, 1_000))
    assert {entry.record for entry in found(shop, record=number.lower())} == {number}
    assert {entry.record for entry in found(shop, record="młyn zolc")} == {"Młyn Żółć"}
    assert {entry.subject for entry in found(shop, record="MK-1")} == {"product"}
    assert found(shop, record="nie ma takiego") == []


def test_that_a_word_is_found_in_what_stood_before_and_after_whatever_its_case(shop: Shop, clerk: int) -> None:
    for version, name in enumerate(("Zofia Łęcka", "Zofia Nowak"), start=1):
        changed = ChangeEmployee(clerk, version, name, "", Role.CLERK, active=True)
        execute(shop.database, change_employee, changed, actor=shop.actor)
    told = [(entry.before["name"], entry.after["name"]) for entry in found(shop, word="łęcka zofia")]
    assert told == [("Zofia Łęcka", "Zofia Nowak"), ("Zofia Żak", "Zofia Łęcka")]
    assert found(shop, word="100%") == []


def test_that_it_is_narrowed_to_a_person_and_a_time(shop: Shop, clerk: int) -> None:
    now = clock.now()
    assert found(shop, person=shop.actor.name, since=now - timedelta(hours=1)) == found(shop)
    assert found(shop, person="Zofia Żak") == []
    assert found(shop, until=now - timedelta(hours=1)) == []
    with shop.database.read() as session:
        assert people(session) == [shop.actor.name]


def test_that_a_persons_values_are_shown_until_they_are_erased_and_the_fact_stays(shop: Shop) -> None:
    customer = shop.customer("Jan Świrski")
    before = found(shop, word="świrski")
    assert [entry.action for entry in before] == ["add"]
    execute(shop.database, erase_customer, EraseCustomer(customer), actor=shop.actor)
    assert found(shop, word="świrski") == []
    assert "add" in [entry.action for entry in found(shop) if entry.subject_id == customer]


@pytest.mark.parametrize("statement", [update(AuditRow).values(actor="nikt"), delete(AuditRow)], ids=str)
def test_that_nothing_in_it_is_changed_or_taken_away(shop: Shop, clerk: int, statement: Any) -> None:
    before = found(shop)
    with pytest.raises(DBAPIError), shop.database.write() as session:
        session.execute(statement)
    assert found(shop) == before
