"""The A4 paper of a warehouse document, made from its frozen snapshot: same snapshot, same bytes."""

from io import BytesIO
from typing import Any

from crm_desktop.documents import goods_table, heading
from crm_desktop.documents.goods_table import LOT_LEADING, Column, Row
from crm_desktop.documents.records import FIRST_TEMPLATE, Snapshot
from crm_desktop.documents.sheet import (
    BODY,
    BOTTOM,
    LEADING,
    LEFT,
    MM,
    PAGE,
    RIGHT,
    SMALL,
    TOP,
    Sheet,
    number,
    wrap,
)
from crm_desktop.documents.wording import CORRECTIONS, said_day, said_unit, signed_by
from crm_desktop.money import minor_text, quantity_text
from crm_desktop.paper import BOLD, printable, register_fonts

NEXT_HEADING_HEIGHT = 16 * MM
TABLE_HEAD_HEIGHT = LEADING + 2 * MM
TOTAL_HEIGHT = LEADING + 3 * MM
SIGNATURES_HEIGHT = 34 * MM
FOOTER_HEIGHT = 8 * MM


def render(snapshot: Snapshot) -> bytes:
    """The PDF of all copies of a document."""
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    out = BytesIO()
    canvas = Canvas(out, pagesize=PAGE, invariant=1)
    canvas.setTitle(snapshot.number)
    canvas.setAuthor(printable(snapshot.issuer.name))
    columns = goods_table.columns(snapshot)
    over = heading.measure(snapshot)
    pages = _paginate([goods_table.row(line, columns, snapshot) for line in snapshot.lines], over.height)
    paper = _Paper(Sheet(canvas, snapshot.language), snapshot, columns, over)
    _draw_copies(canvas, paper, pages, snapshot.copies)
    canvas.save()
    return out.getvalue()


def _draw_copies(canvas: Any, paper: "_Paper", pages: list[list[Row]], copies: int) -> None:
    """Several copies share what they have in common: each page is drawn once and marked as often as it is printed."""
    if copies <= 1:
        for page, rows in enumerate(pages, 1):
            paper.draw(rows, page=page, pages=len(pages))
            canvas.showPage()
        return
    for page, rows in enumerate(pages, 1):
        canvas.beginForm(f"page{page}")
        paper.draw(rows, page=page, pages=len(pages))
        canvas.endForm()
    for copy in range(1, copies + 1):
        for page in range(1, len(pages) + 1):
            canvas.doForm(f"page{page}")
            paper.mark(page=page, copy=copy, copies=copies)
            canvas.showPage()


def _paginate(rows: list[Row], heading_height: float) -> list[list[Row]]:
    """Rows to pages: the first has the whole heading, the last the signatures and, where it can, a row of goods."""
    page = TOP - TABLE_HEAD_HEIGHT - BOTTOM - FOOTER_HEIGHT
    left = page - heading_height
    pages: list[list[Row]] = [[]]
    for row in rows:
        if row.height > left and pages[-1]:
            pages.append([])
            left = page - NEXT_HEADING_HEIGHT
        pages[-1].append(row)
        left -= row.height
    if left < SIGNATURES_HEIGHT + TOTAL_HEIGHT:
        pages.append([pages[-1].pop()] if len(pages[-1]) > 1 else [])
    return pages


