"""A report as the contract writes it in JSON: money, quantities, shares and percents as strings."""

from datetime import date
from typing import Any, assert_never

from crm_desktop.analytics.records import (
    Attributed,
    PersonRow,
    PlainRow,
    Reasons,
    Report,
    RoiRow,
    Row,
    SaleRow,
    StageRow,
)
from crm_desktop.money import fraction_text, minor_text, percent_text, quantity_text

_MONEY = ("revenue", "margin", "value", "cost")


def report_json(report: Report) -> dict[str, Any]:
    request = report.request
    shaped = []
    first: StageRow | None = None
    before: StageRow | None = None
    for row in report.rows:
        if isinstance(row, StageRow):
            if before is None or before.keys != row.keys:
                first, before = row, None
            shaped.append(_row(row, report, first=first, before=before))
            before = row
        else:
            shaped.append(_row(row, report, first=None, before=None))
    answer: dict[str, Any] = {
        "report": request.name,
        "from": request.since.isoformat(),
        "to": request.until.isoformat(),
        "compare": request.compare,
        "currency": report.currency,
        "columns": list(report.columns),
        "rows": shaped,
        "total": _total(report),
        "drill": {"by": list(report.drill_by), "where": [f"{key}={value}" for key, value in request.where]},
        "excluded": report.excluded,
        "uncosted": minor_text(report.uncosted),
        "undated": report.undated,
    }
    return answer | _beside(report)


def _beside(report: Report) -> dict[str, Any]:
    """Lists that stand beside the rows: what was lost, why it changed, which orders count for a campaign."""
    found: dict[str, Any] = {}
    if isinstance(report.total, SaleRow) and report.total.reasons is not None:
        found["reasons"] = _reasons(report.total.reasons)
    if (told := report.attribution) is not None:
        found["attribution"] = [_attributed(one) for one in told.orders]
        found["attribution_left_out"] = told.count - len(told.orders)
    if isinstance(report.total, StageRow):
        found["lost"] = [
            {"stage": row.stage, "reason": row.reason, "count": row.count, "value": minor_text(row.value)}
            for row in report.lost
        ]
    return found


def _attributed(one: Attributed) -> dict[str, Any]:
    return {
        "order": one.order,
        "campaign": one.campaign,
        "date": one.day.isoformat(),
        "customer": one.customer,
        "why": one.why,
        "revenue": minor_text(one.revenue),
        "margin": minor_text(one.margin),
    }


def _row(row: Row, report: Report, *, first: StageRow | None, before: StageRow | None) -> dict[str, Any]:
    match row:
        case SaleRow():
            return _sale(row, report)
        case StageRow():
            return _stage(row, report, first=first, before=before)
        case RoiRow():
            return _roi(row)
        case PersonRow():
            return _person(row)
        case PlainRow():
            return {column: _value(column, value) for column, value in zip(report.columns, row.values, strict=False)}
        case _:
            assert_never(row)


def _total(report: Report) -> dict[str, Any] | None:
    match report.total:
        case PlainRow(values) if len(values) == 2:
            return {"count": values[0], "value": minor_text(values[1])}
        case None:
            return None
        case whole:
            return _row(whole, report, first=whole if isinstance(whole, StageRow) else None, before=None)


def _sale(row: SaleRow, report: Report) -> dict[str, Any]:
    sums = row.sums
    shaped: dict[str, Any] = {
        "key": row.keys[0],
        "name": row.names[0],
        "revenue": minor_text(sums.revenue),
        "quantity": quantity_text(sums.quantity),
        "orders": sums.orders,
        "margin": minor_text(sums.margin),
        "uncosted": minor_text(sums.uncosted),
    }
    if len(row.keys) > 1:
        shaped |= dict(zip(report.drill_by, row.keys, strict=True))
        shaped |= {"key2": row.keys[1], "name2": row.names[1]}
    if row.previous is not None:
        shaped |= _change(sums.revenue, row.previous)
        shaped["new"], shaped["vanished"] = row.new, row.vanished
    if row.reasons is not None:
        shaped["reasons"] = _reasons(row.reasons)
    return shaped


def _reasons(reasons: Reasons) -> dict[str, str]:
    """The five sum exactly to the change."""
    return {
        "price": minor_text(reasons.price),
        "quantity": minor_text(reasons.quantity),
        "mix": minor_text(reasons.mix),
        "new": minor_text(reasons.new),
        "vanished": minor_text(reasons.vanished),
    }


def _change(now: int, previous: int) -> dict[str, Any]:
    difference = now - previous
    return {
        "previous": minor_text(previous),
        "change": minor_text(difference),
        "change_percent": percent_text(difference, abs(previous)),
    }


def _stage(row: StageRow, report: Report, *, first: StageRow | None, before: StageRow | None) -> dict[str, Any]:
    shaped: dict[str, Any] = {"key": row.key, "name": row.name} if row.keys else {}
    if len(row.keys) > 1:
        shaped |= dict(zip(report.drill_by, row.keys, strict=False))
        shaped |= {"key2": row.keys[1], "name2": row.names[1]}
    shaped |= {
        "stage": row.stage,
        "count": row.count,
        "value": minor_text(row.value),
        "of_first": fraction_text(row.count, first.count) if first else None,
        "of_previous": fraction_text(row.count, before.count) if before else None,
        "median_days": None if row.median_days is None else minor_text(row.median_days),
        "standing": row.standing,
    }
    if row.previous_count is not None:
        difference = row.count - row.previous_count
        shaped |= {
            "previous": row.previous_count,
            "change": difference,
            "change_percent": percent_text(difference, row.previous_count),
        }
    return shaped


def _roi(row: RoiRow) -> dict[str, Any]:
    return {
        "key": row.key,
        "name": row.name,
        "cost": minor_text(row.cost),
        "margin": minor_text(row.margin),
        "revenue": minor_text(row.revenue),
        "inquiries": row.inquiries,
        "orders": row.orders,
        "roi": fraction_text(row.margin - row.cost, row.cost),
        "cost_per_inquiry": _each(row.cost, row.inquiries),
        "cost_per_order": _each(row.cost, row.orders),
        "uncosted": minor_text(row.uncosted),
        "payback": row.payback.isoformat() if row.payback else None,
        "gain": row.verdict or None,
    }


def _person(row: PersonRow) -> dict[str, Any]:
    sums = row.sums
    shaped: dict[str, Any] = {
        "key": row.key,
        "name": row.name,
        "inquiries": row.inquiries,
        "answer_hours": None if row.answer_minutes is None else fraction_text(row.answer_minutes, 60, decimals=2),
        "in_time": fraction_text(row.in_time, row.promised),
        "won": row.won,
        "lost": row.lost,
        "win_rate": fraction_text(row.won, row.won + row.lost),
        "revenue": minor_text(sums.revenue),
        "quantity": quantity_text(sums.quantity),
        "orders": sums.orders,
        "margin": minor_text(sums.margin),
        "uncosted": minor_text(sums.uncosted),
        "expenses": minor_text(row.expenses),
        "contribution": minor_text(row.contribution),
    }
    if row.target is not None:
        shaped["target"] = minor_text(row.target)
    return shaped if row.previous is None else shaped | _change(sums.revenue, row.previous)


def _each(cost: int, count: int) -> str | None:
    """Money for one of `count`; None of none."""
    return fraction_text(cost, count * 100, decimals=2) if count else None


def _value(column: str, value: Any) -> Any:
    if value is None:
        return None
    if column in _MONEY:
        return minor_text(value)
    if column == "quantity":
        return quantity_text(value)
    return value.isoformat() if isinstance(value, date) else value
