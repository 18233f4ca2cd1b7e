"""Magento, BigCommerce, Ecwid, Squarespace, Wix and IdoSell: where each keeps what an order of ours needs."""

from decimal import Decimal

from crm_desktop.intake.formats.shops.elsewhere import Line, Told, draft_of, on_top, part_of_gross
from crm_desktop.intake.formats.shops.tree import Tree, branch, first, items, moment, number, quantity, text
from crm_desktop.intake.records import Draft

Parts = tuple[Decimal | None, Decimal | None]


def knows_magento(tree: Tree) -> bool:
    return "increment_id" in tree and "grand_total" in tree and isinstance(tree.get("items"), list)


def read_magento(tree: Tree) -> Draft:
    """A product with variants stands twice: the line that is sold, and below it the variant without a price."""
    assigned = next(iter(items(tree, "extension_attributes", "shipping_assignments")), {})
    lines = [_magento_line(one) for one in items(tree, "items") if not text(one, "parent_item_id")]
    off = _sum(number(tree, "shipping_discount_amount"))
    shipping = number(tree, "shipping_amount")
    name = text(tree, "shipping_description") or "Dostawa"
    person = {"firstname": text(tree, "customer_firstname"), "lastname": text(tree, "customer_lastname")}
    return draft_of(
        Told(
            "magento",
            text(tree, "entity_id") or text(tree, "increment_id"),
            text(tree, "increment_id"),
            first(tree, ("order_currency_code",), ("base_currency_code",)),
            number(tree, "grand_total"),
            moment(tree, ("updated_at",), ("created_at",)),
            (text(tree, "state"), text(tree, "status")),
            first(tree, ("customer_email",), ("billing_address", "email")),
            branch(tree, "billing_address"),
            lines,
            [(name, shipping - off if shipping is not None else None, number(tree, "shipping_tax_amount"))],
            contact=person,
            deliver_to=branch(assigned, "shipping", "address"),
            note=first(tree, ("customer_note",)),
            nip=text(tree, "customer_taxvat"),
            payment=text(tree, "payment", "method"),
            delivery=name,
        )
    )


def _magento_line(one: Tree) -> Line:
    """What was paid for the line, less its tax: discounts are with or without tax as the shop is set."""
    tax = _sum(number(one, "tax_amount"))
    paid = _sum(number(one, "row_total"), number(one, "discount_tax_compensation_amount"))
    net = paid - _sum(number(one, "discount_amount"))
    return Line(
        text(one, "sku"), text(one, "name"), quantity(one, "qty_ordered"), net, tax, text(one, "product_id"),
        text(one, "item_id"),
    )  # fmt: skip


def knows_bigcommerce(tree: Tree) -> bool:
    return "total_inc_tax" in tree and "status_id" in tree and "billing_address" in tree


def read_bigcommerce(tree: Tree) -> Draft:
    addresses = items(tree, "shipping_addresses")
    return draft_of(
        Told(
            "bigcommerce",
            text(tree, "id"),
            text(tree, "id"),
            text(tree, "currency_code"),
            number(tree, "total_inc_tax"),
            "",
            (text(tree, "status"),),
            text(tree, "billing_address", "email"),
            branch(tree, "billing_address"),
            [_bigcommerce_line(one) for one in items(tree, "products")],
            [
                ("Dostawa", *_between(tree, "shipping_cost")),
                ("Opłata", *_between(tree, "handling_cost")),
                ("Pakowanie", *_between(tree, "wrapping_cost")),
                ("Rabat", *_negative(_sum(number(tree, "discount_amount"), number(tree, "coupon_discount")))),
            ],
            deliver_to=addresses[0] if addresses else {},
            note=text(tree, "customer_message"),
            payment=text(tree, "payment_method"),
        )
    )


def _bigcommerce_line(one: Tree) -> Line:
    count = quantity(one, "quantity")
    net, tax = _between(one, "price")
    times = Decimal(count) / 1000
    return Line(
        text(one, "sku"), text(one, "name"), count, net * times if net is not None else None,
        tax * times if tax is not None else None, text(one, "product_id"), text(one, "id"),
    )  # fmt: skip


def knows_ecwid(tree: Tree) -> bool:
    return "paymentStatus" in tree and "fulfillmentStatus" in tree and isinstance(tree.get("items"), list)


