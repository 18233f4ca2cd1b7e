"""`product list|show`."""

import argparse
from typing import Any

from crm_desktop.catalogue import queries, records
from crm_desktop.commands.context import Context
from crm_desktop.commands.shapes import limit
from crm_desktop.money import price_text, quantity_text


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    if verb == "show":
        parser.add_argument("code")
        return
    parser.add_argument("--search", default="")
    parser.add_argument("--limit", type=limit, default=50)


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        if verb == "show":
            return _row(queries.product_by_code(session, arguments.code))
        rows = queries.list_products(session, search_for=arguments.search, limit=arguments.limit)
    return {"rows": [_row(row) for row in rows]}


def _row(row: records.Product) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "unit": row.unit,
        "group": row.group,
        "net_price": price_text(row.net_price),
        "vat_rate": row.vat_rate.value,
        "active": row.active,
        "on_hand": quantity_text(row.on_hand),
        "reserved": quantity_text(row.reserved),
        "available": quantity_text(row.available),
    }
