"""Goods that are told to leave a certain shelf: whether so much lies there, and of which lots it is."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.errors import KnownError
from crm_desktop.money import quantity_text
from crm_desktop.warehouse import lots, stock
from crm_desktop.warehouse.records import GoodsLine
from crm_desktop.warehouse.shelf_ledger import Books, clean, there_of
from db.models.catalogue import ProductRow
from db.models.warehouse import LotRow


class NotOnThatShelf(KnownError):
    """Less of the goods lies on the shelf: `name`, `shelf` ("—": none), `there`, `unit`."""

    code = "not_on_that_shelf"


def taken_from(
    session: Session,
    product: ProductRow,
    shelf: str,
    parts: Mapping[int | None, int],
    wanted: int | None,
    *,
    lot: str = "",
) -> dict[int | None, int]:
    """How much of each lot on the shelf makes so much, what expires first before the rest; `wanted` None: all of it.

    Raises NotOnThatShelf.
    """
    rows = session.scalars(select(LotRow).where(LotRow.id.in_([one for one in parts if one is not None])))
    known = {row.id: row for row in rows}
    if lot:
        parts = {one: much for one, much in parts.items() if one in known and known[one].code == lot}
    there = sum(parts.values())
    wanted = there if wanted is None else wanted
    if not 0 < wanted <= there:
        raise NotOnThatShelf(name=product.name, shelf=shelf or "—", there=quantity_text(there), unit=product.unit)
    taken: dict[int | None, int] = {}
    for one in sorted(parts, key=lambda key: _leaves(known, key)):
        much = min(parts[one], wanted)
        if much:
            taken[one], wanted = much, wanted - much
    return taken


def _leaves(known: Mapping[int, LotRow], lot: int | None) -> tuple[bool, bool, int, str]:
    """What expires first, then what keeps, then what is in no lot."""
    row = known.get(lot or 0)
    if row is None:
        return True, True, 0, ""
    return False, row.expires_on is None, row.expires_on.toordinal() if row.expires_on else 0, row.code


def told_parts(
    session: Session, products: Mapping[int, ProductRow], lines: Sequence[GoodsLine], warehouse_id: int
) -> lots.Chosen:
    """Of which lots the lines leave that tell their lot or their shelf; nothing has been taken off the stock yet.

    Raises LotNotThere, NotOnThatShelf.
    """
    chosen = {place: dict(own) for place, own in lots.told_lots(session, lines, warehouse_id).items()}
    told = [(place, line, clean(line.shelf)) for place, line in enumerate(lines) if line.shelf.strip()]
    if not told:
        return chosen
    keys = {(line.product_id, warehouse_id) for _, line, _ in told}
    stock.ready(session, keys)
    books, there = Books.load(session, keys), there_of(session, keys)
    left: dict[tuple[int, str], dict[int | None, int]] = {}
    for place, line, shelf in told:
        key = (line.product_id, warehouse_id)
        parts = left.setdefault((line.product_id, shelf), books.parts_on(key, shelf, there[key]))
        taken = taken_from(session, products[line.product_id], shelf, parts, line.quantity, lot=line.lot)
        chosen[place] = {one: much for one, much in taken.items() if one is not None}
        for one, much in taken.items():
            parts[one] -= much
    return chosen
