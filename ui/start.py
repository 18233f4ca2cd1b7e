"""Starts the window: `--demo`, `--self-test`, `--gallery`, or the company's own database."""

import logging
import os
import shutil
import socket
import sys
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog

from crm_desktop import settings
from crm_desktop.analytics.engine import Engine
from crm_desktop.errors import KnownError
from crm_desktop.opening import is_older, open_company
from crm_desktop.places import user_folder
from crm_desktop.words import tell
from db.vocabulary import Permission
from ui import operations
from ui.application import make_application, own_settings
from ui.desk import Desk
from ui.help.look_around import SEEN
from ui.help.window import open_help
from ui.rooms import KEYS
from ui.sign_in import whoever_sits_here

FLAGS = ("--demo", "--self-test", "--gallery")
DEMO_ORDERS, SELF_TEST_ORDERS = 2_000, 200
INTAKE_PORT = 8765
log = logging.getLogger(__name__)


def start_window(arguments: list[str]) -> int:
    """The exit code of the program: 0, 2 for an unknown flag, 3 or 4 where the company cannot be opened."""
    logging.basicConfig(level=logging.WARNING)
    unknown = [flag for flag in arguments if flag not in FLAGS]
    if unknown:
        print(f"unknown flag: {unknown[0]}", file=sys.stderr)
        return 2
    if "--self-test" in arguments:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if "--gallery" in arguments:
        return _show_gallery()
    if arguments or os.environ.get("CRM_DATABASE_URL"):
        return _start_on(arguments)
    return _start_here()


def _start_on(arguments: list[str]) -> int:
    """On a database that was named, or a sample made anew: nobody is asked anything."""
    try:
        database = _company(arguments)
    except KnownError as refusal:
        print(tell(refusal, os.environ.get("CRM_LANGUAGE", "pl")), file=sys.stderr)
        return refusal.exit_code
    code = _self_test(database) if "--self-test" in arguments else _run(database)
    database.close()
    return code


def _start_here() -> int:
    """On what this workstation was set up for; on its first day that is asked."""
    app = make_application(language=os.environ.get("CRM_LANGUAGE", ""))
    database = own_company(app, own_settings())
    if database is None:
        operations.shutdown()
        return 0
    code = _run(database, own=True)
    database.close()
    return code


def own_company(app: QApplication, kept: QSettings) -> Any:
    """The open database of this workstation; None where the person left instead of choosing one."""
    from ui.first_run import keeping
    from ui.first_run.upgrading import opened_with_progress

    url = keeping.place_url(kept)
    try:
        database = opened_with_progress(url) if is_older(url) else open_company(url)
    except KnownError as refusal:
        log.warning("cannot open: %s", refusal)
        return _connect(kept, refusal)
    if keeping.chosen(kept) or not _fresh(database):
        return database
    database.close()
    return _first_run(app, kept)


def _fresh(database: Any) -> bool:
    """What is named and empty was left half way on the first day: its pages are shown again."""
    from crm_desktop.first_start import standing

    with database.read() as session:
        return not standing(session).filled


def _connect(kept: QSettings, refusal: KnownError) -> Any:
    from ui.first_run.connect import Connect

    dialog = Connect(kept, refusal)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.database if accepted else None


def _first_run(app: QApplication, kept: QSettings) -> Any:
    from ui.exchange.import_panel import ImportPanel
    from ui.first_run.window import FirstRun
    from ui.words import language

    dialog = FirstRun(app, kept, import_panel=lambda seat: ImportPanel(seat, kept), language=language())
    QShortcut(QKeySequence("F1"), dialog).activated.connect(lambda: open_help(dialog, "start"))
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.database if accepted else None


