"""The first start, four short pages. Closing it leaves nothing half done: what was being loaded is rolled back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from crm_desktop.errors import KnownError
from crm_desktop.first_start import Introduce, Standing, introduce_company, standing
from crm_desktop.opening import default_url, open_company
from crm_desktop.server import Server, ServerFound, url_of
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.staff.seats import who_sits_here
from crm_desktop.work import execute, held
from db.vocabulary import Permission
from ui import operations, prompts
from ui.application import set_language
from ui.first_run.answers import STEPS, Answers
from ui.first_run.company_page import CompanyPage
from ui.first_run.done_page import DonePage
from ui.first_run.goods_page import GoodsPage
from ui.first_run.keeping import keep_place
from ui.first_run.place_page import PlacePage
from ui.seat import Seat
from ui.theme import GAP, GRID, Meaning, dress
from ui.widgets.busy import BusyOverlay
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.parts import Told
from ui.widgets.steps import StepBar


class FirstRun(QDialog):
    """Accepted with `database` open, or rejected. `import_panel` builds the import screen (another room's)."""

    def __init__(
        self, app: QApplication, kept: QSettings, *, import_panel: Callable[[Seat], Any], language: str = "pl"
    ) -> None:
        super().__init__()
        self.setObjectName("first_run")
        dress(self)
        self._app, self._kept, self._import_panel = app, kept, import_panel
        self._answers = Answers(language=language)
        self.database: Any = None
        self._seat: Seat | None = None
        self._there: Standing | None = None
        self._introduced: set[str] = set()
        self._at = STEPS[0]
        self.resize(1040, 660)
        self._build()

    def _build(self) -> None:
        """Everything that holds words; made anew in another language."""
        self.setWindowTitle(self.tr("First start"))
        self._steps = StepBar(
            [
                ("company", self.tr("Company")),
                ("place", self.tr("Database")),
                ("goods", self.tr("Starting data")),
                ("done", self.tr("Ready")),
            ]
        )
        self._steps.step_chosen.connect(self._on_step)
        self._told = Told()
        self._pages: dict[str, Any] = {}
        self._stack = QStackedWidget()
        self._back = Button(self.tr("Back"), "arrow-left", "Alt+Left")
        self._back.setObjectName("first_back")
        self._next = PrimaryButton(self.tr("Next"), "", "Alt+Right")
        self._next.setObjectName("first_next")
        self._next.setDefault(True)
        self._back.setAutoDefault(False)
        self._back.clicked.connect(self._on_back)
        self._next.clicked.connect(self._on_next)
        self._lay_out()
        self._busy = BusyOverlay(self)
        self._show(self._at)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(6 * GRID, GAP, 6 * GRID, GAP)
        column.setSpacing(GAP)
        column.addWidget(self._told)
        column.addWidget(self._stack, 1)
        foot = QFrame()
        foot.setProperty("look", "foot")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(6 * GRID, GAP, 6 * GRID, GAP)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(self._next)
        outer = self.layout()
        if not isinstance(outer, QVBoxLayout):
            outer = QVBoxLayout(self)
            outer.setContentsMargins(0, 0, 0, 0)
            outer.setSpacing(0)
        while (item := outer.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        outer.addWidget(self._steps)
        outer.addWidget(inside, 1)
        outer.addWidget(foot)

    def _page(self, key: str) -> Any:
        if key in self._pages:
            return self._pages[key]
        match key:
            case "company":
                page: Any = CompanyPage(self._answers)
                page.language_chosen.connect(self._on_language)
            case "place":
                page = PlacePage(self._answers)
            case "goods":
                assert self._seat is not None
                page = GoodsPage(self._seat, self._import_panel)
                page.brought_in.connect(self._answers.loaded.append)
            case _:
                page = DonePage(self._answers, self._there.company if self._there else "")
        self._pages[key] = page
        self._stack.addWidget(page)
        return page

    def _show(self, key: str) -> None:
        self._at = key
        self._told.dismiss()
        page = self._page(key)
        self._stack.setCurrentWidget(page)
        before = STEPS[: STEPS.index(key)]
        self._steps.set_state(current=key, done=dict.fromkeys(before, ""))
        self._back.setVisible(bool(before))
        self._next.setText(self.tr("Open Today") if key == "done" else self.tr("Next"))
        self._next.setShortcut(QKeySequence("Alt+Right"))
        page.first_focus().setFocus(Qt.FocusReason.TabFocusReason)

    def _on_language(self, language: str) -> None:
        self._answers.language = language
        self._answers.company = self._page("company").company
        set_language(self._app, language)
        self._kept.setValue("language", language)
        self._build()

    def _on_step(self, key: str) -> None:
        if STEPS.index(key) < STEPS.index(self._at):
            self._show(key)

    def _on_back(self) -> None:
        place = STEPS.index(self._at)
        skipped = self._at == "done" and "goods" not in self._pages
        self._show(STEPS[place - 2 if skipped else place - 1])

    def _on_next(self) -> None:
        match self._at:
            case "company":
                if self._page("company").check():
                    self._answers.company = self._page("company").company
                    self._show("place")
            case "place":
                self._settle_place()
            case "goods":
                if not self._page("goods").busy:
                    self._finish_goods()
            case _:
                self._accept()

    def _settle_place(self) -> None:
        page = self._page("place")
        if page.on_server:
            page.try_it(self._on_server_found)
        else:
            self._answers.server = None
            self._open(default_url())

    def _on_server_found(self, server: Server, _found: ServerFound) -> None:
        self._answers.server = server
        self._open(url_of(server, with_password=True))

    def _open(self, url: str) -> None:
        """Opens the chosen database; who it belongs to is only written where nobody has said so yet, by whoever may:
        a clerk who comes before the administrator joins all the same."""
        self._close_database()
        answers = self._answers
        mine = answers.server is None or url in self._introduced
        self._busy.begin(self.tr("Preparing the database…"))

        def work() -> tuple[Any, Any, Standing]:
            database = open_company(url)
            try:
                with database.read() as session:
                    found = standing(session)
                    actor = actor_by_login(session, who_sits_here(session, None))
                    may = Permission.SET_UP in held(session, actor)
                if may and (not found.named or (mine and not found.filled)):
                    execute(database, introduce_company, Introduce(answers.company, answers.language), actor=actor)
                    found = Standing(answers.company.name, True, found.filled)
            except BaseException:
                database.close()
                raise
            return database, actor, found

        operations.run(
            work,
            on_done=self._on_open,
            on_error=self._refuse,
            on_end=self._busy.end,
            owner=self,
            kind=operations.WRITE,
        )

    def _refuse(self, refusal: KnownError) -> None:
        self._page(self._at).refuse(refusal)

    def _on_open(self, opened: tuple[Any, Any, Standing]) -> None:
        database, actor, self._there = opened
        self._introduced.add(database.url.render_as_string(hide_password=False))
        self.database = database
        self._seat = Seat(database, actor)
        for key in ("goods", "done"):
            if key in self._pages:
                self._stack.removeWidget(self._pages[key])
                self._pages.pop(key).deleteLater()
        begins = not self._there.filled and self._seat.may(Permission.SET_UP)
        self._show("goods" if begins else "done")

    def _finish_goods(self) -> None:
        if "done" in self._pages:
            self._stack.removeWidget(self._pages["done"])
            self._pages.pop("done").deleteLater()
        assert self._seat is not None
        self._seat.read(standing, self._on_finished, owner=self)

    def _on_finished(self, found: Standing) -> None:
        self._there = found
        self._show("done")

    def _accept(self) -> None:
        if not keep_place(self._kept, self._answers.server):
            said = self.tr("This computer has no keyring, so the password will be asked for at each start.")
            prompts.person().tell(self, said, Meaning.ATTENTION)
        self.accept()

    def _close_database(self) -> None:
        if self._seat is not None:
            self._seat.live.stop()
            self._seat = None
        if self.database is not None:
            self.database.close()
            self.database = None

    def reject(self) -> None:
        """What is being loaded stops first and is rolled back; then the database is closed."""
        page = self._pages.get("goods")
        if page is not None:
            page.stop()
        operations.shutdown()
        self._close_database()
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves nothing behind by mistake: only the window's own cross closes it."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.reject()
        event.accept()
