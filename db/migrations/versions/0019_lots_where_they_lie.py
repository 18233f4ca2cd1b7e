"""How much of each lot lies where, found by what expires first; lots in drafts."""

import sqlalchemy as sa
from alembic import op

from db.types import BigId, Day

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "lot_stock",
        sa.Column("lot_id", BigId, nullable=False),
        sa.Column("warehouse_id", BigId, nullable=False),
        sa.Column("on_hand", sa.BigInteger, server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("lot_id", "warehouse_id", name="pk_lot_stock"),
        sa.ForeignKeyConstraint(["lot_id"], ["lots.id"], name=op.f("fk_lot_stock_lot_id")),
        sa.ForeignKeyConstraint(["warehouse_id"], ["warehouses.id"], name=op.f("fk_lot_stock_warehouse_id")),
        sa.CheckConstraint("on_hand >= 0", name=op.f("ck_lot_stock_on_hand_not_negative")),
    )
    op.create_index("ix_lots_expires_on", "lots", ["expires_on"])
    op.create_index("ix_stock_moves_lot_id", "stock_moves", ["lot_id"])
    op.execute(
        "INSERT INTO lot_stock (lot_id, warehouse_id, on_hand) SELECT lot_id, warehouse_id, SUM(quantity)"
        " FROM stock_moves WHERE lot_id IS NOT NULL GROUP BY lot_id, warehouse_id"
    )
    op.add_column("draft_lines", sa.Column("lot", sa.String(60), server_default="", nullable=False))
    op.add_column("draft_lines", sa.Column("expires_on", Day, nullable=True))
