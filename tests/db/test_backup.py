"""Backup, restore and copy on both databases: every row is there again, or nothing was changed."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from crm_desktop.backups.errors import (
    BackupDamaged,
    BackupForeign,
    BackupMissing,
    FileThere,
    PlaceRefused,
    SameDatabase,
    TargetOccupied,
)
from crm_desktop.backups.making import SUFFIX, list_backups, look_at, make_backup
from crm_desktop.backups.restoring import copy_company, restore_backup
from crm_desktop.commands.dispatch import run
from crm_desktop.customers.records import NewCustomer
from crm_desktop.customers.service import register_customer
from crm_desktop.errors import Cancelled, DatabaseNewer
from crm_desktop.exchange.history.reading import read_history
from crm_desktop.exchange.history.records import ImportHistory, Past
from crm_desktop.exchange.history.service import CASES
from crm_desktop.exchange.records import SheetMap
from crm_desktop.opening import open_company
from crm_desktop.search import find
from crm_desktop.verify import verify
from crm_desktop.work import SYSTEM, execute
from db import migrations
from db.changes import latest, read_after
from db.copying import contents, shapes, stored_rows
from db.models.leaving import PrinterRow, PrintJobRow
from db.models.system import AuditRow, ChangeRow
from db.session import Database
from db.vocabulary import JobKind, JobState, PrinterKind, PrinterLanguage, SearchKind, Topic
from tests.company import Shop
from tests.db.sample import NOW, sample_company
from tests.postgres import PostgresServer

KINDS = ("sqlite", "postgres")
STRANGE = "Zażółć gęślą jaźń 中文 🧾 'x' \"y\" \\N \\u0000 \t\r\n"
BIG = 2**63 - 1


@pytest.fixture(scope="module", params=KINDS)
def sample(
    request: pytest.FixtureRequest,
    sqlite_template: Path,
    postgres_server: PostgresServer,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Database]:
    folder = tmp_path_factory.mktemp("backup")
    with sample_company(request.param, sqlite_template, postgres_server, folder, orders=60) as database:
        _add_strange_rows(database)
        yield database


def _add_strange_rows(database: Database) -> None:
    """What is hard to carry: big integers, letters of all kinds, bytes, documents, history, one written later."""
    with database.write() as session:
        session.add(
            AuditRow(
                at=NOW,
                actor=STRANGE[:60],
                place="",
                action="x",
                subject="y",
                subject_id=BIG,
                before={"zł": STRANGE, "id": 2**60 + 1, "a": [1.5, 1e22, -0.0, None, True, {}]},
                after=None,
            )
        )
        session.add(
            PrinterRow(
                name="Zebra",
                kind=PrinterKind.FILE,
                language=PrinterLanguage.ZPL,
                address={"path": "/dev/null"},
                active=False,
            )
        )
        session.flush()
        job = {"printer_id": 1, "kind": JobKind.TEST, "title": "t", "due_at": NOW, "queued_at": NOW, "queued_by": "x"}
        session.add(PrintJobRow(payload=bytes(range(256)) * 40, state=JobState.DONE, sent_bytes=BIG, **job))
        session.commit()
    sheet = "document,date,product_code,quantity,unit_price,cost\n"
    sheet += "FV 1,2019-01-02,00123,-2,1.2345,1\nFV 2,2019-01-03,Ż,3,0,\n"
    read = read_history(Past.SALES, sheet.encode(), "sheet.csv", SheetMap(), language="en", currency="PLN")
    execute(database, CASES[Past.SALES], ImportHistory(read), actor=SYSTEM)


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest) -> Iterator[Database]:
    database = open_company(request.getfixturevalue(f"{request.param}_url"))
    yield database
    database.close()


def _plain(told: Any) -> Any:
    """Each database keeps the keys of a document in an order of its own."""
    if isinstance(told, dict):
        return {key: _plain(told[key]) for key in sorted(told)}
    return [_plain(one) for one in told] if isinstance(told, list) else told


def rows_of(database: Database) -> dict[str, list[Any]]:
    """Every row of every table, documents read, in one order for both databases."""
    found = {}
    with database.read() as session:
        connection = session.connection()
        for shape in shapes(connection):
            order = sorted(range(len(shape.columns)), key=lambda at, shape=shape: shape.columns[at])
            rows = []
            for batch in stored_rows(connection, shape):
                for row in batch:
                    plain = [_plain(json.loads(v)) if at in shape.documents and v else v for at, v in enumerate(row)]
                    if shape.table == "changes":
                        plain[shape.columns.index("xid")] = 0
                    rows.append(tuple((shape.columns[at], plain[at]) for at in order))
            found[shape.table] = sorted(rows, key=repr)
    return found


def drift_of(database: Database) -> list[str]:
    with database.engine.connect() as connection:
        return migrations.drift(connection)


def test_that_every_row_is_there_again_after_backup_and_restore(
    sample: Database, empty: Database, tmp_path: Path
) -> None:
    before = rows_of(sample)
    assert sum(map(len, before.values())) > 3_000
    made = make_backup(sample, tmp_path / "a.crmbackup")
    assert made.problems == ()
    assert made.backup.rows == sum(map(len, before.values()))
    done = restore_backup(empty, tmp_path / "a.crmbackup")
    assert (done.rows, done.kept, done.held_back, done.problems) == (made.backup.rows, None, 0, ())
    after = rows_of(empty)
    assert {table for table in before if before[table] != after[table]} == set()
    assert drift_of(empty) == []
    with empty.read() as session:
        assert verify(session).ok


def test_that_guards_search_and_numbers_go_on_after_a_restore(
    sample: Database, empty: Database, tmp_path: Path
) -> None:
    make_backup(sample, tmp_path / "a.crmbackup")
    restore_backup(empty, tmp_path / "a.crmbackup")
    for refused in ("UPDATE stock_moves SET quantity = 1", "DELETE FROM audit", "DELETE FROM documents"):
        with empty.write() as session, pytest.raises(DBAPIError, match="append-only"):
            session.execute(text(refused))
    with empty.read() as session:
        name = session.execute(text("SELECT name FROM products ORDER BY id LIMIT 1")).scalar_one()
        assert name in [hit.title for hit in find(session, name, kinds=(SearchKind.PRODUCT,))]
        last = session.execute(text("SELECT MAX(id) FROM customers")).scalar_one()
    shop = Shop(empty, SYSTEM)
    customer = shop.customer("Nowy po odtworzeniu")
    assert customer == last + 1
    product = shop.product("PO-1", stock=5_000)
    placed = shop.place(customer, (product, 1_000))
    assert shop.advance(placed.number, "reserve", "pick", "issue").status.value == "issued"
    with empty.read() as session:
        assert verify(session).ok


def test_that_a_company_carried_to_the_other_kind_and_back_is_the_same(
    sample: Database, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    first, second = ("sqlite", "postgres") if sample.is_sqlite else ("postgres", "sqlite")
    urls = {"sqlite": f"sqlite:///{tmp_path / 'there.db'}", "postgres": postgres_server.create("copied_there")}
    back = f"sqlite:///{tmp_path / 'back.db'}" if first == "sqlite" else postgres_server.create("copied_back")
    source = sample.url.render_as_string(hide_password=False)
    before = rows_of(sample)
    there, again = copy_company(source, urls[second]), copy_company(urls[second], back)
    assert there.rows == again.rows == {table: len(rows) for table, rows in before.items()}
    for url in (urls[second], back):
        carried = open_company(url)
        after = rows_of(carried)
        assert {table for table in before if before[table] != after[table]} == set()
        assert drift_of(carried) == []
        with carried.read() as session:
            assert verify(session).ok
        carried.close()
    for name in ("copied_there", "copied_back"):
        postgres_server.drop(name)


def test_that_a_company_is_not_replaced_unless_told_and_is_kept_when_it_is(
    database: Database, shop: Shop, tmp_path: Path
) -> None:
    shop.customer("Pierwsza")
    make_backup(database, tmp_path / "a.crmbackup")
    shop.customer("Druga, późniejsza")
    before = rows_of(database)
    with pytest.raises(TargetOccupied):
        restore_backup(database, tmp_path / "a.crmbackup")
    with database.read() as session:
        cursor = latest(session)
    assert rows_of(database) == before
    done = restore_backup(database, tmp_path / "a.crmbackup", replace=True, keep_in=tmp_path / "kept")
    assert [row[0] for row in _customers(database)] == ["Pierwsza"]
    assert done.kept is not None
    assert list_backups(tmp_path / "kept")[0].rows == sum(map(len, before.values()))
    with database.read() as session:
        told, _ = read_after(session, cursor)
        assert [row.topic for row in told if row.what == "restored" and row.record_id == 0][-len(Topic) :] == list(
            Topic
        )
        assert session.scalars(select(AuditRow.action).order_by(AuditRow.id.desc())).first() == "restore"
    restore_backup(database, Path(done.kept), replace=True, keep_in=tmp_path / "kept2")
    assert [row[0] for row in _customers(database)] == ["Pierwsza", "Druga, późniejsza"]


def _customers(database: Database) -> list[Any]:
    with database.read() as session:
        return list(session.execute(text("SELECT name FROM customers ORDER BY id")))


def _torn(file: Path) -> None:
    content = bytearray(file.read_bytes())
    at = content.index("Młyńska Perła".encode())
    content[at] ^= 1
    file.write_bytes(bytes(content))


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9_000])


def _foreign(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE orders (id INTEGER)")
    other.close()


BROKEN = {
    "one letter is another": (_torn, BackupDamaged),
    "the end is missing": (_cut, BackupDamaged),
    "another program's database": (_foreign, BackupForeign),
    "no database at all": (lambda file: file.write_bytes(b"PK\3\4 a sheet" * 900), BackupForeign),
    "an empty file": (lambda file: file.write_bytes(b""), BackupForeign),
    "no file": (lambda file: file.unlink(), BackupMissing),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_that_a_broken_or_foreign_file_is_refused_and_changes_nothing(
    database: Database, shop: Shop, tmp_path: Path, broken: str
) -> None:
    shop.customer("Młyńska Perła")
    file = tmp_path / "a.crmbackup"
    make_backup(database, file)
    break_, refusal = BROKEN[broken]
    break_(file)
    before = rows_of(database)
    with pytest.raises(refusal) as told:
        restore_backup(database, file, replace=True, keep_in=tmp_path / "kept")
    assert told.value.details == {"file": str(file)}
    assert rows_of(database) == before
    assert not (tmp_path / "kept").exists()


def test_that_a_backup_of_a_newer_program_is_refused(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "a.crmbackup"
    make_backup(database, file)
    with sqlite3.connect(file) as connection:
        told = json.loads(connection.execute("SELECT told FROM backup_about").fetchone()[0])
        connection.execute("UPDATE backup_about SET told = ?", (json.dumps(told | {"revision": "9999"}),))
    connection.close()
    with pytest.raises(DatabaseNewer) as refused:
        restore_backup(database, file, replace=True)
    assert refused.value.details["theirs"] == "9999"


def test_that_a_backup_of_an_older_program_is_brought_up_to_date(empty: Database, tmp_path: Path) -> None:
    old = Database.open(f"sqlite:///{tmp_path / 'old.db'}")
    migrations.upgrade(old, to="0009")
    with old.write() as session:
        session.execute(text("INSERT INTO customer_groups (id, name) VALUES (7, 'Hurt')"))
        session.commit()
    made = make_backup(old, tmp_path / "old.crmbackup")
    old.close()
    assert made.backup.revision == "0009"
    restore_backup(empty, tmp_path / "old.crmbackup")
    assert drift_of(empty) == []
    with empty.read() as session:
        assert session.execute(text("SELECT name FROM customer_groups")).scalars().all() == ["Hurt"]


def test_that_a_backup_is_made_while_others_write_and_holds_one_moment(
    database: Database, shop: Shop, tmp_path: Path
) -> None:
    shop.customer("Przed")
    seen: list[int] = []

    def meanwhile(done: int, _total: int) -> None:
        if not seen:
            execute(database, register_customer, NewCustomer("W trakcie"), actor=shop.actor)
        seen.append(done)

    made = make_backup(database, tmp_path / "a.crmbackup", progress=meanwhile)
    assert len(_customers(database)) == 2
    copy = open_company(f"sqlite:///{tmp_path / 'a.crmbackup'}")
    assert [row[0] for row in _customers(copy)] == ["Przed"]
    assert drift_of(copy) == []
    copy.close()
    assert made.problems == ()


def test_that_a_backup_stopped_or_refused_leaves_no_file(database: Database, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        make_backup(database, tmp_path / "a.crmbackup", progress=stop)
    assert list(tmp_path.glob("a.crm*")) == []
    (tmp_path / "a.crmbackup").write_bytes(b"something of somebody's")
    with pytest.raises(FileThere):
        make_backup(database, tmp_path / "a.crmbackup")
    assert (tmp_path / "a.crmbackup").read_bytes() == b"something of somebody's"
    with pytest.raises(PlaceRefused):
        make_backup(database, tmp_path / "no such folder" / "a.crmbackup")


def test_that_a_restore_stopped_in_the_middle_changes_nothing(
    postgres_url: str, sqlite_url: str, tmp_path: Path
) -> None:
    source, target = open_company(sqlite_url), open_company(postgres_url)
    Shop(source, SYSTEM).customer("Z kopii")
    Shop(target, SYSTEM).customer("Została")
    make_backup(source, tmp_path / "a.crmbackup")
    before = rows_of(target)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        restore_backup(target, tmp_path / "a.crmbackup", replace=True, keep_in=tmp_path / "kept", progress=stop)
    assert rows_of(target) == before
    assert drift_of(target) == []
    Shop(target, SYSTEM).customer("I następna")  # no sequence was moved back
    source.close()
    target.close()


def test_that_what_was_queued_is_held_back_for_a_person(database: Database, tmp_path: Path) -> None:
    with database.write() as session:
        address = {"path": "/dev/null"}
        printer = PrinterRow(name="Z", kind=PrinterKind.FILE, language=PrinterLanguage.ZPL, address=address)
        session.add(printer)
        session.flush()
        job = {"kind": JobKind.TEST, "title": "t", "due_at": NOW, "queued_at": NOW, "queued_by": "x", "payload": b""}
        for state in (JobState.QUEUED, JobState.SENDING, JobState.DONE, JobState.FAILED):
            session.add(PrintJobRow(printer_id=printer.id, state=state, **job))
        session.commit()
    make_backup(database, tmp_path / "a.crmbackup")
    done = restore_backup(database, tmp_path / "a.crmbackup", replace=True, keep_in=tmp_path)
    assert done.held_back == 2
    with database.read() as session:
        states = session.scalars(select(PrintJobRow.state).order_by(PrintJobRow.id)).all()
    assert states == [JobState.UNCERTAIN, JobState.UNCERTAIN, JobState.DONE, JobState.FAILED]


def test_that_letters_postgres_cannot_hold_are_mended_and_all_else_is_kept(sqlite_url: str, postgres_url: str) -> None:
    source = open_company(sqlite_url)
    with source.write() as session:
        session.execute(text("INSERT INTO customer_groups (id, name) VALUES (1, :name)"), {"name": "a\0b"})
        row = {"at": NOW, "actor": "", "place": "", "action": "x", "subject": "y", "subject_id": 1}
        session.add(AuditRow(**row, before={"k\0": "pół \ud83d i całe 😀", "ścieżka": "c:\\u0000"}, after=None))
        session.commit()
    source.close()
    copy_company(sqlite_url, postgres_url)
    target = open_company(postgres_url)
    with target.read() as session:
        assert session.execute(text("SELECT name FROM customer_groups")).scalar_one() == "a\ufffdb"
        assert session.scalars(select(AuditRow.before)).one() == {
            "k\ufffd": "pół \ufffd i całe 😀",
            "ścieżka": "c:\\u0000",
        }
    target.close()


def test_that_changes_are_seen_after_a_company_moved_to_a_file(postgres_url: str, tmp_path: Path) -> None:
    source = open_company(postgres_url)
    Shop(source, SYSTEM).customer("Przeniesiona")
    source.close()
    url = f"sqlite:///{tmp_path / 'moved.db'}"
    copy_company(postgres_url, url)
    moved = open_company(url)
    with moved.read() as session:
        cursor = latest(session)
        assert set(session.scalars(select(ChangeRow.xid))) == {0}
    Shop(moved, SYSTEM).customer("Nowa")
    with moved.read() as session:
        assert "Nowa" in [row.label for row in read_after(session, cursor)[0]]
    moved.close()


def test_that_a_database_is_not_copied_onto_itself_or_onto_a_company(sqlite_url: str, tmp_path: Path) -> None:
    first = open_company(sqlite_url)
    Shop(first, SYSTEM).customer("Jedna")
    first.close()
    with pytest.raises(SameDatabase):
        copy_company(sqlite_url, sqlite_url)
    other = f"sqlite:///{tmp_path / 'other.db'}"
    second = open_company(other)
    Shop(second, SYSTEM).customer("Inna")
    before = rows_of(second)
    with pytest.raises(TargetOccupied):
        copy_company(sqlite_url, other)
    assert rows_of(second) == before
    copy_company(sqlite_url, other, replace=True)
    assert [row[0] for row in _customers(second)] == ["Jedna"]  # an open window goes on with the new company
    second.close()


def test_that_backups_of_a_folder_are_listed_the_newest_first(sqlite_database: Database, tmp_path: Path) -> None:
    for name in ("a", "b"):
        make_backup(sqlite_database, tmp_path / f"{name}{SUFFIX}")
    (tmp_path / f"c{SUFFIX}").write_bytes(b"no backup")
    shutil.copy(tmp_path / f"a{SUFFIX}", tmp_path / "elsewhere.db")
    assert [Path(backup.file).name for backup in list_backups(tmp_path)] == [f"b{SUFFIX}", f"a{SUFFIX}"]
    assert look_at(tmp_path / "elsewhere.db").kind == "sqlite"


def test_that_a_digest_does_not_depend_on_the_order_of_rows_but_on_every_value(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        session.execute(text("INSERT INTO customer_groups (id, name) VALUES (1, 'a'), (2, 'b')"))
        first = contents(session.connection()).digests["customer_groups"]
        session.execute(text("DELETE FROM customer_groups"))
        session.execute(text("INSERT INTO customer_groups (id, name) VALUES (2, 'b'), (1, 'a')"))
        assert contents(session.connection()).digests["customer_groups"] == first
        session.execute(text("UPDATE customer_groups SET name = 'A' WHERE id = 1"))
        assert contents(session.connection()).digests["customer_groups"] != first
        session.execute(update(ChangeRow).values(xid=0))


def test_that_the_commands_answer_as_the_contract_says(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def call(*words: str) -> tuple[int, Any]:
        code = run([*words, "--json"])
        return code, json.loads(capsys.readouterr().out)

    file, other = str(tmp_path / "a.crmbackup"), f"sqlite:///{tmp_path / 'other.db'}"
    code, made = call("db", "backup", file, "--db", database_url)
    assert (code, made["ok"], made["file"], made["problems"]) == (0, True, file, [])
    assert Path(file).stat().st_size == made["bytes"]
    code, done = call("db", "restore", file, "--db", other)
    assert (code, done["ok"], done["rows"], done["kept"]) == (0, True, made["rows"], None)
    code, copied = call("db", "copy", "--from", database_url, "--to", f"sqlite:///{tmp_path / 'third.db'}")
    assert (code, copied["ok"], copied["rows"]) == (0, True, made["rows"])
    assert call("db", "verify", "--db", other)[1]["problems"] == []
    code, told = call("db", "backup", file, "--db", database_url)
    assert (code, told["error"]["code"]) == (3, "file_there")
    code, told = call("db", "restore", str(tmp_path / "none"), "--db", other)
    assert (code, told["error"]["code"], told["error"]["details"]) == (
        3,
        "backup_missing",
        {"file": str(tmp_path / "none")},
    )
    code, told = call("db", "copy", "--from", database_url)
    assert (code, told["error"]["code"]) == (2, "wrong_call")
