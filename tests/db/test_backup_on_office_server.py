"""Backups on an office server: an administrator's seat makes them; only the owner of the tables brings one back."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from crm_desktop.backups.making import make_backup
from crm_desktop.backups.restoring import restore_backup
from crm_desktop.commands.dispatch import run
from crm_desktop.documents.series import ChangeSeries, change_series, list_series
from crm_desktop.errors import SeatMayNot
from crm_desktop.intake.forms import SaveForm, save_form
from crm_desktop.opening import open_company
from crm_desktop.staff.passwords import hashed
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.staff.records import AddEmployee, ChangeEmployee, SetPassword
from crm_desktop.staff.seats import who_sits_here
from crm_desktop.staff.service import add_employee, change_employee, set_password
from crm_desktop.verify import verify
from crm_desktop.warehouse.houses import change_warehouse, warehouse_cards
from crm_desktop.warehouse.records import ChangeWarehouse, NewWarehouse
from crm_desktop.warehouse.service import add_warehouse
from crm_desktop.work import execute
from db import migrations
from db.session import Database
from db.vocabulary import Role, SeriesReset
from tests.company import Shop
from tests.postgres import PostgresServer


@pytest.fixture
def office(postgres_server: PostgresServer) -> Iterator[tuple[str, Shop]]:
    """The owner's address, and the administrator at a seat."""
    name, login = f"office_{uuid.uuid4().hex[:8]}", f"admin_{uuid.uuid4().hex[:8]}"
    url = postgres_server.url(name)
    assert run(["db", "init-server", "--db", url, "--admin", login, "--json"]) == 0
    seat = open_company(url.replace("crm@", f"{login}@"))
    with seat.read() as session:
        shop = Shop(seat, actor_by_login(session, who_sits_here(session, None)))
    yield url, shop
    seat.close()
    postgres_server.drop(name)


def customers(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.execute(text("SELECT name FROM customers ORDER BY id")).scalars())


def test_that_a_seat_makes_backups_and_only_the_owner_brings_them_back(
    office: tuple[str, Shop], tmp_path: Path
) -> None:
    url, admin = office
    admin.customer("Przed kopią")
    assert make_backup(admin.database, tmp_path / "a.crmbackup").problems == ()
    admin.customer("Po kopii")
    with pytest.raises(SeatMayNot):
        restore_backup(admin.database, tmp_path / "a.crmbackup", replace=True, keep_in=tmp_path / "kept")
    assert customers(admin.database) == ["Przed kopią", "Po kopii"]
    assert not (tmp_path / "kept").exists()
    owner = Database.open(url)
    restore_backup(owner, tmp_path / "a.crmbackup", replace=True, keep_in=tmp_path / "kept")
    with owner.engine.connect() as connection:
        assert migrations.drift(connection) == []
    owner.close()
    assert customers(admin.database) == ["Przed kopią"]
    admin.customer("Dalej")
    with admin.database.read() as session:
        assert verify(session).ok


def test_that_an_administrator_sets_everything_up_from_a_seat(office: tuple[str, Shop]) -> None:
    _, admin = office
    seat, actor = admin.database, admin.actor
    login = f"ola_{uuid.uuid4().hex[:8]}"
    ola = execute(seat, add_employee, AddEmployee(login, "Ola", Role.CLERK), actor=actor)
    changed = ChangeEmployee(ola.employee_id, ola.version, "Ola Lis", "", Role.WAREHOUSE, True)
    execute(seat, change_employee, changed, actor=actor)
    execute(seat, set_password, SetPassword(ola.employee_id, hashed("bardzo długie"), "bardzo długie"), actor=actor)
    added = execute(seat, add_warehouse, NewWarehouse("M2", "Hala"), actor=actor)
    with seat.read() as session:
        version = next(one.version for one in warehouse_cards(session) if one.code == "M2")
        series = list_series(session)[0]
    execute(seat, change_warehouse, ChangeWarehouse(added.warehouse_id, version, NewWarehouse("M3", "H")), actor=actor)
    wanted = ChangeSeries(series.series_id, series.version, "Z {nr}/{yyyy}", SeriesReset.YEARLY)
    assert execute(seat, change_series, wanted, actor=actor).next_number.startswith("Z 1/")
    execute(seat, save_form, SaveForm(0, 0, "kontakt", "Kontakt", {}, {}), actor=actor)
