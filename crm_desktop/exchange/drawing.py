"""A table as a paper: the picture above, the same figures beneath; a picture file is its first page."""

from io import BytesIO
from typing import Any

from crm_desktop.exchange.figures import shown
from crm_desktop.exchange.tables import Cell, Kind, Table
from crm_desktop.paper import BOLD, REGULAR, printable, register_fonts
from crm_desktop.words import say

MM = 72 / 25.4
PAGE = (297 * MM, 210 * MM)
LEFT, RIGHT, TOP, BOTTOM = 14 * MM, 283 * MM, 196 * MM, 14 * MM
ROW, BODY, SMALL, TITLE = 14.0, 8.5, 7.5, 15.0
MOST_STROKES = 12
ACCENT, GREY, INK, FAINT = (0.17, 0.36, 0.84), (0.55, 0.59, 0.65), (0.1, 0.12, 0.16), (0.87, 0.89, 0.92)
PNG_SCALE = 2.0
"""144 dots an inch."""


def pdf(table: Table, language: str) -> bytes:
    """A4 lying; heads repeat, pages are counted."""
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    out = BytesIO()
    canvas = Canvas(out, pagesize=PAGE, invariant=1)
    canvas.setTitle(printable(table.title))
    paper = _Paper(canvas, table, language)
    paper.draw()
    canvas.save()
    return out.getvalue()


def png(table: Table, language: str) -> bytes:
    """The first page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf(table, language))
    try:
        image = document[0].render(scale=PNG_SCALE).to_pil()
    finally:
        document.close()
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


class _Paper:
    """Draws from the top down; `_y` is where the next line's top is."""

    def __init__(self, canvas: Any, table: Table, language: str) -> None:
        self._canvas, self._table, self._language = canvas, table, language
        self._y, self._page = TOP, 1
        self._widths = self._measure()

    def draw(self) -> None:
        self._head()
        self._picture()
        self._table_head()
        for row in self._table.rows:
            self._row(row, REGULAR)
        if self._table.total is not None:
            self._row(self._table.total, BOLD)
        self._foot()
        self._canvas.showPage()

    def _text(self, x: float, text: str, font: str, size: float, *, right: bool = False, within: float = 0) -> None:
        fitting = printable(text)
        if within:
            while len(fitting) > 1 and self._wide(fitting, font, size) > within:
                fitting = fitting[:-2] + "…"
        self._canvas.setFont(font, size)
        (self._canvas.drawRightString if right else self._canvas.drawString)(x, self._y - size, fitting)

    @staticmethod
    def _wide(text: str, font: str, size: float) -> float:
        from reportlab.pdfbase.pdfmetrics import stringWidth

        return float(stringWidth(text, font, size))

    def _head(self) -> None:
        self._canvas.setFillColorRGB(*INK)
        self._text(LEFT, self._table.title, BOLD, TITLE, within=RIGHT - LEFT)
        self._y -= TITLE + 6
        for line in self._table.told:
            self._text(LEFT, line, REGULAR, SMALL, within=RIGHT - LEFT)
            self._y -= SMALL + 4
        self._y -= 6

    def _picture(self) -> None:
        """Lying bars from zero: this period thick, the compared one thin beneath."""
        strokes = self._table.strokes[:MOST_STROKES]
        if not strokes:
            return
        names, figures = 62 * MM, 38 * MM
        left, right = LEFT + names, RIGHT - figures
        values = [stroke.value for stroke in strokes] + [stroke.compared or 0 for stroke in strokes]
        low, high = min([0, *values]), max([0, *values])
        unit = (right - left) / max(1, high - low)
        zero = left - low * unit
        for stroke in strokes:
            self._text(LEFT, stroke.text, REGULAR, BODY, within=names - 4 * MM)
            self._text(
                RIGHT, self._shown(stroke.value, stroke.kind), REGULAR, BODY, right=True, within=figures - 2 * MM
            )
            self._bar(zero, stroke.value * unit, self._y - 8, 7.0, ACCENT)
            if stroke.compared is not None:
                self._bar(zero, stroke.compared * unit, self._y - 11, 2.4, GREY)
            self._y -= ROW + 1
        self._y -= 8

    def _bar(self, zero: float, length: float, bottom: float, height: float, ink: tuple[float, float, float]) -> None:
        self._canvas.setFillColorRGB(*ink)
        self._canvas.rect(min(zero, zero + length), bottom, abs(length), height, stroke=0, fill=1)
        self._canvas.setFillColorRGB(*INK)

    def _measure(self) -> list[float]:
        """As wide as what they hold; what is over goes to texts, what is missing is taken from them."""
        widths = []
        for place, column in enumerate(self._table.columns):
            texts = [self._shown(row[place], column.kind) for row in self._table.rows[:300]]
            widest = max((self._wide(printable(text), REGULAR, BODY) for text in texts), default=0.0)
            widths.append(max(widest, self._wide(printable(column.title), BOLD, SMALL)) + 10)
        wide = [place for place, column in enumerate(self._table.columns) if column.kind is Kind.TEXT]
        over = RIGHT - LEFT - sum(widths)
        for place in wide:
            widths[place] = max(40.0, widths[place] + over / len(wide))
        scale = min(1.0, (RIGHT - LEFT) / max(1.0, sum(widths)))
        return [width * scale for width in widths]

    def _table_head(self) -> None:
        self._cells([column.title for column in self._table.columns], BOLD, SMALL)
        self._canvas.setStrokeColorRGB(*GREY)
        self._canvas.line(LEFT, self._y - ROW + 3, RIGHT, self._y - ROW + 3)
        self._y -= ROW + 1

    def _row(self, row: Any, font: str) -> None:
        if self._y - ROW < BOTTOM + 10:
            self._foot()
            self._canvas.showPage()
            self._page, self._y = self._page + 1, TOP
            self._canvas.setFillColorRGB(*INK)
            self._table_head()
        kinds = [column.kind for column in self._table.columns]
        self._cells([self._shown(value, kind) for value, kind in zip(row, kinds, strict=True)], font, BODY)
        self._canvas.setStrokeColorRGB(*FAINT)
        self._canvas.line(LEFT, self._y - ROW + 3, RIGHT, self._y - ROW + 3)
        self._y -= ROW

    def _cells(self, texts: list[str], font: str, size: float) -> None:
        x = LEFT
        for text, column, width in zip(texts, self._table.columns, self._widths, strict=True):
            right = column.kind is not Kind.TEXT
            self._text(x + width - 4 if right else x, text, font, size, right=right, within=width - 6)
            x += width

    def _foot(self) -> None:
        self._canvas.setFillColorRGB(*GREY)
        self._canvas.setFont(REGULAR, SMALL)
        told = say("reports.page", self._language, page=self._page)
        self._canvas.drawRightString(RIGHT, BOTTOM - 4, printable(told))

    def _shown(self, value: Cell, kind: Kind) -> str:
        return shown(value, kind, self._language)
