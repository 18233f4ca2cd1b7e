"""Printers of every kind: where they are, what they understand, who serves them; a test page says whether it is so."""

import socket
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit

from crm_desktop import settings
from crm_desktop.printing.layout import test_page
from crm_desktop.printing.queries import list_jobs, list_printers
from crm_desktop.printing.records import (
    AddPrinter,
    ChangePrinter,
    JobSaved,
    Printer,
    PrinterAdded,
    PrinterState,
    QueueJob,
)
from crm_desktop.printing.rendering import render
from crm_desktop.printing.service import add_printer, change_printer, queue_print
from crm_desktop.printing.status import state_of
from crm_desktop.printing.system_queue import queues
from crm_desktop.work import execute
from db.vocabulary import JobKind, JobState, PrinterKind, PrinterLanguage, Topic
from ui import words
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.records_page import Entry, RecordsPage
from ui.widgets.parts import button, word

TEXTS = ("name", "host", "path", "queue", "server", "device", "station")


def _of(*kinds: PrinterKind) -> Any:
    return lambda values: values.get("kind") in {kind.value for kind in kinds}


class PrintersPage(RecordsPage):
    """What is asked depends on the kind."""

    def __init__(self, seat: Seat) -> None:
        about = self.tr(
            "Label printers, receipt printers and office print queues. A job stays in the queue until it is printed."
        )
        super().__init__(
            seat,
            self.tr("Printers"),
            about,
            [*self._where(), *self._cables(), *self._what(), *self._labels()],
            add=self.tr("Add a printer"),
        )
        self._job = 0
        self._state = button(self.tr("Check status"), name="ask_state")
        self._test = button(self.tr("Test print"), name="test_print", icon="printer")
        self.editor.add_act(self._state)
        self.editor.add_act(self._test)
        self._state.clicked.connect(self._on_state)
        self._test.clicked.connect(self._on_test)
        self._asked_at: str | None = None
        kind, server = self.editor.form.editor("kind"), self.editor.form.editor("server")
        assert isinstance(kind, QComboBox) and isinstance(server, QLineEdit)
        kind.currentIndexChanged.connect(lambda _row: self._look_for_queues())
        server.editingFinished.connect(self._look_for_queues)
        seat.live.subscribe(self, (Topic.PRINT_JOBS,), lambda _changes: self._look_at_job())

    def _where(self) -> list[Ask]:
        kinds = (
            (PrinterKind.TCP.value, self.tr("Network (port 9100)")),
            (PrinterKind.SYSTEM.value, self.tr("System print queue")),
            (PrinterKind.USB.value, self.tr("USB cable")),
            (PrinterKind.SERIAL.value, self.tr("Serial cable")),
            (PrinterKind.FILE.value, self.tr("File or folder")),
        )
        return [
            Ask("name", self.tr("Name"), self.tr("As your staff call it.")),
            Ask("kind", self.tr("How it is connected"), self.tr("Decides which fields follow."), Kind.CHOICE, kinds),
            Ask("host", self.tr("Address"), self.tr("E.g. 192.168.1.50."), when=_of(PrinterKind.TCP)),
            Ask(
                "port",
                self.tr("Port"),
                self.tr("Nearly always 9100."),
                Kind.NUMBER,
                least=1,
                most=65_535,
                when=_of(PrinterKind.TCP),
            ),
            Ask("queue", self.tr("Queue"), self.tr("Its name in the system."), when=_of(PrinterKind.SYSTEM)),
            Ask(
                "server",
                self.tr("Print server"),
                self.tr("HOST:PORT; empty: this computer."),
                when=_of(PrinterKind.SYSTEM),
            ),
        ]

    def _cables(self) -> list[Ask]:
        return [
            Ask(
                "device",
                self.tr("Device"),
                self.tr("USB: 04b8:0e15; serial: COM3 or /dev/ttyUSB0."),
                when=_of(PrinterKind.USB, PrinterKind.SERIAL),
            ),
            Ask(
                "baud",
                self.tr("Speed"),
                self.tr("As set in the printer."),
                Kind.NUMBER,
                least=300,
                most=921_600,
                when=_of(PrinterKind.SERIAL),
            ),
            Ask(
                "path",
                self.tr("Path"),
                self.tr("A file, or a folder that gets a file per job."),
                when=_of(PrinterKind.FILE),
            ),
        ]

    def _what(self) -> list[Ask]:
        languages = (
            (PrinterLanguage.ZPL.value, self.tr("ZPL (Zebra and similar)")),
            (PrinterLanguage.TSPL.value, self.tr("TSPL (TSC and similar)")),
            (PrinterLanguage.ESCPOS.value, self.tr("ESC/POS (receipt rolls)")),
            (PrinterLanguage.PDF.value, self.tr("PDF (office printer)")),
        )
        return [
            Ask("language", self.tr("Language"), self.tr("What the printer understands."), Kind.CHOICE, languages),
            Ask(
                "dpi",
                self.tr("Density"),
                self.tr("Dots per inch, from the rating plate."),
                Kind.CHOICE,
                (("203", "203 dpi"), ("300", "300 dpi")),
            ),
        ]

    def _labels(self) -> list[Ask]:
        return [
            Ask(
                "width",
                self.tr("Label width"),
                self.tr("100 for a courier's label."),
                Kind.NUMBER,
                least=20,
                most=300,
                suffix="mm",
            ),
            Ask(
                "height",
                self.tr("Label height"),
                self.tr("0 for a continuous roll."),
                Kind.NUMBER,
                most=400,
                suffix="mm",
            ),
            Ask(
                "station",
                self.tr("Printed from"),
                self.tr("The workstation whose program prints on it; empty: any. This one is {name}.").format(
                    name=socket.gethostname()
                ),
            ),
            Ask("active", self.tr("In use"), self.tr("Off: cannot be chosen; waiting jobs stay."), Kind.CHECK),
            Ask(
                "asks_state",
                self.tr("Wait for confirmation"),
                self.tr("A job is done once the printer says it is ready."),
                Kind.CHECK,
            ),
            Ask(
                "graphic",
                self.tr("Labels as a picture"),
                self.tr("For printers without Polish characters; slower."),
                Kind.CHECK,
            ),
        ]

    def query(self, session: Any) -> Sequence[Printer]:
        return list_printers(session)

    def entry_of(self, record: Printer) -> Entry:
        values: Values = {key: getattr(record, key) for key in TEXTS} | {
            "kind": record.kind.value,
            "language": record.language.value,
            "port": record.port or 9100,
            "baud": record.baud,
            "dpi": str(record.dpi),
            "width": record.size.width,
            "height": record.size.height,
            "active": record.active,
            "asks_state": record.asks_state,
            "graphic": record.graphic,
        }
        where = record.queue or record.device or record.path or f"{record.host}:{record.port}"
        off = self.tr("off")
        said = where if record.active else f"{where} · {off}"
        return Entry(record.printer_id, record.name, said, record.version, values, record)

    def new_values(self) -> Values:
        return dict.fromkeys(TEXTS, "") | {
            "kind": PrinterKind.TCP.value,
            "language": PrinterLanguage.ZPL.value,
            "port": 9100,
            "baud": 9600,
            "dpi": "203",
            "width": 100,
            "height": 150,
            "active": True,
            "asks_state": False,
            "graphic": False,
        }

    def case_and_command(self, entry: Entry, values: Mapping[str, Any]) -> tuple[Any, Any]:
        wanted = AddPrinter(
            kind=PrinterKind(values["kind"]),
            language=PrinterLanguage(values["language"]),
            dpi=int(values["dpi"]),
            **{key: str(values[key]).strip() for key in TEXTS},
            **{key: int(values[key]) for key in ("port", "baud", "width", "height")},
            **{key: bool(values[key]) for key in ("asks_state", "graphic")},
        )
        if not entry.key:
            return add_printer, wanted
        return change_printer, ChangePrinter(entry.key, entry.version, wanted, active=bool(values["active"]))

    def key_saved(self, result: PrinterAdded) -> int:
        return result.printer_id

    def on_shown(self, entry: Entry | None) -> None:
        known = entry is not None and entry.key > 0
        self._test.setEnabled(known)
        self._state.setEnabled(known)

        self._look_for_queues()

    def _look_for_queues(self) -> None:
        """The print system is asked for the names of its queues, once for each that is told."""
        values = self.editor.form.values()
        server = str(values["server"]).strip()
        if values["kind"] != PrinterKind.SYSTEM.value or server == self._asked_at:
            return
        self._asked_at = server

        def known(names: list[str]) -> None:
            if server == self._asked_at:
                found = self.tr("Its name in the system. Found: {names}.").format(names=", ".join(names))
                none = self.tr("Its name in the system. None was found.")
                self.editor.form.suggest("queue", names, found if names else none)

        self.seat.try_out(lambda: queues(server), known, owner=self)

    def _on_state(self) -> None:
        printer = self.current.record if self.current else None
        if printer is None:
            return
        said = {
            PrinterState.READY: (self.tr("{name} is ready."), True),
            PrinterState.PAPER_OUT: (self.tr("{name} is out of paper."), False),
            PrinterState.STOPPED: (self.tr("{name} is paused or open."), False),
            PrinterState.AWAY: (self.tr("{name} does not answer: check its power and cable."), False),
            PrinterState.UNKNOWN: (self.tr("{name} is there but does not report its status."), True),
        }
        self._state.setEnabled(False)

        def told(state: PrinterState) -> None:
            sentence, good = said[state]
            self.editor.told.say(sentence.format(name=printer.name), good=good)

        self.seat.try_out(
            lambda: state_of(printer),
            told,
            owner=self,
            on_error=self.editor.told.refuse,
            on_end=lambda: self._state.setEnabled(True),
        )

    def _on_test(self) -> None:
        printer = self.current.record if self.current else None
        if printer is None:
            return
        database, actor = self.seat.database, self.seat.actor

        def work() -> JobSaved:
            with database.read() as session:
                language = settings.load(session).language
            page = test_page(printer, language)
            payload = render(page, printer.language, dpi=printer.dpi, graphic=printer.graphic)
            job = QueueJob(printer.printer_id, JobKind.TEST, printer.name, payload)
            return execute(database, queue_print, job, actor=actor)

        def queued(saved: JobSaved) -> None:
            self._job = saved.job_id
            self.editor.told.say(self.tr("The test page is waiting to be printed…"), good=True)
            self._look_at_job()

        self.seat.call(work, queued, owner=self, on_error=self.editor.told.refuse)

    def _look_at_job(self) -> None:
        """Tells what became of the test page."""
        if self._job:
            self.seat.read(lambda session: list_jobs(session, limit=50), self._on_jobs, owner=self, latest="job")

    def _on_jobs(self, jobs: Sequence[Any]) -> None:
        job = next((one for one in jobs if one.job_id == self._job), None)
        if job is None or job.state in (JobState.QUEUED, JobState.SENDING):
            if job is not None and job.fault:
                self.editor.told.say(words.fault(job.fault), good=False)
            return
        self._job = 0
        if job.state is JobState.DONE:
            self.editor.told.say(self.tr("The test page is printed: {name}.").format(name=job.printer), good=True)
        else:
            self.editor.told.say(f"{word(job.state)}: {words.fault(job.fault)}", good=False)
