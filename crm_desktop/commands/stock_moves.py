"""`stock receive|issue|move|count`: each by its document."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.catalogue.queries import product_by_code
from crm_desktop.commands.context import Context
from crm_desktop.commands.shapes import day_from_text, line_parts
from crm_desktop.errors import WrongCall
from crm_desktop.money import quantity_text
from crm_desktop.warehouse import count_records, counting, records, transfers
from crm_desktop.warehouse.queries import warehouse_by_code
from crm_desktop.warehouse.service import issue_internally, receive_goods
from db.vocabulary import DocumentKind


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    shape = "CODE:QUANTITY[:UNIT_COST]" if verb == "receive" else "CODE:QUANTITY"
    parser.add_argument("--line", action="append", default=[], metavar=shape)
    parser.add_argument("--note", default="")
    if verb != "move":
        parser.add_argument("--warehouse", default="M1")
    if verb in ("receive", "issue", "move"):
        parser.add_argument("--date", help="an earlier day, not before the last of the series")
    match verb:
        case "receive":
            parser.add_argument("--supplier", default="")
            shape = "CODE=LOT[@YYYY-MM-DD]"
            parser.add_argument("--lot", action="append", default=[], metavar=shape, help="of that code's next line")
            parser.add_argument("--kind", choices=["PZ", "PW"], default="PZ")
        case "move":
            parser.add_argument("--from", dest="source", default="M1", metavar="WAREHOUSE")
            parser.add_argument("--to", dest="target", metavar="WAREHOUSE")
            parser.add_argument("--send", action="store_true", help="leave the goods on the way")
            parser.add_argument("--receive", metavar="NUMBER", help="the MM whose goods have come")
            parser.add_argument("--missing", choices=[kind.value for kind in records.Missing], default="waits")
        case "count":
            parser.add_argument("--group", default="", help="of goods; without it all that lie there")
            parser.add_argument("--shelf", default="", help="only the shelves whose names begin so")
            parser.add_argument("--blind", action="store_true")
            parser.add_argument("--open", action="store_true", help="open it and leave it open")
            parser.add_argument("--count", type=int, metavar="ID", help="one that is open: enter into it")
            parser.add_argument("--close", action="store_true", help="settle the one told by --count")
            parser.add_argument(
                "--uncounted", choices=[kind.value for kind in count_records.Uncounted], default="refuse"
            )


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    verbs: dict[str, Callable[[argparse.Namespace, Context], dict[str, Any]]] = {
        "receive": _receive,
        "issue": _issue,
        "move": _move,
        "count": _count,
    }
    return verbs[verb](arguments, context)


def goods(session: Session, lines: list[str]) -> tuple[records.GoodsLine, ...]:
    """Raises WrongCall, NotFound."""
    found = []
    for text in lines:
        code, quantity, cost = line_parts(text)
        found.append(records.GoodsLine(product_by_code(session, code).product_id, quantity, cost))
    return tuple(found)


def of_lots(session: Session, lines: tuple[records.GoodsLine, ...], lots: list[str]) -> tuple[records.GoodsLine, ...]:
    """The lines with the lots they came in; the second lot of a code goes to its second line. Raises WrongCall."""
    found = list(lines)
    for text in lots:
        code, given, told = text.partition("=")
        lot, _, until = told.partition("@")
        if not given or not lot.strip():
            raise WrongCall(problem=f"--lot {text!r}: CODE=LOT[@YYYY-MM-DD]")
        product_id = product_by_code(session, code).product_id
        place = next((n for n, line in enumerate(found) if line.product_id == product_id and not line.lot), None)
        if place is None:
            raise WrongCall(problem=f"--lot {text!r}: --line {code}")
        day = day_from_text(until, name="--lot") if until else None
        found[place] = replace(found[place], lot=lot.strip(), expires_on=day)
    return tuple(found)


def _receive(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        command = records.ReceiveGoods(
            warehouse_by_code(session, arguments.warehouse).warehouse_id,
            of_lots(session, goods(session, arguments.line), arguments.lot),
            supplier=arguments.supplier,
            kind=DocumentKind(arguments.kind),
            note=arguments.note,
            day=day_from_text(arguments.date, name="--date") if arguments.date else None,
        )
    return {"document": context.run(receive_goods, command).number}


def _issue(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        command = records.IssueInternally(
            warehouse_by_code(session, arguments.warehouse).warehouse_id,
            goods(session, arguments.line),
            note=arguments.note,
            day=day_from_text(arguments.date, name="--date") if arguments.date else None,
        )
    return {"document": context.run(issue_internally, command).number}


def _move(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    if (arguments.receive is None) == (arguments.target is None):
        raise WrongCall(problem="--to WAREHOUSE, or --receive NUMBER")
    with context.database.read() as session:
        lines = goods(session, arguments.line)
        if arguments.receive is None:
            send = records.SendTransfer(
                warehouse_by_code(session, arguments.source).warehouse_id,
                warehouse_by_code(session, arguments.target).warehouse_id,
                lines,
                note=arguments.note,
                day=day_from_text(arguments.date, name="--date") if arguments.date else None,
                receive=not arguments.send,
            )
    if arguments.receive is None:
        return _moved(context.run(transfers.send_transfer, send))
    came = records.ReceiveTransfer(arguments.receive, lines, records.Missing(arguments.missing), arguments.note)
    return _moved(context.run(transfers.receive_transfer, came))


def _moved(result: records.TransferMoved) -> dict[str, Any]:
    return {"document": result.number, "received": result.received or None, "others": list(result.others)}


def _count(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    """In one call: opened, entered, settled; or a part of it, each its own transaction."""
    with context.database.read() as session:
        lines = goods(session, arguments.line)
        house = warehouse_by_code(session, arguments.warehouse)
    count_id = arguments.count
    if count_id is None:
        opened = count_records.OpenCount(house.warehouse_id, arguments.group, arguments.blind, arguments.shelf)
        count_id = context.run_step("open", counting.open_count, opened).count_id
    entered = []
    for place, line in enumerate(lines):
        counted = count_records.EnterCount(count_id, line.product_id, line.quantity)
        done = context.run_step(f"enter {place}", counting.enter_count, counted)
        entered.append({"product": done.code, "counted": quantity_text(done.counted)})
    answer: dict[str, Any] = {"count": count_id, "entered": entered}
    if arguments.open or (arguments.count is not None and not arguments.close):
        return answer
    close = count_records.CloseCount(count_id, count_records.Uncounted(arguments.uncounted), arguments.note)
    closed = context.run_step("close", counting.close_count, close)
    return answer | {"document": closed.number, "others": list(closed.others), "differences": closed.differences}
