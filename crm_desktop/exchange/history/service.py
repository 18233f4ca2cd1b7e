"""Brings history in: all or nothing, no file twice; it stands outside the stock ledger and is marked so."""

from collections.abc import Callable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from crm_desktop.errors import FaultyFile
from crm_desktop.exchange.history.expenses_writing import orders_of, unknown_orders, write_expenses
from crm_desktop.exchange.history.parties import Parties
from crm_desktop.exchange.history.pipeline_writing import write_pipeline
from crm_desktop.exchange.history.records import HistoryImported, ImportHistory, Past, Read
from crm_desktop.exchange.history.sales_writing import write_sales
from crm_desktop.exchange.once import refuse_again, remember
from crm_desktop.work import Work, use_case
from db.models.sales import OrderRow
from db.vocabulary import Permission, Topic


@use_case(Permission.EDIT_ORDERS)
def import_sales(work: Work, command: ImportHistory) -> HistoryImported:
    """Unknown products and customers are made. Raises FaultyFile with all faults unless the faulty rows shall be
    skipped, AlreadyImported, Cancelled."""
    read = admitted(work.session, command)
    parties = Parties(work)
    orders, first = write_sales(work, read.sales, parties, command.progress)
    return _done(work, read, parties, orders=orders, first=first)


@use_case(Permission.EDIT_ORDERS)
def import_pipeline(work: Work, command: ImportHistory) -> HistoryImported:
    """As `import_sales`; campaigns are made too."""
    read = admitted(work.session, command)
    parties = Parties(work)
    last = work.session.scalar(select(func.max(OrderRow.id))) or 0
    orders, undated = write_pipeline(work, read.pipeline, parties, command.progress, currency=read.currency)
    return _done(work, read, parties, orders=orders, undated=undated, first=last + 1)


@use_case(Permission.BOOK_EXPENSES)
def import_expenses(work: Work, command: ImportHistory) -> HistoryImported:
    """As `import_sales`; an order that is named must be there. Raises FaultyFile."""
    read = command.read
    refuse_again(work.session, read.what.value, read.digest)
    orders = orders_of(work, read.expenses)
    unknown = unknown_orders(read.expenses, orders, read.heads, read.language)
    faults = sorted([*read.faults, *unknown], key=lambda fault: fault.row)
    wrong = {fault.row for fault in unknown}
    rows = [row for row in read.expenses if row.row not in wrong]
    if faults and not (command.skip_faulty and rows):
        raise FaultyFile(file=read.file, faults=[fault.as_dict() for fault in faults])
    parties = Parties(work)
    write_expenses(work, rows, orders, parties, command.progress)
    return _done(work, read, parties, new=len(rows), faulty=read.faulty + len(wrong))


CASES: dict[Past, Callable[[Work, ImportHistory], HistoryImported]] = {
    Past.SALES: import_sales,
    Past.PIPELINE: import_pipeline,
    Past.EXPENSES: import_expenses,
}


def admitted(session: Session, command: ImportHistory) -> Read:
    """What may be brought in. Raises FaultyFile, AlreadyImported; nothing is changed."""
    read = command.read
    refuse_again(session, read.what.value, read.digest)
    if read.faults and not (command.skip_faulty and read.right):
        raise FaultyFile(file=read.file, faults=[fault.as_dict() for fault in read.faults])
    return read


def _done(
    work: Work,
    read: Read,
    parties: Parties,
    *,
    orders: int = 0,
    undated: int = 0,
    first: int = 0,
    new: int | None = None,
    faulty: int | None = None,
) -> HistoryImported:
    done = HistoryImported(
        what=read.what,
        file=read.file,
        rows=read.rows,
        new=read.right if new is None else new,
        faulty=read.faulty if faulty is None else faulty,
        orders=orders,
        undated=undated,
        **parties.made,
    )
    told = {"file": done.file, "rows": done.rows, "new": done.new, "changed": 0}
    remember(work, read.what.value, read.digest, told=told, faulty=done.faulty)
    topic = Topic.EXPENSES if read.what is Past.EXPENSES else Topic.ORDERS
    work.changed(topic, first, "imported", label=done.file)  # of orders: the first that may be new or longer now
    return done
