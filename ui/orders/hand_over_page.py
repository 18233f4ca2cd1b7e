"""Page 8: who takes it, under which number, and what the customer is told."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.errors import KnownError
from crm_desktop.orders.carriers import CARRIERS
from crm_desktop.orders.courier_files import CourierFile, write_courier_file
from crm_desktop.orders.telling import Letter, letter_for
from db.vocabulary import OrderStatus, OrderStep
from ui import operations, prompts, words
from ui.orders.matter import Matter
from ui.orders.steps_done import StepsDone
from ui.seat import Seat
from ui.theme import GAP, GRID, Meaning
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.chips import Chip
from ui.widgets.entrance import opens_at
from ui.widgets.fields import Field
from ui.widgets.flow import FlowLayout
from ui.widgets.parts import row, text

MOST_FAULTS = 8
BEFORE = (
    OrderStatus.DRAFT,
    OrderStatus.PLACED,
    OrderStatus.RESERVED,
    OrderStatus.PICKED,
    OrderStatus.ISSUED,
    OrderStatus.LABELLED,
)


def languages() -> QComboBox:
    """By itself: the company's own at home, English abroad."""
    box = QComboBox()
    for title, key in (
        (QCoreApplication.translate("Letter", "language by country"), ""),
        (QCoreApplication.translate("Letter", "in Polish"), "pl"),
        (QCoreApplication.translate("Letter", "in English"), "en"),
    ):
        box.addItem(title, key)
    box.setAccessibleName(QCoreApplication.translate("Letter", "Language of the message"))
    return box


