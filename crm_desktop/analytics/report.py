"""One report by its name: the same figures for the window, the command line and every export."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from crm_desktop.analytics import changes, funnel, people, roi, sales
from crm_desktop.analytics.dimensions import ITEM_DIMENSIONS, PLURALS, dimension
from crm_desktop.analytics.figures import LineSums, SqlSums
from crm_desktop.analytics.interest import interest_rows
from crm_desktop.analytics.item_lines import told_items
from crm_desktop.analytics.item_sums import ItemSums, SqlItems
from crm_desktop.analytics.looks import LOOKS, look_in
from crm_desktop.analytics.records import PersonRow, PlainRow, Report, ReportRequest, Row, SaleRow, Sums
from crm_desktop.analytics.replica import Replica
from crm_desktop.analytics.rules import compared_period
from crm_desktop.analytics.sales import Money
from crm_desktop.errors import WrongCall
from crm_desktop.money import percent_text
from db.session import Database

SALE_COLUMNS: tuple[str, ...] = ("key", "name", "revenue", "quantity", "orders", "margin")
COMPARED_COLUMNS = ("previous", "change", "change_percent")
FUNNEL_COLUMNS: tuple[str, ...] = ("stage", "count", "value", "of_first", "of_previous", "median_days", "standing")
LINE_COLUMNS = ("key", "order", "date", "product", "name", "quantity", "revenue", "margin", "customer")
INQUIRY_COLUMNS = ("key", "number", "customer", "name", "stage", "lost_reason", "received", "value")
ROI_COLUMNS = (
    "key",
    "name",
    "cost",
    "margin",
    "revenue",
    "inquiries",
    "orders",
    "roi",
    "cost_per_inquiry",
    "cost_per_order",
    "payback",
    "gain",
)
INTEREST_COLUMNS = ("key", "name", "inquiries", "bought")
CHANGE_COLUMNS = ("new", "vanished", "reasons")
PEOPLE_COLUMNS: tuple[str, ...] = (
    "key",
    "name",
    "inquiries",
    "answer_hours",
    "in_time",
    "won",
    "lost",
    "win_rate",
    "revenue",
    "quantity",
    "orders",
    "margin",
    "expenses",
    "contribution",
)
OWN_KEY = {"roi": "campaign", "people": "employee", "interest": "product"}
"""Reports that are by one key and no other."""
OF_ITEMS = ("funnel", "stages", "inquiries")
"""Reports of the funnel's items alone."""
LISTS = ("lines", "inquiries")
"""Reports of single records; with `by` they are sums of these."""


def run_report(database: Database, request: ReportRequest, *, replica: Replica | None = None) -> Report:
    """On the replica where there is one and it has caught up.

    Raises WrongCall for a name, dimension, currency or period that is none.
    """
    with (database if replica is None else replica).read() as session:
        return report_in(session, request)


def report_in(
    session: Session,
    request: ReportRequest,
    *,
    lines: LineSums | None = None,
    items: ItemSums | None = None,
    money: Money | None = None,
) -> Report:
    """As `run_report`, in a transaction of the caller's; `lines` or `items` of `money` where they are not summed by
    SQL."""
    _check(request)
    if money is None:
        money = sales.report_currency(session, request.currency)
    lines, items = lines or SqlSums(session, money), items or SqlItems(session, money)
    match request.name:
        case "inquiries" if not request.by:
            return _inquiries(session, items, request, money)
        case name if name in OF_ITEMS:
            return _funnel(items, request, money)
        case "lines" if not request.by:
            return _lines(session, lines, request, money)
        case "lines":
            return _ranking(lines, request, money, by=request.by)
        case "changes":
            return _changes(lines, request, money)
        case "roi":
            return _roi(session, request, money)
        case "people":
            return _people(session, lines, request, money)
        case "interest":
            return _interest(session, request, money)
        case name if name in LOOKS:
            return look_in(session, request, money)
        case name if name in PLURALS:
            return _ranking(lines, request, money, by=request.by or (PLURALS[name],))
        case _:
            raise WrongCall(problem=f"no report {request.name!r}")


