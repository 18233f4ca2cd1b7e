"""The office server: who may do what is enforced by PostgreSQL itself, cell by cell, whatever program asks."""

import contextlib
import json
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, event, make_url, select, text
from sqlalchemy.exc import ProgrammingError

from crm_desktop import clock
from crm_desktop.analytics.records import ReportRequest
from crm_desktop.analytics.report import run_report
from crm_desktop.commands.dispatch import run
from crm_desktop.documents.service import print_document
from crm_desktop.errors import SeatMayNot, StaleRecord
from crm_desktop.inquiries.queries import list_inquiries
from crm_desktop.inquiries.records import AnswerInquiry
from crm_desktop.inquiries.service import answer_inquiry
from crm_desktop.intake.records import Received
from crm_desktop.intake.submissions import receive
from crm_desktop.intake.worker import interpret_all
from crm_desktop.orders.cancelling import cancel_order
from crm_desktop.orders.drafting import change_draft, draft_order
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import ChangeDraft, NewLine, PlaceOrder, StepCommand
from crm_desktop.printing.records import AddPrinter
from crm_desktop.printing.service import add_printer
from crm_desktop.printing.station import Station
from crm_desktop.staff.records import AddEmployee, ChangeEmployee, ChangeRole
from crm_desktop.staff.seats import OtherSeat, who_sits_here
from crm_desktop.staff.service import add_employee, change_employee, change_role
from crm_desktop.verify import verify
from crm_desktop.warehouse.correcting import correct_document
from crm_desktop.warehouse.count_records import CloseCount, EnterCount, OpenCount, Uncounted
from crm_desktop.warehouse.counting import close_count, enter_count, open_count
from crm_desktop.warehouse.queries import list_stock
from crm_desktop.warehouse.records import (
    CorrectDocument,
    GoodsLine,
    IssueInternally,
    NewWarehouse,
    ReceiveTransfer,
    Right,
    SendTransfer,
)
from crm_desktop.warehouse.service import add_warehouse, issue_internally
from crm_desktop.warehouse.shelf_lists import places_of
from crm_desktop.warehouse.shelving import Relocate, relocate
from crm_desktop.warehouse.transfers import receive_transfer, send_transfer
from crm_desktop.work import execute, read
from db import grants
from db.engine import listening_engine, make_engine
from db.models import Base
from db.models.staff import EmployeeSalaryRow
from db.models.system import AuditRow
from db.rights import ROLES, declared
from db.session import Database
from db.vocabulary import OrderStatus, PrinterKind, PrinterLanguage, Role
from tests.office import Office
from tests.postgres import PostgresServer
from tests.printers import Printer


@pytest.fixture(scope="module")
def office(postgres_server: PostgresServer) -> Iterator[Office]:
    made = Office.make(postgres_server)
    yield made
    postgres_server.drop(made.name)


@pytest.fixture
def paper() -> Iterator[Printer]:
    with contextlib.closing(Printer()) as printer:
        yield printer


@pytest.fixture
def owner_of_all(office: Office) -> Iterator[Database]:
    database = Database.open(office.url)
    yield database
    database.close()


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_that_psql_meets_each_cell_of_the_declaration(office: Office, role: Role) -> None:
    """A statement that is let through fails on what it lacks, or changes nothing; one that is not is 42501."""
    cells = [(table, letter) for table in declared() for letter in "rawd"]
    script = "".join(f"BEGIN; {_statement(table, letter)};\n\\echo :SQLSTATE\nROLLBACK;\n" for table, letter in cells)
    psql = shutil.which("psql")
    assert psql is not None
    url = make_url(office.seat_url(role)).set(drivername="postgresql").render_as_string(hide_password=False)
    done = subprocess.run(
        [psql, url, "-qAtX", "-v", "ON_ERROR_STOP=0"], input=script, capture_output=True, text=True, check=True
    )
    states = done.stdout.split()
    assert len(states) == len(cells)
    let = {cell for cell, state in zip(cells, states, strict=True) if state != "42501"}
    assert let == {(table, letter) for table, letter in cells if letter in declared()[table][role]}


