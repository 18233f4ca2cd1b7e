"""The A4 paper by which a customer sees what was taken down: goods, prices, VAT by rate, address, terms."""

from typing import Any

from crm_desktop.documents import priced
from crm_desktop.documents.flowing import WIDTH, Flowing, table, text
from crm_desktop.documents.records import Party
from crm_desktop.documents.sheet import BODY, MM, TITLE
from crm_desktop.money import minor_text
from crm_desktop.orders.paper_records import PaperMatter
from crm_desktop.words import day_text, say
from db.vocabulary import OrderStatus, PriceMode


def render(matter: PaperMatter, *, language: str) -> bytes:
    """The same order gives the same bytes."""
    called = f"{say('confirmation.title', language)} {matter.card.row.number}"
    paper = Flowing("confirmation", language, called=called, author=matter.settings.company.name)
    return paper.render(lambda: _story(paper, matter))


def _story(paper: Flowing, matter: PaperMatter) -> list[Any]:
    from reportlab.platypus import KeepTogether, Spacer

    card = matter.card
    word = "gross_price" if card.price_mode is PriceMode.GROSS else "unit_price"
    return [
        _head(paper, matter),
        Spacer(1, 4 * MM),
        paper.parties(_parties(paper, matter)),
        Spacer(1, 5 * MM),
        priced.goods(paper, card.lines, price_word=word),
        Spacer(1, 4 * MM),
        KeepTogether([priced.sums(paper, card.by_rate), Spacer(1, 5 * MM), *_end(paper, matter)]),
    ]


def _head(paper: Flowing, matter: PaperMatter) -> Any:
    card = matter.card
    told = [("placed_on", day_text(matter.placed_on, paper.language)), ("your_number", card.external_ref)]
    told += [("payment", card.payment), ("delivery", card.delivery)]
    facts = paper.facts([(word, value) for word, value in told if value], width=78 * MM)
    title = [text(paper.say("title"), TITLE, bold=True), text(card.row.number, BODY + 3, bold=True)]
    if card.row.status is OrderStatus.CANCELLED:
        title.append(text(paper.say("cancelled"), BODY + 2, bold=True))
    return table([[title, facts]], [WIDTH - 78 * MM, 78 * MM], [("RIGHTPADDING", (1, 0), (1, 0), 0)])


def _parties(paper: Flowing, matter: PaperMatter) -> list[tuple[str, Party, list[str]]]:
    card, to = matter.card, matter.card.address
    seller, reached = paper.own(matter.settings.company)
    seat = card.seat
    buyer = Party(card.row.customer, seat.street, seat.postal_code, seat.city, seat.country, card.nip)
    delivered = Party(to.name, to.street, to.postal_code, to.city, to.country)
    phone = [f"{paper.say('phone')} {to.phone}"] if to.phone else []
    told: list[tuple[str, Party, list[str]]] = [("seller", seller, reached)]
    told.append(("buyer", buyer, [card.email] if card.email else []))
    if to.street or to.city:
        told.append(("delivered_to", delivered, phone))
    return told


def _end(paper: Flowing, matter: PaperMatter) -> list[Any]:
    from reportlab.platypus import Spacer

    row = matter.card.row
    gross = paper.number(minor_text(row.net + row.vat))
    said = "draft" if row.status is OrderStatus.DRAFT else "terms"
    note = f"{paper.say('note')}: {matter.card.note}" if matter.card.note else ""
    made_by = f"{paper.say('made_by')}: {row.owner}" if row.owner else ""
    return [
        text(paper.say("to_pay", gross=gross, currency=row.currency), BODY + 3, bold=True, right=True),
        Spacer(1, 4 * MM),
        *([text(note, BODY), Spacer(1, 3 * MM)] if note else []),
        text(paper.say(said), BODY, grey=True),
        *([Spacer(1, 3 * MM), text(made_by, BODY)] if made_by else []),
    ]
