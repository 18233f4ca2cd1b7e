"""`label`, `printer`, `print-station`, `print-job` and `courier` by the real command line, with real printers."""

import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import update

from db.models.leaving import PrintJobRow
from db.session import Database
from tests.company import Shop
from tests.cups import PrintSystem
from tests.db.line import Line, all_rows
from tests.db.test_couriers import labelled
from tests.printers import Answering, Manner, Printer

pytestmark = pytest.mark.slow
READY = b"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
COURIERS = b"^XA^PW812^LL1218^FO20,20^A0N,40,40^FDKurier^FS^XZ"


@pytest.fixture
def order(shop: Shop) -> str:
    return shop.place(shop.customer(), (shop.product(stock=9_000), 1_000)).number


@pytest.fixture
def printer() -> Iterator[Printer]:
    made = Printer()
    yield made
    made.close()


def add_tcp(line: Line, name: str, port: int, *more: str) -> None:
    assert line.does("printer", "add", name, "--host", "127.0.0.1", "--port", port, *more) == {"name": name}


def states(line: Line) -> list[tuple[int, str]]:
    return [(row["id"], row["state"]) for row in line.does("print-job", "list")["rows"]]


def due(database: Database) -> None:
    """As if the pause before the next attempt were over."""
    with database.write() as session:
        session.execute(update(PrintJobRow).values(due_at=PrintJobRow.queued_at))
        session.commit()


