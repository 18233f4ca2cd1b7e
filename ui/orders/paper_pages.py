"""Pages 6 and 7: the WZ as it will be printed, the labels and what became of them."""

import uuid
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from crm_desktop.documents.service import print_document
from crm_desktop.money import quantity_from_text
from crm_desktop.orders.courier_label import LABELS, print_courier_label, print_folder
from crm_desktop.orders.issuing import preview
from crm_desktop.orders.labelling import label_content
from crm_desktop.orders.records import OrderCard
from crm_desktop.printing.layout import address_label
from crm_desktop.printing.raster import png
from crm_desktop.printing.records import LabelSize
from db.vocabulary import OrderStatus
from ui import formats, operations, prompts, words
from ui.labels import label
from ui.orders.matter import Matter
from ui.orders.paper import print_pdf
from ui.seat import Seat
from ui.tables import Column, TableView
from ui.theme import GAP, GRID
from ui.widgets.buttons import Button
from ui.widgets.cards import Card
from ui.widgets.entrance import opens_at
from ui.widgets.fields import Field
from ui.widgets.parts import button, row, text
from ui.widgets.preview import ImageView, PdfView

BESIDE, LABEL_WIDTH = 320, 380
MOST_PARCELS = 99
ISSUABLE = (OrderStatus.RESERVED, OrderStatus.PICKED, OrderStatus.PLACED)


class WzPage(QWidget):
    """The paper beside what it says: a preview until it is issued, then the document itself."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._seat = seat
        self._shown: object = None
        self._number = ""
        self._pdf = b""
        self._what = text(role="heading", wrap=True, name="wz_number")
        self._hint = text(wrap=True, role="muted", name="wz_hint")
        self._print = Button(self.tr("Print…"), "printer", shortcut="Ctrl+P")
        self._open = button(self.tr("Open in Warehouse"), name="open_wz")
        for made, name in ((self._print, "print_wz"), (self._open, "open_wz")):
            made.setObjectName(name)
            made.setAccessibleName(made.text())
        self._paper = PdfView()
        self._paper.setObjectName("wz_paper")
        self._paper.setAccessibleName(self.tr("The WZ as it is printed"))
        told = Card(self.tr("Goods issue note"))
        told.setFixedWidth(BESIDE)
        for widget in (self._what, self._hint, row(self._print, self._open, None)):
            told.body.addWidget(widget)
        told.body.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._paper, 1)
        layout.addWidget(told)
        self._print.clicked.connect(self._on_print)
        self._open.clicked.connect(lambda: self._seat.open_document.emit(self._number))
        opens_at(self, self._paper)

    def show_matter(self, matter: Matter) -> None:
        card = matter.card
        issuing = card.row.status in ISSUABLE
        self._number = "" if issuing or not card.shipments else card.shipments[-1].document
        self._what.setText(self._number or self.tr("Not issued yet"))
        earlier = [shipment.document for shipment in card.shipments if shipment.document != self._number]
        before = self.tr("Issued before: {numbers}.").format(numbers=", ".join(earlier)) if earlier else ""
        told = (
            self.tr("Numbered and locked: it will always read like this.")
            if self._number
            else self.tr("Issuing takes the goods off stock, numbers the WZ and locks it.")
        )
        self._hint.setText(" ".join(part for part in (told, before) if part))
        self._open.setVisible(bool(self._number))
        self._print.setEnabled(bool(self._number))
        wanted = self._number or (card.row.number, card.version)
        if wanted != self._shown and (self._number or issuing):
            self._shown = wanted
            self._read(card.row.number)
        elif not self._number and not issuing:
            self._shown = None
            self._paper.clear()

    def _read(self, order: str) -> None:
        self._paper.clear()
        self._pdf = b""
        number, database, actor = self._number, self._seat.database, self._seat.actor
        if number:
            self._seat.call(lambda: print_document(database, number, actor=actor), self._show, owner=self)
        else:
            operations.run(
                lambda: preview(database, order, actor=actor), on_done=self._show, owner=self, latest="paper"
            )

    def _show(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._paper.show_pdf(pdf)

    def _on_print(self) -> None:
        if self._pdf and self._number:
            print_pdf(self, self._pdf, self._number)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What decides how the label looks."""

    number: str
    version: int
    parcels: int
    size: LabelSize