class _Paper:
    """Draws the pages, each from the top down; `y` is where the next thing goes."""

    def __init__(self, sheet: Sheet, snapshot: Snapshot, columns: tuple[Column, ...], over: heading.Heading) -> None:
        self._sheet = sheet
        self._paper = snapshot
        self._columns = columns
        self._over = over
        self._y = TOP

    def mark(self, *, page: int, copy: int, copies: int) -> None:
        mark = self._sheet.say("copy", copy=copy, copies=copies)
        if page == 1:
            self._sheet.text(LEFT, TOP - 18.5 * MM, mark, size=SMALL)
        self._sheet.text(LEFT + 80 * MM, BOTTOM - 4 * MM, mark, size=SMALL)

    def draw(self, rows: list[Row], *, page: int, pages: int) -> None:
        if page == 1:
            heading.draw(self._sheet, self._paper, self._over)
            self._y = TOP - self._over.height
        else:
            self._next_heading()
        self._table(rows)
        if page == pages:
            self._total()
            self._signatures()
        y = BOTTOM - 4 * MM
        self._sheet.text(LEFT, y, self._paper.number, size=SMALL)
        self._sheet.text(RIGHT, y, self._sheet.say("page", page=page, pages=pages), size=SMALL, right=True)

    def _next_heading(self) -> None:
        half = (RIGHT - LEFT) / 2 - 4 * MM
        self._sheet.text(LEFT, TOP - 5 * MM, self._paper.number, BOLD, BODY + 2, within=half)
        first, *more = wrap(self._paper.recipient.name, half - 24 * MM)
        whom = f"{first}…" if more else first
        told = " · ".join(part for part in (whom, said_day(self._paper, self._paper.issued_on)) if part)
        self._sheet.text(RIGHT, TOP - 5 * MM, told, right=True)
        self._y = TOP - NEXT_HEADING_HEIGHT

    def _table(self, rows: list[Row]) -> None:
        if not rows:
            return
        canvas = self._sheet.canvas
        canvas.setFillGray(0.92)
        canvas.rect(LEFT, self._y - LEADING - MM, RIGHT - LEFT, LEADING + 2 * MM, stroke=0, fill=1)
        canvas.setFillGray(0)
        for column in self._columns:
            self._cell(column, self._y - LEADING + 1.2 * MM, column.word, BOLD, SMALL)
        self._y -= TABLE_HEAD_HEIGHT
        for row in rows:
            for column, lines in zip(self._columns, row.cells, strict=True):
                for place, line in enumerate(lines):
                    self._cell(column, self._y - LEADING * (place + 0.75) - 0.5 * MM, line)
                if column.key == "name":
                    under = self._y - LEADING * (len(lines) + 0.6) - 0.5 * MM
                    for place, line in enumerate(row.lots):
                        self._sheet.text(column.x + MM, under - LOT_LEADING * place, line, size=SMALL)
            self._y -= row.height
            self._sheet.rule(LEFT, self._y, RIGHT - LEFT)

    def _cell(self, column: Column, y: float, text: str, font: str = "", size: float = BODY) -> None:
        x = column.x + column.width - MM if column.number else column.x + MM
        style = (font, size) if font else ()
        self._sheet.text(x, y, text, *style, right=column.number, within=column.width - 2 * MM)

    def _total(self) -> None:
        """How many lines, and of goods in one unit how many; with prices also what they come to."""
        lines = self._paper.lines
        counted = self._sheet.say("lines", count=len(lines))
        units = {line.unit for line in lines}
        whole = sum(line.quantity for line in lines)
        if len(units) == 1 and any(line.quantity for line in lines):
            pieces = number(quantity_text(whole), self._paper.language)
            if self._paper.kind in CORRECTIONS and self._paper.template_version != FIRST_TEMPLATE:
                pieces = self._sheet.say("changed_by", quantity=f"{'+' if whole > 0 else ''}{pieces}")
            counted = f"{counted} · {pieces} {said_unit(self._paper, units.pop(), whole)}"
        self._sheet.text(LEFT + MM, self._y - LEADING, counted, BOLD)
        if self._paper.show_prices:
            total = number(minor_text(sum(line.value for line in lines)), self._paper.language)
            text = f"{self._sheet.say('total')}: {total} {self._paper.currency}"
            self._sheet.text(RIGHT - MM, self._y - LEADING, text, BOLD, BODY + 1, right=True)
        self._y -= TOTAL_HEIGHT

    def _signatures(self) -> None:
        width = (RIGHT - LEFT - 10 * MM) / 3
        bottom = BOTTOM + FOOTER_HEIGHT
        signed = {"made_by": self._paper.issued_by}
        for index, word in enumerate(signed_by(self._paper.kind)):
            x = LEFT + index * (width + 5 * MM)
            self._sheet.box(x, bottom, width, 24 * MM)
            self._sheet.text(x + 2.5 * MM, bottom + 19.5 * MM, self._sheet.say(word), BOLD, SMALL)
            self._sheet.text(x + 2.5 * MM, bottom + 14.5 * MM, signed.get(word, ""), within=width - 5 * MM)
            self._sheet.rule(x + 2.5 * MM, bottom + 5.5 * MM, width - 5 * MM, grey=0.6)
            self._sheet.text(x + 2.5 * MM, bottom + 2.2 * MM, self._sheet.say("signature"), size=6.5)
