"""BaseLinker's getOrders. Prices are gross; rates are numbers, with -1, -0.02 and -0.03 for zw, np and oo."""

from decimal import Decimal

from crm_desktop.intake.formats.countries import country_code
from crm_desktop.intake.formats.shops.foreign import charge_abroad, line_abroad, percent_abroad
from crm_desktop.intake.formats.shops.tree import (
    Tree,
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
    return "order_id" in tree and isinstance(tree.get("products"), list) and "order_status_id" in tree


def read(tree: Tree) -> Draft:
    reference, company = text(tree, "order_id"), first(tree, ("invoice_company",), ("delivery_company",))
    rate = next((_line_rate(one) for one in items(tree, "products")), VatRate.V23)
    cost = number(tree, "delivery_price")
    abroad = next((percent_abroad(text(one, "tax_rate")) for one in items(tree, "products")), Decimal(0))
    delivery = text(tree, "delivery_method")
    order = ShopOrder(
        shop="baselinker",
        reference=reference,
        number=reference,
        event=ShopEvent.CANCEL if _cancelled(tree) else ShopEvent.ORDER,
        currency=text(tree, "currency").upper()[:3],
        price_mode=PriceMode.GROSS,
        lines=tuple(line for one in items(tree, "products") if (line := _line(one)) is not None),
        charges=(charge_abroad(Charge(delivery, minor(cost), rate), abroad),) if cost else (),
        payment=text(tree, "payment_method"),
        delivery=delivery,
        deliver_to=_place(tree),
        version=moment(tree, ("date_in_status",)),
    )
    return Draft(
        name=first(tree, ("invoice_fullname",), ("delivery_fullname",), ("user_login",)),
        company=company,
        nip=text(tree, "invoice_nip"),
        email=text(tree, "email"),
        phone=text(tree, "phone"),
        street=first(tree, ("invoice_address",), ("delivery_address",)),
        postal_code=first(tree, ("invoice_postcode",), ("delivery_postcode",)),
        city=first(tree, ("invoice_city",), ("delivery_city",)),
        country=_country(tree, "invoice") or _country(tree, "delivery"),
        message=text(tree, "user_comments"),
        is_order=True,
        shop=order,
    )


def _cancelled(tree: Tree) -> bool:
    """Statuses are the company's own: by the name that stands beside the id, where one does."""
    name = first(tree, ("order_status",), ("order_status_name",), ("status_name",)).lower()
    return name.startswith(("anulow", "cancel"))


def _country(tree: Tree, which: str) -> str:
    code = text(tree, f"{which}_country_code")[:2].upper()
    return code or country_code(text(tree, f"{which}_country"))


def _place(tree: Tree) -> ShopPlace | None:
    if not (text(tree, "delivery_address") or text(tree, "delivery_city")):
        return None
    names = (text(tree, "delivery_company"), text(tree, "delivery_fullname"), text(tree, "delivery_point_name"))
    return ShopPlace(
        name=" · ".join(part for part in names if part),
        street=text(tree, "delivery_address"),
        postal_code=text(tree, "delivery_postcode"),
        city=text(tree, "delivery_city"),
        country=_country(tree, "delivery"),
        phone=text(tree, "phone"),
    )


def _line_rate(one: Tree) -> VatRate:
    return vat_rate(text(one, "tax_rate"))


def _line(one: Tree) -> ShopLine | None:
    count, each = quantity(one, "quantity"), number(one, "price_brutto")
    if not count or each is None:
        return None
    line = ShopLine(
        code=text(one, "sku"),
        name=" ".join(part for part in (text(one, "name"), text(one, "attributes")) if part),
        quantity=count,
        unit_price=max(0, price(each)),
        vat_rate=_line_rate(one),
        barcode=text(one, "ean"),
        number=_number(one),
        line_id=text(one, "order_product_id"),
    )
    return line_abroad(line, percent_abroad(text(one, "tax_rate")))


def _number(one: Tree) -> str:
    variant = text(one, "variant_id")
    return variant if variant not in ("", "0") else text(one, "product_id")
