"""Where goods lie within a warehouse: rack and shelf, as people call it."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.add_column("stock", sa.Column("location", sa.String(40), server_default="", nullable=False))
