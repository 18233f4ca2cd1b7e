"""Whose figures the page of one buyer shows, found by name, tax id or phone, and which look at them."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm_desktop.analytics.choices import customer_key
from crm_desktop.search import Hit, find
from db.vocabulary import SearchKind
from ui.charts_tab.titles import Titles
from ui.seat import Seat
from ui.theme import GAP
from ui.widgets.chips import ChipBar
from ui.widgets.fields import SearchField
from ui.widgets.hits import Hits

VIEWS = ("stages", "inquiries", "products", "months", "lines")
BY: dict[str, tuple[str, ...]] = {"products": ("product",), "months": ("month",)}
"""What a look divides by; the others show what is single."""
MOST_HITS, WIDTH = 12, 320


class BuyerRow(QWidget):
    """`buyer_chosen` carries code and name; `view_chosen` one of VIEWS."""

    buyer_chosen = Signal(str, str)
    view_chosen = Signal(str)

    def __init__(self, seat: Seat, words: Titles) -> None:
        super().__init__()
        self._seat = seat
        self._buyer = SearchField(self.tr("Which customer? Name, NIP, phone"))
        self._buyer.setObjectName("buyer")
        self._buyer.setFixedWidth(WIDTH)
        self._views = ChipBar([(key, words.view(key)) for key in VIEWS])
        self._hits: Hits | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(self._buyer)
        line.addWidget(self._views, 1)
        self._buyer.searched.connect(self._on_searched)
        self._views.chosen.connect(self.view_chosen)

    def show_view(self, report: str) -> None:
        """Without a signal; what is none of them stands under the first."""
        self._views.choose(report if report in VIEWS else VIEWS[0])

    def _on_searched(self, wanted: str) -> None:
        if self._hits is None:
            self._hits = Hits(self._buyer, self.window())
            self._hits.chosen.connect(self._on_hit)
        if not wanted:
            self._hits.hide()
            return

        def query(session: Any) -> list[Hit]:
            return find(session, wanted, kinds=(SearchKind.CUSTOMER,), limit=MOST_HITS)

        self._seat.read(query, self._hits.show_hits, owner=self, latest="buyer")

    def _on_hit(self, hit: Hit) -> None:
        self._buyer.clear()

        def query(session: Any) -> tuple[str, str]:
            return customer_key(session, hit.record_id)

        self._seat.read(query, lambda found: self.buyer_chosen.emit(*found), owner=self)
