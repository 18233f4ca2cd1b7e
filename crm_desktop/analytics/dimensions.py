"""ONE table of dimensions: key -> what it is in SQL, for sale lines and for the funnel's items."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, Subquery, case, cast, func, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, aliased

from crm_desktop.errors import WrongCall
from db.models.catalogue import ProductGroupRow, ProductRow
from db.models.customers import AddressRow, CustomerGroupRow, CustomerRow
from db.models.history import HistoryItemRow, HistoryLineRow
from db.models.intake import FormRow
from db.models.sales import InquiryProductRow, InquiryRow, OpportunityRow, OrderLineRow, OrderRow
from db.models.staff import EmployeeRow
from db.models.warehouse import WarehouseRow
from db.models.worth import CampaignRow, ExpenseRow
from db.vocabulary import LineKind, OrderStatus

Subgroup = aliased(ProductGroupRow)
Expression = ColumnElement[Any] | InstrumentedAttribute[Any]


Line, Past = HistoryLineRow, HistoryItemRow
_LINE_CUSTOMER = func.coalesce(Line.customer_id, OrderRow.customer_id)
_LINE_EMPLOYEE = case((Line.order_line_id.is_not(None), Line.employee_id), else_=OrderRow.employee_id)


@dataclass(frozen=True, slots=True)
class Dimension:
    """`key` and `name` as expressions of today's records; `joins` what a select needs for them, by name.

    `of_line` and `of_item`: what an imported line or opportunity says of itself instead.
    """

    key: Expression
    name: Expression
    joins: tuple[str, ...] = ()
    of_line: Expression | None = None
    of_item: Expression | None = None


DIMENSIONS: dict[str, Dimension] = {
    "product": Dimension(ProductRow.code, ProductRow.name, ("product",)),
    "product_group": Dimension(
        ProductGroupRow.name, ProductGroupRow.name, ("product", "product_group"), Line.product_group
    ),
    "product_subgroup": Dimension(Subgroup.name, Subgroup.name, ("product", "product_subgroup"), Line.product_subgroup),
    "customer": Dimension(CustomerRow.code, CustomerRow.name, ("customer",)),
    "customer_group": Dimension(
        *(CustomerGroupRow.name, CustomerGroupRow.name, ("customer", "customer_group")),
        *(Line.customer_group, Past.customer_group),
    ),
    "country": Dimension(AddressRow.country, AddressRow.country, ("customer", "country"), Line.country, Past.country),
    "region": Dimension(CustomerRow.region, CustomerRow.region, ("customer",), Line.region, Past.region),
    "employee": Dimension(EmployeeRow.login, EmployeeRow.name, ("employee",)),
    "channel": Dimension(
        *(cast(OpportunityRow.channel, String), cast(OpportunityRow.channel, String), ("opportunity",)),
        *(Line.channel, Past.channel),
    ),
    "campaign": Dimension(CampaignRow.key, CampaignRow.name, ("opportunity", "campaign")),
    "form": Dimension(FormRow.key, FormRow.name, ("opportunity", "form")),
    "warehouse": Dimension(WarehouseRow.code, WarehouseRow.name, ("warehouse",), Line.warehouse),
    "month": Dimension(OrderLineRow.sold_on, OrderLineRow.sold_on),
    "stage": Dimension(OpportunityRow.furthest, OpportunityRow.furthest, ("opportunity",)),
}
PLURALS = {
    "products": "product",
    "product_groups": "product_group",
    "product_subgroups": "product_subgroup",
    "customers": "customer",
    "customer_groups": "customer_group",
    "countries": "country",
    "regions": "region",
    "employees": "employee",
    "channels": "channel",
    "campaigns": "campaign",
    "forms": "form",
    "warehouses": "warehouse",
    "months": "month",
}

_named = (
    select(ExpenseRow.order_id.label("order_id"), func.min(ExpenseRow.campaign_id).label("campaign_id"))
    .where(ExpenseRow.order_id.is_not(None), ExpenseRow.campaign_id.is_not(None))
    .group_by(ExpenseRow.order_id)
    .subquery("named_by_expense")
)
"""Orders that an expense of a campaign names itself: they belong to it where no submission told of another."""


def main_product() -> ColumnElement[Any]:
    """An item's one product: the imported one, what its orders hold most of by value, the first its inquiry names."""
    p, o, line = OpportunityRow, aliased(OrderRow), aliased(OrderLineRow)
    bought = (
        select(line.product_id)
        .join(o, o.id == line.order_id)
        .where(
            o.opportunity_id == p.id,
            o.status.not_in((OrderStatus.DRAFT, OrderStatus.CANCELLED)),
            line.kind == LineKind.GOODS,
            line.product_id.is_not(None),
        )
        .group_by(line.product_id)
        .order_by(func.sum(line.net).desc(), line.product_id)
        .limit(1)
    )
    asked = (
        select(func.min(InquiryProductRow.product_id))
        .join(InquiryRow, InquiryRow.id == InquiryProductRow.inquiry_id)
        .where(InquiryRow.opportunity_id == p.id)
    )
    return func.coalesce(Past.product_id, bought.correlate(p).scalar_subquery(), asked.correlate(p).scalar_subquery())


