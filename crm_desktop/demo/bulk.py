"""The sample company's rows as plain values, and their way into the database in one transaction."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, text

from db.bulk import write_rows
from db.guards import checks_at_once, search_index_later
from db.models.base import Base

COLUMNS: dict[str, tuple[str, ...]] = {
    "settings": ("key", "value", "version"),
    "employees": ("id", "version", "login", "name", "email", "role", "active"),
    "employee_salaries": ("employee_id", "since", "amount"),
    "warehouses": ("id", "code", "name", "kind", "street", "postal_code", "city"),
    "number_series": ("id", "kind", "warehouse_id", "template", "reset"),
    "number_counters": ("series_id", "period", "last", "last_day"),
    "customer_groups": ("id", "name"),
    "customers": (
        *("id", "version", "code", "kind", "name", "name_key", "nip", "email", "phone", "group_id", "region", "status"),
        *("status_at", "note", "created_at"),
    ),
    "addresses": ("customer_id", "position", "name", "street", "postal_code", "city", "country", "phone"),
    "customer_keys": ("kind", "value", "customer_id"),
    "consents": (*("customer_id", "purpose", "text", "text_version", "form_key", "ip", "given_at", "withdrawn_at"),),
    "product_groups": ("id", "name", "parent_id"),
    "products": (
        *("id", "version", "code", "name", "group_id", "subgroup_id", "unit", "whole_units", "net_price"),
        *("vat_rate", "weight_grams", "tracks_lots", "active"),
    ),
    "product_barcodes": ("code", "product_id", "quantity"),
    "product_group_prices": ("product_id", "customer_group_id", "from_quantity", "net_price"),
    "campaigns": ("id", "version", "key", "name", "starts_on", "ends_on"),
    "forms": ("id", "version", "key", "name", "channel", "campaign_id", "field_map", "options", "active"),
    "sources": ("id", "version", "name", "kind", "address", "active"),
    "source_states": ("source_id", "state", "fault"),
    "opportunities": (
        *("id", "customer_id", "employee_id", "campaign_id", "form_id", "channel", "origin", "received_on"),
        *("received_at", "answered_at", "offered_at", "ordered_at", "issued_at", "completed_at", "furthest"),
        *("lost_at", "lost_on", "lost_reason", "estimate"),
    ),
    "inquiries": (
        *("id", "version", "number", "opportunity_id", "customer_id", "subject", "message", "received_at"),
        *("due_at", "follow_up_on", "open"),
    ),
    "inquiry_products": ("inquiry_id", "product_id", "quantity"),
    "offers": (
        *("id", "version", "number", "revision", "opportunity_id", "customer_id", "status", "valid_until"),
        *("currency", "net", "made_at", "sent_at"),
    ),
    "offer_lines": (*("offer_id", "position", "product_id", "quantity", "unit_price", "discount", "vat_rate", "net"),),
    "orders": (
        *("id", "version", "number", "opportunity_id", "customer_id", "employee_id", "warehouse_id", "status"),
        *("origin", "channel", "currency", "rate", "price_mode", "net", "vat", "created_at", "placed_at"),
        *("placed_on", "delivery_name", "delivery_street", "delivery_postal_code", "delivery_city"),
        *("delivery_country", "delivery_phone", "payment", "delivery", "note"),
    ),
    "order_lines": (
        *("id", "order_id", "position", "kind", "product_id", "name", "unit", "quantity", "unit_price"),
        *("discount", "vat_rate", "net", "sold_on", "picked", "issued"),
    ),
    "order_line_costs": ("order_line_id", "quantity", "value"),
    "order_steps": ("order_id", "step", "at", "employee_id", "actor", "place"),
    "documents": (
        *("id", "kind", "number", "series_id", "period", "sequence", "warehouse_id", "target_warehouse_id"),
        *("customer_id", "order_id", "corrects_id", "issued_on", "moved_on", "issued_at", "issued_by", "value"),
        *("snapshot", "snapshot_hash"),
    ),
    "document_lines": ("id", "document_id", "position", "product_id", "quantity", "unit_price", "value"),
    "shipments": ("order_id", "document_id", "status", "parcels", "carrier", "tracking", "handed_over_at"),
    "stock": ("product_id", "warehouse_id", "on_hand", "reserved", "minimum", "target", "location"),
    "lots": ("id", "product_id", "code", "expires_on"),
    "lot_stock": ("lot_id", "warehouse_id", "on_hand"),
    "stock_moves": (
        *("id", "product_id", "warehouse_id", "lot_id", "kind", "quantity", "document_line_id", "order_line_id"),
        *("at", "day"),
    ),
    "product_costs": ("product_id", "warehouse_id", "quantity", "value"),
    "move_costs": ("move_id", "value"),
    "reservations": (*("order_line_id", "product_id", "warehouse_id", "quantity", "state", "made_at", "expires_at"),),
    "expenses": (
        *("day", "kind", "amount", "currency", "campaign_id", "customer_id", "order_id", "product_group_id"),
        *("employee_id", "text", "booked_at", "booked_by"),
    ),
    "sales_targets": ("employee_id", "month", "amount"),
    "timeline": (
        *("customer_id", "at", "kind", "actor", "what", "text", "opportunity_id", "order_id"),
        *("status_before", "status_after"),
    ),
    "printers": (
        *("id", "version", "name", "kind", "language", "address", "dpi", "width_mm", "height_mm", "station", "active"),
    ),
    "print_jobs": (
        *("printer_id", "kind", "title", "order_id", "payload", "state", "attempt", "due_at", "leased_by"),
        *("sent_bytes", "fault", "queued_at", "queued_by", "ended_at"),
    ),
    "audit": (
        *("at", "employee_id", "actor", "place", "action", "subject", "subject_id", "command_id", "before", "after"),
    ),
    "search_entries": ("kind", "record_id", "title", "subtitle", "folded"),
}
"""Table -> the columns of its rows, in an order that satisfies every foreign key."""


class Rows:
    """The values of each table's rows, one behind the other; what is told often extends `tables[…]` itself."""

    def __init__(self) -> None:
        self.tables: dict[str, list[Any]] = defaultdict(list)

    def add(self, table: str, *values: Any) -> None:
        self.tables[table].extend(values)

    def count(self, table: str) -> int:
        """Rows told for `table`. Raises ValueError where values are missing or too many."""
        count, left_over = divmod(len(self.tables[table]), len(COLUMNS[table]))
        if left_over:
            raise ValueError(f"{table}: {left_over} values beyond {count} rows of {len(COLUMNS[table])} columns")
        return count


