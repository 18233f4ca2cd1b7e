"""Tables of records, shared by all rooms."""

from ui.tables.columns import Column, money_column, pill_column
from ui.tables.long_table import LongTable
from ui.tables.records_model import RecordsModel
from ui.tables.table_view import TableView
from ui.tables.two_lines import Lines, LinesView

__all__ = ["Column", "Lines", "LinesView", "LongTable", "RecordsModel", "TableView", "money_column", "pill_column"]
