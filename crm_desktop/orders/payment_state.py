"""Whether an order is paid. Pure."""

from db.vocabulary import PaymentState


def payment_state(due: int, paid: int) -> PaymentState:
    if paid == due:
        return PaymentState.PAID
    if paid > due:
        return PaymentState.TOO_MUCH
    return PaymentState.PARTLY if paid > 0 else PaymentState.UNPAID
