"""The intake as those meet it who mean it harm."""

import gzip
import logging
import socket
import time
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from crm_desktop.harmless import safe_name
from crm_desktop.intake.channels import guarding
from crm_desktop.intake.channels.storing import Storekeeper
from crm_desktop.intake.formats.fields import Unreadable, read_fields
from crm_desktop.intake.formats.form import draft_of
from crm_desktop.intake.records import Received
from crm_desktop.settings import Company, Settings, store
from db.models.customers import CustomerRow
from db.models.intake import SubmissionRow
from db.models.sales import InquiryRow
from db.session import Database
from tests.db.door import URLENCODED, Door

pytestmark = pytest.mark.slow  # much of it; `make fast` leaves it out

GOOD = "name=Jan&email=jan@x.pl"
SCRIPT = "<script>alert('x')</script>"


def spoken(door: Door, said: bytes, *, seconds: float = 10.0) -> bytes:
    """What a bare socket hears until the intake closes, or says nothing more."""
    with socket.create_connection(("127.0.0.1", door.server.port), timeout=seconds) as line:
        line.sendall(said)
        heard = b""
        while b"\r\n\r\n" not in heard:
            part = line.recv(65536)
            if not part:
                break
            heard += part
        return heard


def test_that_a_head_or_a_body_that_trickles_is_cut_off_and_others_are_served(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HEAD_SECONDS", "PART_SECONDS"):
        monkeypatch.setattr(guarding, name, 0.3)
    silent = [socket.create_connection(("127.0.0.1", door.server.port), timeout=10) for _ in range(20)]
    for line in silent[:10]:
        line.sendall(b"POST /in/kontakt HTTP/1.1\r\nHost: x\r\n")
    assert door.outcome(door.take(GOOD)) == "inquiry"
    assert [line.recv(10) for line in silent] == [b""] * 20
    for line in silent:
        line.close()
    head = b"POST /in/kontakt HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 50\r\n\r\n"
    assert spoken(door, head + b"name=").startswith(b"HTTP/1.1 408 ")
    assert door.count() == 1


def test_that_a_trickle_of_head_bytes_does_not_buy_time(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "HEAD_SECONDS", 0.5)
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", door.server.port), timeout=10) as line, pytest.raises(OSError):
        line.sendall(b"POST /in/kontakt HTTP/1.1\r\n")
        while time.monotonic() < started + 15:
            line.sendall(b"X-A: b\r\n")
            time.sleep(0.05)


def test_that_lies_about_length_store_nothing_and_break_nothing(door: Door) -> None:
    head = "POST /in/kontakt HTTP/1.1\r\nHost: x\r\n"
    with socket.create_connection(("127.0.0.1", door.server.port), timeout=10) as line:
        line.sendall(f"{head}Content-Length: 500\r\n\r\n{GOOD}".encode())
    for lie in ("Content-Length: -5", "Content-Length: 5\r\nContent-Length: 6", "Content-Length: 1e3"):
        assert spoken(door, f"{head}{lie}\r\n\r\n{GOOD}".encode()).startswith(b"HTTP/1.1 400 ")
    assert spoken(door, f"{head}Transfer-Encoding: chunked\r\n\r\nZZ\r\n".encode()).startswith(b"HTTP/1.1 400 ")
    assert spoken(door, f"{head}Content-Length: 99999999999\r\n\r\n".encode()).startswith(b"HTTP/1.1 413 ")
    assert spoken(door, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20 + b"\r\n\r\n").startswith(b"HTTP/1.1 400 ")
    assert door.count() == 0
    assert door.outcome(door.take(GOOD)) == "inquiry"


def test_that_a_compressed_bomb_is_stored_as_it_came_and_never_unpacked(door: Door) -> None:
    bomb = gzip.compress(b"name=" + b"A" * 200_000_000, 9)
    assert len(bomb) < 250_000
    submission = door.take(bomb, URLENCODED, Content_Encoding="gzip")
    assert door.readings(submission)[0].reason == "treść jest skompresowana"
    assert door.raw(submission) == bomb


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system32\\cmd.exe", "cmd.exe"),
        ("C:\\fakepath\\plan.pdf", "plan.pdf"),
        ("/", "file"),
        ("..", "file"),
        ("", "file"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ("CON.txt", "CON_.txt"),
        ("nul", "nul_"),
        ("com¹.tar.gz", "com¹_.tar.gz"),
        ("CON .txt", "CON_ .txt"),
        ("CONOUT$", "CONOUT$_"),
        ("umowa.pdf. . .", "umowa.pdf"),
        ("faktura\u202efdp.exe", "fakturafdp.exe"),
        ("plan.txt:ukryte.exe", "plan.txtukryte.exe"),
        ('<b>"x"|?*.txt', "bx.txt"),
        ("\u202egnp.exe", "gnp.exe"),
        ("ż" * 300 + ".pdf", "ż" * 196 + ".pdf"),
    ],
)
def test_that_file_names_are_made_safe(sent: str, kept: str) -> None:
    assert safe_name(sent) == kept


