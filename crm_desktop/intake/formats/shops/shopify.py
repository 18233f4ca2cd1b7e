"""Shopify: orders/create, orders/updated, orders/cancelled, refunds/create. Prices are as its taxes_included says."""

import re
from dataclasses import replace
from decimal import Decimal

from crm_desktop.intake.formats.contacts import campaign_in
from crm_desktop.intake.formats.shops.foreign import charge_abroad, line_abroad
from crm_desktop.intake.formats.shops.tree import (
    Tree,
    at,
    branch,
    first,
    foreign_tax,
    items,
    minor,
    moment,
    number,
    price,
    quantity,
    text,
    vat_rate,
    zero_rate,
)
from crm_desktop.intake.records import Draft
from crm_desktop.intake.shop_records import Charge, Refund, ShopEvent, ShopLine, ShopNews, ShopOrder, ShopPlace
from crm_desktop.money import divide_half_away
from db.vocabulary import PriceMode, VatRate

NIP_NAMES = ("nip", "vat", "vatid", "taxid", "vatnumber", "nipfirmy", "nipue", "taxnumber")


def knows(tree: Tree) -> bool:
    order = branch(tree, "order") or tree
    return "line_items" in order and ("taxes_included" in order or "admin_graphql_api_id" in order)


def knows_no_order(tree: Tree) -> bool:
    """A cart left at the checkout, a draft, a parcel: lines too, but the order comes by itself, under another id."""
    told = text(tree, "admin_graphql_api_id")
    return "line_items" in tree and ("abandoned_checkout_url" in tree or (bool(told) and "/Order/" not in told))


def read_no_order(tree: Tree) -> Draft:
    return Draft(news=ShopNews("shopify", "no_order", text(tree, "id")))


def knows_refund(tree: Tree) -> bool:
    return "refund_line_items" in tree and "order_id" in tree


def read(tree: Tree) -> Draft:
    order = branch(tree, "order") or tree
    customer, billing = branch(order, "customer"), branch(order, "billing_address")
    shipping = branch(order, "shipping_address")
    home = billing or shipping or branch(customer, "default_address")
    mode = PriceMode.GROSS if _is_gross(order) else PriceMode.NET
    reference = exact_id(order)
    lines = tuple(line for one in items(order, "line_items") if (line := _line(one, order)) is not None)
    told = ShopOrder(
        shop="shopify",
        reference=reference,
        number=first(order, ("name",), ("order_number",)) or reference,
        event=ShopEvent.CANCEL if text(order, "cancelled_at") else ShopEvent.ORDER,
        currency=text(order, "currency").upper()[:3],
        price_mode=mode,
        lines=lines,
        charges=(*_charges(order), *_discount(order, lines)),
        total=_total(order),
        payment=first(order, ("gateway",)) or _gateways(order) or text(order, "financial_status"),
        delivery=next((text(one, "title") for one in items(order, "shipping_lines")), ""),
        deliver_to=_place(shipping) if shipping else None,
        version=moment(order, ("updated_at",)),
        refunds=tuple(_refund(one) for one in items(order, "refunds") if text(one, "id")),
    )
    return Draft(
        name=_name(home) or _name(customer),
        company=text(home, "company"),
        nip=_nip(order),
        email=first(order, ("email",), ("contact_email",), ("customer", "email")),
        phone=text(order, "phone") or text(home, "phone") or text(customer, "phone"),
        street=_street(home),
        postal_code=text(home, "zip"),
        city=text(home, "city"),
        country=text(home, "country_code")[:2].upper(),
        message=text(order, "note"),
        rest=_told_beside(order),
        campaign=_campaign(order),
        is_order=True,
        shop=told,
    )


def _is_gross(order: Tree) -> bool:
    return str(order.get("taxes_included")).lower() == "true"


def _told_beside(order: Tree) -> tuple[tuple[str, str], ...]:
    """What the buyer wrote beside the goods: attributes of the cart, and of a line (an engraving, a wish)."""
    found = [(text(one, "name"), text(one, "value")) for one in _attributes(order)]
    for line in items(order, "line_items"):
        goods = first(line, ("name",), ("title",))
        found += [(f"{goods}: {text(one, 'name')}", text(one, "value")) for one in items(line, "properties")]
    return tuple((name, value) for name, value in found if value and not name.rpartition(": ")[2].startswith("_"))


