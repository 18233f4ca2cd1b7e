"""`document correct`."""

import argparse
from typing import Any

from sqlalchemy import select

from crm_desktop.catalogue.queries import product_by_code
from crm_desktop.commands.context import Context
from crm_desktop.commands.shapes import line_parts
from crm_desktop.errors import NotFound
from crm_desktop.orders.correcting import correct_issue
from crm_desktop.warehouse.correcting import correct_document
from crm_desktop.warehouse.records import CorrectDocument, Right
from db.models.documents import DocumentRow
from db.vocabulary import DocumentKind


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    parser.add_argument("number")
    parser.add_argument(
        "--line",
        action="append",
        default=[],
        metavar="CODE:QUANTITY[:PRICE]",
        help="what is right of the product, on receipts with what a unit of it cost, on a W-Z with what it is sold for;"
        " what is not named stays",
    )
    parser.add_argument("--cancel", action="store_true", help="nothing of it is right: corrected to zero")
    parser.add_argument("--reason", default="")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        kind = session.scalar(select(DocumentRow.kind).where(DocumentRow.number == arguments.number))
        if kind is None:
            raise NotFound(kind="document", key=arguments.number)
        lines = []
        for text in arguments.line:
            code, quantity, price = line_parts(text)
            told = {"unit_price" if kind is DocumentKind.WZ else "unit_cost": price}
            lines.append(Right(product_by_code(session, code).product_id, quantity, **told))
    command = CorrectDocument(arguments.number, tuple(lines), arguments.reason, arguments.cancel)
    case = correct_issue if kind is DocumentKind.WZ else correct_document
    done = context.run(case, command)
    more = {"costs": list(done.costs), "others": list(done.others)}
    return {"document": done.number, "corrects": arguments.number, **more}