def read_ecwid(tree: Tree) -> Draft:
    gross = str(tree.get("pricesIncludeTax")).lower() == "true"
    off = _sum(number(tree, "couponDiscount"), number(tree, "discount"))
    shipping = branch(tree, "shippingOption")
    cost = number(shipping, "shippingRateWithoutTax")
    whole = number(shipping, "shippingRate")
    sent = (cost, whole - cost) if cost is not None and whole is not None else (whole, None)
    return draft_of(
        Told(
            "ecwid",
            text(tree, "id"),
            first(tree, ("orderNumber",), ("vendorOrderNumber",), ("id",)),
            first(tree, ("currency",), ("paymentCurrency",)),
            number(tree, "total"),
            moment(tree, ("updateTimestamp",), ("createTimestamp",)),
            (text(tree, "paymentStatus"), text(tree, "fulfillmentStatus").replace("WILL_NOT", "cancel")),
            text(tree, "email"),
            branch(tree, "billingPerson") or branch(tree, "shippingPerson"),
            [_ecwid_line(one, gross=gross) for one in items(tree, "items")],
            [(text(shipping, "shippingMethodName") or "Dostawa", *sent), ("Rabat", *_negative(off))],
            deliver_to=branch(tree, "shippingPerson"),
            note=text(tree, "orderComments"),
            payment=text(tree, "paymentMethod"),
            delivery=text(shipping, "shippingMethodName"),
            rest=_options(tree, "items", "selectedOptions"),
        )
    )


def _ecwid_line(one: Tree, *, gross: bool) -> Line:
    count, each = quantity(one, "quantity"), number(one, "price")
    whole = each * count / 1000 if each is not None else None
    tax = number(one, "tax")
    net = whole - tax if gross and whole is not None and tax else whole
    return Line(text(one, "sku"), text(one, "name"), count, net, tax, text(one, "productId"), text(one, "id"))


def knows_squarespace(tree: Tree) -> bool:
    return "lineItems" in tree and "customerEmail" in tree and "grandTotal" in tree


def read_squarespace(tree: Tree) -> Draft:
    """Tax is told of the whole order alone: it stands in a line of its own, where it is not within the prices."""
    gross = text(tree, "priceTaxInterpretation").upper() == "INCLUSIVE"
    tax = None if gross else number(tree, "taxTotal", "value")
    lines = []
    for one in items(tree, "lineItems"):
        count, each = quantity(one, "quantity"), number(one, "unitPricePaid", "value")
        net = each * count / 1000 if each is not None else None
        lines.append(
            Line(text(one, "sku"), text(one, "productName"), count, net, None, text(one, "productId"), text(one, "id"))
        )
    return draft_of(
        Told(
            "squarespace",
            text(tree, "id"),
            text(tree, "orderNumber"),
            text(tree, "grandTotal", "currency"),
            number(tree, "grandTotal", "value"),
            moment(tree, ("modifiedOn",), ("createdOn",)),
            (text(tree, "fulfillmentStatus"),),
            text(tree, "customerEmail"),
            branch(tree, "billingAddress"),
            lines,
            [
                ("Dostawa", number(tree, "shippingTotal", "value"), None),
                ("Rabat", *_negative(_sum(number(tree, "discountTotal", "value")))),
                ("VAT", tax, None),
            ],
            deliver_to=branch(tree, "shippingAddress"),
            rest=_options(tree, "lineItems", "customizations"),
        )
    )


def knows_wix(tree: Tree) -> bool:
    return "priceSummary" in tree and "buyerInfo" in tree and "lineItems" in tree


def read_wix(tree: Tree) -> Draft:
    gross = str(tree.get("taxIncludedInPrices")).lower() == "true"
    summary, home = branch(tree, "priceSummary"), branch(tree, "billingInfo")
    shipping, logistics = number(summary, "shipping", "amount"), branch(tree, "shippingInfo", "logistics")
    sent = number(tree, "shippingInfo", "cost", "taxDetails", "totalTax", "amount")
    return draft_of(
        Told(
            "wix",
            first(tree, ("id",), ("_id",)),
            text(tree, "number"),
            text(tree, "currency"),
            number(summary, "total", "amount"),
            moment(tree, ("updatedDate",), ("_updatedDate",), ("createdDate",)),
            (text(tree, "status"),),
            text(tree, "buyerInfo", "email"),
            branch(home, "address"),
            [_wix_line(one, gross=gross) for one in items(tree, "lineItems")],
            [
                (
                    text(tree, "shippingInfo", "title") or "Dostawa",
                    shipping - sent if gross and shipping is not None and sent else shipping,
                    sent,
                ),
                ("Rabat", *_negative(_sum(number(summary, "discount", "amount")))),
            ],
            contact=branch(home, "contactDetails"),
            deliver_to=branch(logistics, "shippingDestination", "address"),
            note=text(tree, "buyerNote"),
            delivery=text(tree, "shippingInfo", "title"),
            rest=_options(tree, "lineItems", "descriptionLines"),
        )
    )


