"""Whose command an answer is of: on an office server no seat reads those of others (db/row_rights.py)."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.add_column("commands", sa.Column("seat", sa.String(63), server_default="", nullable=False))
    if op.get_bind().dialect.name == "postgresql":  # the server itself says who writes; an older seat tells nothing
        op.execute("ALTER TABLE commands ALTER COLUMN seat SET DEFAULT SESSION_USER")
