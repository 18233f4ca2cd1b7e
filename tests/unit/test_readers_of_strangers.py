"""Forms of makers nobody here has set up, in five languages: what a clerk would read of them is what is read."""

import base64
import gzip
import json
from typing import Any
from urllib.parse import urlencode

import pytest

from crm_desktop.intake.formats.reading import Form, Found, read
from crm_desktop.intake.records import Draft

JAN = {"name": "Jan Lis", "email": "j@lis.example", "message": "Ile?"}
_JAN = {"name": "Jan Lis", "email": "j@lis.example", "message": "Ile?"}


def found(told: Any, kind: str = "") -> list[Found]:
    raw = told if isinstance(told, bytes) else told.encode() if isinstance(told, str) else json.dumps(told).encode()
    return read(raw, kind, Form())


def understood(told: Any, kind: str = "") -> Draft:
    (one,) = found(told, kind)
    assert one.draft is not None, one.fault
    return one.draft


def goods(draft: Draft) -> list[tuple[str, int]]:
    return [(one.text, one.quantity) for one in draft.products]


WUFOO = {"Fields": [
    {"Title": "Imię i nazwisko", "Type": "shortname", "ID": "Field1",
     "SubFields": [{"ID": "Field1", "Label": "First"}, {"ID": "Field2", "Label": "Last"}]},
    {"Title": "E-mail", "Type": "email", "ID": "Field3"}, {"Title": "Pytanie", "Type": "textarea", "ID": "Field4"},
    {"Title": "Kolor worka", "Type": "text", "ID": "Field5"}]}  # fmt: skip

