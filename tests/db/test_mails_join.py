"""A mail that answers, or is answered by, one of ours joins its matter; what answers by itself asks for nobody."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from crm_desktop.inquiries.queries import show_inquiry
from crm_desktop.inquiries.records import AnswerInquiry, FollowUp, LoseInquiry
from crm_desktop.inquiries.service import OrderStands, answer_inquiry, follow_up, lose_inquiry
from crm_desktop.intake.interpreting import interpret
from crm_desktop.intake.records import Interpreted, Received
from crm_desktop.intake.submissions import receive
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.work import execute
from db.models.customers import TimelineRow
from db.models.sales import InquiryRow, OpportunityRow
from db.vocabulary import Channel, LostReason, Outcome
from tests.company import Shop, today

MAIL = "message/rfc822"
HEAD = "From: {sender}\nTo: biuro@firma.example\nSubject: {subject}\nMessage-ID: <{key}@lis.example>\n"
TYPE = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"


def mail(
    shop: Shop, key: str, text: str, *, sender: str = "Jan Lis <jan@lis.example>", subject: str = "Mąka", more: str = ""
) -> Interpreted:
    raw = (HEAD.format(sender=sender, subject=subject, key=key) + more + TYPE + text + "\n").encode()
    return interpret(shop.database, receive(shop.database, Received("skrzynka", raw, MAIL, Channel.MAIL)).submission_id)


def inquiries(shop: Shop) -> int:
    with shop.database.read() as session:
        return session.scalar(select(func.count()).select_from(InquiryRow)) or 0


def told(shop: Shop) -> list[str]:
    """What mails told of a matter that was there, the oldest first."""
    with shop.database.read() as session:
        rows = session.scalars(select(TimelineRow).where(TimelineRow.what == "mail").order_by(TimelineRow.id))
        return [row.text for row in rows if not row.text.startswith("ZAP ")]


def test_that_an_answer_joins_what_it_answers_and_is_looked_at_today(shop: Shop) -> None:
    number = mail(shop, "1", "Ile kosztuje mąka?").number
    execute(shop.database, follow_up, FollowUp(number, today().replace(year=today().year + 1)), actor=shop.actor)
    joined = mail(shop, "2", "I z dowozem?", subject="Re: Mąka", more="In-Reply-To: <1@lis.example>\n")
    assert (joined.outcome, joined.number, inquiries(shop)) == (Outcome.UPDATE, number, 1)
    assert told(shop) == ["I z dowozem?"]
    with shop.database.read() as session:
        assert show_inquiry(session, number).row.follow_up_on == today()


def test_that_an_answer_from_another_address_says_whose_it_is(shop: Shop) -> None:
    number = mail(shop, "1", "Ile kosztuje mąka?").number
    joined = mail(shop, "2", "Pilne.", sender="ewa@lis.example", more="References: <0@x.example> <1@lis.example>\n")
    assert (joined.outcome, joined.number, told(shop)) == (Outcome.UPDATE, number, ["ewa@lis.example:\nPilne."])


@pytest.mark.parametrize("answered", [True, False])
def test_that_a_lost_matter_is_open_again_when_its_customer_writes(shop: Shop, answered: bool) -> None:
    """Among what is due today once it was answered; still among the new ones where it never was."""
    number = mail(shop, "1", "Ile kosztuje mąka?").number
    if answered:
        execute(shop.database, answer_inquiry, AnswerInquiry(number, "48,90 zł"), actor=shop.actor)
    execute(shop.database, lose_inquiry, LoseInquiry(number, LostReason.NO_CONTACT), actor=shop.actor)
    mail(shop, "2", "Jednak bierzemy.", subject=f"Re: Mąka [{number}]")
    with shop.database.read() as session:
        matter = session.scalars(select(OpportunityRow)).one()
        row = show_inquiry(session, number).row
        assert (row.open, row.follow_up_on) == (True, today() if answered else None)
        assert (matter.lost_at, matter.lost_on, matter.lost_reason) == (None, None, None)
    assert (inquiries(shop), told(shop)) == (1, ["Jednak bierzemy."])


def test_that_what_came_before_the_mail_it_answers_takes_that_mail_in(shop: Shop) -> None:
    """The answer is read first where two mailboxes are read in turn."""
    number = mail(shop, "2", "I z dowozem?", subject="Re: Mąka", more="In-Reply-To: <1@lis.example>\n").number
    late = mail(shop, "1", "Ile kosztuje mąka?")
    assert (late.outcome, late.number, inquiries(shop)) == (Outcome.UPDATE, number, 1)


def test_that_who_writes_after_ordering_is_answered_and_no_more_waits(shop: Shop) -> None:
    """It is not lost, since its order stands; with a day to come back to it waits for that day."""
    number = mail(shop, "1", "Ile kosztuje mąka?").number
    with shop.database.read() as session:
        card = show_inquiry(session, number)
    goods = (NewLine(shop.product(), 1_000),)
    command = PlaceOrder(card.row.customer_id, goods, opportunity_id=card.opportunity_id)
    execute(shop.database, place_order, command, actor=shop.actor)

    def waits() -> tuple[bool, date | None]:
        with shop.database.read() as session:
            row = show_inquiry(session, number).row
        return row.open, row.follow_up_on

    assert waits() == (False, None)
    mail(shop, "2", "Kiedy dojedzie?", subject=f"Re: Mąka [{number}]")
    assert waits() == (True, today())
    with pytest.raises(OrderStands):
        execute(shop.database, lose_inquiry, LoseInquiry(number, LostReason.OTHER), actor=shop.actor)
    assert waits() == (True, today())
    later = today() + timedelta(days=9)
    execute(shop.database, follow_up, FollowUp(number, later), actor=shop.actor)
    execute(shop.database, answer_inquiry, AnswerInquiry(number, "Jutro."), actor=shop.actor)
    assert waits() == (True, later)
    execute(shop.database, follow_up, FollowUp(number, None), actor=shop.actor)
    execute(shop.database, answer_inquiry, AnswerInquiry(number, "Dziś."), actor=shop.actor)
    assert waits() == (False, None)


@pytest.mark.parametrize(
    "head",
    ["Auto-Submitted: auto-replied\n", "X-Autoreply: yes\n"],
)
def test_that_who_is_away_is_told_in_the_matter_and_asks_for_nobody(shop: Shop, head: str) -> None:
    number = mail(shop, "1", "Ile kosztuje mąka?").number
    execute(shop.database, lose_inquiry, LoseInquiry(number, LostReason.NO_CONTACT), actor=shop.actor)
    away = mail(shop, "2", "Jestem na urlopie.", subject="Re: Mąka", more=f"In-Reply-To: <1@lis.example>\n{head}")
    assert (away.outcome, away.number, told(shop)) == (Outcome.UPDATE, number, ["Jestem na urlopie."])
    with shop.database.read() as session:
        row = show_inquiry(session, number).row
        matter = session.scalars(select(OpportunityRow)).one()
        assert (row.open, row.follow_up_on, matter.lost_reason) == (False, None, LostReason.NO_CONTACT)


def test_that_an_answer_to_a_matter_with_an_order_alone_names_the_order(shop: Shop) -> None:
    placed = shop.place(shop.customer(email="jan@lis.example"), (shop.product(), 1_000))
    joined = mail(shop, "1", "Kiedy dojedzie?", subject=f"Pytanie o {placed.number}")
    assert (joined.outcome, joined.number, inquiries(shop)) == (Outcome.UPDATE, placed.number, 0)
    assert told(shop) == ["Kiedy dojedzie?"]
