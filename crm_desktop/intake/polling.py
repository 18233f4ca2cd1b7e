"""Asks every source for what came: mailboxes, folders, drop boxes, shops. One that is away holds up no other."""

import logging
import threading
import uuid
from collections.abc import Callable
from typing import Protocol

from sqlalchemy.exc import DBAPIError

from crm_desktop.errors import Away, KnownError
from crm_desktop.intake.sources import Fetched, Hold, Looked, Source, hold_source, list_sources, store_fetched
from crm_desktop.intake.worker import interpret_all
from crm_desktop.words import tell
from crm_desktop.work import SYSTEM, execute
from db.session import Database
from db.vocabulary import SourceKind

HOLD_SECONDS = 120
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 5.0, 300.0
CHANGED_SECONDS = 10.0
log = logging.getLogger(__name__)


class Channel(Protocol):
    """One source, connected or about to be. A look stores what came (`sources.store_fetched`) before it answers."""

    def look(self) -> Looked:
        """Raises KnownError or OSError where the source is away or refuses; what was stored till then stays."""

    def wait(self, stopped: threading.Event, seconds: float) -> None:
        """Until there may be something new, `seconds` are over or it is `stopped`. Raises as `look` does."""

    def close(self) -> None:
        """Lets the connection go; never raises."""


Opener = Callable[[Database, Source], Channel]


def openers() -> dict[SourceKind, Opener]:
    """How each kind of source is opened; what a kind needs is imported on first use."""
    from crm_desktop.intake.channels.dropbox import DropBox
    from crm_desktop.intake.channels.shops import Shop

    return {SourceKind.DROPBOX: DropBox, SourceKind.SHOP: Shop}


def poll_once(database: Database, *, holder: str = "") -> list[Looked]:
    """Every active source once, then everything that came is interpreted."""
    holder = holder or f"poll {uuid.uuid4().hex}"
    with database.read() as session:
        sources = list_sources(session, active=True)
    looked = [_look_alone(database, source, holder) for source in sources]
    interpret_all(database)
    return looked


def _look_alone(database: Database, source: Source, holder: str) -> Looked:
    if not execute(database, hold_source, Hold(source.source_id, holder, HOLD_SECONDS), actor=SYSTEM):
        return Looked(source.name, source.kind, fault="polled by another process just now")
    try:
        channel = openers()[source.kind](database, source)
        try:
            return look_safely(database, channel, source)
        finally:
            channel.close()
    finally:
        execute(database, hold_source, Hold(source.source_id, holder, 0), actor=SYSTEM)


def look_safely(database: Database, channel: Channel, source: Source) -> Looked:
    """One look; what is wrong with the source is told and written to its row. Raises Away: our own database."""
    try:
        return channel.look()
    except Away as fault:
        if fault.code == "database_away":
            raise
        told = tell(fault, "pl")
    except KnownError as fault:
        told = tell(fault, "pl")
    except OSError as fault:
        told = f"{type(fault).__name__}: {fault}"
    except DBAPIError:
        raise
    except Exception as bug:
        log.exception("source %s cannot be read", source.name)
        told = f"{type(bug).__name__}: {bug}"
    with database.read() as session:
        now = next((one for one in list_sources(session) if one.source_id == source.source_id), source)
    execute(database, store_fetched, Fetched(source.source_id, now.state, fault=told), actor=SYSTEM)
    return Looked(source.name, source.kind, fault=told)


class Poller:
    """A thread for each active source, until it is stopped; sources that are added or changed are noticed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._holder = f"poll {uuid.uuid4().hex}"
        self._stop = threading.Event()
        self._running: dict[tuple[int, int], tuple[threading.Thread, threading.Event]] = {}
        self._thread = threading.Thread(target=self._run, name="poll", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Lets what is being stored end."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                with self._database.read() as session:
                    sources = list_sources(session, active=True)
                self._keep(sources)
            except (Away, DBAPIError):
                log.warning("the database is away; polling goes on when it is back")
            self._stop.wait(CHANGED_SECONDS)
        self._keep([])

    def _keep(self, sources: list[Source]) -> None:
        """Threads for these sources as they are set now, and no other."""
        wanted = {(source.source_id, source.version): source for source in sources}
        for key in [key for key in self._running if key not in wanted]:
            thread, ended = self._running.pop(key)
            ended.set()
            thread.join()
        for key, source in wanted.items():
            if key not in self._running:
                ended = threading.Event()
                thread = threading.Thread(
                    target=self._serve, args=(source, ended), name=f"poll {source.name}", daemon=True
                )
                self._running[key] = (thread, ended)
                thread.start()

    def _serve(self, source: Source, ended: threading.Event) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not ended.is_set():
            try:
                healthy = self._hold(source) and self._look_and_wait(source, ended)
            except (Away, DBAPIError):
                healthy = False
            except Exception:
                log.exception("polling %s goes on after a fault", source.name)
                healthy = False
            pause = FIRST_PAUSE_SECONDS if healthy else min(2 * pause, LONGEST_PAUSE_SECONDS)
            if not healthy:
                ended.wait(pause)
        self._let_go(source)

    def _hold(self, source: Source) -> bool:
        return execute(self._database, hold_source, Hold(source.source_id, self._holder, HOLD_SECONDS), actor=SYSTEM)

    def _let_go(self, source: Source) -> None:
        try:
            execute(self._database, hold_source, Hold(source.source_id, self._holder, 0), actor=SYSTEM)
        except (Away, DBAPIError):
            log.warning("source %s stays held until its lease ends", source.name)

    def _look_and_wait(self, source: Source, ended: threading.Event) -> bool:
        """Looks, then waits for more over the same connection; False where the source is away."""
        channel = openers()[source.kind](self._database, source)
        try:
            while not ended.is_set():
                looked = look_safely(self._database, channel, source)
                if looked.fault:
                    return False
                interpret_all(self._database)
                channel.wait(ended, HOLD_SECONDS / 2)
                if not self._hold(source):
                    return False
        except (OSError, KnownError) as fault:
            if isinstance(fault, Away) and fault.code == "database_away":
                raise
            log.warning("source %s went away while it was waited for: %s", source.name, fault)
            return False
        finally:
            channel.close()
        return True
