"""One user action = one use case = one transaction (laws 2, 3): who does it, when, and what it told the others."""

import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Generic, ParamSpec, TypeVar, get_type_hints

from sqlalchemy import Select, String, bindparam, column, literal_column, select, table, union_all
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from crm_desktop import clock, settings
from crm_desktop.errors import (
    CommandReused,
    DatabaseAway,
    DiskFull,
    InvalidValue,
    KnownError,
    NotAllowed,
    ProgramTooOld,
    SeatMayNot,
)
from db import migrations
from db.changes import announce
from db.errors import is_away, is_duplicate, is_full, is_passing, is_refused, is_too_large
from db.models.staff import RolePermissionRow
from db.models.system import AuditPersonalRow, AuditRow, CommandRow
from db.prepared import BEFORE_EACH, Prepared, Values, write_for_keys, write_rows
from db.session import Database
from db.statements import table_of
from db.vocabulary import Permission, Role, Topic

P = ParamSpec("P")
R = TypeVar("R")
C = TypeVar("C")
T = TypeVar("T")

_permissions, _commands = table_of(RolePermissionRow).c, table_of(CommandRow).c
_HELD = Prepared(
    select(_permissions.role).where(
        _permissions.role == bindparam("role"), _permissions.permission == bindparam("permission")
    )
)
_ANSWERED = Prepared(select(_commands.name, _commands.result).where(_commands.id == bindparam("command_id")))
_BEGINNING: tuple[Select[*tuple[Any, ...]], ...] = (
    select(literal_column("'setting'", String), *settings.STORED.selected_columns),
    select(literal_column("'permission'", String), _permissions.permission, literal_column("''", String)).where(
        _permissions.role == bindparam("role")
    ),
    select(literal_column("'revision'", String), column("version_num"), literal_column("''", String)).select_from(
        table("alembic_version")
    ),
)
_BEGUN = Prepared(union_all(*_BEGINNING))
"""One question instead of three, at the beginning of every use case."""
ATTEMPTS = 12
FIRST_PAUSE_SECONDS = 0.01


class BrokenOff(Exception):
    """Work that can wait was in the way of what cannot; nothing was written."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an employee or a service, and from where (workstation)."""

    employee_id: int | None
    name: str
    role: Role
    place: str


SYSTEM = Actor(employee_id=None, name="system", role=Role.ADMIN, place="")


class First(Generic[C, T]):
    """What a use case has to know of its command before anything else, asked in one with what every one begins with:
    rows of three texts (what, key, value). `told` makes of a command and its moment the question's values, and whatever
    the use case needs of them later."""

    def __init__(self, *selects: Select[*tuple[Any, ...]], told: Callable[[C, datetime], tuple[Values, T]]) -> None:
        self.told = told
        self.alone = Prepared(union_all(*selects))
        self.begun = Prepared(union_all(*_BEGINNING, *selects))


def holds(session: Session, actor: Actor, permission: Permission) -> bool:
    """Whether the actor's role may do what `permission` names."""
    return _HELD.row(session, {"role": actor.role, "permission": permission}) is not None


def held(session: Session, actor: Actor) -> frozenset[Permission]:
    """All that the actor's role may do."""
    p = RolePermissionRow
    return frozenset(session.scalars(select(p.permission).where(p.role == actor.role)))


def _begun(rows: list[tuple[Any, ...]]) -> tuple[settings.Settings, frozenset[str], str, list[tuple[Any, ...]]]:
    """What is set up, what the actor's role holds, at which revision the tables stand, and what else was asked."""
    stored: list[tuple[str, str]] = []
    held, revision, others = set(), "", []
    for what, key, value in rows:
        match what:
            case "setting":
                stored.append((key, value))
            case "permission":
                held.add(key)
            case "revision":
                revision = key
            case _:
                others.append((what, key, value))
    return settings.settings_of(tuple(stored)), frozenset(held), revision, others


