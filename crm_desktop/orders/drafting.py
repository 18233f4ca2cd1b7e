"""A draft: customer, goods, terms; priced by line, numbered from the start, changed until it is placed."""

from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.customers.queries import seat_of
from crm_desktop.documents.numbering import take_number
from crm_desktop.errors import IllegalMove, InvalidValue, KnownError, NotFound, StaleRecord
from crm_desktop.inquiries import stages
from crm_desktop.money import line_net, quantity_text
from crm_desktop.orders.goods import group_prices, price_at
from crm_desktop.orders.records import ChangeDraft, NewLine, OrderMoved, PlaceOrder
from crm_desktop.orders.rules import line_in_net, paper_price, sums_by_rate
from crm_desktop.vat import gross_price
from crm_desktop.work import Work, use_case
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.sales import OpportunityRow, OrderLineRow, OrderRow, OrderStepRow
from db.models.system import ChangeRow
from db.prepared import Prepared, write_rows
from db.statements import table_of
from db.vocabulary import OrderStatus, Permission, PriceMode, SearchKind, SeriesKind, Topic, VatRate

UNIT_RATE = 10_000
CHANGEABLE = (OrderStatus.DRAFT, OrderStatus.PLACED)
_LOCKED = select(OrderRow).where(OrderRow.number == bindparam("number")).with_for_update()
_items, _buyers = table_of(OpportunityRow).c, table_of(CustomerRow).c
_BUYER = Prepared(select(_buyers.name, _buyers.phone, _buyers.nip).where(_buyers.id == bindparam("customer_id")))
_OWNER = Prepared(select(_items.employee_id).where(_items.id == bindparam("opportunity_id")))
_LINES = select(OrderLineRow).where(OrderLineRow.order_id == bindparam("order_id")).order_by(OrderLineRow.position)
_LAST_STEP = (
    select(OrderStepRow).where(OrderStepRow.order_id == bindparam("order_id")).order_by(OrderStepRow.id.desc()).limit(1)
)
_LAST_SAVED = (
    select(ChangeRow)
    .where(ChangeRow.topic == Topic.ORDERS, ChangeRow.record_id == bindparam("order_id"))
    .order_by(ChangeRow.id.desc())
    .limit(1)
)
_PRODUCTS = select(ProductRow).where(ProductRow.id.in_(bindparam("ids", expanding=True)))


class AlreadyIssued(KnownError):
    """What has left is not changed by changing the order: `name`, `issued`, `order`."""

    code = "already_issued"


@use_case(Permission.EDIT_ORDERS)
def draft_order(work: Work, command: PlaceOrder) -> OrderMoved:
    """A draft that any workstation can go on with, at first perhaps without goods. Raises NotFound, InvalidValue."""
    row = make_draft(work, command)
    contact = work.session.get_one(CustomerRow, row.customer_id).status
    return OrderMoved(row.id, row.number, row.status, contact, row.version)


def make_draft(work: Work, command: PlaceOrder, *, placed: bool = False) -> OrderRow:
    """The draft within the transaction of whoever makes it: a person or the intake. `placed`: as from today."""
    lines = priced(work.session, command.lines, command.price_mode, customer_id=command.customer_id)
    buyer = _BUYER.row(work.session, {"customer_id": command.customer_id})
    if buyer is None:
        raise NotFound(kind="customer", key=command.customer_id)
    opportunity_id = command.opportunity_id or stages.open_opportunity(
        work,
        customer_id=command.customer_id,
        channel=command.channel,
        received_at=command.received_at,
        employee_id=work.actor.employee_id,
        campaign_id=command.campaign_id,
        form_id=command.form_id,
    )
    row = OrderRow(
        number=take_number(work, SeriesKind.ORDER, 0, work.today).text,
        external_ref=command.external_ref,
        opportunity_id=opportunity_id,
        customer_id=command.customer_id,
        employee_id=_owner(work, command.opportunity_id),
        warehouse_id=command.warehouse_id,
        status=OrderStatus.DRAFT,
        channel=command.channel,
        created_at=work.now,
        placed_at=work.now if placed else None,
        placed_on=work.today if placed else None,
    )
    _set_terms(work, row, command)
    set_totals(row, lines)
    work.session.add(row)
    work.session.flush()
    its = {"order_id": row.id, "sold_on": row.placed_on}
    write_rows(work.session, OrderLineRow, [{**line, **its} for line in lines])
    name, *keys = buyer
    also = (command.external_ref or "", *keys)
    search.put_new(work, SearchKind.ORDER, row.id, title=row.number, subtitle=name, also=also)
    work.audit("draft", "order", row.id, after={"number": row.number, "net": row.net})
    work.changed(Topic.ORDERS, row.id, "drafted", label=row.number)
    return row


