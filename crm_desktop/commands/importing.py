"""`import products|customers|stock FILE [--map MAP.json] [--dry-run] [--skip-faulty]`."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from crm_desktop.commands.context import Context, language
from crm_desktop.errors import FaultyFile, WrongCall
from crm_desktop.exchange.history.cells import currency_code
from crm_desktop.exchange.history.fields import FIELDS as HISTORY_FIELDS
from crm_desktop.exchange.history.reading import read_history
from crm_desktop.exchange.history.records import ImportHistory, Past
from crm_desktop.exchange.history.service import CASES as HISTORY_CASES
from crm_desktop.exchange.history.service import admitted
from crm_desktop.exchange.importing import CASES, preview, read_and_check
from crm_desktop.exchange.records import Checked, ImportSheet, Preview, SheetMap, What
from crm_desktop.exchange.rules import FIELDS, Wrong
from crm_desktop.settings import load


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--map", type=Path, help=f"MAP.json: columns, values, {', '.join(_TEXTS)}")
    parser.add_argument("--dry-run", action="store_true", help="says what would be done, and does nothing")
    parser.add_argument("--skip-faulty", action="store_true", help="leaves faulty rows out instead of refusing all")
    if verb == "stock":
        parser.add_argument("--warehouse", default="", help="for rows that name none; without it the first")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    chosen = _map(arguments.map, verb) if arguments.map else SheetMap()
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


def _map(file: Path, verb: str) -> SheetMap:
    """Keys of its own are left alone. Raises WrongCall."""
    try:
        told = json.loads(_bytes(file))
        columns = {key: str(head or "") for key, head in dict(told.get("columns") or {}).items()}
        values = {key: dict(each) for key, each in dict(told.get("values") or {}).items()}
        texts = {key: str(told.get(key) or "") for key in _TEXTS}
    except (ValueError, TypeError, AttributeError, RecursionError) as fault:
        known = HISTORY_FIELDS[Past(verb)] if verb in list(Past) else FIELDS[What(verb)]
        fields = ", ".join(field.key for field in known)
        raise WrongCall(problem=f"--map {file}: {fault} (columns: {fields})") from fault
    texts["delimiter"] = _DELIMITERS.get(texts["delimiter"].casefold(), texts["delimiter"])
    _admit(file, texts)
    return SheetMap(columns=columns, values=values, **texts)


_DELIMITERS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";"}


def _admit(file: Path, texts: dict[str, str]) -> None:
    """Raises WrongCall for what nothing could be read by."""
    if len(texts["delimiter"]) > 1 or texts["delimiter"] in ("\n", "\r", '"'):
        raise WrongCall(problem=f"--map {file}: delimiter {texts['delimiter']!r}: one character")
    if texts["decimal"] not in ("", ".", ","):
        raise WrongCall(problem=f"--map {file}: decimal {texts['decimal']!r}: a point or a comma")
    if texts["currency"]:
        try:
            texts["currency"] = currency_code(texts["currency"])
        except Wrong as fault:
            raise WrongCall(problem=f"--map {file}: currency {texts['currency']!r}: ISO 4217") from fault


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
