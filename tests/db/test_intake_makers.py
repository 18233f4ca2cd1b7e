"""Forms as many makers build them: whose key means what, on no more than what a stranger sends."""

import base64
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import insert, select

from crm_desktop.intake.formats.fields import read_fields
from crm_desktop.intake.formats.form import draft_of
from crm_desktop.intake.records import Draft, WantedProduct
from db.models.customers import CustomerRow
from db.models.sales import InquiryRow, OpportunityRow
from db.models.worth import CampaignRow
from tests.db.door import URLENCODED, Door, Seen

pytestmark = pytest.mark.slow  # much of it; `make fast` leaves it out

JAN = Seen("Jan Kowalski", "jan@firma.pl", "600 700 800", "", "Dzień dobry", "Dzień dobry")
_JAN = ("Jan Kowalski", "jan@firma.pl", "600 700 800", "Dzień dobry")

FORMS = {
    "polish": ("Imię i nazwisko", "E-mail", "Telefon", "Wiadomość"),
    "polish_required": ("Imię i nazwisko *", "Adres e-mail (wymagane)", "Nr telefonu:", "Treść wiadomości*"),
    "polish_plain": ("imie_nazwisko", "email", "tel", "tresc"),
    "polish_polite": ("Twoje imię i nazwisko", "Twój e-mail", "Numer telefonu", "Twoja wiadomość"),
    "polish_question": ("Imię i nazwisko", "Podaj adres e-mail", "Telefon kontaktowy", "W czym możemy pomóc? Opis"),
    "contact_form_7": ("your-name", "your-email", "your-tel", "your-message"),
    "elementor": ("form_fields[name]", "form_fields[email]", "form_fields[phone]", "form_fields[message]"),
    "divi": ("et_pb_contact_name_0", "et_pb_contact_email_0", "et_pb_contact_phone_0", "et_pb_contact_message_0"),
    "jetpack": ("g12-name", "g12-email", "g12-phone", "g12-message"),
    "forminator": ("name-1", "email-1", "phone-1", "textarea-1"),
    "php": ("contact[name]", "contact[email]", "contact[phone]", "contact[message]"),
    "rails": ("inquiry[full_name]", "inquiry[email]", "inquiry[phone_number]", "inquiry[body]"),
    "camel": ("fullName", "emailAddress", "phoneNumber", "yourMessage"),
    "formspree": ("name", "_replyto", "phone", "message"),
    "webflow": ("Name", "Email", "Phone", "Message"),
    "german": ("Name", "E-Mail-Adresse", "Telefonnummer", "Nachricht"),
    "ukrainian": ("ПІБ", "Пошта", "Телефон", "Повідомлення"),
    "dotted": ("customer.name", "customer.email", "customer.phone", "customer.message"),
    "swapped": ("Telefon", "Imię i nazwisko", "E-mail", "Wiadomość"),
}


def _order(maker: str) -> tuple[str, str, str, str]:
    name, email, phone, message = _JAN
    return (phone, name, email, message) if maker == "swapped" else (name, email, phone, message)


@pytest.mark.parametrize("maker", FORMS)
def test_that_the_keys_of_many_makers_are_understood(maker: str) -> None:
    if maker == "swapped":
        pairs = {"Telefon": _JAN[1], "E-mail": _JAN[2], "Imię i nazwisko": _JAN[0], "Wiadomość": _JAN[3]}
    else:
        pairs = dict(zip(FORMS[maker], _order(maker), strict=True))
    (fields,) = read_fields(urlencode(pairs).encode(), URLENCODED)
    draft = draft_of(fields, {}, is_order=False)
    assert (draft.name, draft.email, draft.phone, draft.message, draft.rest) == (*_JAN, ())
    (same,) = read_fields(json.dumps(pairs).encode(), "application/json")
    assert draft_of(same, {}, is_order=False) == draft


def draft(body: object) -> Draft:
    raw = json.dumps(body, ensure_ascii=False).encode() if not isinstance(body, str) else body.encode()
    (fields,) = read_fields(raw, "")
    return draft_of(fields, {}, is_order=False)


def test_that_names_in_parts_are_joined() -> None:
    for parts in (
        {"imie": "Jan", "nazwisko": "Kowalski"},
        {"Imię": "Jan", "Nazwisko": "Kowalski"},
        {"first_name": "Jan", "last_name": "Kowalski"},
        {"names[first_name]": "Jan", "names[last_name]": "Kowalski"},
        {"wpforms[fields][0][first]": "Jan", "wpforms[fields][0][last]": "Kowalski"},
        {"name": "Jan", "surname": "Kowalski"},
        {"billing": {"first_name": "Jan", "last_name": "Kowalski"}},
    ):
        assert draft(parts).name == "Jan Kowalski", parts


