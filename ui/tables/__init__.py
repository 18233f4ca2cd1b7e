"""Tables of records, shared by all rooms."""

from ui.tables.columns import Column, money_column, pill_column
from ui.tables.records_model import RecordsModel
from ui.tables.table_view import TableView

__all__ = ["Column", "RecordsModel", "TableView", "money_column", "pill_column"]
