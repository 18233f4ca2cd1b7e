"""The settings as a window of its own: pages at the left, one of them open."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSettings, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QWidget

from ui.seat import Seat
from ui.settings.assignment_page import AssignmentPage
from ui.settings.backup_page import BackupPage
from ui.settings.company_page import CompanyPage
from ui.settings.couriers_page import CouriersPage
from ui.settings.forms_page import FormsPage
from ui.settings.here_page import HerePage
from ui.settings.hours_page import HoursPage
from ui.settings.houses_page import HousesPage
from ui.settings.journal_page import READERS, JournalPage
from ui.settings.labels_page import LabelsPage
from ui.settings.mail_page import MailPage
from ui.settings.page import SettingsPage
from ui.settings.printers_page import PrintersPage
from ui.settings.promises_page import PromisesPage
from ui.settings.series_page import SeriesPage
from ui.settings.sources_page import SourcesPage
from ui.settings.templates_page import TemplatesPage
from ui.settings.users_page import UsersPage
from ui.theme import icon

HELP = dict.fromkeys(("sources", "forms", "hours", "assignment", "promises"), "doors") | {"printers": "printing"}
"""Pages with a page of help of their own; the others stand on that of the settings."""
PAGE = "settings/page"
NAVIGATION_WIDE, NAVIGATION_HIGH = 240, 36
SMALL, LARGE = QSize(1120, 680), QSize(1360, 900)
AROUND = QSize(160, 80)
"""What stays to be seen of the window behind, where there is room for it."""


class SettingsWindow(QDialog):
    """Does not block the window behind it. Ctrl+Page Up and Down walk through the pages, Esc closes."""

    language_chosen = Signal(str)
    scheme_chosen = Signal(object)

    def __init__(
        self, seat: Seat, kept: QSettings, parent: QWidget | None, *, place: Any = None, page: str = ""
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settings_window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self._seat, self._kept, self._place = seat, kept, place
        self._pages: dict[str, SettingsPage] = {}
        self.list = QListWidget()
        self.list.setObjectName("settings_pages")
        self.list.setAccessibleName(self.tr("Pages of the settings"))
        self.list.setFixedWidth(NAVIGATION_WIDE)
        self.list.setProperty("look", "pages")
        self._stack = QStackedWidget()
        for key, (title, picture, _) in self._table().items():
            item = QListWidgetItem(icon(picture, token="muted"), title)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(QSize(0, NAVIGATION_HIGH))
            self.list.addItem(item)
        beside = QHBoxLayout(self)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(0)
        beside.addWidget(self.list)
        beside.addWidget(self._stack, 1)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda step=step: self._walk(step))
        self.resize(SMALL if parent is None else (parent.size() - AROUND).boundedTo(LARGE).expandedTo(SMALL))
        self.list.currentRowChanged.connect(lambda _row: self._on_page())
        self.show_page(page or str(kept.value(PAGE, "company")))
        self.list.setFocus()

    def _table(self) -> dict[str, tuple[str, str, Callable[[], SettingsPage]]]:
        seat = self._seat
        pages: dict[str, tuple[str, str, Callable[[], SettingsPage]]] = {
            "company": (self.tr("Company"), "buildings", lambda: CompanyPage(seat)),
            "users": (self.tr("Users and roles"), "users", lambda: UsersPage(seat)),
            "warehouses": (self.tr("Warehouses"), "package", lambda: HousesPage(seat)),
            "numbering": (self.tr("Numbering"), "hash", lambda: SeriesPage(seat)),
            "sources": (self.tr("Mailboxes and shops"), "tray", lambda: SourcesPage(seat)),
            "forms": (self.tr("Forms and field maps"), "article", lambda: FormsPage(seat)),
            "templates": (self.tr("Message templates"), "envelope-simple", lambda: TemplatesPage(seat)),
            "hours": (self.tr("Opening hours"), "calendar-blank", lambda: HoursPage(seat)),
            "assignment": (self.tr("Assigning inquiries"), "shuffle", lambda: AssignmentPage(seat)),
            "promises": (self.tr("Deadlines and documents"), "clock", lambda: PromisesPage(seat)),
            "printers": (self.tr("Printers"), "printer", lambda: PrintersPage(seat)),
            "labels": (self.tr("Label templates"), "tag", lambda: LabelsPage(seat)),
            "couriers": (self.tr("Courier files"), "truck", lambda: CouriersPage(seat)),
            "mail": (self.tr("Outgoing mail"), "paper-plane-tilt", lambda: MailPage(seat)),
            "backup": (self.tr("Backup"), "floppy-disk", lambda: BackupPage(seat, self._kept)),
            "journal": (self.tr("Journal"), "book-open", lambda: JournalPage(seat)),
            "here": (self.tr("This workstation"), "desktop", self._here),
        }
        if seat.actor.role not in READERS:
            del pages["journal"]
        return pages

    def _here(self) -> HerePage:
        page = HerePage(self._seat, self._kept, self._place)
        page.language_chosen.connect(self.language_chosen)
        page.scheme_chosen.connect(self.scheme_chosen)
        return page

    @property
    def current_key(self) -> str:
        item = self.list.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def show_page(self, key: str) -> SettingsPage:
        """Brings a page to the front; the first where there is no such page."""
        keys = list(self._table())
        at = keys.index(key) if key in keys else 0
        if self.list.currentRow() == at:
            self._on_page()
        self.list.setCurrentRow(at)
        return self._pages[keys[at]]

    def _on_page(self) -> None:
        key = self.current_key
        page = self._pages.get(key)
        if page is None:
            page = self._table()[key][2]()
            self._pages[key] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._kept.setValue(PAGE, key)
        self.setProperty("help", HELP.get(key, "settings"))
        page.start()

    def _walk(self, step: int) -> None:
        self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
