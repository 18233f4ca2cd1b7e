"""Imported opportunities -> items of the funnel, and an order of one line for each that came so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import select

from crm_desktop.exchange.history.numbers import LONGEST, free_numbers
from crm_desktop.exchange.history.parties import UNIT, Parties
from crm_desktop.exchange.history.records import Opportunity
from crm_desktop.exchange.planning import parts
from crm_desktop.exchange.records import Progress
from crm_desktop.inquiries.rules import STAGES, rank
from crm_desktop.money import MINOR_SCALE, PRICE_SCALE, QUANTITY_SCALE
from crm_desktop.work import Work
from db.models.history import HistoryItemRow, HistoryLineRow
from db.models.sales import OpportunityRow, OrderLineRow, OrderRow
from db.models.warehouse import WarehouseRow
from db.prepared import write_for_keys, write_rows
from db.statements import table_of
from db.vocabulary import Channel, FunnelStage, LineKind, LostReason, OrderStatus, Origin, PriceMode, VatRate

NOON = time(12)
STATUS = {
    FunnelStage.ORDERED: OrderStatus.PLACED,
    FunnelStage.ISSUED: OrderStatus.ISSUED,
    FunnelStage.COMPLETED: OrderStatus.COMPLETED,
}
"""How far the order of an opportunity has come, by the opportunity's furthest stage."""


@dataclass(frozen=True, slots=True)
class _Keys:
    customers: dict[str, int]
    employees: dict[str, int | None]
    products: dict[str, int]
    campaigns: dict[str, int | None]
    warehouse: int


def write_pipeline(
    work: Work, rows: Sequence[Opportunity], parties: Parties, progress: Progress, *, currency: str
) -> tuple[int, int]:
    """All rows; answers how many orders they made and how many are in no period."""
    keys = _keys(work, rows, parties)
    done = orders = 0
    for part in parts(rows):
        ids = write_for_keys(work.session, OpportunityRow, [_item(work, row, keys) for row in part])
        items = list(zip(part, ids, strict=True))
        write_rows(work.session, HistoryItemRow, [_past_item(row, key, keys, currency) for row, key in items])
        orders += _write_orders(work, [pair for pair in items if _ordered(pair[0])], keys, currency)
        done += len(part)
        progress(done, len(rows))
    return orders, sum(1 for row in rows if _received_on(row) is None)


def _ordered(row: Opportunity) -> bool:
    """An order that came to nothing is one that was cancelled: it is there, and counts nowhere."""
    return rank(row.stage) >= rank(FunnelStage.ORDERED)


def _received_on(row: Opportunity) -> date | None:
    return row.opened or row.closed


def _keys(work: Work, rows: Sequence[Opportunity], parties: Parties) -> _Keys:
    told = {row.said.customer: {"customer_group": row.said.customer_group, "region": row.said.region} for row in rows}
    first: dict[str, date | None] = {}
    for row in rows:
        days = [day for day in (first.get(row.campaign), _received_on(row)) if day is not None]
        first[row.campaign] = min(days, default=None)
    goods = {row.product: {"product_group": row.said.product_group} for row in rows if row.product}
    return _Keys(
        customers=parties.customers((row.said.customer for row in rows), told),
        employees=parties.employees(row.said.employee for row in rows),
        products=parties.products(goods, goods),
        campaigns=parties.campaigns(first),
        warehouse=work.session.scalars(select(table_of(WarehouseRow).c.id).order_by("id").limit(1)).one(),
    )


def _at(day: date | None) -> datetime | None:
    """Noon of no country: from day to day are whole days, whatever clocks were put forward between them."""
    return None if day is None else datetime.combine(day, NOON, UTC)


