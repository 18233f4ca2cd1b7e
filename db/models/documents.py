"""Issued warehouse documents: frozen, numbered without gaps, never changed (law 6)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, Versioned
from db.types import Day, Instant, word
from db.vocabulary import DocumentKind, SeriesKind, SeriesReset


class NumberSeriesRow(Base, Keyed, Versioned):
    """A template a kind and warehouse; warehouse 0 stands for none."""

    __tablename__ = "number_series"
    kind: Mapped[SeriesKind] = mapped_column(word(SeriesKind))
    warehouse_id: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    template: Mapped[str] = mapped_column(String(80))
    reset: Mapped[SeriesReset] = mapped_column(word(SeriesReset))
    __table_args__ = (UniqueConstraint("kind", "warehouse_id"),)


class NumberCounterRow(Base):
    """The last number given in a period, and the latest day it was given for."""

    __tablename__ = "number_counters"
    series_id: Mapped[int] = mapped_column(ForeignKey("number_series.id"), primary_key=True)
    period: Mapped[str] = mapped_column(String(10), primary_key=True)
    last: Mapped[int] = mapped_column(BigInteger)
    last_day: Mapped[date] = mapped_column(Day)


class DocumentRow(Base, Keyed):
    """`snapshot` is all that is printed, as canonical JSON; `snapshot_hash` its SHA-256 in hex.

    `corrects_id`: the document whose lines this one corrects; `follows_id`: the one that caused it (what an MMP
    receives, the count behind a surplus, the PZK behind a WZKK).
    """

    __tablename__ = "documents"
    kind: Mapped[DocumentKind] = mapped_column(word(DocumentKind))
    number: Mapped[str] = mapped_column(String(80))
    series_id: Mapped[int] = mapped_column(ForeignKey("number_series.id"))
    period: Mapped[str] = mapped_column(String(10))
    sequence: Mapped[int] = mapped_column(BigInteger)
    warehouse_id: Mapped[int] = mapped_column(ForeignKey("warehouses.id"))
    target_warehouse_id: Mapped[int | None] = mapped_column(ForeignKey("warehouses.id"))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"), index=True)
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)
    issued_on: Mapped[date] = mapped_column(Day)
    moved_on: Mapped[date] = mapped_column(Day)
    issued_at: Mapped[datetime] = mapped_column(Instant)
    issued_by: Mapped[str] = mapped_column(String(120))
    value: Mapped[int] = mapped_column(BigInteger)
    snapshot: Mapped[str] = mapped_column(Text)
    snapshot_hash: Mapped[str] = mapped_column(String(64))
    __table_args__ = (
        UniqueConstraint("series_id", "period", "sequence"),
        UniqueConstraint("kind", "number"),
        Index("ix_documents_kind_issued_on", "kind", "issued_on"),
    )


class DocumentLineRow(Base, Keyed):
    """`unit_price` (ten-thousandths) and `value` (minor units) are sales figures; what goods cost is in move_costs."""

    __tablename__ = "document_lines"
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    position: Mapped[int]
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"))
    quantity: Mapped[int] = mapped_column(BigInteger)
    unit_price: Mapped[int] = mapped_column(BigInteger)
    value: Mapped[int] = mapped_column(BigInteger)
    __table_args__ = (UniqueConstraint("document_id", "position"),)


class DocumentPrintRow(Base):
    """The PDF as first made from the snapshot; the same bytes every time after."""

    __tablename__ = "document_prints"
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
    pdf_hash: Mapped[str] = mapped_column(String(64))
    template_version: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(Instant)


class DocumentReferenceRow(Base, Keyed):
    """What is learned later (invoice, KSeF number, tracking), appended and never a column of the frozen document."""

    __tablename__ = "document_references"
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    value: Mapped[str] = mapped_column(String(200))
    day: Mapped[date | None] = mapped_column(Day)
    at: Mapped[datetime] = mapped_column(Instant)
