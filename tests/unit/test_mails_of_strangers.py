"""Mails as programs and people write them: form mails of many looks, replies in many languages, what they carry."""

import base64
import struct
from typing import Any

import pytest

from crm_desktop.intake.formats.reading import Form, read
from crm_desktop.intake.records import Draft

HEAD = "From: {sender}\nTo: biuro@firma.example\nSubject: Zapytanie\nMessage-ID: <m@x.example>\nMIME-Version: 1.0\n"
TEXT = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
PAGE = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"


def mail(body: str, sender: str = "www@firma.example") -> Draft:
    (found,) = read((HEAD.format(sender=sender) + body).encode(), "message/rfc822", Form())
    assert found.draft is not None
    return found.draft


FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "dots": (TEXT + "Imię ........ Jan Lis\nE-mail ...... j@lis.example\nWiadomość ... Ile?\n", {"message": "Ile?"}),
    "brackets": (TEXT + "[Imię] Jan Lis\n[Email] j@lis.example\n[Wiadomość] Ile?\n", {"message": "Ile?"}),
    "arrows": (TEXT + "Imię => Jan Lis\nEmail => j@lis.example\nWiadomość => Ile?\n", {"message": "Ile?"}),
    "greeted": (
        TEXT + "Witaj!\n\nOtrzymałeś nowe zapytanie ze strony.\n\nImię: Jan Lis\nEmail: j@lis.example\nTreść: Ile?\n",
        {"message": "Ile?"},
    ),
    "pipes": (TEXT + "| Imię | Jan Lis |\n| E-mail | j@lis.example |\n| Treść | Ile? |\n", {"message": "Ile?"}),
    "tabs": (TEXT + "Imię\tJan Lis\nE-mail\tj@lis.example\nTreść\tIle?\n", {"message": "Ile?"}),
    "a_person_before_the_fields": (
        TEXT + "Potrzebuję 200 worków na piątek.\n\nImię: Jan Lis\nE-mail: j@lis.example\n",
        {"message": "Potrzebuję 200 worków na piątek."},
    ),
    "four_columns": (
        PAGE + "<table><tr><td>Imię</td><td>Jan</td><td>Nazwisko</td><td>Lis</td></tr>"
        "<tr><td>E-mail</td><td>j@lis.example</td><td>Telefon</td><td>600700800</td></tr></table>",
        {"phone": "600700800", "message": ""},
    ),
    "table_with_a_head": (
        PAGE + "<table><tr><th>Pole</th><th>Wartość</th></tr><tr><td>Imię</td><td>Jan Lis</td></tr>"
        "<tr><td>Email</td><td>j@lis.example</td></tr></table>",
        {"message": "", "rest": ()},
    ),
    "table_of_goods": (
        PAGE + "<p>Nowe zamówienie</p><table><tr><th>Kod</th><th>Nazwa</th><th>Ilość</th><th>Cena</th></tr>"
        "<tr><td>MK-1</td><td>Mąka</td><td>20</td><td>48,90</td></tr><tr><td>SOL</td><td>Sól</td><td>3</td><td>2,00"
        "</td></tr></table><p>Klient: Jan Lis<br>E-mail: j@lis.example</p>",
        {"goods": [("MK-1", "Mąka", 20_000, 489_000), ("SOL", "Sól", 3_000, 20_000)], "message": ""},
    ),
}


@pytest.mark.parametrize("look", FORMS)
def test_that_form_mails_of_many_looks_are_read(look: str) -> None:
    body, wanted = FORMS[look]
    draft = mail(body)
    goods = [(one.text, one.name, one.quantity, one.unit_price) for one in draft.products]
    told = {key: goods if key == "goods" else getattr(draft, key) for key in wanted}
    assert (draft.name, draft.email, told) == ("Jan Lis", "j@lis.example", wanted)


REPLIES = {
    "apple_pl": "Wiadomość napisana przez Biuro <biuro@firma.example> w dniu 02.03.2026, o godz. 09:00:\n\nOferta",
    "cz": "po 2. 3. 2026 v 9:00 odesílatel Biuro <biuro@firma.example> napsal:\n\n> Nabídka",
    "sk": "po 2. 3. 2026 o 9:00 Biuro <biuro@firma.example> napísal(a):\n\n> Ponuka",
    "ua": "пн, 2 бер. 2026 р. о 09:00 Biuro <biuro@firma.example> пише:\n\n> Ціна",
    "it": "Il giorno lun 2 mar 2026 alle ore 09:00 Biuro <biuro@firma.example> ha scritto:\n\n> Prezzo",
}


@pytest.mark.parametrize("land", REPLIES)
def test_that_what_a_reply_repeats_is_left_out(land: str) -> None:
    assert mail(f"{TEXT}Dziękuję.\n\n{REPLIES[land]}\n", "Jan <j@lis.example>").message == "Dziękuję."


