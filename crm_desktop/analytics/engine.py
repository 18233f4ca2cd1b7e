"""Answers the window's reports: from the snapshot where a company is large, by SQL until it stands and for the rest."""

import logging
import os

from sqlalchemy import func, select

from crm_desktop.analytics import item_engine
from crm_desktop.analytics.item_engine import ItemEngine
from crm_desktop.analytics.kept_copy import keep, kept
from crm_desktop.analytics.memory import OutOfDate
from crm_desktop.analytics.records import Report, ReportRequest
from crm_desktop.analytics.replica import REPLICA_VARIABLE, Replica
from crm_desktop.analytics.report import OF_ITEMS, report_in, run_report
from crm_desktop.analytics.snapshot import Snapshot, SnapshotSums
from crm_desktop.analytics.standing import Standing
from db.models.sales import OrderLineRow
from db.session import Database

LARGE = 50_000
"""Lines from which on the snapshot is worth its memory; SQL answers fewer at once."""
KEPT_AGAIN = 2_000
"""Items read anew from which on the next start is quicker with a new copy."""
_log = logging.getLogger(__name__)


class Engine:
    """`run_report` may be called from any thread; the snapshot is filled on a thread of its own."""

    def __init__(self, database: Database, *, large: int = LARGE, replica_url: str = "") -> None:
        """`replica_url` of a read replica that answers what the snapshot does not."""
        self._database, self._large = database, large
        url = replica_url or os.environ.get(REPLICA_VARIABLE, "")
        self._replica = Replica(database, url) if url and not database.is_sqlite else None
        self.items = ItemEngine(database, large=min(large, item_engine.LARGE))
        self._standing = Standing("crm-snapshot", database, self._made)

    def run_report(self, request: ReportRequest) -> Report:
        """As `report.run_report`."""
        if request.name in OF_ITEMS:
            return self.items.report(request) or run_report(self._database, request, replica=self._replica)
        snapshot = self._standing.snapshot
        if snapshot is None:
            self.prepare()
        elif request.currency in ("", snapshot.money.currency):
            try:
                return self._from(snapshot, request)
            except OutOfDate:
                self._standing.renew(snapshot)
        return run_report(self._database, request, replica=self._replica)

    def _from(self, snapshot: Snapshot, request: ReportRequest) -> Report:
        with self._database.read() as session:
            snapshot.refresh(session)
            return report_in(session, request, lines=SnapshotSums(snapshot, session), money=snapshot.money)

    def prepare(self) -> None:
        """Begins to fill the snapshot of a large company, if nobody does yet."""
        self._standing.prepare()

    def wait(self) -> bool:
        """Until the filling that is under way has ended; whether a snapshot stands."""
        return self._standing.wait()

    def close(self) -> None:
        """Ends a filling soon; the memory goes with the last report that reads it."""
        self.items.close()
        snapshot = self._standing.close()
        if snapshot is not None and snapshot.renewed >= KEPT_AGAIN:
            self._keep(snapshot)
        if self._replica is not None:
            self._replica.close()

    def _made(self) -> Snapshot | None:
        return (self._as_kept() or self._filled()) if self._is_large() else None

    def _as_kept(self) -> Snapshot | None:
        """Of the last start, made fresh; None where that is not to be had."""
        try:
            found = kept(self._database)
            if found is None:
                return None
            with self._database.read() as session:
                found.refresh(session)
        except OutOfDate:
            return None
        except Exception:  # noqa: BLE001  # whatever became of the files: the snapshot is filled from the database
            _log.warning("what was kept of the snapshot cannot be read", exc_info=True)
            return None
        return found

    def _filled(self) -> Snapshot:
        found = Snapshot.fill(self._database, wanted=self._standing.wanted)
        with self._database.read() as session:
            found.refresh(session)
        self._keep(found)
        return found

    def _keep(self, snapshot: Snapshot) -> None:
        try:
            keep(snapshot, self._database)
            snapshot.renewed = 0
        except OSError as fault:
            _log.warning("the snapshot is not kept: %s", fault)

    def _is_large(self) -> bool:
        with self._database.read() as session:
            return int(session.scalar(select(func.max(OrderLineRow.id))) or 0) >= self._large
