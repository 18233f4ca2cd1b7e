from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from db.vocabulary import OrderStatus
from ui import formats, labels
from ui.tables import Column, TableView
from ui.tables.widths import Need, share
from ui.theme import dress, metrics
from ui.widgets.elided import in_few_lines, in_two_lines


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


def test_that_columns_fill_the_room_names_taking_twice_as_much_and_short_ones_nothing() -> None:
    needs = [Need(100, 100, 100), Need(200, 108, 200, name=True), Need(40, 40, 40, grows=False)]
    assert share(640, needs) == [200, 400, 40]
    assert share(340, needs) == [100, 200, 40]


def test_that_words_give_way_before_names_and_figures_never() -> None:
    figure, words, name = Need(90, 90, 120), Need(150, 60, 150), Need(300, 108, 300, name=True)
    assert share(540, [figure, words, name]) == [90, 150, 300]
    assert share(480, [figure, words, name]) == [90, 90, 300]
    assert share(400, [figure, words, name]) == [90, 60, 250]
    assert share(100, [figure, words, name]) == [90, 60, 108]


def test_that_what_was_wished_for_comes_before_what_is_left_over() -> None:
    assert share(300, [Need(100, 100, 100), Need(100, 50, 160, name=True)]) == [113, 187]
    assert share(240, [Need(100, 100, 100), Need(100, 50, 160, name=True)]) == [100, 140]


def test_that_every_pixel_is_given_away() -> None:
    for room in range(300, 400):
        assert sum(share(room, [Need(70, 70, 83), Need(90, 90, 90), Need(100, 100, 131, name=True)])) == room


def test_that_figures_of_records_that_come_later_are_not_cut(table: TableView) -> None:
    table.set_records(ROWS)
    before = table.columnWidth(2)
    table.set_records([replace(ROWS[0], value=123_456_789_012)])
    wide = table.fontMetrics().horizontalAdvance(formats.amount(123_456_789_012))
    assert before < wide <= table.columnWidth(2) - 20
    table.set_records(ROWS)
    assert table.columnWidth(2) - 20 >= wide, "columns do not jump as one reads on"


def test_that_a_wider_table_has_wider_columns_until_the_person_drags_one(table: TableView) -> None:
    table.set_records(ROWS)
    narrow = [table.columnWidth(section) for section in range(4)]
    table.resize(900, 300)
    wide = [table.columnWidth(section) for section in range(4)]
    assert sum(wide) == table.viewport().width()
    assert wide[0] == narrow[0], "what is short stays beside its neighbour"
    assert wide[1] - narrow[1] > wide[3] - narrow[3] > 0
    table.setColumnWidth(0, 137)
    table.resize(1200, 300)
    assert [table.columnWidth(section) for section in (0, 2, 3)] == [137, wide[2], wide[3]]
    assert sum(table.columnWidth(section) for section in range(4)) == table.viewport().width()


def test_that_a_hidden_column_leaves_no_hole_and_comes_back(table: TableView) -> None:
    table.set_records(ROWS)
    header, room = table.horizontalHeader(), table.viewport().width()
    whole = header.length()
    table.setColumnHidden(2, True)
    assert (header.sectionPosition(3), header.length()) == (sum(map(table.columnWidth, (0, 1))), room)
    table.setColumnHidden(2, False)
    assert (table.columnWidth(2) > 0, header.length()) == (True, whole)


