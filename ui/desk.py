"""A desk: one seat and its windows. Grants the rooms' wishes, keeps badges, foot and search alive."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QPoint, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from crm_desktop import settings
from crm_desktop.inquiries.queries import unanswered_count
from crm_desktop.inquiries.records import InquiryCard
from crm_desktop.messages.undecided import mails_that_need_a_person
from crm_desktop.orders.picking import SCANNED
from crm_desktop.orders.queries import waiting_by_status
from crm_desktop.printing.queries import jobs_by_state
from crm_desktop.search import Hit, find
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.staff.seats import who_sits_here
from db.vocabulary import JobState, Permission, SearchKind, Topic
from ui import formats, operations, promised, rights, theme
from ui.ahead import Ahead
from ui.application import set_language
from ui.backup_alarm import BackupAlarm
from ui.live import Change, Connection
from ui.main_window import MainWindow
from ui.newer_program import NewerProgram
from ui.notices import Notices
from ui.printing.panel import PrintPanel
from ui.rooms import MODULES, rooms
from ui.seat import Seat
from ui.theme import Meaning, Scheme
from ui.upkeep import Upkeep
from ui.widgets.acts import BESIDE, ONLY, acts_of_menus, acts_of_page, matching
from ui.widgets.hits import MOST, Hits
from ui.widgets.shortcut_sheet import ShortcutSheet, keys_of_menus, keys_of_page

OTHERS, ASIDE = "window/others", QPoint(32, 32)


def _pairs(kept: Any) -> list[tuple[Any, str]]:
    """Places of windows, as `MainWindow.place` tells them; none where what was kept is something else."""
    told = kept if isinstance(kept, list) else []
    return [(told[at], str(told[at + 1])) for at in range(0, len(told) - 1, 2) if isinstance(told[at], QByteArray)]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the badges and the foot show, and the opening hours that the pills count in."""

    inquiries: int
    orders: int
    jobs: dict[JobState, int]
    mails: int
    configured: settings.Settings


def waiting(session: Any, *, with_mails: bool = True) -> Waiting:
    orders = sum(waiting_by_status(session).values())
    jobs, mails = jobs_by_state(session), mails_that_need_a_person(session) if with_mails else 0
    return Waiting(unanswered_count(session), orders, jobs, mails, settings.load(session))


