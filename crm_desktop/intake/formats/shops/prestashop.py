"""PrestaShop's order of its webservice as JSON: numbers are text with six decimals, who bought is another resource."""

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
from crm_desktop.intake.shop_records import Charge, ShopEvent, ShopLine, ShopOrder
from db.vocabulary import PriceMode

CANCELLED = "6"
"""PrestaShop's own state for a cancelled order, unless a shop renumbered its states."""


def knows(tree: Tree) -> bool:
    order = branch(tree, "order") or tree
    return "id_cart" in order and ("associations" in order or "total_paid" in order)


def read(tree: Tree) -> Draft:
    order = branch(tree, "order") or tree
    reference = text(order, "id")
    shipping, total = number(order, "total_shipping_tax_excl"), number(order, "total_paid_tax_incl")
    whole = number(order, "total_shipping_tax_incl")
    tax = whole - shipping if whole is not None and shipping is not None else None
    told = ShopOrder(
        shop="prestashop",
        reference=reference,
        number=text(order, "reference") or reference,
        event=ShopEvent.CANCEL if text(order, "current_state") == CANCELLED else ShopEvent.ORDER,
        currency="",
        price_mode=PriceMode.NET,
        lines=tuple(line for one in items(order, "associations", "order_rows") if (line := _line(one)) is not None),
        charges=(Charge("", minor(shipping), rate_between(tax, shipping)),) if shipping else (),
        total=minor(total) if total is not None else None,
        payment=text(order, "payment"),
    )
    return Draft(name=_customer(order), is_order=True, shop=told, message=text(order, "gift_message"))


def _customer(order: Tree) -> str:
    """Who bought is told by a number alone; a name of that number can be merged with the person later."""
    key = text(order, "id_customer")
    return f"PrestaShop #{key}" if key and key != "0" else ""


def _line(one: Tree) -> ShopLine | None:
    count = quantity(one, "product_quantity")
    net, gross = number(one, "unit_price_tax_excl"), number(one, "unit_price_tax_incl")
    each = net if net is not None else number(one, "product_price")
    if not count or each is None:
        return None
    tax = gross - each if gross is not None else None
    return ShopLine(
        code=text(one, "product_reference"),
        name=text(one, "product_name"),
        quantity=count,
        unit_price=max(0, price(each)),
        vat_rate=rate_between(tax, each),
        barcode=text(one, "product_ean13"),
        number=first(one, ("product_id",), ("id_product",)),
    )
