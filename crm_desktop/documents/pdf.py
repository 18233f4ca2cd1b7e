"""The A4 paper of a warehouse document, made from its frozen snapshot: same snapshot, same bytes."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from crm_desktop.documents.records import PaperLine, Party, Snapshot
from crm_desktop.money import minor_text, price_text, quantity_text
from crm_desktop.paper import BOLD, REGULAR, printable, register_fonts
from crm_desktop.words import say
from db.vocabulary import DocumentKind

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 15 * MM, 195 * MM, 282 * MM, 15 * MM
LEADING = 11.0
BODY, SMALL, TITLE = 9, 7.5, 15
HEADER_HEIGHT = 82 * MM
NEXT_HEADER_HEIGHT = 16 * MM
SIGNATURES_HEIGHT = 34 * MM
FOOTER_HEIGHT = 8 * MM
_IN = (DocumentKind.PZ, DocumentKind.PW, DocumentKind.PZK, DocumentKind.PWK)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the goods table: `x` left edge and `width` in points."""

    word: str
    x: float
    width: float
    right: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[list[str], ...]
    height: float


def render(snapshot: Snapshot) -> bytes:
    """The PDF of all copies of a document."""
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    out = BytesIO()
    canvas = Canvas(out, pagesize=(210 * MM, 297 * MM), invariant=1)
    canvas.setTitle(snapshot.number)
    canvas.setAuthor(printable(snapshot.issuer.name))
    columns = _columns(snapshot)
    pages = _paginate([_row(line, columns, snapshot) for line in snapshot.lines])
    for copy in range(1, snapshot.copies + 1):
        for page, rows in enumerate(pages, 1):
            _Page(canvas, snapshot, columns).draw(rows, page=page, pages=len(pages), copy=copy)
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def _columns(snapshot: Snapshot) -> tuple[Column, ...]:
    lots = any(line.lot for line in snapshot.lines)
    widths = [("position", 10, True), ("code", 30, False), ("name", 0, False)]
    widths += [("lot", 24, False)] if lots else []
    widths += [("unit", 13, False), ("quantity", 22, True)]
    widths += [("unit_price", 24, True), ("value", 26, True)] if snapshot.show_prices else []
    free = 180 - sum(width for _, width, _ in widths)
    columns, x = [], LEFT
    for word, width, right in widths:
        points = (width or free) * MM
        columns.append(Column(word, x, points, right))
        x += points
    return tuple(columns)


def _row(line: PaperLine, columns: tuple[Column, ...], snapshot: Snapshot) -> Row:
    texts = {
        "position": str(line.position),
        "code": line.code,
        "name": line.name,
        "lot": line.lot,
        "unit": line.unit,
        "quantity": _number(quantity_text(line.quantity), snapshot.language),
        "unit_price": _number(price_text(line.unit_price), snapshot.language),
        "value": _number(minor_text(line.value), snapshot.language),
    }
    cells = tuple(_wrap(texts[column.word], column.width - 2 * MM, REGULAR, BODY) for column in columns)
    return Row(cells, max(len(cell) for cell in cells) * LEADING + 2 * MM)


def _number(text: str, language: str) -> str:
    """12345.5 -> "12 345,5" on Polish paper, "12,345.5" on English."""
    whole, point, rest = text.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    gap, mark = ("\N{NO-BREAK SPACE}", ",") if language == "pl" else (",", ".")
    grouped = f"{int(digits):,}".replace(",", gap)
    return f"{sign}{grouped}{mark if point else ''}{rest}"


