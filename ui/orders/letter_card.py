"""A letter to the customer about the order that is open, by a template, seen before it leaves."""

import uuid
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit

from crm_desktop.errors import KnownError
from crm_desktop.orders.beside import BesideSaved
from crm_desktop.orders.telling import Letter, letter_for, send_letter, step_told
from db.vocabulary import OrderStep
from ui import prompts
from ui.orders.hand_over_page import languages
from ui.orders.matter import Matter
from ui.seat import Seat
from ui.typed import TypedForm, given_back
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.cards import Card
from ui.widgets.fields import Field
from ui.widgets.parts import Told, row, text


class LetterCard(Card):
    """`left` when it was sent or given up."""

    left = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__(self.tr("Message to the customer"))
        self.setObjectName("letter_card")
        self._seat = seat
        self._letter: Letter | None = None
        self._typed = TypedForm(seat.typed, self, names=("letter_subject", "letter_body"))
        self._matter: Matter | None = None
        self._told = Told()
        self._to = text(role="muted", wrap=True, name="letter_to")
        self._language = languages()
        self._language.setObjectName("letter_language")
        self._subject, self._body = QLineEdit(), QPlainTextEdit()
        self._subject.setObjectName("letter_subject")
        self._body.setObjectName("letter_body")
        self._body.setTabChangesFocus(True)
        self._confirmation = QCheckBox(self.tr("With the order confirmation (PDF)"))
        self._confirmation.setObjectName("letter_confirmation")
        self._send, self._leave = PrimaryButton(self.tr("Send"), "paper-plane-tilt"), QuietButton(self.tr("Not now"))
        for made, name in ((self._send, "send_letter"), (self._leave, "leave_letter")):
            made.setObjectName(name)
            made.setAccessibleName(made.text())
        self._body_field = Field(self.tr("Message"), self._body)
        for widget in (self._told, row(self._to, None, self._language), Field(self.tr("Subject"), self._subject)):
            self.body.addWidget(widget)
        self.body.addWidget(self._body_field, 1)
        self.body.addWidget(row(self._confirmation, None, self._leave, self._send))
        self.setFocusProxy(self._body)
        self._send.clicked.connect(self._on_send)
        self._leave.clicked.connect(self._on_leave)
        self._language.currentIndexChanged.connect(lambda _index: self._fill())

    def begin(self, matter: Matter) -> None:
        """The letter that is due now: of the order taken, on its way, done or cancelled."""
        self._matter = matter
        self._told.dismiss()
        card = matter.card
        self._confirmation.setChecked(step_told(card.row.status) is OrderStep.PLACE)
        known = self.tr("to {email}").format(email=card.email)
        self._to.setText(known if card.email else self.tr("The customer has no e-mail address."))
        self._send.setEnabled(bool(card.email))
        self._fill()

    def _fill(self) -> None:
        if self._matter is None:
            return
        card, chosen = self._matter.card, self._language.currentData()

        def query(session: Any) -> Letter:
            return letter_for(session, card.row.number, step_told(card.row.status), language=chosen)

        self._seat.read(query, self._show, owner=self, latest="letter")

    def _show(self, letter: Letter) -> None:
        self._letter = letter
        self._typed.rest()
        self._subject.setText(letter.subject)
        self._body.setPlainText(letter.body)
        if self._matter is not None:
            card = self._matter.card.row
            if self._typed.begin(f"letter/{card.number}/{card.status}/{letter.language}"):
                self._told.say(given_back(), good=True)

    def _on_leave(self) -> None:
        self._typed.end()
        self.left.emit()

    def _on_send(self) -> None:
        if self._letter is None or self._matter is None:
            return
        number, database, actor = self._matter.card.row.number, self._seat.database, self._seat.actor
        written = Letter(
            self._letter.recipient, self._letter.language, self._subject.text().strip(), self._body.toPlainText()
        )
        with_paper, command_id = self._confirmation.isChecked(), str(uuid.uuid4())
        self._send.setEnabled(False)

        def work() -> BesideSaved:
            return send_letter(database, number, written, actor=actor, command_id=command_id, confirmation=with_paper)

        self._seat.call(work, self._on_sent, owner=self, on_error=self._on_refused)

    def _on_refused(self, refusal: KnownError) -> None:
        self._send.setEnabled(True)
        self._told.refuse(refusal)

    def _on_sent(self, _saved: BesideSaved) -> None:
        self._typed.end()
        prompts.person().tell(self, self.tr("The message is in the outbox."))
        self.left.emit()
