"""What the lines of orders cost, as their goods leave, come back and are valued anew."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from crm_desktop.warehouse.costing import Cost
from db.models.sales import OrderLineCostRow
from db.prepared import Prepared, write_rows
from db.statements import table_of

_costs = table_of(OrderLineCostRow)
_KNOWN = Prepared(select(_costs.c.order_line_id).where(_costs.c.order_line_id.in_(bindparam("lines", expanding=True))))
_MORE = Prepared(
    update(_costs)
    .where(_costs.c.order_line_id == bindparam("of"))
    .values(quantity=_costs.c.quantity + bindparam("q"), value=_costs.c.value + bindparam("v"))
)


def add_line_costs(session: Session, costs: Mapping[int, Cost]) -> None:
    """What more of each line has a known cost, and how much; less where goods come back or a correction says so."""
    before = {line_id for (line_id,) in _KNOWN.rows(session, {"lines": list(costs)})}
    more_of = [{"of": key, "q": costs[key].quantity, "v": costs[key].value} for key in sorted(before)]
    _MORE.change_each(session, more_of)
    first = [
        {"order_line_id": line_id, "quantity": more.quantity, "value": more.value}
        for line_id, more in costs.items()
        if line_id not in before
    ]
    write_rows(session, OrderLineCostRow, first)
