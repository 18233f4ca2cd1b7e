"""What a product costs for one customer: the price of their group from that quantity on, else the product's own."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.catalogue import ProductGroupPriceRow, ProductRow
from db.models.customers import CustomerRow


def prices_for(session: Session, customer_id: int, quantities: dict[int, int]) -> dict[int, int]:
    """Ten-thousandths by product; `quantities` thousandths by product. Unknown products are left out."""
    p, g, c = ProductRow, ProductGroupPriceRow, CustomerRow
    own = session.execute(select(p.id, p.net_price).where(p.id.in_(quantities)))
    prices = dict(own.all())
    of_group = session.execute(
        select(g.product_id, g.from_quantity, g.net_price)
        .join(c, c.group_id == g.customer_group_id)
        .where(c.id == customer_id, g.product_id.in_(quantities))
        .order_by(g.from_quantity)
    )
    for product_id, from_quantity, price in of_group:
        if quantities[product_id] >= from_quantity:
            prices[product_id] = price
    return prices
