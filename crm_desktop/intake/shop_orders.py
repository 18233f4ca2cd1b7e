"""What a shop's order becomes: an order of ours with stock promised at once, or word of one that is here already.

Any order of arrival ends in the same state: what the shop called off stays so, whatever comes late.
"""

from dataclasses import dataclass

from sqlalchemy import select

from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import create_product
from crm_desktop.customers.contact import tell_timeline
from crm_desktop.customers.records import PostalAddress
from crm_desktop.errors import Shortage
from crm_desktop.inquiries.joining import AskPerson, ask_person
from crm_desktop.intake.products import recognised
from crm_desktop.intake.reasons import read_as, said, why
from crm_desktop.intake.records import RecordRead, WantedProduct, Why
from crm_desktop.intake.shop_records import MAKER, ShopEvent, ShopLine, ShopOrder, ShopPlace
from crm_desktop.intake.shop_states import ALL, is_new, is_newer, is_off, is_older, learn, state_of, wanted
from crm_desktop.money import minor_text
from crm_desktop.orders.amending import AMENDABLE, amend_order
from crm_desktop.orders.cancelling import CANCELLED_BY_ITSELF, cancel_order
from crm_desktop.orders.records import NewLine, PlaceOrder, StepCommand
from crm_desktop.orders.rules import line_in_net
from crm_desktop.orders.service import place, reserve_order
from crm_desktop.work import Work
from db.models.catalogue import ProductBarcodeRow
from db.models.intake import ShopStateRow, SubmissionRow
from db.models.sales import OrderLineRow, OrderRow
from db.vocabulary import Channel, LineKind, OrderStatus, Outcome, TimelineKind, VatRate

FOR_A_PERSON = frozenset({"shop_refunded", "shop_cancelled_too_late", "shop_changed"})
"""What the program cannot do by itself: it stands among today's matters until someone has looked."""
SAME_TOTAL = 1
"""A grosz of difference comes of rounding lines and is no difference."""


def key_of(source: str, order: ShopOrder) -> str:
    """Under which the order is known: the door it came through and the shop's own id."""
    if order.shop == MAKER:
        return f"{source}:{order.reference}"[:120]
    return f"{source}:{order.shop}:{order.reference}"[:120]


def follow(work: Work, source: str, order: ShopOrder) -> tuple[RecordRead, int | None] | None:
    """What the shop says of an order that is here, with its key; None for one that shall be placed now."""
    key = key_of(source, order)
    row = work.session.scalar(select(OrderRow).where(OrderRow.external_ref == key))
    if row is None:
        return None if order.lines else (_not_here_yet(work, key, order), None)
    state = state_of(work, key)
    if row.status is OrderStatus.CANCELLED and _revived(state, order):
        row.external_ref = f"{key}#{row.id}"[:120]
        work.session.flush()
        return None
    done = _followed(work, row, state, order)
    if not done:
        return read_as(work, Outcome.DUPLICATE, row.number, why("placed_before")), row.id
    read = read_as(work, Outcome.UPDATE, row.number, *done)
    if any(one.code in FOR_A_PERSON for one in done):
        ask_person(work, AskPerson(row.opportunity_id, f"{row.number}: {read.reason}", read.reason))
    tell_timeline(
        work,
        row.customer_id,
        TimelineKind.NOTE,
        text=read.reason,
        opportunity_id=row.opportunity_id,
        order_id=row.id,
    )
    return read, row.id


def _not_here_yet(work: Work, key: str, order: ShopOrder) -> RecordRead:
    """Word of an order before the order: remembered for when it comes."""
    if order.event is ShopEvent.ORDER:
        return read_as(work, Outcome.QUARANTINED, "", why("shop_no_goods"))
    learn(state_of(work, key), order)
    return read_as(work, Outcome.UPDATE, "", why(f"shop_{order.event.value}_waits"))


def _revived(state: ShopStateRow, order: ShopOrder) -> bool:
    """Called off, and later alive again in the shop: a payment that failed was made after all."""
    alive = order.event is ShopEvent.ORDER and bool(order.lines) and is_newer(state, order)
    return alive and state.cancelled and bool(state.version) and ALL not in state.refunds


