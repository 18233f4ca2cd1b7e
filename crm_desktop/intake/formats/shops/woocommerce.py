"""WooCommerce: the order of its webhooks and of its REST API. Line totals are net, after discounts."""

import re
from html import unescape
from typing import Any

from crm_desktop.intake.formats.shops.tree import (
    Tree,
    branch,
    first,
    foreign_tax,
    items,
    minor,
    moment,
    number,
    price,
    quantity,
    rate_between,
    text,
    zero_rate,
)
from crm_desktop.intake.formats.shops.woo_meta import campaign_of, told_beside
from crm_desktop.intake.records import Draft
from crm_desktop.intake.shop_records import Charge, Refund, ShopEvent, ShopLine, ShopNews, ShopOrder, ShopPlace
from db.vocabulary import PriceMode, VatRate

GONE = frozenset({"cancelled", "failed", "trash"})
UNFINISHED = frozenset({"checkout-draft", "auto-draft"})
NIP_KEYS = ("nip", "vatnumber", "vatid", "taxid", "vatno", "taxnumber", "nipfirmy", "nipue", "numernip")


def knows(tree: Tree) -> bool:
    """A product has no billing, a customer no line items."""
    return "line_items" in tree and "billing" in tree and "status" in tree


def knows_no_order(tree: Tree) -> bool:
    """What somebody has at the checkout and never ordered; a subscription, whose every renewal is an order."""
    return knows(tree) and ("billing_period" in tree or text(tree, "status").removeprefix("wc-") in UNFINISHED)


def read_no_order(tree: Tree) -> Draft:
    return Draft(news=ShopNews("woocommerce", "no_order", text(tree, "id")))


def knows_customer(tree: Tree) -> bool:
    return "billing" in tree and "username" in tree and "line_items" not in tree


def read_customer(tree: Tree) -> Draft:
    billing = branch(tree, "billing")
    news = ShopNews("woocommerce", "customer", text(tree, "id"))
    name = f"{text(tree, 'first_name')} {text(tree, 'last_name')}".strip()
    return _person(
        tree, billing, name=_name(billing) or name, email=first(tree, ("billing", "email"), ("email",)), news=news
    )


def knows_product(tree: Tree) -> bool:
    return "regular_price" in tree and "sku" in tree and "stock_status" in tree


def read_product(tree: Tree) -> Draft:
    """Net where the shop keeps its prices so; the office sees what was made of it."""
    each = number(tree, "regular_price") or number(tree, "price")
    rate = zero_rate(text(tree, "tax_class"))
    told = rate if rate is not VatRate.V0 else VatRate.V23
    barcode = first(tree, ("global_unique_id",), ("ean",))
    code = text(tree, "sku")
    line = ShopLine(code, unescape(text(tree, "name")), 1000, max(0, price(each)), told, barcode, text(tree, "id"))
    return Draft(news=ShopNews("woocommerce", "product", text(tree, "id"), line))


def read(tree: Tree) -> Draft:
    billing, shipping = branch(tree, "billing"), branch(tree, "shipping")
    reference, status = text(tree, "id"), text(tree, "status").removeprefix("wc-")
    event = ShopEvent.CANCEL if status in GONE else ShopEvent.REFUND if status == "refunded" else ShopEvent.ORDER
    order = ShopOrder(
        shop="woocommerce",
        reference=reference,
        number=text(tree, "number") or reference,
        event=event,
        currency=text(tree, "currency").upper()[:3],
        price_mode=PriceMode.NET,
        lines=tuple(line for one in items(tree, "line_items") if (line := _line(one, tree)) is not None),
        charges=tuple(charge for one in _charged(tree) if (charge := _charge(one, tree)).amount),
        total=minor(number(tree, "total")) if number(tree, "total") is not None else None,
        payment=text(tree, "payment_method_title"),
        delivery=next((text(one, "method_title") for one in items(tree, "shipping_lines")), ""),
        deliver_to=_place(shipping) if text(shipping, "address_1") or text(shipping, "city") else None,
        version=moment(tree, ("date_modified_gmt",), ("date_modified",)),
        refunds=tuple(_refund(one) for one in items(tree, "refunds") if text(one, "id")),
    )
    name, told = _name(billing) or _name(shipping), first(tree, ("customer_note",))
    email = text(billing, "email")
    beside = {"rest": told_beside(tree), "campaign": campaign_of(tree)}
    return _person(tree, billing, name=name, email=email, message=told, is_order=True, shop=order, **beside)


