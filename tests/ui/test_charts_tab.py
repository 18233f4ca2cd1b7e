"""The Charts tab on the sample company: every page, the way down and up by mouse and by keyboard, what it exports."""

import csv
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from openpyxl import load_workbook
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import func, select

from crm_desktop.analytics.records import ReportRequest, StageRow
from crm_desktop.analytics.report import run_report
from crm_desktop.analytics.spans import preset
from crm_desktop.demo.load import load
from crm_desktop.opening import open_company
from db.models.customers import CustomerRow
from db.models.sales import OrderRow
from db.session import Database
from tests.ui.looking import cut, nameless
from ui import formats, prompts
from ui.application import set_language
from ui.charts import BarChart, FunnelChart, HeatMap, Legend, TrendChart
from ui.charts.clickable import ClickableChart
from ui.charts_tab import way
from ui.charts_tab.exporting import ExportButton
from ui.charts_tab.page import ChartsPage
from ui.charts_tab.portrait import PortraitCard
from ui.desk import Desk
from ui.hands import Hands
from ui.tour import Onlooker

pytestmark = pytest.mark.slow

NOW = datetime(2025, 3, 4, 10, 37, tzinfo=UTC)


HEADS = {
    "funnel": ["stage", "count", "share", "kept", "days", "standing"],
    "products": ["name", "revenue", "share", "running", "orders", "margin"],
    "changes": ["name", "change", "percent", "price", "quantity", "mix"],
    "customers": ["name", "revenue", "before", "change", "margin"],
    "people": ["name", "answer", "in_time", "win", "value", "change"],
    "roi": ["name", "cost", "margin", "roi", "pays_back", "verdict"],
    "tables": ["name0", "name1", "revenue"],
    "buyer": ["stage", "count", "share", "kept", "days", "standing", "change"],
}
"""Of the tables; from *What changed* on the period before stands beside."""


