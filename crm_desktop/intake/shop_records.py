"""An order of a shop as it was understood. Amounts minor units, prices ten-thousandths, quantities thousandths."""

from dataclasses import dataclass
from enum import StrEnum

from db.vocabulary import PriceMode, VatRate

MAKER = "order"
"""Stands for the shop where the order is of a maker that nobody has met."""


class ShopEvent(StrEnum):
    """What the shop says of its order: that it is (new or changed), that it is no more, that money went back."""

    ORDER = "order"
    CANCEL = "cancel"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class ShopLine:
    """`code` is the shop's own code of the goods (SKU); `number` its key where it has no code."""

    code: str
    name: str
    quantity: int
    unit_price: int
    vat_rate: VatRate
    barcode: str = ""
    number: str = ""
    foreign_tax: int = 0
    """Tax at a rate that Poland does not have, where the price is net: minor units."""
    line_id: str = ""
    """By which the shop's refunds name this line."""
    rate_told: bool = True
    """Else it is that of the goods."""


@dataclass(frozen=True, slots=True)
class Refund:
    """Money that went back: for which lines (its key or its code, quantity), none for the whole or for an amount."""

    key: str
    amount: int = 0
    lines: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ShopNews:
    """What a shop tells that is no order: of its customers and goods. `kind`: customer, product, no_order or gone."""

    shop: str
    kind: str
    reference: str
    line: ShopLine | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """Shipping, a fee or a discount of the whole order: one amount in the order's price mode."""

    name: str
    amount: int
    vat_rate: VatRate
    foreign_tax: int = 0


@dataclass(frozen=True, slots=True)
class ShopPlace:
    """Where the goods go."""

    name: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ShopOrder:
    """`reference` is the shop's exact id of the order, `number` what its people call it; `total` what it asks for."""

    shop: str
    reference: str
    number: str
    event: ShopEvent
    currency: str
    price_mode: PriceMode
    lines: tuple[ShopLine, ...] = ()
    charges: tuple[Charge, ...] = ()
    total: int | None = None
    payment: str = ""
    delivery: str = ""
    deliver_to: ShopPlace | None = None
    version: str = ""
    """When the shop changed it last, so that later sorts higher; "" where it does not tell."""
    refunds: tuple[Refund, ...] = ()
    mode_told: bool = True
    """Else nothing says whether tax is in the prices."""
