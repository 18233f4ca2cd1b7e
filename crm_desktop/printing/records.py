"""What a label says and where it goes; what crosses to the window."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from db.vocabulary import JobKind, JobState, LabelField, PrinterKind, PrinterLanguage


@dataclass(frozen=True, slots=True)
class LabelAddress:
    name: str
    street: str
    postal_code: str
    city: str
    country: str = "PL"
    phone: str = ""


@dataclass(frozen=True, slots=True)
class LabelBlock:
    """`size` in percent of what the program would take."""

    field: LabelField
    size: int = 100


@dataclass(frozen=True, slots=True)
class LabelLook:
    """The blocks from the top down; `words` are the company's own, where it asks for them."""

    blocks: tuple[LabelBlock, ...]
    words: str = ""


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
    logo: bytes = b""
    """A picture file; "" for none."""
    qr: str = ""
    """What a QR code beside the barcode says; "" for none."""
    delivery: str = ""
    payment: str = ""
    looks: tuple[tuple[str, LabelLook], ...] = ()
    """The company's own, by paper ("100x150"); where there is none the program's."""


@dataclass(frozen=True, slots=True)
class LabelSize:
    """Millimetres; a height of 0 is a roll, cut where the label ends."""

    width: int = 100
    height: int = 150


class PrinterState(StrEnum):
    """What a printer says of itself; unknown is a state of its own."""

    READY = "ready"
    PAPER_OUT = "paper_out"
    STOPPED = "stopped"
    AWAY = "away"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Printer:
    """Where it is, by its kind: see AddPrinter."""

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
    queue: str = ""
    server: str = ""
    device: str = ""
    baud: int = 9600
    asks_state: bool = False
    graphic: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class AddPrinter:
    """`host` and `port` for tcp; `queue`, and `server` where it is another's, for system; `path` for file, of a folder
    where each job is a file of its own; `device` for usb ("04b8:0e15") and serial ("/dev/ttyUSB0" at `baud`).

    `asks_state`: a job is done only when the printer then says that it is ready. `graphic`: ZPL as one picture.
    """

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
    queue: str = ""
    server: str = ""
    device: str = ""
    baud: int = 9600
    asks_state: bool = False
    graphic: bool = False


@dataclass(frozen=True, slots=True)
class ChangePrinter:
    """All of it as it shall be; `version` is the one that was on screen."""

    printer_id: int
    version: int
    wanted: AddPrinter
    active: bool = True


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
class CancelJob:
    job_id: int


@dataclass(frozen=True, slots=True)
class JobSaved:
    job_id: int
    state: JobState


@dataclass(frozen=True, slots=True)
class JobsQueued:
    job_ids: tuple[int, ...]


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
