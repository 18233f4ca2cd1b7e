"""The pages of the steps behind the draft: reserve, pick, W-Z, label, hand over."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QApplication, QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from crm_desktop import settings
from crm_desktop.documents.service import print_document
from crm_desktop.errors import KnownError
from crm_desktop.orders.labelling import label_content
from crm_desktop.orders.picking import scan_goods
from crm_desktop.orders.records import GoodsScanned, OrderCard, OrderLine, ScanGoods
from crm_desktop.printing import queries as printing
from crm_desktop.printing.layout import address_label
from crm_desktop.printing.raster import png
from crm_desktop.printing.records import LabelSize, Printer, PrintJob
from db.vocabulary import OrderStatus
from ui import formats, words
from ui.seat import Seat
from ui.tables import Column, TableView, pill_column
from ui.theme import Meaning
from ui.widgets.parts import Told, card, text, word
from ui.widgets.preview import ImageView, PdfView


def _lines_table(name: str, *more: Column) -> TableView:
    columns = [
        Column("code", QCoreApplication.translate("order_lines", "Code"), lambda r: r.code),
        Column("goods", QCoreApplication.translate("order_lines", "Goods"), lambda r: r.name, stretch=True),
        Column(
            "quantity",
            QCoreApplication.translate("order_lines", "Quantity"),
            lambda r: r.quantity,
            text=formats.quantity,
            right=True,
        ),
        *more,
    ]
    return TableView(
        columns,
        empty=QCoreApplication.translate("order_lines", "No goods yet."),
        name=name,
        title=QCoreApplication.translate("order_lines", "Lines of the order"),
    )


class ReservePage(QWidget):
    """What is wanted and what is available now."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._hint = text(wrap=True, role="muted")
        available = Column(
            "available",
            self.tr("Available"),
            lambda r: r.available,
            text=formats.quantity,
            right=True,
            meaning=lambda r: Meaning.BAD if r.available < r.quantity - r.issued else Meaning.GOOD,
        )
        self._table = _lines_table("reserve_lines", available)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(text(self.tr("Promise the goods"), role="heading"), self._hint, self._table, stretch=2))

    def show_card(self, found: OrderCard) -> None:
        placed = found.row.status is OrderStatus.PLACED
        self._hint.setText(
            self.tr("Reserving promises these goods to the customer; nobody else can be promised them.")
            if placed
            else self.tr("These goods are promised or have left.")
        )
        self._table.set_records(found.lines)


class PickPage(QWidget):
    """Each beep ticks a line; a wrong code says so by sound, colour and word."""

    scanned = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._number = ""
        self._scan = QLineEdit()
        self._scan.setObjectName("pick_scan")
        self._scan.setAccessibleName(self.tr("Scan a barcode"))
        self._scan.setPlaceholderText(self.tr("Scan a barcode, or type a code and press Enter"))
        self._told = Told()
        picked = Column(
            "picked",
            self.tr("Picked"),
            lambda r: r.picked,
            text=formats.quantity,
            right=True,
            meaning=lambda r: Meaning.GOOD if r.picked >= r.quantity else Meaning.PLAIN,
        )
        self._table = _lines_table("pick_lines", picked, Column("state", self.tr("State"), self._state))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(self._scan, self._told, self._table, stretch=2))
        self._scan.returnPressed.connect(self._on_scan)

    def _state(self, line: OrderLine) -> str:
        return self.tr("✓ ready") if line.picked >= line.quantity else self.tr("to pick")

    def show_card(self, found: OrderCard) -> None:
        self._number = found.row.number
        self._scan.setEnabled(found.row.status is OrderStatus.RESERVED)
        self._table.set_records(found.lines)

    def _on_scan(self) -> None:
        code = self._scan.text().strip()
        self._scan.clear()
        if code and self._number:
            command = ScanGoods(self._number, code)
            self._seat.do(scan_goods, command, self._on_scanned, owner=self, on_error=self._on_refused)

    def _on_scanned(self, hit: GoodsScanned) -> None:
        told = f"{hit.name}: {formats.quantity(hit.picked)} / {formats.quantity(hit.wanted)}"
        self._told.say(told, good=True)
        self.scanned.emit()

    def _on_refused(self, refusal: KnownError) -> None:
        QApplication.beep()
        self._told.refuse(refusal)