def _wix_line(one: Tree, *, gross: bool) -> Line:
    count, each = quantity(one, "quantity"), number(one, "price", "amount")
    whole = each * count / 1000 if each is not None else None
    rate = number(one, "taxDetails", "taxRate")
    percent = rate * 100 if rate is not None else None
    net, tax = part_of_gross(whole, percent) if gross else on_top(whole, percent)
    sku = first(one, ("physicalProperties", "sku"), ("sku",))
    name = first(one, ("productName", "original"), ("productName", "translated"), ("productName",))
    return Line(sku, name, count, net, tax, text(one, "catalogReference", "catalogItemId"), text(one, "id"))


def knows_idosell(tree: Tree) -> bool:
    return "orderDetails" in tree and "clientResult" in tree and "orderSerialNumber" in tree


def read_idosell(tree: Tree) -> Draft:
    client, details = branch(tree, "clientResult"), branch(tree, "orderDetails")
    costs = branch(details, "payments", "orderCurrency")
    lines = [_idosell_line(one) for one in items(details, "productsResults")]
    sent = part_of_gross(number(costs, "orderDeliveryCost"), number(costs, "orderDeliveryVat"))
    paid = part_of_gross(number(costs, "orderPayformCost"), number(costs, "orderPayformVat"))
    told = [number(costs, key) for key in ("orderProductsCost", "orderDeliveryCost", "orderPayformCost")]
    delivery = first(details, ("dispatch", "courierName"))
    return draft_of(
        Told(
            "idosell",
            text(tree, "orderId"),
            text(tree, "orderSerialNumber"),
            text(costs, "currencyId"),
            _sum(*told) if told[0] is not None else None,
            moment(details, ("orderChangeDate",), ("orderAddDate",)),
            (text(details, "orderStatus"),),
            first(client, ("clientAccount", "clientEmail")),
            branch(client, "clientBillingAddress"),
            lines,
            [(delivery or "Dostawa", *sent), ("Płatność", *paid)],
            contact=branch(client, "clientAccount"),
            deliver_to=branch(client, "clientDeliveryAddress"),
            note=text(details, "clientNoteToOrder"),
            payment=text(details, "payments", "orderPaymentType"),
            delivery=delivery,
        )
    )


def _idosell_line(one: Tree) -> Line:
    count, each = quantity(one, "productQuantity"), number(one, "productOrderPrice")
    net, tax = part_of_gross(each * count / 1000 if each is not None else None, number(one, "productVat"))
    code = first(one, ("productSizeCodeExternal",), ("productCode",))
    return Line(code, text(one, "productName"), count, net, tax, text(one, "productId"), text(one, "basketPosition"))


def _sum(*found: Decimal | None) -> Decimal:
    return sum((one for one in found if one is not None), Decimal(0))


def _negative(off: Decimal) -> Parts:
    return (-abs(off), None) if off else (None, None)


def _between(tree: Tree, word: str) -> Parts:
    net, gross = number(tree, f"{word}_ex_tax"), number(tree, f"{word}_inc_tax")
    return net, gross - net if net is not None and gross is not None else None


def _options(tree: Tree, lines: str, options: str) -> tuple[tuple[str, str], ...]:
    """What was chosen or written with a line: its size, an engraving."""
    found = []
    for one in items(tree, lines):
        goods = first(one, ("name",), ("productName",), ("productName", "original"))
        for option in items(one, options):
            name = first(option, ("name",), ("label",), ("name", "original"))
            value = first(option, ("value",), ("plainText", "original"), ("colorInfo", "original"))
            if value:
                found.append((f"{goods}: {name}" if name else goods, value))
    return tuple(found)


SHAPES = (
    ("magento", knows_magento, read_magento),
    ("bigcommerce", knows_bigcommerce, read_bigcommerce),
    ("ecwid", knows_ecwid, read_ecwid),
    ("squarespace", knows_squarespace, read_squarespace),
    ("wix", knows_wix, read_wix),
    ("idosell", knows_idosell, read_idosell),
)
