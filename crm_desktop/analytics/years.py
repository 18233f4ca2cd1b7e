"""What one customer bought, year by year: the figures of the report, summed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from crm_desktop.analytics.records import ReportRequest, SaleRow
from crm_desktop.analytics.report import report_in

FIRST, LAST = date(1990, 1, 1), date(2199, 12, 31)
MONTHS = 12 * (LAST.year - FIRST.year + 1)


@dataclass(frozen=True, slots=True)
class CustomerYear:
    """Minor units of `currency`; `uncosted` is the revenue of lines whose cost is not known."""

    year: int
    revenue: int
    margin: int
    uncosted: int
    currency: str


def customer_years(session: Session, code: str) -> list[CustomerYear]:
    """The newest first; by the customer's code."""
    request = ReportRequest("months", FIRST, LAST, where=(("customer", code),), limit=MONTHS)
    report = report_in(session, request)
    found: dict[int, CustomerYear] = {}
    for row in report.rows:
        if not isinstance(row, SaleRow):
            continue
        year = int(row.keys[0][:4])
        before = found.get(year, CustomerYear(year, 0, 0, 0, report.currency))
        found[year] = CustomerYear(
            year,
            before.revenue + row.sums.revenue,
            before.margin + row.sums.margin,
            before.uncosted + row.sums.uncosted,
            report.currency,
        )
    return sorted(found.values(), key=lambda each: -each.year)