LET = {"employees": "(version) SELECT 1 WHERE false", "audit_personal": "(audit_id) SELECT 1 WHERE false"}
"""Tables that let in some rows alone, whoever adds them."""


def _statement(table: str, letter: str) -> str:
    columns = Base.metadata.tables[table].c.keys() if table in Base.metadata.tables else ["version_num"]
    return {
        "r": f"SELECT 1 FROM (SELECT {', '.join(columns)} FROM {table}) t WHERE false",
        "a": f"INSERT INTO {table} {LET.get(table, 'DEFAULT VALUES')}",
        "w": f"UPDATE {table} SET {columns[0]} = DEFAULT WHERE false",
        "d": f"DELETE FROM {table} WHERE false",
    }[letter]


@pytest.mark.parametrize("role", ROLES, ids=str)
@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE stock_moves DISABLE TRIGGER ALL",
        "DROP TRIGGER guard_audit_delete ON audit",
        "DROP TABLE documents",
        "TRUNCATE audit",
        "CREATE TABLE mine (id int)",
        "SET ROLE crm_tables",
        "SET ROLE crm_keeper",
        "SET SESSION AUTHORIZATION crm",
        "SET session_replication_role = replica",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('PG_VERSION')",
        "SELECT setval('audit_id_seq', 1)",
        "SELECT id FROM audit FOR UPDATE",
        "ALTER ROLE crm_clerk SUPERUSER",
        "GRANT crm_tables TO crm_clerk",
        "CREATE OR REPLACE FUNCTION crm_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    ],
)
def test_that_no_seat_gets_round_the_guards(office: Office, role: Role, statement: str) -> None:
    database = Database.open(office.seat_url(role))
    with pytest.raises(ProgrammingError) as refused, database.engine.begin() as connection:
        connection.execute(text(statement))
    database.close()
    assert getattr(refused.value.orig, "sqlstate", None) == "42501"


@pytest.mark.parametrize("table", ["audit", "order_steps"])
def test_that_a_clerk_with_psql_signs_the_journal_with_no_other_name(
    office: Office, owner_of_all: Database, table: str
) -> None:
    clerk = office.shop(Role.CLERK)
    with owner_of_all.engine.connect() as connection:
        wanted = text("SELECT id, name FROM employees WHERE login = :login")
        admin = connection.execute(wanted, {"login": office.logins[Role.ADMIN]}).one()
    columns, values = {
        "audit": ("action, subject, subject_id, place, at", "'x', 'order', 1, '', 0"),
        "order_steps": ("order_id, step, place, at", "1, 'cancel', '', 0"),
    }[table]
    forged = text(f"INSERT INTO {table} (employee_id, actor, {columns}) VALUES (:employee, :actor, {values})")
    for employee, actor in ((admin.id, admin.name), (clerk.actor.employee_id, admin.name), (None, admin.name)):
        with pytest.raises(ProgrammingError) as refused, clerk.database.engine.begin() as connection:
            mine = text("CREATE TEMP TABLE employees AS SELECT :id AS id, session_user AS login, :name AS name")
            connection.execute(mine, {"id": admin.id, "name": admin.name})
            connection.execute(text("SET LOCAL search_path = pg_temp, public"))
            connection.execute(forged, {"employee": employee, "actor": actor})
        assert getattr(refused.value.orig, "sqlstate", None) == "42501"
    clerk.database.close()


def test_that_a_clerk_with_psql_issues_no_paper_in_anothers_name(office: Office) -> None:
    admin, clerk = office.shop(Role.ADMIN), office.shop(Role.CLERK)
    admin.product(f"P-{uuid.uuid4().hex[:6]}", stock=1_000)
    columns = [column.name for column in Base.metadata.tables["documents"].c if column.name != "id"]
    values = {"number": "number || '-x'", "sequence": "sequence + 1000", "issued_by": ":name"}
    told = ", ".join(values.get(column, column) for column in columns)
    forged = text(f"INSERT INTO documents ({', '.join(columns)}) SELECT {told} FROM documents ORDER BY id LIMIT 1")
    states = []
    for name in (admin.actor.name, clerk.actor.name):
        with clerk.database.engine.connect() as connection, connection.begin() as undone:
            try:
                states.append(connection.execute(forged, {"name": name}).rowcount)
            except ProgrammingError as refused:
                states.append(getattr(refused.orig, "sqlstate", None))
            undone.rollback()
    for shop in (admin, clerk):
        shop.database.close()
    assert states == ["42501", 1]


