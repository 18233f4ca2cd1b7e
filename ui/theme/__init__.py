"""How the window looks: colours, sizes, letters, icons, meanings."""

from ui.theme.current import colour, tokens
from ui.theme.fonts import font, metrics
from ui.theme.icons import icon, paint_icon
from ui.theme.meaning import Meaning
from ui.theme.scheme import apply, dress, is_dressed
from ui.theme.tokens import GAP, GRID, Scheme, Tokens

__all__ = [
    "GAP",
    "GRID",
    "Meaning",
    "Scheme",
    "Tokens",
    "apply",
    "colour",
    "dress",
    "font",
    "icon",
    "is_dressed",
    "metrics",
    "paint_icon",
    "tokens",
]
