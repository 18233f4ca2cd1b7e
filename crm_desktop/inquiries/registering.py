"""New inquiries, one or many in one transaction: as many statements for twenty as for one."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from crm_desktop import search
from crm_desktop.customers.contact import Entry, tell_timelines
from crm_desktop.documents.numbering import take_numbers
from crm_desktop.inquiries import stages
from crm_desktop.inquiries.records import InquiryRegistered, RegisterInquiry
from crm_desktop.work import Work
from crm_desktop.working_time import calendar_of, promised
from db.models.customers import CustomerRow
from db.models.sales import InquiryProductRow, InquiryRow
from db.prepared import Prepared, write_for_keys, write_rows
from db.statements import table_of
from db.vocabulary import SearchKind, SeriesKind, TimelineKind, Topic

_c = table_of(CustomerRow).c
_CUSTOMERS = Prepared(select(_c.id, _c.name, _c.email, _c.phone).where(_c.id.in_(bindparam("ids", expanding=True))))


def register_inquiries(work: Work, commands: Sequence[RegisterInquiry]) -> list[InquiryRegistered]:
    """New inquiries of known customers, numbered in their order, due by the company's promise.

    No status moves: a person who is new is `new` since being made, and anyone else stays what they are (domain.md).
    """
    if not commands:
        return []
    registered = _insert(work, commands)
    _name_products(work, registered, commands)
    customers = _customers(work, {command.customer_id for command in commands})
    told, findable = [], []
    for done, command in zip(registered, commands, strict=True):
        name, email, phone = customers[command.customer_id]
        told.append(
            Entry(command.customer_id, TimelineKind.INQUIRY, command.channel.value, done.number, done.opportunity_id)
        )
        also = (command.subject[:250], email, phone)
        findable.append(search.Findable(done.inquiry_id, done.number, name, also))
        work.audit("register", "inquiry", done.inquiry_id, after=_told(done, command))
        work.changed(Topic.INQUIRIES, done.inquiry_id, "received", label=done.number)
    search.put_all(work, SearchKind.INQUIRY, findable, new=True)
    tell_timelines(work, told)
    return registered


def _told(done: InquiryRegistered, command: RegisterInquiry) -> dict[str, object]:
    return {"number": done.number, "channel": command.channel, "employee_id": command.employee_id}


def _insert(work: Work, commands: Sequence[RegisterInquiry]) -> list[InquiryRegistered]:
    items = [
        stages.NewItem(c.customer_id, c.channel, c.received_at, c.employee_id, c.campaign_id, c.form_id, c.estimate)
        for c in commands
    ]
    opportunities = stages.open_opportunities(work, items)
    numbers = [taken.text for taken in take_numbers(work, SeriesKind.INQUIRY, 0, work.today, count=len(commands))]
    calendar = calendar_of(work.settings)
    rows = [
        {
            "number": number,
            "opportunity_id": opportunity_id,
            "customer_id": command.customer_id,
            "subject": command.subject[:250],
            "message": command.message,
            "received_at": command.received_at or work.now,
            "due_at": promised(
                calendar,
                command.received_at or work.now,
                command.answer_within_hours or work.settings.answer_within_hours,
            ),
        }
        for number, opportunity_id, command in zip(numbers, opportunities, commands, strict=True)
    ]
    ids = write_for_keys(work.session, InquiryRow, rows)
    return [InquiryRegistered(*keys) for keys in zip(ids, numbers, opportunities, strict=True)]


def _name_products(work: Work, registered: list[InquiryRegistered], commands: Sequence[RegisterInquiry]) -> None:
    sums: dict[tuple[int, int], int] = {}
    for done, command in zip(registered, commands, strict=True):
        for product_id, quantity in command.products:
            key = (done.inquiry_id, product_id)
            sums[key] = sums.get(key, 0) + quantity
    rows = [{"inquiry_id": i, "product_id": p, "quantity": quantity} for (i, p), quantity in sums.items()]
    write_rows(work.session, InquiryProductRow, rows)


def _customers(work: Work, ids: set[int]) -> dict[int, tuple[str, str, str]]:
    """Name, e-mail and phone."""
    found = _CUSTOMERS.rows(work.session, {"ids": list(ids)})
    return {customer_id: (name, email, phone) for customer_id, name, email, phone in found}
