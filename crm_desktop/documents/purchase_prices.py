"""Receipts, their corrections and corrections of cost with what the goods cost: for whoever may see it, since costs
stand apart (law 7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session

from crm_desktop.documents.records import PaperLine, Snapshot
from crm_desktop.documents.wording import AT_COST, CORRECTIONS, OF_COST
from crm_desktop.money import MINOR_SCALE, PRICE_SCALE, QUANTITY_SCALE, divide_half_away
from db.models.documents import DocumentLineRow, DocumentRow
from db.models.warehouse import CostChangeRow, MoveCostRow, StockMoveRow
from db.vocabulary import DocumentKind

_line, _move, _cost, _change = DocumentLineRow, StockMoveRow, MoveCostRow, CostChangeRow
_known = case((_cost.move_id.is_(None), 0), else_=func.coalesce(_cost.quantity, _move.quantity))


@dataclass(frozen=True, slots=True)
class _Worth:
    """So much of a product (thousandths), of how much of it the cost is known, and that cost (minor units)."""

    quantity: int = 0
    known: int = 0
    value: int = 0

    def __add__(self, other: "_Worth") -> "_Worth":
        return _Worth(self.quantity + other.quantity, self.known + other.known, self.value + other.value)

    def __neg__(self) -> "_Worth":
        return _Worth(-self.quantity, -self.known, -self.value)

    @property
    def unit(self) -> int | None:
        """Ten-thousandths, exact to the grosz and no further; None where it is not known, or of nothing."""
        if not self.quantity or self.known != self.quantity:
            return None
        minor = divide_half_away(abs(self.value) * QUANTITY_SCALE, abs(self.quantity))
        return minor * PRICE_SCALE // MINOR_SCALE


_Worths = dict[int, _Worth]


def at_cost(session: Session, document_id: int, paper: Snapshot) -> Snapshot:
    """`paper` with purchase prices by the ledger, which never changes; as it is where a line's cost is not known."""
    if paper.kind not in AT_COST:
        return paper
    if paper.kind in OF_COST:
        priced = _of_cost(session, document_id, paper)
    elif paper.kind in CORRECTIONS:
        priced = _of_receipt(session, document_id, paper)
    else:
        told = _moved(session, _line.position, _line.document_id == document_id)
        priced = [_priced(line, told.get(line.position, _Worth())) for line in paper.lines]
    known = [line for line in priced if line is not None]
    if len(known) < len(paper.lines):
        return paper
    return replace(paper, lines=tuple(known), show_prices=True)


def value_at_cost() -> ColumnElement[int]:
    """Of a receipt or its correction what its goods cost, as far as that is known; of any other its own value. A sum
    of PostgreSQL is a decimal: it is made whole again."""
    d = DocumentRow
    its = _line.document_id == d.id
    moves = select(func.sum(_cost.value)).join(_move, _move.id == _cost.move_id)
    moved = moves.join(_line, _line.id == _move.document_line_id).where(its).correlate(d).scalar_subquery()
    changes = select(func.sum(_change.value)).join(_line, _line.id == _change.document_line_id)
    changed = changes.where(its).correlate(d).scalar_subquery()
    own = case(
        (d.kind.in_(AT_COST - OF_COST), func.coalesce(moved, 0) + func.coalesce(changed, 0)),
        else_=d.value,
    )
    return cast(own, BigInteger)


def _priced(line: PaperLine, told: _Worth) -> PaperLine | None:
    """The ledger keeps what a line cost; None where that is not known of all of it."""
    if told.unit is None or told.quantity != line.quantity:
        return None
    return replace(line, unit_price=told.unit, value=told.value)


