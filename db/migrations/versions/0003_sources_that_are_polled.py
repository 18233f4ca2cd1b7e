"""Mailboxes, folders, drop boxes and shops that are polled; readings know the readers that made them."""

import sqlalchemy as sa
from alembic import op

from db.types import BigId, Document, Instant

revision = "0003"
down_revision = "0002"

KINDS = ("mailbox", "folder", "dropbox", "shop")
OUTCOMES = ("inquiry", "order", "update", "duplicate", "spam", "quarantined")


def _word(*words: str, name: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def upgrade() -> None:
    op.create_table(
        "sources",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("kind", _word(*KINDS, name="sourcekind_word"), nullable=False),
        sa.Column("address", Document, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("version", sa.BigInteger, server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
        sa.UniqueConstraint("name", name="uq_sources_name"),
    )
    op.create_table(
        "source_states",
        sa.Column("source_id", BigId, autoincrement=False, nullable=False),
        sa.Column("state", Document, nullable=False),
        sa.Column("looked_at", Instant, nullable=True),
        sa.Column("fault", sa.Text, server_default="", nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_source_states_source_id"),
        sa.PrimaryKeyConstraint("source_id", name="pk_source_states"),
    )
    op.create_table(
        "past_readings",
        sa.Column("submission_id", BigId, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("outcome", _word(*OUTCOMES, name="outcome_word"), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("readers", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("superseded_at", Instant, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name="fk_past_readings_submission_id"),
        sa.PrimaryKeyConstraint("id", name="pk_past_readings"),
    )
    op.create_index("ix_past_readings_submission_id", "past_readings", ["submission_id"])
    op.add_column("submission_readings", sa.Column("readers", sa.Integer, server_default="1", nullable=False))
