"""Payloads and mails of makers that are not among the samples, and what a clerk would expect to read of them."""

import base64
import json
from typing import Any
from urllib.parse import urlencode

import pytest

from crm_desktop.intake.formats.mail.reading import read_mail
from crm_desktop.intake.formats.reading import Form, read
from crm_desktop.intake.records import Draft

MAIL = "message/rfc822"
HEAD = "To: biuro@firma.pl\nMessage-ID: <m@x>\nDate: Mon, 2 Mar 2026 10:00:00 +0100\n"
TEXT = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"


def understood(told: Any, kind: str = "") -> Draft:
    raw = told if isinstance(told, bytes) else told.encode() if isinstance(told, str) else json.dumps(told).encode()
    found = read(raw, kind, Form())
    assert len(found) == 1
    assert found[0].draft is not None, found[0].fault
    return found[0].draft


def goods(draft: Draft) -> list[tuple[str, int]]:
    return [(one.text, one.quantity) for one in draft.products]


FORMS: dict[str, tuple[Any, dict[str, Any]]] = {
    "wpforms": (
        {"fields": {"0": {"name": "Imię i nazwisko", "type": "name", "value": "Anna Nowak", "first": "Anna"},
                    "1": {"name": "E-mail", "value": "anna@firma.pl"},
                    "2": {"name": "Komentarz lub wiadomość", "value": "Proszę o cennik."},
                    "3": {"name": "NIP firmy", "value": "123-456-32-18"}}, "entry_id": "99"},
        {"name": "Anna Nowak", "email": "anna@firma.pl", "nip": "123-456-32-18", "message": "Proszę o cennik.",
         "rest": ()},
    ),
    "german": (
        "Vorname=J%FCrgen&Nachname=M%FCller&Firma=B%E4ckerei+GmbH&E-Mail-Adresse=j%40b.de&Nachricht=Angebot+bitte"
        "&Menge=500&Artikel=Mehl+550&Datenschutz=akzeptiert",
        {"name": "Jürgen Müller", "company": "Bäckerei GmbH", "email": "j@b.de", "message": "Angebot bitte",
         "consents": ("Datenschutz",), "rest": ()},
    ),
    "google_questions": (
        {"responses": [{"question": "Imię i nazwisko", "answer": "Piotr Zięba"},
                       {"question": "Adres e-mail", "answer": "piotr@zieba.pl"},
                       {"question": "O co chcesz zapytać?", "answer": "Czy są drożdże?"}], "timestamp": "2026-03-02"},
        {"name": "Piotr Zięba", "email": "piotr@zieba.pl", "message": "Czy są drożdże?", "rest": ()},
    ),
    "hubspot": (
        {"fields": [{"objectTypeId": "0-1", "name": "email", "value": "ola@hub.pl"},
                    {"objectTypeId": "0-1", "name": "firstname", "value": "Ola"},
                    {"objectTypeId": "0-1", "name": "lastname", "value": "Hub"},
                    {"objectTypeId": "0-2", "name": "0-2/name", "value": "Hub Sp. z o.o."},
                    {"name": "TICKET.content", "value": "Proszę o kontakt"}],
         "context": {"pageUri": "https://x.pl/kontakt?utm_source=g&utm_campaign=wiosna%202026"}},
        {"name": "Ola Hub", "company": "Hub Sp. z o.o.", "email": "ola@hub.pl", "message": "Proszę o kontakt",
         "campaign": "wiosna 2026"},
    ),
    "jotform": (
        urlencode({"formID": "2", "rawRequest": json.dumps({
            "slug": "submit/2", "q3_imieI": {"first": "Jan", "last": "Lis"}, "q4_email": "jan@lis.pl",
            "q5_numerTelefonu": {"full": "(601) 234-567"}, "q6_wiadomosc": "Ile kosztuje cukier?"}),
            "pretty": "Imię:Jan Lis"}),
        {"name": "Jan Lis", "email": "jan@lis.pl", "phone": "(601) 234-567", "message": "Ile kosztuje cukier?",
         "rest": ()},
    ),
    "nested_english": (
        {"submission": {"contact": {"fullName": "Mia Brown", "emailAddress": "mia@brown.com"},
                        "companyDetails": {"legalName": "Brown Ltd"},
                        "enquiry": {"subject": "Wholesale", "text": "Interested in honey"},
                        "consents": [{"granted": True, "text": "I agree to letters"}]}},
        {"name": "Mia Brown", "company": "Brown Ltd", "email": "mia@brown.com", "subject": "Wholesale",
         "message": "Interested in honey"},
    ),
    "facebook_lead": (
        {"ad_name": "x", "field_data": [{"name": "full_name", "values": ["Lena Maj"]},
                                        {"name": "email", "values": ["lena@maj.pl"]},
                                        {"name": "phone_number", "values": ["+48601999888"]}]},
        {"name": "Lena Maj", "email": "lena@maj.pl", "phone": "+48601999888"},
    ),
    "nip_in_the_company": (
        urlencode({"imie": "Ola", "firma": "Cukiernia Ola, NIP 8567346215", "mail": "ola@c.pl", "tresc": "Oferta?"}),
        {"name": "Ola", "company": "Cukiernia Ola", "nip": "8567346215", "email": "ola@c.pl"},
    ),
    "nip_in_the_message": (
        urlencode({"imie": "Ola", "mail": "ola@c.pl", "tresc": "Faktura na NIP: PL 856-734-62-15, dziękuję"}),
        {"nip": "8567346215", "message": "Faktura na NIP: PL 856-734-62-15, dziękuję"},
    ),
    "ninja_forms": (
        {"firstname_1523908368154": "Jan", "lastname_1523908369534": "Lis", "email_1523908522016": "jan@lis.pl",
         "textarea_1523908700000": "Proszę o ofertę"},
        {"name": "Jan Lis", "email": "jan@lis.pl", "message": "Proszę o ofertę", "rest": ()},
    ),
    "fluent_forms": (
        {"__fluent_form_embded_post_id": "12", "names": {"first_name": "Jan", "last_name": "Lis"}, "email": "j@lis.pl",
         "message": "Ile?", "__submission": {"id": "9", "response": "{}", "source_url": "https://x/?utm_campaign=lato"}},
        {"name": "Jan Lis", "email": "j@lis.pl", "message": "Ile?", "campaign": "lato", "rest": ()},
    ),
    "webflow": (
        {"payload": {"name": "Kontakt", "data": {"First Name": "Jan", "Last Name": "Lis", "email": "j@lis.pl"}}},
        {"name": "Jan Lis", "company": "", "email": "j@lis.pl", "rest": (("payload[name]", "Kontakt"),)},
    ),
    "webflow_of_old": (
        {"name": "Kontakt", "data": {"name": "Jan Lis", "email": "j@lis.pl", "message": "Ile?"}},
        {"name": "Jan Lis", "email": "j@lis.pl", "message": "Ile?", "rest": (("name", "Kontakt"),)},
    ),
    "elementor_without_labels": (
        urlencode({"fields[name][id]": "name", "fields[name][title]": "", "fields[name][value]": "Jan Lis",
                   "fields[email][id]": "email", "fields[email][title]": "", "fields[email][value]": "j@lis.pl",
                   "fields[field_a1][id]": "field_a1", "fields[field_a1][type]": "textarea",
                   "fields[field_a1][title]": "", "fields[field_a1][value]": "Ile za sól?",
                   "meta[page_url][title]": "Adres", "meta[page_url][value]": "https://x.pl/kontakt"}),
        {"name": "Jan Lis", "email": "j@lis.pl", "message": "Ile za sól?", "street": "",
         "rest": (("Adres", "https://x.pl/kontakt"),)},
    ),
    "gravity_by_labels": (
        {"Imię i nazwisko (Imię)": "Jan", "Imię i nazwisko (Nazwisko)": "Lis", "Address (Street Address)": "Prosta 1",
         "Address (City)": "Łódź", "Address (ZIP / Postal Code)": "90-001", "E-mail": "j@lis.pl", "Wiadomość": "Ile?"},
        {"name": "Jan Lis", "street": "Prosta 1", "city": "Łódź", "postal_code": "90-001", "message": "Ile?",
         "rest": ()},
    ),
    "typeform_contact": (
        {"event_type": "form_response", "form_response": {
            "definition": {"fields": [{"id": "A", "title": "Dane", "type": "contact_info", "properties": {"fields": [
                {"id": "A1", "title": "First name"}, {"id": "A2", "title": "Last name"}, {"id": "A3"}]}}]},
            "answers": [{"type": "text", "text": "Jan", "field": {"id": "A1"}},
                        {"type": "text", "text": "Lis", "field": {"id": "A2"}},
                        {"type": "email", "email": "j@lis.pl", "field": {"id": "A3"}}]}},
        {"name": "Jan Lis", "email": "j@lis.pl", "message": "", "rest": ()},
    ),
    "jotform_address": (
        urlencode({"formID": "2", "rawRequest": json.dumps({
            "q4_email": "jan@lis.pl", "q8_produkty": ["Mąka"],
            "q6_address": {"addr_line1": "Prosta 1", "city": "Łódź", "postal": "90-001"}})}),
        {"street": "Prosta 1", "city": "Łódź", "postal_code": "90-001", "rest": ()},
    ),
    "two_nips_in_the_message": (
        urlencode({"imie": "Ola", "mail": "ola@c.pl", "tresc": "NIP 8567346215 albo NIP 1234563218"}),
        {"nip": ""},
    ),
}  # fmt: skip


