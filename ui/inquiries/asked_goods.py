"""The goods that were recognised in the message: what is there now, at what price for this customer."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from crm_desktop.inquiries.records import NamedProduct
from ui import formats
from ui.inquiries.matter import Matter
from ui.labels import Label
from ui.tables import Column, TableView
from ui.theme import GRID, Meaning
from ui.widgets.parts import text

MOST_ROWS = 8


class AskedGoods(QFrame):
    """A card without padding around its table."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "card")
        heading = text(self.tr("Recognised goods"), role="heading")
        heading.setContentsMargins(4 * GRID - 6, 0, 0, 0)
        self._table = TableView(
            [
                Column("goods", self.tr("Goods"), lambda r: r.name, stretch=True, hint=lambda r: f"{r.code} {r.name}"),
                Column("asked", self.tr("Quantity"), _asked, right=True, width=84),
                Column("price", self.tr("Net price"), lambda r: r.unit_price, text=formats.price, right=True, width=92),
                Column("available", self.tr("Available now"), self._there_text, pill=self._there),
            ],
            empty=self.tr("No goods were recognised in the message."),
            name="inquiry_products",
            title=self.tr("Recognised goods"),
        )
        self._table.grow_to(MOST_ROWS)
        self._table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 2 * GRID + 2, 6, 6)
        column.setSpacing(GRID)
        column.addWidget(heading)
        column.addWidget(self._table)

    def show_matter(self, matter: Matter) -> None:
        self._table.set_records(matter.card.products, key=lambda r: r.product_id)

    def _there(self, product: NamedProduct) -> Label:
        there = formats.quantity(product.available)
        if product.enough:
            return Label(self.tr("in stock: {quantity}").format(quantity=there), Meaning.GOOD, "check")
        return Label(self.tr("short: {quantity}").format(quantity=there), Meaning.BAD, "warning-circle")

    def _there_text(self, product: NamedProduct) -> str:
        return self._there(product).text


def _asked(product: NamedProduct) -> str:
    """A dash where the message told no quantity."""
    return formats.quantity(product.quantity, product.unit) if product.quantity else formats.NOTHING
