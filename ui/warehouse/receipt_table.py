"""The rows of a receipt; the shelf only where one was told."""

from collections.abc import Sequence

from ui import formats
from ui.tables import Column, TableView
from ui.warehouse.receipt_rows import Row

SHELF_COLUMN = 5


class ReceiptTable(TableView):
    def __init__(self) -> None:
        super().__init__(
            [
                Column("number", self.tr("No."), lambda r: r.number, right=True, muted=True, width=52),
                Column("code", self.tr("Code"), lambda r: r.goods.code, muted=True),
                Column("goods", self.tr("Goods"), lambda r: r.goods.name, stretch=True, hint=lambda r: r.goods.name),
                Column(
                    *("quantity", self.tr("Quantity"), lambda r: formats.quantity(r.quantity, r.goods.unit)),
                    right=True,
                    bold=True,
                    width=120,
                ),
                Column("lot", self.tr("Lot"), lambda r: r.lot_text, muted=True, width=190),
                Column("shelf", self.tr("Shelf"), lambda r: r.shelf, width=110),
                Column("cost", self.tr("Purchase price"), lambda r: r.cost, text=formats.price, right=True, width=130),
                Column("value", self.tr("Value"), lambda r: r.value, text=formats.amount, right=True, width=120),
            ],
            empty=self.tr("Scan the first item, or type its code and press Enter. Each becomes a row here."),
            name="receipt_rows",
            title=self.tr("Goods of the receipt"),
        )

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.set_records(rows, key=lambda r: r.number)
        self.setColumnHidden(SHELF_COLUMN, not any(one.shelf for one in rows))
