"""Every kind of printer that an office has: CUPS with a raw queue and an IPP printer, a serial line, files."""

import os
import pty
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crm_desktop.errors import InvalidValue
from crm_desktop.printing import service
from crm_desktop.printing.queries import list_jobs, list_printers, printer_by_name
from crm_desktop.printing.records import AddPrinter, PrinterState, PrintJob, QueueJob
from crm_desktop.printing.station import Station
from crm_desktop.printing.status import escpos_state, state_of, zpl_state
from crm_desktop.printing.system_queue import queue_state, queues
from crm_desktop.work import execute
from db.vocabulary import JobKind, JobState, PrinterKind, PrinterLanguage
from tests.company import Shop
from tests.cups import PrintSystem
from tests.printers import Answering, Printer

pytestmark = pytest.mark.slow
LABEL = b"^XA^FO10,10^FDza\xc5\xbc\xc3\xb3\xc5\x82\xc4\x87^FS^XZ\n" * 300
READY = b"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
NO_PAPER = READY.replace(b"030,0,0", b"030,1,0")
OPEN = READY.replace(b"\x02000,0,0,0", b"\x02000,0,1,0")


@pytest.fixture(scope="module")
def print_system() -> Iterator[PrintSystem]:
    system = PrintSystem()
    yield system
    system.close()


def add(
    shop: Shop, name: str, kind: PrinterKind, language: PrinterLanguage = PrinterLanguage.ZPL, **more: object
) -> int:
    return execute(
        shop.database, service.add_printer, AddPrinter(name, kind, language, **more), actor=shop.actor
    ).printer_id  # type: ignore[arg-type]  # as told


def queue(shop: Shop, printer_id: int, payload: bytes = LABEL, title: str = "ZAM 1/2026") -> int:
    job = QueueJob(printer_id, JobKind.LABEL, title, payload)
    return execute(shop.database, service.queue_print, job, actor=shop.actor).job_id


def job(shop: Shop, job_id: int) -> PrintJob:
    with shop.database.read() as session:
        return next(row for row in list_jobs(session) if row.job_id == job_id)


