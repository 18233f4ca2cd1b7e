"""`export report NAME … --out F` and `export list NAME --out F`."""

import argparse
import importlib
from pathlib import Path
from typing import Any

from crm_desktop.analytics.sheet import report_table
from crm_desktop.commands import report
from crm_desktop.commands.context import Context, language
from crm_desktop.commands.shapes import limit
from crm_desktop.commands.table import find
from crm_desktop.errors import WrongCall
from crm_desktop.exchange.goods_tables import product_table, stock_table
from crm_desktop.exchange.tables import Column, Kind, Table
from crm_desktop.exchange.writing import FORMATS, write_table

LISTS = ("customer", "product", "stock", "order", "inquiry", "document", "campaign", "user")
"""What has a `list` of its own; said in the singular or the plural."""
_PLURALS = {f"{name}s": name for name in LISTS} | {"inquiries": "inquiry"}


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    if verb == "report":
        report.add_arguments(parser, group, verb)
    else:
        parser.add_argument("name", choices=(*LISTS, *_PLURALS))
        parser.add_argument("--limit", type=limit, default=100_000)
    parser.add_argument("--out", required=True, type=Path, metavar="FILE")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    file: Path = arguments.out
    if file.suffix.casefold() not in FORMATS:
        raise WrongCall(problem=f"--out {file.name!r}: {', '.join(FORMATS)}")
    if verb == "report":
        table = report_table(report.answer(arguments, context), language())
    else:
        table = _list(_PLURALS.get(arguments.name, arguments.name), arguments.limit, context)
    try:
        write_table(table, file, language())
    except OSError as fault:
        raise WrongCall(problem=f"--out {str(file)!r}: {fault.strerror}") from fault
    return {"file": str(file), "rows": len(table.rows)}


def _list(name: str, limit: int, context: Context) -> Table:
    """The rows of `NAME list`, as that command tells them; goods and stock so that they come in again whole."""
    if name in ("product", "stock"):
        with context.database.read() as session:
            return product_table(session, limit=limit) if name == "product" else stock_table(session, limit=limit)
    entry, _ = find([name, "list"])
    assert entry is not None
    module = importlib.import_module(f"crm_desktop.commands.{entry.module}")
    parser = argparse.ArgumentParser()
    module.add_arguments(parser, entry.group, entry.verb)
    takes_limit = any("--limit" in action.option_strings for action in parser._actions)
    told = parser.parse_args(["--limit", str(limit)] if takes_limit else [])
    rows = module.run(entry.group, entry.verb, told, context)["rows"]
    names = list(dict.fromkeys(key for row in rows for key, value in row.items() if not isinstance(value, list | dict)))
    cells = [[_cell(row.get(key)) for key in names] for row in rows[:limit]]
    kinds = [
        Kind.COUNT if any(isinstance(row[place], int) for row in cells) else Kind.TEXT for place in range(len(names))
    ]
    columns = [Column(key, kind) for key, kind in zip(names, kinds, strict=True)]
    return Table(title=name, told=(), columns=columns, rows=cells)


def _cell(value: Any) -> str | int | None:
    match value:
        case bool():
            return str(value).lower()
        case int() | None:
            return value
        case _:
            return str(value)
