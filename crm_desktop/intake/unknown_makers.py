"""What only an order of a maker nobody has met needs: goods at their own rates, and whose number it already is."""

from dataclasses import replace

from sqlalchemy import select

from crm_desktop.catalogue.records import Product
from crm_desktop.intake.message import goods_line
from crm_desktop.intake.records import Draft, WantedProduct
from crm_desktop.intake.shop_records import ShopLine, ShopOrder
from crm_desktop.intake.wishes import Named
from crm_desktop.money import PRICE_SCALE, price_text
from crm_desktop.words import say
from crm_desktop.work import Work
from db.models.sales import OrderRow
from db.vocabulary import PriceMode, VatRate


def holder(work: Work, external_ref: str) -> int | None:
    return work.session.scalar(select(OrderRow.customer_id).where(OrderRow.external_ref == external_ref))


def as_ours(shop: ShopOrder, named: Named) -> ShopOrder:
    """As the sender told it, and what it did not tell as the catalogue has it: the rate of the tax, whether it is in
    the prices, and the unit of prices that are a hundred times too high."""
    known = [(line, product) for line, (product, _) in zip(shop.lines, named, strict=True) if product is not None]
    lines = tuple(line if line.rate_told else replace(line, vat_rate=product.vat_rate) for line, product in known)
    charges = shop.charges
    if not any(line.rate_told for line in shop.lines):
        main = next((rate for rate in VatRate if any(line.vat_rate is rate for line in lines)), VatRate.V23)
        charges = tuple(replace(charge, vat_rate=main) for charge in charges)
    ours = replace(shop, lines=lines, charges=charges)
    if known and not shop.mode_told and all(line.unit_price == product.net_price for line, product in known):
        ours = replace(ours, price_mode=PriceMode.NET)
    return _in_units(ours) if known and all(_is_minor(line, product) for line, product in known) else ours


def _is_minor(line: ShopLine, product: Product) -> bool:
    """5019 for what costs 47.80: told in grosze."""
    whole = line.unit_price % PRICE_SCALE == 0
    return whole and 30 * product.net_price < line.unit_price < 300 * product.net_price


def _in_units(shop: ShopOrder) -> ShopOrder:
    return replace(
        shop,
        lines=tuple(replace(line, unit_price=line.unit_price // 100) for line in shop.lines),
        charges=tuple(replace(charge, amount=charge.amount // 100) for charge in shop.charges),
        total=shop.total // 100 if shop.total is not None else None,
    )


def as_inquiry(work: Work, message: str, draft: Draft) -> str:
    """What an order would have kept in its lines, as its total and as its delivery is told in words."""
    if draft.shop is None:
        return message
    goods = [_line(work, line, draft.shop) for line in draft.shop.lines]
    told = [f"{key}: {value}" for key, value in draft.aside]
    number = f"{say('intake.external_ref', work.settings.language)}: {draft.external_ref}"
    return "\n".join(part for part in (message, *goods, *told, number) if part)


def _line(work: Work, line: ShopLine, shop: ShopOrder) -> str:
    """ "MK-1 Mąka × 2 (10.50 brutto, VAT 5)"."""
    plain = goods_line(WantedProduct(line.code or line.name, line.quantity, None, line.name if line.code else ""))
    price = say(f"intake.price_{shop.price_mode.value}", work.settings.language, price=price_text(line.unit_price))
    return f"{plain} ({price}, VAT {line.vat_rate.value})" if line.rate_told else f"{plain} ({price})"
