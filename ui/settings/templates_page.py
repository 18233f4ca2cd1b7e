"""Words for customers at the steps of an order: the company's own before the program's, a carrier's before all."""

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from crm_desktop.errors import KnownError
from crm_desktop.messages.templates import (
    SAMPLE,
    TOLD_STEPS,
    ForgetTemplate,
    MessageTemplate,
    SaveTemplate,
    TemplateSaved,
    filled,
    forget_template,
    list_templates,
    place_names,
    ready_made,
    save_template,
)
from db.vocabulary import OrderStep
from ui import words
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.records_page import Entry, RecordsPage
from ui.widgets.parts import button


def _key(step: str, language: str, carrier: str) -> int:
    return crc32(f"{step}/{language}/{carrier.casefold()}".encode()) + 1


class TemplatesPage(RecordsPage):
    """Filled with a sample order on demand; what cannot be filled is refused when it is saved."""

    def __init__(self, seat: Seat) -> None:
        about = self.tr("Messages to customers when an order is placed, sent, completed or cancelled.")
        add = self.tr("Add one for a carrier")
        super().__init__(seat, self.tr("Message templates"), about, self._asks(), add=add)
        self._preview = button(self.tr("Preview"), name="preview_template")
        self._forget = button(self.tr("Restore default"), name="forget_template")
        self.editor.add_act(self._preview)
        self.editor.add_act(self._forget)
        self._preview.clicked.connect(self._on_preview)
        self._forget.clicked.connect(self.restore)

    def _steps(self) -> dict[str, str]:
        return {
            OrderStep.PLACE.value: self.tr("Order placed"),
            OrderStep.HAND_OVER.value: self.tr("Parcel handed over"),
            OrderStep.COMPLETE.value: self.tr("Order completed"),
            OrderStep.CANCEL.value: self.tr("Order cancelled"),
        }

    def _asks(self) -> list[Ask]:
        steps = tuple((step.value, self._steps()[step.value]) for step in TOLD_STEPS)
        languages = tuple((key, words.NAMES[key]) for key in words.LANGUAGES)
        named = " ".join(f"{{{{ {name} }}}}" for name in place_names())
        places = self.tr("May contain: {places}").format(places=named)
        return [
            Ask("step", self.tr("When"), self.tr("The step of the order."), Kind.CHOICE, steps, once=True),
            Ask(
                "language",
                self.tr("Language"),
                self.tr("The one the customer writes in."),
                Kind.CHOICE,
                languages,
                once=True,
            ),
            Ask("carrier", self.tr("Carrier"), self.tr("Only for this carrier's parcels; empty: for all."), once=True),
            Ask("subject", self.tr("Subject"), self.tr("One line."), wide=True),
            Ask("body", self.tr("Text"), places, Kind.LINES, wide=True, tall=True),
        ]

    def query(self, session: Any) -> Sequence[MessageTemplate]:
        return list_templates(session)

    def entry_of(self, record: MessageTemplate) -> Entry:
        values: Values = {
            "step": record.step.value,
            "language": record.language,
            "carrier": record.carrier,
            "subject": record.subject,
            "body": record.body,
        }
        title = self._steps()[record.step.value]
        whose = self.tr("custom text") if record.own else self.tr("default text")
        said = " · ".join(part for part in (words.NAMES[record.language], record.carrier, whose) if part)
        return Entry(_key(record.step, record.language, record.carrier), title, said, record.version, values, record)

    def new_values(self) -> Values:
        return {"step": OrderStep.HAND_OVER.value, "language": "pl", "carrier": "", "subject": "", "body": ""}

    def case_and_command(self, entry: Entry, values: Mapping[str, Any]) -> tuple[Any, Any]:
        command = SaveTemplate(
            step=OrderStep(values["step"]),
            language=str(values["language"]),
            subject=str(values["subject"]),
            body=str(values["body"]),
            carrier=str(values["carrier"]).strip(),
            version=entry.version,
        )
        return save_template, command

    def key_saved(self, result: TemplateSaved) -> int:
        return _key(result.step, result.language, result.carrier)

    def on_shown(self, entry: Entry | None) -> None:
        self._forget.setEnabled(entry is not None and entry.record is not None and entry.record.own)

    def _on_preview(self) -> None:
        values = self.editor.form.values()
        template = MessageTemplate(OrderStep(values["step"]), "", "pl", str(values["subject"]), str(values["body"]))
        try:
            subject, body = filled(template, SAMPLE)
        except KnownError as refusal:
            self.editor.told.refuse(refusal)
            return
        self.editor.told.say(f"{subject}\n\n{body.strip()}", good=True)

    def default_and_command(self, entry: Entry) -> tuple[Values, Any, Any]:
        """Without a carrier's own there are those for all carriers, and without them the program's."""
        one: MessageTemplate = entry.record
        general = _key(one.step, one.language, "")
        found = next((other.record for other in self.entries if one.carrier and other.key == general), None)
        there = found or ready_made(one.step, one.language)
        command = ForgetTemplate(one.step, one.language, one.carrier, entry.version)
        return entry.values | {"subject": there.subject, "body": there.body}, forget_template, command

    def is_of(self, entry: Entry, values: Values) -> bool:
        return entry.key == _key(str(values["step"]), str(values["language"]), str(values["carrier"]).strip())
