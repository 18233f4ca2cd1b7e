"""Goods as an order takes them: found as one types or scans, with stock, price and, for whom may, the cost."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from crm_desktop.catalogue.queries import list_products, products_by_id, scanned
from crm_desktop.catalogue.records import Product
from crm_desktop.errors import NotFound
from crm_desktop.money import share
from db.models.catalogue import ProductGroupPriceRow, ProductRow
from db.models.customers import CustomerRow
from db.models.sales import OrderLineRow, OrderRow
from db.models.staff import RolePermissionRow
from db.models.warehouse import ProductCostRow
from db.prepared import Prepared
from db.statements import table_of
from db.vocabulary import LineKind, OrderStatus, Permission, Role

USUAL_MOST = 6
_steps, _customers = table_of(ProductGroupPriceRow), table_of(CustomerRow)
_GROUP_PRICES = Prepared(
    select(_steps.c.product_id, _steps.c.from_quantity, _steps.c.net_price)
    .select_from(_steps.join(_customers, _customers.c.group_id == _steps.c.customer_group_id))
    .where(_customers.c.id == bindparam("customer_id"), _steps.c.product_id.in_(bindparam("products", expanding=True)))
    .order_by(_steps.c.product_id, _steps.c.from_quantity)
)
PriceSteps = dict[int, tuple[tuple[int, int], ...]]
"""By product: (from this quantity on, this price), thousandths and ten-thousandths, the least quantity first."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A product with today's average cost: `cost_value` minor units for `cost_quantity` thousandths, 0 unknown."""

    product: Product
    cost_quantity: int = 0
    cost_value: int = 0

    def cost(self, quantity: int) -> int | None:
        """Of so many thousandths, minor units; None where it is not known."""
        return share(self.cost_value, quantity, self.cost_quantity) if self.cost_quantity > 0 else None


@dataclass(frozen=True, slots=True)
class Usual:
    """What a customer takes again and again: how much the last time, at what price, in how many orders."""

    product_id: int
    code: str
    name: str
    unit: str
    quantity: int
    unit_price: int
    discount: int
    orders: int


def may_see_costs(session: Session, role: Role) -> bool:
    """Whether costs and margins are for this role's eyes (law 7)."""
    r = RolePermissionRow
    held = select(r.role).where(r.role == role, r.permission == Permission.SEE_COSTS)
    return session.execute(held).first() is not None


def find_goods(
    session: Session, wanted: str, *, warehouse_id: int = 1, costs: bool = False, limit: int = 12
) -> list[Offered]:
    """What holds the words of `wanted`, what begins with them first; with `costs` what each costs."""
    found = list_products(session, search_for=wanted, warehouse_id=warehouse_id, limit=4 * limit)
    start = wanted.strip().casefold()
    found.sort(key=lambda product: not (product.code.casefold() + " " + product.name.casefold()).startswith(start))
    return _with_costs(session, [product for product in found if product.active][:limit], warehouse_id, costs)


def read_code(session: Session, code: str, *, warehouse_id: int = 1, costs: bool = False) -> tuple[Offered, int] | None:
    """What exactly this barcode or code stands for, and how much of it; None where nothing does."""
    try:
        hit = scanned(session, code)
    except NotFound:
        return None
    found = goods_by_id(session, [hit.product_id], warehouse_id=warehouse_id, costs=costs)
    return found[hit.product_id], hit.quantity


def goods_by_id(session: Session, ids: list[int], *, warehouse_id: int = 1, costs: bool = False) -> dict[int, Offered]:
    products = products_by_id(session, ids, warehouse_id=warehouse_id)
    offered = _with_costs(session, list(products.values()), warehouse_id, costs)
    return {one.product.product_id: one for one in offered}


def group_prices(session: Session, customer_id: int, product_ids: list[int]) -> PriceSteps:
    """What the customer's group pays; products at their own price alone are left out."""
    rows = _GROUP_PRICES.rows(session, {"customer_id": customer_id, "products": product_ids})
    found: PriceSteps = {}
    for product_id, from_quantity, price in rows:
        found[product_id] = (*found.get(product_id, ()), (from_quantity, price))
    return found


def price_at(own: int, steps: tuple[tuple[int, int], ...], quantity: int) -> int:
    """Ten-thousandths: the step that `quantity` (thousandths) reaches, else `own`, the product's own price."""
    reached = [price for from_quantity, price in steps if quantity >= from_quantity]
    return reached[-1] if reached else own


def _with_costs(session: Session, products: list[Product], warehouse_id: int, costs: bool) -> list[Offered]:
    if not costs or not products:
        return [Offered(product) for product in products]
    c = ProductCostRow
    rows = session.execute(
        select(c.product_id, c.quantity, c.value).where(
            c.warehouse_id == warehouse_id, c.product_id.in_([product.product_id for product in products])
        )
    )
    known = {row[0]: (row[1], row[2]) for row in rows}
    return [Offered(product, *known.get(product.product_id, (0, 0))) for product in products]


def usual_goods(session: Session, customer_id: int, *, limit: int = USUAL_MOST) -> list[Usual]:
    """Those in most of the customer's orders first, each as it was taken the last time."""
    line, order, product = OrderLineRow, OrderRow, ProductRow
    left_out = (OrderStatus.DRAFT, OrderStatus.CANCELLED)
    orders = func.count(order.id.distinct())
    often = (
        select(func.max(line.id).label("line_id"), orders.label("orders"))
        .join(order, order.id == line.order_id)
        .where(
            order.customer_id == customer_id,
            order.status.not_in(left_out),
            line.kind == LineKind.GOODS,
            line.product_id.is_not(None),
            line.quantity > 0,
        )
        .group_by(line.product_id)
        .order_by(orders.desc(), func.max(line.id).desc())
        .limit(limit)
        .subquery()
    )
    rows = session.execute(
        select(
            product.id,
            product.code,
            product.name,
            product.unit,
            line.quantity,
            line.unit_price,
            line.discount,
            often.c.orders,
        )
        .join(often, often.c.line_id == line.id)
        .join(product, product.id == line.product_id)
        .where(product.active)
        .order_by(often.c.orders.desc(), line.id.desc())
    )
    return [Usual(*row) for row in rows]
