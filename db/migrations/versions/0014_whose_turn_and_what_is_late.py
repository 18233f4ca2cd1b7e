"""Whose turn it is, who is away, and which inquiries were told to be late."""

import sqlalchemy as sa
from alembic import op

from db.types import BigId, Day, Instant

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "assignment_turns",
        sa.Column("employee_id", BigId, nullable=False, autoincrement=False),
        sa.Column("turn", sa.BigInteger, nullable=False),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name="fk_assignment_turns_employee_id"),
        sa.PrimaryKeyConstraint("employee_id", name="pk_assignment_turns"),
    )
    op.add_column("employees", sa.Column("absent_until", Day))
    op.add_column("inquiries", sa.Column("late_told_at", Instant))
    op.add_column("inquiries", sa.Column("late_told_to", sa.BigInteger))
