"""Answers the window's reports of the funnel from the snapshot of its items, filled when they are first asked for."""

from sqlalchemy import func, select

from crm_desktop.analytics.item_snapshot import ItemSnapshot, SnapshotItems
from crm_desktop.analytics.memory import OutOfDate
from crm_desktop.analytics.records import Report, ReportRequest
from crm_desktop.analytics.report import report_in
from crm_desktop.analytics.standing import Standing
from db.models.sales import OpportunityRow
from db.session import Database

LARGE = 20_000
"""Items from which on the snapshot is worth its memory; SQL answers fewer at once."""


class ItemEngine:
    """`report` may be called from any thread; the snapshot is filled on a thread of its own."""

    def __init__(self, database: Database, *, large: int = LARGE) -> None:
        self._database, self._large = database, large
        self._standing = Standing("crm-items", database, self._made)

    def report(self, request: ReportRequest) -> Report | None:
        """As `report.run_report`; None where the snapshot cannot tell it (yet)."""
        snapshot = self._standing.snapshot
        if snapshot is None:
            self._standing.prepare()
            return None
        if request.currency not in ("", snapshot.money.currency):
            return None
        try:
            with self._database.read() as session:
                snapshot.refresh(session)
                return report_in(session, request, items=SnapshotItems(snapshot, session), money=snapshot.money)
        except OutOfDate:
            self._standing.renew(snapshot)
            return None

    def wait(self) -> bool:
        """Until the filling that is under way has ended; whether a snapshot stands."""
        return self._standing.wait()

    def close(self) -> None:
        """Ends a filling soon; the memory goes with the last report that reads it."""
        self._standing.close()

    def _made(self) -> ItemSnapshot | None:
        return ItemSnapshot.fill(self._database, wanted=self._standing.wanted) if self._is_large() else None

    def _is_large(self) -> bool:
        with self._database.read() as session:
            return int(session.scalar(select(func.max(OpportunityRow.id))) or 0) >= self._large