FORMS: dict[str, tuple[Any, dict[str, Any]]] = {
    "wufoo": (
        urlencode({"Field1": "Jan", "Field2": "Lis", "Field3": "j@lis.example", "Field4": "Ile?", "Field5": "biały",
                   "CreatedBy": "public", "HandshakeKey": "k", "FieldStructure": json.dumps(WUFOO)}),
        {**JAN, "rest": (("Kolor worka", "biały"),)},
    ),
    "formstack_values": (
        urlencode({"FormID": "1", "Name[value][first]": "Jan", "Name[value][last]": "Lis", "Name[label]": "Name",
                   "Name[type]": "name", "Email[value]": "j@lis.example", "Message[value]": "Ile?",
                   "Address[value][address]": "Polna 1", "Address[value][zip]": "61-001",
                   "Address[value][city]": "Poznań", "HandshakeKey": "k"}),
        {**JAN, "street": "Polna 1", "postal_code": "61-001", "city": "Poznań", "rest": ()},
    ),
    "formstack_lines": (
        {"FormID": "1", "Name": "first = Jan\nlast = Lis", "Email": "j@lis.example", "Message": "Ile?",
         "Address": "address = Polna 1\ncity = Poznań\nzip = 61-001"},
        {**JAN, "street": "Polna 1", "postal_code": "61-001", "city": "Poznań", "rest": ()},
    ),
    "google_sheet": (
        {"namedValues": {"Imię i nazwisko": ["Jan Lis"], "Adres e-mail": ["j@lis.example"], "Wiadomość": ["Ile?"]},
         "range": {"rowEnd": 2}, "values": ["Jan Lis", "j@lis.example", "Ile?"]},
        {**JAN, "rest": ()},
    ),
    "google_item_responses": (
        {"itemResponses": [{"title": "Imię i nazwisko", "response": "Jan Lis"},
                           {"title": "E-mail", "response": "j@lis.example"},
                           {"title": "Wiadomość", "response": "Ile?"},
                           {"title": "Produkty", "response": ["Mąka", "Sól"]}]},
        {**JAN, "goods": [("Mąka", 1000), ("Sól", 1000)], "rest": ()},
    ),
    "linkedin": (
        {"formResponse": {"answers": [
            {"name": "firstName", "answerDetails": {"textQuestionAnswer": {"answer": "Jan"}}},
            {"name": "lastName", "answerDetails": {"textQuestionAnswer": {"answer": "Lis"}}},
            {"name": "email", "answerDetails": {"textQuestionAnswer": {"answer": "j@lis.example"}}}]}},
        {"name": "Jan Lis", "email": "j@lis.example", "rest": ()},
    ),
    "typeform_other": (
        {"event_type": "form_response", "form_response": {
            "definition": {"fields": [{"id": "1", "title": "Jak się nazywasz?"}, {"id": "2", "title": "Produkty?"},
                                      {"id": "3", "title": "Kolory?"}]},
            "answers": [{"type": "text", "text": "Jan Lis", "field": {"id": "1"}},
                        {"type": "choices", "choices": {"labels": ["Mąka"], "other": "Cukier"}, "field": {"id": "2"}},
                        {"type": "choices", "choices": {"labels": ["biały"], "other": "siwy"}, "field": {"id": "3"}},
                        {"type": "email", "email": "j@lis.example", "field": {"id": "4"}}]}},
        {"name": "Jan Lis", "goods": [("Mąka", 1000), ("Cukier", 1000)], "rest": (("Kolory?", "biały, siwy"),)},
    ),
    "tally_file_and_table": (
        {"eventType": "FORM_RESPONSE", "data": {"fields": [
            {"key": "a", "label": "E-mail", "type": "INPUT_EMAIL", "value": "j@lis.example"},
            {"key": "b", "label": "Lista", "type": "FILE_UPLOAD",
             "value": [{"name": "lista.pdf", "url": "https://pliki.example/1"}]},
            {"key": "c", "label": "Waga", "type": "MATRIX", "value": {"r": ["c"]},
             "rows": [{"id": "r", "text": "Mąka"}], "columns": [{"id": "c", "text": "10 kg"}]}]}},
        {"email": "j@lis.example", "rest": (("Lista", "lista.pdf https://pliki.example/1"), ("Waga: Mąka", "10 kg"))},
    ),
    "zapier": (
        {"data__name": "Jan Lis", "data__email": "j@lis.example", "data__message": "Ile?",
         "data__utm_campaign": "lato"},
        {**JAN, "campaign": "lato", "rest": ()},
    ),
    "unbounce": (
        urlencode({"data.json": json.dumps({"first_name": ["Jan"], "last_name": ["Lis"], "email": ["j@lis.example"],
                                            "phone_number": ["600700800"]})}),
        {"name": "Jan Lis", "email": "j@lis.example", "phone": "600700800", "rest": ()},
    ),
    "landing_page": (
        {"landing_name": "Promocja", "name": "Jan Lis", "email": "j@lis.example", "utm_campaign": "lato"},
        {"name": "Jan Lis", "campaign": "lato", "rest": (("landing_name", "Promocja"),)},
    ),
    "a_lead_with_a_title_and_a_value": (
        {"data": {"title": "Szansa", "person_name": "Jan Lis", "org_name": "Lis SA", "value": 1200}},
        {"name": "Jan Lis", "company": "Lis SA", "rest": (("Szansa", "1200"),)},
    ),
    "rows_of_two": (
        {"fields": [["Imię", "Jan"], ["E-mail", "j@lis.example"], ["Wiadomość", "Ile?"]]},
        {**JAN, "name": "Jan", "rest": ()},
    ),
    "field_and_answer": (
        {"answers": [{"field": "imie", "answer": "Jan"}, {"field": "email", "answer": "j@lis.example"}]},
        {"name": "Jan", "email": "j@lis.example", "rest": ()},
    ),
    "fieldname_and_fieldvalue": (
        {"data": [{"fieldid": "1", "fieldname": "Imię", "fieldvalue": "Jan"},
                  {"fieldid": "2", "fieldname": "Email", "fieldvalue": "j@lis.example"}]},
        {"name": "Jan", "email": "j@lis.example", "rest": ()},
    ),
    "ws_form": (
        {"0": {"label": "Imię", "section": "Dane", "group": "G", "type": "text", "value": ["Jan"]},
         "1": {"label": "E-mail", "section": "Dane", "type": "email", "value": ["j@lis.example"]},
         "8": {"label": "Towary", "rows": {"1": {"84": {"label": "Produkt", "value": ["Mąka"]},
                                                 "85": {"label": "Ilość", "value": ["2"]}}}}},
        {"name": "Jan", "email": "j@lis.example", "goods": [("Mąka", 2_000)], "rest": (("8[label]", "Towary"),)},
    ),
    "serialised_by_a_page": (
        [{"name": "imie", "value": "Jan"}, {"name": "email", "value": "j@lis.example"}],
        {"name": "Jan", "email": "j@lis.example", "rest": ()},
    ),
    "php_form": (
        urlencode({"form[imie]": "Jan Lis", "form[email]": "j@lis.example", "form[tresc]": "Ile?", "form[name]": "K"}),
        {**JAN, "rest": (("form[name]", "K"),)},
    ),
    "address_in_one_field": (
        urlencode({"imie": "Jan Lis", "email": "j@lis.example", "adres": "ul. Polna 1/2, 61-001 Poznań"}),
        {"street": "ul. Polna 1/2", "postal_code": "61-001", "city": "Poznań", "rest": ()},
    ),
    "town_before_the_code": (
        urlencode({"email": "j@lis.example", "adres": "os. Leśne 12/34, Poznań 60-681", "kraj": "Rumunia"}),
        {"street": "os. Leśne 12/34", "postal_code": "60-681", "city": "Poznań", "country": "RO", "rest": ()},
    ),
    "codes_with_counts": (
        {"email": "j@lis.example", "items": [["MK-1", 2], ["SOL", 1]]},
        {"goods": [("MK-1", 2_000), ("SOL", 1_000)], "rest": ()},
    ),
    "code_and_town_in_one_field": (
        urlencode({"email": "j@lis.example", "Ulica i nr": "Polna 1", "Kod pocztowy i miejscowość": "61-001 Poznań"}),
        {"street": "Polna 1", "postal_code": "61-001", "city": "Poznań", "rest": ()},
    ),
    "address_in_small_parts": (
        urlencode({"email": "j@lis.example", "ulica": "Polna", "nr_domu": "1", "nr_lokalu": "2", "kod": "61-001",
                   "miejscowosc": "Poznań"}),
        {"street": "Polna 1/2", "postal_code": "61-001", "city": "Poznań", "goods": [], "rest": ()},
    ),
    "jotform_second_line_and_area": (
        urlencode({"rawRequest": json.dumps({
            "q4_email": "j@lis.example", "q5_phone": {"area": "61", "phone": "8887766"},
            "q6_address": {"addr_line1": "Polna 1", "addr_line2": "m. 2", "city": "Poznań", "postal": "61-001"}})}),
        {"phone": "61 8887766", "street": "Polna 1, m. 2", "city": "Poznań", "rest": ()},
    ),
    "prefix_beside_the_phone": (
        urlencode({"name": "Jan", "phone[country]": "+420", "phone[number]": "601123456"}),
        {"phone": "+420 601123456", "country": "", "rest": ()},
    ),
    "words_marked_up": (
        urlencode({"name": "Jan", "email": "j@lis.example", "message": "<p>Dzień dobry</p><p>Ile &amp; kiedy?</p>"}),
        {"message": "Dzień dobry\n\nIle & kiedy?"},
    ),
    "german": (
        urlencode({"Anrede": "Herr", "Vor- und Nachname": "Jürgen Müller", "E-Mail-Adresse *": "j@b.example",
                   "Straße und Hausnummer": "Hauptstr. 1", "PLZ / Ort": "10115 Berlin", "Anzahl": "20",
                   "Artikel": "Mehl", "Ihre Nachricht an uns": "Bitte Angebot"}),
        {"name": "Jürgen Müller", "street": "Hauptstr. 1", "postal_code": "10115", "city": "Berlin",
         "goods": [("Mehl", 20_000)], "message": "Bitte Angebot", "rest": (("Anrede", "Herr"),)},
    ),
    "english": (
        urlencode({"First Name": "Mia", "Last Name": "Brown", "Work Email": "mia@brown.example", "Country/Region": "UK",
                   "How can we help?": "Need honey", "Product of interest": "Honey", "Quantity (pcs)": "1,200"}),
        {"name": "Mia Brown", "country": "GB", "message": "Need honey", "goods": [("Honey", 1_200_000)], "rest": ()},
    ),
    "czech": (
        urlencode({"Jméno a příjmení": "Jan Novák", "E-mail": "j@novak.example", "Zpráva": "Prosím o nabídku",
                   "Produkt": "Mouka", "Množství": "20", "Souhlasím se zpracováním osobních údajů": "ano"}),
        {"name": "Jan Novák", "message": "Prosím o nabídku", "goods": [("Mouka", 20_000)],
         "consents": ("Souhlasím se zpracováním osobních údajů",), "rest": ()},
    ),
    "slovak": (
        urlencode({"Meno a priezvisko": "Ján Novák", "E-mail": "j@novak.example", "Správa": "Prosím o ponuku"}),
        {"name": "Ján Novák", "message": "Prosím o ponuku", "rest": ()},
    ),
    "ukrainian": (
        urlencode({"Ім'я та прізвище": "Олена Коваль", "Ел. пошта": "o@koval.example", "Місто": "Львів",
                   "Номер телефону": "+380 67 123 45 67", "Ваше повідомлення": "Ціна?", "Товар": "Борошно",
                   "Кількість": "20", "Я погоджуюсь на обробку персональних даних": "так"}),
        {"name": "Олена Коваль", "phone": "+380 67 123 45 67", "city": "Львів", "message": "Ціна?",
         "goods": [("Борошно", 20_000)], "consents": ("Я погоджуюсь на обробку персональних даних",), "rest": ()},
    ),
    "french": (
        urlencode({"Nom": "Dupont", "Prénom": "Marie", "Adresse e-mail": "m@d.example", "Téléphone": "+33612345678",
                   "Société": "Dupont SA", "Ville": "Paris", "Code postal": "75001", "Message": "Prix?"}),
        {"name": "Marie Dupont", "company": "Dupont SA", "phone": "+33612345678", "city": "Paris",
         "postal_code": "75001", "message": "Prix?", "rest": ()},
    ),
    "payment_is_no_quantity": (
        urlencode({"Name": "Jan Lis", "Email": "j@lis.example", "payment[orderid]": "12",
                   "payment[products][0]": "Mąka - 2x48.9 = 97.8", "payment[amount]": "97.8"}),
        {"goods": [("Mąka", 2_000)], "external_ref": "12", "rest": (("payment[amount]", "97.8"),)},
    ),
    "fields_of_xml": (
        '<form><field name="imie">Jan Lis</field><field name="email">j@lis.example</field></form>',
        {"name": "Jan Lis", "email": "j@lis.example", "rest": ()},
    ),
    "order_of_xml": (
        "<Zamowienie><NumerZamowienia>Z/1</NumerZamowienia><Kontrahent><Nazwa>Lis SA</Nazwa>"
        "<Email>j@lis.example</Email></Kontrahent><Towary><Towar><Symbol>MK-1</Symbol><Ilosc>2</Ilosc><CenaNetto>50.00</CenaNetto></Towar></Towary>"
        "</Zamowienie>",
        {"company": "Lis SA", "goods": [("MK-1", 2_000)], "external_ref": "Z/1", "is_order": True, "rest": ()},
    ),
    "order_of_a_chain": (
        "<Document-Order><Order-Header><OrderNumber>ZD/7</OrderNumber></Order-Header><Order-Parties><Buyer>"
        "<TaxID>1234563218</TaxID></Buyer></Order-Parties><Order-Lines>"
        "<Line><Line-Item><EAN>5901234123457</EAN><OrderedQuantity>10.000</OrderedQuantity></Line-Item></Line>"
        "<Line><Line-Item><EAN>5901234123464</EAN><OrderedQuantity>5.000</OrderedQuantity></Line-Item></Line>"
        "</Order-Lines></Document-Order>",
        {"nip": "1234563218", "goods": [("5901234123457", 10_000), ("5901234123464", 5_000)], "is_order": True},
    ),
    "order_of_json": (
        {"order": {"number": "55", "customer": {"email": "j@lis.example"}, "items": [{"sku": "MK-1", "quantity": 2}]}},
        {"external_ref": "55", "goods": [("MK-1", 2_000)], "is_order": True, "rest": ()},
    ),
    "whatsapp": (
        {"entry": [{"changes": [{"value": {"messaging_product": "whatsapp", "contacts": [{"profile": {"name": "Jan"}}],
                                           "messages": [{"from": "48600700800", "text": {"body": "Ile?"}}]}}]}]},
        {"name": "Jan", "phone": "48600700800", "message": "Ile?", "goods": []},
    ),
    "phone_in_the_words": (
        urlencode({"name": "Jan", "message": "Proszę o telefon 600 700 800"}),
        {"phone": "600 700 800", "message": "Proszę o telefon 600 700 800"},
    ),
    "a_time_is_no_phone": (
        {"scope": "store/order/created", "created_at": 1580329317, "data": {"type": "order", "id": 190}},
        {"phone": "", "rest": (("scope", "store/order/created"),)},
    ),
    "plain_words": (
        "Dzień dobry,\n\nproszę o ofertę na mąkę.\n\nJan Lis\ntel. 600 700 800\nj@lis.example\n",
        {"email": "j@lis.example", "phone": "600 700 800"},
    ),
    "json_in_a_string": (json.dumps(json.dumps(_JAN)), {**JAN, "rest": ()}),
    "json_in_base64": (base64.b64encode(json.dumps(_JAN).encode()), {**JAN, "rest": ()}),
    "post_in_base64": (base64.b64encode(urlencode(_JAN).encode()), {**JAN, "rest": ()}),
    "packed": (gzip.compress(json.dumps(_JAN).encode()), {**JAN, "rest": ()}),
    "packed_twice": (gzip.compress(json.dumps(json.dumps(_JAN)).encode()), {**JAN, "rest": ()}),
    "cloud_function": (
        {"version": "2.0", "headers": {"Content-Type": "application/x-www-form-urlencoded"}, "isBase64Encoded": True,
         "body": base64.b64encode(urlencode(_JAN).encode()).decode()},
        {**JAN, "rest": ()},
    ),
    "queue": ({"Type": "Notification", "Message": json.dumps(_JAN)}, {**JAN, "rest": (("Type", "Notification"),)}),
}  # fmt: skip


