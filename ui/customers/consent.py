"""A consent that a person gave by word or on paper: written down with its exact text and where its proof is kept."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from crm_desktop.clock import now
from crm_desktop.customers.consents import BY_HAND, LONGEST, give_consent
from crm_desktop.customers.queries import purposes_told
from crm_desktop.customers.records import Consent, ConsentSaved, GiveConsent, PurposeTold
from crm_desktop.errors import InvalidValue, KnownError
from ui import formats, words
from ui.happenings import PURPOSES, purpose
from ui.seat import Seat
from ui.typed import TypedForm, given_back
from ui.typed_days import DayEdit
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.cards import Card
from ui.widgets.fields import Field, laid_out
from ui.widgets.parts import Told

TEXT_HEIGHT = 76


def given(consent: Consent) -> str:
    """When: of one entered by hand the day alone, since its hour may be nobody's."""
    if consent.form_key == BY_HAND:
        return formats.day(formats.local(consent.given_at).date())
    return formats.when(consent.given_at)


def proof_of(consent: Consent) -> str:
    """In one line: the version, by which form and from where, or who keeps the paper; when it was given."""
    told = []
    if consent.text_version:
        version = QCoreApplication.translate("Consent", "version {version}")
        told.append(version.format(version=consent.text_version))
    if consent.form_key == BY_HAND:
        told.append(QCoreApplication.translate("Consent", "entered by hand"))
        where = QCoreApplication.translate("Consent", "proof: {where}").format(where=consent.ip)
    else:
        form = QCoreApplication.translate("Consent", "form {form}").format(form=consent.form_key)
        told += [form] if consent.form_key else []
        where = QCoreApplication.translate("Consent", "from {address}").format(address=consent.ip)
    told += [where] if consent.ip else []
    since = QCoreApplication.translate("Consent", "given {time}").format(time=given(consent))
    return " · ".join((*told, since))


