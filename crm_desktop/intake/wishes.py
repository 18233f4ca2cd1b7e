"""Records of submissions with their senders: a customer known or made now, the goods, the words, the campaign."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from crm_desktop.catalogue.records import Product
from crm_desktop.customers.adding import add_customers
from crm_desktop.customers.service import cash_customer
from crm_desktop.intake.formats.contacts import campaign_in
from crm_desktop.intake.keeping import consents_of, keep_consents
from crm_desktop.intake.matching import Holders, on_file, told_otherwise
from crm_desktop.intake.message import message_of, speaks_for_company
from crm_desktop.intake.products import mentions, recognised
from crm_desktop.intake.records import Draft, WantedProduct
from crm_desktop.intake.shop_records import MAKER
from crm_desktop.work import Work
from db.models.intake import FormRow, SubmissionRow
from db.models.worth import CampaignRow

Named = list[tuple[Product | None, WantedProduct]]


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a submission, read but not yet anything."""

    row: SubmissionRow
    form: FormRow | None
    draft: Draft
    reader: str = "form"
    key: str = ""

    @property
    def of_a_known_shop(self) -> bool:
        return self.draft.shop is not None and self.draft.shop.shop != MAKER

    @property
    def options(self) -> dict[str, Any]:
        return self.form.options if self.form is not None else {}


@dataclass(frozen=True, slots=True)
class Wish:
    """A record whose sender is known: what it wants of us."""

    record: Record
    customer_id: int
    named: Named
    message: str
    campaign_id: int | None = None
    other_email: bool = False
    """It names another e-mail than the customer's own."""
    mentioned: Named = field(default_factory=list)
    """Goods that its words ask for, where they are in the catalogue."""


def wishes_of(work: Work, records: list[Record]) -> list[Wish]:
    """Each with its customer, known or made now: the second record of a new person finds the first's."""
    holders = Holders(work.session, [record.draft for record in records])
    cash = cash_customer(work) if any(map(is_anonymous, records)) else 0
    matched = [
        cash if is_anonymous(record) else holders.match(record.draft) or holders.add(record.draft) for record in records
    ]
    added = add_customers(work, holders.new)
    keys = [added[-match - 1].customer_id if match < 0 else match for match in matched]
    known = on_file(work.session, {match for match in matched if match > 0})
    campaigns = _campaigns(work, records)
    consents = []
    wishes = []
    for record, match, customer_id in zip(records, matched, keys, strict=True):
        consents += consents_of(work, record.row, record.options, record.draft, customer_id)
        otherwise = told_otherwise(known[match], record.draft) if match in known else ()
        other = "email" in dict(otherwise)
        if speaks_for_company(record.draft):
            otherwise = tuple(told for told in otherwise if told[0] != "name")
        key = _campaign_key(record)
        campaign_id = campaigns.get(key, record.form.campaign_id if record.form is not None else None)
        unknown = "" if key in campaigns else key
        message = message_of(work, record.draft, otherwise, unknown_campaign=unknown)
        named = _by_barcode(work, record, recognised(work.session, record.draft.products))
        mentioned = mentions(work.session, record.draft.mentioned)
        wishes.append(Wish(record, customer_id, named, message, campaign_id, other, mentioned))
    keep_consents(work, consents)
    return wishes


def _by_barcode(work: Work, record: Record, named: Named) -> Named:
    """A partner's own code says nothing here, the barcode beside it may."""
    shop = record.draft.shop
    if shop is None or record.of_a_known_shop or all(product is not None for product, _ in named):
        return named
    codes = [line.barcode for line in shop.lines]
    told = tuple(
        replace(wanted, text=code) if product is None and code else wanted
        for (product, wanted), code in zip(named, codes, strict=True)
    )
    return recognised(work.session, told)


def is_anonymous(record: Record) -> bool:
    """A shop's order whose buyer the shop does not name: the cash customer's."""
    return record.draft.shop is not None and bool(record.draft.shop.lines) and not record.draft.has_contact


def _campaigns(work: Work, records: Sequence[Record]) -> dict[str, int]:
    """Those on file that the links tell by which the visitors came."""
    keys = {_campaign_key(record) for record in records} - {""}
    if not keys:
        return {}
    found = work.session.execute(select(CampaignRow.key, CampaignRow.id).where(CampaignRow.key.in_(keys)))
    return {row.key: row.id for row in found}


def _campaign_key(record: Record) -> str:
    """As the form sent it, else as it stands in the address of the page that the browser names."""
    return record.draft.campaign or campaign_in(str(record.row.headers.get("referer", "")))
