"""An inquiry by phone or at the counter, in ten seconds: who, what they want, Ctrl+Enter."""

import re
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from crm_desktop.clock import now
from crm_desktop.errors import KnownError
from crm_desktop.inquiries.calls import take_down
from crm_desktop.inquiries.goods import Understood, goods_in_text
from crm_desktop.inquiries.records import InquiryRegistered, TakeDown
from crm_desktop.search import Hit, find
from db.vocabulary import Channel, SearchKind
from ui import formats
from ui.seat import Seat
from ui.theme import GAP, GRID
from ui.typed import TypedForm
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.chips import ChipBar
from ui.widgets.entrance import enter
from ui.widgets.hits import Hits
from ui.widgets.parts import Told, row, text, word

WIDTH, PROPOSED, PAUSE_MS = 560, 6, 200
_PHONE = re.compile(r"\+?\d(?:[\s\-/().]*\d){6,}")
AHEAD = (1, 2, 3, 7, 14)
"""Days after which one may come back to it."""


def name_and_phone(typed: str) -> tuple[str, str]:
    """ "Jan Kowalski 601 202 303" -> ("Jan Kowalski", "601 202 303")."""
    found = _PHONE.search(typed)
    phone = found.group().strip() if found else ""
    name = typed.replace(phone, " ") if phone else typed
    return " ".join(name.split()).strip(" ,;"), phone


