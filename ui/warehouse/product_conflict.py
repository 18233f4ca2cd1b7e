"""A product as two people left it, field by field: what each says, and the record made of what was chosen."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from crm_desktop.catalogue.records import SaveProduct, StockGoal
from ui import formats
from ui.warehouse.product_values import told_vat
from ui.widgets.both_values import Differing

GOAL = "goal_"


def differing(opened: SaveProduct, mine: SaveProduct, theirs: SaveProduct) -> list[Differing]:
    """Every field that both say otherwise."""
    before, own, other = _told(opened), _told(mine), _told(theirs)
    titles = _titles()
    return [
        Differing(key, titles.get(key) or key.removeprefix(GOAL), value, other.get(key, ""), value != before.get(key))
        for key, value in own.items()
        if value != other.get(key, "")
    ]


def chosen(mine: SaveProduct, theirs: SaveProduct, kept: frozenset[str]) -> SaveProduct:
    """Theirs, and one's own in the fields of those keys; over the version that is theirs."""
    fields: dict[str, Any] = {key: getattr(mine.product, key) for key in _FIELDS if key in kept}
    if "group" in kept:
        fields["subgroup"] = mine.product.subgroup
    own = {goal.warehouse: goal for goal in mine.goals}
    goals = tuple(
        own[goal.warehouse] if GOAL + goal.warehouse in kept and goal.warehouse in own else goal
        for goal in theirs.goals
    )
    prices = mine.prices if "prices" in kept else theirs.prices
    return replace(theirs, product=replace(theirs.product, **fields), prices=prices, goals=goals)


_FIELDS = (
    "name",
    "code",
    "net_price",
    "vat_rate",
    "unit",
    "group",
    "weight_grams",
    "whole_units",
    "tracks_lots",
    "active",
    "barcodes",
)


def _titles() -> dict[str, str]:
    return {
        "name": QCoreApplication.translate("ProductConflict", "Name"),
        "code": QCoreApplication.translate("ProductConflict", "Code"),
        "net_price": QCoreApplication.translate("ProductConflict", "Net price"),
        "vat_rate": QCoreApplication.translate("ProductConflict", "VAT"),
        "unit": QCoreApplication.translate("ProductConflict", "Unit"),
        "group": QCoreApplication.translate("ProductConflict", "Group"),
        "weight_grams": QCoreApplication.translate("ProductConflict", "Unit weight, kg"),
        "whole_units": QCoreApplication.translate("ProductConflict", "Whole pieces only"),
        "tracks_lots": QCoreApplication.translate("ProductConflict", "Tracked by lot and expiry date"),
        "active": QCoreApplication.translate("ProductConflict", "Active: can be ordered"),
        "barcodes": QCoreApplication.translate("ProductConflict", "Barcodes"),
        "prices": QCoreApplication.translate("ProductConflict", "Group prices"),
    }


def _told(saved: SaveProduct) -> dict[str, str]:
    """By key, as a person reads it; a goal under its warehouse."""
    p = saved.product
    yes, no = QCoreApplication.translate("ProductConflict", "yes"), QCoreApplication.translate("ProductConflict", "no")
    steps = (
        f"{one.customer_group} ≥ {formats.quantity(one.from_quantity)}: {formats.price(one.net_price)}"
        for one in sorted(saved.prices, key=lambda one: (one.customer_group, one.from_quantity))
    )
    codes = (f"{code} × {formats.quantity(much)}" for code, much in sorted(p.barcodes))
    told = {
        "name": p.name,
        "code": p.code,
        "net_price": formats.price(p.net_price),
        "vat_rate": told_vat(p.vat_rate),
        "unit": p.unit,
        "group": " / ".join(part for part in (p.group, p.subgroup) if part),
        "weight_grams": formats.quantity(p.weight_grams),
        "whole_units": yes if p.whole_units else no,
        "tracks_lots": yes if p.tracks_lots else no,
        "active": yes if p.active else no,
        "barcodes": ", ".join(codes),
        "prices": "; ".join(steps),
    }
    return told | {GOAL + goal.warehouse: _goal(goal) for goal in saved.goals}


def _goal(goal: StockGoal) -> str:
    said = QCoreApplication.translate("ProductConflict", "minimum {minimum}, target {target}")
    said = said.format(minimum=formats.quantity(goal.minimum), target=formats.quantity(goal.target))
    return f"{said}, {goal.location}" if goal.location else said