def test_that_what_is_shown_on_our_pages_is_escaped(door: Door) -> None:
    with door.database.write() as session:
        store(session, Settings(company=Company(name=f"Firma {SCRIPT}")))
        session.commit()
    pages = [
        door.client.post("/in/kontakt", data={"name": SCRIPT, "email": "e@x.pl"}, headers={"Accept": "text/html"}),
        door.client.get("/form/kontakt"),
        door.client.get(f"/form/kontakt?lang={SCRIPT}"),
        door.client.get("/form/kontakt/snippet"),
    ]
    assert [page.status_code for page in pages] == [200] * 4
    assert not any(SCRIPT in page.text for page in pages)
    assert "Firma &lt;script&gt;" in pages[1].text
    assert "script-src" not in pages[1].headers["content-security-policy"]
    assert pages[1].headers["content-security-policy"].startswith("default-src 'none';")


def test_that_line_ends_in_fields_break_neither_subjects_nor_the_log(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="crm_desktop")
    evil = "Jan\r\nBcc: all@x.pl\r\n2026-01-01 ERROR forged"
    seen = door.seen(urlencode({"name": evil, "email": "e@x.pl", "temat": evil, "message": "x"}))
    assert (seen.name, seen.subject) == ("Jan Bcc: all@x.pl 2026-01-01 ERROR forged",) * 2
    assert not any("forged" in record.getMessage() for record in caplog.records)


def test_that_headers_are_kept_short_and_never_split_an_answer(door: Door) -> None:
    submission = door.take(GOOD, Origin="https://x.pl" + "a" * 5_000, User_Agent="u" * 3_000)
    with door.database.read() as session:
        headers = session.get_one(SubmissionRow, submission).headers
    assert {name: len(value) for name, value in headers.items()} == {
        "content-type": len(URLENCODED),
        "user-agent": 1_000,
        "origin": 1_000,
    }
    strange = spoken(
        door, b"POST /in/kontakt HTTP/1.1\r\nHost: x\r\nOrigin: a\rSet-Cookie: b=c\r\nContent-Length: 6\r\n\r\nname=J"
    )
    assert b"Set-Cookie" not in strange


def test_that_one_senders_flood_leaves_others_their_turn() -> None:
    limit = guarding.RateLimit(10, own=100)
    assert [limit.seconds_to_wait("10.0.0.1") > 0 for _ in range(11)] == [False] * 10 + [True]
    assert limit.seconds_to_wait("10.0.0.2") == 0
    network = [limit.seconds_to_wait(f"2001:db8:1:2::{number:x}") for number in range(11)]
    assert [seconds > 0 for seconds in network] == [False] * 10 + [True]
    assert limit.seconds_to_wait("2001:db8:1:3::1") == 0
    assert [limit.seconds_to_wait("127.0.0.1") > 0 for _ in range(101)] == [False] * 100 + [True]
    for number in range(30_000):
        limit.seconds_to_wait(f"host-{number}")
    assert len(limit._buckets) == 10_000


def test_that_bodies_together_take_no_more_memory_than_they_may(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarding, "MOST_HELD", 100_000)
    refused = door.post(b"a=" + b"x" * 200_000)
    assert (refused.status_code, refused.headers["retry-after"], door.count()) == (503, "10", 0)
    assert [door.post(f"a={number}" + "x" * 60_000).status_code for number in range(5)] == [200] * 5


