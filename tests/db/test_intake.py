"""The HTTP intake on both databases: stored first, understood second, sent twice counted once."""

import threading
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import httpx
import pytest
import time_machine
from sqlalchemy import select

from crm_desktop import settings
from crm_desktop.intake.ready_form import clauses
from db.models.customers import ConsentRow, CustomerRow
from db.models.intake import FileRow, SubmissionFileRow, SubmissionRow
from db.models.sales import InquiryRow, OrderRow
from db.session import Database
from tests.company import Shop
from tests.db.door import URLENCODED, Door, Seen

PERSON = {"Imię i nazwisko": "Łukasz Żak", "e-mail": "lukasz@zak.pl", "wiadomość": "Proszę o ofertę\r\nna mąkę"}
ZAK = Seen("Łukasz Żak", "lukasz@zak.pl", "", "", "Proszę o ofertę", "Proszę o ofertę\nna mąkę")


def test_that_a_urlencoded_post_becomes_an_inquiry_and_its_bytes_are_kept(door: Door) -> None:
    body = urlencode(PERSON).encode()
    submission = door.take(body)
    assert door.raw(submission) == body
    reading = door.readings(submission)[0]
    assert (reading.outcome.value, reading.reason) == ("inquiry", "")
    assert reading.number.startswith("ZAP 1/")
    assert door.inquiry(reading.number) == ZAK


def test_that_a_multipart_post_becomes_an_inquiry_with_its_files_kept_by_hash(door: Door) -> None:
    sent = [
        ("Imię i nazwisko", (None, "Łukasz Żak")),
        ("e-mail", (None, "lukasz@zak.pl")),
        ("wiadomość", (None, "Proszę o ofertę\r\nna mąkę")),
        ("plan", ("C:\\Rysunki\\plan sali.pdf", b"%PDF-1.7 \x00\xff\r\n--x", "application/pdf")),
        ("plan", ("../../etc/passwd", b"root", "text/plain")),
        ("pusty", ("", b"", "application/octet-stream")),
    ]
    answer = door.client.post("/in/kontakt", files=sent)
    assert answer.status_code == 200
    reading = door.readings(answer.json()["submission"])[0]
    assert door.inquiry(reading.number) == ZAK
    with door.database.read() as session:
        files = session.execute(
            select(SubmissionFileRow.field, SubmissionFileRow.name, SubmissionFileRow.content_type, FileRow.content)
            .join(FileRow, FileRow.sha256 == SubmissionFileRow.sha256)
            .order_by(SubmissionFileRow.id)
        ).all()
    assert [tuple(file) for file in files] == [
        ("plan", "plan sali.pdf", "application/pdf", b"%PDF-1.7 \x00\xff\r\n--x"),
        ("plan", "passwd", "text/plain", b"root"),
    ]


def test_that_json_becomes_an_inquiry_with_numbers_exact_and_all_else_readable(door: Door) -> None:
    body = (
        '{"customer": {"name": {"first": "Anna", "last": "Nowak"}, "phone": 600700800, "email": "anna@nowak.pl"},'
        ' "contract": 12345678901234567890123, "budget": 1500.50, "urgent": true, "none": null,'
        ' "message": "Zapytanie", "tags": ["a", "b"]}'
    )
    seen = door.seen(body, "application/json")
    assert (seen.name, seen.email, seen.phone, seen.subject) == (
        "Anna Nowak",
        "anna@nowak.pl",
        "600700800",
        "Zapytanie",
    )
    assert seen.message.split("\n") == [
        "Zapytanie",
        "contract: 12345678901234567890123",
        "budget: 1500.50",
        "urgent: true",
        "tags: a",
        "tags: b",
    ]


def test_that_a_list_of_objects_is_as_many_inquiries_and_a_bad_one_stops_none_behind_it(door: Door) -> None:
    body = '[{"name": "A", "email": "a@a.pl"}, {"colour": "red"}, {"name": "C", "email": "c@c.pl"}]'
    readings = door.readings(door.take(body, "application/json"))
    assert [reading.outcome.value for reading in readings] == ["inquiry", "quarantined", "inquiry"]
    assert readings[1].reason == "żadne pole nie mówi, kto pyta"
    assert [door.inquiry(readings[index].number).name for index in (0, 2)] == ["A", "C"]


