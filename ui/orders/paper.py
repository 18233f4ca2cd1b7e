"""A4 papers to the system's printer, through Qt's own print dialog."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from ui import operations
from ui.widgets.preview import pdf_pages


def print_pdf(owner: QWidget, pdf: bytes, title: str) -> None:
    """Asks which printer, then prints every page as large as the paper takes it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, owner)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        operations.run(lambda: pdf_pages(pdf), on_done=lambda pages: paint_pages(printer, pages), owner=owner)


def paint_pages(printer: QPrinter, pages: list[QImage]) -> None:
    painter = QPainter(printer)
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        area = QRectF(painter.viewport())
        size = page.size().scaled(area.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), page)
    painter.end()
