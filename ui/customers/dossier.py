"""Everything the card of a customer shows, read in one go off the GUI thread."""

from dataclasses import dataclass
from typing import Any

from crm_desktop.analytics.years import CustomerYear, customer_years
from crm_desktop.customers.proposals import proposals
from crm_desktop.customers.queries import show_customer
from crm_desktop.customers.records import CustomerCard, Proposal
from crm_desktop.work import Actor, holds
from db.vocabulary import Permission


@dataclass(frozen=True, slots=True)
class Dossier:
    """Years, consents and proposals only for whom the office server lets read them.

    `may_edit` and `sees_margin` are what the role of whoever looks allows.
    """

    card: CustomerCard
    years: list[CustomerYear]
    proposals: list[Proposal]
    may_edit: bool
    sees_margin: bool


def read_dossier(session: Any, customer_id: int, actor: Actor) -> Dossier:
    may_edit = holds(session, actor, Permission.EDIT_CUSTOMERS)
    card = show_customer(session, customer_id, whole=may_edit)
    key = card.row.customer_id
    return Dossier(
        card=card,
        years=customer_years(session, card.row.code) if holds(session, actor, Permission.SEE_REPORTS) else [],
        proposals=proposals(session, customer_id=key, limit=5) if may_edit else [],
        may_edit=may_edit,
        sees_margin=holds(session, actor, Permission.SEE_COSTS),
    )
