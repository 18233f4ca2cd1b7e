"""A stock count of shelves alone; what lies on a shelf is found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("counts", sa.Column("shelf", sa.String(40), server_default="", nullable=False))
    op.create_index("ix_stock_warehouse_id_location", "stock", ["warehouse_id", "location", "product_id"])