def test_that_widths_nobody_chose_are_not_kept_for_another_window(table: TableView, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    table.set_records(ROWS)
    table.save_layout(settings)
    assert settings.allKeys() == []


def test_that_the_one_column_of_a_list_is_as_wide_as_the_list(qtbot: QtBot) -> None:
    made = TableView([Column("one", "Jedna", lambda row: row.number, stretch=True)], name="a", title="A", empty="B")
    qtbot.addWidget(made)
    made.resize(77, 100)
    made.show()
    made.set_records(ROWS)
    assert made.columnWidth(0) == made.viewport().width()


def test_that_a_row_that_does_not_fit_at_the_foot_is_not_begun(table: TableView) -> None:
    dress(table)
    table.set_records([Row(str(number), f"Klient {number}", number) for number in range(40)])
    high = table.verticalHeader().sectionSize(0)
    table.resize(600, table.height() - table.viewport().height() % high + high // 2)
    whole = table.viewport().height() // high
    assert 0 < table.viewport().height() - whole * high < high
    seen = table.viewport().grab().toImage()
    foot = {seen.pixel(x, y) for x in range(seen.width()) for y in range(whole * high + 1, seen.height())}
    row = {seen.pixel(x, y) for x in range(seen.width()) for y in range(high, 2 * high)}
    assert (len(foot), len(row) > 10) == (1, True)


ALIKE = (
    "Mąka pszenna tortowa typ 450 Orli Kamień 10 × 1 kg",
    "Mąka pszenna tortowa typ 450 Orli Kamień 5 kg",
    "Mąka pszenna tortowa typ 500 Orli Kamień 5 kg",
)


def test_that_a_row_takes_a_second_line_only_while_its_name_needs_one(table: TableView, qtbot: QtBot) -> None:
    def heights() -> list[int]:
        return [table.rowHeight(row) for row in range(table.records_model.rowCount())]

    def give_name(room: int) -> None:
        frame = table.width() - table.viewport().width()
        table.resize(frame + sum(table.columnWidth(n) for n in (0, 2, 3)) + room + 20, 300)

    letters = [metrics().horizontalAdvance(name) for name in ALIKE]
    table.setColumnWidth(0, 60)  # from now on the name alone follows the table
    table.set_records([Row(str(number), name, 1) for number, name in enumerate((*ALIKE, "Sól"))])
    one = table.verticalHeader().defaultSectionSize()
    two = one + table.fontMetrics().height()
    give_name(letters[0] - 1)
    qtbot.waitUntil(lambda: heights() == [two, one, one, one])
    give_name(letters[1] - 1)
    qtbot.waitUntil(lambda: heights() == [two, two, two, one])
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert cells(table, 1) == ["Sól", ALIKE[2], ALIKE[1], ALIKE[0]]
    assert heights() == [one, two, two, two]
    give_name(letters[0])
    qtbot.waitUntil(lambda: heights() == [one, one, one, one])
    give_name(letters[1] - 1)
    qtbot.waitUntil(lambda: heights() == [one, two, two, two])
    table.set_records([Row("9", "Sól", 1), Row("8", ALIKE[1], 1)])
    assert heights() == [one, two]


def test_that_a_name_takes_as_many_lines_as_it_needs_and_no_more_than_it_may(qapp: QApplication) -> None:
    letters = metrics()
    name = "Zakład Piekarniczo-Cukierniczy Magdalena Ziółkowska"
    room = letters.horizontalAdvance("Cukierniczy Magda")
    lines = in_few_lines(letters, name, room, 5)
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
    assert all(letters.horizontalAdvance(line) <= room for line in lines)
    assert in_few_lines(letters, "Sól", room, 4) == ["Sól"]
    *_, last = in_few_lines(letters, name, room, 2)
    assert last.endswith("…")
    assert len(in_few_lines(letters, name, room, 2)) == 2


@pytest.mark.parametrize("share", [0.55, 0.65, 0.75, 0.9])
def test_that_names_alike_at_the_front_are_told_apart_in_two_lines(qapp: QApplication, share: float) -> None:
    letters = metrics()
    rooms = [int(share * letters.horizontalAdvance(name)) for name in ALIKE]
    shown = [in_two_lines(letters, name, room) for name, room in zip(ALIKE, rooms, strict=True)]
    assert [" ".join(lines) for lines in shown] == list(ALIKE)
    assert [len(lines) for lines in shown] == [2, 2, 2]
    for lines, room in zip(shown, rooms, strict=True):
        assert max(letters.horizontalAdvance(line) for line in lines) <= room


def test_that_what_two_lines_do_not_hold_keeps_its_pack(qapp: QApplication) -> None:
    letters = metrics()
    assert in_two_lines(letters, "Sól morska", 400) == ["Sól morska"]
    half = letters.horizontalAdvance("Piekarniczo-Cukierniczy") - 1
    assert in_two_lines(letters, "Piekarniczo-Cukierniczy", half) == ["Piekarniczo-", "Cukierniczy"]
    first, second = in_two_lines(letters, ALIKE[0], 150)
    assert ALIKE[0].startswith(first)
    assert second.endswith("… 10 × 1 kg")
    (only,) = in_two_lines(letters, "Konstantynopolitańczykowianeczka", 100)
    assert only.startswith("Kons")
    assert only.endswith("…")


def test_that_a_table_grows_with_the_lines_of_its_rows_and_scrolls_beyond_the_most(table: TableView) -> None:
    table.resize(340, 300)
    table.grow_to(2)
    one = table.verticalHeader().defaultSectionSize()
    two, head = one + table.fontMetrics().height(), table.horizontalHeader().sizeHint().height() + 2
    table.set_records([])
    assert table.height() == head + one
    table.set_records([Row("1", ALIKE[0], 1)])
    assert table.height() == head + two
    table.set_records([Row("1", ALIKE[0], 1), Row("2", "Sól", 1), Row("3", "Sól", 1)])
    assert table.height() == head + two + one


@pytest.mark.parametrize("way", ["scrolled to", "sorted up"])
def test_that_a_figure_far_down_is_whole_once_it_is_seen(table: TableView, way: str) -> None:
    table.set_records([Row(str(number), "Klient", 100) for number in range(500)] + [Row("500", "Klient", 10**15)])
    wide = table.fontMetrics().horizontalAdvance(formats.amount(10**15)) + 20
    assert table.columnWidth(2) < wide
    if way == "scrolled to":
        table.scrollToBottom()
    else:
        table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert table.columnWidth(2) >= wide


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Mąka & spółka", "Mąka & spółka"),
        ("<b>Mąka</b>", "<qt>&lt;b&gt;Mąka&lt;/b&gt;</qt>"),
        ("", None),
    ],
)
def test_that_a_name_that_looks_like_markup_is_a_name_in_a_tooltip(qtbot: QtBot, name: str, shown: str | None) -> None:
    column = Column("customer", "Klient", lambda row: row.customer, hint=lambda row: row.customer)
    made = TableView([column], name="orders", title="Zamówienia", empty="")
    qtbot.addWidget(made)
    made.set_records([Row("1", name, 1)])
    assert made.model().data(made.model().index(0, 0), Qt.ItemDataRole.ToolTipRole) == shown
