"""By what mails know each other: their own ids and those they answer."""

import sqlalchemy as sa
from alembic import op

from db.types import BigId

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "mail_ids",
        sa.Column("submission_id", BigId, nullable=False),
        sa.Column("mail_id", sa.String(240), nullable=False),
        sa.Column("own", sa.Boolean, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("opportunity_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], name="fk_mail_ids_submission_id"),
        sa.ForeignKeyConstraint(["opportunity_id"], ["opportunities.id"], name="fk_mail_ids_opportunity_id"),
        sa.PrimaryKeyConstraint("id", name="pk_mail_ids"),
    )
    op.create_index("ix_mail_ids_submission_id", "mail_ids", ["submission_id"])
    op.create_index("ix_mail_ids_mail_id", "mail_ids", ["mail_id"])
    op.create_index("ix_mail_ids_opportunity_id", "mail_ids", ["opportunity_id"])
