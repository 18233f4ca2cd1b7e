"""Use cases on stock: goods come in, are used up inside the house; warehouses."""

from sqlalchemy import insert, select

from crm_desktop.documents.records import Party
from crm_desktop.errors import InvalidValue
from crm_desktop.warehouse import houses, ledger, lots, stock
from crm_desktop.warehouse.drafts import drop_draft
from crm_desktop.warehouse.posting import (
    About,
    checked_goods,
    issue,
    leave,
    told_shelf,
    warehouse_of,
    worth,
    written,
)
from crm_desktop.warehouse.records import GoodsMoved, IssueInternally, NewWarehouse, ReceiveGoods, WarehouseAdded
from crm_desktop.warehouse.shelf_told import told_parts
from crm_desktop.work import Work, use_case
from db.models.documents import NumberSeriesRow
from db.models.warehouse import WarehouseRow
from db.vocabulary import DocumentKind, Permission, SeriesKind, SeriesReset, Topic, WarehouseKind


@use_case(Permission.MOVE_STOCK)
def receive_goods(work: Work, command: ReceiveGoods) -> GoodsMoved:
    """Goods come in by a PZ, or by a PW. Raises InvalidValue, NotFound; nothing is half done."""
    if command.kind not in (DocumentKind.PZ, DocumentKind.PW):
        raise InvalidValue(field="kind", value=command.kind.value, rule="unknown")
    products = checked_goods(work.session, command.lines)
    warehouse = warehouse_of(work.session, command.warehouse_id)
    drop_draft(work, command.draft_id)
    stock.move(work, stock.sum_by_key((line.product_id, warehouse.id, line.quantity) for line in command.lines))
    about = About(command.kind, warehouse, recipient=Party(name=command.supplier), note=command.note, day=command.day)
    parts = lots.come_in(work.session, products, command.lines)
    document = issue(work, about, written(products, command.lines, parts))
    moves = [
        ledger.Move(
            line.product_id,
            warehouse.id,
            line.quantity,
            line_id,
            cost=worth(line.quantity, line.unit_cost),
            lot_id=come[0].lot_id,
            shelves=told_shelf(line),
        )
        for line, come, line_id in zip(command.lines, parts, document.line_ids, strict=True)
    ]
    ledger.post(work, command.kind, moves, day=command.day)
    return GoodsMoved(document.document_id, document.number)


@use_case(Permission.MOVE_STOCK)
def issue_internally(work: Work, command: IssueInternally) -> GoodsMoved:
    """Goods are used up or written off by an RW, of the lots that are told or of what expires first.

    Raises InvalidValue, NotFound, LotNotThere, NotOnThatShelf, Shortage with ALL that is short.
    """
    products = checked_goods(work.session, command.lines)
    warehouse = warehouse_of(work.session, command.warehouse_id)
    drop_draft(work, command.draft_id)
    chosen = told_parts(work.session, products, command.lines, warehouse.id)
    stock.move(work, stock.sum_by_key((line.product_id, warehouse.id, -line.quantity) for line in command.lines))
    about = About(DocumentKind.RW, warehouse, note=command.note, day=command.day)
    leaving = [(line.product_id, warehouse.id, line.quantity) for line in command.lines]
    parts = lots.first_expired(work.session, leaving, chosen=chosen)
    document = issue(work, about, written(products, command.lines, parts))
    ledger.post(work, DocumentKind.RW, leave(command.lines, parts, document, warehouse.id), day=command.day)
    return GoodsMoved(document.document_id, document.number)


@use_case(Permission.SET_UP)
def add_warehouse(work: Work, command: NewWarehouse) -> WarehouseAdded:
    """A warehouse with a number series of its own for each kind of document. Raises InvalidValue."""
    if command.kind is WarehouseKind.TRANSIT:
        raise InvalidValue(field="kind", value=command.kind.value, rule="unknown")
    added = make_warehouse(work, command)
    transit(work)
    return added


ON_THE_WAY = {"pl": ("DROGA", "Towar w drodze"), "en": ("TRANSIT", "Goods on the way")}


def transit(work: Work) -> WarehouseRow:
    """Where goods are while they are on the way: made with the second warehouse, or with the first transfer."""
    found = work.session.scalar(select(WarehouseRow).where(WarehouseRow.kind == WarehouseKind.TRANSIT))
    if found is not None:
        return found
    code, name = ON_THE_WAY[work.settings.language]
    made = make_warehouse(work, NewWarehouse(code, name, WarehouseKind.TRANSIT))
    return work.session.get_one(WarehouseRow, made.warehouse_id)


def make_warehouse(work: Work, command: NewWarehouse) -> WarehouseAdded:
    """As `add_warehouse`, of any kind, within the caller's transaction."""
    row = WarehouseRow(**houses.columns(work, command, 0))
    work.session.add(row)
    work.session.flush()
    work.session.execute(
        insert(NumberSeriesRow),
        [
            {
                "kind": SeriesKind(kind.value),
                "warehouse_id": row.id,
                "template": f"{kind.value} {{nr}}/{{yyyy}}/{{warehouse}}",
                "reset": SeriesReset.YEARLY,
            }
            for kind in DocumentKind
        ],
    )
    work.audit("add", "warehouse", row.id, after={"code": row.code})
    work.changed(Topic.SETTINGS, row.id, "added", label=row.code)
    return WarehouseAdded(row.id, row.code)