def test_that_repeated_keys_lose_nothing(door: Door) -> None:
    body = "name=Jan&email=jan@a.pl&email=jan@b.pl&message=raz&message=dwa&kolor=bia%C5%82y&kolor=czarny&email=jan@a.pl"
    seen = door.seen(body)
    assert (seen.email, seen.message) == (
        "jan@a.pl",
        "raz\ndwa\nkolor: biały\nkolor: czarny\nemail: jan@b.pl",
    )


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("cp1250", ""),
        ("cp1250", "windows-1250"),
        ("cp1250", "windows1250"),
        ("iso-8859-2", ""),
        ("iso-8859-2", "iso-8859-2"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16le"),
        ("utf-16-be", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1250", "no-such-charset"),
        ("utf-8", "zip"),
    ],
)
def test_that_polish_letters_survive_every_charset(door: Door, encoding: str, declared: str) -> None:
    text = "imię=Łukasz&nazwisko=Święćźń&e-mail=l@x.pl&wiadomość=Zażółć gęślą jaźń"
    parameter = f"; charset={declared}" if declared else ""
    seen = door.seen(text.encode(encoding), URLENCODED + parameter)
    assert (seen.name, seen.message) == ("Łukasz Święćźń", "Zażółć gęślą jaźń")
    document = '{"name": "Łucja Źdźbło", "email": "z@x.pl", "message": "Gęś"}'.encode(encoding)
    assert door.seen(document, f"application/json{parameter}").name == "Łucja Źdźbło"


@pytest.mark.parametrize("charset", ["cp1250", "iso-8859-2", "utf-8"])
def test_that_percent_encoded_bytes_are_read_in_the_charset_the_form_tells(door: Door, charset: str) -> None:
    body = urlencode({"name": "Żółć", "email": "z@x.pl", "_charset_": charset}, encoding=charset)
    assert door.seen(body).name == "Żółć"


def test_that_cyrillic_is_understood_and_kept(door: Door) -> None:
    seen = door.seen(urlencode({"Ім'я": "Оксана Шевченко", "Телефон": "+380 44 123 45 67", "Повідомлення": "Ціна?"}))
    assert seen == Seen("Оксана Шевченко", "", "+380 44 123 45 67", "", "Ціна?", "Ціна?")


def test_that_the_same_thing_sent_twice_is_counted_once(door: Door) -> None:
    body = urlencode(PERSON)
    first, again, other = door.post(body).json(), door.post(body).json(), door.post(body + "&x=1").json()
    assert first == {"ok": True, "submission": first["submission"], "duplicate": False}
    assert again == {"ok": True, "submission": first["submission"], "duplicate": True}
    assert other["duplicate"] is False
    assert door.post(body, key="inny").json()["duplicate"] is False
    assert door.count() == 3


def test_that_a_multipart_post_sent_again_under_another_boundary_is_the_same(door: Door) -> None:
    sent = {"name": (None, "Jan"), "email": (None, "j@x.pl"), "file": ("a.txt", b"abc", "text/plain")}
    first, again = (door.client.post("/in/kontakt", files=sent).json() for _ in range(2))
    assert (again["submission"], again["duplicate"]) == (first["submission"], True)
    changed = door.client.post("/in/kontakt", files=sent | {"file": ("a.txt", b"abd", "text/plain")}).json()
    assert changed["duplicate"] is False


def test_that_a_senders_own_id_tells_doubles_whatever_the_body_says(door: Door) -> None:
    first = door.post("name=A&email=a@a.pl", Idempotency_Key="k-1").json()
    again = door.post("name=A&email=a@a.pl&try=2", Idempotency_Key="k-1").json()
    other = door.post("name=A&email=a@a.pl", Idempotency_Key="k-2").json()
    assert (again["submission"], again["duplicate"], other["duplicate"]) == (first["submission"], True, False)


def test_that_visitors_of_one_cached_page_are_not_taken_for_doubles(door: Door) -> None:
    token = "_token=0123456789abcdef&"
    first = door.post(token + "name=Anna&email=a@a.pl").json()
    second = door.post(token + "name=Ola&email=o@o.pl").json()
    again = door.post(token + "name=Anna&email=a@a.pl").json()
    assert (first["duplicate"], second["duplicate"], again["duplicate"]) == (False, False, True)


def test_that_eight_who_race_with_the_same_body_leave_one_record(door: Door) -> None:
    body, barrier = urlencode(PERSON).encode(), threading.Barrier(8)
    answers: list[dict[str, object]] = []

    def race() -> None:
        with httpx.Client(trust_env=False, timeout=30) as client:
            barrier.wait()
            answer = client.post(
                f"{door.client.base_url}/in/kontakt", content=body, headers={"Content-Type": URLENCODED}
            )
            answers.append(answer.json())

    threads = [threading.Thread(target=race) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer["submission"] for answer in answers} == {answers[0]["submission"]}
    assert sorted(answer["duplicate"] for answer in answers) == [False] + [True] * 7
    assert door.outcome(int(str(answers[0]["submission"]))) == "inquiry"
    assert (door.count(), door.count(InquiryRow), door.count(CustomerRow)) == (1, 1, 1)


