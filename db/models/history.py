"""What an imported line or opportunity says of itself (contract.md, import of history), apart from today's records.

A customer who has moved, a product in another group, a channel of another program: history keeps its own words.
"""

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base

WORDS = 120
"""The longest text of a dimension."""


class HistoryLineRow(Base):
    """The dimensions of one line of an imported document; "" is none.

    `is_order` is false of a line whose whole document is negative: it counts in quantity and revenue, and is no order.
    """

    __tablename__ = "history_lines"
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_lines.id"), primary_key=True, autoincrement=False)
    is_order: Mapped[bool]
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    employee_id: Mapped[int | None] = mapped_column(ForeignKey("employees.id"))
    customer_group: Mapped[str] = mapped_column(String(WORDS))
    country: Mapped[str] = mapped_column(String(WORDS))
    region: Mapped[str] = mapped_column(String(WORDS))
    channel: Mapped[str] = mapped_column(String(WORDS))
    product_group: Mapped[str] = mapped_column(String(WORDS))
    product_subgroup: Mapped[str] = mapped_column(String(WORDS))
    warehouse: Mapped[str] = mapped_column(String(WORDS))
    __table_args__ = (Index("ix_history_lines_customer_id", "customer_id"),)


class HistoryItemRow(Base):
    """The same of one item of the funnel. `number` is the opportunity's own, "" of an imported sale; `currency` is
    that of its estimate."""

    __tablename__ = "history_items"
    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunities.id"), primary_key=True, autoincrement=False)
    number: Mapped[str] = mapped_column(String(WORDS))
    customer_group: Mapped[str] = mapped_column(String(WORDS))
    country: Mapped[str] = mapped_column(String(WORDS))
    region: Mapped[str] = mapped_column(String(WORDS))
    channel: Mapped[str] = mapped_column(String(WORDS))
    product_id: Mapped[int | None] = mapped_column(ForeignKey("products.id"), index=True)
    lost_reason: Mapped[str] = mapped_column(String(WORDS))
    currency: Mapped[str] = mapped_column(String(3))
