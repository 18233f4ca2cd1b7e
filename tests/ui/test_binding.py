import sys

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication


def test_that_calls_into_qt_keep_the_count_of_references_to_none(qapp: QApplication) -> None:
    """PySide6 6.12.0 dropped one a call under Python 3.11, and the window died after some thousands of them."""
    letters = QFont(qapp.font())
    before = sys.getrefcount(None)
    for _ in range(1000):
        letters.setBold(True)
    assert abs(sys.getrefcount(None) - before) < 100
