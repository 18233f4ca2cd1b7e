"""An offer as it is read, printed and ordered. Amounts minor units, prices ten-thousandths, quantities thousandths."""

from dataclasses import dataclass
from datetime import date, datetime

from crm_desktop.documents.records import Party
from crm_desktop.vat import vat_by_rate
from db.vocabulary import Channel, OfferStatus, VatRate


@dataclass(frozen=True, slots=True)
class OfferLine:
    """`discount` ten-thousandths of one."""

    product_id: int
    code: str
    name: str
    unit: str
    quantity: int
    unit_price: int
    discount: int
    vat_rate: VatRate
    net: int


@dataclass(frozen=True, slots=True)
class Offer:
    """One version of an offer, with all that its paper says; `inquiry` "" for an opportunity that has none."""

    offer_id: int
    number: str
    revision: int
    status: OfferStatus
    inquiry: str
    opportunity_id: int
    channel: Channel
    customer_id: int
    customer: Party
    owner: str
    made_at: datetime
    valid_until: date
    currency: str
    net: int
    lines: tuple[OfferLine, ...]

    @property
    def by_rate(self) -> dict[VatRate, tuple[int, int]]:
        """rate: (net, VAT)."""
        return vat_by_rate((line.vat_rate, line.net) for line in self.lines)

    @property
    def gross(self) -> int:
        return self.net + sum(vat for _, vat in self.by_rate.values())
