"""A new inquiry is told by sound and tray, once a look, and not at all to who turned it off."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from crm_desktop.customers.records import NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.inquiries.records import RegisterInquiry
from crm_desktop.inquiries.service import take_call
from crm_desktop.opening import open_company
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.work import execute
from db.vocabulary import Channel, Topic
from ui.desk import Desk
from ui.hands import Hands
from ui.notices import SOUND, TRAY, Notices


@dataclass(frozen=True)
class Came:
    topic: Topic
    what: str
    label: str
    at_micros: int = 0
    record_id: int = 1
    actor: str = ""
    place: str = ""


def heard(kept: QSettings, *changes: Came) -> list[tuple[str, ...]]:
    notices, found = Notices(kept), list[tuple[str, ...]]()
    notices.beeped.connect(lambda number: found.append(("beep", number)))
    notices.told.connect(lambda title, number: found.append((title, number)))
    notices.hear(frozenset(changes))
    return found


@pytest.fixture
def kept(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "kept.ini"), QSettings.Format.IniFormat)


def test_that_one_new_inquiry_beeps_and_is_told_with_its_number(qapp: QApplication, kept: QSettings) -> None:
    came = Came(Topic.INQUIRIES, "received", "ZAP 1/2026")
    assert heard(kept, came) == [("beep", "ZAP 1/2026"), ("Nowe zapytanie", "ZAP 1/2026")]


def test_that_many_at_once_are_one_notice_of_the_newest(qapp: QApplication, kept: QSettings) -> None:
    came = [Came(Topic.INQUIRIES, "received", f"ZAP {n}/2026", at_micros=n) for n in (1, 2, 3)]
    assert heard(kept, *came) == [("beep", "ZAP 3/2026"), ("3 nowe zapytania", "ZAP 3/2026")]


def test_that_what_is_late_is_told_beside_what_is_new(qapp: QApplication, kept: QSettings) -> None:
    late = [Came(Topic.INQUIRIES, "late", f"ZAP {n}/2026", at_micros=n) for n in (1, 2)]
    told = heard(kept, Came(Topic.INQUIRIES, "received", "ZAP 9/2026"), *late)
    assert [one for one in told if one[0] != "beep"] == [
        ("Nowe zapytanie", "ZAP 9/2026"),
        ("2 spóźnione zapytania", "ZAP 2/2026"),
    ]
    assert heard(kept, late[0])[1] == ("Minął termin odpowiedzi", "ZAP 1/2026")


@pytest.mark.parametrize(
    ("off", "left"),
    [(SOUND, [("Nowe zapytanie", "ZAP 1/2026")]), (TRAY, [("beep", "ZAP 1/2026")])],
)
def test_that_each_can_be_turned_off(
    qapp: QApplication, kept: QSettings, off: str, left: list[tuple[str, ...]]
) -> None:
    kept.setValue(off, False)
    kept.sync()
    assert heard(kept, Came(Topic.INQUIRIES, "received", "ZAP 1/2026")) == left


def test_that_other_changes_are_quiet(qapp: QApplication, kept: QSettings) -> None:
    assert heard(kept, Came(Topic.INQUIRIES, "answered", "ZAP 1/2026"), Came(Topic.ORDERS, "placed", "ZAM 1")) == []


def test_that_an_inquiry_taken_at_another_seat_is_told_at_this_one(
    qapp: QApplication, kept: QSettings, sqlite_url: str
) -> None:
    company = open_company(sqlite_url)
    desk, told = Desk(qapp, company, kept=kept), list[str]()
    desk.notices.told.connect(lambda _title, number: told.append(number))
    desk.window.show()
    with company.read() as session:
        colleague = actor_by_login(session, "admin", place="counter")
    who = execute(company, register_customer, NewCustomer("Młyn Łąkowy", phone="601202303"), actor=colleague)
    call = RegisterInquiry(who.customer_id, Channel.PHONE, "Mąka", "Proszę o cenę", employee_id=colleague.employee_id)
    execute(company, take_call, call, actor=desk.seat.actor)  # one's own is no news
    saved = execute(company, take_call, call, actor=colleague)
    Hands(qapp, desk.window).until(lambda: told, "the notice")
    assert told == [saved.number]
    desk.close()
    company.close()
