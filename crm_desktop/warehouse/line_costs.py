"""What the lines of orders cost, as their goods leave, come back and are valued anew."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.warehouse.costing import Cost
from db.models.sales import OrderLineCostRow
from db.prepared import write_rows


def add_line_costs(session: Session, costs: Mapping[int, Cost]) -> None:
    """What more of each line has a known cost, and how much; less where goods come back or a correction says so."""
    cost = OrderLineCostRow
    before = {row.order_line_id: row for row in session.scalars(select(cost).where(cost.order_line_id.in_(costs)))}
    for line_id, more in costs.items():
        if line_id in before:
            before[line_id].quantity += more.quantity
            before[line_id].value += more.value
    first = [
        {"order_line_id": line_id, "quantity": more.quantity, "value": more.value}
        for line_id, more in costs.items()
        if line_id not in before
    ]
    if first:
        write_rows(session, cost, first)
