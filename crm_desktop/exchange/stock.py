"""The opening stock of a sheet: an internal receipt (PW) a warehouse, with the cost where the sheet gives it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.errors import NotFound
from crm_desktop.exchange.checking import doubles
from crm_desktop.exchange.planning import Change, Plan, fault, parts
from crm_desktop.exchange.records import Checked, Line, Progress
from crm_desktop.warehouse import stock
from crm_desktop.warehouse.records import GoodsLine, ReceiveGoods
from crm_desktop.warehouse.service import receive_goods
from crm_desktop.work import Work
from db.models.catalogue import ProductBarcodeRow, ProductRow
from db.models.warehouse import StockRow, WarehouseRow
from db.statements import table_of
from db.vocabulary import DocumentKind

_products, _barcodes = table_of(ProductRow), table_of(ProductBarcodeRow)
_stock, _warehouses = table_of(StockRow), table_of(WarehouseRow)
LINES_A_PAPER = 5_000
"""A longer sheet becomes several PW: one statement must not ask for more keys than a database takes."""


@dataclass(frozen=True, slots=True)
class _Goods:
    product_id: int
    whole: bool


def plan(session: Session, checked: Checked, warehouse: str) -> Plan:
    """`new` lines fill an empty place, `changed` ones add to what lies there, `same` ones bring nothing.

    Raises NotFound for a `warehouse` that is not there; "" is the first.
    """
    made = Plan()
    places = {row[0]: row[1] for row in session.execute(select(_warehouses.c.code, _warehouses.c.id))}
    usual = warehouse or min(places, key=lambda code: places[code])
    if usual not in places:
        raise NotFound(kind="warehouse", key=usual)
    goods = _goods(session, [line.values["code"] for line in checked.lines])
    keys = {line.row: _key(line, goods, places, usual) for line in checked.lines}
    made.faults += doubles(checked, {line.row: _spot(line, keys[line.row]) for line in checked.lines}, "code")
    wrong = {found.row for found in made.faults}
    levels = _levels(session, [key[0] for key in keys.values() if key])
    for line in checked.lines:
        if line.row not in wrong:
            _place(made, checked, line, keys[line.row], goods, levels, places)
    return made


def _key(line: Line, goods: dict[str, _Goods], places: dict[str, int], usual: str) -> tuple[int, int] | None:
    found = goods.get(line.values["code"])
    place = places.get(line.values.get("warehouse", usual))
    return (found.product_id, place) if found and place else None


def _spot(line: Line, key: tuple[int, int] | None) -> tuple[int, int, str] | None:
    """A product may stand once for each shelf."""
    return (*key, _shelf(line)) if key else None


def _shelf(line: Line) -> str:
    return " ".join((line.values.get("shelf") or "").split())


def _place(
    made: Plan,
    checked: Checked,
    line: Line,
    key: tuple[int, int] | None,
    goods: dict[str, _Goods],
    levels: dict[tuple[int, int], int],
    places: dict[str, int],
) -> None:
    found, quantity = goods.get(line.values["code"]), line.values["quantity"]
    if found is None:
        made.faults.append(fault(checked, line, "code", "unknown_product"))
    elif key is None:
        made.faults.append(fault(checked, line, "warehouse", "unknown_warehouse", codes=", ".join(sorted(places))))
    elif found.whole and quantity % 1000:
        made.faults.append(fault(checked, line, "quantity", "whole_only", shown=f"{quantity / 1000:g}"))
    elif quantity == 0:
        made.same += 1
    elif levels.get(key, 0):
        made.changed.append(Change(_placed(line, key), key[0], {}, {}))
    else:
        made.new.append(_placed(line, key))


def _placed(line: Line, key: tuple[int, int]) -> Line:
    return Line(line.row, {**line.values, "key": key})


def _goods(session: Session, codes: Sequence[str]) -> dict[str, _Goods]:
    """By the code of a product, else by its barcode."""
    found: dict[str, _Goods] = {}
    columns = (_products.c.id, _products.c.whole_units)
    by_barcode = select(_barcodes.c.code, *columns).join(_products, _products.c.id == _barcodes.c.product_id)
    for part in parts(codes):
        for statement in (
            by_barcode.where(_barcodes.c.code.in_(part)),
            select(_products.c.code, *columns).where(_products.c.code.in_(part)),
        ):
            found |= {row[0]: _Goods(row[1], row[2]) for row in session.execute(statement)}
    return found


def _levels(session: Session, ids: Sequence[int]) -> dict[tuple[int, int], int]:
    columns = (_stock.c.product_id, _stock.c.warehouse_id, _stock.c.on_hand)
    return {
        (row[0], row[1]): row[2]
        for part in parts(ids)
        for row in session.execute(select(*columns).where(_stock.c.product_id.in_(part)))
    }


def write(work: Work, made: Plan, progress: Progress) -> tuple[str, ...]:
    """The numbers of the papers. All stock rows are locked before the first number is taken (law 11)."""
    lines = sorted(
        [*made.new, *(change.line for change in made.changed)], key=lambda line: (line.values["key"], line.row)
    )
    stock.lock(work.session, [line.values["key"] for line in lines])
    numbers, done = [], 0
    for warehouse_id in sorted({line.values["key"][1] for line in lines}):
        here = [line for line in lines if line.values["key"][1] == warehouse_id]
        for start in range(0, len(here), LINES_A_PAPER):
            paper = here[start : start + LINES_A_PAPER]
            command = ReceiveGoods(warehouse_id, tuple(map(_receipt, paper)), kind=DocumentKind.PW)
            numbers.append(receive_goods(work, command).number)
            done += len(paper)
            progress(done, len(lines))
    return tuple(numbers)


def _receipt(line: Line) -> GoodsLine:
    values: dict[str, Any] = dict(line.values)
    return GoodsLine(values["key"][0], values["quantity"], values.get("unit_cost"), shelf=_shelf(line))