def knows_refund(tree: Tree) -> bool:
    """What the API of refunds gives by itself."""
    return "refunded_by" in tree and "parent_id" in tree and "amount" in tree


def read_refund(tree: Tree) -> Draft:
    back = Refund(text(tree, "id"), abs(minor(number(tree, "amount"))))
    order = ShopOrder("woocommerce", text(tree, "parent_id"), "", ShopEvent.REFUND, "", PriceMode.NET, refunds=(back,))
    return Draft(is_order=True, shop=order, message=text(tree, "reason"))


def _person(tree: Tree, billing: Tree, *, name: str, email: str, **more: Any) -> Draft:
    return Draft(
        name=name,
        company=unescape(text(billing, "company")),
        nip=_nip(tree),
        email=email,
        phone=first(tree, ("billing", "phone"), ("shipping", "phone")),
        street=_street(billing),
        postal_code=text(billing, "postcode"),
        city=text(billing, "city"),
        country=text(billing, "country")[:2].upper(),
        **more,
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
    own = [{"key": key, "value": value} for key, value in (*branch(tree, "billing").items(), *tree.items())]
    for one in (*items(tree, "billing", "meta_data"), *items(tree, "meta_data"), *own):
        key = re.sub(r"[^a-z]", "", text(one, "key").lower())
        if key.endswith(NIP_KEYS) and any(char.isdigit() for char in text(one, "value")):
            return text(one, "value")
    return ""


def _line(one: Tree, tree: Tree) -> ShopLine | None:
    count, total = quantity(one, "quantity"), number(one, "total")
    if not count:
        return None
    each = total * 1000 / count if total is not None else number(one, "price")
    rate = _rate(one, tree)
    return ShopLine(
        code=text(one, "sku"),
        name=unescape(first(one, ("name",), ("parent_name",))),
        quantity=count,
        unit_price=max(0, price(each)),
        vat_rate=rate,
        number=_number(one),
        barcode=text(one, "global_unique_id"),
        foreign_tax=foreign_tax(rate, number(one, "total_tax")),
        line_id=text(one, "id"),
    )


def _rate(one: Tree, tree: Tree) -> VatRate:
    """Of what was taxed; a line without tax is told by its tax class or the name of its rate."""
    rate = rate_between(number(one, "total_tax"), number(one, "total"))
    if rate is not VatRate.V0:
        return rate
    ids = {text(tax, "id") for tax in items(one, "taxes")}
    its = [tax for tax in items(tree, "tax_lines") if text(tax, "rate_id") in ids]
    return zero_rate(text(one, "tax_class"), *(text(tax, key) for tax in its for key in ("label", "rate_code")))


def _refund(one: Tree) -> Refund:
    return Refund(text(one, "id"), abs(minor(number(one, "total"))))


def _number(one: Tree) -> str:
    variation = text(one, "variation_id")
    return variation if variation not in ("", "0") else text(one, "product_id")


def _charged(tree: Tree) -> list[Tree]:
    return [*items(tree, "shipping_lines"), *items(tree, "fee_lines")]


def _charge(one: Tree, tree: Tree) -> Charge:
    rate = _rate(one, tree)
    name = unescape(first(one, ("method_title",), ("name",)))
    return Charge(name, minor(number(one, "total")), rate, foreign_tax(rate, number(one, "total_tax")))
