"""Customers merged into one and told apart again; names as they are compared."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0005"
down_revision = "0004"

KEY = db.types.BigId


def upgrade() -> None:
    with op.batch_alter_table("customers") as batch:
        batch.add_column(sa.Column("name_key", sa.String(length=250), server_default="", nullable=False))
        batch.create_index(op.f("ix_customers_name_key"), ["name_key"])
        batch.create_index(op.f("ix_customers_merged_into_id"), ["merged_into_id"])
    with op.batch_alter_table("offers") as batch:
        batch.create_index(op.f("ix_offers_customer_id"), ["customer_id"])
    op.create_table(
        "customer_merges",
        sa.Column("kept_id", KEY, nullable=False),
        sa.Column("gone_id", KEY, nullable=False),
        sa.Column("at", db.types.Instant(), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("before", db.types.Document, nullable=False),
        sa.Column("after", db.types.Document, nullable=False),
        sa.Column("undone_at", db.types.Instant(), nullable=True),
        sa.Column("undone_by", sa.String(length=120), server_default="", nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["kept_id"], ["customers.id"], name=op.f("fk_customer_merges_kept_id")),
        sa.ForeignKeyConstraint(["gone_id"], ["customers.id"], name=op.f("fk_customer_merges_gone_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_merges")),
    )
    with op.batch_alter_table("customer_merges") as batch:
        batch.create_index(op.f("ix_customer_merges_kept_id"), ["kept_id"])
        batch.create_index(op.f("ix_customer_merges_gone_id"), ["gone_id"])
    op.create_table(
        "customer_merge_moves",
        sa.Column("merge_id", KEY, nullable=False),
        sa.Column("room", sa.String(length=40), nullable=False),
        sa.Column("record_id", KEY, autoincrement=False, nullable=False),
        sa.Column("was", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["merge_id"], ["customer_merges.id"], name=op.f("fk_customer_merge_moves_merge_id")),
        sa.PrimaryKeyConstraint("merge_id", "room", "record_id", name=op.f("pk_customer_merge_moves")),
    )
    op.create_table(
        "customers_apart",
        sa.Column("first_id", KEY, autoincrement=False, nullable=False),
        sa.Column("second_id", KEY, autoincrement=False, nullable=False),
        sa.Column("at", db.types.Instant(), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["customers.id"], name=op.f("fk_customers_apart_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["customers.id"], name=op.f("fk_customers_apart_second_id")),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_customers_apart")),
    )
