"""What an owner asks the charts twice: who stands there, what the page leaves out, what a wrong question shows."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from crm_desktop.analytics.records import Report, ReportRequest, SaleRow, Sums
from crm_desktop.analytics.report import run_report
from crm_desktop.analytics.spans import preset
from db.session import Database
from tests.ui.test_charts_tab import NOW, Saver, crumbs, filled, hands, page, person, records
from ui.charts import BarChart, HeatMap
from ui.charts_tab import asking
from ui.charts_tab.exporting import ExportButton
from ui.charts_tab.pictures import Shown, heat, twins
from ui.charts_tab.way import Level
from ui.hands import Hands
from ui.widgets.cards import EmptyState

__all__ = ["filled", "hands", "person"]

pytestmark = pytest.mark.slow


def whole(database: Database, name: str, **more: Any) -> tuple[Any, ...]:
    since, until = preset("days", NOW.date())
    return run_report(database, ReportRequest(name, since, until, limit=100_000, **more)).rows


def said(hands: Hands) -> str:
    return next(
        label.text()
        for state in hands.window.findChildren(EmptyState)
        if state.isVisible()
        for label in state.findChildren(QLabel)
    )


def test_that_who_stands_at_a_stage_and_who_was_lost_there_is_one_press_away(hands: Hands, filled: Database) -> None:
    offered = whole(filled, "funnel")[2]
    lost = sum(row.count for row in whole(filled, "funnel", where=(("lost_at", "offered"),))[:1])
    assert offered.standing > 0 < lost
    table = hands.table("report_table")
    table.cell_clicked.emit(records(hands)[2], "standing")
    hands.settle()
    assert page(hands).level.where == (("standing", "offered"),)
    assert sum(row.count for row in records(hands)) == offered.standing
    hands.press("chip_lost_at")
    assert sum(row.count for row in records(hands)) == lost
    hands.press("chip_stage")
    assert sum(row.count for row in records(hands)) == offered.count
    assert crumbs(hands) == ["Lejek", "Oferta"]
    page(hands)._on_divide("")
    hands.settle()
    hands.press("chip_standing")
    assert {(row.values[4], row.values[5]) for row in records(hands)} == {("offered", "")}
    assert len(records(hands)) == offered.standing


def test_that_a_question_without_a_day_leaves_no_old_figures_and_says_what_to_do(hands: Hands) -> None:
    filters = page(hands)._filters
    filters.set_period(date(2025, 3, 4), date(2025, 3, 3))
    page(hands).refresh()
    hands.settle()
    backwards = "Okres kończy się, zanim się zacznie."
    assert said(hands) == f"{backwards} Wybierz wyżej późniejszy koniec albo wcześniejszy początek."
    assert not hands.find(ExportButton, "export").isEnabled()
    assert hands.window.findChildren(QLabel, "report_hint")[0].text() == ""
    filters.set_period(date(2025, 1, 1), date(2025, 3, 4))
    page(hands).show_page("products")
    page(hands)._on_look("months")
    hands.settle()
    hands.click_shape("trend", "2025-02")
    filters.set_period(date(2025, 1, 1), date(2025, 1, 31))
    page(hands).refresh()
    hands.settle()
    outside = "Lut 2025 nie należy do okresu."
    assert said(hands) == f"{outside} Wybierz wyżej okres, który go obejmuje, albo cofnij się o poziom."
    filters.set_period(date(2025, 1, 1), date(2025, 2, 28))
    page(hands).refresh()
    hands.settle()
    assert records(hands)
    assert hands.find(ExportButton, "export").isEnabled()


def test_that_a_file_holds_all_rows_where_the_page_shows_the_first(
    hands: Hands, filled: Database, person: Saver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST_ROWS", 3)
    products = whole(filled, "products")
    hands.press("chip_products")
    assert [row.keys for row in records(hands)] == [row.keys for row in products[:3]]
    hands.find(ExportButton, "export").export("csv")
    hands.settle()
    with (person.folder / "Co się sprzedaje.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["Kod"], round(float(row["Sprzedaż netto"]) * 100)) for row in rows] == [
        (row.keys[0], row.sums.revenue) for row in products
    ]
    assert rows[-1]["Narastająco"] == "1.0000"


def test_that_a_picture_on_paper_is_by_the_measure_on_screen(hands: Hands, person: Saver) -> None:
    hands.press("chip_value")
    shown = hands.find(ExportButton, "export")
    assert shown._measure == "value"
    hands.press("chip_roi")
    hands.press("chip_cost_per_order")
    assert (shown._measure, page(hands)._shown.measure) == ("cost_per_order", "cost_per_order")
    rows = records(hands)
    bars = {bar.key: bar.value for bar in hands.find(BarChart, "bars").bars}
    assert bars == {row.key: row.each("cost_per_order") or 0 for row in rows if row.key}


@pytest.mark.parametrize("ending", ["xlsx", "png"])
def test_that_a_file_that_cannot_be_written_is_told_and_nothing_breaks(
    hands: Hands, person: Saver, ending: str
) -> None:
    person.folder = Path(person.folder / "nie ma")
    hands.find(ExportButton, "export").export(ending)
    hands.settle()
    assert [fault.partition(":")[0] for fault in person.faults] == ["not_written"]
    person.faults.clear()


def told(rows: tuple[SaleRow, ...]) -> Report:
    request = ReportRequest("products", date(2025, 1, 1), date(2025, 12, 31), by=("customer", "product"), limit=4_000)
    return Report(request, "PLN", (), rows, None)


def sold(customer: str, name: str, product: str, revenue: int, orders: int) -> SaleRow:
    return SaleRow((customer, product), (name, f"Towar {product}"), Sums(revenue, 1_000, orders))


@pytest.mark.usefixtures("qapp")
def test_that_two_who_are_called_alike_are_told_apart() -> None:
    rows = (sold("K1", "Bar", "A", 5_00, 1), sold("K2", "Bar", "A", 3_00, 1), sold("K3", "Piekarnia", "B", 1_00, 1))
    report = told(rows)
    shown = Shown(report, Level("products", "", by=("customer", "product")), "revenue", "", twins(report))
    assert [name for _, name in heat(shown, most=60).rows] == ["Bar (K1)", "Bar (K2)", "Piekarnia"]
    assert [name for _, name in heat(shown, most=60).columns] == ["Towar A", "Towar B"]


@pytest.mark.usefixtures("qapp")
def test_that_a_row_of_orders_is_not_closed_by_a_sum_that_counts_one_twice() -> None:
    report = told((sold("K1", "Bar", "A", 5_00, 1), sold("K1", "Bar", "B", 3_00, 1)))
    level = Level("products", "", by=("customer", "product"))
    assert heat(Shown(report, level, "orders", ""), most=60).ends == {}
    assert heat(Shown(report, level, "quantity", ""), most=60).ends == {"K1": "2"}


@pytest.mark.usefixtures("qapp")
def test_that_of_many_months_the_last_are_drawn() -> None:
    months = [f"{2020 + n // 12}-{n % 12 + 1:02}" for n in range(70)]
    report = told(tuple(SaleRow(("K1", month), ("Bar", month), Sums(1_00)) for month in months))
    table = heat(Shown(report, Level("products", "", by=("customer", "month")), "revenue", ""), most=60)
    assert [key for key, _ in table.columns] == months[10:]


def test_that_a_table_that_is_cut_says_so_and_sums_no_part(
    hands: Hands, filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST_CELLS", 40)
    hands.press("chip_tables")
    assert hands.find(HeatMap, "heat").table.ends == {}
    under = hands.read("picture_under")
    assert under.startswith("Na obrazie: ")
    assert under.endswith("Wszystkie komórki są w eksporcie.")
    assert len(records(hands)) == 40 < len(whole(filled, "products", by=("product_group", "month")))
