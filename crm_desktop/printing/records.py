"""What a label says and where it goes; what crosses to the window."""

from dataclasses import dataclass
from datetime import datetime

from db.vocabulary import JobKind, JobState, PrinterKind, PrinterLanguage


@dataclass(frozen=True, slots=True)
class LabelAddress:
    name: str
    street: str
    postal_code: str
    city: str
    country: str = "PL"
    phone: str = ""


@dataclass(frozen=True, slots=True)
class LabelContent:
    """Everything on an address label; `parcel` of `parcels`."""

    order_number: str
    recipient: LabelAddress
    sender: LabelAddress
    parcel: int = 1
    parcels: int = 1
    note: str = ""
    reprint: bool = False
    language: str = "pl"


@dataclass(frozen=True, slots=True)
class LabelSize:
    """Millimetres."""

    width: int = 100
    height: int = 150


@dataclass(frozen=True, slots=True)
class Printer:
    printer_id: int
    name: str
    kind: PrinterKind
    language: PrinterLanguage
    host: str
    port: int
    path: str
    dpi: int
    size: LabelSize
    station: str
    active: bool


@dataclass(frozen=True, slots=True)
class AddPrinter:
    """`host` and `port` for tcp, `path` for file."""

    name: str
    kind: PrinterKind
    language: PrinterLanguage
    host: str = ""
    port: int = 9100
    path: str = ""
    dpi: int = 203
    width: int = 100
    height: int = 150
    station: str = ""


@dataclass(frozen=True, slots=True)
class PrinterAdded:
    printer_id: int
    name: str


@dataclass(frozen=True, slots=True)
class QueueJob:
    printer_id: int
    kind: JobKind
    title: str
    payload: bytes
    order_id: int | None = None
    reprint_of_id: int | None = None


@dataclass(frozen=True, slots=True)
class ResolveJob:
    """A person says of an uncertain job whether it came out."""

    job_id: int
    printed: bool


@dataclass(frozen=True, slots=True)
class RetryJob:
    job_id: int


@dataclass(frozen=True, slots=True)
class JobSaved:
    job_id: int
    state: JobState


@dataclass(frozen=True, slots=True)
class PrintJob:
    job_id: int
    printer: str
    kind: JobKind
    title: str
    state: JobState
    attempt: int
    fault: str
    queued_at: datetime
    ended_at: datetime | None
