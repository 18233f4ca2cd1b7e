"""Opportunities (the funnel's items), inquiries, offers, orders and their steps."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, Versioned
from db.types import Day, Instant, word
from db.vocabulary import (
    Channel,
    FunnelStage,
    LineKind,
    LostReason,
    OfferStatus,
    OrderStatus,
    OrderStep,
    Origin,
    PriceMode,
    VatRate,
)


class OpportunityRow(Base, Keyed):
    """An item of the funnel: an inquiry with all that joined it, or an order that had none.

    Each stage's time is that of its own event; `furthest` is the furthest ever reached.
    """

    __tablename__ = "opportunities"
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    employee_id: Mapped[int | None] = mapped_column(ForeignKey("employees.id"))
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"), index=True)
    form_id: Mapped[int | None] = mapped_column(ForeignKey("forms.id"))
    channel: Mapped[Channel] = mapped_column(word(Channel))
    origin: Mapped[Origin] = mapped_column(word(Origin), default=Origin.LIVE)
    received_on: Mapped[date | None] = mapped_column(Day, index=True)
    received_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    offered_at: Mapped[datetime | None] = mapped_column(Instant)
    ordered_at: Mapped[datetime | None] = mapped_column(Instant)
    issued_at: Mapped[datetime | None] = mapped_column(Instant)
    completed_at: Mapped[datetime | None] = mapped_column(Instant)
    furthest: Mapped[FunnelStage] = mapped_column(word(FunnelStage))
    lost_at: Mapped[datetime | None] = mapped_column(Instant)
    lost_on: Mapped[date | None] = mapped_column(Day)
    lost_reason: Mapped[LostReason | None] = mapped_column(word(LostReason))
    estimate: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")


class InquiryRow(Base, Keyed, Versioned):
    __tablename__ = "inquiries"
    number: Mapped[str] = mapped_column(String(40), unique=True)
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), unique=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    subject: Mapped[str] = mapped_column(String(250))
    message: Mapped[str] = mapped_column(Text)
    received_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    follow_up_on: Mapped[date | None] = mapped_column(Day)
    open: Mapped[bool] = mapped_column(default=True)
    late_told_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it was told that the promised time is over, and to which superior."""
    late_told_to: Mapped[int | None] = mapped_column(BigInteger)
    __table_args__ = (Index("ix_inquiries_open_received_at", "open", "received_at"),)


