"""What readers say of too much, too deep and cut off, and what they make of encodings that few programs still write."""

import base64
import binascii

import pytest

from crm_desktop.intake.formats.mail.reading import read_mail
from crm_desktop.intake.formats.multipart import read_multipart
from crm_desktop.intake.formats.rows import read_rows
from crm_desktop.intake.formats.shapes import MOST_RECORDS, Fields, Unreadable
from crm_desktop.intake.formats.xml_fields import read_xml_fields

HEAD = (
    "From: Jan Lis <jan@lis.example>\nTo: biuro@firma.example\nSubject: Zapytanie\nMessage-ID: <m@x.example>\n"
    "MIME-Version: 1.0\n"
)
PARTS = 'Content-Type: multipart/mixed; boundary="B"\n\n--B\nContent-Type: text/plain; charset=utf-8\n\nW załączeniu\n'


def uuencoded(content: bytes) -> str:
    lines = [binascii.b2a_uu(content[start : start + 45]).decode() for start in range(0, len(content), 45)]
    return "begin 644 cennik.csv\n" + "".join(lines) + "`\nend\n"


def attached(encoding: str, body: str) -> bytes:
    part = f'--B\nContent-Type: text/csv; name="cennik.csv"\nContent-Transfer-Encoding: {encoding}\n\n{body}\n--B--\n'
    (file,) = read_mail((HEAD + PARTS + part).encode()).files
    assert file.name == "cennik.csv"
    return file.content


@pytest.mark.parametrize("encoding", ["x-uuencode", "uuencode", "x-uue"])
def test_that_a_file_of_an_old_program_is_decoded_to_the_byte(encoding: str) -> None:
    content = "kod;cena\nMK-1;48,90\nżyto;1,00\n".encode() * 9
    assert attached(encoding, uuencoded(content)) == content


def test_that_what_only_claims_to_be_uuencoded_is_kept_as_it_came() -> None:
    assert attached("x-uuencode", "żadne uu\n").strip() == "żadne uu".encode()


def test_that_a_file_in_base64_with_a_note_of_its_charset_is_decoded() -> None:
    assert attached("BASE64; x=y", base64.b64encode(b"kod;cena\n").decode()) == b"kod;cena\n"


@pytest.mark.parametrize("header", ["Sender", "X-Sender", "Return-Path"])
def test_that_a_mail_without_an_author_is_of_who_sent_it(header: str) -> None:
    found = read_mail(f"{header}: <jan@lis.example>\nTo: b@f.example\nMessage-ID: <m@x>\n\nIle?\n".encode())
    assert (found.sender, found.text) == ("jan@lis.example", "Ile?")


def test_that_a_table_of_excel_that_names_its_separator_is_read() -> None:
    assert read_rows("sep=;\nImię;E-mail\nJan Lis;jan@lis.example\n") == [
        Fields((("Imię", "Jan Lis"), ("E-mail", "jan@lis.example")))
    ]
    assert read_rows("sep=;\nImię;E-mail") is None


def test_that_rows_before_a_cell_without_end_are_kept_and_it_is_told() -> None:
    rows = read_rows(f'Imię;E-mail\nJan;j@lis.example\nEwa;"{"x" * 10_000_001}"\n')
    assert rows is not None
    first, broken = rows
    assert first == Fields((("Imię", "Jan"), ("E-mail", "j@lis.example")))
    assert isinstance(broken, Unreadable)
    assert (broken.reason, broken.values["line"]) == ("csv_broken", 3)


def test_that_more_rows_than_can_be_taken_are_refused_as_one() -> None:
    with pytest.raises(Unreadable) as refused:
        read_rows("Imię;E-mail\n" + "Jan;j@lis.example\n" * (MOST_RECORDS + 1))
    assert (refused.value.reason, refused.value.values) == ("too_many_records", {"most": MOST_RECORDS})


def test_that_more_records_of_xml_than_can_be_taken_are_refused_as_one() -> None:
    one = "<o><imie>Jan</imie><email>j@lis.example</email></o>"
    with pytest.raises(Unreadable) as refused:
        read_xml_fields(f"<form>{one * (MOST_RECORDS + 1)}</form>".encode())
    assert (refused.value.reason, refused.value.values) == ("too_many_records", {"most": MOST_RECORDS})


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ("<a>" * 70 + "x" + "</a>" * 70, "too_deep"),
        ("<f>" + "<a/>" * 200_001 + "</f>", "too_many_fields"),
        ("<form><imie></imie></form>", "no_fields"),
        ("<form><imie>Jan</form>", "xml_broken"),
    ],
)
def test_that_xml_that_nobody_can_read_says_why(xml: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_xml_fields(xml.encode())
    assert refused.value.reason == reason


def test_that_a_record_of_xml_without_a_value_stops_none_of_the_others() -> None:
    full = "<o><imie>Jan</imie><email>j@lis.example</email></o>"
    found = read_xml_fields(f"<form>{full}<o><imie/><email/></o>{full}</form>".encode())
    assert [isinstance(one, Fields) for one in found] == [True, False, True]
    assert isinstance(found[1], Unreadable)
    assert found[1].reason == "no_fields"


def test_that_a_form_of_empty_file_fields_has_no_fields() -> None:
    body = b'--B\r\nContent-Disposition: form-data; name="plik"; filename=""\r\n\r\n\r\n--B--\r\n'
    with pytest.raises(Unreadable) as refused:
        read_multipart(body, "B", "utf-8")
    assert refused.value.reason == "no_fields"
