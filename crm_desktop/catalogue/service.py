"""Use cases on products."""

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.catalogue.records import NewProduct, ProductAdded
from crm_desktop.errors import InvalidValue
from crm_desktop.work import Work, use_case
from db.models.catalogue import ProductBarcodeRow, ProductGroupRow, ProductRow
from db.vocabulary import Permission, SearchKind, Topic


@use_case(Permission.EDIT_PRODUCTS)
def add_product(work: Work, command: NewProduct) -> ProductAdded:
    """A new product. Raises InvalidValue for an empty or used code or barcode, or a negative price."""
    return create_product(work, command)


def create_product(work: Work, command: NewProduct) -> ProductAdded:
    """As `add_product`, within another use case (an order from a shop may bring an unknown code). Raises
    InvalidValue."""
    if not command.code.strip() or not command.name.strip():
        raise InvalidValue(field="code" if not command.code.strip() else "name", value="", rule="required")
    if command.net_price < 0:
        raise InvalidValue(field="net_price", value=command.net_price, rule="not_negative")
    if work.session.scalar(select(ProductRow.id).where(ProductRow.code == command.code)) is not None:
        raise InvalidValue(field="code", value=command.code, rule="unique")
    group = group_key(work.session, command.group, None)
    row = ProductRow(
        code=command.code,
        name=command.name[:250],
        group_id=group,
        subgroup_id=group_key(work.session, command.subgroup, group),
        unit=command.unit,
        whole_units=command.whole_units,
        net_price=command.net_price,
        vat_rate=command.vat_rate,
        weight_grams=command.weight_grams,
        tracks_lots=command.tracks_lots,
        active=command.active,
    )
    work.session.add(row)
    work.session.flush()
    _add_barcodes(work.session, row.id, command.barcodes)
    codes = tuple(code for code, _ in command.barcodes)
    search.put_new(work, SearchKind.PRODUCT, row.id, title=row.name, subtitle=row.code, also=codes)
    work.audit("add", "product", row.id, after={"code": row.code, "net_price": row.net_price})
    work.changed(Topic.PRODUCTS, row.id, "added", label=row.code)
    return ProductAdded(product_id=row.id, code=row.code)


def _add_barcodes(session: Session, product_id: int, barcodes: tuple[tuple[str, int], ...]) -> None:
    if not barcodes:
        return
    rows = [{"code": code, "product_id": product_id, "quantity": quantity} for code, quantity in barcodes]
    try:
        session.execute(insert(ProductBarcodeRow), rows)
    except IntegrityError as fault:
        raise InvalidValue(field="barcode", value=", ".join(code for code, _ in barcodes), rule="unique") from fault


def group_key(session: Session, name: str, parent: int | None) -> int | None:
    """The key of a group, or of a subgroup within `parent` (its key), made when first met; None for no name."""
    if not name:
        return None
    same_parent = ProductGroupRow.parent_id.is_(None) if parent is None else ProductGroupRow.parent_id == parent
    found = session.scalar(select(ProductGroupRow.id).where(ProductGroupRow.name == name, same_parent))
    if found is None:
        values = {"name": name, "parent_id": parent}
        found = session.scalar(insert(ProductGroupRow).returning(ProductGroupRow.id), values)
    return found
