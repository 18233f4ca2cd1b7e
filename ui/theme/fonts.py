"""The letters: the system font in five sizes, figures of one width."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from ui.theme.tokens import BODY_PT


def font(points: int = BODY_PT, *, bold: bool = False, figures: bool = False) -> QFont:
    """The application's font in one of the five sizes; `figures` asks for tabular numbers."""
    made = QFont(QApplication.font())
    made.setPointSize(points)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    if figures:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
