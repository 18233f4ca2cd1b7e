"""How each kind of printer answers that it is, and what becomes of a job for a file that cannot be written."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from crm_desktop.leaving import Reached
from crm_desktop.printing.records import LabelSize, PrinterState
from crm_desktop.printing.records import Printer as Known
from crm_desktop.printing.status import state_of
from crm_desktop.printing.transports import send
from db.vocabulary import PrinterKind, PrinterLanguage
from tests.printers import Answering, Listening


class Curt(Listening):
    """Hears the question and hangs up."""

    def take(self, connection: socket.socket) -> None:
        connection.recv(64)


def known(
    kind: PrinterKind, language: PrinterLanguage = PrinterLanguage.ZPL, *, port: int = 0, path: str = ""
) -> Known:
    size = LabelSize(100_000, 150_000)
    return Known(1, "Zebra", kind, language, "127.0.0.1", port, path, 203, size, "office", True, asks_state=True)


def bits(printer: bytes, offline: bytes, paper: bytes) -> dict[bytes, bytes]:
    return {b"\x10\x04\x01": printer, b"\x10\x04\x02": offline, b"\x10\x04\x04": paper}


@pytest.mark.parametrize(
    ("language", "answers", "state"),
    [
        (PrinterLanguage.TSPL, {b"\x1b!?": b"\x00"}, PrinterState.READY),
        (PrinterLanguage.TSPL, {b"\x1b!?": b"\x04"}, PrinterState.PAPER_OUT),
        (PrinterLanguage.TSPL, {b"\x1b!?": b"\x01"}, PrinterState.STOPPED),
        (PrinterLanguage.TSPL, {b"\x1b!?": b"\x20"}, PrinterState.READY),
        (PrinterLanguage.ESCPOS, bits(b"\x12", b"\x12", b"\x12"), PrinterState.READY),
        (PrinterLanguage.ESCPOS, bits(b"\x12", b"\x12", b"\x72"), PrinterState.PAPER_OUT),
        (PrinterLanguage.ESCPOS, bits(b"\x1a", b"\x16", b"\x12"), PrinterState.STOPPED),
        (PrinterLanguage.PDF, {}, PrinterState.UNKNOWN),
    ],
)
def test_that_each_language_is_asked_in_its_own_way(
    language: PrinterLanguage, answers: dict[bytes, bytes], state: PrinterState
) -> None:
    device = Answering(answers)
    assert state_of(known(PrinterKind.TCP, language, port=device.port)) is state
    device.close()


def test_that_a_printer_that_hangs_up_without_a_word_is_unknown() -> None:
    device = Curt()
    assert state_of(known(PrinterKind.TCP, port=device.port)) is PrinterState.UNKNOWN
    device.close()


@pytest.mark.parametrize("kind", [PrinterKind.FILE, PrinterKind.USB, PrinterKind.SERIAL])
def test_that_what_cannot_be_asked_is_unknown(kind: PrinterKind) -> None:
    assert state_of(known(kind)) is PrinterState.UNKNOWN


def test_that_one_file_takes_job_after_job_and_a_folder_a_file_for_each(tmp_path: Path) -> None:
    (tmp_path / "000007.zpl").write_bytes(b"^XA^XZ")
    file = known(PrinterKind.FILE, path=str(tmp_path / "all.zpl"))
    folder = known(PrinterKind.FILE, path=str(tmp_path))
    for payload in (b"^XA1^XZ", b"^XA2^XZ"):
        assert _unasked(file, payload) == _unasked(folder, payload) == (Reached.ALL, 7)
    assert (tmp_path / "all.zpl").read_bytes() == b"^XA1^XZ^XA2^XZ"
    assert [(tmp_path / f"00000{number}.zpl").read_bytes() for number in (8, 9)] == [b"^XA1^XZ", b"^XA2^XZ"]


def _unasked(printer: Known, payload: bytes) -> tuple[Reached, int]:
    sent = send(replace(printer, asks_state=False), payload)
    return sent.reached, sent.count


def test_that_nothing_is_said_to_be_printed_where_the_file_cannot_be_written(tmp_path: Path) -> None:
    printer = replace(known(PrinterKind.FILE, path=str(tmp_path / "none" / "all.zpl")), asks_state=False)
    sent = send(printer, b"^XA^XZ")
    assert (sent.reached, sent.count, list(tmp_path.iterdir())) == (Reached.NOTHING, 0, [])
    assert sent.fault
