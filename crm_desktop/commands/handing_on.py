"""`document export`: WZ with their lines for the invoicing program."""

import argparse
from pathlib import Path
from typing import Any

from crm_desktop.commands.context import Context, language
from crm_desktop.commands.shapes import day_from_text
from crm_desktop.exchange.invoicing.service import hand_on


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    parser.add_argument("--from", dest="since", required=True)
    parser.add_argument("--to", dest="until", required=True)
    parser.add_argument("--warehouse", default="", help="code; without it all of them")
    parser.add_argument("--out", type=Path, required=True, metavar="F.epp|.csv|.xlsx")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    done = hand_on(
        context.database,
        arguments.out,
        since=day_from_text(arguments.since, name="--from"),
        until=day_from_text(arguments.until, name="--to"),
        actor=context.actor,
        language=language(),
        warehouse=arguments.warehouse,
    )
    return {
        "file": str(arguments.out),
        "documents": done.documents,
        "lines": done.lines,
        "left_out": list(done.left_out),
    }
