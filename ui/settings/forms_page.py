"""Forms of the company's site: their address, whose key means what, what they let in and what visitors see."""

from collections.abc import Mapping, Sequence
from typing import Any

from crm_desktop.intake.forms import FormCard, FormSaved, SaveForm, list_forms, save_form
from ui import formats
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.records_page import Entry, RecordsPage

TEXTS = ("redirect", "consent_text", "consent_version")


class FormsPage(RecordsPage):
    """A form that posts to the intake is known by its key; what it sends is understood by its map."""

    def __init__(self, seat: Seat) -> None:
        about = self.tr(
            "Forms of your site post to the address /in/ and their key. Known keys are understood by themselves."
        )
        super().__init__(seat, self.tr("Forms and field maps"), about, self._asks(), add=self.tr("Add a form"))

    def _asks(self) -> list[Ask]:
        return [
            Ask("key", self.tr("Key"), self.tr("The last part of its address: /in/kontakt."), once=True),
            Ask("name", self.tr("Name"), self.tr("As it stands in lists and charts.")),
            Ask(
                "field_map",
                self.tr("Field map"),
                self.tr("Only for keys that the program does not know by itself."),
                Kind.MAP,
                wide=True,
            ),
            Ask("redirect", self.tr("Page after sending"), self.tr("Where visitors go; empty: a word of thanks.")),
            Ask("active", self.tr("Taken in"), self.tr("Off: what is sent is refused."), Kind.CHECK),
            Ask(
                "allowed_origins",
                self.tr("Allowed sites"),
                self.tr("One address a line, like https://sklep.pl. Empty: any."),
                Kind.LINES,
                wide=True,
            ),
            Ask(
                "consent_text",
                self.tr("Text of the consent"),
                self.tr("Kept as proof with each consent."),
                Kind.LINES,
                wide=True,
            ),
            Ask("consent_version", self.tr("Version of the consent"), self.tr("Like 2026-05.")),
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
        state = self.tr("came: {count}").format(count=formats.count(record.came))
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
