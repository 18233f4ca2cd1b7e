"""A courier's own labels of an order: from a file or a folder into the print queue."""

from dataclasses import dataclass
from pathlib import Path

from crm_desktop.errors import NotFound, NotRead
from crm_desktop.orders.queries import show_order
from crm_desktop.printing.courier_labels import ready
from crm_desktop.printing.queries import printer_by_name
from crm_desktop.printing.records import QueueJob
from crm_desktop.printing.service import queue_all
from crm_desktop.work import Actor, execute
from db.session import Database
from db.vocabulary import JobKind

LABELS = (".pdf", ".zpl", ".txt", ".prn")
DONE = "wydrukowane"
"""Where a folder's labels go once they are in the queue."""


@dataclass(frozen=True, slots=True)
class Queued:
    file: str
    jobs: int


def print_courier_label(
    database: Database, number: str, file: Path, *, printer: str, actor: Actor, command_id: str | None = None
) -> Queued:
    """Every page a job, all or none. Raises NotFound, NotRead, NoLabel, WrongPrinter."""
    with database.read() as session:
        chosen = printer_by_name(session, printer)
        order_id = show_order(session, number).row.order_id if number else None
    try:
        content = file.read_bytes()
    except OSError as fault:
        raise NotRead(file=file.name, reason=fault.strerror or str(fault)) from fault
    payloads = ready(content, chosen, file=file.name)
    title = f"{number} · {file.name}" if number else file.name
    jobs = tuple(QueueJob(chosen.printer_id, JobKind.LABEL, title, one, order_id) for one in payloads)
    execute(database, queue_all, jobs, actor=actor, command_id=command_id)
    return Queued(file.name, len(jobs))


def print_folder(database: Database, folder: Path, *, printer: str, actor: Actor) -> list[Queued]:
    """The labels that lie there, by name; each is moved aside once it is in the queue, and printed no more.

    Raises NotRead, and NoLabel for the first file that is none; those before it are in the queue and aside.
    NotFound.
    """
    if not folder.is_dir():
        raise NotFound(kind="folder", key=str(folder))
    aside = folder / DONE
    found = []
    for file in sorted(one for one in folder.iterdir() if one.is_file() and one.suffix.casefold() in LABELS):
        found.append(print_courier_label(database, "", file, printer=printer, actor=actor))
        aside.mkdir(exist_ok=True)
        file.replace(_free(aside / file.name))
    return found


def _free(file: Path) -> Path:
    """A name that is not taken."""
    number, found = 1, file
    while found.exists():
        number += 1
        found = file.with_name(f"{file.stem} ({number}){file.suffix}")
    return found
