"""What crosses between a sheet, the window and the database when a company brings its own lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crm_desktop.errors import KnownError

Progress = Callable[[int, int], None]
"""Told now and then: so many of so many. What it raises (errors.Cancelled) ends the work, and nothing is saved."""


def unwatched(done: int, of: int) -> None:
    """Nobody looks on."""


class Unreadable(KnownError):
    """The file is no sheet that can be read: `file`, `reason`."""

    code = "unreadable_file"


class What(StrEnum):
    """What a sheet lists."""

    PRODUCTS = "products"
    CUSTOMERS = "customers"
    STOCK = "stock"


@dataclass(frozen=True, slots=True)
class SheetMap:
    """How to read one file (MAP.json of contract.md). `columns`: field -> its head in the file; "" leaves it out.

    `values`: field -> what the file writes -> what is meant. Empty `decimal`, `delimiter`, `encoding`, `sheet` and
    `date_format` are found out; `date_format` (strptime) and `currency` are asked of history alone.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    decimal: str = ""
    delimiter: str = ""
    encoding: str = ""
    sheet: str = ""
    date_format: str = ""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows as texts; `numbers` says at which row of the file each stands, `head_row` where the heads do, from 1."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    head_row: int
    name: str = ""
    names: tuple[str, ...] = ()
    """All sheets of the file."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one cell, in the person's language; `column` is its head in the file."""

    row: int
    column: str
    value: str
    message: str

    def as_dict(self) -> dict[str, Any]:
        return {"row": self.row, "column": self.column, "value": self.value, "message": self.message}


@dataclass(frozen=True, slots=True)
class Line:
    """One row that reads well. `values` by field: only what the file gives, an empty cell gives nothing."""

    row: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """A sheet read through its map, before the database is asked. `heads`: field -> head that was matched."""

    what: What
    digest: str
    file: str
    heads: Mapping[str, str]
    rows: int
    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    language: str


@dataclass(frozen=True, slots=True)
class ImportSheet:
    """`warehouse` takes the goods of a stock sheet that names none; `progress` watches and may stop the work."""

    checked: Checked
    skip_faulty: bool = False
    warehouse: str = ""
    progress: Progress = unwatched


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do: `new`, `changed` and `same` rows, `faulty` ones, and every fault with its place."""

    what: What
    file: str
    rows: int
    new: int
    changed: int
    same: int
    faulty: int
    faults: tuple[Fault, ...]

    @property
    def does_something(self) -> bool:
        return self.new + self.changed > 0


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; `documents` are the numbers of the PW it wrote, `faulty` the rows it left out."""

    what: What
    file: str
    rows: int
    new: int
    changed: int
    same: int
    faulty: int
    documents: tuple[str, ...] = ()
