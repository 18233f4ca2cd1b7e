"""`db upgrade|check|verify|backup|restore|copy`."""

import argparse
import socket
import sys
from pathlib import Path
from typing import Any

from crm_desktop.backups.making import make_backup
from crm_desktop.backups.restoring import copy_company, restore_backup
from crm_desktop.backups.scheduled import Scheduled
from crm_desktop.commands.context import Context
from crm_desktop.connecting import connect
from crm_desktop.upgrading import bring_up
from db import migrations


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    if verb in ("backup", "restore"):
        parser.add_argument("file", type=Path, metavar="FILE")
    if verb == "backup":
        parser.add_argument("--nightly", action="store_true", help="FILE is a folder: a dated one there, old ones go")
    if verb == "upgrade":
        parser.add_argument("--backup-folder", type=Path, metavar="FOLDER", help="where the older state is kept")
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
            return _upgrade(arguments, context)
        case "check":
            return _check(context)
        case "backup" if arguments.nightly:
            return _nightly(arguments, context)
        case "backup":
            return _backup(arguments, context)
        case "restore":
            return _restore(arguments, context)
        case "copy":
            copied = copy_company(arguments.source, arguments.target, replace=arguments.replace)
            return {"ok": True, "rows": copied.total, "tables": copied.rows}
        case _:
            return _verify(context)


def _upgrade(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    def tell(done: int, of: int) -> None:
        print(f"\r{done}/{of} ", end="", file=sys.stderr, flush=True)

    watched = tell if sys.stderr.isatty() else None
    database = connect(context.url)
    try:
        done = bring_up(database, keep_in=arguments.backup_folder, progress=watched)
        migrations.upgrade(database)  # guards and rights as declared, whatever was done by hand
    finally:
        database.close()
    return {"ok": True, "from": done.before, "to": done.after, "backup": done.backup}


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


def _nightly(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    """As `serve-all` makes them by itself: every window says so where one failed."""
    made = Scheduled(context.database, arguments.file, socket.gethostname()).make()
    failed = {"code": made.code, "reason": made.reason} if made.code else {}
    return {"ok": not made.code, "file": made.file, **failed, "_exit": 3 if made.code else 0}


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
