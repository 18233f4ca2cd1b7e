"""The palette of both themes: neutral greys, one accent, four meanings, each with a soft ground."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Tokens:
    bg: str
    surface: str
    border: str
    strong: str
    text: str
    muted: str
    accent: str
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

    def named(self) -> dict[str, str]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


LIGHT = Tokens(
    bg="#f5f6f8",
    surface="#ffffff",
    border="#e1e5ea",
    strong="#c8ced8",
    text="#1a1f29",
    muted="#59626f",
    accent="#2b5bd7",
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
)
DARK = Tokens(
    bg="#13161b",
    surface="#1a1e25",
    border="#2b313b",
    strong="#3d4552",
    text="#e8ebf1",
    muted="#a2abb9",
    accent="#86a6ff",
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
)
MEANINGS = ("good", "attention", "bad", "info")
READ_ON = (
    ("text", "bg"),
    ("text", "surface"),
    ("text", "row"),
    ("muted", "bg"),
    ("muted", "surface"),
    ("accent", "surface"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    *((meaning, f"{meaning}_soft") for meaning in MEANINGS),
    *((meaning, "surface") for meaning in MEANINGS),
)
"""What is read on what; a test proves WCAG AA for each pair in both themes."""
