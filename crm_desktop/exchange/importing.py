"""Brings a company's own sheets in: products, customers, opening stock; all or nothing, and no file twice."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.orm import Session

from crm_desktop.errors import FaultyFile
from crm_desktop.exchange import customers, products, stock
from crm_desktop.exchange.checking import check, digest_of
from crm_desktop.exchange.once import refuse_again, remember
from crm_desktop.exchange.planning import Plan
from crm_desktop.exchange.reading import read_sheet
from crm_desktop.exchange.records import Checked, Fault, Imported, ImportSheet, Preview, SheetMap, What
from crm_desktop.work import Work, use_case
from db.vocabulary import Permission


def read_and_check(what: What, content: bytes, file: str, chosen: SheetMap, *, language: str) -> Checked:
    """Bytes to lines and faults, outside of any transaction. Raises Unreadable."""
    sheet = read_sheet(content, file, chosen)
    return check(what, sheet, chosen, digest=digest_of(content), file=file, language=language)


def preview(session: Session, command: ImportSheet) -> Preview:
    """What the import would do now. Raises AlreadyImported, NotFound for a warehouse; nothing is changed."""
    checked = command.checked
    refuse_again(session, checked.what.value, checked.digest)
    plan = _plan(session, command, lock=False)
    faults = _in_order(checked, plan)
    faulty = len({fault.row for fault in faults})
    return Preview(
        checked.what, checked.file, checked.rows, len(plan.new), len(plan.changed), plan.same, faulty, faults
    )


@use_case(Permission.EDIT_PRODUCTS)
def import_products(work: Work, command: ImportSheet) -> Imported:
    """A code that is there is changed by what the sheet gives, empty cells give nothing. Raises FaultyFile with all
    faults unless the faulty rows shall be skipped, AlreadyImported, Cancelled."""
    return _bring_in(work, command)


@use_case(Permission.EDIT_CUSTOMERS)
def import_customers(work: Work, command: ImportSheet) -> Imported:
    """As `import_products`; who has no code is known by NIP, else by e-mail."""
    return _bring_in(work, command)


@use_case(Permission.MOVE_STOCK)
def import_stock(work: Work, command: ImportSheet) -> Imported:
    """As `import_products`; writes an opening PW a warehouse, of goods that are known."""
    return _bring_in(work, command)


CASES: dict[What, Callable[[Work, ImportSheet], Imported]] = {
    What.PRODUCTS: import_products,
    What.CUSTOMERS: import_customers,
    What.STOCK: import_stock,
}


def _plan(session: Session, command: ImportSheet, *, lock: bool) -> Plan:
    checked = command.checked
    match checked.what:
        case What.PRODUCTS:
            return products.plan(session, checked, lock=lock)
        case What.CUSTOMERS:
            return customers.plan(session, checked, lock=lock)
        case What.STOCK:
            return stock.plan(session, checked, command.warehouse)


def _in_order(checked: Checked, plan: Plan) -> tuple[Fault, ...]:
    return tuple(sorted([*checked.faults, *plan.faults], key=lambda fault: fault.row))


def _bring_in(work: Work, command: ImportSheet) -> Imported:
    checked = command.checked
    refuse_again(work.session, checked.what.value, checked.digest)
    plan = _plan(work.session, command, lock=True)
    faults = _in_order(checked, plan)
    if faults and not (command.skip_faulty and checked.lines):
        raise FaultyFile(file=checked.file, faults=[fault.as_dict() for fault in faults])
    documents: tuple[str, ...] = ()
    match checked.what:
        case What.PRODUCTS:
            products.write(work, plan, command.progress)
        case What.CUSTOMERS:
            customers.write(work, plan, command.progress)
        case What.STOCK:
            documents = stock.write(work, plan, command.progress)
    faulty = len({fault.row for fault in faults})
    done = Imported(
        checked.what, checked.file, checked.rows, len(plan.new), len(plan.changed), plan.same, faulty, documents
    )
    told = {"file": checked.file, "rows": checked.rows, "new": done.new, "changed": done.changed}
    remember(work, checked.what.value, checked.digest, told=told, faulty=done.faulty)
    return done


def without_faulty(command: ImportSheet) -> ImportSheet:
    """The same, leaving the faulty rows out."""
    return replace(command, skip_faulty=True)
