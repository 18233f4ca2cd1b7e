"""The A4 paper of an offer: who to whom, until when, the goods with their prices, VAT by rate, page x of y."""

from datetime import date
from typing import Any

from crm_desktop.documents import priced
from crm_desktop.documents.flowing import WIDTH, Flowing, table, text
from crm_desktop.documents.sheet import BODY, MM, TITLE
from crm_desktop.inquiries.offer_records import Offer
from crm_desktop.money import minor_text
from crm_desktop.settings import Company
from crm_desktop.words import day_text, say


def render(offer: Offer, company: Company, *, made_on: date, language: str) -> bytes:
    """The same offer gives the same bytes."""
    version = f" · {say('offers.version', language, revision=offer.revision)}" if offer.revision > 1 else ""
    called = f"{say('offers.title', language)} {offer.number}{version}"
    paper = Flowing("offers", language, called=called, author=company.name)
    return paper.render(lambda: _story(paper, offer, company, made_on))


def _story(paper: Flowing, offer: Offer, company: Company, made_on: date) -> list[Any]:
    from reportlab.platypus import KeepTogether, Spacer

    seller, reached = paper.own(company)
    return [
        _head(paper, offer, made_on),
        Spacer(1, 4 * MM),
        paper.parties([("seller", seller, reached), ("buyer", offer.customer, [])]),
        Spacer(1, 5 * MM),
        priced.goods(paper, offer.lines),
        Spacer(1, 4 * MM),
        KeepTogether([priced.sums(paper, offer.by_rate), Spacer(1, 5 * MM), *_end(paper, offer)]),
    ]


def _head(paper: Flowing, offer: Offer, made_on: date) -> Any:
    days = (("made_on", made_on), ("valid_until", offer.valid_until))
    facts = [(word, day_text(day, paper.language)) for word, day in days]
    facts += [("inquiry", offer.inquiry)] if offer.inquiry else []
    version = paper.say("version", revision=offer.revision) if offer.revision > 1 else ""
    title = [text(paper.say("title"), TITLE, bold=True), text(offer.number, BODY + 3, bold=True)]
    title += [text(version, BODY, grey=True)] if version else []
    return table([[title, paper.facts(facts)]], [WIDTH - 60 * MM, 60 * MM], [("RIGHTPADDING", (1, 0), (1, 0), 0)])


def _end(paper: Flowing, offer: Offer) -> list[Any]:
    from reportlab.platypus import Spacer

    gross = paper.number(minor_text(offer.gross))
    made_by = f"{paper.say('made_by')}: {offer.owner}" if offer.owner else ""
    until = day_text(offer.valid_until, paper.language)
    terms = paper.say("terms", currency=offer.currency, valid_until=until)
    return [
        text(paper.say("to_pay", gross=gross, currency=offer.currency), BODY + 3, bold=True, right=True),
        Spacer(1, 4 * MM),
        text(terms, BODY, grey=True),
        *([Spacer(1, 3 * MM), text(made_by, BODY)] if made_by else []),
    ]
