"""Goods as a sender writes them -> products of the catalogue: by code, barcode or the exact name."""

import re

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


def mentions(session: Session, told: tuple[WantedProduct, ...]) -> list[tuple[Product | None, WantedProduct]]:
    """Goods that a person asks for in words, "mąka tortowa 25 kg": only those that the catalogue alone can mean."""
    found = [(hits[0].record_id, one) for one in told if len(hits := _hits(session, one.text)) == 1]
    known = products_by_id(session, [product_id for product_id, _ in found]) if found else {}
    return [(known.get(product_id), one) for product_id, one in found]


def _hits(session: Session, text: str) -> list[search.Hit]:
    """Those whose code, name or barcode holds every word; else those that hold their stems: "mąki tortowej"."""
    plain = re.sub(r"(?<=\d)(?=(?:kg|g|dkg|l|ml|szt)\b)", " ", text)
    found = search.find(session, plain, kinds=(SearchKind.PRODUCT,), limit=2)
    stems = " ".join(re.sub(r"(?<=[^\W\d_]{3})[^\W\d_]{1,2}$", "", word) for word in plain.split())
    return found or search.find(session, stems, kinds=(SearchKind.PRODUCT,), limit=2)
