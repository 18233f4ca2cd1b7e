"""Receipts with what their goods were bought for: for whoever may see costs, since costs stand apart (law 7)."""

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.documents.records import PaperLine, Snapshot
from crm_desktop.documents.wording import AT_COST
from crm_desktop.money import MINOR_SCALE, PRICE_SCALE, QUANTITY_SCALE, divide_half_away
from db.models.documents import DocumentLineRow
from db.models.warehouse import MoveCostRow, StockMoveRow


def at_cost(session: Session, document_id: int, paper: Snapshot) -> Snapshot:
    """`paper` with purchase prices by the ledger, which never changes; as it is where a line's cost is not known."""
    if paper.kind not in AT_COST:
        return paper
    line, move, cost = DocumentLineRow, StockMoveRow, MoveCostRow
    rows = session.execute(
        select(line.position, func.sum(move.quantity), func.sum(cost.value))
        .join(move, move.document_line_id == line.id)
        .join(cost, cost.move_id == move.id)
        .where(line.document_id == document_id, cost.quantity.is_(None))
        .group_by(line.position)
    )
    known = {position: (int(quantity), int(value)) for position, quantity, value in rows}
    if any(known.get(one.position, (0, 0))[0] != one.quantity for one in paper.lines):
        return paper
    return replace(paper, lines=tuple(_priced(one, *known[one.position]) for one in paper.lines), show_prices=True)


def _priced(line: PaperLine, quantity: int, value: int) -> PaperLine:
    """The ledger keeps what a line cost; of one piece that is exact to the grosz and no further."""
    minor = divide_half_away(abs(value) * QUANTITY_SCALE, abs(quantity))
    return replace(line, unit_price=minor * PRICE_SCALE // MINOR_SCALE, value=value)
