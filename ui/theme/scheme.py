"""Which theme is on: follows the system until a person chooses."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import fonts
from ui.theme.current import put_on, tokens
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import BODY_PT, TOKENS, Scheme, Tokens


def system_scheme() -> Scheme:
    hints = QApplication.styleHints()
    return Scheme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Scheme.LIGHT


_DRESSED = "dressed"


def dress(window: QWidget) -> None:
    """The stylesheet for a window and whatever is put into it, now and when the theme changes.

    Not for the application as a whole: under that Qt asks every rule again for a whole part of a page each time it is
    put into a larger one, which took three quarters of the time in which a room is built.
    """
    window.setProperty(_DRESSED, True)
    window.setStyleSheet(stylesheet(tokens()))


def is_dressed(part: QWidget) -> bool:
    """It stands in a window that was dressed: what it measures now is what will be seen."""
    return bool(part.window().property(_DRESSED))


def apply(app: QApplication, scheme: Scheme | None = None) -> None:
    """Colours for the application and every window that was dressed; `None` follows the system, now and later."""
    on = TOKENS[scheme or system_scheme()]
    put_on(on)
    app.setStyle("Fusion")
    font = app.font()
    if font.pointSize() != BODY_PT:
        font.setPointSize(BODY_PT)
        app.setFont(font)
        fonts.forget()
    app.setPalette(palette(on))
    for window in app.topLevelWidgets():
        if window.property(_DRESSED):
            dress(window)
    _Follower.of(app).following = scheme is None


class _Follower(QObject):
    """Re-applies the theme when the system changes its own."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("theme_follower")
        self.following = False
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @classmethod
    def of(cls, app: QApplication) -> "_Follower":
        return app.findChild(cls, "theme_follower") or cls(app)

    def _on_system_changed(self) -> None:
        app = QApplication.instance()
        if self.following and isinstance(app, QApplication):
            apply(app, None)


def palette(on: Tokens) -> QPalette:
    """What widgets without a rule of the stylesheet use."""
    role = QPalette.ColorRole
    made = QPalette()
    for which, name in (
        (role.Window, on.bg),
        (role.WindowText, on.text),
        (role.Base, on.surface),
        (role.AlternateBase, on.bg),
        (role.Text, on.text),
        (role.Button, on.surface),
        (role.ButtonText, on.text),
        (role.BrightText, on.bad),
        (role.ToolTipBase, on.raised),
        (role.ToolTipText, on.text),
        (role.PlaceholderText, on.faint),
        (role.Highlight, on.accent),
        (role.HighlightedText, on.on_accent),
        (role.Link, on.accent),
        (role.LinkVisited, on.accent),
        (role.Accent, on.accent),
        (role.Light, on.raised),
        (role.Midlight, on.border),
        (role.Mid, on.strong),
        (role.Dark, on.strong),
        (role.Shadow, on.strong),
    ):
        made.setColor(which, QColor(name))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(on.faint))
    return made
