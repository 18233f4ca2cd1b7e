"""JPK_MAG: what the ledger says, valid against the schema of either version, or not written at all."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from lxml import etree
from sqlalchemy import func, insert, select

from crm_desktop import clock, settings
from crm_desktop.commands import dispatch
from crm_desktop.demo.load import load
from crm_desktop.documents.jpk.records import MagIncomplete, MagWritten, WriteMag
from crm_desktop.documents.jpk.rules import House, house_of, token
from crm_desktop.documents.jpk.schema import schema_faults
from crm_desktop.documents.jpk.service import write_mag
from crm_desktop.documents.records import PaperLine, Party, Snapshot, hash_of
from crm_desktop.documents.references import ReferToDocument, refer
from crm_desktop.errors import InvalidValue, NotFound
from crm_desktop.orders.correcting import correct_issue
from crm_desktop.places import resource
from crm_desktop.warehouse.records import CorrectDocument, GoodsLine, NewWarehouse, ReceiveGoods, Right
from crm_desktop.warehouse.service import add_warehouse, receive_goods
from crm_desktop.work import execute
from db.models.documents import DocumentLineRow, DocumentRow
from db.models.warehouse import MoveCostRow, StockMoveRow
from db.session import Database
from db.vocabulary import DocumentKind, ReferenceKind
from tests.company import Shop

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
COMPANY = settings.Company(
    name="Hurtownia Zdrowie sp. z o.o.",
    street="ul. Długa 5/2",
    postal_code="60-101",
    city="Poznań",
    nip="5261040828",
    province="wielkopolskie",
    county="Poznań",
    commune="Poznań",
    tax_office="3071",
)


def set_company(database: Database, company: settings.Company = COMPANY, **changes: Any) -> None:
    with database.write() as session:
        settings.store(session, replace(settings.load(session), company=company, **changes))
        session.commit()


def mag(
    shop: Shop, file: Path, *, version: int = 2, since: date = NOVEMBER[0], until: date = NOVEMBER[1]
) -> MagWritten:
    return write_mag(shop.database, WriteMag(version, since, until, "M1"), file, language="pl")


def told(file: Path) -> dict[str, list[str]]:
    """Every text of the file by the name of its element."""
    found: dict[str, list[str]] = {}
    for element in etree.parse(str(file)).iter():
        if element.text and element.text.strip():
            found.setdefault(etree.QName(element).localname, []).append(element.text)
    return found


@pytest.fixture
def november(shop: Shop) -> Shop:
    """Two receipts and a W-Z of one day, the second receipt dearer."""
    set_company(shop.database)
    with time_machine.travel(datetime.fromisoformat("2026-11-24T10:00:00+00:00"), tick=False):
        product = shop.product("MK-1", stock=10_000, cost=300_000)
        shop.receive(product, 6_000, 310_000)
        order = shop.place(shop.customer("Piekarnia <Złoty> & Kłos"), (product, 3_000))
        shop.advance(order.number, "reserve", "pick", "issue")
    return shop


def test_that_version_2_says_what_moved_and_what_it_cost(november: Shop, tmp_path: Path) -> None:
    written = mag(november, tmp_path / "mag.xml")
    said = told(tmp_path / "mag.xml")
    assert (written.documents, written.values) == ({"PZ": 2, "WZ": 1}, {"PZ": 48_600, "WZ": 9_113})
    assert said["NumerPZ"] == ["PZ 1/2026/M1", "PZ 2/2026/M1"]
    assert said["Dostawca"] == ["Młyn", "Młyn"]
    assert (said["IloscPrzyjetaPZ"], said["CenaJednPZ"], said["WartoscPZ"]) == (
        ["10", "6"],
        ["30.00", "31.00"],
        ["300.00", "186.00"],
    )
    assert [said[name][0] for name in ("NumerWZ", "DataWZ", "DataWydaniaWZ", "OdbiorcaWZ", "KodTowaruWZ")] == [
        "WZ 1/2026/M1",
        "2026-11-24",
        "2026-11-24",
        "Piekarnia <Złoty> & Kłos",
        "MK-1",
    ]
    assert (said["IloscWydanaWZ"], said["CenaJednWZ"], said["WartoscPozycjiWZ"]) == (["3"], ["30.38"], ["91.13"])
    assert (said["Magazyn"], said["Metoda"], said["KodUrzedu"]) == (["M1"], ["1"], ["3071"])
    assert (said["Ulica"], said["NrDomu"], said["NrLokalu"]) == (["ul. Długa"], ["5"], ["2"])


def test_that_version_1_has_its_lines_behind_its_documents_and_the_sums_behind_them(
    november: Shop, tmp_path: Path
) -> None:
    mag(november, tmp_path / "mag.xml", version=1)
    root = etree.parse(str(tmp_path / "mag.xml")).getroot()
    names = [[etree.QName(part).localname for part in group] for group in root][3:]
    assert names == [["PZWartosc", "PZWartosc", "PZWiersz", "PZWiersz", "PZCtrl"], ["WZWartosc", "WZWiersz", "WZCtrl"]]
    said = told(tmp_path / "mag.xml")
    assert (said["LiczbaPZ"], said["SumaPZ"]) == (["2"], ["486.00"])
    assert (said["LiczbaWZ"], said["SumaWZ"]) == (["1"], ["91.13"])
    assert (said["Numer2WZ"], said["Poczta"]) == (["WZ 1/2026/M1"], ["Poznań"])


@pytest.mark.parametrize("version", [1, 2])
def test_that_a_corrected_selling_price_changes_nothing_that_moved_or_cost(
    november: Shop, tmp_path: Path, version: int
) -> None:
    with time_machine.travel(datetime.fromisoformat("2026-11-25T10:00:00+00:00"), tick=False):
        command = CorrectDocument("WZ 1/2026/M1", (Right(1, 3_000, unit_price=450_000),), "rabat")
        number = execute(november.database, correct_issue, command, actor=november.actor).number
    written = mag(november, tmp_path / "mag.xml", version=version)
    said = told(tmp_path / "mag.xml")
    assert (written.documents["WZ"], written.values["WZ"]) == (2, 9_113)
    assert (number in said["NumerWZ"], said["IloscWydanaWZ"], said["WartoscPozycjiWZ"]) == (
        True,
        ["3", "0"],
        ["91.13", "0.00"],
    )


def test_that_only_the_days_asked_for_are_in_it(november: Shop, tmp_path: Path) -> None:
    december = (date(2026, 12, 1), date(2026, 12, 31))
    for version in (1, 2):
        written = mag(november, tmp_path / "mag.xml", version=version, since=december[0], until=december[1])
        assert (written.documents, written.values) == ({}, {})
    day = date(2026, 11, 24)
    assert mag(november, tmp_path / "mag.xml", since=day, until=day).documents == {"PZ": 2, "WZ": 1}


def test_that_an_invoice_learned_later_is_in_it(november: Shop, tmp_path: Path) -> None:
    ksef = "5261040828-20261125-0123AB-45CDEF-1F"
    for reference in (
        ReferToDocument("WZ 1/2026/M1", ReferenceKind.INVOICE, "FV 1/11/2026", date(2026, 11, 25)),
        ReferToDocument("WZ 1/2026/M1", ReferenceKind.KSEF, ksef),
    ):
        execute(november.database, refer, reference, actor=november.actor)
    mag(november, tmp_path / "mag.xml")
    said = told(tmp_path / "mag.xml")
    assert (said["NumerFaWZ"], said["NrKSeFWZ"], said["DataFaWZ"]) == (["FV 1/11/2026"], [ksef], ["2026-11-25"])
    mag(november, tmp_path / "mag.xml", version=1)
    said = told(tmp_path / "mag.xml")
    assert (said["NumerFaWZ"], said["DataFaWZ"], "NrKSeFWZ" in said) == (["FV 1/11/2026"], ["2026-11-25"], False)


def test_that_a_reference_is_refused_that_is_none(november: Shop) -> None:
    for number, kind, value, error in (
        ("WZ 9/2026/M1", ReferenceKind.INVOICE, "FV 1", NotFound),
        ("WZ 1/2026/M1", ReferenceKind.KSEF, "FV 1", InvalidValue),
        ("WZ 1/2026/M1", ReferenceKind.INVOICE, " ", InvalidValue),
    ):
        with pytest.raises(error):
            execute(november.database, refer, ReferToDocument(number, kind, value), actor=november.actor)


def test_that_a_file_is_not_written_while_something_is_missing_and_all_of_it_is_told(
    shop: Shop, tmp_path: Path
) -> None:
    """The company's own data, a receipt from nobody, goods of unknown cost: all at once, the old file as it was."""
    file = tmp_path / "mag.xml"
    file.write_text("the last one")
    with time_machine.travel(datetime.fromisoformat("2026-11-24T10:00:00+00:00"), tick=False):
        product = shop.product("MK-1", stock=10_000, cost=None)
        nobody = ReceiveGoods(1, (GoodsLine(product, 1_000, 300_000), GoodsLine(product, 2_000)))
        execute(shop.database, receive_goods, nobody, actor=shop.actor)
    with pytest.raises(MagIncomplete) as refused:
        mag(shop, file)
    faults = refused.value.details["faults"]
    assert [(fault["document"], fault["line"], fault["field"]) for fault in faults] == [
        *[("", None, field) for field in ("nip", "city", "tax_office", "street", "postal_code")],
        *[("", None, field) for field in ("province", "county", "commune")],
        ("PZ 1/2026/M1", 1, "cost"),
        ("PZ 2/2026/M1", None, "supplier"),
        ("PZ 2/2026/M1", 2, "cost"),
    ]
    assert faults[0]["message"] == "brak NIP firmy"
    assert (refused.value.details["count"], refused.value.details["first"]) == (11, "Firma: brak NIP firmy")
    assert (file.read_text(), [found.name for found in tmp_path.glob("*mag*")]) == ("the last one", ["mag.xml"])


