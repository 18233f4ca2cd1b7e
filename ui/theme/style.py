"""The tokens as a style sheet and a palette, applied to the whole program."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme.tokens import DARK, LIGHT, Tokens

_current = LIGHT


def tokens() -> Tokens:
    """Of the theme that is applied now; asked at paint time, never kept."""
    return _current


def colour(name: str) -> QColor:
    return QColor(getattr(_current, name))


def apply(app: QApplication, scheme: str = "system") -> None:
    """`light`, `dark` or `system`."""
    global _current
    dark = scheme == "dark" or (scheme == "system" and app.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    _current = DARK if dark else LIGHT
    app.setStyle("Fusion")
    app.setPalette(_palette(_current))
    app.setStyleSheet(_SHEET.format(**_current.named()))


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: t.bg,
        QPalette.ColorRole.Base: t.surface,
        QPalette.ColorRole.AlternateBase: t.bg,
        QPalette.ColorRole.Button: t.surface,
        QPalette.ColorRole.Text: t.text,
        QPalette.ColorRole.WindowText: t.text,
        QPalette.ColorRole.ButtonText: t.text,
        QPalette.ColorRole.ToolTipBase: t.surface,
        QPalette.ColorRole.ToolTipText: t.text,
        QPalette.ColorRole.PlaceholderText: t.muted,
        QPalette.ColorRole.Highlight: t.accent_soft,
        QPalette.ColorRole.HighlightedText: t.text,
        QPalette.ColorRole.Link: t.accent,
    }
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(t.muted))
    return palette


_SHEET = """
QWidget {{ font-size: 10pt; }}
QLabel[role="title"] {{ font-size: 16pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: 12pt; font-weight: 600; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="figure"] {{ font-size: 24pt; font-weight: 600; }}
QLabel[pill="good"] {{ background: {good_soft}; color: {good}; }}
QLabel[pill="attention"] {{ background: {attention_soft}; color: {attention}; }}
QLabel[pill="bad"] {{ background: {bad_soft}; color: {bad}; }}
QLabel[pill="info"] {{ background: {info_soft}; color: {info}; }}
QLabel[pill="plain"] {{ background: {bg}; color: {muted}; border: 1px solid {border}; }}
QLabel[pill] {{ border-radius: 9px; padding: 2px 8px; font-weight: 500; }}
QFrame[role="card"] {{ background: {surface}; border: 1px solid {border}; border-radius: 8px; }}
QFrame[role="bar"] {{ background: {surface}; border-bottom: 1px solid {border}; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {border}; }}
QTabBar {{ background: {surface}; }}
QTabBar::tab {{ padding: 10px 16px; color: {muted}; border: 0; border-bottom: 2px solid transparent; background: {surface}; }}
QTabBar::tab:selected {{ color: {accent}; border-bottom-color: {accent}; }}
QTabBar::tab:focus {{ color: {accent}; }}
QPushButton {{ min-height: 22px; padding: 4px 14px; border: 1px solid {strong}; border-radius: 6px; background: {surface}; }}
QPushButton:hover {{ background: {row}; }}
QPushButton:focus {{ border: 2px solid {accent}; padding: 3px 13px; }}
QPushButton:disabled {{ color: {muted}; border-color: {border}; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="primary"]:disabled {{ background: {bg}; color: {muted}; border-color: {border}; }}
QPushButton[role="chip"] {{ border-radius: 13px; padding: 2px 12px; color: {muted}; border-color: {border}; }}
QPushButton[role="chip"]:checked {{ background: {accent_soft}; color: {accent}; border-color: {accent_soft}; font-weight: 600; }}
QPushButton[role="chip"]:focus {{ border: 2px solid {accent}; padding: 1px 11px; }}
QPushButton[role="link"] {{ border: 0; color: {accent}; padding: 2px 4px; background: transparent; }}
QPushButton[role="link"]:focus {{ text-decoration: underline; }}
QPushButton[role="step"] {{ border: 0; border-bottom: 2px solid {border}; border-radius: 0; color: {muted}; background: transparent; padding: 8px 6px; text-align: left; }}
QPushButton[role="step"]:checked {{ color: {accent}; border-bottom-color: {accent}; font-weight: 600; }}
QPushButton[role="step"][done="true"] {{ color: {good}; }}
QPushButton[role="step"]:focus {{ background: {row}; }}
QLineEdit, QPlainTextEdit, QComboBox, QDateEdit, QSpinBox, QDoubleSpinBox, QTextBrowser {{ border: 1px solid {strong}; border-radius: 6px; padding: 4px 8px; background: {surface}; min-height: 20px; selection-background-color: {accent_soft}; selection-color: {text}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QDateEdit:focus, QSpinBox:focus, QTextBrowser:focus {{ border: 2px solid {accent}; padding: 3px 7px; }}
QTableView {{ background: {surface}; border: 1px solid {border}; border-radius: 8px; gridline-color: {grid}; selection-background-color: {row}; selection-color: {text}; outline: 0; }}
QTableView:focus {{ border: 1px solid {accent}; }}
QTableView::item {{ padding: 4px 8px; border-bottom: 1px solid {grid}; }}
QTableView::item:selected {{ background: {row}; color: {text}; }}
QHeaderView::section {{ background: {surface}; color: {muted}; border: 0; border-bottom: 1px solid {border}; padding: 6px 8px; font-weight: 500; }}
QStatusBar {{ background: {surface}; border-top: 1px solid {border}; color: {muted}; }}
QMenuBar {{ background: {surface}; color: {muted}; }}
QFrame[role="told-good"] {{ background: {good_soft}; border-radius: 6px; }} QFrame[role="told-good"] QLabel {{ color: {good}; }}
QFrame[role="told-bad"] {{ background: {bad_soft}; border-radius: 6px; }} QFrame[role="told-bad"] QLabel {{ color: {bad}; }}
QSplitter::handle {{ background: {border}; }}
"""