@pytest.mark.parametrize("maker", FORMS)
def test_that_forms_of_makers_never_met_are_understood(maker: str) -> None:
    told, expected = FORMS[maker]
    draft = understood(told)
    assert {key: getattr(draft, key) for key in expected} == expected


def test_that_quantities_in_a_list_of_their_own_meet_their_goods() -> None:
    draft = understood({"email": "m@b.com", "enquiry": {"products": ["Honey 1kg", "Honey 5kg"], "quantities": [10, 2]}})
    assert goods(draft) == [("Honey 1kg", 10_000), ("Honey 5kg", 2_000)]


WHO = {"name": "Jan Lis", "email": "j@lis.pl"}
GOODS: dict[str, Any] = {
    "numbered_lines": urlencode({**WHO, "product1": "MK-1", "qty1": "2", "product2": "S-1", "qty2": "5"}),
    "a_cart_as_json_in_one_field": urlencode(
        {**WHO, "cart": json.dumps([{"sku": "MK-1", "name": "Mąka", "qty": 2}, {"sku": "S-1", "qty": 5}])}
    ),
    "goods_as_objects_of_their_own": {
        **WHO,
        "order": {
            "items": [
                {"product": {"sku": "MK-1", "name": "Mąka"}, "quantity": 2},
                {"product": {"sku": "S-1", "name": "Sól"}, "quantity": "5"},
            ]
        },
    },
}


