"""What a shop told of each of its orders, so that any order of arrival ends in the same state."""

import sqlalchemy as sa
from alembic import op

from db.types import Document

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "shop_states",
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("version", sa.String(40), server_default="", nullable=False),
        sa.Column("cancelled", sa.Boolean, server_default=sa.false(), nullable=False),
        sa.Column("goods", Document, nullable=False),
        sa.Column("charges", Document, nullable=False),
        sa.Column("refunds", Document, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_shop_states"),
    )