class LabelPage(QWidget):
    """`again_wanted`: every label once more, marked as a reprint."""

    again_wanted = Signal()

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("label_page")
        self._seat = seat
        self._matter: Matter | None = None
        self._shown: Wanted | None = None
        self._printers = QComboBox()
        self._printers.setObjectName("label_printer")
        self._parcels = QSpinBox()
        self._parcels.setObjectName("label_parcels")
        self._parcels.lineEdit().setTextMargins(2 * GRID, 0, 0, 0)
        self._parcels.setRange(1, MOST_PARCELS)
        self._weight = QLineEdit()
        self._weight.setObjectName("label_weight")
        self._picture = ImageView()
        self._picture.setObjectName("label_preview")
        self._picture.setAccessibleName(self.tr("The label as it is printed"))
        self._jobs = TableView(
            [
                Column("printer", self.tr("Printer"), lambda r: r.printer, stretch=True),
                Column("state", self.tr("State"), lambda r: r.state, pill=lambda r: label(r.state), width=140),
                Column("when", self.tr("When"), lambda r: r.queued_at, text=formats.when),
            ],
            empty=self.tr("No label has been printed yet."),
            name="label_jobs",
            title=self.tr("Prints"),
        )
        self._fault = text(wrap=True, name="label_fault")
        self._fault.setProperty("meaning", "bad")
        none = self.tr("No label printer: the order goes on without a label. Add one in Settings → Printers.")
        self._none = text(none, role="muted", wrap=True)
        self._again = Button(self.tr("Print again"), "printer")
        self._again.setObjectName("print_label_again")
        self._again.setAccessibleName(self._again.text())
        self._build_courier()
        self._lay_out()
        self._printers.currentTextChanged.connect(lambda _text: self._draw())
        self._parcels.valueChanged.connect(lambda _count: self._draw())
        self._again.clicked.connect(self.again_wanted)

    def _build_courier(self) -> None:
        """A courier's own label: from a file, or dropped here."""
        self._courier = Button(self.tr("Courier's own label…"), "file-text")
        self._courier.setObjectName("courier_label")
        self._courier.setAccessibleName(self._courier.text())
        self._courier.setToolTip(self.tr("PDF or ZPL from the courier; files and folders can be dropped here too"))
        self.setAcceptDrops(True)
        self._courier.clicked.connect(self._on_courier)

    def _lay_out(self) -> None:
        told = Card(self.tr("Label"))
        self._parcels_field = Field(self.tr("Parcels, one label each"), self._parcels)
        self._printer_field = Field(self.tr("Printer"), self._printers)
        weight = Field(self.tr("Total weight, kg"), self._weight)
        for widget in (self._printer_field, self._none, row(self._parcels_field, weight)):
            told.body.addWidget(widget)
        told.body.addWidget(text(self.tr("Prints"), role="strong"))
        told.body.addWidget(self._jobs, 1)
        told.body.addWidget(self._fault)
        told.body.addWidget(row(self._again, self._courier, None))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        self._picture.setMaximumWidth(LABEL_WIDTH)
        layout.addWidget(self._picture, 1)
        layout.addWidget(told, 1)
        opens_at(self, self._parcels)

    def _on_courier(self) -> None:
        file = prompts.person().which_file(self, self.tr("Labels (*.pdf *.zpl *.txt *.prn)"))
        if file is not None:
            self.print_courier(file)

    def print_courier(self, file: Path) -> None:
        """A courier's own label of the order that is open, or all of a folder, to the printer that is chosen."""
        if self._matter is None or not self.printer():
            return
        number, chosen, seat, command_id = self._matter.card.row.number, self.printer(), self._seat, str(uuid.uuid4())

        def work() -> int:
            database, actor = seat.database, seat.actor
            if file.is_dir():
                return sum(one.jobs for one in print_folder(database, file, printer=chosen, actor=actor))
            return print_courier_label(database, number, file, printer=chosen, actor=actor, command_id=command_id).jobs

        def done(jobs: int) -> None:
            prompts.person().tell(self, self.tr("%n label(s) of the courier queued.", "", jobs))

        seat.call(work, done, owner=self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.printer() and dropped_labels(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        for file in dropped_labels(event):
            self.print_courier(file)

    def printer(self) -> str:
        return self._printers.currentText()

    def parcels(self) -> int:
        return self._parcels.value()

    def weight_grams(self) -> int:
        """0 where nothing that is a weight stands there."""
        try:
            return max(0, quantity_from_text(self._weight.text().rstrip("kg ") or "0"))
        except ValueError:
            return 0

    def show_matter(self, matter: Matter) -> None:
        another = self._matter is None or self._matter.card.row.number != matter.card.row.number
        self._matter = matter
        names = [printer.name for printer in matter.printers]
        if names != [self._printers.itemText(n) for n in range(self._printers.count())]:
            chosen = self._printers.currentText()
            self._printers.clear()
            self._printers.addItems(names)
            self._printers.setCurrentText(chosen if chosen in names else (names[0] if names else ""))
        if another:
            self._parcels.setValue(_parcels_of(matter.card))
            shipment = matter.card.shipments[-1] if matter.card.shipments else None
            grams = (shipment.weight_grams if shipment else 0) or matter.weight_grams
            self._weight.setText(formats.typed_quantity(grams) if grams else "")
        before = matter.card.row.status in (*ISSUABLE, OrderStatus.ISSUED)
        self._parcels.setEnabled(before)
        self._weight.setReadOnly(not before)
        self._printer_field.setVisible(bool(names))
        self._none.setVisible(not names)
        self._jobs.set_records(matter.jobs, key=lambda job: job.job_id)
        faults = [words.fault(job.fault) for job in matter.jobs if job.fault]
        self._fault.setText(faults[0] if faults else "")
        self._fault.setVisible(bool(faults))
        self._again.setVisible(bool(matter.jobs) and bool(names))
        self._courier.setVisible(bool(names))
        self._draw()

    def _draw(self) -> None:
        """The first parcel's label, drawn off the GUI thread whenever what it says has changed."""
        if self._matter is None:
            return
        matter = self._matter
        size = next((one.size for one in matter.printers if one.name == self.printer()), LabelSize())
        wanted = Wanted(matter.card.row.number, matter.card.version, self.parcels(), size)
        if wanted == self._shown:
            return
        self._shown = wanted

        def drawn() -> bytes:
            content = label_content(matter.card, matter.settings, parcels=wanted.parcels)
            return png(address_label(content, size), 203)

        operations.run(drawn, on_done=self._picture.show_png, owner=self, latest="label")


def dropped_labels(event: QDropEvent) -> list[Path]:
    """Files that may be a courier's labels, and folders of them."""
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [file for file in files if file.is_dir() or file.suffix.casefold() in LABELS]


def _parcels_of(card: OrderCard) -> int:
    return card.shipments[-1].parcels if card.shipments else 1