def _check(request: ReportRequest) -> None:
    """Raises WrongCall for what no report can mean."""
    if request.since > request.until:
        days = {"since": request.since.isoformat(), "until": request.until.isoformat()}
        raise WrongCall(problem="--from is after --to", rule="call_period", **days)
    if request.compare not in ("none", "previous", "year"):
        raise WrongCall(problem=f"--compare {request.compare!r}: previous, year or none")
    if len(request.by) > 2 or len(set(request.by)) != len(request.by):
        raise WrongCall(problem="at most two --by, and not the same twice", rule="call_by")
    for key in request.by:
        dimension(key)
    own = OWN_KEY.get(request.name)
    if own is not None and request.by not in ((), (own,)):
        told = {"report": request.name, "known": own}
        raise WrongCall(problem=f"{request.name} is by {own} alone", rule="call_by_own", **told)
    if request.limit < 0:
        raise WrongCall(problem=f"--limit {request.limit}")
    currency = request.currency
    if currency and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
        raise WrongCall(problem=f"--currency {currency!r}: three letters", rule="call_currency", value=currency)


def _changes(lines: LineSums, request: ReportRequest, money: Money) -> Report:
    """Without another wish the period is compared with the one before it."""
    compare = "previous" if request.compare == "none" else request.compare
    request = replace(request, compare=compare)
    report = _ranking(lines, request, money, by=request.by or ("product",))
    this, other = (request.since, request.until), compared_period(request.since, request.until, compare)
    assert other is not None
    rows, reasons = changes.change_rows(
        [row for row in report.rows if isinstance(row, SaleRow)],
        report.drill_by,
        lambda by: lines.ranking(this, by, request.where)[0],
        lambda by: lines.ranking(other, by, request.where)[0],
    )
    assert isinstance(report.total, SaleRow)
    return replace(
        report,
        columns=SALE_COLUMNS + COMPARED_COLUMNS + CHANGE_COLUMNS,
        rows=tuple(rows),
        total=replace(report.total, reasons=reasons),
    )


def _ranking(lines: LineSums, request: ReportRequest, money: Money, *, by: tuple[str, ...]) -> Report:
    period = (request.since, request.until)
    compared = compared_period(*period, request.compare)
    found = lines.ranked(period, compared, by, request.where, limit=request.limit)
    return Report(
        request=request,
        currency=money.currency,
        columns=SALE_COLUMNS if compared is None else SALE_COLUMNS + COMPARED_COLUMNS,
        rows=tuple(found.rows),
        total=SaleRow(("",) * len(by), ("",) * len(by), found.whole, found.previous),
        excluded=found.excluded,
        uncosted=found.whole.uncosted,
        undated=lines.undated(request.where),
        drill_by=by,
    )


def _whole_sales(lines: LineSums, request: ReportRequest, money: Money) -> Report:
    """A report of sales that has no rows of its own; months are the fewest to add up."""
    return replace(_ranking(lines, request, money, by=("month",)), rows=())


def _funnel(items: ItemSums, request: ReportRequest, money: Money) -> Report:
    by = tuple(key for key in request.by if key in ITEM_DIMENSIONS)
    this, where = (request.since, request.until), request.where
    found = items.parts(this, where, by)
    spans = items.medians(this, where, by)
    whole = funnel.stage_rows(found, spans)
    period, before = compared_period(*this, request.compare), None
    columns = ("key", "name", "key2", "name2")[: 2 * len(by)] + FUNNEL_COLUMNS
    if period is not None:
        before = items.parts(period, where, by)
        whole = funnel.beside(whole, before)
        columns += COMPARED_COLUMNS
    return Report(
        request=request,
        currency=money.currency,
        columns=columns,
        rows=tuple(funnel.divided_rows(found, spans, by, limit=request.limit, before=before) if by else whole),
        total=whole[0],
        lost=tuple(funnel.lost_rows(found)),
        excluded=sum(part.excluded for part in found),
        undated=items.undated(where),
        drill_by=(*by, "stage"),
    )


def _inquiries(session: Session, items: ItemSums, request: ReportRequest, money: Money) -> Report:
    this, where = (request.since, request.until), request.where
    found = items.parts(this, where)
    rows = [(row[0], *row) for row in told_items(session, items.first(this, where, limit=request.limit))]
    whole = PlainRow((sum(part.count for part in found), sum(part.value for part in found)))
    report = _plain(request, money, INQUIRY_COLUMNS, rows, whole)
    excluded = sum(part.excluded for part in found)
    return replace(report, excluded=excluded, undated=items.undated(where))


