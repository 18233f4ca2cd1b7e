"""What only an order of a maker nobody has met needs: goods at their own rates, and whose number it already is."""

from dataclasses import replace

from sqlalchemy import select

from crm_desktop.intake.message import goods_line
from crm_desktop.intake.records import Draft
from crm_desktop.intake.shop_records import ShopOrder
from crm_desktop.intake.wishes import Named
from crm_desktop.words import say
from crm_desktop.work import Work
from db.models.sales import OrderRow


def holder(work: Work, external_ref: str) -> int | None:
    return work.session.scalar(select(OrderRow.customer_id).where(OrderRow.external_ref == external_ref))


def at_own_rates(shop: ShopOrder, named: Named) -> ShopOrder:
    """Goods whose tax the sender did not tell bear their own."""
    told = zip(shop.lines, named, strict=True)
    lines = tuple(
        line if line.rate_told or product is None else replace(line, vat_rate=product.vat_rate)
        for line, (product, _) in told
    )
    return replace(shop, lines=lines)


def as_inquiry(work: Work, message: str, draft: Draft) -> str:
    """What an order would have kept in its lines, as its total and as its delivery is told in words."""
    if draft.shop is None:
        return message
    goods = [goods_line(product) for product in draft.products]
    told = [f"{key}: {value}" for key, value in draft.aside]
    number = f"{say('intake.external_ref', work.settings.language)}: {draft.external_ref}"
    return "\n".join(part for part in (message, *goods, *told, number) if part)
