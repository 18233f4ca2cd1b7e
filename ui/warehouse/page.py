"""Warehouse: what lies where, and the documents with their paper beside them."""

from operator import attrgetter
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.documents import queries as documents
from crm_desktop.documents.service import print_document
from crm_desktop.warehouse import queries, records
from db.vocabulary import Topic
from ui import formats
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import Meaning
from ui.widgets.chips import ChipBar
from ui.widgets.preview import PdfView


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
        self._stock = TableView(
            [
                Column("code", self.tr("Code"), lambda r: r.code),
                Column("goods", self.tr("Goods"), lambda r: r.name, stretch=True),
                Column("warehouse", self.tr("Warehouse"), lambda r: r.warehouse),
                Column("on_hand", self.tr("On hand"), lambda r: r.on_hand, text=formats.quantity, right=True),
                Column("reserved", self.tr("Reserved"), lambda r: r.reserved, text=formats.quantity, right=True),
                Column(
                    "available",
                    self.tr("Available"),
                    lambda r: r.available,
                    text=formats.quantity,
                    right=True,
                    meaning=lambda r: Meaning.BAD if r.available < r.minimum else Meaning.PLAIN,
                ),
                Column("minimum", self.tr("Minimum"), lambda r: r.minimum, text=formats.quantity, right=True),
                Column("unit", self.tr("Unit"), lambda r: r.unit),
            ],
            empty=self.tr("Goods appear here once they are received (PZ)."),
            name="stock",
            title=self.tr("Stock"),
        )
        self._build_moves_and_documents()
        self._paper = PdfView()
        self._paper.setObjectName("document_paper")
        self._shown = ""
        self._lay_out()
        self._connect()
        self.refresh()

    def _build_moves_and_documents(self) -> None:
        self._moves = TableView(
            [
                Column("date", self.tr("Date"), lambda r: r.day, text=formats.day),
                Column("document", self.tr("Document"), lambda r: r.document, stretch=True),
                Column("quantity", self.tr("Quantity"), lambda r: r.quantity, text=formats.quantity, right=True),
                Column("balance", self.tr("Balance"), lambda r: r.balance, text=formats.quantity, right=True),
            ],
            empty=self.tr("Choose goods to see their moves."),
            name="stock_card",
            title=self.tr("Moves of the goods"),
        )
        self._documents = TableView(
            [
                Column("document", self.tr("Document"), lambda r: r.number),
                Column("date", self.tr("Date"), lambda r: r.issued_on, text=formats.day),
                Column("customer", self.tr("Customer"), lambda r: r.customer, stretch=True),
                Column("order", self.tr("Order"), lambda r: r.order_number),
            ],
            empty=self.tr("Issued documents appear here with their paper."),
            name="documents",
            title=self.tr("Documents"),
        )

    def _lay_out(self) -> None:
        stock = QSplitter(Qt.Orientation.Vertical)
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(8)
        layout.addWidget(self._search)
        layout.addWidget(self._stock)
        stock.addWidget(holder)
        stock.addWidget(self._moves)
        stock.setSizes([420, 220])
        papers = QSplitter(Qt.Orientation.Horizontal)
        papers.addWidget(self._documents)
        papers.addWidget(self._paper)
        papers.setSizes([620, 660])
        self._parts = QStackedWidget()
        self._parts.addWidget(stock)
        self._parts.addWidget(papers)
        self._chips = ChipBar([("stock", self.tr("Stock")), ("documents", self.tr("Documents"))])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        outer.addWidget(self._chips)
        outer.addWidget(self._parts)

    def _connect(self) -> None:
        self._chips.chosen.connect(self._show_part)
        self._search.textChanged.connect(lambda _text: self.refresh())
        self._stock.current_changed.connect(self._on_goods)
        self._documents.current_changed.connect(self._on_document)
        topics = (Topic.STOCK, Topic.DOCUMENTS, Topic.PRODUCTS)
        self._seat.live.subscribe(self, topics, lambda _changes: self.refresh())

    def _show_part(self, key: str) -> None:
        self._chips.choose(key)
        self._parts.setCurrentIndex(("stock", "documents").index(key))

    def refresh(self) -> None:
        wanted = self._search.text()
        self._seat.read(
            lambda session: queries.list_stock(session, search_for=wanted), self._show_stock, owner=self, latest="stock"
        )
        self._seat.read(documents.list_documents, self._show_documents, owner=self, latest="documents")

    def _show_stock(self, found: list[records.StockLine]) -> None:
        self._stock.set_records(found, key=attrgetter("product_id", "warehouse"))

    def _show_documents(self, found: list[Any]) -> None:
        self._documents.set_records(found, key=attrgetter("number"))

    def _on_document(self, record: Any) -> None:
        if record is not None and record.number != self._shown:
            self.open_document(record.number)

    def _on_goods(self, line: records.StockLine | None) -> None:
        if line is None:
            return

        def query(session: Any) -> records.StockCard:
            return queries.stock_card(session, line.code, warehouse=line.warehouse)

        self._seat.read(query, lambda found: self._moves.set_records(found.moves), owner=self)

    def show_goods(self, code: str) -> None:
        """The stock of one product, found as if typed."""
        self._show_part("stock")
        self._search.setText(code)

    def open_document(self, number: str) -> None:
        """Shows its paper, made off the GUI thread."""
        self._shown = number
        self._show_part("documents")

        def work() -> bytes:
            return print_document(self._seat.database, number, actor=self._seat.actor)

        self._seat.call(work, self._paper.show_pdf, owner=self)
