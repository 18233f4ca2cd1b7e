"""Whatever a role's window offers, the office server lets that role do: page after page, each with its own account.

The pages are those of tools/screen_pages.py. What the server refused is read in its own log, told or not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings
from PySide6.QtWidgets import QApplication, QDialog
from sqlalchemy import make_url, select

from crm_desktop.commands.dispatch import run
from crm_desktop.demo.load import load
from crm_desktop.opening import open_company
from crm_desktop.orders.queries import list_orders, show_order
from crm_desktop.printing.records import AddPrinter
from crm_desktop.printing.service import add_printer
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.staff.records import ChangeRole
from crm_desktop.staff.service import change_role
from crm_desktop.work import execute
from db import migrations
from db.models.staff import EmployeeRow
from db.rights import declared
from db.session import Database
from db.vocabulary import OrderStatus, PrinterKind, PrinterLanguage, Role
from tests.postgres import PostgresServer
from tools.screen_acts import wait
from tools.screen_pages import CLERK, HAND, PAGES, Page
from tools.screens import twins
from ui import prompts
from ui.desk import Desk
from ui.hands import Hands
from ui.rooms import KEYS
from ui.tour import Onlooker

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600), pytest.mark.qt_log_ignore("This plugin does not support")]
NAME, ORDERS = "office_of_roles", 1500
PEOPLE = {Role.WAREHOUSE: HAND, Role.CLERK: CLERK, Role.OWNER: "ewa", Role.ADMIN: "admin"}
NOT_FOR_A_HAND = {
    *("orders-1-customer", "orders-1-customer-new", "orders-2-goods", "orders-3-terms", "orders-cancel"),
    *("orders-cancel-issued", "warehouse-edit", "warehouse-new", "customers-note", "customers-edit", "customers-new"),
    *("customers-consents", "customers-consent-new", "customers-same", "customers-merge", "warehouse-jpk"),
    "warehouse-correct",
}
NOT_FOR_A_CLERK = {
    *("warehouse-correct", "warehouse-jpk", "warehouse-count", "warehouse-move", "warehouse-shelves"),
    *("warehouse-relocation", "warehouse-arrival", "warehouse-receive", "warehouse-goods-shelves"),
    *("charts-roi", "charts-roi-campaign", "charts-cost", "charts-targets", "charts-attributed", "charts-lost-costs"),
}
"""Acts that the window does not offer (tests/ui/test_rights.py)."""


class Agreeing(Onlooker):
    """A person who agrees to what they are asked."""

    def confirm_irrevocable(self, owner: QObject | None, question: str, *, do_it: str) -> bool:
        return True


@dataclass
class Office:
    """The sample company on a server of its own people."""

    server: PostgresServer
    url: str

    def seat(self, role: Role) -> Database:
        address = make_url(self.url).set(username=PEOPLE[role])
        return open_company(address.render_as_string(hide_password=False))


@pytest.fixture(scope="module")
def office(postgres_server: PostgresServer) -> Iterator[Office]:
    made = Office(postgres_server, postgres_server.create(NAME))
    database = Database.open(made.url)
    migrations.upgrade(database)
    load(database, orders=ORDERS)
    twins(database)
    database.close()
    assert run(["db", "init-server", "--db", made.url, "--admin", PEOPLE[Role.ADMIN], "--json"]) == 0
    admin = made.seat(Role.ADMIN)
    with admin.read() as session:
        actor = actor_by_login(session, PEOPLE[Role.ADMIN])
        people = list(session.execute(select(EmployeeRow.login, EmployeeRow.role)))
    for login, role in people:
        if role is not Role.ADMIN:
            execute(admin, change_role, ChangeRole(login, role), actor=actor)  # who is on file gets a seat
    printer = AddPrinter("Zebra", PrinterKind.TCP, PrinterLanguage.ZPL, "127.0.0.1", 9)
    execute(admin, add_printer, printer, actor=actor)
    admin.close()
    yield made
    postgres_server.drop(NAME)


class Round:
    """One person at their window; `faults` tells what the window or the server refused, and on which page."""

    def __init__(self, app: QApplication, office: Office, role: Role, folder: Path) -> None:
        self._app, self._office, self._folder = app, office, folder
        self.database = office.seat(role)
        self._onlooker = Agreeing()
        self._before = prompts.seat(self._onlooker)
        self._desk: Desk | None = None
        self._opened = 0
        self._read = len(self._log())
        self.faults: list[str] = []

    def _log(self) -> bytes:
        return self._office.server.log.read_bytes()

    @property
    def desk(self) -> Desk:
        if self._desk is None:
            self._opened += 1
            kept = QSettings(str(self._folder / f"{self._opened}.ini"), QSettings.Format.IniFormat)
            self._desk = Desk(self._app, self.database, kept=kept)
            self._desk.window.resize(1440, 900)
            self._desk.window.show()
            self.hands.settle()
        return self._desk

    @property
    def hands(self) -> Hands:
        return Hands(self._app, self.desk.window)

    def page(self, page: Page) -> None:
        assert page.filled is not None
        self.desk.room(page.tab)
        self.hands.settle()
        page.filled(self.hands, self.desk)
        self.hands.settle()
        self.look(page.key)
        beside = any(one.isVisible() for one in self.desk.window.findChildren(QDialog))
        if beside or QApplication.activePopupWidget() is not None or not page.key.endswith(page.tab):
            self.leave()

    def look(self, what: str) -> None:
        written = self._log()
        refused = [line for line in written[self._read :].decode().splitlines() if "permission denied" in line]
        self.faults += [f"{what}: {fault}" for fault in (*refused, *self._onlooker.faults)]
        self._read = len(written)
        self._onlooker.faults.clear()

    def leave(self) -> None:
        while (menu := QApplication.activePopupWidget()) is not None:
            menu.close()
        if self._desk is not None:
            self._desk.close()
            self._desk = None
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            self._app.processEvents()

    def end(self) -> list[str]:
        self.leave()
        self.look("the end")
        self.database.close()
        prompts.seat(self._before)
        return self.faults


ALIKE = {
    *("orders-filtered", "warehouse-filtered", "customers-filtered", "orders-5-pick-wrong", "orders-9-sent"),
    *("orders-10-done", "orders-cancelled", "inquiries-waiting", "charts-ordered-employee"),
    *("charts-products-lines", "charts-months"),
}
"""Pages that read what another reads."""


def of_everybody(*tabs: str, but: set[str]) -> list[Page]:
    """Settings are the administrator's; what strangers sent and a colleague saved is made by the acts themselves, which
    the server lets nobody do in another's name."""
    left_out = but | ALIKE | {"inquiries-unrecognised", "toasts"}
    pages = [one for one in PAGES if one.user is None and one.filled is not None and one.tab in tabs]
    return [one for one in pages if one.key not in left_out and not one.key.startswith("settings-") and not _stale(one)]