def wait_for(there: object, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not there():  # type: ignore[operator]
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def test_that_a_raw_queue_passes_a_label_byte_for_byte_and_an_ipp_printer_gets_a_page_of_a4(
    shop: Shop, print_system: PrintSystem, tmp_path: Path
) -> None:
    from reportlab.pdfgen.canvas import Canvas

    device = Printer()
    names = [f"{kind}_{shop.database.engine.dialect.name}" for kind in ("label", "a4")]
    print_system.raw_queue(names[0], device.port)
    kept = print_system.ipp_queue(names[1])
    assert set(names) <= set(queues(print_system.server))
    paper = tmp_path / "wz.pdf"
    canvas = Canvas(str(paper), pagesize=(595.27, 841.89))
    canvas.drawString(100, 700, "WZ 7/2026/M1 worek 12,5")
    canvas.save()
    where = {"server": print_system.server}
    label = queue(shop, add(shop, "Zebra", PrinterKind.SYSTEM, queue=names[0], **where))
    page = queue(
        shop, add(shop, "A4", PrinterKind.SYSTEM, PrinterLanguage.PDF, queue=names[1], **where), paper.read_bytes()
    )
    assert Station(shop.database, "office").run_once() == 2
    assert [job(shop, key).state for key in (label, page)] == [JobState.DONE, JobState.DONE]
    wait_for(lambda: device.jobs and [file for file in kept.iterdir() if file.suffix == ".pdf"])
    assert device.jobs == [LABEL]
    (printed,) = kept.glob("*.pdf")
    told = [subprocess.run([*call, str(printed), *rest], capture_output=True, text=True, check=True).stdout
            for call, rest in ((["pdftotext"], ["-"]), (["pdfinfo"], []))]  # fmt: skip
    assert told[0].strip() == "WZ 7/2026/M1 worek 12,5"
    assert "Pages:           1\n" in told[1]
    assert "(A4)" in told[1]
    device.close()


def test_that_a_queue_which_is_not_there_sends_nothing_and_is_tried_again(
    shop: Shop, print_system: PrintSystem
) -> None:
    key = queue(shop, add(shop, "Zebra", PrinterKind.SYSTEM, queue="nowhere", server=print_system.server))
    assert Station(shop.database, "office").run_once() == 1
    found = job(shop, key)
    assert (found.state, found.attempt, "nowhere" in found.fault) == (JobState.QUEUED, 1, True)


def test_that_the_system_tells_how_its_queues_are(print_system: PrintSystem) -> None:
    print_system.raw_queue("stopped", 9)
    assert queue_state("stopped", print_system.server) is PrinterState.READY
    print_system.disable("stopped")
    assert queue_state("stopped", print_system.server) is PrinterState.STOPPED
    assert queue_state("nowhere", print_system.server) is PrinterState.AWAY


def test_that_a_serial_printer_gets_every_byte(shop: Shop) -> None:
    ours, theirs = pty.openpty()
    came = bytearray()

    def read() -> None:
        while len(came) < len(LABEL):
            came.extend(os.read(ours, 4096))

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    key = queue(shop, add(shop, "Kabel", PrinterKind.SERIAL, device=os.ttyname(theirs), baud=115_200))
    assert Station(shop.database, "office").run_once() == 1
    reader.join(10)
    assert (bytes(came), job(shop, key).state) == (LABEL, JobState.DONE)
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize(
    ("kind", "device"), [(PrinterKind.SERIAL, "/dev/no-such-line"), (PrinterKind.USB, "dead:beef")]
)
def test_that_a_cable_with_nothing_on_it_sends_nothing(shop: Shop, kind: PrinterKind, device: str) -> None:
    key = queue(shop, add(shop, "Kabel", kind, device=device))
    Station(shop.database, "office").run_once()
    found = job(shop, key)
    assert (found.state, device in found.fault) == (JobState.QUEUED, True)


def test_that_each_job_of_a_folder_is_a_file_of_its_own(shop: Shop, tmp_path: Path) -> None:
    printer_id = add(shop, "PDF", PrinterKind.FILE, PrinterLanguage.PDF, path=str(tmp_path))
    for text in (b"%PDF-1", b"%PDF-2"):
        queue(shop, printer_id, text)
    Station(shop.database, "office").run_once()
    assert [(file.name, file.read_bytes()) for file in sorted(tmp_path.glob("0*"))] == [
        ("000001.pdf", b"%PDF-1"),
        ("000002.pdf", b"%PDF-2"),
    ]


def test_that_a_pdf_never_goes_to_a_raw_printer_nor_raw_bytes_to_a_pdf_queue(shop: Shop, tmp_path: Path) -> None:
    for language, payload in ((PrinterLanguage.ZPL, b"%PDF-1.4"), (PrinterLanguage.PDF, LABEL)):
        folder = tmp_path / language.value
        folder.mkdir()
        key = queue(shop, add(shop, language.value, PrinterKind.FILE, language, path=str(folder)), payload)
        Station(shop.database, "office").run_once()
        assert (job(shop, key).state, list(folder.iterdir())) == (JobState.FAILED, [])
    with pytest.raises(InvalidValue):
        add(shop, "x", PrinterKind.TCP, PrinterLanguage.PDF, host="127.0.0.1")


@pytest.mark.parametrize(
    ("kind", "more", "field"),
    [
        (PrinterKind.SYSTEM, {}, "queue"),
        (PrinterKind.SERIAL, {}, "device"),
        (PrinterKind.USB, {"device": "Epson"}, "device"),
        (PrinterKind.FILE, {}, "path"),
        (PrinterKind.TCP, {}, "host"),
    ],
)
def test_that_a_printer_without_its_address_is_refused(
    shop: Shop, kind: PrinterKind, more: dict[str, str], field: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        add(shop, "x", kind, **more)
    assert refused.value.details["field"] == field
    with shop.database.read() as session:
        assert list_printers(session) == []


@pytest.mark.parametrize(
    ("answer", "state", "done"),
    [
        (READY, PrinterState.READY, JobState.DONE),
        (NO_PAPER, PrinterState.PAPER_OUT, JobState.UNCERTAIN),
        (OPEN, PrinterState.STOPPED, JobState.UNCERTAIN),
        (b"", PrinterState.UNKNOWN, JobState.UNCERTAIN),
    ],
)
def test_that_a_job_is_done_only_when_the_printer_that_answers_is_ready(
    shop: Shop, answer: bytes, state: PrinterState, done: JobState
) -> None:
    device = Answering({b"~HS": answer})
    where = {"host": "127.0.0.1", "port": device.port, "asks_state": True}
    key = queue(shop, add(shop, "Zebra", PrinterKind.TCP, **where))
    with shop.database.read() as session:
        assert state_of(printer_by_name(session, "Zebra")) is state
    Station(shop.database, "office").run_once()
    device.close()
    assert (job(shop, key).state, LABEL in device.jobs) == (done, True)


def test_that_a_printer_that_is_off_is_away(shop: Shop) -> None:
    device = Printer(on=False)
    add(shop, "Zebra", PrinterKind.TCP, host="127.0.0.1", port=device.port)
    with shop.database.read() as session:
        assert state_of(printer_by_name(session, "Zebra")) is PrinterState.AWAY


@pytest.mark.parametrize(
    ("bits", "state"),
    [
        ((0x12, 0x12, 0x12), PrinterState.READY),
        ((0x12, 0x12, 0x72), PrinterState.PAPER_OUT),
        ((0x1A, 0x16, 0x12), PrinterState.STOPPED),
    ],
)
def test_that_the_bits_of_a_receipt_printer_are_read(bits: tuple[int, int, int], state: PrinterState) -> None:
    assert escpos_state(*bits) is state
    assert zpl_state(b"nonsense") is PrinterState.UNKNOWN
