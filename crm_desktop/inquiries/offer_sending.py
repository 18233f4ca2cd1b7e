"""An offer on its way with its paper: the PDF is made between the transactions, never inside one (law 2)."""

import uuid
from typing import Any

from crm_desktop import clock, settings
from crm_desktop.customers.rules import checked_recipient
from crm_desktop.inquiries.offer_queries import show_offer
from crm_desktop.inquiries.offer_records import Offer
from crm_desktop.inquiries.offers import make_offer, send_offer
from crm_desktop.inquiries.records import InquirySaved, OfferNow, SendOffer
from crm_desktop.work import Actor, execute
from db.session import Database


def offer_paper(database: Database, number: str, *, revision: int | None = None) -> tuple[Offer, bytes]:
    """The offer and its PDF. Raises NotFound."""
    with database.read() as session:
        offer = show_offer(session, number, revision=revision)
        configured = settings.load(session)
    from crm_desktop.inquiries.offer_pdf import render

    day = clock.local_day(offer.made_at, configured.time_zone)
    return offer, render(offer, configured.company, made_on=day, language=configured.language)


def send_with_paper(
    database: Database, number: str, recipient: str, *, actor: Actor, command_id: str | None = None
) -> InquirySaved:
    """To an e-mail address with its PDF, or handed over. Raises as `send_offer` does."""
    pdf = offer_paper(database, number)[1] if recipient else b""
    return execute(database, send_offer, SendOffer(number, recipient, pdf), actor=actor, command_id=command_id)


def make_and_send(database: Database, command: OfferNow, *, actor: Actor, command_id: str) -> InquirySaved:
    """Made, printed and sent; nothing is made for a recipient that is no e-mail address.

    A made offer that could not be sent is there as a draft; asked again with the same `command_id`, it is sent and not
    made twice. Raises as `make_offer` and `send_offer` do.
    """
    checked_recipient(command.recipient)
    made: Any = execute(database, make_offer, command.offer, actor=actor, command_id=command_id)
    then = str(uuid.uuid5(uuid.UUID(command_id), "send"))
    return send_with_paper(database, made.offer_number, command.recipient, actor=actor, command_id=then)
