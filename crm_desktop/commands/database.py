"""`db upgrade|check|verify`."""

import argparse
from typing import Any

from crm_desktop.commands.context import Context
from crm_desktop.opening import connect


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    """No arguments of its own."""


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match verb:
        case "upgrade":
            return _upgrade(context)
        case "check":
            return _check(context)
        case _:
            return _verify(context)


def _upgrade(context: Context) -> dict[str, Any]:
    from db import migrations

    database = connect(context.url)
    try:
        with database.read() as session:
            before = migrations.current(session.connection())
        migrations.upgrade(database)
    finally:
        database.close()
    return {"ok": True, "from": before, "to": migrations.head()}


def _check(context: Context) -> dict[str, Any]:
    from db import migrations

    with context.database.engine.connect() as connection:
        problems = migrations.drift(connection)
    return {"ok": not problems, "problems": problems, "_exit": 3 if problems else 0}


def _verify(context: Context) -> dict[str, Any]:
    from crm_desktop.verify import verify

    with context.database.read() as session:
        found = verify(session)
    problems = list(found.problems)
    return {"ok": found.ok, "checked": dict(found.checked), "problems": problems, "_exit": 0 if found.ok else 3}
