"""One step of the way by its name: what the wizard's main button and `order advance` both do."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm_desktop.orders import rest, service
from crm_desktop.orders.cancelling import cancel_order
from crm_desktop.orders.labelling import prepare_label
from crm_desktop.orders.records import HandOver, OrderMoved, StepCommand
from crm_desktop.work import Actor, Work, execute
from db.models.system import CommandRow
from db.session import Database
from db.vocabulary import OrderStep

PLAIN: dict[OrderStep, Callable[[Work, StepCommand], OrderMoved]] = {
    OrderStep.PLACE: service.place_draft,
    OrderStep.RESERVE: service.reserve_order,
    OrderStep.PICK: service.pick_order,
    OrderStep.ISSUE: service.issue_order,
    OrderStep.COMPLETE: service.complete_order,
    OrderStep.CANCEL: cancel_order,
    OrderStep.REOPEN: rest.reopen_order,
    OrderStep.SEND_REST: rest.send_rest,
    OrderStep.DROP_REST: rest.drop_rest,
    OrderStep.CHECK: rest.check_order,
}
"""The steps that want to know nothing but the order."""


_ALL = {**PLAIN, OrderStep.LABEL: service.label_order, OrderStep.HAND_OVER: service.hand_over_order}


def step_done(session: Session, command_id: str | None) -> OrderStep | None:
    """The step that this very command did: asked for once more it is that one again, and not the next."""
    name = session.scalar(select(CommandRow.name).where(CommandRow.id == command_id)) if command_id else None
    return next((step for step, case in _ALL.items() if name == f"{case.__module__}.{case.__name__}"), None)


def advance(
    database: Database,
    number: str,
    step: OrderStep,
    *,
    actor: Actor,
    version: int | None = None,
    command_id: str | None = None,
    printer: str = "",
    carrier: str = "",
    tracking: str = "",
    parcels: int = 1,
    weight_grams: int = 0,
    subject: str = "",
    message: str = "",
) -> OrderMoved:
    """Does `step` as one durable transaction. Raises IllegalMove, Shortage, StaleRecord, NotFound."""
    match step:
        case OrderStep.LABEL:
            label = prepare_label(
                database, number, printer=printer, version=version, parcels=parcels, weight_grams=weight_grams
            )
            return execute(database, service.label_order, label, actor=actor, command_id=command_id)
        case OrderStep.HAND_OVER:
            handed = HandOver(number, version, carrier=carrier, tracking=tracking, subject=subject, message=message)
            return execute(database, service.hand_over_order, handed, actor=actor, command_id=command_id)
        case _:
            plain = StepCommand(number, version)
            return execute(database, PLAIN[step], plain, actor=actor, command_id=command_id)