def _item(work: Work, row: Opportunity, keys: _Keys) -> dict[str, Any]:
    """The day it closed is that of its furthest stage's own event, and of its order; what lies between is not known."""
    received = _received_on(row)
    reached = dict.fromkeys(STAGES) | {FunnelStage.RECEIVED: _at(received)}
    if not row.lost and row.stage is not FunnelStage.RECEIVED:
        reached[row.stage] = _at(row.closed)
    if _ordered(row):
        reached[FunnelStage.ORDERED] = _at(row.closed or row.opened)
    lost_on = (row.closed or row.opened) if row.lost else None
    return {
        "customer_id": keys.customers[row.said.customer],
        "employee_id": keys.employees[row.said.employee],
        "campaign_id": keys.campaigns[row.campaign],
        "channel": Channel.FILE,
        "origin": Origin.HISTORY,
        "received_on": received,
        **{f"{stage.value}_at": moment for stage, moment in reached.items()},
        "furthest": row.stage,
        "lost_at": (_at(lost_on) or work.now) if row.lost else None,
        "lost_on": lost_on,
        "lost_reason": _reason(row.lost_reason) if row.lost else None,
        "estimate": row.value if not _ordered(row) or row.lost else 0,
    }


def _reason(text: str) -> LostReason | None:
    """A word that the company uses too; anything else stays in its own words beside."""
    try:
        return LostReason(text.strip().casefold())
    except ValueError:
        return LostReason.OTHER if text.strip() else None


def _past_item(row: Opportunity, key: int, keys: _Keys, currency: str) -> dict[str, Any]:
    said = row.said
    return {
        "opportunity_id": key,
        "number": row.number,
        "customer_group": said.customer_group,
        "country": said.country,
        "region": said.region,
        "channel": said.channel,
        "product_id": keys.products.get(row.product),
        "lost_reason": row.lost_reason if row.lost else "",
        "currency": currency,
    }


def _write_orders(work: Work, items: Sequence[tuple[Opportunity, int]], keys: _Keys, currency: str) -> int:
    if not items:
        return 0
    numbers = free_numbers(work, [row.number[:LONGEST] for row, _ in items])
    orders = [
        {
            "number": number,
            "opportunity_id": key,
            "customer_id": keys.customers[row.said.customer],
            "employee_id": keys.employees[row.said.employee],
            "warehouse_id": keys.warehouse,
            "status": OrderStatus.CANCELLED if row.lost else STATUS[row.stage],
            "origin": Origin.HISTORY,
            "channel": Channel.FILE,
            "currency": currency,
            "price_mode": PriceMode.NET,
            "net": row.value,
            "created_at": _at(row.closed or row.opened) or work.now,
            "placed_at": _at(row.closed or row.opened),
            "placed_on": row.closed or row.opened,
        }
        for number, (row, key) in zip(numbers, items, strict=True)
    ]
    ids = write_for_keys(work.session, OrderRow, orders)
    lines = [_line(row, order, keys) for (row, _), order in zip(items, ids, strict=True)]
    line_ids = write_for_keys(work.session, OrderLineRow, lines)
    past = [_past_line(row, line, keys) for (row, _), line in zip(items, line_ids, strict=True)]
    write_rows(work.session, HistoryLineRow, past)
    return len(items)


def _line(row: Opportunity, order_id: int, keys: _Keys) -> dict[str, Any]:
    return {
        "order_id": order_id,
        "position": 1,
        "kind": LineKind.GOODS,
        "product_id": keys.products.get(row.product),
        "name": row.product or row.number,
        "unit": UNIT,
        "quantity": QUANTITY_SCALE,
        "unit_price": row.value * (PRICE_SCALE // MINOR_SCALE),
        "vat_rate": VatRate.V23,
        "net": row.value,
        "sold_on": row.closed or row.opened,
        "picked": QUANTITY_SCALE,
        "issued": QUANTITY_SCALE,
    }


def _past_line(row: Opportunity, line_id: int, keys: _Keys) -> dict[str, Any]:
    said = row.said
    return {
        "order_line_id": line_id,
        "is_order": True,
        "customer_id": keys.customers[said.customer],
        "employee_id": keys.employees[said.employee],
        "customer_group": said.customer_group,
        "country": said.country,
        "region": said.region,
        "channel": said.channel,
        "product_group": said.product_group,
        "product_subgroup": said.product_subgroup,
        "warehouse": said.warehouse,
    }
