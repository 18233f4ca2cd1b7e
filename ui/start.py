"""Starts the window: application, language, theme, seat, rooms, and what runs beside it."""

import logging
import os
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSettings, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop import settings
from crm_desktop.errors import KnownError
from crm_desktop.opening import open_company
from crm_desktop.places import resource, user_folder
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.words import tell
from ui.main_window import MainWindow, Tab
from ui.seat import Seat
from ui.theme import style

TABS = ("today", "inquiries", "orders", "warehouse", "customers", "charts")
log = logging.getLogger(__name__)


def make_application(language: str, scheme: str = "system") -> QApplication:
    """The one application, in `language` and theme; an existing one is dressed anew."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("a QCoreApplication runs already")
    app.setApplicationName("crm-desktop")
    app.setOrganizationName("crm-desktop")
    QLocale.setDefault(QLocale(language))
    for name, folder in (
        (f"crm_{language}", str(resource("translations"))),
        (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    ):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
    style.apply(app, scheme)
    return app


def tabs() -> list[Tab]:
    """The rooms, imported when they are first shown."""

    def today(seat: Seat) -> QWidget:
        from ui.today.page import TodayPage

        return TodayPage(seat)

    def inquiries(seat: Seat) -> QWidget:
        from ui.inquiries.page import InquiriesPage

        return InquiriesPage(seat)

    def orders(seat: Seat) -> QWidget:
        from ui.orders.page import OrdersPage

        return OrdersPage(seat)

    def warehouse(seat: Seat) -> QWidget:
        from ui.warehouse.page import WarehousePage

        return WarehousePage(seat)

    def customers(seat: Seat) -> QWidget:
        from ui.customers.page import CustomersPage

        return CustomersPage(seat)

    def charts(seat: Seat) -> QWidget:
        from ui.charts_tab.page import ChartsPage

        return ChartsPage(seat)

    makers: tuple[Callable[[Seat], QWidget], ...] = (today, inquiries, orders, warehouse, customers, charts)
    return [Tab(key, title, make) for key, title, make in zip(TABS, titles(), makers, strict=True)]


def titles() -> list[str]:
    return [
        QCoreApplication.translate("tabs", "Today"),
        QCoreApplication.translate("tabs", "Inquiries"),
        QCoreApplication.translate("tabs", "Orders"),
        QCoreApplication.translate("tabs", "Warehouse"),
        QCoreApplication.translate("tabs", "Customers"),
        QCoreApplication.translate("tabs", "Charts"),
    ]


def seat_of(database: Any, *, user: str = "admin") -> Seat:
    """A seat for an employee of the open company."""
    with database.read() as session:
        actor = actor_by_login(session, user)
        configured = settings.load(session)
    return Seat(database, actor, language=language_of(configured), zone=configured.time_zone)


def language_of(configured: settings.Settings) -> str:
    chosen = os.environ.get("CRM_LANGUAGE", "")
    return chosen if chosen in ("pl", "en") else configured.language


def start_window(words: list[str]) -> int:
    """`--demo`, `--self-test` or the company's own database; the exit code of the program."""
    if "--self-test" in words:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    logging.basicConfig(level=logging.WARNING)
    unknown = [word for word in words if word not in ("--demo", "--self-test")]
    if "--gallery" in unknown:
        unknown = ["--gallery: not there yet"]
    if unknown:
        print(f"unknown flag: {unknown[0]}", file=sys.stderr)
        return 2
    try:
        database = _database(words)
    except KnownError as refusal:
        print(tell(refusal, "pl"), file=sys.stderr)
        return refusal.exit_code
    code = _run(database, self_test="--self-test" in words)
    database.close()
    return code


def _database(words: list[str]) -> Any:
    if "--demo" not in words and "--self-test" not in words:
        return open_company(os.environ.get("CRM_DATABASE_URL"))
    from crm_desktop.demo.load import load

    folder = user_folder()
    for old in folder.glob("demo.db*"):
        old.unlink()
    database = open_company(f"sqlite:///{folder / 'demo.db'}")
    load(database, orders=300 if "--self-test" in words else 2000)
    return database


def _run(database: Any, *, self_test: bool) -> int:
    with database.read() as session:
        language = language_of(settings.load(session))
    app = make_application(language)
    seat = seat_of(database)
    seat.start()
    window = MainWindow(seat, tabs(), settings=QSettings())
    window.show()
    services = _services(database) if not self_test else []
    if self_test:
        QTimer.singleShot(0, lambda: _walk(app, window))
    code = app.exec()
    for service in services:
        service.stop()
    seat.stop()
    return code


def _services(database: Any) -> list[Any]:
    """What a single workstation runs beside the window: the HTTP intake and the print station."""
    import socket

    from crm_desktop.intake.channels.http import IntakeServer
    from crm_desktop.printing.station import Station

    station = Station(database, socket.gethostname())
    station.start()
    try:
        intake = IntakeServer(database, port=int(os.environ.get("CRM_INTAKE_PORT", "8765")))
    except (OSError, SystemExit):
        log.warning("the intake's port is taken; another window or `intake serve` listens there")
        return [station]
    intake.start()
    print(f"http://127.0.0.1:{intake.port}/form/kontakt", file=sys.stderr)
    return [station, intake]


def _walk(app: QApplication, window: MainWindow) -> None:
    """Opens every tab; what fails there fails the program."""
    for key in TABS:
        window.show_room(key)
        app.processEvents()
    QTimer.singleShot(300, app.quit)
