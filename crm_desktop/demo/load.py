"""Loads the sample company into an empty database, in one transaction."""

import time
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from crm_desktop import clock, settings
from crm_desktop.demo.bulk import write
from crm_desktop.demo.story import tell
from crm_desktop.errors import NotEmpty
from db.models.customers import CustomerRow
from db.models.sales import OrderRow
from db.session import Database


@dataclass(frozen=True, slots=True)
class Loaded:
    """`seconds` of making and storing, without reading the program."""

    orders: int
    rows: int
    seconds: float


def load(database: Database, *, orders: int = 4000, seed: int = 1, today: date | None = None) -> Loaded:
    """Raises NotEmpty where there are customers or orders already."""
    started = time.perf_counter()
    with database.read() as session:
        for table in (OrderRow, CustomerRow):
            if session.scalar(select(func.count()).select_from(table)):
                raise NotEmpty()
        zone = settings.load(session).time_zone
    rows = tell(orders=orders, seed=seed, today=today or clock.local_day(clock.now(), zone))
    with database.engine.begin() as connection:
        write(connection, rows)
    written = sum(len(tuples) for tuples in rows.tables.values())
    return Loaded(len(rows.tables["orders"]), written, time.perf_counter() - started)
