"""Stock counts: opened, counted at several workstations at once, settled by documents; or given up."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.errors import InvalidValue, KnownError, NotFound
from crm_desktop.warehouse import ledger, lots, shelf_lists, stock
from crm_desktop.warehouse.count_records import (
    CloseCount,
    CountClosed,
    CountEntered,
    CountOpened,
    EnterCount,
    OpenCount,
    Uncounted,
)
from crm_desktop.warehouse.count_shelves import Places, lots_there, put_right
from crm_desktop.warehouse.count_units import apart, booked_of, by_product, counted_here, counted_of, lies
from crm_desktop.warehouse.posting import About, Written, issue, leave, named, products_of, warehouse_of, written
from crm_desktop.warehouse.records import GoodsLine
from crm_desktop.warehouse.rules import Counted
from crm_desktop.warehouse.shelf_ledger import clean, noted
from crm_desktop.work import Work, use_case
from db.locks import hold
from db.models.catalogue import ProductGroupRow, ProductRow
from db.models.documents import DocumentRow
from db.models.stocktaking import CountEntryRow, CountRow
from db.models.warehouse import WarehouseRow
from db.prepared import write_rows
from db.vocabulary import CountState, DocumentKind, Permission, Topic, WarehouseKind


class CountUnfinished(KnownError):
    """Goods that lie there have not been counted: `count`, `left` how many, `goods` the first of them."""

    code = "count_unfinished"


class CountEnded(KnownError):
    """The stock count was settled or given up: `count`."""

    code = "count_ended"


class NotOnShelf(KnownError):
    """The goods belong on none of the shelves that are counted: `product`, `shelf`."""

    code = "not_on_shelf"


class WhichShelf(KnownError):
    """The goods lie on several of the shelves that are counted: `product`, `shelves`."""

    code = "which_shelf"


class AlreadyCounting(KnownError):
    """The same goods are being counted: `count`."""

    code = "already_counting"


@use_case(Permission.MOVE_STOCK)
def open_count(work: Work, command: OpenCount) -> CountOpened:
    """A count of a warehouse, or of one group of goods or some shelves there. Raises NotFound, AlreadyCounting."""
    hold(work.session, "count", command.warehouse_id)
    house = work.session.scalar(select(WarehouseRow).where(WarehouseRow.id == command.warehouse_id))
    if house is None or house.kind is WarehouseKind.TRANSIT:
        raise NotFound(kind="warehouse", key=command.warehouse_id)
    group_id = None
    if command.group:
        group_id = work.session.scalar(select(ProductGroupRow.id).where(ProductGroupRow.name == command.group).limit(1))
        if group_id is None:
            raise NotFound(kind="product_group", key=command.group)
    others = work.session.scalars(
        select(CountRow).where(CountRow.warehouse_id == house.id, CountRow.state == CountState.OPEN)
    )
    shelf = command.shelf.strip()
    if shelf and not shelf_lists.begins(work.session, house.id, shelf):
        raise NotFound(kind="shelf", key=shelf)
    for other in others:
        of_group = group_id is None or other.group_id in (None, group_id)
        if of_group and (other.shelf.startswith(shelf) or shelf.startswith(other.shelf)):
            raise AlreadyCounting(count=other.id)
    row = CountRow(
        warehouse_id=house.id,
        group_id=group_id,
        shelf=shelf,
        blind=command.blind,
        state=CountState.OPEN,
        opened_at=work.now,
        opened_by=work.actor.name,
    )
    work.session.add(row)
    work.session.flush()
    work.audit("open", "count", row.id, after={"warehouse": house.code, "group": command.group, "shelf": shelf})
    work.changed(Topic.STOCK, row.id, "count_opened", label=house.code)
    return CountOpened(row.id)


@use_case(Permission.MOVE_STOCK)
def enter_count(work: Work, command: EnterCount) -> CountEntered:
    """So many lie on this shelf; entries of a product add up, `anew` begins with this one.

    What the ledger says at this moment is kept with it. Raises NotFound, CountEnded, InvalidValue, and where only some
    shelves are counted NotOnShelf, WhichShelf.
    """
    count = _open(work.session, command.count_id)
    product = products_of(work.session, [command.product_id])[command.product_id]
    if command.quantity < 0 or (product.whole_units and command.quantity % 1000):
        raise InvalidValue(field="quantity", value=command.quantity / 1000, rule="whole_only")
    if count.group_id is not None and count.group_id not in (product.group_id, product.subgroup_id):
        raise InvalidValue(field="product", value=product.code, rule="not_on_document")
    levels = stock.lock(work.session, [(product.id, count.warehouse_id)])
    level = levels.get((product.id, count.warehouse_id))
    shelf = _shelf_of(work, count, product, command.shelf)
    there = None if shelf is None else lies(work.session, count.warehouse_id, [product.id])[product.id].get(shelf, 0)
    row = {
        "count_id": count.id,
        "product_id": product.id,
        "quantity": command.quantity,
        "booked": level.on_hand if level else 0,
        "anew": command.anew,
        "shelf": shelf,
        "booked_there": there,
        "at": work.now,
        "actor": work.actor.name,
        "place": work.actor.place,
    }
    write_rows(work.session, CountEntryRow, [row])
    work.changed(Topic.STOCK, count.id, "counted", label=product.code)
    counted = counted_of(work.session, count.id, [product.id])
    unit = (product.id, shelf if (product.id, shelf) in counted else None)
    me = {"actor": work.actor.name, "place": work.actor.place}
    own = counted_here(work.session, count.id, product.id, unit[1], **me)
    done = counted[unit].quantity
    return CountEntered(product.id, product.code, done, done - own, unit[1] or "")


def _shelf_of(work: Work, count: CountRow, product: ProductRow, told: str | None) -> str | None:
    """On which shelf it is counted; None: wherever it lies. Goods that have a usual shelf lie on none but that."""
    if told is not None:
        shelf = clean(told) or noted(work.session, (product.id, count.warehouse_id))[0]
        if not shelf.startswith(count.shelf):
            raise NotOnShelf(product=product.name, shelf=count.shelf)
        return shelf
    if not count.shelf:
        return None
    found = [shelf for product_id, shelf in booked_of(work.session, count, products=[product.id]) if shelf is not None]
    if not found:
        raise NotOnShelf(product=product.name, shelf=count.shelf)
    if len(found) > 1:
        raise WhichShelf(product=product.name, shelves=", ".join(found))
    return found[0]


@use_case(Permission.MOVE_STOCK)
def close_count(work: Work, command: CloseCount) -> CountClosed:
    """The INW with what was counted, a PW for what is over, an RW for what is short.

    Short goods that were promised are no longer so: the newest promises go first. Raises CountEnded, and
    CountUnfinished where goods lie there uncounted and `uncounted` does not say what of them; NotFound.
    """
    count = _open(work.session, command.count_id, lock=True)
    counted = counted_of(work.session, count.id)
    booked = booked_of(work.session, count, by_shelves=apart(counted))
    left = [unit for unit, on_hand in booked.items() if unit not in counted and on_hand]
    if left and command.uncounted is Uncounted.REFUSE:
        first = sorted({product_id for product_id, _ in left})[:5]
        codes = [product.code for product in products_of(work.session, first).values()]
        raise CountUnfinished(count=count.id, left=len(left), goods=", ".join(codes))
    if command.uncounted is Uncounted.NOTHING_THERE:
        counted |= {unit: Counted(0, booked[unit]) for unit in left}
    house, products = warehouse_of(work.session, count.warehouse_id), by_product(counted)
    differences = {key: one.difference for key, one in sorted(products.items()) if one.difference}
    _make_room(work, house.id, differences)
    places = put_right(work, house.id, counted)
    document = _settle(work, house, products, note=command.note)
    others = [
        _difference(work, house, document, kind, {k: q for k, q in differences.items() if (q > 0) == over}, places)
        for kind, over in ((DocumentKind.PW, True), (DocumentKind.RW, False))
    ]
    count.state, count.closed_at, count.document_id = CountState.CLOSED, work.now, document
    count.version += 1
    work.audit("close", "count", count.id, after={"differences": len(differences)})
    work.changed(Topic.STOCK, count.id, "count_closed", label=house.code)
    number = _number(work.session, document)
    return CountClosed(count.id, number, tuple(other for other in others if other), len(products), len(differences))


@use_case(Permission.MOVE_STOCK)
def abandon_count(work: Work, count_id: int) -> CountOpened:
    """Nothing follows from it. Raises NotFound, CountEnded."""
    count = _open(work.session, count_id, lock=True)
    count.state, count.closed_at, count.version = CountState.ABANDONED, work.now, count.version + 1
    work.audit("abandon", "count", count.id)
    work.changed(Topic.STOCK, count.id, "count_closed")
    return CountOpened(count.id)


def _open(session: Session, count_id: int, *, lock: bool = False) -> CountRow:
    """Whoever counts shares it, whoever settles it has it alone."""
    statement = select(CountRow).where(CountRow.id == count_id).with_for_update(read=not lock)
    count = session.scalar(statement)
    if count is None:
        raise NotFound(kind="count", key=count_id)
    if count.state is not CountState.OPEN:
        raise CountEnded(count=count_id)
    return count


def _make_room(work: Work, warehouse_id: int, differences: dict[int, int]) -> None:
    """What was promised of goods that are not there is given back, the newest promise first."""
    levels = stock.ready(work.session, [(key, warehouse_id) for key in differences])
    stock.release_expired(work, levels)
    for product_id, quantity in differences.items():
        level = levels[product_id, warehouse_id]
        lacking = level.reserved - (level.on_hand + quantity)
        if quantity < 0 and lacking > 0:
            _unpromise(work, product_id, warehouse_id, lacking)


def _unpromise(work: Work, product_id: int, warehouse_id: int, lacking: int) -> None:
    for row in stock.promises_of(work.session, product_id, warehouse_id):
        if lacking <= 0:
            break
        freed = min(row.quantity, lacking)
        stock.free(work, row, freed)
        lacking -= freed


def _settle(work: Work, house: WarehouseRow, counted: dict[int, Counted], *, note: str) -> int:
    """The INW: every product with what was counted; it moves nothing itself."""
    products = products_of(work.session, counted)
    lines = [Written(products[key], one.quantity, before=one.booked) for key, one in sorted(counted.items())]
    return issue(work, About(DocumentKind.INW, house, note=note), lines).document_id


def _difference(
    work: Work,
    house: WarehouseRow,
    count_document: int,
    kind: DocumentKind,
    differences: dict[int, int],
    places: dict[int, Places],
) -> str:
    """A surplus comes in at what the rest of it costs; a shortage leaves as any goods do; where that was counted, on
    the shelf and off it."""
    if not differences:
        return ""
    goods = [GoodsLine(key, abs(quantity)) for key, quantity in differences.items()]
    chosen = lots_there(work.session, goods, house.id, places) if kind is DocumentKind.RW else {}
    stock.move(work, {(key, house.id): quantity for key, quantity in differences.items()})
    products = products_of(work.session, differences)
    note = f"{_number(work.session, count_document)} · {named(house)}"
    about = About(kind, house, note=note, follows_id=count_document)
    if kind is DocumentKind.RW:
        leaving = [(line.product_id, house.id, line.quantity) for line in goods]
        parts = lots.first_expired(work.session, leaving, chosen=chosen)
        document = issue(work, about, written(products, goods, parts))
        moves = leave(goods, parts, document, house.id)
    else:
        document = issue(work, about, [Written(products[line.product_id], line.quantity) for line in goods])
        moves = [
            ledger.Move(key, house.id, quantity, line_id, cost=ledger.AT_AVERAGE)
            for (key, quantity), line_id in zip(differences.items(), document.line_ids, strict=True)
        ]
    ledger.post(work, kind, [replace(move, shelves=places.get(move.product_id, ())) for move in moves])
    return document.number


def _number(session: Session, document_id: int) -> str:
    return str(session.scalar(select(DocumentRow.number).where(DocumentRow.id == document_id)))
