"""All that a shop told of one order, put together: whatever came first, the same is wanted in the end."""

from dataclasses import replace

from crm_desktop.intake.shop_records import Charge, Refund, ShopEvent, ShopLine, ShopOrder
from crm_desktop.work import Work
from db.models.intake import ShopStateRow
from db.vocabulary import VatRate

ALL = "all"
"""The refund of everything, where the shop tells no lines."""
FOR_EVER = "~"
"""Later than every time: what is deleted, or called off by a shop that tells no times, does not come back."""


def state_of(work: Work, key: str) -> ShopStateRow:
    """What was told so far; locked until the end of the transaction."""
    row = work.session.get(ShopStateRow, key, with_for_update=True)
    if row is None:
        row = ShopStateRow(key=key, version="", cancelled=False, goods=[], charges=[], refunds={})
        work.session.add(row)
        work.session.flush()
    return row


def is_older(state: ShopStateRow, order: ShopOrder) -> bool:
    """Whether the shop has told of something newer already."""
    return bool(order.version) and order.version < state.version


def is_newer(state: ShopStateRow, order: ShopOrder) -> bool:
    return bool(order.version) and order.version > state.version


def learn(state: ShopStateRow, order: ShopOrder) -> None:
    """Adds what this word tells; an older one brings its refunds alone."""
    for refund in order.refunds:
        known = state.refunds.get(refund.key)
        if known is None or (refund.lines and not known["lines"]):
            state.refunds = {**state.refunds, refund.key: {"amount": refund.amount, "lines": list(refund.lines)}}
    if order.event is ShopEvent.REFUND and order.lines:
        state.refunds = {**state.refunds, ALL: {"amount": 0, "lines": []}}
    if is_older(state, order):
        return
    if order.event is ShopEvent.CANCEL:
        state.cancelled = True
        state.version = state.version if order.version else FOR_EVER
    elif is_newer(state, order):
        state.cancelled = False
    if order.lines:
        state.goods = [_line_values(line) for line in order.lines]
        state.charges = [[c.name, c.amount, c.vat_rate.value, c.foreign_tax] for c in order.charges]
    state.version = max(state.version, order.version)


def wanted(state: ShopStateRow, order: ShopOrder) -> ShopOrder:
    """The order as it shall be: the newest goods less what was refunded of each line."""
    lines = [_line(values) for values in state.goods]
    off = dict.fromkeys((line.line_id for line in lines), 0)
    for refund in state.refunds.values():
        for key, quantity in refund["lines"]:
            off[key] = off.get(key, 0) + quantity
    left = [_less(line, off[line.line_id] if line.line_id else 0) for line in lines]
    charges = tuple(Charge(name, amount, VatRate(rate), tax) for name, amount, rate, tax in state.charges)
    return replace(order, lines=tuple(line for line in left if line.quantity > 0), charges=charges)


def _less(line: ShopLine, off: int) -> ShopLine:
    """Without what was refunded of it, and without the tax of that."""
    left = max(0, line.quantity - off)
    return replace(line, quantity=left, foreign_tax=line.foreign_tax * left // max(1, line.quantity))


def is_off(state: ShopStateRow, order: ShopOrder) -> bool:
    """Called off, or all of it refunded."""
    return state.cancelled or ALL in state.refunds or (bool(state.goods) and not wanted(state, order).lines)


def is_new(state: ShopStateRow, refund: Refund) -> bool:
    known = state.refunds.get(refund.key)
    return known is None or bool(refund.lines and not known["lines"])


def _line_values(line: ShopLine) -> list[object]:
    return [
        line.code,
        line.name,
        line.quantity,
        line.unit_price,
        line.vat_rate.value,
        line.barcode,
        line.number,
        line.foreign_tax,
        line.line_id,
    ]


def _line(values: list[object]) -> ShopLine:
    code, name, quantity, unit_price, rate, barcode, number, tax, line_id = values
    return ShopLine(  # as `_line_values` wrote them
        str(code),
        str(name),
        int(str(quantity)),
        int(str(unit_price)),
        VatRate(str(rate)),
        str(barcode),
        str(number),
        int(str(tax)),
        str(line_id),
    )