def test_that_a_clerk_with_psql_adds_nothing_to_what_another_wrote_into_the_journal(
    office: Office, owner_of_all: Database
) -> None:
    admin, clerk = office.shop(Role.ADMIN), office.shop(Role.CLERK)
    admin.receive(admin.product(f"P-{uuid.uuid4().hex[:6]}"), 1_000)
    beside = text("SELECT max(a.id) FROM audit a LEFT JOIN audit_personal p ON p.audit_id = a.id WHERE p IS NULL")
    with owner_of_all.engine.connect() as connection:
        of_another = connection.execute(beside).scalar_one()
    with pytest.raises(ProgrammingError) as refused, clerk.database.engine.begin() as connection:
        connection.execute(text("INSERT INTO audit_personal (audit_id) VALUES (:id)"), {"id": of_another})
    clerk.customer("Kłos")  # what belongs to its own row is kept beside it
    mine = text(
        "SELECT count(*) FROM audit_personal p JOIN audit a ON a.id = p.audit_id"
        " WHERE a.employee_id = :me AND a.subject = 'customer'"
    )
    with owner_of_all.engine.connect() as connection:
        kept = connection.execute(mine, {"me": clerk.actor.employee_id}).scalar_one()
        untouched = connection.execute(beside).scalar_one()
    for shop in (admin, clerk):
        shop.database.close()
    assert (getattr(refused.value.orig, "sqlstate", None), untouched >= of_another, kept >= 1) == ("42501", True, True)


def test_that_the_server_says_who_sits_here_and_nobody_acts_as_another(office: Office) -> None:
    clerk = office.shop(Role.CLERK)
    assert (clerk.actor.name, clerk.actor.role) == (office.logins[Role.CLERK], Role.CLERK)
    with clerk.database.read() as session, pytest.raises(OtherSeat):
        who_sits_here(session, office.logins[Role.ADMIN])
    clerk.database.close()


def test_that_only_an_admin_makes_seats_and_no_seat_of_another_program(office: Office, owner_of_all: Database) -> None:
    owner = office.shop(Role.OWNER)
    with pytest.raises(ProgrammingError) as refused, owner.database.engine.begin() as connection:
        connection.execute(text("SELECT crm_seat('intruder', 'admin', NULL, true)"))
    assert getattr(refused.value.orig, "sqlstate", None) == "42501"
    owner.database.close()
    admin = Database.open(office.seat_url(Role.ADMIN))
    with owner_of_all.engine.begin() as connection:
        connection.execute(text("CREATE ROLE another_program"))
    for login in ("crm", "another_program", "crm_tables", "pg_monitor", ""):
        with pytest.raises(ProgrammingError), admin.engine.begin() as connection:
            connection.execute(text("SELECT crm_seat(:login, 'clerk', NULL, true)"), {"login": login})
    admin.close()
    with owner_of_all.engine.connect() as connection:
        connection.execute(text("DROP ROLE another_program"))  # and so it was granted nothing
        members = connection.execute(text("SELECT count(*) FROM pg_roles WHERE rolname = 'intruder'")).scalar()
    assert members == 0


def test_that_a_changed_role_is_changed_at_the_server_too(office: Office, owner_of_all: Database) -> None:
    admin = office.shop(Role.ADMIN)
    login = f"nowy_{uuid.uuid4().hex[:8]}"
    new = AddEmployee(login, "Nowy", Role.CLERK, password="zażółć gęślą")
    execute(admin.database, add_employee, new, actor=admin.actor)
    execute(admin.database, change_role, ChangeRole(login, Role.WAREHOUSE), actor=admin.actor)
    admin.database.close()
    with owner_of_all.engine.connect() as connection:
        held = connection.execute(
            text(
                "SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
                " JOIN pg_roles s ON s.oid = m.member WHERE s.rolname = :login"
            ),
            {"login": login},
        ).scalars()
        assert list(held) == ["crm_warehouse"]
        kept = connection.execute(text("SELECT rolpassword FROM pg_authid WHERE rolname = :login"), {"login": login})
        assert str(kept.scalar()).startswith("SCRAM-SHA-256$4096:")
        assert "zażółć" not in str(connection.execute(select(AuditRow.after)).scalars().all())


