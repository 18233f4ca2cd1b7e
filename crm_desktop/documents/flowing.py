"""Papers that flow from page to page (offer, confirmation, pick list): frame, parties, tables, page x of y."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from crm_desktop.documents.records import Party
from crm_desktop.documents.sheet import BODY, BOTTOM, LEFT, MM, PAGE, RIGHT, SMALL, number, text_width
from crm_desktop.paper import BOLD, REGULAR, printable, register_fonts
from crm_desktop.settings import Company
from crm_desktop.words import say

GREY, PALE = 0.4, 0.92
WIDTH = RIGHT - LEFT


class Flowing:
    """A paper in the words of one `room` (resources/words); the same story gives the same bytes."""

    def __init__(self, room: str, language: str, *, called: str, author: str) -> None:
        register_fonts()
        self._room, self.language = room, language
        self._called, self._author = called, author

    def say(self, key: str, **values: Any) -> str:
        return say(f"{self._room}.{key}", self.language, **values)

    def number(self, text: str) -> str:
        return number(text, self.language)

    def render(self, story: Callable[[], list[Any]]) -> bytes:
        """`story` is told twice: how many pages there are is known after the first telling."""
        _, pages = self._build(story(), 0)
        return self._build(story(), pages)[0]

    def _build(self, story: list[Any], pages: int) -> tuple[bytes, int]:
        from reportlab.platypus import SimpleDocTemplate

        out = BytesIO()
        template = SimpleDocTemplate(
            out,
            pagesize=PAGE,
            leftMargin=LEFT - 6,
            rightMargin=PAGE[0] - RIGHT - 6,
            topMargin=12 * MM,
            bottomMargin=BOTTOM + 4 * MM,
            title=printable(self._called),
            author=printable(self._author),
            invariant=1,
        )

        def foot(canvas: Any, _template: Any) -> None:
            canvas.setFont(REGULAR, SMALL)
            canvas.setFillGray(GREY)
            canvas.drawString(LEFT, BOTTOM - 4 * MM, printable(f"{self._called} · {self._author}"))
            canvas.drawRightString(RIGHT, BOTTOM - 4 * MM, self.say("page", page=canvas.getPageNumber(), pages=pages))

        template.build(story, onFirstPage=foot, onLaterPages=foot)
        return out.getvalue(), template.page

    def facts(self, told: Sequence[tuple[str, str]], *, width: float = 60 * MM) -> Any:
        """Words and values under each other, the values at the right edge."""
        rows = [
            [text(self.say(word), SMALL, grey=True), text(value, BODY, bold=True, right=True)] for word, value in told
        ]
        beside = max((text_width(self.say(word), REGULAR, SMALL) for word, _ in told), default=0.0) + 2 * MM
        return table(rows, [beside, width - beside], [("BOTTOMPADDING", (0, 0), (-1, -1), 1)])

    def parties(self, told: Sequence[tuple[str, Party, Sequence[str]]]) -> Any:
        """Boxes beside each other: who to whom, and where it goes; each with lines of its own below."""
        width = WIDTH / len(told)
        boxes = [("BOX", (place, 0), (place, 0), 0.6, shade(0.6)) for place in range(len(told))]
        return table([[self._party(*one) for one in told]], [width] * len(told), boxes, pad=2.5 * MM)

    def _party(self, word: str, party: Party, more: Sequence[str]) -> list[Any]:
        place = " ".join(part for part in (party.postal_code, party.city) if part)
        lines = [party.street, place, party.country if party.country != "PL" else ""]
        lines += [f"{self.say('nip')} {party.nip}" if party.nip else "", *more]
        return [
            text(self.say(word), SMALL, grey=True),
            text(party.name, BODY + 1, bold=True),
            *(text(line, BODY) for line in lines if line),
        ]

    def own(self, company: Company) -> tuple[Party, list[str]]:
        """The company as a party, and how it is reached."""
        party = Party(company.name, company.street, company.postal_code, company.city, company.country, company.nip)
        reached = [f"{self.say('phone')} {company.phone}" if company.phone else "", company.email]
        return party, [line for line in reached if line]


def shade(level: float) -> Any:
    from reportlab.lib.colors import Color

    return Color(level, level, level)


def text(content: str, size: float, *, bold: bool = False, right: bool = False, grey: bool = False) -> Any:
    """A paragraph that wraps in its cell; a word longer than the cell is broken."""
    from reportlab.platypus import Paragraph

    return Paragraph(escape(printable(content)), _style(size, bold, right, grey))


@lru_cache(maxsize=64)
def _style(size: float, bold: bool, right: bool, grey: bool) -> Any:
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        "flowing",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * 1.25,
        alignment=TA_RIGHT if right else TA_LEFT,
        textColor=shade(GREY if grey else 0),
        splitLongWords=1,
    )


def table(
    rows: list[list[Any]],
    widths: list[float],
    looks: list[Any],
    *,
    pad: float = 0,
    head: bool = False,
    height: float | None = None,
) -> Any:
    from reportlab.platypus import Table, TableStyle

    edges = [(f"{side}PADDING", (0, 0), (-1, -1), pad) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    heights = [height] * len(rows) if height else None
    made = Table(rows, colWidths=widths, rowHeights=heights, repeatRows=1 if head else 0, hAlign="LEFT")
    made.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *edges, *looks]))
    return made


def fitting(texts: Sequence[str], least: float, most: float) -> float:
    """Millimetres for the widest of `texts` with its edges, within reason."""
    widest = max((text_width(printable(one), REGULAR, BODY) for one in texts), default=0.0)
    return min(max(widest / MM + 2.5, least), most)
