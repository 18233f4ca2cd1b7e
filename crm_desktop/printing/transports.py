"""Bytes to a printer, and an honest word on how far they got (law 9)."""

import socket
from pathlib import Path
from typing import assert_never

from crm_desktop.faults import fault, fault_of
from crm_desktop.leaving import Reached, Sent
from crm_desktop.printing.cables import send_serial, send_usb
from crm_desktop.printing.records import Printer, PrinterState
from crm_desktop.printing.status import state_of
from crm_desktop.printing.system_queue import send_to_queue
from db.vocabulary import PrinterKind, PrinterLanguage

CONNECT_SECONDS = 3.0
SEND_SECONDS = 15.0
CHUNK = 16_384


def send(printer: Printer, payload: bytes, *, title: str = "") -> Sent:
    """Sends one job. Never raises for what a device or a network does."""
    if payload.startswith(b"%PDF") != (printer.language is PrinterLanguage.PDF):
        return Sent(Reached.REFUSED, 0, fault("wrong_language", language=printer.language.value))
    sent = _send(printer, payload, title)
    if sent.reached is Reached.ALL and printer.asks_state:
        state = state_of(printer)
        if state is not PrinterState.READY:
            return Sent(Reached.UNCERTAIN, sent.count, fault(_NOT_READY.get(state, "not_ready")))
    return sent


_NOT_READY = {PrinterState.PAPER_OUT: "paper_out", PrinterState.STOPPED: "stopped"}


def _send(printer: Printer, payload: bytes, title: str) -> Sent:
    match printer.kind:
        case PrinterKind.TCP:
            return _tcp(printer.host, printer.port, payload)
        case PrinterKind.FILE:
            return _file(Path(printer.path), payload, printer.language)
        case PrinterKind.SYSTEM:
            raw = printer.language is not PrinterLanguage.PDF
            return send_to_queue(printer.queue, payload, server=printer.server, raw=raw, title=title)
        case PrinterKind.USB:
            return send_usb(printer.device, payload)
        case PrinterKind.SERIAL:
            return send_serial(printer.device, printer.baud, payload)
        case _:
            assert_never(printer.kind)


def _tcp(host: str, port: int, payload: bytes) -> Sent:
    try:
        connection = socket.create_connection((host, port), timeout=CONNECT_SECONDS)
    except (OSError, OverflowError, UnicodeError) as problem:  # a port or name that can be none
        return Sent(Reached.NOTHING, 0, fault_of(problem, host=f"{host}:{port}"))
    count = 0
    with connection:
        connection.settimeout(SEND_SECONDS)
        try:
            while count < len(payload):
                count += connection.send(payload[count : count + CHUNK])
            connection.shutdown(socket.SHUT_WR)
            _wait_for_close(connection)
        except OSError as problem:
            return Sent(
                Reached.UNCERTAIN, count, fault_of(problem, host=f"{host}:{port}", sent=count, total=len(payload))
            )
    return Sent(Reached.ALL, count)


def _wait_for_close(connection: socket.socket) -> None:
    """The printer reads to the end and closes; a reset or silence means that we cannot know."""
    while connection.recv(1024):
        pass


def _file(path: Path, payload: bytes, language: PrinterLanguage) -> Sent:
    """A file collects what a printer would have printed; in a folder each job is a file of its own."""
    try:
        if path.is_dir():
            _new_file(path, language).write_bytes(payload)
        else:
            with path.open("ab") as out:
                out.write(payload)
    except OSError as problem:
        return Sent(Reached.NOTHING, 0, fault_of(problem, path=str(path)))
    return Sent(Reached.ALL, len(payload))


def _new_file(folder: Path, language: PrinterLanguage) -> Path:
    """The next free number; made at once, so that two stations never take the same."""
    number = 1 + max((int(file.stem) for file in folder.iterdir() if file.stem.isdigit()), default=0)
    while True:
        file = folder / f"{number:06}.{language.value}"
        try:
            file.touch(exist_ok=False)
        except FileExistsError:
            number += 1
        else:
            return file
