"""Who and what history names: found by their codes, made where they are not known. Codes compare byte for byte."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select, update

from crm_desktop import search
from crm_desktop.customers.service import cash_customer
from crm_desktop.exchange.planning import parts
from crm_desktop.search import Findable
from crm_desktop.work import Work
from db.models.base import Base
from db.models.catalogue import ProductGroupRow, ProductRow
from db.models.customers import CustomerGroupRow, CustomerRow
from db.models.sales import OpportunityRow
from db.models.staff import EmployeeRow
from db.models.worth import CampaignRow
from db.prepared import write_for_keys, write_row
from db.statements import among, table_of
from db.vocabulary import ContactStatus, CustomerKind, Role, SearchKind, Topic, VatRate

UNIT = "szt"


class Parties:
    """The keys of what the lines name; counts what was made."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._groups: dict[tuple[str, int | None], int] = {}
        self.made = {"customers": 0, "products": 0, "employees": 0, "campaigns": 0}

    def customers(self, codes: Iterable[str], told: Mapping[str, Mapping[str, str]]) -> dict[str, int]:
        """Code -> key; "" is the cash customer; whoever was merged is who they became.

        `told` holds group and region of those to be made. A new customer's name is their code.
        """
        c = table_of(CustomerRow).c
        wanted = list(dict.fromkeys(codes))
        found: dict[str, int] = {"": cash_customer(self._work)} if "" in wanted else {}
        found |= self._known(CustomerRow, c.code, wanted, func.coalesce(c.merged_into_id, c.id))
        found |= self._alone_by_name([code for code in wanted if code not in found])
        new = [code for code in wanted if code not in found]
        rows = [
            {
                "code": code,
                "kind": CustomerKind.COMPANY,
                "name": code,
                "group_id": self._customer_group(told.get(code, {}).get("customer_group", "")),
                "region": told.get(code, {}).get("region", "")[:80],
                "status": ContactStatus.COMPLETED,
                "status_at": self._work.now,
                "created_at": self._work.now,
            }
            for code in new
        ]
        keys = self._make(CustomerRow, rows, "customers", Topic.CUSTOMERS)
        findable = [Findable(key, code, code) for key, code in zip(keys, new, strict=True)]
        search.put_all(self._work, SearchKind.CUSTOMER, findable, new=True)
        return found | dict(zip(new, keys, strict=True))

    def _alone_by_name(self, names: Sequence[str]) -> dict[str, int]:
        """Sheets that know customers by name alone: whoever bears exactly this name, where it is one."""
        c = table_of(CustomerRow).c
        found: dict[str, int] = {}
        for part in parts(names):
            rows = self._work.session.execute(
                select(c.name, func.max(c.id))
                .where(among(self._work.session.connection(), c.name, part), c.merged_into_id.is_(None))
                .group_by(c.name)
                .having(func.count() == 1)
            )
            found |= {row[0]: row[1] for row in rows}
        return found

    def no_longer_new(self, customers: Iterable[int]) -> None:
        """Whoever has bought and of whom nothing is open is not new: their matters are completed."""
        c, o = table_of(CustomerRow), table_of(OpportunityRow).c
        connection = self._work.session.connection()
        for part in parts(list(dict.fromkeys(customers))):
            idle = (
                among(connection, c.c.id, part)
                & (c.c.status == ContactStatus.NEW)
                & ~exists().where(o.customer_id == c.c.id)
            )
            done = {"status": ContactStatus.COMPLETED, "status_at": self._work.now, "version": c.c.version + 1}
            if connection.execute(update(c).where(idle).values(done)).rowcount:
                self._work.changed(Topic.CUSTOMERS, 0, "imported")

    def products(self, codes: Iterable[str], told: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
        """Code -> key; `told` holds name, groups, price (ten-thousandths) of those to be made."""
        wanted = list(dict.fromkeys(codes))
        found = self._known(ProductRow, table_of(ProductRow).c.code, wanted, table_of(ProductRow).c.id)
        new = [code for code in wanted if code not in found]
        rows, findable = [], []
        for code in new:
            says = told.get(code, {})
            group = self._product_group(says.get("product_group", ""))
            rows.append(
                {
                    "code": code,
                    "name": says.get("name") or code,
                    "group_id": group,
                    "subgroup_id": self._product_group(says.get("product_subgroup", ""), group),
                    "unit": UNIT,
                    "whole_units": False,
                    "net_price": max(says.get("price", 0), 0),
                    "vat_rate": says.get("vat_rate") or VatRate.V23,
                }
            )
        keys = self._make(ProductRow, rows, "products", Topic.PRODUCTS)
        findable = [Findable(key, row["name"], row["code"]) for key, row in zip(keys, rows, strict=True)]
        search.put_all(self._work, SearchKind.PRODUCT, findable, new=True)
        return found | dict(zip(new, keys, strict=True))

    def groups_of(self, products: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Key -> group and subgroup by name, "" for none."""
        p, g = table_of(ProductRow).c, table_of(ProductGroupRow)
        own, sub = g.alias(), g.alias()
        columns = select(p.id, func.coalesce(own.c.name, ""), func.coalesce(sub.c.name, ""))
        joined = columns.outerjoin(own, own.c.id == p.group_id).outerjoin(sub, sub.c.id == p.subgroup_id)
        wanted = parts(list(dict.fromkeys(products)))
        rows = (row for part in wanted for row in self._work.session.execute(joined.where(p.id.in_(part))))
        return {row[0]: (row[1], row[2]) for row in rows}

    def groups_of_buyers(self, customers: Iterable[int]) -> dict[int, str]:
        """Key -> group by name, of those who are in one."""
        c, g = table_of(CustomerRow).c, table_of(CustomerGroupRow).c
        columns = select(c.id, g.name).join(table_of(CustomerGroupRow), g.id == c.group_id)
        wanted = parts(list(dict.fromkeys(customers)))
        rows = (row for part in wanted for row in self._work.session.execute(columns.where(c.id.in_(part))))
        return {row[0]: row[1] for row in rows}

    def employees(self, names: Iterable[str]) -> dict[str, int | None]:
        """By login or by name; one who is not known is made as someone who no longer works here."""
        e = table_of(EmployeeRow).c
        wanted = [name for name in dict.fromkeys(names) if name]
        found = self._known(EmployeeRow, e.name, wanted, e.id) | self._known(EmployeeRow, e.login, wanted, e.id)
        new = [name for name in wanted if name not in found]
        rows = [{"login": name, "name": name, "role": Role.CLERK, "active": False} for name in new]
        keys = self._make(EmployeeRow, rows, "employees", Topic.STAFF)
        return {"": None, **found, **dict(zip(new, keys, strict=True))}

    def campaigns(self, first_days: Mapping[str, Any]) -> dict[str, int | None]:
        """By key or by name; one who is not known begins on its first day in the sheet."""
        c = table_of(CampaignRow).c
        wanted = [key for key in first_days if key]
        found = self._known(CampaignRow, c.name, wanted, c.id) | self._known(CampaignRow, c.key, wanted, c.id)
        new = [key for key in wanted if key not in found]
        rows = [{"key": key, "name": key, "starts_on": first_days[key] or self._work.today} for key in new]
        keys = self._make(CampaignRow, rows, "campaigns", Topic.EXPENSES)
        return {"": None, **found, **dict(zip(new, keys, strict=True))}

    def product_groups(self, names: Iterable[str]) -> dict[str, int | None]:
        return {name: self._product_group(name) for name in dict.fromkeys(names)}

    def _known(self, model: type[Base], column: ColumnElement[str], wanted: Sequence[str], key: Any) -> dict[str, int]:
        found, connection = dict[str, int](), self._work.session.connection()
        for part in parts([each for each in wanted if each]):
            statement = select(column, key).where(among(connection, column, part))
            found |= {row[0]: row[1] for row in self._work.session.execute(statement)}
        return found

    def _make(self, model: type[Base], rows: Sequence[Mapping[str, Any]], what: str, topic: Topic) -> list[int]:
        keys: list[int] = []
        for part in parts(rows):
            keys += write_for_keys(self._work.session, model, list(part))
        self.made[what] += len(keys)
        if keys:
            self._work.changed(topic, 0, "imported")
        return keys

    def _customer_group(self, name: str) -> int | None:
        return self._group(CustomerGroupRow, name, None, lambda: {"name": name})

    def _product_group(self, name: str, parent: int | None = None) -> int | None:
        return self._group(ProductGroupRow, name, parent, lambda: {"name": name, "parent_id": parent})

    def _group(
        self, model: type[Base], name: str, parent: int | None, values: Callable[[], dict[str, Any]]
    ) -> int | None:
        if not name:
            return None
        known = (f"{model.__name__} {name}", parent)
        if known not in self._groups:
            table = table_of(model)
            statement = select(table.c.id).where(table.c.name == name)
            if "parent_id" in table.c:
                statement = statement.where(table.c.parent_id == parent if parent else table.c.parent_id.is_(None))
            found = self._work.session.scalar(statement)
            self._groups[known] = found or write_row(self._work.session, model, values())
        return self._groups[known]
