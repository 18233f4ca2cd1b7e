"""The import screen on both databases: matched, corrected, remembered, faults at their place, all or nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPushButton
from sqlalchemy import func, select

from crm_desktop.exchange.history.records import Past
from crm_desktop.exchange.records import What
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.sales import OpportunityRow, OrderLineRow
from db.models.worth import ExpenseRow
from db.session import Database
from tests.company import Shop
from tests.ui.conftest import Listener
from tests.ui.looking import cut, nameless
from ui.application import set_language
from ui.desk import Desk
from ui.exchange.import_panel import ImportPanel
from ui.exchange.import_window import ImportWindow
from ui.hands import Hands
from ui.seat import Seat

HEADS = "Indeks;Opis;Netto zł;VAT;J.m."
GOOD = f"{HEADS}\nMK-1;Mąka żytnia;12,50;23;kg\nMK-2;Kasza;8;5;kg\n"
FAULTY = f"{HEADS}\nMK-1;Mąka żytnia;drogo;23;kg\nMK-2;Kasza;8;5;kg\nMK-2;Kasza;8;7;kg\n"


@pytest.fixture
def kept(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def panel(qapp: QApplication, shop: Shop, kept: QSettings, listener: Listener) -> Iterator[ImportPanel]:
    seat = Seat(shop.database, shop.actor)
    made = ImportPanel(seat, kept)
    made.resize(1100, 620)
    made.show()
    yield made
    made.deleteLater()
    assert listener.crashes == []


@pytest.fixture
def hands(qapp: QApplication, panel: ImportPanel) -> Hands:
    return Hands(qapp, panel)


def sheet(tmp_path: Path, content: str, name: str = "cennik.csv") -> Path:
    file = tmp_path / name
    file.write_text(content, encoding="cp1250")
    return file


def choose_column(panel: ImportPanel, hands: Hands, field: str, head: str) -> None:
    """As a person does: the list is opened and a head is taken."""
    box = hands.find(QComboBox, f"column_{field}")
    box.setCurrentIndex(box.findData(head))
    box.activated.emit(box.currentIndex())
    hands.settle()


def count(database: Database, model: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_that_a_corrected_match_is_imported_and_remembered(
    panel: ImportPanel, hands: Hands, shop: Shop, kept: QSettings, tmp_path: Path
) -> None:
    panel.open_file(sheet(tmp_path, GOOD))
    hands.settle()
    assert not hands.find(QPushButton, "import_go").isEnabled() or panel._columns.columns["net_price"] == ""
    choose_column(panel, hands, "name", "Opis")
    choose_column(panel, hands, "net_price", "Netto zł")
    assert hands.read("import_summary") == "nowe: 2 · zmienione: 0 · bez zmian: 0"
    hands.press("import_go")
    assert panel._told.text == "Zaimportowano cennik.csv: nowe: 2 · zmienione: 0 · bez zmian: 0."
    with shop.database.read() as session:
        found = session.execute(
            select(ProductRow.code, ProductRow.name, ProductRow.net_price).order_by(ProductRow.code)
        )
        assert [tuple(row) for row in found] == [("MK-1", "Mąka żytnia", 125_000), ("MK-2", "Kasza", 80_000)]
    panel.open_file(sheet(tmp_path, GOOD.replace("12,50", "13,00"), "cennik2.csv"))
    hands.settle()
    assert (panel._columns.columns["name"], panel._columns.columns["net_price"]) == ("Opis", "Netto zł")
    assert hands.read("import_summary") == "nowe: 0 · zmienione: 1 · bez zmian: 1"


def test_that_faults_stand_at_their_row_and_column_and_hold_everything_back(
    panel: ImportPanel, hands: Hands, shop: Shop, kept: QSettings, tmp_path: Path
) -> None:
    panel.open_file(sheet(tmp_path, FAULTY))
    hands.settle()
    choose_column(panel, hands, "name", "Opis")
    choose_column(panel, hands, "net_price", "Netto zł")
    shown = [(fault.row, fault.column, fault.value) for fault in hands.table("import_faults").records_model.records]
    assert shown == [(2, "Netto zł", "drogo"), (4, "VAT", "7")]
    first = hands.table("import_rows").records_model.records[0]
    assert (first.number, first.faults) == (2, {"Netto zł": "To nie jest liczba."})
    assert not hands.find(QPushButton, "import_go").isEnabled()
    assert count(shop.database, ProductRow) == 0
    hands.find(QCheckBox, "import_skip").click()
    hands.press("import_go")
    assert panel._told.text == "Zaimportowano cennik.csv: nowe: 1 · zmienione: 0 · bez zmian: 0 · błędne wiersze: 2."
    assert count(shop.database, ProductRow) == 1


def test_that_a_cancelled_import_leaves_nothing(panel: ImportPanel, hands: Hands, shop: Shop, tmp_path: Path) -> None:
    """Cancelled between two parts of 500 rows, while the first part stands in the transaction."""
    rows = "\n".join(f"K{n};Sklep {n};sklep{n}@przyklad.pl" for n in range(1_200))
    hands.press("chip_customers")
    panel.open_file(sheet(tmp_path, f"Kod;Nazwa;E-mail\n{rows}\n", "klienci.csv"))
    hands.settle()
    assert hands.read("import_summary") == "nowe: 1 200 · zmienione: 0 · bez zmian: 0".replace(" 200", "\u00a0200")
    hands.find(QPushButton, "import_go").click()
    assert panel.busy
    panel.stop()
    hands.settle()
    assert panel._told.text == "Przerwano; niczego nie zapisano."
    assert (count(shop.database, CustomerRow), panel.busy) == (0, False)
    hands.press("import_go")
    assert count(shop.database, CustomerRow) == 1_200


def test_that_the_same_file_is_refused_and_what_is_no_sheet_says_so(
    panel: ImportPanel, hands: Hands, shop: Shop, tmp_path: Path
) -> None:
    file = sheet(tmp_path, "Kod;Nazwa;Cena netto\nA;Ala;1\n")
    panel.open_file(file)
    hands.settle()
    hands.press("import_go")
    panel.open_file(file)
    hands.settle()
    assert panel._told.text.startswith("Ten sam plik był już zaimportowany (")
    assert not hands.find(QPushButton, "import_go").isEnabled()
    (tmp_path / "zepsuty.xlsx").write_bytes(b"PK\x03\x04 nothing of the kind")
    panel.open_file(tmp_path / "zepsuty.xlsx")
    hands.settle()
    assert panel._told.text.startswith("Nie da się odczytać pliku „zepsuty.xlsx” jako arkusza")
    assert count(shop.database, ProductRow) == 1


def test_that_opening_stock_goes_to_the_chosen_warehouse_with_its_paper(
    panel: ImportPanel, hands: Hands, shop: Shop, tmp_path: Path
) -> None:
    shop.product("MK-1")
    hands.press("chip_stock")
    panel.open_file(sheet(tmp_path, "Kod;Ilość\nMK-1;12\n", "stan.csv"))
    hands.settle()
    hands.press("import_go")
    assert panel._told.text.startswith("Zaimportowano stan.csv: nowe: 1 · zmienione: 0 · bez zmian: 0. Dokumenty")


def test_that_the_menu_opens_the_screen_on_its_list(
    qapp: QApplication, sqlite_database: Database, kept: QSettings, listener: Listener
) -> None:
    desk = Desk(qapp, sqlite_database, kept=kept)
    desk.window.show()
    desk.window.findChild(QAction, "import_customers").trigger()
    opened = desk.window.findChild(ImportWindow, "import_window")
    assert (opened.isVisible(), opened.panel.what) == (True, What.CUSTOMERS)
    Hands(qapp, opened).settle()
    desk.close()
    assert listener.crashes == []


@pytest.mark.parametrize("language", ["pl", "en"])
def test_that_the_screen_names_its_controls_and_cuts_no_word(
    qapp: QApplication, shop: Shop, kept: QSettings, tmp_path: Path, language: str
) -> None:
    set_language(qapp, language)
    made = ImportPanel(Seat(shop.database, shop.actor), kept)
    made.resize(1100, 620)
    made.show()
    hands = Hands(qapp, made)
    hands.settle()
    assert [*nameless(made), *cut(made)] == []
    made.open_file(sheet(tmp_path, FAULTY))
    hands.settle()
    assert nameless(made) == []
    made.deleteLater()


@pytest.mark.parametrize(
    ("what", "lines", "table"),
    [
        (Past.SALES, "Faktura;Data;Kod;Ilość;Cena\nF1;2024-03-05;MK-1;2;10,50\nF1;2024-03-05;MK-2;1;4\n", OrderLineRow),
        (
            Past.PIPELINE,
            "Numer;Etap;Data otwarcia;Wartość\n1;offered;2024-03-05;100\n2;lost;2024-03-06;50\n",
            OpportunityRow,
        ),
        (
            Past.EXPENSES,
            "Data;Kwota;Rodzaj;Kampania\n2024-03-05;120,50;fair;Targi\n2024-03-06;9;time;\n",
            ExpenseRow,
        ),
    ],
)
def test_that_what_an_earlier_program_wrote_is_matched_and_brought_in(
    qapp: QApplication, shop: Shop, kept: QSettings, tmp_path: Path, what: Past, lines: str, table: type
) -> None:
    past = ImportPanel(Seat(shop.database, shop.actor), kept, what, past=True)
    past.show()
    hands = Hands(qapp, past)
    past.open_file(sheet(tmp_path, lines, f"{what.value}.csv"))
    hands.settle()
    if what is Past.PIPELINE:
        choose_column(past, hands, "opened", "Data otwarcia")
    assert hands.read("import_summary") == "nowe: 2"
    hands.press("import_go")
    hands.settle()
    assert count(shop.database, table) == 2
    past.open_file(sheet(tmp_path, lines, f"{what.value}.csv"))
    hands.settle()
    assert not hands.find(QPushButton, "import_go").isEnabled()
    past.open_file(sheet(tmp_path, lines.replace("2024-03-05", "wczoraj"), f"{what.value}-2.csv"))
    hands.settle()
    assert not hands.find(QPushButton, "import_go").isEnabled()
    assert count(shop.database, table) == 2
    past.deleteLater()
