"""An order as two people typed it, field by field and line by line; and the order made of what was chosen."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from crm_desktop.customers.records import PostalAddress
from crm_desktop.orders.records import NewLine, PlaceOrder
from db.vocabulary import PriceMode
from ui import formats
from ui.orders.lines import line_of_card
from ui.orders.matter import Matter
from ui.orders.terms_page import named
from ui.widgets.both_values import Differing

HEAD = ("customer", "price_mode", "address", "payment", "delivery", "note")
LINE = "line_"


def order_of(matter: Matter) -> PlaceOrder:
    """A stored order as its pages would tell it."""
    card = matter.card
    lines = (
        line_of_card(
            line, matter.goods.get(line.product_id or 0), matter.prices.get(line.product_id or 0, ()), card.price_mode
        )
        for line in card.lines
    )
    return PlaceOrder(
        customer_id=card.row.customer_id,
        lines=tuple(line.command() for line in lines),
        warehouse_id=card.warehouse_id,
        address=named(card.address, card.row.customer),
        payment=card.payment,
        delivery=card.delivery,
        note=card.note,
        currency=card.row.currency,
        price_mode=card.price_mode,
    )


def differing(
    opened: PlaceOrder, mine: PlaceOrder, theirs: PlaceOrder, *, goods: Mapping[int, str], customers: Mapping[int, str]
) -> list[Differing]:
    """What both say otherwise; `goods` and `customers` by their keys."""
    titles = _titles()
    before, own, other = (_head(order, customers) for order in (opened, mine, theirs))
    found = [
        Differing(key, titles[key], own[key], other[key], own[key] != before[key])
        for key in HEAD
        if own[key] != other[key]
    ]
    lines = [_lines(order) for order in (opened, mine, theirs)]
    for key in dict.fromkeys((*lines[2], *lines[1])):
        was, here, there = (one.get(key) for one in lines)
        if here != there:
            line = here or there
            name = goods.get(line.product_id or 0, line.name) if line else ""
            found.append(Differing(key, name, _said(here), _said(there), here != was))
    return found


def chosen(mine: PlaceOrder, theirs: PlaceOrder, kept: frozenset[str]) -> PlaceOrder:
    """Theirs, and one's own in what was kept: a line that one took away is gone, one that one added comes last."""
    own, other = _lines(mine), _lines(theirs)
    wanted = {key: own.get(key) if key in kept else line for key, line in other.items()}
    wanted |= {key: line for key, line in own.items() if key in kept and key not in other}
    told = {key: getattr(mine, key) for key in HEAD[1:] if key in kept}
    whose = mine.customer_id if "customer" in kept else theirs.customer_id
    lines = tuple(line for line in wanted.values() if line is not None)
    return replace(mine, **{key: getattr(theirs, key) for key in HEAD[1:]} | told, customer_id=whose, lines=lines)


def _lines(order: PlaceOrder) -> dict[str, NewLine]:
    """By goods, the second line of the same goods apart."""
    seen: Counter[str] = Counter()
    found = {}
    for line in order.lines:
        key = str(line.product_id or line.name)
        seen[key] += 1
        found[f"{LINE}{key}" if seen[key] == 1 else f"{LINE}{key}_{seen[key]}"] = line
    return found


def _said(line: NewLine | None) -> str:
    if line is None:
        return QCoreApplication.translate("BothOrders", "not there")
    parts = [f"{formats.quantity(line.quantity)} × {formats.price(line.unit_price or 0)}"]
    if line.discount:
        parts.append(f"−{formats.percent(line.discount, 10_000)}")
    return " · ".join([*parts, f"VAT {line.vat_rate.value}" if line.vat_rate else ""]).rstrip(" ·")


def _head(order: PlaceOrder, customers: Mapping[int, str]) -> dict[str, str]:
    gross = (
        QCoreApplication.translate("BothOrders", "gross")
        if order.price_mode is PriceMode.GROSS
        else QCoreApplication.translate("BothOrders", "net")
    )
    return {
        "customer": customers.get(order.customer_id, str(order.customer_id)),
        "price_mode": gross,
        "address": _place(order.address or PostalAddress()),
        "payment": order.payment,
        "delivery": order.delivery,
        "note": order.note,
    }


def _place(address: PostalAddress) -> str:
    town = " ".join(part for part in (address.postal_code, address.city) if part)
    country = address.country if address.country != "PL" else ""
    return ", ".join(part for part in (address.name, address.street, town, country, address.phone) if part)


def _titles() -> dict[str, str]:
    return {
        "customer": QCoreApplication.translate("BothOrders", "Customer"),
        "price_mode": QCoreApplication.translate("BothOrders", "Prices"),
        "address": QCoreApplication.translate("BothOrders", "Delivery address"),
        "payment": QCoreApplication.translate("BothOrders", "Payment"),
        "delivery": QCoreApplication.translate("BothOrders", "Delivery"),
        "note": QCoreApplication.translate("BothOrders", "Notes for the WZ and the label"),
    }