def _company(arguments: list[str]) -> Any:
    if "--demo" not in arguments and "--self-test" not in arguments:
        return open_company(os.environ.get("CRM_DATABASE_URL"))
    from crm_desktop.demo.load import load

    name = "self-test" if "--self-test" in arguments else "demo"
    folder = user_folder()
    for old in folder.glob(f"{name}.db*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()  # the charts' copy is a folder
    database = open_company(f"sqlite:///{folder / name}.db")
    load(database, orders=SELF_TEST_ORDERS if name == "self-test" else DEMO_ORDERS)
    return database


def company_language(database: Any) -> str:
    """CRM_LANGUAGE, else what this person chose, else the company's."""
    told = os.environ.get("CRM_LANGUAGE", "")
    if told in ("pl", "en"):
        return told
    with database.read() as session:
        company = settings.load(session).language
    return str(own_settings().value("language", company))


def _run(database: Any, *, own: bool = False) -> int:
    """`own`: the company of this workstation, which it backs up and asks its mailboxes for where no server does."""
    app = make_application(language=company_language(database))
    kept = own_settings()
    login = whoever_sits_here(database, kept)
    if login is None:
        operations.shutdown()
        return 0
    desk = Desk(app, database, kept=kept, user=login or None)
    desk.window.show()
    desk.make_ahead()
    desk.open_kept()
    if own and not kept.value(SEEN):
        desk.look_around()
    services = _services(database, sells=desk.seat.may(Permission.HANDLE_INQUIRIES))
    if own and database.is_sqlite:
        services += [_backups(database, kept), *_by_the_clock(database)]
    code = app.exec()
    for service in services:
        service.stop()
    desk.close()
    return code


def _backups(database: Any, kept: QSettings) -> Any:
    """One a day into the folder that the settings name."""
    from crm_desktop.backups.restoring import backups_folder
    from crm_desktop.backups.scheduled import keeper

    folder = str(kept.value("backup/folder", "")) or str(backups_folder())
    made = keeper(database, Path(folder), socket.gethostname())
    made.start()
    return made


def _by_the_clock(database: Any) -> list[Any]:
    """What an office server would do: mailboxes, folders, drop boxes and shops are asked, silent customers fall
    asleep."""
    from crm_desktop.customers.silence import sleep_watch
    from crm_desktop.intake.polling import Poller

    made: list[Any] = [Poller(database), sleep_watch(database)]
    for service in made:
        service.start()
    return made


def _services(database: Any, *, sells: bool = True) -> list[Any]:
    """What a workstation runs beside the window: the print station for its own printers, and the rest of the work. At
    an office server the rest is the services', and a seat stands in while there are none; the seat of a warehouse
    hand prints alone: it reads no mail and no form."""
    from crm_desktop.printing.station import Station
    from crm_desktop.standing_in import StandIn

    services: list[Any] = [Station(database, socket.gethostname())]
    if database.is_sqlite:
        services += _rest_of_the_work(database)
    elif sells:
        services.append(StandIn(database, lambda: _rest_of_the_work(database)))
    for service in services:
        service.start()
    return services


def _rest_of_the_work(database: Any) -> list[Any]:
    """The outbox, the watch over what is late, the keeper of spam, and the HTTP intake."""
    from crm_desktop.inquiries.late import watch
    from crm_desktop.intake.channels.http import IntakeServer
    from crm_desktop.intake.spam import spam_keeper
    from crm_desktop.messages.outbox import Outbox

    rest: list[Any] = [Outbox(database, socket.gethostname()), watch(database), spam_keeper(database)]
    port = int(os.environ.get("CRM_INTAKE_PORT", INTAKE_PORT))
    with socket.socket() as probe:
        taken = probe.connect_ex(("127.0.0.1", port)) == 0
    if taken:
        log.warning("port %s is taken: another window or `intake serve` listens there", port)
        return rest
    intake = IntakeServer(database, port=port)
    print(f"http://127.0.0.1:{intake.port}/form/kontakt", file=sys.stderr)
    return [*rest, intake]


def _self_test(database: Any) -> int:
    """Opens every tab offscreen, and reads the charts' copy as a large company does; what fails there fails the
    program."""
    faults: list[BaseException] = []
    app = make_application(language=company_language(database))
    sys.excepthook = lambda _kind, fault, _trace: faults.append(fault)
    desk = Desk(app, database, kept=_kept_nowhere())
    desk.window.show()
    for key in KEYS:
        desk.room(key)
        app.processEvents()
    QTimer.singleShot(500, app.quit)
    app.exec()
    desk.close()
    for fault in faults:
        log.error("a bug", exc_info=fault)
    well = _charts_by_columns(database) and not faults
    print("self-test: " + ("every tab opened, charts read by columns" if well else "failed"), file=sys.stderr)
    return 0 if well else 1


def _charts_by_columns(database: Any) -> bool:
    """Whether the snapshot of a large company can be made here: without its drivers the figures come by SQL, slowly,
    and nobody is told."""
    engine = Engine(database, large=0)
    engine.prepare()
    stands = engine.wait()
    engine.close()
    return stands


def _kept_nowhere() -> QSettings:
    return QSettings(str(user_folder() / "self-test.ini"), QSettings.Format.IniFormat)


def _show_gallery() -> int:
    app = make_application()
    from ui.gallery import Gallery

    gallery = Gallery()
    gallery.show()
    return QApplication.exec() if app else 0