class ConsentCard(Card):
    """Hidden until a consent is to be written down; Enter saves, Escape leaves. Purpose and text stay one's own."""

    recorded = Signal()
    left = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__(self.tr("New consent"))
        self._seat = seat
        self._customer_id: int | None = None
        self._known: dict[str, PurposeTold] = {}
        self._told = Told()
        self._purpose, self._version = _choice(), QLineEdit()
        self._text, self._proof, self._given = QPlainTextEdit(), _choice(), DayEdit()
        self._leave = Button(self.tr("Cancel"), shortcut="Esc")
        self._save = PrimaryButton(self.tr("Save"), "check", shortcut="Ctrl+Return")
        self._save.setObjectName("save_consent")
        self._fields = self._build()
        self._typed = TypedForm(seat.typed, self)
        self._lay_out()
        self._connect()
        self.hide()

    def _build(self) -> dict[str, Field]:
        """By what the command calls them."""
        self._text.setFixedHeight(TEXT_HEIGHT)
        self._text.setTabChangesFocus(True)
        self._proof.addItems(
            [
                self.tr("by phone"),
                self.tr("on paper, in the customer's folder"),
                self.tr("in an e-mail"),
                self.tr("at the counter"),
            ]
        )
        told = {
            "purpose": (self._purpose, self.tr("Purpose of the consent")),
            "text_version": (self._version, self.tr("Version of the text")),
            "text": (self._text, self.tr("Exact text, as it was said or signed")),
            "proof": (self._proof, self.tr("How it was given, where the proof is kept")),
            "given_on": (self._given, self.tr("Day it was given")),
        }
        fields = {}
        for key, (editor, title) in told.items():
            editor.setObjectName(f"consent_{key}")
            fields[key] = Field(title, editor)
            line = editor.lineEdit() if isinstance(editor, QComboBox) else None
            if line is not None:
                line.setAccessibleName(title)
        return fields

    def _lay_out(self) -> None:
        places = {
            "purpose": (0, 0, 2),
            "text_version": (0, 2, 1),
            "text": (1, 0, 3),
            "proof": (2, 0, 2),
            "given_on": (2, 2, 1),
        }
        self.body.addWidget(self._told)
        self.body.addLayout(laid_out(self._fields, places, (1, 1, 1)))
        self.head.addWidget(self._leave)
        self.head.addWidget(self._save)

    def _connect(self) -> None:
        self._purpose.currentTextChanged.connect(self._on_purpose)
        self._text.textChanged.connect(self._on_text)
        self._proof.currentTextChanged.connect(lambda _text: self._fields["proof"].show_fault(""))
        self._version.textChanged.connect(lambda _text: self._fields["text_version"].show_fault(""))
        self._given.dateChanged.connect(lambda _day: self._fields["given_on"].show_fault(""))
        for line in (self._purpose.lineEdit(), self._proof.lineEdit(), self._version, self._given.lineEdit()):
            if line is not None:
                line.returnPressed.connect(self._save.click)
        self._save.clicked.connect(self._on_save)
        self._leave.clicked.connect(self._on_leave)

    def begin(self, customer_id: int) -> None:
        """A consent of that customer; what a crash left of one stands here again."""
        if self.isVisible() and customer_id == self._customer_id:
            self._purpose.setFocus()
            return
        self._typed.rest()
        self._customer_id = customer_id
        self._seat.read(
            purposes_told, lambda told: self._start(customer_id, told), owner=self, latest="purposes of consents"
        )

    def _start(self, customer_id: int, told: list[PurposeTold]) -> None:
        if customer_id != self._customer_id:
            return
        self._told.dismiss()
        self._fill(told)
        self.show()
        if self._typed.begin(f"consent/{customer_id}"):
            self._told.say(given_back(), good=True)
        self._purpose.setFocus()

    def _fill(self, told: list[PurposeTold]) -> None:
        """Purposes that the company asked for, the last first, then those that every company knows; none is chosen."""
        self._known = {}
        for one in (*told, *(PurposeTold(key) for key in PURPOSES)):
            self._known.setdefault(purpose(one.purpose), one)
        self._purpose.clear()
        self._purpose.addItems(list(self._known))
        for box in (self._purpose, self._proof):
            box.setCurrentIndex(-1)
            box.clearEditText()
        self._text.clear()
        self._version.clear()
        self._given.set_day(formats.local(now()).date())
        for field in self._fields.values():
            field.show_fault("")

    def put_aside(self) -> None:
        """Something else is shown here: what was typed waits for its customer."""
        self._typed.rest()
        self._customer_id = None
        self.hide()

    def _on_purpose(self, chosen: str) -> None:
        """The text last used for it, unless somebody typed one of their own."""
        self._fields["purpose"].show_fault("")
        there = self._text.toPlainText()
        if there and there not in {one.text for one in self._known.values()}:
            return
        found = self._known.get(chosen.strip(), PurposeTold(""))
        if found.text != there:
            self._text.setPlainText(found.text)
            self._version.setText(found.text_version)

    def _on_text(self) -> None:
        """A version names one text to the letter: a changed text bears it no longer."""
        self._fields["text"].show_fault("")
        found = self._known.get(self._purpose.currentText().strip())
        if found is None or not found.text_version:
            return
        same, version = self._text.toPlainText() == found.text, self._version.text()
        if same and not version:
            self._version.setText(found.text_version)
        elif not same and version == found.text_version:
            self._version.clear()

    def _on_leave(self) -> None:
        self._typed.end()
        self._customer_id = None
        self.hide()
        self.left.emit()

    def _on_save(self) -> None:
        if self._customer_id is None:
            return
        told = self._purpose.currentText().strip()
        command = GiveConsent(
            self._customer_id,
            self._known[told].purpose if told in self._known else told,
            self._text.toPlainText(),
            self._version.text(),
            self._proof.currentText(),
            self._given.day,
        )
        self._told.dismiss()
        self._save.setEnabled(False)
        self._seat.do(give_consent, command, self._on_saved, owner=self, on_error=self._refused)

    def _on_saved(self, _saved: ConsentSaved) -> None:
        self._save.setEnabled(True)
        self._typed.end()
        self._customer_id = None
        self.hide()
        self.recorded.emit()

    def _refused(self, refusal: KnownError) -> None:
        self._save.setEnabled(True)
        field = str(refusal.details.get("field", ""))
        if not isinstance(refusal, InvalidValue) or field not in self._fields:
            self._told.refuse(refusal)
            return
        self._fields[field].show_fault(self._fault(refusal, field))
        self._fields[field].editor.setFocus()

    def _fault(self, refusal: InvalidValue, field: str) -> str:
        match refusal.details["rule"]:
            case "required":
                return self.tr("Fill this in.")
            case "too_long":
                return self.tr("At most {count} letters.").format(count=LONGEST[field])
        return words.sentence(refusal)


def _choice() -> QComboBox:
    """A list to choose from in which anything may be typed; nothing is completed that was not meant."""
    box = QComboBox()
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setCompleter(None)
    return box