def _campaign(order: Tree) -> str:
    """By the address of the page that the buyer came to first."""
    told = [text(one, "value") for one in _attributes(order) if text(one, "name").lower() == "utm_campaign"]
    return next(filter(None, told), "") or campaign_in(text(order, "landing_site"))


def read_refund(tree: Tree) -> Draft:
    """Which order it is of, and which of its lines: the goods come back, or never leave."""
    reference = text(tree, "order_id")
    order = ShopOrder("shopify", reference, "", ShopEvent.REFUND, "", PriceMode.NET, refunds=(_refund(tree),))
    return Draft(is_order=True, shop=order, message=text(tree, "note"))


def _refund(tree: Tree) -> Refund:
    lines = tuple(
        (text(one, "line_item_id") or text(one, "line_item", "id"), quantity(one, "quantity"))
        for one in items(tree, "refund_line_items")
    )
    paid = [number(one, "amount") for one in items(tree, "transactions") if text(one, "kind") in ("refund", "")]
    return Refund(text(tree, "id"), minor(sum((one for one in paid if one is not None), Decimal(0))), lines)


def knows_customer(tree: Tree) -> bool:
    told = text(tree, "admin_graphql_api_id")
    return "/Customer/" in told or ("orders_count" in tree and "default_address" in tree)


def read_customer(tree: Tree) -> Draft:
    home = branch(tree, "default_address") or next(iter(items(tree, "addresses")), {})
    return Draft(
        name=_name(tree) or _name(home),
        company=text(home, "company"),
        email=text(tree, "email"),
        phone=first(tree, ("phone",), ("default_address", "phone")),
        street=_street(home),
        postal_code=text(home, "zip"),
        city=text(home, "city"),
        country=text(home, "country_code")[:2].upper(),
        news=ShopNews("shopify", "customer", text(tree, "id")),
    )


def knows_product(tree: Tree) -> bool:
    return "variants" in tree and "title" in tree and ("vendor" in tree or "product_type" in tree)


def read_product(tree: Tree) -> Draft:
    """The first variant stands for the product; others come with their orders."""
    one = next(iter(items(tree, "variants")), {})
    code, each = text(one, "sku"), max(0, price(number(one, "price")))
    line = ShopLine(code, text(tree, "title"), 1000, each, VatRate.V23, text(one, "barcode"), text(one, "id"))
    return Draft(news=ShopNews("shopify", "product", text(tree, "id"), line))


def exact_id(order: Tree) -> str:
    """The global id keeps every digit even where a copy between us has lost some of the number's."""
    whole = text(order, "admin_graphql_api_id").rpartition("/")[2]
    return whole if whole.isdigit() else text(order, "id")


def _attributes(order: Tree) -> list[Tree]:
    return items(order, "note_attributes")


def _nip(order: Tree) -> str:
    names = {re.sub(r"[^a-z]", "", text(one, "name").lower()): text(one, "value") for one in _attributes(order)}
    return next((value for name, value in names.items() if name.endswith(NIP_NAMES) and value), "")


def _name(place: Tree) -> str:
    return text(place, "name") or f"{text(place, 'first_name')} {text(place, 'last_name')}".strip()


def _street(place: Tree) -> str:
    return ", ".join(part for part in (text(place, "address1"), text(place, "address2")) if part)


def _place(place: Tree) -> ShopPlace:
    name = " · ".join(part for part in (text(place, "company"), _name(place)) if part)
    country = text(place, "country_code")[:2].upper()
    return ShopPlace(name, _street(place), text(place, "zip"), text(place, "city"), country, text(place, "phone"))


def _line(one: Tree, order: Tree) -> ShopLine | None:
    count, each = quantity(one, "quantity"), number(one, "price")
    if not count or each is None:
        return None
    count -= _edited_out(one, order, count)
    if count <= 0:
        return None
    rate = _rate(one, order)
    taxes = [number(line, "price") for line in items(one, "tax_lines")]
    line = ShopLine(
        code=text(one, "sku"),
        name=first(one, ("name",), ("title",)),
        quantity=count,
        unit_price=max(0, price(each - _off(one) * 1000 / quantity(one, "quantity"))),
        vat_rate=rate,
        number=first(one, ("variant_id",), ("product_id",), ("id",)),
        foreign_tax=foreign_tax(rate, sum((tax for tax in taxes if tax is not None), Decimal(0))),
        line_id=text(one, "id"),
    )
    line = replace(line, foreign_tax=divide_half_away(line.foreign_tax * count, quantity(one, "quantity")))
    return line_abroad(line, Decimal(0), line.foreign_tax) if _is_gross(order) else line