def test_that_labelled_fields_of_webhooks_meet_their_values() -> None:
    body = {
        "eventType": "FORM_RESPONSE",
        "data": {
            "formName": "Kontakt",
            "fields": [
                {"key": "q_1", "label": "Imię i nazwisko", "type": "INPUT_TEXT", "value": "Jan Kowalski"},
                {"key": "q_2", "label": "Adres e-mail", "type": "INPUT_EMAIL", "value": "jan@firma.pl"},
                {"key": "q_3", "label": "Ile osób?", "type": "INPUT_NUMBER", "value": 30},
                {"key": "q_4", "label": "Dodatki", "type": "CHECKBOXES", "value": ["kawa", "ciasto"]},
            ],
        },
    }
    read = draft(body)
    assert (read.name, read.email) == ("Jan Kowalski", "jan@firma.pl")
    assert read.rest[-3:] == (("Ile osób?", "30"), ("Dodatki", "kawa"), ("Dodatki", "ciasto"))
    elementor = (
        "form[id]=c1&form[name]=Nowy&fields[name][id]=name&fields[name][type]=text&fields[name][title]=Seu+nome"
        "&fields[name][value]=Jan&fields[x1][title]=E-mail&fields[x1][value]=jan@firma.pl&fields[x1][required]=1"
    )
    read = draft(elementor)
    assert (read.name, read.email, read.rest) == ("Jan", "jan@firma.pl", (("form[name]", "Nowy"),))


def test_that_goods_are_read_from_lines_lists_and_repeated_keys() -> None:
    two = (WantedProduct("MK-1", 2_000, None), WantedProduct("MK-2", 1_500, None))
    for body in (
        "name=J&produkt=MK-1&produkt=MK-2&ilosc=2&ilosc=1,5",
        "name=J&lines[0][product]=MK-1&lines[0][quantity]=2&lines[1][product]=MK-2&lines[1][quantity]=1.5+kg",
        {"name": "J", "items": [{"sku": "MK-1", "name": "Mąka", "qty": 2}, {"sku": "MK-2", "qty": 1.5}]},
        {"name": "J", "cart": {"pozycje": [{"kod": "MK-1", "ilość": "2 szt."}, {"nazwa": "MK-2", "ilość": "1,5"}]}},
    ):
        read = draft(body)
        told = tuple(replace(product, name="") for product in read.products)
        assert (read.name, told, read.rest) == ("J", two, ()), body
    odd = draft({"name": "J", "items": [{"sku": "A", "qty": "dużo"}, {"sku": "B", "qty": "9" * 30}, {"qty": 7}]})
    assert odd.products == (WantedProduct("A", 1_000, None), WantedProduct("B", 1_000, None))
    assert odd.rest == (("items[2][qty]", "7"),)
    priced = draft({"items": [{"sku": "A", "price": "12,5"}, {"sku": "B", "price": -1}, {"sku": "C", "price": "1e99"}]})
    assert [product.unit_price for product in priced.products] == [125_000, None, None]


def test_that_only_what_is_agreed_to_is_a_consent() -> None:
    boxes = {
        "zgoda_rodo": "1",
        "Wyrażam zgodę na przetwarzanie moich danych osobowych w celu kontaktu": "on",
        "acceptance-12": "Akceptuję regulamin",
        "newsletter": "0",
        "zgoda_telefon": "nie",
        "marketing_budget": "5000",
    }
    read = draft({"name": "J", **boxes})
    assert read.consents == tuple(list(boxes)[:3])
    assert read.rest == (("newsletter", "0"), ("zgoda_telefon", "nie"), ("marketing_budget", "5000"))


def test_that_what_only_looks_like_a_contact_is_kept_but_makes_no_customer() -> None:
    for body in (
        {"email": "brak", "telefon": "nie podam"},
        {"page_name": "Oferta", "form_name": "Kontakt", "site_name": "x"},
        {"NIP": "123"},
        {"name": "   ", "email": "@"},
    ):
        read = draft(body)
        assert not read.has_contact, body
        assert {value for _, value in read.rest} == {str(v).strip() for v in body.values()} - {""}, body


