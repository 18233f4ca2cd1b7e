"""The head of the wizard: which order, and what can be done with it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from db.vocabulary import OrderStatus
from ui.labels import label
from ui.orders.order_papers import PapersMenu
from ui.seat import Seat
from ui.theme import GAP, GRID
from ui.widgets.buttons import Button, PrimaryButton, QuietButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.parts import text
from ui.widgets.pills import StatusPill

WIDE = 1100
"""From here on every button says its word."""


class WizardHead(QFrame):
    """Its buttons are the wizard's; the main one is at the right."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self.title = text(role="title", name="order_number")
        self.status = StatusPill(label(OrderStatus.DRAFT))
        self.status.setObjectName("order_status")
        self.facts = ElidedLabel("small")
        self.facts.setObjectName("order_facts")
        self.list = QuietButton("", "list", shortcut="Ctrl+B")
        self.papers = PapersMenu(seat)
        self.beside = QuietButton(self.tr("Notes"), "note")
        self.cancel = QuietButton(self.tr("Cancel order…"))
        self.change = Button(self.tr("Change"))
        self.back = Button(self.tr("Back"), shortcut="Alt+Left")
        self.next = PrimaryButton(self.tr("Next"), shortcut="Ctrl+Return")
        self.list.setToolTip(self.tr("Show or hide the list (Ctrl+B)"))
        named = (
            (self.list, "toggle_list", self.tr("Show or hide the list")),
            (self.beside, "order_notes", self.tr("Notes, payments and files of the order")),
            (self.cancel, "cancel_order", self.tr("Cancel the order")),
            (self.change, "change_order", self.tr("Change goods and terms")),
            (self.back, "step_back", self.back.text()),
            (self.next, "next_step", self.next.text()),
        )
        for button, name, said in named:
            button.setObjectName(name)
            button.setAccessibleName(said)
        self.beside.setToolTip(self.beside.accessibleName())
        self.change.setToolTip(self.tr("Change goods and terms; the reservations are released"))
        self._seldom = {button: button.text() for button in (self.beside, self.papers)}
        self._lay_out()

    def _lay_out(self) -> None:
        beside = QHBoxLayout()
        beside.setSpacing(2 * GRID)
        beside.addWidget(self.title)
        beside.addWidget(self.status)
        beside.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addLayout(beside)
        words.addWidget(self.facts)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, 2 * GRID, GAP, 2 * GRID)
        line.setSpacing(2 * GRID)
        line.addWidget(self.list)
        line.addLayout(words, 1)
        for button in (self.beside, self.papers, self.cancel, self.change, self.back, self.next):
            line.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the seldom ones keep their icon alone, so that number and state are never cut."""
        super().resizeEvent(event)
        for button, said in self._seldom.items():
            button.setText(said if self.width() >= WIDE else "")

    def say_facts(self, facts: str) -> None:
        """What stands under the number; nothing takes no room."""
        self.facts.setVisible(bool(facts))
        self.facts.show_text(facts)

    def say_next(self, sentence: str, *, enabled: bool = True) -> None:
        self.next.setText(sentence)
        self.next.setAccessibleName(sentence)
        self.next.setToolTip(f"{sentence} (Ctrl+Enter)")
        self.next.setEnabled(enabled)