class NewInquiry(QFrame):
    """A small form over the page; `registered` carries the number of what was saved."""

    registered = Signal(str)

    def __init__(self, seat: Seat, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("new_inquiry_form")
        self.setProperty("look", "toast")
        self._seat = seat
        self._known: Hit | None = None
        self._goods: list[Understood] = []
        self._build()
        self._lay_out()
        self._connect()
        self._typed = TypedForm(seat.typed, self)
        self.hide()

    def _build(self) -> None:
        self._who = QLineEdit()
        self._who.setObjectName("new_who")
        self._who.setAccessibleName(self.tr("Who is asking"))
        self._who.setPlaceholderText(self.tr("Phone, name, NIP or e-mail"))
        self._hits: Hits | None = None
        self._is = text(role="small", wrap=True, name="new_who_is")
        self._channel = ChipBar([(channel.value, word(channel)) for channel in (Channel.PHONE, Channel.COUNTER)])
        self._wanted = QPlainTextEdit()
        self._wanted.setObjectName("new_wanted")
        self._wanted.setAccessibleName(self.tr("What they want"))
        self._wanted.setPlaceholderText(self.tr("What they want, as you hear it: 40 bags of flour T550, sugar 50 kg"))
        self._wanted.setTabChangesFocus(True)
        self._wanted.setFixedHeight(84)
        self._understood = text(role="small", wrap=True, name="new_goods")
        self._answered = QCheckBox(self.tr("Answered at once"))
        self._answered.setObjectName("new_answered")
        self._again = QComboBox()
        self._again.setObjectName("new_follow_up")
        self._again.setAccessibleName(self.tr("Follow up"))
        self._told = Told()
        self._save = PrimaryButton(self.tr("Save"))
        self._leave = Button(self.tr("Close"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)

    def _lay_out(self) -> None:
        for button, name, keys in ((self._save, "save_inquiry", "Ctrl+Return"), (self._leave, "leave_inquiry", "Esc")):
            button.setObjectName(name)
            button.setAccessibleName(button.text())
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{button.text()} ({shown})")
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, GAP, 4 * GRID, GAP)
        column.setSpacing(2 * GRID)
        column.addWidget(row(text(self.tr("Phone or counter"), role="heading"), None, self._channel))
        column.addWidget(self._told)
        column.addWidget(self._who)
        column.addWidget(self._is)
        column.addWidget(self._wanted)
        column.addWidget(self._understood)
        column.addWidget(row(self._answered, None, QLabel(self.tr("Follow up")), self._again))
        column.addWidget(row(None, self._leave, self._save))

    def _connect(self) -> None:
        self._who.textEdited.connect(self._on_who)
        self._who.returnPressed.connect(self._wanted.setFocus)
        self._wanted.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._recognise)
        self._save.clicked.connect(self._on_save)
        self._leave.clicked.connect(self.leave)
        for keys, slot in (("Ctrl+Return", self._on_save), ("Ctrl+Enter", self._on_save), ("Esc", self.leave)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def begin(self) -> None:
        """Opens it with what was typed before, or empty; the field for who asks has the focus."""
        if not self._who.text() and not self._wanted.toPlainText():
            self._clear()
            self._typed.begin("call")
            self._say_who()
        self._told.dismiss()
        self.show()
        self.place()
        self.raise_()
        self._who.setFocus()

    def place(self) -> None:
        """At the top of the page, in its middle."""
        over = self.parentWidget()
        width = min(WIDTH, over.width() - 2 * GAP)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((over.width() - width) // 2, GAP)

    def leave(self) -> None:
        """What was typed is there when it is opened again."""
        if self._hits is not None:
            self._hits.hide()
        self.hide()
        enter(self.parentWidget())

    def _clear(self) -> None:
        self._known, self._goods = None, []
        self._who.clear()
        self._wanted.clear()
        self._channel.choose(Channel.PHONE.value)
        self._answered.setChecked(False)
        self._fill_days()
        self._say_who()
        self._say_goods()
        self._pause.stop()

    def _fill_days(self) -> None:
        today = formats.local(now()).date()
        self._again.clear()
        self._again.addItem(self.tr("no"), None)
        for ahead in AHEAD:
            day = today + timedelta(days=ahead)
            self._again.addItem(formats.day(day, today=today), day)

    def _on_who(self, typed: str) -> None:
        self._known = None
        self._say_who()
        if self._hits is None:
            self._hits = Hits(self._who, self.window())
            self._hits.chosen.connect(self._on_known)
        name, phone = name_and_phone(typed)
        wanted = phone or name
        if len(wanted) < 2:
            self._hits.hide()
            return

        def query(session: Any) -> list[Hit]:
            return find(session, wanted, kinds=(SearchKind.CUSTOMER,), limit=PROPOSED)

        self._seat.read(query, self._propose, owner=self, latest="who")

    def _propose(self, hits: list[Hit]) -> None:
        if self._hits is None or not self._who.hasFocus() or self._known is not None:
            return
        if hits:
            self._hits.show_hits(hits)
        else:
            self._hits.hide()

    def _on_known(self, hit: Hit) -> None:
        self._known = hit
        self._who.setText(hit.title)
        self._say_who()
        self._wanted.setFocus()

    def _say_who(self) -> None:
        name, phone = name_and_phone(self._who.text())
        if self._known is not None:
            said = self.tr("Known customer: {name}").format(name=f"{self._known.title} · {self._known.subtitle}")
        elif name or phone:
            said = self.tr("New customer: {name}").format(name=" · ".join(part for part in (name, phone) if part))
        else:
            said = self.tr("Enter takes the suggested customer; anyone else is added as new.")
        self._is.setText(said)

    def _recognise(self) -> None:
        typed = self._wanted.toPlainText()
        self._seat.read(lambda session: goods_in_text(session, typed), self._on_goods, owner=self, latest="goods")

    def _on_goods(self, found: list[Understood]) -> None:
        self._goods = found
        self._say_goods()

    def _say_goods(self) -> None:
        self._understood.setText("\n".join(self._line(one) for one in self._goods))
        self._understood.setVisible(bool(self._goods))
        if self.isVisible():
            self.place()

    def _line(self, one: Understood) -> str:
        if one.product is None:
            return self.tr("? {words}: {count} products match, be more specific").format(
                words=one.text, count=formats.count(one.possible)
            )
        quantity = formats.quantity(one.quantity, one.product.unit) if one.quantity else ""
        available = self.tr("available {quantity}").format(quantity=formats.quantity(one.product.available))
        parts = (one.product.name, quantity, available, formats.price(one.product.net_price))
        return "✓ " + " · ".join(part for part in parts if part)

    def _on_save(self) -> None:
        name, phone = name_and_phone(self._who.text())
        wanted = self._wanted.toPlainText().strip()
        if self._known is None and not name and not phone:
            self._ask(self.tr("Who is asking? Type a phone number or a name."), self._who)
            return
        if not wanted:
            self._ask(self.tr("What do they want? A few words are enough."), self._wanted)
            return
        again: date | None = self._again.currentData()
        command = TakeDown(
            channel=Channel(self._channel.key),
            wanted=wanted,
            customer_id=self._known.record_id if self._known else None,
            name=name,
            phone=phone,
            answered=self._answered.isChecked(),
            follow_up_on=again,
        )
        self._save.setEnabled(False)
        self._seat.do(take_down, command, self._on_saved, owner=self, on_error=self._on_refused)

    def _ask(self, sentence: str, field: QWidget) -> None:
        self._told.say(sentence, good=False)
        self.place()
        field.setFocus()

    def _on_saved(self, saved: InquiryRegistered) -> None:
        self._save.setEnabled(True)
        self._typed.end()
        self._clear()
        self.leave()
        self.registered.emit(saved.number)

    def _on_refused(self, refusal: KnownError) -> None:
        self._save.setEnabled(True)
        self._told.refuse(refusal)
        self.place()
