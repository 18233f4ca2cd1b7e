"""Takes every picture of docs/screens: `make screens`, or `python -m tools.screens PAGE…` for some pages alone.

Each page is taken in both languages and themes, at two sizes and two scales. `--check` takes none and tells what is
cut, at 200 % too. Each look at each scale is a process of its own, since Qt reads the scale at the start; two run side
by side, all of them on copies of the same two companies.
"""

import argparse
import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.customers.queries import list_customers
from crm_desktop.customers.records import NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.demo.load import load
from crm_desktop.opening import open_company
from crm_desktop.work import SYSTEM, execute
from db.session import Database
from tests.ui.looking import cut
from tools import pictures
from tools.help_pictures import take_over
from tools.screen_acts import nothing
from tools.screen_index import write_index
from tools.screen_pages import ALONE, PAGES, Alone, Page
from tools.translations import release
from ui import prompts
from ui.application import make_application
from ui.desk import Desk
from ui.hands import Hands, Impatient
from ui.theme import Scheme
from ui.tour import Onlooker

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screens"
ORDERS = 1500
WINDOWS_A_SWEEP = 4
"""Windows closed between two sweeps of what they leave: a sweep takes longer than a picture."""
SMALL, LARGE = (1280, 720), (1920, 1080)
SIZES = (SMALL, LARGE)
SCALES = (100, 150)
SIDE_BY_SIDE = 2
KINDS = ("filled", "empty")
LOOKS = tuple((language, scheme) for language in ("pl", "en") for scheme in Scheme)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for on the command line; no `pages` are all of them."""

    pages: tuple[str, ...] = ()
    looks: tuple[str, ...] = ()
    into: Path = FOLDER
    check: bool = False

    def wants(self, key: str) -> bool:
        return not self.pages or key in self.pages


@dataclass(frozen=True, slots=True)
class Shot:
    """Where a picture goes: PAGE/filled-pl-light-1280x720-100.png."""

    page: str
    filled: bool
    language: str
    scheme: Scheme
    size: tuple[int, int]
    scale: int

    @property
    def name(self) -> str:
        kind = "filled" if self.filled else "empty"
        wide, high = self.size
        return f"{self.page}/{kind}-{self.language}-{self.scheme.value}-{wide}x{high}-{self.scale}.png"


class Photographer:
    """One company, one scale, one look; a window of its own for each page."""

    def __init__(self, app: QApplication, database: Database, place: Path, wish: Wish) -> None:
        self._app, self._database, self._place, self._wish = app, database, place, wish
        self.cut: list[str] = []
        self._away = 0

    def take(self, like: Shot) -> None:
        """`like` says all but the page and the size."""
        for page in PAGES:
            if self._wish.wants(page.key) and (page.filled if like.filled else page.empty) is not None:
                self._take_page(page, like)
        for alone in ALONE:
            if self._wish.wants(alone.key) and like.filled:
                self._take_alone(alone, like)

    def _take_page(self, page: Page, like: Shot) -> None:
        """One window for both sizes, unless something stands open over it that was placed for the first."""
        desk: Desk | None = None
        for size in SIZES:
            shot = Shot(page.key, like.filled, like.language, like.scheme, size, like.scale)
            if desk is None:
                desk = self._show(page, shot)
            else:
                desk.window.resize(*size)
                Hands(self._app, desk.window).settle()
            self._keep(desk.window, shot)
            if pictures.over(desk.window):
                self._put_away(desk)
                desk = None
        if desk is not None:
            self._put_away(desk)

    def _show(self, page: Page, shot: Shot) -> Desk:
        desk = Desk(self._app, self._database, kept=self._settings(), user=page.user)
        desk.window.resize(*shot.size)
        desk.window.show()
        hands = Hands(self._app, desk.window)
        hands.settle()
        desk.window.activateWindow()
        desk.room(page.tab)
        hands.settle()
        act = page.filled if shot.filled else page.empty
        try:
            (act or nothing)(hands, desk)
            hands.settle()
        except Impatient as fault:
            self.cut.append(f"{shot.name}: {fault}")
        return desk

    def _put_away(self, desk: Desk) -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        desk.close()
        desk.deleteLater()
        self._clear_away()

    def _take_alone(self, alone: Alone, like: Shot) -> None:
        window = alone.build(self._app, self._database, self._settings())
        if alone.size:
            window.resize(*alone.size)
        window.show()
        hands = Hands(self._app, window)
        hands.settle()
        alone.act(hands)
        hands.settle()
        size = (window.width(), window.height())
        self._keep(window, Shot(alone.key, True, like.language, like.scheme, size, like.scale))
        window.close()
        window.deleteLater()
        self._clear_away()

    def _clear_away(self) -> None:
        """What was closed goes at once: Qt itself would keep it until an event loop ends."""
        self._app.processEvents()
        self._app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._away += 1
        if self._away % WINDOWS_A_SWEEP == 0:
            gc.collect()

    def _settings(self) -> QSettings:
        return QSettings(str(self._place / f"{os.urandom(6).hex()}.ini"), QSettings.Format.IniFormat)

    def _keep(self, window: QWidget, shot: Shot) -> None:
        self._app.processEvents()
        self.cut += [f"{shot.name}: {fault}" for fault in cut(window)]
        if not self._wish.check:
            pictures.keep(pictures.seen(window), self._wish.into / shot.name)


def twins(database: Database) -> None:
    """Two customers who are on file twice, so that there is something to merge."""
    with database.read() as session:
        known = list_customers(session, limit=2)
    for row in known:
        execute(database, register_customer, NewCustomer(row.name.upper(), row.kind, email=row.email), actor=SYSTEM)


def make_companies(place: Path) -> None:
    """The file of a filled one and that of an empty one."""
    for kind in KINDS:
        database = open_company(f"sqlite:///{place / kind}.db")
        if kind == "filled":
            load(database, orders=ORDERS)
            twins(database)
        database.close()


def take_look(look: str, scale: int, companies: Path, wish: Wish) -> int:
    """What was shown and what was cut is told; 1 where the window refused or broke."""
    language, _, scheme = look.partition("-")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        app = make_application(["screens"], language=language, scheme=scheme)
        onlooker = Onlooker()
        prompts.seat(onlooker)
        sys.excepthook = sys.__excepthook__  # a fault of this tool is no fault of the window
        for kind in KINDS:
            gc.freeze()  # what is loaded by now stays, and need not be swept
            copy = place / f"{kind}-{look}.db"
            shutil.copy(companies / f"{kind}.db", copy)
            database = open_company(f"sqlite:///{copy}")
            photographer = Photographer(app, database, place, wish)
            photographer.take(Shot("", kind == "filled", language, Scheme(scheme), SMALL, scale))
            database.close()
            for fault in photographer.cut:
                print(fault, file=sys.stderr)
        for fault in onlooker.faults:
            print(fault, file=sys.stderr)
        print(f"{time.strftime('%H:%M:%S')}  {look} {scale} %", file=sys.stderr)
    return 1 if onlooker.faults else 0


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.screens", description="pictures of every screen")
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--look", action="append", default=[], help="pl-light, pl-dark, en-light or en-dark")
    parser.add_argument("--into", type=Path, default=FOLDER)
    parser.add_argument("--scale", type=int, help="one scale alone")
    parser.add_argument("--check", action="store_true", help="no pictures: tell what is cut, at 200 %% too")
    parser.add_argument("--within", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(words)
    wish = Wish(tuple(chosen.pages), tuple(chosen.look), chosen.into, chosen.check)
    if chosen.within:
        return take_look(chosen.look[-1], chosen.scale, chosen.within, wish)
    release()
    scales = (chosen.scale,) if chosen.scale else (*SCALES, 200) if chosen.check else SCALES
    looks = wish.looks or tuple(f"{language}-{scheme.value}" for language, scheme in LOOKS)
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(SIDE_BY_SIDE) as side_by_side:
        make_companies(Path(folder))
        shoot = partial(_in_a_process_of_its_own, words=[*words, "--within", folder])
        codes = list(side_by_side.map(shoot, *zip(*product(looks, scales), strict=True)))
    if not wish.check:
        write_index(wish.into)
    if wish.into == FOLDER and not wish.check:
        for missing in take_over(FOLDER):
            print(f"the help has no picture of {missing}", file=sys.stderr)
    return 1 if any(codes) else 0


def _in_a_process_of_its_own(look: str, scale: int, words: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        screen = {"name": "desk", "x": 0, "y": 0, "width": 3840, "height": 2160, "logicalDpi": 96, "dpr": 1.0}
        config = Path(folder) / "screen.json"
        config.write_text(json.dumps({"screens": [screen | {"logicalBaseDpi": 96}]}))
        homes = {f"XDG_{kind}_HOME": folder for kind in ("DATA", "CONFIG", "CACHE")}
        qt = {"QT_QPA_PLATFORM": f"offscreen:configfile={config}", "QT_SCALE_FACTOR": str(scale / 100)}
        quiet = {"QT_LOGGING_RULES": "qt.qpa.*=false"}
        command = [sys.executable, "-m", "tools.screens", *words, "--look", look, "--scale", str(scale)]
        code = subprocess.run(command, env=os.environ | homes | qt | quiet, check=False).returncode
    if code < 0:
        print(f"{look} at {scale} % ended by signal {-code}: its pictures are not whole", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