def _stale(page: Page) -> bool:
    return page.key.endswith("-meanwhile")


def deliver(there: Round) -> str:
    """From picking to the courier, as the wizard leads; the status that the order has then."""
    with there.database.read() as session:
        number = list_orders(session, status=OrderStatus.RESERVED, limit=1)[0].number
    there.desk.room("orders").open(number)
    hands = there.hands
    hands.settle()
    for status in ("picked", "issued", "labelled", "handed_over"):
        hands.press("next_step")

        def reached(wanted: str = status) -> bool:
            with there.database.read() as session:
                return bool(show_order(session, number).row.status.value == wanted)

        hands.until(reached, f"{number} to be {status}")
        hands.settle()
        wait(hands)
        there.look(status)
    with there.database.read() as session:
        return str(show_order(session, number).row.status.value)


def test_that_a_warehouse_hand_is_refused_nothing_that_the_window_offers(
    qapp: QApplication, office: Office, tmp_path: Path
) -> None:
    there = Round(qapp, office, Role.WAREHOUSE, tmp_path)
    pages = of_everybody("today", "orders", "warehouse", "customers", but=NOT_FOR_A_HAND)
    for page in [one for one in PAGES if one.user == HAND] + pages:
        there.page(page)
    delivered = deliver(there)
    assert (there.end(), delivered) == ([], "handed_over")


def test_that_a_clerk_is_refused_nothing_that_the_window_offers(
    qapp: QApplication, office: Office, tmp_path: Path
) -> None:
    there = Round(qapp, office, Role.CLERK, tmp_path)
    for page in of_everybody(*KEYS, but=NOT_FOR_A_CLERK):
        there.page(page)
    assert there.end() == []


def test_that_an_owner_is_refused_nothing_that_the_window_offers(
    qapp: QApplication, office: Office, tmp_path: Path
) -> None:
    """What a hand or the administrator reads, the owner does: of their rooms only what is offered to neither."""
    there = Round(qapp, office, Role.OWNER, tmp_path)
    for page in of_everybody("orders", "warehouse", but=set()):
        if page.key in (NOT_FOR_A_HAND | {"orders", "warehouse-documents", "warehouse-receive"}):
            there.page(page)
    others = (Role.WAREHOUSE, Role.ADMIN)
    only = [key for key, may in declared().items() if "r" not in may[Role.OWNER] and any("r" in may[r] for r in others)]
    assert (there.end(), only) == ([], [])


def test_that_an_administrator_is_refused_nothing_that_the_window_offers(
    qapp: QApplication, office: Office, tmp_path: Path
) -> None:
    there = Round(qapp, office, Role.ADMIN, tmp_path)
    for page in of_everybody("today", "inquiries", "customers", "charts", but=set()):
        there.page(page)
    for page in [one for one in PAGES if one.key.startswith("settings-") and not _stale(one)]:
        there.page(page)
    assert there.end() == []
