"""The columns of looks beside the reports: asked for, states of customers, orders of campaigns, cost of the lost."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from crm_desktop.analytics.looks import STATES
from crm_desktop.analytics.spoken import spoken
from ui import formats, words
from ui.charts_tab.naming import key_word, states_word
from ui.tables import Column
from ui.theme import Meaning

Columns = list[Column[Any]]
STATE_MEANING = {"new": Meaning.GOOD, "sleeping": Meaning.ATTENTION, "lost": Meaning.BAD}
NARROW, NARROWEST, AMOUNT = 84, 64, 92


def state_word(state: str) -> str:
    return spoken("state", state, words.language())


def look_columns(report: str, *, compared: bool, used: frozenset[str] = frozenset()) -> Columns:
    """`used` are the dimensions that one has come down through: what they say of every row stands above."""
    match report:
        case "interest":
            return _interest(compared=compared)
        case "customer_state_sums":
            return _state_sums()
        case "customer_states":
            return _states(told="state" in used)
        case "attributed":
            return _attributed()
        case _:
            return _lost_costs()


def _at(place: int) -> Callable[[Any], Any]:
    return lambda row: row.values[place]


def _count(key: str, title: str, place: int) -> Column[Any]:
    return Column(key, title, _at(place), text=formats.count, right=True, width=NARROW)


def _money(key: str, title: str, place: int) -> Column[Any]:
    return Column(key, title, _at(place), text=formats.amount, right=True)


def _interest(*, compared: bool) -> Columns:
    columns: Columns = [
        Column("name", QCoreApplication.translate("columns", "Name"), _at(1), hint=_at(1), stretch=True),
        _count("asked", QCoreApplication.translate("columns", "Asked"), 2),
        _count("bought", QCoreApplication.translate("columns", "Bought"), 3),
        Column(
            *("not_bought", QCoreApplication.translate("columns", "Not bought")),
            lambda row: row.values[2] - row.values[3],
            text=formats.count,
            right=True,
            width=NARROW + 16,
        ),
    ]
    if compared:
        title = QCoreApplication.translate("columns", "Change")
        columns.append(
            Column(
                *("change", title, lambda row: formats.change(row.values[2], row.values[4])),
                sort=lambda row: row.values[5],
                right=True,
                width=NARROW,
            )
        )
    return columns


def _state_sums() -> Columns:
    return [
        Column(
            *("state", QCoreApplication.translate("columns", "State"), lambda row: states_word(row.values[0])),
            sort=lambda row: STATES.index(row.values[0]),
            stretch=True,
        ),
        _count("customers", QCoreApplication.translate("columns", "Customers"), 2),
        _money("revenue", QCoreApplication.translate("columns", "Total revenue"), 3),
    ]


def _states(*, told: bool) -> Columns:
    """`told`: all are in one state, which need not be said of each."""
    state: Column[Any] = Column(
        *("state", QCoreApplication.translate("columns", "State"), lambda row: state_word(row.values[3])),
        meaning=lambda row: STATE_MEANING.get(row.values[3], Meaning.PLAIN),
        width=AMOUNT,
    )
    return [
        Column("name", QCoreApplication.translate("columns", "Name"), _at(2), hint=_at(2), stretch=True),
        *(() if told else (state,)),
        Column("last", QCoreApplication.translate("columns", "Last"), _at(4), text=formats.day),
        Column(
            *("gap", QCoreApplication.translate("columns", "Every"), _at(5)),
            text=lambda days: formats.NOTHING if days is None else formats.count(days),
            hint=lambda _row: QCoreApplication.translate("columns", "Median days between two days of buying"),
            right=True,
            width=NARROWEST,
        ),
        _money("revenue", QCoreApplication.translate("columns", "Total revenue"), 7),
    ]


def _attributed() -> Columns:
    def why(row: Any) -> str:
        return spoken("why", row.values[5], words.language())

    return [
        Column("order", QCoreApplication.translate("columns", "Order"), _at(1)),
        Column("date", QCoreApplication.translate("columns", "Date"), _at(2), text=formats.day),
        Column("campaign", QCoreApplication.translate("columns", "Campaign"), _campaign, hint=_campaign, stretch=True),
        Column("why", QCoreApplication.translate("columns", "Why"), why, hint=why),
        _money("margin", QCoreApplication.translate("columns", "Margin"), 6),
    ]


def _campaign(row: Any) -> str:
    return key_word("campaign", row.values[4], row.values[8])


def _lost_costs() -> Columns:
    def name(row: Any) -> str:
        return key_word("campaign", row.values[0], row.values[2])

    return [
        Column("name", QCoreApplication.translate("columns", "Name"), name, hint=name, stretch=True),
        _money("cost", QCoreApplication.translate("columns", "Cost"), 3),
        Column(
            *("lost", QCoreApplication.translate("columns", "Lost")),
            lambda row: f"{formats.count(row.values[5])} / {formats.count(row.values[4])}",
            sort=_at(5),
            hint=lambda _row: QCoreApplication.translate("columns", "Lost inquiries of all that it brought"),
            right=True,
            width=NARROWEST + 10,
        ),
        _money("lost_cost", QCoreApplication.translate("columns", "Cost of lost"), 7),
        _money("lost_value", QCoreApplication.translate("columns", "Value lost"), 6),
    ]
