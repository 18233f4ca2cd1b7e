"""Every shared part in every state on one page: `app.py --gallery`, and what its pictures are compared by."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from db.vocabulary import ContactStatus, FunnelStage, JobState, OrderStatus, OrderStep
from ui import formats
from ui.charts import Bar, BarChart, FunnelBar, FunnelChart
from ui.labels import label
from ui.tables import Column, TableView
from ui.theme import GAP, GRID, Meaning, dress
from ui.widgets.bars import DecisionBar, PageHead
from ui.widgets.buttons import Button, LinkButton, PrimaryButton, QuietButton
from ui.widgets.cards import Card, EmptyState, KeyFigure
from ui.widgets.chips import ChipBar
from ui.widgets.crumbs import Breadcrumbs
from ui.widgets.fields import Field, SearchField
from ui.widgets.pills import StatusPill
from ui.widgets.state_mark import StateMark
from ui.widgets.steps import StepBar
from ui.widgets.tabs import TabButton


@dataclass(frozen=True, slots=True)
class _Row:
    number: str
    value: int
    status: OrderStatus


_FUNNEL = ((1284, 1088), (1219, 983), (802, 736), (431, 444), (419, 428), (12, 427))


class Gallery(QScrollArea):
    """Nothing here reads or writes anything."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("gallery")
        dress(self)
        self.setProperty("look", "page")
        self.setWidgetResizable(True)
        self.setWindowTitle(self.tr("Gallery"))
        inside = QWidget()
        inside.setProperty("look", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._tabs())
        column.addWidget(self._head())
        column.addWidget(self._steps())
        cards = QGridLayout()
        cards.setContentsMargins(GAP, 0, GAP, 0)
        cards.setSpacing(GAP)
        for place, card in enumerate(
            (self._buttons(), self._fields(), self._pills(), self._figures(), self._decisions(), self._rest())
        ):
            cards.addWidget(card, place // 3, place % 3)
        column.addLayout(cards)
        column.addLayout(self._charts())
        column.addLayout(self._tables())
        self.setWidget(inside)
        self.resize(1440, 1560)

    def _tabs(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("look", "surface")
        row = QHBoxLayout(bar)
        row.setContentsMargins(GAP, 0, GAP, 0)
        row.setSpacing(GRID)
        for key, name, count, hot in (
            ("sun", self.tr("Tab with late work"), 4, True),
            ("envelope", self.tr("Tab with work"), 12, False),
            ("chart-bar", self.tr("Tab"), 0, False),
        ):
            tab = TabButton(key, name, key)
            tab.set_badge(count, hot=hot)
            tab.setChecked(hot)
            row.addWidget(tab)
        row.addStretch(1)
        row.addWidget(SearchField(self.tr("Search"), "Ctrl+K"))
        mark = StateMark("mark")
        mark.show_state(self.tr("Connected"), Meaning.GOOD)
        row.addWidget(mark)
        return bar

    def _head(self) -> QWidget:
        head = PageHead(self.tr("Title of a page"), self.tr("What it is about · and since when"))
        head.add_beside_title(StatusPill(label(OrderStatus.DRAFT)))
        head.add(QuietButton(self.tr("Quiet")))
        head.add(Button(self.tr("Ordinary")))
        head.add(PrimaryButton(self.tr("Main"), "check", "Ctrl+Return"))
        return head

    def _steps(self) -> QWidget:
        steps = StepBar([(step.value, label(step).text) for step in list(OrderStep)[:6]])
        steps.set_state(
            current=OrderStep.PICK.value,
            done={OrderStep.PLACE.value: "Anna · 13:40", OrderStep.RESERVE.value: "Anna · 13:42"},
        )
        return steps

    def _buttons(self) -> Card:
        card = Card(self.tr("Buttons and filters"))
        for kind in (PrimaryButton, Button, QuietButton, LinkButton):
            row = QHBoxLayout()
            off = kind(self.tr("Off"), "truck")
            off.setEnabled(False)
            row.addWidget(kind(kind.__name__, "truck"))
            row.addWidget(off)
            row.addStretch(1)
            card.body.addLayout(row)
        chips = ChipBar([("new", self.tr("New")), ("mine", self.tr("Mine")), ("all", self.tr("All"))])
        chips.set_counts({"new": 5, "mine": 4})
        crumbs = Breadcrumbs()
        crumbs.set_path([("funnel", self.tr("Funnel")), ("all", self.tr("All inquiries"))])
        card.body.addWidget(chips)
        card.body.addWidget(crumbs)
        card.body.addStretch(1)
        return card

    def _fields(self) -> Card:
        card = Card(self.tr("Fields"))
        box, number, wrong = QComboBox(), QSpinBox(), QLineEdit("948 21 34 56")
        box.addItems(["MAG1", "MAG2"])
        box.setAccessibleName(self.tr("Warehouse"))
        number.setAccessibleName(self.tr("Quantity"))
        number.lineEdit().setTextMargins(2 * GRID, 0, 0, 0)
        card.body.addWidget(Field(self.tr("Name"), QLineEdit("Piekarnia Złoty Kłos"), self.tr("As on its documents")))
        faulty = Field("NIP", wrong)
        faulty.show_fault(self.tr("One digit is missing"))
        card.body.addWidget(faulty)
        row = QHBoxLayout()
        row.addWidget(box)
        row.addWidget(number)
        card.body.addLayout(row)
        ticked, chosen = QCheckBox(self.tr("Ticked")), QRadioButton(self.tr("Chosen"))
        ticked.setChecked(True)
        chosen.setChecked(True)
        marks = QHBoxLayout()
        for widget in (ticked, QCheckBox(self.tr("Not ticked")), chosen):
            marks.addWidget(widget)
        card.body.addLayout(marks)
        card.body.addStretch(1)
        return card

    def _pills(self) -> Card:
        card = Card(self.tr("States"))
        grid = QGridLayout()
        for column, kind in enumerate((OrderStatus, ContactStatus, JobState)):
            for row, value in enumerate(kind):
                grid.addWidget(StatusPill(label(value)), row, column, Qt.AlignmentFlag.AlignLeft)
        card.body.addLayout(grid)
        card.body.addStretch(1)
        return card

    def _figures(self) -> Card:
        card = Card(self.tr("Figures"))
        figure = KeyFigure(self.tr("Inquiries this week"))
        figure.show_figure(formats.count(1284), change=formats.change(1284, 1088), meaning=Meaning.GOOD)
        card.body.addWidget(figure)
        card.add_pair(self.tr("Net"), formats.money(232230))
        card.add_pair(self.tr("Gross"), formats.money(252926), strong=True)
        bar = QProgressBar()
        bar.setValue(68)
        bar.setTextVisible(False)
        card.body.addWidget(bar)
        card.body.addStretch(1)
        return card

    def _decisions(self) -> Card:
        card = Card(self.tr("Decisions"))
        for meaning in (Meaning.GOOD, Meaning.ATTENTION, Meaning.BAD, Meaning.INFO):
            bar = DecisionBar()
            bar.ask(self.tr("Sugar: 3 pieces short, due on 26 November."), meaning)
            bar.offer(self.tr("Wait"), bar.dismiss)
            card.body.addWidget(bar)
        card.body.addStretch(1)
        return card

    def _rest(self) -> Card:
        card = Card(self.tr("Nothing yet"))
        card.body.addWidget(EmptyState(self.tr("Orders will appear here."), action=self.tr("New order")))
        return card

    def _charts(self) -> QHBoxLayout:
        funnel, bars = FunnelChart(), BarChart(self.tr("Best sellers"))
        before = self.tr("year before: {count}")
        first = _FUNNEL[0][0]
        funnel.show_stages(
            [
                FunnelBar(
                    stage.value,
                    label(stage).text,
                    now,
                    formats.count(now),
                    share=formats.percent(now, first),
                    kept=formats.percent(now, _FUNNEL[index - 1][0]) if index else "",
                    compared=then,
                    compared_shown=before.format(count=formats.count(then)),
                )
                for index, (stage, (now, then)) in enumerate(zip(FunnelStage, _FUNNEL, strict=True))
            ]
        )
        bars.show_bars(
            [
                Bar("1", "Mąka pszenna T550, worek 25 kg", 2143000, formats.money(2143000), compared=1900000),
                Bar("2", "Cukier kryształ", 981200, formats.money(981200), compared=1200000),
                Bar("3", "Kawa ziarnista", 528800, formats.money(528800), mark=self.tr("new")),
                Bar("4", "Korekta", -131040, formats.money(-131040)),
            ]
        )
        row = QHBoxLayout()
        row.setContentsMargins(GAP, 0, GAP, 0)
        row.setSpacing(GAP)
        for title, chart in ((self.tr("Funnel"), funnel), (self.tr("Ranking"), bars)):
            card = Card(title)
            card.body.addWidget(chart)
            row.addWidget(card, 1)
        return row

    def _tables(self) -> QHBoxLayout:
        columns: list[Column[_Row]] = [
            Column("number", self.tr("Number"), lambda row: row.number, muted=True),
            Column("value", self.tr("Value"), lambda row: row.value, text=formats.money, right=True, stretch=True),
            Column("status", self.tr("State"), lambda row: row.status, pill=lambda row: label(row.status)),
        ]
        row = QHBoxLayout()
        row.setContentsMargins(GAP, 0, GAP, 0)
        row.setSpacing(GAP)
        for name, rows in (("full", list(OrderStatus)[:5]), ("empty", [])):
            table = TableView(
                columns,
                name=name,
                title=self.tr("Best sellers"),
                empty=self.tr("Orders will appear here."),
                empty_action=self.tr("New order"),
            )
            table.setMinimumHeight(210)
            table.set_records([_Row(f"2026/{1012 + n}", 123450 * n - 1, one) for n, one in enumerate(rows)])
            table.choose_row(1)
            row.addWidget(table, 1)
        return row
