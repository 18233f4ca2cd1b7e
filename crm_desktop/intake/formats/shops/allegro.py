"""Allegro's checkout form. Its e-mail is a masked relay: an address to write to, no key for a person."""

from crm_desktop.intake.formats.shops.tree import Tree, branch, first, items, minor, number, price, quantity, text
from crm_desktop.intake.records import Draft
from crm_desktop.intake.shop_records import Charge, ShopEvent, ShopLine, ShopOrder, ShopPlace
from db.vocabulary import PriceMode, VatRate

PAID = "READY_FOR_PROCESSING"


def knows(tree: Tree) -> bool:
    return "lineItems" in tree and "buyer" in tree


def read(tree: Tree) -> Draft:
    buyer, delivery = branch(tree, "buyer"), branch(tree, "delivery")
    invoice, address = branch(tree, "invoice", "address"), branch(tree, "delivery", "address")
    home = invoice or branch(buyer, "address") or address
    lines = tuple(line for one in items(tree, "lineItems") if (line := _line(one)) is not None)
    cost = number(delivery, "cost", "amount")
    method = text(delivery, "method", "name")
    total = number(tree, "summary", "totalToPay", "amount")
    cancelled = text(tree, "status") == "CANCELLED" or text(tree, "fulfillment", "status") == "CANCELLED"
    order = ShopOrder(
        shop="allegro",
        reference=text(tree, "id"),
        number=text(tree, "id"),
        event=ShopEvent.CANCEL if cancelled else ShopEvent.ORDER,
        currency=next((text(one, "price", "currency") for one in items(tree, "lineItems")), ""),
        price_mode=PriceMode.GROSS,
        lines=lines,
        charges=(Charge(method, minor(cost), VatRate.V23),) if cost else (),
        total=minor(total) if total is not None else None,
        payment=text(tree, "payment", "type"),
        delivery=method,
        deliver_to=_place(delivery) if address else None,
    )
    return Draft(
        name=f"{text(buyer, 'firstName')} {text(buyer, 'lastName')}".strip() or text(buyer, "login"),
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


def _nip(invoice: Tree) -> str:
    """The Polish id by its type, else the one told as tax id."""
    ids = [text(one, "value") for one in items(invoice, "company", "ids") if text(one, "type") == "PL_NIP"]
    return next(iter(ids), "") or text(invoice, "company", "taxId")


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
    return ShopLine(
        code=text(one, "offer", "external", "id"),
        name=text(one, "offer", "name"),
        quantity=count,
        unit_price=max(0, price(each)),
        vat_rate=VatRate.V23,
        number=text(one, "offer", "id"),
    )