def test_that_parts_without_a_boundary_in_the_head_are_found() -> None:
    parts = "Content-Type: multipart/mixed\n\n--abc\nContent-Type: text/plain; charset=utf-8\n\nIle za sól?\n--abc--\n"
    assert (mail(parts).message, mail(parts).uploads) == ("Ile za sól?", ())


def test_that_an_invitation_alone_says_what_when_and_where() -> None:
    body = (
        "Content-Type: text/calendar; method=REQUEST; charset=utf-8\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\n"
        "DTSTART;TZID=Europe/Warsaw:20260310T100000\nSUMMARY:Rozmowa o\n  mące\nLOCATION:Poznań\\, Polna 1\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    )
    draft = mail(body, "Jan <j@lis.example>")
    assert draft.message == "Rozmowa o mące\n2026-03-10 10:00\nPoznań, Polna 1"
    assert [(one.name, one.content_type) for one in draft.uploads] == [("invitation.ics", "text/calendar")]


def test_that_a_person_with_a_signature_of_labels_keeps_name_and_words() -> None:
    words = "Dzień dobry,\n\nmam pytanie: czy macie sól?\n\nTel: 600 700 800\nEmail: jan@lis.example\n"
    draft = mail(TEXT + words, "Jan Lis <biuro@lis.example>")
    assert (draft.name, draft.email, draft.phone) == ("Jan Lis", "jan@lis.example", "600 700 800")
    assert draft.message == "mam pytanie: czy macie sól?"


def test_that_a_receipt_of_reading_is_no_mail_that_came_back() -> None:
    report = 'Content-Type: multipart/report; report-type=disposition-notification; boundary="b"\n\n--b\n\nx\n--b--\n'
    draft = mail(report, "Jan <j@lis.example>")
    assert draft.mail is not None
    assert draft.mail.automatic == "reply"


def attribute(level: int, key: int, data: bytes) -> bytes:
    return struct.pack("<BHHI", level, key, 0, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def winmail() -> bytes:
    name = "lista żółta.pdf\0".encode("utf-16-le")
    long_name = struct.pack("<HHII", 0x1F, 0x3707, 1, len(name)) + name + b"\0" * (-len(name) % 4)
    properties = struct.pack("<IHHI", 2, 0x3, 0x0E20, 10) + long_name
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(
        attribute(*one)
        for one in (
            (1, 0x9006, struct.pack("<I", 0x10000)),
            (2, 0x9002, b"\0" * 14),
            (2, 0x8010, b"LISTA~1.PDF\0"),
            (2, 0x800F, b"%PDF-1.4 x"),
            (2, 0x9005, properties),
        )
    )


def packed(content: bytes) -> Draft:
    told = base64.b64encode(content).decode()
    body = (
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nLista w pliku\n--b\n'
        'Content-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64\n\n'
        f"{told}\n--b--\n"
    )
    return mail(body, "Jan <j@lis.example>")


def test_that_the_files_in_a_winmail_are_unpacked() -> None:
    draft = packed(winmail())
    assert draft.message == "Lista w pliku"
    told = [(one.name, one.content_type, one.content) for one in draft.uploads]
    assert told == [("lista żółta.pdf", "application/pdf", b"%PDF-1.4 x")]


def test_that_a_winmail_which_cannot_be_read_is_kept_as_it_came() -> None:
    cut = winmail()[:-40]
    assert [(one.name, one.content) for one in packed(cut).uploads] == [("winmail.dat", cut)]


LETTERS: dict[str, tuple[str, list[tuple[str, int]]]] = {
    "a_line_each": (TEXT + "Poproszę:\n- 10 x mąka tortowa 25kg\n3 szt. drożdże\ncukier puder 2 op.\nMP-1 - 4\n",
                    [("mąka tortowa 25kg", 10_000), ("drożdże", 3_000), ("cukier puder", 2_000), ("MP-1", 4_000)]),
    "a_table": (PAGE + "<p>Proszę o:</p><table><tr><th>Kod</th><th>Nazwa</th><th>Ilość</th></tr><tr><td>MP-1</td>"
                "<td>Mąka</td><td>10</td></tr><tr><td>MP-2</td><td>Sól</td><td>5</td></tr></table><p>Jan Lis</p>",
                [("MP-1", 10_000), ("MP-2", 5_000)]),
    "a_table_in_plain_text": (TEXT + "Proszę o:\n\nKod\tNazwa\tIlość\nMP-1\tMąka\t10\nMP-2\tSól\t5\n\nJan Lis\n",
                              [("MP-1", 10_000), ("MP-2", 5_000)]),
    "sentences": (TEXT + "Poproszę 10 worków mąki tortowej na jutro oraz 5 szt. MP-2, dziękuję.\n",
                  [("mąki tortowej", 10_000), ("MP-2", 5_000)]),
    "none": (TEXT + "Dzwońcie 600 700 800 do 15.00, byłem u Państwa 3 dni temu.\nJan Lis\nul. Polna 5\n", []),
}  # fmt: skip


@pytest.mark.parametrize("letter", LETTERS)
def test_that_goods_are_found_in_a_letter_with_their_counts(letter: str) -> None:
    body, wanted = LETTERS[letter]
    draft = mail(body, "j@lis.example")
    assert [(one.text, one.quantity) for one in draft.mentioned] == wanted
    assert (draft.products, draft.is_order) == ((), False)


SIGNED = """Dzień dobry,
proszę o cennik.

Anna Lis
Lis Sp. z o.o.
ul. Długa 5, 00-950 Warszawa
T: +48 22 123 45 67
M: +48 601 222 333
NIP: 1234563218 | REGON: 123456785
"""


def test_that_a_signature_tells_the_firm_its_place_and_the_mobile() -> None:
    draft = mail(TEXT + SIGNED, "anna@lis.example")
    assert (draft.company, draft.nip, draft.phone) == ("Lis Sp. z o.o.", "1234563218", "+48 601 222 333")
    assert (draft.street, draft.postal_code, draft.city) == ("ul. Długa 5", "00-950", "Warszawa")


@pytest.mark.parametrize(
    ("told", "person", "firm"),
    [
        ("Jan Malinowski | Hotel Pod Różą", "Jan Malinowski", "Hotel Pod Różą"),
        ("Hotel Pod Różą sp. z o.o. - Jan Malinowski", "Jan Malinowski", "Hotel Pod Różą sp. z o.o."),
        ("Jan Malinowski", "Jan Malinowski", ""),
        ("Biuro - zamówienia", "Biuro - zamówienia", ""),
    ],
)
def test_that_a_name_with_its_firm_is_both(told: str, person: str, firm: str) -> None:
    draft = mail(TEXT + "Proszę o cennik mąki.\n", f'"{told}" <j@lis.example>')
    assert (draft.name, draft.company) == (person, firm)


def test_that_what_our_own_shop_writes_of_an_order_is_the_buyers() -> None:
    body = "Nowe zamówienie: #12\n\nMąka 2 × 10,00 zł\n\nJan Lis\nPolna 1\n600 700 800\nj@lis.example\n"
    draft = mail(TEXT + body, "Sklep <sklep@firma.example>")
    assert (draft.name, draft.email, draft.phone) == ("Jan Lis", "j@lis.example", "600 700 800")


BY_TURNS = (
    "Imię i nazwisko\nJan Lis\nAdres e-mail\nj@lis.example\nIle worków\n20\nTreść zapytania\nIle?\nOd zaraz.\n",
    "Imię i nazwisko\nJan Lis\n\nAdres e-mail\nj@lis.example\n\nIle worków\n20\n\nTreść zapytania\nIle?\nOd zaraz.\n",
    "Imię i nazwisko\n---\nJan Lis\n\nE-mail\n-----\nj@lis.example\n\nIle worków\n20\n\nTreść\n====\nIle?\nOd zaraz.\n",
)
ROWS = (
    ("Imię i nazwisko", "Jan Lis"),
    ("E-mail", "j@lis.example"),
    ("Ile worków", "20"),
    ("Treść", "Ile?<br>Od zaraz."),
)
SHAPES = (
    "<tr><td>{}</td></tr><tr><td>{}</td></tr>", "<tr><td style='font-weight: 700'>{}</td></tr><tr><td>{}</td></tr>",
    "<p><b>{}</b><br>{}</p>", "<h4>{}</h4><p>{}</p>", "<dt>{}</dt><dd>{}</dd>", "<strong>{}</strong><br/>{}<br/><br/>",
    "<div>{}</div><div>{}</div>", "<li><b>{}:</b> {}</li>", "<tr><th>{}</th><td>{}</td></tr>",
)  # fmt: skip


BODIES = [*(TEXT + one for one in BY_TURNS), *(PAGE + "".join(one.format(*row) for row in ROWS) for one in SHAPES)]


@pytest.mark.parametrize("body", BODIES)
def test_that_a_label_may_stand_in_a_line_of_its_own(body: str) -> None:
    draft = mail(body)
    assert (draft.name, draft.email, draft.message) == ("Jan Lis", "j@lis.example", "Ile?\nOd zaraz.")
    assert draft.rest == (("Ile worków", "20"),)


def test_that_a_head_whose_first_line_is_folded_is_a_head() -> None:
    raw = "From:\n =?utf-8?q?Micha=C5=82?= Lis <m@lis.example>\nTo: b@firma.example\nMessage-ID: <f@x>\n\nIle?\n"
    (found,) = read(raw.encode(), "", Form())
    assert found.draft is not None
    assert (found.reader, found.draft.name, found.draft.email) == ("mail", "Michał Lis", "m@lis.example")
