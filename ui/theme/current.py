"""The colours that are on now; everything that paints asks here while it paints."""

from PySide6.QtGui import QColor

from ui.theme.tokens import LIGHT, Tokens

_current: Tokens = LIGHT


def tokens() -> Tokens:
    """The colours that are on now."""
    return _current


def put_on(chosen: Tokens) -> None:
    """Called by ui.theme.scheme.apply alone."""
    global _current
    _current = chosen


def colour(name: str) -> QColor:
    """A token by its name, ready to paint with: `colour("accent_soft")`."""
    return QColor(getattr(_current, name))
