"""Figures and secrets are put into a company by those who know them; then each role reads all it can with psql."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from sqlalchemy import insert, make_url, text, update
from sqlalchemy.exc import ProgrammingError

from crm_desktop.clock import now
from crm_desktop.commands.dispatch import run
from crm_desktop.filing import keep_bytes
from crm_desktop.inquiries.calls import take_down
from crm_desktop.inquiries.records import AnswerInquiry, TakeDown
from crm_desktop.inquiries.service import answer_inquiry
from crm_desktop.messages.service import queue_message
from crm_desktop.staff.passwords import hashed
from crm_desktop.staff.queries import list_employees
from crm_desktop.staff.records import SetPassword
from crm_desktop.staff.service import set_password
from crm_desktop.warehouse.correcting import correct_document
from crm_desktop.warehouse.records import CorrectDocument, Right
from crm_desktop.work import Work, execute
from crm_desktop.worth.records import AddExpense
from crm_desktop.worth.service import add_expense
from db import grants
from db.models.staff import EmployeeRow, EmployeeSalaryRow
from db.models.system import CommandRow
from db.rights import ROLES
from db.session import Database
from db.vocabulary import Channel, CostMethod, ExpenseKind, Role
from tests.company import today
from tests.office import Office
from tests.postgres import PostgresServer

UNIT, RIGHT, LEFT = 77_777_100, 88_888_100, 777_771
"""A unit's cost in ten-thousandths, the right one, and what the one piece that left cost in grosze."""
ATTACHED = "cennik, który przysłał klient".encode()
SECRETS = {
    "costs": ("77777100", "88888100", "777771", "2333313", "888881", "2666643", "1777762", "111110", "222220"),
    "expenses": ("13571357",),
    "salaries": ("24682468",),
    "letters": ("treść listu do klienta", "pytanie klienta", "odpowiedź dla klienta"),
    "hashes": ("$argon2",),
    "attachments": (ATTACHED.hex(),),
}
READ_BY = {
    "costs": {Role.CLERK, Role.OWNER, Role.ADMIN},
    "expenses": {Role.CLERK, Role.OWNER, Role.ADMIN},
    "salaries": {Role.OWNER, Role.ADMIN},
    "letters": {Role.CLERK, Role.OWNER, Role.ADMIN, Role.INTERPRETER, Role.STATION},
    "hashes": set(),
    "attachments": {Role.CLERK, Role.OWNER, Role.ADMIN, Role.INTERPRETER},
    "form secret": {Role.OWNER, Role.ADMIN, Role.RECEIVER, Role.INTERPRETER},
}


@pytest.fixture(scope="module", params=CostMethod, ids=str)
def office(postgres_server: PostgresServer, request: pytest.FixtureRequest) -> Iterator[Office]:
    made = Office.make(postgres_server)
    fill(made, request.param)
    yield made
    postgres_server.drop(made.name)


