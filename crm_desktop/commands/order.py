"""`order list|place|show|advance|pick|cancel`."""

import argparse
import json
from pathlib import Path
from typing import Any

from crm_desktop.commands.context import Context
from crm_desktop.commands.shapes import Times, limit, quantity
from crm_desktop.errors import IllegalMove, WrongCall
from crm_desktop.money import fraction_text, minor_text, price_text, quantity_text
from crm_desktop.orders import queries, records
from crm_desktop.orders.advance import advance, step_done
from crm_desktop.orders.cancelling import cancel_order
from crm_desktop.orders.order_file import ignored, place_from_document
from crm_desktop.orders.paper_records import OrderPaper
from crm_desktop.orders.papers import save_paper
from crm_desktop.orders.picking import scan_goods
from crm_desktop.orders.steps import next_step
from crm_desktop.orders.telling import letter_for
from db.vocabulary import OrderStatus, OrderStep


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    match verb:
        case "list":
            parser.add_argument("--status", choices=[status.value for status in OrderStatus])
            parser.add_argument("--limit", type=limit, default=50)
        case "place":
            parser.add_argument("file", type=Path)
        case "advance":
            parser.add_argument("number")
            parser.add_argument("--to", choices=[step.value for step in OrderStep if step is not OrderStep.CANCEL])
            parser.add_argument("--printer", default="", help="of the label; else the first label printer")
            parser.add_argument("--carrier", default="")
            parser.add_argument("--tracking", default="")
            parser.add_argument("--tell", action="store_true", help="at hand_over: the customer, by the template")
            parser.add_argument("--parcels", type=int, default=1, help="at the step label: a label each")
            parser.add_argument("--weight", default="0", metavar="KG", help="at the step label: of all parcels")
        case "pick":
            parser.add_argument("number")
            parser.add_argument("--scan", nargs="+", default=[], metavar="CODE")
        case "show":
            parser.add_argument("number")
            parser.add_argument("--paper", choices=[paper.value for paper in OrderPaper], help="also as PDF, to --out")
            parser.add_argument("--out", type=Path, metavar="FILE")
        case _:
            parser.add_argument("number")
            parser.add_argument("--reason", default="")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match verb:
        case "list":
            return _list(arguments, context)
        case "place":
            return _place(arguments.file, context)
        case "show":
            return _show(arguments, context)
        case "advance":
            return _advance(arguments, context)
        case "pick":
            return _pick(arguments, context)
        case _:
            return moved(context.run(cancel_order, records.StepCommand(arguments.number, reason=arguments.reason)))


def moved(result: records.OrderMoved) -> dict[str, Any]:
    """The answer to each step."""
    answer: dict[str, Any] = {
        "number": result.number,
        "status": result.status.value,
        "contact": result.contact.value,
        "version": result.version,
        "repeated": result.repeated,
    }
    if result.document:
        answer["document"] = result.document
    if result.job_id is not None:
        answer["print_job"] = result.job_id
    return answer


