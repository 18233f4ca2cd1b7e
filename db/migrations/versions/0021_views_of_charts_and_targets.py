"""Views of charts that a person keeps, and what employees are to sell in a month."""

import sqlalchemy as sa
from alembic import op

from db.types import BigId, Document

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "chart_views",
        sa.Column("employee_id", BigId, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("pinned", sa.Boolean, nullable=False),
        sa.Column("place", Document, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chart_views"),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_chart_views_employee_id")),
        sa.UniqueConstraint("employee_id", "name", name="uq_chart_views_employee_id_name"),
    )
    op.create_table(
        "sales_targets",
        sa.Column("employee_id", BigId, nullable=False),
        sa.Column("month", sa.Integer, nullable=False),
        sa.Column("amount", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("employee_id", "month", name="pk_sales_targets"),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name=op.f("fk_sales_targets_employee_id")),
        sa.CheckConstraint("amount > 0", name=op.f("ck_sales_targets_amount_positive")),
    )
