"""`customer list|show|merge|unmerge|export|erase`."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from crm_desktop.commands.context import Context
from crm_desktop.commands.shapes import Times, limit, write_file
from crm_desktop.customers import erasing, exporting, merging, queries, records
from crm_desktop.money import minor_text


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    match verb:
        case "show" | "erase":
            parser.add_argument("code", help="code or NIP")
        case "export":
            parser.add_argument("code", help="code or NIP")
            parser.add_argument("--out", type=Path, metavar="FILE", help="else the answer holds it")
        case "merge":
            parser.add_argument("keep", help="code or NIP of the customer that stays")
            parser.add_argument("gone", help="code or NIP of the one that becomes part of it")
            parser.add_argument(
                "--take",
                action="append",
                choices=[name.removesuffix("_id") for name in merging.FIELDS],
                help="a field in which the one that goes is right; without it what the other has empty",
            )
        case "unmerge":
            parser.add_argument("code", help="code of the customer who was merged away, else of the one who stayed")
        case _:
            parser.add_argument("--search", default="")
            parser.add_argument("--limit", type=limit, default=50)


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match verb:
        case "merge":
            return _merge(arguments, context)
        case "unmerge":
            done = context.run(merging.unmerge, records.Unmerge(code=arguments.code))
            return {"kept": done.kept_code, "restored": done.gone_code, "returned": done.returned}
        case "erase":
            return _erase(arguments, context)
        case "export":
            return _export(arguments, context)
    times = Times(context.database)
    with context.database.read() as session:
        if verb == "list":
            rows = queries.list_customers(session, search_for=arguments.search, limit=arguments.limit)
            return {"rows": [_row(row, times) for row in rows]}
        card = queries.show_customer(session, queries.customer_by_code(session, arguments.code), whole=False)
    return _card(card, times)


def _merge(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        keep, gone = (queries.customer_by_code(session, code) for code in (arguments.keep, arguments.gone))
    fields = {name.removesuffix("_id"): name for name in merging.FIELDS}
    take = None if arguments.take is None else tuple(fields[name] for name in arguments.take)
    done = context.run(merging.merge_customers, records.MergeCustomers(keep, gone, take))
    return {"merge": done.merge_id, "kept": done.kept_code, "gone": done.gone_code, "moved": done.moved}


def _erase(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        customer_id = queries.customer_by_code(session, arguments.code)
    return asdict(context.run(erasing.erase_customer, erasing.EraseCustomer(customer_id)))


def _export(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        told = exporting.export_person(session, queries.customer_by_code(session, arguments.code))
    if arguments.out is None:
        found: dict[str, Any] = json.loads(told)
        return found
    write_file(arguments.out, told.encode())
    return {"file": str(arguments.out)}


def _row(row: records.CustomerRow, times: Times) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind.value,
        "nip": row.nip,
        "email": row.email,
        "phone": row.phone,
        "city": row.city,
        "group": row.group,
        "status": row.status.value,
        "status_at": times.text(row.status_at),
    }


def _card(card: records.CustomerCard, times: Times) -> dict[str, Any]:
    return {
        **_row(card.row, times),
        "note": card.note,
        "address": {
            "street": card.address.street,
            "postal_code": card.address.postal_code,
            "city": card.address.city,
            "country": card.address.country,
        },
        "timeline": [
            {
                "at": times.text(entry.at),
                "kind": entry.kind.value,
                "what": entry.what,
                "text": entry.text,
                "by": entry.actor,
                "order": entry.order_number,
                "status_before": entry.status_before.value if entry.status_before else None,
                "status_after": entry.status_after.value if entry.status_after else None,
            }
            for entry in card.timeline
        ],
        "orders": [
            {"number": order.number, "status": order.status.value, "net": minor_text(order.net)}
            for order in card.orders
        ],
        "inquiries": [
            {"number": inquiry.number, "subject": inquiry.subject, "open": inquiry.open} for inquiry in card.inquiries
        ],
    }
