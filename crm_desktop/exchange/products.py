"""Products of a sheet against those that are there, known by their code."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.exchange.checking import doubles
from crm_desktop.exchange.planning import Change, Plan, differing, fault, in_parts, lock_rows, parts
from crm_desktop.exchange.records import Checked, Fault, Line, Progress
from crm_desktop.exchange.rules import barcode_of, barcode_quantity, is_whole
from crm_desktop.search import Findable
from crm_desktop.work import Work
from db.models.catalogue import ProductBarcodeRow, ProductGroupRow, ProductRow
from db.prepared import write_for_keys, write_row, write_rows
from db.statements import table_of
from db.vocabulary import SearchKind, Topic, VatRate

_products, _barcodes, _groups = table_of(ProductRow), table_of(ProductBarcodeRow), table_of(ProductGroupRow)
_COLUMNS = ("name", "unit", "net_price", "vat_rate", "weight_grams", "whole_units", "tracks_lots", "active")


def plan(session: Session, checked: Checked, *, lock: bool = False) -> Plan:
    """What becomes of each line; nothing is changed."""
    made = Plan()
    made.faults += doubles(checked, {line.row: line.values["code"] for line in checked.lines}, "code")
    made.faults += _doubled_barcodes(checked)
    wrong = {found.row for found in made.faults}
    there = _there(session, [line.values["code"] for line in checked.lines], lock=lock)
    owners = _owners(session, [barcode_of(each) for line in checked.lines for each in line.values.get("barcodes", ())])
    for line in checked.lines:
        if line.row not in wrong:
            _place(made, checked, line, there.get(line.values["code"]), owners)
    return made


def _place(
    made: Plan, checked: Checked, line: Line, row: dict[str, Any] | None, owners: dict[str, tuple[int, str]]
) -> None:
    mine = row["id"] if row else 0
    given = line.values.get("barcodes", ())
    taken = next((own for own in map(barcode_of, given) if own in owners and owners[own][0] != mine), "")
    if taken:
        made.faults.append(fault(checked, line, "barcodes", "barcode_taken", shown=taken, code=owners[taken][1]))
    elif row is None and "name" not in line.values:
        made.faults.append(fault(checked, line, "name", "needed_for_new"))
    elif row is None:
        made.new.append(line)
    else:
        before, after = differing(line.values, row)
        if after.get("unit") == row["unit"].rstrip("."):  # "opak." is written as it is kept and read without its point
            del before["unit"], after["unit"]
        added = tuple(each for each in given if barcode_of(each) not in owners)
        if added:
            before["barcodes"], after["barcodes"] = (), added
        if after:
            made.changed.append(Change(line, mine, before, after))
        else:
            made.same += 1


def _doubled_barcodes(checked: Checked) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for line in checked.lines:
        for each in line.values.get("barcodes", ()):
            own = barcode_of(each)
            if first.setdefault(own, line.row) != line.row:
                faults.append(fault(checked, line, "barcodes", "twice", shown=own, row=first[own]))
    return faults


def _there(session: Session, codes: list[str], *, lock: bool) -> dict[str, dict[str, Any]]:
    """Code -> the columns that a sheet may change, groups by their names."""
    own, sub = _groups.alias("own_group"), _groups.alias("sub_group")
    columns = [_products.c[name] for name in ("id", "code", *_COLUMNS)]
    statement = (
        select(*columns, own.c.name.label("group"), sub.c.name.label("subgroup"))
        .select_from(_products.outerjoin(own, own.c.id == _products.c.group_id))
        .outerjoin(sub, sub.c.id == _products.c.subgroup_id)
        .order_by(_products.c.id)
    )
    found: dict[str, dict[str, Any]] = {}
    for part in parts(codes):
        if lock:
            lock_rows(session, _products, _products.c.code.in_(part))
        for row in session.execute(statement.where(_products.c.code.in_(part))).mappings():
            found[row["code"]] = {**row, "group": row["group"] or "", "subgroup": row["subgroup"] or ""}
    return found


def _owners(session: Session, codes: list[str]) -> dict[str, tuple[int, str]]:
    """Barcode -> whose it is: key and code."""
    statement = select(_barcodes.c.code, _products.c.id, _products.c.code).join(
        _products, _products.c.id == _barcodes.c.product_id
    )
    return {
        row[0]: (row[1], row[2])
        for part in parts(codes)
        for row in session.execute(statement.where(_barcodes.c.code.in_(part)))
    }


def write(work: Work, made: Plan, progress: Progress) -> None:
    """As planned, in the caller's transaction."""
    groups = _Groups(work.session)
    in_parts(
        made,
        progress,
        add=lambda lines: _add(work, lines, groups),
        change=lambda changes: _change(work, changes, groups),
    )


