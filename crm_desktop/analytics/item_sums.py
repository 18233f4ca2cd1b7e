"""Where the funnel's figures come from: plain SQL on the database, or the snapshot in memory; the same either way."""

from typing import Protocol

from sqlalchemy.orm import Session

from crm_desktop.analytics import funnel
from crm_desktop.analytics.figures import Period
from crm_desktop.analytics.funnel import Part
from crm_desktop.analytics.item_lines import first_items
from crm_desktop.analytics.sales import Keys, Money, Where


class ItemSums(Protocol):
    """Items of the funnel added up, their values of one currency."""

    def parts(self, period: Period, where: Where, by: Keys = ()) -> list[Part]:
        """As `funnel.parts`, in any order."""

    def medians(self, period: Period, where: Where, by: Keys = ()) -> dict[tuple[Keys, str], int]:
        """As `funnel.medians`."""

    def undated(self, where: Where) -> int:
        """As `funnel.undated`."""

    def first(self, period: Period, where: Where, *, limit: int) -> list[tuple[int, int]]:
        """As `item_lines.first_items`."""


class SqlItems:
    """On the database."""

    def __init__(self, session: Session, money: Money) -> None:
        self._session, self._money = session, money

    def parts(self, period: Period, where: Where, by: Keys = ()) -> list[Part]:
        return funnel.parts(self._session, *period, where, self._money, by=by)

    def medians(self, period: Period, where: Where, by: Keys = ()) -> dict[tuple[Keys, str], int]:
        return funnel.medians(self._session, *period, where, by=by)

    def undated(self, where: Where) -> int:
        return funnel.undated(self._session, where)

    def first(self, period: Period, where: Where, *, limit: int) -> list[tuple[int, int]]:
        return first_items(self._session, *period, where, self._money, limit=limit)
