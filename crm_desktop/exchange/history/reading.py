"""Bytes of a sheet of history -> exact rows and faults, outside of any transaction."""

from crm_desktop.exchange.checking import digest_of
from crm_desktop.exchange.history.expenses import read_expenses
from crm_desktop.exchange.history.pipeline import read_pipeline
from crm_desktop.exchange.history.records import Opportunity, Past, PastExpense, Read, SalesLines
from crm_desktop.exchange.history.sales import read_sales
from crm_desktop.exchange.history.table import Cells, read_table
from crm_desktop.exchange.records import SheetMap
from db.bulk import without_collecting


@without_collecting()
def read_history(what: Past, content: bytes, file: str, chosen: SheetMap, *, language: str, currency: str) -> Read:
    """`currency` is the company's, of what the sheet and its map name none for. Raises Unreadable."""
    table = read_table(what, content, file, chosen)
    cells = Cells(what, table, chosen, language)
    sales = SalesLines()
    pipeline: tuple[Opportunity, ...] = ()
    expenses: tuple[PastExpense, ...] = ()
    if not cells.head_faults():
        match what:
            case Past.SALES:
                sales = read_sales(cells, chosen.currency or currency)
            case Past.PIPELINE:
                pipeline = read_pipeline(cells)
            case Past.EXPENSES:
                expenses = read_expenses(cells, chosen.currency or currency)
    return Read(
        what=what,
        digest=digest_of(content),
        file=file,
        language=language,
        heads=cells.heads,
        rows=len(table.rows),
        faults=tuple(cells.faults),
        faulty=cells.faulty,
        sales=sales,
        pipeline=pipeline,
        expenses=expenses,
        currency=chosen.currency or currency,
    )