def test_that_two_intakes_of_one_database_agree_on_doubles(door: Door) -> None:
    other = Door(door.database)
    try:
        bodies = [f"name=N{number}&email=n{number}@x.pl" for number in range(30)]
        taken: dict[Door, list[int]] = {door: [], other: []}
        threads = [threading.Thread(target=lambda d=d: taken[d].extend(map(d.take, bodies))) for d in (door, other)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert taken[door] == taken[other]
        assert {door.outcome(submission) for submission in taken[door]} == {"inquiry"}
    finally:
        other.close()
    assert (door.count(), door.count(InquiryRow), door.count(CustomerRow)) == (30, 30, 30)


def test_that_a_filled_honeypot_is_spam_and_nobody_becomes_a_customer(door: Door) -> None:
    reading = door.readings(door.take("name=Bot&email=b@b.pl&message=Buy&_gotcha=http://x"))[0]
    assert (reading.outcome.value, reading.reason) == (
        "spam",
        "100 pkt: wypełniono pole, którego człowiek nie widzi (100)",
    )
    assert door.outcome(door.take("name=Fast&email=f@f.pl&_started=0.4")) == "spam"
    assert door.outcome(door.take("name=Slow&email=s@s.pl&_started=31.5&_gotcha=")) == "inquiry"
    assert door.count(CustomerRow) == 1


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        ("kolor=niebieski", URLENCODED, "żadne pole nie mówi, kto pyta"),
        ("produkt=MK-1&ile=3", URLENCODED, "są towary, ale żadne pole nie mówi, kto je zamawia"),
        (
            '{"name": "Jan"',
            "application/json",
            "to nie jest poprawny JSON: Expecting ',' delimiter: line 1 column 15 (char 14)",
        ),
        ("[1, 2]", "application/json", "JSON zawiera listę czegoś innego niż obiekty"),
        ("{}", "application/json", "w treści nie ma żadnych pól"),
        ("&".join(f"k{n}={n}" for n in range(10_000)), URLENCODED, "więcej pól, niż przyjmujemy (2000)"),
        ("<xml/>", "text/xml", "w treści nie ma żadnych pól"),
        ("dzień dobry", "text/plain", "nierozpoznana treść (text/plain)"),
        ("[" * 100_000, "application/json", "zbyt głęboko zagnieżdżone"),
        ('{"a":' * 200 + "1" + "}" * 200, "application/json", "zbyt głęboko zagnieżdżone"),
        (b"\x1f\x8b\x08\x00abc", URLENCODED, "treść jest skompresowana"),
    ],
)
def test_that_what_cannot_be_understood_is_quarantined_with_its_reason(
    door: Door, body: str | bytes, kind: str, reason: str
) -> None:
    submission = door.take(body, kind)
    reading = door.readings(submission)[0]
    assert (reading.outcome.value, reading.number, reading.reason) == ("quarantined", "", reason)
    assert door.raw(submission) == (body.encode() if isinstance(body, str) else body)
    assert door.count(CustomerRow) == 0


def test_that_an_empty_post_is_refused_and_not_stored(door: Door) -> None:
    assert [door.post(body).status_code for body in ("", " \r\n")] == [400, 400]
    assert door.count() == 0


def test_that_only_a_key_that_can_be_one_and_is_not_switched_off_is_a_door(door: Door) -> None:
    door.form("stary", active=False)
    for key in ("stary", "a%2Fb", "..", "%00", "a b", "x" * 81, "%2e%2e%2fetc", "<b>", "%ff"):
        assert door.client.post(f"/in/{key}", data={"name": "J"}).status_code == 404
        assert door.client.get(f"/form/{key}").status_code == 404
    assert door.client.get("/in/kontakt").status_code == 405
    assert door.count() == 0


def test_that_a_key_nobody_set_up_yet_is_stored_under_its_name(door: Door) -> None:
    submission = door.take("name=Jan&email=j@x.pl", key="nowa-strona_2")
    with door.database.read() as session:
        row = session.get_one(SubmissionRow, submission)
        assert (row.source, row.form_id) == ("nowa-strona_2", None)
    assert door.outcome(submission) == "inquiry"