class Saver(Onlooker):
    """Says where to save."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path()

    def where_to_save(self, owner: Any, suggested: str, kinds: str) -> Path:
        return self.folder / suggested


@pytest.fixture(scope="module")
def filled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    file = tmp_path_factory.mktemp("charts") / "company.db"
    shutil.copy(sqlite_template, file)
    database = open_company(f"sqlite:///{file}")
    load(database, orders=250, seed=1, now=NOW)
    yield database
    database.close()


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Saver]:
    someone = Saver()
    someone.folder = tmp_path
    before = prompts.seat(someone)
    yield someone
    prompts.seat(before)
    assert someone.faults == []


@pytest.fixture
def hands(qapp: QApplication, filled: Database, tmp_path: Path, person: Saver) -> Iterator[Hands]:
    with time_machine.travel(NOW, tick=True):
        yield from opened(qapp, filled, tmp_path)


def opened(qapp: QApplication, database: Database, place: Path) -> Iterator[Hands]:
    desk = Desk(qapp, database, kept=QSettings(str(place / "w.ini"), QSettings.Format.IniFormat))
    desk.window.resize(1280, 720)
    desk.window.show()
    found = Hands(qapp, desk.window)
    found.desk = desk  # type: ignore[attr-defined]
    desk.room("charts")
    found.settle()
    yield found
    desk.close()


def page(hands: Hands) -> Any:
    return hands.find(ChartsPage, "charts")


def records(hands: Hands) -> list[Any]:
    return hands.table("report_table").records_model.records


def crumbs(hands: Hands) -> list[str]:
    return [level.title for level in page(hands)._levels]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_that_every_page_is_named_and_nothing_is_cut(qapp: QApplication, hands: Hands, language: str) -> None:
    set_language(qapp, language)
    hands.desk._on_language(language)  # type: ignore[attr-defined]
    hands.window = hands.desk.window  # type: ignore[attr-defined]
    hands.desk.room("charts")  # type: ignore[attr-defined]
    hands.settle()
    for compare in ("none", "year"):
        for key in way.FIRST:
            page(hands)._filters.compare_with(compare)
            page(hands).show_page(key)
            hands.settle()
            assert records(hands), key
            assert (nameless(hands.window), cut(hands.window)) == ([], []), (key, compare)
            for look in way.LOOKS.get(key, ())[1:]:
                page(hands)._on_look(look)
                hands.settle()
                assert records(hands), look
                assert (nameless(hands.window), cut(hands.window)) == ([], []), (look, compare)


def test_that_a_stage_leads_to_people_to_their_inquiries_to_the_inquiry_and_back(
    hands: Hands, filled: Database
) -> None:
    opened_numbers: list[str] = []
    seat = hands.desk.seat  # type: ignore[attr-defined]
    seat.open_inquiry.disconnect()
    seat.open_order.disconnect()
    seat.open_inquiry.connect(opened_numbers.append)
    seat.open_order.connect(opened_numbers.append)
    since, until = preset("days", NOW.date())
    whole = [row for row in run_report(filled, ReportRequest("funnel", since, until)).rows if isinstance(row, StageRow)]
    assert [row.count for row in records(hands)] == [row.count for row in whole]
    hands.click_shape("funnel", "offered")
    assert sum(row.count for row in records(hands)) == whole[2].count
    first = hands.find(BarChart, "bars").bars[0]
    hands.click_shape("bars", first.key)
    assert len(records(hands)) == first.value
    assert len(crumbs(hands)) == 3
    number = records(hands)[0].values[0]
    hands.click_shape("bars", number)
    assert len(opened_numbers) == 1
    hands.key(Qt.Key.Key_Backspace)
    hands.key(Qt.Key.Key_Backspace)
    assert crumbs(hands) == ["Lejek"]
    assert [row.count for row in records(hands)] == [row.count for row in whole]


def test_that_the_way_down_is_walked_by_keyboard_alone(hands: Hands) -> None:
    hands.find(FunnelChart, "funnel").setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        hands.key(key)
    assert crumbs(hands) == ["Lejek", "Odpowiedziano"]
    assert isinstance(QApplication.focusWidget(), BarChart)
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    assert len(crumbs(hands)) == 3
    hands.key(Qt.Key.Key_Backspace)
    assert crumbs(hands) == ["Lejek", "Odpowiedziano"]


def test_that_sales_go_down_by_any_dimension_to_the_order(hands: Hands) -> None:
    orders: list[str] = []
    seat = hands.desk.seat  # type: ignore[attr-defined]
    seat.open_order.disconnect()
    seat.open_order.connect(orders.append)
    hands.press("chip_products")
    page(hands)._on_divide("customer_group")
    hands.settle()
    bar = hands.find(BarChart, "bars").bars[0]
    hands.click_shape("bars", bar.key)
    assert sum(row.sums.revenue for row in records(hands)) == bar.value
    page(hands)._on_divide("month")
    hands.settle()
    columns = hands.find(TrendChart, "trend").bars
    assert sum(column.value for column in columns) == bar.value
    fullest = max(columns, key=lambda column: column.value)
    hands.click_shape("trend", fullest.key)
    assert sum(row.sums.revenue for row in records(hands)) == fullest.value
    page(hands)._on_divide("")
    hands.settle()
    assert sum(row.values[6] for row in records(hands)) == fullest.value
    line = records(hands)[0]
    hands.choose("report_table", lambda record: record is line, "the first line")
    assert orders == [line.values[1]]


def test_that_a_cell_of_a_two_way_table_holds_its_lines(hands: Hands) -> None:
    hands.press("chip_tables")
    heat = hands.find(HeatMap, "heat")
    key = max(heat.table.cells, key=lambda cell: heat.table.cells[cell][0])
    value = heat.table.cells[key][0]
    heat.cell_clicked.emit(*key)
    hands.settle()
    assert sum(row.values[6] for row in records(hands)) == value


def test_that_what_was_lost_leads_to_the_lost_inquiries(hands: Hands) -> None:
    lost = hands.find(HeatMap, "lost")
    cell = lost.keys()[0]
    reason, stage = cell.split("\x1f")
    count = lost.table.cells[reason, stage][0]
    hands.click_shape("lost", cell)
    assert {(row.values[5], row.values[4]) for row in records(hands)} == {(reason, stage)}
    assert len(records(hands)) == count > 0


def test_that_the_heat_map_is_walked_in_four_directions(hands: Hands) -> None:
    hands.press("chip_tables")
    heat = hands.find(HeatMap, "heat")
    heat.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(heat, key)
    row, column = heat.current_key.split("\x1f")
    assert (row, column) == (heat.table.rows[1][0], heat._places and heat.keys()[1].split("\x1f")[1])


def test_that_todays_figures_open_the_last_week(hands: Hands) -> None:
    hands.desk.seat.open_chart.emit("changes")  # type: ignore[attr-defined]
    hands.settle()
    request = page(hands).request()
    assert (request.name, request.since, request.until) == ("changes", date(2025, 2, 26), date(2025, 3, 4))


def test_that_one_buyer_is_found_and_looked_at(hands: Hands, filled: Database) -> None:
    since, until = preset("days", NOW.date())
    best = run_report(filled, ReportRequest("customers", since, until, limit=1)).rows[0]
    hands.press("chip_buyer")
    told = hands.find(QLabel, "picture_under")
    assert told.text() == "Wszyscy klienci razem. Wybierz wyżej jednego albo grupę."
    page(hands)._show_buyer(best.keys[0], best.names[0])  # type: ignore[union-attr]
    hands.settle()
    assert told.isHidden()
    hands.press("chip_months")
    assert sum(column.value for column in hands.find(TrendChart, "trend").bars) == best.sums.revenue  # type: ignore[union-attr]
    hands.press("chip_lines")
    assert sum(row.values[6] for row in records(hands)) == best.sums.revenue  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("key", "look", "below", "condition"),
    [
        ("products", "interest", "inquiries", "asked"),
        ("customers", "customer_state_sums", "customer_states", "state"),
        ("roi", "lost_costs", "inquiries", "campaign"),
    ],
)
def test_that_every_look_leads_down_and_back(hands: Hands, key: str, look: str, below: str, condition: str) -> None:
    page(hands)._filters.set_period(date(2023, 1, 1), NOW.date())
    page(hands).show_page(key)
    hands.settle()
    page(hands)._on_look(look)
    hands.settle()
    first = records(hands)[0]
    hands.click_shape("bars", str(first.values[0]))
    assert (page(hands).level.report, dict(page(hands).level.where)[condition]) == (below, first.values[0])
    assert records(hands)
    if look in ("interest", "customer_state_sums"):
        assert len(records(hands)) == first.values[2]
    hands.key(Qt.Key.Key_Backspace)
    assert (page(hands).level.report, len(crumbs(hands))) == (look, 1)


def test_that_customers_of_a_state_are_measured_among_themselves_and_lead_to_what_they_bought(hands: Hands) -> None:
    page(hands)._filters.set_period(date(2023, 1, 1), NOW.date())
    page(hands).show_page("customers")
    page(hands)._on_look("customer_state_sums")
    hands.settle()
    states = {row.values[0]: row.values[2:] for row in records(hands)}
    hands.click_shape("bars", "sleeping")
    customers = records(hands)
    assert {row.values[3] for row in customers} == {"sleeping"}
    assert (len(customers), sum(row.values[7] for row in customers)) == states["sleeping"]
    assert [bar.mark for bar in hands.find(BarChart, "bars").bars] == [""] * len(customers)
    hands.click_shape("bars", customers[0].values[0])
    assert page(hands).level.where == (("customer", customers[0].values[0]),)
    assert sum(row.sums.revenue for row in records(hands)) == customers[0].values[7]


def test_that_months_beside_the_year_before_are_one_row_each_and_add_up(hands: Hands, filled: Database) -> None:
    page(hands)._filters.set_period(date(2024, 4, 1), date(2025, 3, 4))
    page(hands)._filters.compare_with("year")
    page(hands).show_page("products")
    page(hands)._on_divide("month")
    hands.settle()
    asked = ReportRequest("months", date(2024, 4, 1), date(2025, 3, 4), compare="year")
    whole: Any = run_report(filled, asked).total
    rows = records(hands)
    assert [row.keys[0] for row in rows] == [bar.key for bar in hands.find(TrendChart, "trend").bars]
    assert (len(rows), sum(row.sums.revenue for row in rows)) == (12, whole.sums.revenue)
    assert sum(row.previous for row in rows) == whole.previous
    assert sum(bar.compared or 0 for bar in hands.find(TrendChart, "trend").bars) == whole.previous
    assert hands.find(Legend, "legend").said() == ("Ten okres", "Rok wcześniej")
    assert hands.find(QLabel, "picture_under").text().endswith("mar 2025: do dziś.")


def test_that_what_no_campaign_cost_is_told_beneath_and_squeezes_no_bar(hands: Hands) -> None:
    page(hands)._filters.set_period(date(2023, 1, 1), NOW.date())
    page(hands).show_page("roi")
    hands.settle()
    (alone,) = [row for row in records(hands) if not row.key]
    assert {bar.key for bar in hands.find(BarChart, "bars").bars} == {row.key for row in records(hands)} - {""}
    assert hands.find(Legend, "legend").said() == ("Marża zamówień, które przyniosła", "Koszt kampanii")
    told = f"Bez kampanii: koszt {formats.money(alone.cost)}, marża {formats.money(alone.margin)}."
    assert hands.find(QLabel, "picture_under").text().endswith(told)


def test_that_the_heads_of_order_lines_leave_out_what_stands_above(hands: Hands) -> None:
    def heads() -> list[str]:
        return [column.key for column in hands.table("report_table").records_model.columns]

    page(hands)._levels = [way.Level("products", "x")]
    page(hands).refresh()
    hands.settle()
    assert heads()[:3] == ["order", "date", "goods"]
    product, customer = records(hands)[0].values[3], records(hands)[0].values[8]
    page(hands)._levels = [way.Level("products", "x", (("product", product),))]
    page(hands).refresh()
    hands.settle()
    assert heads()[:3] == ["order", "date", "customer"]
    bar = hands.find(BarChart, "bars").bars[0]
    assert bar.text == f"{bar.key} · {customer}"


def test_that_the_table_takes_what_its_columns_need_until_a_person_divides_the_page(hands: Hands) -> None:
    def sides() -> list[int]:
        return page(hands)._halves.sizes()

    hands.press("chip_people")
    few = sides()
    hands.press("chip_changes")
    assert sides()[1] > few[1]
    table = hands.table("report_table")
    assert table.horizontalScrollBar().maximum() == 0
    hands.press("chip_tables")
    assert sides()[1] < few[1]
    page(hands)._halves.moveSplitter(500, 1)
    hands.press("chip_people")
    assert abs(sides()[0] - 500) < 10


def test_that_what_a_filter_emptied_is_shown_again_at_one_press(hands: Hands) -> None:
    page(hands)._filters._keys["channel"].set_choices([("", "Każdy kanał"), ("=telegraf", "Telegraf")])
    page(hands)._filters._keys["channel"].choose("=telegraf")
    page(hands).show_page("products")
    hands.settle()
    assert records(hands) == []
    shown = [label.text() for label in page(hands)._picture.findChildren(QLabel) if label.isVisible()]
    assert "W tym okresie nic nie sprzedano. Wybierz wyżej inny okres albo usuń filtr." in shown
    hands.press("clear_filter")
    assert page(hands)._filters.filters().where == ()
    assert records(hands)


def test_that_three_clicks_tell_why_a_month_was_weak(hands: Hands, filled: Database) -> None:
    """What sells, month by month, the month: what it lost against the month before, and through what."""
    page(hands)._filters.set_period(date(2024, 7, 1), date(2025, 2, 28))
    hands.press("chip_products")
    hands.press("chip_look_months")
    hands.click_shape("trend", "2024-12")
    month = (date(2024, 12, 1), date(2024, 12, 31))
    assert (page(hands).request().since, page(hands).request().until, page(hands).request().where) == (*month, ())
    asked = ReportRequest("changes", *month, compare="previous", by=("product",))
    whole: Any = run_report(filled, asked).total
    change = whole.sums.revenue - whole.previous
    aside = page(hands)._aside
    assert aside.isVisible()
    assert aside.title.text().startswith(f"Dlaczego: {'+' if change > 0 else ''}{formats.money(change)}")
    shown = {bar.key: bar.value for bar in aside._reasons.bars}
    assert sum(shown.values()) == change
    hands.click_shape("reasons", "vanished")
    assert [level.report for level in page(hands)._levels] == ["months", "months", "changes"]
    assert {row.keys[0] for row in records(hands)} == {row.keys[0] for row in run_report(filled, asked).rows}


def test_that_an_order_of_a_campaign_opens_from_its_line(hands: Hands) -> None:
    opened: list[str] = []
    hands.desk.seat.open_order.connect(opened.append)  # type: ignore[attr-defined]
    page(hands)._filters.set_period(date(2023, 1, 1), NOW.date())
    page(hands).show_page("roi")
    hands.settle()
    page(hands)._on_look("attributed")
    hands.settle()
    first = records(hands)[0]
    assert first.values[5] in ("submission", "expense")
    page(hands).drill((first.values[0],))
    assert opened == [first.values[1]]


def test_that_one_buyer_is_told_at_a_glance_and_what_is_usual_opens_its_lines(hands: Hands, filled: Database) -> None:
    with filled.read() as session:
        many = select(CustomerRow.code, CustomerRow.name).join(OrderRow, OrderRow.customer_id == CustomerRow.id)
        most = many.group_by(CustomerRow.id).order_by(func.count().desc(), CustomerRow.id)
        code, name = session.execute(most.limit(1)).one()
    page(hands).show_page("buyer")
    page(hands)._show_buyer(code, name)
    hands.settle()
    card = hands.find(PortraitCard, "portrait")
    assert card.title.text() == f"{name} w skrócie"
    first = next(iter(card._by))
    hands.click_shape("usual", first)
    assert page(hands).level.where == (("customer", code), ("product", first))
    assert {row.values[3] for row in records(hands)} == {first}
    hands.key(Qt.Key.Key_Backspace)
    page(hands)._on_view("inquiries")
    hands.settle()
    assert {row.values[2] for row in records(hands)} == {code}
    assert not card.isVisible()


def test_that_what_is_on_screen_is_exported(hands: Hands, person: Saver) -> None:
    hands.press("chip_products")
    export = hands.find(ExportButton, "export")
    for ending in ("xlsx", "csv", "pdf", "png"):
        export.export(ending)
        hands.settle()
    shown = records(hands)
    sheet = load_workbook(person.folder / "Co się sprzedaje.xlsx").active
    heads = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "Kod")
    assert heads[:6] == ("Kod", "Nazwa", "Sprzedaż netto", "Ilość", "Zamówienia", "Marża")
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == shown[0].keys[0]]
    assert [round(row[2] * 100) for row in rows] == [shown[0].sums.revenue]
    with (person.folder / "Co się sprzedaje.csv").open(encoding="utf-8-sig", newline="") as file:
        told = list(csv.reader(file))
    assert len(told) == len(shown) + 1
    assert sum(round(float(row[2]) * 100) for row in told[1:]) == sum(row.sums.revenue for row in shown)
    assert (person.folder / "Co się sprzedaje.pdf").read_bytes().startswith(b"%PDF")
    assert QImage(str(person.folder / "Co się sprzedaje.png")).size() == page(hands).size()


def test_that_an_empty_company_says_what_to_do(
    qapp: QApplication, sqlite_url: str, tmp_path: Path, person: Saver
) -> None:
    database = open_company(sqlite_url)
    for hands in opened(qapp, database, tmp_path):
        for key in way.FIRST:
            page(hands).show_page(key)
            hands.settle()
            assert cut(hands.window) == [], key
            said = [label.text() for label in hands.window.findChildren(QLabel) if label.isVisible()]
            assert [told for told in said if "filtr" in told] == [], key
            heads = [column.key for column in hands.table("report_table").records_model.columns]
            assert heads == HEADS[key], key
            chart = next(iter(hands.window.findChildren(ClickableChart)))
            QTest.keyClick(chart, Qt.Key.Key_Return)
    database.close()


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("month", ("2025-02-01", "2025-02-28")),
        ("last_month", ("2025-01-01", "2025-01-31")),
        ("quarter", ("2025-01-01", "2025-03-31")),
        ("last_quarter", ("2024-10-01", "2024-12-31")),
        ("year", ("2025-01-01", "2025-12-31")),
        ("last_year", ("2024-01-01", "2024-12-31")),
        ("days", ("2024-03-01", "2025-02-10")),
    ],
)
def test_that_a_period_is_chosen_by_its_name(key: str, days: tuple[str, str]) -> None:
    assert tuple(day.isoformat() for day in preset(key, date(2025, 2, 10))) == days
