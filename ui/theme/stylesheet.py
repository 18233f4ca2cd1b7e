"""The stylesheet, generated from tokens. Widgets choose a dress by the property `look`."""

from string import Template

from ui.theme.marks import mark_files
from ui.theme.tokens import FIGURE_PT, GRID, HEADING_PT, RADIUS, SMALL_PT, TITLE_PT, Tokens

_TEXT = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[look="page"] { background: $bg; }
QWidget[look="surface"] { background: $surface; }
QWidget[look="raised"] { background: $raised; }
QFrame[look="card"] { background: $surface; border: 1px solid $border; border-radius: 8px; }
QFrame[look="bar"] { background: $surface; border: 0; border-bottom: 1px solid $border; }
QFrame[look="foot"] { background: $surface; border: 0; border-top: 1px solid $border; }
QFrame[look="pane"] { background: $surface; border: 0; border-right: 1px solid $border; }
QFrame[look="line"] { background: $grid; border: 0; max-height: 1px; min-height: 1px; }
QFrame[look="toast"], QFrame[look="found"] { background: $raised; border: 1px solid $outline; border-radius: 8px; }
QFrame[look="found"] QListView { background: $raised; }
QFrame[look="decision"][meaning="good"] { background: $good_soft; border: 1px solid $good; border-radius: 8px; }
QFrame[look="decision"][meaning="attention"] {
    background: $attention_soft; border: 1px solid $attention; border-radius: 8px; }
QFrame[look="decision"][meaning="bad"] { background: $bad_soft; border: 1px solid $bad; border-radius: 8px; }
QFrame[look="decision"][meaning="info"] { background: $info_soft; border: 1px solid $info; border-radius: 8px; }
QToolTip { background: $raised; color: $text; border: 1px solid $outline; padding: ${grid_px}px; }

QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[look="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[look="figure"] { font-size: ${figure}pt; font-weight: 600; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="muted"] { color: $muted; }
QLabel[look="small"] { color: $muted; font-size: ${small}pt; }
QLabel[look="faint"] { color: $faint; font-size: ${small}pt; }
QLabel[look="key"] { color: $text; background: $bg; border: 1px solid $outline; border-radius: 4px;
    padding: 0 4px; font-size: ${small}pt; }
QLabel[meaning="good"] { color: $good; }
QLabel[meaning="attention"] { color: $attention; }
QLabel[meaning="bad"] { color: $bad; }
QLabel[meaning="info"] { color: $info; }
""")

_CONTROLS = Template("""
QPushButton, QToolButton[look="button"] { background: $surface; border: 1px solid $outline;
    border-radius: ${radius}px; padding: 0 13px; min-height: 30px; font-weight: 500; }
QPushButton:hover, QToolButton[look="button"]:hover { background: $row; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 0 12px; min-height: 28px; }
QPushButton:disabled { color: $faint; border-color: $border; }
QPushButton[look="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[look="primary"]:hover { background: $accent_hover; }
QPushButton[look="primary"]:focus { border: 2px solid $text; }
QPushButton[look="primary"]:disabled { background: $border; color: $muted; border-color: $border; }
QPushButton[look="quiet"] { background: transparent; border-color: transparent; color: $muted; }
QPushButton[look="quiet"]:hover { background: $row; color: $text; }
QPushButton[look="quiet"]:focus { border-color: $accent; }
QPushButton[look="quiet"]:disabled { color: $faint; }
QPushButton[look="link"] { background: transparent; border-color: transparent; color: $accent; padding: 0 3px; }
QPushButton[look="link"][lines="two"] { text-align: left; }
QPushButton[look="link"]:disabled { color: $faint; }
QPushButton[look="link"]:focus { border-color: $accent; padding: 0 2px; }
QPushButton[look="chip"] { border: 1px solid $outline; border-radius: 14px; padding: 0 10px; min-height: 26px;
    color: $muted; font-weight: 400; }
QPushButton[look="chip"]:hover { background: $row; }
QPushButton[look="chip"]:checked { background: $accent_soft; border-color: $accent_soft; color: $accent;
    font-weight: 600; }
QPushButton[look="chip"]:focus { border: 2px solid $accent; padding: 0 9px; min-height: 24px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${radius}px; padding: 3px; }
QToolButton:hover { background: $row; }

QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox, QDateEdit { background: $surface;
    border: 1px solid $outline; border-radius: ${radius}px; padding: 0 9px; min-height: 30px;
    selection-background-color: $accent; selection-color: $on_accent; placeholder-text-color: $faint; }
QPlainTextEdit, QTextEdit { padding: 5px; }
QTextBrowser[look="plain"] { border: 0; background: transparent; padding: 0; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {
    border: 2px solid $accent; padding: 0 8px; min-height: 28px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 4px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: $faint; background: $bg; }
QLineEdit:read-only { background: $bg; }
QLineEdit[look="search"] { background: $bg; }
QLineEdit[wrong="true"] { border: 2px solid $bad; padding: 0 8px; min-height: 28px; }
QComboBox QAbstractItemView, QListView[look="popup"] { background: $raised; border: 1px solid $outline;
    selection-background-color: $accent_soft; selection-color: $text; outline: 0; }
""")

_MARKS = Template("""
QComboBox::drop-down { border: 0; width: 28px; subcontrol-position: center right; }
QComboBox::down-arrow { image: url($mark_down); width: 12px; height: 12px; }
QAbstractSpinBox { padding: 0 24px 0 9px; max-height: 30px; }
QAbstractSpinBox:focus { padding: 0 23px 0 8px; max-height: 28px; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { border: 0; padding: 0; min-height: 0;
    background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 22px; background: transparent;
    subcontrol-origin: border; }
QAbstractSpinBox::up-button { subcontrol-position: top right; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; }
QAbstractSpinBox::up-arrow { image: url($mark_up); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url($mark_down); width: 10px; height: 10px; }
QDateEdit::drop-down { border: 0; width: 28px; subcontrol-position: center right; }
QDateEdit::down-arrow { image: url($mark_down); width: 12px; height: 12px; }
QPushButton::menu-indicator { image: url($mark_down); width: 18px; height: 12px;
    subcontrol-origin: border; subcontrol-position: center right; right: 5px; }
QCheckBox, QRadioButton, QListView, QTreeView { spacing: 8px; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator { width: 16px; height: 16px;
    border: 1px solid $outline; border-radius: 4px; background: $surface; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:checked, QListView::indicator:checked { background: $accent; border-color: $accent;
    image: url($mark_tick); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url($mark_dot); }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; width: 14px; height: 14px; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $bg; border-color: $outline; }
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled { background: $outline; }
QHeaderView::up-arrow { image: url($mark_up); width: 10px; height: 10px; subcontrol-position: center right;
    right: 1px; }
QHeaderView::down-arrow { image: url($mark_down); width: 10px; height: 10px; subcontrol-position: center right;
    right: 1px; }
QMenu::right-arrow { image: url($mark_right); width: 12px; height: 12px; }
QMenu::indicator { width: 14px; height: 14px; left: 4px; }
QMenu::indicator:checked { image: url($mark_tick); background: $accent; border-radius: 4px; }
""")

_PLACES = Template("""
QMenuBar { background: $surface; color: $muted; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $row; color: $text; }
QMenu { background: $raised; border: 1px solid $outline; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 26px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }

QTableView, QListView, QTreeView { background: $surface; border: 0; outline: 0; gridline-color: $grid;
    selection-background-color: $row; selection-color: $text; }
QTableView::item { border: 0; }
QListView[look="entries"] { border: 1px solid $border; border-radius: 8px; padding: 4px; }
QListView[look="pages"] { border: 0; border-right: 1px solid $border; padding: 8px; }
QListView[look="entries"]::item, QListView[look="pages"]::item { padding: 6px 8px; border-radius: 6px; }
QListView::item:selected { background: $row; color: $text; }
QTableView:focus, QListView:focus { border: 0; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $muted; border: 0; border-bottom: 1px solid $border;
    padding: 6px 10px; font-size: ${small}pt; font-weight: 500; }
QHeaderView::section:hover { color: $text; }
QTableCornerButton::section { background: $surface; border: 0; }

QScrollArea { background: transparent; border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $strong; border-radius: 4px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: $outline; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QProgressBar { background: $border; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QProgressBar[meaning="attention"]::chunk { background: $attention; }
QProgressBar[meaning="bad"]::chunk { background: $bad; }
QGroupBox { border: 1px solid $border; border-radius: 8px; margin-top: 10px; padding-top: 8px; background: $surface; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; padding: 0 4px; color: $muted; }
""")


def stylesheet(on: Tokens) -> str:
    """Every rule of the window in the colours of `on`; needs a QApplication, for the marks are drawn."""
    values = (
        {name: getattr(on, name) for name in on.__dataclass_fields__}
        | {
            "small": str(SMALL_PT),
            "heading": str(HEADING_PT),
            "title": str(TITLE_PT),
            "figure": str(FIGURE_PT),
            "radius": str(RADIUS),
            "grid_px": str(GRID),
        }
        | mark_files(on)
    )
    return "".join(part.substitute(values) for part in (_TEXT, _CONTROLS, _MARKS, _PLACES))
