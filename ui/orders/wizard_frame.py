"""How the wizard is laid out: head, step bar, what it tells, and the pages; the step bar walks between them."""

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QVBoxLayout, QWidget

from db.vocabulary import OrderStatus
from ui.orders.cancel_bar import CancelBar
from ui.orders.hand_over_page import HandOverPage
from ui.orders.matter import Matter
from ui.orders.meeting import Meeting
from ui.orders.paper_pages import LabelPage, dropped_labels
from ui.orders.read_pages import ReadPages
from ui.orders.typing import Typing
from ui.orders.way import BESIDE, CUSTOMER, DONE, GOODS, HAND_OVER, LABEL, NOTHING, TERMS, done_pages
from ui.orders.wizard_head import WizardHead
from ui.seat import Seat
from ui.theme import GAP, GRID
from ui.widgets import entrance
from ui.widgets.both_values import BothValues
from ui.widgets.cards import EmptyState
from ui.widgets.parts import Told
from ui.widgets.steps import StepBar

WITH_LABEL = (OrderStatus.ISSUED, OrderStatus.LABELLED, OrderStatus.HANDED_OVER)


class WizardFrame(QWidget):
    """Pages by number (ui/orders/way.py); `reached` is the page of the step that is due."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("wizard")
        self._seat = seat
        self.reached = 0
        self.typing = Typing(seat, self)
        self.head, self.told, self.cancel_bar = WizardHead(seat), Told(), CancelBar()
        self.bar = StepBar([(str(number), title) for number, title in enumerate(self._titles())])
        self._nothing = EmptyState(self.tr("The order you choose opens here."))
        self._stack, self._front, self.both = QStackedWidget(), QStackedWidget(), BothValues()
        self.meeting = Meeting(seat, self.typing, self.both, self.told)
        self.pages = ReadPages(self._stack, seat, self)
        self._steps = QFrame()
        self._lay_out()
        self.setAcceptDrops(True)
        self.bar.step_chosen.connect(lambda key: self.go(int(key)))
        self.head.back.clicked.connect(self._on_back)
        self.head.beside.clicked.connect(lambda: self.go(BESIDE))

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Customer"),
            self.tr("Goods"),
            self.tr("Terms"),
            self.tr("Reserve"),
            self.tr("Pick"),
            self.tr("WZ"),
            self.tr("Label"),
            self.tr("Hand over"),
        )

    def _lay_out(self) -> None:
        pages: dict[int, QWidget] = {NOTHING: self._nothing}
        pages |= {CUSTOMER: self.typing.customer, GOODS: self.typing.goods, TERMS: self.typing.terms}
        for number in range(BESIDE + 1):
            self._stack.addWidget(pages.get(number) or QWidget())
        self._steps.setProperty("look", "bar")
        inside = QVBoxLayout(self._steps)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.bar)
        column = QVBoxLayout()
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        column.setSpacing(2 * GRID)
        column.addWidget(self.told)
        column.addWidget(self.cancel_bar)
        self._front.addWidget(self._stack)
        self._front.addWidget(self.both.scrolling())
        column.addWidget(self._front, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._steps)
        layout.addLayout(column, 1)

    @property
    def label(self) -> LabelPage:
        page: LabelPage = self.pages.page(LABEL)
        return page

    @property
    def hand_over(self) -> HandOverPage:
        page: HandOverPage = self.pages.page(HAND_OVER)
        return page

    @property
    def page(self) -> int:
        return self._stack.currentIndex()

    def leave(self) -> None:
        """Another order is about to stand here: what is typed of this one is stored, what was told of it goes."""
        self.typing.leave()
        self.show_both(False)
        self.told.dismiss()
        self.cancel_bar.hide()

    def show_both(self, on: bool) -> None:
        """Instead of the pages: what is typed and what another saved meanwhile."""
        self._front.setCurrentIndex(1 if on else 0)
        self.head.next.setEnabled(not on)

    def _on_back(self) -> None:
        self.go(self.reached if self.page == BESIDE else max(0, self.page - 1))

    def show_nothing(self) -> None:
        self.head.title.setText(self.tr("No order is open"))
        self.head.say_facts()
        head = self.head
        for widget in (head.status, self._steps, head.papers, head.beside, head.back, head.change, head.cancel):
            widget.hide()
        self.head.next.hide()
        self._stack.setCurrentWidget(self._nothing)

    def show_steps(self) -> None:
        self._steps.show()
        self.head.next.show()

    def go(self, number: int, *, enter: bool = True) -> None:
        """To a page: walked back to, or the next. Without `enter` the focus only follows if it was in here."""
        if self.typing.on and number != GOODS:
            self.typing.goods.commit()
        enter = enter or self.isAncestorOf(QApplication.focusWidget())
        self.pages.bring(number)
        self._stack.setCurrentIndex(number)
        entrance.opens_at(self, self._stack.currentWidget())
        self.show_place()
        if enter and self.isVisible():
            entrance.enter(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A courier's own labels may be dropped wherever the order is looked at, once its goods are issued."""
        matter = None if self.typing.on else self.pages.matter
        ready = matter is not None and matter.card.row.status in WITH_LABEL and bool(matter.printers)
        if ready and dropped_labels(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.go(LABEL)
        for file in dropped_labels(event):
            self.label.print_courier(file)

    def show_place(self) -> None:
        """Buttons and step bar for the page that is shown."""
        raise NotImplementedError

    def mark_steps(self, matter: Matter | None, *, drafting: bool) -> None:
        """The step bar: what is done and by whom, what is shown, what is due."""
        if drafting or matter is None:
            self.reached = max(self.reached, min(self.page, TERMS))
            done = {str(number): "" for number in range(self.reached + 1) if number != self.page}
        else:
            done = done_pages(matter.card)
        waits = str(self.reached) if self.reached <= HAND_OVER else ""
        self.bar.set_state(current=str(self.page), done=done, waits=waits)
        self.head.back.setVisible(0 < self.page <= DONE or self.page == BESIDE)
