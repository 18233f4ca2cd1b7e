"""One report by its name: the same figures for the window, the command line and every export."""

from dataclasses import replace

from sqlalchemy.orm import Session

from crm_desktop.analytics import funnel, roi, sales
from crm_desktop.analytics.dimensions import PLURALS, dimension
from crm_desktop.analytics.interest import interest_rows
from crm_desktop.analytics.records import PlainRow, Report, ReportRequest, RoiRow, Row, SaleRow, StageRow
from crm_desktop.analytics.rules import compared_period
from crm_desktop.analytics.sales import Money
from crm_desktop.errors import NotThereYet, WrongCall
from crm_desktop.inquiries.rules import STAGES
from db.session import Database

SALE_COLUMNS: tuple[str, ...] = ("key", "name", "revenue", "quantity", "orders", "margin")
COMPARED_COLUMNS = ("previous", "change", "change_percent")
FUNNEL_COLUMNS: tuple[str, ...] = ("stage", "count", "value", "of_first", "of_previous", "median_days", "standing")
LINE_COLUMNS = ("order", "date", "product", "name", "quantity", "revenue", "margin", "customer")
INQUIRY_COLUMNS = ("number", "customer", "name", "stage", "lost_reason", "received", "value")
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
LATER = ("changes", "people")


def run_report(database: Database, request: ReportRequest) -> Report:
    """Raises WrongCall for a name, dimension or period that is none; NotThereYet for what comes later."""
    with database.read() as session:
        return report_in(session, request)


def report_in(session: Session, request: ReportRequest) -> Report:
    """As `run_report`, in a transaction of the caller's."""
    if request.since > request.until:
        raise WrongCall(problem="--from is after --to")
    if request.name in LATER:
        raise NotThereYet(command=f"report {request.name}")
    if len(request.by) > 2:
        raise WrongCall(problem="at most two --by")
    money = sales.report_currency(session, request.currency)
    match request.name:
        case "funnel" | "stages":
            return _funnel(session, request, money)
        case "inquiries":
            return _inquiries(session, request, money)
        case "lines":
            return _lines(session, request, money)
        case "roi":
            return _roi(session, request, money)
        case "interest":
            return _interest(session, request, money)
        case name if name in PLURALS:
            return _ranking(session, request, money)
        case _:
            raise WrongCall(problem=f"no report {request.name!r}")


def _ranking(session: Session, request: ReportRequest, money: Money) -> Report:
    by = request.by or (PLURALS[request.name],)
    for key in by:
        dimension(key)
    rows = sales.ranking(session, request.since, request.until, by, request.where, money)
    whole, excluded = sales.total(session, request.since, request.until, request.where, money)
    columns, previous = SALE_COLUMNS, None
    period = compared_period(request.since, request.until, request.compare)
    if period is not None:
        rows = sales.compared(session, rows, period, by, request.where, money)
        previous = sales.total(session, *period, request.where, money)[0].revenue
        columns += COMPARED_COLUMNS
    return Report(
        request=request,
        currency=money.currency,
        columns=columns,
        rows=tuple(rows[: request.limit]),
        total=SaleRow(("",) * len(by), ("",) * len(by), whole, previous),
        excluded=excluded,
        uncosted=whole.uncosted,
        drill_by=by,
    )


def _funnel(session: Session, request: ReportRequest, money: Money) -> Report:
    by = tuple(key for key in request.by if key != "stage")
    if len(by) > 1:
        raise WrongCall(problem="the funnel is divided by one --by")
    divided = by[0] if by else ""
    found = funnel.items(session, request.since, request.until, request.where, money, by=divided)
    whole = funnel.stage_rows(found)
    rows = funnel.divided_rows(found, divided) if divided else whole
    period = compared_period(request.since, request.until, request.compare)
    columns = (("key", "name") if divided else ()) + FUNNEL_COLUMNS
    if period is not None:
        before = funnel.items(session, *period, request.where, money, by=divided)
        rows = _beside(rows, funnel.divided_rows(before, divided) if divided else funnel.stage_rows(before))
        columns += COMPARED_COLUMNS
    return Report(
        request=request,
        currency=money.currency,
        columns=columns,
        rows=tuple(rows[: request.limit * len(STAGES)] if divided else rows),
        total=whole[0] if divided else rows[0],
        lost=tuple(funnel.lost_rows(found)),
        undated=funnel.undated(session),
        drill_by=(*by, "stage"),
    )


def _beside(rows: list[StageRow], before: list[StageRow]) -> list[StageRow]:
    """Each row with the count and value of the compared period."""
    compared = {(row.key, row.stage): row for row in before}
    found = []
    for row in rows:
        other = compared.get((row.key, row.stage))
        count, value = (other.count, other.value) if other else (0, 0)
        found.append(replace(row, previous_count=count, previous_value=value))
    return found


def _inquiries(session: Session, request: ReportRequest, money: Money) -> Report:
    found = funnel.items(session, request.since, request.until, request.where, money)
    rows = funnel.inquiry_lines(session, found, limit=request.limit)
    whole = PlainRow((len(found), sum(item.value for item in found)))
    return _plain(request, money, INQUIRY_COLUMNS, rows, whole)


def _lines(session: Session, request: ReportRequest, money: Money) -> Report:
    rows = sales.sale_line_rows(session, request.since, request.until, request.where, money, limit=request.limit)
    whole, excluded = sales.total(session, request.since, request.until, request.where, money)
    report = _plain(request, money, LINE_COLUMNS, rows, SaleRow(("",), ("",), whole))
    return Report(
        request, report.currency, report.columns, report.rows, report.total, excluded=excluded, uncosted=whole.uncosted
    )


def _roi(session: Session, request: ReportRequest, money: Money) -> Report:
    rows = roi.roi_rows(session, request.since, request.until, request.where, money)
    whole = RoiRow(
        key="",
        name="",
        cost=sum(row.cost for row in rows),
        margin=sum(row.margin for row in rows),
        revenue=sum(row.revenue for row in rows),
        inquiries=sum(row.inquiries for row in rows),
        orders=sum(row.orders for row in rows),
        payback=None,
        verdict="",
        uncosted=sum(row.uncosted for row in rows),
    )
    return Report(
        request=request,
        currency=money.currency,
        columns=ROI_COLUMNS,
        rows=tuple(rows[: request.limit]),
        total=whole,
        uncosted=whole.uncosted,
        drill_by=("campaign",),
    )


def _interest(session: Session, request: ReportRequest, money: Money) -> Report:
    rows = interest_rows(session, request.since, request.until, request.where)
    whole = PlainRow(("", "", sum(row[2] for row in rows), sum(row[3] for row in rows)))
    return _plain(request, money, INTEREST_COLUMNS, rows, whole)


def _plain(
    request: ReportRequest, money: Money, columns: tuple[str, ...], rows: list[tuple[object, ...]], whole: Row
) -> Report:
    return Report(request, money.currency, columns, tuple(PlainRow(row) for row in rows[: request.limit]), whole)
