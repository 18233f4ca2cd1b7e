"""Who said of a submission that it is no spam."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("submissions", sa.Column("taken_by", sa.String(120), server_default="", nullable=False))
