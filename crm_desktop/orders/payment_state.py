"""Whether an order is paid. Pure."""

from enum import StrEnum


class PaymentState(StrEnum):
    """How much of an order is paid; told from the payments, never stored."""

    UNPAID = "unpaid"
    PARTLY = "partly_paid"
    PAID = "paid"
    TOO_MUCH = "overpaid"


def payment_state(due: int, paid: int) -> PaymentState:
    if paid == due:
        return PaymentState.PAID
    if paid > due:
        return PaymentState.TOO_MUCH
    return PaymentState.PARTLY if paid > 0 else PaymentState.UNPAID
