"""The pages of help: Markdown in resources/help/<language>, pictures beside them in resources/help/pictures."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm_desktop.folding import fold
from crm_desktop.places import resource
from ui import words
from ui.theme import tokens
from ui.theme.tokens import TOKENS

ORDER = (
    "start",
    "today",
    "inquiries",
    "orders",
    "warehouse",
    "customers",
    "charts",
    "printing",
    "doors",
    "sheets",
    "settings",
    "server",
    "new",
)
PROPERTY = "help"
"""A widget that bears it says which page helps with it and all that stands in it."""


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    title: str
    text: str

    def holds(self, wanted: str) -> bool:
        """Every word of `wanted` by its beginning, whatever its case and accents."""
        known = fold(self.text).split()
        return all(any(word.strip("*|#(.,:").startswith(part) for word in known) for part in fold(wanted).split())


@cache
def topics(language: str) -> tuple[Topic, ...]:
    """In their order; raises FileNotFoundError where one is missing in a language."""
    return tuple(_read(key, language) for key in ORDER)


def _read(key: str, language: str) -> Topic:
    text = resource("help", language, f"{key}.md").read_text(encoding="utf-8")
    return Topic(key, text.partition("\n")[0].removeprefix("# "), text)


def picture(name: str) -> Path:
    """The file of a picture in the language and theme that one sees."""
    scheme = next(one.value for one, on in TOKENS.items() if on is tokens())
    return resource("help", "pictures", f"{Path(name).stem}-{words.language()}-{scheme}.png")


def topic_of(widget: QWidget | None, otherwise: str) -> str:
    """The page for where one stands: the nearest widget around that bears one."""
    while widget is not None:
        key = widget.property(PROPERTY)
        if key in ORDER:
            return str(key)
        widget = widget.parentWidget()
    return otherwise
