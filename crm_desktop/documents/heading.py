"""What stands over the goods of a document: title, barcode, parties, facts, note; measured first, so that the
longest name is printed whole and pushes the goods down."""

from dataclasses import dataclass

from crm_desktop.documents.records import Party, Snapshot
from crm_desktop.documents.sheet import BODY, LEADING, LEFT, MM, RIGHT, SMALL, TITLE, TOP, Sheet, wrap
from crm_desktop.documents.wording import INSIDE, moved_word, party_word, said_day, warehouse_word
from crm_desktop.paper import BOLD, REGULAR, country_name, scannable
from crm_desktop.words import say

TITLE_HEIGHT = 22 * MM
LOWEST_BOX = 26 * MM
BESIDE = 3 * MM
WIDEST_BARCODE = 84 * MM
MOST_NOTE_LINES = 6
FACTS_IN_A_ROW = 4
MOST_PARTIES = 4


@dataclass(frozen=True, slots=True)
class Block:
    """A small word and under it lines of text, each with its font; `x` and `width` in points."""

    word: str
    x: float
    width: float
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Wrapped to the page; `height` in points, from the top margin to the table of goods."""

    parties: tuple[Block, ...]
    box: float
    facts: tuple[tuple[Block, ...], ...]
    note: tuple[str, ...]
    height: float


def measure(paper: Snapshot) -> Heading:
    parties = _parties(paper)
    box = max(LOWEST_BOX, 8 * MM + LEADING * max(len(block.lines) for block in parties))
    facts = _facts(paper)
    note = _note(paper)
    below = sum(_row_height(row) for row in facts) + (len(note) * LEADING + 2 * MM if note else 0)
    return Heading(parties, box, facts, note, TITLE_HEIGHT + box + 4 * MM + below + 2 * MM)


def _parties(paper: Snapshot) -> tuple[Block, ...]:
    """What stays in the house names its warehouses, what comes or goes its other party."""
    told = [("issuer", paper.issuer)]
    if paper.kind in INSIDE:
        told.append((warehouse_word(paper.kind), Party(paper.warehouse)))
        if paper.target_warehouse:
            told.append(("to_warehouse", Party(paper.target_warehouse)))
    if paper.kind not in INSIDE or paper.recipient.name:
        told.append((party_word(paper.kind), paper.recipient))
    if paper.delivery.name or paper.delivery.street:
        told.append(("delivery", paper.delivery))
    told = told[:MOST_PARTIES]
    width = (RIGHT - LEFT - (len(told) - 1) * BESIDE) / len(told)
    return tuple(
        Block(word, LEFT + index * (width + BESIDE), width, tuple(_party(party, width - 5 * MM, paper.language)))
        for index, (word, party) in enumerate(told)
    )


def _party(party: Party, width: float, language: str) -> list[tuple[str, str]]:
    names = wrap(party.name, width, BOLD) if party.name else []
    place = " ".join(part for part in (party.postal_code, party.city) if part)
    country = country_name(party.country, language) if party.country not in ("", "PL") else ""
    nip = f"{say('documents.nip', language)} {party.nip}" if party.nip else ""
    rest = [line for text in (party.street, place, country, nip) if text for line in wrap(text, width)]
    return [*((BOLD, line) for line in names), *((REGULAR, line) for line in rest)]


def _facts(paper: Snapshot) -> tuple[tuple[Block, ...], ...]:
    facts = [
        ("corrects", _corrected(paper)),
        ("warehouse", paper.warehouse if paper.kind not in INSIDE else ""),
        ("target_warehouse", paper.target_warehouse if paper.kind not in INSIDE else ""),
        ("issued_on", said_day(paper, paper.issued_on)),
        (moved_word(paper.kind), said_day(paper, paper.moved_on)),
        ("order", paper.order_number),
        ("invoice", _invoice(paper)),
        ("ksef", paper.ksef_number),
    ]
    shown = [(word, text) for word, text in facts if text]
    rows = [shown[start : start + FACTS_IN_A_ROW] for start in range(0, len(shown), FACTS_IN_A_ROW)]
    return tuple(_fact_row(row) for row in rows)


def _invoice(paper: Snapshot) -> str:
    day = said_day(paper, paper.invoice_date) if paper.invoice_date else ""
    return " · ".join(part for part in (paper.invoice_number, day) if part)


def _corrected(paper: Snapshot) -> str:
    if not paper.corrects:
        return ""
    if paper.corrected_day is None:
        return paper.corrects
    day = said_day(paper, paper.corrected_day)
    return say("documents.of_day", paper.language, number=paper.corrects, day=day)


def _fact_row(row: list[tuple[str, str]]) -> tuple[Block, ...]:
    width = (RIGHT - LEFT) / len(row)
    return tuple(
        Block(word, LEFT + index * width, width, tuple((BOLD, line) for line in wrap(text, width - 2 * MM, BOLD)))
        for index, (word, text) in enumerate(row)
    )


def _row_height(row: tuple[Block, ...]) -> float:
    return LEADING * max(len(block.lines) for block in row) + 6 * MM


def _note(paper: Snapshot) -> tuple[str, ...]:
    if not paper.note.strip():
        return ()
    lines = wrap(f"{say('documents.note', paper.language)}: {paper.note}", RIGHT - LEFT - 4 * MM)
    return tuple(lines if len(lines) <= MOST_NOTE_LINES else [*lines[: MOST_NOTE_LINES - 1], "…"])


def draw(sheet: Sheet, paper: Snapshot, heading: Heading) -> None:
    _title(sheet, paper)
    y = TOP - TITLE_HEIGHT
    for block in heading.parties:
        sheet.box(block.x, y - heading.box, block.width, heading.box)
        _block(sheet, block, block.x + 2.5 * MM, y - 4.5 * MM)
    y -= heading.box + 4 * MM
    for row in heading.facts:
        for block in row:
            _block(sheet, block, block.x, y - 2 * MM)
        y -= _row_height(row)
    for number, line in enumerate(heading.note):
        sheet.text(LEFT, y - (number + 0.8) * LEADING, line)


def _block(sheet: Sheet, block: Block, x: float, y: float) -> None:
    sheet.text(x, y, sheet.say(block.word), size=SMALL)
    for number, (font, line) in enumerate(block.lines):
        sheet.text(x, y - 4.7 * MM - number * LEADING, line, font)


def _title(sheet: Sheet, paper: Snapshot) -> None:
    from reportlab.graphics.barcode.code128 import Code128

    code = scannable(paper.number)
    bars = Code128(code, barHeight=12 * MM, barWidth=1, quiet=False).width
    barcode = Code128(code, barHeight=12 * MM, barWidth=min(0.28 * MM, WIDEST_BARCODE / bars), quiet=False)
    barcode.drawOn(sheet.canvas, RIGHT - barcode.width, TOP - 12 * MM)
    sheet.text(RIGHT, TOP - 16 * MM, paper.number, size=SMALL, right=True, within=WIDEST_BARCODE)
    free = RIGHT - LEFT - barcode.width - 6 * MM
    sheet.text(LEFT, TOP - 6 * MM, sheet.say(f"title_{paper.kind.value}"), BOLD, TITLE, within=free)
    sheet.text(LEFT, TOP - 13 * MM, paper.number, BOLD, BODY + 3, within=free)
