"""The search index of each database, and the rows that an empty company starts from."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

ROLES = {
    "clerk": "see_sales handle_inquiries edit_customers edit_products edit_orders reserve_stock issue_documents print"
    " book_expenses see_reports interpret_submissions",
    "warehouse": "see_sales reserve_stock move_stock issue_documents print",
    "owner": "see_sales see_costs handle_inquiries edit_customers edit_products edit_orders reserve_stock move_stock"
    " issue_documents print book_expenses see_reports interpret_submissions",
    "admin": "receive_submissions interpret_submissions see_sales see_costs handle_inquiries edit_customers"
    " edit_products edit_orders reserve_stock move_stock issue_documents print work_print_queue book_expenses"
    " see_reports set_up manage_staff",
    "receiver": "receive_submissions",
    "interpreter": "interpret_submissions",
    "station": "work_print_queue",
}
SERIES = {
    "inquiry": "ZAP {nr}/{yyyy}",
    "offer": "OF {nr}/{yyyy}",
    "order": "ZAM {nr}/{yyyy}",
    **{kind: f"{kind} {{nr}}/{{yyyy}}/{{warehouse}}" for kind in ("PZ", "WZ", "RW", "PW", "MM", "INW")},
    **{kind: f"{kind} {{nr}}/{{yyyy}}/{{warehouse}}" for kind in ("PZK", "WZK", "RWK", "PWK", "MMK")},
}


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_fts USING fts5(folded, content='search_entries', content_rowid='id',"
            " tokenize='trigram')"
        )
    else:
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        op.execute("CREATE INDEX ix_search_entries_trgm ON search_entries USING gin (folded gin_trgm_ops)")
    _insert("role_permissions", [{"role": r, "permission": p} for r, held in ROLES.items() for p in held.split()])
    _insert("warehouses", [{"code": "M1", "name": "Magazyn główny", "kind": "sale"}])
    _insert(
        "number_series",
        [
            {"kind": kind, "warehouse_id": 0 if kind.islower() else 1, "template": template, "reset": "yearly"}
            for kind, template in SERIES.items()
        ],
    )
    _insert("employees", [{"login": "admin", "name": "Administrator", "role": "admin", "active": True}])


def _insert(table: str, rows: list[dict[str, object]]) -> None:
    columns = [sa.column(name) for name in rows[0]]
    op.bulk_insert(sa.table(table, *columns), rows)
