"""`import products|customers|stock FILE [--map MAP.json] [--dry-run] [--skip-faulty]`."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from crm_desktop.commands.context import Context, language
from crm_desktop.errors import FaultyFile, WrongCall
from crm_desktop.exchange.history.reading import read_history
from crm_desktop.exchange.history.records import ImportHistory, Past
from crm_desktop.exchange.history.service import CASES as HISTORY_CASES
from crm_desktop.exchange.history.service import admitted
from crm_desktop.exchange.importing import CASES, preview, read_and_check
from crm_desktop.exchange.records import Checked, ImportSheet, Preview, SheetMap, What
from crm_desktop.exchange.rules import FIELDS
from crm_desktop.settings import load


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--map", type=Path, help="MAP.json: columns, values, decimal, delimiter, encoding, sheet")
    parser.add_argument("--dry-run", action="store_true", help="says what would be done, and does nothing")
    parser.add_argument("--skip-faulty", action="store_true", help="leaves faulty rows out instead of refusing all")
    if verb == "stock":
        parser.add_argument("--warehouse", default="", help="for rows that name none; without it the first")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    chosen = _map(arguments.map) if arguments.map else SheetMap()
    content = _bytes(arguments.file)
    if verb in list(Past):
        return _run_history(Past(verb), content, arguments, context, chosen)
    checked = read_and_check(What(verb), content, arguments.file.name, chosen, language=language())
    warehouse = arguments.warehouse if verb == "stock" else ""
    command = ImportSheet(checked, skip_faulty=arguments.skip_faulty, warehouse=warehouse)
    if arguments.dry_run:
        with context.database.read() as session:
            return _would(preview(session, command), checked, skipping=arguments.skip_faulty)
    faults = []
    if arguments.skip_faulty:
        with context.database.read() as session:
            faults = [fault.as_dict() for fault in preview(session, command).faults]
    done = context.run(CASES[checked.what], command)
    return {**_counts(done), "documents": list(done.documents), "dry_run": False, "faults": faults}


def _run_history(
    what: Past, content: bytes, arguments: argparse.Namespace, context: Context, chosen: SheetMap
) -> dict[str, Any]:
    with context.database.read() as session:
        currency = load(session).currency
    read = read_history(what, content, arguments.file.name, chosen, language=language(), currency=currency)
    command = ImportHistory(read, skip_faulty=arguments.skip_faulty)
    faults = [fault.as_dict() for fault in read.faults]
    if arguments.dry_run:
        with context.database.read() as session:
            admitted(session, command)
        counts = {"what": what.value, "file": read.file, "rows": read.rows, "new": read.right, "faulty": read.faulty}
        return {**counts, "dry_run": True, "columns": dict(read.heads), "faults": faults}
    done = context.run(HISTORY_CASES[what], command)
    return {**asdict(done), "changed": 0, "same": 0, "documents": [], "dry_run": False, "faults": faults}


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as fault:
        raise WrongCall(problem=f"{file}: {fault.strerror}") from fault


_TEXTS = ("decimal", "delimiter", "encoding", "sheet", "date_format", "currency")


def _map(file: Path) -> SheetMap:
    """Keys of its own are left alone. Raises WrongCall."""
    try:
        told = json.loads(_bytes(file))
        columns, values = dict(told.get("columns", {})), dict(told.get("values", {}))
        texts = {key: str(told.get(key) or "") for key in _TEXTS}
        return SheetMap(columns=columns, values={key: dict(each) for key, each in values.items()}, **texts)
    except (ValueError, TypeError, AttributeError) as fault:
        fields = ", ".join(field.key for fields in FIELDS.values() for field in fields)
        raise WrongCall(problem=f"--map {file}: {fault} (columns: {fields})") from fault


def _counts(done: Any) -> dict[str, Any]:
    return {
        "what": done.what.value,
        "file": done.file,
        "rows": done.rows,
        "new": done.new,
        "changed": done.changed,
        "same": done.same,
        "faulty": done.faulty,
    }


def _would(seen: Preview, checked: Checked, *, skipping: bool) -> dict[str, Any]:
    """A refusal where the import would be refused."""
    faults = [fault.as_dict() for fault in seen.faults]
    if faults and not (skipping and checked.lines):
        raise FaultyFile(file=seen.file, faults=faults)
    return {**_counts(seen), "documents": [], "dry_run": True, "columns": dict(checked.heads), "faults": faults}
