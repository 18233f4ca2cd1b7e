"""The left half: what is shown as a picture, by which measure; whatever the picture is, a press carries keys."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.charts import BarChart, Drawn, FunnelChart, HeatMap, Legend, TrendChart
from ui.charts_tab import pictures
from ui.charts_tab.pictures import Shown
from ui.charts_tab.titles import MOST_CELLS
from ui.widgets.cards import Card, EmptyState
from ui.widgets.chips import ChipBar
from ui.widgets.elided import ElidedLabel, shortened
from ui.widgets.entrance import opens_at
from ui.widgets.parts import text


class Heading(ElidedLabel):
    """A title, or the shorter one where it does not fit: what is missing there is said by the chosen measure."""

    def __init__(self) -> None:
        super().__init__("heading")
        self._brief = ""

    def show_either(self, whole: str, brief: str) -> None:
        self._brief = brief
        self.show_text(whole)

    def _fit(self) -> None:
        super()._fit()
        if self._brief and self.text() != self.whole:
            self.setText(shortened(self.fontMetrics(), self._brief, self.width()))


class Picture(Card):
    """`pressed` carries the keys of what was pressed, `measure_chosen` another measure."""

    pressed = Signal(tuple)
    measure_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("picture")
        self.funnel, self.bars = FunnelChart(), BarChart(self.tr("Ranking"))
        self.trend, self.heat = TrendChart(self.tr("Trend")), HeatMap(self.tr("Two-way table"))
        for name, chart in (("funnel", self.funnel), ("bars", self.bars), ("trend", self.trend), ("heat", self.heat)):
            chart.setObjectName(name)
        self._head = Heading()
        self.head.insertWidget(0, self._head, 1000)
        self._nothing = EmptyState("")
        self._stack = QStackedWidget()
        self._pages: dict[QWidget, QScrollArea] = {}
        for chart in (self.funnel, self.bars, self.trend, self.heat, self._nothing):
            self._pages[chart] = page = _scrolled(chart)
            self._stack.addWidget(page)
        self._under = text(role="small", wrap=True, name="picture_under")
        self._legend = Legend()
        self._measures: ChipBar | None = None
        self._offered: tuple[tuple[str, str], ...] = ()
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self._legend)
        self.body.addWidget(self._under)
        self.funnel.stage_clicked.connect(lambda key: self.pressed.emit((key,)))
        self.bars.bar_clicked.connect(lambda key: self.pressed.emit((key,)))
        self.trend.column_clicked.connect(lambda key: self.pressed.emit((key,)))
        for chart in (self.heat, self.trend):
            self._pages[chart].horizontalScrollBar().rangeChanged.connect(self._to_newest)
        self.heat.cell_clicked.connect(lambda row, column: self.pressed.emit((row, column)))

    def offer_measures(self, offered: Sequence[tuple[str, str]], chosen: str) -> None:
        """What can be looked at instead, as chips in the head; one alone is not offered."""
        if tuple(offered) != self._offered:
            self._offered = tuple(offered)
            if self._measures is not None:
                self._measures.hide()
                self._measures.deleteLater()
                self._measures = None
            if len(self._offered) > 1:
                self._measures = ChipBar(self._offered)
                self._measures.setObjectName("measures")
                self._measures.chosen.connect(self.measure_chosen)
                in_one_line = self._measures.sizePolicy()
                in_one_line.setHorizontalPolicy(QSizePolicy.Policy.Fixed)
                self._measures.setSizePolicy(in_one_line)
                self.head.addWidget(self._measures)
        if self._measures is not None:
            self._measures.choose(chosen)

    def show_report(
        self, shown: Shown, *, title: str, brief: str, under: str, marks: tuple[str, str] | None, nothing: str
    ) -> None:
        """`brief` stands for a title that has no room beside the measures, `marks` beside the legend's two marks."""
        self._head.show_either(title, brief)
        self.setAccessibleName(title)
        self._under.setText(under)
        self._under.setVisible(bool(under))
        had_focus = self._stack.isAncestorOf(QApplication.focusWidget())
        chart = self._fill(shown)
        self._legend.show_marks(self._drawn(chart), marks if chart is not self._nothing else None)
        if chart is self._nothing:
            self._nothing.say(nothing)
        self._stack.setCurrentWidget(self._pages[chart])
        opens_at(self, chart)
        if had_focus:
            self.front().setFocus(Qt.FocusReason.OtherFocusReason)

    def say_nothing(self, why: str) -> None:
        """There is no answer to show."""
        self._head.show_either("", "")
        self.setAccessibleName(why)
        self._under.hide()
        self._legend.show_marks(Drawn.LYING, None)
        self._nothing.say(why)
        self._stack.setCurrentWidget(self._pages[self._nothing])

    def _fill(self, shown: Shown) -> QWidget:
        report, level = shown.report, shown.level
        if not report.rows or (report.request.name in ("funnel", "stages") and not self._any(shown)):
            return self._nothing
        if report.request.name in ("funnel", "stages") and not level.by:
            self.funnel.show_stages(pictures.funnel_bars(shown))
            return self.funnel
        if len(level.by) == 2:
            self.heat.show_table(pictures.heat(shown, most=MOST_CELLS))
            self._to_newest()
            return self.heat
        if level.by == ("month",) and report.request.name != "changes":
            self.trend.show_bars(pictures.columns(shown))
            return self.trend
        self.bars.show_bars(pictures.bars(shown))
        return self.bars

    def _drawn(self, chart: QWidget) -> Drawn:
        return Drawn.FUNNEL if chart is self.funnel else Drawn.STANDING if chart is self.trend else Drawn.LYING

    @staticmethod
    def _any(shown: Shown) -> bool:
        return any(row.count or row.previous_count for row in shown.report.rows if hasattr(row, "previous_count"))

    def _to_newest(self) -> None:
        """Of months that do not all fit the last ones are seen first."""
        across, along = (self._pages[chart].horizontalScrollBar() for chart in (self.heat, self.trend))
        across.setValue(across.maximum() if self.heat.table.newest_last else 0)
        along.setValue(along.maximum())

    def front(self) -> QWidget:
        """The chart that is seen."""
        page = self._stack.currentWidget()
        return next(chart for chart, held in self._pages.items() if held is page)


def _scrolled(chart: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside = QWidget()
    inside.setProperty("look", "surface")
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(chart, 1)
    area.setWidget(inside)
    for bar in (area.horizontalScrollBar(), area.verticalScrollBar()):
        bar.valueChanged.connect(chart.update)  # names and heads stay in sight
    return area