class WzPage(QWidget):
    """The paper as it will be printed, once it is issued."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._shown = ""
        self._hint = text(wrap=True, role="muted", name="wz_hint")
        self._paper = PdfView()
        self._paper.setObjectName("wz_paper")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(self._hint, self._paper, stretch=1))

    def show_card(self, found: OrderCard) -> None:
        number = found.shipments[-1].document if found.shipments else ""
        self._hint.setText(number or self.tr("Issuing takes the goods off the stock, numbers the W-Z and freezes it."))
        if number == self._shown:
            return
        self._shown = number
        self._paper.clear()
        if number:
            self._seat.call(lambda: self._pdf(number), self._paper.show_pdf, owner=self)

    def _pdf(self, number: str) -> bytes:
        return print_document(self._seat.database, number, actor=self._seat.actor)


@dataclass(frozen=True, slots=True)
class _Preview:
    picture: bytes
    printers: list[Printer]
    jobs: list[PrintJob]


class LabelPage(QWidget):
    """Which printer, how the label looks, what became of it."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._printers = QComboBox()
        self._printers.setObjectName("label_printer")
        self._printers.setAccessibleName(self.tr("Printer"))
        self._picture = ImageView()
        self._picture.setObjectName("label_preview")
        self._jobs = TableView(
            [
                Column("printer", self.tr("Printer"), lambda r: r.printer),
                pill_column("state", self.tr("State"), lambda r: r.state),
                Column("what_happened", self.tr("What happened"), lambda r: words.fault(r.fault), stretch=True),
            ],
            empty=self.tr("No label was printed yet."),
            name="label_jobs",
            title=self.tr("Prints"),
        )
        self._jobs.setMaximumHeight(120)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(self._printers, self._picture, self._jobs, stretch=1))

    def printer(self) -> str:
        return self._printers.currentText()

    def show_card(self, found: OrderCard) -> None:
        def query(session: Any) -> _Preview:
            layout = address_label(label_content(found, settings.load(session)), LabelSize())
            picture = png(layout, 203)
            jobs = printing.list_jobs(session, order_id=found.row.order_id)
            return _Preview(picture, printing.list_printers(session), jobs)

        self._seat.read(query, self._show, owner=self)

    def _show(self, preview: _Preview) -> None:
        chosen = self._printers.currentText()
        self._printers.clear()
        self._printers.addItems([printer.name for printer in preview.printers])
        self._printers.setCurrentText(chosen or (preview.printers[0].name if preview.printers else ""))
        self._picture.show_png(preview.picture)
        self._jobs.set_records(preview.jobs)


class HandOverPage(QWidget):
    """Who takes it, under which number; below, who did what when."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._carrier, self._tracking = QLineEdit(), QLineEdit()
        self._steps = TableView(
            [
                Column("step", self.tr("Step"), lambda r: word(r.step), stretch=True),
                Column("when", self.tr("When"), lambda r: r.at, text=formats.when),
                Column("who", self.tr("Who"), lambda r: r.actor),
                Column("where", self.tr("Where"), lambda r: r.place),
            ],
            empty=self.tr("Each step is told here with who did it."),
            name="order_steps",
            title=self.tr("Steps done"),
        )
        holder = QWidget()
        form = QFormLayout(holder)
        for field, name, title in (
            (self._carrier, "carrier", self.tr("Carrier")),
            (self._tracking, "tracking", self.tr("Tracking number")),
        ):
            field.setObjectName(name)
            field.setAccessibleName(title)
            form.addRow(title, field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card(holder, self._steps, stretch=1))

    def carrier(self) -> str:
        return self._carrier.text().strip()

    def tracking(self) -> str:
        return self._tracking.text().strip()

    def show_card(self, found: OrderCard) -> None:
        shipment = found.shipments[-1] if found.shipments else None
        if shipment is not None and shipment.carrier:
            self._carrier.setText(shipment.carrier)
            self._tracking.setText(shipment.tracking)
        self._steps.set_records(found.steps)
