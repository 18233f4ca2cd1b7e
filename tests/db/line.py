"""A terminal of a test: the real command line, in this process."""

import json
import socket
from typing import Any

import pytest
from sqlalchemy import text

from crm_desktop.commands.dispatch import run
from db.session import Database


class Line:
    """Calls a command, gives its exit code and its JSON; `told` is what people read meanwhile."""

    def __init__(self, url: str, capfd: pytest.CaptureFixture[str]) -> None:
        self.url = url
        self.told = ""
        self._capfd = capfd

    def __call__(self, *words: object) -> tuple[int, dict[str, Any]]:
        self._capfd.readouterr()
        code = run([*map(str, words), "--db", self.url, "--json"])
        out, self.told = self._capfd.readouterr()
        return code, json.loads(out) if out else {}

    def does(self, *words: object) -> dict[str, Any]:
        """The answer of a call that ends well."""
        code, answer = self(*words)
        assert code == 0, answer
        return answer

    def refused(self, *words: object) -> tuple[int, str, dict[str, Any]]:
        """Exit code, code and details of a call that is refused."""
        code, answer = self(*words)
        error = answer["error"]
        assert error["message"]
        return code, error["code"], error["details"]

    def refuses(self, words: tuple[object, ...], code: int, error: str, details: dict[str, Any] | None) -> str:
        """Asserts how a call is refused, its details where they are told; answers all that was said."""
        found = self.refused(*words)
        assert found[:2] == (code, error), (words, found)
        assert details is None or found[2] == details, (words, found)
        return f"{found}{self.told}"


KEPT = ("audit", "changes", "commands", "messages", "print_jobs", "printers", "sources", "source_states", "submissions")


def all_rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """What a refusal must leave as it was."""
    with database.read() as session:
        return {
            name: [tuple(row) for row in session.execute(text(f"SELECT * FROM {name} ORDER BY 1"))] for name in KEPT
        }


def free_port() -> int:
    """At which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
