"""What every headless command is handed: the database, who acts, the command id."""

import os
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from getpass import getpass
from typing import TYPE_CHECKING, Any, TypeVar

from crm_desktop.errors import KnownError

if TYPE_CHECKING:
    from crm_desktop.work import Actor, Work
    from db.session import Database

R = TypeVar("R")
C = TypeVar("C")


@dataclass(slots=True)
class Context:
    """Opens the database on first use; `run` executes a use case as the signed-in employee."""

    url: str | None
    command_id: str | None
    as_json: bool
    user: str | None = None
    _database: "Database | None" = field(default=None, repr=False)
    _actor: "Actor | None" = field(default=None, repr=False)

    @property
    def database(self) -> "Database":
        if self._database is None:
            self._database = _opened(self.url)
        return self._database

    @property
    def actor(self) -> "Actor":
        if self._actor is None:
            from crm_desktop.staff.queries import actor_by_login
            from crm_desktop.staff.seats import who_sits_here

            with self.database.read() as session:
                self._actor = actor_by_login(session, who_sits_here(session, self.user))
        return self._actor

    def run(self, case: "Callable[[Work, C], R]", command: C) -> R:
        """One use case, with the call's command id: the same id again answers the first answer."""
        from crm_desktop.work import execute

        return execute(self.database, case, command, actor=self.actor, command_id=self.command_id)

    def step_id(self, step: str) -> str | None:
        """One of several transactions of a call has an id of its own, made from the call's; None where none is told."""
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{self.command_id} {step}")) if self.command_id else None

    def run_step(self, step: str, case: "Callable[[Work, C], R]", command: C) -> R:
        from crm_desktop.work import execute

        return execute(self.database, case, command, actor=self.actor, command_id=self.step_id(step))

    def answered(self) -> bool:
        """Whether this call's command id was answered before; what stands outside the database is not done again."""
        from db.models.system import CommandRow

        if self.command_id is None:
            return False
        with self.database.read() as session:
            return session.get(CommandRow, self.command_id) is not None

    def known(self, fault: Exception) -> KnownError | None:
        """What the person is told of it; None for a bug."""
        from sqlalchemy.exc import DBAPIError

        from crm_desktop.work import known

        return known(fault) if isinstance(fault, DBAPIError) else None

    def tell(self, text: str) -> None:
        """People's text goes to standard error."""
        print(text, file=sys.stderr)

    def close(self) -> None:
        if self._database is not None:
            self._database.close()


def _opened(url: str | None) -> "Database":
    """A password that is wanted and stands nowhere is asked for where a person types."""
    from crm_desktop.opening import open_company
    from crm_desktop.server import WrongPassword, needs_password, with_password

    try:
        return open_company(url)
    except WrongPassword:
        if url is None or not needs_password(url) or not sys.stdin.isatty():
            raise
        return open_company(with_password(url, getpass()))


def language() -> str:
    """Of people's text on the command line: CRM_LANGUAGE, else the system's, Polish first."""
    chosen = os.environ.get("CRM_LANGUAGE", "")
    if chosen in ("pl", "en"):
        return chosen
    return "en" if os.environ.get("LANG", "pl").startswith("en") else "pl"


Answer = dict[str, Any] | None
"""What goes to standard output as JSON; None when the command wrote its own."""
