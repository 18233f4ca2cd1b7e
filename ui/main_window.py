"""The window: tabs, menu, search field, status bar; it knows no room, only how to build one when it is first shown."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QMenu, QVBoxLayout, QWidget

from ui import kept, words
from ui.live import Change, Connection
from ui.pages import Pages, Tab
from ui.theme import GAP, GRID, Meaning, Scheme, dress
from ui.widgets.cards import text_label
from ui.widgets.entrance import enter
from ui.widgets.fields import SearchField
from ui.widgets.last_change import LastChange
from ui.widgets.one_of import one_of
from ui.widgets.part_walk import PartWalk, step_tab
from ui.widgets.state_mark import StateMark
from ui.widgets.tabs import TabButton

SMALLEST, FIRST_SIZE = QSize(1200, 640), QSize(1440, 900)


class MainWindow(QMainWindow):
    """What app wires: `searched` with the text typed, `language_chosen`, `scheme_chosen` (None = the system's)."""

    searched = Signal(str)
    language_chosen = Signal(str)
    scheme_chosen = Signal(object)
    tab_shown = Signal(str)
    closing = Signal()
    keys_wanted = Signal()
    help_wanted = Signal(str)
    look_around_wanted = Signal()
    import_requested = Signal(str)
    settings_requested = Signal()
    another_wanted = Signal()
    quit_wanted = Signal()
    came_to_front = Signal()

    def __init__(self, tabs: Sequence[Tab], *, settings: QSettings, signed_in: str) -> None:
        super().__init__()
        self.setObjectName("main_window")
        dress(self)
        self.setMinimumSize(SMALLEST)
        self._settings = settings
        self._tabs = {tab.key: tab for tab in tabs}
        self._buttons: dict[str, TabButton] = {}
        self.pages = Pages(tabs, settings)
        self.search = SearchField(self.tr("Search everything"), "Ctrl+K")
        self.connection = StateMark("connection")
        self.printing = StateMark("printing", "printer", pressable=True)
        self.last_change = LastChange()
        self._signed_in = text_label(signed_in, "small")
        self._walk = PartWalk()
        self._build()
        self._connect()
        self._restore()

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("look", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._top_bar, self._foot_bar = self._top(), self._foot()
        column.addWidget(self._top_bar)
        column.addWidget(self.pages, 1)
        column.addWidget(self._foot_bar)
        self.setCentralWidget(inside)
        self._build_menu()

    def _top(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("look", "bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(GAP, 0, GAP, 0)
        row.setSpacing(GRID)
        for place, tab in enumerate(self._tabs.values(), start=1):
            button = TabButton(tab.key, tab.title, tab.icon)
            button.setToolTip(f"{tab.title} (Ctrl+{tab.number or place})")
            self._buttons[tab.key] = button
            row.addWidget(button)
        row.addStretch(1)
        self.search.setObjectName("search_everything")
        self.search.setMinimumWidth(200)
        self.search.setMaximumWidth(320)
        self._signed_in.setObjectName("signed_in")
        row.addWidget(self.search, 100)
        row.addSpacing(GAP)
        row.addWidget(self.connection)
        row.addSpacing(2 * GRID)
        row.addWidget(self._signed_in)
        return bar

    def _foot(self) -> QWidget:
        bar = QFrame()
        bar.setProperty("look", "foot")
        row = QHBoxLayout(bar)
        row.setContentsMargins(GAP, GRID, GAP, GRID)
        row.setSpacing(4 * GRID)
        self._page_state = text_label("", "small")
        self._page_state.setObjectName("page_state")
        row.addWidget(self._page_state)
        row.addStretch(1)
        row.addWidget(self.last_change)
        row.addWidget(self.printing)
        return bar

    def _build_menu(self) -> None:
        file_menu = self.menuBar().addMenu(self.tr("&File"))
        self._build_file_menu(file_menu)
        leave = file_menu.addAction(self.tr("&Quit"))
        leave.setShortcut(QKeySequence("Ctrl+Q"))
        leave.setMenuRole(QAction.MenuRole.QuitRole)
        leave.triggered.connect(lambda _on=False: self.quit_wanted.emit())
        view = self.menuBar().addMenu(self.tr("&View"))
        for place, tab in enumerate(self._tabs.values(), start=1):
            number = tab.number or place
            action = view.addAction(f"&{number}  {tab.title}")
            action.setIconText(tab.title)
            action.setData(tab.key)
            action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            action.triggered.connect(self._buttons[tab.key].click)
        view.addSeparator()
        find = view.addAction(self.tr("&Search everything"))
        find.setShortcut(QKeySequence("Ctrl+K"))
        find.triggered.connect(self._on_find)
        for title, keys, by in ((self.tr("&Next pane"), "F6", 1), (self.tr("&Previous pane"), "Shift+F6", -1)):
            walk = view.addAction(title)
            walk.setShortcut(QKeySequence(keys))
            walk.triggered.connect(lambda _on=False, by=by: self._on_walk(by))
        view.addSeparator()
        schemes = (
            ("", self.tr("Same as the system")),
            (Scheme.LIGHT.value, self.tr("Light")),
            (Scheme.DARK.value, self.tr("Dark")),
        )
        one_of(view.addMenu(self.tr("&Theme")), schemes, str(self._settings.value("scheme", "")), self._on_scheme)
        languages = [(language, words.NAMES[language]) for language in words.LANGUAGES]
        one_of(view.addMenu(self.tr("&Language")), languages, words.language(), self._on_language)
        self._build_help_menu(self.menuBar().addMenu(self.tr("&Help")))

    def _build_help_menu(self, menu: QMenu) -> None:
        self._help_here = here = menu.addAction(self.tr("&Help for this page"), lambda: self.help_wanted.emit(""))
        here.setObjectName("help_here")
        here.setShortcut(QKeySequence("F1"))
        here.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)  # in the windows beside this one too
        keys = menu.addAction(self.tr("&Keys"), self.keys_wanted.emit)
        keys.setObjectName("keys")
        keys.setShortcut(QKeySequence("?"))
        menu.addAction(self.tr("&A quick tour, two minutes"), self.look_around_wanted.emit)
        menu.addAction(self.tr("&What is new"), lambda: self.help_wanted.emit("new"))

    def _build_file_menu(self, menu: QMenu) -> None:
        sheets = menu.addMenu(self.tr("Import a sheet"))
        for what, title in (
            ("products", self.tr("Products…")),
            ("customers", self.tr("Customers…")),
            ("stock", self.tr("Opening stock…")),
            ("sales", self.tr("Past sales…")),
            ("pipeline", self.tr("Past inquiries…")),
            ("expenses", self.tr("Expenses…")),
        ):
            action = sheets.addAction(title)
            action.setObjectName(f"import_{what}")
            action.setData(what)
            action.triggered.connect(lambda _on=False, chosen=what: self.import_requested.emit(chosen))
        chosen_by = menu.addAction(self.tr("&Settings…"))
        chosen_by.setObjectName("settings")
        chosen_by.setShortcut(QKeySequence("Ctrl+,"))
        chosen_by.setMenuRole(QAction.MenuRole.PreferencesRole)
        chosen_by.triggered.connect(lambda _on=False: self.settings_requested.emit())
        menu.addSeparator()
        another = menu.addAction(self.tr("&New window"))
        another.setObjectName("new_window")
        another.setShortcut(QKeySequence("Ctrl+Shift+N"))
        another.triggered.connect(lambda _on=False: self.another_wanted.emit())
        close = menu.addAction(self.tr("&Close window"))
        close.setObjectName("close_window")
        close.setShortcut(QKeySequence("Ctrl+W"))
        close.triggered.connect(lambda _on=False: self.close())
        menu.addSeparator()

    def _connect(self) -> None:
        for button in self._buttons.values():
            button.clicked.connect(self._on_tab)
        self.search.searched.connect(self.searched)

    @property
    def tabs(self) -> tuple[str, ...]:
        """The keys of the rooms, in their order."""
        return tuple(self._tabs)

    @property
    def current_key(self) -> str:
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def show_tab(self, key: str) -> QWidget:
        """Brings a room to the front, building it on its first time; answers its page."""
        self._buttons[key].setChecked(True)
        self._top_bar.setFocusProxy(self._buttons[key])
        if (focused := self.focusWidget()) is not None:
            focused.clearFocus()  # else Qt seeks another place for it before the page is entered
        page = self.pages.show_page(key)
        self.setWindowTitle(self._tabs[key].title)
        self._page_state.clear()
        enter(page)
        self.tab_shown.emit(key)
        return page

    def recall(self, part: QWidget) -> None:
        """A part of a room that was made after it: its tables are as they were left."""
        kept.restore_tables(part, self._settings)

    def set_badge(self, key: str, count: int, *, hot: bool = False) -> None:
        """What waits in a room; hot when something is late."""
        self._buttons[key].set_badge(count, hot=hot)

    def say(self, text: str) -> None:
        """The left of the status bar: what the page shows ("812 products · 14 under minimum")."""
        self._page_state.setText(text)

    def show_connection(self, connection: Connection, where: str = "") -> None:
        """The dot and the word; `where` names the database ("Office server")."""
        match connection:
            case Connection.CONNECTED:
                self.connection.show_state(where or self.tr("Connected"), Meaning.GOOD)
            case Connection.AWAY:
                self.connection.show_state(self.tr("Database not responding, retrying"), Meaning.BAD)

    def show_changes(self, changes: frozenset[Change]) -> None:
        self.last_change.show_changes(changes)

    def show_printing(self, text: str, meaning: Meaning) -> None:
        self.printing.show_state(text, meaning)

    def _restore(self) -> None:
        geometry = self._settings.value("window/geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(FIRST_SIZE)
        wanted = str(self._settings.value("window/tab", ""))
        self.show_tab(wanted if wanted in self._tabs else next(iter(self._tabs)))

    def save_state(self) -> None:
        """What was open and how large it was is there again tomorrow."""
        self._settings.setValue("window/geometry", self.saveGeometry())
        self._settings.setValue("window/tab", self.current_key)
        self.pages.save()

    def _on_tab(self) -> None:
        self.show_tab(self.current_key)

    def _on_find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_walk(self, by: int) -> None:
        """F6: to the next bar or pane of what is seen."""
        self._walk.step(self.pages.currentWidget(), (self._top_bar, self._foot_bar), by)

    def _on_scheme(self, chosen: str) -> None:
        self._settings.setValue("scheme", chosen)
        self.scheme_chosen.emit(Scheme(chosen) if chosen else None)

    def _on_language(self, chosen: str) -> None:
        self._settings.setValue("language", chosen)
        self.language_chosen.emit(chosen)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - as Qt calls it
        """Tab goes as one reads, whatever was made first."""
        return step_tab(self, 1 if next else -1)

    def place(self) -> tuple[QByteArray, str]:
        """Where it stands, and which tab is in front."""
        return self.saveGeometry(), self.current_key

    def put(self, geometry: QByteArray, tab: str) -> None:
        """As `place` told it."""
        self.restoreGeometry(geometry)
        if tab in self._tabs:
            self.show_tab(tab)

    def hear_f1(self, on: bool) -> None:
        """One window alone may: of two that do for the whole program, neither is heard."""
        self._help_here.setEnabled(on)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.came_to_front.emit()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save_state()
        self.closing.emit()
        super().closeEvent(event)
