"""Where the sums of sale lines come from: plain SQL on the database, or the snapshot in memory; the same either way."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from crm_desktop.analytics import sales
from crm_desktop.analytics.records import SaleRow, Sums
from crm_desktop.analytics.sales import Keys, Money, Where

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The rows that are asked for and the sums of all; `previous` the revenue compared with, None if none is."""

    rows: list[SaleRow]
    whole: Sums
    previous: int | None
    excluded: int


class LineSums(Protocol):
    """Sale lines added up, of one currency."""

    def ranked(self, period: Period, compared: Period | None, by: Keys, where: Where, *, limit: int) -> Ranked:
        """The first `limit` rows of `ranking`, beside the compared period, with the sums of all of them."""

    def ranking(self, period: Period, by: Keys, where: Where) -> tuple[list[SaleRow], int]:
        """As `sales.ranking`."""

    def revenues(self, period: Period, by: Keys, where: Where) -> list[SaleRow]:
        """The rows of `sales.ranking`, sure of their keys, names and revenue alone, in any order."""

    def undated(self, where: Where) -> int:
        """As `sales.undated`."""


class SqlSums:
    """On the database, each question once: a report asks some of them twice."""

    def __init__(self, session: Session, money: Money) -> None:
        self._session, self._money = session, money
        self._known: dict[tuple[Period, Keys, Where], tuple[list[SaleRow], int]] = {}

    def ranked(self, period: Period, compared: Period | None, by: Keys, where: Where, *, limit: int) -> Ranked:
        rows, excluded = self.ranking(period, by, where)
        orders = sales.order_count(self._session, *period, where, self._money)
        whole, previous = _added(rows, orders=orders), None
        if compared is not None:
            before = self.revenues(compared, by, where)
            previous = sum(row.sums.revenue for row in before)
            rows = sales.beside(rows, {row.keys: row for row in before}, by)
        return Ranked(rows[:limit], whole, previous, excluded)

    def ranking(self, period: Period, by: Keys, where: Where) -> tuple[list[SaleRow], int]:
        asked = (period, by, where)
        if asked not in self._known:
            self._known[asked] = sales.ranking(self._session, *period, by, where, self._money)
        return self._known[asked]

    def revenues(self, period: Period, by: Keys, where: Where) -> list[SaleRow]:
        return self.ranking(period, by, where)[0]

    def undated(self, where: Where) -> int:
        return sales.undated(self._session, where)


def _added(rows: list[SaleRow], *, orders: int) -> Sums:
    """What the rows of a ranking come to; `orders` are distinct and counted apart."""
    return Sums(
        revenue=sum(row.sums.revenue for row in rows),
        quantity=sum(row.sums.quantity for row in rows),
        orders=orders,
        margin=sum(row.sums.margin for row in rows),
        uncosted=sum(row.sums.uncosted for row in rows),
    )
