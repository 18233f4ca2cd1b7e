"""Files for couriers' own programs: which columns, in which order, filled with what; the ready ones may be changed."""

from collections.abc import Mapping, Sequence
from typing import Any
from zlib import crc32

from crm_desktop.errors import KnownError
from crm_desktop.orders.courier_files import (
    ENCODINGS,
    PLACES,
    READY,
    CourierColumn,
    CourierTemplate,
    CourierTemplateSaved,
    ForgetCourierTemplate,
    check_template,
    courier_file,
    forget_courier_template,
    list_courier_templates,
    save_courier_template,
    waiting_for,
)
from crm_desktop.orders.labelling import next_to_label
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.records_page import Entry, RecordsPage
from ui.widgets.parts import button

MOST_SHOWN = 3
NEEDED = "*"


def columns_text(columns: Sequence[CourierColumn]) -> str:
    """A line a column: its title, a star where it must not be empty, and what stands there."""
    return "\n".join(f"{c.title}{NEEDED if c.required else ''} = {c.value}".rstrip() for c in columns)


def columns_from(text: str) -> tuple[CourierColumn, ...]:
    found = []
    for line in text.splitlines():
        title, _, value = line.partition("=")
        title = title.strip()
        if title:
            found.append(CourierColumn(title.removesuffix(NEEDED).strip(), value.strip(), title.endswith(NEEDED)))
    return tuple(found)


class CouriersPage(RecordsPage):
    """Tried on the orders that wait for the courier; what cannot be filled is refused when it is saved."""

    def __init__(self, seat: Seat) -> None:
        about = self.tr(
            "Columns of the files that couriers' programs import; the file is saved at Hand over, "
            "for all waiting orders."
        )
        super().__init__(seat, self.tr("Courier files"), about, self._asks(), add=self.tr("Add a courier"))
        self._preview = button(self.tr("Preview"), name="preview_courier")
        self._forget = button(self.tr("Restore default"), name="forget_courier")
        self.editor.add_act(self._preview)
        self.editor.add_act(self._forget)
        self._preview.clicked.connect(self._on_preview)
        self._forget.clicked.connect(self.restore)

    def _asks(self) -> list[Ask]:
        delimiters = ((";", ";"), (",", ","), ("\t", self.tr("tab")), ("|", "|"))
        named = " ".join(f"{{{name}}}" for name in sorted(PLACES))
        places = self.tr("One per line: title = value; an asterisk after the title makes it required. {places}")
        carrier = self.tr("The file holds orders with this delivery.")
        return [
            Ask("name", self.tr("Name"), self.tr("As chosen at Hand over."), once=True),
            Ask("carrier", self.tr("Carrier"), carrier),
            Ask("delimiter", self.tr("Column separator"), "", Kind.CHOICE, delimiters),
            Ask("encoding", self.tr("Encoding"), "", Kind.CHOICE, tuple((name, name) for name in ENCODINGS)),
            Ask("heading", self.tr("First line with the titles"), "", Kind.CHECK, wide=True),
            Ask("columns", self.tr("Columns"), places.format(places=named), Kind.LINES, wide=True, tall=True),
        ]

    def query(self, session: Any) -> Sequence[CourierTemplate]:
        return list_courier_templates(session)

    def entry_of(self, record: CourierTemplate) -> Entry:
        values: Values = {
            "name": record.name,
            "carrier": record.carrier,
            "delimiter": record.delimiter,
            "encoding": record.encoding,
            "heading": record.heading,
            "columns": columns_text(record.columns),
        }
        whose = self.tr("custom columns") if record.own else self.tr("default columns")
        return Entry(_key(record.name), record.name, whose, record.version, values, record)

    def new_values(self) -> Values:
        return {
            "name": "",
            "carrier": "",
            "delimiter": ";",
            "encoding": "utf-8",
            "heading": True,
            "columns": "Nazwa* = {name}\nUlica* = {street}\nKod* = {postal_code}\nMiasto* = {city}\nTelefon = {phone}",
        }

    def _template(self, values: Mapping[str, Any], version: int) -> CourierTemplate:
        return CourierTemplate(
            name=str(values["name"]),
            carrier=str(values["carrier"]),
            columns=columns_from(str(values["columns"])),
            delimiter=str(values["delimiter"]),
            encoding=str(values["encoding"]),
            heading=bool(values["heading"]),
            version=version,
        )

    def case_and_command(self, entry: Entry, values: Mapping[str, Any]) -> tuple[Any, Any]:
        return save_courier_template, self._template(values, entry.version)

    def key_saved(self, result: CourierTemplateSaved) -> int:
        return _key(result.name)

    def on_shown(self, entry: Entry | None) -> None:
        self._forget.setEnabled(entry is not None and entry.record is not None and entry.record.own)

    def _on_preview(self) -> None:
        """The file's first rows, of the orders that wait for it; else of whichever is labelled next."""
        template, database = self._template(self.editor.form.values(), 0), self.seat.database

        def made() -> str:
            check_template(template)
            with database.read() as session:
                numbers = waiting_for(session, template.carrier)[:MOST_SHOWN] if template.carrier else []
                following = None if numbers else next_to_label(session)
                numbers = [following.row.number] if following else numbers
                return courier_file(session, template, numbers).content.decode(template.encoding)

        self.seat.call(made, self._show_preview, owner=self, on_error=self._refuse)

    def _show_preview(self, told: str) -> None:
        self.editor.told.say(told.strip() or self.tr("No orders are waiting."), good=True)

    def _refuse(self, refusal: KnownError) -> None:
        self.editor.refuse(refusal, lambda: None)

    def default_and_command(self, entry: Entry) -> tuple[Values, Any, Any]:
        """The ready one of that name, else nothing."""
        name = entry.record.name
        ready = next((one for one in READY if one.name.casefold() == name.casefold()), None)
        values = {**self.entry_of(ready).values, "name": name} if ready is not None else self.emptied(entry.values)
        return values, forget_courier_template, ForgetCourierTemplate(name, entry.version)

    def is_of(self, entry: Entry, values: Values) -> bool:
        return entry.key == _key(str(values["name"]).strip())


def _key(name: str) -> int:
    return crc32(name.casefold().encode()) + 1
