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
