"""One step of the way by its name: what the wizard's main button and `order advance` both do."""

from typing import assert_never

from crm_desktop.orders import rest, service
from crm_desktop.orders.labelling import prepare_label
from crm_desktop.orders.records import HandOver, OrderMoved, StepCommand
from crm_desktop.work import Actor, execute
from db.session import Database
from db.vocabulary import OrderStep


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
    subject: str = "",
    message: str = "",
) -> OrderMoved:
    """Does `step` as one durable transaction. Raises IllegalMove, Shortage, StaleRecord, NotFound."""
    plain = StepCommand(number, version)
    match step:
        case OrderStep.PLACE:
            return execute(database, service.place_draft, plain, actor=actor, command_id=command_id)
        case OrderStep.RESERVE:
            return execute(database, service.reserve_order, plain, actor=actor, command_id=command_id)
        case OrderStep.PICK:
            return execute(database, service.pick_order, plain, actor=actor, command_id=command_id)
        case OrderStep.ISSUE:
            return execute(database, service.issue_order, plain, actor=actor, command_id=command_id)
        case OrderStep.LABEL:
            label = prepare_label(database, number, printer=printer, version=version, parcels=parcels)
            return execute(database, service.label_order, label, actor=actor, command_id=command_id)
        case OrderStep.HAND_OVER:
            handed = HandOver(number, version, carrier=carrier, tracking=tracking, subject=subject, message=message)
            return execute(database, service.hand_over_order, handed, actor=actor, command_id=command_id)
        case OrderStep.COMPLETE:
            return execute(database, service.complete_order, plain, actor=actor, command_id=command_id)
        case OrderStep.CANCEL:
            return execute(database, service.cancel_order, plain, actor=actor, command_id=command_id)
        case OrderStep.REOPEN:
            return execute(database, rest.reopen_order, plain, actor=actor, command_id=command_id)
        case OrderStep.SEND_REST:
            return execute(database, rest.send_rest, plain, actor=actor, command_id=command_id)
        case OrderStep.DROP_REST:
            return execute(database, rest.drop_rest, plain, actor=actor, command_id=command_id)
        case _:
            assert_never(step)
