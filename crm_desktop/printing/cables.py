"""Printers on a cable, through python-escpos: USB and serial. Bytes pass as they are, whatever language they speak."""

from typing import Any

from crm_desktop.faults import fault
from crm_desktop.leaving import Reached, Sent

SEND_SECONDS = 15.0
CHUNK = 4_096


def send_serial(device: str, baud: int, payload: bytes) -> Sent:
    """`device` as the system calls it: /dev/ttyUSB0, COM3."""
    from escpos.printer import Serial

    return _send(Serial(devfile=device, baudrate=baud, timeout=SEND_SECONDS), device, payload)


def send_usb(device: str, payload: bytes) -> Sent:
    """`device` is "vendor:product" in hex, as `lsusb` shows it: 04b8:0e15."""
    from escpos.printer import Usb

    vendor, _, product = device.partition(":")
    return _send(Usb(int(vendor, 16), int(product, 16), timeout=int(SEND_SECONDS * 1000)), device, payload)


def _send(printer: Any, device: str, payload: bytes) -> Sent:
    """Opening that fails has sent nothing; writing that fails may have printed."""
    from escpos.exceptions import Error

    try:
        printer.open()
    except (Error, OSError, ValueError, ImportError) as problem:
        return Sent(Reached.NOTHING, 0, fault("cable", device=device, said=str(problem)))
    count = 0
    try:
        for start in range(0, len(payload), CHUNK):
            part = payload[start : start + CHUNK]
            printer._raw(part)
            count += len(part)
        flush = getattr(printer.device, "flush", None)
        if flush is not None:
            flush()
        printer.close()
    except (Error, OSError) as problem:
        return Sent(Reached.UNCERTAIN, count, fault("cable", device=device, said=str(problem)))
    return Sent(Reached.ALL, count)
