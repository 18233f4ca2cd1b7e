"""Reads a headless call, runs its command, answers by the rules of the contract (JSON, exit codes)."""

import argparse
import importlib
import json
import os
import re
import sys
from typing import Any, NoReturn

from crm_desktop.commands.context import Context, language
from crm_desktop.commands.table import TABLE, Entry, find, groups
from crm_desktop.errors import KnownError, NotThereYet, WrongCall

USAGE = "python app.py COMMAND … [--db URL] [--json] [--command-id UUID] [--user LOGIN]"


_RULES = {
    "call_choice": r"argument (?P<argument>[^:]+): invalid choice: '?(?P<value>.*?)'? \(choose from (?P<known>.+)\)",
    "call_value": r"argument (?P<argument>[^:]+): invalid .+ value: '(?P<value>.*)'",
    "call_no_value": r"argument (?P<argument>[^:]+): expected (?:one|at least one) argument",
    "call_missing": r"the following arguments are required: (?P<known>.+)",
    "call_unknown": r"unrecognized arguments: (?P<value>.+)",
}
"""What argparse says in English, by the rules whose sentences people are told instead."""


class _Parser(argparse.ArgumentParser):
    """A wrong call is a known refusal with exit 2, told like any other."""

    def error(self, message: str) -> NoReturn:
        for rule, pattern in _RULES.items():
            if found := re.fullmatch(pattern, message, re.DOTALL):
                told = {name: value.replace("'", "") for name, value in found.groupdict().items()}
                raise WrongCall(problem=message, rule=rule, **told)
        raise WrongCall(problem=message)


def help_text() -> str:
    """What `app.py --help` prints; the table of commands and the flags of the window."""
    rows = [
        "app.py [--demo | --self-test | --gallery]   the window; on a sample company; offscreen check; all widgets",
        USAGE,
        "",
    ]
    for group, entries in groups().items():
        there = "|".join(entry.verb for entry in entries if entry.module and entry.verb)
        later = "|".join(entry.verb or group for entry in entries if not entry.module)
        rows.append(f"  {f'{group} {there}'.strip():<62} {entries[0].does}")
        if later:
            rows.append(f"  {'':<{len(group)}} ({later}: not there yet)")
    return "\n".join(rows)


def _help_of(words: list[str]) -> bool:
    """Prints what a group of commands does, where it is asked of the group alone."""
    if len(words) != 2 or words[1] not in ("-h", "--help"):
        return False
    entries = [entry for entry in TABLE if entry.group == words[0] and entry.verb]
    for entry in entries:
        print(f"app.py {entry.words:<32} {entry.does}")
    if entries:
        print(f"\napp.py {words[0]} VERB --help tells of each.")
    return bool(entries)


def run(words: list[str]) -> int:
    """Runs one headless command; the exit code of the contract."""
    as_json = "--json" in words
    if _help_of(words):
        return 0
    try:
        entry, rest = find(words)
        if entry is None:
            raise WrongCall(problem=f"unknown command: {' '.join(words[:2])}")
        if not entry.module:
            raise NotThereYet(command=entry.words)
        return _run(entry, rest, as_json=as_json)
    except KnownError as error:
        return _refuse(error, as_json=as_json)


def parsed(entry: Entry, rest: list[str]) -> argparse.Namespace:
    """The call as its command reads it. Raises WrongCall."""
    parser = _Parser(prog=f"app.py {entry.words}", description=entry.does)
    _common(parser)
    _module_of(entry).add_arguments(parser, entry.group, entry.verb)
    return parser.parse_args(rest)


def _module_of(entry: Entry) -> Any:
    return importlib.import_module(f"crm_desktop.commands.{entry.module}")


def _run(entry: Entry, rest: list[str], *, as_json: bool) -> int:
    module, arguments = _module_of(entry), parsed(entry, rest)
    _warn_of_password(rest)
    context = Context(url=arguments.db, command_id=arguments.command_id, as_json=as_json, user=arguments.user)
    try:
        answer = _answered(module, entry, arguments, context)
    finally:
        context.close()
    code = 0
    if isinstance(answer, dict):
        code = int(answer.pop("_exit", 0))
        _print(answer, as_json=as_json)
    return code


def _warn_of_password(words: list[str]) -> None:
    """Whoever is on the machine reads what stands on a command line; nobody reads the environment of another's."""
    from crm_desktop.words import say

    for word in words:
        address = re.sub(r"^--(db|from|to)=", "", word)
        if re.match(r"postgresql[+\w]*://[^/@]*:[^/@]+@", address) or re.search(r"[?&]password=", address):
            print(say("messages.password_in_call", language()), file=sys.stderr)


def _answered(module: Any, entry: Entry, arguments: argparse.Namespace, context: Context) -> Any:
    """Raises KnownError; a database that goes away or refuses while it is read is one."""
    try:
        return module.run(entry.group, entry.verb, arguments, context)
    except Exception as fault:
        told = context.known(fault)
        if told is None:
            raise
        raise told from fault


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--db", default=os.environ.get("CRM_DATABASE_URL"), help="SQLAlchemy URL")
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    parser.add_argument("--command-id", help="the same id again answers the first answer")
    parser.add_argument(
        "--user", default=os.environ.get("CRM_USER"), help="login of who acts; an office server knows it"
    )


def _print(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer, ensure_ascii=False))
        return
    print(_readable(answer))


def _readable(value: Any, depth: int = 0) -> str:
    """An answer for a person at a terminal: a line a field, a row a record."""
    pad = "  " * depth
    if isinstance(value, dict):
        rows = []
        for key, inner in value.items():
            nested = isinstance(inner, dict | list) and inner
            rows.append(f"{pad}{key}:\n{_readable(inner, depth + 1)}" if nested else f"{pad}{key}: {inner}")
        return "\n".join(rows)
    if isinstance(value, list):
        return "\n".join(
            pad + "  ".join(f"{k}={v}" for k, v in row.items()) if isinstance(row, dict) else f"{pad}{row}"
            for row in value
        )
    return f"{pad}{value}"


def _refuse(error: KnownError, *, as_json: bool) -> int:
    from crm_desktop.words import tell

    message = tell(error, language())
    print(message, file=sys.stderr)
    if as_json:
        refusal = {"code": error.code, "message": message, "details": error.details}
        print(json.dumps({"error": refusal}, ensure_ascii=False, default=str))
    return error.exit_code
