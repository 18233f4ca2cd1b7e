"""Corrections, transfers in two legs, FIFO, stock counts and drafts."""

import sqlalchemy as sa
from alembic import op

from db.types import BigId, Day, Instant

revision = "0013"
down_revision = "0012"

NEW_KINDS = ("MMP", "WZKK", "RWKK", "MMKK")
KINDS = ("PZ", "WZ", "RW", "PW", "MM", "INW", "PZK", "WZK", "RWK", "PWK", "MMK", *NEW_KINDS)
NUMBERED = (*KINDS, "inquiry", "offer", "order")
HOUSES = ("sale", "quarantine", "damaged", "transit")


def upgrade() -> None:
    _word("warehouses", "kind", "warehousekind_word", HOUSES)
    _word("number_series", "kind", "serieskind_word", NUMBERED)
    with op.batch_alter_table("documents") as batch:
        _swap(batch, "documents", "kind", "documentkind_word", KINDS)
        batch.add_column(sa.Column("follows_id", BigId, nullable=True))
        batch.create_foreign_key(op.f("fk_documents_follows_id"), "documents", ["follows_id"], ["id"])
    op.create_index("ix_documents_follows_id", "documents", ["follows_id"])
    op.create_index("ix_documents_corrects_id", "documents", ["corrects_id"])
    with op.batch_alter_table("stock_moves") as batch:
        _swap(batch, "stock_moves", "kind", "documentkind_word", KINDS)
        batch.add_column(sa.Column("source_move_id", BigId, nullable=True))
        batch.create_foreign_key(op.f("fk_stock_moves_source_move_id"), "stock_moves", ["source_move_id"], ["id"])
    op.create_index("ix_stock_moves_source_move_id", "stock_moves", ["source_move_id"])
    op.add_column("move_costs", sa.Column("quantity", sa.BigInteger, nullable=True))
    _costs()
    _drafts()
    _counts()
    _series()


def _word(table: str, column: str, name: str, words: tuple[str, ...]) -> None:
    with op.batch_alter_table(table) as batch:
        _swap(batch, table, column, name, words)


