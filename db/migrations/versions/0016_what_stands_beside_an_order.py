"""Payments and files of orders, weight of shipments, the second person's check, templates of messages and couriers."""

import sqlalchemy as sa
from alembic import op

from db.types import BigId, Day, Document, Instant

revision = "0016"
down_revision = "0015"

STEPS = ("place", "reserve", "pick", "issue", "label", "hand_over", "complete", "cancel")
ASIDE = ("reopen", "send_rest", "drop_rest", "check")


def upgrade() -> None:
    _files()
    _payments()
    _templates()
    op.add_column("shipments", sa.Column("weight_grams", sa.BigInteger, server_default="0", nullable=False))
    with op.batch_alter_table("order_steps") as batch:
        batch.drop_constraint(op.f("ck_order_steps_orderstep_word"), type_="check")
        batch.create_check_constraint(op.f("ck_order_steps_orderstep_word"), _steps((*STEPS, *ASIDE)))


def _steps(words: tuple[str, ...]) -> sa.TextClause:
    return sa.text(f"step IN ({', '.join(repr(word) for word in words)})")


def _files() -> None:
    op.create_table(
        "order_files",
        sa.Column("order_id", BigId, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(250), nullable=False),
        sa.Column("content_type", sa.String(120), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_order_files_order_id"),
        sa.ForeignKeyConstraint(["sha256"], ["files.sha256"], name="fk_order_files_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_order_files"),
    )
    op.create_index("ix_order_files_order_id", "order_files", ["order_id"])


def _payments() -> None:
    op.create_table(
        "order_payments",
        sa.Column("order_id", BigId, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.Column("paid_on", Day, nullable=False),
        sa.Column("way", sa.String(60), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_order_payments_order_id"),
        sa.PrimaryKeyConstraint("id", name="pk_order_payments"),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_order_payments_amount_not_zero")),
    )
    op.create_index("ix_order_payments_order_id", "order_payments", ["order_id"])


def _templates() -> None:
    op.create_table(
        "message_templates",
        sa.Column("step", sa.String(24), nullable=False),
        sa.Column("carrier", sa.String(60), server_default="", nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("subject", sa.String(250), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("version", sa.BigInteger, server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_message_templates"),
        sa.UniqueConstraint("step", "carrier", "language", name="uq_message_templates_step_carrier_language"),
        sa.CheckConstraint(_steps((*STEPS, *ASIDE)), name=op.f("ck_message_templates_orderstep_word")),
    )
    op.create_table(
        "courier_templates",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("carrier", sa.String(60), nullable=False),
        sa.Column("delimiter", sa.String(1), nullable=False),
        sa.Column("encoding", sa.String(20), nullable=False),
        sa.Column("heading", sa.Boolean, nullable=False),
        sa.Column("columns", Document, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("version", sa.BigInteger, server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_courier_templates"),
        sa.UniqueConstraint("name", name="uq_courier_templates_name"),
    )
