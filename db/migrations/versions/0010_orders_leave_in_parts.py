"""What of a line waits for a later shipment; steps aside of the way: reopen, send the rest, give it up."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

STEPS = ("place", "reserve", "pick", "issue", "label", "hand_over", "complete", "cancel")
ASIDE = ("reopen", "send_rest", "drop_rest")
CHECK = "ck_order_steps_orderstep_word"


def upgrade() -> None:
    op.add_column("order_lines", sa.Column("later", sa.BigInteger, server_default="0", nullable=False))
    rule = f"step IN ({', '.join(repr(word) for word in (*STEPS, *ASIDE))})"
    with op.batch_alter_table("order_steps") as batch:
        batch.drop_constraint(op.f(CHECK), type_="check")
        batch.create_check_constraint(op.f(CHECK), sa.text(rule))
