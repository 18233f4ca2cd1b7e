"""Workstations that join an office server in whatever order their people come."""

from crm_desktop import settings
from crm_desktop.customers.records import NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.work import execute
from db.models.customers import CustomerRow
from db.vocabulary import Role
from tests.office import Office
from tests.postgres import PostgresServer
from tests.ui.test_first_start import (
    NAME,
    Ring,
    choose_server,
    count,
    first,
    hands,
    introduce,
    kept,
    onwards,
    own_folder,
    ring,
)
from ui.first_run.window import FirstRun
from ui.hands import Hands

__all__ = ["first", "hands", "kept", "own_folder", "ring"]


def test_that_an_administrator_who_comes_after_a_clerk_still_names_the_company(
    first: FirstRun, hands: Hands, ring: Ring, postgres_server: PostgresServer
) -> None:
    office = Office.make(postgres_server)
    clerk = office.shop(Role.CLERK)
    execute(clerk.database, register_customer, NewCustomer("Piekarnia"), actor=clerk.actor)
    clerk.database.close()
    introduce(first, hands)
    choose_server(first, hands, f"127.0.0.1:{postgres_server.port}", office.name, user=office.logins[Role.ADMIN])
    onwards(first, hands)
    hands.until(lambda: first.database, "the books")
    with first.database.read() as session:
        assert settings.load(session).company.name == NAME
    assert count(first.database, CustomerRow) == 1
    first.database.close()
    postgres_server.drop(office.name)
