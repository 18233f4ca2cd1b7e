"""Page 1: the language, and the company as it signs its papers. The NIP is checked here and sent nowhere."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop.company import postal_code_as_written
from crm_desktop.customers.rules import nip_is_valid, normal_nip
from crm_desktop.settings import Company
from ui import words
from ui.first_run.answers import Answers
from ui.theme import GAP, GRID
from ui.widgets.fields import Field
from ui.widgets.parts import text

NIP_DIGITS = 10


class CompanyPage(QWidget):
    """`language_chosen` at once: the window says everything anew."""

    language_chosen = Signal(str)

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self._answers = answers
        self._language = QComboBox()
        self._language.setObjectName("first_language")
        for key in words.LANGUAGES:
            self._language.addItem(words.NAMES[key], key)
        self._language.setCurrentIndex(self._language.findData(answers.language))
        self._fields: dict[str, Field] = {
            "name": self._line("name", self.tr("Company name"), self.tr("As printed on your documents.")),
            "nip": self._line("nip", self.tr("NIP"), self.tr("Only the check digit is verified; nothing is sent.")),
            "street": self._line("street", self.tr("Street and number")),
            "postal_code": self._line("postal_code", self.tr("Postal code")),
            "city": self._line("city", self.tr("City")),
            "phone": self._line("phone", self.tr("Phone")),
            "email": self._line("email", self.tr("E-mail"), self.tr("Customers' replies come here.")),
        }
        self._lay_out()
        self._language.activated.connect(lambda _row: self.language_chosen.emit(str(self._language.currentData())))
        self._editor("nip").textChanged.connect(lambda _text: self._check_nip())
        self._check_nip()

    def _line(self, key: str, name: str, help_text: str = "") -> Field:
        editor = QLineEdit(str(getattr(self._answers.company, key)))
        editor.setObjectName(f"first_{key}")
        return Field(name, editor, help_text)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(2 * GRID)
        places = {
            "name": (0, 0, 1, 3),
            "nip": (0, 3, 1, 1),
            "street": (1, 0, 1, 2),
            "postal_code": (1, 2, 1, 1),
            "city": (1, 3, 1, 1),
            "phone": (2, 0, 1, 2),
            "email": (2, 2, 1, 2),
        }
        for key, place in places.items():
            grid.addWidget(self._fields[key], *place, Qt.AlignmentFlag.AlignTop)
        for column, share in enumerate((2, 2, 1, 3)):
            grid.setColumnStretch(column, share)
        column_box = QVBoxLayout(self)
        column_box.setContentsMargins(0, 0, 0, 0)
        column_box.setSpacing(GAP)
        column_box.addWidget(text(self.tr("Welcome. Your company's details"), role="title"))
        language = Field(self.tr("Language"), self._language, self.tr("For the window and your documents."))
        language.setMaximumWidth(320)
        column_box.addWidget(language)
        column_box.addLayout(grid)
        column_box.addStretch(1)

    def _editor(self, key: str) -> QLineEdit:
        editor = self._fields[key].editor
        assert isinstance(editor, QLineEdit)
        return editor

    @property
    def company(self) -> Company:
        """As typed."""
        typed = {key: self._editor(key).text().strip() for key in self._fields}
        typed["postal_code"] = postal_code_as_written(typed["postal_code"])
        return replace(self._answers.company, **typed)

    def _check_nip(self) -> None:
        """A fault only once all digits are there, so that nobody is scolded while typing."""
        nip = normal_nip(self._editor("nip").text())
        wrong = nip.isdigit() and len(nip) >= NIP_DIGITS and not nip_is_valid(nip)
        self._fields["nip"].show_fault(self.tr("This NIP cannot be right: check its digits.") if wrong else "")

    def check(self) -> bool:
        """Every fault at its field; the first one gets the focus."""
        found = self.company
        nip = normal_nip(found.nip)
        code = found.postal_code
        wrong_code = bool(code) and not (len(code) == 6 and code[2] == "-" and (code[:2] + code[3:]).isdigit())
        faults = {
            "name": "" if found.name else self.tr("Enter the company's name."),
            "nip": self.tr("This NIP cannot be right: check its digits.")
            if nip.isdigit() and not nip_is_valid(nip)
            else "",
            "postal_code": self.tr("Format: 00-000.") if wrong_code else "",
            "email": self.tr("This is not an e-mail address.") if found.email and "@" not in found.email else "",
        }
        for key, fault in faults.items():
            self._fields[key].show_fault(fault)
        wrong = next((key for key, fault in faults.items() if fault), None)
        if wrong is not None:
            self._editor(wrong).setFocus()
        return wrong is None

    def first_focus(self) -> QWidget:
        return self._editor("name")
