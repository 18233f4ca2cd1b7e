"""Sets up the one QApplication: name, theme, language, what happens to a bug."""

import os
import sys
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from crm_desktop.places import resource
from ui import prompts, theme, words
from ui.upkeep import Upkeep

NAME = "CRM Desktop"
SCALES = ("125", "150", "175", "200")


def make_application(arguments: list[str] | None = None, *, language: str = "", scheme: str = "") -> QApplication:
    """The application, dressed and speaking. Empty `language` and `scheme` take what the person chose, else Polish
    and the system's theme."""
    existing = QApplication.instance()
    if existing is None:
        _scale()
    app = existing if isinstance(existing, QApplication) else QApplication(arguments or sys.argv[:1])
    app.setApplicationName("crm-desktop")
    app.setOrganizationName("crm-desktop")
    app.setApplicationDisplayName(NAME)
    app.setWindowIcon(QIcon(str(resource("icon", "crm-desktop.png"))))
    sys.excepthook = _on_bug
    Upkeep.of(app).begin()
    stored = own_settings()
    set_language(app, language or str(stored.value("language", "pl")))
    chosen = scheme or str(stored.value("scheme", ""))
    theme.apply(app, theme.Scheme(chosen) if chosen else None)
    return app


def _scale() -> None:
    """As large as this person wants everything; what the system was told by hand goes first."""
    chosen = str(own_settings().value("scale", ""))
    if chosen in SCALES and "QT_SCALE_FACTOR" not in os.environ:
        os.environ["QT_SCALE_FACTOR"] = str(int(chosen) / 100)


def own_settings() -> QSettings:
    """What this person set on this machine, as a plain file in their settings folder."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "crm-desktop", "window")


def set_language(app: QApplication, language: str) -> None:
    """Puts the translators of `language` in; windows opened after this speak it, so the main window is made anew."""
    chosen = language if language in words.LANGUAGES else words.LANGUAGES[0]
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.setParent(None)
    words.set_language(chosen)
    polish = chosen == "pl"
    QLocale.setDefault(QLocale(QLocale.Language.Polish if polish else QLocale.Language.English))
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{chosen}", qt_folder), (f"crm_{chosen}", str(resource("translations")))):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
        else:
            translator.setParent(None)


def _on_bug(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    """What no one caught: to the log and one dialog; Ctrl+C in a terminal still ends the program."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, fault, trace)
        QApplication.quit()
        return
    prompts.person().crashed(fault)
