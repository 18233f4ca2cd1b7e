"""This workstation alone: its language, its look, its notices, and where its books lie."""

from typing import Any

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QWidget

from ui import words
from ui.application import SCALES
from ui.notices import SOUND, TRAY, wanted
from ui.seat import Seat
from ui.settings.asks import Ask, Kind, Values
from ui.settings.form import Form
from ui.settings.page import SettingsPage, scrolled
from ui.theme import GRID, Scheme
from ui.widgets.cards import Card
from ui.widgets.parts import Told, button, row, text


class HerePage(SettingsPage):
    """Every change holds at once, but for size and database, which hold from the next start."""

    language_chosen = Signal(str)
    scheme_chosen = Signal(object)

    def __init__(self, seat: Seat, kept: QSettings, place: Any = None) -> None:
        about = self.tr("Only for this computer and whoever is signed in on it. Changes take effect at once.")
        super().__init__(seat, self.tr("This workstation"), about)
        self._kept, self._place = kept, place
        self.told = Told()
        self.form = Form(self._asks())
        self._use = button(self.tr("Use this from the next start"), name="use_place")
        self.body.addWidget(self.told)
        self.body.addWidget(scrolled(self._inside()), 1)
        self.form.fill(self._values())
        self.form.changed.connect(self._on_changed)
        self._use.clicked.connect(self._on_use)

    def _inside(self) -> QWidget:
        """The form, and the place of the books beneath."""
        card = Card()
        card.body.setSpacing(4 * GRID)
        card.body.addWidget(self.form)
        where = self.seat.database.url.render_as_string(hide_password=True)
        shown = text(
            self.tr("The data is kept in {place}").format(place=where), role="muted", wrap=True, name="place_now"
        )
        card.body.addWidget(shown)
        if self._place is not None:
            card.body.addWidget(self._place)
            card.body.addWidget(row(self._use, None))
        return card

    def _asks(self) -> list[Ask]:
        themes = (
            ("", self.tr("Same as the system")),
            (Scheme.LIGHT.value, self.tr("Light")),
            (Scheme.DARK.value, self.tr("Dark")),
        )
        sizes = (("100", "100 %"), *((scale, f"{scale} %") for scale in SCALES))
        languages = tuple((key, words.NAMES[key]) for key in words.LANGUAGES)
        return [
            Ask(
                "language",
                self.tr("Language"),
                self.tr("For this window; documents have their own."),
                Kind.CHOICE,
                languages,
            ),
            Ask("scheme", self.tr("Theme"), self.tr("Light or dark."), Kind.CHOICE, themes),
            Ask(
                "scale",
                self.tr("Display size"),
                self.tr("Takes effect at the next start."),
                Kind.CHOICE,
                sizes,
            ),
            Ask(SOUND, self.tr("Sound"), self.tr("A beep for a new inquiry."), Kind.CHECK),
            Ask(TRAY, self.tr("Notifications"), self.tr("A notification by the clock for a new inquiry."), Kind.CHECK),
        ]

    def _values(self) -> Values:
        return {
            "language": words.language(),
            "scheme": str(self._kept.value("scheme", "")),
            "scale": str(self._kept.value("scale", "100")),
            SOUND: wanted(self._kept, SOUND),
            TRAY: wanted(self._kept, TRAY),
        }

    def _on_changed(self) -> None:
        before, now = self._values(), self.form.values()
        for key in (SOUND, TRAY, "scale"):
            if now[key] != before[key]:
                self._kept.setValue(key, str(now[key]).lower())
        if now["scale"] != before["scale"]:
            self.told.say(self.tr("The new size takes effect at the next start."), good=True)
        if now["scheme"] != before["scheme"]:
            self._kept.setValue("scheme", now["scheme"])
            self.scheme_chosen.emit(Scheme(now["scheme"]) if now["scheme"] else None)
        if now["language"] != before["language"]:
            self._kept.setValue("language", now["language"])
            self.language_chosen.emit(now["language"])

    def _on_use(self) -> None:
        """The server is tried for real before it is kept."""
        if self._place.on_server:
            self._place.try_it(lambda server, _found: self._keep(server))
        else:
            self._keep(None)

    def _keep(self, server: Any) -> None:
        self._place.keep(self._kept, server)
        self.told.say(self.tr("From the next start the program opens this database."), good=True)
