"""An inquiry by phone or at the counter, in ten seconds: who, how to reach them, what they want."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.customers.records import CustomerAdded, NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.errors import KnownError
from crm_desktop.inquiries.records import InquiryRegistered, RegisterInquiry
from crm_desktop.inquiries.service import take_call
from db.vocabulary import Channel
from ui.seat import Seat
from ui.widgets.parts import Told, button, row, word


class NewInquiry(QDialog):
    registered = Signal(str)

    def __init__(self, seat: Seat, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New inquiry"))
        self.setObjectName("new_inquiry_dialog")
        self._seat = seat
        self._fields = {key: QLineEdit() for key in ("name", "phone", "email", "nip", "subject")}
        self._channel = QComboBox()
        self._channel.setAccessibleName(self.tr("How they ask"))
        for channel in (Channel.PHONE, Channel.COUNTER, Channel.MAIL):
            self._channel.addItem(word(channel), channel)
        self._message = QPlainTextEdit()
        self._message.setTabChangesFocus(True)
        self._message.setAccessibleName(self.tr("What they want"))
        self._told = Told()
        self._save = button(self.tr("Save"), role="primary", name="save_inquiry", shortcut="Ctrl+Return")
        self._lay_out()
        self._save.clicked.connect(self._on_save)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        titles = {
            "name": self.tr("Customer"),
            "phone": self.tr("Phone"),
            "email": self.tr("E-mail"),
            "nip": self.tr("Tax id (NIP)"),
            "subject": self.tr("Asks about"),
        }
        form.addRow(self._told)
        for key, field in self._fields.items():
            field.setObjectName(f"new_{key}")
            field.setAccessibleName(titles[key])
            form.addRow(titles[key], field)
        form.addRow(self.tr("How they ask"), self._channel)
        form.addRow(self.tr("What they want"), self._message)
        form.addRow(row(None, self._save))
        self.setMinimumWidth(460)

    def _on_save(self) -> None:
        values = {key: field.text().strip() for key, field in self._fields.items()}
        new = NewCustomer(values["name"], nip=values["nip"], email=values["email"], phone=values["phone"])
        self._seat.do(register_customer, new, self._on_customer, owner=self, on_error=self._on_refused)

    def _on_customer(self, added: CustomerAdded) -> None:
        command = RegisterInquiry(
            customer_id=added.customer_id,
            channel=self._channel.currentData(),
            subject=self._fields["subject"].text().strip(),
            message=self._message.toPlainText(),
            employee_id=self._seat.actor.employee_id,
        )
        self._seat.do(take_call, command, self._on_registered, owner=self, on_error=self._on_refused)

    def _on_registered(self, saved: InquiryRegistered) -> None:
        self.registered.emit(saved.number)
        self.accept()

    def _on_refused(self, refusal: KnownError) -> None:
        self._told.refuse(refusal)
