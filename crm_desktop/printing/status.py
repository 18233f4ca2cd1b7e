"""Asks a printer how it is: ready, out of paper, stopped, away, or unknown where it says nothing."""

import socket
from typing import assert_never

from crm_desktop.printing.records import Printer, PrinterState
from crm_desktop.printing.system_queue import queue_state
from db.vocabulary import PrinterKind, PrinterLanguage

CONNECT_SECONDS = 2.0
ANSWER_SECONDS = 1.5
_ASKED = {
    PrinterLanguage.ZPL: (b"~HS\r\n",),
    PrinterLanguage.TSPL: (b"\x1b!?",),
    PrinterLanguage.ESCPOS: (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x04"),
    PrinterLanguage.PDF: (),
}
"""ZPL: host status. TSPL: one byte of bits. ESC/POS: DLE EOT for the printer, why it is offline, its paper."""
_TSPL = ((0x04, PrinterState.PAPER_OUT), (0x9B, PrinterState.STOPPED))


def state_of(printer: Printer) -> PrinterState:
    """Takes some seconds of a printer that does not answer: never called on the GUI thread."""
    match printer.kind:
        case PrinterKind.TCP:
            return _over_tcp(printer)
        case PrinterKind.SYSTEM:
            return queue_state(printer.queue, printer.server)
        case PrinterKind.FILE | PrinterKind.USB | PrinterKind.SERIAL:
            return PrinterState.UNKNOWN
        case _:
            assert_never(printer.kind)


def _over_tcp(printer: Printer) -> PrinterState:
    try:
        connection = socket.create_connection((printer.host, printer.port), timeout=CONNECT_SECONDS)
    except (OSError, OverflowError, UnicodeError):  # a port or name that can be none
        return PrinterState.AWAY
    with connection:
        connection.settimeout(ANSWER_SECONDS)
        try:
            answers = [_answer(connection, question) for question in _ASKED[printer.language]]
        except OSError:
            return PrinterState.UNKNOWN
    if not answers or not all(answers):
        return PrinterState.UNKNOWN
    match printer.language:
        case PrinterLanguage.ZPL:
            return zpl_state(answers[0])
        case PrinterLanguage.TSPL:
            return next((state for bits, state in _TSPL if answers[0][0] & bits), PrinterState.READY)
        case _:
            return escpos_state(*(answer[0] for answer in answers))


def _answer(connection: socket.socket, question: bytes) -> bytes:
    """To the first pause of a whole answer; ZPL's has three lines, each between STX and ETX."""
    connection.sendall(question)
    answer = b""
    while part := connection.recv(1024):
        answer += part
        if not question.startswith(b"~HS") or answer.count(b"\x03") >= 3:
            break
    return answer


def zpl_state(answer: bytes) -> PrinterState:
    """`~HS`: in its first line the paper-out and pause flags, in its second head-up and ribbon-out."""
    lines = [line.strip(b"\x02\x03 ").split(b",") for line in answer.replace(b"\r", b"").split(b"\n") if line.strip()]
    if len(lines) < 2 or len(lines[0]) < 3 or len(lines[1]) < 4:
        return PrinterState.UNKNOWN
    if lines[0][1] == b"1" or lines[1][3] == b"1":
        return PrinterState.PAPER_OUT
    return PrinterState.STOPPED if lines[0][2] == b"1" or lines[1][2] == b"1" else PrinterState.READY


def escpos_state(printer: int, offline: int, paper: int) -> PrinterState:
    """Bits of DLE EOT 1, 2 and 4."""
    if paper & 0x60 or offline & 0x20:
        return PrinterState.PAPER_OUT
    return PrinterState.STOPPED if printer & 0x08 or offline & 0x44 else PrinterState.READY