@pytest.mark.parametrize("told", GOODS)
def test_that_goods_are_read_once_with_their_quantities_however_a_form_holds_them(told: str) -> None:
    draft = understood(GOODS[told])
    assert (goods(draft), draft.rest) == ([("MK-1", 2_000), ("S-1", 5_000)], ())


@pytest.mark.parametrize(
    ("text", "new", "old"),
    [
        (
            "Super, zamawiam 3.\n\npon., 2 mar 2026 o 09:12 Biuro <biuro@firma.pl> napisał(a):\n\n> Dzień dobry,\n> x",
            "Super, zamawiam 3.",
            "pon., 2 mar 2026 o 09:12 Biuro <biuro@firma.pl> napisał(a):\n\n> Dzień dobry,\n> x",
        ),
        (
            "Tak.\nOn Mon, 2 Mar 2026 at 10:00, Firma Handlowa\n<biuro@firma.pl> wrote:\n> Cena 5 zł",
            "Tak.",
            "On Mon, 2 Mar 2026 at 10:00, Firma Handlowa\n<biuro@firma.pl> wrote:\n> Cena 5 zł",
        ),
        ("Proszę o sól.\n\nWysłane z iPhone’a", "Proszę o sól.", ""),
        (
            "Ile?\n\n______________________\nOd: Biuro <b@f.pl>\nWysłano: 2 marca\nDo: Jan\nTemat: x\n\nstare",
            "Ile?",
            "Od: Biuro <b@f.pl>\nWysłano: 2 marca\nDo: Jan\nTemat: x\n\nstare",
        ),
    ],
)
def test_that_only_what_is_new_in_a_mail_is_its_message(text: str, new: str, old: str) -> None:
    told = f"From: Kasia <kasia@x.pl>\n{HEAD}Subject: Re: x\nContent-Type: text/plain; charset=utf-8\n"
    encoded = base64.b64encode(text.replace("\n", "\r\n").encode()).decode()
    raw = f"{told}Content-Transfer-Encoding: base64\n\n{encoded}\n"
    assert (understood(raw, MAIL).message, read_mail(raw.encode()).quoted) == (new, old)