def _swap(batch, table: str, column: str, name: str, words: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    full = f"ck_{table}_{name}"
    batch.drop_constraint(op.f(full), type_="check")
    batch.create_check_constraint(op.f(full), sa.text(f"{column} IN ({', '.join(repr(word) for word in words)})"))


def _foreign(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def _costs() -> None:
    op.create_table(
        "cost_changes",
        sa.Column("move_id", BigId, nullable=False),
        sa.Column("document_line_id", BigId, nullable=False),
        sa.Column("value", sa.BigInteger, nullable=False),
        sa.Column("quantity", sa.BigInteger, server_default="0", nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("day", Day, nullable=False),
        sa.Column("id", BigId, nullable=False),
        _foreign("cost_changes", "move_id", "stock_moves"),
        _foreign("cost_changes", "document_line_id", "document_lines"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_changes")),
    )
    op.create_index("ix_cost_changes_move_id", "cost_changes", ["move_id"])
    op.create_index("ix_cost_changes_document_line_id", "cost_changes", ["document_line_id"])
    op.create_table(
        "cost_layers",
        sa.Column("product_id", BigId, nullable=False),
        sa.Column("warehouse_id", BigId, nullable=False),
        sa.Column("quantity", sa.BigInteger, nullable=False),
        sa.Column("value", sa.BigInteger, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_cost_layers_quantity_positive")),
        _foreign("cost_layers", "product_id", "products"),
        _foreign("cost_layers", "warehouse_id", "warehouses"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_layers")),
    )
    columns = ["product_id", "warehouse_id", "id"]
    op.create_index("ix_cost_layers_product_id_warehouse_id_id", "cost_layers", columns)


def _drafts() -> None:
    op.create_table(
        "document_drafts",
        sa.Column("kind", _enum("documentkind_word", KINDS), nullable=False),
        sa.Column("warehouse_id", BigId, nullable=False),
        sa.Column("target_warehouse_id", BigId, nullable=True),
        sa.Column("party", sa.String(250), server_default="", nullable=False),
        sa.Column("note", sa.Text, server_default="", nullable=False),
        sa.Column("made_at", Instant, nullable=False),
        sa.Column("made_by", sa.String(120), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.Column("version", sa.BigInteger, server_default="1", nullable=False),
        _foreign("document_drafts", "warehouse_id", "warehouses"),
        _foreign("document_drafts", "target_warehouse_id", "warehouses"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_drafts")),
    )
    op.create_table(
        "draft_lines",
        sa.Column("draft_id", BigId, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("product_id", BigId, nullable=False),
        sa.Column("quantity", sa.BigInteger, nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_draft_lines_quantity_positive")),
        _foreign("draft_lines", "draft_id", "document_drafts"),
        _foreign("draft_lines", "product_id", "products"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_lines")),
        sa.UniqueConstraint("draft_id", "position", name=op.f("uq_draft_lines_draft_id_position")),
    )
    op.create_table(
        "draft_line_costs",
        sa.Column("draft_line_id", BigId, autoincrement=False, nullable=False),
        sa.Column("unit_cost", sa.BigInteger, nullable=False),
        _foreign("draft_line_costs", "draft_line_id", "draft_lines"),
        sa.PrimaryKeyConstraint("draft_line_id", name=op.f("pk_draft_line_costs")),
    )


def _counts() -> None:
    op.create_table(
        "counts",
        sa.Column("warehouse_id", BigId, nullable=False),
        sa.Column("group_id", BigId, nullable=True),
        sa.Column("blind", sa.Boolean, nullable=False),
        sa.Column("state", _enum("countstate_word", ("open", "closed", "abandoned")), nullable=False),
        sa.Column("opened_at", Instant, nullable=False),
        sa.Column("opened_by", sa.String(120), nullable=False),
        sa.Column("closed_at", Instant, nullable=True),
        sa.Column("document_id", BigId, nullable=True),
        sa.Column("id", BigId, nullable=False),
        sa.Column("version", sa.BigInteger, server_default="1", nullable=False),
        _foreign("counts", "warehouse_id", "warehouses"),
        _foreign("counts", "group_id", "product_groups"),
        _foreign("counts", "document_id", "documents"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counts")),
    )
    op.create_index("ix_counts_state", "counts", ["state"])
    op.create_table(
        "count_entries",
        sa.Column("count_id", BigId, nullable=False),
        sa.Column("product_id", BigId, nullable=False),
        sa.Column("quantity", sa.BigInteger, nullable=False),
        sa.Column("booked", sa.BigInteger, nullable=False),
        sa.Column("anew", sa.Boolean, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("place", sa.String(120), nullable=False),
        sa.Column("id", BigId, nullable=False),
        sa.CheckConstraint("quantity >= 0", name=op.f("ck_count_entries_quantity_not_negative")),
        _foreign("count_entries", "count_id", "counts"),
        _foreign("count_entries", "product_id", "products"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_count_entries")),
    )
    columns = ["count_id", "product_id", "id"]
    op.create_index("ix_count_entries_count_id_product_id_id", "count_entries", columns)


def _enum(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=24)


def _series() -> None:
    """Of each new kind, for every warehouse there is; templates of the usual form."""
    connection = op.get_bind()
    series = sa.table("number_series", *map(sa.column, ("kind", "warehouse_id", "template", "reset")))
    houses = list(connection.execute(sa.text("SELECT id FROM warehouses ORDER BY id")).scalars())
    rows = [
        {"kind": kind, "warehouse_id": house, "template": f"{kind} {{nr}}/{{yyyy}}/{{warehouse}}", "reset": "yearly"}
        for house in houses
        for kind in NEW_KINDS
    ]
    op.bulk_insert(series, rows)
