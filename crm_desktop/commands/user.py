"""`user add|list|role`."""

import argparse
from typing import Any

from crm_desktop.commands.context import Context
from crm_desktop.staff.queries import list_employees
from crm_desktop.staff.records import AddEmployee, ChangeRole, Employee
from crm_desktop.staff.service import add_employee, change_role
from db.vocabulary import Role


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    if verb == "list":
        return
    parser.add_argument("login")
    if verb == "add":
        parser.add_argument("--name", required=True)
        parser.add_argument("--email", default="")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])
    else:
        parser.add_argument("role", choices=[role.value for role in Role])


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match verb:
        case "list":
            with context.database.read() as session:
                return {"rows": [_row(row) for row in list_employees(session)]}
        case "add":
            new = AddEmployee(arguments.login, arguments.name, Role(arguments.role), arguments.email)
            return _row(context.run(add_employee, new))
        case _:
            return _row(context.run(change_role, ChangeRole(arguments.login, Role(arguments.role))))


def _row(row: Employee) -> dict[str, Any]:
    return {"login": row.login, "name": row.name, "role": row.role.value, "active": row.active}