BY_VALUE: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "a_whole_name": ({"a1": "Jan Lis", "b2": "jan.lis@firma.example"}, {"name": "Jan Lis"}),
    "names_in_parts": ({"x": "Łucja", "y": "Lis", "z": "lucja.lis7@firma.example"}, {"name": "Łucja Lis"}),
    "a_town_is_no_name": ({"x": "Nowy Sącz", "z": "j.lis@firma.example"}, {"name": "", "rest": (("x", "Nowy Sącz"),)}),
    "what_is_written_as_nothing_else": (
        {"p1": "jan.lis@firma.example", "p2": "+48 600 700 800", "p3": "123-456-32-18", "p4": "Lis sp. z o.o.",
         "p5": "Proszę o ofertę na mąkę. Od zaraz."},
        {"phone": "+48 600 700 800", "nip": "123-456-32-18", "company": "Lis sp. z o.o.",
         "message": "Proszę o ofertę na mąkę. Od zaraz.", "rest": ()},
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BY_VALUE)
def test_that_values_tell_what_keys_without_a_meaning_do_not(what: str) -> None:
    told, wanted = BY_VALUE[what]
    draft = understood(told)
    assert {key: getattr(draft, key) for key in wanted} == wanted


@pytest.mark.parametrize("maker", FORMS)
def test_that_what_a_stranger_sends_is_read_as_a_clerk_would(maker: str) -> None:
    told, wanted = FORMS[maker]
    draft = understood(told)
    assert {key: goods(draft) if key == "goods" else getattr(draft, key) for key in wanted} == wanted