def _followed(work: Work, row: OrderRow, state: ShopStateRow, order: ShopOrder) -> list[Why]:
    """Does what can be done, and answers what was done; nothing where nothing is new."""
    refunded = any(is_new(state, refund) for refund in order.refunds)
    refunded = refunded or (order.event is ShopEvent.REFUND and bool(order.lines) and ALL not in state.refunds)
    called_off = order.event is ShopEvent.CANCEL and not state.cancelled and not is_older(state, order)
    learn(state, order)
    if row.status is OrderStatus.CANCELLED:
        return []
    if is_off(state, order) and row.status in CANCELLED_BY_ITSELF:
        word = why("shop_cancelled" if state.cancelled else "shop_refunded_whole")
        cancel_order(work, StepCommand(row.number, reason=said((word,), work.settings.language)))
        return [word]
    if called_off:
        return [why("shop_cancelled_too_late")]
    now = wanted(state, order)
    same = not now.lines or _same_goods(work, row, now)
    if not same and row.status in AMENDABLE:
        return _amended(work, row, now, refunded=refunded)
    if refunded:
        return [why("shop_refunded")]
    return [] if same or is_older(state, order) else [why("shop_changed")]


def _amended(work: Work, row: OrderRow, now: ShopOrder, *, refunded: bool) -> list[Why]:
    amend_order(work, row.number, _lines(work, now), address=_address(now.deliver_to))
    words = [why("shop_refunded_part" if refunded else "shop_amended"), _reserved(work, row.number)]
    if not refunded:
        words += [_difference(work, row.id, now), _foreign_tax(now)]
    return [word for word in words if word is not None]


def _same_goods(work: Work, row: OrderRow, order: ShopOrder) -> bool:
    line = OrderLineRow
    kinds = (LineKind.GOODS, LineKind.SHIPPING, LineKind.ADJUSTMENT)
    held = select(line.name, line.quantity, line.unit_price, line.vat_rate)
    rows = work.session.execute(held.where(line.order_id == row.id, line.kind.in_(kinds)))
    ours = sorted((name, quantity, price, rate.value) for name, quantity, price, rate in rows)
    goods = [(_name(one), one.quantity, one.unit_price, one.vat_rate.value) for one in order.lines]
    more = [(one.name, one.quantity, one.unit_price, (one.vat_rate or VatRate.V23).value) for one in _charges(order)]
    return ours == sorted([*goods, *more])


@dataclass(frozen=True, slots=True)
class OfWhom:
    """Whose order it is, what they wrote with it, and the campaign that brought them."""

    customer_id: int
    note: str
    campaign_id: int | None


def take(work: Work, submission: SubmissionRow, order: ShopOrder, *, of_whom: OfWhom) -> tuple[RecordRead, int]:
    """Places the order and promises its goods. Raises KnownError, and then nothing of it is there."""
    key = key_of(submission.source, order)
    state = state_of(work, key)
    learn(state, order)
    now = wanted(state, order)
    now = now if now.lines else order
    placed = place(
        work,
        PlaceOrder(
            customer_id=of_whom.customer_id,
            lines=_lines(work, now),
            external_ref=key,
            channel=Channel.SHOP,
            address=_address(order.deliver_to),
            payment=order.payment,
            delivery=order.delivery,
            note=of_whom.note,
            campaign_id=of_whom.campaign_id,
            form_id=submission.form_id,
            received_at=submission.received_at,
            currency=order.currency,
            price_mode=order.price_mode,
        ),
    )
    reasons = [] if state.refunds else [_difference(work, placed.order_id, now)]
    reasons.append(_foreign_tax(now))
    if is_off(state, order):
        word = why("shop_cancelled" if state.cancelled else "shop_refunded_whole")
        cancel_order(work, StepCommand(placed.number, reason=said((word,), work.settings.language)))
        reasons.append(word)
    else:
        reasons.append(why("shop_refunded_part") if state.refunds else None)
        reasons.append(_reserved(work, placed.number))
    return read_as(work, Outcome.ORDER, placed.number, *reasons), placed.order_id


