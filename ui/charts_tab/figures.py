"""The right half: the same figures as the picture, as a table that is made anew for every question."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget

from ui.tables import Column, TableView


class Figures(QStackedWidget):
    """`pressed` carries the record and the column's key, "" where the whole row was opened."""

    pressed = Signal(object, str)
    filter_cleared = Signal()

    def clear(self) -> None:
        while self.count():
            old = self.widget(0)
            self.removeWidget(old)
            old.hide()
            old.deleteLater()

    def show_records(self, columns: Sequence[Column[Any]], records: Sequence[Any], *, filtered: bool) -> TableView:
        """`filtered`: a filter may be why there are none."""
        had_focus = self.isAncestorOf(QApplication.focusWidget())
        self.clear()
        table = TableView(columns, empty="", name="report_table", title=self.tr("Figures"))
        self.addWidget(table)
        table.set_records(records)
        table.say_filtered(filtered)
        table.filter_cleared.connect(self.filter_cleared)
        table.record_activated.connect(lambda record: self.pressed.emit(record, ""))
        table.cell_clicked.connect(self.pressed)
        if had_focus:
            table.setFocus(Qt.FocusReason.OtherFocusReason)
            table.choose_row(0)
        return table
