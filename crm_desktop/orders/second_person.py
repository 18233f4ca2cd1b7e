"""Four eyes: where the company wishes it, what one person picked another looks through before it leaves."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.errors import KnownError
from crm_desktop.work import Work
from db.models.sales import OrderRow, OrderStepRow
from db.vocabulary import OrderStatus, OrderStep


class NotChecked(KnownError):
    """Picked goods wait for a second person: `order`, `by` who picked them."""

    code = "not_checked"


class SamePerson(KnownError):
    """Who picked the goods cannot be the one who checks them: `order`, `by`."""

    code = "same_person"


def picked_by(session: Session, order_id: int) -> OrderStepRow | None:
    """The last picking, whose goods are the ones that leave now."""
    row = OrderStepRow
    return session.scalar(
        select(row).where(row.order_id == order_id, row.step == OrderStep.PICK).order_by(row.id.desc()).limit(1)
    )


def is_checked(session: Session, order_id: int) -> bool:
    """Whether someone looked through what was picked last."""
    picked, row = picked_by(session, order_id), OrderStepRow
    after = select(row.id).where(row.order_id == order_id, row.step == OrderStep.CHECK)
    return session.scalar(after.where(row.id > (picked.id if picked else 0)).limit(1)) is not None


def waits_for_check(session: Session, order: OrderRow, *, wished: bool) -> bool:
    return wished and order.status is OrderStatus.PICKED and not is_checked(session, order.id)


def require_checked(work: Work, order: OrderRow) -> None:
    """Raises NotChecked where the company wishes a second person and none has looked."""
    if waits_for_check(work.session, order, wished=work.settings.second_check):
        picked = picked_by(work.session, order.id)
        raise NotChecked(order=order.number, by=picked.actor if picked else "")


def require_another(work: Work, order: OrderRow) -> None:
    """Raises SamePerson for whoever picked it."""
    picked = picked_by(work.session, order.id)
    if picked is not None and picked.employee_id == work.actor.employee_id:
        raise SamePerson(order=order.number, by=picked.actor)
