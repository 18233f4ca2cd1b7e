"""Takes every picture of docs/screens: `make screens`, or `python -m tools.screens PAGE…` for some pages alone.

A main page is taken filled and empty, in both languages and themes, at two sizes and two scales; a further one filled,
in both languages and themes, at the smallest size. Each scale is a process of its own, since Qt reads it at the start.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QSettings
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.customers.queries import list_customers
from crm_desktop.customers.records import NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.demo.load import load
from crm_desktop.opening import open_company
from crm_desktop.work import SYSTEM, execute
from db.session import Database
from tools.screen_pages import ALONE, FURTHER, MAIN, Alone, Page
from tools.translations import release
from ui import prompts, theme
from ui.application import make_application, set_language
from ui.desk import Desk
from ui.hands import Hands
from ui.theme import Scheme
from ui.tour import Onlooker

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screens"
ORDERS = 600
SIZES = ((1280, 720), (1920, 1080))
SCALES = (100, 150)
COLOURS = 96
LOOKS = tuple((language, scheme) for language in ("pl", "en") for scheme in Scheme)


@dataclass(frozen=True, slots=True)
class Shot:
    """Where a picture goes: docs/screens/PAGE/filled-pl-light-1280x720-100.png."""

    page: str
    filled: bool
    language: str
    scheme: Scheme
    size: tuple[int, int]
    scale: int

    @property
    def file(self) -> Path:
        kind = "filled" if self.filled else "empty"
        wide, high = self.size
        return FOLDER / self.page / f"{kind}-{self.language}-{self.scheme.value}-{wide}x{high}-{self.scale}.png"


def keep(pixmap: QPixmap, file: Path) -> None:
    """As a PNG of few colours: what a window shows has few, and the folder stays small."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.png"
        pixmap.save(str(whole))
        with Image.open(whole) as image:
            few = image.convert("RGB").quantize(palette=_most_used(image.convert("RGB")), dither=Image.Dither.NONE)
            few.save(file, optimize=True)


def _most_used(image: Image.Image) -> Image.Image:
    """A palette of the colours that are seen most, each exactly as it is: grounds and inks keep their tone."""
    counted = sorted(image.getcolors(image.width * image.height) or [], reverse=True)[:COLOURS]
    flat = [part for _, colour in counted for part in colour]
    palette = Image.new("P", (1, 1))
    palette.putpalette(flat + flat[:3] * (256 - len(flat) // 3))
    return palette


class Photographer:
    """One company, one scale; a window of its own for each look."""

    def __init__(self, app: QApplication, database: Database, place: Path, *, filled: bool, scale: int) -> None:
        self._app, self._database, self._place = app, database, place
        self._filled, self._scale = filled, scale

    def take(self, language: str, scheme: Scheme, wanted: Sequence[str]) -> None:
        set_language(self._app, language)
        theme.apply(self._app, scheme)
        pages = [page for page in MAIN if not wanted or page.key in wanted]
        if pages:
            desk, hands = self._open()
            for size in SIZES:
                desk.window.resize(*size)
                for page in pages:
                    self._show(page, desk, hands)
                    self._keep(desk.window, page.key, language, scheme, size)
            desk.close()
        if self._filled and self._scale == SCALES[0]:
            for page in (page for page in FURTHER if not wanted or page.key in wanted):
                desk, hands = self._open()
                self._show(page, desk, hands)
                self._keep(desk.window, page.key, language, scheme, SIZES[0])
                desk.close()
            for alone in (alone for alone in ALONE if not wanted or alone.key in wanted):
                self._take_alone(alone, language, scheme)

    def _open(self) -> tuple[Desk, Hands]:
        kept = QSettings(str(self._place / f"{os.urandom(6).hex()}.ini"), QSettings.Format.IniFormat)
        desk = Desk(self._app, self._database, kept=kept)
        desk.window.resize(*SIZES[0])
        desk.window.show()
        hands = Hands(self._app, desk.window)
        hands.settle()
        desk.window.activateWindow()
        return desk, hands

    def _show(self, page: Page, desk: Desk, hands: Hands) -> None:
        desk.room(page.tab)
        hands.settle()
        if self._filled:
            page.act(hands, desk)
        hands.settle()

    def _take_alone(self, alone: Alone, language: str, scheme: Scheme) -> None:
        window = alone.build(self._app, self._database)
        window.resize(*(alone.size or SIZES[0]))
        window.show()
        Hands(self._app, window).settle()
        self._keep(window, alone.key, language, scheme, (window.width(), window.height()))
        window.close()
        window.deleteLater()

    def _keep(self, window: QWidget, key: str, language: str, scheme: Scheme, size: tuple[int, int]) -> None:
        self._app.processEvents()
        keep(window.grab(), Shot(key, self._filled, language, scheme, size, self._scale).file)


def twins(database: Database) -> None:
    """Two customers who are on file twice, so that there is something to merge."""
    with database.read() as session:
        known = list_customers(session, limit=2)
    for row in known:
        execute(database, register_customer, NewCustomer(row.name.upper(), row.kind, email=row.email), actor=SYSTEM)


def companies(place: Path) -> Iterator[tuple[Database, bool]]:
    """A filled one, then an empty one."""
    for filled in (True, False):
        database = open_company(f"sqlite:///{place}/{'filled' if filled else 'empty'}.db")
        if filled:
            load(database, orders=ORDERS)
            twins(database)
        yield database, filled
        database.close()


def take_scale(scale: int, wanted: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        app = make_application(["screens"], language="pl", scheme="light")
        onlooker = Onlooker()
        prompts.seat(onlooker)
        for database, filled in companies(place):
            photographer = Photographer(app, database, place, filled=filled, scale=scale)
            for language, scheme in LOOKS:
                photographer.take(language, scheme, wanted)
        for fault in onlooker.faults:
            print(fault, file=sys.stderr)
    return 1 if onlooker.faults else 0


def main(words: list[str]) -> int:
    if words[:1] == ["--scale"]:
        return take_scale(int(words[1]), words[2:])
    release()
    with tempfile.TemporaryDirectory() as folder:
        screen = {"name": "desk", "x": 0, "y": 0, "width": 3840, "height": 2160, "logicalDpi": 96, "dpr": 1.0}
        config = Path(folder) / "screen.json"
        config.write_text(json.dumps({"screens": [screen | {"logicalBaseDpi": 96}]}))
        for scale in SCALES:
            homes = {f"XDG_{kind}_HOME": folder for kind in ("DATA", "CONFIG", "CACHE")}
            qt = {"QT_QPA_PLATFORM": f"offscreen:configfile={config}", "QT_SCALE_FACTOR": str(scale / 100)}
            command = [sys.executable, "-m", "tools.screens", "--scale", str(scale), *words]
            code = subprocess.run(command, env=os.environ | homes | qt, check=False).returncode
            if code:
                return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
