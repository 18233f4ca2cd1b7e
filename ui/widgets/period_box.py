"""A period that lists are cut to: any time, or so many days back."""

from datetime import date, timedelta

from PySide6.QtWidgets import QComboBox

from crm_desktop.clock import now
from ui import formats

PERIODS = (0, 1, 7, 31, 92, 366)


class PeriodBox(QComboBox):
    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Period"))
        words = (
            self.tr("Any time"),
            self.tr("Today"),
            self.tr("7 days"),
            self.tr("31 days"),
            self.tr("3 months"),
            self.tr("A year"),
        )
        for days, word in zip(PERIODS, words, strict=True):
            self.addItem(word, days)

    def since(self) -> date | None:
        """The first of so many days, today among them; None for any time."""
        days = int(self.currentData())
        return formats.local(now()).date() - timedelta(days=days - 1) if days else None
