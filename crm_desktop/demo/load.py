"""Loads the sample company into an empty database, in one transaction."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from crm_desktop import clock, settings
from crm_desktop.demo.bulk import Rows, unwatched, write
from crm_desktop.demo.story import tell
from crm_desktop.errors import NotEmpty
from crm_desktop.work import SYSTEM, Work
from db.models.customers import CustomerRow
from db.models.sales import OrderRow
from db.models.system import SettingRow
from db.session import Database
from db.statements import table_of
from db.vocabulary import Topic


@dataclass(frozen=True, slots=True)
class Loaded:
    """`seconds` of making and storing, without reading the program."""

    orders: int
    rows: int
    seconds: float


def load(
    database: Database,
    *,
    orders: int = 4000,
    seed: int = 1,
    now: datetime | None = None,
    progress: Callable[[int, int], None] = unwatched,
) -> Loaded:
    """The same rows for the same number of orders, seed and hour. Raises NotEmpty where customers or orders are there.

    `progress` watches the rows being stored and stops them by raising: then nothing is there.
    """
    started = time.perf_counter()
    with database.read() as session:
        for table in (table_of(OrderRow), table_of(CustomerRow)):
            if session.execute(select(table.c.id).limit(1)).first() is not None:
                raise NotEmpty()
        zone = settings.load(session).time_zone
    moment = (now or clock.now()).replace(minute=0, second=0, microsecond=0)
    with _no_collecting():
        rows = tell(orders=orders, seed=seed, now=moment, zone=zone)
        written = _store(database, rows, progress)
        return Loaded(rows.count("orders"), written, time.perf_counter() - started)


def _store(database: Database, rows: Rows, progress: Callable[[int, int], None]) -> int:
    """All rows and the change row that wakes open windows, in one transaction; how many rows."""
    with database.write() as session:
        if session.get(SettingRow, "company") is not None:
            rows.tables.pop("settings", None)  # whoever set the company up keeps its name
        written = write(session.connection(), rows, progress)
        work = Work(session, actor=SYSTEM, command_id="")
        work.changed(Topic.SETTINGS, 1, "demo", label=work.settings.company.name)
        work.write_changes()
        session.commit()
    return written


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Hundreds of thousands of values without a circle among them: looking for circles takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
