"""What a column of a table shows of a record."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from ui import formats
from ui.labels import Label, label
from ui.theme import Meaning

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rest(Generic[R]):
    """The optional part of a column."""

    text: Callable[[Any], str] | None = None
    """How the value reads (ui/formats.py); str by default."""
    pill: Callable[[R], Label | None] | None = None
    """Instead of text."""
    meaning: Callable[[R], Meaning] | None = None
    """Colours the text; the word must say it as well."""
    hint: Callable[[R], str] | None = None
    sort: Callable[[R], Any] | None = None
    """By what it sorts, if not by the value."""
    right: bool = False
    """Numbers: right-aligned, figures of one width."""
    bold: bool = False
    muted: bool = False
    stretch: bool = False
    """A name, which is cut last of all: it takes most of the width that is left, and a second line in its row."""
    width: int = 0
    """Pixels it has where there is room, and words keep where there is none; 0 = as wide as what it shows."""


@dataclass(frozen=True, slots=True)
class Column(_Rest[R]):
    """`key` names it for signals and saved widths; `title` is translated; `value` reads the record."""

    key: str
    title: str
    value: Callable[[R], Any]

    def shown(self, record: R) -> str:
        """What the cell says."""
        if self.pill is not None:
            shown = self.pill(record)
            return shown.text if shown else ""
        found = self.value(record)
        if found is None:
            return "–"
        return self.text(found) if self.text else str(found)

    def sorts_by(self, record: R) -> Any:
        return self.sort(record) if self.sort else self.value(record)


def money_column(key: str, title: str, amount: Callable[[Any], int], currency: str = "") -> Column[Any]:
    """An amount in minor units, sorted by itself; without `currency` each record has its own."""

    def shown(record: Any) -> str:
        return formats.money(amount(record), currency=currency or record.currency)

    return Column(key, title, shown, sort=amount, right=True)


def pill_column(key: str, title: str, value: Callable[[Any], StrEnum], *, stretch: bool = False) -> Column[Any]:
    """A stored word as its pill; sorts by how it reads."""
    return Column(
        key,
        title,
        lambda record: label(value(record)).text,
        pill=lambda record: label(value(record)),
        stretch=stretch,
    )