def test_that_who_is_no_longer_active_does_nothing_more_in_a_window_that_stayed_open(office: Office) -> None:
    admin, login = office.shop(Role.ADMIN), f"dawny_{uuid.uuid4().hex[:8]}"
    made = execute(admin.database, add_employee, AddEmployee(login, login, Role.CLERK), actor=admin.actor)
    seat, count = Database.open(office.address(login)), text("SELECT count(*) FROM customers")
    with seat.engine.connect() as connection:
        before = connection.execute(count).scalar_one()
        connection.rollback()
        gone = ChangeEmployee(made.employee_id, made.version, login, "", Role.CLERK, active=False)
        version = execute(admin.database, change_employee, gone, actor=admin.actor).version
        with pytest.raises(ProgrammingError) as refused:
            connection.execute(count)
        connection.rollback()
        back = ChangeEmployee(made.employee_id, version, login, "", Role.CLERK, active=True)
        execute(admin.database, change_employee, back, actor=admin.actor)
        after = connection.execute(count).scalar_one()
    seat.close()
    admin.database.close()
    assert (getattr(refused.value.orig, "sqlstate", None), after) == ("42501", before)


@pytest.mark.parametrize("role", [Role.CLERK, Role.OWNER], ids=str)
def test_that_who_brings_history_in_makes_former_sellers_and_nobody_who_acts(office: Office, role: Role) -> None:
    login, told = f"dawny_{uuid.uuid4().hex[:8]}", []
    database = Database.open(office.seat_url(role))
    for values in (
        f"'{login}', '{login}', 'clerk', true",
        f"'{login}', '{login}', 'admin', false",
        f"'{login}', 'system', 'clerk', false",
        f"'{login}', '{login}', 'clerk', false",
    ):
        add = text(f"INSERT INTO employees (login, name, role, active, version) VALUES ({values}, 1)")
        try:
            with database.engine.begin() as connection:
                connection.execute(add)
            told.append("made")
        except ProgrammingError as refused:
            told.append(str(getattr(refused.orig, "sqlstate", None)))
    database.close()
    assert told == ["42501", "42501", "42501", "made"]


def test_that_a_refusal_of_the_server_is_told_and_changes_nothing(office: Office) -> None:
    warehouse = office.shop(Role.WAREHOUSE)
    with pytest.raises(SeatMayNot) as refused:
        read(warehouse.database, lambda session: session.scalars(select(EmployeeSalaryRow)).all())
    warehouse.database.close()
    assert "employee_salaries" in str(refused.value.details["reason"])


def test_that_seats_that_may_not_read_the_journal_learn_why_an_order_was_cancelled_and_who_saved_it(
    office: Office,
) -> None:
    """Both stand in the journal too, which the server shows to the owner and the administrator alone."""
    clerk = office.shop(Role.CLERK)
    customer, code = clerk.customer(), f"K-{uuid.uuid4().hex[:6]}"
    line = NewLine(clerk.product(code), 1_000)
    gone = clerk.place(customer, (line.product_id, 1_000)).number
    execute(clerk.database, cancel_order, StepCommand(gone, reason="klient zrezygnował"), actor=clerk.actor)
    draft = execute(clerk.database, draft_order, PlaceOrder(customer, (line,)), actor=clerk.actor)
    change = ChangeDraft(draft.number, draft.version, PlaceOrder(customer, (line,)))
    execute(clerk.database, change_draft, change, actor=clerk.actor)
    with pytest.raises(StaleRecord) as refused:
        execute(clerk.database, change_draft, change, actor=clerk.actor)
    told = {}
    for role in (Role.CLERK, Role.WAREHOUSE):
        seat = office.shop(role)
        with seat.database.read() as session:
            told[role] = show_order(session, gone).reason
        seat.database.close()
    clerk.database.close()
    assert told == {Role.CLERK: "klient zrezygnował", Role.WAREHOUSE: "klient zrezygnował"}
    assert refused.value.details["by"] == clerk.actor.name


