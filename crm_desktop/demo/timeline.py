"""What happened with each customer, in the order of time, and what it did to the contact's status."""

from operator import itemgetter

from crm_desktop.demo.bulk import Rows
from crm_desktop.demo.calendar import DAY
from crm_desktop.demo.people import Customer

SILENCE = 365 * DAY
Told = tuple[int, Customer, str, str, str, str, int | None, int | None, str, int, int]
"""As `tell` takes it."""


class Timeline:
    """Entries as they are told, in any order; written by time once everything was."""

    def __init__(self) -> None:
        self.told: list[Told] = []

    def tell(
        self,
        at: int,
        customer: Customer,
        kind: str,
        what: str,
        text: str,
        actor: str,
        opportunity: int | None,
        order: int | None = None,
        *,
        status: str = "",
        inquiries: int = 0,
        orders: int = 0,
    ) -> None:
        """`status` "" where the event moves none; `inquiries` and `orders` change how many are open (+1, -1)."""
        self.told.append((at, customer, kind, what, text, actor, opportunity, order, status, inquiries, orders))

    def fall_silent(self, now: int) -> None:
        """Whoever let nothing be heard for twelve months is dormant since."""
        last: dict[int, tuple[int, Customer]] = {}
        for told in self.told:
            at, customer = told[0], told[1]
            if customer.key not in last or at > last[customer.key][0]:
                last[customer.key] = (at, customer)
        for _, (at, customer) in sorted(last.items()):
            if at + SILENCE <= now:
                self.tell(at + SILENCE, customer, "status", "dormant", "", "system", None, status="dormant")

    def write(self, rows: Rows) -> None:
        """With several matters open the last event gives the status; an end moves it only if nothing else is open."""
        add = rows.tables["timeline"].extend
        told = sorted(self.told, key=itemgetter(0))
        for at, customer, kind, what, text, actor, opportunity, order, status, inquiries, orders in told:
            customer.first_at = customer.first_at or at
            customer.last_at = at
            customer.open_inquiries += inquiries
            customer.open_orders += orders
            ended = inquiries + orders < 0
            if ended and (customer.open_orders or (inquiries and customer.open_inquiries)):
                status = ""
            if status and status != customer.status:
                add((customer.key, at, kind, actor, what, text, opportunity, order, customer.status, status))
                customer.status, customer.status_at = status, at
            else:
                add((customer.key, at, kind, actor, what, text, opportunity, order, None, None))
