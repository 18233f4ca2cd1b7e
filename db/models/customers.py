"""People and companies, how they are recognised, merged and told apart, their consents and their timeline."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, Versioned
from db.types import BigId, Document, Instant, word
from db.vocabulary import ContactStatus, CustomerKey, CustomerKind, TimelineKind


class CustomerGroupRow(Base, Keyed):
    __tablename__ = "customer_groups"
    name: Mapped[str] = mapped_column(String(120), unique=True)


class CustomerRow(Base, Keyed, Versioned):
    __tablename__ = "customers"
    code: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[CustomerKind] = mapped_column(word(CustomerKind))
    name: Mapped[str] = mapped_column(String(250), index=True)
    name_key: Mapped[str] = mapped_column(String(250), index=True, default="", server_default="")
    nip: Mapped[str] = mapped_column(String(20), default="", server_default="")
    email: Mapped[str] = mapped_column(String(250), default="", server_default="")
    phone: Mapped[str] = mapped_column(String(40), default="", server_default="")
    group_id: Mapped[int | None] = mapped_column(ForeignKey("customer_groups.id"), index=True)
    region: Mapped[str] = mapped_column(String(80), default="", server_default="")
    status: Mapped[ContactStatus] = mapped_column(word(ContactStatus))
    status_at: Mapped[datetime] = mapped_column(Instant)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("employees.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("customers.id"), index=True)
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (Index("ix_customers_status_status_at", "status", "status_at"),)


class AddressRow(Base, Keyed):
    """The first of a customer (position 0) is its seat; others are delivery addresses."""

    __tablename__ = "addresses"
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(250))
    street: Mapped[str] = mapped_column(String(250))
    postal_code: Mapped[str] = mapped_column(String(20))
    city: Mapped[str] = mapped_column(String(120))
    country: Mapped[str] = mapped_column(String(2), default="PL", server_default="PL")
    phone: Mapped[str] = mapped_column(String(40), default="", server_default="")
    __table_args__ = (UniqueConstraint("customer_id", "position"),)


class CustomerKeyRow(Base, Keyed):
    """By what a customer is recognised for certain; values normalised by customers/rules.py."""

    __tablename__ = "customer_keys"
    kind: Mapped[CustomerKey] = mapped_column(word(CustomerKey))
    value: Mapped[str] = mapped_column(String(250))
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    __table_args__ = (UniqueConstraint("kind", "value", "customer_id"),)


class ConsentRow(Base, Keyed):
    """Proof: who, when, the exact text and its version, which form, the IP where used, the withdrawal."""

    __tablename__ = "consents"
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)
    text_version: Mapped[str] = mapped_column(String(40))
    form_key: Mapped[str] = mapped_column(String(80))
    submission_id: Mapped[int | None] = mapped_column(BigInteger)
    ip: Mapped[str] = mapped_column(String(60), default="", server_default="")
    given_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)


class TimelineRow(Base, Keyed):
    """What happened with a customer, with its cause; a change of status carries both words.

    `what` is a stored word (a step, a document's kind, a reason), `text` a number or what a person wrote.
    """

    __tablename__ = "timeline"
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    kind: Mapped[TimelineKind] = mapped_column(word(TimelineKind))
    actor: Mapped[str] = mapped_column(String(120))
    what: Mapped[str] = mapped_column(String(40), default="", server_default="")
    text: Mapped[str] = mapped_column(Text)
    opportunity_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    order_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    status_before: Mapped[ContactStatus | None] = mapped_column(word(ContactStatus, "status_before"))
    status_after: Mapped[ContactStatus | None] = mapped_column(word(ContactStatus, "status_after"))
    __table_args__ = (Index("ix_timeline_customer_id_at", "customer_id", "at"),)


class CustomerMergeRow(Base, Keyed):
    """Two records of one person made one; `before` and `after` are the kept one's values that the merge changed."""

    __tablename__ = "customer_merges"
    kept_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(String(120))
    before: Mapped[dict[str, Any]] = mapped_column(Document)
    after: Mapped[dict[str, Any]] = mapped_column(Document)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
    undone_by: Mapped[str] = mapped_column(String(120), default="", server_default="")


class CustomerMergeMoveRow(Base):
    """A row that changed hands in a merge, so that un-merging gives back exactly those; `was` an address's position."""

    __tablename__ = "customer_merge_moves"
    merge_id: Mapped[int] = mapped_column(ForeignKey("customer_merges.id"), primary_key=True)
    room: Mapped[str] = mapped_column(String(40), primary_key=True)
    record_id: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    was: Mapped[int | None] = mapped_column(BigInteger)


class CustomersApartRow(Base):
    """A person said that these two are not the same; the lower key first."""

    __tablename__ = "customers_apart"
    first_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True, autoincrement=False)
    second_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(String(120))


class ErasureRow(Base):
    """A person was erased on request: when, by whom, and `told`, counts and a hash of what was there."""

    __tablename__ = "erasures"
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"), primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(String(120))
    told: Mapped[dict[str, Any]] = mapped_column(Document)
