"""Charts: the picture left, the same figures right; a click goes one level down, Backspace one up."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from crm_desktop.analytics.records import PlainRow, Report, ReportRequest, StageRow
from crm_desktop.analytics.report import run_report
from crm_desktop.clock import local_day, now
from db.vocabulary import FunnelStage, LostReason, Topic
from ui import formats
from ui.charts.bars import BarChart
from ui.charts.funnel import FunnelChart
from ui.charts_tab.shown import bars_of, funnel_bars, key_of, table_of
from ui.labels import label
from ui.seat import Seat, touches
from ui.tables.records import RecordsTable
from ui.widgets.parts import button, card, row, text

DAYS = 365


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
        self._asked = 0
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
        self._tops = QButtonGroup(self)
        chips = []
        for number, (name, title) in enumerate(tops):
            chip = button(title, role="chip", name=f"page_{name}")
            chip.setCheckable(True)
            chip.setProperty("report", name)
            self._tops.addButton(chip, number)
            chips.append(chip)
        chips[0].setChecked(True)
        today = local_day(now(), self._seat.zone)
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
        self._crumbs = QHBoxLayout()
        self._funnel, self._bars = FunnelChart(), BarChart()
        self._picture = QStackedWidget()
        self._picture.addWidget(self._funnel)
        self._picture.addWidget(self._bars)
        self._tables = QStackedWidget()
        self._lost = text(wrap=True, role="muted", name="lost")
        self._hint = text(role="muted", name="report_hint")
        self._lay_out(chips)

    def _lay_out(self, chips: list[Any]) -> None:
        holder = QWidget()
        holder.setLayout(self._crumbs)
        self._crumbs.setContentsMargins(0, 0, 0, 0)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(card(self._picture, stretch=0))
        splitter.addWidget(card(self._tables, self._lost, stretch=0))
        splitter.setSizes([720, 560])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        outer.setSpacing(8)
        outer.addWidget(row(*chips, None, self._since, text("–"), self._until, self._compare))
        outer.addWidget(row(holder, None, self._hint))
        outer.addWidget(splitter, 1)

    def _connect(self) -> None:
        self._tops.buttonClicked.connect(self._on_top)
        for edit in (self._since, self._until):
            edit.dateChanged.connect(lambda _date: self.refresh())
        self._compare.currentIndexChanged.connect(lambda _index: self.refresh())
        self._funnel.stage_clicked.connect(self.drill)
        self._bars.bar_clicked.connect(self.drill)
        self._seat.changed.connect(self._on_changed)
        back = QShortcut(QKeySequence(Qt.Key.Key_Backspace), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.up)

    def _on_top(self, chip: Any) -> None:
        self._levels = [Level(str(chip.property("report")), chip.text())]
        self.refresh()

    def refresh(self) -> None:
        """Asks for the figures of the level; an answer that was overtaken is dropped."""
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
        self._asked += 1
        asked = self._asked

        def show(found: Report) -> None:
            if asked == self._asked:
                self._show(found)

        self._seat.operations.read(lambda: run_report(self._seat.database, request), show, owner=self)

    def _show(self, found: Report) -> None:
        self._report = found
        self._show_crumbs()
        is_funnel = bool(found.rows) and isinstance(found.rows[0], StageRow)
        self._picture.setCurrentWidget(self._funnel if is_funnel else self._bars)
        if is_funnel:
            self._funnel.show_bars(funnel_bars(found))
        else:
            self._bars.show_bars(bars_of(found))
        self._show_table(table_of(found, self))
        reasons = "\n".join(
            f"{label(FunnelStage(lost.stage))} · {_reason(lost.reason)}: {formats.count(lost.count)}"
            for lost in found.lost[:8]
        )
        self._lost.setText(self.tr("Lost:") + "\n" + reasons if reasons else "")
        self._hint.setText(self._told(found))

    def _told(self, found: Report) -> str:
        parts = [found.currency]
        if found.excluded:
            parts.append(self.tr("{count} lines without a rate are left out").format(count=found.excluded))
        if found.uncosted:
            value = formats.money(found.uncosted, found.currency)
            parts.append(self.tr("cost unknown for {value}").format(value=value))
        return " · ".join(parts)

    def _show_table(self, table: RecordsTable) -> None:
        while self._tables.count():
            old = self._tables.widget(0)
            self._tables.removeWidget(old)
            old.deleteLater()
        self._tables.addWidget(table)
        table.chosen.connect(lambda record: self._drill_record(record))
        table.view.clicked.connect(lambda index: self._drill_record(table.model.record(index.row())))

    def _show_crumbs(self) -> None:
        while (item := self._crumbs.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        for number, level in enumerate(self._levels):
            if number:
                self._crumbs.addWidget(text("›", role="muted"))
            crumb = button(level.title, role="link", name=f"crumb_{number}")
            crumb.clicked.connect(lambda _checked=False, number=number: self._to(number))
            self._crumbs.addWidget(crumb)

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
                title = label(FunnelStage(key))
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
        kinds = {row.values[0]: row.values[7] for row in rows if isinstance(row, PlainRow)}
        (self._seat.open_order if kinds.get(number) == "order" else self._seat.open_inquiry).emit(number)

    def _on_changed(self, changes: list[Any]) -> None:
        if self.isVisible() and touches(changes, Topic.ORDERS, Topic.INQUIRIES, Topic.OFFERS, Topic.EXPENSES):
            self.refresh()


def _reason(word: str) -> str:
    return label(LostReason(word)) if word else "–"


def _day_edit(day: Any) -> QDateEdit:
    edit = QDateEdit(QDate(day.year, day.month, day.day))
    edit.setCalendarPopup(True)
    edit.setDisplayFormat("dd.MM.yyyy")
    return edit
