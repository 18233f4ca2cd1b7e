"""What is known of one buyer or group: rhythm, margin, payment, answers; each usual thing opens at a press."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.analytics.buyer import Portrait, Usual
from crm_desktop.clock import now
from ui import formats
from ui.charts import Bar, BarChart
from ui.theme import GRID, Meaning
from ui.widgets.cards import Card, text_label
from ui.widgets.elided import ElidedLabel


class PortraitCard(Card):
    """`pressed` carries the dimension and the key of what is usual: a product of a buyer, a customer of a group."""

    pressed = Signal(str, str, str)

    sees_costs = False
    """Whether whoever looks may see margins."""

    def __init__(self) -> None:
        super().__init__("·")
        self.setObjectName("portrait")
        self._pairs = QGridLayout()
        self._pairs.setVerticalSpacing(GRID)
        self._pairs.setColumnStretch(1, 1)
        self._usual = BarChart(self.tr("Usual purchases, next expected"))
        self._usual.setObjectName("usual")
        self._by: dict[str, Usual] = {}
        inside = QWidget()
        inside.setProperty("look", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 3 * GRID, 0)  # no word touches the scroll bar
        column.addLayout(self._pairs)
        self._usual_head = text_label(self._usual.accessibleName(), "small")
        column.addWidget(self._usual_head)
        column.addWidget(self._usual)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its bars are walked themselves
        self.body.addWidget(area, 1)
        self._usual.bar_clicked.connect(self._on_pressed)
        self.hide()

    def show_portrait(self, found: Portrait | None) -> None:
        self.setVisible(found is not None)
        if found is None:
            return
        today = formats.local(now()).date()
        self.title.setText(self.tr("{name} at a glance").format(name=found.name))
        self._show_facts(self._facts_of(found, today))
        self._by = {one.key: one for one in found.usual}
        self._usual.show_bars([self._bar(one, today) for one in found.usual])
        for part in (self._usual_head, self._usual):
            part.setVisible(bool(found.usual))

    def _show_facts(self, facts: Sequence[tuple[str, str, Meaning]]) -> None:
        while (item := self._pairs.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (name, value, meaning) in enumerate(facts):
            told = ElidedLabel("strong")
            told.show_text(value)
            told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            told.setProperty("meaning", "" if meaning is Meaning.PLAIN else meaning.value)
            self._pairs.addWidget(text_label(name, "muted"), at, 0)
            self._pairs.addWidget(told, at, 1)

    def _facts_of(self, found: Portrait, today: date) -> list[tuple[str, str, Meaning]]:
        told, late = found.rhythm, found.rhythm.late(today)
        facts = [(self.tr("Last bought"), formats.day(told.last) if told.last else formats.NOTHING, Meaning.PLAIN)]
        if told.next is not None:
            said = self.tr("{day}, every %n day(s)", "", told.gap or 0).format(day=formats.day(told.next))
            if late:
                overdue = self.tr("%n day(s) late", "", late)
                said = f"{said} · {overdue}"
            facts.append((self.tr("Next expected"), said, Meaning.ATTENTION if late else Meaning.PLAIN))
        else:
            few = self.tr("not known yet: needs three purchase days")
            facts.append((self.tr("Next expected"), few, Meaning.PLAIN))
        margin = formats.money(found.sums.margin, currency=found.currency)
        share = formats.percent(found.sums.margin, found.sums.revenue - found.sums.uncosted)
        if self.sees_costs:
            facts.append((self.tr("Margin in the period"), f"{margin} · {share}", Meaning.PLAIN))
        facts.append((self.tr("Pays"), self._paying(found), Meaning.ATTENTION if found.unpaid else Meaning.PLAIN))
        facts.append((self.tr("We answer"), self._answering(found), Meaning.PLAIN))
        return facts

    def _paying(self, found: Portrait) -> str:
        parts = []
        if found.paid_days is not None:
            parts.append(self.tr("in %n day(s) (median)", "", found.paid_days))
        if found.unpaid:
            owed = formats.money(found.owed, currency=found.currency)
            parts.append(self.tr("%n order(s) not paid, {owed}", "", found.unpaid).format(owed=owed))
        return " · ".join(parts) or self.tr("no payments recorded")

    def _answering(self, found: Portrait) -> str:
        if found.answer_minutes is None:
            return self.tr("nothing answered in the period")
        hours = formats.quantity((found.answer_minutes * 10 + 30) // 60 * 100)
        kept = formats.percent(found.in_time, found.promised, decimals=0)
        return self.tr("in {hours} working hours (median), {share} on time").format(hours=hours, share=kept)

    def _bar(self, one: Usual, today: date) -> Bar:
        """As long as it was bought often; what is overdue says so."""
        late = one.rhythm.late(today)
        next_day = formats.day(one.rhythm.next) if one.rhythm.next else ""
        every = self.tr("every %n day(s)", "", one.rhythm.gap or 0)
        mark = self.tr("overdue") if late else ""
        words = self.tr("bought on %n day(s)", "", one.rhythm.days)
        return Bar(one.key, one.name, one.rhythm.days, f"{next_day} · {every}", None, words, mark, Meaning.ATTENTION)

    def _on_pressed(self, key: str) -> None:
        one = self._by[key]
        self.pressed.emit(one.by, one.key, one.name)
