"""Warehouses and number series carry a version, so that a stale save of theirs is refused (law 4)."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    for table in ("warehouses", "number_series"):
        op.add_column(table, sa.Column("version", sa.BigInteger, server_default="1", nullable=False))
