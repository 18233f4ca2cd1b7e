"""An order of a maker nobody has met -> a draft: numbered as one, with goods, counts and mostly prices, and a buyer."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from crm_desktop.intake.formats.form import draft_of
from crm_desktop.intake.formats.orders.head import Head, head_of
from crm_desktop.intake.formats.orders.lines import Line, Order, orders_in
from crm_desktop.intake.formats.orders.nested import Pair, may_hold_lines, tree_of
from crm_desktop.intake.formats.orders.pricing import main_rate, priced
from crm_desktop.intake.formats.shapes import Fields
from crm_desktop.intake.formats.shops.tree import minor, moment, price, vat_rate
from crm_desktop.intake.records import Draft, WantedProduct
from crm_desktop.intake.shop_records import MAKER, Charge, ShopEvent, ShopLine, ShopOrder, ShopPlace
from db.vocabulary import VatRate


def drafts_of_orders(fields: Fields, own_map: Mapping[str, str], *, listed: bool = False) -> list[Draft]:
    """[] for what is no order, or none that anybody can be asked about. `listed`: a row of a table that numbers it."""
    if not may_hold_lines(fields.pairs):
        return []
    found = orders_in(tree_of(fields.pairs))
    drafts = [_draft(fields, order, own_map, alone=len(found) == 1, listed=listed) for order in found]
    return [draft for draft in drafts if draft is not None] if all(drafts) else []


def _draft(fields: Fields, order: Order, own_map: Mapping[str, str], *, alone: bool, listed: bool) -> Draft | None:
    mine = _beside(fields.pairs, order, alone=alone)
    head = head_of(mine, (fields.root, *order.path))
    has_prices = sum(_has_price(line) for line in order.lines) * 2 > len(order.lines)
    if not head.number or not head.is_order(priced=has_prices, listed=listed):
        return None
    home = draft_of(Fields(tuple(head.home), fields.uploads), own_map, is_order=True)
    sent_to = draft_of(Fields(tuple(head.delivery)), {}, is_order=True) if head.delivery else None
    draft = _with_buyer(home, sent_to)
    if not draft.has_contact:
        return None
    goods = tuple(_wanted(line) for line in order.lines)
    shop = _shop_order(head, order.lines, sent_to)
    rest = (*draft.rest, *head.beside, *(() if shop is not None else head.taken))
    return replace(draft, products=goods, external_ref=head.number, shop=shop, rest=rest, aside=tuple(head.taken))


def _beside(pairs: tuple[Pair, ...], order: Order, *, alone: bool) -> list[Pair]:
    """All that is not of the lines; of several orders only what stands in the order's own place."""
    if alone:
        return [pair for place, pair in enumerate(pairs) if place not in order.places]
    own = _under(order.node)
    return [pair for place, pair in enumerate(pairs) if place in own and place not in order.places]


def _under(node: object) -> set[int]:
    if isinstance(node, dict):
        return {place for inner in node.values() for place in _under(inner)}
    return {place for place, _ in node} if isinstance(node, list) else set()


def _has_price(line: Line) -> bool:
    return any(one is not None for one in (line.price, line.net, line.gross))


def _wanted(line: Line) -> WantedProduct:
    each = line.net if line.net is not None else line.price if line.price is not None else line.gross
    text, name = " ".join((line.code or line.name).split()), " ".join(line.name.split())
    return WantedProduct(
        text, line.quantity, price(each) if each is not None and each >= 0 else None, name if name != text else ""
    )


def _with_buyer(home: Draft, sent_to: Draft | None) -> Draft:
    """Who is told with the address of the delivery alone is who buys."""
    if sent_to is None:
        return home
    told = replace(home, name=home.name or ("" if home.company else sent_to.name), phone=home.phone or sent_to.phone)
    told = told if told.company or told.name else replace(told, company=sent_to.company)
    if home.street or home.city:
        return told
    return replace(
        told,
        street=sent_to.street,
        postal_code=sent_to.postal_code,
        city=sent_to.city,
        country=home.country or sent_to.country,
    )


def _shop_order(head: Head, lines: tuple[Line, ...], sent_to: Draft | None) -> ShopOrder | None:
    """None where prices are missing: then those of the catalogue count."""
    found = priced(lines, tuple(head.costs), tuple(head.totals))
    if found is None:
        return None
    told = zip(lines, found.each, strict=True)
    rate = main_rate(lines)
    costs = zip(head.costs, found.costs, strict=True)
    return ShopOrder(
        shop=MAKER,
        reference=head.number,
        number=head.number,
        event=ShopEvent.CANCEL if head.is_off else ShopEvent.ORDER,
        currency=head.currency,
        price_mode=found.mode,
        lines=tuple(_line(line, each, rate) for line, each in told),
        charges=tuple(
            Charge(head.method if cost.name == "Dostawa" and head.method else cost.name, minor(amount), rate)
            for cost, amount in costs
            if minor(amount)
        ),
        total=minor(head.asked) if head.asked is not None else None,
        payment=head.payment,
        delivery=head.method,
        deliver_to=_place(sent_to) if sent_to is not None and (sent_to.street or sent_to.city) else None,
        mode_told=bool(head.totals) or any(line.net is not None or line.gross is not None for line in lines),
        version=moment({"version": head.version}, ("version",)) if head.version else "",
    )


def _line(line: Line, each: Decimal, rate: VatRate) -> ShopLine:
    return ShopLine(
        code=line.code,
        name=line.name,
        quantity=line.quantity,
        unit_price=price(each),
        vat_rate=vat_rate(line.rate) if line.rate else rate,
        barcode=line.barcode if line.barcode != line.code else "",
        number=line.number,
        rate_told=bool(line.rate),
    )


def _place(told: Draft) -> ShopPlace:
    return ShopPlace(
        name=" · ".join(part for part in (told.company, told.name) if part),
        street=told.street,
        postal_code=told.postal_code,
        city=told.city,
        country=told.country,
        phone=told.phone,
    )