@pytest.mark.parametrize(
    "body",
    [
        "1" * 1_000_000 + "=1&name=J",
        "[" * 500_000 + "=1&name=J&email=j@x.pl",
        "a[" * 300_000 + "=1&name=J",
        "name=" + "1" * 3_000_000 + "&ilosc=" + "9" * 100_000 + "&produkt=x",
        "email=" + "a@" * 500_000 + "&phone=" + "1 " * 500_000,
        "zgoda " * 200_000 + "=tak&name=J",
        " " * 2_000_000 + ":\n" + "a:b\n" * 1_000,
        '{"name": "J", "x": ' + "9" * 500_000 + "}",
        '{"' + "a" * 1_000_000 + '": {"value": 1, "label": "' + "b" * 1_000_000 + '"}}',
    ],
    ids=range(9),
)
def test_that_no_body_takes_long_to_read(body: str) -> None:
    started = time.process_time()
    try:
        for fields in read_fields(body.encode(), ""):
            draft_of(fields, {}, is_order=True)
    except Unreadable:
        pass
    assert time.process_time() - started < 3


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    raw=st.one_of(
        st.binary(max_size=300),
        st.text(alphabet='{}[]",:=&%+-\n <>abcNIPé\x00\ud800"1e', max_size=200).map(
            lambda t: t.encode(errors="replace")
        ),
        st.binary(max_size=200).map(
            lambda b: b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + b + b"\r\n--x--"
        ),
        st.binary(max_size=200).map(lambda b: b"--x\r\nContent-Disposition: form-data" + b + b"\r\n--x--\r\n"),
    ),
    kind=st.sampled_from(
        [
            "",
            URLENCODED,
            "application/json",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            'multipart/form-data; boundary="',
            "text/plain; charset=utf-16",
            "text/plain; charset=idna",
            "text/plain; charset=undefined",
            "\x00;;=;charset*=x''%ff",
        ]
    ),
)
def test_that_any_bytes_are_read_or_refused_with_a_reason(raw: bytes, kind: str) -> None:
    try:
        records = read_fields(raw, kind)
    except Unreadable:
        return
    for fields in records:
        draft = draft_of(fields, {}, is_order=False)
        repr(draft).encode("utf-8")
        assert "\x00" not in "".join(part for pair in fields.pairs for part in pair)


def test_that_a_poisonous_submission_stops_none_behind_it(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    """A fault of the program itself, as a broken catalogue row would cause it for one body alone."""
    refuse = {
        "sqlite": "CREATE TRIGGER poison BEFORE INSERT ON inquiries WHEN NEW.subject = 'trucizna'"
        " BEGIN SELECT RAISE(ABORT, 'boom'); END",
        "postgresql": "CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN IF NEW.subject = 'trucizna' THEN RAISE EXCEPTION 'boom'; END IF; RETURN NEW; END $$;"
        " CREATE TRIGGER poison BEFORE INSERT ON inquiries FOR EACH ROW EXECUTE FUNCTION poison()",
    }
    with door.database.engine.begin() as connection:
        connection.exec_driver_sql(refuse[door.database.engine.dialect.name])
    poison = door.take(f"{GOOD}&message=trucizna")
    behind = [door.take(f"name=N{number}&email=n{number}@x.pl") for number in range(5)]
    assert [door.outcome(submission) for submission in behind] == ["inquiry"] * 5
    with door.database.engine.begin() as connection:
        attempts = connection.execute(
            text("SELECT attempt FROM submission_queue WHERE submission_id = :s"), {"s": poison}
        )
        assert attempts.scalar_one() >= 1
        due = int(datetime.now(UTC).timestamp() * 1_000_000)
        connection.execute(text("UPDATE submission_queue SET attempt = 4, due_at = :now"), {"now": due})
    reading = door.readings(poison)[0]
    assert reading.outcome.value == "quarantined"
    assert reading.reason.startswith("błąd programu: ")
    assert "boom" in reading.reason
    assert "jan@x.pl" not in reading.reason
    assert door.count(InquiryRow) == 5
    assert door.count(CustomerRow) == 5
    assert any("cannot be interpreted" in record.getMessage() for record in caplog.records)


def test_that_one_who_cannot_be_stored_fails_alone(door: Door, database: Database) -> None:
    """Two posts of one batch; the database refuses one of them."""
    refuse = "source = 'zly'"
    with database.engine.begin() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql(
                f"CREATE TRIGGER poison BEFORE INSERT ON submissions WHEN NEW.{refuse}"
                " BEGIN SELECT RAISE(ABORT, 'boom'); END"
            )
        else:
            connection.exec_driver_sql(f"ALTER TABLE submissions ADD CHECK (NOT ({refuse}))")
    keeper = Storekeeper(database)
    answers = [keeper.store(Received(source, GOOD.encode(), URLENCODED)) for source in ("a", "zly", "b")]
    keeper.start()
    assert [answer.exception(20) is None for answer in answers] == [True, False, True]
    keeper.stop()
    assert door.post(GOOD, key="zly").status_code == 500
    assert door.count() == 2
