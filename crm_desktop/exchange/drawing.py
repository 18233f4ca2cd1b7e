"""A table as a paper: the picture above, the same figures beneath; a picture file is its first page."""

from heapq import nlargest
from io import BytesIO
from typing import Any

from crm_desktop.exchange.figures import shown
from crm_desktop.exchange.tables import Cell, Kind, Table
from crm_desktop.paper import BOLD, REGULAR, printable, register_fonts
from crm_desktop.words import say

MM = 72 / 25.4
PAGE = (297 * MM, 210 * MM)
LEFT, RIGHT, TOP, BOTTOM = 14 * MM, 283 * MM, 196 * MM, 14 * MM
ROW, BODY, SMALL, TITLE, HEADING = 14.0, 8.5, 7.5, 15.0, 11.0
LINE, PAD, LEAST_TEXT, LONGEST_WORD, MOST_LINES = BODY + 2, 10.0, 60.0, 120.0, 4
"""Between two lines of a cell; around what stands in it; what words have where figures need the room, in how many lines
at most; a longer word may be cut."""
LONGEST = 30
"""By so many of the longest texts a column is measured: there may be thousands."""
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
        self._canvas, self._first, self._language = canvas, table, language
        self._y, self._page = TOP, 1

    def draw(self) -> None:
        self._begin(self._first)
        self._told(TITLE)
        self._picture()
        self._rows()
        for table in self._first.beside:
            self._begin(table)
            self._y -= ROW
            if self._y - HEADING - 5 * ROW < BOTTOM:
                self._turn()
            self._told(HEADING)
            self._rows()
        self._foot()
        self._canvas.showPage()

    def _begin(self, table: Table) -> None:
        self._table = table
        self._widths, self._scale = self._measure()
        self._heads = [
            self._wrapped(column.title, BOLD, SMALL * self._scale, width - PAD * self._scale / 2)
            for column, width in zip(table.columns, self._widths, strict=True)
        ]

    def _rows(self) -> None:
        self._table_head()
        for row in self._table.rows:
            self._row(row, REGULAR)
        if self._table.total is not None:
            self._row(self._table.total, BOLD)

    def _turn(self) -> None:
        """To the next page."""
        self._foot()
        self._canvas.showPage()
        self._page, self._y = self._page + 1, TOP
        self._canvas.setFillColorRGB(*INK)

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

    def _wrapped(self, text: str, font: str, size: float, within: float) -> list[str]:
        """In as many lines as it needs; a word that is longer than a line has one of its own."""
        if self._wide(printable(text), font, size) <= within:
            return [text]
        lines = [""]
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self._wide(printable(longer), font, size) > within:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _told(self, size: float) -> None:
        self._canvas.setFillColorRGB(*INK)
        self._text(LEFT, self._table.title, BOLD, size, within=RIGHT - LEFT)
        self._y -= size + 6
        for line in self._table.told:
            for part in self._wrapped(line, REGULAR, SMALL, RIGHT - LEFT):
                self._text(LEFT, part, REGULAR, SMALL, within=RIGHT - LEFT)
                self._y -= SMALL + 4
        self._y -= 6

    def _picture(self) -> None:
        """Lying bars from zero: this period thick, the compared one thin beneath."""
        strokes = self._table.strokes[:MOST_STROKES]
        if not strokes:
            return
        names, figures = 84 * MM, 38 * MM
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

    def _measure(self) -> tuple[list[float], float]:
        """Widths of the columns, and how much smaller than usual they are written: figures are never cut, words take
        what is left."""
        table, room = self._table, RIGHT - LEFT
        wished = [self._wished(place) for place in range(len(table.columns))]
        words = [place for place, column in enumerate(table.columns) if column.kind is Kind.TEXT]
        least = [min(width, self._least(place)) if place in words else width for place, width in enumerate(wished)]
        scale = min(1.0, room / max(1.0, sum(least)))
        widths = [width * scale for width in least]
        missing = [max(0.0, wished[place] * scale - widths[place]) for place in words]
        spare = max(0.0, room - sum(widths))
        for place, width in zip(words, missing, strict=True):
            widths[place] += width * min(1.0, spare / max(1.0, sum(missing)))
        over = max(0.0, room - sum(widths))
        for place in words:
            widths[place] += over / len(words)
        return widths, scale

    def _wished(self, place: int) -> float:
        """As wide as what the column holds; a head may have several lines."""
        table, column = self._table, self._table.columns[place]
        texts = nlargest(LONGEST, (printable(self._shown(row[place], column.kind)) for row in table.rows), len)
        widest = max((self._wide(text, REGULAR, BODY) for text in texts), default=0.0)
        if table.total is not None:
            widest = max(widest, self._wide(printable(self._shown(table.total[place], column.kind)), BOLD, BODY))
        return max(widest, *(self._wide(printable(word), BOLD, SMALL) for word in column.title.split(" "))) + PAD

    def _least(self, place: int) -> float:
        """What the words of a column cannot do without: their longest one is not cut."""
        kind = self._table.columns[place].kind
        longest = [max(self._shown(row[place], kind).split(" "), key=len) for row in self._table.rows]
        widest = max(
            (self._wide(printable(word), REGULAR, BODY) for word in nlargest(LONGEST, longest, len)), default=0
        )
        return max(LEAST_TEXT, min(widest + PAD, LONGEST_WORD))

    def _table_head(self) -> None:
        self._lines(self._heads, BOLD, SMALL)
        self._under(GREY)
        self._y -= 1

    def _row(self, row: Any, font: str) -> None:
        cells = []
        for value, column, width in zip(row, self._table.columns, self._widths, strict=True):
            text, within = self._shown(value, column.kind), width - PAD * self._scale / 2
            words = column.kind is Kind.TEXT
            cells.append(self._wrapped(text, font, BODY * self._scale, within) if words else [text])
        if self._y - ROW - LINE * (min(MOST_LINES, max(map(len, cells))) - 1) < BOTTOM + 10:
            self._turn()
            self._table_head()
        self._lines([_at_most(MOST_LINES, lines) for lines in cells], font, BODY)
        self._under(FAINT)

    def _lines(self, cells: list[list[str]], font: str, size: float) -> None:
        """Cells of one or several lines; `_y` is then where the last line stands."""
        most = max(map(len, cells), default=1)
        for number in range(most):
            self._cells([lines[number] if number < len(lines) else "" for lines in cells], font, size)
            self._y -= LINE if number < most - 1 else 0

    def _under(self, ink: tuple[float, float, float]) -> None:
        self._canvas.setStrokeColorRGB(*ink)
        self._canvas.line(LEFT, self._y - ROW + 3, RIGHT, self._y - ROW + 3)
        self._y -= ROW

    def _cells(self, texts: list[str], font: str, size: float) -> None:
        x, pad = LEFT, PAD * self._scale
        for text, column, width in zip(texts, self._table.columns, self._widths, strict=True):
            right = column.kind is not Kind.TEXT
            place = x + width - pad / 2 if right else x
            self._text(place, text, font, size * self._scale, right=right, within=width - pad / 2)
            x += width

    def _foot(self) -> None:
        self._canvas.setFillColorRGB(*GREY)
        self._canvas.setFont(REGULAR, SMALL)
        told = say("reports.page", self._language, page=self._page)
        self._canvas.drawRightString(RIGHT, BOTTOM - 4, printable(told))

    def _shown(self, value: Cell, kind: Kind) -> str:
        return shown(value, kind, self._language)


def _at_most(most: int, lines: list[str]) -> list[str]:
    """What is over stands in the last one, and is cut there."""
    return lines if len(lines) <= most else [*lines[: most - 1], " ".join(lines[most - 1 :])]