def test_that_the_first_call_makes_all_and_the_second_changes_nothing(
    office: Office, owner_of_all: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with owner_of_all.engine.connect() as connection:
        before = grants.missing(connection)
    assert run(["db", "init-server", "--db", office.url, "--admin", office.logins[Role.ADMIN], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["created"] is False
    with owner_of_all.engine.connect() as connection:
        assert (before, grants.missing(connection)) == ([], [])
    assert run(["db", "check", "--db", office.url, "--json"]) == 0


def test_that_check_tells_the_administrators_seat_what_it_tells_the_owner_of_the_tables(
    office: Office, owner_of_all: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    with owner_of_all.engine.begin() as connection:
        connection.execute(text("GRANT DELETE ON orders TO crm_clerk"))
    found = []
    for url in (office.url, office.seat_url(Role.ADMIN)):
        assert run(["db", "check", "--db", url, "--json"]) == 3
        found.append(json.loads(capsys.readouterr().out)["problems"])
    with owner_of_all.engine.begin() as connection:
        connection.execute(text("REVOKE DELETE ON orders FROM crm_clerk"))
    assert found == [["grant: crm_clerk must not have DELETE on orders"]] * 2
    assert run(["db", "check", "--db", office.seat_url(Role.ADMIN), "--json"]) == 0


def test_that_check_names_a_right_that_was_given_or_taken_by_hand(office: Office, owner_of_all: Database) -> None:
    with owner_of_all.engine.connect() as connection, connection.begin() as undone:
        connection.execute(text("GRANT SELECT ON employee_salaries TO crm_warehouse"))
        connection.execute(text("REVOKE INSERT ON orders FROM crm_clerk"))
        connection.execute(text("ALTER TABLE customers OWNER TO CURRENT_USER"))
        wrong = grants.missing(connection)
        undone.rollback()
    assert sorted(wrong) == [
        "grant: crm_clerk lacks INSERT on orders",
        "grant: crm_warehouse must not have SELECT on employee_salaries",
        "owner: customers belongs to crm",
    ]


def test_that_a_seat_is_no_way_to_set_up_a_server(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["db", "init-server", "--db", office.seat_url(Role.ADMIN), "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "not_the_servers_owner"


@pytest.mark.parametrize(
    ("address", "mode"),
    [
        ("postgresql+psycopg://jan@127.0.0.1:5433/crm", None),
        ("postgresql+psycopg://jan@localhost/crm", None),
        ("postgresql+psycopg://jan@[::1]:5432/crm", None),
        ("postgresql+psycopg:///crm", None),
        ("postgresql+psycopg:///crm?host=/var/run/postgresql", None),
        ("postgresql+psycopg://@/crm?host=127.0.0.1:5432&host=127.0.0.1:5433", None),
        ("postgresql+psycopg://jan@192.168.1.10/crm", "require"),
        ("postgresql+psycopg://@/crm?host=127.0.0.1:5432&host=192.168.1.11:5432", "require"),
        ("postgresql+psycopg://jan@serwer/crm?sslmode=disable", "disable"),
        ("postgresql+psycopg://jan@serwer/crm?sslmode=verify-full", "verify-full"),
    ],
)
def test_that_what_leaves_this_machine_leaves_encrypted_unless_the_address_says_otherwise(
    address: str, mode: str | None
) -> None:
    for engine in (make_engine(address), listening_engine(make_url(address))):
        assert _sslmode(engine) == mode


def _sslmode(engine: Engine) -> str | None:
    told: dict[str, str] = {}

    @event.listens_for(engine, "do_connect")
    def _told(_dialect: Any, _record: Any, _args: Any, parameters: dict[str, str]) -> None:
        told.update(parameters)
        raise ConnectionAbortedError

    with pytest.raises(ConnectionAbortedError):
        engine.connect()
    return told.get("sslmode")


def test_that_each_role_does_its_part_of_the_main_job_and_none_needs_more(office: Office, paper: Printer) -> None:
    shops = {role: office.shop(role) for role in ROLES}
    product = shops[Role.OWNER].product("MK-1", price=420_000, stock=5_000, cost=300_000)
    printer = AddPrinter("Zebra", PrinterKind.TCP, PrinterLanguage.ZPL, "127.0.0.1", paper.port)
    execute(shops[Role.ADMIN].database, add_printer, printer, actor=shops[Role.ADMIN].actor)

    body = b"name=Anna&email=anna@przyklad.pl&message=Prosz%C4%99+o+wycen%C4%99&product=MK-1&quantity=3"
    receive(shops[Role.RECEIVER].database, Received("kontakt", body, "application/x-www-form-urlencoded"))
    assert interpret_all(shops[Role.INTERPRETER].database) == 1

    clerk, warehouse = shops[Role.CLERK], shops[Role.WAREHOUSE]
    with clerk.database.read() as session:
        inquiry = list_inquiries(session)[0]
    execute(clerk.database, answer_inquiry, AnswerInquiry(inquiry.number, "Dzień dobry"), actor=clerk.actor)
    number = clerk.place(inquiry.customer_id or 0, (product, 3_000)).number
    clerk.advance(number, "reserve")
    assert warehouse.advance(number, "pick", "issue", "label", "hand_over").status is OrderStatus.HANDED_OVER
    assert clerk.advance(number, "complete").status is OrderStatus.COMPLETED
    with warehouse.database.read() as session:
        document = show_order(session, number).shipments[0].document
    assert print_document(warehouse.database, document, actor=warehouse.actor).startswith(b"%PDF")
    Station(shops[Role.STATION].database, "magazyn").run_once()
    assert len(paper.jobs) == 1

    owner = shops[Role.OWNER]
    today = clock.local_day(clock.now(), "Europe/Warsaw")
    rows = run_report(owner.database, ReportRequest("products", today, today)).rows
    assert [(row.sums.revenue, row.sums.margin) for row in rows] == [(12_600, 3_600)]
    with owner.database.read() as session:
        assert verify(session).problems == ()
    for shop in shops.values():
        shop.database.close()


@pytest.mark.parametrize("role", [Role.WAREHOUSE, Role.OWNER], ids=str)
def test_that_seats_that_change_no_document_correct_receive_and_count(office: Office, role: Role) -> None:
    """What two must not do at once is locked without the right to change it."""
    admin, seat, code = office.shop(Role.ADMIN), office.shop(role), f"T-{role}"
    other = execute(admin.database, add_warehouse, NewWarehouse(code, "Drugi"), actor=admin.actor).warehouse_id
    product = admin.product(code, stock=9_000)

    def do(case: Any, command: Any) -> Any:
        return execute(seat.database, case, command, actor=seat.actor)

    used_up = do(issue_internally, IssueInternally(1, (GoodsLine(product, 2_000),))).number
    do(correct_document, CorrectDocument(used_up, (Right(product, 1_000),), "pomyłka"))
    sent = do(send_transfer, SendTransfer(1, other, (GoodsLine(product, 3_000),))).number
    do(receive_transfer, ReceiveTransfer(sent))
    count = do(open_count, OpenCount(other)).count_id
    do(relocate, Relocate(1, product, "", f"{code}-1", 4_000))
    do(relocate, Relocate(1, product, f"{code}-1", f"{code}-2", 1_000))
    do(enter_count, EnterCount(count, product, 2_000, shelf=f"{code}-9"))
    do(close_count, CloseCount(count, Uncounted.LEAVE))
    do(issue_internally, IssueInternally(1, (GoodsLine(product, 1_000, shelf=f"{code}-2"),)))
    with seat.database.read() as session:
        there = {line.warehouse: line.on_hand for line in list_stock(session, product=code) if line.on_hand}
        assert there == {"M1": 4_000, code: 5_000}
        places = [(one.warehouse, one.shelf, one.quantity) for one in places_of(session, product)]
        assert sorted(places) == [
            ("M1", "", 1_000),
            ("M1", f"{code}-1", 3_000),
            (code, "", 3_000),
            (code, f"{code}-9", 2_000),
        ]
    for shop in (admin, seat):
        shop.database.close()
