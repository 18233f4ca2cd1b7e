"""Shoper's order of its webhooks: every number is text, line prices are gross, rates are words ("23%", "zw.")."""

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
from crm_desktop.intake.shop_records import Charge, ShopEvent, ShopLine, ShopOrder, ShopPlace
from db.vocabulary import PriceMode, VatRate


def knows(tree: Tree) -> bool:
    order = branch(tree, "order") or tree
    return "order_id" in order and "billing_address" in order and ("sum" in order or "delivery_address" in order)


def knows_line(tree: Tree) -> bool:
    """A line without its order, as the resource of order products gives them."""
    return {"order_id", "product_id", "stock_id", "quantity", "price"} <= tree.keys() and "billing_address" not in tree


def read_line(_tree: Tree) -> Draft:
    return Draft(fault="shop_lines_alone")


def read(tree: Tree) -> Draft:
    products = _products(tree)
    tree = branch(tree, "order") or tree
    products = products or _products(tree)
    billing, delivery = branch(tree, "billing_address"), branch(tree, "delivery_address")
    reference, cost, total = text(tree, "order_id"), number(tree, "shipping_cost"), number(tree, "sum")
    rate = vat_rate(text(tree, "shipping_tax_value"))
    order = ShopOrder(
        shop="shoper",
        reference=reference,
        number=reference,
        event=ShopEvent.CANCEL if _cancelled(tree) else ShopEvent.ORDER,
        currency=first(tree, ("currency_name",), ("currency", "name"), ("currency",)).upper()[:3],
        price_mode=PriceMode.GROSS,
        lines=tuple(line for one in products if (line := _line(one)) is not None),
        charges=_charges(tree, cost, rate),
        total=minor(total) if total is not None else None,
        payment=first(tree, ("payment_name",), ("payment", "name"), ("payment", "title")),
        delivery=first(tree, ("shipping_name",), ("shipping", "name")),
        deliver_to=_place(delivery) if delivery else None,
        version=moment(tree, ("status_date",), ("date",)),
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
    return items(tree, "products") or items(tree, "order_products") or items(tree, "order-products")


def _cancelled(tree: Tree) -> bool:
    """The fourth type of a status is cancelled; its name is the shop's own."""
    name = first(tree, ("status", "name"), ("status_name",)).lower()
    return text(tree, "status", "type") == "4" or name.startswith(("anulowan", "cancel"))


def _charges(tree: Tree, cost: Decimal | None, rate: VatRate) -> tuple[Charge, ...]:
    name = first(tree, ("shipping_name",), ("shipping", "name")) or "Dostawa"
    found = [Charge(name, minor(cost), rate), Charge("Płatność", minor(number(tree, "payment_cost")), rate)]
    abroad = percent_abroad(text(tree, "shipping_tax_value"))
    return tuple(charge_abroad(charge, abroad) for charge in found if charge.amount)


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
    off = number(one, "discount_perc")
    asked = each * (100 - off) / 100 if off and 0 < off <= 100 else each
    line = ShopLine(
        code=text(one, "code"),
        name=text(one, "name"),
        quantity=count,
        unit_price=max(0, price(asked)),
        vat_rate=vat_rate(first(one, ("tax",), ("tax_value",))),
        barcode=text(one, "ean"),
        number=first(one, ("stock_id",), ("product_id",)),
        line_id=text(one, "id"),
    )
    return line_abroad(line, percent_abroad(first(one, ("tax_value",), ("tax",))))
