"""A reply, written in the page: filled in from the template, kept while one looks at another inquiry."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from crm_desktop.inquiries.replies import Signature, reply_language, reply_text
from ui import words
from ui.inquiries.matter import Matter
from ui.inquiries.recipient import Recipient
from ui.widgets.buttons import Button, PrimaryButton, QuietButton
from ui.widgets.cards import Card
from ui.widgets.chips import ChipBar
from ui.widgets.parts import row, text

HEIGHT = 270


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """What was typed and not yet sent."""

    text: str
    recipient: str
    language: str


class ReplyEditor(Card):
    """`send_requested` carries text and recipient; without a recipient the reply was spoken."""

    send_requested = Signal(str, str)
    left = Signal()

    def __init__(self, person: str) -> None:
        super().__init__()
        self.setObjectName("reply_editor")
        self.title.setText(self.tr("Reply"))
        self.title.show()
        self._person = person
        self._matter: Matter | None = None
        self._filled = ""
        self._languages = ChipBar([(code, words.NAMES[code]) for code in words.LANGUAGES])
        self.recipient = Recipient(self.tr("To"), self.tr("no e-mail: the reply is noted as given in person"))
        self.recipient.setObjectName("reply_to")
        self._text = QPlainTextEdit()
        self._text.setObjectName("inquiry_reply")
        self._text.setAccessibleName(self.tr("Your reply"))
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(HEIGHT)
        self._back = Button(self.tr("Back"))
        self._discard = QuietButton(self.tr("Discard the draft"))
        self._send = PrimaryButton(self.tr("Send"), "paper-plane-tilt")
        for widget, name in ((self._back, "reply_back"), (self._discard, "reply_discard"), (self._send, "send_reply")):
            widget.setObjectName(name)
            widget.setAccessibleName(widget.text())
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.head.addWidget(self._languages)
        self.body.addWidget(row(text(self.tr("To"), role="muted"), self.recipient))
        self.body.addWidget(self._text, 1)
        self.body.addWidget(row(self._discard, None, self._back, self._send))
        self._back.setToolTip(self.tr("Back, the draft stays ({keys})").format(keys="Esc"))

    def _connect(self) -> None:
        self._send.clicked.connect(self._on_send)
        self._back.clicked.connect(self.left)
        self._discard.clicked.connect(self._on_discard)
        self._languages.chosen.connect(self._on_language)
        self.recipient.textChanged.connect(lambda _text: self._name_the_button())
        for keys, slot in (("Ctrl+Return", self._on_send), ("Ctrl+Enter", self._on_send), ("Esc", self.left.emit)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def open_for(self, matter: Matter, draft: ReplyDraft | None) -> None:
        """The draft that is there, else the template."""
        self._matter = matter
        language = draft.language if draft else reply_language(matter.card, matter.settings.language)
        self._languages.choose(language)
        self._filled = self._template(matter, language)
        self._text.setPlainText(draft.text if draft else self._filled)
        self.recipient.setText(draft.recipient if draft else matter.card.email)
        self._name_the_button()
        cursor = self._text.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End if draft else QTextCursor.MoveOperation.Start)
        self._text.setTextCursor(cursor)

    def follow(self, matter: Matter) -> None:
        """The same inquiry as it is now; what is typed stays."""
        if self._matter is not None and self._matter.card.row.number == matter.card.row.number:
            self._matter = matter

    def begin_typing(self) -> None:
        self._text.setFocus()

    def draft(self) -> ReplyDraft | None:
        """What would be lost; None while the template stands as it was filled in."""
        if self._matter is None:
            return None
        same = self._text.toPlainText() == self._filled and self.recipient.address == self._matter.card.email
        return None if same else ReplyDraft(self._text.toPlainText(), self.recipient.address, self._languages.key)

    def _template(self, matter: Matter, language: str) -> str:
        signature = Signature(self._person, matter.settings.company)
        return reply_text(matter.card, signature, language=language, currency=matter.settings.currency)

    def _on_language(self, language: str) -> None:
        """The template anew, as an edit: Ctrl+Z brings back what was typed."""
        if self._matter is None:
            return
        self._filled = self._template(self._matter, language)
        cursor = self._text.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(self._filled)
        self._text.setFocus()

    def _name_the_button(self) -> None:
        title = self.tr("Send") if self.recipient.address else self.tr("Note as given in person")
        self._send.setText(title)
        self._send.setAccessibleName(title)
        keys = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self._send.setToolTip(f"{title} ({keys})")

    def _on_send(self) -> None:
        self.send_requested.emit(self._text.toPlainText(), self.recipient.address)

    def _on_discard(self) -> None:
        if self._matter is not None:
            self.open_for(self._matter, None)
        self.left.emit()
