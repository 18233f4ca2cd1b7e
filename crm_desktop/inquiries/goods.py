"""Goods as a person writes them down ("40 worków mąki T550, oliwa 5 l") -> products of the catalogue."""

import re
from dataclasses import dataclass

from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.catalogue.queries import products_by_id, scanned
from crm_desktop.catalogue.records import Product
from crm_desktop.errors import NotFound
from crm_desktop.folding import fold
from crm_desktop.money import quantity_from_text
from db.vocabulary import SearchKind

MOST_PIECES, MOST_HITS = 12, 20
_BREAKS = re.compile(r"\n|;|,(?!\d)|\s(?:i|oraz|and|plus)\s", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w,.])(\d{1,6}(?:[.,]\d{1,3})?)(?![\w,.]*\d)(?=\s|$|[a-z]+\b)", re.IGNORECASE)
_FILLING = frozenset(
    "szt sztuk sztuki worek worki workow karton kartony kartonow opakowanie opakowania opakowan paleta palety palet"
    " prosze cena cene ceny wycena wycene oferta oferte zamowic potrzebuje chce pyta dla bags boxes pieces please price"
    " need wants".split()
)
_ENDING = 2
"""Letters that Polish changes at the end of a word: "mąki" finds "mąka"."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A piece of the text: its one product, or None and how many it may be; `quantity` thousandths, 0 untold."""

    text: str
    quantity: int
    product: Product | None
    possible: int = 0


def goods_in_text(session: Session, text: str) -> list[Understood]:
    """The pieces that name goods, in their order; what is like nothing in the catalogue is left out."""
    pieces = [piece.strip(" .!?") for piece in _BREAKS.split(text)]
    found = [_understood(session, piece) for piece in pieces[:MOST_PIECES] if piece]
    return [one for one in found if one.product is not None or one.possible]


def _understood(session: Session, piece: str) -> Understood:
    for part in piece.split():
        exact = _by_code(session, part)
        if exact is not None:
            return Understood(piece, _quantity(piece.replace(part, " ")), exact)
    quantity, words = _quantity(piece), _words(piece)
    hits = _hits(session, words)
    if len(hits) > 1:
        whole = [hit for hit in hits if _names(hit.title, piece)]
        hits = whole if len(whole) == 1 else hits
    if len(hits) != 1:
        return Understood(piece, quantity, None, len(hits))
    return Understood(piece, quantity, products_by_id(session, [hits[0].record_id]).get(hits[0].record_id))


def _by_code(session: Session, part: str) -> Product | None:
    """A code or barcode, never a mere number of pieces."""
    if part.isdigit() and len(part) < 8:
        return None
    try:
        product_id = scanned(session, part.strip("()")).product_id
    except NotFound:
        return None
    return products_by_id(session, [product_id]).get(product_id)


def _hits(session: Session, words: list[str]) -> list[search.Hit]:
    """Products that hold every word by its stem; a piece without a longer word of letters names nothing."""
    stems = [_stem(word) for word in words]
    if not any(len(stem) >= search.TRIGRAM and stem.isalpha() for stem in stems):
        return []
    return search.find(session, " ".join(stems), kinds=(SearchKind.PRODUCT,), limit=MOST_HITS)


def _names(title: str, piece: str) -> bool:
    """The piece says every word of the product's name."""
    said = fold(piece)
    return all(_stem(word) in said for word in fold(title).split())


def _stem(word: str) -> str:
    return word[: max(search.TRIGRAM, len(word) - _ENDING)] if word.isalpha() else word


def _words(piece: str) -> list[str]:
    """What may be of a name: no quantity in front, no counting words."""
    plain = _NUMBER.sub(" ", fold(piece), count=1)
    return [word for word in re.findall(r"[\w./%-]+", plain) if word not in _FILLING and len(word) > 1]


def _quantity(piece: str) -> int:
    told = _NUMBER.search(fold(piece))
    return quantity_from_text(told.group(1)) if told else 0