def fill(office: Office, method: CostMethod) -> None:
    """Through the use cases of those who may; the salary and a hash as they come out of a file that was copied."""
    owner, clerk, warehouse, admin = (
        office.shop(role) for role in (Role.OWNER, Role.CLERK, Role.WAREHOUSE, Role.ADMIN)
    )
    admin.configure(cost_method=method.value)
    product = owner.product("MK-1", price=120_000_000)
    receipt = owner.receive(product, 3_000, UNIT)
    number = clerk.place(clerk.customer(), (product, 1_000)).number
    clerk.advance(number, "reserve")
    warehouse.advance(number, "pick", "issue")
    right = CorrectDocument(receipt, (Right(product, 3_000, unit_cost=RIGHT),), "pomyłka")
    execute(owner.database, correct_document, right, actor=owner.actor)
    spent = AddExpense(today(), ExpenseKind.OTHER, 13_571_357)
    execute(owner.database, add_expense, spent, actor=owner.actor, command_id="owner's own")
    text_of_it = "treść listu do klienta"
    execute(clerk.database, write_letter, text_of_it, actor=clerk.actor, command_id="clerk's own")
    asked = TakeDown(Channel.PHONE, "Temat\npytanie klienta", customer_id=clerk.customer("Kłos"))
    inquiry = execute(clerk.database, take_down, asked, actor=clerk.actor).number
    reply = AnswerInquiry(inquiry, "odpowiedź dla klienta", "k@przyklad.pl")
    execute(clerk.database, answer_inquiry, reply, actor=clerk.actor)
    with admin.database.read() as session:
        person = next(one for one in list_employees(session) if one.login == office.logins[Role.CLERK])
    password = SetPassword(person.employee_id, hashed("tajne hasło"), "tajne hasło")
    execute(admin.database, set_password, password, actor=admin.actor)
    for shop in (owner, clerk, warehouse, admin):
        shop.database.close()
    of_all = Database.open(office.url)
    with of_all.write() as session:
        keep_bytes(session, ATTACHED)
        session.commit()
    with of_all.engine.begin() as connection:
        salary = {"employee_id": person.employee_id, "since": today(), "amount": 24_682_468}
        connection.execute(insert(EmployeeSalaryRow), salary)
        connection.execute(text("ANALYZE"))
    of_all.close()


def write_letter(work: Work, body: str) -> int:
    return queue_message(work, recipient="k@przyklad.pl", subject="Temat", body=body)


def psql(url: str, script: str) -> str:
    program = shutil.which("psql")
    assert program is not None
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    done = subprocess.run([program, address, "-qAtX"], input=script, capture_output=True, text=True, check=True)
    return done.stdout


def all_it_reads(office: Office, role: Role) -> str:
    """Every row of every table, view and column that the role is let read, what the planner knows of values, and what
    other sessions ask, as text."""
    relations = psql(
        office.url,
        "SELECT c.relname, string_agg(quote_ident(a.attname), ',') FROM pg_class c JOIN pg_attribute a"
        " ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p', 'S')"
        f" AND has_column_privilege('{office.logins[role]}', c.oid, a.attnum, 'SELECT') GROUP BY 1 ORDER BY 1",
    )
    script = "SELECT t FROM pg_stats t; SELECT query FROM pg_stat_activity WHERE usename <> session_user;\n"
    for line in relations.splitlines():
        name, columns = line.split("|")
        script += f"SELECT '{name}', t FROM (SELECT {columns} FROM {name}) t;\n"
    return psql(office.seat_url(role), script)


def told(everything: str, words: tuple[str, ...]) -> list[str]:
    """The rows in which one of the words stands."""
    return [line for line in everything.splitlines() if any(word in line for word in words)]


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_that_a_role_with_psql_reads_no_figure_and_no_secret_that_is_not_its_own(office: Office, role: Role) -> None:
    everything = all_it_reads(office, role)
    secret = psql(office.url, "SELECT value #>> '{}' FROM settings WHERE key = 'form_secret'").strip()
    assert len(secret) == 64
    for kind, words in {**SECRETS, "form secret": (secret,)}.items():
        assert bool(told(everything, words)) is (role in READ_BY[kind]), (kind, told(everything, words)[:3])


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_that_a_seat_reads_its_own_answers_alone_and_signs_for_no_other(office: Office, role: Role) -> None:
    login = office.logins[role]
    database = Database.open(office.seat_url(role))
    with database.engine.begin() as connection:
        connection.execute(insert(CommandRow), {"id": f"own {role}", "name": "x", "result": "{}", "at": now()})
        connection.execute(
            insert(CommandRow), {"id": f"sheet {role}", "name": "import products", "result": "{}", "at": now()}
        )
    with pytest.raises(ProgrammingError) as refused, database.engine.begin() as connection:
        other = {"id": "forged", "name": "x", "result": "{}", "at": now(), "seat": "another"}
        connection.execute(insert(CommandRow), other)
    assert getattr(refused.value.orig, "sqlstate", None) == "42501"
    with database.engine.connect() as connection:
        rows = connection.execute(text("SELECT seat, name FROM commands")).all()
    database.close()
    foreign = {seat for seat, name in rows if seat != login and not name.startswith("import ")}
    assert (login, "x") in rows
    assert bool(foreign) is (role in (Role.OWNER, Role.ADMIN))


