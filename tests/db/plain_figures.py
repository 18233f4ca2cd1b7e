"""The contract's figures counted the slow way: every table read whole, one line of Python after the other.

Nothing of crm_desktop.analytics is used here, so that it is a second opinion.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from statistics import median
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.catalogue import ProductGroupRow, ProductRow
from db.models.customers import AddressRow, CustomerGroupRow, CustomerRow
from db.models.history import HistoryItemRow, HistoryLineRow
from db.models.intake import FormRow
from db.models.sales import (
    InquiryProductRow,
    InquiryRow,
    OfferRow,
    OpportunityRow,
    OrderLineCostRow,
    OrderLineRow,
    OrderRow,
)
from db.models.staff import EmployeeRow
from db.models.warehouse import ProductCostRow, WarehouseRow
from db.models.worth import CampaignRow, ExpenseRow

STAGES = ("received", "answered", "offered", "ordered", "issued", "completed")
Row = dict[str, Any]
Where = tuple[tuple[str, str], ...]
Period = tuple[date, date]
DAY = 24 * 3600


def away(exact: Fraction) -> int:
    """Rounded half away from zero."""
    whole = int(abs(exact) + Fraction(1, 2))
    return whole if exact >= 0 else -whole


def money(minor: int) -> str:
    return f"{'-' if minor < 0 else ''}{abs(minor) // 100}.{abs(minor) % 100:02}"


def places(exact: Fraction | None, decimals: int) -> str | None:
    if exact is None:
        return None
    scaled = away(exact * 10**decimals)
    return f"{'-' if scaled < 0 else ''}{abs(scaled) // 10**decimals}.{abs(scaled) % 10**decimals:0{decimals}}"


def ratio(part: int, whole: int) -> Fraction | None:
    return None if whole == 0 else Fraction(part, whole)


class Books:
    """The company's rows; `lines` and `items` carry what each is counted by."""

    def __init__(self, session: Session, currency: str, company: str) -> None:
        self.currency, self.company = currency, company
        self.tables: dict[Any, list[Row]] = {}
        self._indexes: dict[Any, dict[Any, Row]] = {}
        for model in _MODELS:
            self.tables[model] = [dict(row._mapping) for row in session.execute(select(model.__table__))]
        self.named = {
            row["order_id"]: row["campaign_id"]
            for row in sorted(self.tables[ExpenseRow], key=lambda row: -(row["campaign_id"] or 0))
            if row["order_id"] and row["campaign_id"]
        }
        self.orders = self._by(OrderRow)
        self.opportunities = self._by(OpportunityRow)
        self.lines = [line for row in self.tables[OrderLineRow] if (line := self._line(row)) is not None]
        self.items = [self._item(row) for row in self.tables[OpportunityRow]]

    def _by(self, model: Any, key: str = "id") -> dict[Any, Row]:
        if (model, key) not in self._indexes:
            self._indexes[model, key] = {row[key]: row for row in self.tables[model]}
        return self._indexes[model, key]

    def _net(self, order: Row, amount: int) -> int | None:
        if order["currency"] == self.currency:
            return amount
        if self.currency != self.company or order["rate"] is None:
            return None
        return away(Fraction(amount * order["rate"], 10_000))

    def _line(self, row: Row) -> Row | None:
        """None of what is no sale."""
        order = self.orders[row["order_id"]]
        if order["status"] in ("draft", "cancelled") or row["kind"] == "shipping":
            return None
        past = self._by(HistoryLineRow, "order_line_id").get(row["id"])
        item = self.opportunities[order["opportunity_id"]]
        customer = past["customer_id"] if past else order["customer_id"]
        keys, names = self._keys(row["product_id"], customer, past["employee_id"] if past else order["employee_id"])
        told = past or {}
        for key in ("customer_group", "country", "region", "product_group", "product_subgroup", "warehouse", "channel"):
            if key in told:
                keys[key] = names[key] = told[key]
        houses = {row["code"]: row["name"] for row in self.tables[WarehouseRow]}
        names["warehouse"] = houses.get(keys.get("warehouse"), keys.get("warehouse"))
        if not past:
            warehouse = self._by(WarehouseRow)[order["warehouse_id"]]
            keys["warehouse"], names["warehouse"] = warehouse["code"], warehouse["name"]
            keys["channel"] = names["channel"] = item["channel"]
        self._of_item(keys, names, item, item["campaign_id"] or self.named.get(order["id"]))
        day = row["sold_on"]
        keys["month"] = names["month"] = "" if day is None else f"{day.year:04}-{day.month:02}"
        return {
            "keys": keys,
            "names": names,
            "day": day,
            "order": order,
            "item": item,
            "product_id": row["product_id"],
            "net": self._net(order, row["net"]),
            "quantity": row["quantity"],
            "cost": self._cost(row, order),
            "ordered": past["is_order"] if past else row["quantity"] > 0,
            "kind": row["kind"],
        }

    def _keys(self, product: int | None, customer: int, employee: int | None) -> tuple[Row, Row]:
        goods = self._by(ProductRow).get(product, {"code": "", "name": "", "group_id": None, "subgroup_id": None})
        groups = self._by(ProductGroupRow)
        buyer, seller = self._by(CustomerRow)[customer], self._by(EmployeeRow).get(employee)
        first = [a for a in self.tables[AddressRow] if a["customer_id"] == customer and a["position"] == 0]
        same = {
            "product_group": groups[goods["group_id"]]["name"] if goods["group_id"] else "",
            "product_subgroup": groups[goods["subgroup_id"]]["name"] if goods["subgroup_id"] else "",
            "customer_group": self._by(CustomerGroupRow)[buyer["group_id"]]["name"] if buyer["group_id"] else "",
            "country": first[0]["country"] if first else "",
            "region": buyer["region"],
        }
        login, name = (seller["login"], seller["name"]) if seller else ("", "")
        keys = same | {"product": goods["code"], "customer": buyer["code"], "employee": login}
        return keys, same | {"product": goods["name"], "customer": buyer["name"], "employee": name}

    def _of_item(self, keys: Row, names: Row, item: Row, campaign: int | None) -> None:
        spent = self._by(CampaignRow).get(campaign, {"key": "", "name": ""})
        form = self._by(FormRow).get(item["form_id"], {"key": "", "name": ""})
        keys["campaign"], names["campaign"] = spent["key"], spent["name"]
        keys["form"], names["form"] = form["key"], form["name"]
        keys["stage"] = names["stage"] = str(item["furthest"])

    def _cost(self, row: Row, order: Row) -> int | None:
        told = self._by(OrderLineCostRow, "order_line_id").get(row["id"])
        if order["origin"] == "history":
            return told and int(told["value"])
        if row["kind"] == "adjustment":
            return 0
        if self.currency != self.company:
            return None
        if row["kind"] == "return":
            return told and int(told["value"])
        covered = told["quantity"] if told else 0
        if covered < row["issued"]:
            return None
        rest = row["quantity"] - covered
        if rest == 0:
            return told and int(told["value"])
        average = [
            one
            for one in self.tables[ProductCostRow]
            if (one["product_id"], one["warehouse_id"]) == (row["product_id"], order["warehouse_id"])
        ]
        if not average or average[0]["quantity"] <= 0:
            return None
        return (told["value"] if told else 0) + away(Fraction(average[0]["value"] * rest, average[0]["quantity"]))

    def _item(self, row: Row) -> Row:
        past = self._by(HistoryItemRow, "opportunity_id").get(row["id"])
        mine = sorted((o for o in self.tables[OrderRow] if o["opportunity_id"] == row["id"]), key=lambda o: o["id"])
        inquiry = self._by(InquiryRow, "opportunity_id").get(row["id"])
        product = past["product_id"] if past else None
        product = product or self._most_bought(mine) or min(self._asked(inquiry), default=None)
        keys, names = self._keys(product, row["customer_id"], row["employee_id"])
        keys["channel"] = names["channel"] = str(row["channel"])
        if past:
            for key in ("customer_group", "country", "region", "channel"):
                keys[key] = names[key] = past[key]
        first = [o for o in mine if o["status"] != "draft"]
        warehouse = self._by(WarehouseRow)[first[0]["warehouse_id"]] if first else {"code": "", "name": ""}
        keys["warehouse"], names["warehouse"] = warehouse["code"], warehouse["name"]
        self._of_item(keys, names, row, row["campaign_id"])
        day = row["received_on"]
        keys["month"] = names["month"] = "" if day is None else f"{day.year:04}-{day.month:02}"
        value, excluded = self._value(row, past, mine)
        reason = (past["lost_reason"] if past else "") or str(row["lost_reason"] or "")
        return {
            "keys": keys,
            "names": names,
            "day": day,
            "row": row,
            "past": past,
            "stage": STAGES.index(str(row["furthest"])),
            "lost": row["lost_at"] is not None,
            "reason": reason if row["lost_at"] is not None else "",
            "value": value,
            "excluded": excluded,
            "inquiry": inquiry,
            "asked": self._asked(inquiry) | ({past["product_id"]} - {None} if past else set()),
            "orders": mine,
        }

    def _asked(self, inquiry: Row | None) -> set[int]:
        if inquiry is None:
            return set()
        return {row["product_id"] for row in self.tables[InquiryProductRow] if row["inquiry_id"] == inquiry["id"]}

    def _most_bought(self, orders: list[Row]) -> int | None:
        sums: dict[int, int] = {}
        for order in orders:
            mine = [row for row in self.tables[OrderLineRow] if row["order_id"] == order["id"]]
            for row in mine if order["status"] not in ("draft", "cancelled") else []:
                if row["kind"] == "goods" and row["product_id"] is not None:
                    sums[row["product_id"]] = sums.get(row["product_id"], 0) + row["net"]
        return min(sums, key=lambda key: (-sums[key], key), default=None)

    def _value(self, row: Row, past: Row | None, orders: list[Row]) -> tuple[int, int]:
        """Its uncancelled orders' net, else its latest offer, else its estimate; and what of it has no rate."""
        standing = {o["id"]: o for o in orders if o["status"] not in ("draft", "cancelled")}
        nets = [
            self._net(standing[line["order_id"]], line["net"])
            for line in self.tables[OrderLineRow]
            if line["order_id"] in standing and line["kind"] in ("goods", "adjustment")
        ]
        known = [net for net in nets if net is not None]
        if known:
            return sum(known), len(nets) - len(known)
        offers = [offer for offer in self.tables[OfferRow] if offer["opportunity_id"] == row["id"]]
        latest = max(offers, key=lambda offer: offer["id"], default=None)
        if latest is not None and latest["currency"] == self.currency:
            return latest["net"], len(nets)
        no_rate = latest is not None and latest["net"] != 0
        told_in = past["currency"] if past else self.company
        if told_in == self.currency:
            return row["estimate"], len(nets) + no_rate
        return 0, len(nets) + (no_rate or row["estimate"] != 0)

    # The reports.

    def sold(self, period: Period | None, where: Where) -> list[Row]:
        return [
            line
            for line in self.lines
            if (line["day"] is None if period is None else line["day"] is not None and _within(line["day"], period))
            and all(line["keys"][key] == told for key, told in where)
        ]

    def received(self, period: Period, where: Where = ()) -> list[Row]:
        return [
            item
            for item in self.items
            if item["day"] is not None and _within(item["day"], period) and all(_meets(item, *one) for one in where)
        ]

    def ranking(self, period: Period, by: tuple[str, ...], where: Where) -> list[Row]:
        groups: dict[tuple[str, ...], list[Row]] = {}
        for line in self.sold(period, where):
            if line["net"] is not None:
                groups.setdefault(tuple(line["keys"][key] for key in by), []).append(line)
        rows = [
            {"keys": keys, "names": tuple(max(line["names"][key] for line in group) for key in by)} | _sums(group)
            for keys, group in groups.items()
        ]
        return sorted(rows, key=lambda row: _place(row, by))

    def sales(self, period: Period, by: tuple[str, ...], where: Where, compared: Period | None) -> Row:
        rows = self.ranking(period, by, where)
        now = self.sold(period, where)
        total = _sums([line for line in now if line["net"] is not None])
        if compared is not None:
            before = {row["keys"]: row for row in self.ranking(compared, by, where)}
            for row in rows:
                row |= {"previous": before.get(row["keys"], {"revenue": 0})["revenue"]}
                row |= {"new": row["keys"] not in before, "vanished": False}
            there = {row["keys"] for row in rows}
            gone = [row for keys, row in before.items() if keys not in there]
            rows += [
                {"keys": row["keys"], "names": row["names"], "previous": row["revenue"], "new": False, "vanished": True}
                | _sums([])
                for row in gone
            ]
            rows.sort(key=lambda row: _place(row, by))
            total["previous"] = sum(line["net"] or 0 for line in self.sold(compared, where))
        return {
            "rows": [_told(row) for row in rows],
            "total": _told({"keys": ("",), "names": ("",)} | total),
            "excluded": sum(1 for line in now if line["net"] is None),
            "uncosted": money(total["uncosted"]),
            "undated": len(self.sold(None, where)),
        }

    def funnel(self, period: Period, where: Where) -> Row:
        found = self.received(period, where)
        rows: list[Row] = []
        for number, stage in enumerate(STAGES):
            reached = [item for item in found if item["stage"] >= number]
            spans = [
                item["row"][f"{stage}_at"] - item["row"]["received_at"]
                for item in reached
                if item["row"][f"{stage}_at"] is not None
            ]
            exact = [
                Fraction((span.days * DAY + span.seconds) * 10**6 + span.microseconds, DAY * 10**6) for span in spans
            ]
            counts = [row["count"] for row in rows]
            rows.append(
                {
                    "stage": stage,
                    "count": len(reached),
                    "value": money(sum(item["value"] for item in reached)),
                    "of_first": places(ratio(len(reached), (counts or [len(reached)])[0]), 4),
                    "of_previous": places(ratio(len(reached), counts[-1]), 4) if counts else None,
                    "median_days": places(median(exact), 2) if exact else None,
                    "standing": sum(1 for item in found if item["stage"] == number and not item["lost"]),
                }
            )
        lost: dict[tuple[int, str], list[Row]] = {}
        for item in found:
            if item["lost"]:
                lost.setdefault((item["stage"], item["reason"]), []).append(item)
        ordered = sorted(lost.items(), key=lambda entry: (entry[0][0], -len(entry[1]), entry[0][1]))
        undated = [item for item in self.items if item["day"] is None and item["past"]]
        return {
            "rows": rows,
            "lost": [
                {
                    "stage": STAGES[stage],
                    "reason": reason,
                    "count": len(some),
                    "value": money(sum(item["value"] for item in some)),
                }
                for (stage, reason), some in ordered
            ],
            "excluded": sum(item["excluded"] for item in found),
            "undated": sum(1 for item in undated if all(_meets(item, *one) for one in where)),
        }

    def reasons(self, period: Period, compared: Period, where: Where) -> dict[str, tuple[int, int, int, int, int]]:
        """By product: price, quantity, mix, new, vanished; quantities are thousandths."""
        now, before = (
            {row["keys"][0]: (row["revenue"], row["quantity"]) for row in self.ranking(span, ("product",), where)}
            for span in (period, compared)
        )
        both = now.keys() & before.keys()
        all_now, all_before = (sum(some[key][1] for key in both) for some in (now, before))
        found = {}
        for key in now.keys() | before.keys():
            (v1, q1), (v0, q0) = now.get(key, (0, 0)), before.get(key, (0, 0))
            if key not in both:
                found[key] = (0, 0, 0, v1, -v0)
                continue
            price = away(v1 - Fraction(v0 * q1, q0)) if q0 and q1 else 0
            quantity = away(Fraction(v0 * (all_now - all_before), all_before)) if all_before else 0
            found[key] = (price, quantity, v1 - v0 - price - quantity, 0, 0)
        return found

    def interest(self, period: Period) -> list[tuple[str, int, int]]:
        """(product, inquiries that name it, of these bought)."""
        found: dict[int, list[bool]] = {}
        for item in self.received(period):
            standing = {o["id"] for o in item["orders"] if o["status"] not in ("draft", "cancelled")}
            bought = {r["product_id"] for r in self.tables[OrderLineRow] if r["order_id"] in standing}
            for product in item["asked"]:
                found.setdefault(product, []).append(product in bought)
        rows = [(self._by(ProductRow)[key]["code"], len(some), sum(some)) for key, some in found.items()]
        return sorted(rows, key=lambda row: (-row[1], row[0]))


