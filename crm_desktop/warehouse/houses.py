"""Warehouses as they are set up."""

import re
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from crm_desktop.errors import InvalidValue, NotFound, StaleRecord
from crm_desktop.warehouse.records import ChangeWarehouse, NewWarehouse, WarehouseAdded, WarehouseCard
from crm_desktop.work import Work, use_case
from db.models.documents import DocumentRow
from db.models.warehouse import WarehouseRow
from db.vocabulary import Permission, Topic, WarehouseKind

LONGEST_CODE = 20


def warehouse_cards(session: Session) -> list[WarehouseCard]:
    """By code."""
    w = WarehouseRow
    used = exists().where(DocumentRow.warehouse_id == w.id)
    rows = select(w.id, w.version, w.code, w.name, w.kind, w.street, w.postal_code, w.city, used).order_by(w.code)
    return [WarehouseCard(*row) for row in session.execute(rows)]


@use_case(Permission.SET_UP)
def change_warehouse(work: Work, command: ChangeWarehouse) -> WarehouseAdded:
    """Raises NotFound, StaleRecord, InvalidValue."""
    row = work.session.scalar(select(WarehouseRow).where(WarehouseRow.id == command.warehouse_id).with_for_update())
    if row is None:
        raise NotFound(kind="warehouse", key=command.warehouse_id)
    if row.version != command.version:
        raise StaleRecord(kind="warehouse", key=row.code, mine=command.version, theirs=row.version)
    wanted = columns(work, command.wanted, row.id)
    if (WarehouseKind.TRANSIT in (wanted["kind"], row.kind)) and wanted["kind"] is not row.kind:
        raise InvalidValue(field="kind", value=command.wanted.kind.value, rule="choice")
    used = work.session.scalar(select(DocumentRow.id).where(DocumentRow.warehouse_id == row.id).limit(1))
    if wanted["code"] != row.code and used is not None:
        raise InvalidValue(field="code", value=command.wanted.code, rule="used")
    changed = {key for key, value in wanted.items() if getattr(row, key) != value}
    before = {key: getattr(row, key) for key in changed}
    for key in changed:
        setattr(row, key, wanted[key])
    row.version += 1
    work.audit("change", "warehouse", row.id, before=before, after={key: wanted[key] for key in changed})
    work.changed(Topic.SETTINGS, row.id, "warehouse", label=row.code)
    return WarehouseAdded(row.id, row.code)


def columns(work: Work, wanted: NewWarehouse, warehouse_id: int) -> dict[str, Any]:
    """What is stored of a warehouse. Raises InvalidValue."""
    code, name = wanted.code.strip(), wanted.name.strip()
    for field, value in (("code", code), ("name", name)):
        if not value:
            raise InvalidValue(field=field, value="", rule="required")
    if len(code) > LONGEST_CODE or not re.fullmatch(r"[\w.-]+", code):
        raise InvalidValue(field="code", value=code, rule="code")
    same = select(WarehouseRow.id).where(WarehouseRow.code == code, WarehouseRow.id != warehouse_id)
    if work.session.scalar(same) is not None:
        raise InvalidValue(field="code", value=code, rule="unique")
    place = {key: getattr(wanted, key).strip() for key in ("street", "postal_code", "city")}
    return {"code": code, "name": name, "kind": wanted.kind, **place}
