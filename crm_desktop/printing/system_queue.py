"""The system's own print queue: CUPS through `lp`, the Windows spooler through winspool (untried on a real Windows)."""

import os
import shutil
import subprocess
import sys

from crm_desktop.faults import fault
from crm_desktop.leaving import Reached, Sent
from crm_desktop.printing.records import PrinterState

SECONDS = 30


def _english() -> dict[str, str]:
    """What `lpstat` answers is read by its English words."""
    return {**os.environ, "LC_ALL": "C"}


def send_to_queue(queue: str, payload: bytes, *, server: str = "", raw: bool, title: str) -> Sent:
    """Hands one job over; `raw` bytes pass through as they are, a PDF is made into what the printer speaks.

    Taken by the queue is done: from there the system answers for it.
    """
    if sys.platform == "win32":
        return _winspool(queue, payload, raw=raw, title=title)
    if shutil.which("lp") is None:
        return Sent(Reached.NOTHING, 0, fault("no_queue_program"))
    command = ["lp", *(["-h", server] if server else []), "-d", queue, "-t", title[:120] or "CRM"]
    command += ["-o", "raw"] if raw else ["-o", f"media={media_of(payload)}", "-o", "fit-to-page"]
    try:
        done = subprocess.run(
            [*command, "-"], input=payload, capture_output=True, timeout=SECONDS, env=_english(), check=False
        )
    except subprocess.TimeoutExpired:
        return Sent(Reached.UNCERTAIN, 0, fault("queue_silent", queue=queue))
    except OSError as problem:
        return Sent(Reached.NOTHING, 0, fault("queue_refused", queue=queue, said=str(problem)))
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        return Sent(Reached.NOTHING, 0, fault("queue_refused", queue=queue, said=said))
    return Sent(Reached.ALL, len(payload))


def media_of(pdf: bytes) -> str:
    """CUPS' word for the size of the first page: else it takes the queue's own, often American Letter."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        width, height = (round(points * 25.4 / 72) for points in document.get_page_size(0))
    finally:
        document.close()
    return _MEDIA.get((width, height), f"Custom.{width}x{height}mm")


_MEDIA = {(210, 297): "A4", (148, 210): "A5", (105, 148): "A6"}


def queues(server: str = "") -> list[str]:
    """The names of the system's queues, in its order; none where it has no print system."""
    if sys.platform == "win32":
        return _windows_queues()
    if shutil.which("lpstat") is None:
        return []
    command = ["lpstat", *(["-h", server] if server else []), "-e"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, env=_english(), check=False)
    except (subprocess.TimeoutExpired, OSError):
        return []
    return done.stdout.split()


def queue_state(queue: str, server: str = "") -> PrinterState:
    """What the system says of a queue; a stopped one prints nothing until someone starts it."""
    if sys.platform == "win32" or shutil.which("lpstat") is None:
        return PrinterState.UNKNOWN
    command = ["lpstat", *(["-h", server] if server else []), "-l", "-p", queue]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, env=_english(), check=False)
    except (subprocess.TimeoutExpired, OSError):
        return PrinterState.AWAY
    said = done.stdout
    if done.returncode or not said.startswith("printer "):
        return PrinterState.AWAY
    if "media-empty" in said or "media-needed" in said:
        return PrinterState.PAPER_OUT
    if "offline" in said:
        return PrinterState.AWAY
    return PrinterState.STOPPED if "disabled" in said.splitlines()[0] else PrinterState.READY


def _windows_queues() -> list[str]:
    """By the system's own PowerShell: no more of winspool than what must be."""
    command = ["powershell", "-NoProfile", "-Command", "(Get-Printer).Name"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return []
    return [line for line in done.stdout.splitlines() if line]


def _winspool(queue: str, payload: bytes, *, raw: bool, title: str) -> Sent:
    """A RAW document; PDFs leave through the window, which asks Qt to print them."""
    if not raw:
        return Sent(Reached.REFUSED, 0, fault("pdf_by_the_window", queue=queue))
    import ctypes

    spool = ctypes.WinDLL("winspool.drv")  # type: ignore[attr-defined]  # Windows alone has it

    class Document(ctypes.Structure):
        _fields_ = (("name", ctypes.c_wchar_p), ("output", ctypes.c_wchar_p), ("kind", ctypes.c_wchar_p))

    handle, written = ctypes.c_void_p(), ctypes.c_ulong()
    if not spool.OpenPrinterW(queue, ctypes.byref(handle), None):
        return Sent(Reached.NOTHING, 0, fault("queue_refused", queue=queue, said=str(ctypes.GetLastError())))  # type: ignore[attr-defined]  # the same
    try:
        if not spool.StartDocPrinterW(handle, 1, ctypes.byref(Document(title or "CRM", None, "RAW"))):
            return Sent(Reached.NOTHING, 0, fault("queue_refused", queue=queue, said="StartDocPrinter"))
        whole = spool.WritePrinter(handle, payload, len(payload), ctypes.byref(written)) and spool.EndDocPrinter(handle)
    finally:
        spool.ClosePrinter(handle)
    if not whole or written.value != len(payload):
        return Sent(Reached.UNCERTAIN, written.value, fault("queue_silent", queue=queue))
    return Sent(Reached.ALL, len(payload))
