"""The letters: the system font in five sizes, figures of one width."""

from functools import cache

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication

from ui.theme.tokens import BODY_PT


@cache
def font(points: int = BODY_PT, *, bold: bool = False, figures: bool = False) -> QFont:
    """The application's font in one of the five sizes; `figures` asks for tabular numbers.

    One object a kind, for it is asked for with every cell that is painted: nobody changes what they were handed.
    """
    made = QFont(QApplication.font())
    made.setPointSize(points)
    if bold:
        made.setWeight(QFont.Weight.DemiBold)
    if figures:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


@cache
def metrics(points: int = BODY_PT, *, bold: bool = False, figures: bool = False) -> QFontMetrics:
    """How wide and high the letters of `font` are."""
    return QFontMetrics(font(points, bold=bold, figures=figures))


def forget() -> None:
    """The application has another font now."""
    font.cache_clear()
    metrics.cache_clear()
