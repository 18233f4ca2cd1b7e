"""What was typed of a product, read: the record to save, or every fault with its field and its sentence."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from crm_desktop.catalogue.records import FieldFault, GroupPrice, NewProduct, ProductSheet, SaveProduct, StockGoal
from crm_desktop.catalogue.rules import faults_of
from crm_desktop.money import QUANTITY_SCALE, price_from_text, quantity_from_text
from db.vocabulary import VatRate


class Reading:
    """Reads numbers one by one and keeps what cannot be read."""

    def __init__(self) -> None:
        self.faults: list[FieldFault] = []

    def quantity(self, field: str, text: str, *, empty: int = 0) -> int:
        return self._number(field, text, quantity_from_text, empty)

    def price(self, field: str, text: str) -> int:
        return self._number(field, text, price_from_text, 0)

    def _number(self, field: str, text: str, read: Callable[[str], int], empty: int) -> int:
        if not text:
            return empty
        try:
            return read(text)
        except ValueError:
            self.faults.append(FieldFault(field, "not_a_number", text))
            return empty


def read_product(typed: dict[str, Any], of: ProductSheet) -> tuple[SaveProduct, list[FieldFault]]:
    """Rows in which nothing stands are none; they are left out only after every fault has its row's number."""
    reading = Reading()
    product = NewProduct(
        code=typed["code"],
        name=typed["name"],
        net_price=reading.price("net_price", typed["net_price"]),
        unit=typed["unit"],
        vat_rate=VatRate(typed["vat_rate"]),
        group=typed["group"],
        subgroup=typed["subgroup"],
        whole_units=typed["whole_units"],
        barcodes=tuple(
            (row["code"], reading.quantity(f"barcodes.{n}.quantity", row["quantity"], empty=QUANTITY_SCALE))
            for n, row in enumerate(_some(typed["barcodes"]))
        ),
        weight_grams=reading.quantity("weight_grams", typed["weight_grams"]),
        tracks_lots=typed["tracks_lots"],
        active=typed["active"],
    )
    prices = tuple(_price(reading, n, row) for n, row in enumerate(_some(typed["prices"])))
    goals = tuple(_goal(reading, goal.warehouse, row) for goal, row in zip(of.saved.goals, typed["goals"], strict=True))
    made = SaveProduct(product, prices, goals, of.saved.product_id, of.saved.version)
    unread = {fault.field for fault in reading.faults}
    return made, reading.faults + [fault for fault in faults_of(made) if fault.field not in unread]


def _some(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Without the empty ones at the end; one between others is a fault of its own."""
    while rows and not any(rows[-1].values()):
        rows = rows[:-1]
    return rows


def _price(reading: Reading, number: int, row: dict[str, str]) -> GroupPrice:
    if not row["net_price"]:
        reading.faults.append(FieldFault(f"prices.{number}.net_price", "required", ""))
    return GroupPrice(
        row["customer_group"],
        reading.quantity(f"prices.{number}.from_quantity", row["from_quantity"]),
        reading.price(f"prices.{number}.net_price", row["net_price"]),
    )


def _goal(reading: Reading, warehouse: str, row: dict[str, str]) -> StockGoal:
    return StockGoal(
        warehouse,
        reading.quantity(f"goals.{warehouse}.minimum", row["minimum"]),
        reading.quantity(f"goals.{warehouse}.target", row["target"]),
        row["location"],
    )


def fault_sentence(rule: str, *, by: str = "") -> str:
    """What is wrong, for the person at the field."""
    said = {
        "required": QCoreApplication.translate("ProductForm", "Fill this in."),
        "too_long": QCoreApplication.translate("ProductForm", "That is too long."),
        "not_a_number": QCoreApplication.translate("ProductForm", "A number, e.g. 12 or 2.5."),
        "not_negative": QCoreApplication.translate("ProductForm", "Not below zero."),
        "positive": QCoreApplication.translate("ProductForm", "More than zero."),
        "whole_only": QCoreApplication.translate("ProductForm", "Whole pieces only."),
        "unique": QCoreApplication.translate("ProductForm", "Other goods have this code."),
        "spaces": QCoreApplication.translate("ProductForm", "A barcode has no spaces."),
        "ean": QCoreApplication.translate("ProductForm", "The check digit of this barcode is wrong."),
        "twice": QCoreApplication.translate("ProductForm", "This is entered twice."),
        "under_minimum": QCoreApplication.translate("ProductForm", "The target is below the minimum."),
        "fractions_there": QCoreApplication.translate("ProductForm", "There are fractions of a piece in stock."),
        "lots_there": QCoreApplication.translate("ProductForm", "Lots of it are still in stock."),
    }
    if rule == "barcode_taken":
        told = QCoreApplication.translate("ProductForm", "{code} already has this barcode.")
        return told.format(code=by)
    return said.get(rule, rule)


def told_vat(rate: VatRate) -> str:
    """ "23%", and the words of those that are no number."""
    return f"{rate.value}%" if rate.value.isdigit() else rate.value
