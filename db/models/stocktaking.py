"""What is not issued yet: drafts of warehouse documents, and stock counts at which several people work."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, Versioned
from db.types import Day, Instant, word
from db.vocabulary import CountState, DocumentKind


class DraftRow(Base, Keyed, Versioned):
    """A document in the making: no number, no stock moved; gone when it is issued."""

    __tablename__ = "document_drafts"
    kind: Mapped[DocumentKind] = mapped_column(word(DocumentKind))
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"))
    target_warehouse_id: Mapped[int | None] = mapped_column(ForeignKey("warehouses.id"))
    party: Mapped[str] = mapped_column(String(250), default="", server_default="")
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[str] = mapped_column(String(120))


class DraftLineRow(Base, Keyed):
    __tablename__ = "draft_lines"
    draft_id: Mapped[int] = mapped_column(ForeignKey("document_drafts.id"))
    position: Mapped[int]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    quantity: Mapped[int] = mapped_column(BigInteger)
    lot: Mapped[str] = mapped_column(String(60), default="", server_default="")
    shelf: Mapped[str] = mapped_column(String(40), default="", server_default="")
    expires_on: Mapped[date | None] = mapped_column(Day)
    __table_args__ = (
        UniqueConstraint("draft_id", "position"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
    )


class DraftLineCostRow(Base):
    """What a line of a receipt shall cost a unit (ten-thousandths), apart from the line (law 7)."""

    __tablename__ = "draft_line_costs"
    draft_line_id: Mapped[int] = mapped_column(ForeignKey("draft_lines.id"), primary_key=True)
    unit_cost: Mapped[int] = mapped_column(BigInteger)


class CountRow(Base, Keyed, Versioned):
    """A stock count of a warehouse, or of one group there, or of the shelves there whose names begin with `shelf`.
    `blind`: who counts does not see what should lie there."""

    __tablename__ = "counts"
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("product_groups.id"))
    shelf: Mapped[str] = mapped_column(String(40), default="", server_default="")
    blind: Mapped[bool] = mapped_column(default=False)
    state: Mapped[CountState] = mapped_column(word(CountState))
    opened_at: Mapped[datetime] = mapped_column(Instant)
    opened_by: Mapped[str] = mapped_column(String(120))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    __table_args__ = (Index("ix_counts_state", "state"),)


class CountEntryRow(Base, Keyed):
    """What somebody counted, append-only. Entries of a product add up; `anew` begins with this one.

    `booked`: what the ledger said at that moment, so that what moves afterwards is no difference. `shelf` NULL: counted
    wherever it lies; else on this one ("" on none), where `booked_there` of it lay by the books.
    """

    __tablename__ = "count_entries"
    count_id: Mapped[int] = mapped_column(ForeignKey("counts.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    quantity: Mapped[int] = mapped_column(BigInteger)
    booked: Mapped[int] = mapped_column(BigInteger)
    anew: Mapped[bool] = mapped_column(default=False)
    shelf: Mapped[str | None] = mapped_column(String(40))
    booked_there: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(120))
    __table_args__ = (
        CheckConstraint("quantity >= 0", name="quantity_not_negative"),
        Index("ix_count_entries_count_id_product_id_id", "count_id", "product_id", "id"),
    )
