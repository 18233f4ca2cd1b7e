"""All that the reading pane shows of one inquiry, in one read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from crm_desktop import clock, settings
from crm_desktop.analytics import sales
from crm_desktop.inquiries import queries
from crm_desktop.inquiries.offer_queries import show_offer
from crm_desktop.inquiries.offer_records import Offer
from crm_desktop.inquiries.records import InquiryCard
from crm_desktop.intake.original import original_html
from crm_desktop.settings import Settings


@dataclass(frozen=True, slots=True)
class Matter:
    """`html`: the message with its own look, safe to show, "" for none.

    `year_revenue` is the customer's since 1 January as reports count it, minor units.
    """

    card: InquiryCard
    year_revenue: int
    settings: Settings
    offers: tuple[Offer, ...] = ()
    html: str = ""


def read_matter(session: Any, number: str) -> Matter:
    """Raises NotFound."""
    card = queries.show_inquiry(session, number)
    configured = settings.load(session)
    today = clock.local_day(clock.now(), configured.time_zone)
    money = sales.Money(configured.currency, configured.currency)
    sums, _ = sales.total(session, date(today.year, 1, 1), today, (("customer", card.asker.code),), money)
    offers = tuple(show_offer(session, one.number) for one in card.offers)
    html = original_html(session, card.opportunity_id)
    return Matter(card, sums.revenue, configured, offers, html)
