"""The pages of the rooms: each is made once, when it is first shown or sooner, and looks as it was left."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui import kept
from ui.widgets.making import prepare


@dataclass(frozen=True, slots=True)
class Tab:
    """A room of the window; `build` makes its page once, on the GUI thread, and must be quick. `number`: its key with
    Ctrl, the same in every window, whichever rooms are left out; 0: its place among the tabs."""

    key: str
    title: str
    icon: str
    build: Callable[[], QWidget]
    number: int = 0


class Pages(QStackedWidget):
    """By the key of the tab."""

    def __init__(self, tabs: Sequence[Tab], settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self._tabs = {tab.key: tab for tab in tabs}
        self._begun: dict[str, QWidget] = {}
        self._made: dict[str, QWidget] = {}
        self._seen: set[str] = set()

    def show_page(self, key: str) -> QWidget:
        page = self._page(key)
        self._seen.add(key)
        self.setCurrentWidget(page)
        return page

    def _page(self, key: str) -> QWidget:
        page = self._made.get(key)
        if page is None:
            page = self._begun.pop(key, None) or self._tabs[key].build()
            kept.restore(key, page, self._settings)
            self._made[key] = page
            self.addWidget(page)
        return page

    def make_ahead(self, key: str) -> Iterator[None]:
        """A room before it is asked for, piece by piece; asked for in between, it is finished at once."""
        if key not in self._made:
            self._begun[key] = self._tabs[key].build()
            yield
        page = self._page(key)
        yield
        yield from prepare(page)

    def save(self) -> None:
        """How what was seen looks; what was only made ahead has nothing to tell."""
        for key in self._seen:
            kept.save(key, self._made[key], self._settings)
