"""Bytes to a printer, and an honest word on how far they got (law 9)."""

import socket
from pathlib import Path
from typing import assert_never

from crm_desktop.faults import fault, fault_of
from crm_desktop.leaving import Reached, Sent
from crm_desktop.printing.records import Printer
from db.vocabulary import PrinterKind

CONNECT_SECONDS = 3.0
SEND_SECONDS = 15.0
CHUNK = 16_384


def send(printer: Printer, payload: bytes) -> Sent:
    """Sends one job. Never raises for what a device or a network does."""
    match printer.kind:
        case PrinterKind.TCP:
            return _tcp(printer.host, printer.port, payload)
        case PrinterKind.FILE:
            return _file(Path(printer.path), payload)
        case PrinterKind.SYSTEM | PrinterKind.USB | PrinterKind.SERIAL:
            return Sent(Reached.NOTHING, 0, fault("kind", kind=printer.kind.value))
        case _:
            assert_never(printer.kind)


def _tcp(host: str, port: int, payload: bytes) -> Sent:
    try:
        connection = socket.create_connection((host, port), timeout=CONNECT_SECONDS)
    except OSError as problem:
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


def _file(path: Path, payload: bytes) -> Sent:
    """Each job is appended, so that a file collects what a printer would have printed."""
    try:
        with path.open("ab") as out:
            out.write(payload)
    except OSError as problem:
        return Sent(Reached.NOTHING, 0, fault_of(problem, path=str(path)))
    return Sent(Reached.ALL, len(payload))
