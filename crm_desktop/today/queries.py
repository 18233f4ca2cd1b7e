"""Reads: SQL straight to records, all of Today in one picture of the database."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from crm_desktop import clock, settings
from crm_desktop.analytics import sales
from crm_desktop.inquiries.queries import UNANSWERED, inquiry_rows
from crm_desktop.inquiries.records import InquiryRow as Asked
from crm_desktop.messages.undecided import NEED_A_PERSON, WaitingMail, mails_that_need_a_person, waiting_mails
from crm_desktop.today.records import EndingOffer, FailedPrint, Figure, Figures, LowGoods, StepWaits, Today
from crm_desktop.work import Actor, holds
from db.models.catalogue import ProductRow
from db.models.customers import CustomerRow
from db.models.documents import DocumentRow
from db.models.leaving import PrinterRow, PrintJobRow
from db.models.sales import InquiryRow, OfferRow, OpportunityRow, OrderRow
from db.models.warehouse import StockRow
from db.vocabulary import DocumentKind, JobState, OfferStatus, OrderStatus, Permission

MOST = 50
WEEK, ENDING_DAYS = 7, 3
_ENDED = (OrderStatus.COMPLETED, OrderStatus.CANCELLED)
_ON_THEIR_WAY = tuple(status for status in OrderStatus if status not in _ENDED)


def today(session: Session, *, now: datetime, actor: Actor) -> Today:
    """Everything that waits at `now` for `actor`, the most urgent of each kind first.

    Inquiries, offers and mails wait for who may handle them; figures are for who sees the charts that they open.
    """
    configured = settings.load(session)
    day = clock.local_day(now, configured.time_zone)
    handles = holds(session, actor, Permission.HANDLE_INQUIRIES)
    to_answer, to_answer_count = _to_answer(session, now, day) if handles else ((), 0)
    goods, goods_count = _low_goods(session)
    return Today(
        to_answer=to_answer,
        to_answer_count=to_answer_count,
        follow_ups=_follow_ups(session, day) if handles else (),
        steps=_steps(session),
        prints=_prints(session),
        mails=_mails(session) if handles else (),
        mails_count=mails_that_need_a_person(session) if handles else 0,
        goods=goods,
        goods_count=goods_count,
        offers=_offers(session, day) if handles else (),
        figures=_figures(session, day, now, configured) if holds(session, actor, Permission.SEE_REPORTS) else None,
        begun=session.scalar(select(CustomerRow.id).limit(1)) is not None,
    )


def _mails(session: Session) -> tuple[WaitingMail, ...]:
    return tuple(mail for state in NEED_A_PERSON for mail in waiting_mails(session, state=state))


def _to_answer(session: Session, now: datetime, day: date) -> tuple[tuple[Asked, ...], int]:
    """The latest first; one that shall come back another day rests until then, or until it is late."""
    i = InquiryRow
    rests = or_(i.follow_up_on.is_(None), i.follow_up_on <= day, i.due_at < now)
    wanted = (i.open, UNANSWERED, rests)
    rows = session.execute(inquiry_rows().where(*wanted).order_by(i.due_at, i.id).limit(MOST))
    count = session.scalar(
        select(func.count()).select_from(i).join(OpportunityRow, OpportunityRow.id == i.opportunity_id).where(*wanted)
    )
    return tuple(Asked(*row) for row in rows), count or 0


def _follow_ups(session: Session, day: date) -> tuple[Asked, ...]:
    i = InquiryRow
    rows = session.execute(
        inquiry_rows().where(i.open, ~UNANSWERED, i.follow_up_on <= day).order_by(i.follow_up_on, i.id).limit(MOST)
    )
    return tuple(Asked(*row) for row in rows)


def _steps(session: Session) -> tuple[StepWaits, ...]:
    o, c = OrderRow, CustomerRow
    counted = (
        select(o.status, func.count().label("count"), func.min(o.id).label("oldest"))
        .where(o.status.in_(_ON_THEIR_WAY))
        .group_by(o.status)
        .subquery()
    )
    rows = session.execute(
        select(counted.c.status, counted.c.count, o.number, c.name, func.coalesce(o.placed_at, o.created_at))
        .join(o, o.id == counted.c.oldest)
        .join(c, c.id == o.customer_id)
    )
    found = {row[0]: StepWaits(*row) for row in rows}
    return tuple(found[status] for status in _ON_THEIR_WAY if status in found)


def _prints(session: Session) -> tuple[FailedPrint, ...]:
    j, p, o = PrintJobRow, PrinterRow, OrderRow
    rows = session.execute(
        select(j.id, j.title, func.coalesce(o.number, ""), p.name, j.state, j.fault, j.queued_at)
        .join(p, p.id == j.printer_id)
        .outerjoin(o, o.id == j.order_id)
        .where(j.state.in_((JobState.FAILED, JobState.UNCERTAIN)))
        .order_by(j.id)
        .limit(MOST)
    )
    return tuple(FailedPrint(*row) for row in rows)


def _low_goods(session: Session) -> tuple[tuple[LowGoods, ...], int]:
    """By how little of the minimum is left."""
    p, s = ProductRow, StockRow
    available = s.on_hand - s.reserved
    wanted = (s.minimum > 0, available < s.minimum, p.active)
    rows = session.execute(
        select(p.code, p.name, p.unit, available, s.minimum)
        .join(s, s.product_id == p.id)
        .where(*wanted)
        .order_by(available * 1000 / s.minimum, p.id)
        .limit(MOST)
    )
    count = session.scalar(select(func.count()).select_from(s).join(p, p.id == s.product_id).where(*wanted))
    return tuple(LowGoods(*row) for row in rows), count or 0


def _offers(session: Session, day: date) -> tuple[EndingOffer, ...]:
    """With the customer, and running out within days; those of lost or ended matters no more."""
    offer, i, c = OfferRow, InquiryRow, CustomerRow
    rows = session.execute(
        select(offer.number, i.number, c.name, offer.net, offer.currency, offer.valid_until)
        .join(i, i.opportunity_id == offer.opportunity_id)
        .join(c, c.id == offer.customer_id)
        .where(
            offer.status == OfferStatus.SENT,
            offer.valid_until.between(day, day + timedelta(days=ENDING_DAYS)),
            i.open,
        )
        .order_by(offer.valid_until, offer.id)
        .limit(MOST)
    )
    return tuple(EndingOffer(*row) for row in rows)


def _figures(session: Session, day: date, now: datetime, configured: settings.Settings) -> Figures:
    """The last seven days with today, against the seven before them."""
    since = day - timedelta(days=WEEK - 1)
    before = since - timedelta(days=WEEK)
    money = sales.Money(configured.currency, configured.currency)

    def sold(first: date) -> int:
        return sales.total(session, first, first + timedelta(days=WEEK - 1), (), money)[0].revenue

    zone = ZoneInfo(configured.time_zone)
    starts = [datetime.combine(first, time(), zone) for first in (before, since)]
    asked = _asked(session, starts[0], starts[1]), _asked(session, starts[1], now)
    answered = _in_time(session, starts[0], starts[1]), _in_time(session, starts[1], now)
    return Figures(
        inquiries=Figure(asked[1], asked[0]),
        sales=Figure(sold(since), sold(before)),
        in_time=Figure(answered[1][0], answered[0][0], answered[1][1], answered[0][1]),
        issued=Figure(_issued(session, since, day), _issued(session, before, since - timedelta(days=1))),
        currency=configured.currency,
    )


def _asked(session: Session, since: datetime, until: datetime) -> int:
    i = InquiryRow
    wanted = (i.received_at >= since, i.received_at < until)
    return session.scalar(select(func.count()).select_from(i).where(i.open.in_((True, False)), *wanted)) or 0


def _in_time(session: Session, since: datetime, until: datetime) -> tuple[int, int]:
    """Of the answers promised in this time: how many left in time, and how many were promised."""
    i, p = InquiryRow, OpportunityRow
    answered = func.coalesce(p.answered_at, p.offered_at, p.ordered_at)
    row = session.execute(
        select(func.count().filter(answered <= i.due_at), func.count())
        .select_from(i)
        .join(p, p.id == i.opportunity_id)
        .where(i.received_at >= since - timedelta(days=WEEK), i.due_at >= since, i.due_at < until)
    ).one()
    return row[0], row[1]


def _issued(session: Session, since: date, until: date) -> int:
    d = DocumentRow
    wanted = (d.kind == DocumentKind.WZ, d.issued_on.between(since, until))
    return session.scalar(select(func.count()).select_from(d).where(*wanted)) or 0