def unwatched(done: int, of: int) -> None:
    """Nobody looks on."""


def write(connection: Connection, rows: Rows, progress: Callable[[int, int], None] = unwatched) -> int:
    """Everything, in the caller's transaction; on Postgres the key sequences follow. Answers how many rows.

    `progress` is told after each table, so many rows of so many; what it raises leaves nothing behind.

    On SQLite the search index is built once at the end, a tenth of the time of keeping it up row by row, and CHECKs
    are proved a table at a time: row by row it builds a tree of every list of words that it compares with.
    """
    there = {table: count for table in COLUMNS if (count := rows.count(table))}
    of, done = sum(there.values()), 0
    with search_index_later(connection), checks_at_once(connection, there):
        for table in there:
            done += write_rows(connection, table, COLUMNS[table], rows.tables[table])
            progress(done, of)
        for kind in ("product", "customer"):
            connection.execute(text(_NAMES.format(kind)))
    if connection.dialect.name == "postgresql":
        _follow_sequences(connection)
        connection.execute(text("ANALYZE"))  # else the first questions are planned for empty tables
    return of


_NAMES = """
INSERT INTO {0}_names ({0}_id, name)
SELECT record_id, substr(folded, 1, 60) FROM search_entries WHERE kind = '{0}'
"""
"""What long lists are sorted by (crm_desktop/search.py)."""


def _follow_sequences(connection: Connection) -> None:
    for table in Base.metadata.tables.values():
        if "id" in table.c and table.c.id.type.python_type is int:
            found = connection.execute(text("SELECT pg_get_serial_sequence(:t, 'id')"), {"t": table.name}).scalar()
            if found:
                highest = connection.execute(text(f"SELECT MAX(id) FROM {table.name}")).scalar()
                if highest:
                    connection.execute(text("SELECT setval(:s, :h)"), {"s": found, "h": highest})
