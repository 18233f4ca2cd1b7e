"""The outbox: takes the next queued message, sends it outside any transaction, writes the result (law 9)."""

import logging
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from crm_desktop import clock, settings
from crm_desktop.errors import Away
from crm_desktop.faults import fault
from crm_desktop.leaving import AWAY_SECONDS, LEASE_SECONDS, pause_after, state_after, written_within_lease
from crm_desktop.messages.records import MailAccount, MailFile, OutgoingMail
from crm_desktop.messages.smtp import account_of, password_of, send
from crm_desktop.work import Actor, Work, execute, use_case
from db.models.intake import FileRow
from db.models.leaving import MessageFileRow, MessageRow
from db.session import Database
from db.vocabulary import JobState, Permission, Role, Topic

LONGEST_PAUSE_SECONDS = 600
IDLE_SECONDS = 1.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TakeMessage:
    station: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Ours until the lease ends; `message_id` 0: none is due."""

    message_id: int = 0
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class MessageResult:
    message_id: int
    attempt: int
    state: JobState
    fault: str


@use_case(Permission.WORK_PRINT_QUEUE)
def take_message(work: Work, command: TakeMessage) -> Taken:
    """Leases the next due message. What another left in `sending` past its lease becomes uncertain, never ours."""
    row = MessageRow
    lost = work.session.execute(
        update(row)
        .where(row.state == JobState.SENDING, row.leased_until < work.now)
        .values(state=JobState.UNCERTAIN, fault=fault("sender_gone"), ended_at=work.now)
        .returning(row.id)
    ).all()
    for (message_id,) in lost:
        work.changed(Topic.MESSAGES, message_id, JobState.UNCERTAIN.value)
    due = select(row.id, row.attempt).where(row.state == JobState.QUEUED, row.due_at <= work.now)
    found = work.session.execute(due.order_by(row.due_at, row.id).limit(1).with_for_update(skip_locked=True)).first()
    if found is None:
        return Taken()
    until = work.now + timedelta(seconds=LEASE_SECONDS)
    held = {"state": JobState.SENDING, "attempt": found.attempt + 1, "leased_by": command.station}
    work.session.execute(update(row).where(row.id == found.id).values(**held, leased_until=until))
    return Taken(found.id, found.attempt + 1)


@use_case(Permission.WORK_PRINT_QUEUE)
def write_message_result(work: Work, command: MessageResult) -> Taken:
    """Written only by whoever still holds the message."""
    row = MessageRow
    pause = timedelta(seconds=pause_after(command.attempt, LONGEST_PAUSE_SECONDS))
    done = work.session.execute(
        update(row)
        .where(row.id == command.message_id, row.attempt == command.attempt, row.state == JobState.SENDING)
        .values(
            state=command.state,
            fault=command.fault,
            due_at=work.now + pause,
            ended_at=None if command.state is JobState.QUEUED else work.now,
            leased_until=None,
        )
        .returning(row.recipient)
    ).first()
    if done is not None:
        work.changed(Topic.MESSAGES, command.message_id, command.state.value, label=done.recipient)
    return Taken(command.message_id, command.attempt)


class Outbox:
    """Sends what is queued through the company's mail server; without one, what is queued waits untouched."""

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name
        self._actor = Actor(employee_id=None, name=f"outbox {name}", role=Role.STATION, place=name)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="outbox", daemon=True)

    def run_once(self) -> int:
        """Sends all that is due now; how many messages were tried."""
        account, tried = self._account(), 0
        while account is not None and self._serve_next(account):
            tried += 1
        return tried

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Lets what is being sent end."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                account = self._account() if self._waits() else None
                busy = account is not None and self._serve_next(account)
            except (Away, DBAPIError):
                log.warning("the database is away; mail goes on when it is back")
                self._stop.wait(AWAY_SECONDS)
            except Exception:
                log.exception("a bug of the outbox")
                self._stop.wait(AWAY_SECONDS)
            else:
                if not busy:
                    self._stop.wait(IDLE_SECONDS)

    def _account(self) -> MailAccount | None:
        with self._database.read() as session:
            return account_of(settings.load(session))

    def _waits(self) -> bool:
        """A cheap look, so that an idle outbox takes no write lock."""
        row, now = MessageRow, clock.now()
        due = (row.state == JobState.QUEUED) & (row.due_at <= now)
        lost = (row.state == JobState.SENDING) & (row.leased_until < now)
        with self._database.read() as session:
            return session.scalar(select(row.id).where(due | lost).limit(1)) is not None

    def _serve_next(self, account: MailAccount) -> bool:
        taken = execute(self._database, take_message, TakeMessage(self._name), actor=self._actor)
        if not taken.message_id:
            return False
        with self._database.read() as session:
            mail = outgoing(session, session.get_one(MessageRow, taken.message_id))
        sent = send(account, password_of(account), mail)
        self._write(MessageResult(taken.message_id, taken.attempt, state_after(sent), sent.fault))
        return True

    def _write(self, result: MessageResult) -> None:
        command_id = str(uuid.uuid4())
        written_within_lease(
            lambda: execute(self._database, write_message_result, result, actor=self._actor, command_id=command_id),
            self._stop,
        )


def outgoing(session: Session, row: MessageRow) -> OutgoingMail:
    """A queued message as it will be sent."""
    files = tuple(_files(session, row.id))
    return OutgoingMail(
        row.recipient, row.subject, row.body, row.message_id, row.in_reply_to, row.queued_at, files, row.automatic
    )


def _files(session: Session, message_id: int) -> Iterator[MailFile]:
    f, content = MessageFileRow, FileRow
    rows = session.execute(
        select(f.name, f.content_type, content.content)
        .join(content, content.sha256 == f.sha256)
        .where(f.message_id == message_id)
        .order_by(f.id)
    )
    yield from (MailFile(*row) for row in rows)
