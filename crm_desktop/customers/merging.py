"""Two records of one customer made one, and told apart again: whole and exact."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, exists, func, insert, literal, select, update
from sqlalchemy.orm import Session

from crm_desktop.customers.contact import tell_timeline
from crm_desktop.customers.finding import make_findable, take_away
from crm_desktop.customers.queries import merge_to_undo
from crm_desktop.customers.records import KeepApart, KeptApart, MergeCustomers, Merged, Unmerge, Unmerged
from crm_desktop.errors import InvalidValue, KnownError, NotFound, StaleRecord
from crm_desktop.work import Work, use_case
from db.models.customers import (
    AddressRow,
    ConsentRow,
    CustomerKeyRow,
    CustomerMergeMoveRow,
    CustomerMergeRow,
    CustomerRow,
    CustomersApartRow,
    TimelineRow,
)
from db.models.leaving import MessageRow
from db.models.sales import InquiryRow, OfferRow, OpportunityRow, OrderRow
from db.models.worth import ExpenseRow
from db.statements import table_of
from db.types import instant, micros
from db.vocabulary import ContactStatus, Permission, TimelineKind, Topic

FIELDS = ("name", "kind", "nip", "email", "phone", "group_id", "region", "owner_id", "note")
"""What of the one that goes can be taken over."""

_OWNED: tuple[Table, ...] = tuple(
    table_of(model)
    for model in (OpportunityRow, InquiryRow, OfferRow, OrderRow, ExpenseRow, MessageRow, ConsentRow, TimelineRow)
)
"""Tables whose rows belong to a customer and nothing more; issued documents stay as they were frozen."""
_customers, _addresses, _keys = table_of(CustomerRow), table_of(AddressRow), table_of(CustomerKeyRow)
_merges, _moves = table_of(CustomerMergeRow), table_of(CustomerMergeMoveRow)
_TOLD = {"inquiries": Topic.INQUIRIES, "offers": Topic.OFFERS, "orders": Topic.ORDERS}


class MergedOn(KnownError):
    """The one kept was merged into another since: `later` is that one's name; the later merge is undone first."""

    code = "merged_on"


@use_case(Permission.EDIT_CUSTOMERS)
def merge_customers(work: Work, command: MergeCustomers) -> Merged:
    """Everything of `gone_id` becomes `kept_id`'s. Raises NotFound, StaleRecord, InvalidValue (one and the same, a
    field of `take` that is none)."""
    if command.kept_id == command.gone_id:
        raise InvalidValue(field="customer", value=str(command.gone_id), rule="same")
    for name in command.take or ():
        if name not in FIELDS:
            raise InvalidValue(field="take", value=name, rule="unknown")
    rows = _locked(work.session, (command.kept_id, command.gone_id))
    kept, gone = rows[command.kept_id], rows[command.gone_id]
    for row, version in ((kept, command.kept_version), (gone, command.gone_version)):
        if row.merged_into_id is not None:
            raise NotFound(kind="customer", key=row.code)
        if version is not None and row.version != version:
            raise StaleRecord(kind="customer", key=row.code, mine=version, theirs=row.version)
    before, after = _take_over(kept, gone, command.take)
    merge_id: int = work.session.execute(
        insert(_merges).returning(_merges.c.id),
        {
            "kept_id": kept.id,
            "gone_id": gone.id,
            "at": work.now,
            "actor": work.actor.name,
            "before": before,
            "after": after,
        },
    ).scalar_one()
    gone.merged_into_id = kept.id
    kept.version += 1
    gone.version += 1
    work.session.flush()
    moved = _hand_over(work.session, merge_id, kept=kept.id, gone=gone.id)
    take_away(work, gone.id)
    make_findable(work, kept)
    told = f"{gone.code} · {gone.name}"
    tell_timeline(work, kept.id, TimelineKind.NOTE, what="merge", text=told)
    work.audit("merge", "customer", kept.id, after={"gone": gone.code, "merge": merge_id, "moved": sum(moved.values())})
    _announce(work, merge_id, kept)
    work.changed(Topic.CUSTOMERS, gone.id, "merged")
    return Merged(merge_id, kept.id, kept.code, gone.code, sum(moved.values()))


