"""What is done with the inquiry that is read: answered, offered, ordered, given, put off, lost; its files opened."""

import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTemporaryDir, Signal

from crm_desktop.errors import InvalidValue, KnownError, StaleRecord
from crm_desktop.harmless import safe_name
from crm_desktop.inquiries import queries, records, service
from crm_desktop.inquiries.offer_sending import make_and_send, offer_paper
from crm_desktop.inquiries.offers import paper_name
from crm_desktop.inquiries.records import Attachment
from crm_desktop.messages.smtp import account_of
from crm_desktop.orders.accepting import AcceptOffer, accept_offer
from crm_desktop.orders.records import OrderMoved
from db.vocabulary import LostReason
from ui import operations, prompts
from ui.inquiries.matter import Matter
from ui.inquiries.reading import Reading
from ui.seat import Seat
from ui.theme import Meaning

SHOWN = frozenset("pdf png jpg jpeg gif webp bmp txt csv xml json docx xlsx odt ods".split())
"""What is opened as it came; anything else is only saved, since it might be a program."""


class Acts(QObject):
    """`changed`: what is read is older than what is stored, saved here or by someone quicker. What is typed stays."""

    changed = Signal()

    def __init__(self, seat: Seat, reading: Reading) -> None:
        super().__init__(reading)
        self._seat, self._reading = seat, reading
        self._files = QTemporaryDir()
        head = reading.head
        head.answer_pressed.connect(reading.write_reply)
        head.offer_pressed.connect(reading.write_offer)
        head.order_pressed.connect(self._on_order)
        head.assign_chosen.connect(self._on_assign)
        head.follow_up_chosen.connect(self._on_follow_up)
        head.lose_chosen.connect(self._on_lose)
        head.reopen_pressed.connect(self._on_reopen)
        reading.reply.send_requested.connect(self._on_reply)
        reading.offer.send_requested.connect(self._on_offer)
        reading.offer.refused.connect(lambda said: reading.told.say(said, good=False))
        reading.offers_made.paper_wanted.connect(self._on_paper)
        reading.offers_made.accepted.connect(self._on_accept)
        reading.asker.opened.connect(seat.open_customer)
        reading.attachment_wanted.connect(self._on_attachment)

    @property
    def _matter(self) -> Matter | None:
        return self._reading.matter

    def _on_reply(self, text: str, recipient: str) -> None:
        matter = self._matter
        if matter is None:
            return
        if not text.strip():
            self._reading.told.say(self.tr("Write the reply first."), good=False)
            return
        command = records.AnswerInquiry(matter.card.row.number, text, recipient, matter.card.row.version)
        self._do(service.answer_inquiry, command, lambda saved: self._on_answered(saved, recipient))

    def _on_answered(self, saved: records.InquirySaved, recipient: str) -> None:
        self._sent(saved, self.tr("Inquiry {number} is answered.").format(number=saved.number), recipient)

    def _on_offer(self, command: records.OfferNow) -> None:
        """Made, printed and sent, on the writers' thread."""
        self._reading.told.dismiss()
        seat, command_id = self._seat, str(uuid.uuid4())

        def work() -> records.InquirySaved:
            return make_and_send(seat.database, command, actor=seat.actor, command_id=command_id)

        def done(saved: records.InquirySaved) -> None:
            self._on_offered(saved, command.recipient)

        seat.call(work, done, owner=self, on_error=self._on_refused)

    def _on_offered(self, saved: records.InquirySaved, recipient: str) -> None:
        self._sent(saved, self.tr("Offer {number} has been sent.").format(number=saved.offer_number), recipient)

    def _sent(self, saved: records.InquirySaved, told: str, recipient: str) -> None:
        """A mail that cannot leave yet is told at once: nobody shall believe that the customer has it."""
        waits = bool(recipient) and self._matter is not None and account_of(self._matter.settings) is None
        self._reading.sent(saved.number)
        self.changed.emit()
        if waits:
            more = self.tr("The e-mail is waiting: fill in Settings → Outgoing mail and it will be sent by itself.")
            prompts.person().tell(self._reading, f"{told} {more}", Meaning.ATTENTION)
        else:
            self._say(told)

    def _on_accept(self, number: str) -> None:
        self._do(accept_offer, AcceptOffer(number), self._on_accepted)

    def _on_accepted(self, moved: OrderMoved) -> None:
        self._say(self.tr("Order {number} has been placed from the offer.").format(number=moved.number))
        self._seat.open_order.emit(moved.number)

    def _on_order(self) -> None:
        if self._matter is not None:
            self._seat.make_order.emit(self._matter.card)

    def _on_assign(self, employee_id: int) -> None:
        if (matter := self._matter) is not None:
            command = records.AssignInquiry(matter.card.row.number, employee_id, matter.card.row.version)
            self._do(service.assign_inquiry, command, self._on_saved)

    def _on_follow_up(self, day: date | None) -> None:
        if (matter := self._matter) is not None:
            command = records.FollowUp(matter.card.row.number, day, matter.card.row.version)
            self._do(service.follow_up, command, self._on_saved)

    def _on_lose(self, reason: LostReason) -> None:
        if (matter := self._matter) is not None:
            command = records.LoseInquiry(matter.card.row.number, reason, matter.card.row.version)
            follow_up_on = matter.card.row.follow_up_on
            self._do(service.lose_inquiry, command, lambda saved: self._on_lost(saved, follow_up_on))

    def _on_lost(self, saved: records.InquirySaved, follow_up_on: date | None) -> None:
        """The reading pane may show another inquiry by the time somebody thinks better of it."""

        def back() -> None:
            self._do(service.reopen_inquiry, records.ReopenInquiry(saved.number, follow_up_on), self._on_reopened)

        told = self.tr("Inquiry {number} is closed as lost.").format(number=saved.number)
        prompts.person().tell(self._reading, told, action=self.tr("Undo"), on_action=back)
        self._on_saved(saved)

    def _on_reopen(self) -> None:
        if (matter := self._matter) is not None:
            command = records.ReopenInquiry(matter.card.row.number, None, matter.card.row.version)
            self._do(service.reopen_inquiry, command, self._on_reopened)

    def _on_reopened(self, saved: records.InquirySaved) -> None:
        self._say(self.tr("Inquiry {number} is open again.").format(number=saved.number))
        self._on_saved(saved)

    def _on_saved(self, _saved: records.InquirySaved) -> None:
        self._reading.told.dismiss()
        self.changed.emit()

    def _do(self, case: Any, command: Any, on_done: Callable[[Any], object]) -> None:
        self._reading.told.dismiss()
        self._seat.do(case, command, on_done, owner=self, on_error=self._on_refused)

    def _on_refused(self, refusal: KnownError) -> None:
        self._reading.told.refuse(refusal)
        if isinstance(refusal, InvalidValue) and refusal.details["field"] == "recipient":
            for editor in (self._reading.reply, self._reading.offer):
                editor.recipient.refuse(refusal.details["value"])
        if isinstance(refusal, StaleRecord):
            self.changed.emit()

    def _on_paper(self, number: str) -> None:
        database = self._seat.database

        def work() -> tuple[str, bytes]:
            offer, pdf = offer_paper(database, number)
            return paper_name(offer.number, offer.revision), pdf

        operations.run(work, on_done=lambda found: self._show_file(*found), owner=self, latest="paper")

    def _on_attachment(self, file: Attachment) -> None:
        """Shown where it is a paper or a picture; else it is saved, and nothing is started."""
        if file.name.rpartition(".")[2].casefold() in SHOWN:
            self._seat.read(
                lambda session: queries.attached(session, file.sha256),
                lambda content: self._show_file(file.name, content),
                owner=self,
                latest="file",
            )
            return
        place = prompts.person().where_to_save(self._reading, file.name, self.tr("All files (*)"))
        if place is not None:
            self._seat.read(
                lambda session: _keep(place, queries.attached(session, file.sha256)), self._on_kept, owner=self
            )

    def _show_file(self, name: str, content: bytes) -> None:
        """From a folder of its own that goes with the window."""
        place = Path(self._files.path()) / uuid.uuid4().hex
        place.mkdir()
        file = _keep(place / safe_name(name), content)
        if not prompts.person().open_file(self._reading, file):
            told = self.tr("This computer has no program for {file}.").format(file=name)
            prompts.person().tell(self._reading, told, Meaning.ATTENTION)

    def _on_kept(self, place: Path) -> None:
        self._say(self.tr("Saved: {file}").format(file=place.name))

    def _say(self, sentence: str) -> None:
        prompts.person().tell(self._reading, sentence)


def _keep(place: Path, content: bytes) -> Path:
    place.write_bytes(content)
    return place