def first_warehouse() -> ColumnElement[Any]:
    """Where an item's first order leaves from."""
    o = aliased(OrderRow)
    first = select(o.warehouse_id).where(o.opportunity_id == OpportunityRow.id, o.status != OrderStatus.DRAFT)
    return first.order_by(o.id).limit(1).correlate(OpportunityRow).scalar_subquery()


_SALE_JOINS: dict[str, Callable[[Select[Any]], Select[Any]]] = {
    "product": lambda s: s.outerjoin(ProductRow, ProductRow.id == OrderLineRow.product_id),
    "customer": lambda s: s.join(CustomerRow, CustomerRow.id == _LINE_CUSTOMER),
    "employee": lambda s: s.outerjoin(EmployeeRow, EmployeeRow.id == _LINE_EMPLOYEE),
    "opportunity": lambda s: s.join(OpportunityRow, OpportunityRow.id == OrderRow.opportunity_id),
    "warehouse": lambda s: s.join(WarehouseRow, WarehouseRow.id == OrderRow.warehouse_id),
    "campaign": lambda s: s.outerjoin(_named, _named.c.order_id == OrderRow.id).outerjoin(
        CampaignRow, CampaignRow.id == func.coalesce(OpportunityRow.campaign_id, _named.c.campaign_id)
    ),
}
_ITEM_JOINS: dict[str, Callable[[Select[Any]], Select[Any]]] = {
    "product": lambda s: s.outerjoin(ProductRow, ProductRow.id == main_product()),
    "customer": lambda s: s.join(CustomerRow, CustomerRow.id == OpportunityRow.customer_id),
    "employee": lambda s: s.outerjoin(EmployeeRow, EmployeeRow.id == OpportunityRow.employee_id),
    "opportunity": lambda s: s,
    "warehouse": lambda s: s.outerjoin(WarehouseRow, WarehouseRow.id == first_warehouse()),
    "campaign": lambda s: s.outerjoin(CampaignRow, CampaignRow.id == OpportunityRow.campaign_id),
}
_SHARED_JOINS: dict[str, Callable[[Select[Any]], Select[Any]]] = {
    "product_group": lambda s: s.outerjoin(ProductGroupRow, ProductGroupRow.id == ProductRow.group_id),
    "product_subgroup": lambda s: s.outerjoin(Subgroup, Subgroup.id == ProductRow.subgroup_id),
    "customer_group": lambda s: s.outerjoin(CustomerGroupRow, CustomerGroupRow.id == CustomerRow.group_id),
    "country": lambda s: s.outerjoin(
        AddressRow, (AddressRow.customer_id == CustomerRow.id) & (AddressRow.position == 0)
    ),
    "form": lambda s: s.outerjoin(FormRow, FormRow.id == OpportunityRow.form_id),
}
PRODUCT_DIMENSIONS = ("product", "product_group", "product_subgroup")
ITEM_DIMENSIONS = tuple(key for key in DIMENSIONS if key != "stage")
"""By what the funnel is divided; an item has exactly one of each, so that its parts sum to the whole."""
ITEM_CONDITIONS = ("standing", "lost_at", "lost", "asked")
"""Beyond the dimensions, of the funnel alone: stands at a stage, was lost at a stage ("" at any), for a reason ("" not
told), names a product."""


def dimension(key: str) -> Dimension:
    """Raises WrongCall for a key that is none."""
    found = DIMENSIONS.get(key)
    if found is None:
        known = ", ".join(DIMENSIONS)
        raise WrongCall(problem=f"no dimension {key!r}; there are {known}", rule="call_key", value=key, known=known)
    return found


def join_sales(statement: Select[Any], keys: tuple[str, ...]) -> Select[Any]:
    """Adds to a select of sale lines what the dimensions of `keys` need, each join once."""
    return _join(statement, keys, _SHARED_JOINS | _SALE_JOINS)


def join_items(
    statement: Select[Any], keys: tuple[str, ...], instead: Mapping[str, Callable[[Select[Any]], Select[Any]]] = {}
) -> Select[Any]:
    """The same for a select of the funnel's items; `instead`: joins of some in another way."""
    return _join(statement, keys, {**_SHARED_JOINS, **_ITEM_JOINS, **instead})


def join_groups(statement: Select[Any], names: tuple[str, ...]) -> Select[Any]:
    """The groups of a product that is joined already."""
    for name in names:
        if name != "product":
            statement = _SHARED_JOINS[name](statement)
    return statement


def _join(
    statement: Select[Any], keys: tuple[str, ...], joins: dict[str, Callable[[Select[Any]], Select[Any]]]
) -> Select[Any]:
    for name in dict.fromkeys(name for key in keys for name in dimension(key).joins):
        statement = joins[name](statement)
    return statement


