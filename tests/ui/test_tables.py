from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from db.vocabulary import OrderStatus
from ui import formats, labels
from ui.tables import Column, TableView


@dataclass(frozen=True, slots=True)
class Row:
    number: str
    customer: str
    value: int | None
    status: OrderStatus = OrderStatus.PLACED


ROWS = [Row("3", "Żabka", 200), Row("1", "Łąka", None), Row("2", "Ala", 1000, OrderStatus.ISSUED)]


@pytest.fixture
def table(qtbot: QtBot) -> TableView:
    made = TableView(
        [
            Column("number", "Numer", lambda row: row.number),
            Column("customer", "Klient", lambda row: row.customer, stretch=True),
            Column("value", "Wartość", lambda row: row.value, text=formats.amount, right=True),
            Column("status", "Stan", lambda row: row.status, pill=lambda row: labels.label(row.status)),
        ],
        name="orders",
        title="Zamówienia",
        empty="Tu pojawią się zamówienia",
        empty_action="Nowe zamówienie",
    )
    QAbstractItemModelTester(made.records_model, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def cells(table: TableView, column: int) -> list[str]:
    model = table.records_model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_that_cells_say_what_the_columns_tell_them(table: TableView) -> None:
    table.set_records(ROWS)
    assert cells(table, 2) == ["2,00", "–", "10,00"]
    assert cells(table, 3) == ["złożone", "złożone", "wydane"]
    alignment = table.records_model.index(0, 2).data(Qt.ItemDataRole.TextAlignmentRole)
    assert alignment & Qt.AlignmentFlag.AlignRight


def test_that_sorting_knows_polish_letters_and_puts_nothing_last(table: TableView) -> None:
    table.set_records(ROWS)
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert cells(table, 1) == ["Ala", "Łąka", "Żabka"]
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert cells(table, 2) == ["2,00", "10,00", "–"]
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert cells(table, 2) == ["10,00", "2,00", "–"]


def test_that_one_keeps_ones_place_when_records_are_read_anew(table: TableView, qtbot: QtBot) -> None:
    table.set_records(ROWS, key=lambda row: row.number)
    assert table.choose("1")
    with qtbot.waitSignal(table.current_changed) as told:
        table.set_records([Row("9", "Nowy", 1), *[replace(row, value=7) for row in ROWS]])
    assert table.current_record() == Row("1", "Łąka", 7)
    assert told.args == [Row("1", "Łąka", 7)]
    table.set_records([])
    assert table.current_record() is None


def test_that_sorting_takes_the_current_record_along(table: TableView) -> None:
    table.set_records(ROWS, key=lambda row: row.number)
    table.choose("3")
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert (table.current_record(), table.current_row()) == (ROWS[0], 2)


def test_that_enter_opens_the_record_one_stands_on(table: TableView, qtbot: QtBot) -> None:
    table.set_records(ROWS, key=lambda row: row.number)
    table.choose_row(0)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.record_activated) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [ROWS[1]]


def test_that_a_click_says_which_record_and_which_column(table: TableView, qtbot: QtBot) -> None:
    table.set_records(ROWS)
    place = table.visualRect(table.records_model.index(2, 3)).center()
    with qtbot.waitSignal(table.cell_clicked) as clicked:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [ROWS[2], "status"]


def test_that_an_empty_table_offers_the_first_step(table: TableView, qtbot: QtBot) -> None:
    table.set_records([])
    button = table.findChild(QPushButton)
    assert button.isVisible()
    with qtbot.waitSignal(table.empty_action_pressed):
        button.click()
    table.set_records(ROWS)
    assert not button.isVisible()


def test_that_widths_are_there_again_tomorrow(table: TableView, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    table.set_records(ROWS)
    table.setColumnWidth(0, 137)
    table.save_layout(settings)
    table.setColumnWidth(0, 50)
    table.restore_layout(settings)
    table.set_records(ROWS)
    assert table.columnWidth(0) == 137


def test_that_many_rows_are_shown_at_once(table: TableView) -> None:
    table.set_records([Row(str(number), f"Klient {number}", number) for number in range(20_000)])
    assert table.records_model.rowCount() == 20_000
    assert table.verticalHeader().sectionSize(0) >= 32