def test_that_the_function_that_values_goods_tells_the_warehouse_no_value(office: Office) -> None:
    """It may be called, since goods are issued by it; a value it finds or makes it keeps to itself."""
    said = psql(
        office.seat_url(Role.WAREHOUSE),
        "SELECT * FROM crm_value_moves(ARRAY[1]::bigint[], ARRAY[NULL]::bigint[], false);",
    )
    assert said == ""


PROBES = [(1_000, told) for told in (2**63 - 1, 2**63 - 1 - 10**9, -(2**62))] + [(9 * 10**18, -1), (10**12, -1)]
"""Moves (thousandths) and what they are told to cost: sums and averages past what a number holds, or not."""


@pytest.mark.parametrize("fifo", ["false", "true"])
def test_that_no_refusal_of_that_function_tells_the_warehouse_what_goods_cost(office: Office, fifo: str) -> None:
    """Else goods brought in by hand, and taken back, would find the cost of the rest in a few guesses."""
    move = (
        "INSERT INTO stock_moves (product_id, warehouse_id, kind, quantity, document_line_id, at, day)"
        " SELECT product_id, warehouse_id, kind, {}, document_line_id, at, day FROM stock_moves ORDER BY id LIMIT 1"
    )
    script = ""
    for quantity, told in PROBES:
        valued = f"SELECT * FROM crm_value_moves(ARRAY[currval('stock_moves_id_seq')], ARRAY[{told}]::bigint[], {fifo})"
        script += f"BEGIN;\n{move.format(quantity)};\n{valued};\n\\echo :SQLSTATE\nROLLBACK;\n"
    assert psql(office.seat_url(Role.WAREHOUSE), script).split() == ["00000"] * len(PROBES)


def test_that_hashes_of_a_file_are_named_and_taken_away(office: Office) -> None:
    """Accounts of a SQLite file have them; on the server PostgreSQL keeps the passwords."""
    of_all, login = Database.open(office.url), office.logins[Role.WAREHOUSE]
    with of_all.engine.begin() as connection:
        hash_of_file = update(EmployeeRow).where(EmployeeRow.login == login).values(password_hash="$argon2id$v=19$x")
        connection.execute(hash_of_file)
    with of_all.engine.connect() as connection:
        named = grants.missing(connection)
    assert named == [f"secret: the hash of a password of {login} can be read by every seat"]
    assert run(["db", "init-server", "--db", office.url, "--admin", office.logins[Role.ADMIN], "--json"]) == 0
    with of_all.engine.connect() as connection:
        kept = connection.execute(text("SELECT password_hash FROM employees WHERE login = :l"), {"l": login}).scalar()
        assert (kept, grants.missing(connection)) == ("*", [])
    of_all.close()


def test_that_check_names_rows_that_were_opened_by_hand(office: Office) -> None:
    of_all = Database.open(office.url)
    with of_all.engine.connect() as connection, connection.begin() as undone:
        connection.execute(text("DROP POLICY own_answers ON commands"))
        connection.execute(text("CREATE POLICY mine ON commands FOR SELECT TO crm_warehouse USING (true)"))
        connection.execute(text("GRANT SELECT (body) ON messages TO crm_warehouse"))
        connection.execute(text("ALTER TABLE settings DISABLE ROW LEVEL SECURITY"))
        wrong = grants.missing(connection)
        undone.rollback()
    of_all.close()
    assert wrong == [
        "grant: crm_warehouse must not have SELECT (body) on messages",
        "rows: mine on commands is missing or changed",
        "rows: own_answers on commands is missing or changed",
        "rows: settings is open as a whole",
    ]