def wait_for(there: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("form", "begin", "end"),
    [
        ("zpl", b"^XA", b"^XZ"),
        ("tspl", b"SIZE 100 mm,150 mm\r\n", b"PRINT 1,1\r\n"),
        ("escpos", b"\x1b@", b""),
        ("pdf", b"%PDF-", b"%%EOF"),
        ("png", b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    ],
)
def test_that_a_label_is_written_in_each_form(
    line: Line, order: str, tmp_path: Path, form: str, begin: bytes, end: bytes
) -> None:
    out = tmp_path / "label"
    answer = line.does("label", "render", order, "--as", form, "--out", out)
    made = out.read_bytes()
    assert answer == {"order": order, "as": form, "file": str(out), "bytes": len(made)}
    assert made.startswith(begin)
    assert made.rstrip().endswith(end.rstrip())
    line.does("label", "render", order, "--as", form, "--out", out)
    assert out.read_bytes() == made
    line.does("label", "render", order, "--as", form, "--dpi", "300", "--size", "A6", "--out", out)
    assert (out.read_bytes().startswith(begin[:4]), out.read_bytes() == made) == (True, False)


@pytest.mark.parametrize(
    ("size", "dpi", "pixels"),
    [("100x150", "203", (812, 1218)), ("100x150", "300", (1200, 1800)), ("a6", "203", (839, 1183))],
)
def test_that_a_picture_of_a_label_is_as_large_as_its_size_and_dpi(
    line: Line, order: str, tmp_path: Path, size: str, dpi: str, pixels: tuple[int, int]
) -> None:
    out = tmp_path / "label.png"
    line.does("label", "render", order, "--as", "png", "--size", size, "--dpi", dpi, "--out", out)
    assert Image.open(out).size == pixels  # 100 × 150 mm are the 4 × 6 inches that such labels are
    line.does("label", "render", order, "--as", "png", "--size", "80", "--out", out)  # a roll, as long as it must be
    assert Image.open(out).size[0] == 639


def test_that_printers_are_added_listed_and_tried(line: Line, shop: Shop, tmp_path: Path) -> None:
    zebra = Answering({b"~HS": READY})
    add = ("printer", "add", "Zebra", "--host", "127.0.0.1", "--port", zebra.port, "--command-id", str(uuid.uuid4()))
    for _ in range(2):
        assert line.does(*add) == {"name": "Zebra"}
    off = Printer(on=False)
    add_tcp(line, "Wyłączona", off.port, "--language", "tspl", "--size", "A6", "--dpi", "300", "--station", "biuro")
    line.does("printer", "add", "Plik", "--kind", "file", "--language", "pdf", "--path", tmp_path / "out.pdf")
    line.does("printer", "add", "Rolka", "--kind", "serial", "--device", "/dev/ttyS9", "--language", "escpos",
              "--size", "80")  # fmt: skip
    names = ("name", "kind", "language", "address", "dpi", "size", "station", "active")
    rows = [
        ("Zebra", "tcp", "zpl", f"127.0.0.1:{zebra.port}", 203, "100x150", "", True),
        ("Wyłączona", "tcp", "tspl", f"127.0.0.1:{off.port}", 300, "105x148", "biuro", True),
        ("Plik", "file", "pdf", str(tmp_path / "out.pdf"), 203, "100x150", "", True),
        ("Rolka", "serial", "escpos", "/dev/ttyS9", 203, "80x0", "", True),
    ]
    assert line.does("printer", "list") == {"rows": [dict(zip(names, row, strict=True)) for row in rows]}
    found = [line.does("printer", "test", row[0]) for row in rows]
    said = ["ready", "away", "unknown", "unknown"]
    assert found == [{"print_job": key, "printer_state": state} for key, state in enumerate(said, 1)]
    assert line.does("print-station", "run", "--once", "--station", "kasa") == {"station": "kasa", "jobs": 3}
    assert states(line) == [(4, "queued"), (3, "done"), (2, "queued"), (1, "done")]
    zebra.close()
    assert [job[:3] for job in zebra.jobs if job.startswith(b"^XA")] == [b"^XA"]
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF-")
    again = line.does("print-job", "list", "--state", "queued", "--limit", "1")["rows"]
    assert [(row["id"], row["kind"], row["title"], row["attempt"]) for row in again] == [(4, "test", "Rolka", 1)]
    assert "/dev/ttyS9" in again[0]["fault"]


def test_that_a_station_sends_a_label_once_and_the_next_one_is_a_reprint(
    line: Line, shop: Shop, order: str, printer: Printer
) -> None:
    add_tcp(line, "Zebra", printer.port)
    first = ("label", "print", order, "--printer", "Zebra", "--command-id", str(uuid.uuid4()))
    for _ in range(2):
        assert line.does(*first) == {"print_job": 1, "state": "queued", "reprint": False}
    assert line.does("print-station", "run", "--once", "--station", "s1") == {"station": "s1", "jobs": 1}
    assert line.does("print-station", "run", "--once", "--station", "s1") == {"station": "s1", "jobs": 0}
    (row,) = line.does("print-job", "list")["rows"]
    times = [row.pop("queued"), row.pop("ended")]
    assert all(time_told and "T" in time_told for time_told in times)
    job = {"id": 1, "printer": "Zebra", "kind": "label", "title": order, "state": "done", "attempt": 1, "fault": ""}
    assert row == job
    second = line.does("label", "print", order, "--printer", "Zebra")
    assert second == {"print_job": 2, "state": "queued", "reprint": True}
    assert line.does(*first) == {"print_job": 1, "state": "queued", "reprint": False}
    line.does("print-station", "run", "--once")
    printer.close()
    assert (len(printer.jobs), printer.jobs[0] == printer.jobs[1]) == (2, False)
    assert all(sent.startswith(b"^XA") for sent in printer.jobs)


def test_that_a_printer_that_is_away_keeps_its_jobs_and_an_uncertain_one_is_resolved_by_a_person(
    line: Line, shop: Shop, order: str
) -> None:
    device = Printer(Manner.BREAKS_OFF, on=False)
    add_tcp(line, "Zebra", device.port)
    for _ in range(3):
        line.does("label", "print", order, "--printer", "Zebra")
    assert line.does("print-station", "run", "--once", "--station", "s")["jobs"] >= 1
    assert {state for _, state in states(line)} == {"queued"}
    device.switch_on()
    due(shop.database)
    with shop.database.write() as session:  # so much that the reset comes while it is sent
        session.execute(update(PrintJobRow).values(payload=b"^XA" + b" " * 8_000_000 + b"^XZ"))
        session.commit()
    line.does("print-station", "run", "--once", "--station", "s")
    assert states(line) == [(3, "uncertain"), (2, "uncertain"), (1, "uncertain")]
    assert line.does("print-station", "run", "--once", "--station", "s")["jobs"] == 0  # never by itself
    assert line.does("print-job", "resolve", "1", "--printed", "yes") == {"print_job": 1, "state": "done"}
    again = ("print-job", "resolve", "2", "--printed", "no", "--command-id", str(uuid.uuid4()))
    for _ in range(2):
        assert line.does(*again) == {"print_job": 2, "state": "cancelled"}
    before = all_rows(shop.database)
    waiting = {"job": 1, "state": "done"}
    assert line.refused("print-job", "resolve", "1", "--printed", "no") == (3, "job_not_waiting", waiting)
    assert line.refused("print-job", "retry", "1") == (3, "job_not_waiting", waiting)
    assert all_rows(shop.database) == before
    device.manner = Manner.PRINTS
    assert line.does("print-job", "retry", "3") == {"print_job": 3, "state": "queued"}
    assert line.does("print-station", "run", "--once", "--station", "s")["jobs"] == 1
    device.close()
    assert (states(line)[0], len(device.jobs)) == ((3, "done"), 1)


def test_that_a_label_goes_through_the_systems_queue_and_says_how_that_is(
    line: Line, shop: Shop, order: str, print_system: PrintSystem, printer: Printer, tmp_path: Path
) -> None:
    name = f"q_{shop.database.engine.dialect.name}"
    print_system.raw_queue(name, printer.port)
    queue = ("--kind", "system", "--server", print_system.server)
    line.does("printer", "add", "Zebra", *queue, "--queue", name)
    line.does("printer", "add", "Nie ma", *queue, "--queue", "nowhere")
    assert line.does("printer", "test", "Zebra")["printer_state"] == "ready"
    print_system.disable(name)
    assert line.does("printer", "test", "Zebra")["printer_state"] == "stopped"
    print_system.enable(name)
    assert line.does("printer", "test", "Nie ma")["printer_state"] == "away"
    line.does("label", "print", order, "--printer", "Zebra")
    assert line.does("print-station", "run", "--once")["jobs"] == 4
    assert states(line) == [(4, "done"), (3, "queued"), (2, "done"), (1, "done")]
    out = tmp_path / "label.zpl"
    line.does("label", "render", order, "--as", "zpl", "--out", out)
    wait_for(lambda: len(printer.jobs) == 3)
    assert out.read_bytes() in printer.jobs


@pytest.fixture(scope="module")
def print_system() -> Iterator[PrintSystem]:
    system = PrintSystem()
    yield system
    system.close()


def test_that_a_system_without_a_print_system_sends_nothing_and_says_so(
    line: Line, order: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.does("printer", "add", "Zebra", "--kind", "system", "--queue", "zebra")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert line.does("printer", "test", "Zebra")["printer_state"] == "unknown"
    line.does("print-station", "run", "--once")
    (row,) = line.does("print-job", "list")["rows"]
    assert (row["state"], row["attempt"], bool(row["fault"])) == ("queued", 1, True)


@pytest.mark.parametrize(
    ("script", "state", "fault"),
    [
        ("echo 'lp: Error - scheduler not responding' >&2; exit 1", "queued", "scheduler not responding"),
        ("exit 0", "done", ""),
    ],
)
def test_that_what_the_print_program_says_is_told(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, state: str, fault: str
) -> None:
    """A print program of another system than CUPS: only its exit code and words are known."""
    for name in ("lp", "lpstat"):
        (tmp_path / name).write_text(f"#!/bin/sh\ncat >/dev/null 2>&1 </dev/null\n{script}\n")
        (tmp_path / name).chmod(0o755)
    line.does("printer", "add", "Zebra", "--kind", "system", "--queue", "zebra")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert line.does("printer", "test", "Zebra")["printer_state"] == "away"
    line.does("print-station", "run", "--once")
    (row,) = line.does("print-job", "list")["rows"]
    assert (row["state"], fault in row["fault"], bool(row["fault"])) == (state, True, bool(fault))


def test_that_couriers_files_and_labels_are_made_by_the_command_line(
    line: Line, shop: Shop, tmp_path: Path, printer: Printer
) -> None:
    number, bare = labelled(shop), labelled(shop, phone="", name="Bez telefonu")
    rows = line.does("courier", "list")["rows"]
    assert {"InPost", "DPD", "DHL"} <= {row["name"] for row in rows}
    assert rows[0].keys() == {"name", "carrier", "own"}
    out = tmp_path / "dpd.csv"
    answer = line.does("courier", "file", "DPD", "--order", number, "--out", out)
    assert answer == {"file": str(out), "orders": [number], "left_out": []}
    made = out.read_bytes()
    assert number.encode() in made
    code, error, details = line.refused("courier", "file", "InPost", "--order", bare, "--out", out)
    assert (code, error, [fault["order"] for fault in details["faults"]]) == (3, "courier_faults", [bare])
    assert out.read_bytes() == made
    answer = line.does("courier", "file", "InPost", "--order", number, "--order", bare, "--skip-faulty", "--out", out)
    assert answer == {"file": str(out), "orders": [number], "left_out": [bare]}
    add_tcp(line, "Zebra", printer.port)
    label, folder = tmp_path / "kurier.zpl", tmp_path / "etykiety"
    label.write_bytes(COURIERS)
    folder.mkdir()
    shutil.copy(label, folder / "1.zpl")
    shutil.copy(label, folder / "2.zpl")
    (folder / "notatka.doc").write_bytes(b"x")
    one = ("courier", "label", label, "--order", number, "--printer", "Zebra", "--command-id", str(uuid.uuid4()))
    jobs = len(states(line))
    for _ in range(2):
        assert line.does(*one) == {"rows": [{"file": "kurier.zpl", "jobs": 1}]}
    assert len(states(line)) == jobs + 1
    both = {"rows": [{"file": "1.zpl", "jobs": 1}, {"file": "2.zpl", "jobs": 1}]}
    assert line.does("courier", "label", folder, "--printer", "Zebra") == both
    assert line.does("courier", "label", folder, "--printer", "Zebra") == {"rows": []}
    line.does("print-station", "run", "--once")
    printer.close()
    assert printer.jobs.count(COURIERS) == 3


def test_that_wrong_calls_of_printing_change_nothing(line: Line, shop: Shop, order: str, tmp_path: Path) -> None:
    add_tcp(line, "Zebra", 9)
    out, text = tmp_path / "out", tmp_path / "label.txt"
    text.write_text("no label")
    render = ("label", "render", order, "--out", out, "--as")
    order_gone = {"kind": "order", "key": "ZAM 9/1999"}
    printer_gone = {"kind": "printer", "key": "Nie ma"}
    calls: list[tuple[tuple[Any, ...], int, str, dict[str, Any] | None]] = [
        (("label", "render", order, "--as", "zpl"), 2, "wrong_call", None),
        ((*render, "gif"), 2, "wrong_call", None),
        ((*render, "zpl", "--dpi", "600"), 2, "wrong_call", None),
        ((*render, "zpl", "--size", "A4"), 2, "wrong_call", None),
        ((*render, "zpl", "--size", "00x150"), 2, "wrong_call", None),
        ((*render, "zpl", "--size", "100x-1"), 2, "wrong_call", None),
        (("label", "render", "ZAM 9/1999", "--as", "zpl", "--out", out), 3, "not_found", order_gone),
        (
            ("label", "render", order, "--as", "zpl", "--out", tmp_path / "no" / "x"),
            3,
            "not_written",
            {"file": str(tmp_path / "no" / "x"), "reason": "No such file or directory"},
        ),
        (("label", "print", order), 2, "wrong_call", None),
        (("label", "print", "ZAM 9/1999", "--printer", "Zebra"), 3, "not_found", order_gone),
        (("label", "print", order, "--printer", "Nie ma"), 3, "not_found", printer_gone),
        (("printer", "add", "X", "--kind", "fax"), 2, "wrong_call", None),
        (("printer", "add", "X", "--host", "h", "--port", "many"), 2, "wrong_call", None),
        (("printer", "add", "X", "--host", "h", "--port", "70000"), 3, "invalid_value",
         {"field": "port", "value": 70000, "rule": "choice"}),
        (("printer", "add", "X", "--host", "h", "--port", "0"), 3, "invalid_value", None),
        (("printer", "add", "X"), 3, "invalid_value", {"field": "host", "value": "", "rule": "required"}),
        (("printer", "add", " ", "--host", "h"), 3, "invalid_value",
         {"field": "name", "value": "", "rule": "required"}),
        (("printer", "add", "Zebra", "--host", "h"), 3, "invalid_value",
         {"field": "name", "value": "Zebra", "rule": "unique"}),
        (("printer", "add", "X", "--kind", "usb", "--device", "zebra"), 3, "invalid_value",
         {"field": "device", "value": "zebra", "rule": "usb_device"}),
        (("printer", "add", "X", "--host", "h", "--language", "pdf"), 3, "invalid_value",
         {"field": "language", "value": "pdf", "rule": "pdf_needs_queue"}),
        (("printer", "test", "Nie ma"), 3, "not_found", printer_gone),
        (("print-job", "retry", "one"), 2, "wrong_call", None),
        (("print-job", "resolve", "1"), 2, "wrong_call", None),
        (("print-job", "list", "--limit", "-1"), 2, "wrong_call", None),
        (("print-job", "list", "--state", "lost"), 2, "wrong_call", None),
        (("print-job", "retry", "77"), 3, "not_found", {"kind": "print_job", "key": 77}),
        (("print-job", "resolve", "77", "--printed", "yes"), 3, "not_found", {"kind": "print_job", "key": 77}),
        (("print-job", "retry", str(10**30)), 3, "invalid_value", None),
        (("print-station", "stop"), 2, "wrong_call", None),
        (("courier", "file", "DPD"), 2, "wrong_call", None),
        (("courier", "file", "Sowa", "--out", out), 3, "not_found", {"kind": "courier_template", "key": "Sowa"}),
        (("courier", "file", "DPD", "--order", order, "--out", out), 3, "courier_faults", None),
        (("courier", "file", "DPD", "--out", tmp_path), 3, "not_written",
         {"file": str(tmp_path), "reason": "Is a directory"}),
        (("courier", "label", tmp_path / "none.pdf", "--printer", "Zebra"), 3, "not_read",
         {"file": "none.pdf", "reason": "No such file or directory"}),
        (("courier", "label", text, "--printer", "Zebra"), 3, "no_label", None),
        (("courier", "label", text, "--printer", "Nie ma"), 3, "not_found", printer_gone),
        (("courier", "label", text, "--order", "ZAM 9/1999", "--printer", "Zebra"), 3, "not_found", order_gone),
    ]  # fmt: skip
    before = all_rows(shop.database)
    for words, code, error, details in calls:
        line.refuses(words, code, error, details)
        assert all_rows(shop.database) == before, words
    assert not out.exists()


def test_that_a_printer_of_before_with_a_port_that_can_be_none_holds_up_no_other(
    line: Line, shop: Shop, printer: Printer
) -> None:
    """Ports were not looked at once; what they say is told as of a printer that is away."""
    from db.models.leaving import PrinterRow

    add_tcp(line, "Dawna", 9)
    add_tcp(line, "Zebra", printer.port)
    with shop.database.write() as session:
        session.get_one(PrinterRow, 1).address = {"host": "127.0.0.1", "port": 70_000}
        session.commit()
    assert line.does("printer", "test", "Dawna") == {"print_job": 1, "printer_state": "away"}
    line.does("printer", "test", "Zebra")
    line.does("print-station", "run", "--once")
    rows = {row["printer"]: (row["state"], row["attempt"]) for row in line.does("print-job", "list")["rows"]}
    assert rows == {"Dawna": ("queued", 1), "Zebra": ("done", 1)}
