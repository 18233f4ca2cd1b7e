"""What stands beneath the table: why items were lost, why a value changed, what is known of a buyer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crm_desktop.analytics.records import Report, SaleRow
from crm_desktop.analytics.rules import compared_period
from ui import formats
from ui.charts import BarChart, HeatMap
from ui.charts_tab import pictures
from ui.widgets.cards import Card

LEAST, TALLEST, FRAME, REASON = 218, 340, 56, 28


class Aside(Card):
    """Hidden where a report has nothing to say beside.

    `lost_pressed` carries reason and stage, `reason_pressed` why a value changed.
    """

    lost_pressed = Signal(str, str)
    reason_pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__("·")
        self.setObjectName("aside")
        self._lost = HeatMap(self.tr("Lost, by reason and stage"))
        self._lost.setObjectName("lost")
        self._reasons = BarChart(self.tr("Causes of the change"), row=REASON)
        self._reasons.setObjectName("reasons")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("look", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._lost)
        column.addWidget(self._reasons)
        column.addStretch(1)
        area.setWidget(inside)
        area.verticalScrollBar().valueChanged.connect(self._lost.update)  # its heads stay in sight
        area.horizontalScrollBar().valueChanged.connect(self._lost.update)
        self.body.addWidget(area, 1)
        self._lost.cell_clicked.connect(self.lost_pressed)
        self._reasons.bar_clicked.connect(self.reason_pressed)
        self.setMaximumHeight(TALLEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_report(self, report: Report) -> None:
        table, reasons = pictures.lost_table(report), pictures.reason_bars(report)
        self._lost.show_table(table)
        self._reasons.show_bars(reasons)
        self._lost.setVisible(bool(table.rows))
        self._reasons.setVisible(bool(reasons))
        if table.rows:
            count = sum(row.count for row in report.lost)
            stages = {row.stage: 0 for row in report.lost}
            for row in report.lost:
                stages[row.stage] += row.count
            most = max(stages, key=lambda stage: stages[stage])
            told = self.tr("Lost: {count}, most often after “{stage}”")
            self.title.setText(told.format(count=formats.count(count), stage=dict(table.columns)[most]))
        elif reasons:
            self.title.setText(self._whole_change(report))
        self.setAccessibleName(self.title.text())
        chart = self._lost if table.rows else self._reasons
        tall = min(TALLEST, chart.minimumSizeHint().height() + FRAME)
        self.setMaximumHeight(tall)
        self.setMinimumHeight(tall if reasons else min(tall, LEAST))  # all of the reasons: they are a sum
        self.setVisible(bool(table.rows or reasons))

    def _whole_change(self, report: Report) -> str:
        """ "Why it changed: −1 200,00 zł since Feb 2026" and the like, of what is compared."""
        total, period = (
            report.total,
            compared_period(report.request.since, report.request.until, report.request.compare),
        )
        if not isinstance(total, SaleRow) or period is None:
            return self.tr("Why it changed")
        change = total.sums.revenue - (total.previous or 0)
        shown = ("+" if change > 0 else "") + formats.money(change, currency=report.currency)
        told = self.tr("Why it changed: {change} against {since} – {until}")
        return told.format(change=shown, since=formats.day(period[0]), until=formats.day(period[1]))
