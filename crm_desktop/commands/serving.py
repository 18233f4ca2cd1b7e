"""`serve-all`: what an office server does all day, in one process."""

import argparse
import socket
from pathlib import Path
from typing import Any

from crm_desktop.backups.restoring import backups_folder
from crm_desktop.backups.scheduled import keeper
from crm_desktop.commands.accounts import SERVICES, address_for, read_accounts
from crm_desktop.commands.context import Context
from crm_desktop.commands.running import Service, until_told
from crm_desktop.customers.silence import sleep_watch
from crm_desktop.errors import WrongCall
from crm_desktop.inquiries.late import watch
from crm_desktop.intake.polling import Poller
from crm_desktop.intake.spam import spam_keeper
from crm_desktop.messages.outbox import Outbox
from crm_desktop.opening import default_url, open_company
from crm_desktop.printing.station import Station
from crm_desktop.standing_in import Presence
from db.seats import seat_of
from db.session import Database
from db.vocabulary import Role


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    parser.add_argument("--station", default=socket.gethostname())
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument(
        "--accounts", type=Path, metavar="FILE", help="of the services on an office server (user services FILE)"
    )
    parser.add_argument("--backup-folder", type=Path, metavar="FOLDER", help="for the nightly backup")
    parser.add_argument("--backup-hour", type=int, choices=range(24), default=1, metavar="H")
    parser.add_argument("--no-backup", action="store_true", help="someone else makes backups")
    parser.add_argument("--tls-cert", metavar="PEM", help="serves HTTPS by this certificate and its chain")
    parser.add_argument("--tls-key", metavar="PEM", help="its key, where that is a file of its own")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    return _serve_all(arguments, context)


def _serve_all(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    from crm_desktop.intake.channels.http import IntakeServer, tls_of

    name, signed_in = arguments.station, _signed_in(arguments, context)
    receiver, interpreter, station = (signed_in[role] for role in SERVICES)
    try:
        intake = IntakeServer(
            receiver, understands=interpreter, host=arguments.host, port=arguments.port, tls=tls_of(arguments)
        )
    except (OSError, SystemExit) as fault:
        raise WrongCall(problem=f"--port {arguments.port}: {fault}") from fault
    services: list[Service] = [intake, Poller(interpreter), Outbox(station, name), Station(station, name)]
    services += [watch(interpreter), spam_keeper(interpreter), sleep_watch(interpreter), Presence(interpreter)]
    folder = None if arguments.accounts else _backup_folder(arguments, context)
    if folder is not None:
        services.append(keeper(context.database, folder, name, hour=arguments.backup_hour))
    until_told(services, lambda: context.tell(f"{intake.scheme}://{arguments.host}:{intake.port}/form/kontakt"))
    return {"stopped": True, "port": intake.port}


def _signed_in(arguments: argparse.Namespace, context: Context) -> dict[Role, Database]:
    """The database as each service sees it: by its own account, else as whoever this runs as."""
    if arguments.accounts is None:
        with context.database.read() as session:
            seat = seat_of(session.connection())
        if seat is not None and seat[1] not in SERVICES:
            context.tell(f"all services run as {seat[0]} ({seat[1]}); user services FILE gives each its own account")
        return dict.fromkeys(SERVICES, context.database)
    url = context.url or default_url()
    return {role: open_company(address_for(url, one)) for role, one in read_accounts(arguments.accounts).items()}


def _backup_folder(arguments: argparse.Namespace, context: Context) -> Path | None:
    """None where no backups are wanted, or whoever this runs as has no folder of their own."""
    if arguments.no_backup:
        return None
    try:
        return arguments.backup_folder or backups_folder()
    except OSError as fault:
        context.tell(f"--backup-folder: {fault}")
        return None
