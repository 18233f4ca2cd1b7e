"""Goods with prices and what they come to, as offers and confirmations print them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from crm_desktop.documents.flowing import PALE, WIDTH, Flowing, fitting, shade, table, text
from crm_desktop.documents.sheet import BODY, MM, SMALL
from crm_desktop.money import DISCOUNT_SCALE, minor_text, percent_text, price_text, quantity_text
from crm_desktop.units import unit_name
from db.vocabulary import VatRate

RIGHT_WORDS = frozenset({"position", "quantity", "unit_price", "discount", "vat", "net"})


class PricedLine(Protocol):
    """Units as in crm_desktop/money.py; `net` of the whole line."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def quantity(self) -> int: ...
    @property
    def unit_price(self) -> int: ...
    @property
    def discount(self) -> int: ...
    @property
    def vat_rate(self) -> VatRate: ...
    @property
    def net(self) -> int: ...


def goods(paper: Flowing, lines: Sequence[PricedLine], *, price_word: str = "unit_price") -> Any:
    """The table of goods; a column of discounts only where one was given."""
    columns = [("position", 9.0), ("code", fitting([line.code for line in lines], 12, 28)), ("name", 0.0)]
    columns += [
        ("quantity", 18.0),
        ("unit", fitting([unit_name(line.unit, paper.language) for line in lines], 9, 22)),
        ("unit_price", 20.0),
    ]
    columns += [("discount", 13.0)] if any(line.discount for line in lines) else []
    columns += [("vat", 11.0), ("net", 24.0)]
    widths = [width * MM for _, width in columns]
    widths[2] = WIDTH - sum(widths)
    words = [word for word, _ in columns]
    titles = {"unit_price": price_word}
    head = [text(paper.say(titles.get(word, word)), SMALL, bold=True, right=word in RIGHT_WORDS) for word in words]
    rows = [head]
    for position, line in enumerate(lines, 1):
        cells = _cells(paper, position, line)
        rows.append([text(cells[word], BODY, right=word in RIGHT_WORDS) for word in words])
    looks = [("BACKGROUND", (0, 0), (-1, 0), shade(PALE)), ("LINEBELOW", (0, 1), (-1, -1), 0.4, shade(0.8))]
    return table(rows, widths, looks, pad=1 * MM, head=True)


def _cells(paper: Flowing, position: int, line: PricedLine) -> dict[str, str]:
    percent = (percent_text(line.discount, DISCOUNT_SCALE) or "0").rstrip("0").rstrip(".")
    return {
        "position": str(position),
        "code": line.code,
        "name": line.name,
        "quantity": paper.number(quantity_text(line.quantity)),
        "unit": unit_name(line.unit, paper.language),
        "unit_price": paper.number(price_text(line.unit_price)),
        "discount": f"{paper.number(percent)}%" if line.discount else "",
        "vat": rate_word(line.vat_rate),
        "net": paper.number(minor_text(line.net)),
    }


def sums(paper: Flowing, by_rate: Mapping[VatRate, tuple[int, int]]) -> Any:
    """Net, VAT and gross by rate and in all; `by_rate` holds (net, VAT)."""
    words = ("rate", "net", "tax", "gross")
    rows = [[text(paper.say(word), SMALL, bold=True, right=word != "rate") for word in words]]
    for rate, (net, vat) in by_rate.items():
        rows.append(_sum_row(paper, rate_word(rate), net, vat, bold=False))
    net, vat = (sum(part) for part in zip(*by_rate.values(), strict=True)) if by_rate else (0, 0)
    rows.append(_sum_row(paper, paper.say("total"), net, vat, bold=True))
    looks = [("BACKGROUND", (0, 0), (-1, 0), shade(PALE)), ("LINEABOVE", (0, -1), (-1, -1), 0.6, shade(0.4))]
    made = table(rows, [28 * MM, 26 * MM, 26 * MM, 28 * MM], looks, pad=1 * MM)
    made.hAlign = "RIGHT"
    return made


def _sum_row(paper: Flowing, title: str, net: int, vat: int, *, bold: bool) -> list[Any]:
    amounts = [text(paper.number(minor_text(one)), BODY, bold=bold, right=True) for one in (net, vat, net + vat)]
    return [text(title, BODY, bold=bold), *amounts]


def rate_word(rate: VatRate) -> str:
    """23 -> "23%"; letters stay."""
    return f"{rate.value}%" if rate.value.isdigit() else rate.value
