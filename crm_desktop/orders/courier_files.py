"""Files that couriers' own programs import: a row a shipment, columns by a template that a company may change.

The columns of the ready templates follow what the couriers' programs ask for; where one asks for others, its
template is saved with other titles and values.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop import settings
from crm_desktop.errors import IllegalMove, InvalidValue, KnownError, NotFound, NotWritten, StaleRecord
from crm_desktop.harmless import harmless, without_control
from crm_desktop.money import minor_text, quantity_text
from crm_desktop.orders.drafting import last_step
from crm_desktop.orders.papers import goods_weight
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import OrderCard
from crm_desktop.work import Work, use_case
from db.models.leaving import CourierTemplateRow
from db.models.sales import OrderRow
from db.session import Database
from db.vocabulary import OrderStatus, OrderStep, Permission, Topic

ENCODINGS = ("utf-8", "utf-8-sig", "cp1250")
PLACES = frozenset(
    "order document reference name street street_name house flat postal_code city country phone email "
    "parcels weight value cod note company company_phone company_email".split()
)
_PLACE = re.compile(r"\{(\w*)\}")
_STREET = re.compile(
    r"^(?P<street>.*?)\s+(?P<house>\d+\s?[A-Za-z]?(?:-\d+[A-Za-z]?)?)(?:\s*(?:/|m\.?|lok\.?)\s*(?P<flat>\w+))?$"
)


class CourierFaults(KnownError):
    """Shipments lack what the courier's program asks for: `faults`, each {"order", "column", "value"}."""

    code = "courier_faults"


@dataclass(frozen=True, slots=True)
class CourierColumn:
    """`value` is text with {places}; a `required` one must not be empty."""

    title: str
    value: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class CourierTemplate:
    name: str
    carrier: str
    columns: tuple[CourierColumn, ...]
    delimiter: str = ";"
    encoding: str = "utf-8"
    heading: bool = True
    own: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True)
class CourierTemplateSaved:
    name: str
    version: int


@dataclass(frozen=True, slots=True)
class ForgetCourierTemplate:
    """`version` is the one on screen, None where none was shown."""

    name: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class CourierFile:
    """`orders` in the file, by number; `left_out` those that lacked something and were skipped."""

    content: bytes
    orders: tuple[str, ...]
    left_out: tuple[str, ...]


def _columns(*told: tuple[str, str, bool]) -> tuple[CourierColumn, ...]:
    return tuple(CourierColumn(*one) for one in told)


_ADDRESS = (
    ("Nazwa odbiorcy", "{name}", True),
    ("Ulica", "{street_name}", True),
    ("Numer domu", "{house}", False),
    ("Numer lokalu", "{flat}", False),
    ("Kod pocztowy", "{postal_code}", True),
    ("Miejscowość", "{city}", True),
    ("Kraj", "{country}", True),
    ("Telefon", "{phone}", True),
    ("E-mail", "{email}", False),
)
_PARCEL = (("Liczba paczek", "{parcels}", True), ("Waga kg", "{weight}", True))
_REST = (("Pobranie", "{cod}", False), ("Referencje", "{order}", True), ("Uwagi", "{note}", False))
READY = (
    CourierTemplate(
        "InPost",
        "InPost",
        _columns(
            ("e-mail", "{email}", True),
            ("telefon", "{phone}", True),
            ("rozmiar", "C", False),
            ("paczkomat", "", False),
            ("numer_referencyjny", "{order}", True),
            ("ubezpieczenie", "", False),
            ("za_pobraniem", "{cod}", False),
            ("imie_i_nazwisko", "{name}", True),
            ("nazwa_firmy", "", False),
            ("ulica", "{street}", True),
            ("kod_pocztowy", "{postal_code}", True),
            ("miejscowosc", "{city}", True),
            ("typ_przesylki", "kurier", False),
        ),
    ),
    CourierTemplate("DPD", "DPD", _columns(*_ADDRESS, *_PARCEL, *_REST), encoding="cp1250"),
    CourierTemplate("DHL", "DHL", _columns(*_ADDRESS, *_PARCEL, *_REST), encoding="utf-8-sig"),
)


