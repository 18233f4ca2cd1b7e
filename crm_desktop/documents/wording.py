"""How each kind of document speaks: who stands over it, what its quantities are called, who signs. Pure."""

from dataclasses import dataclass
from datetime import date

from crm_desktop.documents.records import FIRST_TEMPLATE, Snapshot
from crm_desktop.units import unit_name, unit_word
from crm_desktop.words import day_text
from db.vocabulary import DocumentKind as Kind

COMING_IN = frozenset((Kind.PZ, Kind.PW, Kind.PZK, Kind.PWK, Kind.MMP))
OF_COST = frozenset((Kind.WZKK, Kind.RWKK, Kind.MMKK))
CORRECTIONS = frozenset((Kind.PZK, Kind.WZK, Kind.RWK, Kind.PWK, Kind.MMK)) | OF_COST
TRANSFERS = frozenset((Kind.MM, Kind.MMP, Kind.MMK, Kind.MMKK))
INSIDE = frozenset((Kind.RW, Kind.PW, Kind.RWK, Kind.PWK, Kind.RWKK, Kind.INW)) | TRANSFERS
AT_COST = frozenset((Kind.PZ, Kind.PZK, Kind.PW, Kind.PWK)) | OF_COST
"""What these papers call a price is what the goods were bought for: shown to whoever may see costs."""
_SIGNED = {
    Kind.PZ: ("made_by", "brought_by", "received_by"),
    Kind.WZ: ("made_by", "handed_by", "taken_by"),
    Kind.RW: ("made_by", "handed_by", "drawn_by"),
    Kind.PW: ("made_by", "given_by", "received_by"),
    Kind.MM: ("made_by", "handed_by", "received_by"),
    Kind.MMP: ("made_by", "brought_by", "received_by"),
    Kind.INW: ("made_by", "counted_by", "approved_by"),
}
_OF_CORRECTIONS = ("made_by", "approved_by", "taken_by")


@dataclass(frozen=True, slots=True)
class Quantities:
    """Words of the columns: `before` and `after` only where a line says what there was before."""

    quantity: str
    before: str = ""
    after: str = ""


def said_day(paper: Snapshot, day: date) -> str:
    return day.isoformat() if paper.template_version == FIRST_TEMPLATE else day_text(day, paper.language)


def said_unit(paper: Snapshot, unit: str, quantity: int | None = None) -> str:
    """Alone, or behind `quantity` thousandths."""
    language = "pl" if paper.template_version == FIRST_TEMPLATE else paper.language
    return unit_name(unit, language) if quantity is None else unit_word(unit, quantity, language)


def said_lot_unit(paper: Snapshot, unit: str, quantity: int) -> str:
    """The first template did not decline it here."""
    return unit if paper.template_version == FIRST_TEMPLATE else said_unit(paper, unit, quantity)


def signed_by(kind: Kind) -> tuple[str, str, str]:
    """Words of the three boxes under the goods."""
    return _SIGNED.get(kind, _OF_CORRECTIONS)


def moved_word(kind: Kind) -> str:
    match kind:
        case Kind.INW:
            return "counted_on"
        case _ if kind in CORRECTIONS:
            return "corrected_on"
        case _:
            return "moved_in" if kind in COMING_IN else "moved_out"


def party_word(kind: Kind) -> str:
    match kind:
        case Kind.RW | Kind.RWK | Kind.RWKK:
            return "drawer"
        case Kind.PW | Kind.PWK:
            return "giver"
        case _:
            return "recipient_in" if kind in COMING_IN else "recipient_out"


def warehouse_word(kind: Kind) -> str:
    """Of the box, on papers that stay in the house."""
    match kind:
        case Kind.INW:
            return "warehouse"
        case Kind.PW | Kind.PWK:
            return "to_warehouse"
        case _:
            return "from_warehouse"


@dataclass(frozen=True, slots=True)
class Prices:
    """Words of the columns of money; `before` only where a correction says what a unit came to before it."""

    price: str
    value: str
    before: str = ""


def prices(kind: Kind, *, told_before: bool) -> Prices:
    if kind in OF_COST:
        return Prices("cost_is", "cost_change", "cost_was")
    if told_before:
        return Prices("price_is", "value_change", "price_was")
    return Prices("cost_price", "cost_value") if kind in AT_COST else Prices("unit_price", "value")


def quantities(kind: Kind, *, told_before: bool, moved: bool) -> Quantities:
    """`moved`: a line changes how much there is; a correction of what goods are worth says of how much."""
    if kind is Kind.INW:
        return Quantities("found", "by_books", "difference") if told_before else Quantities("found")
    if kind in CORRECTIONS and told_before and not moved:
        return Quantities("", "quantity")
    if kind in CORRECTIONS:
        return Quantities("change", "was", "is_now") if told_before else Quantities("change")
    return Quantities("quantity")