class _Groups:
    """Groups and subgroups by name, made when they are first met."""

    def __init__(self, session: Session) -> None:
        self._session = session
        rows = session.execute(select(_groups.c.name, _groups.c.parent_id, _groups.c.id))
        self._known: dict[tuple[str, int | None], int] = {(row[0], row[1]): row[2] for row in rows}

    def key(self, name: str, parent: int | None = None) -> int | None:
        if not name:
            return None
        if (name, parent) not in self._known:
            values = {"name": name, "parent_id": parent}
            self._known[name, parent] = write_row(self._session, ProductGroupRow, values)
        return self._known[name, parent]


def _add(work: Work, lines: Iterable[Line], groups: _Groups) -> None:
    rows = []
    for line in lines:
        values = line.values
        group, its_unit = groups.key(values.get("group", "")), values.get("unit", "szt")
        rows.append(
            {
                "code": values["code"],
                "name": values["name"],
                "group_id": group,
                "subgroup_id": groups.key(values.get("subgroup", ""), group),
                "unit": its_unit,
                "whole_units": values.get("whole_units", is_whole(its_unit)),
                "net_price": values.get("net_price", 0),
                "vat_rate": values.get("vat_rate", VatRate.V23),
                "weight_grams": values.get("weight_grams", 0),
                "tracks_lots": values.get("tracks_lots", False),
                "active": values.get("active", True),
            }
        )
    ids = write_for_keys(work.session, ProductRow, rows)
    findable, codes = [], []
    for product_id, row, line in zip(ids, rows, lines, strict=True):
        own = line.values.get("barcodes", ())
        codes += [_barcode(each, product_id) for each in own]
        findable.append(Findable(product_id, row["name"], row["code"], tuple(map(barcode_of, own))))
        work.audit("import", "product", product_id, after={"code": row["code"], "net_price": row["net_price"]})
        work.changed(Topic.PRODUCTS, product_id, "added")
    if codes:
        write_rows(work.session, ProductBarcodeRow, codes)
    search.put_all(work, SearchKind.PRODUCT, findable, new=True)


def _barcode(told: str, product_id: int) -> dict[str, Any]:
    return {"code": barcode_of(told), "product_id": product_id, "quantity": barcode_quantity(told)}


def _change(work: Work, changes: Iterable[Change], groups: _Groups) -> None:
    parents = _parents(work.session, [change.record_id for change in changes])
    codes = []
    for change in changes:
        after = change.after
        values = {key: after[key] for key in _COLUMNS if key in after}
        parent = parents[change.record_id]
        if "group" in after:
            values["group_id"] = parent = groups.key(after["group"])
        if "subgroup" in after:
            values["subgroup_id"] = groups.key(after["subgroup"], parent)
        values["version"] = _products.c.version + 1
        work.session.connection().execute(
            update(_products).where(_products.c.id == bindparam("key")).values(values), {"key": change.record_id}
        )
        added = after.get("barcodes", ())
        codes += [_barcode(each, change.record_id) for each in added]
        work.audit("import", "product", change.record_id, before=dict(change.before), after=dict(after))
        work.changed(Topic.PRODUCTS, change.record_id)
    if codes:
        write_rows(work.session, ProductBarcodeRow, codes)
    _find_again(work, [change for change in changes if "name" in change.after or "barcodes" in change.after])


def _parents(session: Session, ids: list[int]) -> dict[int, int | None]:
    rows = session.execute(select(_products.c.id, _products.c.group_id).where(_products.c.id.in_(ids)))
    return {row[0]: row[1] for row in rows}


def _find_again(work: Work, changes: list[Change]) -> None:
    ids = [change.record_id for change in changes]
    own: dict[int, list[str]] = {}
    for product_id, code in work.session.execute(
        select(_barcodes.c.product_id, _barcodes.c.code).where(_barcodes.c.product_id.in_(ids))
    ):
        own.setdefault(product_id, []).append(code)
    rows = work.session.execute(
        select(_products.c.id, _products.c.name, _products.c.code).where(_products.c.id.in_(ids))
    )
    found = [Findable(row[0], row[1], row[2], tuple(own.get(row[0], ()))) for row in rows]
    search.put_all(work, SearchKind.PRODUCT, found, new=False)
