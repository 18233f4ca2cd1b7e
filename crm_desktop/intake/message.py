"""What a submission says in words: what was written, then every field without a meaning of its own, as it came."""

from crm_desktop.folding import fold
from crm_desktop.intake.records import Draft, WantedProduct
from crm_desktop.intake.shop_records import MAKER
from crm_desktop.money import price_text, quantity_text
from crm_desktop.words import say
from crm_desktop.work import Work


def subject_of(draft: Draft) -> str:
    if draft.subject:
        return draft.subject
    first = draft.message.strip().splitlines()
    return first[0][:120] if first else ", ".join(product.text for product in draft.products)[:120]


def message_of(
    work: Work, draft: Draft, otherwise: tuple[tuple[str, str], ...] = (), *, unknown_campaign: str = ""
) -> str:
    """`otherwise`: what differs from the customer on file; `unknown_campaign`: a key that nobody set up."""
    language = work.settings.language
    goods = draft.products if draft.shop is None else ()  # an order has them in its lines
    parts = [draft.message, *map(goods_line, goods)]
    if speaks_for_company(draft):
        parts.append(f"{say('intake.name', language)}: {draft.name}")
    parts += [f"{key}: {value}" for key, value in draft.rest]
    if draft.external_ref and not draft.is_order:
        parts.append(f"{say('intake.external_ref', language)}: {draft.external_ref}")
    if unknown_campaign:
        parts.append(f"{say('intake.unknown_campaign', language)}: {unknown_campaign}")
    if otherwise:
        parts.append(say("intake.told_otherwise", language))
        parts += [f"{say(f'intake.{word}', language)}: {value}" for word, value in otherwise]
    return "\n".join(part for part in parts if part)


def speaks_for_company(draft: Draft) -> bool:
    """The customer is the company; who wrote for it stands in the message alone. Shops' orders tell it with the
    address."""
    told_there = draft.shop is not None and (
        draft.shop.shop != MAKER or (draft.shop.deliver_to is not None and draft.name in draft.shop.deliver_to.name)
    )
    return bool(draft.company and draft.name) and fold(draft.company) != fold(draft.name) and not told_there


def goods_line(product: WantedProduct) -> str:
    price = f" ({price_text(product.unit_price)})" if product.unit_price is not None else ""
    named = f"{product.text} {product.name}".strip()
    return f"{named} × {quantity_text(product.quantity)}{price}"
