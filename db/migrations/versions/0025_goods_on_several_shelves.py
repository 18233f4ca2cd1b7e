"""One product on several shelves of a warehouse: what lies on others than its usual one, moved append-only.

What lies where a product has one shelf is told by that shelf already, so nothing is written for the goods there are.
"""

import sqlalchemy as sa
from alembic import op

from db.types import BigId, Day, Instant

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("stock", sa.Column("spread", sa.Boolean, server_default=sa.false(), nullable=False))
    op.add_column("draft_lines", sa.Column("shelf", sa.String(40), server_default="", nullable=False))
    op.add_column("count_entries", sa.Column("shelf", sa.String(40)))
    op.add_column("count_entries", sa.Column("booked_there", sa.BigInteger))
    _stock()
    _moves()
    op.create_table(
        "picked_shelves",
        sa.Column("order_line_id", BigId, nullable=False),
        sa.Column("shelf", sa.String(40), nullable=False),
        sa.Column("quantity", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("order_line_id", "shelf", name="pk_picked_shelves"),
        sa.ForeignKeyConstraint(["order_line_id"], ["order_lines.id"], name=op.f("fk_picked_shelves_order_line_id")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_picked_shelves_quantity_positive")),
    )


def _stock() -> None:
    op.create_table(
        "shelf_stock",
        sa.Column("id", BigId, nullable=False),
        sa.Column("product_id", BigId, nullable=False),
        sa.Column("warehouse_id", BigId, nullable=False),
        sa.Column("shelf", sa.String(40), nullable=False),
        sa.Column("lot_id", BigId),
        sa.Column("on_hand", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shelf_stock"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_shelf_stock_product_id")),
        sa.ForeignKeyConstraint(["warehouse_id"], ["warehouses.id"], name=op.f("fk_shelf_stock_warehouse_id")),
        sa.ForeignKeyConstraint(["lot_id"], ["lots.id"], name=op.f("fk_shelf_stock_lot_id")),
        sa.UniqueConstraint(
            *("product_id", "warehouse_id", "shelf", "lot_id"),
            name=op.f("uq_shelf_stock_product_id_warehouse_id_shelf_lot_id"),
        ),
        sa.CheckConstraint("on_hand >= 0", name=op.f("ck_shelf_stock_on_hand_not_negative")),
        sa.CheckConstraint("shelf <> ''", name=op.f("ck_shelf_stock_shelf_named")),
    )
    op.create_index(
        "ix_shelf_stock_of_no_lot",
        "shelf_stock",
        ["product_id", "warehouse_id", "shelf"],
        unique=True,
        sqlite_where=sa.text("lot_id IS NULL"),
        postgresql_where=sa.text("lot_id IS NULL"),
    )
    op.create_index("ix_shelf_stock_warehouse_id_shelf", "shelf_stock", ["warehouse_id", "shelf"])


def _moves() -> None:
    op.create_table(
        "shelf_moves",
        sa.Column("id", BigId, nullable=False),
        sa.Column("product_id", BigId, nullable=False),
        sa.Column("warehouse_id", BigId, nullable=False),
        sa.Column("shelf", sa.String(40), nullable=False),
        sa.Column("lot_id", BigId),
        sa.Column("quantity", sa.BigInteger, nullable=False),
        sa.Column("move_id", BigId),
        sa.Column("other", sa.String(40), server_default="", nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("day", Day, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_shelf_moves"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name=op.f("fk_shelf_moves_product_id")),
        sa.ForeignKeyConstraint(["warehouse_id"], ["warehouses.id"], name=op.f("fk_shelf_moves_warehouse_id")),
        sa.ForeignKeyConstraint(["lot_id"], ["lots.id"], name=op.f("fk_shelf_moves_lot_id")),
        sa.ForeignKeyConstraint(["move_id"], ["stock_moves.id"], name=op.f("fk_shelf_moves_move_id")),
        sa.CheckConstraint("quantity <> 0", name=op.f("ck_shelf_moves_quantity_not_zero")),
        sa.CheckConstraint("shelf <> ''", name=op.f("ck_shelf_moves_shelf_named")),
    )
    op.create_index("ix_shelf_moves_product_id_warehouse_id_id", "shelf_moves", ["product_id", "warehouse_id", "id"])
    op.create_index("ix_shelf_moves_move_id", "shelf_moves", ["move_id"])