class Work:
    """The transaction of one use case. `now` is one moment for all of it; `today` the company's day."""

    def __init__(
        self,
        session: Session,
        *,
        actor: Actor,
        command_id: str,
        first: First[Any, Any] | None = None,
        command: object = None,
    ) -> None:
        self.session = session
        self.actor = actor
        self.command_id = command_id
        self.now: datetime = clock.now()
        values, told = first.told(command, self.now) if first is not None else ({}, None)
        question = first.begun if first is not None else _BEGUN
        self.settings, self._held, revision, rows = _begun(question.rows(session, {"role": actor.role, **values}))
        self._first: tuple[Any, ...] = (first, command, rows, told)
        if revision > migrations.head():
            raise ProgramTooOld(theirs=revision, ours=migrations.head())
        self._in_the_way: Callable[[], bool] = lambda: False
        self._changes: list[dict[str, Any]] = []
        self._audits: list[tuple[dict[str, Any], dict[str, Any] | None]] = []

    @cached_property
    def today(self) -> date:
        return clock.local_day(self.now, self.settings.time_zone)

    def answers(self, first: First[C, T], command: C) -> tuple[list[tuple[Any, ...]], T]:
        """The rows of a question, and what it was made of: as of the beginning where it was asked of this command."""
        asked, of, rows, made_of = self._first
        if asked is first and of is command:
            return rows, made_of
        values, told = first.told(command, self.now)
        return first.alone.rows(self.session, values), told

    def changed(self, topic: Topic, record_id: int, what: str = "saved", *, label: str = "") -> None:
        """Wakes every screen that shows `record_id`; `label` is what the status bar names (an order's number)."""
        self._changes.append(
            {
                "topic": topic,
                "record_id": record_id,
                "what": what,
                "label": label[:120],
                "at": self.now,
                "actor": self.actor.name,
                "place": self.actor.place,
            }
        )

    def audit(
        self,
        action: str,
        subject: str,
        subject_id: int,
        *,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
        personal_before: dict[str, Any] | None = None,
        personal_after: dict[str, Any] | None = None,
    ) -> None:
        """Who did what to which record; personal values go to the erasable side table."""
        row = {
            "at": self.now,
            "employee_id": self.actor.employee_id,
            "actor": self.actor.name,
            "place": self.actor.place,
            "action": action,
            "subject": subject,
            "subject_id": subject_id,
            "command_id": self.command_id,
            "before": before,
            "after": after,
        }
        nothing_personal = personal_before is None and personal_after is None
        self._audits.append((row, None if nothing_personal else {"before": personal_before, "after": personal_after}))

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """What is done inside and fails is undone alone, with what it told; its error goes on to the caller."""
        changes, audits = len(self._changes), len(self._audits)
        try:
            with self.session.begin_nested():
                yield
        except BaseException:
            del self._changes[changes:], self._audits[audits:]
            raise

    def can_wait(self, in_the_way: Callable[[], bool]) -> None:
        """From here on the work may be broken off, before each of its statements."""
        self._in_the_way = in_the_way
        self.session.info[BEFORE_EACH] = self.give_way

    def give_way(self) -> None:
        """A place where the work may be broken off: raises BrokenOff while it is in the way of someone."""
        if self._in_the_way():
            raise BrokenOff

    def require(self, permission: Permission) -> None:
        """Raises NotAllowed when the actor's role does not hold `permission`."""
        if permission.value not in self._held:
            raise NotAllowed(permission=permission.value, role=self.actor.role.value)

    def write_changes(self) -> None:
        """The audit and change rows, last in the transaction; on Postgres with the wake-up that leaves at commit."""
        self._write_audits()
        if self._changes:
            announce(self.session, self._changes)

    def _write_audits(self) -> None:
        if not self._audits:
            return
        personal = [(row, values) for row, values in self._audits if values is not None]
        if personal:
            ids = write_for_keys(self.session, AuditRow, [row for row, _ in personal])
            told = [{"audit_id": audit_id, **values} for audit_id, (_, values) in zip(ids, personal, strict=True)]
            write_rows(self.session, AuditPersonalRow, told)
        plain = [row for row, values in self._audits if values is None]
        if plain:
            write_rows(self.session, AuditRow, plain)


