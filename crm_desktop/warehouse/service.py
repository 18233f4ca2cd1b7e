"""Use cases on stock."""

from sqlalchemy import insert, select

from crm_desktop.documents.records import PaperLine, Party, Snapshot
from crm_desktop.documents.service import issue_document
from crm_desktop.errors import InvalidValue, NotFound
from crm_desktop.money import PRICE_SCALE, QUANTITY_SCALE, divide_half_away
from crm_desktop.warehouse import ledger, stock
from crm_desktop.warehouse.records import GoodsMoved, NewWarehouse, ReceiptLine, ReceiveGoods, WarehouseAdded
from crm_desktop.work import Work, use_case
from db.models.catalogue import ProductRow
from db.models.documents import NumberSeriesRow
from db.models.warehouse import WarehouseRow
from db.vocabulary import DocumentKind, Permission, SeriesKind, SeriesReset, Topic


@use_case(Permission.MOVE_STOCK)
def receive_goods(work: Work, command: ReceiveGoods) -> GoodsMoved:
    """Goods come in by a PZ (or an opening PW). Raises InvalidValue, NotFound; nothing is half done."""
    if not command.lines:
        raise InvalidValue(field="lines", value="", rule="required")
    for position, line in enumerate(command.lines, 1):
        if line.quantity <= 0:
            raise InvalidValue(field=f"lines[{position}].quantity", value=line.quantity / 1000, rule="positive")
    products = _products(work, command)
    warehouse = work.session.get(WarehouseRow, command.warehouse_id)
    if warehouse is None:
        raise NotFound(kind="warehouse", key=command.warehouse_id)
    sums: dict[tuple[int, int], int] = {}
    for line in command.lines:
        key = (line.product_id, warehouse.id)
        sums[key] = sums.get(key, 0) + line.quantity
    levels = stock.lock(work.session, sums)
    for key in sorted(sums):
        stock.ensure_row(work.session, key, levels)
    stock.change_levels(work, {key: (quantity, 0) for key, quantity in sums.items()})
    document = issue_document(
        work,
        _paper(work, command, warehouse, products),
        warehouse_id=warehouse.id,
        product_ids=[line.product_id for line in command.lines],
    )
    moves = [
        ledger.Move(line.product_id, warehouse.id, line.quantity, line_id, cost=_cost(line))
        for line, line_id in zip(command.lines, document.line_ids, strict=True)
    ]
    ledger.post(work, command.kind, moves)
    return GoodsMoved(document.document_id, document.number)


@use_case(Permission.SET_UP)
def add_warehouse(work: Work, command: NewWarehouse) -> WarehouseAdded:
    """A warehouse with a number series of its own for each kind of document."""
    if work.session.scalar(select(WarehouseRow.id).where(WarehouseRow.code == command.code)) is not None:
        raise InvalidValue(field="code", value=command.code, rule="unique")
    row = WarehouseRow(code=command.code, name=command.name, kind=command.kind)
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


def _cost(line: ReceiptLine) -> int | None:
    """Minor units of a line; a unit cost in ten-thousandths."""
    if line.unit_cost is None:
        return None
    return divide_half_away(line.unit_cost * line.quantity * 100, PRICE_SCALE * QUANTITY_SCALE)


def _products(work: Work, command: ReceiveGoods) -> dict[int, ProductRow]:
    ids = {line.product_id for line in command.lines}
    found = {row.id: row for row in work.session.scalars(select(ProductRow).where(ProductRow.id.in_(ids)))}
    missing = sorted(ids - set(found))
    if missing:
        raise NotFound(kind="product", key=missing[0])
    return found


def _paper(work: Work, command: ReceiveGoods, warehouse: WarehouseRow, products: dict[int, ProductRow]) -> Snapshot:
    company = work.settings.company
    return Snapshot(
        kind=command.kind,
        number="",
        issuer=Party(company.name, company.street, company.postal_code, company.city, company.country, company.nip),
        recipient=Party(name=command.supplier),
        delivery=Party(),
        warehouse=f"{warehouse.code} · {warehouse.name}",
        issued_on=work.today,
        moved_on=work.today,
        lines=tuple(
            PaperLine(
                position=position,
                code=products[line.product_id].code,
                name=products[line.product_id].name,
                unit=products[line.product_id].unit,
                quantity=line.quantity,
            )
            for position, line in enumerate(command.lines, 1)
        ),
        issued_by=work.actor.name,
        language=work.settings.language,
    )
