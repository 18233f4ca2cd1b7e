"""`outbox run|list|retry|resolve`: the mail that leaves, and what a person says of a mail nobody knows the end of."""

import argparse
import socket
from typing import Any

from crm_desktop.commands.context import Context
from crm_desktop.commands.running import until_told
from crm_desktop.commands.shapes import Times
from crm_desktop.faults import fault_sentence
from crm_desktop.messages.outbox import Outbox
from crm_desktop.messages.undecided import (
    ResolveMail,
    RetryMail,
    WaitingMail,
    resolve_mail,
    retry_mail,
    waiting_mails,
)
from db.vocabulary import JobState


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    match verb:
        case "run":
            parser.add_argument("--station", default=socket.gethostname())
            parser.add_argument("--once", action="store_true")
        case "list":
            parser.add_argument("--state", choices=[state.value for state in JobState])
        case _:
            parser.add_argument("id", type=int)
            if verb == "resolve":
                parser.add_argument("--sent", choices=("yes", "no"), required=True)


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match verb:
        case "run":
            outbox = Outbox(context.database, arguments.station)
            if arguments.once:
                return {"messages": outbox.run_once()}
            until_told([outbox])
            return {"stopped": True}
        case "list":
            times = Times(context.database)
            with context.database.read() as session:
                rows = waiting_mails(session, state=JobState(arguments.state) if arguments.state else None)
            return {"rows": [_row(row, times) for row in rows]}
        case "retry":
            saved = context.run(retry_mail, RetryMail(arguments.id))
        case _:
            saved = context.run(resolve_mail, ResolveMail(arguments.id, sent=arguments.sent == "yes"))
    return {"message": saved.message_id, "state": saved.state.value}


def _row(row: WaitingMail, times: Times) -> dict[str, Any]:
    return {
        "id": row.message_id,
        "to": row.recipient,
        "subject": row.subject,
        "state": row.state.value,
        "attempt": row.attempt,
        "fault": fault_sentence(row.fault, times.language),
        "queued": times.text(row.queued_at),
    }