@pytest.mark.parametrize(
    ("charset", "told", "text"),
    [
        ("iso-8859-1", "windows-1250", "Zażółć gęślą jaźń, śliwki"),
        ("iso-8859-1", "iso-8859-2", "Zażółć gęślą jaźń, śliwki"),
        ("iso-8859-2", "windows-1250", "Świeże śliwki"),
        ("us-ascii", "utf-8", "Świeże śliwki"),
        ("iso-8859-1", "windows-1252", "“cœur” 5 m³ ½ ¿qué?"),
        ("iso-8859-1", "iso-8859-1", "5 m³ – à l'été".replace("–", "-")),
    ],
)
def test_that_letters_are_read_as_they_were_written_where_their_charset_is_named_wrongly(
    charset: str, told: str, text: str
) -> None:
    head = f"From: a@b.pl\n{HEAD}Subject: x\nContent-Type: text/plain; charset={charset}\n"
    raw = f"{head}Content-Transfer-Encoding: 8bit\n\n".encode() + text.encode(told)
    assert understood(raw, MAIL).message == text


PASSED_ON = {
    "PD: cukier": "Ewa, zajmij się.\n\nOd: Jan Klient <jan@klient.pl>\nWysłano: poniedziałek, 2 marca 2026 09:00\n"
    "Do: Biuro <ewa@firma.pl>\nDW: ktos@klient.pl\nTemat: cukier\n\nIle?",
    "FW: sugar": "-----Original Message-----\nFrom: Jan Klient [mailto:jan@klient.pl]\nSent: Monday\nTo: Ewa\n"
    "Subject: sugar\n\nIle?",
    "Fwd: cukier": "Początek przekazywanej wiadomości:\n\n> Od: Jan Klient <jan@klient.pl>\n> Temat: x\n> \n> Ile?",
    "Fwd: cukier ": "-------- Przekazana wiadomość --------\nTemat: \tcukier\nData: \tMon, 2 Mar 2026 09:00:00 +0100\n"
    "Nadawca: \tJan Klient <jan@klient.pl>\nAdresat: \tewa@firma.pl\n\nIle?",
}


