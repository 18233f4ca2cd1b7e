"""Items of the funnel as integers: one select that fills their snapshot, run by the database or over its own tables in
memory."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    String,
    Subquery,
    case,
    func,
    select,
    true,
    type_coerce,
)

from crm_desktop.analytics.dimensions import (
    ITEM_DIMENSIONS,
    PLAIN,
    first_warehouse,
    item_key_of,
    join_items,
    main_product,
)
from crm_desktop.analytics.funnel import TIMES, names_products, reason
from crm_desktop.analytics.item_lines import first_order, number_of
from crm_desktop.analytics.item_value import latest_offer, with_value
from crm_desktop.analytics.sales import Money
from crm_desktop.inquiries.rules import STAGES, rank
from db.models.catalogue import ProductRow
from db.models.history import HistoryItemRow
from db.models.sales import InquiryRow, OpportunityRow
from db.models.warehouse import WarehouseRow
from db.vocabulary import FunnelStage

SPANS = tuple(stage.value for stage in STAGES if stage is not FunnelStage.RECEIVED)
"""Of each stage but the first: microseconds from received, NULL where it was not reached or nobody knows when."""
NUMBERS = ("item_id", "day", "value", "excluded", "stage", "lost", "imported", *SPANS)
STORED = ("product", "customer", "employee")
"""Dimensions told by the stored key, 0 for none."""
TEXTS = (*(key for key in ITEM_DIMENSIONS if key not in PLAIN), "reason")
"""Dimensions told by a code of their text, and why it was lost."""
KINDS = {"value": "BIGINT", "stage": "UTINYINT", "lost": "UTINYINT", "imported": "UTINYINT", "number": "TEXT"}
KINDS |= dict.fromkeys(SPANS, "BIGINT")
"""What is no INTEGER."""
COLUMNS = (*NUMBERS, *STORED, *TEXTS, "number")

TABLES: dict[str, tuple[str, ...]] = {
    "products": ("id:INTEGER", "code:TEXT", "name:TEXT", "group_id:INTEGER", "subgroup_id:INTEGER"),
    "product_groups": ("id:INTEGER", "name:TEXT"),
    "customers": ("id:INTEGER", "code:TEXT", "name:TEXT", "group_id:INTEGER", "region:TEXT"),
    "customer_groups": ("id:INTEGER", "name:TEXT"),
    "addresses": ("customer_id:INTEGER", "position:INTEGER", "country:TEXT"),
    "employees": ("id:INTEGER", "login:TEXT", "name:TEXT"),
    "warehouses": ("id:INTEGER", "code:TEXT"),
    "forms": ("id:INTEGER", "key:TEXT"),
    "campaigns": ("id:INTEGER", "key:TEXT"),
    "opportunities": (
        *("id:INTEGER", "customer_id:INTEGER", "employee_id:INTEGER", "campaign_id:INTEGER", "form_id:INTEGER"),
        *("channel:TEXT", "furthest:TEXT", "received_on:INTEGER", "received_at:BIGINT", "answered_at:BIGINT"),
        *("offered_at:BIGINT", "ordered_at:BIGINT", "issued_at:BIGINT", "completed_at:BIGINT", "lost_at:BIGINT"),
        *("lost_reason:TEXT", "estimate:BIGINT"),
    ),
    "history_items": (
        *("opportunity_id:INTEGER", "number:TEXT", "customer_group:TEXT", "country:TEXT", "region:TEXT"),
        *("channel:TEXT", "product_id:INTEGER", "lost_reason:TEXT", "currency:TEXT"),
    ),
    "inquiries": ("id:INTEGER", "number:TEXT", "opportunity_id:INTEGER"),
    "inquiry_products": ("inquiry_id:INTEGER", "product_id:INTEGER"),
    "offers": ("id:INTEGER", "opportunity_id:INTEGER", "currency:TEXT", "net:BIGINT"),
    "orders": (
        *("id:INTEGER", "number:TEXT", "opportunity_id:INTEGER", "warehouse_id:INTEGER", "status:TEXT"),
        *("currency:TEXT", "rate:BIGINT"),
    ),
    "order_lines": ("order_id:INTEGER", "product_id:INTEGER", "kind:TEXT", "net:BIGINT"),
}
"""What the select reads of each table."""


def item_facts(money: Money, *, of: ColumnElement[bool] | None = None) -> Select[Any]:
    """Every item, in no period too, or those `of` a condition on them: COLUMNS, with TEXTS as text."""
    p, when = OpportunityRow, true() if of is None else of
    chosen = _chosen(when)
    reached = case({stage.value: rank(stage) for stage in STAGES}, value=type_coerce(p.furthest, String), else_=0)
    lost, keys = p.lost_at.is_not(None), [key for key in TEXTS if key != "reason"]
    columns: list[ColumnElement[Any]] = [
        p.id.label("item_id"),
        func.coalesce(type_coerce(p.received_on, Integer), 0).label("day"),
        reached.label("stage"),
        case((lost, 1), else_=0).label("lost"),
        case((HistoryItemRow.opportunity_id.is_not(None), 1), else_=0).label("imported"),
        *(_span(FunnelStage(name), reached).label(name) for name in SPANS),
        func.coalesce(ProductRow.id, 0).label("product"),
        p.customer_id.label("customer"),
        func.coalesce(p.employee_id, 0).label("employee"),
        *(item_key_of(key).label(key) for key in keys),
        case((lost, reason()), else_="").label("reason"),
        number_of(chosen.c.first_order).label("number"),
    ]
    statement = select(*columns).select_from(p).outerjoin(chosen, chosen.c.item_id == p.id)
    valued = with_value(statement, when, money, chosen.c.offer_id)
    valued = valued.outerjoin(HistoryItemRow, HistoryItemRow.opportunity_id == p.id)
    valued = valued.outerjoin(InquiryRow, InquiryRow.opportunity_id == p.id)
    told = join_items(valued, ("product", *keys), _joins(chosen)).subquery().c
    return select(*(told[name] for name in COLUMNS))


def named_products(of: Sequence[int] = ()) -> Select[Any]:
    """(item, product) of every product that an item names, each once; `of` some items alone."""
    named = names_products()
    statement = select(named.c.opportunity_id, named.c.product_id)
    return statement.where(named.c.opportunity_id.in_(of)) if of else statement


def _chosen(when: ColumnElement[bool]) -> Subquery:
    """What is looked for item by item: DuckDB joins by no such question."""
    p, past = OpportunityRow, HistoryItemRow
    columns = [
        p.id.label("item_id"),
        main_product().label("product_id"),
        first_warehouse().label("warehouse_id"),
        latest_offer().label("offer_id"),
        first_order().label("first_order"),
    ]
    return select(*columns).outerjoin(past, past.opportunity_id == p.id).where(when).subquery()


def _joins(chosen: Subquery) -> dict[str, Callable[[Select[Any]], Select[Any]]]:
    return {
        "product": lambda s: s.outerjoin(ProductRow, ProductRow.id == chosen.c.product_id),
        "warehouse": lambda s: s.outerjoin(WarehouseRow, WarehouseRow.id == chosen.c.warehouse_id),
    }


def _span(stage: FunnelStage, reached: ColumnElement[Any]) -> ColumnElement[Any]:
    p = OpportunityRow
    time = type_coerce(TIMES[stage], BigInteger)
    return case((reached >= rank(stage), time - type_coerce(p.received_at, BigInteger)), else_=None)