def use_case(
    permission: Permission, *, first: First[Any, Any] | None = None
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Marks a function `(work, command) -> result` as something a person does, what it takes to do it, and what it asks
    of its command at once."""

    def mark(function: Callable[P, R]) -> Callable[P, R]:
        function.permission = permission  # type: ignore[attr-defined]  # read by `execute` alone
        function.first = first  # type: ignore[attr-defined]  # likewise
        return function

    return mark


def execute(
    database: Database,
    case: Callable[[Work, C], R],
    command: C,
    *,
    actor: Actor,
    command_id: str | None = None,
) -> R:
    """Runs a use case as one durable transaction and answers its result.

    A `command_id` seen before answers the stored result and does nothing. Clashes with others are retried whole with
    jitter. Raises KnownError (nothing was changed; CommandReused: the id is another command's) or DatabaseAway (ask
    again with the same command_id).
    """
    chosen = command_id or str(uuid.uuid4())
    for attempt in range(ATTEMPTS):
        try:
            return _once(database, case, command, actor=actor, command_id=chosen, given=command_id is not None)
        except OverflowError as fault:
            raise _too_large() from fault
        except DBAPIError as fault:
            told = known(fault)
            if told is not None:
                raise told from fault
            lost_race = isinstance(fault, IntegrityError) and is_duplicate(fault) and attempt < 3
            if attempt == ATTEMPTS - 1 or not (is_passing(fault) or lost_race):
                raise
            time.sleep(FIRST_PAUSE_SECONDS * 2 ** min(attempt, 6) * random.random())
    raise AssertionError("unreachable: the last attempt raises")


def read(database: Database, query: Callable[[Session], R]) -> R:
    """One consistent picture. Asked once more where a connection had slept through the server's restart.

    Raises DatabaseAway, SeatMayNot.
    """
    for again in (True, False):
        try:
            with database.read() as session:
                return query(session)
        except DBAPIError as fault:
            told = known(fault)
            if told is None:
                raise
            if not (again and fault.connection_invalidated):
                raise told from fault
    raise AssertionError("unreachable: the second time raises")


def _too_large() -> InvalidValue:
    """A mistyped quantity or price: what it comes to is more than any column holds."""
    return InvalidValue(field="amount", value="", rule="too_large")


def known(fault: DBAPIError) -> KnownError | None:
    """What a person is told of a database that is away or refuses this seat; None for a bug."""
    if is_too_large(fault):
        return _too_large()
    if is_full(fault):
        return DiskFull(reason=str(fault.orig))
    if is_away(fault):
        return DatabaseAway(reason=str(fault.orig))
    if is_refused(fault):
        return SeatMayNot(reason=str(fault.orig).strip().splitlines()[0])
    return None


def _once(
    database: Database,
    case: Callable[[Work, C], R],
    command: C,
    *,
    actor: Actor,
    command_id: str,
    given: bool,
) -> R:
    name = f"{case.__module__}.{case.__name__}"
    with database.write() as session:
        if given:
            stored = _ANSWERED.row(session, {"command_id": command_id})
            if stored is not None:
                return _answer_again(case, name, command_id, *stored)
        first = getattr(case, "first", None)
        work = Work(session, actor=actor, command_id=command_id, first=first, command=command)
        permission = getattr(case, "permission", None)
        if permission is not None:
            work.require(permission)
        result = case(work, command)
        session.flush()
        if given:  # an id that was made here is nobody's to repeat
            row = {"id": command_id, "name": name, "result": _written(case, result), "at": work.now}
            write_rows(session, CommandRow, [row])
        work.write_changes()
        session.commit()
        return result


def _answer_again(case: Callable[..., R], name: str, command_id: str, stored_name: str, stored: str) -> R:
    if stored_name != name:
        raise CommandReused(command_id=command_id, first=stored_name, now=name)
    answer: R = _adapter(case).validate_json(stored)
    return answer


_ADAPTERS: dict[Callable[..., Any], Any] = {}
_ONE_IMPORTS = threading.Lock()
"""pydantic's own modules import each other late: two threads that begin at once would meet half of one."""


def _adapter(case: Callable[..., Any]) -> Any:
    """pydantic knows how to write and read any frozen dataclass; imported on first use."""
    if case not in _ADAPTERS:
        with _ONE_IMPORTS:
            from pydantic import TypeAdapter

            _ADAPTERS[case] = TypeAdapter(get_type_hints(case)["return"])
    return _ADAPTERS[case]


def _written(case: Callable[..., Any], result: Any) -> str:
    return str(_adapter(case).dump_json(result).decode())
