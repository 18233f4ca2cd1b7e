"""Who sends an office's mail: its services, and a seat only while there are none; each mail once, whoever is at it."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select, update

from crm_desktop import clock
from crm_desktop.messages.outbox import Outbox
from crm_desktop.opening import open_company
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.standing_in import Presence, StandIn, services_at_work
from db.models.leaving import MessageRow
from db.models.system import LeaseRow
from db.session import Database
from db.vocabulary import JobState, Role
from tests.company import Shop
from tests.db.test_outbox import Server, queue, server, use
from tests.office import Office
from tests.postgres import PostgresServer
from ui import start

__all__ = ["server"]
LOOK_SECONDS = 0.05


@pytest.fixture
def office(postgres_url: str) -> Iterator[Database]:
    opened = open_company(postgres_url)
    yield opened
    opened.close()


@pytest.fixture
def letters(office: Database, server: tuple[Server, Controller]) -> Shop:
    """Where letters are written, and a server that takes them."""
    use(office, server[1].port)
    with office.read() as session:
        return Shop(office, actor_by_login(session, "admin"))


def until(wanted: Callable[[], Any], what: str) -> None:
    end = time.monotonic() + 30
    while not wanted():
        assert time.monotonic() < end, what
        time.sleep(0.01)


def sent(database: Database) -> list[tuple[str, str]]:
    """Each mail that is done, with who had it in hand."""
    m = MessageRow
    with database.read() as session:
        rows = session.execute(select(m.recipient, m.leased_by).where(m.state == JobState.DONE).order_by(m.id))
        return [(row[0], row[1]) for row in rows]


def arrived(of: Server) -> int:
    return len(of.mails)


@pytest.fixture
def seat(office: Database) -> Iterator[StandIn]:
    standing = StandIn(office, lambda: [Outbox(office, "lada")], look_seconds=LOOK_SECONDS)
    yield standing
    standing.stop()


def test_that_a_seat_does_nothing_while_the_services_are_there_and_begins_when_they_go(
    letters: Shop, server: tuple[Server, Controller], seat: StandIn
) -> None:
    presence, outbox = Presence(letters.database), Outbox(letters.database, "serwer")
    presence.start()
    until(lambda: services_at_work(letters.database), "the services to be there")
    seat.start()
    queue(letters, to="a@przyklad.pl")
    time.sleep(10 * LOOK_SECONDS)
    assert (arrived(server[0]), seat.stands) == (0, False)  # nobody sends in place of services that only rest
    outbox.start()
    until(lambda: len(sent(letters.database)) == 1, "the first mail")
    outbox.stop()
    presence.stop()
    until(lambda: seat.stands, "the seat to stand in")
    queue(letters, to="b@przyklad.pl")
    until(lambda: len(sent(letters.database)) == 2, "the second mail")
    assert sent(letters.database) == [("a@przyklad.pl", "serwer"), ("b@przyklad.pl", "lada")]
    again = Presence(letters.database)
    again.start()
    until(lambda: not seat.stands, "the seat to let go")
    again.stop()
    assert arrived(server[0]) == 2


def test_that_services_that_ended_suddenly_are_missed_when_their_lease_is_over(
    letters: Shop, server: tuple[Server, Controller], seat: StandIn
) -> None:
    Presence(letters.database).run_once()  # and then no more: they were killed
    seat.start()
    time.sleep(10 * LOOK_SECONDS)
    assert not seat.stands
    with letters.database.write() as session:
        session.execute(update(LeaseRow).values(until=clock.now()))
        session.commit()
    queue(letters)
    until(lambda: len(sent(letters.database)) == 1, "the mail")
    assert sent(letters.database) == [("jan@przyklad.pl", "lada")]


def test_that_services_started_anew_are_there_at_once(office: Database) -> None:
    first, second = Presence(office), Presence(office)
    assert first.run_once()
    assert second.run_once()


def test_that_each_mail_leaves_once_while_services_come_and_go(
    letters: Shop, server: tuple[Server, Controller], seat: StandIn
) -> None:
    seat.start()
    until(lambda: seat.stands, "the seat to stand in")
    outbox = Outbox(letters.database, "serwer")
    outbox.start()  # before the seat has seen them
    for number in range(30):
        queue(letters, to=f"k{number}@przyklad.pl")
        if number == 15:
            presence = Presence(letters.database)
            presence.start()
    until(lambda: len(sent(letters.database)) == 30, "all mails")
    until(lambda: not seat.stands, "the seat to let go")
    presence.stop()
    outbox.stop()
    assert arrived(server[0]) == 30
    assert len({mail.split(b"Message-ID: ")[1].split(b"\r\n")[0] for mail in server[0].mails}) == 30


def test_that_two_programs_at_one_file_send_each_mail_once(sqlite_url: str, server: tuple[Server, Controller]) -> None:
    """A window at a file does the work itself, and so may `serve-all` beside it."""
    database, other = open_company(sqlite_url), open_company(sqlite_url)
    use(database, server[1].port)
    with database.read() as session:
        shop = Shop(database, actor_by_login(session, "admin"))
    both = Outbox(database, "okno"), Outbox(other, "serwer")
    for outbox in both:
        outbox.start()
    for number in range(20):
        queue(shop, to=f"k{number}@przyklad.pl")
    until(lambda: len(sent(database)) == 20, "all mails")
    for outbox in both:
        outbox.stop()
    assert arrived(server[0]) == 20
    assert not Presence(database).run_once()  # nothing is written for what nobody asks
    other.close()
    database.close()


def test_that_a_window_runs_the_rest_of_the_work_at_a_file_and_stands_in_at_an_office(
    sqlite_url: str, postgres_server: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRM_INTAKE_PORT", "0")
    made = Office.make(postgres_server)
    found = {}
    for name, database in (
        ("file", Database.open(sqlite_url)),
        ("clerk", Database.open(made.seat_url(Role.CLERK))),
        ("hand", Database.open(made.seat_url(Role.WAREHOUSE))),
    ):
        services = start._services(database, sells=name != "hand")
        if name == "clerk":
            stand_in = services[1]
            until(lambda one=stand_in: one.stands, "the clerk's seat to stand in")
            said = [type(one).__name__ for one in stand_in._standing]
            assert said == ["Outbox", "Periodic", "Periodic", "IntakeServer"]
        for service in services:
            service.stop()
        found[name] = [type(one).__name__ for one in services]
        database.close()
    postgres_server.drop(made.name)
    assert found == {
        "file": ["Station", "Outbox", "Periodic", "Periodic", "IntakeServer"],
        "clerk": ["Station", "StandIn"],
        "hand": ["Station"],
    }
