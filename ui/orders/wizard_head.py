"""The head of the wizard: which order, and what can be done with it."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

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
        kept = self.facts.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # nothing jumps under the pointer when a draft is stored
        self.facts.setSizePolicy(kept)
        self.list = QuietButton("", "list", shortcut="Ctrl+B")
        self.papers = PapersMenu(seat)
        self.beside = QuietButton(self.tr("Notes"), "note")
        self.cancel = QuietButton(self.tr("Cancel order…"), "prohibit")
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
        for button in (self.beside, self.cancel):
            button.setToolTip(button.accessibleName())
        self.change.setToolTip(self.tr("Change goods and terms; the reservations are released"))
        self._seldom = {button: button.text() for button in (self.beside, self.papers, self.cancel)}
        self._lay_out()

    def _lay_out(self) -> None:
        self._words, self._buttons = QWidget(), QWidget()
        words = QHBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2 * GRID)
        words.addWidget(self.title)
        words.addWidget(self.status)
        words.addStretch(1)
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(2 * GRID)
        for button in (self.beside, self.papers, self.cancel, self.change, self.back, self.next):
            buttons.addWidget(button)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(2 * GRID, 2 * GRID, GAP, 2 * GRID)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._words, 0, 1)
        self._place()

    def _place(self) -> None:
        """Where it is narrow what is known of the order has a line of its own, under the buttons."""
        wide = self.width() >= WIDE
        rows, columns = (2, 1) if wide else (1, 2)
        self._grid.setVerticalSpacing(0 if wide else GRID)
        self._grid.addWidget(self.list, 0, 0, rows, 1)
        self._grid.addWidget(self._buttons, 0, 2, rows, 1)
        self._grid.addWidget(self.facts, 1, 1, 1, columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the seldom ones keep their icon alone, so that number and state are never cut."""
        super().resizeEvent(event)
        for button, said in self._seldom.items():
            button.setText(said if self.width() >= WIDE else "")
        self._place()

    def say_facts(self, *facts: str) -> None:
        """What stands under the number, the sum second."""
        self.facts.show_facts([fact for fact in facts if fact])
        self.facts.setVisible(bool(self.facts.whole))

    def say_next(self, sentence: str, *, enabled: bool = True) -> None:
        self.next.setText(sentence)
        self.next.setAccessibleName(sentence)
        self.next.setToolTip(f"{sentence} (Ctrl+Enter)")
        self.next.setEnabled(enabled)
