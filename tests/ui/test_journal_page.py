"""The journal's page: an owner finds what was done, with its values before and after; nobody else has the page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from crm_desktop.staff.queries import actor_by_login
from crm_desktop.staff.records import AddEmployee, ChangeEmployee
from crm_desktop.staff.service import add_employee, change_employee
from crm_desktop.work import execute
from db.session import Database
from db.vocabulary import Role
from tests.company import Shop
from ui.desk import Desk
from ui.hands import Hands
from ui.settings.journal_page import JournalPage
from ui.tour import Onlooker


@pytest.fixture
def shop(company: Database) -> Shop:
    with company.read() as session:
        made = Shop(company, actor_by_login(session, "admin", place="biuro"))
    added = execute(company, add_employee, AddEmployee("zofia", "Zofia Żak", Role.CLERK), actor=made.actor)
    changed = ChangeEmployee(added.employee_id, 1, "Zofia Nowak", "", Role.WAREHOUSE, active=True)
    execute(company, change_employee, changed, actor=made.actor)
    return made


def desk_of(app: QApplication, company: Database, folder: Path, login: str) -> tuple[Desk, Hands]:
    kept = QSettings(str(folder / "w.ini"), QSettings.Format.IniFormat)
    desk = Desk(app, company, kept=kept, user=login)
    desk.window.show()
    return desk, Hands(app, desk.window)


@pytest.mark.usefixtures("onlooker")
def test_that_the_one_line_of_a_person_shows_what_was_and_what_is(
    qapp: QApplication, shop: Shop, company: Database, tmp_path: Path
) -> None:
    desk, hands = desk_of(qapp, company, tmp_path, "admin")
    page = desk.open_settings("journal").show_page("journal")
    assert isinstance(page, JournalPage)
    hands.settle()
    page.record.setText("zofia")
    page.word.setText("nowak")
    page.record.returnPressed.emit()
    page.word.returnPressed.emit()
    hands.settle()
    entries = page.table.records_model
    assert entries.rowCount() == 1
    shown = [entries.index(0, column).data() for column in range(1, entries.columnCount())]
    assert shown == [shop.actor.name, "biuro", "Pracownik", "zofia", "zmieniono"]
    page.table.choose_row(0)
    hands.settle()
    values = page.values.records_model
    assert [[values.index(row, column).data() for column in range(3)] for row in range(values.rowCount())] == [
        ["nazwa", "Zofia Żak", "Zofia Nowak"],
        ["rola", "sprzedawca", "magazyn"],
    ]
    desk.close()


@pytest.mark.usefixtures("shop")
def test_that_a_warehouse_hand_has_no_such_page(
    qapp: QApplication, company: Database, tmp_path: Path, onlooker: Onlooker
) -> None:
    desk, hands = desk_of(qapp, company, tmp_path, "zofia")
    window = desk.open_settings("journal")
    hands.settle()
    assert window.current_key == "company"
    assert onlooker.faults == []
    desk.close()