def _of_receipt(session: Session, document_id: int, paper: Snapshot) -> list[PaperLine | None]:
    """What a unit of each cost before this correction and costs with it; once where it changes how much came alone."""
    d = DocumentRow
    receipt = select(d.corrects_id).where(d.id == document_id).scalar_subquery()
    earlier = select(d.id).where(or_(d.id == receipt, and_(d.corrects_id == receipt, d.id < document_id)))
    before = _as_told(session, _line.document_id.in_(earlier))
    here = _as_told(session, _line.document_id == document_id)
    moved = _moved(session, _line.product_id, _line.document_id == document_id)
    products = _products(session, document_id)
    priced: list[PaperLine | None] = []
    for line in paper.lines:
        key = products[line.position]
        was, more = before.get(key, _Worth()), here.get(key, _Worth())
        now = was + more
        if more == moved.get(key):
            priced.append(_priced(line, more))
        elif was.unit is None and now.unit is None:
            priced.append(None)
        else:
            price = was.unit if now.unit is None else now.unit
            priced.append(replace(line, price_before=was.unit, unit_price=price or 0, value=more.value))
    if any(line is not None and line.price_before is not None for line in priced):
        return [line and replace(line, price_before=_first(line.price_before, line.unit_price)) for line in priced]
    return priced


def _first(told: int | None, other: int) -> int:
    return other if told is None else told


def _of_cost(session: Session, document_id: int, paper: Snapshot) -> list[PaperLine | None]:
    """Of how much what was issued costs otherwise, what a unit of it cost and costs now; a transfer as it came."""
    of_this = _line.document_id == document_id
    moves = select(_change.move_id).join(_line, _line.id == _change.document_line_id).where(of_this)
    counted: ColumnElement[bool] = _move.id.in_(moves)
    if paper.kind is DocumentKind.MMKK:
        counted = and_(counted, _move.quantity > 0)
    first = _moved(session, _move.product_id, counted)
    earlier = _changed(session, and_(counted, _line.document_id < document_id))
    here = _changed(session, and_(counted, of_this))
    products = _products(session, document_id)
    priced: list[PaperLine | None] = []
    for line in paper.lines:
        key = products[line.position]
        was = first.get(key, _Worth()) + earlier.get(key, _Worth())
        more = here.get(key, _Worth())
        if paper.kind is not DocumentKind.MMKK:
            was, more = -was, -more
        now = was + more
        line = replace(line, before=was.quantity, price_before=was.unit, unit_price=now.unit or 0, value=more.value)
        priced.append(line if now.unit is not None else None)
    return priced


def _products(session: Session, document_id: int) -> Mapping[int, int]:
    rows = session.execute(select(_line.position, _line.product_id).where(_line.document_id == document_id))
    return dict(row for row in rows)


def _as_told(session: Session, which: ColumnElement[bool]) -> _Worths:
    """By product what the moves of documents cost, and what those documents changed in the cost of earlier ones."""
    return _sum((*_moved(session, _line.product_id, which).items(), *_changed(session, which).items()))


def _sum(parts: Iterable[tuple[int, _Worth]]) -> _Worths:
    summed: _Worths = {}
    for key, part in parts:
        summed[key] = summed.get(key, _Worth()) + part
    return summed


def _moved(session: Session, key: Any, which: ColumnElement[bool]) -> _Worths:
    sums = (func.sum(_move.quantity), func.sum(_known), func.coalesce(func.sum(_cost.value), 0))
    statement = (
        select(key, *sums)
        .join_from(_move, _line, _line.id == _move.document_line_id)
        .outerjoin(_cost, _cost.move_id == _move.id)
    )
    return _read(session, statement.where(which).group_by(key))


def _changed(session: Session, which: ColumnElement[bool]) -> _Worths:
    sums = (func.sum(_change.quantity), func.sum(_change.value))
    columns: tuple[Any, ...] = (_move.product_id, func.sum(0), *sums)
    statement = (
        select(*columns)
        .join_from(_change, _move, _move.id == _change.move_id)
        .join(_line, _line.id == _change.document_line_id)
    )
    return _read(session, statement.where(which).group_by(_move.product_id))


def _read(session: Session, statement: Select[Any]) -> _Worths:
    return {key: _Worth(*(int(part) for part in sums)) for key, *sums in session.execute(statement)}
