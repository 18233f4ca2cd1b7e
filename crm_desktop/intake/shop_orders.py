"""What a shop's order becomes: an order of ours with stock promised at once, or word of one that is here already.

Any order of arrival ends in the same state: what the shop called off stays so, whatever comes late.
"""

from sqlalchemy import select

from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import create_product
from crm_desktop.customers.contact import tell_timeline
from crm_desktop.customers.records import PostalAddress
from crm_desktop.errors import Shortage
from crm_desktop.intake.products import recognised
from crm_desktop.intake.records import RecordRead, WantedProduct
from crm_desktop.intake.shop_records import ShopEvent, ShopLine, ShopOrder, ShopPlace
from crm_desktop.money import minor_text
from crm_desktop.orders.records import NewLine, OrderMoved, PlaceOrder, StepCommand
from crm_desktop.orders.rules import line_in_net
from crm_desktop.orders.service import cancel_order, place, reserve_order
from crm_desktop.orders.steps import is_legal
from crm_desktop.words import say
from crm_desktop.work import Work
from db.models.catalogue import ProductBarcodeRow
from db.models.intake import SubmissionRow
from db.models.sales import OrderLineRow, OrderRow
from db.vocabulary import Channel, LineKind, OrderStatus, OrderStep, Outcome, TimelineKind

SAME_TOTAL = 1
"""A grosz of difference comes of rounding lines and is no difference."""


def key_of(source: str, order: ShopOrder) -> str:
    """Under which the order is known: the door it came through and the shop's own id."""
    return f"{source}:{order.shop}:{order.reference}"[:120]


def follow(work: Work, source: str, order: ShopOrder) -> tuple[RecordRead, int | None] | None:
    """What the shop says of an order that is here, with its key; None for one that is not."""
    row = work.session.scalar(select(OrderRow).where(OrderRow.external_ref == key_of(source, order)))
    if row is None:
        if order.lines:
            return None
        word = "shop_refund_of_unknown" if order.event is ShopEvent.REFUND else "shop_no_goods"
        return RecordRead(Outcome.QUARANTINED, "", _told(work, word)), None
    word = _followed(work, row, order)
    if not word:
        return RecordRead(Outcome.DUPLICATE, row.number, _told(work, "placed_before")), row.id
    why = _told(work, word)
    tell_timeline(
        work, row.customer_id, TimelineKind.NOTE, text=why, opportunity_id=row.opportunity_id, order_id=row.id
    )
    return RecordRead(Outcome.UPDATE, row.number, why), row.id


def _followed(work: Work, row: OrderRow, order: ShopOrder) -> str:
    """Does what can be done, and answers the word for it; "" where nothing is new."""
    match order.event:
        case ShopEvent.CANCEL if row.status is OrderStatus.CANCELLED:
            return ""
        case ShopEvent.CANCEL if is_legal(row.status, OrderStep.CANCEL):
            cancel_order(work, StepCommand(row.number))
            return "shop_cancelled"
        case ShopEvent.CANCEL:
            return "shop_cancelled_too_late"
        case ShopEvent.REFUND:
            return "shop_refunded"
    return "" if row.status is OrderStatus.CANCELLED or _same_goods(work, row, order) else "shop_changed"


def _same_goods(work: Work, row: OrderRow, order: ShopOrder) -> bool:
    lines = select(OrderLineRow.name, OrderLineRow.quantity).where(
        OrderLineRow.order_id == row.id, OrderLineRow.kind == LineKind.GOODS
    )
    ours = sorted((name, quantity) for name, quantity in work.session.execute(lines))
    return ours == sorted((_name(line), line.quantity) for line in order.lines)


def take(
    work: Work, submission: SubmissionRow, order: ShopOrder, *, customer_id: int, note: str
) -> tuple[RecordRead, int]:
    """Places the order and promises its goods. Raises KnownError, and then nothing of it is there."""
    placed = place(
        work,
        PlaceOrder(
            customer_id=customer_id,
            lines=(*_goods(work, order), *_charges(order)),
            external_ref=key_of(submission.source, order),
            channel=Channel.SHOP,
            address=_address(order.deliver_to),
            payment=order.payment,
            delivery=order.delivery,
            note=note,
            form_id=submission.form_id,
            received_at=submission.received_at,
            currency=order.currency,
            price_mode=order.price_mode,
        ),
    )
    reasons = [_difference(work, placed, order), _led_on(work, placed, order)]
    return RecordRead(Outcome.ORDER, placed.number, " · ".join(one for one in reasons if one)), placed.order_id


def _led_on(work: Work, placed: OrderMoved, order: ShopOrder) -> str:
    if order.event is ShopEvent.CANCEL:
        cancel_order(work, StepCommand(placed.number))
        return _told(work, "shop_cancelled")
    if order.event is ShopEvent.REFUND:
        return _told(work, "shop_refunded")
    try:
        with work.attempt():
            reserve_order(work, StepCommand(placed.number))
    except Shortage as short:
        names = ", ".join(str(one["name"]) for one in short.details["shortages"])
        return _told(work, "shop_short", names=names)
    return ""


def _difference(work: Work, placed: OrderMoved, order: ShopOrder) -> str:
    """What the shop asks for and what its lines come to must agree; where they do not, it is told."""
    if order.total is None:
        return ""
    row = work.session.get_one(OrderRow, placed.order_id)
    ours = row.net + row.vat
    if abs(ours - order.total) <= SAME_TOTAL * max(1, len(order.lines)):
        return ""
    return _told(work, "shop_total", theirs=minor_text(order.total), ours=minor_text(ours))


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
        vat_rate=line.vat_rate,
        whole_units=line.quantity % 1000 == 0,
        barcodes=((line.barcode, 1000),) if line.barcode and not _known(work, line.barcode) else (),
    )
    return create_product(work, new).product_id


def _known(work: Work, barcode: str) -> bool:
    row = ProductBarcodeRow
    return len(barcode) > 40 or work.session.scalar(select(row.code).where(row.code == barcode)) is not None


def _charges(order: ShopOrder) -> list[NewLine]:
    """Shipping and fees bear no stock; one below zero is taken off the goods."""
    return [
        NewLine(
            product_id=None,
            quantity=1000,
            unit_price=charge.amount * 100,
            name=charge.name or order.delivery or "–",
            vat_rate=charge.vat_rate,
            kind=LineKind.SHIPPING if charge.amount > 0 else LineKind.ADJUSTMENT,
        )
        for charge in order.charges
    ]


def _address(place_to: ShopPlace | None) -> PostalAddress | None:
    if place_to is None:
        return None
    return PostalAddress(
        place_to.name, place_to.street, place_to.postal_code, place_to.city, place_to.country or "PL", place_to.phone
    )


def _told(work: Work, word: str, **values: object) -> str:
    return say(f"intake.reason_{word}", work.settings.language, **values)