def _owner(work: Work, opportunity_id: int | None) -> int | None:
    """Whose the matter is that the order belongs to; of a new one, and of nobody's, whoever makes the order."""
    found = _OWNER.row(work.session, {"opportunity_id": opportunity_id}) if opportunity_id else None
    return work.actor.employee_id if found is None or found[0] is None else int(found[0])


@use_case(Permission.EDIT_ORDERS)
def change_draft(work: Work, command: ChangeDraft) -> OrderMoved:
    """Goods and terms of a draft, or of an order of which nothing is promised, as they shall be.

    Only lines that differ are written; what was issued stays. Raises StaleRecord with who saved it since (`by`,
    `at`), IllegalMove once goods are promised, AlreadyIssued, InvalidValue, NotFound.
    """
    row = locked_order(work.session, command.number)
    if row.status not in CHANGEABLE:
        told = last_step(work.session, row.id)
        raise IllegalMove(order=row.number, status=row.status.value, step="change", **told)
    if row.version != command.version:
        told = _last_saved(work.session, row.id)
        raise StaleRecord(kind="order", key=row.number, mine=command.version, theirs=row.version, **told)
    lines = priced(work.session, command.order.lines, command.order.price_mode, customer_id=command.order.customer_id)
    before = row.net
    if row.status is not OrderStatus.DRAFT:
        _check_placed(work.session, row, command, lines)
        lines = [{**line, "sold_on": row.placed_on} for line in lines]
    if row.customer_id != command.order.customer_id:
        _change_customer(work, row, command.order.customer_id)
    row.warehouse_id = command.order.warehouse_id
    _set_terms(work, row, command.order)
    set_totals(row, lines)
    row.version += 1
    _write_lines(work.session, row.id, lines)
    work.audit("change", "order", row.id, before={"net": before}, after={"net": row.net})
    work.changed(Topic.ORDERS, row.id, "drafted", label=row.number)
    contact = work.session.get_one(CustomerRow, row.customer_id).status
    return OrderMoved(row.id, row.number, row.status, contact, row.version)


def _check_placed(session: Session, row: OrderRow, command: ChangeDraft, lines: list[dict[str, Any]]) -> None:
    """An order keeps its customer and what has left: goods, price and place of an issued line, and its quantity."""
    if row.customer_id != command.order.customer_id:
        raise InvalidValue(field="customer", value=command.order.customer_id, rule="placed")
    if not lines:
        raise InvalidValue(field="lines", value="", rule="required")
    for number, held in enumerate(session.scalars(_LINES, {"order_id": row.id})):
        if not held.issued:
            continue
        line = lines[number] if number < len(lines) else {}
        kept = all(line.get(key) == getattr(held, key) for key in ("product_id", "unit_price", "discount", "vat_rate"))
        if not kept or line["quantity"] < held.issued:
            raise AlreadyIssued(name=held.name, issued=quantity_text(held.issued), order=row.number)


def _change_customer(work: Work, row: OrderRow, customer_id: int) -> None:
    """The draft, its item of the funnel, and by whom it is found."""
    customer = work.session.get(CustomerRow, customer_id)
    if customer is None:
        raise NotFound(kind="customer", key=customer_id)
    row.customer_id = customer_id
    work.session.get_one(OpportunityRow, row.opportunity_id).customer_id = customer_id
    also = (row.external_ref or "", customer.phone, customer.nip)
    search.put(work, SearchKind.ORDER, row.id, title=row.number, subtitle=customer.name, also=also)


def _write_lines(session: Session, order_id: int, lines: list[dict[str, Any]]) -> None:
    """Each position takes its line; those left over go. Nobody is kept waiting by 300 lines for one quantity."""
    held = list(session.scalars(_LINES, {"order_id": order_id}))
    for row, line in zip(held, lines, strict=False):
        for key, value in line.items():
            if getattr(row, key) != value:
                setattr(row, key, value)
    session.flush()
    if len(lines) > len(held):
        write_rows(session, OrderLineRow, [{**line, "order_id": order_id} for line in lines[len(held) :]])
    elif len(held) > len(lines):
        gone = [row.id for row in held[len(lines) :]]
        session.execute(delete(OrderLineRow).where(OrderLineRow.id.in_(gone)))


def last_step(session: Session, order_id: int) -> dict[str, str]:
    """Who moved it last, so that the second of two people at one step is told who and what."""
    last = session.scalar(_LAST_STEP, {"order_id": order_id})
    return {} if last is None else {"by": last.actor, "did": last.step.value, "at": last.at.isoformat()}


def _last_saved(session: Session, order_id: int) -> dict[str, str]:
    """Who saved it last, and when: from the changes, since the office server shows the journal to few."""
    last = session.scalar(_LAST_SAVED, {"order_id": order_id})
    return {} if last is None else {"by": last.actor, "place": last.place, "at": last.at.isoformat()}


