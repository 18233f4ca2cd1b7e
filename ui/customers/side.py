"""Beside what happened: contact and addresses, figures by year, who may be the same, what was merged."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from crm_desktop.customers.records import CustomerCard, PastMerge, PostalAddress, Proposal
from ui import formats
from ui.customers.dossier import Dossier
from ui.theme import GAP, GRID
from ui.widgets.buttons import Button
from ui.widgets.cards import Card, text_label
from ui.widgets.copied import CopyLink
from ui.widgets.parts import text

WIDTH, WIDEST = 308, 420


def address_lines(address: PostalAddress, *, but_name: str = "", but_phone: str = "") -> list[str]:
    """As on an envelope; name and phone only where they differ from the customer's."""
    place = " ".join(part for part in (address.postal_code, address.city) if part)
    name = address.name if address.name != but_name else ""
    country = address.country if address.country not in ("", "PL") else ""
    phone = address.phone if address.phone != but_phone else ""
    return [line for line in (name, address.street, place, country, phone) if line]


class Side(QScrollArea):
    """What stands about a customer; a wish carries the other record it is about."""

    merge_wanted = Signal(object)
    unmerge_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setMinimumWidth(WIDTH)
        self.setMaximumWidth(WIDEST)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self.setWidget(inside)
        self._contact = Card(self.tr("Contact"))
        self._years = Card(self.tr("By year"))
        self._same = Card(self.tr("Possible duplicates"))
        self._same.setObjectName("customer_proposals")
        self._merged = Card(self.tr("Merged"))
        for part in (self._same, self._contact, self._years, self._merged):
            self._column.addWidget(part)
        self._column.addStretch(1)

    def show_dossier(self, found: Dossier) -> None:
        self._show_contact(found.card)
        self._show_years(found)
        self._show_proposals(found)
        self._show_merges(found)

    def _show_contact(self, card: CustomerCard) -> None:
        self._contact.clear()
        who = card.row
        for name, value in ((self.tr("Phone"), who.phone), (self.tr("E-mail"), who.email), (self.tr("NIP"), who.nip)):
            if value:
                beside = QHBoxLayout()
                beside.addWidget(text_label(name, "muted"))
                beside.addWidget(CopyLink(value), 1)
                self._contact.body.addLayout(beside)
        places = [(self.tr("Address"), card.address)] + [(self.tr("Delivery"), each.address) for each in card.others]
        for name, address in places:
            lines = address_lines(address, but_name=who.name, but_phone=who.phone)
            if lines:
                self._contact.body.addWidget(text_label(name, "small"))
                self._contact.body.addWidget(text("\n".join(lines), wrap=True))
        if card.note:
            self._contact.body.addWidget(text_label(self.tr("Note"), "small"))
            self._contact.body.addWidget(text(card.note, wrap=True, name="customer_note"))
        self._contact.setVisible(self._contact.body.count() > 0)

    def _show_years(self, found: Dossier) -> None:
        self._years.clear()
        self._years.setVisible(bool(found.years))
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(GRID)
        grid.setHorizontalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        titles = [self.tr("Year"), self.tr("Revenue"), *([self.tr("Margin")] if found.sees_margin else [])]
        right = Qt.AlignmentFlag.AlignRight
        for place, title in enumerate(titles):
            grid.addWidget(text_label(title, "small"), 0, place, right if place else Qt.AlignmentFlag.AlignLeft)
        for number, year in enumerate(found.years, 1):
            cells = [str(year.year), formats.money(year.revenue, currency=year.currency)]
            if found.sees_margin:
                cells.append(formats.money(year.margin, currency=year.currency))
            for place, cell in enumerate(cells):
                grid.addWidget(text_label(cell), number, place, right if place else Qt.AlignmentFlag.AlignLeft)
        self._years.body.addWidget(holder)

    def _show_proposals(self, found: Dossier) -> None:
        self._same.clear()
        self._same.setVisible(bool(found.proposals))
        for number, proposal in enumerate(found.proposals):
            mine = proposal.one.customer_id == found.card.row.customer_id
            other = proposal.other if mine else proposal.one
            self._same.body.addWidget(text(f"{other.name}", wrap=True, role="strong"))
            facts = " · ".join(part for part in (other.code, other.city, self.why(proposal)) if part)
            self._same.body.addWidget(text(facts, wrap=True, role="small"))
            compare = Button(self.tr("Compare…"), "git-merge")
            compare.setObjectName(f"compare_{number}")
            compare.setAccessibleName(self.tr("Compare with {customer}").format(customer=other.name))
            compare.setEnabled(found.may_edit)
            compare.clicked.connect(self._wish(self.merge_wanted, other))
            self._same.body.addWidget(compare, 0, Qt.AlignmentFlag.AlignLeft)

    def why(self, proposal: Proposal) -> str:
        return {
            "nip": self.tr("the same NIP"),
            "email": self.tr("the same e-mail"),
            "phone": self.tr("the same phone"),
            "name": self.tr("the same name"),
        }[proposal.why]

    def _show_merges(self, found: Dossier) -> None:
        self._merged.clear()
        self._merged.setVisible(bool(found.card.merges))
        for number, merge in enumerate(found.card.merges):
            self._merged.body.addWidget(text(f"{merge.gone_name} ({merge.gone_code})", wrap=True))
            self._merged.body.addWidget(text(self._by(merge), role="small", wrap=True))
            undo = Button(self.tr("Undo the merge"), "arrow-u-up-left")
            undo.setObjectName(f"unmerge_{number}")
            undo.setAccessibleName(self.tr("Undo the merge with {customer}").format(customer=merge.gone_name))
            undo.setEnabled(found.may_edit)
            undo.clicked.connect(self._wish(self.unmerge_wanted, merge))
            self._merged.body.addWidget(undo, 0, Qt.AlignmentFlag.AlignLeft)

    @staticmethod
    def _by(merge: PastMerge) -> str:
        return " · ".join((formats.when(merge.at), merge.actor))

    @staticmethod
    def _wish(signal: object, what: object) -> Callable[[], None]:
        def wish() -> None:
            signal.emit(what)  # type: ignore[attr-defined]  # a bound signal

        return wish
