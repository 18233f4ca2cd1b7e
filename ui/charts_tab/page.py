"""Charts: the picture left, the same figures right; a click goes one level down, Backspace one up."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.analytics.records import PlainRow, Report, ReportRequest, StageRow
from crm_desktop.analytics.report import run_report
from crm_desktop.clock import now
from db.vocabulary import FunnelStage, LostReason, Topic
from ui import formats, operations
from ui.charts import BarChart, FunnelChart
from ui.charts_tab.shown import bars_of, funnel_bars, key_of, table_of
from ui.seat import Seat
from ui.tables import TableView
from ui.widgets.chips import ChipBar
from ui.widgets.crumbs import Breadcrumbs
from ui.widgets.parts import card, row, text, word

DAYS = 365
PAGES = {"people": "employees"}
"""Which page shows a report that has none of its own."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the way down: a report, restricted, and what the crumb says."""

    report: str
    title: str
    where: tuple[tuple[str, str], ...] = ()


class ChartsPage(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("charts")
        self._seat = seat
        self._levels = [Level("funnel", self.tr("Funnel"))]
        self._report: Report | None = None
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        tops = (
            ("funnel", self.tr("Funnel")),
            ("products", self.tr("What sells")),
            ("customers", self.tr("Who buys")),
            ("employees", self.tr("Who sells")),
            ("roi", self.tr("What it cost")),
        )
        self._titles = dict(tops)
        self._tops = ChipBar(tops)
        today = formats.local(now()).date()
        self._since, self._until = _day_edit(today - timedelta(days=DAYS)), _day_edit(today)
        self._since.setAccessibleName(self.tr("From"))
        self._until.setAccessibleName(self.tr("To"))
        self._compare = QComboBox()
        self._compare.setObjectName("compare")
        self._compare.setAccessibleName(self.tr("Compared with"))
        for key, title in (
            ("none", self.tr("not compared")),
            ("previous", self.tr("period before")),
            ("year", self.tr("year before")),
        ):
            self._compare.addItem(title, key)
        self._crumbs = Breadcrumbs()
        self._funnel, self._bars = FunnelChart(), BarChart(self.tr("Ranking"))
        self._funnel.setObjectName("funnel")
        self._bars.setObjectName("bars")
        self._picture = QStackedWidget()
        self._picture.addWidget(self._funnel)
        self._picture.addWidget(self._bars)
        self._tables = QStackedWidget()
        self._lost = text(wrap=True, role="muted", name="lost")
        self._hint = text(role="muted", name="report_hint")
        self._lay_out()

    def _lay_out(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(card(self._picture, stretch=0))
        splitter.addWidget(card(self._tables, self._lost, stretch=0))
        splitter.setSizes([640, 640])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        outer.setSpacing(8)
        outer.addWidget(row(self._tops, self._since, text("–"), self._until, self._compare))
        outer.addWidget(row(self._crumbs, None, self._hint))
        outer.addWidget(splitter, 1)

    def _connect(self) -> None:
        self._tops.chosen.connect(self._on_top)
        for edit in (self._since, self._until):
            edit.dateChanged.connect(lambda _date: self.refresh())
        self._compare.currentIndexChanged.connect(lambda _index: self.refresh())
        self._funnel.stage_clicked.connect(self.drill)
        self._bars.bar_clicked.connect(self.drill)
        topics = (Topic.ORDERS, Topic.INQUIRIES, Topic.OFFERS, Topic.EXPENSES)
        self._seat.live.subscribe(self, topics, lambda _changes: self.refresh())
        self._crumbs.listen_for_backspace(self)
        self._crumbs.crumb_chosen.connect(lambda key: self._to(int(key)))

    def open_report(self, report: str) -> None:
        """The page of a report, by contract.md's name, as another room wishes it."""
        page = report if report in self._titles else PAGES.get(report, "products")
        self._tops.choose(page)
        self._on_top(page)

    def _on_top(self, report: str) -> None:
        self._levels = [Level(report, self._titles[report])]
        self.refresh()

    def refresh(self) -> None:
        """Asks for the figures of the level; a question that was overtaken is dropped."""
        level = self._levels[-1]
        request = ReportRequest(
            name=level.report,
            since=self._since.date().toPython(),
            until=self._until.date().toPython(),
            compare=self._compare.currentData(),
            where=level.where,
            limit=500,
        )
        if request.since > request.until:
            self._hint.setText(self.tr("The period ends before it begins."))
            return
        operations.run(
            lambda: run_report(self._seat.database, request), on_done=self._show, owner=self, latest="report"
        )

    def _show(self, found: Report) -> None:
        self._report = found
        self._show_crumbs()
        is_funnel = bool(found.rows) and isinstance(found.rows[0], StageRow)
        self._picture.setCurrentWidget(self._funnel if is_funnel else self._bars)
        if is_funnel:
            self._funnel.show_stages(funnel_bars(found))
        else:
            self._bars.show_bars(bars_of(found))
        self._show_table(table_of(found, self))
        reasons = "\n".join(
            f"{word(FunnelStage(lost.stage))} · {_reason(lost.reason)}: {formats.count(lost.count)}"
            for lost in found.lost[:8]
        )
        self._lost.setText(self.tr("Lost:") + "\n" + reasons if reasons else "")
        self._hint.setText(self._told(found))

    def _told(self, found: Report) -> str:
        parts = [found.currency]
        if found.excluded:
            parts.append(self.tr("{count} lines without a rate are left out").format(count=found.excluded))
        if found.uncosted:
            value = formats.money(found.uncosted, currency=found.currency)
            parts.append(self.tr("cost unknown for {value}").format(value=value))
        return " · ".join(parts)

    def _show_table(self, table: TableView) -> None:
        while self._tables.count():
            old = self._tables.widget(0)
            self._tables.removeWidget(old)
            old.deleteLater()
        self._tables.addWidget(table)
        table.record_activated.connect(lambda record: self._drill_record(record))
        table.cell_clicked.connect(lambda record, _column: self._drill_record(record))

    def _show_crumbs(self) -> None:
        self._crumbs.set_path([(str(number), level.title) for number, level in enumerate(self._levels)])

    def _to(self, number: int) -> None:
        self._levels = self._levels[: number + 1]
        self.refresh()

    def up(self) -> None:
        if len(self._levels) > 1:
            self._to(len(self._levels) - 2)

    def _drill_record(self, record: Any) -> None:
        if self._report is not None:
            self.drill(key_of(self._report, record))

    def drill(self, key: str) -> None:
        """One level down: stage -> who stands there; a ranking -> its lines; a line -> its order."""
        level = self._levels[-1]
        match level.report:
            case "funnel":
                title = word(FunnelStage(key))
                self._levels.append(Level("inquiries", title, (*level.where, ("stage", key))))
            case "products" | "customers" | "employees":
                dimension = level.report.removesuffix("s")
                self._levels.append(Level("lines", key or "–", (*level.where, (dimension, key))))
            case "roi":
                self._levels.append(Level("lines", key or "–", (*level.where, ("campaign", key))))
            case "inquiries":
                self._open_item(key)
                return
            case _:
                self._seat.open_order.emit(key)
                return
        self.refresh()

    def _open_item(self, number: str) -> None:
        rows = self._report.rows if self._report is not None else ()
        kinds = {row.values[0]: row.values[8] for row in rows if isinstance(row, PlainRow)}
        (self._seat.open_order if kinds.get(number) == "order" else self._seat.open_inquiry).emit(number)


def _reason(reason: str) -> str:
    return word(LostReason(reason)) if reason else "–"


def _day_edit(day: Any) -> QDateEdit:
    edit = QDateEdit(QDate(day.year, day.month, day.day))
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("dd.MM.yyyy")
    return edit
