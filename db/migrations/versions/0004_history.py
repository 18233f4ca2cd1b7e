"""What imported lines and opportunities say of themselves, apart from today's records."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

WORDS = 120
LINE = ("customer_group", "country", "region", "channel", "product_group", "product_subgroup", "warehouse")
ITEM = ("number", "customer_group", "country", "region", "channel", "lost_reason")


def upgrade() -> None:
    op.create_table(
        "history_lines",
        sa.Column("order_line_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), autoincrement=False),
        sa.Column("is_order", sa.Boolean(), nullable=False),
        sa.Column("customer_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=False),
        sa.Column("employee_id", sa.BigInteger().with_variant(sa.Integer, "sqlite")),
        *(sa.Column(name, sa.String(WORDS), nullable=False) for name in LINE),
        sa.ForeignKeyConstraint(
            ["order_line_id"], ["order_lines.id"], name="fk_history_lines_order_line_id_order_lines"
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name="fk_history_lines_customer_id_customers"),
        sa.ForeignKeyConstraint(["employee_id"], ["employees.id"], name="fk_history_lines_employee_id_employees"),
        sa.PrimaryKeyConstraint("order_line_id", name="pk_history_lines"),
    )
    op.create_index("ix_history_lines_customer_id", "history_lines", ["customer_id"])
    op.create_table(
        "history_items",
        sa.Column("opportunity_id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), autoincrement=False),
        *(sa.Column(name, sa.String(WORDS), nullable=False) for name in ITEM),
        sa.Column("currency", sa.String(3), nullable=False),
        sa.Column("product_id", sa.BigInteger().with_variant(sa.Integer, "sqlite")),
        sa.ForeignKeyConstraint(
            ["opportunity_id"], ["opportunities.id"], name="fk_history_items_opportunity_id_opportunities"
        ),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_history_items_product_id_products"),
        sa.PrimaryKeyConstraint("opportunity_id", name="pk_history_items"),
    )
    op.create_index("ix_history_items_product_id", "history_items", ["product_id"])
