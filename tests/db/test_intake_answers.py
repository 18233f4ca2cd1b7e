"""How the intake answers browsers, scripts and other sites, and what it serves for trying."""

import re
import ssl
import subprocess
import threading
import time
from pathlib import Path

import httpx
import pytest

from crm_desktop.intake.channels.http import IntakeServer, Tls
from crm_desktop.intake.spam import AT_ONCE_SECONDS
from crm_desktop.live import ChangeWatch
from db.models.intake import SubmissionRow
from db.session import Database
from db.vocabulary import Topic
from tests.db.door import Door

pytestmark = pytest.mark.slow  # much of it; `make fast` leaves it out

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
POST = "name=Jan&email=jan@x.pl&message=Dzie%C5%84+dobry"


def test_that_a_script_is_answered_in_json_and_a_browser_with_thanks(door: Door) -> None:
    script = door.post(POST)
    assert (script.status_code, script.headers["content-type"]) == (200, "application/json")
    browser = door.post(POST + "&x=1", Accept=BROWSER)
    assert (browser.status_code, browser.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Dziękujemy, dotarło." in browser.text
    assert browser.headers["x-content-type-options"] == "nosniff"
    english = door.client.post(
        "/in/kontakt?lang=en", data={"name": "J", "email": "e@x.pl"}, headers={"Accept": BROWSER}
    )
    assert "Thank you, it has arrived." in english.text


def test_that_a_form_with_an_address_of_its_own_sends_browsers_there_and_nowhere_else(door: Door) -> None:
    door.form("sklep", redirect="https://sklep.pl/dziekujemy?x=ż")
    door.form("zly", redirect="javascript:alert(1)")
    wishes = "&_next=https://evil.pl&redirect=https://evil.pl&_redirect=//evil.pl&returnTo=https://evil.pl"
    sent = door.post(POST + wishes, key="sklep", Accept=BROWSER)
    assert (sent.status_code, sent.headers["location"]) == (303, "https://sklep.pl/dziekujemy?x=%C5%BC")
    asked = door.client.post("/in/sklep?redirect=https://evil.pl", data={"name": "J"}, headers={"Accept": BROWSER})
    assert asked.headers["location"] == "https://sklep.pl/dziekujemy?x=%C5%BC"
    assert door.post(POST + wishes, Accept=BROWSER).status_code == 200
    assert door.post(POST + wishes, key="zly", Accept=BROWSER).status_code == 200
    assert door.post(POST, key="sklep").headers["content-type"] == "application/json"


def test_that_the_ready_form_is_served_posts_back_and_counts_once(door: Door) -> None:
    page = door.client.get("/form/kontakt")
    assert page.status_code == 200
    assert "Administratorem danych jest Moja Firma" in page.text
    assert "frame" not in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    action = re.search(r'action="([^"]+)"', page.text)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page.text))
    assert action is not None
    assert (action[1], sorted(hidden)) == ("/in/kontakt", ["_clause", "_token"])
    typed = {**hidden, "_gotcha": "", "name": "Jan", "email": "jan@x.pl", "message": "Dzień dobry", "company": ""}
    time.sleep(AT_ONCE_SECONDS)
    answers = [door.client.post(action[1], data=typed).json() for _ in range(2)]
    assert [answer["duplicate"] for answer in answers] == [False, True]
    assert door.inquiry(door.readings(answers[0]["submission"])[0].number).message == "Dzień dobry"
    assert "We process what you enter" in door.client.get("/form/kontakt?lang=en").text


def test_that_the_snippet_posts_to_this_very_intake(door: Door) -> None:
    snippet = door.client.get("/form/kontakt/snippet").text
    assert f'action="http://127.0.0.1:{door.server.port}/in/kontakt"' in snippet
    assert 'name="_token" value=""' in snippet
    strange = door.client.get("/form/kontakt/snippet", headers={"Host": 'x"><script>'})
    assert (strange.status_code, 'x"><script>' in strange.text) == (200, False)


def test_that_health_is_told(door: Door) -> None:
    assert door.client.get("/health").json() == {"ok": True}


def test_that_scripts_of_any_site_may_post_until_a_form_names_its_own(door: Door) -> None:
    door.form("sklep", allowed_origins=["https://sklep.pl", "www.sklep.pl:8443"])

    def allowed(key: str, origin: str) -> str | None:
        answer = door.post(f"name=J&email=j@x.pl&m={key}{origin}", key=key, Origin=origin)
        assert answer.status_code == 200
        return answer.headers.get("access-control-allow-origin")

    assert allowed("kontakt", "https://any.example") == "https://any.example"
    assert allowed("sklep", "https://sklep.pl") == "https://sklep.pl"
    assert allowed("sklep", "https://www.sklep.pl:8443") == "https://www.sklep.pl:8443"
    for stranger in (
        "https://evil.pl",
        "https://sklep.pl.evil.pl",
        "https://sklep.pl@evil.pl",
        "null",
        "http://[",
        "x",
    ):
        assert allowed("sklep", stranger) is None
    asked = door.client.options("/in/sklep", headers={"Origin": "https://sklep.pl"})
    assert (asked.status_code, asked.headers["access-control-allow-origin"]) == (204, "https://sklep.pl")
    assert asked.headers["access-control-allow-methods"] == "POST"
    refused = door.client.options("/in/sklep", headers={"Origin": "https://evil.pl"})
    assert "access-control-allow-origin" not in refused.headers