class Desk(QObject):
    """`window` is the one in front, which wishes are granted in. Each is made anew when the language changes; the seat
    and its threads stay."""

    def __init__(self, app: QApplication, database: Any, *, kept: QSettings, user: str | None = None) -> None:
        super().__init__()
        with database.read() as session:
            actor = actor_by_login(session, who_sits_here(session, user))
            configured = settings.load(session)
        formats.set_zone(configured.time_zone)
        promised.set_hours(configured)
        operations.run(promised.read_ahead, on_done=lambda _none: None, owner=self)
        self._app, self._kept = app, kept
        self._company = configured.company.name
        self.seat = Seat(database, actor)
        self._aheads: dict[MainWindow, Ahead] = {}
        self._hits: dict[MainWindow, Hits] = {}
        self._panels: dict[MainWindow, PrintPanel] = {}
        self.windows: list[MainWindow] = []
        self.notices = Notices(kept, self)
        self.notices.pressed.connect(self._on_notice)
        self._grant_wishes()
        self.window = self._open_window()
        self.seat.start()
        self.backups = BackupAlarm(self.seat, lambda: self.open_settings("backup"))
        self.backups.start()
        self.newer = NewerProgram(self.seat)

    def _grant_wishes(self) -> None:
        seat = self.seat
        seat.open_order.connect(self._on_open_order)
        seat.open_inquiry.connect(self._on_open_inquiry)
        seat.open_customer.connect(self._on_open_customer)
        seat.open_document.connect(self._on_open_document)
        seat.open_product.connect(self._on_open_product)
        seat.open_leaving.connect(lambda kind, key: self._panels[self.window].begin((kind, key)))
        seat.make_order.connect(self._on_make_order)
        seat.take_call.connect(self._on_take_call)
        seat.import_sheet.connect(self._on_import)
        seat.open_chart.connect(self._on_open_chart)
        seat.open_view.connect(self._on_open_view)
        seat.open_settings.connect(self.open_settings)
        seat.live.changed.connect(self._on_changed)
        seat.live.connection_changed.connect(self._on_connection)
        topics = (Topic.INQUIRIES, Topic.ORDERS, Topic.PRINT_JOBS, Topic.MESSAGES, Topic.SETTINGS)
        seat.live.subscribe(self, topics, self._on_counted_changed)

    def _open_window(self) -> MainWindow:
        window = MainWindow(rooms(self.seat), settings=self._kept, signed_in=self.seat.actor.name)
        rights.fit(window, self.seat)
        self.windows.append(window)
        window.came_to_front.connect(lambda: self._turn_to(window))
        window.closing.connect(lambda: self._on_closing(window))
        window.another_wanted.connect(self.open_another)
        window.quit_wanted.connect(self._on_quit)
        window.searched.connect(lambda wanted: self._on_searched(window, wanted))
        window.language_chosen.connect(self._on_language)
        window.scheme_chosen.connect(self._on_scheme)
        window.import_requested.connect(self._on_import)
        window.settings_requested.connect(lambda: self.open_settings())
        hits = self._hits[window] = Hits(window.search, window.centralWidget())
        hits.chosen.connect(lambda hit: self._on_hit(window, hit))
        panel = self._panels[window] = PrintPanel(self.seat, window.centralWidget())
        window.printing.pressed.connect(panel.toggle)
        window.keys_wanted.connect(self._on_keys)
        window.help_wanted.connect(self._on_help)
        window.look_around_wanted.connect(self.look_around)
        window.show_connection(self.seat.live.connection, self._where())
        self._count()
        return window

    def make_ahead(self) -> Ahead:
        """The other rooms, while the first is looked at."""
        ahead = self._aheads[self.window] = Ahead(
            self.window.pages, {tab: MODULES[tab] for tab in self.window.tabs}, self
        )
        ahead.done.connect(Upkeep.of(self._app).settle)
        ahead.begin()
        return ahead

    def open_another(self) -> MainWindow:
        """Beside the one in front, at the same tab."""
        before = self.window
        before.save_state()
        window = self._open_window()
        window.move(before.pos() + ASIDE)
        window.show()
        window.activateWindow()
        self._turn_to(window)
        self.make_ahead()
        return window

    def open_kept(self) -> None:
        """The other windows that stood open when the program was left."""
        first = self.window
        for geometry, tab in _pairs(self._kept.value(OTHERS)):
            self.open_another().put(geometry, tab)
        self._kept.remove(OTHERS)
        self._turn_to(first)
        first.activateWindow()

    def _turn_to(self, window: MainWindow) -> None:
        self.window = window
        for one in self.windows:
            one.hear_f1(one is window)

    def _on_closing(self, window: MainWindow) -> None:
        """One of several goes for good; the last one ends the program."""
        if window not in self.windows or len(self.windows) == 1:
            return
        self._forget(window)
        if self.window is window:
            self._turn_to(self.windows[-1])
        window.deleteLater()

    def _forget(self, window: MainWindow) -> None:
        self.windows.remove(window)
        del self._hits[window], self._panels[window]
        ahead = self._aheads.pop(window, None)
        if ahead is not None:
            ahead.stop()
            ahead.deleteLater()

    def _on_quit(self) -> None:
        """All windows; the others stand there again at the next start."""
        others = [one for one in self.windows if one is not self.window]
        if others:
            self._kept.setValue(OTHERS, [part for one in others for part in one.place()])
        for one in (*others, self.window):
            one.close()

    def _on_keys(self) -> None:
        """The sheet of keys: this tab's, read off its buttons, beside those of the whole window."""
        window = self.window
        sheet = window.findChild(ShortcutSheet) or ShortcutSheet(window.centralWidget())
        page = window.show_tab(window.current_key)
        here = (window.windowTitle(), keys_of_page(page))
        sheet.begin((here, (self.tr("Everywhere"), keys_of_menus(window.menuBar()))))

    def _on_help(self, topic: str) -> None:
        """The page that helps where one stands, or the one that was asked for."""
        from ui.help.topics import topic_of
        from ui.help.window import open_help

        here = topic_of(QApplication.focusWidget(), self.window.current_key)
        open_help(self.window, topic or here)

    def look_around(self) -> None:
        """Two minutes through the tabs; not by itself a second time."""
        from ui.help.look_around import SEEN, LookAround

        self._kept.setValue(SEEN, True)
        around = LookAround(self.window.centralWidget(), tabs=self.window.tabs)
        around.tab_wanted.connect(self.room)
        around.ended.connect(around.deleteLater)
        around.begin()

    def _where(self) -> str:
        remote = not self.seat.database.is_sqlite
        return self.tr("Office server") if remote else self.tr("This computer")

    def close(self) -> None:
        """Ends the threads first, then the window."""
        for ahead in self._aheads.values():
            ahead.stop()
        self.notices.close()
        self._on_quit()
        self.seat.stop()
        self.window.deleteLater()

    def _on_counted_changed(self, changes: frozenset[Change]) -> None:
        """A scan moves no order to another step."""
        if any(change.what != SCANNED for change in changes):
            self._count()

    def _count(self) -> None:
        counted = partial(waiting, with_mails=self.seat.may(Permission.HANDLE_INQUIRIES))
        self.seat.read(counted, self._on_counted, owner=self, latest="badges")

    def _on_counted(self, found: Waiting) -> None:
        promised.set_hours(found.configured)
        for window in self.windows:
            if self.seat.may(Permission.HANDLE_INQUIRIES):
                window.set_badge("inquiries", found.inquiries, hot=found.inquiries > 0)
            window.set_badge("orders", found.orders)
            window.show_printing(*self._printing(found))

    def _printing(self, found: Waiting) -> tuple[str, Meaning]:
        look = found.jobs.get(JobState.FAILED, 0) + found.jobs.get(JobState.UNCERTAIN, 0)
        queued = found.jobs.get(JobState.QUEUED, 0) + found.jobs.get(JobState.SENDING, 0)
        if found.mails:
            told = self.tr("Print jobs and e-mails to check: {count}")
            return told.format(count=formats.count(look + found.mails)), Meaning.BAD
        if look:
            return self.tr("Print jobs to check: {count}").format(count=formats.count(look)), Meaning.BAD
        if queued:
            return self.tr("Waiting to be printed: {count}").format(count=formats.count(queued)), Meaning.ATTENTION
        return self.tr("Everything is printed"), Meaning.GOOD

    def _on_changed(self, changes: frozenset[Change]) -> None:
        me = (self.seat.actor.name, self.seat.actor.place)
        self.notices.hear(frozenset(change for change in changes if (change.actor, change.place) != me))
        named = frozenset(change for change in changes if change.label)
        for window in self.windows if named else ():
            window.show_changes(named)

    def _on_connection(self, connection: Connection) -> None:
        for window in self.windows:
            window.show_connection(connection, self._where())

    def _on_notice(self, number: str) -> None:
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self._on_open_inquiry(number)

    def _on_searched(self, window: MainWindow, wanted: str) -> None:
        hits = self._hits[window]
        if not wanted:
            hits.hide()
            return
        acts = matching(
            [*acts_of_page(window.pages.currentWidget()), *acts_of_menus(window.menuBar())],
            wanted.lstrip(ONLY),
        )
        if wanted.startswith(ONLY):
            hits.show_hits((), acts[:MOST])
            return
        answers = self.seat.may(Permission.HANDLE_INQUIRIES)
        kinds = tuple(kind for kind in SearchKind if answers or kind is not SearchKind.INQUIRY)
        self.seat.read(
            lambda session: find(session, wanted, kinds=kinds, limit=MOST),
            lambda found: hits.show_hits(found, acts[:BESIDE]),
            owner=hits,
            latest="search",
        )

    def _on_hit(self, window: MainWindow, hit: Hit) -> None:
        self._turn_to(window)
        window.search.clear()
        match hit.kind:
            case SearchKind.ORDER:
                self._on_open_order(hit.title)
            case SearchKind.INQUIRY:
                self._on_open_inquiry(hit.title)
            case SearchKind.CUSTOMER:
                self._on_open_customer(hit.record_id)
            case SearchKind.DOCUMENT:
                self._on_open_document(hit.title)
            case SearchKind.PRODUCT:
                self.room("warehouse").show_goods(hit.title)

    def room(self, key: str) -> Any:
        """The page of a room, in front."""
        return self.window.show_tab(key)

    def _on_open_order(self, number: str) -> None:
        self.room("orders").open(number)

    def _on_open_inquiry(self, number: str) -> None:
        if self.seat.may(Permission.HANDLE_INQUIRIES):
            self.room("inquiries").open(number)

    def _on_open_customer(self, customer_id: int) -> None:
        self.room("customers").open(customer_id)

    def _on_open_document(self, number: str) -> None:
        self.room("warehouse").open_document(number)

    def _on_open_product(self, code: str) -> None:
        self.room("warehouse").show_goods(code)

    def _on_take_call(self) -> None:
        if self.seat.may(Permission.HANDLE_INQUIRIES):
            self.room("inquiries").take_call()

    def _on_open_chart(self, report: str) -> None:
        if self.seat.may(Permission.SEE_REPORTS):
            self.room("charts").open_report(report)

    def _on_open_view(self, view_id: int) -> None:
        if self.seat.may(Permission.SEE_REPORTS):
            self.room("charts").open_view(view_id)

    def _on_import(self, what: str) -> None:
        from ui.exchange.import_window import ImportWindow
        from ui.exchange.kinds import kind_of

        ImportWindow(self.seat, self._kept, kind_of(what), self.window).show()

    def open_settings(self, page: str = "") -> Any:
        """The settings beside the window; the one window of them where it is open already."""
        from ui.first_run.place import Place
        from ui.settings.window import SettingsWindow

        found = self.window.findChild(SettingsWindow)
        if found is None:
            found = SettingsWindow(self.seat, self._kept, self.window, place=Place(self._kept), page=page)
            found.language_chosen.connect(self._on_language_in_settings)
            found.scheme_chosen.connect(self._on_scheme)
        else:
            found.raise_()
            if page:
                found.show_page(page)
        found.show()
        found.activateWindow()
        return found

    def _on_language_in_settings(self, language: str) -> None:
        """The window is made anew, and the settings with it, at the same page."""
        QTimer.singleShot(0, self, lambda: (self._on_language(language), self.open_settings("here")))

    def _on_make_order(self, inquiry: InquiryCard) -> None:
        self.room("orders").start_from(inquiry)

    def _on_scheme(self, scheme: Scheme | None) -> None:
        theme.apply(self._app, scheme)

    def _on_language(self, language: str) -> None:
        """Words are read when a widget is made, so each window is made anew, with its tab and size."""
        set_language(self._app, language)
        front = self.windows.index(self.window)
        for old in list(self.windows):
            old.save_state()
            self._turn_to(self._open_window())
            self.window.show()
            if old in self._aheads:
                self.make_ahead()
            self._forget(old)
            old.hide()
            old.deleteLater()
        self._turn_to(self.windows[front])
