"""The address label of an order: what it says, rendered for a printer before any transaction (law 2)."""

import base64
from dataclasses import replace
from functools import lru_cache

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from crm_desktop import settings
from crm_desktop.customers.records import PostalAddress
from crm_desktop.documents.sheet import number as grouped
from crm_desktop.errors import NotFound
from crm_desktop.money import minor_text
from crm_desktop.orders.queries import delivery_address, show_order
from crm_desktop.orders.records import LabelOrder, OrderCard
from crm_desktop.printing.layout import address_label
from crm_desktop.printing.look import looks_of
from crm_desktop.printing.queries import default_printer, list_jobs, printer_by_name
from crm_desktop.printing.records import LabelAddress, LabelContent, Printer, QueueJob
from crm_desktop.printing.rendering import render
from crm_desktop.printing.service import queue_print
from crm_desktop.settings import Settings
from crm_desktop.work import Actor, execute
from db.models.sales import OrderRow
from db.session import Database
from db.vocabulary import JobKind, OrderStatus

BEFORE_LABEL = (
    OrderStatus.ISSUED,
    OrderStatus.PICKED,
    OrderStatus.RESERVED,
    OrderStatus.PLACED,
    OrderStatus.DRAFT,
    OrderStatus.LABELLED,
)
_OLDEST = select(OrderRow.number).where(OrderRow.status == bindparam("status")).order_by(OrderRow.id).limit(1)
_ORDER = select(OrderRow).where(OrderRow.number == bindparam("number"))


def label_content(
    card: OrderCard, configured: Settings, *, reprint: bool = False, parcel: int = 1, parcels: int = 1
) -> LabelContent:
    """From the address frozen on the order, never the customer's of today; `parcel` of `parcels`."""
    content = _content(card.row.number, card.address, card.note, configured, reprint=reprint)
    due = _due(card.payment, card.row.net + card.row.vat, card.row.currency, configured)
    return replace(content, parcel=parcel, parcels=parcels, delivery=card.delivery, payment=due)


def sample_content(configured: Settings) -> LabelContent:
    """For the look of a label while no order is there."""
    to = PostalAddress("Piekarnia Złoty Kłos sp. z o.o.", "ul. Polna 1/4", "61-001", "Poznań", "PL", "+48 601 202 303")
    content = _content("ZAM 1/2026", to, "Dzwonić przed dostawą", configured)
    due = _due("Pobranie", 123_400, configured.currency, configured)
    return replace(content, delivery="DPD", payment=due)


def next_to_label(session: Session) -> OrderCard | None:
    """The order that is labelled next: the oldest of those nearest to it; None where nothing is under way."""
    for status in BEFORE_LABEL:
        number = session.scalar(_OLDEST, {"status": status})
        if number is not None:
            return show_order(session, number)
    return None


def _due(payment: str, gross: int, currency: str, configured: Settings) -> str:
    """How it is paid, and how much."""
    sum_due = f"{grouped(minor_text(gross), configured.language)} {currency}"
    return f"{payment}: {sum_due}" if payment else sum_due


def _content(number: str, to: PostalAddress, note: str, configured: Settings, *, reprint: bool = False) -> LabelContent:
    company, look = configured.company, configured.label
    sender = LabelAddress(company.name, company.street, company.postal_code, company.city, company.country)
    return LabelContent(
        order_number=number,
        recipient=LabelAddress(
            to.name, to.street, to.postal_code, to.city, to.country, to.phone if look.get("phone", True) else ""
        ),
        sender=sender if look.get("sender", True) else LabelAddress("", "", "", "", ""),
        note=note.splitlines()[0] if note and look.get("note", True) else "",
        reprint=reprint and configured.reprint_marked,
        language=configured.language,
        logo=_logo(str(look.get("logo", ""))),
        qr=number if look.get("qr", False) else "",
        looks=tuple((key, own) for key, own in looks_of(look).items()),
    )


@lru_cache(maxsize=4)
def _logo(encoded: str) -> bytes:
    """A picture file, stored as base64; what is none is no logo, never a label that cannot be printed."""
    try:
        return base64.b64decode(encoded, validate=True)
    except ValueError:
        return b""


def prepare_label(
    database: Database,
    number: str,
    *,
    printer: str = "",
    version: int | None = None,
    parcels: int = 1,
    weight_grams: int = 0,
) -> LabelOrder:
    """The step's command with a rendered label a parcel; without any printer the step alone. Raises NotFound."""
    with database.read() as session:
        chosen = printer_by_name(session, printer) if printer else default_printer(session)
        order = session.scalar(_ORDER, {"number": number})
        if order is None:
            raise NotFound(kind="order", key=number)
        configured = settings.load(session)
        content = _content(order.number, delivery_address(order), order.note, configured)
        due = _due(order.payment, order.net + order.vat, order.currency, configured)
        content = replace(content, delivery=order.delivery, payment=due)
    if chosen is None:
        return LabelOrder(number, version, parcels=parcels, weight_grams=weight_grams)
    payloads = _rendered(content, chosen, parcels)
    return LabelOrder(number, version, chosen.printer_id, payloads, parcels, weight_grams)


def _rendered(content: LabelContent, printer: Printer, parcels: int) -> tuple[bytes, ...]:
    return tuple(
        render(
            address_label(replace(content, parcel=parcel, parcels=parcels), printer.size),
            printer.language,
            dpi=printer.dpi,
            graphic=printer.graphic,
        )
        for parcel in range(1, parcels + 1)
    )


def print_again(database: Database, number: str, *, printer: str, actor: Actor) -> int:
    """Every label of the order once more, marked as a reprint; how many were queued. Raises NotFound."""
    with database.read() as session:
        chosen = printer_by_name(session, printer)
        card, configured = show_order(session, number), settings.load(session)
        before = list_jobs(session, order_id=card.row.order_id)
    parcels = card.shipments[-1].parcels if card.shipments else 1
    for payload in _rendered(label_content(card, configured, reprint=True), chosen, parcels):
        job = QueueJob(
            printer_id=chosen.printer_id,
            kind=JobKind.LABEL,
            title=number,
            payload=payload,
            order_id=card.row.order_id,
            reprint_of_id=before[0].job_id if before else None,
        )
        execute(database, queue_print, job, actor=actor)
    return parcels
