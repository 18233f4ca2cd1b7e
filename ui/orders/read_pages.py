"""The pages of the wizard that show a stored order: each is made when it is first wanted, and read when it is seen."""

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui import kept, rights
from ui.orders.beside_page import BesidePage
from ui.orders.done_page import DonePage
from ui.orders.hand_over_page import HandOverPage
from ui.orders.matter import Matter
from ui.orders.paper_pages import LabelPage, WzPage
from ui.orders.pick_page import PickPage
from ui.orders.reserve_page import ReservePage
from ui.orders.way import BESIDE, DONE, HAND_OVER, LABEL, PICK, RESERVE, WZ
from ui.seat import Seat


class ReadPages(QObject):
    """`made` carries the number of a page and the page, so that whoever needs its signals can listen."""

    made = Signal(int, object)

    def __init__(self, stack: QStackedWidget, seat: Seat, parent: QObject) -> None:
        super().__init__(parent)
        self._stack, self._seat = stack, seat
        self._makers: dict[int, Callable[[], QWidget]] = {
            RESERVE: ReservePage,
            PICK: lambda: PickPage(seat),
            WZ: lambda: WzPage(seat),
            LABEL: lambda: LabelPage(seat),
            HAND_OVER: lambda: HandOverPage(seat),
            DONE: lambda: DonePage(seat),
            BESIDE: lambda: BesidePage(seat),
        }
        self._pages: dict[int, Any] = {}
        self._stale: set[int] = set()
        self._matter: Matter | None = None

    def show_matter(self, matter: Matter) -> None:
        """The page that is seen follows now, the others when one comes to them."""
        self._matter, self._stale = matter, set(self._makers)
        if self._stack.currentIndex() in self._pages:
            self.bring(self._stack.currentIndex())

    def show_picked(self, matter: Matter) -> None:
        """It is picked further: the page of picking shows the lines that are, the others when one comes to them."""
        before = {line.line_id: line for line in self._matter.card.lines} if self._matter else {}
        fresh = {PICK} & (self._pages.keys() - self._stale)
        self._matter, self._stale = matter, set(self._makers) - fresh
        if fresh:
            lines = [line for line in matter.card.lines if before.get(line.line_id) != line]
            self._pages[PICK].show_picked(matter.card, lines)

    @property
    def matter(self) -> Matter | None:
        """The order that is shown."""
        return self._matter

    def bring(self, number: int) -> None:
        """Before a page is seen: it is there and says how the order stands."""
        if number in self._makers:
            page = self.page(number)
            if number in self._stale and self._matter is not None:
                self._stale.discard(number)
                page.show_matter(self._matter)

    def make_ahead(self) -> Iterator[None]:
        for number in self._makers:
            self.page(number)
            yield

    def page(self, number: int) -> Any:
        page = self._pages.get(number)
        if page is None:
            page = self._pages[number] = self._makers[number]()
            place, shown = self._stack.widget(number), self._stack.currentIndex()
            self._stack.insertWidget(number, page)
            self._stack.removeWidget(place)
            place.deleteLater()
            self._stack.setCurrentIndex(shown)
            kept.recall(page)
            rights.fit(page, self._seat)
            self.made.emit(number, page)
        return page
