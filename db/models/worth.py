"""Campaigns and expenses on selling, what is to be sold, views of charts; imports of files, never the same twice."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, Versioned
from db.types import Day, Document, Instant, word
from db.vocabulary import ExpenseKind


class CampaignRow(Base, Keyed, Versioned):
    """`key` is what a form sends (utm_campaign); a campaign without an end runs on."""

    __tablename__ = "campaigns"
    key: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    starts_on: Mapped[date] = mapped_column(Day)
    ends_on: Mapped[date | None] = mapped_column(Day)


class ExpenseRow(Base, Keyed):
    """Minor units; tied to what it was spent on, any of them or none."""

    __tablename__ = "expenses"
    day: Mapped[date] = mapped_column(Day, index=True)
    kind: Mapped[ExpenseKind] = mapped_column(word(ExpenseKind))
    amount: Mapped[int] = mapped_column(BigInteger)
    currency: Mapped[str] = mapped_column(String(3))
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"), index=True)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id"))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    product_group_id: Mapped[int | None] = mapped_column(ForeignKey("product_groups.id"))
    employee_id: Mapped[int | None] = mapped_column(ForeignKey("employees.id"))
    text: Mapped[str] = mapped_column(String(250), default="", server_default="")
    booked_at: Mapped[datetime] = mapped_column(Instant)
    booked_by: Mapped[str] = mapped_column(String(120))


class SalesTargetRow(Base):
    """What an employee is to sell net in a month (yyyymm): minor units of the company's currency."""

    __tablename__ = "sales_targets"
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"), primary_key=True, autoincrement=False)
    month: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    amount: Mapped[int] = mapped_column(BigInteger)
    __table_args__ = (CheckConstraint("amount > 0", name="amount_positive"),)


class ChartViewRow(Base, Keyed):
    """A look at the charts that a person named; one that is pinned stands on their Today."""

    __tablename__ = "chart_views"
    employee_id: Mapped[int] = mapped_column(ForeignKey("employees.id"))
    name: Mapped[str] = mapped_column(String(80))
    pinned: Mapped[bool]
    place: Mapped[dict[str, Any]] = mapped_column(Document)
    __table_args__ = (UniqueConstraint("employee_id", "name"),)


class ImportRow(Base, Keyed):
    __tablename__ = "imports"
    kind: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    file_name: Mapped[str] = mapped_column(String(250))
    rows: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(String(120))
