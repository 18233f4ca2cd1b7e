"""Which page of the wizard belongs to which status and step, and what is said of who did what."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication

from crm_desktop.errors import IllegalMove, KnownError, Shortage, StaleRecord
from crm_desktop.orders.picking import NotPicking
from crm_desktop.orders.records import OrderCard
from db.vocabulary import OrderStatus, OrderStep
from ui import formats
from ui.widgets.parts import word

CUSTOMER, GOODS, TERMS, RESERVE, PICK, WZ, LABEL, HAND_OVER, DONE, NOTHING, BESIDE = range(11)
PAGE_OF: dict[OrderStatus, int] = {
    OrderStatus.DRAFT: GOODS,
    OrderStatus.PLACED: RESERVE,
    OrderStatus.RESERVED: PICK,
    OrderStatus.PICKED: WZ,
    OrderStatus.ISSUED: LABEL,
    OrderStatus.LABELLED: HAND_OVER,
    OrderStatus.HANDED_OVER: DONE,
    OrderStatus.COMPLETED: DONE,
    OrderStatus.CANCELLED: DONE,
}
PAGE_OF_STEP: dict[OrderStep, tuple[int, ...]] = {
    OrderStep.PLACE: (CUSTOMER, GOODS, TERMS),
    OrderStep.RESERVE: (RESERVE,),
    OrderStep.PICK: (PICK,),
    OrderStep.ISSUE: (WZ,),
    OrderStep.LABEL: (LABEL,),
    OrderStep.HAND_OVER: (HAND_OVER,),
}


def act(step: OrderStep) -> str:
    """What the main button does: the step as an order to oneself."""
    match step:
        case OrderStep.RESERVE:
            return QCoreApplication.translate("Wizard", "Reserve the goods")
        case OrderStep.PICK:
            return QCoreApplication.translate("Wizard", "Picking is done")
        case OrderStep.ISSUE:
            return QCoreApplication.translate("Wizard", "Issue the WZ")
        case OrderStep.LABEL:
            return QCoreApplication.translate("Wizard", "Print the label")
        case OrderStep.HAND_OVER:
            return QCoreApplication.translate("Wizard", "Hand over")
        case OrderStep.COMPLETE:
            return QCoreApplication.translate("Wizard", "Complete the order")
        case _:
            return word(step)


def done_pages(card: OrderCard) -> dict[str, str]:
    """Under each finished page: who did it and when. A step walked again (the rest of an order) counts anew."""
    due = PAGE_OF[card.row.status]
    done = {str(page): "" for page in range(TERMS + 1)} if card.row.status is not OrderStatus.DRAFT else {}
    for step in card.steps:
        for page in PAGE_OF_STEP.get(step.step, ()):
            if page < due or card.row.status is OrderStatus.CANCELLED:
                done[str(page)] = f"{step.actor.split()[0]} · {_short(step.at)}" if step.actor else _short(step.at)
    return done


def _short(at: datetime) -> str:
    """The hour of today, else the day: it has to fit under a step."""
    today = formats.local(datetime.now(at.tzinfo)).date()
    return formats.clock_time(at) if formats.local(at).date() == today else formats.day(formats.local(at).date())


def refusal_told(refusal: KnownError) -> str:
    """More about a refusal: what is short, or who was quicker and with what; "" where there is nothing to add."""
    if isinstance(refusal, Shortage):
        return "\n".join(_shortage(entry) for entry in refusal.details["shortages"])
    if isinstance(refusal, IllegalMove | StaleRecord | NotPicking) and refusal.details.get("by"):
        return _who(refusal.details)
    return ""


def who_saved(refusal: KnownError) -> str:
    """By whom and when what was typed over was saved; "" where nobody knows."""
    if not refusal.details.get("by"):
        return ""
    who, when = _by(refusal.details)
    return QCoreApplication.translate("Wizard", "{who} saved it {when}.").format(who=who, when=when)


def _who(details: dict[str, Any]) -> str:
    who, when = _by(details)
    did = word(OrderStep(details["did"])) if details.get("did") in set(OrderStep) else ""
    if did:
        told = QCoreApplication.translate("Wizard", "{who} was faster: {step}, {when}. You see the order as it is now.")
    else:
        told = QCoreApplication.translate("Wizard", "{who} saved it {when}. You see the order as it is now.")
    return told.format(who=who, step=did, when=when)


def _by(details: dict[str, Any]) -> tuple[str, str]:
    """Who with the place, and when."""
    at = formats.when(datetime.fromisoformat(details["at"])) if details.get("at") else ""
    return details["by"] + (f" ({details['place']})" if details.get("place") else ""), at


def _shortage(entry: dict[str, Any]) -> str:
    return f"{entry['product']} {entry['name']}: {entry['available']} / {entry['wanted']} ({entry['warehouse']})"