def _off(one: Tree) -> Decimal:
    off = sum((number(part, "amount") or Decimal(0) for part in items(one, "discount_allocations")), Decimal(0))
    return off or number(one, "total_discount") or Decimal(0)


def _edited_out(one: Tree, order: Tree, count: int) -> int:
    """What an edit took out of the line; what was refunded is told by the refunds."""
    left = at(one, "current_quantity")
    if left is None:
        return 0
    refunded = sum(
        quantity(part, "quantity")
        for refund in items(order, "refunds")
        for part in items(refund, "refund_line_items")
        if text(part, "line_item_id") == text(one, "id")
    )
    return max(0, count - quantity(one, "current_quantity") - refunded)


def _rate(one: Tree, order: Tree) -> VatRate:
    """The sum of its taxes, else the order's own tax where it is one; none is none."""
    told, whole = items(one, "tax_lines"), items(order, "tax_lines")
    by_line = any(items(line, "tax_lines") for line in items(order, "line_items"))
    if not told and not by_line and len(whole) == 1 and at(one, "taxable") is not False:
        told = whole
    rates = [number(line, "rate") for line in told]
    found = vat_rate(sum((rate for rate in rates if rate is not None), Decimal(0)), VatRate.V0)
    return found if found is not VatRate.V0 else zero_rate(*(text(line, "title") for line in told))


def _charges(order: Tree) -> list[Charge]:
    found = [_charge(one, order) for one in items(order, "shipping_lines")]
    tip = number(order, "total_tip_received")
    if tip:
        found.append(Charge("Tip", minor(tip), VatRate.OUTSIDE))
    duties = first(order, ("current_total_duties_set", "shop_money", "amount"))
    if duties:
        found.append(Charge("Cło", minor(number({"duties": duties}, "duties")), VatRate.OUTSIDE))
    return [charge for charge in found if charge.amount]


def _charge(one: Tree, order: Tree) -> Charge:
    asked, rate = number(one, "discounted_price"), _rate(one, order)
    if asked is None:
        asked = (number(one, "price") or Decimal(0)) - _off(one)
    taxes = [number(line, "price") for line in items(one, "tax_lines")]
    foreign = foreign_tax(rate, sum((tax for tax in taxes if tax is not None), Decimal(0)))
    charge = Charge(text(one, "title"), minor(asked), rate, foreign)
    return charge_abroad(charge, Decimal(0), foreign) if _is_gross(order) else charge


def _discount(order: Tree, lines: tuple[ShopLine, ...]) -> list[Charge]:
    """What is taken off the whole order and off no line of it."""
    told = number(order, "total_discounts")
    if not told or not lines:
        return []
    allocated = sum((_off(one) for one in (*items(order, "line_items"), *items(order, "shipping_lines"))), Decimal(0))
    for one in items(order, "shipping_lines"):
        asked, full = number(one, "discounted_price"), number(one, "price")
        if asked is not None and full is not None and not _off(one):
            allocated += full - asked
    left = minor(told - allocated)
    names = [text(one, "code") for one in items(order, "discount_codes")]
    return [Charge(" ".join(filter(None, ["Rabat", *names])), -left, lines[0].vat_rate)] if left > 0 else []


def _total(order: Tree) -> int | None:
    """As it stands after edits, where nothing was refunded; duties and the like are in it."""
    current = number(order, "current_total_price")
    told = number(order, "total_price")
    chosen = current if current and not items(order, "refunds") and not text(order, "cancelled_at") else told
    return minor(chosen) if chosen is not None else None


def _gateways(order: Tree) -> str:
    names = at(order, "payment_gateway_names")
    return ", ".join(name for name in names if isinstance(name, str)) if isinstance(names, list) else ""
