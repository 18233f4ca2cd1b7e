"""A table of a million rows, for every room: sorted and filtered by the database, paged by key as one scrolls.

    table = LongTable(columns, read=seat.read, name="stock", title=…, empty=…)
    table.show_listing(lambda session, sorting: stock_listing(session, search_for=text, sorting=sorting))
    table.refresh()  # what others changed: the place is kept

The source is called off the GUI thread and answers a `crm_desktop.keyset.Listing`; `sorting.column` is the key of the
column whose head was clicked, "" for the list's own order. The first page is shown at once; then the list is surveyed
in pieces of 30 ms, between which other reads come in, and the scroll bar learns its length. `counted` tells it, and
whether that is all. Beyond what TableView does: `records_model.record` is None for a row not read yet.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal

from crm_desktop.keyset import Listing, Page, Sorting, Survey, read_page, survey
from ui.tables.columns import Column
from ui.tables.long_model import PAGE, LongModel
from ui.tables.table_view import TableView

SURVEY_SECONDS = 0.03
Source = Callable[[Any, Sorting], Listing[Any]]


class Read(Protocol):
    """As `Seat.read`."""

    def __call__(
        self, query: Callable[[Any], Any], on_done: Callable[[Any], object], *, owner: QObject, latest: str = ""
    ) -> None: ...


class LongTable(TableView):
    counted = Signal(int, bool)
    model_class = LongModel

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        *,
        read: Read,
        key: Callable[[Any], Hashable],
        name: str,
        title: str,
        empty: str,
        empty_action: str = "",
    ) -> None:
        super().__init__(columns, name=name, title=title, empty=empty, empty_action=empty_action)
        self._source: Source | None = None
        self._listing: Listing[Any] | None = None
        self._turn = 0
        self._read = read
        self._key = key
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(0)
        self._pause.timeout.connect(self._read_what_is_seen)
        self.verticalScrollBar().valueChanged.connect(self._heights.fit)
        self.long_model.page_wanted.connect(self._on_page_wanted)
        self.long_model.sorting_chosen.connect(self._on_sorting)
        self.horizontalHeader().setResizeContentsPrecision(0)  # measure what is seen, not a thousand rows unread

    @property
    def long_model(self) -> LongModel[Any]:
        return cast("LongModel[Any]", self.records_model)

    def show_listing(self, source: Source) -> None:
        """From its first row, sorted as the person chose."""
        self._source = source
        self._turn += 1
        turn, sorting = self._turn, self.long_model.sorting

        def query(session: Any) -> tuple[Listing[Any], Page[Any]]:
            listing = source(session, sorting)
            return listing, read_page(session, listing, start=0, size=PAGE)

        self._read(query, lambda found: self._begin(turn, *found), owner=self, latest="list")

    def refresh(self) -> None:
        """Reads what is seen anew, and then how long the list is; one stays where one was."""
        if self._source is None:
            return
        if self._listing is None or not self.long_model.rowCount():
            self.show_listing(self._source)
            return
        self._turn += 1
        turn, source, sorting = self._turn, self._source, self.long_model.sorting
        near = self.long_model.near
        wanted = [(number * PAGE, near(number * PAGE) if number else None) for number in self._seen()]
        # the first page is read from the very beginning: what came may stand before its first row

        def query(session: Any) -> tuple[Listing[Any], list[Page[Any]]]:
            listing = source(session, sorting)
            return listing, [read_page(session, listing, start=row, size=PAGE, near=near) for row, near in wanted]

        self._read(query, lambda found: self._replace(turn, *found), owner=self, latest="list")

    def _begin(self, turn: int, listing: Listing[Any], page: Page[Any]) -> None:
        if turn != self._turn:
            return
        before, self._listing = self.current_record(), listing
        blocked = self.selectionModel().blockSignals(True)
        self.long_model.start(page)
        row = -1 if before is None else self.long_model.row_of(self._key, self._key(before))
        if row >= 0:
            self.setCurrentIndex(self.long_model.index(row, 0))
        self.selectionModel().blockSignals(blocked)
        self.scrollToTop()
        self._after_reading(before)
        self._survey(turn)

    def _replace(self, turn: int, listing: Listing[Any], pages: list[Page[Any]]) -> None:
        if turn != self._turn:
            return
        before, self._listing = self.current_record(), listing
        self.long_model.forget_pages_but(set())
        for page in pages:
            self.long_model.show_page(page)
        if before is not None:
            row = self.long_model.row_of(self._key, self._key(before))
            if row >= 0 and row != self.current_row():
                blocked = self.selectionModel().blockSignals(True)
                self.setCurrentIndex(self.long_model.index(row, 0))
                self.selectionModel().blockSignals(blocked)
        self.long_model.survey_anew()
        self._after_reading(before)
        self._survey(turn)

    def _after_reading(self, before: Any) -> None:
        self._empty.setVisible(not self.long_model.rowCount())
        self._fit_columns()
        self.viewport().update()
        if self.current_record() is not before:
            self.current_changed.emit(self.current_record())

    def _survey(self, turn: int) -> None:
        listing, after = self._listing, self.long_model.last_anchor()
        if listing is None or turn != self._turn:
            return

        def query(session: Any) -> Survey:
            return survey(session, listing, after=after, seconds=SURVEY_SECONDS)

        self._read(query, lambda found: self._on_survey(turn, found), owner=self, latest="survey")

    def _on_survey(self, turn: int, found: Survey) -> None:
        if turn != self._turn:
            return
        self.long_model.add_survey(found)
        self._empty.setVisible(not self.long_model.rowCount())
        self.counted.emit(self.long_model.rowCount(), found.length is not None)
        if found.length is None:
            self._survey(turn)

    def rows_to_fit(self) -> range:
        """Those that the viewport shows."""
        first = max(self.rowAt(0), 0)
        last = self.rowAt(self.viewport().height() - 1)
        last = self.long_model.rowCount() - 1 if last < 0 else last
        return range(first, max(last, first) + 1)

    def _seen(self) -> list[int]:
        """The pages that the viewport shows rows of."""
        rows = self.rows_to_fit()
        return list(range(rows[0] // PAGE, rows[-1] // PAGE + 1))

    def _read_what_is_seen(self) -> None:
        """What was scrolled past meanwhile is not read at all."""
        listing, turn = self._listing, self._turn
        numbers = [number for number in self._seen() if not self.long_model.has_page(number)]
        if listing is None or not numbers:
            return
        wanted = [(number * PAGE, self.long_model.near(number * PAGE)) for number in numbers]

        def query(session: Any) -> list[Page[Any]]:
            return [read_page(session, listing, start=row, size=PAGE, near=near) for row, near in wanted]

        self._read(query, lambda pages: self._on_pages(turn, pages), owner=self, latest="pages")

    def _on_pages(self, turn: int, pages: list[Page[Any]]) -> None:
        if turn != self._turn:
            return
        for page in pages:
            self.long_model.show_page(page)
            self._fitting.grow(range(page.start, page.start + len(page.records)))
        here = self.current_record()
        if here is not None and any(here in page.records for page in pages):
            self.current_changed.emit(here)  # one came to this row before it was read

    def _on_page_wanted(self, _number: int) -> None:
        self._pause.start()

    def _on_sorting(self, _sorting: Sorting) -> None:
        if self._source is not None:
            self.show_listing(self._source)