def test_that_a_post_from_a_strangers_page_is_kept_as_spam(door: Door) -> None:
    door.form("sklep", allowed_origins=["https://sklep.pl"])
    reading = door.readings(door.take(POST, key="sklep", Origin="https://evil.pl"))[0]
    assert (reading.outcome.value, reading.reason) == ("spam", "wysłano ze strony spoza listy (https://evil.pl)")
    assert door.outcome(door.take(POST + "&a=1", key="sklep", Origin="https://SKLEP.pl")) == "inquiry"
    assert door.outcome(door.take(POST + "&a=2", key="sklep")) == "update"


def test_that_too_large_is_refused_and_not_stored(door: Door) -> None:
    answer = door.post(b"x=" + b"a" * (25 * 1024 * 1024))
    assert (answer.status_code, answer.text) == (413, "too large")

    def endless() -> object:
        for _ in range(27):
            yield b"a" * 1024 * 1024

    streamed = door.client.post("/in/kontakt", content=endless())
    assert streamed.status_code == 413
    assert door.count() == 0
    largest = b"name=J&email=j@x.pl&x=" + b"a" * (25 * 1024 * 1024 - 22)
    assert door.post(largest).status_code == 200


def test_that_too_many_are_told_when_to_come_again(database: Database) -> None:
    door = Door(database, per_minute=5)
    try:
        answers = [door.post(f"name=J&email=j{number}@x.pl") for number in range(8)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 3
        assert 1 <= int(answers[5].headers["retry-after"]) <= 13
        assert door.count() == 5
    finally:
        door.close()


@pytest.mark.parametrize("elsewhere", [False, True], ids=["this_seat", "another_seat"])
def test_that_the_open_window_hears_of_a_new_inquiry(door: Door, database_url: str, elsewhere: bool) -> None:
    """Another seat: nothing is shared but the database itself."""
    watched = Database.open(database_url) if elsewhere else door.database
    watch, heard, ready = ChangeWatch(watched), [], threading.Event()

    def listen() -> None:
        watch.wait(0.01)
        ready.set()
        for _ in range(40):
            heard.extend(watch.wait(1))
            if any(change.topic is Topic.INQUIRIES for change in heard):
                return

    thread = threading.Thread(target=listen)
    thread.start()
    assert ready.wait(10)
    submission = door.take(POST)
    thread.join(45)
    watch.close()
    if elsewhere:
        watched.close()
    told = [(change.topic.value, change.what, change.label) for change in heard]
    number = door.readings(submission)[0].number
    assert ("submissions", "received", "kontakt") in told
    assert ("inquiries", "received", number) in told
    assert door.count(SubmissionRow) == 1


@pytest.mark.parametrize(
    ("asked", "accept", "kind"),
    [("json", "text/html", "application/json"), ("page", "*/*", "text/html"), ("", "text/html", "text/html")],
)
def test_that_a_form_is_answered_as_its_settings_ask(door: Door, asked: str, accept: str, kind: str) -> None:
    door.form("kontakt", **({"answer": asked} if asked else {}))
    answer = door.post("name=Jan&email=jan@x.pl", Accept=accept)
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, kind)


def test_that_the_intake_serves_https_by_its_own_certificate(database: Database, tmp_path: Path) -> None:
    certificate, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
            "-keyout",
            key,
            "-out",
            certificate,
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=IP:127.0.0.1",
        ],
        check=True,
        capture_output=True,
    )
    server = IntakeServer(database, tls=Tls(str(certificate), str(key)))
    server.start()
    try:
        with httpx.Client(verify=ssl.create_default_context(cafile=str(certificate)), trust_env=False) as client:
            answer = client.post(f"https://127.0.0.1:{server.port}/in/kontakt", data={"name": "Jan", "email": "j@x.pl"})
    finally:
        server.stop()
    assert (answer.status_code, answer.json()["duplicate"]) == (200, False)


def test_that_a_certificate_that_is_none_is_told_at_the_start(database: Database, tmp_path: Path) -> None:
    (tmp_path / "cert.pem").write_text("nic")
    with pytest.raises(OSError):
        IntakeServer(database, tls=Tls(str(tmp_path / "cert.pem")))
