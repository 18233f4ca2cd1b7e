"""`db upgrade|check|verify|backup|restore|copy`."""

import argparse
from pathlib import Path
from typing import Any

from crm_desktop.backups.making import make_backup
from crm_desktop.backups.restoring import copy_company, restore_backup
from crm_desktop.commands.context import Context
from crm_desktop.opening import connect
from db import migrations


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    if verb in ("backup", "restore"):
        parser.add_argument("file", type=Path, metavar="FILE")
    if verb == "copy":
        parser.add_argument("--from", dest="source", required=True, metavar="URL")
        parser.add_argument("--to", dest="target", required=True, metavar="URL")
    if verb in ("restore", "copy"):
        parser.add_argument(
            "--replace", action="store_true", help="what is there already is kept as a backup, then goes"
        )


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match verb:
        case "upgrade":
            return _upgrade(context)
        case "check":
            return _check(context)
        case "backup":
            return _backup(arguments, context)
        case "restore":
            return _restore(arguments, context)
        case "copy":
            copied = copy_company(arguments.source, arguments.target, replace=arguments.replace)
            return {"ok": True, "rows": copied.total, "tables": copied.rows}
        case _:
            return _verify(context)


def _upgrade(context: Context) -> dict[str, Any]:
    database = connect(context.url)
    try:
        with database.read() as session:
            before = migrations.current(session.connection())
        migrations.upgrade(database)
    finally:
        database.close()
    return {"ok": True, "from": before, "to": migrations.head()}


def _check(context: Context) -> dict[str, Any]:
    with context.database.engine.connect() as connection:
        problems = migrations.drift(connection)
    return {"ok": not problems, "problems": problems, "_exit": 3 if problems else 0}


def _verify(context: Context) -> dict[str, Any]:
    from crm_desktop.verify import verify

    with context.database.read() as session:
        found = verify(session)
    problems = list(found.problems)
    return {"ok": found.ok, "checked": dict(found.checked), "problems": problems, "_exit": 0 if found.ok else 3}


def _backup(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    """A database of an older program is backed up as it is; a new file is made one first."""
    database = connect(context.url)
    try:
        with database.read() as session:
            is_new = migrations.current(session.connection()) is None
        made = make_backup(context.database if is_new else database, arguments.file)
    finally:
        database.close()
    shown = made.backup
    return {
        "ok": not made.problems,
        "file": shown.file,
        "company": shown.company,
        "rows": shown.rows,
        "bytes": shown.size,
        "revision": shown.revision,
        "problems": list(made.problems),
    }


def _restore(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    database = connect(context.url)
    try:
        done = restore_backup(database, arguments.file, replace=arguments.replace)
    finally:
        database.close()
    return {
        "ok": not done.problems,
        "file": str(arguments.file),
        "company": done.backup.company,
        "rows": done.rows,
        "kept": done.kept,
        "held_back": done.held_back,
        "problems": list(done.problems),
    }
