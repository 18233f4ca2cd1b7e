"""When the company is open, whose a new inquiry is and who is away, set in the settings on a real database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QDateEdit, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QSpinBox, QWidget

from crm_desktop.clock import now
from crm_desktop.company import SaveSettings, save_settings, settings_card
from crm_desktop.staff.queries import actor_by_login, list_employees
from crm_desktop.staff.records import AddEmployee, ChangeEmployee
from crm_desktop.staff.service import add_employee, change_employee
from crm_desktop.work import execute
from db.session import Database
from db.vocabulary import Role
from tests.ui.test_settings import Panel, configured, panel
from ui import formats
from ui.settings.rule_list import RuleList, said_rule

__all__ = ["panel"]


@pytest.fixture
def people(company: Database) -> None:
    with company.read() as session:
        admin = actor_by_login(session, "admin")
    for login, name in (("anna", "Anna Lis"), ("jan", "Jan Kos")):
        execute(company, add_employee, AddEmployee(login, name, Role.CLERK), actor=admin)


def test_that_each_weekday_has_its_hours_and_the_holidays_to_come_are_shown(panel: Panel) -> None:
    panel.page("hours")
    assert [panel.find(QLineEdit, f"set_{day}").text() for day in ("mon", "fri", "sat")] == [*["8:00-16:00"] * 2, ""]
    panel.write("fri", "od rana")
    panel.save()
    assert panel.find(QWidget, "set_fri").accessibleDescription() == "Np. 8:00-16:00."
    assert configured(panel.company).opening_hours == {}
    panel.write("fri", "8:00-14:00")
    panel.write("sat", "9:00-13:00")
    panel.write("mon", "")
    panel.write("closed_days", "2027-05-04\n28.12.2027\n3 maj 2028")
    panel.save()
    saved = configured(panel.company)
    assert saved.opening_hours == {"mon": "", "fri": "8:00-14:00", "sat": "9:00-13:00"}
    assert saved.closed_days == ["2027-05-04", "2027-12-28", "2028-05-03"]
    assert panel.told() == "Zapisano."
    told = panel.find(QLabel, "coming_holidays").text().split("\n")
    assert len(told) == 6


def test_that_closed_days_are_written_as_the_language_writes_days_and_no_other_text_is_taken(panel: Panel) -> None:
    panel.page("hours")
    panel.write("closed_days", "2027-05-04\n28.12.2027")
    panel.save()
    assert panel.find(QPlainTextEdit, "set_closed_days").toPlainText() == "04.05.2027\n28.12.2027"
    panel.write("closed_days", "po świętach")
    panel.save()
    assert panel.find(QPlainTextEdit, "set_closed_days").accessibleDescription() == "Data, np. 31.12.2027."
    assert configured(panel.company).closed_days == ["2027-05-04", "2027-12-28"]


def test_that_rules_are_added_put_in_order_and_taken_away(panel: Panel, people: None) -> None:
    panel.page("assignment")
    rules = panel.find(RuleList, "set_assignment_rules")
    panel.hands.until(lambda: rules.findChild(QComboBox) is not None, "the first rule")
    assert rules.value() == [{"by": "keeper"}]
    panel.press("add_rule")
    row = rules._rows[1]
    row.value.setText("kontakt")
    panel.hands.until(lambda: row.to.findData("anna") > 0, "the people")
    row.to.setCurrentIndex(row.to.findData("anna"))
    row.hours.setValue(2)
    row.up.click()
    panel.hands.settle()
    panel.save()
    wanted = [{"by": "form", "value": "kontakt", "to": "anna", "hours": 2}, {"by": "keeper"}]
    assert configured(panel.company).assignment_rules == wanted
    assert [said_rule(rule) for rule in wanted] == ["formularz kontakt → anna → 2 h", "opiekun klienta"]
    assert not panel.find(QPushButton, "save_settings").isEnabled()
    rules._rows[0].value.setText("")
    panel.save()
    assert configured(panel.company).assignment_rules == wanted
    rules._rows[0].drop.click()
    panel.hands.settle()
    panel.save()
    assert configured(panel.company).assignment_rules == [{"by": "keeper"}]


def test_that_who_hears_of_late_inquiries_is_chosen_from_those_at_work(panel: Panel, people: None) -> None:
    panel.page("assignment")
    box = panel.find(QComboBox, "set_late_to")
    panel.hands.until(lambda: box.findData("anna") > 0, "the people")
    assert [box.itemText(place) for place in range(box.count())] == ["nikt", "Administrator", "Anna Lis", "Jan Kos"]
    assert box.currentData() == ""
    assert not any(one.isVisible() for one in panel.window.findChildren(QSpinBox, "set_late_after_hours"))
    box.setCurrentIndex(box.findData("anna"))
    panel.find(QSpinBox, "set_late_after_hours").setValue(3)
    panel.save()
    assert (configured(panel.company).late_to, configured(panel.company).late_after_hours) == ("anna", 3)


def test_that_a_person_who_left_is_still_said_to_hear_of_late_inquiries(panel: Panel, people: None) -> None:
    with panel.company.read() as session:
        admin = actor_by_login(session, "admin")
        jan = next(one for one in list_employees(session) if one.login == "jan")
        card = settings_card(session)
    named = SaveSettings(replace(card.settings, late_to="jan"), card.versions)
    execute(panel.company, save_settings, named, actor=admin)
    left = ChangeEmployee(jan.employee_id, jan.version, jan.name, "", Role.CLERK, False)
    execute(panel.company, change_employee, left, actor=admin)
    panel.page("assignment")
    box = panel.find(QComboBox, "set_late_to")
    panel.hands.until(lambda: box.findData("anna") > 0, "the people")
    assert (box.currentText(), panel.find(QPushButton, "save_settings").isEnabled()) == ("jan", False)
    panel.find(QSpinBox, "set_late_after_hours").setValue(5)
    panel.save()
    assert (configured(panel.company).late_to, configured(panel.company).late_after_hours) == ("jan", 5)


def test_that_one_who_is_away_is_said_to_be_and_is_back_again(panel: Panel, people: None) -> None:
    panel.page("users")
    panel.choose(1)
    until = formats.local(now()).date() + timedelta(days=7)
    panel.find(QDateEdit, "absent_until").setDate(QDate(until.year, until.month, until.day))
    panel.press("set_away")
    panel.until_told("Nowe zapytania trafiają do innych.")
    assert absent(panel) == {"admin": None, "anna": until, "jan": None}
    panel.press("set_here")
    panel.until_told("Z powrotem w pracy")
    assert absent(panel) == {"admin": None, "anna": None, "jan": None}


def absent(panel: Panel) -> dict[str, date | None]:
    with panel.company.read() as session:
        return {one.login: one.absent_until for one in list_employees(session) if one.login in ("admin", "anna", "jan")}