def list_courier_templates(session: Session) -> list[CourierTemplate]:
    """The company's own, and the ready ones whose name it has not taken."""
    own = [_record(row) for row in session.scalars(select(CourierTemplateRow).order_by(CourierTemplateRow.name))]
    taken = {one.name.casefold() for one in own}
    return [*own, *(one for one in READY if one.name.casefold() not in taken)]


def courier_template(session: Session, name: str) -> CourierTemplate:
    """Raises NotFound."""
    for one in list_courier_templates(session):
        if one.name.casefold() == name.strip().casefold():
            return one
    raise NotFound(kind="courier_template", key=name)


def _record(row: CourierTemplateRow) -> CourierTemplate:
    columns = tuple(CourierColumn(**told) for told in row.columns)
    return CourierTemplate(
        row.name, row.carrier, columns, row.delimiter, row.encoding, row.heading, own=True, version=row.version
    )


@use_case(Permission.SET_UP)
def save_courier_template(work: Work, command: CourierTemplate) -> CourierTemplateSaved:
    """`version` is the one on screen. Raises InvalidValue for places that are not there, StaleRecord."""
    check_template(command)
    name = command.name.strip()[:60]
    row = _stored(work.session, name, command.version)
    if row is None:
        row = CourierTemplateRow(name=name, version=0)
        work.session.add(row)
    row.carrier, row.delimiter = command.carrier.strip()[:60], command.delimiter
    row.encoding, row.heading = command.encoding, command.heading
    row.columns = [{"title": c.title, "value": c.value, "required": c.required} for c in command.columns]
    row.version += 1
    work.session.flush()
    work.audit("save", "courier_template", row.id, after={"name": row.name})
    work.changed(Topic.SETTINGS, row.id, "courier_template", label=row.name)
    return CourierTemplateSaved(row.name, row.version)


@use_case(Permission.SET_UP)
def forget_courier_template(work: Work, command: ForgetCourierTemplate) -> CourierTemplateSaved:
    """The program's own columns again, or none of that name. Raises NotFound, StaleRecord."""
    row = _stored(work.session, command.name.strip(), command.version)
    if row is None:
        raise NotFound(kind="courier_template", key=command.name)
    work.session.delete(row)
    work.audit("forget", "courier_template", row.id, before={"name": row.name, "columns": row.columns})
    work.changed(Topic.SETTINGS, row.id, "courier_template", label=row.name)
    return CourierTemplateSaved(row.name, 0)


def _stored(session: Session, name: str, version: int | None) -> CourierTemplateRow | None:
    """The company's own of that name, locked: of two saves at once the second sees the first's version.

    Raises StaleRecord; one that was forgotten meanwhile is of version 0.
    """
    rows = session.scalars(select(CourierTemplateRow).order_by(CourierTemplateRow.id).with_for_update())
    row = next((one for one in rows if one.name.casefold() == name.casefold()), None)
    theirs = row.version if row is not None else 0
    if version is not None and theirs != version:
        raise StaleRecord(kind="courier_template", key=name, mine=version, theirs=theirs)
    return row


def check_template(command: CourierTemplate) -> None:
    """Raises InvalidValue with the field, or the title of the column."""
    if not command.name.strip():
        raise InvalidValue(field="name", value="", rule="required")
    if command.delimiter not in (";", ",", "\t", "|"):
        raise InvalidValue(field="delimiter", value=command.delimiter, rule="delimiter")
    if command.encoding not in ENCODINGS:
        raise InvalidValue(field="encoding", value=command.encoding, rule="encoding")
    if not command.columns:
        raise InvalidValue(field="columns", value="", rule="required")
    for column in command.columns:
        unknown = [place for place in _PLACE.findall(column.value) if place not in PLACES]
        if unknown:
            raise InvalidValue(field=column.title, value=f"{{{unknown[0]}}}", rule="place")


