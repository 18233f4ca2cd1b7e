"""Interest: inquiries that name a product, bought or not."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.analytics.dimensions import PRODUCT_DIMENSIONS, catalogue_key_of, dimension, join_groups
from crm_desktop.analytics.funnel import names_products, restrict_items
from db.models.catalogue import ProductRow
from db.models.sales import OpportunityRow, OrderLineRow, OrderRow
from db.vocabulary import OrderStatus


def interest_rows(
    session: Session, since: date, until: date, where: tuple[tuple[str, str], ...] = ()
) -> list[tuple[Any, ...]]:
    """(product code, name, inquiries that name it, of these bought), by inquiries descending, then code."""
    p, product, named = OpportunityRow, ProductRow, names_products()
    bought = (
        select(OrderRow.id)
        .join(OrderLineRow, OrderLineRow.order_id == OrderRow.id)
        .where(
            OrderRow.opportunity_id == p.id,
            OrderLineRow.product_id == product.id,
            OrderRow.status.not_in((OrderStatus.DRAFT, OrderStatus.CANCELLED)),
        )
        .exists()
    )
    columns: list[Any] = [product.code, product.name, func.count(), func.count().filter(bought)]
    statement = (
        select(*columns)
        .select_from(named)
        .join(p, p.id == named.c.opportunity_id)
        .join(product, product.id == named.c.product_id)
        .where(p.received_on.between(since, until))
        .group_by(product.code, product.name)
    )
    for key, told in where:
        if key in PRODUCT_DIMENSIONS:  # the named product itself, not all that an inquiry with it names
            statement = join_groups(statement, dimension(key).joins).where(catalogue_key_of(key) == told)
    others = tuple(condition for condition in where if condition[0] not in PRODUCT_DIMENSIONS)
    rows = [tuple(row) for row in session.execute(restrict_items(statement, others))]
    return sorted(rows, key=lambda row: (-row[2], row[0]))
