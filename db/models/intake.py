"""What comes in: stored before it is understood (law 8). Receiving only inserts; interpreting is another role."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, Versioned
from db.types import Document, Instant, word
from db.vocabulary import Channel, Outcome, SourceKind


class FormRow(Base, Keyed, Versioned):
    """A form of the company's site, by its key in `/in/<key>`; `field_map` says whose key means what."""

    __tablename__ = "forms"
    key: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    channel: Mapped[Channel] = mapped_column(word(Channel))
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaigns.id"))
    field_map: Mapped[dict[str, Any]] = mapped_column(Document)
    options: Mapped[dict[str, Any]] = mapped_column(Document)
    active: Mapped[bool] = mapped_column(default=True)


class SubmissionRow(Base, Keyed):
    """The exact bytes as they came. `dedupe_key` makes the same thing sent twice count once."""

    __tablename__ = "submissions"
    source: Mapped[str] = mapped_column(String(80))
    form_id: Mapped[int | None] = mapped_column(ForeignKey("forms.id"))
    channel: Mapped[Channel] = mapped_column(word(Channel))
    dedupe_key: Mapped[str] = mapped_column(String(200), unique=True)
    content_type: Mapped[str] = mapped_column(String(200))
    headers: Mapped[dict[str, Any]] = mapped_column(Document)
    remote: Mapped[str] = mapped_column(String(60))
    raw: Mapped[bytes | None] = mapped_column(LargeBinary)
    raw_hash: Mapped[str] = mapped_column(String(64), index=True)
    received_at: Mapped[datetime] = mapped_column(Instant, index=True)
    taken_by: Mapped[str] = mapped_column(String(120), default="", server_default="")
    """Who said that it is no spam."""
    quiet: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Nothing answers it by itself."""


class SubmissionQueueRow(Base):
    """What waits to be understood, so that a backlog never slows the newest; retried after `due_at`."""

    __tablename__ = "submission_queue"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), primary_key=True, autoincrement=False)
    due_at: Mapped[datetime] = mapped_column(Instant)
    attempt: Mapped[int] = mapped_column(default=0, server_default="0")
    __table_args__ = (Index("ix_submission_queue_due_at", "due_at"),)


class SubmissionReadingRow(Base, Keyed):
    """What a submission was understood to be; one row a record in it, `position` from 0."""

    __tablename__ = "submission_readings"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    position: Mapped[int]
    outcome: Mapped[Outcome] = mapped_column(word(Outcome))
    reason: Mapped[str] = mapped_column(Text)
    why: Mapped[list[Any] | None] = mapped_column(Document)
    """The codes and values that `reason` tells in the company's language."""
    reader: Mapped[str] = mapped_column(String(40))
    number: Mapped[str] = mapped_column(String(80))
    record_key: Mapped[str] = mapped_column(String(200), index=True)
    opportunity_id: Mapped[int | None] = mapped_column(ForeignKey("opportunities.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("orders.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    readers: Mapped[int] = mapped_column(default=1, server_default="1")
    __table_args__ = (Index("ix_submission_readings_outcome_at", "outcome", "at"),)


class PastReadingRow(Base, Keyed):
    """What a record was understood to be before it was interpreted again; `readers` is the readers' version then."""

    __tablename__ = "past_readings"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    position: Mapped[int]
    outcome: Mapped[Outcome] = mapped_column(word(Outcome))
    reason: Mapped[str] = mapped_column(Text)
    readers: Mapped[int]
    at: Mapped[datetime] = mapped_column(Instant)
    superseded_at: Mapped[datetime] = mapped_column(Instant)


class ShopStateRow(Base):
    """What a shop told of one of its orders so far, whatever came first; `key` is the order's `external_ref`.

    `goods` and `charges` as of its newest `version`, without anything personal; `refunds` by the shop's own key.
    """

    __tablename__ = "shop_states"
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    version: Mapped[str] = mapped_column(String(40), default="", server_default="")
    cancelled: Mapped[bool] = mapped_column(default=False, server_default=false())
    goods: Mapped[list[Any]] = mapped_column(Document)
    charges: Mapped[list[Any]] = mapped_column(Document)
    refunds: Mapped[dict[str, Any]] = mapped_column(Document)


class MailIdRow(Base, Keyed):
    """A mail's `own` id, with a hash of what it says, or one that it answers; and the matter it belongs to."""

    __tablename__ = "mail_ids"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    mail_id: Mapped[str] = mapped_column(String(240), index=True)
    own: Mapped[bool]
    digest: Mapped[str] = mapped_column(String(64))
    opportunity_id: Mapped[int | None] = mapped_column(ForeignKey("opportunities.id"), index=True)


class SourceRow(Base, Keyed, Versioned):
    """A mailbox, folder, drop box or shop that is polled; what comes bears its `name`. Secrets stand in the keyring."""

    __tablename__ = "sources"
    name: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[SourceKind] = mapped_column(word(SourceKind))
    address: Mapped[dict[str, Any]] = mapped_column(Document)
    active: Mapped[bool] = mapped_column(default=True)


class SourceStateRow(Base):
    """How far a source was read, written in one transaction with what was read; and how the last look ended."""

    __tablename__ = "source_states"
    source_id: Mapped[int] = mapped_column(ForeignKey("sources.id"), primary_key=True, autoincrement=False)
    state: Mapped[dict[str, Any]] = mapped_column(Document)
    looked_at: Mapped[datetime | None] = mapped_column(Instant)
    fault: Mapped[str] = mapped_column(Text, default="", server_default="")


class FileRow(Base):
    """An attachment, stored by the SHA-256 of its bytes."""

    __tablename__ = "files"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    size: Mapped[int] = mapped_column(BigInteger)


class SubmissionFileRow(Base, Keyed):
    __tablename__ = "submission_files"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submissions.id"), index=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("files.sha256"))
    field: Mapped[str] = mapped_column(String(120))
    name: Mapped[str] = mapped_column(String(250))
    content_type: Mapped[str] = mapped_column(String(120))
