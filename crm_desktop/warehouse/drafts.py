"""Drafts of warehouse documents: kept, changed, looked up, dropped; issuing one is the use case of its kind."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, null, select
from sqlalchemy.orm import Session, aliased

from crm_desktop.errors import InvalidValue, NotFound, StaleRecord
from crm_desktop.warehouse.posting import checked_goods, warehouse_of
from crm_desktop.warehouse.records import Draft, DraftKept, DropDraft, GoodsLine, KeepDraft
from crm_desktop.warehouse.records import DraftRow as Listed
from crm_desktop.work import Work, use_case
from db.models.stocktaking import DraftLineCostRow, DraftLineRow, DraftRow
from db.models.warehouse import WarehouseRow
from db.prepared import write_for_keys, write_rows
from db.vocabulary import DocumentKind, Permission, Topic

DRAFTED = (DocumentKind.PZ, DocumentKind.PW, DocumentKind.RW, DocumentKind.MM)


@use_case(Permission.MOVE_STOCK)
def keep_draft(work: Work, command: KeepDraft) -> DraftKept:
    """A new draft, or one changed that is there. No stock moves and no number is taken.

    Raises InvalidValue, NotFound, StaleRecord.
    """
    if command.kind not in DRAFTED or (command.kind is DocumentKind.MM) != (command.target_warehouse_id is not None):
        raise InvalidValue(field="kind", value=command.kind.value, rule="unknown")
    checked_goods(work.session, command.lines)
    for key in (command.warehouse_id, command.target_warehouse_id):
        if key is not None:
            warehouse_of(work.session, key)
    if command.draft_id is None:
        row = DraftRow(kind=command.kind, made_at=work.now, made_by=work.actor.name, warehouse_id=command.warehouse_id)
        work.session.add(row)
    else:
        row = _locked(work.session, command.draft_id, command.version)
        _drop_lines(work.session, row.id)
        row.version += 1
    row.kind, row.warehouse_id, row.target_warehouse_id = (
        command.kind,
        command.warehouse_id,
        command.target_warehouse_id,
    )
    row.party, row.note = command.party[:250], command.note
    work.session.flush()
    _put_lines(work.session, row.id, command.lines)
    work.changed(Topic.DOCUMENTS, row.id, "drafted")
    return DraftKept(row.id, row.version)


@use_case(Permission.MOVE_STOCK)
def forget_draft(work: Work, command: DropDraft) -> DraftKept:
    """It was never issued, so nothing is left of it. Raises NotFound, StaleRecord."""
    row = _locked(work.session, command.draft_id, command.version)
    kept = DraftKept(row.id, row.version)
    drop_draft(work, row.id)
    return kept


def drop_draft(work: Work, draft_id: int | None) -> None:
    """Within the transaction that issues it: two who issue the same draft make one document. Raises NotFound."""
    if draft_id is None:
        return
    row = _locked(work.session, draft_id, None)
    _drop_lines(work.session, row.id)
    work.session.delete(row)
    work.session.flush()
    work.changed(Topic.DOCUMENTS, draft_id, "draft_gone")


def drafts_with_houses(session: Session) -> list[Listed]:
    """For the screen: the newest first."""
    d, line, here, there = DraftRow, DraftLineRow, aliased(WarehouseRow), aliased(WarehouseRow)
    lines = select(func.count()).where(line.draft_id == d.id).scalar_subquery()
    rows = session.execute(
        select(d.id, d.kind, here.code, func.coalesce(there.code, ""), d.party, d.note, lines)
        .add_columns(d.made_at, d.made_by, d.version)
        .join(here, here.id == d.warehouse_id)
        .outerjoin(there, there.id == d.target_warehouse_id)
        .order_by(d.id.desc())
    )
    return [Listed(*row) for row in rows]


def open_draft(session: Session, draft_id: int, *, costs: bool = True) -> Draft:
    """Without `costs` for who may not see them (law 7). Raises NotFound."""
    row = session.get(DraftRow, draft_id)
    if row is None:
        raise NotFound(kind="draft", key=draft_id)
    return _draft(session, row, costs=costs)


def _draft(session: Session, row: DraftRow, *, costs: bool) -> Draft:
    line, cost = DraftLineRow, DraftLineCostRow
    unit_cost: Any = cost.unit_cost if costs else null()
    told: Any = select(line.product_id, line.quantity, unit_cost, line.lot, line.expires_on, line.shelf).select_from(
        line
    )
    if costs:
        told = told.outerjoin(cost, cost.draft_line_id == line.id)
    lines = session.execute(told.where(line.draft_id == row.id).order_by(line.position))
    return Draft(
        draft_id=row.id,
        version=row.version,
        kind=row.kind,
        warehouse_id=row.warehouse_id,
        target_warehouse_id=row.target_warehouse_id,
        party=row.party,
        note=row.note,
        made_at=row.made_at,
        made_by=row.made_by,
        lines=tuple(GoodsLine(*one) for one in lines),
    )


def _locked(session: Session, draft_id: int, version: int | None) -> DraftRow:
    row = session.scalar(select(DraftRow).where(DraftRow.id == draft_id).with_for_update())
    if row is None:
        raise NotFound(kind="draft", key=draft_id)
    if version is not None and version != row.version:
        raise StaleRecord(kind="draft", key=draft_id, mine=version, theirs=row.version)
    return row


def _drop_lines(session: Session, draft_id: int) -> None:
    line, cost = DraftLineRow, DraftLineCostRow
    session.execute(delete(cost).where(cost.draft_line_id.in_(select(line.id).where(line.draft_id == draft_id))))
    session.execute(delete(line).where(line.draft_id == draft_id))


def _put_lines(session: Session, draft_id: int, lines: Sequence[GoodsLine]) -> None:
    rows = [
        {
            "draft_id": draft_id,
            "position": position,
            "product_id": line.product_id,
            "quantity": line.quantity,
            "lot": line.lot[:60],
            "shelf": line.shelf[:40],
            "expires_on": line.expires_on,
        }
        for position, line in enumerate(lines, 1)
    ]
    ids = write_for_keys(session, DraftLineRow, rows)
    costs = [
        {"draft_line_id": line_id, "unit_cost": line.unit_cost}
        for line_id, line in zip(ids, lines, strict=True)
        if line.unit_cost is not None
    ]
    if costs:
        write_rows(session, DraftLineCostRow, costs)