def test_that_what_was_missing_can_be_given(shop: Shop, tmp_path: Path) -> None:
    """A supplier learned later; and a company that keeps quantities alone needs no values."""
    set_company(shop.database, stock_method=2)
    with time_machine.travel(datetime.fromisoformat("2026-11-24T10:00:00+00:00"), tick=False):
        product = shop.product("MK-1")
        nobody = ReceiveGoods(1, (GoodsLine(product, 1_000),))
        number = execute(shop.database, receive_goods, nobody, actor=shop.actor).number
    with pytest.raises(MagIncomplete):
        mag(shop, tmp_path / "mag.xml")
    execute(shop.database, refer, ReferToDocument(number, ReferenceKind.PARTY, "Młyn Zalesie"), actor=shop.actor)
    mag(shop, tmp_path / "mag.xml")
    said = told(tmp_path / "mag.xml")
    assert (said["Dostawca"], said["Metoda"], "WartoscPZ" in said, "CenaJednPZ" in said) == (
        ["Młyn Zalesie"],
        ["2"],
        False,
        False,
    )


def test_that_what_the_schema_refuses_is_told_with_its_document(november: Shop, tmp_path: Path) -> None:
    set_company(november.database, replace(COMPANY, nip="0000000000", postal_code="60-101-999"))
    with pytest.raises(MagIncomplete) as refused:
        mag(november, tmp_path / "mag.xml")
    assert [(fault["document"], fault["field"]) for fault in refused.value.details["faults"]] == [
        ("", "NIP"),
        ("", "KodPocztowy"),
    ]
    set_company(november.database)
    mag(november, tmp_path / "mag.xml")
    root = etree.parse(str(tmp_path / "mag.xml")).getroot()
    space = {"j": "http://jpk.mf.gov.pl/wzor/2025/11/24/11242/"}
    root.find(".//j:IloscWydanaWZ", space).text = "2,5"
    root.findall(".//j:DataPZ", space)[1].text = "24.11.2026"
    assert {(fault.document, fault.field) for fault in schema_faults(root, 2)} == {
        ("WZ 1/2026/M1", "IloscWydanaWZ"),
        ("PZ 2/2026/M1", "DataPZ"),
    }