def waiting_for(session: Session, carrier: str) -> list[str]:
    """Numbers of orders with a label whose delivery names the carrier, the oldest first."""
    rows = session.scalars(
        select(OrderRow.number)
        .where(
            OrderRow.status == OrderStatus.LABELLED,
            func.lower(OrderRow.delivery).contains(carrier.casefold(), autoescape=True),
        )
        .order_by(OrderRow.id)
    )
    return list(rows)


def courier_file(
    session: Session, template: CourierTemplate, numbers: Sequence[str], *, skip_faulty: bool = False
) -> CourierFile:
    """A row an order. Raises NotFound, IllegalMove for one that is cancelled, and CourierFaults with all of them unless
    they are to be skipped."""
    rows, orders, faults = [], [], []
    for number in numbers:
        card = show_order(session, number)
        if card.row.status is OrderStatus.CANCELLED:
            status, step = card.row.status.value, OrderStep.HAND_OVER.value
            raise IllegalMove(order=number, status=status, step=step, **last_step(session, card.row.order_id))
        values = _values(session, card)
        row = [_written(column.value, values) for column in template.columns]
        wrong = _faults(number, template, row)
        faults += wrong
        if not wrong:
            rows.append(row)
            orders.append(number)
    if faults and not skip_faulty:
        raise CourierFaults(faults=faults)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=template.delimiter, lineterminator="\r\n")
    if template.heading:
        writer.writerow([column.title for column in template.columns])
    writer.writerows(rows)
    left_out = tuple(dict.fromkeys(fault["order"] for fault in faults))
    return CourierFile(out.getvalue().encode(template.encoding), tuple(orders), left_out)


def write_courier_file(database: Database, carrier: str, place: Path, *, also: str = "") -> CourierFile:
    """Of all that wait for the carrier, and of the order `also`. Raises NotFound, CourierFaults, NotWritten."""
    with database.read() as session:
        template = courier_template(session, carrier)
        numbers = list(dict.fromkeys([*waiting_for(session, template.carrier), *([also] if also else [])]))
        made = courier_file(session, template, numbers)
    try:
        place.write_bytes(made.content)
    except OSError as fault:
        raise NotWritten(file=str(place), reason=fault.strerror or str(fault)) from fault
    return made


def _faults(number: str, template: CourierTemplate, row: list[str]) -> list[dict[str, str]]:
    """What is missing, and what the file's letters cannot write: never a silent question mark."""
    found = []
    for column, value in zip(template.columns, row, strict=True):
        if column.required and not value.strip():
            found.append({"order": number, "column": column.title, "value": ""})
        try:
            value.encode(template.encoding)
        except UnicodeEncodeError:
            found.append({"order": number, "column": column.title, "value": value})
    return found


def _written(template: str, values: dict[str, str]) -> str:
    """One line, and nothing that a spreadsheet runs."""
    flat = " ".join(_PLACE.sub(lambda place: values[place[1]], template).split())
    return harmless(without_control(flat))


def _values(session: Session, card: OrderCard) -> dict[str, str]:
    configured = settings.load(session)
    to, company = card.address, configured.company
    shipment = card.shipments[-1] if card.shipments else None
    grams = (shipment.weight_grams if shipment else 0) or goods_weight(session, card)
    gross = minor_text(card.row.net + card.row.vat)
    street = _STREET.match(to.street.strip())
    paid_there = any(word in card.payment.casefold() for word in ("pobrani", "cash on delivery", "cod"))
    return {
        "order": card.row.number,
        "document": shipment.document if shipment else "",
        "reference": card.external_ref,
        "name": to.name or card.row.customer,
        "street": to.street,
        "street_name": street["street"] if street else to.street,
        "house": street["house"] if street else "",
        "flat": (street["flat"] or "") if street else "",
        "postal_code": to.postal_code,
        "city": to.city,
        "country": to.country or "PL",
        "phone": to.phone,
        "email": card.email,
        "parcels": str(shipment.parcels if shipment else 1),
        "weight": quantity_text(grams) if grams else "",
        "value": gross,
        "cod": gross if paid_there else "",
        "note": card.note,
        "company": company.name,
        "company_phone": company.phone,
        "company_email": company.email,
    }
