"""Tells of a new inquiry while one looks elsewhere: a beep and a tray notice; each can be turned off."""

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from db.vocabulary import Topic
from ui.live import Change
from ui.theme import icon

SOUND, TRAY = "notices/sound", "notices/tray"
SHOWN_MS = 10_000


def wanted(kept: QSettings, key: str) -> bool:
    """Whether the person wants it; until told otherwise, yes."""
    return str(kept.value(key, "true")).lower() not in ("false", "0")


class Notices(QObject):
    """`beeped` and `told` say what was done, with the inquiry's number; `pressed` asks for the inquiry told last."""

    beeped = Signal(str)
    told = Signal(str, str)
    pressed = Signal(str)

    def __init__(self, kept: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept = kept
        self._tray: QSystemTrayIcon | None = None
        self._last = ""

    def hear(self, changes: frozenset[Change]) -> None:
        """Whatever came in during one look is one notice, so that a hundred inquiries do not beep a hundred times."""
        came = [one for one in changes if one.topic is Topic.INQUIRIES and one.what == "received" and one.label]
        if not came:
            return
        newest = max(came, key=lambda one: one.at_micros)
        self._last = newest.label
        if wanted(self._kept, SOUND):
            QApplication.beep()
            self.beeped.emit(self._last)
        if wanted(self._kept, TRAY):
            self._tell(len(came))

    def _tell(self, count: int) -> None:
        title = self.tr("New inquiry") if count == 1 else self.tr("%n new inquiries", "", count)
        self.told.emit(title, self._last)
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon().showMessage(title, self._last, QSystemTrayIcon.MessageIcon.Information, SHOWN_MS)

    def _icon(self) -> QSystemTrayIcon:
        if self._tray is None:
            self._tray = QSystemTrayIcon(icon("envelope-simple", token="accent"), self)
            self._tray.setToolTip(QApplication.applicationDisplayName())
            self._tray.messageClicked.connect(lambda: self.pressed.emit(self._last))
            self._tray.show()
        return self._tray

    def close(self) -> None:
        if self._tray is not None:
            self._tray.hide()