def key_of(key: str) -> ColumnElement[Any]:
    """A sale line's key as text; nothing (no employee, no campaign) is a key of its own, "". A month as yyyymm."""
    if key == "month":
        return func.coalesce(type_coerce(OrderLineRow.sold_on, Integer) // 100, 0)
    found = dimension(key)
    return _first_of(found.of_line, found.key)


def item_key_of(key: str) -> ColumnElement[Any]:
    """The same of an item of the funnel; a month is that in which it was received."""
    if key == "month":
        return type_coerce(OpportunityRow.received_on, Integer) // 100
    found = dimension(key)
    return _first_of(found.of_item, found.key)


def item_name_of(key: str) -> ColumnElement[Any]:
    if key == "month":
        return item_key_of(key)
    found = dimension(key)
    return _first_of(found.of_item, found.name)


def catalogue_key_of(key: str) -> ColumnElement[Any]:
    """Of a product as the catalogue has it today."""
    return func.coalesce(dimension(key).key, "")


def _first_of(told: Expression | None, today: Expression) -> ColumnElement[Any]:
    return func.coalesce(today, "") if told is None else func.coalesce(told, today, "")


_PLAIN_KEYS: dict[str, tuple[Any, Any]] = {
    "product": (OrderLineRow.product_id, ProductRow),
    "customer": (_LINE_CUSTOMER, CustomerRow),
    "employee": (_LINE_EMPLOYEE, EmployeeRow),
}
PLAIN = (*_PLAIN_KEYS, "month")
"""Dimensions of a sale line that are grouped and restricted by stored keys; no join is needed before the sum."""
NAMED_APART: dict[str, Any] = {"campaign": CampaignRow, "form": FormRow, "warehouse": WarehouseRow}
"""Dimensions grouped by text whose name is not their key."""


def group_of(key: str) -> ColumnElement[Any]:
    """By what lines of a key are grouped: a stored key where there is one, else its text."""
    found = _PLAIN_KEYS.get(key)
    return key_of(key) if found is None else found[0]


def is_key(key: str, told: str) -> ColumnElement[bool]:
    """A sale line's condition, in the words of the command line. Raises WrongCall."""
    if key == "month":
        month = stored_key(key, told)
        day = type_coerce(OrderLineRow.sold_on, Integer)
        return day.is_(None) if month == 0 else day.between(month * 100 + 1, month * 100 + 31)
    found = _PLAIN_KEYS.get(key)
    if found is None:
        here: ColumnElement[bool] = key_of(key) == stored_key(key, told)
        return here
    return is_called(key, found[0], told)


def is_called(key: str, column: Any, told: str) -> ColumnElement[bool]:
    """By the stored key of what is called so, that an index may be used; "" is none at all."""
    model = _PLAIN_KEYS[key][1]
    named: ColumnElement[bool] = column == select(model.id).where(DIMENSIONS[key].key == told).scalar_subquery()
    return column.is_(None) if told == "" else named


def named_groups(groups: Subquery, by: tuple[str, ...]) -> Select[Any]:
    """Of summed groups (`key0` …, sums): the keys as text, then the names, then the rest.

    What goes by the key of a record has its name, told by history or not.
    """
    keys: list[Any] = []
    names: list[Any] = []
    source: Any = groups
    for number, key in enumerate(by):
        column = groups.c[f"key{number}"]
        if key in _PLAIN_KEYS:
            model = aliased(_PLAIN_KEYS[key][1])
            source = source.outerjoin(model, model.id == column)
            keys.append(func.coalesce(model.login if key == "employee" else model.code, ""))
            names.append(func.coalesce(model.name, ""))
            continue
        keys.append(column)
        if key in NAMED_APART:
            model = aliased(NAMED_APART[key])
            source = source.outerjoin(model, (model.code if key == "warehouse" else model.key) == column)
            names.append(func.coalesce(model.name, column))
        else:
            names.append(column)
    rest = [column for column in groups.c if not column.name.startswith("key")]
    return select(*keys, *names, *rest).select_from(source)


def stored_key(key: str, told: str) -> Any:
    """A key of the command line as it is compared: "2026-03" -> 202603. Raises WrongCall."""
    if key != "month":
        return told
    if told == "":
        return 0
    year, _, month = told.partition("-")
    if not (len(year) == 4 and len(month) == 2 and year.isdecimal() and month.isdecimal() and 1 <= int(month) <= 12):
        raise WrongCall(problem=f"month={told!r}: YYYY-MM", rule="call_month", value=told)
    return int(year) * 100 + int(month)


def told_key(key: str, stored: Any) -> str:
    """The other way: 202603 -> "2026-03"."""
    if key == "month":
        return f"{int(stored) // 100:04}-{int(stored) % 100:02}" if stored else ""
    return str(getattr(stored, "value", stored))
