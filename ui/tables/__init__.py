"""Tables of records, shared by all rooms."""

from ui.tables.columns import Column
from ui.tables.records_model import RecordsModel
from ui.tables.table_view import TableView

__all__ = ["Column", "RecordsModel", "TableView"]
