"""What is out of date leaves the stock in one act: an RW for each warehouse where some of it lies."""

from dataclasses import dataclass, field

from sqlalchemy import select

from crm_desktop.errors import KnownError
from crm_desktop.warehouse import stock
from crm_desktop.warehouse.records import GoodsLine, IssueInternally
from crm_desktop.warehouse.service import issue_internally
from crm_desktop.work import Work, use_case
from db.models.warehouse import LotRow, LotStockRow, WarehouseRow
from db.vocabulary import Permission, WarehouseKind


class NothingExpired(KnownError):
    """No lot that lies there is out of date."""

    code = "nothing_expired"


@dataclass(frozen=True, slots=True)
class DisposeExpired:
    """In one warehouse by its code, or in all; `note` says on the paper what became of it."""

    warehouse: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Disposed:
    numbers: tuple[str, ...] = field(default=())
    lots: int = 0


@use_case(Permission.MOVE_STOCK)
def dispose_expired(work: Work, command: DisposeExpired) -> Disposed:
    """All or nothing. Raises NothingExpired, and Shortage where some of it is promised."""
    lot, there, house = LotRow, LotStockRow, WarehouseRow
    statement = (
        select(house.id, lot.product_id, lot.code, there.on_hand)
        .join(there, there.warehouse_id == house.id)
        .join(lot, lot.id == there.lot_id)
        .where(lot.expires_on < work.today, there.on_hand > 0, house.kind != WarehouseKind.TRANSIT)
        .order_by(house.id, lot.product_id, lot.expires_on, lot.code)
    )
    if command.warehouse:
        statement = statement.where(house.code == command.warehouse)
    rows = list(work.session.execute(statement))
    if not rows:
        raise NothingExpired()
    stock.lock(work.session, {(product, warehouse) for warehouse, product, _, _ in rows})
    lines: dict[int, list[GoodsLine]] = {}
    for warehouse, product, code, quantity in rows:
        lines.setdefault(warehouse, []).append(GoodsLine(product, quantity, lot=code))
    numbers = [
        issue_internally(work, IssueInternally(warehouse, tuple(own), command.note)).number
        for warehouse, own in lines.items()
    ]
    return Disposed(tuple(numbers), len(rows))
