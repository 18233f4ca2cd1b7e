"""Of which lots an order's line was picked, until they leave."""

import sqlalchemy as sa
from alembic import op

from db.types import BigId

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "picked_lots",
        sa.Column("order_line_id", BigId, nullable=False),
        sa.Column("lot_id", BigId, nullable=False),
        sa.Column("quantity", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("order_line_id", "lot_id", name="pk_picked_lots"),
        sa.ForeignKeyConstraint(["order_line_id"], ["order_lines.id"], name=op.f("fk_picked_lots_order_line_id")),
        sa.ForeignKeyConstraint(["lot_id"], ["lots.id"], name=op.f("fk_picked_lots_lot_id")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_picked_lots_quantity_positive")),
    )
