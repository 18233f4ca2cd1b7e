"""Messages that a machine wrote, and submissions that ask for no automatic answer."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.add_column("messages", sa.Column("automatic", sa.Boolean, server_default=sa.false(), nullable=False))
    op.add_column("submissions", sa.Column("quiet", sa.Boolean, server_default=sa.false(), nullable=False))
