"""The import screen as a window of its own, beside whatever one was doing."""

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.exchange.import_panel import ImportPanel
from ui.exchange.kinds import Kind
from ui.seat import Seat


class ImportWindow(QDialog):
    """Does not block the window behind it; Esc closes it, and nothing that was not imported is kept."""

    def __init__(self, seat: Seat, kept: QSettings, what: Kind, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_window")
        self.setProperty("help", "sheets")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import a sheet"))
        self.panel = ImportPanel(seat, kept, what, past=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)
        self.resize(1160, 660)
