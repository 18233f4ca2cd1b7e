"""Where a save is of a part of a record, or stands beside its form: another session saves while one looks or types, and
the person sees both values before anything is overwritten (law 4), on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton, QSpinBox

from crm_desktop import settings
from crm_desktop.company import SaveSettings, save_settings, settings_card
from crm_desktop.customers.queries import show_customer
from crm_desktop.customers.records import SetStatus
from crm_desktop.customers.service import set_status
from crm_desktop.messages.templates import ForgetTemplate, SaveTemplate, forget_template, save_template, template_for
from crm_desktop.orders.courier_files import (
    CourierColumn,
    CourierTemplate,
    ForgetCourierTemplate,
    courier_template,
    forget_courier_template,
    list_courier_templates,
    save_courier_template,
)
from crm_desktop.staff.passwords import hashed
from crm_desktop.staff.queries import list_employees, sign_in
from crm_desktop.staff.records import AddEmployee, ChangeEmployee, Employee, SetAbsence, SetPassword
from crm_desktop.staff.service import add_employee, change_employee, set_absence, set_password
from crm_desktop.work import execute
from db.session import Database
from db.vocabulary import ContactStatus, OrderStep, Role
from tests.company import Shop, today
from tests.ui.desks import anna, both, company, shop
from tests.ui.test_customers import Room
from tests.ui.test_settings import Panel, panel
from ui import formats
from ui.settings.records_page import RecordsPage
from ui.tour import Onlooker
from ui.typed_days import DayEdit
from ui.widgets.both_values import parted

__all__ = ["anna", "company", "panel", "shop"]
STEP = OrderStep.HAND_OVER
Do = Callable[[Any, Any], Any]


@pytest.fixture
def do(anna: Shop) -> Do:
    """What Anna does at another workstation."""
    return lambda case, command: execute(anna.database, case, command, actor=anna.actor)


def read(database: Database, query: Callable[[Any], Any]) -> Any:
    with database.read() as session:
        return query(session)


def ewa(database: Database) -> Employee:
    return next(one for one in read(database, list_employees) if one.login == "ewa")


def shown(panel: Panel, key: str, title: str) -> RecordsPage:
    """A page with the entry that says `title`."""
    page = panel.page(key)
    assert isinstance(page, RecordsPage)
    panel.choose(next(at for at, one in enumerate(page.entries) if title in f"{one.title} {one.detail}"))
    return page


def late(where: Panel | Room) -> None:
    """News of what another saves now does not reach this window."""
    where.hands.settle()
    where.desk.seat.live.stop()


def asks_again(panel: Panel, name: str, key: str) -> None:
    panel.press("back_to_form")
    panel.press(name)
    panel.find(QRadioButton, f"mine_{key}")


def test_that_a_label_is_compared_paper_by_paper(panel: Panel, company: Database, do: Do) -> None:
    panel.page("labels")
    panel.find(QSpinBox, "label_size_recipient").setValue(150)
    card = read(company, settings_card)
    narrow = {"blocks": [["recipient", 120]], "words": ""}
    hers = {"looks": {"100x150": {"blocks": [["recipient", 100]], "words": "Ostrożnie"}, "62x0": narrow}}
    do(save_settings, SaveSettings(replace(card.settings, label=hers), card.versions))
    panel.hands.settle()
    assert panel.find(QSpinBox, "label_size_recipient").value() == 150
    panel.save()
    mine = "Nadawca, Odbiorca i adres 150 %, Telefon odbiorcy, Zamówienie i paczka…"
    assert both(panel, "label.100x150") == (mine, "Odbiorca i adres, „Ostrożnie”")
    assert both(panel, "label.62x0") == ("domyślnie", "Odbiorca i adres 120 %")
    assert panel.find(QRadioButton, "theirs_label.62x0").isChecked()
    asks_again(panel, "save_settings", "label.100x150")
    assert read(company, settings.load).label == hers
    panel.press("save_chosen")
    panel.until_told("Zapisano")
    looks = read(company, settings.load).label["looks"]
    assert looks["62x0"] == hers["looks"]["62x0"]
    assert [block for block in looks["100x150"]["blocks"] if block[0] == "recipient"] == [["recipient", 150]]


def letter(company: Database) -> Any:
    return read(company, lambda session: template_for(session, STEP, "pl"))


def test_that_a_letter_is_not_given_back_over_what_another_wrote(panel: Panel, company: Database, do: Do) -> None:
    default = letter(company)
    do(save_template, SaveTemplate(STEP, "pl", "Pierwszy", "Treść"))
    shown(panel, "templates", "Paczka nadana Polski")
    late(panel)
    do(save_template, SaveTemplate(STEP, "pl", "Drugi", "Treść", version=1))
    panel.press("forget_template")
    assert both(panel, "subject") == parted(default.subject, "Drugi")
    asks_again(panel, "forget_template", "subject")
    assert (letter(company).subject, letter(company).version) == ("Drugi", 2)
    panel.find(QRadioButton, "mine_subject").setChecked(True)
    panel.find(QRadioButton, "mine_body").setChecked(True)
    panel.press("save_chosen")
    panel.until_told("Zapisano")
    assert letter(company) == default


def test_that_a_part_of_the_default_is_a_letter_of_ones_own(panel: Panel, company: Database, do: Do) -> None:
    default = letter(company)
    do(save_template, SaveTemplate(STEP, "pl", "Pierwszy", "Treść"))
    shown(panel, "templates", "Paczka nadana Polski")
    late(panel)
    do(save_template, SaveTemplate(STEP, "pl", "Drugi", "Treść", version=1))
    panel.press("forget_template")
    panel.find(QRadioButton, "theirs_subject").setChecked(True)
    panel.find(QRadioButton, "mine_body").setChecked(True)
    panel.press("save_chosen")
    panel.until_told("Zapisano")
    now = letter(company)
    assert (now.subject, now.body, now.own) == ("Drugi", default.body, True)


def test_that_what_was_given_back_meanwhile_is_shown_beside_what_is_typed(
    panel: Panel, company: Database, do: Do
) -> None:
    default = letter(company)
    do(save_template, SaveTemplate(STEP, "pl", "Pierwszy", "Treść"))
    shown(panel, "templates", "Paczka nadana Polski")
    panel.write("subject", "Mój")
    do(forget_template, ForgetTemplate(STEP, "pl", version=1))
    panel.save()
    assert both(panel, "subject") == parted("Mój", default.subject)
    assert letter(company) == default
    panel.press("save_chosen")
    panel.until_told("Zapisano")
    assert (letter(company).subject, letter(company).body) == ("Mój", default.body)


def own_courier(carrier: str, version: int = 0) -> CourierTemplate:
    return CourierTemplate("Goniec", carrier, (CourierColumn("Nazwa", "{name}"),), version=version)


def couriers(company: Database) -> dict[str, str]:
    return {one.name: one.carrier for one in read(company, list_courier_templates) if one.own}


def test_that_a_couriers_file_that_is_gone_is_saved_anew_only_where_one_says_so(
    panel: Panel, company: Database, do: Do
) -> None:
    do(save_courier_template, own_courier("Goniec"))
    page = shown(panel, "couriers", "Goniec")
    panel.write("carrier", "Mój goniec")
    do(forget_courier_template, ForgetCourierTemplate("Goniec", 1))
    panel.save()
    assert both(panel, "carrier") == ("Mój goniec", "(puste)")
    assert couriers(company) == {}
    for key in ("carrier", "columns", "heading", "delimiter", "encoding"):
        panel.find(QRadioButton, f"mine_{key}").setChecked(True)
    panel.press("save_chosen")
    panel.until_told("Zapisano")
    assert couriers(company) == {"Goniec": "Mój goniec"}
    assert page.current is not None and page.current.title == "Goniec"


def test_that_a_couriers_file_is_not_given_back_over_what_another_wrote(
    panel: Panel, company: Database, do: Do
) -> None:
    ready = read(company, lambda session: courier_template(session, "DPD"))
    do(save_courier_template, replace(ready, carrier="DPD rano"))
    shown(panel, "couriers", "DPD")
    late(panel)
    do(save_courier_template, replace(ready, carrier="DPD wieczorem", version=1))
    panel.press("forget_courier")
    assert both(panel, "carrier") == ("DPD", "DPD wieczorem")
    panel.find(QRadioButton, "theirs_carrier").setChecked(True)
    panel.press("save_chosen")  # nothing of one's own: what she saved stays as it is
    panel.hands.settle()
    assert couriers(company) == {"DPD": "DPD wieczorem"}
    assert panel.find(QLineEdit, "set_carrier").text() == "DPD wieczorem"


def test_that_a_name_that_another_added_meanwhile_shows_what_it_is(panel: Panel, company: Database, do: Do) -> None:
    panel.page("couriers")
    late(panel)
    panel.press("add_entry")
    panel.write("name", "Goniec")
    panel.write("carrier", "Mój goniec")
    do(save_courier_template, own_courier("Jej goniec"))
    panel.save()
    assert both(panel, "carrier") == ("Mój goniec", "Jej goniec")
    assert couriers(company) == {"Goniec": "Jej goniec"}
    panel.find(QRadioButton, "mine_carrier").setChecked(True)
    panel.press("save_chosen")
    panel.until_told("Zapisano")
    assert couriers(company) == {"Goniec": "Mój goniec"}


def person_shown(panel: Panel, do: Do) -> Employee:
    do(add_employee, AddEmployee("ewa", "Ewa Lis", Role.CLERK))
    shown(panel, "users", "Ewa Lis")
    late(panel)
    return ewa(panel.company)


def test_that_an_absence_shows_both_days(panel: Panel, company: Database, do: Do) -> None:
    person = person_shown(panel, do)
    mine, hers = today() + timedelta(days=3), today() + timedelta(days=9)
    panel.find(DayEdit, "absent_until").set_day(mine)
    do(set_absence, SetAbsence("ewa", hers, person.version))
    panel.press("set_away")
    assert both(panel, "absent_until") == tuple(" ".join(formats.day(day).split()) for day in (mine, hers))
    panel.press("back_to_form")
    assert ewa(company).absent_until == hers
    panel.find(DayEdit, "absent_until").set_day(mine)
    panel.press("set_away")
    panel.press("save_chosen")
    panel.until_told(formats.day(mine))
    assert ewa(company).absent_until == mine


def test_that_an_absence_is_simply_set_where_another_changed_something_else(
    panel: Panel, company: Database, do: Do
) -> None:
    person = person_shown(panel, do)
    day: date = today() + timedelta(days=3)
    panel.find(DayEdit, "absent_until").set_day(day)
    do(change_employee, ChangeEmployee(person.employee_id, person.version, "Ewa Nowa", "", Role.CLERK, True))
    panel.press("set_away")
    panel.until_told(formats.day(day))
    assert (ewa(company).name, ewa(company).absent_until) == ("Ewa Nowa", day)


@pytest.mark.parametrize("own", [True, False], ids=["mine", "theirs"])
def test_that_a_password_is_not_set_over_anothers_unasked(panel: Panel, company: Database, do: Do, own: bool) -> None:
    person = person_shown(panel, do)
    panel.find(QLineEdit, "new_password").setText("moje hasło ewy")
    do(set_password, SetPassword(person.employee_id, hashed("jej hasło ewy"), version=person.version))
    panel.press("set_password")
    panel.hands.until(lambda: panel.window.findChild(QRadioButton, "mine_password"), "both")
    assert both(panel, "password") == ("nowe hasło", "hasło ustawione w międzyczasie")
    read(company, lambda session: sign_in(session, "ewa", "jej hasło ewy"))
    panel.find(QRadioButton, "mine_password" if own else "theirs_password").setChecked(True)
    panel.press("save_chosen")
    kept = "moje hasło ewy" if own else "jej hasło ewy"
    panel.hands.until(lambda: panel.find(QPushButton, "drop_password").isEnabled(), "the person as they are stored")
    assert read(company, lambda session: sign_in(session, "ewa", kept)).name == "Ewa Lis"


def test_that_a_password_is_simply_set_where_another_changed_something_else(
    panel: Panel, company: Database, do: Do
) -> None:
    person = person_shown(panel, do)
    do(change_employee, ChangeEmployee(person.employee_id, person.version, "Ewa Nowa", "", Role.CLERK, True))
    panel.find(QLineEdit, "new_password").setText("moje hasło ewy")
    panel.press("set_password")
    panel.until_told("Hasło ustawione")
    assert read(company, lambda session: sign_in(session, "ewa", "moje hasło ewy")).name == "Ewa Nowa"


@pytest.mark.parametrize("own", [True, False], ids=["mine", "theirs"])
def test_that_a_status_shows_both(
    qapp: QApplication, company: Database, shop: Shop, onlooker: Onlooker, tmp_path: Path, do: Do, own: bool
) -> None:
    who = shop.customer("Piekarnia Kłos")
    room = Room(qapp, company, tmp_path)
    room.choose("Piekarnia Kłos")
    menu = room.hands.find(QPushButton, "set_status").menu()
    wanted = {action.text(): action for action in menu.actions()}
    late(room)
    do(set_status, SetStatus(who, ContactStatus.LOST, ContactStatus.NEW))
    chosen: QAction = wanted["uśpiony"]
    chosen.trigger()
    room.hands.until(lambda: offered(room), "both")
    assert set(offered(room)) == {"Zostaw „bez zakupu”", "Ustaw „uśpiony”"}
    assert status(company, who) is ContactStatus.LOST
    next(button for text, button in offered(room).items() if text.startswith("Ustaw" if own else "Zostaw")).click()
    room.hands.settle()
    assert status(company, who) is (ContactStatus.DORMANT if own else ContactStatus.LOST)
    room.desk.close()


def offered(room: Room) -> dict[str, QPushButton]:
    bars = [one for one in room.desk.window.findChildren(QPushButton) if one.isVisible()]
    return {one.text(): one for one in bars if "„" in one.text()}


def status(company: Database, who: int) -> ContactStatus:
    return ContactStatus(read(company, lambda session: show_customer(session, who)).row.status)