def _within(day: date, period: Period) -> bool:
    return period[0] <= day <= period[1]


def _meets(item: Row, key: str, told: str) -> bool:
    if key == "stage":
        return bool(item["stage"] >= STAGES.index(told))
    return bool(item["keys"][key] == told)


def _sums(lines: Iterable[Row]) -> Row:
    some = list(lines)
    costed = [line for line in some if line["cost"] is not None]
    return {
        "revenue": sum(line["net"] for line in some),
        "quantity": sum(line["quantity"] for line in some),
        "orders": len({line["order"]["id"] for line in some if line["ordered"]}),
        "margin": sum(line["net"] - line["cost"] for line in costed),
        "uncosted": sum(line["net"] for line in some if line["cost"] is None),
    }


def _place(row: Row, by: tuple[str, ...]) -> tuple[Any, ...]:
    if by[0] == "month":
        return (row["keys"][0], -row["revenue"], row["keys"])
    if by[0] == "stage":
        return (STAGES.index(row["keys"][0]), -row["revenue"], row["keys"])
    return (-row["revenue"], row["keys"])


def _told(row: Row) -> Row:
    whole, thousandths = divmod(abs(row["quantity"]), 1000)
    quantity = f"{'-' if row['quantity'] < 0 else ''}{whole}" + (
        f".{thousandths:03}".rstrip("0") if thousandths else ""
    )
    told = {"key": row["keys"][0], "name": row["names"][0], "quantity": quantity, "orders": row["orders"]}
    told |= {name: money(row[name]) for name in ("revenue", "margin", "uncosted")}
    if len(row["keys"]) > 1:
        told |= {"key2": row["keys"][1], "name2": row["names"][1]}
    if "previous" in row:
        change = row["revenue"] - row["previous"]
        percent = ratio(100 * change, abs(row["previous"]))
        told |= {"previous": money(row["previous"]), "change": money(change), "change_percent": places(percent, 2)}
    if "new" in row:
        told |= {"new": row["new"], "vanished": row["vanished"]}
    return told


_MODELS: tuple[Any, ...] = (
    *(ProductGroupRow, ProductRow, AddressRow, CustomerGroupRow, CustomerRow, HistoryItemRow, HistoryLineRow, FormRow),
    *(InquiryProductRow, InquiryRow, OfferRow, OpportunityRow, OrderLineCostRow, OrderLineRow, OrderRow, EmployeeRow),
    *(ProductCostRow, WarehouseRow, CampaignRow, ExpenseRow),
)
