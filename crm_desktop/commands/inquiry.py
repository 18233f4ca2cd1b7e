"""`inquiry add|list|show|answer|assign|follow-up|offer|order|lose|reopen`."""

import argparse
from typing import Any

from crm_desktop.catalogue.queries import product_by_code
from crm_desktop.commands.context import Context
from crm_desktop.commands.order import moved
from crm_desktop.commands.shapes import Times, day_from_text, limit, line_parts
from crm_desktop.customers.queries import customer_by_code
from crm_desktop.customers.records import NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.inquiries import queries, records, service
from crm_desktop.inquiries.offers import make_offer
from crm_desktop.money import minor_text, quantity_text
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.staff.queries import actor_by_login
from db.vocabulary import Channel, LostReason


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    if verb not in ("add", "list"):
        parser.add_argument("number")
    match verb:
        case "add":
            _add_arguments(parser)
        case "list":
            parser.add_argument("--open", action="store_true")
            parser.add_argument("--limit", type=limit, default=50)
        case "answer":
            parser.add_argument("--text", required=True)
            parser.add_argument("--to", default="", help="e-mail; without it the reply was spoken")
        case "assign":
            parser.add_argument("--to", required=True, metavar="LOGIN")
        case "follow-up":
            parser.add_argument("--on", required=True, metavar="DAY")
        case "offer" | "order":
            parser.add_argument("--line", action="append", default=[], metavar="CODE:QUANTITY[:PRICE]")
            if verb == "offer":
                parser.add_argument("--valid-until", metavar="DAY", help="without it as the company has set")
                parser.add_argument("--revises", default="", metavar="OFFER", help="the next version of this one")
        case "lose":
            parser.add_argument("--reason", required=True, choices=[reason.value for reason in LostReason])


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    who = parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--customer", metavar="CODE")
    who.add_argument("--name", help="of a new customer")
    for name in ("nip", "email", "phone"):
        parser.add_argument(f"--{name}", default="")
    parser.add_argument("--subject", default="")
    parser.add_argument("--message", default="")
    parser.add_argument("--channel", default="phone", choices=[channel.value for channel in Channel])


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match verb:
        case "add":
            return _add(arguments, context)
        case "list":
            return _list(arguments, context)
        case "show":
            return _show(arguments.number, context)
        case "answer":
            command = records.AnswerInquiry(arguments.number, arguments.text, arguments.to)
            return _saved(context.run(service.answer_inquiry, command))
        case "assign":
            with context.database.read() as session:
                employee = actor_by_login(session, arguments.to)
            assigned = records.AssignInquiry(arguments.number, employee.employee_id or 0)
            return _saved(context.run(service.assign_inquiry, assigned))
        case "follow-up":
            day = day_from_text(arguments.on, name="--on")
            return _saved(context.run(service.follow_up, records.FollowUp(arguments.number, day)))
        case "lose":
            lost = records.LoseInquiry(arguments.number, LostReason(arguments.reason))
            return _saved(context.run(service.lose_inquiry, lost))
        case "reopen":
            return _saved(context.run(service.reopen_inquiry, records.ReopenInquiry(arguments.number)))
        case "offer":
            return _saved(context.run(make_offer, _offer(arguments, context)))
        case _:
            return _order(arguments, context)


def _add(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    if arguments.customer:
        with context.database.read() as session:
            customer_id = customer_by_code(session, arguments.customer)
    else:
        new = NewCustomer(arguments.name, nip=arguments.nip, email=arguments.email, phone=arguments.phone)
        customer_id = context.run_step("customer", register_customer, new).customer_id
    command = records.RegisterInquiry(
        customer_id=customer_id,
        channel=Channel(arguments.channel),
        subject=arguments.subject,
        message=arguments.message,
        employee_id=context.actor.employee_id,
    )
    registered = context.run(service.take_call, command)
    return {"number": registered.number}


def _lines(texts: list[str], context: Context) -> list[records.OfferedLine]:
    lines = []
    with context.database.read() as session:
        for text in texts:
            code, quantity, price = line_parts(text)
            lines.append(records.OfferedLine(product_by_code(session, code).product_id, quantity, price))
    return lines


def _offer(arguments: argparse.Namespace, context: Context) -> records.MakeOffer:
    """The lines that are told, else the inquiry's recognised goods."""
    until = day_from_text(arguments.valid_until, name="--valid-until") if arguments.valid_until else None
    lines = _lines(arguments.line, context)
    if not lines:
        with context.database.read() as session:
            card = queries.show_inquiry(session, arguments.number)
        lines = [records.OfferedLine(product.product_id, product.quantity or 1000) for product in card.products]
    return records.MakeOffer(arguments.number, tuple(lines), until, revises=arguments.revises)


def _order(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    """The inquiry's products, or the lines that are told, become an order."""
    with context.database.read() as session:
        card = queries.show_inquiry(session, arguments.number)
    lines = [NewLine(line.product_id, line.quantity, line.unit_price) for line in _lines(arguments.line, context)]
    if not lines:
        lines = [NewLine(product.product_id, product.quantity or 1000) for product in card.products]
    command = PlaceOrder(
        customer_id=card.row.customer_id,
        lines=tuple(lines),
        opportunity_id=card.opportunity_id,
        channel=card.row.channel,
    )
    return moved(context.run(place_order, command))


def _saved(result: records.InquirySaved) -> dict[str, Any]:
    answer = {"number": result.number, "contact": result.contact.value}
    return {**answer, "offer": result.offer_number} if result.offer_number else answer


def _list(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    times = Times(context.database)
    with context.database.read() as session:
        rows = queries.list_inquiries(session, only_open=arguments.open, limit=arguments.limit)
    return {"rows": [_row(row, times) for row in rows]}


def _row(row: records.InquiryRow, times: Times) -> dict[str, Any]:
    return {
        "number": row.number,
        "customer": row.customer,
        "subject": row.subject,
        "channel": row.channel.value,
        "stage": row.stage.value,
        "received": times.text(row.received_at),
        "due": times.text(row.due_at),
        "answered": times.text(row.answered_at),
        "employee": row.owner,
        "follow_up": row.follow_up_on.isoformat() if row.follow_up_on else None,
        "open": row.open,
        "lost_reason": row.lost_reason.value if row.lost_reason else None,
    }


def _show(number: str, context: Context) -> dict[str, Any]:
    times = Times(context.database)
    with context.database.read() as session:
        card = queries.show_inquiry(session, number)
    return {
        **_row(card.row, times),
        "message": card.message,
        "contact": card.contact.value,
        "email": card.email,
        "phone": card.phone,
        "products": [{"product": p.code, "name": p.name, "quantity": quantity_text(p.quantity)} for p in card.products],
        "offers": [
            {
                "number": o.number,
                "revision": o.revision,
                "status": o.status.value,
                "net": minor_text(o.net),
                "currency": o.currency,
                "valid_until": o.valid_until.isoformat(),
            }
            for o in card.offers
        ],
        "orders": list(card.orders),
    }
