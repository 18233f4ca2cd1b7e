"""Warehouse: what lies where, and the documents with their paper beside them."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QSplitter, QTabWidget, QVBoxLayout, QWidget

from crm_desktop.documents import queries as documents
from crm_desktop.documents.service import print_document
from crm_desktop.warehouse import queries, records
from db.vocabulary import Topic
from ui import formats
from ui.seat import Seat, touches
from ui.tables.records import Column, RecordsTable
from ui.widgets.parts import PaperView, pdf_pages


class WarehousePage(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("warehouse")
        self._seat = seat
        self._search = QLineEdit()
        self._search.setObjectName("stock_search")
        self._search.setAccessibleName(self.tr("Find goods"))
        self._search.setPlaceholderText(self.tr("Name, code or barcode…"))
        self._search.setClearButtonEnabled(True)
        self._stock = RecordsTable(
            [
                Column(self.tr("Code"), lambda r: r.code, width=120),
                Column(self.tr("Goods"), lambda r: r.name, stretch=True),
                Column(self.tr("Warehouse"), lambda r: r.warehouse, width=90),
                Column(self.tr("On hand"), lambda r: formats.quantity(r.on_hand), right=True, width=90),
                Column(self.tr("Reserved"), lambda r: formats.quantity(r.reserved), right=True, width=100),
                Column(
                    self.tr("Available"),
                    lambda r: formats.quantity(r.available),
                    right=True,
                    width=100,
                    tint=lambda r: "bad" if r.available < r.minimum else "",
                ),
                Column(self.tr("Minimum"), lambda r: formats.quantity(r.minimum), right=True, width=90),
                Column(self.tr("Unit"), lambda r: r.unit, width=80),
            ],
            empty=self.tr("Goods appear here once they are received (PZ)."),
            name="stock",
        )
        self._moves = RecordsTable(
            [
                Column(self.tr("Date"), lambda r: formats.day(r.day), width=120),
                Column(self.tr("Document"), lambda r: r.document, stretch=True),
                Column(self.tr("Quantity"), lambda r: formats.quantity(r.quantity), right=True, width=100),
                Column(self.tr("Balance"), lambda r: formats.quantity(r.balance), right=True, width=100),
            ],
            empty=self.tr("Choose goods to see their moves."),
            name="stock_card",
        )
        self._documents = RecordsTable(
            [
                Column(self.tr("Document"), lambda r: r.number, width=150),
                Column(self.tr("Date"), lambda r: formats.day(r.issued_on), width=120),
                Column(self.tr("Customer"), lambda r: r.customer, stretch=True),
                Column(self.tr("Order"), lambda r: r.order_number, width=130),
            ],
            empty=self.tr("Issued documents appear here with their paper."),
            name="documents",
        )
        self._paper = PaperView("document_paper")
        self._lay_out()
        self._connect()
        self.refresh()

    def _lay_out(self) -> None:
        stock = QSplitter(Qt.Orientation.Vertical)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._search)
        layout.addWidget(self._stock)
        stock.addWidget(holder)
        stock.addWidget(self._moves)
        stock.setSizes([420, 220])
        papers = QSplitter(Qt.Orientation.Horizontal)
        papers.addWidget(self._documents)
        papers.addWidget(self._paper)
        papers.setSizes([620, 660])
        self._tabs = QTabWidget()
        self._tabs.setObjectName("warehouse_tabs")
        self._tabs.addTab(stock, self.tr("Stock"))
        self._tabs.addTab(papers, self.tr("Documents"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        outer.addWidget(self._tabs)

    def _connect(self) -> None:
        self._search.textChanged.connect(lambda _text: self.refresh())
        self._stock.pointed.connect(self._on_goods)
        self._documents.pointed.connect(lambda record: self.open_document(record.number))
        self._seat.changed.connect(self._on_changed)

    def refresh(self) -> None:
        wanted = self._search.text()
        self._seat.read(
            lambda session: queries.list_stock(session, search_for=wanted), self._stock.show_records, owner=self
        )
        self._seat.read(documents.list_documents, self._documents.show_records, owner=self)

    def _on_goods(self, line: records.StockLine) -> None:
        def query(session: Any) -> records.StockCard:
            return queries.stock_card(session, line.code, warehouse=line.warehouse)

        self._seat.read(query, lambda found: self._moves.show_records(found.moves), owner=self)

    def open_document(self, number: str) -> None:
        """Shows its paper, made off the GUI thread."""
        self._tabs.setCurrentIndex(1)

        def work() -> list[QImage]:
            return pdf_pages(print_document(self._seat.database, number, actor=self._seat.actor))

        self._seat.call(work, self._paper.show_pages, owner=self)

    def _on_changed(self, changes: list[Any]) -> None:
        if touches(changes, Topic.STOCK, Topic.DOCUMENTS, Topic.PRODUCTS):
            self.refresh()
