"""People erased on request, with a hash of what was there."""

import sqlalchemy as sa
from alembic import op

from db.types import BigId, Document, Instant

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("customer_id", BigId, autoincrement=False, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("told", Document, nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_erasures_customer_id"),
        sa.PrimaryKeyConstraint("customer_id", name="pk_erasures"),
    )
