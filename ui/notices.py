"""Tells of a new inquiry and of a late one while one looks elsewhere: a beep, a tray notice; each can be turned off."""

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


def _of(changes: frozenset[Change], what: str) -> list[Change]:
    return [one for one in changes if one.topic is Topic.INQUIRIES and one.what == what and one.label]


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
        came, late = _of(changes, "received"), _of(changes, "late")
        if came:
            title = self.tr("New inquiry") if len(came) == 1 else self.tr("%n new inquiries", "", len(came))
            self._tell(title, came)
        if late:
            title = self.tr("The answer is overdue")
            if len(late) > 1:
                title = self.tr("%n late inquiries", "", len(late))
            self._tell(title, late)

    def _tell(self, title: str, told: list[Change]) -> None:
        self._last = max(told, key=lambda one: one.at_micros).label
        if wanted(self._kept, SOUND):
            QApplication.beep()
            self.beeped.emit(self._last)
        if not wanted(self._kept, TRAY):
            return
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
