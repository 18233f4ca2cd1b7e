"""The A4 paper of an offer: who to whom, until when, the goods with their prices, VAT by rate, page x of y."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from crm_desktop.documents.records import Party
from crm_desktop.documents.sheet import BODY, BOTTOM, LEFT, MM, PAGE, RIGHT, SMALL, TITLE, number, text_width
from crm_desktop.inquiries.offer_records import Offer, OfferLine
from crm_desktop.money import DISCOUNT_SCALE, minor_text, percent_text, price_text, quantity_text
from crm_desktop.paper import BOLD, REGULAR, printable, register_fonts
from crm_desktop.settings import Company
from crm_desktop.words import say

GREY, PALE = 0.4, 0.92
WIDTH = RIGHT - LEFT


def render(offer: Offer, company: Company, *, made_on: date, language: str) -> bytes:
    """The same offer gives the same bytes."""
    register_fonts()
    paper = _Paper(offer, company, made_on, language)
    _, pages = paper.build(0)
    return paper.build(pages)[0]


class _Paper:
    def __init__(self, offer: Offer, company: Company, made_on: date, language: str) -> None:
        self._offer, self._company = offer, company
        self._made_on, self._language = made_on, language

    def build(self, pages: int) -> tuple[bytes, int]:
        """The PDF and how many pages it has; `pages` as the foot of each shall say."""
        from reportlab.platypus import SimpleDocTemplate

        out = BytesIO()
        template = SimpleDocTemplate(
            out,
            pagesize=PAGE,
            leftMargin=LEFT - 6,
            rightMargin=PAGE[0] - RIGHT - 6,
            topMargin=12 * MM,
            bottomMargin=BOTTOM + 4 * MM,
            title=printable(self._called()),
            author=printable(self._company.name),
            invariant=1,
        )

        def foot(canvas: Any, _template: Any) -> None:
            canvas.setFont(REGULAR, SMALL)
            canvas.setFillGray(GREY)
            canvas.drawString(LEFT, BOTTOM - 4 * MM, printable(f"{self._called()} · {self._company.name}"))
            canvas.drawRightString(RIGHT, BOTTOM - 4 * MM, self._say("page", page=canvas.getPageNumber(), pages=pages))

        template.build(self._story(), onFirstPage=foot, onLaterPages=foot)
        return out.getvalue(), template.page

    def _say(self, key: str, **values: Any) -> str:
        return say(f"offers.{key}", self._language, **values)

    def _called(self) -> str:
        version = f" · {self._say('version', revision=self._offer.revision)}" if self._offer.revision > 1 else ""
        return f"{self._say('title')} {self._offer.number}{version}"

    def _number(self, text: str) -> str:
        return number(text, self._language)

    def _story(self) -> list[Any]:
        from reportlab.platypus import KeepTogether, Spacer

        return [
            self._head(),
            Spacer(1, 4 * MM),
            self._parties(),
            Spacer(1, 5 * MM),
            self._goods(),
            Spacer(1, 4 * MM),
            KeepTogether([self._sums(), Spacer(1, 5 * MM), *self._end()]),
        ]

    def _head(self) -> Any:
        facts = [("made_on", self._made_on.isoformat()), ("valid_until", self._offer.valid_until.isoformat())]
        facts += [("inquiry", self._offer.inquiry)] if self._offer.inquiry else []
        told = [
            [_text(self._say(word), SMALL, grey=True), _text(value, BODY, bold=True, right=True)]
            for word, value in facts
        ]
        version = self._say("version", revision=self._offer.revision) if self._offer.revision > 1 else ""
        title = [_text(self._say("title"), TITLE, bold=True), _text(self._offer.number, BODY + 3, bold=True)]
        title += [_text(version, BODY, grey=True)] if version else []
        beside = _table(told, [24 * MM, 36 * MM], [("BOTTOMPADDING", (0, 0), (-1, -1), 1)])
        return _table([[title, beside]], [WIDTH - 60 * MM, 60 * MM], [("RIGHTPADDING", (1, 0), (1, 0), 0)])

    def _parties(self) -> Any:
        own = self._company
        seller = Party(own.name, own.street, own.postal_code, own.city, own.country, own.nip)
        contact = [f"{self._say('phone')} {own.phone}" if own.phone else "", own.email]
        half = WIDTH / 2
        cells = [[self._party("seller", seller, contact), self._party("buyer", self._offer.customer, [])]]
        return _table(
            cells,
            [half, half],
            [("BOX", (0, 0), (0, 0), 0.6, _grey(0.6)), ("BOX", (1, 0), (1, 0), 0.6, _grey(0.6))],
            pad=2.5 * MM,
        )

    def _party(self, word: str, party: Party, more: Sequence[str]) -> list[Any]:
        place = " ".join(part for part in (party.postal_code, party.city) if part)
        lines = [party.street, place, party.country if party.country != "PL" else ""]
        lines += [f"{self._say('nip')} {party.nip}" if party.nip else "", *more]
        return [
            _text(self._say(word), SMALL, grey=True),
            _text(party.name, BODY + 1, bold=True),
            *(_text(line, BODY) for line in lines if line),
        ]

    def _goods(self) -> Any:
        discounts = any(line.discount for line in self._offer.lines)
        code = _fitting([line.code for line in self._offer.lines], 12, 28)
        unit = _fitting([line.unit for line in self._offer.lines], 9, 22)
        columns = [("position", 9.0), ("code", code), ("name", 0.0), ("quantity", 16.0), ("unit", unit)]
        columns += [("unit_price", 20.0), *([("discount", 13.0)] if discounts else []), ("vat", 11.0), ("net", 24.0)]
        widths = [width * MM for _, width in columns]
        widths[2] = WIDTH - sum(widths)
        words = [word for word, _ in columns]
        right = {"position", "quantity", "unit_price", "discount", "vat", "net"}
        rows = [[_text(self._say(word), SMALL, bold=True, right=word in right) for word in words]]
        for position, line in enumerate(self._offer.lines, 1):
            cells = self._cells(position, line)
            rows.append([_text(cells[word], BODY, right=word in right) for word in words])
        looks = [("BACKGROUND", (0, 0), (-1, 0), _grey(PALE)), ("LINEBELOW", (0, 1), (-1, -1), 0.4, _grey(0.8))]
        return _table(rows, widths, looks, pad=1 * MM, head=True)

    def _cells(self, position: int, line: OfferLine) -> dict[str, str]:
        percent = (percent_text(line.discount, DISCOUNT_SCALE) or "0").rstrip("0").rstrip(".")
        return {
            "position": str(position),
            "code": line.code,
            "name": line.name,
            "quantity": self._number(quantity_text(line.quantity)),
            "unit": line.unit,
            "unit_price": self._number(price_text(line.unit_price)),
            "discount": f"{self._number(percent)}%" if line.discount else "",
            "vat": _rate(line.vat_rate.value),
            "net": self._number(minor_text(line.net)),
        }

    def _sums(self) -> Any:
        words = ("rate", "net", "tax", "gross")
        rows = [[_text(self._say(word), SMALL, bold=True, right=word != "rate") for word in words]]
        for rate, (net, vat) in self._offer.by_rate.items():
            rows.append(self._sum_row(_rate(rate.value), net, vat, bold=False))
        tax = self._offer.gross - self._offer.net
        rows.append(self._sum_row(self._say("total"), self._offer.net, tax, bold=True))
        looks = [("BACKGROUND", (0, 0), (-1, 0), _grey(PALE)), ("LINEABOVE", (0, -1), (-1, -1), 0.6, _grey(0.4))]
        made = _table(rows, [28 * MM, 26 * MM, 26 * MM, 28 * MM], looks, pad=1 * MM)
        made.hAlign = "RIGHT"
        return made

    def _sum_row(self, title: str, net: int, vat: int, *, bold: bool) -> list[Any]:
        amounts = [_text(self._number(minor_text(sum_)), BODY, bold=bold, right=True) for sum_ in (net, vat, net + vat)]
        return [_text(title, BODY, bold=bold), *amounts]

    def _end(self) -> list[Any]:
        from reportlab.platypus import Spacer

        offer = self._offer
        gross = self._number(minor_text(offer.gross))
        made_by = f"{self._say('made_by')}: {offer.owner}" if offer.owner else ""
        terms = self._say("terms", currency=offer.currency, valid_until=offer.valid_until.isoformat())
        return [
            _text(self._say("to_pay", gross=gross, currency=offer.currency), BODY + 3, bold=True, right=True),
            Spacer(1, 4 * MM),
            _text(terms, BODY, grey=True),
            *([Spacer(1, 3 * MM), _text(made_by, BODY)] if made_by else []),
        ]


def _fitting(texts: list[str], least: float, most: float) -> float:
    """Millimetres for the widest of `texts` with its edges, within reason."""
    widest = max((text_width(printable(text), REGULAR, BODY) for text in texts), default=0.0)
    return min(max(widest / MM + 2.5, least), most)


def _rate(rate: str) -> str:
    return f"{rate}%" if rate.isdigit() else rate


def _grey(level: float) -> Any:
    from reportlab.lib.colors import Color

    return Color(level, level, level)


def _text(content: str, size: float, *, bold: bool = False, right: bool = False, grey: bool = False) -> Any:
    """A paragraph that wraps in its cell; a word longer than the cell is broken."""
    from reportlab.lib.enums import TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        "offer",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=size * 1.25,
        alignment=TA_RIGHT if right else TA_LEFT,
        textColor=_grey(GREY if grey else 0),
        splitLongWords=1,
    )
    return Paragraph(escape(printable(content)), style)


def _table(rows: list[list[Any]], widths: list[float], looks: list[Any], *, pad: float = 0, head: bool = False) -> Any:
    from reportlab.platypus import Table, TableStyle

    edges = [(f"{side}PADDING", (0, 0), (-1, -1), pad) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    made = Table(rows, colWidths=widths, repeatRows=1 if head else 0, hAlign="LEFT")
    made.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *edges, *looks]))
    return made
