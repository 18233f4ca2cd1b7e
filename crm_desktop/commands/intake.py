"""`intake serve|read|list|show|raw|retry`."""

import argparse
import sys
from pathlib import Path
from typing import Any

from crm_desktop import settings
from crm_desktop.commands.context import Context
from crm_desktop.commands.running import until_told
from crm_desktop.commands.shapes import Times, limit
from crm_desktop.errors import WrongCall
from crm_desktop.intake import queries
from crm_desktop.intake.interpreting import interpret, interpret_again, retry
from crm_desktop.intake.records import Interpreted, Received
from crm_desktop.intake.submissions import receive
from crm_desktop.intake.unrecognised import take_in
from crm_desktop.words import say
from db.vocabulary import Channel, Outcome

DEFAULT_PORT = 8765
TYPES = {".eml": "message/rfc822", ".mbox": "message/rfc822"}
"""What the end of a name is believed to say: nothing else is, for the content says it better."""


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    match verb:
        case "serve":
            parser.add_argument("--host", default="127.0.0.1")
            parser.add_argument("--port", type=int, default=DEFAULT_PORT)
            parser.add_argument("--tls-cert", metavar="PEM", help="serves HTTPS by this certificate and its chain")
            parser.add_argument("--tls-key", metavar="PEM", help="its key, where that is a file of its own")
        case "read":
            parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
            parser.add_argument("--source", required=True, metavar="NAME")
            parser.add_argument("--answer", action="store_true")
        case "list":
            parser.add_argument("--outcome", choices=[outcome.value for outcome in Outcome])
            parser.add_argument("--limit", type=limit, default=100)
        case "retry":
            which = parser.add_mutually_exclusive_group(required=True)
            which.add_argument("id", nargs="?", type=int)
            which.add_argument("--all", action="store_true")
            parser.add_argument("--not-spam", action="store_true", help="takes in what was taken for spam")
        case _:
            parser.add_argument("id", type=int)


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any] | None:
    match verb:
        case "serve":
            return _serve(arguments, context)
        case "read":
            return _read(arguments, context)
        case "list":
            return _list(arguments, context)
        case "show":
            return _show(arguments.id, context)
        case "raw":
            with context.database.read() as session:
                sys.stdout.buffer.write(queries.raw_bytes(session, arguments.id))
            return None
        case _:
            return _retry(arguments, context)


def _serve(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    from crm_desktop.intake.channels.http import IntakeServer, tls_of

    try:
        server = IntakeServer(context.database, host=arguments.host, port=arguments.port, tls=tls_of(arguments))
    except (OSError, SystemExit) as fault:
        raise WrongCall(problem=f"--port {arguments.port}: {fault}") from fault
    until_told([server], lambda: context.tell(f"{server.scheme}://{arguments.host}:{server.port}/form/kontakt"))
    return {"stopped": True, "port": server.port}


def _read(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    contents = []
    for file in arguments.files:
        try:
            contents.append(file.read_bytes())
        except OSError as fault:
            raise WrongCall(problem=f"{file}: {fault.strerror}") from fault
    pairs = zip(arguments.files, contents, strict=True)
    return {"results": [_read_one(file, raw, arguments, context) for file, raw in pairs]}


def _read_one(file: Path, raw: bytes, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    received = Received(
        source=arguments.source,
        raw=raw,
        content_type=TYPES.get(file.suffix.lower(), ""),
        channel=Channel.FILE,
        quiet=not arguments.answer,
    )
    receipt = receive(context.database, received)
    if not receipt.duplicate:
        return {"file": str(file), **_result(interpret(context.database, receipt.submission_id))}
    first = interpret(context.database, receipt.submission_id)
    with context.database.read() as session:
        why = say("intake.reason_received_before", settings.load(session).language)
    record = {"outcome": Outcome.DUPLICATE.value, "number": first.number, "reason": why}
    return {"file": str(file), "submission": receipt.submission_id, **record, "records": [record]}


def _result(read: Interpreted) -> dict[str, Any]:
    return {
        "submission": read.submission_id,
        "outcome": read.outcome.value,
        "number": read.number,
        "reason": read.reason,
        "records": [
            {"outcome": record.outcome.value, "number": record.number, "reason": record.reason}
            for record in read.records
        ],
    }


def _list(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    times = Times(context.database)
    with context.database.read() as session:
        outcome = Outcome(arguments.outcome) if arguments.outcome else None
        rows = queries.list_submissions(session, outcome=outcome, limit=arguments.limit)
    return {"rows": [_row(row, times) for row in rows]}


def _row(row: Any, times: Times) -> dict[str, Any]:
    return {
        "id": row.submission_id,
        "source": row.source,
        "channel": row.channel.value,
        "content_type": row.content_type,
        "received": times.text(row.received_at),
        "bytes": row.size,
        "outcome": row.outcome.value if row.outcome else None,
        "number": row.number,
        "reason": row.reason,
    }


def _show(submission_id: int, context: Context) -> dict[str, Any]:
    times = Times(context.database)
    with context.database.read() as session:
        row, readings, headers = queries.show_submission(session, submission_id)
    records = [{"outcome": r.outcome.value, "number": r.number, "reason": r.reason} for r in readings]
    return {**_row(row, times), "headers": headers, "records": records}


def _retry(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    if not arguments.all:
        case = take_in if arguments.not_spam else retry
        return {"results": [_result(context.run(case, arguments.id))]}
    with context.database.read() as session:
        ids = queries.quarantined(session)
    return {"results": [_result(interpret_again(context.database, submission_id)) for submission_id in ids]}
