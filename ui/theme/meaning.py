"""The four meanings a thing on screen can have, and none; each has a colour, an icon and a word, never colour alone."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QColor

from ui.theme.current import colour


class Meaning(StrEnum):
    GOOD = "good"
    ATTENTION = "attention"
    BAD = "bad"
    INFO = "info"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class _Dress:
    icon: str
    word: str


_DRESSES = {
    Meaning.GOOD: _Dress("check", QT_TRANSLATE_NOOP("Meaning", "Done")),
    Meaning.ATTENTION: _Dress("warning", QT_TRANSLATE_NOOP("Meaning", "Attention")),
    Meaning.BAD: _Dress("warning-circle", QT_TRANSLATE_NOOP("Meaning", "Problem")),
    Meaning.INFO: _Dress("info", QT_TRANSLATE_NOOP("Meaning", "Note")),
    Meaning.PLAIN: _Dress("circle", QT_TRANSLATE_NOOP("Meaning", "State")),
}


def icon_name(meaning: Meaning) -> str:
    return _DRESSES[meaning].icon


def word(meaning: Meaning) -> str:
    """The word that says the meaning where nothing else does (screen readers, toasts)."""
    return QCoreApplication.translate("Meaning", _DRESSES[meaning].word)


def ink(meaning: Meaning) -> QColor:
    """The colour of text and icon."""
    return colour("muted" if meaning is Meaning.PLAIN else meaning.value)


def ground(meaning: Meaning) -> QColor:
    """The soft colour behind."""
    return colour("bg" if meaning is Meaning.PLAIN else f"{meaning.value}_soft")
