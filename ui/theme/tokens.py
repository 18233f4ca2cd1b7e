"""The colours and sizes of the window: the only file that holds a colour literal."""

from dataclasses import dataclass
from enum import Enum


class Scheme(Enum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by what they are for. `*_soft` is the ground behind text of the colour before it."""

    bg: str
    surface: str
    raised: str
    border: str
    strong: str
    outline: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    good: str
    good_soft: str
    attention: str
    attention_soft: str
    bad: str
    bad_soft: str
    info: str
    info_soft: str
    row: str
    grid: str
    compared: str
    shade: str


LIGHT = Tokens(
    bg="#f5f6f8",
    surface="#ffffff",
    raised="#ffffff",
    border="#e1e5ea",
    strong="#c8ced8",
    outline="#7d8797",
    text="#1a1f29",
    muted="#59626f",
    faint="#636c7a",
    accent="#2b5bd7",
    accent_hover="#224bb5",
    accent_soft="#e8eefc",
    on_accent="#ffffff",
    good="#14734a",
    good_soft="#e3f4ea",
    attention="#8a5a00",
    attention_soft="#fdf1d8",
    bad="#b3261e",
    bad_soft="#fce8e6",
    info="#0b6a8f",
    info_soft="#e0f2f8",
    row="#f0f4fe",
    grid="#eceff3",
    compared="#7d8797",
    shade="#331a1f29",
)

DARK = Tokens(
    bg="#13161b",
    surface="#1a1e25",
    raised="#20252d",
    border="#2b313b",
    strong="#3d4552",
    outline="#6b7586",
    text="#e8ebf1",
    muted="#a2abb9",
    faint="#8f99a8",
    accent="#86a6ff",
    accent_hover="#a3bcff",
    accent_soft="#22304f",
    on_accent="#0d1320",
    good="#6fd6a1",
    good_soft="#173427",
    attention="#f0c265",
    attention_soft="#3a2d12",
    bad="#ff9c92",
    bad_soft="#43201d",
    info="#74cbe9",
    info_soft="#13323d",
    row="#222b3d",
    grid="#252b34",
    compared="#7b8594",
    shade="#66000000",
)

TOKENS = {Scheme.LIGHT: LIGHT, Scheme.DARK: DARK}

SMALL_PT, BODY_PT, HEADING_PT, TITLE_PT, FIGURE_PT = 9, 10, 12, 16, 24
GRID = 4
GAP = 3 * GRID
"""Between groups; inside a group GRID or 2 × GRID."""
CONTROL_HEIGHT = 32
RADIUS = 6