def _show(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    if (arguments.paper is None) != (arguments.out is None):
        raise WrongCall(problem="--paper and --out go together")
    with context.database.read() as session:
        answer = _card(queries.show_order(session, arguments.number), Times(context.database))
    if arguments.paper is None:
        return answer
    written = save_paper(context.database, arguments.number, OrderPaper(arguments.paper), arguments.out)
    return {**answer, "file": str(arguments.out), "bytes": written}


def _list(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    status = OrderStatus(arguments.status) if arguments.status else None
    times = Times(context.database)
    with context.database.read() as session:
        rows = queries.list_orders(session, status=status, limit=arguments.limit)
    return {"rows": [_row(row, times) for row in rows]}


def _row(row: records.OrderRow, times: Times) -> dict[str, Any]:
    return {
        "number": row.number,
        "status": row.status.value,
        "customer": row.customer,
        "net": minor_text(row.net),
        "vat": minor_text(row.vat),
        "gross": minor_text(row.net + row.vat),
        "currency": row.currency,
        "created": times.text(row.created_at),
        "placed": times.text(row.placed_at),
        "employee": row.owner,
    }


def _place(file: Path, context: Context) -> dict[str, Any]:
    try:
        document = json.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as fault:
        raise WrongCall(problem=f"{file}: {fault.strerror}") from fault
    except (ValueError, RecursionError) as fault:
        raise WrongCall(problem=f"{file}: {fault}") from fault
    answer = moved(context.run(place_from_document, document))
    return answer | ({"ignored": found} if (found := ignored(document)) else {})


def _advance(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        card = queries.show_order(session, arguments.number)
        done = step_done(session, context.command_id)
    step = OrderStep(arguments.to) if arguments.to else done or next_step(card.row.status)
    if step is None:
        raise IllegalMove(order=card.row.number, status=card.row.status.value, step="advance")
    subject = message = ""
    if arguments.tell and step is OrderStep.HAND_OVER:
        with context.database.read() as session:
            letter = letter_for(session, card.row.number, step, carrier=arguments.carrier, tracking=arguments.tracking)
        subject, message = letter.subject, letter.body
    result = advance(
        context.database,
        card.row.number,
        step,
        actor=context.actor,
        command_id=context.command_id,
        printer=arguments.printer,
        carrier=arguments.carrier,
        tracking=arguments.tracking,
        parcels=arguments.parcels,
        weight_grams=quantity(arguments.weight, name="--weight"),
        subject=subject,
        message=message,
    )
    return moved(result)


def _pick(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    """Each code ticks; when nothing is left the step itself is registered."""
    for place, code in enumerate(arguments.scan):
        context.run_step(f"scan {place}", scan_goods, records.ScanGoods(arguments.number, code))
    with context.database.read() as session:
        card = queries.show_order(session, arguments.number)
    left = [line for line in card.lines if line.product_id is not None and line.picked < line.quantity]
    answer = {"number": card.row.number, "status": card.row.status.value, "left": [_left(line) for line in left]}
    if not left or not arguments.scan:
        result = advance(
            context.database, card.row.number, OrderStep.PICK, actor=context.actor, command_id=context.step_id("pick")
        )
        answer |= {"status": result.status.value, "left": []}
    return answer


def _left(line: records.OrderLine) -> dict[str, str]:
    return {"product": line.code, "name": line.name, "quantity": quantity_text(line.quantity - line.picked)}


def _card(card: records.OrderCard, times: Times) -> dict[str, Any]:
    return {
        **_row(card.row, times),
        "version": card.version,
        "inquiry": card.inquiry,
        "contact": card.contact.value,
        "warehouse": card.warehouse,
        "external_ref": card.external_ref,
        "next_step": card.next_step.value if card.next_step else None,
        "address": {
            "name": card.address.name,
            "street": card.address.street,
            "postal_code": card.address.postal_code,
            "city": card.address.city,
            "country": card.address.country,
            "phone": card.address.phone,
        },
        "lines": [_line(line) for line in card.lines],
        "steps": [
            {"step": done.step.value, "at": times.text(done.at), "by": done.actor, "place": done.place}
            for done in card.steps
        ],
        "shipments": [
            {"document": s.document, "status": s.status.value, "carrier": s.carrier, "tracking": s.tracking}
            for s in card.shipments
        ],
    }


def _line(line: records.OrderLine) -> dict[str, Any]:
    return {
        "position": line.position,
        "kind": line.kind.value,
        "product": line.code,
        "name": line.name,
        "unit": line.unit,
        "quantity": quantity_text(line.quantity),
        "unit_price": price_text(line.unit_price),
        "discount": fraction_text(line.discount, 10_000),
        "vat_rate": line.vat_rate.value,
        "net": minor_text(line.net),
        "picked": quantity_text(line.picked),
        "issued": quantity_text(line.issued),
    }