WISHES = {
    "MK-1 x 3\n3 x SOL-5\nCUK: 3 szt.\nDrożdże - 4 szt.": [("MK-1", 3), ("SOL-5", 3), ("CUK", 3), ("Drożdże", 4)],
    "MK-1 x 3, 2x SOL-5; CUK – 4 szt.": [("MK-1", 3), ("SOL-5", 2), ("CUK", 4)],
    "2 szt. MK-1": [("MK-1", 2)],
    "10 kg cukru": [("cukru", 10)],
    "MK-1 × 1 200": [("MK-1", 1200)],
    "Mąka\nSól x 2": [("Mąka", 1), ("Sól", 2)],
    "Mąka 550 - 20 worków\nCukier: 10 kg": [("Mąka 550", 20), ("Cukier", 10)],
    "Mąka: 550": [("Mąka: 550", 1)],
    "Kątownik 40 x 40": [("Kątownik 40 x 40", 1)],
    "Mąka pszenna typ 550 25 kg": [("Mąka pszenna typ 550 25 kg", 1)],
    "3 x 2,5 mm przewód": [("3 x 2,5 mm przewód", 1)],
}


@pytest.mark.parametrize("text", WISHES)
def test_that_goods_with_their_counts_are_read_out_of_one_field(text: str) -> None:
    draft = understood({"email": "j@lis.example", "produkty": text})
    assert goods(draft) == [(name, count * 1000) for name, count in WISHES[text]]


