"""Takes a picture of every tab of the window on the sample company, into docs/screens: `make screens`."""

import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from crm_desktop.demo.load import load
from crm_desktop.opening import open_company
from db.session import Database
from tools.translations import release
from ui import theme
from ui.application import make_application, set_language
from ui.desk import Desk
from ui.hands import Hands
from ui.rooms import KEYS
from ui.theme import Scheme

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screens"
ORDERS = 600
LOOKS = (("pl", Scheme.LIGHT), ("en", Scheme.DARK))
LISTS = {"inquiries": "inquiries_list", "orders": "orders_list", "warehouse": "stock", "customers": "customers_list"}


def take(app: QApplication, database: Database, language: str, scheme: Scheme, place: Path) -> None:
    """One look: every tab, the first row of its list chosen."""
    set_language(app, language)
    theme.apply(app, scheme)
    desk = Desk(app, database, kept=QSettings(str(place / "window.ini"), QSettings.Format.IniFormat))
    desk.window.resize(1440, 900)
    desk.window.show()
    hands = Hands(app, desk.window)
    for key in KEYS:
        desk.room(key)
        hands.settle()
        if key in LISTS:
            hands.choose(LISTS[key], lambda record: True, "a row")
        hands.picture(FOLDER / f"{key}-{language}-{scheme.value}.png")
    desk.close()


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    FOLDER.mkdir(parents=True, exist_ok=True)
    release()
    with tempfile.TemporaryDirectory() as folder:
        database = open_company(f"sqlite:///{folder}/company.db")
        load(database, orders=ORDERS)
        app = make_application(["screens"], language="pl", scheme="light")
        for language, scheme in LOOKS:
            take(app, database, language, scheme, Path(folder))
        database.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
