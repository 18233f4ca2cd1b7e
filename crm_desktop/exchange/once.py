"""The same bytes come in once: bringing them in is one command, whoever gives it (law 3)."""

import json
import uuid
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop import clock
from crm_desktop.errors import AlreadyImported
from crm_desktop.settings import load
from crm_desktop.work import Work
from db.models.system import CommandRow
from db.prepared import write_rows
from db.vocabulary import Topic


def _mark(what: str, digest: str) -> str:
    return str(uuid.UUID(sha256(f"import {what} {digest}".encode()).hexdigest()[:32]))


def refuse_again(session: Session, what: str, digest: str) -> None:
    """Raises AlreadyImported with when it was, and what came of it."""
    row = session.execute(select(CommandRow.at, CommandRow.result).where(CommandRow.id == _mark(what, digest))).first()
    if row is not None:
        when = clock.local_text(row[0], load(session).time_zone)[:16].replace("T", " ")
        raise AlreadyImported(when=when, what=what, **json.loads(row[1]))


def remember(work: Work, what: str, digest: str, *, told: dict[str, Any], faulty: int) -> None:
    """`told` is what a second try is answered; it holds `file`."""
    result = json.dumps(told)
    row = {"id": _mark(what, digest), "name": f"import {what}", "result": result, "at": work.now}
    write_rows(work.session, CommandRow, [row])
    work.audit("import", what, 0, after={"sha256": digest, **told, "faulty": faulty})
    work.changed(Topic.SETTINGS, 0, "imported", label=told["file"])
