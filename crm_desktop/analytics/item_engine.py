"""Answers the window's reports of the funnel from the snapshot of its items, filled when they are first asked for."""

import logging
import threading

from sqlalchemy import func, select

from crm_desktop.analytics.filling import Abandoned
from crm_desktop.analytics.item_snapshot import ItemSnapshot, SnapshotItems
from crm_desktop.analytics.memory import OutOfDate
from crm_desktop.analytics.records import Report, ReportRequest
from crm_desktop.analytics.report import report_in
from db.models.sales import OpportunityRow
from db.session import Database

LARGE = 20_000
"""Items from which on the snapshot is worth its memory; SQL answers fewer at once."""
_log = logging.getLogger(__name__)


class ItemEngine:
    """`report` may be called from any thread; the snapshot is filled on a thread of its own."""

    def __init__(self, database: Database, *, large: int = LARGE) -> None:
        self._database, self._large = database, large
        self._snapshot: ItemSnapshot | None = None
        self._filling: threading.Thread | None = None
        self._lock = threading.Lock()
        self._closed = False

    def report(self, request: ReportRequest) -> Report | None:
        """As `report.run_report`; None where the snapshot cannot tell it (yet)."""
        snapshot = self._snapshot
        if snapshot is None:
            self._prepare()
            return None
        if request.currency not in ("", snapshot.money.currency):
            return None
        try:
            with self._database.read() as session:
                snapshot.refresh(session)
                return report_in(session, request, items=SnapshotItems(snapshot, session), money=snapshot.money)
        except OutOfDate:
            self._snapshot = None
            self._prepare()
            return None

    def wait(self) -> bool:
        """Until the filling that is under way has ended; whether a snapshot stands."""
        filling = self._filling
        if filling is not None:
            filling.join()
        return self._snapshot is not None

    def close(self) -> None:
        """Ends a filling soon; the memory goes with the last report that reads it."""
        with self._lock:
            self._closed = True
        self.wait()
        self._snapshot = None

    def _prepare(self) -> None:
        with self._lock:
            if self._closed or self._filling is not None or self._snapshot is not None:
                return
            self._filling = threading.Thread(target=self._fill, name="crm-items", daemon=True)
            self._filling.start()

    def _fill(self) -> None:
        try:
            if not self._database.is_memory and self._is_large():
                self._snapshot = ItemSnapshot.fill(self._database, wanted=lambda: not self._closed)
        except Abandoned:
            _log.info("no snapshot of the funnel: nobody wants it any more")
        except Exception:  # noqa: BLE001  # the figures come by SQL; a person loses nothing
            _log.exception("no snapshot of the funnel: it goes on by SQL")
        finally:
            with self._lock:
                self._filling = None

    def _is_large(self) -> bool:
        with self._database.read() as session:
            return int(session.scalar(select(func.max(OpportunityRow.id))) or 0) >= self._large
