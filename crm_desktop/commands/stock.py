"""`stock show|card|reorder`."""

import argparse
from typing import Any

from crm_desktop import clock, settings
from crm_desktop.commands.context import Context
from crm_desktop.commands.shapes import Times, day_from_text, limit
from crm_desktop.money import quantity_text
from crm_desktop.warehouse import queries, records
from crm_desktop.warehouse.reorder import list_to_buy
from crm_desktop.warehouse.shelf_lists import levels_by_shelf, places_of


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    match verb:
        case "show":
            parser.add_argument("product", nargs="?", default="", help="code; without it all goods")
            parser.add_argument("--search", default="")
            parser.add_argument("--at", metavar="DAY", help="what lay there when that day ended")
            parser.add_argument("--shelves", action="store_true", help="with --at: what of it lay on other shelves")
            parser.add_argument("--warehouse", default="")
            parser.add_argument("--limit", type=limit, default=200)
        case "card":
            parser.add_argument("product")
            parser.add_argument("--warehouse", default="M1")
        case _:
            parser.add_argument("--warehouse", default="", help="code; without it all of them")
            parser.add_argument("--limit", type=limit, default=200)


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match verb:
        case "show" if arguments.at:
            return _levels(arguments, context)
        case "show":
            with context.database.read() as session:
                rows = queries.list_stock(
                    session,
                    search_for=arguments.search,
                    warehouse=arguments.warehouse,
                    product=arguments.product,
                    limit=arguments.limit,
                )
            return {"rows": [_line(row) for row in rows]}
        case "card":
            return _card(arguments, context)
        case _:
            return _reorder(arguments, context)


def _levels(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    day = day_from_text(arguments.at, name="--at")
    with context.database.read() as session:
        rows = queries.levels_on(session, day, product=arguments.product, warehouse=arguments.warehouse)
        apart: dict[tuple[str, str], dict[str, str]] = {}
        if arguments.shelves:
            for one in levels_by_shelf(session, day, product=arguments.product, warehouse=arguments.warehouse):
                apart.setdefault((one.code, one.warehouse), {})[one.shelf] = quantity_text(one.on_hand)
    return {
        "at": day.isoformat(),
        "rows": [
            {
                "product": row.code,
                "name": row.name,
                "unit": row.unit,
                "warehouse": row.warehouse,
                "on_hand": quantity_text(row.on_hand),
                **({"other_shelves": apart.get((row.code, row.warehouse), {})} if arguments.shelves else {}),
            }
            for row in rows
        ],
    }


def _line(row: records.StockLine) -> dict[str, Any]:
    return {
        "product": row.code,
        "name": row.name,
        "unit": row.unit,
        "warehouse": row.warehouse,
        "on_hand": quantity_text(row.on_hand),
        "reserved": quantity_text(row.reserved),
        "available": quantity_text(row.available),
        "minimum": quantity_text(row.minimum),
    }


def _card(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    times = Times(context.database)
    with context.database.read() as session:
        card = queries.stock_card(session, arguments.product, warehouse=arguments.warehouse)
        places = [one for one in places_of(session, card.line.product_id) if one.warehouse == card.line.warehouse]
    return {
        **_line(card.line),
        "moves": [
            {
                "at": times.text(move.at),
                "date": move.day.isoformat(),
                "kind": move.kind.value,
                "document": move.document,
                "quantity": quantity_text(move.quantity),
                "balance": quantity_text(move.balance),
            }
            for move in card.moves
        ],
        "shelves": [
            {"shelf": one.shelf, "lot": one.lot or None, "on_hand": quantity_text(one.quantity)} for one in places
        ],
        "reservations": [
            {
                "order": promise.order_number,
                "customer": promise.customer,
                "quantity": quantity_text(promise.quantity),
                "expires": times.text(promise.expires_at),
            }
            for promise in card.promises
        ],
    }


def _reorder(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        today = clock.local_day(clock.now(), settings.load(session).time_zone)
        rows = list_to_buy(session, today=today, warehouse=arguments.warehouse, limit=arguments.limit)
    return {
        "rows": [
            {
                **_line(row.line),
                "target": quantity_text(row.target),
                "sold_in_90_days": quantity_text(row.pace),
                "coming": quantity_text(row.coming),
                "waiting": quantity_text(row.waiting),
                "days_left": row.days_left,
                "order": quantity_text(row.wanted),
            }
            for row in rows
        ]
    }