def _wrap(text: str, width: float, font: str, size: float) -> list[str]:
    """Lines no wider than `width`; a word longer than a line is broken inside."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines: list[str] = []
    current = ""
    for word in printable(text).split():
        while True:
            longer = f"{current} {word}".strip()
            if stringWidth(longer, font, size) <= width:
                current = longer
                break
            if current:
                lines.append(current)
                current = ""
                continue
            fits = next(n for n in range(len(word), 0, -1) if n == 1 or stringWidth(word[:n], font, size) <= width)
            lines.append(word[:fits])
            word = word[fits:]
            if not word:
                break
    return [*lines, current] if current or not lines else lines


def _paginate(rows: list[Row]) -> list[list[Row]]:
    """Rows to pages: the first has the whole header, the last the signatures, and no page is without rows."""
    table_head = LEADING + 3 * MM
    first = TOP - HEADER_HEIGHT - table_head - BOTTOM - FOOTER_HEIGHT
    other = TOP - NEXT_HEADER_HEIGHT - table_head - BOTTOM - FOOTER_HEIGHT
    total_line = LEADING + 3 * MM
    pages: list[list[Row]] = [[]]
    left = first
    for row in rows:
        if row.height > left and pages[-1]:
            pages.append([])
            left = other
        pages[-1].append(row)
        left -= row.height
    if left < SIGNATURES_HEIGHT + total_line and len(pages[-1]) > 1:
        pages.append([pages[-1].pop()])
    elif left < SIGNATURES_HEIGHT + total_line:
        pages.append([])
    return pages


class _Page:
    """Draws one page from the top down; `y` is where the next thing goes."""

    def __init__(self, canvas: Any, snapshot: Snapshot, columns: tuple[Column, ...]) -> None:
        self._canvas = canvas
        self._paper = snapshot
        self._columns = columns
        self._y = TOP

    def draw(self, rows: list[Row], *, page: int, pages: int, copy: int) -> None:
        if page == 1:
            self._title(copy)
            self._parties()
            self._facts()
            self._y = TOP - HEADER_HEIGHT
        else:
            self._text(LEFT, TOP - 5 * MM, self._paper.number, BOLD, BODY + 2)
            self._y = TOP - NEXT_HEADER_HEIGHT
        self._table(rows)
        if page == pages:
            self._total()
            self._signatures()
        self._text(RIGHT, BOTTOM - 4 * MM, self._say("page", page=page, pages=pages), size=SMALL, right=True)
        self._text(LEFT, BOTTOM - 4 * MM, self._paper.number, size=SMALL)

    def _say(self, key: str, **values: Any) -> str:
        return say(f"documents.{key}", self._paper.language, **values)

    def _text(
        self, x: float, y: float, text: str, font: str = REGULAR, size: float = BODY, *, right: bool = False
    ) -> None:
        self._canvas.setFont(font, size)
        draw = self._canvas.drawRightString if right else self._canvas.drawString
        draw(x, y, printable(text))

    def _title(self, copy: int) -> None:
        from reportlab.graphics.barcode.code128 import Code128

        self._text(LEFT, TOP - 6 * MM, self._say(f"title_{self._paper.kind.value}"), BOLD, TITLE)
        self._text(LEFT, TOP - 13 * MM, self._paper.number, BOLD, 12)
        if self._paper.copies > 1:
            mark = self._say("copy", copy=copy, copies=self._paper.copies)
            self._text(LEFT, TOP - 18.5 * MM, mark, size=SMALL)
        barcode = Code128(self._paper.number, barHeight=12 * MM, barWidth=0.28 * MM, quiet=False)
        barcode.drawOn(self._canvas, RIGHT - barcode.width, TOP - 12 * MM)
        self._text(RIGHT, TOP - 16 * MM, self._paper.number, size=SMALL, right=True)

    def _parties(self) -> None:
        paper = self._paper
        other = "recipient_in" if paper.kind in _IN else "recipient_out"
        parties = [("issuer", paper.issuer), (other, paper.recipient)]
        if paper.delivery.name or paper.delivery.street:
            parties.append(("delivery", paper.delivery))
        width = (RIGHT - LEFT - (len(parties) - 1) * 3 * MM) / len(parties)
        top, height = TOP - 22 * MM, 34 * MM
        for index, (word, party) in enumerate(parties):
            x = LEFT + index * (width + 3 * MM)
            self._box(x, top - height, width, height)
            self._text(x + 2.5 * MM, top - 4.5 * MM, self._say(word), size=SMALL)
            self._party(party, x + 2.5 * MM, top - 9.5 * MM, width - 5 * MM)

    def _party(self, party: Party, x: float, y: float, width: float) -> None:
        names = _wrap(party.name, width, BOLD, BODY)[:3] if party.name else []
        place = " ".join(part for part in (party.postal_code, party.city) if part)
        rest = [line for text in (party.street, place) if text for line in _wrap(text, width, REGULAR, BODY)]
        if party.country not in ("", "PL"):
            rest.append(party.country)
        if party.nip:
            rest.append(f"{self._say('nip')} {party.nip}")
        for font, line in [*((BOLD, name) for name in names), *((REGULAR, line) for line in rest[:4])]:
            self._text(x, y, line, font)
            y -= LEADING

    def _facts(self) -> None:
        paper = self._paper
        inward = paper.kind in _IN
        facts = [
            ("warehouse", paper.warehouse),
            ("issued_on", paper.issued_on.isoformat()),
            ("moved_in" if inward else "moved_out", paper.moved_on.isoformat()),
            ("order", paper.order_number),
            ("invoice", " · ".join(str(part) for part in (paper.invoice_number, paper.invoice_date) if part)),
            ("ksef", paper.ksef_number),
        ]
        shown = [(word, text) for word, text in facts if text]
        width = (RIGHT - LEFT) / max(len(shown), 1)
        for index, (word, text) in enumerate(shown):
            x = LEFT + index * width
            self._text(x, TOP - 62 * MM, self._say(word), size=SMALL)
            for number, line in enumerate(_wrap(text, width - 2 * MM, BOLD, BODY)[:2]):
                self._text(x, TOP - 66.5 * MM - number * LEADING, line, BOLD)
        if paper.note:
            noted = _wrap(f"{self._say('note')}: {paper.note}", RIGHT - LEFT, REGULAR, SMALL)
            self._text(LEFT, TOP - 76 * MM, noted[0] + (" …" if len(noted) > 1 else ""), size=SMALL)

    def _table(self, rows: list[Row]) -> None:
        if not rows:
            return
        self._canvas.setFillGray(0.92)
        self._canvas.rect(LEFT, self._y - LEADING - MM, RIGHT - LEFT, LEADING + 2 * MM, stroke=0, fill=1)
        self._canvas.setFillGray(0)
        for column in self._columns:
            x = column.x + column.width - MM if column.right else column.x + MM
            self._text(x, self._y - LEADING + 1.2 * MM, self._say(column.word), BOLD, SMALL, right=column.right)
        self._y -= LEADING + 3 * MM
        for row in rows:
            self._row(row)

    def _row(self, row: Row) -> None:
        for column, lines in zip(self._columns, row.cells, strict=True):
            x = column.x + column.width - MM if column.right else column.x + MM
            for number, line in enumerate(lines):
                self._text(x, self._y - LEADING * (number + 0.75) - 0.5 * MM, line, right=column.right)
        self._y -= row.height
        self._canvas.setStrokeGray(0.8)
        self._canvas.setLineWidth(0.4)
        self._canvas.line(LEFT, self._y, RIGHT, self._y)

    def _total(self) -> None:
        if not self._paper.show_prices:
            return
        total = _number(minor_text(sum(line.value for line in self._paper.lines)), self._paper.language)
        text = f"{self._say('total')}: {total} {self._paper.currency}"
        self._text(RIGHT - MM, self._y - LEADING, text, BOLD, BODY + 1, right=True)
        self._y -= LEADING + 3 * MM

    def _signatures(self) -> None:
        width = (RIGHT - LEFT - 10 * MM) / 3
        bottom = BOTTOM + FOOTER_HEIGHT
        signed = {"made_by": self._paper.issued_by}
        for index, word in enumerate(("made_by", "handed_by", "taken_by")):
            x = LEFT + index * (width + 5 * MM)
            self._box(x, bottom, width, 24 * MM)
            self._text(x + 2.5 * MM, bottom + 19.5 * MM, self._say(word), BOLD, SMALL)
            self._text(x + 2.5 * MM, bottom + 14.5 * MM, signed.get(word, ""))
            self._canvas.line(x + 2.5 * MM, bottom + 5.5 * MM, x + width - 2.5 * MM, bottom + 5.5 * MM)
            self._text(x + 2.5 * MM, bottom + 2.2 * MM, self._say("signature"), size=6.5)

    def _box(self, x: float, y: float, width: float, height: float) -> None:
        self._canvas.setStrokeGray(0.6)
        self._canvas.setLineWidth(0.6)
        self._canvas.roundRect(x, y, width, height, 1.5 * MM, stroke=1, fill=0)
