"""PrestaShop's order, JSON or XML: numbers are text with six decimals, who bought may be another resource."""

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
)
from crm_desktop.intake.records import Draft
from crm_desktop.intake.shop_records import Charge, ShopEvent, ShopLine, ShopOrder, ShopPlace
from db.vocabulary import PriceMode

DEEPEST_XML = 8
CANCELLED = "6"
"""PrestaShop's own state for a cancelled order, unless a shop renumbered its states."""


def knows(tree: Tree) -> bool:
    order = branch(tree, "order") or tree
    return ("id_cart" in order or "id_customer" in order) and ("associations" in order or "total_paid" in order)


def read(tree: Tree) -> Draft:
    order = branch(tree, "order") or tree
    reference = text(order, "id")
    total = number(order, "total_paid_tax_incl")
    total = total if total is not None else number(order, "total_paid")
    told = ShopOrder(
        shop="prestashop",
        reference=reference,
        number=text(order, "reference") or reference,
        event=ShopEvent.CANCEL if _cancelled(order) else ShopEvent.ORDER,
        currency=first(order, ("currency", "iso_code"), ("currency_iso_code",), ("currency",)).upper()[:3],
        price_mode=PriceMode.NET,
        lines=tuple(line for one in _rows(order) if (line := _line(one)) is not None),
        charges=_charges(order),
        total=minor(total) if total is not None else None,
        payment=text(order, "payment"),
        version=moment(order, ("date_upd",), ("date_add",)),
        deliver_to=_place(branch(order, "address_delivery")),
    )
    home = branch(order, "address_invoice") or branch(order, "address_delivery")
    customer = branch(order, "customer")
    return Draft(
        name=_person(home) or _person(customer) or _customer(order),
        company=first(home, ("company",)) or text(customer, "company"),
        nip=first(home, ("vat_number",), ("dni",)),
        email=text(customer, "email"),
        phone=first(home, ("phone_mobile",), ("phone",)),
        street=", ".join(part for part in (text(home, "address1"), text(home, "address2")) if part),
        postal_code=text(home, "postcode"),
        city=text(home, "city"),
        country=first(home, ("country", "iso_code"), ("country_iso_code",))[:2].upper(),
        is_order=True,
        shop=told,
        message=first(order, ("gift_message",), ("message",), ("note",)),
    )


def _cancelled(order: Tree) -> bool:
    """By the name of its state where that was asked for: a text, or one for each language."""
    names = [text(order, "state", "name"), *(text(one, "value") for one in items(order, "state", "name"))]
    if any(names):
        return any(name.lower().startswith(("anulow", "cancel", "storn")) for name in names)
    return text(order, "current_state") == CANCELLED


def _person(told: Tree) -> str:
    return f"{text(told, 'firstname')} {text(told, 'lastname')}".strip()


def _place(told: Tree) -> ShopPlace | None:
    if not (text(told, "address1") or text(told, "city")):
        return None
    street = ", ".join(part for part in (text(told, "address1"), text(told, "address2")) if part)
    name = " · ".join(part for part in (text(told, "company"), _person(told)) if part)
    country = first(told, ("country", "iso_code"), ("country_iso_code",))[:2].upper()
    phone = first(told, ("phone_mobile",), ("phone",))
    return ShopPlace(name, street, text(told, "postcode"), text(told, "city"), country, phone)


def _rows(order: Tree) -> list[Tree]:
    """JSON has a list; XML a list within, or one row alone."""
    told = branch(order, "associations").get("order_rows")
    inner = told.get("order_row") if isinstance(told, dict) else told
    rows = [inner] if isinstance(inner, dict) else inner
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


def _charges(order: Tree) -> tuple[Charge, ...]:
    """Shipping and wrapping, and what was taken off the whole order."""
    signs = (("total_shipping", 1, ""), ("total_wrapping", 1, "Pakowanie"), ("total_discounts", -1, "Rabat"))
    found = []
    for word, sign, name in signs:
        gross = number(order, f"{word}_tax_incl")
        gross = gross if gross is not None else number(order, word)
        net = number(order, f"{word}_tax_excl")
        net = net if net is not None else gross
        if not net or gross is None:
            continue
        rate = rate_between(gross - net, net)
        found.append(Charge(name, sign * minor(net), rate, sign * foreign_tax(rate, gross - net)))
    return tuple(found)


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
    rate = rate_between(tax, each)
    return ShopLine(
        code=text(one, "product_reference"),
        name=text(one, "product_name"),
        quantity=count,
        unit_price=max(0, price(each)),
        vat_rate=rate,
        foreign_tax=foreign_tax(rate, tax * count / 1000 if tax is not None else None),
        line_id=text(one, "id"),
        barcode=text(one, "product_ean13"),
        number=first(one, ("product_id",), ("id_product",)),
    )


def trees(raw: bytes) -> object:
    """Its XML as the same tree that its JSON gives; None where it is no XML of this shop."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root.tag != "prestashop":
        return None
    orders = [_tree(one, 0) for one in root.iter("order") if len(one)]
    return orders or None


def _tree(element: Any, depth: int) -> Any:
    children = [child for child in element if isinstance(child.tag, str)]
    if not children or depth > DEEPEST_XML:
        return (element.text or "").strip()
    told: dict[str, Any] = {}
    for child in children:
        value = _tree(child, depth + 1)
        if child.tag in told:
            held = told[child.tag]
            told[child.tag] = [*held, value] if isinstance(held, list) else [held, value]
        else:
            told[child.tag] = value
    return told
