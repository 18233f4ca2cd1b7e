"""`report NAME`."""

import argparse
import os
from contextlib import closing
from typing import Any

from crm_desktop.analytics.dimensions import DIMENSIONS, ITEM_CONDITIONS, PLURALS, dimension
from crm_desktop.analytics.records import Report, ReportRequest
from crm_desktop.analytics.replica import REPLICA_VARIABLE, Replica
from crm_desktop.analytics.report import run_report
from crm_desktop.analytics.shape import report_json
from crm_desktop.commands.context import Context
from crm_desktop.commands.shapes import day_from_text, limit
from crm_desktop.errors import WrongCall

NAMES = ("funnel", "stages", *PLURALS, "changes", "interest", "roi", "people", "inquiries", "lines")


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--from", dest="since", required=True, metavar="DAY")
    parser.add_argument("--to", dest="until", required=True, metavar="DAY")
    parser.add_argument("--compare", choices=("previous", "year", "none"), default="none")
    parser.add_argument("--by", action="append", default=[], choices=list(DIMENSIONS))
    parser.add_argument("--where", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--currency", default="")
    parser.add_argument("--limit", type=limit, default=50)
    parser.add_argument("--replica", metavar="URL", default="", help="a read replica; answers once it has caught up")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    return report_json(answer(arguments, context))


def answer(arguments: argparse.Namespace, context: Context) -> Report:
    """Of the database, or of the replica that was named. Raises WrongCall."""
    request, url = request_of(arguments), arguments.replica or os.environ.get(REPLICA_VARIABLE, "")
    if arguments.replica and context.database.is_sqlite:
        raise WrongCall(problem="--replica: SQLite has none")
    if not url or context.database.is_sqlite:
        return run_report(context.database, request)
    with closing(Replica(context.database, url)) as replica:
        return run_report(context.database, request, replica=replica)


def request_of(arguments: argparse.Namespace) -> ReportRequest:
    """The question of a call. Raises WrongCall."""
    return ReportRequest(
        name=arguments.name,
        since=day_from_text(arguments.since, name="--from"),
        until=day_from_text(arguments.until, name="--to"),
        compare=arguments.compare,
        by=tuple(arguments.by),
        where=tuple(_condition(text) for text in arguments.where),
        currency=arguments.currency.upper(),
        limit=arguments.limit,
    )


def _condition(text: str) -> tuple[str, str]:
    key, mark, value = text.partition("=")
    if not mark:
        raise WrongCall(problem=f"--where {text!r}: KEY=VALUE", rule="call_where", value=text)
    if key not in ITEM_CONDITIONS:
        dimension(key)
    return key, value
