"""The guided process as ONE table: steps, legal moves, who may, what each does to the contact (domain.md).

The wizard, the buttons, the headless commands and the tests are made from it. Pure.
"""

from dataclasses import dataclass
from enum import StrEnum

from crm_desktop.customers.rules import ContactEvent
from db.vocabulary import FunnelStage, OrderStatus, OrderStep, Permission

SAID = " · "
"""Between the number, the papers and the reason that the timeline tells of a step; nothing reads them out again."""


class Effect(StrEnum):
    """What a step leaves behind beside the order itself, and what another must undo."""

    NOTE = "note"
    PROMISE = "promise"
    QUEUED = "queued"


@dataclass(frozen=True, slots=True)
class Step:
    """`sources`: the statuses from which it is legal; `contact` None: the contact's status stays.

    `undoes` stands in the order in which it is undone. `once_left`: what is wanted too of whoever does the step once
    goods of the order have left by a W-Z.
    """

    step: OrderStep
    sources: frozenset[OrderStatus]
    target: OrderStatus
    permission: Permission
    contact: ContactEvent | None
    stage: FunnelStage | None = None
    does: tuple[Effect, ...] = ()
    undoes: tuple[Effect, ...] = ()
    once_left: Permission | None = None


def _from(*statuses: OrderStatus) -> frozenset[OrderStatus]:
    return frozenset(statuses)


TABLE: tuple[Step, ...] = (
    Step(
        OrderStep.PLACE,
        _from(OrderStatus.DRAFT),
        OrderStatus.PLACED,
        Permission.EDIT_ORDERS,
        ContactEvent.ORDER_PLACED,
        FunnelStage.ORDERED,
    ),
    Step(
        OrderStep.RESERVE,
        _from(OrderStatus.PLACED),
        OrderStatus.RESERVED,
        Permission.RESERVE_STOCK,
        ContactEvent.IN_PREPARATION,
        does=(Effect.PROMISE,),
    ),
    Step(
        OrderStep.PICK,
        _from(OrderStatus.RESERVED),
        OrderStatus.PICKED,
        Permission.RESERVE_STOCK,
        ContactEvent.IN_PREPARATION,
    ),
    Step(
        OrderStep.ISSUE,
        _from(OrderStatus.PICKED),
        OrderStatus.ISSUED,
        Permission.ISSUE_DOCUMENTS,
        ContactEvent.IN_PREPARATION,
        FunnelStage.ISSUED,
        does=(Effect.NOTE,),
    ),
    Step(
        OrderStep.LABEL,
        _from(OrderStatus.ISSUED),
        OrderStatus.LABELLED,
        Permission.PRINT,
        None,
        does=(Effect.QUEUED,),
    ),
    Step(
        OrderStep.HAND_OVER,
        _from(OrderStatus.LABELLED),
        OrderStatus.HANDED_OVER,
        Permission.ISSUE_DOCUMENTS,
        ContactEvent.HANDED_OVER,
        does=(Effect.QUEUED,),
    ),
    Step(
        OrderStep.COMPLETE,
        _from(OrderStatus.HANDED_OVER),
        OrderStatus.COMPLETED,
        Permission.ISSUE_DOCUMENTS,
        ContactEvent.LAST_ORDER_COMPLETED,
    ),
    Step(
        OrderStep.CANCEL,
        _from(*(status for status in OrderStatus if status not in (OrderStatus.COMPLETED, OrderStatus.CANCELLED))),
        OrderStatus.CANCELLED,
        Permission.EDIT_ORDERS,
        None,
        undoes=(Effect.NOTE, Effect.PROMISE, Effect.QUEUED),
        once_left=Permission.ISSUE_DOCUMENTS,
    ),
    Step(
        OrderStep.REOPEN,
        _from(OrderStatus.RESERVED, OrderStatus.PICKED),
        OrderStatus.PLACED,
        Permission.EDIT_ORDERS,
        None,
        undoes=(Effect.PROMISE,),
    ),
    Step(
        OrderStep.SEND_REST,
        _from(OrderStatus.HANDED_OVER),
        OrderStatus.PLACED,
        Permission.EDIT_ORDERS,
        ContactEvent.IN_PREPARATION,
    ),
    Step(
        OrderStep.DROP_REST,
        _from(OrderStatus.PLACED, OrderStatus.RESERVED, OrderStatus.PICKED, OrderStatus.HANDED_OVER),
        OrderStatus.HANDED_OVER,
        Permission.EDIT_ORDERS,
        ContactEvent.HANDED_OVER,
        undoes=(Effect.PROMISE,),
    ),
    Step(OrderStep.CHECK, _from(OrderStatus.PICKED), OrderStatus.PICKED, Permission.RESERVE_STOCK, None),
)
ASIDE = frozenset({OrderStep.CANCEL, OrderStep.REOPEN, OrderStep.SEND_REST, OrderStep.DROP_REST, OrderStep.CHECK})
"""Steps that a person wishes for; the others lead on one after another."""
BY_STEP: dict[OrderStep, Step] = {entry.step: entry for entry in TABLE}
WAY: tuple[OrderStep, ...] = tuple(entry.step for entry in TABLE if entry.step not in ASIDE)


def is_legal(status: OrderStatus, step: OrderStep) -> bool:
    return status in BY_STEP[step].sources


def next_step(status: OrderStatus) -> OrderStep | None:
    """The step that leads on from `status`; None at the end of the way."""
    return next((step for step in WAY if is_legal(status, step)), None)
