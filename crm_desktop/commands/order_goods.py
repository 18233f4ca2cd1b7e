"""`order ship|return`."""

import argparse
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.catalogue.queries import product_by_code
from crm_desktop.commands.context import Context
from crm_desktop.commands.order import moved
from crm_desktop.commands.shapes import line_parts
from crm_desktop.money import minor_text
from crm_desktop.orders.records import Goods, ReturnGoods, ShipOrder
from crm_desktop.orders.returning import return_goods
from crm_desktop.orders.shipping import ship_order
from crm_desktop.warehouse.queries import warehouse_by_code


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    parser.add_argument("number")
    parser.add_argument("--lines", nargs="+", default=[], metavar="CODE:QUANTITY", help="without it everything")
    if verb == "return":
        parser.add_argument("--to", default="", metavar="WAREHOUSE", help="for sale or quarantine; else where it left")
        parser.add_argument("--reason", default="")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        lines = _goods(session, arguments.lines)
        house = warehouse_by_code(session, arguments.to).warehouse_id if getattr(arguments, "to", "") else None
    if verb == "ship":
        return moved(context.run(ship_order, ShipOrder(arguments.number, lines)))
    done = context.run(return_goods, ReturnGoods(arguments.number, lines, house, arguments.reason))
    return {
        "number": done.number,
        "documents": list(done.documents),
        "net": minor_text(done.net),
        "contact": done.contact.value,
        "version": done.version,
    }


def _goods(session: Session, lines: list[str]) -> tuple[Goods, ...]:
    found = []
    for text in lines:
        code, quantity, _ = line_parts(text)
        found.append(Goods(product_by_code(session, code).product_id, quantity))
    return tuple(found)