@use_case(Permission.EDIT_CUSTOMERS)
def unmerge(work: Work, command: Unmerge) -> Unmerged:
    """Gives back exactly what the merge took; what came since stays with the one kept, and what a person wrote over
    since stays as written. Raises NotFound (no such merge, or undone already), MergedOn."""
    wanted = command.merge_id or merge_to_undo(work.session, command.code)
    merge = work.session.scalar(select(CustomerMergeRow).where(CustomerMergeRow.id == wanted).with_for_update())
    if merge is None or merge.undone_at is not None:
        raise NotFound(kind="merge", key=wanted)
    rows = _locked(work.session, (merge.kept_id, merge.gone_id))
    kept, gone = rows[merge.kept_id], rows[merge.gone_id]
    if kept.merged_into_id is not None:
        later = work.session.get_one(CustomerRow, kept.merged_into_id)
        raise MergedOn(kept=kept.name, later=later.name)
    _announce(work, merge.id, kept)
    returned = _give_back(work.session, merge.id, kept=kept.id, gone=gone.id)
    _put_back(kept, merge.before, merge.after)
    gone.merged_into_id = None
    kept.version += 1
    gone.version += 1
    merge.undone_at, merge.undone_by = work.now, work.actor.name
    work.session.flush()
    for row, other in ((kept, gone), (gone, kept)):
        make_findable(work, row)
        tell_timeline(work, row.id, TimelineKind.NOTE, what="unmerge", text=f"{other.code} · {other.name}")
        work.changed(Topic.CUSTOMERS, row.id, "unmerged", label=row.name)
    work.audit("unmerge", "customer", kept.id, after={"gone": gone.code, "merge": merge.id, "returned": returned})
    return Unmerged(kept.id, kept.code, gone.id, gone.code, returned)


@use_case(Permission.EDIT_CUSTOMERS)
def keep_apart(work: Work, command: KeepApart) -> KeptApart:
    """They are two, says a person: not proposed again. Saying it twice changes nothing."""
    first, second = sorted((command.one_id, command.other_id))
    if first == second:
        raise InvalidValue(field="customer", value=str(first), rule="same")
    rows = _locked(work.session, (first, second))
    if work.session.get(CustomersApartRow, (first, second)) is None:
        row = CustomersApartRow(first_id=first, second_id=second, at=work.now, actor=work.actor.name)
        work.session.add(row)
        work.audit("keep_apart", "customer", first, after={"other": rows[second].code})
        work.changed(Topic.CUSTOMERS, first, "kept_apart")
    return KeptApart(first, second)


def _locked(session: Session, ids: Iterable[int]) -> dict[int, CustomerRow]:
    """By key, locked in the order of keys. Raises NotFound."""
    wanted = sorted(set(ids))
    rows = session.scalars(
        select(CustomerRow).where(CustomerRow.id.in_(wanted)).order_by(CustomerRow.id).with_for_update()
    )
    found = {row.id: row for row in rows}
    for key in wanted:
        if key not in found:
            raise NotFound(kind="customer", key=key)
    return found


