"""WooCommerce: the order of its webhooks and of its REST API. Line totals are net, after discounts."""

from crm_desktop.intake.formats.shops.tree import (
    Tree,
    branch,
    first,
    items,
    minor,
    number,
    price,
    quantity,
    rate_between,
    text,
)
from crm_desktop.intake.records import Draft
from crm_desktop.intake.shop_records import Charge, ShopEvent, ShopLine, ShopOrder, ShopPlace
from db.vocabulary import PriceMode

GONE = frozenset({"cancelled", "failed", "trash"})
NIP_KEYS = ("nip", "vat_number", "vat_id", "tax_id", "vatnumber")


def knows(tree: Tree) -> bool:
    """A product has no billing, a customer no line items."""
    return "line_items" in tree and "billing" in tree and "status" in tree


def read(tree: Tree) -> Draft:
    billing, shipping = branch(tree, "billing"), branch(tree, "shipping")
    reference, status = text(tree, "id"), text(tree, "status").removeprefix("wc-")
    company = text(billing, "company")
    event = ShopEvent.CANCEL if status in GONE else ShopEvent.REFUND if status == "refunded" else ShopEvent.ORDER
    order = ShopOrder(
        shop="woocommerce",
        reference=reference,
        number=text(tree, "number") or reference,
        event=event,
        currency=text(tree, "currency").upper()[:3],
        price_mode=PriceMode.NET,
        lines=tuple(line for one in items(tree, "line_items") if (line := _line(one)) is not None),
        charges=tuple(charge for one in _charged(tree) if (charge := _charge(one)).amount),
        total=minor(number(tree, "total")) if number(tree, "total") is not None else None,
        payment=text(tree, "payment_method_title"),
        delivery=next((text(one, "method_title") for one in items(tree, "shipping_lines")), ""),
        deliver_to=_place(shipping) if text(shipping, "address_1") or text(shipping, "city") else None,
    )
    return Draft(
        name=_name(billing) or _name(shipping),
        company=company,
        nip=_nip(tree),
        email=text(billing, "email"),
        phone=first(tree, ("billing", "phone"), ("shipping", "phone")),
        street=_street(billing),
        postal_code=text(billing, "postcode"),
        city=text(billing, "city"),
        country=text(billing, "country")[:2].upper(),
        message=text(tree, "customer_note"),
        is_order=True,
        shop=order,
    )


def _name(place: Tree) -> str:
    return f"{text(place, 'first_name')} {text(place, 'last_name')}".strip()


def _street(place: Tree) -> str:
    return ", ".join(part for part in (text(place, "address_1"), text(place, "address_2")) if part)


def _place(place: Tree) -> ShopPlace:
    name = " · ".join(part for part in (text(place, "company"), _name(place)) if part)
    country = text(place, "country")[:2].upper()
    return ShopPlace(name, _street(place), text(place, "postcode"), text(place, "city"), country, text(place, "phone"))


def _nip(tree: Tree) -> str:
    """Polish plugins hide it in the metadata, each under a key of its own."""
    for place in (branch(tree, "billing"), tree):
        for one in (*items(place, "meta_data"), {"key": "nip", "value": text(place, "nip")}):
            key = text(one, "key").lower()
            if key.endswith(NIP_KEYS) and text(one, "value"):
                return text(one, "value")
    return ""


def _line(one: Tree) -> ShopLine | None:
    count, total = quantity(one, "quantity"), number(one, "total")
    if not count:
        return None
    each = total * 1000 / count if total is not None else number(one, "price")
    return ShopLine(
        code=text(one, "sku"),
        name=text(one, "name"),
        quantity=count,
        unit_price=max(0, price(each)),
        vat_rate=rate_between(number(one, "total_tax"), total),
        number=_number(one),
    )


def _number(one: Tree) -> str:
    variation = text(one, "variation_id")
    return variation if variation not in ("", "0") else text(one, "product_id")


def _charged(tree: Tree) -> list[Tree]:
    return [*items(tree, "shipping_lines"), *items(tree, "fee_lines")]


def _charge(one: Tree) -> Charge:
    total = number(one, "total")
    return Charge(first(one, ("method_title",), ("name",)), minor(total), rate_between(number(one, "total_tax"), total))
