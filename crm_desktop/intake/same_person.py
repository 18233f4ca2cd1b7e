"""Forms of one person shortly after each other are one inquiry, whoever reads them and however many at once."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, false, func, select, text

from crm_desktop.intake.matching import keys_told
from crm_desktop.intake.records import Draft
from crm_desktop.work import Work
from db.models.sales import InquiryProductRow, InquiryRow
from db.prepared import Prepared, write_rows
from db.statements import table_of
from db.vocabulary import Channel

JOINING = (Channel.FORM, Channel.FILE)
"""A mail joins by what it answers (mails.py), a shop's order is one."""
_LOCKS = text(
    "SELECT pg_advisory_xact_lock(one) FROM (SELECT unnest(CAST(:keys AS bigint[])) AS one ORDER BY 1) AS ordered"
)


@dataclass(frozen=True, slots=True)
class Sent:
    """One form: whose, in which submission, when, with which e-mail."""

    customer_id: int
    submission_id: int
    channel: Channel
    received_at: datetime
    email: str
    other_email: bool = False
    """The e-mail is not the one on file: a colleague, perhaps."""


def one_at_a_time(work: Work, drafts: Sequence[Draft]) -> None:
    """Until this transaction ends no one else reads what these people sent: two would make two customers of one."""
    if work.session.get_bind().dialect.name != "postgresql":
        return  # SQLite has one writer at a time
    told = sorted({_number(f"{kind.value} {value}") for draft in drafts for kind, value in keys_told(draft)})
    if told:
        work.session.execute(_LOCKS, {"keys": told})


def _number(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), signed=True)


def joins(work: Work, sent: Sequence[Sent]) -> tuple[dict[int, int], dict[int, int]]:
    """Of each position: the matter on file that it joins, or the earlier position whose inquiry it joins."""
    within = timedelta(minutes=work.settings.join_within_minutes)
    may = [n for n, one in enumerate(sent) if one.channel in JOINING and not one.other_email]
    if not may or not within:
        return {}, {}
    matters = _open_matters(work, {sent[n].customer_id for n in may}, min(sent[n].received_at for n in may) - within)
    on_file, beside = dict[int, int](), dict[int, int]()
    for n in may:
        one = sent[n]
        near = (key for at, key in matters.get(one.customer_id, ()) if abs(at - one.received_at) <= within)
        found = next(near, None)
        if found is not None:
            on_file[n] = found
            continue
        first = next(
            (m for m in may if m < n and m not in beside and m not in on_file and _same(sent[m], one, within)), None
        )
        if first is not None:
            beside[n] = first
    return on_file, beside


def _same(first: Sent, second: Sent, within: timedelta) -> bool:
    """Lines of one table are as many inquiries."""
    return (
        first.customer_id == second.customer_id
        and first.submission_id != second.submission_id
        and abs(first.received_at - second.received_at) <= within
        and (not first.email or not second.email or first.email.casefold() == second.email.casefold())
    )


_i = table_of(InquiryRow).c
_OPEN = Prepared(
    select(_i.customer_id, _i.received_at, _i.opportunity_id)
    .where(
        _i.customer_id.in_(bindparam("customers", expanding=True)),
        func.coalesce(_i.open, false()),  # `open` itself would lead SQLite to everybody's inquiries since then
        _i.received_at >= bindparam("since"),
    )
    .order_by(_i.received_at.desc(), _i.id.desc())
)


def _open_matters(work: Work, customers: set[int], since: datetime) -> Mapping[int, list[tuple[datetime, int]]]:
    """Of each customer the open inquiries, the newest first."""
    rows = _OPEN.rows(work.session, {"customers": list(customers), "since": since})
    found: dict[int, list[tuple[datetime, int]]] = {}
    for customer_id, at, opportunity_id in rows:
        found.setdefault(customer_id, []).append((at, opportunity_id))
    return found


def name_more_products(work: Work, opportunity_id: int, products: Sequence[tuple[int, int]]) -> None:
    """What the later form names is asked for too; what both name counts as the larger quantity."""
    if not products:
        return
    row = InquiryProductRow
    inquiry_id = work.session.scalar(select(InquiryRow.id).where(InquiryRow.opportunity_id == opportunity_id))
    known = {one.product_id: one for one in work.session.scalars(select(row).where(row.inquiry_id == inquiry_id))}
    new: dict[int, int] = {}
    for product_id, quantity in products:
        if product_id in known:
            known[product_id].quantity = max(known[product_id].quantity, quantity)
        else:
            new[product_id] = new.get(product_id, 0) + quantity
    if new and inquiry_id is not None:
        values = [{"inquiry_id": inquiry_id, "product_id": one, "quantity": quantity} for one, quantity in new.items()]
        write_rows(work.session, row, values)
