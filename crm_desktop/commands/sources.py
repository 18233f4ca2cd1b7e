"""`intake source|dropbox`: sets up and tests what is polled; makes the drop box's one file."""

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from crm_desktop import settings
from crm_desktop.commands.context import Context
from crm_desktop.commands.mailboxes import tried
from crm_desktop.commands.shapes import write_file
from crm_desktop.errors import KnownError, WrongCall
from crm_desktop.intake.channels import dropbox, shops
from crm_desktop.intake.channels.asking import keep_secret, secret_of, secret_variable
from crm_desktop.intake.sources import SaveSource, SourceAway, list_sources, save_source, source_named
from db.vocabulary import SourceKind

SECRET = "CRM_SOURCE_SECRET"


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    does = ("make", "test") if verb == "dropbox" else ("add", "list", "test")
    parser.add_argument("what", choices=does)
    parser.add_argument("name", nargs="?", default="")
    parser.add_argument("--url", default="")
    if verb == "dropbox":
        parser.add_argument("--out", type=Path, metavar="FILE", help="where the PHP file goes")
        parser.add_argument("--thanks", default="", metavar="URL", help="where visitors go after sending")
        parser.add_argument("--folder", default="", help="where the hosting keeps what comes; else beside the web root")
        return
    parser.add_argument("--shop", choices=("woocommerce", "allegro", "baselinker", "prestashop"), default="woocommerce")
    parser.add_argument("--login", default="")
    parser.add_argument("--key", default="", help="the form key of the shop's webhooks")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    if arguments.what != "list" and not arguments.name:
        raise WrongCall(problem=f"{verb} {arguments.what} NAME")
    match arguments.what:
        case "list":
            with context.database.read() as session:
                rows = list_sources(session)
            told = [{"name": r.name, "kind": r.kind.value, "active": r.active, "fault": r.fault} for r in rows]
            return {"rows": told}
        case "test":
            return _test(arguments.name, context)
        case "make":
            return _make(arguments, context)
        case _:
            address = {"shop": arguments.shop, "url": arguments.url, "login": arguments.login, "key": arguments.key}
            _save(context, arguments.name, SourceKind.SHOP, address)
            return {"name": arguments.name, "secret_kept": _keep(arguments.name, os.environ.get(SECRET, ""))}


def _test(name: str, context: Context) -> dict[str, Any]:
    """What it answers, and nothing of it is stored. Raises SourceAway with what the source said, KnownError."""
    with context.database.read() as session:
        source = source_named(session, name)
    if source.kind in (SourceKind.MAILBOX, SourceKind.FOLDER):
        return {"name": name, "ok": True, **tried(source)}
    try:
        if source.kind is SourceKind.DROPBOX:
            waiting = dropbox.DropBox(context.database, source).test().waiting
        else:
            waiting = shops.Shop(context.database, source).test()
    except (OSError, ValueError, KeyError) as fault:
        raise SourceAway(name=name, reason=str(fault)) from fault
    return {"name": name, "ok": True, "waiting": waiting}


def _make(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    """The file with a new key; the same key into the keyring, else to the person, once."""
    if not arguments.out:
        raise WrongCall(problem="dropbox make NAME --out FILE")
    key = dropbox.new_key()
    with context.database.read() as session:
        configured = settings.load(session)
    text = dropbox.script(configured, key, thanks=arguments.thanks, folder=arguments.folder)
    if context.answered():  # its key stands in the file that was made then
        _save(context, arguments.name, SourceKind.DROPBOX, {"url": arguments.url})
        return {"name": arguments.name, "file": str(arguments.out), "secret_kept": bool(secret_of(arguments.name))}
    before = arguments.out.read_bytes() if arguments.out.is_file() else None
    write_file(arguments.out, text.encode())
    try:
        _save(context, arguments.name, SourceKind.DROPBOX, {"url": arguments.url})
    except KnownError:
        _put_back(arguments.out, before)
        raise
    kept = _keep(arguments.name, key)
    if not kept:
        print(f"{secret_variable(arguments.name)}={key}", file=sys.stderr)
    return {"name": arguments.name, "file": str(arguments.out), "secret_kept": kept}


def _put_back(file: Path, before: bytes | None) -> None:
    if before is None:
        file.unlink(missing_ok=True)
    else:
        file.write_bytes(before)


def _keep(name: str, secret: str) -> bool:
    return bool(secret) and keep_secret(name, secret)


def _save(context: Context, name: str, kind: SourceKind, address: dict[str, Any]) -> None:
    with context.database.read() as session:
        held = next((one for one in list_sources(session) if one.name == name), None)
    context.run(save_source, SaveSource(name, kind, address, version=held.version if held else 0))
