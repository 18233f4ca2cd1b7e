"""What leaves: printers, print jobs, messages; each is a row first (law 9)."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, Versioned
from db.types import Document, Instant, word
from db.vocabulary import JobKind, JobState, OrderStep, PrinterKind, PrinterLanguage


class PrinterRow(Base, Keyed, Versioned):
    """`address`: {"host", "port"} for tcp, {"queue"} for system, {"path"} for file; `station` serves it."""

    __tablename__ = "printers"
    name: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[PrinterKind] = mapped_column(word(PrinterKind))
    language: Mapped[PrinterLanguage] = mapped_column(word(PrinterLanguage))
    address: Mapped[dict[str, Any]] = mapped_column(Document)
    dpi: Mapped[int] = mapped_column(default=203, server_default="203")
    width_mm: Mapped[int] = mapped_column(default=100, server_default="100")
    height_mm: Mapped[int] = mapped_column(default=150, server_default="150")
    station: Mapped[str] = mapped_column(String(80), default="", server_default="")
    active: Mapped[bool] = mapped_column(default=True)


class PrintJobRow(Base, Keyed):
    __tablename__ = "print_jobs"
    printer_id: Mapped[int] = mapped_column(ForeignKey("printers.id"))
    kind: Mapped[JobKind] = mapped_column(word(JobKind))
    title: Mapped[str] = mapped_column(String(200))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"), index=True)
    reprint_of_id: Mapped[int | None] = mapped_column(BigInteger)
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[JobState] = mapped_column(word(JobState))
    attempt: Mapped[int] = mapped_column(default=0, server_default="0")
    due_at: Mapped[datetime] = mapped_column(Instant)
    leased_by: Mapped[str] = mapped_column(String(120), default="", server_default="")
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    sent_bytes: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    fault: Mapped[str] = mapped_column(Text, default="", server_default="")
    queued_at: Mapped[datetime] = mapped_column(Instant)
    queued_by: Mapped[str] = mapped_column(String(120))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (Index("ix_print_jobs_state_printer_id_id", "state", "printer_id", "id"),)


class MessageRow(Base, Keyed):
    """An e-mail that leaves, kept as it was sent."""

    __tablename__ = "messages"
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id"), index=True)
    opportunity_id: Mapped[int | None] = mapped_column(ForeignKey("opportunities.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    recipient: Mapped[str] = mapped_column(String(250))
    subject: Mapped[str] = mapped_column(String(250))
    body: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    in_reply_to: Mapped[str] = mapped_column(String(200), default="", server_default="")
    state: Mapped[JobState] = mapped_column(word(JobState))
    attempt: Mapped[int] = mapped_column(default=0, server_default="0")
    due_at: Mapped[datetime] = mapped_column(Instant)
    leased_by: Mapped[str] = mapped_column(String(120), default="", server_default="")
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    fault: Mapped[str] = mapped_column(Text, default="", server_default="")
    queued_at: Mapped[datetime] = mapped_column(Instant)
    queued_by: Mapped[str] = mapped_column(String(120))
    automatic: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Written by no person: says so in its head, so that no machine answers it."""
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (Index("ix_messages_state_due_at", "state", "due_at"),)


class MessageFileRow(Base, Keyed):
    """What an e-mail carries beside its words; its bytes stand in `files`."""

    __tablename__ = "message_files"
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256"))
    name: Mapped[str] = mapped_column(String(250))
    content_type: Mapped[str] = mapped_column(String(120))


class MessageTemplateRow(Base, Keyed, Versioned):
    """What customers are told at a step; `carrier` "" for every one that has none of its own."""

    __tablename__ = "message_templates"
    step: Mapped[OrderStep] = mapped_column(word(OrderStep))
    carrier: Mapped[str] = mapped_column(String(60), default="", server_default="")
    language: Mapped[str] = mapped_column(String(2))
    subject: Mapped[str] = mapped_column(String(250))
    body: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("step", "carrier", "language"),)


class CourierTemplateRow(Base, Keyed, Versioned):
    """The columns of a file that a courier's own program imports: [{"title", "value"}], values with {places}."""

    __tablename__ = "courier_templates"
    name: Mapped[str] = mapped_column(String(60), unique=True)
    carrier: Mapped[str] = mapped_column(String(60))
    delimiter: Mapped[str] = mapped_column(String(1))
    encoding: Mapped[str] = mapped_column(String(20))
    heading: Mapped[bool]
    columns: Mapped[Any] = mapped_column(Document)
