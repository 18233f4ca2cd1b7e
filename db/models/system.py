"""Commands, changes, audit, settings, leases, search: what every room leans on."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, Versioned
from db.types import BigId, Document, Instant, word
from db.vocabulary import SearchKind, Topic


class CommandRow(Base):
    """Law 3: a command's answer, written in its own transaction. `seat`: who was signed in at the server, told by the
    server itself; "" on SQLite."""

    __tablename__ = "commands"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    result: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    seat: Mapped[str] = mapped_column(String(63), server_default="")


class ChangeRow(Base, Keyed):
    """Law 10. `xid` is the writing transaction on Postgres, 0 on SQLite, where the id says the order."""

    __tablename__ = "changes"
    xid: Mapped[int] = mapped_column(BigInteger)
    topic: Mapped[Topic] = mapped_column(word(Topic))
    record_id: Mapped[int] = mapped_column(BigInteger)
    what: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(Instant)
    actor: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(120))
    label: Mapped[str] = mapped_column(String(120))
    __table_args__ = (Index("ix_changes_xid_id", "xid", "id"),)


class AuditRow(Base, Keyed):
    """Append-only: who did what, when, from where. Personal values stand in audit_personal."""

    __tablename__ = "audit"
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    employee_id: Mapped[int | None] = mapped_column(BigInteger)
    actor: Mapped[str] = mapped_column(String(120))
    place: Mapped[str] = mapped_column(String(120))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int] = mapped_column(BigInteger)
    command_id: Mapped[str | None] = mapped_column(String(36))
    before: Mapped[dict[str, Any] | None] = mapped_column(Document)
    after: Mapped[dict[str, Any] | None] = mapped_column(Document)
    __table_args__ = (Index("ix_audit_subject_subject_id", "subject", "subject_id"),)


class AuditPersonalRow(Base):
    """The erasable side of the audit (RODO)."""

    __tablename__ = "audit_personal"
    audit_id: Mapped[int] = mapped_column(ForeignKey("audit.id"), primary_key=True)
    before: Mapped[dict[str, Any] | None] = mapped_column(Document)
    after: Mapped[dict[str, Any] | None] = mapped_column(Document)


class SettingRow(Base, Versioned):
    __tablename__ = "settings"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[Any] = mapped_column(Document)


class LeaseRow(Base):
    """Periodic work belongs to whoever holds its leased row (law 12)."""

    __tablename__ = "leases"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    holder: Mapped[str] = mapped_column(String(120))
    until: Mapped[datetime] = mapped_column(Instant)


class SearchRow(Base, Keyed):
    """Law 14: what people search, folded by crm_desktop/folding.py; indexed by FTS5 trigram or pg_trgm."""

    __tablename__ = "search_entries"
    kind: Mapped[SearchKind] = mapped_column(word(SearchKind))
    record_id: Mapped[int] = mapped_column(BigId)
    title: Mapped[str] = mapped_column(Text)
    subtitle: Mapped[str] = mapped_column(Text)
    folded: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("kind", "record_id"),)


SORTED_LETTERS = 60
_sorted = String(SORTED_LETTERS).with_variant(String(SORTED_LETTERS, collation="C"), "postgresql")


class ProductNameRow(Base):
    """The folded beginning of a product's name: what long lists are sorted by, the same on both databases."""

    __tablename__ = "product_names"
    product_id: Mapped[int] = mapped_column(BigId, ForeignKey("products.id"), primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(_sorted)
    __table_args__ = (Index("ix_product_names_name", "name", "product_id"),)


class CustomerNameRow(Base):
    """As ProductNameRow, of customers."""

    __tablename__ = "customer_names"
    customer_id: Mapped[int] = mapped_column(BigId, ForeignKey("customers.id"), primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(_sorted)
    __table_args__ = (Index("ix_customer_names_name", "name", "customer_id"),)
