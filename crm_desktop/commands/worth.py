"""`campaign add|list`, `expense add`."""

import argparse
from typing import Any

from crm_desktop.commands.context import Context
from crm_desktop.commands.shapes import day_from_text
from crm_desktop.errors import WrongCall
from crm_desktop.exchange.history.cells import currency_code
from crm_desktop.exchange.rules import Wrong
from crm_desktop.money import minor_from_text, price_from_text
from crm_desktop.worth.records import AddCampaign, AddExpense, Campaign
from crm_desktop.worth.service import add_campaign, add_expense, list_campaigns
from db.vocabulary import ExpenseKind


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    match group, verb:
        case "campaign", "add":
            parser.add_argument("key")
            parser.add_argument("--name", required=True)
            parser.add_argument("--from", dest="since", required=True, metavar="DAY")
            parser.add_argument("--to", dest="until", metavar="DAY")
        case "expense", _:
            parser.add_argument("--date", required=True, metavar="DAY")
            parser.add_argument("--kind", required=True, choices=[kind.value for kind in ExpenseKind])
            parser.add_argument("--amount", required=True)
            parser.add_argument("--customer", default="", help="code or NIP")
            for name in ("campaign", "order", "product_group", "employee", "currency", "text"):
                parser.add_argument(f"--{name.replace('_', '-')}", default="")


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match group, verb:
        case "campaign", "list":
            with context.database.read() as session:
                return {"rows": [_row(campaign) for campaign in list_campaigns(session)]}
        case "campaign", _:
            until = day_from_text(arguments.until, name="--to") if arguments.until else None
            since = day_from_text(arguments.since, name="--from")
            return _row(context.run(add_campaign, AddCampaign(arguments.key, arguments.name, since, until)))
        case _:
            return _expense(arguments, context)


def _expense(arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    try:
        amount, finer = minor_from_text(arguments.amount), price_from_text(arguments.amount) % 100
    except ValueError as fault:
        raise WrongCall(problem=f"--amount {arguments.amount!r}") from fault
    try:
        currency = currency_code(arguments.currency) if arguments.currency else ""
    except Wrong as fault:
        raise WrongCall(problem=f"--currency {arguments.currency!r}: ISO 4217") from fault
    if finer:
        raise WrongCall(problem=f"--amount {arguments.amount!r}: two decimals")
    command = AddExpense(
        day=day_from_text(arguments.date, name="--date"),
        kind=ExpenseKind(arguments.kind),
        amount=amount,
        campaign=arguments.campaign,
        customer=arguments.customer,
        order=arguments.order,
        employee=arguments.employee,
        product_group=arguments.product_group,
        currency=currency,
        text=arguments.text,
    )
    return {"expense": context.run(add_expense, command).expense_id}


def _row(campaign: Campaign) -> dict[str, Any]:
    return {
        "key": campaign.key,
        "name": campaign.name,
        "from": campaign.starts_on.isoformat(),
        "to": campaign.ends_on.isoformat() if campaign.ends_on else None,
    }
