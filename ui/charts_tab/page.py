"""Charts: the picture left, the same figures right; a press goes one level down, Backspace one up."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from crm_desktop.analytics.buyer import WHOSE, portrait
from crm_desktop.analytics.choices import choices
from crm_desktop.analytics.records import Report, ReportRequest
from crm_desktop.analytics.views import Place, View, period_of, views_of
from crm_desktop.clock import now
from db.vocabulary import Permission, Topic
from ui import formats, operations
from ui.charts_tab import costs, way
from ui.charts_tab.aside import Aside
from ui.charts_tab.asking import question
from ui.charts_tab.buyer_row import BY, BuyerRow
from ui.charts_tab.columns import columns_of
from ui.charts_tab.cost_form import CostForm
from ui.charts_tab.exporting import ExportButton
from ui.charts_tab.figures import Figures
from ui.charts_tab.filters import FilterBar
from ui.charts_tab.halves import Halves
from ui.charts_tab.looks_bar import LooksBar, ReachedBar, in_bar
from ui.charts_tab.menu_button import MenuButton
from ui.charts_tab.months import paired
from ui.charts_tab.naming import dimension_word, reason_word
from ui.charts_tab.picture import Picture
from ui.charts_tab.pictures import Shown, keys_of, twins
from ui.charts_tab.places import levels_of, place_of
from ui.charts_tab.portrait import PortraitCard
from ui.charts_tab.targets_form import TargetsForm
from ui.charts_tab.titles import Titles
from ui.charts_tab.views import ViewsButton
from ui.charts_tab.way import Level
from ui.seat import Seat
from ui.theme import GAP, GRID
from ui.theme.tokens import CONTROL_HEIGHT
from ui.widgets.busy import BusyOverlay
from ui.widgets.buttons import Button
from ui.widgets.chips import ChipBar
from ui.widgets.crumbs import Breadcrumbs
from ui.widgets.entrance import opens_at
from ui.widgets.making import SeenFirst
from ui.widgets.parts import card, row, text

TOPICS = (Topic.ORDERS, Topic.INQUIRIES, Topic.OFFERS, Topic.EXPENSES)
WEEK = timedelta(days=6)


class ChartsPage(SeenFirst):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.setObjectName("charts")
        self._seat, self._engine = seat, seat.engine
        self._words, self._begun = Titles(self), False
        self._page = "funnel"
        self._levels = [replace(way.FIRST["funnel"], title=self._words.page("funnel"))]
        self._measures: dict[str, str] = {}
        self._shown: Shown | None = None
        self._asked: ReportRequest | None = None
        self._build()
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        self._on_costs(self._seat.may(Permission.SEE_COSTS))
        self._seat.read(choices, self._filters.show_choices, owner=self, latest="choices")

    def _on_costs(self, seen: bool) -> None:
        self._words.sees_costs = self._portrait.sees_costs = seen
        self._begun = True
        self._pages.offer(costs.PAGE, seen)
        self.refresh()

    def _build(self) -> None:
        self._pages = ChipBar([(key, self._words.page(key)) for key in way.FIRST])
        self._filters = FilterBar()
        self._crumbs, self._looks = Breadcrumbs(), LooksBar(self._words)
        self._reached = ReachedBar(self._words)
        self._divide = MenuButton(self.tr("Divide by"), "divide")
        self._across = MenuButton(self.tr("Across"), "across")
        self._hint = text(role="small", name="report_hint")
        self._buyer = BuyerRow(self._seat, self._words)
        self._picture, self._figures = Picture(), Figures()
        self._aside, self._portrait = Aside(), PortraitCard()
        self._export = ExportButton(self._seat, self)
        self._kept = ViewsButton(self._seat, self, self.place)
        self._enter = Button(self.tr("Enter an expense…"), "plus")
        self._enter.setObjectName("enter_cost")
        self._targets = Button(self.tr("Targets…"), "target")
        self._targets.setObjectName("targets")

    def _lay_out(self) -> None:
        beneath = ((self._aside, 2), (self._portrait, 5))
        self._halves = Halves(self._picture, card(self._figures, stretch=0), *beneath)
        self._busy = BusyOverlay(self._halves)
        inside = QVBoxLayout()
        inside.setContentsMargins(GAP, 2 * GRID, GAP, GAP)
        inside.setSpacing(2 * GRID)
        inside.addWidget(self._buyer)
        above = row(self._looks, self._crumbs, None, self._hint, self._enter, self._targets, self._divide, self._across)
        above.setMinimumHeight(CONTROL_HEIGHT)  # nothing jumps where a page offers none of these
        inside.addWidget(above)
        inside.addWidget(self._reached)
        inside.addWidget(self._halves, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(in_bar(self._pages, self._kept, self._export))
        outer.addWidget(in_bar(self._filters))
        outer.addLayout(inside, 1)
        opens_at(self, self._pages)

    def _connect(self) -> None:
        self._pages.chosen.connect(self.show_page)
        self._filters.changed.connect(self.refresh)
        self._enter.clicked.connect(lambda: CostForm(self._seat, self).show())
        self._targets.clicked.connect(lambda: TargetsForm(self._seat, self).show())
        self._picture.pressed.connect(self.drill)
        self._figures.pressed.connect(self._on_record)
        self._figures.filter_cleared.connect(self._filters.clear)
        self._picture.measure_chosen.connect(self._on_measure)
        self._divide.chosen.connect(self._on_divide)
        self._across.chosen.connect(self._on_across)
        self._aside.lost_pressed.connect(self._on_lost)
        self._aside.reason_pressed.connect(self._on_reason)
        self._portrait.pressed.connect(self._on_usual)
        self._looks.chosen.connect(self._on_look)
        self._reached.chosen.connect(self._on_reached)
        self._buyer.view_chosen.connect(self._on_view)
        self._buyer.buyer_chosen.connect(self._show_buyer)
        self._kept.wanted.connect(self._show_view)
        self._seat.live.subscribe(self, TOPICS, lambda _changes: self.refresh())
        self._crumbs.listen_for_backspace(self)
        self._crumbs.crumb_chosen.connect(lambda key: self._to(int(key)))

    @property
    def level(self) -> Level:
        return self._levels[-1]

    def show_page(self, key: str) -> None:
        """One of the pages, at its top level."""
        self._page = key
        self._pages.choose(key)
        self._levels = [replace(way.FIRST[key], title=self._words.page(key))]
        self._buyer.show_view("stages")
        if key == "changes" and self._filters.filters().compare == "none":
            self._filters.compare_with("previous")
        self.refresh()

    def open_report(self, report: str) -> None:
        """What Today's figures stand for: the last seven days beside the seven before them."""
        today = formats.local(now()).date()
        self._filters.restore(today - WEEK, today, "previous", ())
        self.show_page(report if report in way.FIRST else "products")
        if report == "months":
            self._on_divide("month")

    def place(self) -> Place:
        """Where one stands, to be kept under a name."""
        return place_of(self._page, self._levels, self._filters, self._measure(self.level), self.request())

    def open_view(self, view_id: int) -> None:
        """One of the person's own views, by its key."""
        owner = self._seat.actor.employee_id

        def query(session: Any) -> View | None:
            return next((view for view in views_of(session, owner) if view.view_id == view_id), None)

        self._seat.read(query, self._show_view, owner=self, latest="view")

    def _show_view(self, view: View | None) -> None:
        if view is None:
            return
        place = view.place
        since, until = period_of(place, formats.local(now()).date())
        self._filters.restore(since, until, place.compare, place.filters, period=place.period)
        self._page = place.page
        self._pages.choose(place.page)
        self._levels = levels_of(place)
        self._measures[self.level.report] = place.measure
        self._buyer.show_view(self._levels[0].report)
        self.refresh()

    def request(self) -> ReportRequest:
        """The question of the level one stands on."""
        return question(self.level, self._filters.filters())

    def refresh(self) -> None:
        """Asks for the figures of the level; a question that was overtaken is dropped."""
        if not self._begun:
            return
        if self._page == costs.PAGE and not self._words.sees_costs:
            self.show_page("funnel")
            return
        self._show_way()
        level = self.level
        self._asked = request = self.request()
        if request.since > request.until:
            self._show_nothing(self._words.no_days(level, self._filters.filters()))
            return
        self._busy.begin(self.tr("Counting…"))
        operations.run(
            lambda: self._engine.run_report(request),
            on_done=lambda found: self._show(found, level) if self._asked is request else None,
            on_end=self._busy.end,
            owner=self,
            latest="report",
        )

    def _show_nothing(self, why: str) -> None:
        """No figures stay that belong to another question."""
        self._shown = None
        self._picture.say_nothing(why)
        self._aside.hide()
        self._portrait.show_portrait(None)
        self._figures.clear()
        self._hint.setText("")
        self._export.withdraw()

    def _show_way(self) -> None:
        """Crumbs and choices, which need no figures."""
        level = self.level
        self._crumbs.set_path([(str(number), level.title) for number, level in enumerate(self._levels)])
        self._buyer.setVisible(self._page == "buyer")
        top = len(self._levels) == 1 and self._looks.show_page(self._page, level.report)
        self._looks.setVisible(top)
        self._crumbs.setVisible(not top)
        self._reached.show_level(level)
        self._enter.setVisible(self._page == (costs.PAGE if self._words.sees_costs else costs.INSTEAD))
        self._targets.setVisible(self._page == "people" and len(self._levels) == 1)
        two = len(level.by) == 2
        names = way.divisions(level)
        self._divide.set_choices(
            [(key, dimension_word(key) if key else self._words.single(level)) for key in names if not two or key],
            level.by[0] if level.by else "",
        )
        self._across.set_choices(
            [(key, dimension_word(key)) for key in names if key and two], level.by[-1] if two else ""
        )
        self._divide.setVisible(len(names) > 1 and not (self._page == "buyer" and len(self._levels) == 1))
        self._across.setVisible(two)
        offered = self._words.measures(level)
        if offered:
            self._picture.offer_measures(offered, self._measure(level))
        else:
            self._picture.offer_measures((), "")

    def _measure(self, level: Level) -> str:
        offered = [key for key, _ in self._words.measures(level)]
        wanted = self._measures.get(level.report, "")
        return wanted if wanted in offered else offered[0] if offered else "value"

    def _show(self, found: Report, level: Level) -> None:
        measure, found = self._measure(level), paired(found)
        self._shown = shown = Shown(found, level, measure, self._filters.compare_word, twins(found))
        self._picture.show_report(
            shown,
            title=self._words.picture(level, measure),
            brief=self._words.brief(level),
            under=self._words.under(level, found, measure),
            marks=self._words.marks(level, found, self._filters.compare_word, measure),
            nothing=self._words.nothing(level, filtered=self._filters.is_set),
        )
        self._aside.show_report(found)
        self._show_portrait(found.request)
        self._show_why(found.request)
        self._aside.setHidden(self._page == "buyer" or self._aside.isHidden())
        self._show_table(shown)
        self._hint.setText(self._words.hint(found))
        without = frozenset() if self._words.sees_costs else costs.FIELDS
        self._export.offer(found, self._crumb_line(), self._filters.told, measure=measure, without=without)

    def _show_portrait(self, asked: ReportRequest) -> None:
        """Of one buyer or group, where nothing else is asked of them; it takes the place of what was lost."""
        alone = self.level.report == "stages" and all(key in WHOSE for key, _ in self.level.where)
        if self._page != "buyer" or not alone or not any(key in WHOSE for key, _ in asked.where):
            self._portrait.show_portrait(None)
            return
        today = formats.local(now()).date()
        self._seat.read(
            lambda session: portrait(session, asked.where, asked.since, asked.until, today=today),
            self._portrait.show_portrait,
            owner=self,
            latest="portrait",
        )

    def _show_why(self, asked: ReportRequest) -> None:
        """Of a month: why it is another than the one it is compared with, the one before it where none is."""
        if "month" not in self.level.used or self.level.report not in way.SALES:
            return
        compare = asked.compare if asked.compare != "none" else "previous"
        why = replace(asked, name="changes", by=("product",), compare=compare, limit=0)
        operations.run(lambda: self._engine.run_report(why), on_done=self._aside.show_report, owner=self, latest="why")

    def _on_reason(self, _reason: str) -> None:
        """What lost and what gained, product by product."""
        self._filters.compare_with(self._filters.filters().compare.replace("none", "previous"))
        self._levels.append(Level("changes", self._words.page("changes"), self.level.where, ("product",)))
        self.refresh()

    def _on_usual(self, by: str, key: str, name: str) -> None:
        """The lines of what a buyer usually buys; of a group the buyer."""
        where = ((*self.level.where, (by, key)),) if by == "product" else (((by, key),),)
        self._levels.append(Level("products" if by == "product" else "stages", name, *where))
        self.refresh()

    def _crumb_line(self) -> str:
        return " › ".join(level.title for level in self._levels)

    def _show_table(self, shown: Shown) -> None:
        columns = [one for one in columns_of(shown) if self._words.tells(one.key)]
        table = self._figures.show_records(columns, shown.rows(), filtered=self._filters.is_set)
        self._halves.show_table(table, narrow=len(shown.level.by) == 2)

    def _to(self, number: int) -> None:
        self._levels = self._levels[: number + 1]
        self.refresh()

    def _on_measure(self, measure: str) -> None:
        self._measures[self.level.report] = measure
        if self._shown is not None:
            self._show(self._shown.report, self._shown.level)

    def _on_divide(self, key: str) -> None:
        by = (key, *self.level.by[1:]) if len(self.level.by) == 2 else ((key,) if key else ())
        if len(by) == 2 and by[0] == by[1]:
            by = (key, self.level.by[0])
        self._levels[-1] = replace(self.level, by=by)
        self.refresh()

    def _on_across(self, key: str) -> None:
        rows = self.level.by[0] if self.level.by[0] != key else self.level.by[1]
        self._levels[-1] = replace(self.level, by=(rows, key))
        self.refresh()

    def _on_lost(self, reason: str, stage: str) -> None:
        where = (*self.level.where, ("lost_at", stage), ("lost", reason))
        self._levels.append(Level("inquiries", self.tr("Lost: {reason}").format(reason=reason_word(reason)), where))
        self.refresh()

    def _on_reached(self, key: str) -> None:
        self._levels[-1] = way.reached(self.level, key)
        self.refresh()

    def _on_record(self, record: Any, column: str) -> None:
        """One level down; from how many stand at a stage to those alone."""
        if self._shown is not None and record is not None:
            whom = "standing" if column == "standing" else ""
            self._go(keys_of(record), self._shown.title(record), record, whom=whom)

    def drill(self, keys: tuple[str, ...]) -> None:
        """One level down from what was pressed in the picture, or to the order or inquiry itself."""
        if self._shown is None:
            return
        rows = self._shown.rows()
        record = next((one for one in rows if keys_of(one)[: len(keys)] == tuple(keys)), None)
        if record is not None:
            self._go(tuple(keys), self._shown.title(record), record)

    def _go(self, keys: tuple[str, ...], title: str, record: Any, *, whom: str = "") -> None:
        following = way.below(self.level, keys, title)
        if following is None:
            self._open(record.values)
            return
        self._levels.append(way.reached(following, whom) if whom else following)
        self.refresh()

    def _open(self, values: tuple[Any, ...]) -> None:
        """A line opens its order; an item its inquiry, or the order that had none."""
        if self._shown is not None and self._shown.report.request.name in ("lines", "attributed"):
            self._seat.open_order.emit(values[1])
        elif values[8] == "inquiry":
            self._seat.open_inquiry.emit(values[1])
        elif values[9]:
            self._seat.open_order.emit(values[9])

    def _on_look(self, report: str) -> None:
        self._levels = [replace(way.looked_at(self._page, report), title=self._words.page(self._page))]
        self.refresh()

    def _on_view(self, view: str) -> None:
        self._levels = [replace(self._levels[0], report=view, by=BY.get(view, ()))]
        self.refresh()

    def _show_buyer(self, code: str, name: str) -> None:
        self._levels = [replace(self._levels[0], title=name, where=(("customer", code),))]
        self.refresh()
