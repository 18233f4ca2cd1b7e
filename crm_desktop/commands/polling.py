"""`intake poll`: asks mailboxes, folders, drop boxes and shops for what came."""

import argparse
from typing import Any

from crm_desktop.commands.context import Context
from crm_desktop.commands.running import until_told
from crm_desktop.intake.polling import Poller, poll_once
from crm_desktop.intake.sources import Looked


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    parser.add_argument("--once", action="store_true", help="asks each source once and ends")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    if arguments.once:
        return {"sources": [_row(looked) for looked in poll_once(context.database)]}
    until_told([Poller(context.database)])
    return {"stopped": True}


def _row(looked: Looked) -> dict[str, Any]:
    return {
        "name": looked.name,
        "kind": looked.kind.value,
        "stored": looked.stored,
        "duplicates": looked.duplicates,
        "fault": looked.fault,
    }
