"""`courier list|file|label`: files that couriers' programs import, and couriers' own labels into the print queue."""

import argparse
from pathlib import Path
from typing import Any

from crm_desktop.commands.context import Context
from crm_desktop.commands.shapes import write_file
from crm_desktop.orders.courier_files import courier_file, courier_template, list_courier_templates, waiting_for
from crm_desktop.orders.courier_label import Queued, print_courier_label, print_folder


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    match verb:
        case "file":
            parser.add_argument("template", help="its name: InPost, DPD, DHL, or one of your own")
            parser.add_argument("--order", action="append", default=[], metavar="NO", help="else all that wait for it")
            parser.add_argument("--skip-faulty", action="store_true")
            parser.add_argument("--out", type=Path, required=True, metavar="FILE")
        case "label":
            parser.add_argument("place", type=Path, help="a PDF or ZPL file, or a folder of them")
            parser.add_argument("--order", default="", metavar="NO")
            parser.add_argument("--printer", required=True)


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match verb:
        case "list":
            with context.database.read() as session:
                found = list_courier_templates(session)
            return {"rows": [{"name": one.name, "carrier": one.carrier, "own": one.own} for one in found]}
        case "file":
            return _file(arguments, context)
        case _:
            return {"rows": [{"file": one.file, "jobs": one.jobs} for one in _label(arguments, context)]}


def _file(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        template = courier_template(session, arguments.template)
        numbers = arguments.order or waiting_for(session, template.carrier)
        made = courier_file(session, template, numbers, skip_faulty=arguments.skip_faulty)
    write_file(arguments.out, made.content)
    return {"file": str(arguments.out), "orders": list(made.orders), "left_out": list(made.left_out)}


def _label(arguments: argparse.Namespace, context: Context) -> list[Queued]:
    if arguments.place.is_dir():
        return print_folder(context.database, arguments.place, printer=arguments.printer, actor=context.actor)
    return [
        print_courier_label(
            context.database,
            arguments.order,
            arguments.place,
            printer=arguments.printer,
            actor=context.actor,
            command_id=context.command_id,
        )
    ]
