import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from db.vocabulary import LabelField
from ui import labels, theme
from ui.theme import Meaning, Scheme
from ui.theme.icons import _glyphs
from ui.theme.meaning import icon_name, word
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import TOKENS, Tokens

UI = Path(theme.__file__).parent.parent
TEXT_ON_GROUND = [
    *[(ink, ground) for ink in ("text", "muted", "faint", "accent") for ground in ("bg", "surface", "raised", "row")],
    *[(ink, "accent_soft") for ink in ("text", "muted", "accent")],
    *[(meaning, ground) for meaning in ("good", "attention", "bad", "info") for ground in ("bg", "surface", "row")],
    *[(meaning, f"{meaning}_soft") for meaning in ("good", "attention", "bad", "info")],
    *[("text", f"{meaning}_soft") for meaning in ("good", "attention", "bad", "info")],
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("muted", "border"),
]
EDGE_ON_GROUND = [
    *[(edge, ground) for edge in ("outline", "accent", "compared") for ground in ("bg", "surface", "raised")],
    *[(meaning, f"{meaning}_soft") for meaning in ("good", "attention", "bad", "info")],
]


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in QColor(colour).getRgbF()]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(on: Tokens, one: str, other: str) -> float:
    light, dark = sorted((luminance(getattr(on, one)), luminance(getattr(on, other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", Scheme)
def test_that_text_and_edges_can_be_seen_by_everyone(scheme: Scheme) -> None:
    on = TOKENS[scheme]
    weak = [(pair, round(contrast(on, *pair), 2)) for pair in TEXT_ON_GROUND if contrast(on, *pair) < 4.5]
    weak += [(pair, round(contrast(on, *pair), 2)) for pair in EDGE_ON_GROUND if contrast(on, *pair) < 3.0]
    assert weak == []


def test_that_no_colour_is_written_outside_the_tokens() -> None:
    literal = re.compile(
        r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|\brgba?\(|GlobalColor\.(?!transparent)|QColor\(\s*[\"\d]"
    )
    found = [
        f"{path.relative_to(UI)}:{number}: {line.strip()}"
        for path in UI.rglob("*.py")
        if path.name != "tokens.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if literal.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("scheme", Scheme)
def test_that_the_stylesheet_knows_every_colour_it_names(scheme: Scheme) -> None:
    assert "$" not in stylesheet(TOKENS[scheme])


def test_that_changing_the_theme_changes_what_is_painted(qapp: QApplication) -> None:
    drawn = {}
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme.apply(qapp, scheme)
        image = theme.icon("truck", token="text").pixmap(32).toImage()
        pixels = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
        inks = {pixel.name() for pixel in pixels if pixel.alpha() == 255}
        drawn[scheme] = TOKENS[scheme].text in inks
        assert qapp.palette().window().color().name() == TOKENS[scheme].bg
    theme.apply(qapp, Scheme.LIGHT)
    assert drawn == {Scheme.LIGHT: True, Scheme.DARK: True}


def test_that_every_meaning_has_an_icon_and_a_word_of_its_own() -> None:
    assert len({icon_name(meaning) for meaning in Meaning}) == len(Meaning)
    assert len({word(meaning) for meaning in Meaning}) == len(Meaning)


def test_that_every_label_has_a_word_and_an_icon_that_exists() -> None:
    for table in labels.TABLES:
        kind = type(next(iter(table)))
        assert set(table) == set(kind), kind
        for value in kind:
            label = labels.label(value)
            assert label.text, value
            assert label.icon in _glyphs() or (kind is LabelField and not label.icon), value
        assert len({labels.label(value).text for value in kind}) == len(kind), kind