def _take_over(
    kept: CustomerRow, gone: CustomerRow, take: tuple[str, ...] | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Values before and after: the chosen fields, and the status of the one that moved last."""
    before, after = dict[str, Any](), dict[str, Any]()
    for name in FIELDS:
        chosen, own = getattr(gone, name), getattr(kept, name)
        wanted = name in take if take is not None else own in ("", None)
        if wanted and chosen != own:
            before[name], after[name] = own, chosen
            setattr(kept, name, chosen)
    if "name" in after:
        before["name_key"], after["name_key"] = kept.name_key, gone.name_key
        kept.name_key = gone.name_key
    if gone.status_at > kept.status_at:
        before |= {"status": kept.status.value, "status_at": micros(kept.status_at)}
        after |= {"status": gone.status.value, "status_at": micros(gone.status_at)}
        kept.status, kept.status_at = gone.status, gone.status_at
    return before, after


def _put_back(kept: CustomerRow, before: dict[str, Any], after: dict[str, Any]) -> None:
    """Each value that still is as the merge left it; status and its time go together."""
    plain = [name for name in before if name not in ("status", "status_at")]
    for name in plain:
        if getattr(kept, name) == after[name]:
            setattr(kept, name, before[name])
    if "status" in before and micros(kept.status_at) == after["status_at"]:
        kept.status, kept.status_at = ContactStatus(before["status"]), instant(before["status_at"])


def _hand_over(session: Session, merge_id: int, *, kept: int, gone: int) -> dict[str, int]:
    """Rows moved, by table."""
    moved = {}
    for table in _OWNED:
        moved[table.name] = _move(session, merge_id, table, table.c.customer_id, kept=kept, gone=gone)
    other = _keys.alias()
    held = exists().where(other.c.customer_id == kept, other.c.kind == _keys.c.kind, other.c.value == _keys.c.value)
    moved["customer_keys"] = _move(session, merge_id, _keys, _keys.c.customer_id, kept=kept, gone=gone, only=~held)
    moved["customers"] = _move(session, merge_id, _customers, _customers.c.merged_into_id, kept=kept, gone=gone)
    last = session.scalar(select(func.max(_addresses.c.position)).where(_addresses.c.customer_id == kept))
    shift = 1 + (-1 if last is None else last)
    moved["addresses"] = _move(
        session,
        merge_id,
        _addresses,
        _addresses.c.customer_id,
        kept=kept,
        gone=gone,
        was=_addresses.c.position,
        also={"position": _addresses.c.position + shift},
    )
    return moved


def _move(
    session: Session,
    merge_id: int,
    table: Table,
    column: Any,
    *,
    kept: int,
    gone: int,
    only: ColumnElement[bool] | None = None,
    was: Any = None,
    also: dict[str, Any] | None = None,
) -> int:
    """Writes down which rows are `gone`'s, then makes them `kept`'s."""
    theirs = column == gone if only is None else and_(column == gone, only)
    found = select(literal(merge_id), literal(table.name), table.c.id, literal(None) if was is None else was)
    session.execute(insert(_moves).from_select(["merge_id", "room", "record_id", "was"], found.where(theirs)))
    mine = _of(merge_id, table)
    done = session.connection().execute(
        update(table).where(table.c.id.in_(mine)).values({column: kept, **(also or {})})
    )
    return done.rowcount


def _of(merge_id: int, table: Table) -> Any:
    return select(_moves.c.record_id).where(_moves.c.merge_id == merge_id, _moves.c.room == table.name)


def _give_back(session: Session, merge_id: int, *, kept: int, gone: int) -> int:
    """How many rows went back; one that was deleted or went elsewhere since is left alone."""
    returned = 0
    connection = session.connection()
    for table in (*_OWNED, _keys):
        mine = table.c.id.in_(_of(merge_id, table)) & (table.c.customer_id == kept)
        returned += connection.execute(update(table).where(mine).values(customer_id=gone)).rowcount
    nested = _customers.c.id.in_(_of(merge_id, _customers)) & (_customers.c.merged_into_id == kept)
    returned += connection.execute(update(_customers).where(nested).values(merged_into_id=gone)).rowcount
    was = (
        select(_moves.c.was)
        .where(_moves.c.merge_id == merge_id, _moves.c.room == _addresses.name, _moves.c.record_id == _addresses.c.id)
        .scalar_subquery()
    )
    mine = _addresses.c.id.in_(_of(merge_id, _addresses)) & (_addresses.c.customer_id == kept)
    back = update(_addresses).where(mine).values(customer_id=gone, position=was)
    return returned + connection.execute(back).rowcount


def _announce(work: Work, merge_id: int, kept: CustomerRow) -> None:
    """Wakes whatever shows a row that changes hands."""
    rows = work.session.execute(
        select(_moves.c.room, _moves.c.record_id)
        .where(_moves.c.merge_id == merge_id, _moves.c.room.in_(_TOLD))
        .order_by(_moves.c.room, _moves.c.record_id)
    )
    for room, record_id in rows:
        work.changed(_TOLD[room], record_id, "customer")
    work.changed(Topic.CUSTOMERS, kept.id, "merged", label=kept.name)
