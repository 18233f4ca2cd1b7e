"""Shoper's order of its webhooks: every number is text, line prices are gross, rates are words ("23%", "zw.")."""

from crm_desktop.intake.formats.shops.tree import (
    Tree,
    branch,
    first,
    items,
    minor,
    number,
    price,
    quantity,
    text,
    vat_rate,
)
from crm_desktop.intake.records import Draft
from crm_desktop.intake.shop_records import Charge, ShopEvent, ShopLine, ShopOrder, ShopPlace
from db.vocabulary import PriceMode


def knows(tree: Tree) -> bool:
    return "order_id" in tree and "billing_address" in tree and ("sum" in tree or "delivery_address" in tree)


def read(tree: Tree) -> Draft:
    billing, delivery = branch(tree, "billing_address"), branch(tree, "delivery_address")
    reference, cost, total = text(tree, "order_id"), number(tree, "shipping_cost"), number(tree, "sum")
    rate = vat_rate(text(tree, "shipping_tax_value"))
    order = ShopOrder(
        shop="shoper",
        reference=reference,
        number=reference,
        event=ShopEvent.ORDER,
        currency=text(tree, "currency_name").upper()[:3],
        price_mode=PriceMode.GROSS,
        lines=tuple(line for one in _products(tree) if (line := _line(one)) is not None),
        charges=(Charge(first(tree, ("shipping_name",)) or "Dostawa", minor(cost), rate),) if cost else (),
        total=minor(total) if total is not None else None,
        payment=text(tree, "payment_name"),
        delivery=text(tree, "shipping_name"),
        deliver_to=_place(delivery) if delivery else None,
    )
    return Draft(
        name=_name(billing) or _name(delivery),
        company=text(billing, "company"),
        nip=text(billing, "tax_identification_number") or text(billing, "tax_id"),
        email=text(tree, "email"),
        phone=text(billing, "phone") or text(delivery, "phone"),
        street=_street(billing),
        postal_code=text(billing, "postcode"),
        city=text(billing, "city"),
        country=text(billing, "country_code")[:2].upper(),
        message=text(tree, "notes"),
        is_order=True,
        shop=order,
    )


def _products(tree: Tree) -> list[Tree]:
    """They come beside the order, or not at all: they are a resource of their own."""
    return items(tree, "products") or items(tree, "order_products")


def _name(place: Tree) -> str:
    return f"{text(place, 'firstname')} {text(place, 'lastname')}".strip()


def _street(place: Tree) -> str:
    return ", ".join(part for part in (text(place, "street1"), text(place, "street2")) if part)


def _place(place: Tree) -> ShopPlace:
    name = " · ".join(part for part in (text(place, "company"), _name(place)) if part)
    country = text(place, "country_code")[:2].upper()
    return ShopPlace(name, _street(place), text(place, "postcode"), text(place, "city"), country, text(place, "phone"))


def _line(one: Tree) -> ShopLine | None:
    count, each = quantity(one, "quantity"), number(one, "price")
    if not count or each is None:
        return None
    rate = vat_rate(first(one, ("tax",), ("tax_value",)))
    return ShopLine(
        text(one, "code"),
        text(one, "name"),
        count,
        max(0, price(each)),
        rate,
        text(one, "ean"),
        text(one, "product_id"),
    )
