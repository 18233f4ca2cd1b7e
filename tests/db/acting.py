"""A role at its own seat of an office server, and what the server refused meanwhile, told or not."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import OrderCard
from crm_desktop.warehouse.queries import list_stock
from crm_desktop.work import execute
from db.vocabulary import Role
from tests.company import Shop
from tests.office import Office
from tests.postgres import PostgresServer

T = TypeVar("T")
_numbers = itertools.count(1)


@dataclass
class Acting:
    """`mine` is the seat whose rights are tried; `admin` makes ready what it works on. Each has a name of its own."""

    mine: Shop
    admin: Shop
    name: str

    def do(self, case: Callable[..., T], command: Any) -> T:
        return execute(self.mine.database, case, command, actor=self.mine.actor)

    def read(self, query: Callable[..., T], *args: Any, **named: Any) -> T:
        with self.mine.database.read() as session:
            return query(session, *args, **named)

    def goods(self, stock: int = 9_000, *, ending: str = "") -> int:
        """A product called as the act is, in stock."""
        return self.admin.product(f"{self.name}{ending}", stock=stock)

    def there(self, ending: str = "") -> dict[str, tuple[int, int]]:
        """Of such a product: warehouse -> (on hand, reserved)."""
        lines = self.read(list_stock, product=f"{self.name}{ending}")
        return {line.warehouse: (line.on_hand, line.reserved) for line in lines if line.on_hand}

    def customer(self, ending: str = "") -> int:
        return self.admin.customer(f"{self.name}{ending}", email=f"{self.name}{ending}@przyklad.pl".lower())

    def ordered(self, *lines: tuple[int, int], steps: Sequence[str] = ()) -> str:
        """An order of the administrator's, so far on its way; lines are (product, thousandths)."""
        number = self.admin.place(self.customer(), *lines).number
        if steps:
            self.admin.advance(number, *steps)
        return number

    def order(self, number: str) -> OrderCard:
        return self.read(show_order, number)


Act = Callable[[Acting], Any]


class Seats:
    def __init__(self, server: PostgresServer, office: Office) -> None:
        self._server, self._office = server, office
        self._shops: dict[Role, Shop] = {}

    def shop(self, role: Role) -> Shop:
        if role not in self._shops:
            self._shops[role] = self._office.shop(role)
        return self._shops[role]

    def done(self, role: Role, act: Act) -> tuple[Any, list[str]]:
        """What the act says stands afterwards, and what the server wrote of refusals into its log."""
        before = len(self._server.log.read_bytes())
        told = act(Acting(self.shop(role), self.shop(Role.ADMIN), f"S-{next(_numbers)}"))
        written = self._server.log.read_bytes()[before:].decode()
        return told, [line for line in written.splitlines() if "permission denied" in line]

    def close(self) -> None:
        for shop in self._shops.values():
            shop.database.close()


@contextmanager
def seats_of(server: PostgresServer) -> Iterator[Seats]:
    office = Office.make(server)
    made = Seats(server, office)
    yield made
    made.close()
    server.drop(office.name)
