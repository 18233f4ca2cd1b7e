"""How a page puts parts together: texts, buttons by role, cards, rows, and what it tells in place."""

from enum import StrEnum

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from crm_desktop.errors import KnownError
from ui import words
from ui.labels import label
from ui.theme import Meaning
from ui.widgets.bars import DecisionBar
from ui.widgets.buttons import Button, LinkButton, PrimaryButton
from ui.widgets.cards import Card, text_label


def word(value: StrEnum) -> str:
    """A stored word as it reads now."""
    return label(value).text


def text(content: str = "", *, role: str = "", wrap: bool = False, name: str = "") -> QLabel:
    """A label in one of the looks; `name` for tests and screen readers."""
    made = text_label(content, role)
    made.setWordWrap(wrap)
    if name:
        made.setObjectName(name)
    return made


_ROLES: dict[str, type[Button]] = {"": Button, "primary": PrimaryButton, "link": LinkButton}


def button(title: str, *, role: str = "", name: str = "", shortcut: str = "", icon: str = "") -> QPushButton:
    """A button by its role: "", "primary", "link"."""
    made = _ROLES[role](title, icon, shortcut)
    made.setAccessibleName(title)
    if name:
        made.setObjectName(name)
    return made


def card(*widgets: QWidget, stretch: int = -1) -> Card:
    """Widgets under each other on a ground of their own; number `stretch` takes the room that is left."""
    made = Card()
    for number, widget in enumerate(widgets):
        made.body.addWidget(widget, 1 if number == stretch else 0)
    if stretch < 0:
        made.body.addStretch(1)
    return made


def row(*widgets: QWidget | None) -> QWidget:
    """Widgets beside each other; None is a spring."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return holder


class Told(DecisionBar):
    """What just happened in this page: a refusal stays until the next try, a success until the next step."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("told")

    def say(self, sentence: str, *, good: bool) -> None:
        self.ask(sentence, Meaning.GOOD if good else Meaning.BAD)

    def refuse(self, refusal: KnownError, *, more: str = "") -> None:
        self.say("\n".join(part for part in (words.sentence(refusal), more) if part), good=False)
