"""Files that outgoing e-mails carry."""

import sqlalchemy as sa
from alembic import op

from db.types import BigId

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "message_files",
        sa.Column("message_id", BigId, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("name", sa.String(250), nullable=False),
        sa.Column("content_type", sa.String(120), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="fk_message_files_message_id"),
        sa.ForeignKeyConstraint(["sha256"], ["files.sha256"], name="fk_message_files_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_message_files"),
    )
    op.create_index("ix_message_files_message_id", "message_files", ["message_id"])
