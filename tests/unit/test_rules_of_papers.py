"""Numbers of documents and what JPK_MAG asks of them: the pure rules, value by value."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from crm_desktop.documents.jpk.records import Group, MagDocument, MagFault, MagLine, MagPeriod
from crm_desktop.documents.jpk.rules import House, faults_of, group_of, house_of, token
from crm_desktop.documents.rules import check_template, number_text, numbered_like, period_of
from crm_desktop.errors import InvalidValue
from crm_desktop.settings import Company
from db.vocabulary import DocumentKind, SeriesReset

DAY = date(987, 1, 2)
COMPANY = Company(
    "Młyn",
    street="Leśna 3",
    postal_code="61-001",
    city="Poznań",
    nip="1234563218",
    province="wielkopolskie",
    county="Poznań",
    commune="Poznań",
    tax_office="3020",
)


def period(*documents: MagDocument, company: Company = COMPANY, version: int = 2, method: int = 1) -> MagPeriod:
    made = datetime(2026, 2, 1, tzinfo=UTC)
    return MagPeriod(version, date(2026, 1, 1), date(2026, 1, 31), "M1", company, method, "PLN", made, documents)


def document(group: Group, *lines: MagLine, party: str = "Odbiorca") -> MagDocument:
    return MagDocument(group, "N/1", date(2026, 1, 5), date(2026, 1, 5), party, lines)


@pytest.mark.parametrize(
    ("reset", "told"),
    [
        *((SeriesReset.DAILY, "2026-01-02"), (SeriesReset.MONTHLY, "2026-01"), (SeriesReset.YEARLY, "2026")),
        (SeriesReset.NEVER, ""),
    ],
)
def test_that_a_period_is_told_with_all_its_digits(reset: SeriesReset, told: str) -> None:
    assert period_of(reset, date(2026, 1, 2)) == told


def test_that_a_number_has_every_field_and_pads_the_count_alone() -> None:
    assert number_text("{nr}|{nr:03}|{yyyy:9}|{yy}|{mm}|{dd}|{warehouse:8}", 7, DAY, "M1") == "7|007|0987|87|01|02|M1"


@pytest.mark.parametrize(
    ("template", "reset", "by_warehouse"),
    [
        *(("{nr}/{yy}", SeriesReset.YEARLY, False), ("{nr}/{yyyy}/{mm}", SeriesReset.MONTHLY, False)),
        *(("{nr}/{yy}{mm}{dd}", SeriesReset.DAILY, False), ("{nr}", SeriesReset.NEVER, False)),
        ("{nr:04}/{warehouse}/{yyyy}", SeriesReset.YEARLY, True),
    ],
)
def test_that_a_template_whose_numbers_never_meet_is_taken(
    template: str, reset: SeriesReset, by_warehouse: bool
) -> None:
    check_template(template, reset, by_warehouse=by_warehouse)


@pytest.mark.parametrize(
    ("template", "reset", "rule"),
    [
        *(
            ("{nr}/{yyyy}/{mm}", SeriesReset.DAILY, "needs_period"),
            ("{nr}/{mm}/{dd}", SeriesReset.DAILY, "needs_period"),
        ),
        *(
            ("{nr}/{yyyy}/{dd}", SeriesReset.DAILY, "needs_period"),
            ("{nr}/{yyyy}", SeriesReset.YEARLY, "needs_warehouse"),
        ),
        *(("{nr}}", SeriesReset.NEVER, "unknown_field"), ("{nr}{", SeriesReset.NEVER, "unknown_field")),
        *(("{nr}{x}", SeriesReset.NEVER, "unknown_field"), ("{yyyy}", SeriesReset.YEARLY, "needs_nr")),
    ],
)
def test_that_a_refused_template_tells_what_it_lacks(template: str, reset: SeriesReset, rule: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_template(template, reset, by_warehouse=True)
    assert refused.value.details == {"field": "template", "value": template, "rule": rule}


def test_that_a_number_is_known_by_the_template_of_its_series() -> None:
    like = numbered_like("WZ.{nr:04}/{yyyy}")
    assert like.fullmatch("WZ.0012/2026")
    assert not like.fullmatch("WZx0012/2026")
    assert not like.fullmatch("WZ.0012/2026/M1")
    assert numbered_like("{nr}").fullmatch("17")


@pytest.mark.parametrize(
    ("kind", "direction", "group"),
    [
        *((DocumentKind.PZK, 1, Group.PZ), (DocumentKind.PWK, -1, Group.PW), (DocumentKind.WZKK, 1, Group.WZ)),
        *((DocumentKind.RWKK, 1, Group.RW), (DocumentKind.INW, 1, Group.INW), (DocumentKind.MM, 1, Group.MM_IN)),
        *((DocumentKind.MM, 0, Group.MM_IN), (DocumentKind.MM, -1, Group.MM_OUT)),
    ],
)
def test_that_a_transfer_stands_where_it_brought_goods(kind: DocumentKind, direction: int, group: Group) -> None:
    assert group_of(kind, direction) is group


@pytest.mark.parametrize(
    ("address", "house"),
    [
        ("ul. Młyńska 12/4", House("ul. Młyńska", "12", "4")),
        (" 12 ", House("", "12", "")),
        ("Leśna 3 A lok. 7", House("Leśna", "3A", "7")),
        ("3 Maja 5-7 m. 2b", House("3 Maja", "5-7", "2b")),
        (" Rynek ", House("Rynek", "", "")),
    ],
)
def test_that_a_street_is_told_apart_from_its_house_and_flat(address: str, house: House) -> None:
    assert house_of(address) == house


def test_that_a_text_of_the_file_is_one_line_of_at_most_256_letters() -> None:
    assert token(" a\x00b\n\tc  d ") == "a b c d"
    assert token("x" * 300) == "x" * 256
    assert token("x" * 255 + " y") == "x" * 255


def test_that_all_that_the_company_lacks_is_told() -> None:
    assert list(faults_of(period())) == []
    bare = Company(name=" ", street="Rynek", tax_office="12")
    told = [(fault.field, fault.problem, fault.value) for fault in faults_of(period(company=bare))]
    assert told == [
        ("name", "no_name", ""),
        ("nip", "no_nip", ""),
        ("city", "no_city", ""),
        ("street", "no_street", "Rynek"),
        ("postal_code", "no_postal_code", ""),
        ("province", "no_province", ""),
        ("county", "no_county", ""),
        ("commune", "no_commune", ""),
        ("tax_office", "odd_tax_office", "12"),
    ]
    assert {(fault.document, fault.line) for fault in faults_of(period(company=bare))} == {("", 0)}


def test_that_a_foreign_company_needs_no_province_and_has_no_version_1() -> None:
    german = Company("Mühle", city="Berlin", country="DE", nip="DE123", tax_office="")
    assert list(faults_of(period(company=german))) == [MagFault("", 0, "tax_office", "no_tax_office", "")]
    assert list(faults_of(period(company=replace(german, tax_office="1438"), version=1))) == [
        MagFault("", 0, "country", "polish_only", "DE")
    ]


def test_that_a_document_lacks_its_party_and_its_lines_their_values() -> None:
    line = MagLine(2, "MK-1", "Mąka", "szt", 1_000, 100)
    bare = replace(line, position=3, name=" ", unit=" ", value=None)
    assert list(faults_of(period(document(Group.PZ, line, party=" ")))) == [
        MagFault("N/1", 0, "supplier", "no_supplier", "")
    ]
    assert list(faults_of(period(document(Group.WZ, bare, party="")))) == [
        MagFault("N/1", 0, "recipient", "no_recipient", ""),
        MagFault("N/1", 3, "name", "no_goods_name", "MK-1"),
        MagFault("N/1", 3, "cost", "no_cost", "MK-1"),
    ]
    assert list(faults_of(period(document(Group.RW, bare, party=""), method=2))) == [
        MagFault("N/1", 3, "name", "no_goods_name", "MK-1")
    ]
    unit = MagFault("N/1", 3, "unit", "no_unit", "MK-1")
    assert unit in list(faults_of(period(document(Group.RW, bare), version=1)))
    assert list(faults_of(period(document(Group.INW, replace(bare, name="Mąka"))))) == [unit]