def _lines(session: Session, lines: LineSums, request: ReportRequest, money: Money) -> Report:
    found = sales.sale_line_rows(session, request.since, request.until, request.where, money, limit=request.limit)
    rows = tuple(PlainRow((row[0], *row)) for row in found)
    return replace(_whole_sales(lines, request, money), columns=LINE_COLUMNS, rows=rows, drill_by=())


def _roi(session: Session, request: ReportRequest, money: Money) -> Report:
    rows = roi.roi_rows(session, request.since, request.until, request.where, money)
    whole = roi.whole_of(rows)
    keys = {row.key for row in rows}
    return Report(
        request=request,
        currency=money.currency,
        columns=ROI_COLUMNS,
        rows=tuple(rows[: request.limit]),
        total=whole,
        attribution=roi.attributed_orders(
            session, keys, (request.since, request.until), request.where, money, limit=request.limit
        ),
        excluded=roi.left_out(session, request.since, request.until, money),
        uncosted=whole.uncosted,
        drill_by=("campaign",),
    )


def _people(session: Session, lines: LineSums, request: ReportRequest, money: Money) -> Report:
    this = (request.since, request.until)
    sold, _ = lines.ranking(this, ("employee",), request.where)
    rows, whole = people.people_rows(session, *this, request.where, money, sold)
    report = _ranking(lines, request, money, by=("employee",))
    columns = PEOPLE_COLUMNS
    period = compared_period(request.since, request.until, request.compare)
    if period is not None:
        before = lines.revenues(period, ("employee",), request.where)
        rows = _people_beside(rows, people.people_rows(session, *period, request.where, money, before)[0])
        whole = replace(whole, previous=sum(row.previous or 0 for row in rows))
        columns += COMPARED_COLUMNS
    assert isinstance(report.total, SaleRow)
    return replace(
        report,
        columns=columns if whole.target is None else (*columns, "target"),
        rows=tuple(rows[: request.limit]),
        total=replace(whole, sums=report.total.sums),
        excluded=report.excluded + roi.left_out(session, request.since, request.until, money),
    )


def _people_beside(rows: list[PersonRow], before: list[PersonRow]) -> list[PersonRow]:
    compared = {row.key: row for row in before}
    found = [replace(row, previous=compared[row.key].sums.revenue if row.key in compared else 0) for row in rows]
    there = {row.key for row in rows}
    gone = [PersonRow(row.key, row.name, Sums(), previous=row.sums.revenue) for row in before if row.key not in there]
    return sorted(found + gone, key=lambda row: (-row.sums.revenue, row.key))


def _interest(session: Session, request: ReportRequest, money: Money) -> Report:
    rows = interest_rows(session, request.since, request.until, request.where)
    sums = (sum(row[2] for row in rows), sum(row[3] for row in rows))
    period = compared_period(request.since, request.until, request.compare)
    if period is None:
        return _plain(request, money, INTEREST_COLUMNS, rows, PlainRow(("", "", *sums)))
    before = {row[0]: row for row in interest_rows(session, *period, request.where)}
    all_before = sum(row[2] for row in before.values())
    rows = [(*row, *_change(row[2], before.pop(row[0], (0, 0, 0, 0))[2])) for row in rows]
    rows += [(row[0], row[1], 0, 0, *_change(0, row[2])) for _, row in sorted(before.items())]
    whole = PlainRow(("", "", *sums, *_change(sums[0], all_before)))
    return _plain(request, money, INTEREST_COLUMNS + COMPARED_COLUMNS, rows, whole)


def _change(now: int, previous: int) -> tuple[int, int, str | None]:
    return previous, now - previous, percent_text(now - previous, previous)


def _plain(
    request: ReportRequest, money: Money, columns: tuple[str, ...], rows: list[tuple[Any, ...]], whole: Row
) -> Report:
    return Report(request, money.currency, columns, tuple(PlainRow(row) for row in rows[: request.limit]), whole)