def test_that_a_foreign_company_has_a_foreign_address_in_version_2_alone(november: Shop, tmp_path: Path) -> None:
    set_company(november.database, replace(COMPANY, country="DE", postal_code="10115", city="Berlin", province=""))
    mag(november, tmp_path / "mag.xml")
    assert told(tmp_path / "mag.xml")["KodKraju"] == ["DE"]
    with pytest.raises(MagIncomplete) as refused:
        mag(november, tmp_path / "mag.xml", version=1)
    assert [fault["field"] for fault in refused.value.details["faults"]] == ["country"]


def test_that_a_wrong_period_or_warehouse_is_refused(november: Shop, tmp_path: Path) -> None:
    with pytest.raises(InvalidValue):
        mag(november, tmp_path / "mag.xml", since=date(2026, 11, 2), until=date(2026, 11, 1))
    with pytest.raises(NotFound):
        write_mag(november.database, WriteMag(2, *NOVEMBER, "M9"), tmp_path / "mag.xml", language="pl")
    assert list(tmp_path.glob("mag*")) == []


def test_that_the_command_answers_as_the_contract_says(
    november: Shop, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def call(*words: str) -> tuple[int, Any]:
        capsys.readouterr()
        return dispatch.run([*words, "--json", "--db", database_url]), json.loads(capsys.readouterr().out)

    period = ("--from", "2026-11-01", "--to", "2026-11-30", "--warehouse", "M1")
    out = str(tmp_path / "mag.xml")
    code, answer = call("document", "jpk-mag", "--version", "1", *period, "--out", out)
    assert (code, answer["file"], answer["documents"]) == (0, out, {"PZ": 2, "WZ": 1})
    assert answer["values"] == {"PZ": "486.00", "WZ": "91.13"}
    assert call("document", "jpk-mag", "--version", "3", *period, "--out", out)[0] == 2
    assert call("document", "jpk-mag", "--version", "2", *period, "--out", str(tmp_path / "no" / "m.xml"))[0] == 2
    set_company(november.database, replace(COMPANY, tax_office="9999"))
    code, answer = call("document", "jpk-mag", "--version", "2", *period, "--out", out)
    assert (code, answer["error"]["code"]) == (3, "jpk_incomplete")
    assert [fault["field"] for fault in answer["error"]["details"]["faults"]] == ["tax_office"]
    code, answer = call(
        "document", "refer", "WZ 1/2026/M1", "--kind", "invoice", "--value", "FV 7", "--date", "2026-11-25"
    )
    assert (code, answer["references"]) == (0, [{"kind": "invoice", "value": "FV 7", "date": "2026-11-25"}])


@pytest.mark.parametrize(
    ("address", "house"),
    [
        ("ul. Młyńska 12", House("ul. Młyńska", "12", "")),
        ("ul. Młyńska 12a/4", House("ul. Młyńska", "12a", "4")),
        ("al. 3 Maja 7 m. 12", House("al. 3 Maja", "7", "12")),
        ("Rynek 5 lok. U2", House("Rynek", "5", "U2")),
        ("os. Kosmonautów 14-16", House("os. Kosmonautów", "14-16", "")),
        ("17", House("", "17", "")),
        ("ul. Bez numeru", House("ul. Bez numeru", "", "")),
        ("", House("", "", "")),
    ],
)
def test_that_an_address_gives_its_house_and_flat(address: str, house: House) -> None:
    assert house_of(address) == house


def test_that_a_text_becomes_one_that_xml_and_the_schema_can_hold() -> None:
    assert token("  Mąka\x00\n„Tort” \ufffe 25 kg ") == "Mąka „Tort” 25 kg"
    assert len(token("ą" * 300)) == 256


@pytest.mark.samples
def test_that_the_schema_of_version_2_is_the_published_one(samples: Path) -> None:
    ours = resource("jpk", "JPK_MAG_2.xsd").read_bytes()
    assert ours == (samples / "jpk" / "JPK_MAG_2.xsd").read_bytes()


@pytest.mark.slow
def test_that_the_sample_company_is_valid_and_its_totals_are_those_of_the_ledger(
    sqlite_database: Database, tmp_path: Path
) -> None:
    load(sqlite_database, orders=400, now=datetime.fromisoformat("2026-11-24T10:00:00+00:00"))
    whole = (date(2020, 1, 1), date(2026, 12, 31))
    for code, key in (("M1", 1), ("M2", 2)):
        in_ledger = _ledger(sqlite_database, key)
        for version in (1, 2):
            file = tmp_path / f"{code}-{version}.xml"
            written = write_mag(sqlite_database, WriteMag(version, *whole, code), file, language="pl")
            assert list(schema_faults(etree.parse(str(file)).getroot(), version)) == []
            by_kind = {"MM": 0} | dict.fromkeys(("PZ", "PW", "WZ", "RW"), 0)
            for group, value in written.values.items():
                sign = -1 if group in ("WZ", "RW", "MMWY") else 1
                by_kind[group[:2]] += sign * value
            wanted = {kind: value for kind, value in in_ledger.items() if version == 2 or kind != "PW"}
            assert {kind: by_kind[kind] for kind in wanted} == wanted
            assert sum(written.documents.values()) > 100


def _ledger(database: Database, warehouse_id: int) -> dict[str, int]:
    """What each kind of document, with its corrections, brought in or took out, minor units."""
    found: dict[str, int] = {}
    with database.read() as session:
        rows = session.execute(
            select(StockMoveRow.kind, func.sum(MoveCostRow.value))
            .join(MoveCostRow, MoveCostRow.move_id == StockMoveRow.id)
            .where(StockMoveRow.warehouse_id == warehouse_id)
            .group_by(StockMoveRow.kind)
        )
        for kind, value in rows:
            found[kind.value[:2]] = found.get(kind.value[:2], 0) + int(value)
    return found


def test_that_a_transfer_leaves_one_warehouse_and_reaches_the_other(november: Shop, tmp_path: Path) -> None:
    """Rows as the ledger holds them: a transfer has two legs of one line."""
    other = execute(november.database, add_warehouse, NewWarehouse("M2", "Sklep"), actor=november.actor).warehouse_id
    day = date(2026, 11, 24)
    line = PaperLine(1, "MK-1", "Mąka MK-1", "szt", 2_000)
    paper = Snapshot(
        DocumentKind.MM, "MM 1/2026/M1", Party(), Party(), Party(), "M1 · Główny", day, day, (line,),
        target_warehouse="M2 · Sklep",
    ).to_json()  # fmt: skip
    with november.database.write() as session:
        series = session.execute(select(DocumentRow.series_id)).scalars().first()
        head = {"kind": DocumentKind.MM, "number": "MM 1/2026/M1", "series_id": series, "period": "x", "sequence": 1}
        where = {"warehouse_id": 1, "target_warehouse_id": other, "issued_on": day, "moved_on": day}
        rest = {
            "issued_at": clock.now(),
            "issued_by": "x",
            "value": 0,
            "snapshot": paper,
            "snapshot_hash": hash_of(paper),
        }
        document = session.execute(
            insert(DocumentRow).values(**head, **where, **rest).returning(DocumentRow.id)
        ).scalar_one()
        goods = {
            "document_id": document,
            "position": 1,
            "product_id": 1,
            "quantity": 2_000,
            "unit_price": 0,
            "value": 0,
        }
        key = session.execute(insert(DocumentLineRow).values(**goods).returning(DocumentLineRow.id)).scalar_one()
        for house, sign in ((1, -1), (other, 1)):
            move = {"product_id": 1, "warehouse_id": house, "kind": DocumentKind.MM, "quantity": sign * 2_000}
            ledger = {**move, "document_line_id": key, "at": clock.now(), "day": day}
            moved = session.execute(insert(StockMoveRow).values(**ledger).returning(StockMoveRow.id)).scalar_one()
            session.execute(insert(MoveCostRow).values(move_id=moved, value=sign * 6_075))
        session.commit()
    out = mag(november, tmp_path / "out.xml")
    back = write_mag(november.database, WriteMag(2, *NOVEMBER, "M2"), tmp_path / "in.xml", language="pl")
    assert (out.documents, back.documents) == ({"PZ": 2, "WZ": 1, "MMWY": 1}, {"MMWE": 1})
    said, there = told(tmp_path / "out.xml"), told(tmp_path / "in.xml")
    assert (said["DokadMMWY"], said["IloscWydanaMMWY"], said["WartoscMMWY"]) == (["M2 · Sklep"], ["2"], ["60.75"])
    assert (there["SkadMMWE"], there["IloscPrzyjetaMMWE"], there["WartoscMMWE"]) == (["M1 · Główny"], ["2"], ["60.75"])
    mag(november, tmp_path / "out.xml", version=1)
    said = told(tmp_path / "out.xml")
    assert (said["SkadMM"], said["DokadMM"], said["SumaMM"]) == (["M1"], ["M2 · Sklep"], ["60.75"])
