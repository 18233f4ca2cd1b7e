"""`stock shelves` and `stock shelve`."""

import argparse
from typing import Any

from crm_desktop.catalogue.queries import product_by_code
from crm_desktop.commands.context import Context
from crm_desktop.errors import WrongCall
from crm_desktop.money import quantity_from_text, quantity_text
from crm_desktop.warehouse.queries import warehouse_by_code
from crm_desktop.warehouse.shelf_lists import goods_on, shelves
from crm_desktop.warehouse.shelving import PutOnShelf, Relocate, put_on_shelf, relocate


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    if verb == "shelve":
        parser.add_argument("shelf", help='"" takes the goods off any')
        parser.add_argument("product", help="code of the goods of which all lie there from now on")
        parser.add_argument("--from", dest="source", metavar="SHELF", help='only what lies on this one, "" on none')
        parser.add_argument("--quantity", help="so much of it; without it all that lies there")
        parser.add_argument("--lot", default="", help="only of this lot")
    else:
        parser.add_argument("--shelf", help="the goods of this one; without it the shelves")
        parser.add_argument("--begins", default="", help="only the shelves whose names begin so")
    parser.add_argument("--warehouse", default="M1")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        house = warehouse_by_code(session, arguments.warehouse)
        if verb == "shelves" and arguments.shelf is not None:
            lines = goods_on(session, house.warehouse_id, arguments.shelf)
            return {"rows": [{"product": one.code, "name": one.name, "on_hand": quantity_text(one.there)}
                             for one in lines]}  # fmt: skip
        if verb == "shelves":
            found = shelves(session, house.warehouse_id, beginning=arguments.begins)
            return {
                "rows": [
                    {
                        "shelf": one.name,
                        "goods": one.goods,
                        "in_stock": one.there,
                        "on_hand": None if one.on_hand is None else quantity_text(one.on_hand),
                        "unit": one.unit,
                    }
                    for one in found
                ]
            }
        product = product_by_code(session, arguments.product).product_id
    if arguments.source is not None:
        return _relocate(arguments, context, house.warehouse_id, product)
    done = context.run(put_on_shelf, PutOnShelf(house.warehouse_id, product, arguments.shelf))
    return {"product": arguments.product, "shelf": done.shelf, "before": done.before}


def _relocate(arguments: argparse.Namespace, context: Context, warehouse_id: int, product: int) -> dict[str, Any]:
    try:
        quantity = None if arguments.quantity is None else quantity_from_text(arguments.quantity)
    except ValueError as fault:
        raise WrongCall(problem=f"--quantity {arguments.quantity!r}") from fault
    command = Relocate(warehouse_id, product, arguments.source, arguments.shelf, quantity, arguments.lot)
    moved = context.run(relocate, command)
    return {
        "product": arguments.product,
        "from": moved.source,
        "shelf": moved.target,
        "quantity": quantity_text(moved.quantity),
    }
