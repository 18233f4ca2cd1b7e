"""What a cell of a sheet must hold, and the heads that columns are known by: the pure rules, value by value."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from crm_desktop.exchange import rules
from crm_desktop.exchange.records import What
from crm_desktop.exchange.rules import Wrong
from db.vocabulary import VatRate


def refusal(read: Callable[..., Any], *told: Any) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Wrong) as wrong:
        read(*told)
    assert str(wrong.value) == wrong.value.rule
    return wrong.value.rule, wrong.value.values


@pytest.mark.parametrize(
    ("head", "plain"),
    [
        *(("Cena netto [zł]", "cenanetto"), ("Cena (szt.) netto", "cenanetto"), ("Nr_kat.", "nrkat")),
        *(("(zł)", "zl"), ("[Łódź]", "lodz"), ("", "")),
    ],
)
def test_that_heads_are_compared_by_their_letters(head: str, plain: str) -> None:
    assert rules.squeezed(head) == plain


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        *(("1 234,50 zł", "", "1234.50"), ("1.234,50", "", "1234.50"), ("1,234.50", "", "1234.50")),
        *(("1.234.567", "", "1234567"), ("1,234,567", "", "1234567"), ("12.5", ",", "125"), ("12,5", ".", "125")),
        *(("12,5", ",", "12.5"), ("1'234.5", "", "1234.5"), ("-3,25 PLN", "", "-3.25"), ("7 eur.", "", "7")),
        *(("5 €", "", "5"), ("1.234", ".", "1.234"), ("999999999999,99", "", "999999999999.99")),
    ],
)
def test_that_a_number_is_read_as_its_country_writes_it(text: str, decimal: str, number: str) -> None:
    assert rules.number(text, decimal) == Decimal(number)


@pytest.mark.parametrize("text", ["", "abc", "NaN", "Infinity", "1000000000000", "-1000000000000", "1;2"])
def test_that_what_is_no_number_or_too_large_is_refused(text: str) -> None:
    assert refusal(rules.number, text) == ("not_a_number", {})


def test_that_more_marks_than_one_are_refused_where_the_mark_is_told() -> None:
    assert refusal(rules.number, "1,2,3", ",") == ("not_a_number", {})


def test_that_prices_quantities_and_weights_have_their_scale() -> None:
    assert rules.price("48,90") == 489_000
    assert rules.price("0,00005") == 1
    assert rules.price("1.234", ",") == 12_340_000
    assert rules.quantity("2,5") == 2_500
    assert rules.quantity("1.234", ",") == 1_234_000
    assert rules.quantity("1.2345", ",") == 12_345_000
    assert rules.quantity("0,001") == 1
    assert rules.kilograms("1,5 KG") == 1_500
    assert rules.kilograms("25kg", ".") == 25_000
    assert rules.kilograms("1.234", ",") == 1_234_000
    assert rules.price("0") == 0
    assert rules.number("1,5") == Decimal("1.5")
    assert refusal(rules.price, "-0,01") == ("negative", {})
    assert refusal(rules.quantity, "-1") == ("negative", {})
    assert refusal(rules.quantity, "0,0005") == ("too_fine", {})
    assert refusal(rules.quantity, "1.2345", ".") == ("too_fine", {})
    assert refusal(rules.kilograms, "kg 5") == ("not_a_number", {})


def test_that_words_have_their_length_and_codes_are_kept_letter_for_letter() -> None:
    assert rules.words(3)("abc") == "abc"
    assert refusal(rules.words(3), "abcd") == ("too_long", {"longest": 3})
    assert rules.code("00123 a") == "00123 a"
    assert rules.code("x" * 80) == "x" * 80
    assert refusal(rules.code, "x" * 81) == ("too_long", {"longest": 80})
    for cut in ("5,9E+12", "5.90123e12", "5,9E12"):
        assert refusal(rules.code, cut) == ("cut_short", {})
    assert rules.code("A5,9E+12") == "A5,9E+12"


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        *(("23", VatRate.V23), ("23%", VatRate.V23), ("0,23", VatRate.V23), ("23,00 %", VatRate.V23)),
        *(("0.080", VatRate.V8), ("8.0", VatRate.V8), ("5 ", VatRate.V5), ("0", VatRate.V0), ("0,0", VatRate.V0)),
        *(("zw.", VatRate.EXEMPT), ("Zwolniony", VatRate.EXEMPT), ("-1", VatRate.EXEMPT), ("NP", VatRate.OUTSIDE)),
        *(("nie podlega", VatRate.OUTSIDE), ("-0,02", VatRate.OUTSIDE), ("oo", VatRate.REVERSE)),
        *(("-0.03", VatRate.REVERSE), ("Odwrotne obciążenie", VatRate.REVERSE), ("0.050", VatRate.V5)),
    ],
)
def test_that_a_rate_is_known_however_it_is_written(text: str, rate: VatRate) -> None:
    assert rules.vat_rate(text) is rate


@pytest.mark.parametrize("text", ["", "7", "230", "2300", "0.0230001", "%"])
def test_that_an_unknown_rate_is_refused(text: str) -> None:
    assert refusal(rules.vat_rate, text) == ("vat_rate", {})


def test_that_a_unit_begins_with_a_letter_and_tells_whether_it_is_divided() -> None:
    assert rules.unit(" szt. ") == "szt"
    assert rules.unit("x" * 20) == "x" * 20
    assert rules.unit("BOX") == "BOX"
    for text in ("x" * 21, "", "5", "_x", "."):
        assert refusal(rules.unit, text) == ("unit", {})
    assert [rules.is_whole(unit) for unit in ("szt", "op", "kg", "KG", "m²", "m³", "godz", "Km")] == [
        *(True, True, False, False, False, False, False, False)
    ]


def test_that_barcodes_keep_their_check_digit_and_tell_their_quantity() -> None:
    assert rules.barcodes("5901234123457 15901234123454*12;AB-1|5901234123457") == (
        *("5901234123457", "15901234123454*12", "AB-1"),
    )
    assert rules.barcodes("") == ()
    assert rules.barcodes("x" * 40) == ("x" * 40,)
    for text in ("5901234123450", "x" * 41, "5901234123450*2", "123"):
        assert refusal(rules.barcodes, text) == ("ean", {})
    assert refusal(rules.barcodes, " 5,9E+12 ") == ("cut_short", {})
    assert refusal(rules.barcodes, "AB*0") == ("not_a_number", {})
    assert refusal(rules.barcodes, "AB*x") == ("not_a_number", {})
    assert refusal(rules.barcodes, "AB*-1") == ("negative", {})
    assert rules.barcodes("AB*0.5 CD*0.001 A*B*2") == ("AB*0.5", "CD*0.001", "A*B*2")
    assert rules.barcode_quantity("AB*1,5") == 15_000
    assert rules.barcode_of("15901234123454*12") == "15901234123454"
    assert rules.barcode_of("A*B*2") == "A*B"
    assert rules.barcode_of("AB") == "AB"
    assert rules.barcode_quantity("AB*12") == 12_000
    assert rules.barcode_quantity("A*B*1.5") == 1_500
    assert rules.barcode_quantity("AB") == 1_000


def test_that_yes_and_no_are_known_in_both_languages() -> None:
    assert all(rules.yes_or_no(text) for text in ("1", "Tak", "T", "TRUE", "prawda", "yes", "y", " X "))
    assert not any(rules.yes_or_no(text) for text in ("0", "Nie", "n", "FALSE", "Fałsz", "no"))
    assert refusal(rules.yes_or_no, "może") == ("yes_or_no", {})


def test_that_a_tax_id_is_a_nip_or_a_foreign_one() -> None:
    assert rules.nip("PL 123-456-32-18") == "1234563218"
    assert rules.nip("de 12") == "DE12"
    assert rules.nip("DE" + "1" * 18) == "DE" + "1" * 18
    for text in ("1234563219", "123", "D1234", "DE1", "DE" + "1" * 19, ""):
        assert refusal(rules.nip, text) == ("nip", {})


def test_that_an_address_and_a_phone_are_usable() -> None:
    assert rules.email(" Jan@Przyklad.PL ") == "Jan@przyklad.pl"
    assert rules.email("a@b.test") == "a@b.test"
    assert refusal(rules.email, "jan@") == ("email", {})
    assert rules.phone(" 600 700 800 ") == "600 700 800"
    assert rules.phone("600700800".ljust(40)) == "600700800"
    assert refusal(rules.phone, "12") == ("phone", {})
    assert refusal(rules.phone, "600700800".ljust(41)) == ("phone", {})


def test_that_a_postal_code_has_its_dash_and_other_countries_have_theirs() -> None:
    assert rules.postal_code(" 61001 ") == "61-001"
    assert rules.postal_code("SW1A 1AA") == "SW1A 1AA"
    assert rules.postal_code("x" * 20) == "x" * 20
    assert refusal(rules.postal_code, "x" * 21) == ("postal_code", {})


def test_that_a_country_is_two_letters_or_a_known_name() -> None:
    told = ("Polska", "POLAND", "Niemcy", "Germany", "Czechy", "Słowacja", "fr", "DE")
    assert [rules.country(text) for text in told] == ["PL", "PL", "DE", "DE", "CZ", "SK", "FR", "DE"]
    for text in ("", "Francja", "F", "1A"):
        assert refusal(rules.country, text) == ("country", {})


def test_that_a_polish_postal_code_is_checked_with_its_country() -> None:
    wrong = rules.wrong_together(What.CUSTOMERS, {"postal_code": "SW1A 1AA"})
    assert wrong is not None
    assert (wrong[0], wrong[1].rule) == ("postal_code", "postal_code")
    assert rules.wrong_together(What.CUSTOMERS, {"postal_code": "61-0012", "country": "PL"}) is not None
    for values in ({"postal_code": "SW1A 1AA", "country": "GB"}, {"postal_code": "61-001"}, {"postal_code": ""}, {}):
        assert rules.wrong_together(What.CUSTOMERS, values) is None
    assert rules.wrong_together(What.PRODUCTS, {"postal_code": "x"}) is None


def test_that_house_and_flat_stand_behind_the_street() -> None:
    assert rules.joined({"street": "Leśna", "house": "3A", "flat": "7"}) == {"street": "Leśna 3A/7"}
    assert rules.joined({"house": "3"}) == {"street": "3"}
    assert rules.joined({"street": "Leśna", "flat": "7"}) == {"street": "Leśna 7"}
    assert rules.joined({"street": "Leśna", "house": "", "flat": ""}) == {"street": "Leśna"}
    assert rules.joined({"city": "Poznań"}) == {"city": "Poznań"}


def test_that_columns_are_found_by_their_heads_and_each_head_serves_once() -> None:
    heads = ["Symbol", "Kod towaru", "Nazwa", "Cena netto [zł]", "VAT", "Rodzaj"]
    found = {"code": "Symbol", "name": "Nazwa", "net_price": "Cena netto [zł]", "vat_rate": "VAT"}
    assert rules.match_columns(What.PRODUCTS, heads) == found
    told = {"code": "Kod towaru", "vat_rate": "", "group": "Rodzaj"}
    assert rules.match_columns(What.PRODUCTS, heads, told) == {
        "code": "Kod towaru",
        "group": "Rodzaj",
        "name": "Nazwa",
        "net_price": "Cena netto [zł]",
    }
    assert rules.match_columns(What.PRODUCTS, ["Nazwa"], {"group": "Nazwa"}) == {"group": "Nazwa"}
    assert rules.match_columns(What.PRODUCTS, ["x"]) == {}
    assert rules.known_heads(["Symbol", "", "x", "Telefon", "Ilość"]) == 3
    assert rules.known_heads([]) == 0


def test_that_each_list_says_what_a_row_cannot_be_without() -> None:
    needed = {what: [field.key for field in fields if field.needed] for what, fields in rules.FIELDS.items()}
    for_new = {what: [field.key for field in fields if field.needed_for_new] for what, fields in rules.FIELDS.items()}
    assert needed == {What.PRODUCTS: ["code"], What.CUSTOMERS: [], What.STOCK: ["code", "quantity"]}
    assert for_new == {What.PRODUCTS: ["name"], What.CUSTOMERS: ["name"], What.STOCK: []}
