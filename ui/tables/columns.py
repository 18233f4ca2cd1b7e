"""What a column of a table shows of a record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ui.labels import Label
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
    """Takes the width that is left."""
    width: int = 0
    """Pixels; 0 = as wide as what it shows."""


@dataclass(frozen=True, slots=True)
class Column(_Rest[R]):
    """`key` names it for signals and saved widths; `title` is translated; `value` reads the record."""

    key: str
    title: str
    value: Callable[[R], Any]

    def shown(self, record: R) -> str:
        """What the cell says."""
        if self.pill is not None:
            label = self.pill(record)
            return label.text if label else ""
        found = self.value(record)
        if found is None:
            return "–"
        return self.text(found) if self.text else str(found)

    def sorts_by(self, record: R) -> Any:
        return self.sort(record) if self.sort else self.value(record)
