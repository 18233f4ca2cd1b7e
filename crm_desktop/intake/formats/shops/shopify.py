"""Shopify: orders/create, orders/updated, orders/cancelled, refunds/create. Prices are as its taxes_included says."""

from decimal import Decimal

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
from db.vocabulary import PriceMode, VatRate

NIP_NAMES = frozenset({"nip", "vat", "vat_id", "vatid", "tax_id", "taxid", "vat number", "numer nip"})


def knows(tree: Tree) -> bool:
    order = branch(tree, "order") or tree
    return "line_items" in order and ("taxes_included" in order or "admin_graphql_api_id" in order)


def knows_refund(tree: Tree) -> bool:
    return "refund_line_items" in tree and "order_id" in tree


def read(tree: Tree) -> Draft:
    order = branch(tree, "order") or tree
    customer, billing = branch(order, "customer"), branch(order, "billing_address")
    shipping = branch(order, "shipping_address")
    home = billing or shipping or branch(customer, "default_address")
    mode = PriceMode.GROSS if str(order.get("taxes_included")).lower() == "true" else PriceMode.NET
    reference = exact_id(order)
    told = ShopOrder(
        shop="shopify",
        reference=reference,
        number=first(order, ("name",), ("order_number",)) or reference,
        event=ShopEvent.CANCEL if text(order, "cancelled_at") else ShopEvent.ORDER,
        currency=text(order, "currency").upper()[:3],
        price_mode=mode,
        lines=tuple(line for one in items(order, "line_items") if (line := _line(one)) is not None),
        charges=tuple(charge for one in items(order, "shipping_lines") if (charge := _charge(one)).amount),
        total=minor(number(order, "total_price")) if number(order, "total_price") is not None else None,
        payment=first(order, ("gateway",), ("financial_status",)),
        delivery=next((text(one, "title") for one in items(order, "shipping_lines")), ""),
        deliver_to=_place(shipping) if shipping else None,
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
        rest=tuple((text(one, "name"), text(one, "value")) for one in _attributes(order) if text(one, "value")),
        is_order=True,
        shop=told,
    )


def read_refund(tree: Tree) -> Draft:
    """Nothing but which order it is of: the goods come back, or do not, in the hands of a person."""
    order = ShopOrder("shopify", text(tree, "order_id"), "", ShopEvent.REFUND, "", PriceMode.NET)
    return Draft(is_order=True, shop=order, message=text(tree, "note"))


def exact_id(order: Tree) -> str:
    """The global id keeps every digit even where a copy between us has lost some of the number's."""
    whole = text(order, "admin_graphql_api_id").rpartition("/")[2]
    return whole if whole.isdigit() else text(order, "id")


def _attributes(order: Tree) -> list[Tree]:
    return items(order, "note_attributes")


def _nip(order: Tree) -> str:
    return next((text(one, "value") for one in _attributes(order) if text(one, "name").lower() in NIP_NAMES), "")


def _name(place: Tree) -> str:
    return text(place, "name") or f"{text(place, 'first_name')} {text(place, 'last_name')}".strip()


def _street(place: Tree) -> str:
    return ", ".join(part for part in (text(place, "address1"), text(place, "address2")) if part)


def _place(place: Tree) -> ShopPlace:
    name = " · ".join(part for part in (text(place, "company"), _name(place)) if part)
    country = text(place, "country_code")[:2].upper()
    return ShopPlace(name, _street(place), text(place, "zip"), text(place, "city"), country, text(place, "phone"))


def _line(one: Tree) -> ShopLine | None:
    count, each = quantity(one, "quantity"), number(one, "price")
    if not count or each is None:
        return None
    off = sum((number(part, "amount") or Decimal(0) for part in items(one, "discount_allocations")), Decimal(0))
    off = off or number(one, "total_discount") or Decimal(0)
    return ShopLine(
        code=text(one, "sku"),
        name=first(one, ("name",), ("title",)),
        quantity=count,
        unit_price=max(0, price(each - off * 1000 / count)),
        vat_rate=_rate(one),
        number=first(one, ("variant_id",), ("product_id",), ("id",)),
    )


def _rate(one: Tree) -> VatRate:
    """The sum of its taxes; none is none."""
    rates = [number(line, "rate") for line in items(one, "tax_lines")]
    return vat_rate(sum((rate for rate in rates if rate is not None), Decimal(0)), VatRate.V0)


def _charge(one: Tree) -> Charge:
    asked = number(one, "discounted_price")
    return Charge(text(one, "title"), minor(asked if asked is not None else number(one, "price")), _rate(one))
