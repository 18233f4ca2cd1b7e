"""The table of goods on a paper: its columns by what there is to say, its rows wrapped and measured."""

from dataclasses import dataclass

from crm_desktop.documents.records import PaperLine, PaperLot, Snapshot
from crm_desktop.documents.sheet import BODY, LEADING, LEFT, MM, RIGHT, SMALL, number, text_width, wrap
from crm_desktop.documents.wording import Prices, prices, quantities, said_day, said_lot_unit, said_unit
from crm_desktop.money import minor_text, price_text, quantity_text
from crm_desktop.paper import BOLD, REGULAR, printable
from crm_desktop.words import say
from db.vocabulary import DocumentKind

LOT_LEADING = LEADING - 1.5
LEAST_NAME = 36 * MM


@dataclass(frozen=True, slots=True)
class Column:
    """`x` left edge and `width` in points; numbers stand right and are never broken. `word`: over it, as written."""

    key: str
    word: str
    x: float
    width: float
    number: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`lots`: small lines under the name, as wide as the page lets them be."""

    cells: tuple[list[str], ...]
    lots: tuple[str, ...]
    height: float


def columns(paper: Snapshot) -> tuple[Column, ...]:
    """Codes, units and numbers as wide as they are, within reason; the name takes the rest."""
    lines = paper.lines
    widths = [_numbers(paper, "position", [str(line.position) for line in lines], 8, 14)]
    widths += [_texts(paper, "code", [line.code for line in lines], 20, 28), ("name", "name", 0.0, False)]
    if any(line.lot and not line.lots for line in lines):
        widths.append(_texts(paper, "lot", [line.lot for line in lines], 16, 22))
    widths.append(_texts(paper, "unit", [said_unit(paper, line.unit) for line in lines], 12, 20))
    moved = any(line.quantity for line in lines)
    words = quantities(paper.kind, told_before=_tells_before(paper), moved=moved)
    money = _money(paper)
    for key, word in (("before", words.before), ("quantity", words.quantity), ("after", words.after)):
        if word:
            figures = [_figure(line, key, paper) for line in lines]
            widths.append(_numbers(paper, word, figures, 12 if money and money.before else 16, 30, key))
    for key, word in (
        (("price_before", money.before), ("unit_price", money.price), ("value", money.value)) if money else ()
    ):
        if word:
            figures = [_figure(line, key, paper) for line in lines]
            widths.append(_numbers(paper, word, figures, 16 if money and money.before else 20, 36, key))
    return _placed(paper, widths)


def _money(paper: Snapshot) -> Prices | None:
    told_before = any(line.price_before is not None for line in paper.lines)
    return prices(paper.kind, told_before=told_before) if paper.show_prices else None


def _tells_before(paper: Snapshot) -> bool:
    return any(line.before is not None for line in paper.lines)


def _texts(paper: Snapshot, key: str, texts: list[str], least: int, most: int) -> tuple[str, str, float, bool]:
    return (key, key, _fitting(paper, key, texts, least, most), False)


def _numbers(
    paper: Snapshot, word: str, texts: list[str], least: int, most: int, key: str = ""
) -> tuple[str, str, float, bool]:
    return (key or word, word, _fitting(paper, word, texts, least, most), True)


def _fitting(paper: Snapshot, word: str, texts: list[str], least: int, most: int) -> float:
    """Points for the widest of `texts` and the word over them, between `least` and `most` millimetres."""
    over = text_width(say(f"documents.{word}", paper.language), BOLD, SMALL)
    widest = max((text_width(printable(text), REGULAR, BODY) for text in texts), default=0.0)
    return min(max(max(widest, over) + 3 * MM, least * MM), most * MM)


def _placed(paper: Snapshot, widths: list[tuple[str, str, float, bool]]) -> tuple[Column, ...]:
    """A name that would be left too little room has it from the numbers, whose letters shrink."""
    free = RIGHT - LEFT - sum(width for _, _, width, _ in widths)
    numbers = sum(width for _, _, width, numeric in widths if numeric)
    scale = 1 - max(LEAST_NAME - free, 0) / numbers
    free = max(free, LEAST_NAME)
    placed, x = [], LEFT
    for key, word, full, numeric in widths:
        width = full * scale if numeric else full
        placed.append(Column(key, say(f"documents.{word}", paper.language), x, width or free, numeric))
        x += width or free
    return tuple(placed)


def _figure(line: PaperLine, key: str, paper: Snapshot) -> str:
    """A number of a line as the paper writes it; behind what a count found stands how it differs from the books."""
    before = line.before
    match key:
        case "before" | "after" if before is None:
            told = ""
        case "before":
            told = quantity_text(before or 0)
        case "quantity":
            told = quantity_text(line.quantity)
        case "after":
            counted = paper.kind is DocumentKind.INW
            told = quantity_text(line.quantity + (-(before or 0) if counted else before or 0))
        case "price_before":
            told = "" if line.price_before is None else price_text(line.price_before)
        case "unit_price":
            told = price_text(line.unit_price)
        case _:
            told = minor_text(line.value)
    return number(told, paper.language) if told else ""


def row(line: PaperLine, over: tuple[Column, ...], paper: Snapshot) -> Row:
    texts = {
        "position": str(line.position),
        "code": line.code,
        "name": line.name,
        "lot": line.lot,
        "unit": said_unit(paper, line.unit),
    }
    cells = []
    under_name = RIGHT - next(column.x for column in over if column.key == "name")
    for column in over:
        text = texts.get(column.key)
        if column.number:
            cells.append([text if text is not None else _figure(line, column.key, paper)])
        else:
            cells.append(wrap(text or "", column.width - 2 * MM))
    several = len(line.lots) > 1
    lots = tuple(
        part for lot in line.lots for part in wrap(_lot(lot, line, paper, several), under_name - 2 * MM, REGULAR, SMALL)
    )
    names = len(cells[[column.key for column in over].index("name")]) * LEADING + len(lots) * LOT_LEADING
    return Row(tuple(cells), lots, max(max(len(cell) for cell in cells) * LEADING, names) + 2 * MM)


def _lot(lot: PaperLot, line: PaperLine, paper: Snapshot, several: bool) -> str:
    """ "Partia L251101 · ważna do 01.12.2026 · 5 szt"; how much of it only where there is more than one."""
    told = [say("documents.of_lot", paper.language, code=lot.code)]
    if lot.expires_on is not None:
        told.append(say("documents.expires", paper.language, day=said_day(paper, lot.expires_on)))
    if several:
        told.append(
            f"{number(quantity_text(lot.quantity), paper.language)} {said_lot_unit(paper, line.unit, lot.quantity)}"
        )
    return " · ".join(told)
