"""Views of the charts that a person pinned: each says its figure, shows a small picture and opens at one press."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from crm_desktop.analytics.engine import Engine
from crm_desktop.analytics.pinned import Glance, Unit, glance
from crm_desktop.analytics.views import View, request_of, views_of
from crm_desktop.clock import now
from crm_desktop.errors import KnownError
from db.vocabulary import Permission, Topic
from ui import formats, operations
from ui.live import Change
from ui.seat import Seat
from ui.theme import GAP, Meaning, colour
from ui.widgets.cards import KeyFigure

A_ROW = 4
ROWS_ASKED = 400
HEIGHT, GAP_BETWEEN, WIDEST_BAR = 22, 3, 26
TOPICS = (Topic.STAFF, Topic.ORDERS, Topic.INQUIRIES, Topic.OFFERS, Topic.EXPENSES)


class SmallBars(QWidget):
    """No words, no axes: the shape of it. Zero-based; what is below zero hangs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[int, ...] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_bars(self, bars: Sequence[int]) -> None:
        self._bars = tuple(bars)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        low, high = min((0, *self._bars)), max((0, *self._bars))
        if low == high:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        wide = min(WIDEST_BAR, (self.width() + GAP_BETWEEN) / len(self._bars) - GAP_BETWEEN)
        unit = self.height() / (high - low)
        zero = high * unit
        for place, value in enumerate(self._bars):
            tall = max(1.0, abs(value) * unit) if value else 0.0
            top = zero - tall if value > 0 else zero
            painter.drawRect(QRectF(place * (wide + GAP_BETWEEN), top, wide, tall))
        painter.end()


class PinCard(KeyFigure):
    def __init__(self, view: View) -> None:
        super().__init__(view.name, small=True)
        self.view = view
        self.setObjectName(f"pin_{view.view_id}")
        self._bars = SmallBars()
        self.layout().addWidget(self._bars)

    def show_glance(self, found: Glance) -> None:
        change, meaning = "", Meaning.PLAIN
        if found.target:
            change = self.tr("{share} of the target").format(share=formats.percent(found.figure, found.target))
            meaning = Meaning.GOOD if found.figure >= found.target else Meaning.ATTENTION
        elif found.before is not None:
            change = formats.change(found.figure, found.before)
            change = "" if change == formats.NOTHING else change
            if change and found.figure != found.before:
                meaning = Meaning.GOOD if found.figure > found.before else Meaning.ATTENTION
        self.show_figure(_told(found), change=change, meaning=meaning)
        self._bars.show_bars(found.bars)


def _told(found: Glance) -> str:
    match found.unit:
        case Unit.MONEY:
            return formats.money(found.figure, currency=found.currency)
        case Unit.COUNT:
            return formats.count(found.figure)
        case Unit.QUANTITY:
            return formats.quantity(found.figure)


class Pins(QWidget):
    """Hidden while nothing is pinned; counted off the GUI thread, again when what they count changes."""

    def __init__(self, seat: Seat, page: QWidget) -> None:
        """Hears of changes while `page` is seen: it is hidden itself as long as nothing is pinned."""
        super().__init__(page)
        self.setObjectName("pins")
        self._seat = seat
        self._cards: list[PinCard] = []
        self._fillers: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        for column in range(A_ROW):
            self._grid.setColumnStretch(column, 1)
        seat.live.subscribe(page, TOPICS, self._on_changed)
        self.hide()
        self.refresh()

    @property
    def cards(self) -> list[PinCard]:
        return list(self._cards)

    def refresh(self) -> None:
        mine, costs = self._seat.actor.employee_id, self._seat.may(Permission.SEE_COSTS)

        def query(session: Any) -> tuple[View, ...]:
            return tuple(view for view in views_of(session, mine) if costs or not view.place.tells_costs)

        self._seat.read(query, self._show, owner=self, latest="pins")

    def _on_changed(self, changes: frozenset[Change]) -> None:
        if any(change.topic is Topic.STAFF for change in changes):
            self.refresh()
        else:
            self._count()

    def _show(self, found: tuple[View, ...]) -> None:
        pinned = [view for view in found if view.pinned]
        if pinned != [card.view for card in self._cards]:
            self._lay_out(pinned)
        self.setVisible(bool(pinned))
        self._count()

    def _lay_out(self, pinned: Sequence[View]) -> None:
        for old in self._cards:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._cards = [PinCard(view) for view in pinned]
        for place, card in enumerate(self._cards):
            card.setToolTip(self.tr("Opens this view"))
            card.pressed.connect(lambda card=card: self._seat.open_view.emit(card.view.view_id))
            self._grid.addWidget(card, place // A_ROW, place % A_ROW)
        self._fill()

    def _fill(self) -> None:
        """What is left of a row holds its width, so that the cards stand beneath the figures above them."""
        while self._fillers:
            self._fillers.pop().deleteLater()
        for place in range(len(self._cards), -(-len(self._cards) // A_ROW) * A_ROW):
            self._fillers.append(QWidget())
            self._grid.addWidget(self._fillers[-1], place // A_ROW, place % A_ROW)

    def _count(self) -> None:
        """All of them on the thread of long work: neither lists nor saves wait for it."""
        views = [card.view for card in self._cards]
        if not views:
            return
        engine, today = self._seat.engine, formats.local(now()).date()
        operations.run(
            lambda: {view.view_id: _ask(engine, view, today) for view in views},
            on_done=self._on_counted,
            on_error=lambda _refusal: None,
            owner=self,
            latest="glances",
            kind=operations.OUTSIDE,
        )

    def _on_counted(self, found: dict[int, Glance | None]) -> None:
        for card in self._cards:
            told = found.get(card.view.view_id)
            if told is not None:
                card.show_glance(told)


def _ask(engine: Engine, view: View, today: date) -> Glance | None:
    """None where this seat may not see it."""
    try:
        report = engine.run_report(request_of(view.place, today, limit=ROWS_ASKED))
    except KnownError:
        return None
    return glance(report, view.place.measure)
