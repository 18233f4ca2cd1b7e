"""Issued documents by kind and period, the paper of the one chosen beside them."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from crm_desktop.documents.listing import document_listing
from crm_desktop.documents.records import DocumentRow
from crm_desktop.documents.service import print_document
from crm_desktop.warehouse.standing import RECEIPTS
from db.vocabulary import DocumentKind, Permission
from ui import formats, prompts
from ui.labels import label
from ui.seat import Seat
from ui.tables import Column, LongTable
from ui.theme import GAP, GRID
from ui.warehouse.drafts_card import DraftsCard
from ui.warehouse.jpk_panel import JpkPanel
from ui.warehouse.mending_panel import MendingPanel
from ui.widgets.buttons import Button
from ui.widgets.entrance import opens_at
from ui.widgets.fields import SearchField
from ui.widgets.parts import row
from ui.widgets.period_box import PeriodBox
from ui.widgets.preview import PdfView

MENDED = (DocumentKind.PZ, DocumentKind.PW, DocumentKind.WZ, DocumentKind.RW, DocumentKind.MM)
"""Kinds that are corrected; the others belong to one of these."""


class DocumentsPart(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._shown = ""
        self._pdf = b""
        self.search = SearchField(self.tr("Number, customer or order…"))
        self.search.setObjectName("document_search")
        self._kind, self._period = QComboBox(), PeriodBox("document_period")
        self._save = Button(self.tr("Save as PDF"), "download-simple")
        self._save.setObjectName("save_document")
        self._save.setEnabled(False)
        self.table = self._make_table()
        self.paper = PdfView()
        self.paper.setObjectName("document_paper")
        self.paper.setAccessibleName(self.tr("The document as printed"))
        self.mending = MendingPanel(seat)
        self.jpk = JpkPanel(seat)
        self.drafts = DraftsCard(seat)
        self._jpk = Button(self.tr("JPK_MAG…"), "bank")
        self._jpk.setObjectName("jpk_open")
        self._correct = Button(self.tr("Correct"), "pencil-simple")
        self._correct.setObjectName("correct_document")
        self._back = Button(self.tr("Return of goods"), "arrow-u-up-left")
        self._back.setObjectName("return_document")
        self._correct.setEnabled(False)
        self._back.setEnabled(False)
        self._fill_filters()
        self._lay_out()
        self._connect()

    def _make_table(self) -> LongTable:
        table = LongTable(
            [
                Column("document", self.tr("Document"), lambda r: r.number, hint=_kind_of),
                Column("date", self.tr("Date"), lambda r: r.issued_on, text=formats.day, muted=True),
                Column("customer", self.tr("To / from"), lambda r: r.customer, stretch=True, hint=_for_or_from),
                Column("order", self.tr("Order"), lambda r: r.order_number, muted=True),
                Column("warehouse", self.tr("Warehouse"), lambda r: r.warehouse, muted=True),
            ],
            read=self._seat.read,
            key=lambda r: (r.kind, r.number),
            empty=self.tr("Issued documents appear here with their printout."),
            name="documents",
            title=self.tr("Documents"),
        )
        table.setSortingEnabled(False)
        return table

    def _fill_filters(self) -> None:
        self._kind.setObjectName("document_kind")
        self._kind.setAccessibleName(self.tr("Kind of document"))
        self._kind.addItem(self.tr("All kinds"), None)
        for kind in DocumentKind:
            self._kind.addItem(label(kind).text, kind)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(self.drafts)
        column.addWidget(self.search)
        column.addWidget(row(self._kind, self._period, None))
        column.addWidget(self.table, 1)
        column.addWidget(self.mending)
        column.addWidget(self.jpk)
        column.addWidget(row(self._correct, self._back, None, self._jpk, self._save))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("documents_split")
        split.addWidget(left)
        split.addWidget(self.paper)
        split.setSizes([690, 566])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)
        opens_at(self, self.search)

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self.show_list())
        self._kind.activated.connect(lambda _number: self.show_list())
        self._period.activated.connect(lambda _number: self.show_list())
        self.table.current_changed.connect(self._on_document)
        self.table.filter_cleared.connect(self._show_all)
        self._save.clicked.connect(self._on_save)
        self._correct.clicked.connect(lambda: self.mending.correct(self._shown))
        self._back.clicked.connect(lambda: self.mending.bring_back(self._shown))
        for button in (self._correct, self._back):
            button.clicked.connect(self.jpk.hide)
        self.mending.done.connect(self.open)
        self._jpk.clicked.connect(self._on_jpk)
        self.jpk.document_wanted.connect(self.open)

    def show_list(self) -> None:
        words, kind, since = self.search.text().strip(), self._kind.currentData(), self._period.since()

        def source(session: Any, _sorting: Any) -> Any:
            return document_listing(session, search_for=words, kind=kind, since=since)

        self.table.say_filtered(bool(words or kind or since))
        self.table.show_listing(source)

    def _show_all(self) -> None:
        self.search.clear()
        self._kind.setCurrentIndex(0)
        self._period.setCurrentIndex(0)
        self.show_list()
        self.search.setFocus()

    def refresh(self) -> None:
        self.table.refresh()
        self.drafts.refresh()

    def _on_document(self, record: DocumentRow | None) -> None:
        if record is not None and record.number != self._shown:
            self.mending.hide()
            self._correct.setEnabled(record.kind in MENDED and self._mends(record.kind))
            self._back.setEnabled(record.kind is DocumentKind.WZ and bool(record.order_number))
            self.open(record.number)

    def _mends(self, kind: DocumentKind) -> bool:
        """A receipt is corrected by whoever may see what it cost, other stock by whoever moves it."""
        if kind in RECEIPTS and not self._seat.may(Permission.SEE_COSTS):
            return False
        return kind is DocumentKind.WZ or self._seat.may(Permission.MOVE_STOCK)

    def open(self, number: str) -> None:
        """Shows its paper, made off the GUI thread."""
        self._shown = number

        def work() -> bytes:
            return print_document(self._seat.database, number, actor=self._seat.actor)

        self._seat.call(work, lambda pdf: self._show_paper(number, pdf), owner=self)

    def _show_paper(self, number: str, pdf: bytes) -> None:
        if number == self._shown:
            self._pdf = pdf
            self._save.setEnabled(True)
            self.paper.show_pdf(pdf)

    def _on_jpk(self) -> None:
        self.mending.hide()
        self.jpk.begin()

    def _on_save(self) -> None:
        person = prompts.person()
        file = person.where_to_save(self, f"{self._shown.replace('/', '-')}.pdf", "PDF (*.pdf)")
        if file is not None:
            pdf = self._pdf
            self._seat.call(lambda: file.write_bytes(pdf), lambda _n: person.tell(self, str(file)), owner=self)


def _kind_of(record: DocumentRow) -> str:
    return label(record.kind).text


def _for_or_from(record: DocumentRow) -> str:
    return record.customer