class InquiryProductRow(Base):
    """Interest: a product that an inquiry names, bought or not."""

    __tablename__ = "inquiry_products"
    inquiry_id: Mapped[int] = mapped_column(ForeignKey("inquiries.id"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    quantity: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")


class OfferRow(Base, Keyed, Versioned):
    """A priced answer; a changed one is a new revision of the same number."""

    __tablename__ = "offers"
    number: Mapped[str] = mapped_column(String(40))
    revision: Mapped[int] = mapped_column(default=1, server_default="1")
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    status: Mapped[OfferStatus] = mapped_column(word(OfferStatus))
    valid_until: Mapped[date] = mapped_column(Day)
    currency: Mapped[str] = mapped_column(String(3))
    net: Mapped[int] = mapped_column(BigInteger)
    made_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (UniqueConstraint("number", "revision"),)


class OfferLineRow(Base, Keyed):
    __tablename__ = "offer_lines"
    offer_id: Mapped[int] = mapped_column(ForeignKey("offers.id"))
    position: Mapped[int]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    quantity: Mapped[int] = mapped_column(BigInteger)
    unit_price: Mapped[int] = mapped_column(BigInteger)
    discount: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    vat_rate: Mapped[VatRate] = mapped_column(word(VatRate))
    net: Mapped[int] = mapped_column(BigInteger)
    __table_args__ = (UniqueConstraint("offer_id", "position"),)


class OrderRow(Base, Keyed, Versioned):
    """An order and, frozen when placed, where it goes. `rate` is the currency's, ten-thousandths, NULL unknown."""

    __tablename__ = "orders"
    number: Mapped[str] = mapped_column(String(60), unique=True)
    external_ref: Mapped[str | None] = mapped_column(String(120), unique=True)
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), index=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    employee_id: Mapped[int | None] = mapped_column(ForeignKey("employees.id"))
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"))
    status: Mapped[OrderStatus] = mapped_column(word(OrderStatus))
    origin: Mapped[Origin] = mapped_column(word(Origin), default=Origin.LIVE)
    channel: Mapped[Channel] = mapped_column(word(Channel))
    currency: Mapped[str] = mapped_column(String(3))
    rate: Mapped[int | None] = mapped_column(BigInteger)
    price_mode: Mapped[PriceMode] = mapped_column(word(PriceMode), default=PriceMode.NET)
    net: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    vat: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    created_at: Mapped[datetime] = mapped_column(Instant)
    placed_at: Mapped[datetime | None] = mapped_column(Instant)
    placed_on: Mapped[date | None] = mapped_column(Day, index=True)
    delivery_name: Mapped[str] = mapped_column(String(250), default="", server_default="")
    delivery_street: Mapped[str] = mapped_column(String(250), default="", server_default="")
    delivery_postal_code: Mapped[str] = mapped_column(String(20), default="", server_default="")
    delivery_city: Mapped[str] = mapped_column(String(120), default="", server_default="")
    delivery_country: Mapped[str] = mapped_column(String(2), default="PL", server_default="PL")
    delivery_phone: Mapped[str] = mapped_column(String(40), default="", server_default="")
    payment: Mapped[str] = mapped_column(String(60), default="", server_default="")
    delivery: Mapped[str] = mapped_column(String(60), default="", server_default="")
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    cancel_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    __table_args__ = (
        Index("ix_orders_status_id", "status", "id"),
        Index("ix_orders_placed_on_status", "placed_on", "status"),
    )


class OrderLineRow(Base, Keyed):
    """One line; `net` in minor units, `sold_on` the day it counts for (law 5's units elsewhere).

    `picked` and `issued` count over all shipments; `later` waits for one behind the shipment under way.
    """

    __tablename__ = "order_lines"
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"))
    position: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(word(LineKind), default=LineKind.GOODS)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"))
    name: Mapped[str] = mapped_column(String(250))
    unit: Mapped[str] = mapped_column(String(20))
    quantity: Mapped[int] = mapped_column(BigInteger)
    unit_price: Mapped[int] = mapped_column(BigInteger)
    discount: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    vat_rate: Mapped[VatRate] = mapped_column(word(VatRate))
    net: Mapped[int] = mapped_column(BigInteger)
    sold_on: Mapped[date | None] = mapped_column(Day)
    picked: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    issued: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    later: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    __table_args__ = (
        UniqueConstraint("order_id", "position"),
        CheckConstraint("picked >= 0 AND issued >= 0", name="progress_not_negative"),
        Index("ix_order_lines_product_id_sold_on", "product_id", "sold_on"),
        Index("ix_order_lines_sold_on", "sold_on"),
    )


class OrderLineCostRow(Base):
    """What the issued part of a line cost (minor units, `quantity` thousandths of it), or imported with history."""

    __tablename__ = "order_line_costs"
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), primary_key=True)
    quantity: Mapped[int] = mapped_column(BigInteger)
    value: Mapped[int] = mapped_column(BigInteger)


class OrderStepRow(Base, Keyed):
    """Who did what when; the first and each later walk through a step has a row."""

    __tablename__ = "order_steps"
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    step: Mapped[OrderStep] = mapped_column(word(OrderStep))
    at: Mapped[datetime] = mapped_column(Instant)
    employee_id: Mapped[int | None] = mapped_column(ForeignKey("employees.id"))
    actor: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(120))


class ShipmentRow(Base, Keyed):
    """What leaves with one W-Z; it has a status of its own."""

    __tablename__ = "shipments"
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), unique=True)
    status: Mapped[OrderStatus] = mapped_column(word(OrderStatus))
    parcels: Mapped[int] = mapped_column(default=1, server_default="1")
    carrier: Mapped[str] = mapped_column(String(60), default="", server_default="")
    tracking: Mapped[str] = mapped_column(String(120), default="", server_default="")
    weight_grams: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    handed_over_at: Mapped[datetime | None] = mapped_column(Instant)


class OrderFileRow(Base, Keyed):
    """A file that belongs to an order; its bytes stand in `files`."""

    __tablename__ = "order_files"
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256"))
    name: Mapped[str] = mapped_column(String(250))
    content_type: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(String(120))


class OrderPaymentRow(Base, Keyed):
    """Money that came for an order (minor units of its currency), or below zero was given back."""

    __tablename__ = "order_payments"
    order_id: Mapped[int] = mapped_column(ForeignKey("orders.id"), index=True)
    amount: Mapped[int] = mapped_column(BigInteger)
    paid_on: Mapped[date] = mapped_column(Day)
    way: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(String(120))
    __table_args__ = (CheckConstraint("amount <> 0", name="amount_not_zero"),)
