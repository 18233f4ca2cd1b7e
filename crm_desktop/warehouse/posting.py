"""A document of the warehouse within the caller's transaction: its paper, its number, its rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.documents.records import IssuedDocument, PaperLine, PaperLot, Party, Snapshot
from crm_desktop.documents.service import issue_document
from crm_desktop.errors import InvalidValue, NotFound
from crm_desktop.money import PRICE_SCALE, QUANTITY_SCALE, divide_half_away
from crm_desktop.warehouse import ledger, lots
from crm_desktop.warehouse.records import GoodsLine
from crm_desktop.warehouse.shelf_ledger import clean
from crm_desktop.work import Work
from db.models.catalogue import ProductRow
from db.models.warehouse import WarehouseRow
from db.vocabulary import DocumentKind

NOBODY = Party()


@dataclass(frozen=True, slots=True)
class Written:
    """A line of the paper. `unit_price` and `value` are what goods are sold for; costs stand in tables of their own.

    `before`: what there was before a correction, what the books said before a count; `price_before`: what a unit was
    sold for before it.
    """

    product: ProductRow
    quantity: int
    unit_price: int = 0
    value: int = 0
    lots: tuple[PaperLot, ...] = ()
    before: int | None = None
    price_before: int | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a document is about besides its goods; `day` None: today."""

    kind: DocumentKind
    warehouse: WarehouseRow
    target: WarehouseRow | None = None
    recipient: Party = NOBODY
    note: str = ""
    day: date | None = None
    customer_id: int | None = None
    order_id: int | None = None
    order_number: str = ""
    corrects_id: int | None = None
    follows_id: int | None = None
    show_prices: bool = False


def issue(work: Work, about: About, lines: Sequence[Written]) -> IssuedDocument:
    """Numbers and freezes it. The stock rows are locked by the caller before (law 11).

    Raises BeforeLastOfSeries, and InvalidValue for a day that has not come yet.
    """
    if about.day is not None and about.day > work.today:
        raise InvalidValue(field="date", value=about.day.isoformat(), rule="not_in_future")
    return issue_document(
        work,
        _paper(work, about, lines),
        warehouse_id=about.warehouse.id,
        product_ids=[line.product.id for line in lines],
        customer_id=about.customer_id,
        order_id=about.order_id,
        corrects_id=about.corrects_id,
        follows_id=about.follows_id,
        target_warehouse_id=about.target.id if about.target else None,
    )


def _paper(work: Work, about: About, lines: Sequence[Written]) -> Snapshot:
    company = work.settings.company
    day = about.day or work.today
    return Snapshot(
        kind=about.kind,
        number="",
        issuer=Party(company.name, company.street, company.postal_code, company.city, company.country, company.nip),
        recipient=about.recipient,
        delivery=Party(),
        warehouse=named(about.warehouse),
        target_warehouse=named(about.target) if about.target else "",
        issued_on=day,
        moved_on=day,
        lines=tuple(
            PaperLine(
                position=position,
                code=line.product.code,
                name=line.product.name,
                unit=line.product.unit,
                quantity=line.quantity,
                unit_price=line.unit_price,
                value=line.value,
                lots=line.lots,
                before=line.before,
                price_before=line.price_before,
            )
            for position, line in enumerate(lines, 1)
        ),
        order_number=about.order_number,
        note=about.note,
        issued_by=work.actor.name,
        show_prices=about.show_prices,
        currency=work.settings.currency,
        language=work.settings.language,
    )


def written(
    products: Mapping[int, ProductRow], lines: Sequence[GoodsLine], parts: Sequence[lots.Parts]
) -> list[Written]:
    """Lines of a paper with the lots that they are of."""
    return [
        Written(products[line.product_id], line.quantity, lots=lots.papers(own))
        for line, own in zip(lines, parts, strict=True)
    ]


def leave(
    lines: Sequence[GoodsLine], parts: Sequence[lots.Parts], document: IssuedDocument, warehouse_id: int
) -> list[ledger.Move]:
    """Moves out of a warehouse, one for each lot of a line."""
    return [
        ledger.Move(
            *(line.product_id, warehouse_id, -part.quantity, line_id), lot_id=part.lot_id, shelves=told_shelf(line)
        )
        for line, own, line_id in zip(lines, parts, document.line_ids, strict=True)
        for part in own
    ]


def told_shelf(line: GoodsLine) -> tuple[tuple[str, int], ...]:
    """For the ledger's move of the line."""
    shelf = clean(line.shelf)
    return ((shelf, line.quantity),) if shelf else ()


def named(warehouse: WarehouseRow) -> str:
    return f"{warehouse.code} · {warehouse.name}"


def warehouse_of(session: Session, warehouse_id: int) -> WarehouseRow:
    """Raises NotFound."""
    row = session.get(WarehouseRow, warehouse_id)
    if row is None:
        raise NotFound(kind="warehouse", key=warehouse_id)
    return row


def products_of(session: Session, ids: Iterable[int]) -> dict[int, ProductRow]:
    """Raises NotFound."""
    wanted = sorted(set(ids))
    found = {row.id: row for row in session.scalars(select(ProductRow).where(ProductRow.id.in_(wanted)))}
    missing = [key for key in wanted if key not in found]
    if missing:
        raise NotFound(kind="product", key=missing[0])
    return found


def checked_goods(session: Session, lines: Sequence[GoodsLine]) -> dict[int, ProductRow]:
    """The products of the lines. Raises InvalidValue for none, for a quantity that is not positive or has a fraction
    where there are only whole pieces, NotFound."""
    if not lines:
        raise InvalidValue(field="lines", value="", rule="required")
    for position, line in enumerate(lines, 1):
        if line.quantity <= 0:
            raise InvalidValue(field=f"lines[{position}].quantity", value=line.quantity / 1000, rule="positive")
        if line.unit_cost is not None and line.unit_cost < 0:
            raise InvalidValue(field=f"lines[{position}].unit_cost", value=line.unit_cost / 10_000, rule="positive")
    products = products_of(session, (line.product_id for line in lines))
    for position, line in enumerate(lines, 1):
        if products[line.product_id].whole_units and line.quantity % 1000:
            raise InvalidValue(field=f"lines[{position}].quantity", value=line.quantity / 1000, rule="whole_only")
    return products


def worth(quantity: int, unit_cost: int | None) -> int | None:
    """Minor units of so many pieces; a unit cost in ten-thousandths."""
    if unit_cost is None:
        return None
    return divide_half_away(unit_cost * quantity * 100, PRICE_SCALE * QUANTITY_SCALE)
