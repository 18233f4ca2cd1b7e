"""The durable print queue against real TCP printers: nothing lost, nothing doubled in doubt, no data ever a command."""

import io
import re
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from sqlalchemy import event, text

from crm_desktop import settings
from crm_desktop.opening import open_company
from crm_desktop.orders.labelling import label_content
from crm_desktop.orders.queries import show_order
from crm_desktop.paper import scannable
from crm_desktop.printing import raster, service, station
from crm_desktop.printing.layout import address_label
from crm_desktop.printing.queries import list_jobs
from crm_desktop.printing.records import (
    AddPrinter,
    LabelAddress,
    LabelContent,
    LabelSize,
    PrintJob,
    QueueJob,
    ResolveJob,
    RetryJob,
)
from crm_desktop.printing.rendering import render
from crm_desktop.printing.shapes import Barcode, Text
from crm_desktop.printing.station import Station
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.work import Actor, execute
from db.session import Database
from db.vocabulary import JobKind, JobState, PrinterKind, PrinterLanguage, Role
from tests.company import Shop
from tests.postgres import PostgresServer
from tests.printers import Manner, Printer

LABEL = b"^XA^FO10,10^FDhello^FS^XZ\n"
Start = Callable[..., Printer]


@pytest.fixture
def printer() -> Iterator[Start]:
    with ExitStack() as stack:
        yield lambda *args, **more: stack.enter_context(closing(Printer(*args, **more)))


def add(shop: Shop, name: str, device: Printer, *, station_name: str = "") -> int:
    new = AddPrinter(name, PrinterKind.TCP, PrinterLanguage.ZPL, "127.0.0.1", device.port, station=station_name)
    return execute(shop.database, service.add_printer, new, actor=shop.actor).printer_id


def queue(shop: Shop, printer_id: int, payload: bytes = LABEL, title: str = "ZAM 1/2026") -> int:
    job = QueueJob(printer_id, JobKind.LABEL, title, payload)
    return execute(shop.database, service.queue_print, job, actor=shop.actor).job_id


def job(shop: Shop, job_id: int) -> PrintJob:
    with shop.database.read() as session:
        return next(row for row in list_jobs(session) if row.job_id == job_id)


