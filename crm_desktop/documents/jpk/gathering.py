"""The documents of a period and warehouse with what they moved there, by the ledger: SQL straight to records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from crm_desktop import clock, settings
from crm_desktop.documents.jpk.records import Group, MagDocument, MagLine, MagPeriod, WriteMag
from crm_desktop.documents.jpk.rules import COMING_IN, group_of
from crm_desktop.documents.records import Snapshot
from crm_desktop.documents.wording import TRANSFERS
from crm_desktop.errors import NotFound
from db.models.documents import DocumentLineRow, DocumentReferenceRow, DocumentRow
from db.models.stocktaking import CountRow
from db.models.warehouse import CostChangeRow, MoveCostRow, StockMoveRow, WarehouseRow
from db.statements import table_of
from db.vocabulary import DocumentKind

MOST_KEYS = 400
_d, _l, _m, _c, _x = (
    table_of(model) for model in (DocumentRow, DocumentLineRow, StockMoveRow, MoveCostRow, CostChangeRow)
)
_ORDER = {group: place for place, group in enumerate(Group)}


@dataclass(frozen=True, slots=True)
class Moved:
    """A line of a document: what it changed in the warehouse, or in the cost of what moved there before; `cost` None
    where a part of it has none. `direction`: which way the goods went that it moves or corrects."""

    position: int
    quantity: int
    cost: int | None
    direction: int


@dataclass(frozen=True, slots=True)
class _Head:
    id: int
    kind: DocumentKind
    number: str
    issued_on: date
    moved_on: date
    issued_at: datetime
    from_here: bool


def gather(session: Session, command: WriteMag) -> MagPeriod:
    """Raises NotFound for the warehouse."""
    house = session.execute(
        select(WarehouseRow.id, WarehouseRow.code).where(WarehouseRow.code == command.warehouse)
    ).first()
    if house is None:
        raise NotFound(kind="warehouse", key=command.warehouse)
    own = settings.load(session)
    documents = list(_documents(session, command, house.id))
    documents.sort(key=lambda document: _ORDER[document.group])
    return MagPeriod(
        version=command.version,
        since=command.since,
        until=command.until,
        warehouse=house.code,
        company=own.company,
        method=own.stock_method,
        currency=own.currency,
        made_at=clock.now(),
        documents=tuple(documents),
    )


def _documents(session: Session, command: WriteMag, warehouse_id: int) -> Iterator[MagDocument]:
    """In the order in which they were issued."""
    here = or_(_d.c.warehouse_id == warehouse_id, _d.c.target_warehouse_id == warehouse_id)
    within = and_(here, _d.c.issued_on >= command.since, _d.c.issued_on <= command.until)
    corrected = _corrected(session, within, warehouse_id)
    found = groupby(session.execute(_lines_moved(within, warehouse_id)), key=lambda row: tuple(row[:7]))
    heads = ((_head(key, warehouse_id), [_moved(row, corrected) for row in rows]) for key, rows in found)
    for batch in _batches(heads):
        ids = [head.id for head, _ in batch]
        papers, told, counts = _papers(session, ids), _references(session, ids), _counts(session, ids)
        for head, moved_lines in batch:
            yield from _one(head, moved_lines, papers[head.id], told.get(head.id, {}), counts.get(head.id))


def _lines_moved(within: ColumnElement[bool], warehouse_id: int) -> Select[Any]:
    """A row a line: what moved here, its value, and of how much of it the cost is known by now."""
    later = select(_x.c.move_id, func.sum(_x.c.quantity).label("known")).group_by(_x.c.move_id).subquery()
    known = case((_c.c.move_id.is_(None), 0), else_=func.coalesce(_c.c.quantity, _m.c.quantity))
    in_house = and_(_m.c.document_line_id == _l.c.id, _m.c.warehouse_id == warehouse_id)
    lines = _d.join(_l, _l.c.document_id == _d.c.id).outerjoin(_m, in_house).outerjoin(_c, _c.c.move_id == _m.c.id)
    columns = (_d.c.id, _d.c.kind, _d.c.number, _d.c.issued_on, _d.c.moved_on, _d.c.issued_at, _d.c.warehouse_id)
    sums = (
        func.coalesce(func.sum(_m.c.quantity), 0),
        func.coalesce(func.sum(_c.c.value), 0),
        func.coalesce(func.sum(known), 0) + func.coalesce(func.sum(later.c.known), 0),
    )
    return (
        select(*columns, _l.c.position, *sums)
        .select_from(lines.outerjoin(later, later.c.move_id == _m.c.id))
        .where(within)
        .group_by(*columns, _l.c.position)
        .order_by(_d.c.id, _l.c.position)
    )


def _corrected(
    session: Session, within: ColumnElement[bool], warehouse_id: int
) -> dict[tuple[int, int], tuple[int, int]]:
    """By document and position: what it changed in the cost of earlier moves here, and which way those went."""
    rows = session.execute(
        select(_d.c.id, _l.c.position, func.sum(_x.c.value), func.sum(_m.c.quantity))
        .select_from(
            _x.join(_m, _m.c.id == _x.c.move_id)
            .join(_l, _l.c.id == _x.c.document_line_id)
            .join(_d, _d.c.id == _l.c.document_id)
        )
        .where(within, _m.c.warehouse_id == warehouse_id)
        .group_by(_d.c.id, _l.c.position)
    )
    return {(document, position): (int(value), int(quantity)) for document, position, value, quantity in rows}


def _head(row: tuple[Any, ...], warehouse_id: int) -> _Head:
    key, kind, number, issued_on, moved_on, issued_at, issued_in = row
    return _Head(key, kind, number, issued_on, moved_on, issued_at, from_here=issued_in == warehouse_id)


def _moved(row: Any, corrected: dict[tuple[int, int], tuple[int, int]]) -> Moved:
    position, *sums = row[7:]
    quantity, value, known = (int(part) for part in sums)
    change, direction = corrected.get((row[0], position), (0, 0))
    return Moved(position, quantity, value + change if known == quantity else None, quantity or direction)


def _batches(heads: Iterable[tuple[_Head, list[Moved]]]) -> Iterator[list[tuple[_Head, list[Moved]]]]:
    batch: list[tuple[_Head, list[Moved]]] = []
    for head in heads:
        batch.append(head)
        if len(batch) == MOST_KEYS:
            yield batch
            batch = []
    if batch:
        yield batch


def _papers(session: Session, ids: list[int]) -> dict[int, Snapshot]:
    rows = session.execute(select(_d.c.id, _d.c.snapshot).where(_d.c.id.in_(ids)))
    return {key: Snapshot.from_json(snapshot) for key, snapshot in rows}


def _references(session: Session, ids: list[int]) -> dict[int, dict[str, tuple[str, date | None]]]:
    """What was learned later, by kind; the last word of a kind counts."""
    r = DocumentReferenceRow
    rows = session.execute(select(r.document_id, r.kind, r.value, r.day).where(r.document_id.in_(ids)).order_by(r.id))
    told: dict[int, dict[str, tuple[str, date | None]]] = {}
    for document_id, kind, value, day in rows:
        told.setdefault(document_id, {})[kind] = (value, day)
    return told


def _counts(session: Session, ids: list[int]) -> dict[int, tuple[datetime, datetime]]:
    """When the counts behind these documents began and ended."""
    c = CountRow
    rows = session.execute(select(c.document_id, c.opened_at, c.closed_at).where(c.document_id.in_(ids)))
    return {key: (began, ended or began) for key, began, ended in rows if key is not None}


def _one(
    head: _Head,
    moved: list[Moved],
    paper: Snapshot,
    told: dict[str, tuple[str, date | None]],
    count: tuple[datetime, datetime] | None,
) -> Iterator[MagDocument]:
    """The document as this warehouse sees it; a transfer is one of goods out or of goods in."""
    if head.kind in TRANSFERS:
        moved = [line for line in moved if line.direction]
        if not moved:
            return
    group = group_of(head.kind, sum(line.direction for line in moved))
    counted = group is Group.INW
    number, day = told.get("invoice", (paper.invoice_number, paper.invoice_date))
    yield MagDocument(
        group=group,
        number=head.number,
        issued_on=head.issued_on,
        moved_on=head.moved_on,
        party=_party(group, head, paper) or told.get("party", ("", None))[0],
        lines=_counted(paper) if counted else _lines(group, moved, paper),
        invoice_number=number,
        invoice_date=day,
        ksef_number=told.get("ksef", (paper.ksef_number, None))[0],
        counted_from=(count[0] if count else head.issued_at) if counted else None,
        counted_to=(count[1] if count else head.issued_at) if counted else None,
    )


def _lines(group: Group, moved: list[Moved], paper: Snapshot) -> tuple[MagLine, ...]:
    """Quantity and cost by the ledger, what the goods were called by the paper."""
    sign = 1 if group in COMING_IN else -1
    printed = {line.position: line for line in paper.lines}
    told = ((line, printed[line.position]) for line in moved)
    return tuple(
        MagLine(
            position=line.position,
            code=words.code,
            name=words.name,
            unit=words.unit,
            quantity=sign * line.quantity,
            value=None if line.cost is None else sign * line.cost,
        )
        for line, words in told
    )


def _counted(paper: Snapshot) -> tuple[MagLine, ...]:
    """A count moves nothing by itself: what was found stands on its paper."""
    return tuple(MagLine(line.position, line.code, line.name, line.unit, line.quantity, None) for line in paper.lines)


def _party(group: Group, head: _Head, paper: Snapshot) -> str:
    match group:
        case Group.MM_IN | Group.MM_OUT:
            return paper.target_warehouse if head.from_here else paper.warehouse
        case _:
            return paper.recipient.name
