"""`offer pdf|send|accept`."""

import argparse
from pathlib import Path
from typing import Any

from crm_desktop.commands.context import Context
from crm_desktop.commands.order import moved
from crm_desktop.commands.shapes import write_file
from crm_desktop.inquiries.offer_sending import offer_paper, send_with_paper
from crm_desktop.orders.accepting import AcceptOffer, accept_offer


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    parser.add_argument("offer", help='its number, "OF 12/2026"')
    match verb:
        case "pdf":
            parser.add_argument("--out", type=Path, required=True, metavar="FILE")
            parser.add_argument("--revision", type=int, help="an earlier version; without it the latest")
        case "send":
            parser.add_argument("--to", default="", help="e-mail; without it the offer is handed over")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match verb:
        case "pdf":
            return _pdf(arguments, context)
        case "send":
            sent = send_with_paper(
                context.database,
                arguments.offer,
                arguments.to,
                actor=context.actor,
                command_id=context.command_id,
            )
            return {"number": sent.number, "contact": sent.contact.value, "offer": sent.offer_number}
        case _:
            return {**moved(context.run(accept_offer, AcceptOffer(arguments.offer))), "offer": arguments.offer}


def _pdf(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    offer, pdf = offer_paper(context.database, arguments.offer, revision=arguments.revision)
    write_file(arguments.out, pdf)
    return {
        "offer": offer.number,
        "revision": offer.revision,
        "status": offer.status.value,
        "valid_until": offer.valid_until.isoformat(),
        "file": str(arguments.out),
        "bytes": len(pdf),
    }
