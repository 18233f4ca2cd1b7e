"""Words of strangers where Qt would read them as markup: a tooltip shows them letter by letter."""

from html import escape

from PySide6.QtGui import Qt


def tip(text: str) -> str:
    """`text` for a tooltip: a name that looks like markup stays a name."""
    return f"<qt>{escape(text)}</qt>" if Qt.mightBeRichText(text) else text
