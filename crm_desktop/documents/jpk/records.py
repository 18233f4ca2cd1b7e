"""What a JPK_MAG file holds, before it is written as XML. Quantities thousandths, amounts minor units."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from crm_desktop.errors import KnownError
from crm_desktop.settings import Company


class Group(StrEnum):
    """The groups of version 2, in the order of its schema; version 1 has PZ, WZ, RW and, of both MM, one."""

    PZ = "PZ"
    PW = "PW"
    WZ = "WZ"
    RW = "RW"
    MM_IN = "MMWE"
    MM_OUT = "MMWY"
    INW = "INW"


@dataclass(frozen=True, slots=True)
class MagLine:
    """`value` None: what it cost is not known."""

    position: int
    code: str
    name: str
    unit: str
    quantity: int
    value: int | None


@dataclass(frozen=True, slots=True)
class MagDocument:
    """`party`: the supplier, the recipient, or the other warehouse. `counted_from`, `counted_to` of a count alone."""

    group: Group
    number: str
    issued_on: date
    moved_on: date
    party: str
    lines: tuple[MagLine, ...]
    invoice_number: str = ""
    invoice_date: date | None = None
    ksef_number: str = ""
    counted_from: datetime | None = None
    counted_to: datetime | None = None

    @property
    def value(self) -> int:
        return sum(line.value or 0 for line in self.lines)


@dataclass(frozen=True, slots=True)
class MagPeriod:
    """All that goes into one file. `valued`: kept by quantity and value, so that every line has a value."""

    version: int
    since: date
    until: date
    warehouse: str
    company: Company
    method: int
    currency: str
    made_at: datetime
    documents: tuple[MagDocument, ...]

    @property
    def valued(self) -> bool:
        return self.version == 1 or self.method != QUANTITIES_ONLY


QUANTITIES_ONLY = 2
"""The method of art. 17.2.2: quantities without values."""


@dataclass(frozen=True, slots=True)
class WriteMag:
    """A JPK_MAG of one warehouse (its code), both days included."""

    version: int
    since: date
    until: date
    warehouse: str


@dataclass(frozen=True, slots=True)
class MagWritten:
    """Documents and their value by group; `left_out`: numbers that version 1 has no group for."""

    documents: Mapping[str, int]
    values: Mapping[str, int]
    left_out: tuple[str, ...]
    size: int


@dataclass(frozen=True, slots=True)
class MagFault:
    """What stops the file. `document` "" for the company itself; `line` 0 for the whole document."""

    document: str
    line: int
    field: str
    problem: str
    value: str = ""


class MagIncomplete(KnownError):
    """Something the schema needs is missing: `faults` {document, line, field, value, message}, `count`, `first`."""

    code = "jpk_incomplete"
