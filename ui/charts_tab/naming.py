"""How keys of dimensions, dimensions themselves and measures read."""

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from db.vocabulary import Channel, FunnelStage, LostReason
from ui import words
from ui.widgets.parts import word

_DIMENSIONS = {
    "product": QT_TRANSLATE_NOOP("Dimension", "products"),
    "product_group": QT_TRANSLATE_NOOP("Dimension", "groups of goods"),
    "product_subgroup": QT_TRANSLATE_NOOP("Dimension", "subgroups of goods"),
    "customer": QT_TRANSLATE_NOOP("Dimension", "customers"),
    "customer_group": QT_TRANSLATE_NOOP("Dimension", "groups of customers"),
    "country": QT_TRANSLATE_NOOP("Dimension", "countries"),
    "region": QT_TRANSLATE_NOOP("Dimension", "regions"),
    "employee": QT_TRANSLATE_NOOP("Dimension", "employees"),
    "channel": QT_TRANSLATE_NOOP("Dimension", "channels"),
    "campaign": QT_TRANSLATE_NOOP("Dimension", "campaigns"),
    "form": QT_TRANSLATE_NOOP("Dimension", "forms"),
    "warehouse": QT_TRANSLATE_NOOP("Dimension", "warehouses"),
    "month": QT_TRANSLATE_NOOP("Dimension", "months"),
    "stage": QT_TRANSLATE_NOOP("Dimension", "stages"),
}
_BY = {
    "product": QT_TRANSLATE_NOOP("By", "by product"),
    "product_group": QT_TRANSLATE_NOOP("By", "by group of goods"),
    "product_subgroup": QT_TRANSLATE_NOOP("By", "by subgroup of goods"),
    "customer": QT_TRANSLATE_NOOP("By", "by customer"),
    "customer_group": QT_TRANSLATE_NOOP("By", "by group of customers"),
    "country": QT_TRANSLATE_NOOP("By", "by country"),
    "region": QT_TRANSLATE_NOOP("By", "by region"),
    "employee": QT_TRANSLATE_NOOP("By", "by employee"),
    "channel": QT_TRANSLATE_NOOP("By", "by channel"),
    "campaign": QT_TRANSLATE_NOOP("By", "by campaign"),
    "form": QT_TRANSLATE_NOOP("By", "by form"),
    "warehouse": QT_TRANSLATE_NOOP("By", "by warehouse"),
    "month": QT_TRANSLATE_NOOP("By", "by month"),
    "stage": QT_TRANSLATE_NOOP("By", "by stage"),
}
_STATES = {
    "new": QT_TRANSLATE_NOOP("States", "New"),
    "sleeping": QT_TRANSLATE_NOOP("States", "Sleeping"),
    "lost": QT_TRANSLATE_NOOP("States", "Lost"),
    "regular": QT_TRANSLATE_NOOP("States", "Regular"),
}
_NOTHING = {
    "product": QT_TRANSLATE_NOOP("Nothing", "without a product"),
    "product_group": QT_TRANSLATE_NOOP("Nothing", "in no group"),
    "product_subgroup": QT_TRANSLATE_NOOP("Nothing", "in no subgroup"),
    "customer_group": QT_TRANSLATE_NOOP("Nothing", "in no group"),
    "country": QT_TRANSLATE_NOOP("Nothing", "unknown country"),
    "region": QT_TRANSLATE_NOOP("Nothing", "unknown region"),
    "employee": QT_TRANSLATE_NOOP("Nothing", "unassigned"),
    "channel": QT_TRANSLATE_NOOP("Nothing", "unknown channel"),
    "campaign": QT_TRANSLATE_NOOP("Nothing", "without a campaign"),
    "form": QT_TRANSLATE_NOOP("Nothing", "without a form"),
    "warehouse": QT_TRANSLATE_NOOP("Nothing", "from no warehouse"),
    "month": QT_TRANSLATE_NOOP("Nothing", "without a date"),
}


def dimension_word(key: str) -> str:
    """ "towary", "klienci" … in the plural."""
    return QCoreApplication.translate("Dimension", _DIMENSIONS[key])


def by_word(key: str) -> str:
    """ "według towarów", as it follows what is divided."""
    return QCoreApplication.translate("By", _BY[key])


def new_word(key: str) -> str:
    """What was sold in this period and not in the one it is compared with; Polish says it by gender."""
    if key == "product":
        return QCoreApplication.translate("NewGoods", "new")
    if key.endswith("group") or key == "campaign":
        return QCoreApplication.translate("NewGroup", "new")
    return QCoreApplication.translate("pictures", "new")


def states_word(state: str) -> str:
    """All customers of a state: "Nowi", "Uśpieni" …"""
    return QCoreApplication.translate("States", _STATES[state])


def key_word(dimension: str, key: str, name: str = "") -> str:
    """One key as a person reads it; nothing has words of its own."""
    if not key:
        return QCoreApplication.translate("Nothing", _NOTHING.get(dimension, "")) or "–"
    match dimension:
        case "month":
            return month_word(key)
        case "stage":
            return word(FunnelStage(key))
        case "channel" if key in set(Channel):
            return word(Channel(key))
    return name or key


def month_word(key: str) -> str:
    """ "2026-03" -> "mar 2026"."""
    year, month = key.split("-")
    language = QLocale.Language.Polish if words.language() == "pl" else QLocale.Language.English
    name = QLocale(language).standaloneMonthName(int(month), QLocale.FormatType.ShortFormat).rstrip(".")
    return f"{name} {year}"


def reason_word(reason: str) -> str:
    """Why it was lost; imported history has words of its own."""
    if not reason:
        return QCoreApplication.translate("Nothing", "reason not given")
    return word(LostReason(reason)) if reason in set(LostReason) else reason
