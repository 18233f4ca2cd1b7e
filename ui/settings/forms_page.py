"""Forms of the company's site: their address, whose key means what, what they let in and what visitors see."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QApplication

from crm_desktop import settings
from crm_desktop.intake import ready_form
from crm_desktop.intake.forms import LOCAL_ADDRESS, FormCard, FormSaved, SaveForm, form_address, list_forms, save_form
from ui import formats, words
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.records_page import Entry, RecordsPage
from ui.widgets.parts import button

TEXTS = ("redirect", "consent_text", "consent_version")


class FormsPage(RecordsPage):
    """A form that posts to the intake is known by its key; what it sends is understood by its map."""

    def __init__(self, seat: Seat) -> None:
        about = self.tr(
            "Forms on your site send to the address /in/ followed by their key. Common field names are "
            "recognised by themselves."
        )
        super().__init__(seat, self.tr("Forms and field maps"), about, self._asks(), add=self.tr("Add a form"))
        self._copy = button(self.tr("Copy the form for your page"), name="copy_form", icon="copy")
        self.editor.add_act(self._copy)
        self._copy.clicked.connect(self._on_copy)
        self.nothing.say(
            self.tr(
                "Submissions to /in/ with any key are accepted, even before the form is listed here.\nAdd a "
                "form, e.g. kontakt, to get ready-made code to paste into your page."
            )
        )

    def _asks(self) -> list[Ask]:
        return [
            Ask("key", self.tr("Key"), self.tr("The last part of its address: /in/kontakt."), once=True),
            Ask("name", self.tr("Name"), self.tr("As shown in lists and charts.")),
            Ask(
                "field_map",
                self.tr("Field map"),
                self.tr("Only for field names the program does not recognise itself."),
                Kind.MAP,
                wide=True,
            ),
            Ask(
                "redirect", self.tr("Page after sending"), self.tr("Where visitors are taken; empty: a thank-you page.")
            ),
            Ask("active", self.tr("Accepting"), self.tr("Off: submissions are refused."), Kind.CHECK),
            Ask(
                "allowed_origins",
                self.tr("Allowed sites"),
                self.tr("One address per line, e.g. https://sklep.pl. Empty: any."),
                Kind.LINES,
                wide=True,
            ),
            Ask(
                "consent_text",
                self.tr("Consent text"),
                self.tr("Kept as proof with each consent."),
                Kind.LINES,
                wide=True,
            ),
            Ask("consent_version", self.tr("Consent version"), self.tr("E.g. 2026-05.")),
        ]

    def query(self, session: Any) -> Sequence[FormCard]:
        return list_forms(session)

    def entry_of(self, record: FormCard) -> Entry:
        values: Values = {key: str(record.options.get(key, "")) for key in TEXTS} | {
            "key": record.key,
            "name": record.name,
            "field_map": dict(record.field_map),
            "active": record.active,
            "allowed_origins": "\n".join(record.options.get("allowed_origins", [])),
        }
        state = self.tr("received: {count}").format(count=formats.count(record.came))
        if not record.active:
            state = self.tr("off")
        said = f"/in/{record.key} · {state}"
        return Entry(record.form_id, record.name, said, record.version, values, record)

    def new_values(self) -> Values:
        empty = dict.fromkeys(("key", "name", "allowed_origins", *TEXTS), "")
        return empty | {"field_map": {}, "active": True}

    def case_and_command(self, entry: Entry, values: Mapping[str, Any]) -> tuple[Any, Any]:
        origins = [line.strip() for line in str(values["allowed_origins"]).splitlines() if line.strip()]
        told = {key: str(values[key]).strip() for key in TEXTS} | {"allowed_origins": origins}
        before = entry.record.options if entry.record else {}
        options = {key: value for key, value in told.items() if value or key in before}
        command = SaveForm(
            form_id=entry.key,
            version=entry.version,
            key=str(values["key"]),
            name=str(values["name"]),
            field_map=values["field_map"],
            options=options,
            active=bool(values["active"]),
        )
        return save_form, command

    def key_saved(self, result: FormSaved) -> int:
        return result.form_id

    def on_shown(self, entry: Entry | None) -> None:
        self._copy.setEnabled(entry is not None and entry.key > 0)

    def _on_copy(self) -> None:
        """The ready form of this key, as HTML to paste, posting to where this company can be reached."""
        record = self.current.record if self.current else None
        if record is None:
            return

        def made(session: Any) -> tuple[str, str]:
            action = form_address(session, record.key)
            return action, ready_form.snippet(settings.load(session), words.language(), action=action)

        self.seat.read(made, self._on_made, owner=self)

    def _on_made(self, found: tuple[str, str]) -> None:
        action, text = found
        QApplication.clipboard().setText(text)
        said = self.tr("The form is copied: paste it into your page. It sends to {address}.").format(address=action)
        if action.startswith(LOCAL_ADDRESS):
            said += "\n" + self.tr(
                "Only this computer can reach that address: for a public site, set up a drop box first "
                "(Mailboxes and shops)."
            )
        self.editor.told.say(said, good=True)
