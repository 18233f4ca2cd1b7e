"""Beside the message: who asks, and how much of the promised time is left."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy

from crm_desktop.clock import now
from db.vocabulary import ContactStatus
from ui import formats
from ui.inquiries.matter import Matter
from ui.inquiries.promise import promise_label, unanswered
from ui.labels import label
from ui.promised import share_used
from ui.theme import GRID, Meaning, font
from ui.theme.tokens import BODY_PT
from ui.widgets.buttons import LinkButton
from ui.widgets.cards import Card, Line
from ui.widgets.copied import CopyLink
from ui.widgets.elided import ElidedLabel
from ui.widgets.parts import text
from ui.widgets.pills import StatusPill

_UNIT = re.compile(r"(?<=\d) ")
"""Between a number and its unit no line ends."""


class NameLink(LinkButton):
    """A customer's name as the heading of their card; pressing it opens their page."""

    def __init__(self) -> None:
        super().__init__("")
        self._name = ""
        self.setObjectName("inquiry_customer")
        self.setStyleSheet(f"font-size: {BODY_PT}pt; font-weight: 600; text-align: left; padding: 0; min-height: 22px;")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(self.tr("Open the customer: {name}").format(name=name))
        self._fit()

    def _fit(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, self.width() - 2 * GRID))
        self.setToolTip(self.accessibleName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class AskerCard(Card):
    """The customer; their name opens the customer's page."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Customer"))
        self._customer_id = 0
        self._name = NameLink()
        self._status = StatusPill(label(ContactStatus.NEW))
        self._status.setObjectName("inquiry_contact")
        self._facts = text(role="small", wrap=True)
        self._phone, self._mail = CopyLink(), CopyLink()
        self._values: dict[str, ElidedLabel] = {}
        self._titles = {
            "revenue": self.tr("Revenue this year"),
            "orders": self.tr("Orders"),
        }
        for widget in (self._name, self._facts, self._status):
            self.body.addWidget(widget)
        for title, link in ((self.tr("Phone"), self._phone), (self.tr("E-mail"), self._mail)):
            self.body.addWidget(Line())
            copied = QHBoxLayout()
            copied.addWidget(text(title, role="muted"))
            copied.addWidget(link, 1)
            self.body.addLayout(copied)
        for key, title in self._titles.items():
            self.body.addWidget(Line())
            self._values[key] = ElidedLabel()
            self._values[key].setFont(font(figures=True))
            self._values[key].setAlignment(Qt.AlignmentFlag.AlignRight)
            self._values[key].setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            beside = QHBoxLayout()
            beside.addWidget(text(title, role="muted"))
            beside.addWidget(self._values[key], 1)
            self.body.addLayout(beside)
        self._name.clicked.connect(lambda: self.opened.emit(self._customer_id))

    def show_matter(self, matter: Matter) -> None:
        card, asker = matter.card, matter.card.asker
        self._customer_id = card.row.customer_id
        self._name.show_name(card.row.customer)
        nip = f"NIP {asker.nip}" if asker.nip else ""
        self._facts.setText(" · ".join(part for part in (asker.city, nip, asker.group) if part))
        self._facts.setVisible(bool(self._facts.text()))
        self._status.show_label(label(card.contact))
        self._phone.show_value(card.phone)
        self._mail.show_value(card.email)
        shown = {
            "revenue": formats.money(matter.year_revenue, currency=matter.settings.currency),
            "orders": formats.count(asker.orders),
        }
        for key, value in shown.items():
            self._values[key].show_text(value)
            self._values[key].setAccessibleName(f"{self._titles[key]}: {value}")


class PromiseCard(Card):
    """The time left, as a figure and as a bar that fills."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("promise")
        self.title.setText(self.tr("Promised answer"))
        self.title.show()
        self._figure = text(role="title", wrap=True, name="promise_left")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._bar.setAccessibleName(self.tr("Time used"))
        self._detail = text(role="small", wrap=True)
        for widget in (self._figure, self._bar, self._detail):
            self.body.addWidget(widget)
        self._matter: Matter | None = None

    def show_matter(self, matter: Matter) -> None:
        self._matter = matter
        self.tick()

    def tick(self) -> None:
        """Time goes on while one reads."""
        if self._matter is None:
            return
        row, moment = self._matter.card.row, now()
        waits = unanswered(row)
        shown = promise_label(row, moment)
        self._figure.setText(_UNIT.sub(formats.NBSP, shown.text))
        meaning = "" if shown.meaning is Meaning.PLAIN else shown.meaning.value
        for widget in (self._figure, self._bar):
            widget.setProperty("meaning", meaning)
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self._bar.setVisible(waits)
        self._bar.setValue(share_used(row.received_at, row.due_at, moment))
        due = self.tr("by {time}").format(time=formats.when(row.due_at))
        answered = self.tr("answered {time}").format(time=formats.when(row.answered_at)) if row.answered_at else ""
        came = self.tr("came {time}").format(time=formats.when(row.received_at))
        self._detail.setText("\n".join(part for part in ("" if answered else due, answered, came) if part))
