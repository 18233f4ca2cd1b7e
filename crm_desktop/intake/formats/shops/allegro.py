"""Allegro's checkout form. Its e-mail is a masked relay: an address to write to, no key for a person."""

from decimal import Decimal

from crm_desktop.intake.formats.shops.foreign import charge_abroad, line_abroad, percent_abroad
from crm_desktop.intake.formats.shops.tree import (
    Tree,
    branch,
    first,
    items,
    minor,
    moment,
    number,
    price,
    quantity,
    text,
    vat_rate,
)
from crm_desktop.intake.records import Draft
from crm_desktop.intake.shop_records import Charge, ShopEvent, ShopLine, ShopNews, ShopOrder, ShopPlace
from db.vocabulary import PriceMode, VatRate


def knows(tree: Tree) -> bool:
    """Others have buyers and lines as well; a line of Allegro's is of an offer."""
    if "buyer" not in tree:
        return False
    lines = items(tree, "lineItems")
    if lines:
        return any("offer" in one for one in lines)
    return "lineItems" in tree or ("fulfillment" in tree and "payment" in tree)


def knows_event(tree: Tree) -> bool:
    """Word that something happened to an order, in the journal that is read before the orders themselves."""
    return "checkoutForm" in branch(tree, "order") and "occurredAt" in tree


def read_event(tree: Tree) -> Draft:
    return Draft(news=ShopNews("allegro", "no_order", text(tree, "order", "checkoutForm", "id")))


def read(tree: Tree) -> Draft:
    buyer, delivery = branch(tree, "buyer"), branch(tree, "delivery")
    invoice, address = branch(tree, "invoice", "address"), branch(tree, "delivery", "address")
    home = invoice or branch(buyer, "address") or address
    lines = tuple(line for one in items(tree, "lineItems") if (line := _line(one)) is not None)
    cost = number(delivery, "cost", "amount")
    method = text(delivery, "method", "name")
    total = number(tree, "summary", "totalToPay", "amount")
    states = (text(tree, "status"), text(tree, "fulfillment", "status"))
    cancelled = any(state.endswith("CANCELLED") for state in states)
    order = ShopOrder(
        shop="allegro",
        reference=text(tree, "id"),
        number=text(tree, "id"),
        event=ShopEvent.CANCEL if cancelled else ShopEvent.ORDER,
        currency=_currency(tree),
        price_mode=PriceMode.GROSS,
        lines=lines,
        charges=_charges(tree, method, cost),
        total=minor(total) if total is not None else None,
        payment=text(tree, "payment", "type"),
        delivery=method,
        deliver_to=_place(delivery) if address else None,
        version=moment(tree, ("updatedAt",)),
    )
    return Draft(
        name=_person(buyer) or _person(address) or _person(branch(invoice, "naturalPerson")) or text(buyer, "login"),
        company=text(invoice, "company", "name") or text(buyer, "companyName"),
        nip=_nip(invoice),
        email=text(buyer, "email"),
        phone=first(buyer, ("phoneNumber",)) or text(address, "phoneNumber"),
        street=text(home, "street"),
        postal_code=first(home, ("zipCode",), ("postCode",)),
        city=text(home, "city"),
        country=text(home, "countryCode")[:2].upper(),
        message=first(tree, ("messageToSeller",), ("note", "text")),
        is_order=True,
        shop=order,
    )


def _person(told: Tree) -> str:
    return f"{text(told, 'firstName')} {text(told, 'lastName')}".strip()


def _currency(tree: Tree) -> str:
    lines = [text(one, "price", "currency") for one in items(tree, "lineItems")]
    return next((told for told in (*lines, text(tree, "summary", "totalToPay", "currency")) if told), "").upper()[:3]


def _charges(tree: Tree, method: str, cost: Decimal | None) -> tuple[Charge, ...]:
    """Delivery at the highest rate of the goods, services chosen with them, surcharges."""
    rates = [_rate(one) for one in items(tree, "lineItems")]
    main = next((rate for rate in VatRate if rate in rates), VatRate.V23)
    found = [Charge(method, minor(cost), main)]
    for one in items(tree, "lineItems"):
        for extra in items(one, "selectedAdditionalServices"):
            each, count = number(extra, "price", "amount") or Decimal(0), number(extra, "quantity") or Decimal(1)
            found.append(Charge(first(extra, ("name",), ("definitionId",)), minor(each * count), _rate(one)))
    for extra in items(tree, "surcharges"):
        found.append(Charge(first(extra, ("type",), ("id",)), minor(number(extra, "amount", "amount")), main))
    abroad = next((percent_abroad(text(one, "tax", "rate")) for one in items(tree, "lineItems")), Decimal(0))
    return tuple(charge_abroad(charge, abroad) for charge in found if charge.amount)


def _rate(one: Tree) -> VatRate:
    """Told with the line where the seller set it; an exemption without a rate is one."""
    told = text(one, "tax", "rate")
    if not told and text(one, "tax", "exemption"):
        return VatRate.EXEMPT
    return vat_rate(told)


def _nip(invoice: Tree) -> str:
    """The Polish id by its type, else the one told as tax id."""
    ids = items(invoice, "company", "ids")
    polish = [text(one, "value") for one in ids if text(one, "type") == "PL_NIP"]
    return next(iter(polish), "") or first(invoice, ("company", "taxId"), ("company", "vatPayerId"))


def _place(delivery: Tree) -> ShopPlace:
    address = branch(delivery, "address")
    person = f"{text(address, 'firstName')} {text(address, 'lastName')}".strip()
    names = (text(address, "companyName"), person, text(delivery, "pickupPoint", "name"))
    return ShopPlace(
        name=" · ".join(part for part in names if part),
        street=text(address, "street"),
        postal_code=first(address, ("zipCode",), ("postCode",)),
        city=text(address, "city"),
        country=text(address, "countryCode")[:2].upper(),
        phone=text(address, "phoneNumber"),
    )


def _line(one: Tree) -> ShopLine | None:
    count, each = quantity(one, "quantity"), number(one, "price", "amount")
    if not count or each is None:
        return None
    line = ShopLine(
        code=text(one, "offer", "external", "id"),
        name=text(one, "offer", "name"),
        quantity=count,
        unit_price=max(0, price(each)),
        vat_rate=_rate(one),
        line_id=text(one, "id"),
        number=text(one, "offer", "id"),
    )
    return line_abroad(line, percent_abroad(text(one, "tax", "rate")))
