"""Reasons of readings as codes with their values, so that each person is told in their own language."""

import sqlalchemy as sa
from alembic import op

from db.types import Document

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("submission_readings", sa.Column("why", Document))