def test_that_technical_fields_stay_out_of_the_message() -> None:
    read = draft(
        "_wpcf7=6&_wpnonce=ab&g-recaptcha-response=03A&action=send&form_id=2&submit=Wy%C5%9Blij&name=J&email=j@x.pl"
    )
    assert read.rest == ()


def test_that_line_by_line_posts_are_understood() -> None:
    text = (
        "Imię i nazwisko: Jan Kowalski\r\nE-mail: jan@firma.pl\r\n\r\nWiadomość: Dzień dobry,\r\nile kosztuje mąka\r\n"
    )
    (fields,) = read_fields(text.encode("cp1250"), "text/plain")
    read = draft_of(fields, {}, is_order=False)
    assert (read.name, read.email, read.message) == ("Jan Kowalski", "jan@firma.pl", "Dzień dobry,\nile kosztuje mąka")


def test_that_countries_are_two_letters_or_stay_in_the_message() -> None:
    told = {"Polska": "PL", "Niemcy": "DE", "Germany": "DE", "ua": "UA", "Україна": "UA", "Atlantyda": "", "": ""}
    assert {name: draft({"name": "J", "kraj": name}).country for name in told} == told
    assert draft({"name": "J", "kraj": "Atlantyda"}).rest == (("country", "Atlantyda"),)


@pytest.mark.samples
def test_that_hostile_strings_are_stored_exactly_and_shown_whole(door: Door, samples: Path) -> None:
    coded = json.loads((samples / "hostile" / "blns" / "blns.base64.json").read_text())
    strings = [base64.b64decode(text) for text in coded]
    strings += (samples / "hostile" / "csv_injection" / "payloads.txt").read_bytes().splitlines()
    groups = [strings[start : start + 8] for start in range(0, len(strings), 8)]
    bodies = [
        urlencode([("name", group[0]), ("email", f"n{number}@x.pl"), *((text, text) for text in group)]).encode()
        for number, group in enumerate(groups)
    ]
    submissions = [door.take(body) for body in bodies]
    assert [door.raw(submission) for submission in submissions] == bodies
    door.settle()
    assert {door.outcome(submission) for submission in submissions} == {"inquiry"}
    joined = select(CustomerRow.email, InquiryRow.message).join(InquiryRow, InquiryRow.customer_id == CustomerRow.id)
    with door.database.read() as session:
        told = dict(session.execute(joined).all())
    for number, group in enumerate(groups):
        for text in group:
            wanted = text.decode(errors="replace").strip()
            if wanted.isprintable() and "\N{REPLACEMENT CHARACTER}" not in wanted:
                assert wanted in told[f"n{number}@x.pl"], text


@pytest.mark.samples
def test_that_every_file_of_senders_is_stored_and_answered(door: Door, samples: Path) -> None:
    files = [
        file for file in sorted(samples.rglob("*")) if file.is_file() and file.suffix not in (".md", ".csv", ".xsd")
    ]
    small = [file for file in files if 0 < file.stat().st_size < 3_000_000]
    assert len(small) > 40
    submissions = [door.take(file.read_bytes(), "application/octet-stream", key="pliki") for file in small]
    door.settle()
    for file, submission in zip(small, submissions, strict=True):
        assert door.raw(submission) == file.read_bytes(), file
        assert door.outcome(submission) in {"inquiry", "duplicate", "quarantined", "spam", "update"}, file


def test_that_who_wrote_for_a_company_and_the_campaign_of_the_link_are_not_lost(door: Door) -> None:
    """A campaign that nobody set up stands in the message; one that is on file is the inquiry's."""
    body = "firma=Piekarnia+Ul&imie_i_nazwisko=Adam+Ul&email=ul@piekarnia.pl&wiadomosc=Oferta"
    told = door.seen(body, Referer="https://sklep.pl/?utm_campaign=wiosna")
    assert (told.name, told.message) == ("Piekarnia Ul", "Oferta\nImię i nazwisko: Adam Ul\nkampania: wiosna")
    row = {"key": "wiosna", "name": "Wiosna", "starts_on": date(2026, 1, 1)}
    with door.database.write() as session:
        session.execute(insert(CampaignRow), row)
        session.commit()
    other = door.seen(body.replace("Ul", "Kos").replace("ul@", "kos@"), Referer="https://sklep.pl/?utm_campaign=wiosna")
    assert other.message == "Oferta\nImię i nazwisko: Adam Kos"
    with door.database.read() as session:
        found = session.execute(select(CampaignRow.key).join(OpportunityRow)).all()
    assert found == [("wiosna",)]
