"""The head of a customer's card: who it is, where the contact stands, what can be done."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu

from db.vocabulary import ContactStatus
from ui.customers.dossier import Dossier
from ui.labels import label
from ui.theme import GRID, icon
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.elided import ElidedLabel
from ui.widgets.head_rows import HeadRows
from ui.widgets.parts import row, text, word
from ui.widgets.pills import StatusPill

WIDE = 900


class CardHead(QFrame):
    """`status_chosen` carries a ContactStatus."""

    note_wanted = Signal()
    edit_wanted = Signal()
    inquiry_wanted = Signal()
    status_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "bar")
        self._name = text(role="title", name="customer_name")
        self._name.setMinimumWidth(0)
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._facts = ElidedLabel("small")
        self._pill = StatusPill(label(ContactStatus.NEW))
        self._pill.setObjectName("customer_status")
        self._status = Button(self.tr("Status"), shortcut="S")
        self._status.setObjectName("set_status")
        self._note = Button(self.tr("Note or call"), "note-pencil", shortcut="N")
        self._note.setObjectName("customer_write_note")
        self._edit = Button(self.tr("Edit"), "pencil-simple", shortcut="E")
        self._edit.setObjectName("edit_customer")
        self._inquiry = PrimaryButton(self.tr("New inquiry"), "phone", shortcut="I")
        self._inquiry.setObjectName("customer_inquiry")
        menu = QMenu(self._status)
        for status in ContactStatus:
            action = menu.addAction(icon(label(status).icon or "flag"), word(status))
            action.triggered.connect(partial(self.status_chosen.emit, status))
        self._status.setMenu(menu)
        self._lay_out()
        self._note.clicked.connect(self.note_wanted)
        self._edit.clicked.connect(self.edit_wanted)
        self._inquiry.clicked.connect(self.inquiry_wanted)

    def _lay_out(self) -> None:
        title = row(self._name, self._pill, None)
        acts = row(self._status, self._note, self._edit, self._inquiry)
        self._rows = HeadRows(self, title, self._facts, acts)

    def show_dossier(self, found: Dossier) -> None:
        who = found.card.row
        self._whole = who.name
        self._fit()
        self._pill.show_label(label(who.status))
        nip = f"NIP {who.nip}" if who.nip else ""
        parts = (who.code, word(who.kind), nip, who.city, who.group, found.card.region)
        self._facts.show_text(" · ".join(part for part in parts if part))
        for button in (self._status, self._note, self._edit):
            button.setEnabled(found.may_edit)

    _whole = ""

    def _fit(self) -> None:
        """The name gives way to the pill, and both to the buttons."""
        wide = self.width() >= WIDE
        taken = self._pill.sizeHint().width() + 10 * GRID
        if wide:
            taken += sum(b.sizeHint().width() + 2 * GRID for b in (self._status, self._note, self._edit, self._inquiry))
        room = max(120, self.width() - taken)
        self._name.setText(self._name.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
        self._name.setToolTip(self._whole if self._name.text() != self._whole else "")
        self._name.setAccessibleName(self._whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rows.arrange(wide=self.width() >= WIDE)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())
