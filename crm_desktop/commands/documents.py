"""`document list|show|pdf|refer`."""

import argparse
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.commands.context import Context
from crm_desktop.commands.shapes import day_from_text, limit
from crm_desktop.documents import queries, records
from crm_desktop.documents.references import ReferToDocument, refer
from crm_desktop.documents.service import print_document
from crm_desktop.money import minor_text, price_text, quantity_text
from crm_desktop.work import holds
from db.vocabulary import DocumentKind, Permission, ReferenceKind


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    if verb == "list":
        parser.add_argument("--kind", choices=[kind.value for kind in DocumentKind])
        parser.add_argument("--from", dest="since")
        parser.add_argument("--to", dest="until")
        parser.add_argument("--limit", type=limit, default=200)
        return
    parser.add_argument("number")
    if verb == "refer":
        parser.add_argument("--kind", choices=[kind.value for kind in ReferenceKind], required=True)
        parser.add_argument("--value", required=True)
        parser.add_argument("--date", help="of an invoice")
    if verb == "pdf":
        parser.add_argument("--out", type=Path, required=True)


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match verb:
        case "list":
            return _list(arguments, context)
        case "show":
            with context.database.read() as session:
                return _card(queries.show_document(session, arguments.number, costs=_costs(session, context)))
        case "refer":
            return _refer(arguments, context)
        case _:
            pdf = print_document(context.database, arguments.number, actor=context.actor)
            arguments.out.write_bytes(pdf)
            return {"number": arguments.number, "file": str(arguments.out), "bytes": len(pdf)}


def _costs(session: Session, context: Context) -> bool:
    return holds(session, context.actor, Permission.SEE_COSTS)


def _refer(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    day = day_from_text(arguments.date, name="--date") if arguments.date else None
    command = ReferToDocument(arguments.number, ReferenceKind(arguments.kind), arguments.value, day)
    context.run(refer, command)
    with context.database.read() as session:
        return _card(queries.show_document(session, arguments.number))


def _list(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        rows = queries.list_documents(
            session,
            kind=DocumentKind(arguments.kind) if arguments.kind else None,
            since=day_from_text(arguments.since, name="--from") if arguments.since else None,
            until=day_from_text(arguments.until, name="--to") if arguments.until else None,
            limit=arguments.limit,
            costs=_costs(session, context),
        )
    return {"rows": [_row(row) for row in rows]}


def _row(row: records.DocumentRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "kind": row.kind.value,
        "date": row.issued_on.isoformat(),
        "warehouse": row.warehouse,
        "customer": row.customer,
        "order": row.order_number,
        "value": minor_text(row.value),
    }


def _card(card: records.DocumentCard) -> dict[str, Any]:
    paper = card.snapshot
    return {
        **_row(card.row),
        "moved_on": paper.moved_on.isoformat(),
        "issuer": _party(paper.issuer),
        "recipient": _party(paper.recipient),
        "delivery": _party(paper.delivery),
        "issued_by": paper.issued_by,
        "hash": card.snapshot_hash,
        "lines": [
            {
                "position": line.position,
                "product": line.code,
                "name": line.name,
                "unit": line.unit,
                "quantity": quantity_text(line.quantity),
                "unit_price": price_text(line.unit_price),
                "value": minor_text(line.value),
                "lot": line.lot_codes,
                "lots": [
                    {
                        "lot": lot.code,
                        "expires": lot.expires_on.isoformat() if lot.expires_on else None,
                        "quantity": quantity_text(lot.quantity),
                    }
                    for lot in line.lots
                ],
            }
            for line in paper.lines
        ],
        "references": [
            {"kind": kind, "value": value, "date": day.isoformat() if day else None}
            for kind, value, day in card.references
        ],
    }


def _party(party: records.Party) -> dict[str, str]:
    return {
        "name": party.name,
        "street": party.street,
        "postal_code": party.postal_code,
        "city": party.city,
        "country": party.country,
        "nip": party.nip,
    }