def _reserved(work: Work, number: str) -> Why | None:
    """Promises the goods, or says what is short."""
    try:
        with work.attempt():
            reserve_order(work, StepCommand(number))
    except Shortage as short:
        names = ", ".join(str(one["name"]) for one in short.details["shortages"])
        return why("shop_short", names=names)
    return None


def _difference(work: Work, order_id: int, order: ShopOrder) -> Why | None:
    """What the shop asks for and what its lines come to must agree; where they do not, it is told."""
    if order.total is None:
        return None
    row = work.session.get_one(OrderRow, order_id)
    ours = row.net + row.vat
    if abs(ours - order.total) <= SAME_TOTAL * max(1, len(order.lines)):
        return None
    return why("shop_total", theirs=minor_text(order.total), ours=minor_text(ours))


def _foreign_tax(order: ShopOrder) -> Why | None:
    """Tax of another country stands as a line of its own, as the shop sent it: whoever invoices shall know."""
    tax = sum(line.foreign_tax for line in order.lines) + sum(charge.foreign_tax for charge in order.charges)
    return why("shop_foreign_tax", tax=f"{minor_text(tax)} {order.currency}".strip()) if tax else None


def _lines(work: Work, order: ShopOrder) -> tuple[NewLine, ...]:
    return (*_goods(work, order), *_charges(order))


def _goods(work: Work, order: ShopOrder) -> list[NewLine]:
    return [
        NewLine(
            product_id=_product(work, order, line),
            quantity=line.quantity,
            unit_price=line.unit_price,
            name=_name(line),
            vat_rate=line.vat_rate,
        )
        for line in order.lines
    ]


def _name(line: ShopLine) -> str:
    return (line.name or line.code or line.number or "–")[:250]


def _product(work: Work, order: ShopOrder, line: ShopLine) -> int:
    """By its code, its barcode or its very name; goods that are not on file are put there, with what the shop told."""
    told = [word for word in (line.code, line.barcode, line.name) if word]
    for product, _ in recognised(work.session, tuple(WantedProduct(word) for word in told)):
        if product is not None:
            return product.product_id
    code = (line.code or f"{order.shop}-{line.number or line.name}")[:80]
    new = NewProduct(
        code=code,
        name=_name(line),
        net_price=line_in_net(line.unit_price, line.vat_rate, order.price_mode),
        vat_rate=VatRate.V23 if line.foreign_tax else line.vat_rate,
        whole_units=line.quantity % 1000 == 0,
        barcodes=((line.barcode, 1000),) if line.barcode and not _known(work, line.barcode) else (),
    )
    return create_product(work, new).product_id


def _known(work: Work, barcode: str) -> bool:
    row = ProductBarcodeRow
    return len(barcode) > 40 or work.session.scalar(select(row.code).where(row.code == barcode)) is not None


def _charges(order: ShopOrder) -> list[NewLine]:
    """Shipping and fees bear no stock; one below zero is taken off the goods; a foreign tax is kept as it was sent."""
    found = [(charge.name or order.delivery or "–", charge.amount, charge.vat_rate) for charge in order.charges]
    taxes = [line.foreign_tax for line in order.lines] + [charge.foreign_tax for charge in order.charges]
    tax = sum(taxes)
    if tax:
        found.append(("VAT", tax, VatRate.OUTSIDE))
    return [
        NewLine(
            product_id=None,
            quantity=1000,
            unit_price=amount * 100,
            name=name[:250],
            vat_rate=rate,
            kind=LineKind.SHIPPING if amount > 0 else LineKind.ADJUSTMENT,
        )
        for name, amount, rate in found
    ]


def _address(place_to: ShopPlace | None) -> PostalAddress | None:
    if place_to is None:
        return None
    return PostalAddress(
        place_to.name, place_to.street, place_to.postal_code, place_to.city, place_to.country or "PL", place_to.phone
    )
