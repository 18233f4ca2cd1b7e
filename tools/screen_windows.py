"""Windows of their own that are photographed: the first start, an import, signing in, a database that is away."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.exchange.records import What
from crm_desktop.server import Server, ServerAway, url_of
from crm_desktop.staff.queries import actor_by_login, sign_ins
from ui.exchange.import_panel import ImportPanel
from ui.exchange.import_window import ImportWindow
from ui.first_run.connect import Connect
from ui.first_run.keeping import PLACE
from ui.first_run.window import FirstRun
from ui.seat import Seat
from ui.sign_in import SignInPanel
from ui.theme import dress
from ui.words import language

SHEET = """Kod;Nazwa;Cena netto;VAT;J.m.
MK-1;Mąka żytnia typ 720, worek 25 kg;drogo;5;szt
MK-2;Kasza jęczmienna 5 kg;18,40;5;szt
MK-3;Sól warzona 25 kg;31,00;23;szt
MK-3;Sól kłodawska 25 kg;33,00;23;szt
"""


def import_window(_app: QApplication, database: Any, kept: QSettings) -> QWidget:
    """A price list with two faults in it."""
    with database.read() as session:
        seat = Seat(database, actor_by_login(session, "admin"))
    window = ImportWindow(seat, kept, What.PRODUCTS, None)  # type: ignore[arg-type]  # nobody behind it
    dress(window)
    sheet = Path(kept.fileName()).with_name("cennik-2026.csv")
    sheet.write_text(SHEET, encoding="utf-8")
    window.panel.open_file(sheet)
    return window


def first_run(app: QApplication, _database: Any, kept: QSettings) -> QWidget:
    return FirstRun(app, kept, import_panel=lambda seat: ImportPanel(seat, kept), language=language())


def sign_in(_app: QApplication, database: Any, kept: QSettings) -> QWidget:
    with database.read() as session:
        people = sign_ins(session)
    return SignInPanel(database, people, kept, "Hurtownia Piekarska Złoty Kłos sp. z o.o.")


def connect(_app: QApplication, _database: Any, kept: QSettings) -> QWidget:
    server = Server(host="biuro-serwer", database="crm", user="anna")
    kept.setValue(PLACE, url_of(server, with_password=False))
    return Connect(kept, ServerAway(host=server.host, port=server.port, reason="Connection refused"))
