"""Secrets and people's data stand in no command line, no log and no crash report, on both databases."""

import argparse
import importlib
import io
import logging
import traceback
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from crm_desktop.commands.dispatch import run
from crm_desktop.commands.table import TABLE
from db.models.staff import EmployeeRow
from db.prepared import write_rows
from db.session import Database
from db.vocabulary import Role

SECRET, PERSON = "$argon2id$tajne", "Wojciech Nowak"
FILES_AND_FLAGS = {
    "--password-file",  # its first line, - to type it
    "--password-stdin",
    "--tls-key",  # a file
    "--key",  # which form a shop posts to: no secret
}
"""What is called like a secret and is none on the command line."""


def options() -> dict[str, list[argparse.Action]]:
    found: dict[str, list[argparse.Action]] = {}
    for entry in TABLE:
        if not entry.module or entry.module == "tour":  # the window's own, without options
            continue
        parser = argparse.ArgumentParser(add_help=False)
        importlib.import_module(f"crm_desktop.commands.{entry.module}").add_arguments(parser, entry.group, entry.verb)
        found[entry.words] = parser._actions
    return found


def test_that_no_command_takes_a_secret_on_its_line() -> None:
    """Whoever is on the machine reads it there, by `ps`."""
    words = ("pass", "secret", "token", "key", "pin")
    named = {
        name
        for actions in options().values()
        for action in actions
        for name in action.option_strings
        if any(word in name.strip("-").split("-") or (word == "pass" and word in name) for word in words)
    }
    assert named == FILES_AND_FLAGS


@pytest.mark.parametrize(
    "address",
    ["postgresql+psycopg://crm:tajne@127.0.0.1:1/crm", "postgresql+psycopg://127.0.0.1:1/crm?user=crm&password=tajne"],
)
def test_that_who_writes_a_password_into_an_address_is_told_who_reads_it(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["db", "check", "--db", address]) != 0
    told = capsys.readouterr()
    assert "~/.pgpass" in told.err
    assert "tajne" not in told.err + told.out


def test_that_an_address_without_one_is_no_reason_to_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["db", "check", "--db", "postgresql+psycopg://crm@127.0.0.1:1/crm"]) != 0
    assert "pgpass" not in capsys.readouterr().err


def values() -> dict[str, Any]:
    return {"login": "admin", "name": PERSON, "role": Role.CLERK, "email": "", "active": True, "password_hash": SECRET}


def by_row(session: Any) -> None:
    session.add(EmployeeRow(**values()))
    session.flush()


def by_statement(session: Any) -> None:
    session.execute(insert(EmployeeRow), values())


def by_prepared_rows(session: Any) -> None:
    write_rows(session, EmployeeRow, [values() | {"version": 1}])


def by_check(session: Any) -> None:
    """The server quotes the whole row that broke the rule."""
    session.execute(insert(EmployeeRow), values() | {"login": "inny", "role": "x" * 3})


Way = Callable[[Any], None]


@pytest.mark.parametrize("way", [by_row, by_statement, by_prepared_rows, by_check], ids=lambda one: one.__name__)
def test_that_a_fault_of_the_database_tells_where_and_not_whose(database: Database, way: Way) -> None:
    """As the crash report and the log write it."""
    written = io.StringIO()
    log = logging.getLogger("tests.unseen")
    log.addHandler(logging.StreamHandler(written))
    with database.write() as session:
        with pytest.raises((DBAPIError, LookupError)) as fault:
            way(session)
        try:
            raise fault.value
        except Exception:
            log.exception("a bug")
        session.rollback()
    account = "".join(traceback.format_exception(fault.value)) + written.getvalue()
    assert "employees" in account
    assert not [word for word in (SECRET, PERSON, "Wojciech") if word in account]


def test_that_a_refusal_of_a_rule_quotes_no_row(database: Database) -> None:
    statement = text("INSERT INTO employees (login, name, role, email, active, version) VALUES (:l, :n, :r, '', :a, 0)")
    with database.write() as session, pytest.raises(DBAPIError) as fault:
        session.execute(statement, {"l": "jan", "n": PERSON, "r": "none of ours", "a": True})
    assert PERSON not in "".join(traceback.format_exception(fault.value))
