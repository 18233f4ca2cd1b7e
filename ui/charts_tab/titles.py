"""The sentences of the Charts tab: names of pages, what a picture shows, what is said beneath it."""

from datetime import timedelta

from PySide6.QtCore import QObject

from crm_desktop.analytics.buyer import WHOSE
from crm_desktop.analytics.pareto import carrying
from crm_desktop.analytics.records import EACH, PersonRow, Report, RoiRow, Row, SaleRow
from crm_desktop.analytics.roi import FIRST_DAY
from ui import formats
from ui.charts_tab.asking import MOST_ROWS
from ui.charts_tab.costs import FIELDS
from ui.charts_tab.filters import Filters
from ui.charts_tab.naming import by_word, dimension_word, month_word, states_word
from ui.charts_tab.way import SINGLE, Level

Pairs = tuple[tuple[str, str], ...]
MOST_CELLS = 60
"""Rows, and columns, of a two-way table that are drawn."""


def _target(row: Row) -> int:
    return row.target or 0 if isinstance(row, PersonRow) else 0


class Titles(QObject):
    sees_costs = True
    """Whether whoever looks may see costs; the page says so as soon as it knows."""

    def tells(self, field: str) -> bool:
        """Whether a measure or a column is shown to them."""
        return self.sees_costs or field not in FIELDS

    def page(self, key: str) -> str:
        told = {
            "funnel": self.tr("Funnel"),
            "products": self.tr("What sells"),
            "changes": self.tr("What changed"),
            "customers": self.tr("Who buys"),
            "people": self.tr("Who sells"),
            "roi": self.tr("What it cost"),
            "tables": self.tr("Tables"),
            "buyer": self.tr("One buyer or group"),
        }
        return told[key]

    def view(self, key: str) -> str:
        """What is looked at of one buyer."""
        told = {
            "stages": self.tr("Where things stand"),
            "inquiries": self.tr("All matters"),
            "products": self.tr("What they buy"),
            "months": self.tr("Month by month"),
            "lines": self.tr("Line by line"),
        }
        return told[key]

    def look(self, report: str) -> str:
        """One way to look at a page."""
        told = {
            "products": self.tr("What was sold"),
            "months": self.tr("Month by month"),
            "interest": self.tr("What was asked for"),
            "customers": self.tr("Who bought most"),
            "customer_states": self.tr("New, sleeping, lost"),
            "customer_state_sums": self.tr("New, sleeping, lost"),
            "roi": self.tr("What campaigns brought"),
            "attributed": self.tr("Order by order, and why"),
            "lost_costs": self.tr("What lost inquiries cost"),
        }
        return told[report]

    def reached(self, key: str) -> str:
        """Whom of a stage one looks at."""
        told = {
            "stage": self.tr("all that came this far"),
            "standing": self.tr("stand here"),
            "lost_at": self.tr("lost here"),
        }
        return told[key]

    def single(self, level: Level) -> str:
        """What a level shows that is not divided."""
        if level.report in ("funnel", "stages"):
            return self.tr("stages")
        return self.tr("single inquiries") if level.report == "inquiries" else self.tr("single lines")

    def measures(self, level: Level) -> Pairs:
        """By what a picture of this level can be drawn; the first where nothing else was chosen."""
        return tuple(pair for pair in self._measures(level) if self.tells(pair[0]))

    def _measures(self, level: Level) -> Pairs:
        revenue, margin = ("revenue", self.tr("revenue")), ("margin", self.tr("margin"))
        match level.report:
            case "funnel" | "stages":
                return ("count", self.tr("count")), ("value", self.tr("value"))
            case "inquiries" if level.by:
                return ("count", self.tr("count")), ("value", self.tr("value"))
            case "people":
                contribution, target = ("contribution", self.tr("contribution")), ("target", self.tr("target"))
                return revenue, margin, contribution, target, ("won", self.tr("won"))
            case "interest":
                return (("count", self.tr("count")),)
            case "customer_state_sums":
                return ("count", self.tr("how many")), ("revenue", self.tr("what they brought"))
            case "roi":
                each = ("cost_per_inquiry", self.tr("per inquiry")), ("cost_per_order", self.tr("per order"))
                return ("margin", self.tr("return")), *each
            case "changes" | "inquiries":
                return ()
            case _ if level.by:
                return revenue, margin, ("quantity", self.tr("quantity")), ("orders", self.tr("orders"))
            case _:
                return ()

    def picture(self, level: Level, measure: str) -> str:
        divided = [dimension_word(key) for key in level.by]
        told = dict(self.measures(level)).get(measure, "")
        match level.report:
            case "funnel" | "stages" if not divided:
                return self.tr("How far the inquiries of this period got")
            case "funnel" | "stages" | "inquiries" if divided:
                return self.tr("Inquiries {by}").format(by=by_word(level.by[0]))
            case "inquiries":
                return self.tr("Inquiries by value")
            case "interest":
                return self.tr("Products named in inquiries")
            case "customer_states" if "state" in level.used:
                return self.tr("Customers: {state}").format(state=states_word(dict(level.where)["state"]).lower())
            case report if report in SINGLE:
                return self.look(report)
            case "changes":
                return self.tr("What changed, {by}").format(by=by_word(level.by[0]))
            case "people":
                return self.tr("Employees")
            case "roi" if measure == "cost_per_inquiry":
                return self.tr("What an inquiry cost")
            case "roi" if measure == "cost_per_order":
                return self.tr("What an order cost")
            case "roi":
                return self.tr("What campaigns brought")
            case _ if len(divided) == 2:
                return self.tr("{measure}: {rows} × {columns}").format(
                    measure=told.capitalize(), rows=divided[0], columns=divided[1]
                )
            case _ if divided:
                return f"{told.capitalize()} {by_word(level.by[0])}"
            case _:
                return self.tr("Lines by value")

    def brief(self, level: Level) -> str:
        """The title of a picture without its measure, where that is chosen beside it."""
        return by_word(level.by[0]).capitalize() if len(level.by) == 1 and len(self.measures(level)) > 1 else ""

    def under(self, level: Level, report: Report, measure: str = "") -> str:
        """What the picture's rows are, and what it leaves out or does not show whole."""
        if not report.rows:
            return ""
        return " ".join([part for part in (self._rows(level, report, measure), *self._besides(report)) if part])

    def marks(self, level: Level, report: Report, before: str, measure: str = "") -> tuple[str, str] | None:
        """What the two marks of the picture stand for, where there are two; `before`: the compared period's word."""
        if not report.rows:
            return None
        match level.report:
            case "roi" if measure in EACH:
                return None
            case "roi":
                return self.tr("Margin of the orders it brought"), self.tr("Cost of the campaign")
            case "interest":
                return self.tr("Inquiries that name it"), self.tr("Of these bought")
            case "lost_costs":
                return self.tr("Its part that went into lost inquiries"), self.tr("All of it up to the period's end")
            case "people" if measure == "target":
                found = any(_target(row) for row in report.rows)
                return (self.tr("Sold net"), self.tr("Target for the days of this period")) if found else None
            case "customer_states" | "customer_state_sums":
                return None
        compared = report.request.compare != "none" and report.request.name not in ("changes", "lines", "inquiries")
        return (self.tr("This period"), before) if compared and len(level.by) != 2 else None

    def _rows(self, level: Level, report: Report, measure: str) -> str:
        match level.report:
            case "customer_states":
                return self.tr("By all their sales so far.")
            case "customer_state_sums":
                return self.tr("New: in this period. Sleeping: silent for twice the usual gap. Lost: for a year.")
            case "people" if measure == "target" and not any(_target(row) for row in report.rows):
                return self.tr("Nobody has a target in this period. It is set under “Targets…”.")
            case _:
                return ""

    def _besides(self, report: Report) -> list[str]:
        request, told = report.request, self._cut(report)
        if request.name == "stages" and not any(key in WHOSE for key, _ in request.where):
            told.append(self.tr("All customers together: choose one, or a group, above."))
        for row in report.rows:
            if isinstance(row, RoiRow) and not row.key and len(report.rows) > 1:
                cost, margin = (formats.money(one, currency=report.currency) for one in (row.cost, row.margin))
                alone = self.tr("Without a campaign: cost {cost}, margin {margin}.")
                told.append(alone.format(cost=cost, margin=margin))
        if request.by == ("month",) and request.since != FIRST_DAY:
            first, last = (month_word(f"{day:%Y-%m}") for day in (request.since, request.until))
            if request.since.day != 1:
                told.append(self.tr("{month}: from {day}.").format(month=first, day=formats.day(request.since)))
            if (request.until + timedelta(days=1)).day != 1:
                told.append(self.tr("{month}: up to {day}.").format(month=last, day=formats.day(request.until)))
        return told

    def _cut(self, report: Report) -> list[str]:
        """How much of it the page shows, and how few carry most of it."""
        pairs = [row.keys for row in report.rows if isinstance(row, SaleRow) and len(row.keys) == 2]
        sides = [len({keys[side] for keys in pairs}) for side in (0, 1)]
        if pairs and (report.is_cut or max(sides) > MOST_CELLS):
            shown = [formats.count(min(MOST_CELLS, side)) for side in sides]
            told = self.tr("In the picture: {rows} rows and {columns} columns. Every cell is in the export.")
            return [told.format(rows=shown[0], columns=shown[1])]
        if report.is_cut or (len(report.rows) > MOST_ROWS and report.request.name == "changes"):
            told = self.tr("The first {count} are shown; the export holds all.")
            return [told.format(count=formats.count(MOST_ROWS))]
        carried = carrying(report)
        if carried is None:
            return []
        told = self.tr("80% of the revenue comes from {count} of {all} rows.")
        return [told.format(count=formats.count(carried), all=formats.count(len(report.rows)))]

    def hint(self, report: Report) -> str:
        parts = [report.currency]
        if report.excluded:
            parts.append(
                self.tr("left out for lack of an exchange rate: {count}").format(count=formats.count(report.excluded))
            )
        if report.uncosted:
            value = formats.money(report.uncosted, currency=report.currency)
            parts.append(self.tr("cost unknown for {value}").format(value=value))
        if report.undated:
            parts.append(self.tr("without a date: {count}").format(count=formats.count(report.undated)))
        return " · ".join(parts)

    def no_days(self, level: Level, chosen: Filters) -> str:
        """Why no day is left to ask about, and what can be done about it."""
        month = dict(level.where).get("month", "")
        if chosen.since > chosen.until or not month:
            return self.tr("The period ends before it begins. Choose a later end or an earlier beginning above.")
        told = self.tr("{month} lies outside the period. Choose a period that holds it above, or go one level up.")
        return told.format(month=month_word(month).capitalize())

    def nothing(self, level: Level, *, filtered: bool) -> str:
        """Why there is nothing to see, and what can be done about it; `filtered`: a filter is set that may be why."""
        match level.report:
            case "roi" | "attributed":
                return self.tr(
                    "No expenses in this period. What you book on a campaign is set against its orders here."
                )
            case "funnel" | "stages" | "inquiries" | "interest" | "lost_costs" if filtered:
                return self.tr("No inquiries in this period. Choose another one above, or remove a filter.")
            case "funnel" | "stages" | "inquiries" | "interest" | "lost_costs":
                return self.tr(
                    "No inquiries in this period. They appear here by themselves; other days are chosen above."
                )
            case _ if filtered:
                return self.tr("Nothing was sold in this period. Choose another one above, or remove a filter.")
            case _:
                return self.tr(
                    "Nothing was sold in this period. Sales appear here by themselves; other days are chosen above."
                )