@pytest.mark.parametrize("subject", PASSED_ON)
def test_that_what_a_colleague_passes_on_is_the_customers_in_every_mail_program(subject: str) -> None:
    draft = understood(f"From: Ewa <ewa@firma.pl>\n{HEAD}Subject: {subject}\n{TEXT}{PASSED_ON[subject]}\n", MAIL)
    assert (draft.name, draft.email, draft.message) == ("Jan Klient", "jan@klient.pl", PASSED_ON[subject])


def test_that_what_a_colleague_passes_on_as_an_attachment_is_the_customers() -> None:
    inner = f"From: Jan Klient <jan@klient.pl>\n{HEAD.replace('m@x', 'n@x')}Subject: cukier\n{TEXT}Ile?\n"
    kind = "Content-Type: multipart/mixed; boundary=B\n\n"
    parts = f"--B\n{TEXT}W załączeniu\n--B\nContent-Type: message/rfc822\n\n{inner}--B--\n"
    draft = understood(f"From: Ewa <ewa@firma.pl>\n{HEAD}Subject: PD: cukier\n{kind}{parts}", MAIL)
    assert (draft.name, draft.email, draft.message) == ("Jan Klient", "jan@klient.pl", "W załączeniu\n\nIle?")
    assert [file.name for file in draft.uploads] == ["message.eml"]


@pytest.mark.parametrize(
    ("told", "name", "email"),
    [
        ("Jan Lis jan@lis.pl", "Jan Lis", "jan@lis.pl"),
        ("Jan Lis <jan@lis.pl>", "Jan Lis", "jan@lis.pl"),
        ("proszę na jan@lis.pl", "", "jan@lis.pl"),
    ],
)
def test_that_a_name_before_an_address_is_the_name(told: str, name: str, email: str) -> None:
    text = f"Od: {told}\nTemat: Wycena\n\nTreść wiadomości:\nIle?"
    draft = understood(f"From: Sklep <wordpress@firma.pl>\n{HEAD}Subject: Sklep\n{TEXT}{text}", MAIL)
    assert (draft.name, draft.email, draft.subject, draft.message) == (name, email, "Wycena", "Ile?")


def test_that_letters_of_eight_bits_are_read_in_the_charset_they_are_told_in() -> None:
    head = f"From: olga@ukr.ua\n{HEAD}Subject: x\nContent-Type: text/plain; charset=koi8-u\n"
    body = f"{head}Content-Transfer-Encoding: 8bit\n\n".encode() + "Прошу ціну на борошно".encode("koi8-u")
    assert understood(body, MAIL).message == "Прошу ціну на борошно"


@pytest.mark.parametrize(("sender", "who"), [("ewa@firma.pl", "jan@klient.pl"), ("ewa@inna.pl", "ewa@inna.pl")])
def test_that_what_a_colleague_passes_on_is_the_customers(sender: str, who: str) -> None:
    """A customer who forwards something to us is the customer."""
    text = "fyi\n\n---------- Forwarded message ---------\nOd: Jan Klient <jan@klient.pl>\nSubject: cukier\n\nIle?\n"
    draft = understood(f"From: Ewa <{sender}>\n{HEAD}Subject: Fwd: cukier\n{TEXT}{text}", MAIL)
    assert draft.email == who
    assert draft.name == {"jan@klient.pl": "Jan Klient"}.get(who, "Ewa")


@pytest.mark.parametrize(("method", "automatic"), [("REPLY", "reply"), ("REQUEST", "")])
def test_that_a_calendar_that_accepts_is_no_person_and_one_that_invites_is(method: str, automatic: str) -> None:
    kind = "Content-Type: multipart/alternative; boundary=B\n\n"
    parts = f"--B\n{TEXT}\n--B\nContent-Type: text/calendar; method={method}; charset=utf-8\n\nBEGIN:VCALENDAR\n--B--\n"
    mail = read_mail(f"From: Jan <jan@lis.pl>\n{HEAD}Subject: Zaakceptowano: Spotkanie\n{kind}{parts}".encode())
    assert mail.automatic == automatic
