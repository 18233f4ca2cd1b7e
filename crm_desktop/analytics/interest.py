"""Interest: inquiries that name a product, bought or not."""

from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.catalogue import ProductRow
from db.models.sales import InquiryProductRow, InquiryRow, OpportunityRow, OrderLineRow, OrderRow
from db.vocabulary import OrderStatus


def interest_rows(session: Session, since: date, until: date) -> list[tuple[Any, ...]]:
    """(product code, name, inquiries that name it, of these bought), by inquiries descending, then code."""
    p, i, n, product = OpportunityRow, InquiryRow, InquiryProductRow, ProductRow
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
    statement = (
        select(product.code, product.name, func.count(), func.count().filter(bought))
        .select_from(n)
        .join(i, i.id == n.inquiry_id)
        .join(p, p.id == i.opportunity_id)
        .join(product, product.id == n.product_id)
        .where(p.received_on.between(since, until))
        .group_by(product.code, product.name)
        .order_by(func.count().desc(), product.code)
    )
    return [tuple(row) for row in session.execute(statement)]
