"""The address label of an order: what it says, rendered for a printer before any transaction (law 2)."""

from sqlalchemy import bindparam, select

from crm_desktop import settings
from crm_desktop.customers.records import PostalAddress
from crm_desktop.errors import NotFound
from crm_desktop.orders.queries import delivery_address
from crm_desktop.orders.records import LabelOrder, OrderCard
from crm_desktop.printing.layout import address_label
from crm_desktop.printing.queries import default_printer, printer_by_name
from crm_desktop.printing.records import LabelAddress, LabelContent
from crm_desktop.printing.rendering import render
from crm_desktop.settings import Settings
from db.models.sales import OrderRow
from db.session import Database

_ORDER = select(OrderRow).where(OrderRow.number == bindparam("number"))


def label_content(card: OrderCard, configured: Settings, *, reprint: bool = False) -> LabelContent:
    """From the address frozen on the order, never the customer's of today."""
    return _content(card.row.number, card.address, card.note, configured, reprint=reprint)


def _content(number: str, to: PostalAddress, note: str, configured: Settings, *, reprint: bool = False) -> LabelContent:
    company = configured.company
    return LabelContent(
        order_number=number,
        recipient=LabelAddress(to.name, to.street, to.postal_code, to.city, to.country, to.phone),
        sender=LabelAddress(company.name, company.street, company.postal_code, company.city, company.country),
        note=note.splitlines()[0] if note else "",
        reprint=reprint,
        language=configured.language,
    )


def prepare_label(database: Database, number: str, *, printer: str = "", version: int | None = None) -> LabelOrder:
    """The step's command with the rendered label; without any printer the step alone. Raises NotFound."""
    with database.read() as session:
        chosen = printer_by_name(session, printer) if printer else default_printer(session)
        order = session.scalar(_ORDER, {"number": number})
        if order is None:
            raise NotFound(kind="order", key=number)
        content = _content(order.number, delivery_address(order), order.note, settings.load(session))
    if chosen is None:
        return LabelOrder(number, version)
    layout = address_label(content, chosen.size)
    payload = render(layout, chosen.language, dpi=chosen.dpi)
    return LabelOrder(number, version, printer_id=chosen.printer_id, payload=payload)
