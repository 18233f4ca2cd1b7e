"""`user add|list|role|away|services`."""

import argparse
from pathlib import Path
from typing import Any

from crm_desktop.commands.accounts import new_accounts, write_accounts
from crm_desktop.commands.context import Context
from crm_desktop.commands.shapes import day_from_text, password_from
from crm_desktop.errors import WrongCall
from crm_desktop.staff.queries import list_employees
from crm_desktop.staff.records import AddEmployee, ChangeRole, Employee, SetAbsence, SetPassword
from crm_desktop.staff.service import add_employee, change_role, set_absence, set_password
from db.grants import AT_THE_SERVER, is_office_server
from db.vocabulary import Role


def add_arguments(parser: argparse.ArgumentParser, group: str, verb: str) -> None:
    if verb == "list":
        return
    if verb == "services":
        parser.add_argument("file", type=Path, metavar="FILE", help="where their logins and new passwords are kept")
        return
    parser.add_argument("login")
    if verb == "add":
        parser.add_argument("--name", required=True)
        parser.add_argument("--email", default="")
        parser.add_argument("--password-file", metavar="FILE", help="on an office server: its first line; - to type it")
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])
    elif verb == "away":
        parser.add_argument("--until", metavar="DAY", help="the last day; without it the person is back")
    else:
        parser.add_argument("role", choices=[role.value for role in Role])


def run(group: str, verb: str, arguments: argparse.Namespace, context: Context) -> dict[str, Any]:
    match verb:
        case "list":
            with context.database.read() as session:
                return {"rows": [_row(row) for row in list_employees(session)]}
        case "add":
            password = password_from(arguments.password_file)
            new = AddEmployee(arguments.login, arguments.name, Role(arguments.role), arguments.email, password)
            return _row(context.run(add_employee, new))
        case "services":
            return _services(arguments.file, context)
        case "away":
            until = day_from_text(arguments.until, name="--until") if arguments.until else None
            return _row(context.run(set_absence, SetAbsence(arguments.login, until)))
        case _:
            return _row(context.run(change_role, ChangeRole(arguments.login, Role(arguments.role))))


def _services(file: Path, context: Context) -> dict[str, Any]:
    """A seat for each service, with a password that stands in `file` and nowhere else; asked again, a new one."""
    accounts = new_accounts()
    with context.database.read() as session:
        if not is_office_server(session.connection()):
            raise WrongCall(problem="user services: only on an office server (db init-server)")
        there = {row.login: row for row in list_employees(session)}
    for role, account in accounts.items():
        if (found := there.get(account.login)) is not None and found.role is not role:
            raise WrongCall(problem=f"{account.login}: there is an employee of this login, who is no service")
    write_accounts(file, accounts)
    for role, account in accounts.items():
        if (found := there.get(account.login)) is None:
            context.run_step(role, add_employee, AddEmployee(account.login, role.value, role, "", account.password))
        else:
            context.run_step(role, set_password, SetPassword(found.employee_id, AT_THE_SERVER, account.password))
    return {"file": str(file), "rows": [{"login": account.login, "role": role} for role, account in accounts.items()]}


def _row(row: Employee) -> dict[str, Any]:
    absent = row.absent_until.isoformat() if row.absent_until else None
    told = {"login": row.login, "name": row.name, "role": row.role.value, "active": row.active}
    return {**told, "absent_until": absent}