def locked_order(session: Session, number: str, version: int | None = None) -> OrderRow:
    """The order, locked first of all (law 11). Raises NotFound, StaleRecord."""
    row = session.scalar(_LOCKED, {"number": number})
    if row is None:
        raise NotFound(kind="order", key=number)
    check_version(row, version)
    return row


def printed_price(line: OrderLineRow, mode: PriceMode) -> int:
    """What a unit of a line costs on its W-Z, net ten-thousandths."""
    return paper_price(
        unit_price=line.unit_price, discount=line.discount, net=line.net, quantity=line.quantity, mode=mode
    )


def check_version(row: OrderRow, version: int | None) -> None:
    """Raises StaleRecord where `version` is told and is not the order's."""
    if version is not None and row.version != version:
        raise StaleRecord(kind="order", key=row.number, mine=version, theirs=row.version)


def _set_terms(work: Work, row: OrderRow, command: PlaceOrder) -> None:
    address = command.address or seat_of(work.session, command.customer_id)
    row.delivery_name, row.delivery_street = address.name[:250], address.street[:250]
    row.delivery_postal_code, row.delivery_city = address.postal_code[:20], address.city[:120]
    row.delivery_country, row.delivery_phone = (address.country or "PL")[:2], address.phone[:40]
    row.payment, row.delivery, row.note = command.payment[:60], command.delivery[:60], command.note
    currency = command.currency or work.settings.currency
    if currency == work.settings.currency:
        row.rate = UNIT_RATE
    elif command.rate is not None or row.currency != currency:
        row.rate = command.rate
    row.currency = currency
    row.price_mode = command.price_mode


def set_totals(row: OrderRow, lines: list[dict[str, Any]]) -> None:
    """The order's sums, from its lines as `priced` made them."""
    told = [
        (
            line["vat_rate"],
            line["net"],
            line_net(quantity=line["quantity"], unit_price=line["unit_price"], discount=line["discount"]),
        )
        for line in lines
    ]
    sums = sums_by_rate(told, row.price_mode).values()
    row.net, row.vat = sum(net for net, _ in sums), sum(vat for _, vat in sums)


def priced(session: Session, lines: tuple[NewLine, ...], mode: PriceMode, *, customer_id: int) -> list[dict[str, Any]]:
    """Rows of order_lines without their order; a line without a price has what this customer pays for that quantity.

    Raises InvalidValue or NotFound.
    """
    ids = [line.product_id for line in lines if line.product_id is not None]
    products = {row.id: row for row in session.scalars(_PRODUCTS, {"ids": ids})}
    unpriced = [line.product_id for line in lines if line.product_id is not None and line.unit_price is None]
    steps = group_prices(session, customer_id, unpriced) if unpriced else {}
    rows = []
    for position, line in enumerate(lines, 1):
        product = None if line.product_id is None else products.get(line.product_id)
        if line.product_id is not None and product is None:
            raise NotFound(kind="product", key=line.product_id)
        _check(line, product, position)
        due = due_price(product, steps.get(product.id, ()), line, mode) if product else 0
        rows.append(_line_values(line, product, position, mode, due))
    return rows


def _check(line: NewLine, product: ProductRow | None, position: int) -> None:
    field = f"lines[{position}].quantity"
    if line.quantity <= 0:
        raise InvalidValue(field=field, value=line.quantity / 1000, rule="positive")
    if product is not None and product.whole_units and line.quantity % 1000:
        raise InvalidValue(field=field, value=line.quantity / 1000, rule="whole_units")
    if not 0 <= line.discount <= 10_000:
        raise InvalidValue(field=f"lines[{position}].discount", value=line.discount / 10_000, rule="between_0_and_1")


def due_price(product: ProductRow, steps: tuple[tuple[int, int], ...], line: NewLine, mode: PriceMode) -> int:
    """Of the customer's group from that quantity on, else the product's own; in the order's prices."""
    net = price_at(product.net_price, steps, line.quantity)
    return net if mode is PriceMode.NET else gross_price(net, line.vat_rate or product.vat_rate)


def _line_values(line: NewLine, product: ProductRow | None, position: int, mode: PriceMode, due: int) -> dict[str, Any]:
    rate = line.vat_rate or (product.vat_rate if product else VatRate.V23)
    price = line.unit_price if line.unit_price is not None else due
    value = line_net(quantity=line.quantity, unit_price=price, discount=line.discount)
    return {
        "position": position,
        "kind": line.kind,
        "product_id": product.id if product else None,
        "name": (line.name or (product.name if product else ""))[:250],
        "unit": line.unit or (product.unit if product else "szt"),
        "quantity": line.quantity,
        "unit_price": price,
        "discount": line.discount,
        "vat_rate": rate,
        "net": line_in_net(value, rate, mode),
        "sold_on": None,
    }