COUNTED: dict[str, tuple[dict[str, str], list[tuple[str, int]]]] = {
    "under_codes": ({"qty[MK-1]": "2", "qty[SOL-5]": "0", "qty[CU/10]": "12", "qty[X-1]": ""},
                    [("MK-1", 2), ("CU/10", 12)]),
    "under_goods": ({"produkty[MK-1]": "2", "produkty[SOL-5]": "on"}, [("MK-1", 2), ("SOL-5", 1)]),
    "in_the_key": ({"ilosc_MK-1": "2", "ilosc_SOL-5": ""}, [("MK-1", 2)]),
    "by_number": ({"produkt[2]": "SOL-5", "ilosc[1]": "7", "ilosc[2]": "3"}, [("SOL-5", 3)]),
    "list_of_an_order": ({"Zamówienie": "MK-1 x 3, 2 x SOL-5"}, [("MK-1", 3), ("SOL-5", 2)]),
}  # fmt: skip


@pytest.mark.parametrize("form", COUNTED)
def test_that_a_quantity_finds_its_goods(form: str) -> None:
    pairs, wanted = COUNTED[form]
    draft = understood(urlencode({"email": "j@lis.example", **pairs}))
    assert goods(draft) == [(code, count * 1000) for code, count in wanted]


def test_that_a_unit_and_words_around_goods_are_not_lost() -> None:
    pallets = understood({"email": "j@lis.example", "produkt": "Mąka", "ilosc": "2 palety"})
    assert (goods(pallets), pallets.rest) == ([("Mąka", 2_000)], (("ilosc", "2 palety"),))
    words = understood({"email": "j@lis.example", "Zamówienie": "MK-1 x 3, jak zawsze proszę"})
    assert (goods(words), words.rest) == ([], (("Zamówienie", "MK-1 x 3, jak zawsze proszę"),))
    both = understood({"email": "j@lis.example", "items": [{"sku": "MK-1", "name": "Mąka", "quantity": 2}]})
    assert [(one.text, one.name) for one in both.products] == [("MK-1", "Mąka")]


def test_that_every_line_of_json_is_a_record_and_a_broken_one_stops_none() -> None:
    lines = (
        '{"name": "Jan", "email": "j@lis.example"}\r\n{"name": "Ewa", "email": "e@maj.example"}\r\n{"name": "Ala\r\n'
    )
    one, two, three = found(lines, "application/x-ndjson")
    assert [read.draft.name if read.draft else "" for read in (one, two, three)] == ["Jan", "Ewa", ""]
    assert three.fault is not None
    assert three.fault.reason == "json_broken"


def test_that_what_is_packed_and_cut_off_is_told_so() -> None:
    from crm_desktop.intake.formats.shapes import Unreadable

    with pytest.raises(Unreadable) as refused:
        found(gzip.compress(b'{"name": "Jan"}')[:-6])
    assert refused.value.reason == "compressed"
