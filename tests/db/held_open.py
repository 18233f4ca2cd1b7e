"""A transaction that is written and not committed yet, while others write and read."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from crm_desktop.work import Actor, Work, execute, use_case
from db.session import Database
from db.vocabulary import Permission

PATIENCE_SECONDS = 20


@contextmanager
def held_open(
    database: Database, act: Callable[[Work, Any], Any], command: Any, *, actor: Actor, permission: Permission
) -> Iterator[None]:
    """`act` is done before the block and committed at its end."""
    early, go_on = threading.Event(), threading.Event()

    @use_case(permission)
    def slow(work: Work, command: Any) -> Any:
        done = act(work, command)
        early.set()
        assert go_on.wait(PATIENCE_SECONDS)
        return done

    late = threading.Thread(target=lambda: execute(database, slow, command, actor=actor))
    late.start()
    try:
        assert early.wait(PATIENCE_SECONDS)
        yield
    finally:
        go_on.set()
        late.join()
