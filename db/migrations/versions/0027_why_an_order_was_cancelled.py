"""Why an order was cancelled stands on the order; until now it was the end of a sentence of the timeline."""

from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

SAID = " · "
"""Stood between the order's number, the papers that took its goods back, if any, and what the person said."""
AT_ONCE = 500
TOLD = """
    SELECT o.id, t.text FROM orders o JOIN timeline t ON t.order_id = o.id
    WHERE o.status = 'cancelled' AND t.kind = 'order' AND t.what = 'cancel' ORDER BY t.id
"""


def upgrade() -> None:
    op.add_column("orders", sa.Column("cancel_reason", sa.Text, server_default="", nullable=False))
    sentences = {key: text.partition(SAID)[2] for key, text in op.get_bind().execute(sa.text(TOLD))}  # the last holds
    papers = _documents(number for said in sentences.values() for number in _papers(said))
    reasons = [
        {"key": key, "reason": reason}
        for key, said in sentences.items()
        if (reason := said.partition(SAID)[2] if papers.issuperset(_papers(said)) else said)
    ]
    if reasons:
        op.get_bind().execute(sa.text("UPDATE orders SET cancel_reason = :reason WHERE id = :key"), reasons)


def _papers(said: str) -> list[str]:
    """What stands where papers would."""
    return said.partition(SAID)[0].split(", ")


def _documents(numbers: Iterable[str]) -> set[str]:
    """Those that are papers, and no part of what a person said."""
    there = sa.text("SELECT number FROM documents WHERE number IN :some").bindparams(
        sa.bindparam("some", expanding=True)
    )
    return {row[0] for some in _parts(sorted(set(numbers))) for row in op.get_bind().execute(there, {"some": some})}


def _parts(numbers: list[str]) -> Iterator[list[str]]:
    return (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))