def test_that_a_forms_own_map_says_what_its_keys_mean(door: Door) -> None:
    door.form("mapa", field_map={"input_1": "name", "input_3": "email", "input_9": "message"})
    seen = door.seen("input_1=Ewa&input_3=ewa@x.pl&input_9=Hej", key="mapa")
    assert seen == Seen("Ewa", "ewa@x.pl", "", "", "Hej", "Hej")


def test_that_a_known_person_is_recognised_and_what_differs_is_told(door: Door, shop: Shop) -> None:
    shop.customer("Piekarnia", nip="1234563218", email="biuro@piekarnia.pl")
    seen = door.seen(urlencode({"NIP": "PL 123-456-32-18", "Imię i nazwisko": "Ewa Lis", "telefon": "600700800"}))
    assert (seen.name, seen.message) == (
        "Piekarnia",
        "Podano inaczej niż w kartotece:\nImię i nazwisko: Ewa Lis\nTelefon: 600700800",
    )
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=31)):  # within half an hour it would join the first
        assert door.seen("name=Inna&e-mail=BIURO@Piekarnia.pl&message=x").name == "Piekarnia"
    assert door.seen("name=Obca&e-mail=nie%20podam&telefon=123&message=x").name == "Obca"
    assert door.count(CustomerRow) == 2


def test_that_an_order_form_places_an_order_at_our_prices(door: Door, shop: Shop) -> None:
    shop.product("MK-1", price=489_000)
    door.form("zamowienie", kind="order")
    goods = '"items": [{"sku": "MK-1", "quantity": 2, "price": 0.01}]'
    body = f'{{"name": "Jan", "email": "j@x.pl", "numer zamówienia": "A-7", {goods}}}'
    reading = door.readings(door.take(body, "application/json", key="zamowienie"))[0]
    assert (reading.outcome.value, reading.number[:5]) == ("order", "ZAM 1")
    with door.database.read() as session:
        order = session.scalars(select(OrderRow)).one()
        assert (order.net, order.external_ref) == (9_780, "zamowienie:A-7")
        assert "MK-1 × 2 (0.01)" in order.note
    again = door.readings(door.take(body.replace("Jan", "Jan K"), "application/json", key="zamowienie"))[0]
    assert (again.outcome.value, again.number) == ("duplicate", reading.number)
    thief = door.readings(door.take(body.replace("j@x", "t@x"), "application/json", key="zamowienie"))[0]
    assert (thief.outcome.value, thief.reason) == ("inquiry", "numer zamówienia jest już użyty przez innego klienta")
    unknown = door.readings(door.take("name=U&email=u@x.pl&produkt=ZZ-9", key="zamowienie"))[0]
    assert (unknown.outcome.value, unknown.reason) == (
        "inquiry",
        "zamówienie wymienia towary, których nie ma w kartotece",
    )


def test_that_a_consent_is_proved_with_its_text_form_address_and_time(door: Door, database: Database) -> None:
    page = door.client.get("/form/kontakt").text
    with database.read() as session:
        shown = clauses(settings.load(session))
    version = next(version for version in shown if version in page)
    body = {"name": "Jan", "email": "j@x.pl", "_clause": version, "zgoda_marketing": "tak", "zgoda_rodo": "nie"}
    submission = door.take(urlencode(body))
    door.readings(submission)
    door.form("wlasny", consent_text="Zgadzam się na wszystko.", consent_version="7")
    own = door.take("name=Ola&email=o@x.pl&consent=on", key="wlasny")
    door.readings(own)
    with database.read() as session:
        rows = session.scalars(select(ConsentRow).order_by(ConsentRow.id)).all()
        told = [(r.purpose, r.text, r.text_version, r.form_key, r.submission_id, r.ip) for r in rows]
        assert rows[0].given_at == session.get_one(SubmissionRow, submission).received_at
    assert told == [
        ("zgoda_marketing", shown[version], version, "kontakt", submission, "127.0.0.1"),
        ("consent", "Zgadzam się na wszystko.", "7", "wlasny", own, "127.0.0.1"),
    ]
    assert "Administratorem danych jest Moja Firma" in shown[version]
    assert "Chcę otrzymywać informacje handlowe" in shown[version]


def test_that_a_clock_that_ran_ahead_elsewhere_holds_up_no_inquiry(door: Door) -> None:
    """As of two seats around midnight, the one a minute ahead of the other."""
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1)):
        assert door.outcome(door.take("name=Jan&email=jan@x.pl&message=a")) == "inquiry"
    assert door.outcome(door.take("name=Ola&email=ola@x.pl&message=b")) == "inquiry"
