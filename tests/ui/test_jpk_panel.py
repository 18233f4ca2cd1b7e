"""JPK_MAG from the window: what is missing is told and nothing is written; then a file that is whole."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QSettings
from PySide6.QtWidgets import QApplication, QDateEdit
from sqlalchemy import text

from crm_desktop import settings
from crm_desktop.company import SaveSettings, save_settings, settings_card
from crm_desktop.errors import InvalidValue
from crm_desktop.settings import Company
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.work import execute
from db.session import Database
from tests.company import Shop
from ui import prompts
from ui.desk import Desk
from ui.hands import Hands
from ui.tour import Onlooker
from ui.widgets.parts import Told

WHOLE = Company("Hurtownia Kłos", "Polna 1", "61-001", "Poznań", nip="5261040828", province="wielkopolskie",
                county="Poznań", commune="Poznań", tax_office="3022")  # fmt: skip


class Saver(Onlooker):
    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file

    def where_to_save(self, owner: object, suggested: str, kinds: str) -> Path | None:
        return self.file


@pytest.fixture
def shop(company: Database) -> Shop:
    with company.read() as session:
        made = Shop(company, actor_by_login(session, "admin"))
    made.product("MK-1", stock=5_000, cost=300_000)
    return made


@pytest.fixture
def hands(qapp: QApplication, shop: Shop, tmp_path: Path) -> Iterator[Hands]:
    prompts.seat(Saver(tmp_path / "mag.xml"))
    desk = Desk(qapp, shop.database, kept=QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    desk.window.resize(1280, 720)
    desk.window.show()
    desk.window.activateWindow()
    worker = Hands(qapp, desk.window)
    desk.room("warehouse")
    worker.settle()
    worker.press("chip_documents")
    yield worker
    desk.close()


def save_company(shop: Shop, company: Company) -> None:
    with shop.database.read() as session:
        card = settings_card(session)
    wanted = replace(card.settings, company=company)
    execute(shop.database, save_settings, SaveSettings(wanted, card.versions), actor=shop.actor)


def test_that_what_is_missing_is_told_and_then_the_file_is_written(hands: Hands, shop: Shop, tmp_path: Path) -> None:
    hands.press("jpk_open")
    today = QDate.currentDate()
    hands.find(QDateEdit, "jpk_since").setDate(today.addDays(-1))
    hands.find(QDateEdit, "jpk_until").setDate(today.addDays(1))
    hands.press("jpk_write")
    missing = hands.until(lambda: hands.table("jpk_missing").records_model.records, "what is missing")
    assert {"brak NIP firmy", "brak czterocyfrowego kodu urzędu skarbowego"} <= {one.message for one in missing}
    assert {one.document for one in missing} == {""}
    assert not (tmp_path / "mag.xml").exists()
    save_company(shop, WHOLE)
    hands.press("jpk_write")
    hands.until(lambda: (tmp_path / "mag.xml").exists(), "the file")
    hands.settle()
    assert "(1 dokument)" in hands.find(Told, "told").text
    hands.find(QDateEdit, "jpk_until").setDate(today.addDays(-9))
    hands.press("jpk_write")
    assert hands.find(Told, "told").text == "Ostatni dzień jest przed pierwszym."


def test_that_the_method_of_cost_stays_once_goods_have_moved(shop: Shop) -> None:
    with shop.database.read() as session:
        card = settings_card(session)
    wanted = SaveSettings(replace(card.settings, cost_method="fifo"), card.versions)
    with pytest.raises(InvalidValue) as refusal:
        execute(shop.database, save_settings, wanted, actor=shop.actor)
    assert (refusal.value.details["field"], refusal.value.details["rule"]) == ("cost_method", "goods_moved")
    with shop.database.read() as session:
        assert settings.load(session).cost_method == "average"
        assert session.scalar(text("SELECT count(*) FROM settings WHERE key = 'cost_method'")) in (0, 1)
