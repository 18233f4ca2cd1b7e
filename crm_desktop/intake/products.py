"""Goods as a sender writes them -> products of the catalogue: by code, barcode or the exact name."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.catalogue.queries import products_by_id, scanned
from crm_desktop.catalogue.records import Product
from crm_desktop.errors import NotFound
from crm_desktop.folding import fold
from crm_desktop.intake.records import WantedProduct
from db.models.catalogue import ProductRow
from db.vocabulary import SearchKind


def recognised(session: Session, wanted: tuple[WantedProduct, ...]) -> list[tuple[Product | None, WantedProduct]]:
    """Each wanted product with what it is in the catalogue, or None."""
    if not wanted:
        return []
    ids = [
        _product_id(session, product.text) or (_product_id(session, product.name) if product.name else None)
        for product in wanted
    ]
    known = products_by_id(session, [product_id for product_id in ids if product_id is not None])
    return [
        (known.get(product_id) if product_id is not None else None, product)
        for product_id, product in zip(ids, wanted, strict=True)
    ]


def _product_id(session: Session, text: str) -> int | None:
    try:
        return scanned(session, text).product_id
    except NotFound:
        pass
    exact = session.scalar(select(ProductRow.id).where(ProductRow.name == text))
    if exact is not None:
        return exact
    hits = search.find(session, text, kinds=(SearchKind.PRODUCT,), limit=5)
    same = [hit for hit in hits if fold(hit.title) == fold(text)]
    return same[0].record_id if len(same) == 1 else None
