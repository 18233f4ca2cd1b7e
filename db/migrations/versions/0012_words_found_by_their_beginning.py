"""Search knows where words begin and what kind a record is; long lists have an order of their own; stock sorts by any
of its figures."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

KINDS = ("customer", "product", "inquiry", "order", "document")
NAMES = {"product_names": "products", "customer_names": "customers"}


def upgrade() -> None:
    op.create_index("ix_stock_on_hand", "stock", ["on_hand", "product_id", "warehouse_id"])
    op.create_index("ix_stock_reserved", "stock", ["reserved", "product_id", "warehouse_id"])
    op.create_index("ix_stock_minimum", "stock", ["minimum", "product_id", "warehouse_id"])
    op.drop_index("ix_stock_warehouse_id", "stock")
    op.create_index("ix_stock_warehouse_id_product_id", "stock", ["warehouse_id", "product_id"])
    for table, of in NAMES.items():
        _make_names(table, of)
    if op.get_bind().dialect.name == "sqlite":
        _index_words()
        return
    op.execute("DROP INDEX ix_search_entries_trgm")
    for kind in KINDS:
        op.execute(
            f"CREATE INDEX ix_search_entries_trgm_{kind} ON search_entries"
            f" USING gin ((' ' || folded) gin_trgm_ops) WHERE kind = '{kind}'"
        )


def _make_names(table: str, of: str) -> None:
    key = f"{of[:-1]}_id"
    letters = sa.String(length=60).with_variant(sa.String(length=60, collation="C"), "postgresql")
    op.create_table(
        table,
        sa.Column(key, sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", letters, nullable=False),
        sa.ForeignKeyConstraint([key], [f"{of}.id"], name=op.f(f"fk_{table}_{key}")),
        sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{table}")),
    )
    op.create_index(f"ix_{table}_name", table, ["name", key])
    op.execute(
        f"INSERT INTO {table} ({key}, name) SELECT record_id, substr(folded, 1, 60) FROM search_entries"
        f" WHERE kind = '{of[:-1]}' AND record_id IN (SELECT id FROM {of})"
    )


def _index_words() -> None:
    op.execute("DROP TABLE search_fts")
    op.execute(
        "CREATE VIEW search_words AS SELECT id, ' ' || folded || ' «' || substr(kind, 1, 1) || '»' AS folded"
        " FROM search_entries"
    )
    op.execute(
        "CREATE VIRTUAL TABLE search_fts USING fts5(folded, content='search_words', content_rowid='id',"
        " tokenize='trigram')"
    )
    op.execute("INSERT INTO search_fts(search_fts) VALUES ('rebuild')")
