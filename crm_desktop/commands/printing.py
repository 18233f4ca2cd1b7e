"""`label render|print`, `printer add|list|test`, `print-station run`, `print-job list|retry|resolve`."""

import argparse
import re
import socket
from pathlib import Path
from typing import Any

from crm_desktop import settings
from crm_desktop.commands.context import Context
from crm_desktop.commands.running import until_told
from crm_desktop.commands.shapes import Times, limit, write_file
from crm_desktop.errors import WrongCall
from crm_desktop.faults import fault_sentence
from crm_desktop.orders.labelling import label_content
from crm_desktop.orders.queries import show_order
from crm_desktop.printing import queries, raster, records, service
from crm_desktop.printing.layout import address_label, test_page
from crm_desktop.printing.rendering import render
from crm_desktop.printing.shapes import Layout
from crm_desktop.printing.station import Station
from crm_desktop.printing.status import state_of
from db.vocabulary import JobKind, JobState, PrinterKind, PrinterLanguage

FORMATS = (*(language.value for language in PrinterLanguage), "png")


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    match group, verb:
        case "label", "render":
            parser.add_argument("order")
            parser.add_argument("--as", dest="form", choices=FORMATS, required=True)
            parser.add_argument("--dpi", type=int, choices=(203, 300), default=203)
            parser.add_argument("--size", default="100x150", metavar="WxH", help="mm; A6; or the width of a roll")
            parser.add_argument("--graphic", action="store_true", help="ZPL as one picture")
            parser.add_argument("--out", type=Path, required=True)
        case "label", _:
            parser.add_argument("order")
            parser.add_argument("--printer", required=True)
        case "printer", "add":
            _printer_arguments(parser)
        case "printer", "test":
            parser.add_argument("name")
        case "print-station", _:
            parser.add_argument("--once", action="store_true")
            parser.add_argument("--station", default=socket.gethostname())
        case "print-job", "list":
            parser.add_argument("--state", choices=[state.value for state in JobState])
            parser.add_argument("--limit", type=limit, default=100)
        case "print-job", _:
            parser.add_argument("id", type=int)
            if verb == "resolve":
                parser.add_argument("--printed", choices=("yes", "no"), required=True)


def _printer_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name")
    parser.add_argument("--kind", choices=[kind.value for kind in PrinterKind], default="tcp")
    parser.add_argument("--language", choices=[language.value for language in PrinterLanguage], default="zpl")
    parser.add_argument("--host", default="")
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--path", default="", help="a file, or a folder for a file a job")
    parser.add_argument("--queue", default="", help="the system's print queue (CUPS, Windows)")
    parser.add_argument("--server", default="", help="HOST:PORT of another computer's CUPS")
    parser.add_argument("--device", default="", help="usb: VENDOR:PRODUCT in hex; serial: /dev/ttyUSB0, COM3")
    parser.add_argument("--baud", type=int, default=9600)
    parser.add_argument("--asks-state", action="store_true", help="a job is done when the printer says it is ready")
    parser.add_argument("--graphic", action="store_true", help="ZPL as one picture")
    parser.add_argument("--dpi", type=int, choices=(203, 300), default=203)
    parser.add_argument("--size", default="100x150", metavar="WxH", help="mm; A6; or the width of a roll")
    parser.add_argument("--station", default="", help="the workstation that serves it; without it any")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any] | None:
    match group:
        case "label":
            return _render(arguments, context) if verb == "render" else _print_label(arguments, context)
        case "printer":
            return _printer(verb, arguments, context)
        case "print-station":
            return _station(arguments, context)
        case _:
            return _job(verb, arguments, context)


SIZES = {"A6": records.LabelSize(105, 148)}


def size_of(text: str) -> records.LabelSize:
    """`100x150` in millimetres, `A6`, or `80`: a roll of that width. Raises WrongCall."""
    if text.upper() in SIZES:
        return SIZES[text.upper()]
    match = re.fullmatch(r"([1-9]\d{1,2})(?:x([1-9]\d{1,2}))?", text)
    if match is None:
        raise WrongCall(problem=f"--size {text!r}: WIDTHxHEIGHT in mm, A6, or the WIDTH of a roll")
    return records.LabelSize(int(match[1]), int(match[2] or 0))


def _layout(order: str, size: records.LabelSize, context: Context, *, reprint: bool = False) -> tuple[Layout, int]:
    with context.database.read() as session:
        card = show_order(session, order)
        configured = settings.load(session)
    return address_label(label_content(card, configured, reprint=reprint), size), card.row.order_id


