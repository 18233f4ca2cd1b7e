"""What is told of a database that cannot be opened: an address that is none, a file or a server that says no."""

from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from crm_desktop.connecting import connect
from crm_desktop.errors import DatabaseAway, DatabaseNewer, DatabaseOlder, InvalidValue, WrongCall
from crm_desktop.opening import is_older, open_company
from crm_desktop.server import NoSuchDatabase, WrongPassword, address_parts
from db import migrations
from db.session import Database
from tests.company import Shop

NOTHING = "postgresql+psycopg://crm@127.0.0.1:1/company"


def at_revision(database: Database, revision: str) -> str:
    """Its address, once it says that it stands there."""
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
    return database.url.render_as_string(hide_password=False)


@pytest.mark.parametrize(
    "address",
    [
        "company.db",
        ":",
        "oracle+nothing://office/company",
        "postgresql+psycopg://crm@office:port/company",
        "mysql+nic://office/x",
    ],
)
def test_that_an_address_that_is_none_is_a_wrong_call(address: str) -> None:
    with pytest.raises(WrongCall) as refused:
        connect(address)
    assert str(refused.value.details["problem"]).startswith(f"--db {address}: ")


def test_that_a_folder_that_cannot_be_made_is_a_wrong_call(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    address = f"sqlite:///{tmp_path / 'file' / 'company.db'}"
    with pytest.raises(WrongCall):
        open_company(address)
    assert (tmp_path / "file").read_text() == "no folder"


def test_that_a_server_that_is_not_there_is_away() -> None:
    with pytest.raises(DatabaseAway) as away:
        open_company(NOTHING)
    assert "127.0.0.1" in away.value.details["reason"]


def test_that_a_folder_in_the_place_of_the_file_is_away_and_stays(tmp_path: Path) -> None:
    with pytest.raises(DatabaseAway) as away:
        open_company(f"sqlite:///{tmp_path}")
    assert away.value.details == {"reason": "unable to open database file"}
    assert list(tmp_path.iterdir()) == []


def test_that_a_file_of_something_else_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "company.db"
    file.write_bytes(b"a letter, and no database at all\n" * 200)
    before = file.read_bytes()
    with pytest.raises(DatabaseAway) as told:
        open_company(f"sqlite:///{file}")
    assert told.value.details == {"reason": "file is not a database"}
    assert (file.read_bytes(), [one.name for one in tmp_path.iterdir()]) == (before, ["company.db"])


def test_that_a_newer_company_is_not_opened_and_stays_as_it_is(shop: Shop) -> None:
    address = at_revision(shop.database, "9999")
    with pytest.raises(DatabaseNewer) as newer:
        open_company(address)
    assert newer.value.details == {"theirs": "9999", "ours": migrations.head()}
    assert not is_older(address)
    with shop.database.engine.connect() as connection:
        assert migrations.current(connection) == "9999"


def test_that_an_older_company_on_a_server_waits_for_db_upgrade(postgres_url: str) -> None:
    database = Database.open(postgres_url)
    address = at_revision(database, "0001")
    with pytest.raises(DatabaseOlder) as older:
        open_company(address)
    assert older.value.details == {"theirs": "0001", "ours": migrations.head()}
    assert not is_older(address)
    database.close()


def test_that_an_older_file_is_known_before_it_is_brought_up(sqlite_url: str, tmp_path: Path) -> None:
    assert not is_older(sqlite_url)
    assert not is_older(f"sqlite:///{tmp_path / 'new.db'}")
    database = Database.open(sqlite_url)
    address = at_revision(database, "0001")
    database.close()
    assert is_older(address)


def test_that_a_server_without_the_company_names_what_was_looked_for(postgres_url: str) -> None:
    address = make_url(postgres_url).set(database="nowhere")
    with pytest.raises(NoSuchDatabase) as refused:
        connect(address.render_as_string(hide_password=False))
    assert refused.value.details == {"database": "nowhere", "host": address.host}


def test_that_a_person_whom_the_server_does_not_know_is_told_by_name(postgres_url: str) -> None:
    address = make_url(postgres_url).set(username="nobody")
    with pytest.raises(WrongPassword) as refused:
        connect(address.render_as_string(hide_password=False))
    assert refused.value.details == {"user": "nobody"}


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("office", ("office", 5432)),
        (" 192.168.1.10:5433 ", ("192.168.1.10", 5433)),
        ("[fe80::1]:5434", ("fe80::1", 5434)),
        ("postgresql://jan:sekret@office:5435/company", ("office", 5435)),
    ],
)
def test_that_an_address_is_read_as_people_write_it(typed: str, parts: tuple[str, int]) -> None:
    assert address_parts(typed) == parts


@pytest.mark.parametrize(
    "typed", ["", " ", "the office", "office:port", "office:0", "office:70000", "[fe80::1", ":5432"]
)
def test_that_what_is_no_address_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        address_parts(typed)
    assert refused.value.details == {"field": "address", "value": typed, "rule": "address"}