def make_due(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE print_jobs SET due_at = 1"))


def test_that_a_job_arrives_whole_once_and_is_done(shop: Shop, printer: Start) -> None:
    device = printer()
    job_id = queue(shop, add(shop, "Zebra", device), LABEL * 5_000)
    worker = Station(shop.database, "magazyn")
    assert (worker.run_once(), worker.run_once()) == (1, 0)
    assert device.jobs == [LABEL * 5_000]
    assert (job(shop, job_id).state, job(shop, job_id).fault) == (JobState.DONE, "")


def test_that_a_printer_that_is_off_gets_its_job_by_itself_when_it_is_on_again(shop: Shop, printer: Start) -> None:
    device = printer(on=False)
    job_id = queue(shop, add(shop, "Zebra", device))
    worker = Station(shop.database, "magazyn")
    pauses = []
    for _ in range(3):
        make_due(shop.database)
        assert worker.run_once() == 1
        with shop.database.engine.connect() as connection:
            due = connection.execute(text("SELECT due_at FROM print_jobs")).scalar_one()
        pauses.append(round(due / 1e6 - time.time()))
    assert (job(shop, job_id).state, job(shop, job_id).attempt) == (JobState.QUEUED, 3)
    assert pauses == [2, 4, 8]
    device.switch_on()
    make_due(shop.database)
    assert worker.run_once() == 1
    assert (device.jobs, job(shop, job_id).state) == ([LABEL], JobState.DONE)


def test_that_what_may_have_been_printed_waits_for_a_person_and_is_never_sent_again_by_itself(
    shop: Shop, printer: Start
) -> None:
    device = printer(Manner.BREAKS_OFF)
    job_id = queue(shop, add(shop, "Zebra", device), LABEL * 20_000)
    worker = Station(shop.database, "magazyn")
    worker.run_once()
    make_due(shop.database)
    assert (worker.run_once(), device.attempts, job(shop, job_id).state) == (0, 1, JobState.UNCERTAIN)
    device.manner = Manner.PRINTS
    execute(shop.database, service.retry_job, RetryJob(job_id), actor=shop.actor)
    assert (worker.run_once(), device.jobs) == (1, [LABEL * 20_000])
    with pytest.raises(service.JobNotWaiting):
        execute(shop.database, service.resolve_job, ResolveJob(job_id, printed=False), actor=shop.actor)
    assert job(shop, job_id).state is JobState.DONE


@pytest.mark.parametrize(("manner", "state"), [(Manner.SLOW, JobState.DONE), (Manner.HALF_OPEN, JobState.UNCERTAIN)])
def test_that_a_slow_printer_gets_all_of_it_once_and_of_one_that_never_closes_nobody_knows(
    shop: Shop, printer: Start, monkeypatch: pytest.MonkeyPatch, manner: Manner, state: JobState
) -> None:
    if manner is Manner.HALF_OPEN:
        monkeypatch.setattr("crm_desktop.printing.transports.SEND_SECONDS", 0.5)
    device = printer(manner)
    job_id = queue(shop, add(shop, "Zebra", device), LABEL * 40_000)
    worker = Station(shop.database, "magazyn")
    worker.run_once()
    assert (device.jobs, job(shop, job_id).state) == ([LABEL * 40_000], state)
    make_due(shop.database)
    assert (worker.run_once(), device.attempts) == (0, 1)


@pytest.mark.parametrize(("printed", "state"), [(True, JobState.DONE), (False, JobState.CANCELLED)])
def test_that_a_person_says_of_an_uncertain_job_what_became_of_it(
    shop: Shop, printer: Start, printed: bool, state: JobState
) -> None:
    job_id = queue(shop, add(shop, "Zebra", printer(Manner.BREAKS_OFF)), LABEL * 20_000)
    Station(shop.database, "magazyn").run_once()
    execute(shop.database, service.resolve_job, ResolveJob(job_id, printed=printed), actor=shop.actor)
    assert job(shop, job_id).state is state


def worker_actor(name: str) -> Actor:
    return Actor(employee_id=None, name=name, role=Role.STATION, place=name)


def test_that_a_job_of_a_station_that_died_is_nobody_elses_and_its_late_word_changes_nothing(
    shop: Shop, printer: Start
) -> None:
    device = printer()
    printer_id = add(shop, "Zebra", device)
    job_id = queue(shop, printer_id)
    dead = execute(shop.database, station.claim, station.Claim("dead"), actor=worker_actor("dead"))
    assert (dead.job_id, Station(shop.database, "other").run_once()) == (job_id, 0)
    with shop.database.engine.begin() as connection:
        connection.execute(text("UPDATE print_jobs SET leased_until = 1"))
    assert Station(shop.database, "other").run_once() == 0
    assert (job(shop, job_id).state, device.jobs) == (JobState.UNCERTAIN, [])
    execute(shop.database, service.retry_job, RetryJob(job_id), actor=shop.actor)
    again = execute(shop.database, station.claim, station.Claim("other"), actor=worker_actor("other"))
    late = station.Result(dead.job_id, dead.attempt, JobState.DONE, len(LABEL), "")
    execute(shop.database, station.write_result, late, actor=worker_actor("dead"))
    assert (again.attempt, job(shop, job_id).state) == (2, JobState.SENDING)


def test_that_labels_leave_in_the_order_in_which_they_were_asked_for(shop: Shop, printer: Start) -> None:
    device = printer()
    printer_id = add(shop, "Zebra", device)
    payloads = [b"^XA%d^XZ" % number for number in range(20)]
    for payload in payloads:
        queue(shop, printer_id, payload)
    workers = [Station(shop.database, name) for name in ("one", "two")]
    for worker in workers:
        worker.start()
    wait_until(lambda: len(device.jobs) == 20)
    for worker in workers:
        worker.stop()
    assert device.jobs == payloads


def test_that_a_printer_that_stalls_holds_up_no_other(
    shop: Shop, printer: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crm_desktop.printing.transports.SEND_SECONDS", 3.0)
    stalled, quick = printer(Manner.STALLS), printer()
    stuck = queue(shop, add(shop, "A", stalled))
    free = add(shop, "B", quick)
    for _ in range(3):
        queue(shop, free)
    worker = Station(shop.database, "magazyn")
    worker.start()
    wait_until(lambda: len(quick.jobs) == 3)
    assert job(shop, stuck).state is JobState.SENDING
    wait_until(lambda: job(shop, stuck).state is JobState.UNCERTAIN)
    worker.stop()


def test_that_a_station_serves_its_own_printers_and_those_of_nobody(shop: Shop, printer: Start) -> None:
    own, others, free = printer(), printer(), printer()
    for name, device, of in (("own", own, "magazyn"), ("other", others, "biuro"), ("free", free, "")):
        queue(shop, add(shop, name, device, station_name=of))
    assert Station(shop.database, "magazyn").run_once() == 2
    assert [len(device.jobs) for device in (own, others, free)] == [1, 0, 1]


@pytest.mark.slow
def test_that_a_running_station_tries_a_printer_that_is_off_again_by_itself_and_writes_nothing_meanwhile(
    shop: Shop, printer: Start
) -> None:
    """In the two seconds before the second attempt the station looks eight times and writes not once."""
    device = printer(on=False)
    printer_id = add(shop, "Zebra", device)
    job_ids = [queue(shop, printer_id, payload) for payload in (b"^XA1^XZ", b"^XA2^XZ")]
    worker = Station(shop.database, "magazyn")
    worker.start()
    wait_until(lambda: job(shop, job_ids[0]).attempt == 1 and job(shop, job_ids[0]).state is JobState.QUEUED)
    with commits(shop.database) as written:
        time.sleep(1.2)
    assert (written, job(shop, job_ids[1]).attempt) == ([], 0)
    device.switch_on()
    wait_until(lambda: job(shop, job_ids[1]).state is JobState.DONE)
    worker.stop()
    assert device.jobs == [b"^XA1^XZ", b"^XA2^XZ"]
    assert [job(shop, job_id).attempt for job_id in job_ids] == [2, 1]


@contextmanager
def commits(database: Database) -> Iterator[list[str]]:
    """One word for each transaction of this process that is written meanwhile; readers roll back."""
    seen: list[str] = []

    def note(_connection: Any) -> None:
        seen.append("commit")

    event.listen(database.engine, "commit", note)
    yield seen
    event.remove(database.engine, "commit", note)


def test_that_a_job_printed_while_the_database_goes_away_is_written_down_as_done(
    postgres_server: PostgresServer, postgres_url: str, printer: Start
) -> None:
    """The printer holds the job until the database refuses every connection; it comes back two seconds later."""
    database = open_company(postgres_url)
    with database.read() as session:
        shop = Shop(database, actor_by_login(session, "admin", place="office"))
    device, name = printer(Manner.WAITS), database.url.database
    job_id = queue(shop, add(shop, "Zebra", device))
    worker = Station(database, "magazyn")
    sending = threading.Thread(target=worker.run_once)
    sending.start()
    wait_until(lambda: device.attempts == 1)
    postgres_server.run(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
    postgres_server.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    device.go_on()
    wait_until(lambda: device.jobs == [LABEL])
    postgres_server.run(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
    sending.join(timeout=20)
    assert (job(shop, job_id).state, job(shop, job_id).attempt) == (JobState.DONE, 1)
    database.close()


@pytest.mark.parametrize("language", [PrinterLanguage.ZPL, PrinterLanguage.ESCPOS, PrinterLanguage.TSPL])
def test_that_the_label_of_the_step_leaves_for_the_printer_as_it_was_rendered(
    shop: Shop, printer: Start, language: PrinterLanguage
) -> None:
    device = printer()
    new = AddPrinter("Etykiety", PrinterKind.TCP, language, "127.0.0.1", device.port)
    execute(shop.database, service.add_printer, new, actor=shop.actor)
    number = shop.place(shop.customer("^XZ~JA Łąka"), (shop.product(stock=5_000), 1_000)).number
    moved = shop.advance(number, "reserve", "pick", "issue", "label")
    assert Station(shop.database, "magazyn").run_once() == 1
    with shop.database.read() as session:
        wanted = address_label(label_content(show_order(session, number), settings.load(session)), LabelSize())
    assert device.jobs == [render(wanted, language, dpi=203)]
    assert job(shop, moved.job_id or 0).state is JobState.DONE


def wait_until(done: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


HOSTILE = [
    "^XZ~JA^XA",
    "~DGR:X,1,1,FF^FS",
    'a"b\r\nPRINT 9,9\r\nCLS',
    "Łódź, ul. Żółkiewskiego „3” – ćma",
    "Пекарня Київ",
    "🥐 Café ☃",
    "_5E_7E\\&",
    "\x1b@\x1di\x00",
    "B" * 500,
]


def content(name: str, *, order: str = "ZAM 12/2026") -> LabelContent:
    to = LabelAddress(name, name, "90-001", "Łódź", "PL", "+48 601 202 303")
    return LabelContent(
        order_number=order, recipient=to, sender=LabelAddress("Młyn", "ul. Polna 1", "61-001", "Poznań")
    )


KNOWN_ZPL = set("XA CI PW LL LH FO A0 FB FH FD FS BY BC GB GF PQ XZ".split())


def zpl_commands(zpl: bytes) -> list[tuple[str, str]]:
    """As a printer reads them: what follows each `^` or `~`, its name and the rest, hex taken back from data."""
    assert all(byte in range(0x20, 0x7F) or byte == 0x0A for byte in zpl)
    assert b"~" not in zpl
    found = [(part[:2], part[2:]) for part in zpl.decode("ascii").split("^")[1:]]
    return [(name, unhexed(rest) if name == "FD" else rest.strip()) for name, rest in found]


def unhexed(field: str) -> str:
    return re.sub(rb"_([0-9A-F]{2})", lambda match: bytes([int(match[1], 16)]), field.encode()).decode()


@pytest.mark.parametrize("name", HOSTILE)
def test_that_on_zpl_data_never_becomes_a_command_and_says_what_it_said(name: str) -> None:
    layout = address_label(content(name, order=f"ZAM {name}"[:40]), LabelSize())
    commands = zpl_commands(render(layout, PrinterLanguage.ZPL, dpi=203))
    names = [command for command, _ in commands]
    assert set(names) <= KNOWN_ZPL
    assert (names[0], names[-1], names.count("XA"), names.count("XZ")) == ("XA", "XZ", 1, 1)
    drawn = [element.text for element in layout.elements if isinstance(element, Text)]
    native = (
        drawn if all(ord(char) <= 0x17F for said in drawn for char in said) else []
    )  # one foreign letter: all drawn
    bars = [scannable(element.code).replace(">", ">0") for element in layout.elements if isinstance(element, Barcode)]
    assert sorted(said for command, said in commands if command == "FD") == sorted(native + bars)
    assert names.count("GF") == len(drawn) - len(native)


@pytest.mark.parametrize("name", HOSTILE)
def test_that_on_tspl_and_escpos_data_is_nothing_but_dots(name: str) -> None:
    layout = address_label(content(name), LabelSize())
    head, _, rest = render(layout, PrinterLanguage.TSPL, dpi=203).partition(b"BITMAP ")
    width, height = (int(part) for part in rest.split(b",", 5)[2:4])
    dots = rest.split(b",", 5)[5]
    assert head == b"SIZE 100 mm,150 mm\r\nGAP 3 mm,0 mm\r\nDIRECTION 1\r\nCLS\r\n"
    assert dots[width * height :] == b"\r\nPRINT 1,1\r\n"
    _, around = receipt(render(layout, PrinterLanguage.ESCPOS, dpi=203))
    assert around == b"\x1b@" + b"\x1bt\x00\n\n\n" + b"\x1bd\x06\x1dV\x00"


def receipt(payload: bytes) -> tuple[Image.Image, bytes]:
    """The picture that an ESC/POS printer puts together from its `GS v 0` parts, and the bytes around them."""
    strips, around, widths, at = [], b"", set(), 0
    while at < len(payload):
        if payload[at : at + 3] != b"\x1dv0":
            around += payload[at : at + 1]
            at += 1
            continue
        wide, high = struct.unpack_from("<HH", payload, at + 4)
        strips.append(payload[at + 8 : at + 8 + wide * high])
        widths.add(wide)
        at += 8 + wide * high
    (wide,) = widths
    dots = b"".join(strips)
    black = Image.frombytes("1", (wide * 8, len(dots) // wide), dots)
    return black.convert("L").point(lambda shade: 255 - shade), around


@pytest.mark.parametrize("size", [(100, 150), (100, 50), (80, 60), (57, 80)])
def test_that_a_receipt_printer_gets_a_picture_no_wider_than_its_roll_that_can_be_scanned(
    size: tuple[int, int],
) -> None:
    layout = address_label(content("Piekarnia Pod Łąką"), LabelSize(*size))
    image, _ = receipt(render(layout, PrinterLanguage.ESCPOS, dpi=203))
    assert image.width <= 576
    assert image.width / image.height == pytest.approx(size[0] / size[1], rel=0.03)
    assert 0.01 < image.histogram()[0] / (image.width * image.height) < 0.3
    assert [code.text for code in zxingcpp.read_barcodes(image)] == ["ZAM 12/2026"]


def test_that_the_label_as_tspl_and_pdf_shows_what_the_picture_shows() -> None:
    layout = address_label(content("Piekarnia Pod Łąką"), LabelSize())
    picture = raster.picture(layout, 203)
    rest = render(layout, PrinterLanguage.TSPL, dpi=203).partition(b"BITMAP ")[2]
    dots = rest.split(b",", 5)[5].removesuffix(b"\r\nPRINT 1,1\r\n")
    assert dots == picture.tobytes()
    (page,) = pypdfium2.PdfDocument(render(layout, PrinterLanguage.PDF, dpi=203))
    assert tuple(round(side / 72 * 25.4) for side in page.get_size()) == (100, 150)
    assert [code.text for code in zxingcpp.read_barcodes(page.render(scale=300 / 72).to_pil())] == ["ZAM 12/2026"]


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("size", [(100, 150), (105, 148), (100, 50), (62, 100)])
def test_that_the_orders_barcode_is_read_from_the_label(dpi: int, size: tuple[int, int]) -> None:
    layout = address_label(content("Piekarnia Pod Łąką sp. z o.o."), LabelSize(*size))
    image = Image.open(io.BytesIO(raster.png(layout, dpi)))
    assert image.size == tuple(pytest.approx(mm * dpi / 25.4, rel=0.03) for mm in size)
    assert [code.text for code in zxingcpp.read_barcodes(image)] == ["ZAM 12/2026"]


def test_that_the_same_label_is_the_same_bytes_in_every_language() -> None:
    layout = address_label(content("Piekarnia"), LabelSize())
    for language in PrinterLanguage:
        assert render(layout, language, dpi=203) == render(layout, language, dpi=203), language
