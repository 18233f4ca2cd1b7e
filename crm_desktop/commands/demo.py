"""`demo load`."""

import argparse
from typing import Any

from crm_desktop.commands.context import Context
from crm_desktop.demo.load import load
from crm_desktop.errors import WrongCall


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    parser.add_argument("--orders", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=1)


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    if arguments.orders < 0:
        raise WrongCall(problem=f"--orders {arguments.orders}")
    loaded = load(context.database, orders=arguments.orders, seed=arguments.seed)
    rate = round(loaded.orders / loaded.seconds)
    return {"orders": loaded.orders, "rows": loaded.rows, "orders_per_second": rate}
