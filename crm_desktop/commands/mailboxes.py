"""`mailbox add|list|test`, `folder add|list|test`: the places that `intake poll` asks."""

import argparse
import os
import sys
from typing import Any

from crm_desktop import clock, settings
from crm_desktop.commands.context import Context
from crm_desktop.errors import NotFound
from crm_desktop.intake.channels import folder, mailbox
from crm_desktop.intake.sources import SaveSource, Source, list_sources, save_source, source_named
from db.vocabulary import SourceKind


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    if verb == "list":
        return
    parser.add_argument("name", metavar="NAME")
    if verb == "test":
        return
    if group == "folder":
        parser.add_argument("--path", required=True)
    else:
        parser.add_argument("--host", required=True)
        parser.add_argument("--login", required=True)
        parser.add_argument("--port", default="")
        parser.add_argument("--security", choices=list(mailbox.PORTS), default="tls")
        parser.add_argument("--folder", default="INBOX")
        parser.add_argument("--since", default="", help="YYYY-MM-DD or all; today if not told")
        parser.add_argument("--after", default="leave", help="leave, seen, delete or move:FOLDER, once stored")
        parser.add_argument("--ca", default="", metavar="FILE", help="a certificate to trust beside the system's")
        parser.add_argument("--password-stdin", action="store_true", help="else CRM_IMAP_PASSWORD, else the keyring")
    parser.add_argument("--off", action="store_true", help="kept, but not polled")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    kind = SourceKind(group)
    if verb == "list":
        with context.database.read() as session:
            return {"rows": [_row(source) for source in list_sources(session, kind=kind)]}
    if verb == "add":
        return _add(kind, arguments, context)
    with context.database.read() as session:
        source = source_named(session, arguments.name)
    if source.kind is not kind:
        raise NotFound(kind=group, key=arguments.name)
    return {"ok": True, **tried(source)}


def tried(source: Source) -> dict[str, Any]:
    """What a mailbox or folder answers when it is tried; nothing of it is read. Raises KnownError."""
    if source.kind is SourceKind.FOLDER:
        return {"files": folder.try_folder(source.address)}
    account = mailbox.account_of(source.address)
    found = mailbox.try_mailbox(account, mailbox.password_of(account))
    return {"mails": found.mails, "idle": found.tells}


def _add(kind: SourceKind, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    """A new one, or another address for one that is there; a password is kept once the mailbox is."""
    address = _folder(arguments) if kind is SourceKind.FOLDER else _mailbox(arguments, context)
    with context.database.read() as session:
        there = next((one for one in list_sources(session) if one.name == arguments.name), None)
    version = there.version if there is not None else 0
    command = SaveSource(arguments.name, kind, address, active=not arguments.off, version=version)
    source_id = context.run(save_source, command)
    if kind is SourceKind.MAILBOX and arguments.password_stdin:
        password = sys.stdin.readline().rstrip("\n")
        if not mailbox.keep(mailbox.account_of(address), password):
            context.tell("keyring: –; CRM_IMAP_PASSWORD")
    return {"id": source_id, "name": arguments.name, "kind": kind.value}


def _folder(arguments: argparse.Namespace) -> dict[str, Any]:
    address = {"path": os.path.abspath(arguments.path)}  # noqa: PTH100 - a path is only named here, not looked at
    folder.try_folder(address)
    return address


def _mailbox(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    with context.database.read() as session:
        today = clock.local_day(clock.now(), settings.load(session).time_zone).isoformat()
    since = {"": today, "all": ""}.get(arguments.since, arguments.since)
    address = {key: getattr(arguments, key) for key in ("host", "login", "port", "security", "folder", "after", "ca")}
    address["since"] = since
    mailbox.account_of(address)
    return address


def _row(source: Source) -> dict[str, Any]:
    return {
        "id": source.source_id,
        "name": source.name,
        "address": source.address,
        "active": source.active,
        "state": source.state,
        "fault": source.fault,
    }
