"""The snapshot kept beside a company's file: a start reads it back, and from the database only what changed since.

Numbers and keys alone: names of people are read from the database each time, where they can be erased.
"""

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any

from sqlalchemy import select

from crm_desktop.analytics.columnar import folder_of
from crm_desktop.analytics.facts import FILLED, KINDS, in_memory
from crm_desktop.analytics.filling import no_names
from crm_desktop.analytics.memory import empty_memory
from crm_desktop.analytics.sales import Money, report_currency
from crm_desktop.analytics.snapshot import Snapshot
from db.changes import Cursor
from db.models.system import ChangeRow
from db.session import Database

ABOUT = "about.json"


def keep(snapshot: Snapshot, database: Database) -> bool:
    """Whether it is kept now. What was kept before stays whole until the new one is."""
    folder = folder_of(database)
    if folder is None:
        return False
    with snapshot.held() as (memory, cursor, texts):
        mark = _mark(database, cursor)
        if mark is None:
            return False
        file = f"facts-{cursor.id}.parquet"
        memory.execute(f"COPY facts TO '{_quoted(folder / file)}' (FORMAT parquet)")
    about = {
        "made": _made(snapshot.money),
        "money": [snapshot.money.currency, snapshot.money.company],
        "cursor": cursor.id,
        "mark": mark,
        "texts": texts,
        "file": file,
    }
    coming = folder / f"{ABOUT}.new"
    coming.write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    coming.replace(folder / ABOUT)
    for old in folder.glob("*.parquet"):
        if old.name != file:
            with contextlib.suppress(OSError):
                old.unlink()
    return True


def kept(database: Database) -> Snapshot | None:
    """As it was kept, behind what changed since; None where nothing is, or it is of another program or company."""
    folder = folder_of(database)
    if folder is None or not (folder / ABOUT).is_file():
        return None
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    with database.read() as session:
        money = report_currency(session, "")
    cursor = Cursor(0, int(about["cursor"]))
    told = (about["made"], about["money"], about["mark"])
    if told != (_made(money), [money.currency, money.company], _mark(database, cursor)):
        return None
    memory = empty_memory()
    file = _quoted(folder / about["file"])
    memory.execute(f"CREATE TABLE facts AS SELECT * FROM read_parquet('{file}')")
    no_names(memory)
    return Snapshot(memory, money, cursor, about["texts"])


def _mark(database: Database, cursor: Cursor) -> list[Any] | None:
    """What tells this company's change row from that of another, or of a backup that went on by itself."""
    c = ChangeRow
    with database.read() as session:
        row = session.execute(select(c.topic, c.record_id, c.what, c.at, c.actor).where(c.id == cursor.id)).first()
    return None if row is None else [row[0].value, row[1], row[2], row[3].isoformat(), row[4]]


def _made(money: Money) -> str:
    """By which question and columns it was filled: another program's may mean something else."""
    told = (in_memory(money), FILLED, sorted(KINDS.items()))
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _quoted(file: Path) -> str:
    return str(file).replace("'", "''")
