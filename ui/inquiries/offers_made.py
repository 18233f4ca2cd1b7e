"""The offers of an inquiry: what each comes to and until when, its paper, the next version, and the customer's yes."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from crm_desktop.clock import now
from crm_desktop.inquiries.offer_records import Offer
from crm_desktop.inquiries.offers import OPEN
from db.vocabulary import OfferStatus
from ui import formats
from ui.inquiries.matter import Matter
from ui.labels import Label, label
from ui.theme import GRID
from ui.widgets.buttons import Button, LinkButton
from ui.widgets.cards import Card
from ui.widgets.parts import text
from ui.widgets.pills import StatusPill


class OffersMade(Card):
    """Wishes carry the offer's number, `change_wanted` the Offer itself."""

    paper_wanted = Signal(str)
    accepted = Signal(str)
    change_wanted = Signal(object)

    def __init__(self, *, may_change: bool) -> None:
        super().__init__()
        self.may_change = may_change
        self.setObjectName("inquiry_offers")
        self.title.setText(self.tr("Offers"))
        self.title.show()
        self._shown: tuple[Offer, ...] = ()
        self.hide()

    def show_matter(self, matter: Matter) -> None:
        if matter.offers == self._shown:
            return
        self._shown = matter.offers
        self.clear()
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(2, 1)
        for row, offer in enumerate(reversed(matter.offers)):
            self._add(grid, row, offer)
        self.body.addWidget(holder)
        self.setVisible(bool(matter.offers))

    def _add(self, grid: QGridLayout, row: int, offer: Offer) -> None:
        today = formats.local(now()).date()
        until = self.tr("until {day}").format(day=formats.day(offer.valid_until, today=today))
        told = text(f"{formats.money(offer.net, currency=offer.currency)} · {until}", role="small")
        version = self.tr("version {number}").format(number=offer.revision)
        name = f"{offer.number} · {version}" if offer.revision > 1 else offer.number
        grid.addWidget(text(name, role="strong"), 2 * row, 0)
        grid.addWidget(StatusPill(offer_label(offer, today)), 2 * row, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(told, 2 * row + 1, 0, 1, 2)
        for column, button in enumerate(self._buttons(offer, today), 3):
            grid.addWidget(button, 2 * row, column, 2, 1, Qt.AlignmentFlag.AlignVCenter)

    def _buttons(self, offer: Offer, today: date) -> list[Button]:
        paper = LinkButton(self.tr("PDF"))
        paper.setObjectName("offer_paper")
        paper.setAccessibleName(self.tr("PDF of {offer}").format(offer=offer.number))
        paper.clicked.connect(partial(self.paper_wanted.emit, offer.number))
        if offer.status not in OPEN or not self.may_change:
            return [paper]
        change = LinkButton(self.tr("Change"))
        change.setObjectName("change_offer")
        change.setAccessibleName(self.tr("Next version of {offer}").format(offer=offer.number))
        change.clicked.connect(partial(self.change_wanted.emit, offer))
        newest = offer is next(one for one in reversed(self._shown) if one.status in OPEN)
        yes = Button(self.tr("Accepted"), "check", shortcut="Y" if newest else "")
        yes.setObjectName("accept_offer")
        yes.setAccessibleName(self.tr("The customer accepts {offer}: make the order").format(offer=offer.number))
        yes.setToolTip(f"{yes.accessibleName()} (Y)" if newest else yes.accessibleName())
        yes.setEnabled(offer.valid_until >= today)
        yes.clicked.connect(partial(self.accepted.emit, offer.number))
        return [paper, change, yes]


def offer_label(offer: Offer, today: date) -> Label:
    """What was sent and is past its day reads as expired."""
    past = offer.status is OfferStatus.SENT and offer.valid_until < today
    return label(OfferStatus.EXPIRED if past else offer.status)
