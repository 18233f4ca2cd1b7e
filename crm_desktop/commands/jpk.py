"""`document jpk-mag`."""

import argparse
from pathlib import Path
from typing import Any

from crm_desktop.commands.context import Context, language
from crm_desktop.commands.shapes import day_from_text
from crm_desktop.documents.jpk.records import WriteMag
from crm_desktop.documents.jpk.service import write_mag
from crm_desktop.money import minor_text


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    parser.add_argument("--version", type=int, choices=(1, 2), required=True)
    parser.add_argument("--from", dest="since", required=True)
    parser.add_argument("--to", dest="until", required=True)
    parser.add_argument("--warehouse", required=True)
    parser.add_argument("--out", type=Path, required=True)


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    command = WriteMag(
        version=arguments.version,
        since=day_from_text(arguments.since, name="--from"),
        until=day_from_text(arguments.until, name="--to"),
        warehouse=arguments.warehouse,
    )
    written = write_mag(context.database, command, arguments.out, language=language())
    return {
        "file": str(arguments.out),
        "bytes": written.size,
        "version": command.version,
        "warehouse": command.warehouse,
        "from": command.since.isoformat(),
        "to": command.until.isoformat(),
        "documents": dict(written.documents),
        "values": {group: minor_text(value) for group, value in written.values.items()},
        "left_out": list(written.left_out),
    }