class HandOverPage(QWidget):
    """Carrier, tracking number, and a message that follows them until it is written by hand."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._matter: Matter | None = None
        self._carrier, self._tracking = QLineEdit(), QLineEdit()
        self._carrier.setObjectName("carrier")
        self._tracking.setObjectName("tracking")
        self._tell = QCheckBox(self.tr("Tell the customer by e-mail"))
        self._tell.setObjectName("tell_customer")
        self._to = text(role="muted", wrap=True, name="tell_to")
        self._subject, self._message = QLineEdit(), QPlainTextEdit()
        self._subject.setObjectName("tell_subject")
        self._message.setObjectName("tell_message")
        self._message.setTabChangesFocus(True)
        self._language = languages()
        self._language.setObjectName("tell_language")
        self._by_hand = False
        self._filling = False
        self._chips: list[Chip] = []
        self._done = StepsDone("order_steps", place=False)
        self._file = Button(self.tr("File for the courier…"), "download-simple")
        self._file.setObjectName("courier_file")
        self._file.setAccessibleName(self._file.text())
        self._file.setToolTip(self.tr("All labelled orders for this courier, to import into its own program"))
        self._lay_out()
        self._file.clicked.connect(self._on_file)
        self._carrier.textChanged.connect(self._refill)
        self._tracking.textChanged.connect(self._refill)
        self._message.textChanged.connect(self._on_written)
        self._tell.toggled.connect(self._show_message)
        self._tell.toggled.connect(self._refill)
        self._language.currentIndexChanged.connect(self._on_language)

    def _lay_out(self) -> None:
        who, told = Card(self.tr("Carrier")), Card(self.tr("Message to the customer"))
        who.body.addWidget(self._carrier_chips())
        who.body.addWidget(Field(self.tr("Carrier"), self._carrier))
        who.body.addWidget(Field(self.tr("Tracking number"), self._tracking))
        who.body.addWidget(row(self._file, None))
        who.body.addWidget(text(self.tr("Steps done"), role="strong"))
        who.body.addWidget(self._done, 1)
        self._subject_field = Field(self.tr("Subject"), self._subject)
        self._message_field = Field(self.tr("Message"), self._message)
        for widget in (row(self._tell, None, self._language), self._to, self._subject_field):
            told.body.addWidget(widget)
        told.body.addWidget(self._message_field, 1)
        self._rest = QWidget()
        told.body.addWidget(self._rest, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(who, 1)
        layout.addWidget(told, 1)
        opens_at(self, self._carrier)

    def _on_file(self) -> None:
        """Written only where every shipment has what the courier asks for; else all that is missing is told."""
        if self._matter is None:
            return
        number, by, database = self._matter.card.row.number, self.carrier(), self._seat.database
        place = prompts.person().where_to_save(self, f"{by or 'kurier'}.csv", "CSV (*.csv)")
        if place is None:
            return

        def done(made: CourierFile) -> None:
            prompts.person().tell(self, self.tr("%n shipment(s) in the file.", "", len(made.orders)))

        operations.run(
            lambda: write_courier_file(database, by, place, also=number),
            on_done=done,
            owner=self,
            on_error=self._on_file_refused,
        )

    def _on_file_refused(self, refusal: KnownError) -> None:
        faults = refusal.details.get("faults", [])
        lines = [f"{fault['order']}: {fault['column']} {fault['value']}".strip() for fault in faults[:MOST_FAULTS]]
        more = len(faults) - len(lines)
        lines += [self.tr("and %n more", "", more)] if more > 0 else []
        prompts.person().tell(self, "\n".join([words.sentence(refusal), *lines]), Meaning.BAD)

    def _carrier_chips(self) -> QWidget:
        holder = QWidget()
        chips = FlowLayout(GRID, holder)
        for name in (*CARRIERS, self.tr("collected in person")):
            chip = Chip(name)
            chip.setCheckable(False)
            chip.clicked.connect(partial(self._carrier.setText, name))
            self._chips.append(chip)
            chips.addWidget(chip)
        return holder

    def carrier(self) -> str:
        return self._carrier.text().strip()

    def tracking(self) -> str:
        return self._tracking.text().strip()

    def letter_at_hand_over(self, number: str) -> Callable[[], dict[str, str]] | None:
        """What is told, read where it is written: the template's words with all that was typed to the last key."""
        if not self.message():
            return None
        if self._by_hand:
            written = {"subject": self._subject.text().strip(), "message": self.message()}
            return lambda: written
        by, under, chosen, database = self.carrier(), self.tracking(), self._language.currentData(), self._seat.database

        def told() -> dict[str, str]:
            with database.read() as session:
                letter = letter_for(session, number, OrderStep.HAND_OVER, carrier=by, tracking=under, language=chosen)
            return {"subject": letter.subject, "message": letter.body}

        return told

    def message(self) -> str:
        """ "" where nothing is told."""
        return self._message.toPlainText().strip() if self._to_tell else ""

    def show_matter(self, matter: Matter) -> None:
        """What is being typed stays while it is the same order at the same step."""
        card, before = matter.card, self._matter
        same = before is not None and before.card.row.number == card.row.number
        handed = card.row.status not in BEFORE
        self._matter = matter
        self._done.show_steps(card)
        shipment = card.shipments[-1] if card.shipments else None
        if handed and shipment is not None:
            self._carrier.setText(shipment.carrier)
            self._tracking.setText(shipment.tracking)
        elif not same or (before is not None and before.card.row.status not in BEFORE):
            self._by_hand = False
            self._carrier.setText("")
            self._tracking.setText("")
        for widget in (self._carrier, self._tracking):
            widget.setReadOnly(handed)
        for widget in (*self._chips, self._file):
            widget.setVisible(not handed)
        can = bool(card.email) and not handed
        self._tell.setEnabled(can)
        if not same:
            self._tell.setChecked(can)
        self._to.setText(self._addressee(card.email, handed))
        self._show_message()
        self._refill()

    def _addressee(self, email: str, handed: bool) -> str:
        if handed:
            return self.tr("Sent messages appear in the customer's timeline.")
        return self.tr("to {email}").format(email=email) if email else self.tr("The customer has no e-mail address.")

    def _show_message(self) -> None:
        shown = self._to_tell
        self._language.setVisible(shown)
        self._subject_field.setVisible(shown)
        self._message_field.setVisible(shown)
        self._rest.setVisible(not shown)

    def _on_written(self) -> None:
        if not self._filling:
            self._by_hand = True

    def _refill(self) -> None:
        """The template's words with what is known now, unless the person wrote their own."""
        if self._by_hand or self._matter is None or not self._to_tell:
            return
        number, by, under = self._matter.card.row.number, self.carrier(), self.tracking()
        chosen = self._language.currentData()

        def query(session: Any) -> Letter:
            return letter_for(session, number, OrderStep.HAND_OVER, carrier=by, tracking=under, language=chosen)

        self._seat.read(query, self._show_letter, owner=self, latest="letter")

    def _show_letter(self, letter: Letter) -> None:
        if self._by_hand:
            return
        self._filling = True
        self._subject.setText(letter.subject)
        self._message.setPlainText(letter.body)
        self._filling = False

    def _on_language(self) -> None:
        """Another language is another letter, whatever was typed into this one."""
        self._by_hand = False
        self._refill()

    @property
    def _to_tell(self) -> bool:
        return self._tell.isChecked() and self._tell.isEnabled()
