"""`stock expiring` and `stock lot`."""

import argparse
from datetime import date
from typing import Any

from crm_desktop import clock, settings
from crm_desktop.commands.context import Context
from crm_desktop.money import quantity_text
from crm_desktop.warehouse import lot_lists
from crm_desktop.warehouse.lot_records import LotThere


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    if verb == "lot":
        parser.add_argument("product", help="code")
        parser.add_argument("lot")
        return
    parser.add_argument("--days", type=int, default=lot_lists.SOON_DAYS)
    parser.add_argument("--warehouse", default="")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        today = clock.local_day(clock.now(), settings.load(session).time_zone)
        if verb == "expiring":
            rows = lot_lists.expiring(session, today, days=arguments.days, warehouse=arguments.warehouse)
            return {"rows": [_row(row, today) for row in rows]}
        found = lot_lists.trace(session, arguments.product, arguments.lot)
    return {
        "product": found.product,
        "name": found.name,
        "unit": found.unit,
        "lot": found.lot,
        "expires": found.expires_on.isoformat() if found.expires_on else None,
        "on_hand": [{"warehouse": row.warehouse, "quantity": quantity_text(row.quantity)} for row in found.there],
        "customers": [{"customer": name, "quantity": quantity_text(q)} for name, q in found.customers.items()],
        "moves": [
            {
                "date": move.day.isoformat(),
                "kind": move.kind.value,
                "document": move.document,
                "warehouse": move.warehouse,
                "quantity": quantity_text(move.quantity),
                "party": move.party,
                "order": move.order_number,
            }
            for move in found.moves
        ],
    }


def _row(row: LotThere, today: date) -> dict[str, Any]:
    return {
        "product": row.product,
        "name": row.name,
        "unit": row.unit,
        "lot": row.lot,
        "expires": row.expires_on.isoformat() if row.expires_on else None,
        "days_left": row.days_left(today),
        "warehouse": row.warehouse,
        "quantity": quantity_text(row.quantity),
    }