def _render(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    layout, _ = _layout(arguments.order, size_of(arguments.size), context)
    if arguments.form == "png":
        rendered = raster.png(layout, arguments.dpi)
    else:
        language = PrinterLanguage(arguments.form)
        rendered = render(layout, language, dpi=arguments.dpi, graphic=arguments.graphic)
    write_file(arguments.out, rendered)
    return {"order": arguments.order, "as": arguments.form, "file": str(arguments.out), "bytes": len(rendered)}


def _print_label(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    """A label outside the step; when the order had one before, this one says that it is a reprint."""
    with context.database.read() as session:
        printer = queries.printer_by_name(session, arguments.printer)
        before = queries.list_jobs(session, order_id=show_order(session, arguments.order).row.order_id)
    layout, order_id = _layout(arguments.order, printer.size, context, reprint=bool(before))
    command = records.QueueJob(
        printer_id=printer.printer_id,
        kind=JobKind.LABEL,
        title=arguments.order,
        payload=render(layout, printer.language, dpi=printer.dpi, graphic=printer.graphic),
        order_id=order_id,
        reprint_of_id=before[0].job_id if before else None,
    )
    saved = context.run(service.queue_print, command)
    with context.database.read() as session:
        reprint = queries.is_reprint(session, saved.job_id)  # of the job that a repeated call made the first time
    return {"print_job": saved.job_id, "state": saved.state.value, "reprint": reprint}


def _printer(verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match verb:
        case "add":
            size = size_of(arguments.size)
            command = records.AddPrinter(
                name=arguments.name,
                kind=PrinterKind(arguments.kind),
                language=PrinterLanguage(arguments.language),
                host=arguments.host,
                port=arguments.port,
                path=arguments.path,
                dpi=arguments.dpi,
                width=size.width,
                height=size.height,
                station=arguments.station,
                queue=arguments.queue,
                server=arguments.server,
                device=arguments.device,
                baud=arguments.baud,
                asks_state=arguments.asks_state,
                graphic=arguments.graphic,
            )
            return {"name": context.run(service.add_printer, command).name}
        case "list":
            with context.database.read() as session:
                return {"rows": [_printer_row(row) for row in queries.list_printers(session)]}
        case _:
            with context.database.read() as session:
                printer = queries.printer_by_name(session, arguments.name)
                language = settings.load(session).language
            state = state_of(printer)
            payload = render(test_page(printer, language), printer.language, dpi=printer.dpi, graphic=printer.graphic)
            job = records.QueueJob(printer.printer_id, JobKind.TEST, printer.name, payload)
            return {"print_job": context.run(service.queue_print, job).job_id, "printer_state": state.value}


def _printer_row(row: records.Printer) -> dict[str, Any]:
    return {
        "name": row.name,
        "kind": row.kind.value,
        "language": row.language.value,
        "address": row.queue or row.device or row.path or f"{row.host}:{row.port}",
        "dpi": row.dpi,
        "size": f"{row.size.width}x{row.size.height}",
        "station": row.station,
        "active": row.active,
    }


def _station(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    station = Station(context.database, arguments.station)
    if arguments.once:
        return {"station": arguments.station, "jobs": station.run_once()}
    until_told([station])
    return {"station": arguments.station, "stopped": True}


def _job(verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match verb:
        case "list":
            times = Times(context.database)
            with context.database.read() as session:
                state = JobState(arguments.state) if arguments.state else None
                rows = queries.list_jobs(session, state=state, limit=arguments.limit)
            return {"rows": [_job_row(row, times) for row in rows]}
        case "retry":
            saved = context.run(service.retry_job, records.RetryJob(arguments.id))
        case _:
            resolved = records.ResolveJob(arguments.id, printed=arguments.printed == "yes")
            saved = context.run(service.resolve_job, resolved)
    return {"print_job": saved.job_id, "state": saved.state.value}


def _job_row(row: records.PrintJob, times: Times) -> dict[str, Any]:
    return {
        "id": row.job_id,
        "printer": row.printer,
        "kind": row.kind.value,
        "title": row.title,
        "state": row.state.value,
        "attempt": row.attempt,
        "fault": fault_sentence(row.fault, times.language),
        "queued": times.text(row.queued_at),
        "ended": times.text(row.ended_at),
    }
