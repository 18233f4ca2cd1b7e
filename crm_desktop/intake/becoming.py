"""What one record of a submission becomes: a customer known or new, and an inquiry or an order."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import select

from crm_desktop.catalogue.records import Product
from crm_desktop.customers.service import add_customer
from crm_desktop.inquiries.records import RegisterInquiry
from crm_desktop.inquiries.service import register_inquiry
from crm_desktop.intake.keeping import keep_consents, keep_uploads
from crm_desktop.intake.matching import address_of, certain_match, new_customer_of, told_otherwise
from crm_desktop.intake.products import recognised
from crm_desktop.intake.records import Draft, RecordRead, WantedProduct
from crm_desktop.money import price_text, quantity_text
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place
from crm_desktop.words import say
from crm_desktop.work import Work
from db.models.intake import FormRow, SubmissionRow
from db.models.sales import OrderRow
from db.models.worth import CampaignRow
from db.vocabulary import Channel, Outcome

Named = list[tuple[Product | None, WantedProduct]]


@dataclass(frozen=True, slots=True)
class Became:
    """The reading of a record and the keys of what it became."""

    read: RecordRead
    opportunity_id: int | None = None
    order_id: int | None = None


def reason(work: Work, word: str, **values: object) -> str:
    """A sentence of words/intake.toml in the company's language."""
    return say(f"intake.reason_{word}", work.settings.language, **values) if word else ""


def become(work: Work, row: SubmissionRow, form: FormRow | None, draft: Draft) -> Became:
    """Writes what the record says, or nothing but its uploads where it is spam or cannot be understood."""
    keep_uploads(work, row, draft)
    options = form.options if form is not None else {}
    origin = str(row.headers.get("origin", ""))
    if draft.spam_reason:
        return Became(RecordRead(Outcome.SPAM, "", reason(work, draft.spam_reason)))
    if not is_own_site(origin, options.get("allowed_origins", [])):
        return Became(RecordRead(Outcome.SPAM, "", reason(work, "foreign_site", origin=origin)))
    if not draft.has_contact:
        word = "goods_without_contact" if draft.products else "no_contact"
        return Became(RecordRead(Outcome.QUARANTINED, "", reason(work, word)))
    customer_id = certain_match(work.session, draft)
    known = customer_id is not None
    if customer_id is None:
        customer_id = add_customer(work, new_customer_of(draft)).customer_id
    keep_consents(work, row, options, draft, customer_id)
    named = recognised(work.session, draft.products)
    message = _message(work, draft, told_otherwise(work.session, customer_id, draft) if known else ())
    if draft.is_order and named and all(product is not None for product, _ in named):
        return _order(work, row, form, draft, customer_id, named, message)
    word = "unknown_goods" if draft.is_order and draft.products else ""
    return _inquiry(work, row, form, draft, customer_id, named, message, word)


def is_own_site(origin: str, allowed: list[object]) -> bool:
    """A form that names its sites takes posts from them, and posts that name no site at all."""
    return not origin or not allowed or _site(origin) in {_site(str(site)) for site in allowed}


def _site(address: str) -> str:
    """ "https://Sklep.pl/x" -> "sklep.pl", with its port where it tells one."""
    try:
        return (urlsplit(address).netloc or address).strip("/").casefold()
    except ValueError:
        return address


def _inquiry(
    work: Work,
    row: SubmissionRow,
    form: FormRow | None,
    draft: Draft,
    customer_id: int,
    named: Named,
    message: str,
    word: str,
) -> Became:
    registered = register_inquiry(
        work,
        RegisterInquiry(
            customer_id=customer_id,
            channel=row.channel,
            subject=_subject(draft),
            message=message,
            form_id=row.form_id,
            campaign_id=_campaign(work, form, draft),
            received_at=row.received_at,
            products=tuple((product.product_id, wanted.quantity) for product, wanted in named if product is not None),
        ),
    )
    read = RecordRead(Outcome.INQUIRY, registered.number, reason(work, word))
    return Became(read, opportunity_id=registered.opportunity_id)


def _order(
    work: Work,
    row: SubmissionRow,
    form: FormRow | None,
    draft: Draft,
    customer_id: int,
    named: Named,
    message: str,
) -> Became:
    """At the prices of the catalogue: what a stranger's browser sends is no price of ours."""
    trusted = row.channel is not Channel.FORM
    lines = []
    for product, wanted in named:
        assert product is not None  # `become` asks for nothing else
        quantity = wanted.quantity if not product.whole_units else -(-wanted.quantity // 1000) * 1000
        lines.append(NewLine(product.product_id, quantity, wanted.unit_price if trusted else None))
    external_ref = f"{row.source}:{draft.external_ref}"[:120] if draft.external_ref else None
    if external_ref:
        holder = work.session.scalar(select(OrderRow.customer_id).where(OrderRow.external_ref == external_ref))
        if holder not in (None, customer_id):
            return _inquiry(work, row, form, draft, customer_id, named, message, "ref_taken")
    placed = place(
        work,
        PlaceOrder(
            customer_id=customer_id,
            lines=tuple(lines),
            external_ref=external_ref,
            channel=row.channel,
            address=address_of(draft) if draft.street or draft.city else None,
            note=message,
            campaign_id=_campaign(work, form, draft),
            form_id=row.form_id,
            received_at=row.received_at,
        ),
    )
    if placed.repeated:
        return Became(
            RecordRead(Outcome.DUPLICATE, placed.number, reason(work, "placed_before")), order_id=placed.order_id
        )
    return Became(RecordRead(Outcome.ORDER, placed.number, ""), order_id=placed.order_id)


def _subject(draft: Draft) -> str:
    if draft.subject:
        return draft.subject
    first = draft.message.strip().splitlines()
    return first[0][:120] if first else ", ".join(product.text for product in draft.products)[:120]


def _message(work: Work, draft: Draft, otherwise: tuple[tuple[str, str], ...]) -> str:
    """What was written, then every field that has no meaning of its own, as it came."""
    language = work.settings.language
    parts = [draft.message, *(_goods_line(product) for product in draft.products)]
    parts += [f"{key}: {value}" for key, value in draft.rest]
    if draft.external_ref and not draft.is_order:
        parts.append(f"{say('intake.external_ref', language)}: {draft.external_ref}")
    if otherwise:
        parts.append(say("intake.told_otherwise", language))
        parts += [f"{say(f'intake.{word}', language)}: {value}" for word, value in otherwise]
    return "\n".join(part for part in parts if part)


def _goods_line(product: WantedProduct) -> str:
    price = f" ({price_text(product.unit_price)})" if product.unit_price is not None else ""
    return f"{product.text} × {quantity_text(product.quantity)}{price}"


def _campaign(work: Work, form: FormRow | None, draft: Draft) -> int | None:
    """That of the link the visitor came by, else the form's own."""
    if draft.campaign:
        found = work.session.scalar(select(CampaignRow.id).where(CampaignRow.key == draft.campaign))
        if found is not None:
            return found
    return form.campaign_id if form is not None else None
