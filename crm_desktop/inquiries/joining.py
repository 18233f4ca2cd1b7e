"""What a customer sends on a matter that is here already joins it: told in the timeline, and looked at today."""

from dataclasses import dataclass

from sqlalchemy import select

from crm_desktop.customers.contact import tell_timeline
from crm_desktop.documents.numbering import take_numbers
from crm_desktop.work import Work
from crm_desktop.working_time import calendar_of, promised
from db.models.sales import InquiryRow, OpportunityRow, OrderRow
from db.vocabulary import FunnelStage, SeriesKind, TimelineKind, Topic


@dataclass(frozen=True, slots=True)
class JoinMatter:
    """`what` names how it came (`mail`, `form`); `silent` is what asks for nobody's attention."""

    opportunity_id: int
    what: str
    text: str
    silent: bool = False


def join_matter(work: Work, command: JoinMatter) -> str:
    """The number of the inquiry, else of the order, that it joined; "" where the matter has neither."""
    opportunity = work.session.get_one(OpportunityRow, command.opportunity_id)
    row = work.session.scalar(
        select(InquiryRow).where(InquiryRow.opportunity_id == command.opportunity_id).with_for_update()
    )
    tell_timeline(
        work,
        opportunity.customer_id,
        TimelineKind.SUBMISSION,
        what=command.what,
        text=command.text,
        opportunity_id=command.opportunity_id,
    )
    if row is None:
        order = OrderRow.opportunity_id == command.opportunity_id
        return work.session.scalar(select(OrderRow.number).where(order).order_by(OrderRow.id).limit(1)) or ""
    if not command.silent:
        _call_for_attention(work, row, opportunity)
    work.changed(Topic.INQUIRIES, row.id, "joined", label=row.number)
    return row.number


@dataclass(frozen=True, slots=True)
class AskPerson:
    """What someone must look at today in a matter that may have no inquiry yet."""

    opportunity_id: int
    subject: str
    text: str


def ask_person(work: Work, command: AskPerson) -> str:
    """The number of the inquiry that stands among today's matters; one is made of the matter where it had none."""
    matter = command.opportunity_id
    row = work.session.scalar(select(InquiryRow).where(InquiryRow.opportunity_id == matter).with_for_update())
    opportunity = work.session.get_one(OpportunityRow, matter)
    if row is None:
        row = InquiryRow(
            number=take_numbers(work, SeriesKind.INQUIRY, 0, work.today, count=1)[0].text,
            opportunity_id=matter,
            customer_id=opportunity.customer_id,
            subject=command.subject[:250],
            message=command.text,
            received_at=work.now,
            due_at=promised(calendar_of(work.settings), work.now, work.settings.answer_within_hours),
            open=True,
        )
        work.session.add(row)
        work.session.flush()
    row.open = True
    if row.follow_up_on is None or row.follow_up_on > work.today:
        row.follow_up_on = work.today
    row.version += 1
    work.changed(Topic.INQUIRIES, row.id, "joined", label=row.number)
    return row.number


def _call_for_attention(work: Work, row: InquiryRow, opportunity: OpportunityRow) -> None:
    """Open again, no longer lost, and among today's follow-ups; one that nobody answered yet waits as it is."""
    if opportunity.lost_at is not None:
        opportunity.lost_at = opportunity.lost_on = opportunity.lost_reason = None
    row.open = True
    new = opportunity.furthest is FunnelStage.RECEIVED and row.follow_up_on is None
    if not new and (row.follow_up_on is None or row.follow_up_on > work.today):
        row.follow_up_on = work.today
    row.version += 1
