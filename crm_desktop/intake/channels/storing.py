"""Stores what several senders send at once under one commit: each is answered when it is on disk, none earlier."""

import threading
from collections import deque
from concurrent.futures import Future

from crm_desktop.errors import Away, DatabaseAway
from crm_desktop.intake.records import Receipt, Received
from crm_desktop.intake.submissions import receive, receive_submissions
from crm_desktop.work import SYSTEM, execute
from db.session import Database

BATCH = 20
MOST_WAITING = 1_000


class Storekeeper:
    """One thread, one transaction at a time; while it commits, the next batch gathers."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: deque[tuple[Received, Future[Receipt]]] = deque()
        self._ready = threading.Condition()
        self._stopped = self._storing = False
        self._thread = threading.Thread(target=self._run, name="storekeeper", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def store(self, received: Received) -> "Future[Receipt]":
        """Answers when it is durable. Its exception is Away where the sender shall come again."""
        answer: Future[Receipt] = Future()
        with self._ready:
            if self._stopped or len(self._waiting) >= MOST_WAITING:
                answer.set_exception(DatabaseAway(reason="too many wait to be stored"))
                return answer
            self._waiting.append((received, answer))
            self._ready.notify()
        return answer

    def receiving(self) -> bool:
        """Whether senders wait to be answered."""
        return bool(self._waiting) or self._storing

    def stop(self) -> None:
        """What was handed over is stored first."""
        with self._ready:
            self._stopped = True
            self._ready.notify()
        self._thread.join()

    def _run(self) -> None:
        own = self._database.apart()
        while batch := self._next():
            try:
                self._store(own, batch)
            except Exception as fault:  # noqa: BLE001 - every sender is told; the next batch is stored
                for _, answer in batch:
                    if not answer.done():
                        answer.set_exception(fault)
        if own is not self._database:
            own.close()

    def _next(self) -> list[tuple[Received, "Future[Receipt]"]]:
        """Empty only after `stop`."""
        with self._ready:
            self._storing = False
            while not self._waiting and not self._stopped:
                self._ready.wait()
            self._storing = bool(self._waiting)
            return [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]

    def _store(self, database: Database, batch: list[tuple[Received, "Future[Receipt]"]]) -> None:
        try:
            commands = tuple(received for received, _ in batch)
            receipts = execute(database, receive_submissions, commands, actor=SYSTEM)
        except Away:
            raise
        except Exception:
            if len(batch) == 1:
                raise
            for one in batch:
                _store_alone(database, *one)
            return
        self._storing = False  # the interpreter, woken by the first who is answered, finds nobody to give way to
        for (_, answer), receipt in zip(batch, receipts, strict=True):
            answer.set_result(receipt)


def _store_alone(database: Database, received: Received, answer: "Future[Receipt]") -> None:
    """After a batch failed: the faulty one fails alone."""
    try:
        answer.set_result(receive(database, received))
    except Exception as fault:  # noqa: BLE001 - told to its sender
        answer.set_exception(fault)
