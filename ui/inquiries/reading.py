"""The reading pane: head, message, goods, timeline; beside them who asks and the time left; replies made in place."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.inquiries.offer_records import Offer
from crm_desktop.inquiries.records import Attachment, InquiryRow
from db.vocabulary import Channel, Permission
from ui import formats
from ui.inquiries.asked_goods import AskedGoods
from ui.inquiries.beside import AskerCard, PromiseCard
from ui.inquiries.drafts import Drafts
from ui.inquiries.head import ReadingHead
from ui.inquiries.history import History
from ui.inquiries.letter import Letter
from ui.inquiries.matter import Matter
from ui.inquiries.offer import OfferDraft, OfferEditor
from ui.inquiries.offers_made import OffersMade
from ui.inquiries.reply import ReplyDraft, ReplyEditor
from ui.seat import Seat
from ui.theme import GAP
from ui.widgets.buttons import LinkButton
from ui.widgets.cards import Card, EmptyState
from ui.widgets.entrance import opens_at
from ui.widgets.parts import Told, row

BESIDE, BESIDE_LEAST, NARROW, WITH_OFFER = 360, 248, 680, 940
"""Width of the right column at most and at least, and under which width of the pane it goes below."""
KIB = 1024
KEEP_MS = 1_000
"""How often what is being typed is kept for after a crash."""
QWIDGETSIZE_MAX = 16_777_215


class Reading(QWidget):
    """`attachment_wanted` carries an Attachment."""

    attachment_wanted = Signal(object)
    drafts_changed = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.matter: Matter | None = None
        self.head = ReadingHead()
        self.told = Told()
        self.reply = ReplyEditor(seat.actor.name)
        self.offer = OfferEditor(seat)
        self.asker = AskerCard()
        self.offers_made = OffersMade(may_change=seat.may(Permission.HANDLE_INQUIRIES))
        self._drafts = Drafts(seat.typed)
        self._replies, self._offers = self._drafts.replies, self._drafts.offers
        self._typing = QTimer(self)
        self._typing.setInterval(KEEP_MS)
        self._typing.timeout.connect(self.keep_drafts)
        self._letter = Letter("inquiry_message", self.tr("The message as received"))
        self._goods, self._history, self._promise = AskedGoods(), History(), PromiseCard()
        self._files = QHBoxLayout()
        self._may_map = seat.may(Permission.SET_UP)
        self._meanings = LinkButton(self.tr("Say what the fields of this form mean…"), "article")
        self._meanings.setObjectName("field_meanings")
        self._meanings.clicked.connect(lambda: seat.open_settings.emit("forms"))
        self._lay_out()
        opens_at(self, self._letter)
        self.reply.left.connect(self.close_editors)
        self.offer.left.connect(self.close_editors)
        self.offers_made.change_wanted.connect(self.change_offer)

    def _lay_out(self) -> None:
        letter = Card()
        letter.setAccessibleName(self.tr("The message as received"))
        letter.body.addWidget(self._letter)
        letter.body.addLayout(self._files)
        letter.body.addWidget(row(self._meanings, None))
        left, beside = QWidget(), QWidget()
        column = _column(left)
        for widget in (letter, self.reply, self.offer, self.offers_made, self._goods, self._history):
            column.addWidget(widget)
        column.addStretch(1)
        other = _column(beside)
        other.addWidget(self.asker)
        other.addWidget(self._promise)
        other.addStretch(1)
        inside = QWidget()
        inside.setProperty("look", "page")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(GAP, GAP, GAP, GAP)
        self._columns.setSpacing(GAP)
        self._columns.addWidget(left, 1)
        self._columns.addWidget(beside, 0)
        self._beside = beside
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        self._nothing = EmptyState("")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._area)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(self.told)
        outer.addWidget(self._stack, 1)
        for widget in (self.head, self.reply, self.offer):
            widget.hide()

    @property
    def number(self) -> str:
        """Of the inquiry that is read; "" for none."""
        return self.matter.card.row.number if self.matter else ""

    @property
    def drafts(self) -> set[str]:
        return set(self._replies) | set(self._offers)

    def show_nothing(self, sentence: str) -> None:
        self.keep_drafts()
        self.matter = None
        self._nothing.say(sentence)
        self.head.hide()
        self._stack.setCurrentWidget(self._nothing)

    def show_matter(self, matter: Matter) -> None:
        """Another inquiry, or the same one as it is now: then what is being typed stays."""
        another = matter.card.row.number != self.number
        if another:
            self.keep_drafts()
            self.told.dismiss()
        self.matter = matter
        self.head.show_row(matter.card.row)
        self._letter.show_message(matter.card.message or matter.card.row.subject, matter.html)
        self._show_files(matter.card.files)
        self._meanings.setVisible(self._may_map and _is_nameless(matter.card.row))
        self._goods.show_matter(matter)
        self.offers_made.show_matter(matter)
        self._history.show_entries(matter.card.timeline)
        self.asker.show_matter(matter)
        self._promise.show_matter(matter)
        self.head.show()
        self._stack.setCurrentWidget(self._area)
        if another:
            self._area.verticalScrollBar().setValue(0)
            self._restore_drafts(matter)
        else:
            self.reply.follow(matter)
            self.offer.follow(matter)

    def tick(self) -> None:
        self._promise.tick()

    def write_reply(self) -> None:
        if self.matter is not None:
            self._open(self.reply, self._replies.get(self.number))

    def write_offer(self) -> None:
        if self.matter is not None:
            self._open(self.offer, self._offers.get(self.number))

    def change_offer(self, offer: Offer) -> None:
        """Its next version is typed; a draft of another offer on this matter gives way."""
        assert self.matter is not None
        self.close_editors()
        kept = self._offers.get(self.number)
        if kept is not None and kept.revises == offer.number:
            self.write_offer()
            return
        self.offer.change(self.matter, offer)
        self.offer.show()
        self._arrange()
        self._bring_up(self.offer)

    def _open(self, editor: ReplyEditor | OfferEditor, draft: ReplyDraft | OfferDraft | None) -> None:
        assert self.matter is not None
        if editor.isHidden():
            self.close_editors()
            editor.open_for(self.matter, draft)  # type: ignore[arg-type]  # each editor has drafts of its own kind
            editor.show()
            self._arrange()
        self._bring_up(editor)

    def _bring_up(self, editor: ReplyEditor | OfferEditor) -> None:
        self._typing.start()
        editor.begin_typing()
        self._area.widget().layout().activate()
        self._area.ensureWidgetVisible(editor)

    def close_editors(self) -> None:
        """Back to reading; what was typed is kept."""
        self.keep_drafts()
        self._hide_editors()

    def sent(self, number: str) -> None:
        """Nothing is left to be typed about `number`."""
        self._replies.pop(number, None)
        self._offers.pop(number, None)
        self._drafts.keep(number)
        if number == self.number:
            self._hide_editors()
        self.drafts_changed.emit()

    def _hide_editors(self) -> None:
        """Whoever typed there reads on: the letters of the acts work at once."""
        typing = self.reply.isAncestorOf(self.focusWidget()) or self.offer.isAncestorOf(self.focusWidget())
        if typing:
            self._letter.setFocus()
        self.reply.hide()
        self.offer.hide()
        self._typing.stop()
        self._arrange()

    def keep_drafts(self) -> None:
        if not self.number:
            return
        for editor, kept in ((self.reply, self._replies), (self.offer, self._offers)):
            if editor.isHidden():
                continue
            draft = editor.draft()
            if draft is None:
                kept.pop(self.number, None)
            else:
                kept[self.number] = draft  # type: ignore[assignment]  # each editor has drafts of its own kind
        self._drafts.keep(self.number)
        self.drafts_changed.emit()

    def _restore_drafts(self, matter: Matter) -> None:
        """A reply or an offer that was begun stands open again; the focus stays where it is."""
        self.reply.hide()
        self.offer.hide()
        if (reply := self._replies.get(self.number)) is not None:
            self.reply.open_for(matter, reply)
            self.reply.show()
        elif (offer := self._offers.get(self.number)) is not None:
            self.offer.open_for(matter, offer)
            self.offer.show()
        self._arrange()

    def _show_files(self, files: tuple[Attachment, ...]) -> None:
        while (item := self._files.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for file in files:
            link = LinkButton(f"{file.name} · {_size(file.size)}", "paperclip")
            link.setObjectName("attachment")
            link.setAccessibleName(self.tr("Save {file}").format(file=file.name))
            link.clicked.connect(lambda _checked=False, file=file: self.attachment_wanted.emit(file))
            self._files.addWidget(link)
        if files:
            self._files.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Who asks stands beside the message; below it where the room is scarce, as under an offer's columns."""
        narrow = self.width() < (NARROW if self.offer.isHidden() else WITH_OFFER)
        self._columns.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        width = max(BESIDE_LEAST, min(self.width() * 2 // 7, BESIDE))
        self._beside.setMinimumWidth(0 if narrow else width)
        self._beside.setMaximumWidth(QWIDGETSIZE_MAX if narrow else width)


def _column(holder: QWidget) -> QVBoxLayout:
    made = QVBoxLayout(holder)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(GAP)
    return made


def _is_nameless(row: InquiryRow) -> bool:
    """A form whose fields told a phone and no name: the customer is called by the number."""
    return row.channel is Channel.FORM and not any(letter.isalpha() for letter in row.customer)


def _size(count: int) -> str:
    """As people say it: "84 kB"."""
    if count < KIB * KIB:
        return f"{max(1, round(count / KIB))}{formats.NBSP}kB"
    return f"{formats.count(round(count / KIB / KIB))}{formats.NBSP}MB"
