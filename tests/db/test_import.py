"""A company's own sheets: how they are read, what is refused with its place, and what becomes of the records."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

import app
from crm_desktop import search
from crm_desktop.catalogue.queries import list_products, product_by_code
from crm_desktop.errors import AlreadyImported, Cancelled, FaultyFile, NotAllowed
from crm_desktop.exchange.importing import CASES, preview, read_and_check
from crm_desktop.exchange.reading import read_sheet
from crm_desktop.exchange.records import Imported, ImportSheet, SheetMap, Unreadable, What
from crm_desktop.exchange.rules import barcodes, match_columns, number, postal_code, unit, vat_rate
from crm_desktop.staff.records import AddEmployee
from crm_desktop.staff.service import add_employee
from crm_desktop.verify import verify
from crm_desktop.warehouse.queries import list_stock
from crm_desktop.work import Actor, execute
from db.models.catalogue import ProductRow
from db.models.customers import AddressRow, CustomerRow
from db.models.system import AuditRow, ChangeRow
from db.session import Database
from db.vocabulary import Role, SearchKind
from tests.company import Shop

GOODS = "Kod;Nazwa;Cena netto;VAT;EAN;J.m.;Grupa\nMK-1;Mąka żytnia;1 234,50;23%;5901234123457;kg.;Mąki\n"


def xlsx(*rows: list[Any]) -> bytes:
    """The smallest workbook: numbers as numbers, texts as texts."""

    def cell(value: Any) -> str:
        if isinstance(value, str):
            return f'<c t="inlineStr"><is><t>{value}</t></is></c>'
        return f"<c><v>{value}</v></c>" if value is not None else "<c/>"

    body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    space = "http://schemas.openxmlformats.org"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types"><Default Extension="xml"'
        ' ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" Type="{space}'
        '/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{space}/spreadsheetml/2006/main" xmlns:r="{space}/officeDocument/2006/'
        'relationships"><sheets><sheet name="Arkusz1" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1"'
        f' Type="{space}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}/spreadsheetml/2006/main"><sheetData>{body}'
        "</sheetData></worksheet>",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        for name, text in parts.items():
            book.writestr(name, text)
    return file.getvalue()


def command(what: What, content: bytes | str, chosen: SheetMap | None = None, **options: Any) -> ImportSheet:
    raw = content.encode() if isinstance(content, str) else content
    return ImportSheet(read_and_check(what, raw, "lista.csv", chosen or SheetMap(), language="pl"), **options)


def bring(shop: Shop, what: What, content: bytes | str, chosen: SheetMap | None = None, **options: Any) -> Imported:
    return execute(shop.database, CASES[what], command(what, content, chosen, **options), actor=shop.actor)


def faults(shop: Shop, what: What, content: str, chosen: SheetMap | None = None) -> list[tuple[Any, ...]]:
    """(row, column, value, message) of the refusal."""
    with pytest.raises(FaultyFile) as refused:
        bring(shop, what, content, chosen)
    return [tuple(fault.values()) for fault in refused.value.details["faults"]]


def count(database: Database, model: Any) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize(
    "content",
    [
        GOODS.encode("cp1250"),
        GOODS.encode("iso-8859-2"),
        GOODS.encode(),
        b"\xef\xbb\xbf" + GOODS.encode(),
        GOODS.encode("utf-16"),
        GOODS.replace(";", "\t").encode(),
        b"sep=;\r\n" + GOODS.replace("\n", "\r\n").encode("cp1250"),
        'Kod,Nazwa,Cena netto,VAT,EAN,J.m.,Grupa\n"MK-1","Mąka żytnia","1 234,50",23%,5901234123457,kg,Mąki'.encode(),
        ("Cennik 2026;;;;;;\n;;;;;;\n" + GOODS).encode("cp1250"),
        xlsx(
            ["Cennik hurtowy"],
            ["Kod", "Nazwa", "Cena netto", "VAT", "EAN", "J.m.", "Grupa"],
            ["MK-1", "Mąka żytnia", 1234.5, 0.23, 5901234123457, "kg", "Mąki"],
        ),
    ],
    ids="cp1250 latin2 utf8 bom utf16 tabs sep commas title xlsx".split(),
)
def test_that_a_product_reads_the_same_however_it_was_saved(sqlite_database: Database, content: bytes) -> None:
    read = command(What.PRODUCTS, content).checked
    assert read.faults == ()
    assert [dict(line.values) for line in read.lines] == [
        {
            "code": "MK-1",
            "name": "Mąka żytnia",
            "net_price": 12_345_000,
            "vat_rate": "23",
            "unit": "kg",
            "barcodes": ("5901234123457",),
            "group": "Mąki",
        }
    ]


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1 234,50 zł", "", "1234.50"),
        ("1.234,50", "", "1234.50"),
        ("1,234.50", "", "1234.50"),
        ("1234.5", "", "1234.5"),
        ("1.234.567", "", "1234567"),
        ("1,234", "", "1.234"),
        ("1,234", ".", "1234"),
        ("-3,5", "", "-3.5"),
        ("12 PLN", "", "12"),
    ],
)
def test_that_numbers_are_read_as_people_write_them(text: str, decimal: str, value: str) -> None:
    assert str(number(text, decimal)) == value


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (vat_rate, "23", "23"),
        (vat_rate, "8 %", "8"),
        (vat_rate, "0,05", "5"),
        (vat_rate, "0", "0"),
        (vat_rate, "23.00", "23"),
        (vat_rate, "zw.", "zw"),
        (vat_rate, "NP", "np"),
        (unit, "szt.", "szt"),
        (postal_code, "61001", "61-001"),
        (barcodes, "5901234123457; ABC-1", ("5901234123457", "ABC-1")),
    ],
)
def test_that_cells_have_one_form(read: Any, text: str, value: Any) -> None:
    assert read(text, "") == value


def test_that_known_heads_are_matched_and_told_ones_win() -> None:
    heads = ("Symbol", "Nazwa towaru", "Cena netto [zł]", "Opis", "Cena detal")
    assert match_columns(What.PRODUCTS, heads) == {
        "code": "Symbol",
        "name": "Nazwa towaru",
        "net_price": "Cena netto [zł]",
    }
    told = {"net_price": "Cena detal", "name": ""}
    assert match_columns(What.PRODUCTS, heads, told) == {"code": "Symbol", "net_price": "Cena detal"}


def test_that_every_fault_is_told_at_once_with_its_place_and_nothing_is_saved(shop: Shop) -> None:
    sheet = (
        "Kod;Nazwa;Cena netto;VAT;EAN;J.m.\n"
        "A-1;Mąka;12,50;23;5901234123457;szt\n"
        "A-2;Cukier;-3;24;5901234123458;7\n"
        ";Sól;x;5;;szt\n"
        "A-1;Mąka znów;1;5;;szt\n"
        "A-5;;1;5;5901234123457;szt\n"
    )
    assert faults(shop, What.PRODUCTS, sheet) == [
        (3, "Cena netto", "-3", "Liczba nie może być ujemna."),
        (3, "VAT", "24", "Nieznana stawka VAT: 23, 8, 5, 0, zw, np albo oo."),
        (3, "J.m.", "7", "To nie wygląda na jednostkę miary (szt, kg, opak …)."),
        (3, "EAN", "5901234123458", "Błędna cyfra kontrolna kodu EAN albo zła liczba cyfr (8, 12, 13 lub 14)."),
        (4, "Kod", "", "Brak wymaganej wartości."),
        (4, "Cena netto", "x", "To nie jest liczba."),
        (5, "Kod", "A-1", "To samo co w wierszu 2."),
        (6, "EAN", "5901234123457", "To samo co w wierszu 2."),
    ]
    assert count(shop.database, ProductRow) == 0


def test_that_the_faulty_rows_alone_are_left_out_when_asked(shop: Shop) -> None:
    done = bring(shop, What.PRODUCTS, "Kod;Nazwa;VAT\nA-1;Mąka;23\nA-2;Cukier;24\n", skip_faulty=True)
    assert (done.rows, done.new, done.faulty) == (2, 1, 1)
    with shop.database.read() as session:
        assert [product.code for product in list_products(session)] == ["A-1"]


def test_that_the_same_bytes_come_in_once_for_each_list(shop: Shop) -> None:
    sheet = "Kod;Nazwa;Stan\nA-1;Mąka;5\n"
    bring(shop, What.PRODUCTS, sheet)
    with pytest.raises(AlreadyImported) as refused:
        bring(shop, What.PRODUCTS, sheet, skip_faulty=True)
    assert {key: refused.value.details[key] for key in ("file", "rows", "new")} == {
        "file": "lista.csv",
        "rows": 1,
        "new": 1,
    }
    assert bring(shop, What.STOCK, sheet).documents != ()


def test_that_what_a_sheet_gives_changes_what_is_there_and_empty_cells_change_nothing(shop: Shop) -> None:
    bring(shop, What.PRODUCTS, GOODS)
    again = "Kod;Nazwa;Cena netto;Grupa\nMK-1;Mąka razowa;;Razowe\nNOWY;Otręby;2;\n"
    with shop.database.read() as session:
        seen = preview(session, command(What.PRODUCTS, again))
    assert (seen.new, seen.changed, seen.same, seen.faulty) == (1, 1, 0, 0)
    bring(shop, What.PRODUCTS, again)
    with shop.database.read() as session:
        product = product_by_code(session, "MK-1")
        hits = [hit.title for hit in search.find(session, "razowa 5901234123457", kinds=(SearchKind.PRODUCT,))]
        version = session.scalar(select(ProductRow.version).where(ProductRow.code == "MK-1"))
        audits = session.execute(
            select(AuditRow.action, AuditRow.after).where(AuditRow.subject == "product").order_by(AuditRow.id)
        ).all()
    assert (product.name, product.net_price, product.group, product.unit) == ("Mąka razowa", 12_345_000, "Razowe", "kg")
    assert (hits, version) == (["Mąka razowa"], 2)
    told = [tuple(row) for row in audits]
    assert told[1:] == [
        ("import", {"code": "NOWY", "net_price": 20_000}),
        ("import", {"name": "Mąka razowa", "group": "Razowe"}),
    ]


def test_that_a_sheet_saved_again_with_nothing_new_changes_nothing(shop: Shop) -> None:
    bring(shop, What.PRODUCTS, GOODS)
    done = bring(shop, What.PRODUCTS, GOODS + "\n")
    assert (done.new, done.changed, done.same) == (0, 0, 1)


def test_that_a_barcode_of_another_product_is_told(shop: Shop) -> None:
    bring(shop, What.PRODUCTS, GOODS)
    assert faults(shop, What.PRODUCTS, "Kod;Nazwa;EAN\nX-1;Ryż;5901234123457\n") == [
        (2, "EAN", "5901234123457", "Ten kod kreskowy ma już towar MK-1.")
    ]


def test_that_whole_units_follow_from_the_unit(shop: Shop) -> None:
    bring(shop, What.PRODUCTS, "Kod;Nazwa;J.m.\nA;Mąka;kg\nB;Wałek;szt.\n")
    with shop.database.read() as session:
        assert [(p.code, p.unit, p.whole_units) for p in list_products(session)] == [
            ("A", "kg", False),
            ("B", "szt", True),
        ]


def test_that_customers_are_known_by_code_then_nip_then_mail(shop: Shop) -> None:
    first = (
        "Kod;Nazwa;NIP;E-mail;Telefon;Ulica;Kod pocztowy;Miasto;Grupa\n"
        "KL-1;Piekarnia Kłos;123-456-32-18;biuro@klos.pl;600 700 800;Polna 1;61001;Poznań;Piekarnie\n"
        ";Sklep Ania;5261040828;;;;;;\n;Jan Nowak;;jan@nowak.pl;;;;;\n"
    )
    assert bring(shop, What.CUSTOMERS, first).new == 3
    second = (
        "Kod;Nazwa;NIP;E-mail;Miasto\n"
        "KL-1;Piekarnia Złoty Kłos;;;Luboń\n;Sklep u Ani;526-104-08-28;;\n;Jan Nowak;;JAN@nowak.pl;Łódź\n;Nowa;;;\n"
    )
    done = bring(shop, What.CUSTOMERS, second)
    assert (done.new, done.changed, done.same) == (1, 3, 0)
    with shop.database.read() as session:
        rows = session.execute(
            select(CustomerRow.code, CustomerRow.name, CustomerRow.nip, AddressRow.city, AddressRow.postal_code)
            .join(AddressRow, AddressRow.customer_id == CustomerRow.id)
            .order_by(CustomerRow.id)
        ).all()
        hits = [hit.subtitle for hit in search.find(session, "zloty klos 1234563218")]
    assert [tuple(row) for row in rows] == [
        ("KL-1", "Piekarnia Złoty Kłos", "1234563218", "Luboń", "61-001"),
        (rows[1].code, "Sklep u Ani", "5261040828", "", ""),
        (rows[2].code, "Jan Nowak", "", "Łódź", ""),
        (rows[3].code, "Nowa", "", "", ""),
    ]
    assert [row.code[0] for row in rows[1:]] == ["K", "K", "K"]
    assert hits == ["KL-1 · Luboń"]


def test_that_a_street_and_its_numbers_in_columns_of_their_own_become_one_address(shop: Shop) -> None:
    sheet = (
        "Nazwa pełna;Ulica;Nr domu;Nr lokalu;Kod pocztowy;Miejscowość\nŻak;Leśna;3A;7;05092;Łomianki\nRyś;;12;;;Gać\n"
    )
    bring(shop, What.CUSTOMERS, sheet.encode("cp1250"))
    with shop.database.read() as session:
        rows = session.execute(select(AddressRow.street, AddressRow.postal_code).order_by(AddressRow.id)).all()
    assert [tuple(row) for row in rows] == [("Leśna 3A/7", "05-092"), ("12", "")]


def test_that_the_heads_of_a_list_of_goods_by_an_accounting_program_are_known() -> None:
    heads = ("Lp", "Symbol", "Nazwa", "Rodzaj", "Podst. kod kreskowy", "Podst. jm.", "Cena det. netto", "VAT", "Grupa")
    assert match_columns(What.PRODUCTS, heads) == {
        "code": "Symbol",
        "name": "Nazwa",
        "net_price": "Cena det. netto",
        "vat_rate": "VAT",
        "unit": "Podst. jm.",
        "barcodes": "Podst. kod kreskowy",
        "group": "Grupa",
    }


def test_that_faults_of_customers_are_told_in_the_language_of_the_person(shop: Shop) -> None:
    sheet = "Name,NIP,E-mail,Phone,Postcode,Country\nKłos,1234563219,klos,12,6100,Polska\nGmbH,DE123456789,,,10115,DE\n"
    read = read_and_check(What.CUSTOMERS, sheet.encode(), "k.csv", SheetMap(), language="en")
    assert [(fault.row, fault.column, fault.value) for fault in read.faults] == [
        (2, "NIP", "1234563219"),
        (2, "E-mail", "klos"),
        (2, "Phone", "12"),
        (2, "Postcode", "6100"),
    ]
    assert read.faults[1].message == "This is not an e-mail address."
    assert [line.values["nip"] for line in read.lines] == ["DE123456789"]


def test_that_opening_stock_is_an_internal_receipt_with_its_cost(shop: Shop) -> None:
    bring(shop, What.PRODUCTS, "Kod;Nazwa;EAN;J.m.\nA;Mąka;5901234123457;kg\nB;Wałek;;szt\n")
    done = bring(shop, What.STOCK, "EAN;Stan;Cena zakupu\n5901234123457;12,5;3,20\nB;4;\n")
    assert (done.new, done.documents[0].split()[0]) == (2, "PW")
    with shop.database.read() as session:
        levels = [(line.code, line.on_hand) for line in list_stock(session)]
        assert verify(session).problems == ()
    assert levels == [("A", 12_500), ("B", 4_000)]


def test_that_stock_of_unknown_goods_or_half_pieces_is_refused(shop: Shop) -> None:
    bring(shop, What.PRODUCTS, "Kod;Nazwa\nB;Wałek\n")
    sheet = "Kod;Stan;Magazyn\nB;1,5;\nX;2;\nB;1;M9\nB;-1;\n"
    assert faults(shop, What.STOCK, sheet) == [
        (2, "Stan", "1.5", "Ten towar liczy się w całych sztukach."),
        (3, "Kod", "X", "Nie ma towaru o tym kodzie. Najpierw zaimportuj towary."),
        (
            4,
            "Magazyn",
            "M9",
            "Nie ma tego magazynu; są: M1. Można też nie wskazywać kolumny i wybrać magazyn u góry.",
        ),
        (5, "Stan", "-1", "Liczba nie może być ujemna."),
    ]
    with shop.database.read() as session:
        assert list_stock(session) == []


def test_that_stopping_half_way_saves_nothing(shop: Shop) -> None:
    def stop(done: int, of: int) -> None:
        assert (done, of) == (500, 600)
        raise Cancelled()

    sheet = "Kod;Nazwa\n" + "".join(f"T{n};Towar {n}\n" for n in range(600))
    with pytest.raises(Cancelled):
        bring(shop, What.PRODUCTS, sheet, progress=stop)
    assert count(shop.database, ProductRow) == 0
    assert bring(shop, What.PRODUCTS, sheet).new == 600


def test_that_who_may_not_edit_products_imports_none(shop: Shop) -> None:
    hand = execute(shop.database, add_employee, AddEmployee("mag", "Magazynier", Role.WAREHOUSE), actor=shop.actor)
    actor = Actor(hand.employee_id, hand.name, hand.role, "M1")
    with pytest.raises(NotAllowed):
        execute(shop.database, CASES[What.PRODUCTS], command(What.PRODUCTS, GOODS), actor=actor)
    assert count(shop.database, ProductRow) == 0


def test_that_every_record_tells_its_change_and_the_status_bar_one(shop: Shop) -> None:
    before = count(shop.database, ChangeRow)
    bring(shop, What.PRODUCTS, "Kod;Nazwa\nA;Mąka\nB;Cukier\n")
    with shop.database.read() as session:
        columns = (ChangeRow.topic, ChangeRow.what, ChangeRow.label)
        rows = session.execute(select(*columns).order_by(ChangeRow.id)).all()[before:]
    assert [tuple(row) for row in rows] == [
        ("products", "added", ""),
        ("products", "added", ""),
        ("settings", "imported", "lista.csv"),
    ]


@pytest.mark.parametrize(
    "content", [b"", b"  \n", b"PK\x03\x04broken", b"\x89PNG\r\n\x1a\n\0\0\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_that_what_is_no_sheet_is_told_so(content: bytes) -> None:
    with pytest.raises(Unreadable):
        read_sheet(content, "x.xlsx")


def test_that_rows_are_told_as_the_file_has_them_and_heads_stay_apart() -> None:
    sheet = read_sheet(b"Tytul\n\nKod;Cena;Cena;\nA;1;2;3\n\nB;4;5;6\n", "x.csv")
    assert (sheet.head_row, sheet.heads, sheet.numbers) == (3, ("Kod", "Cena", "Cena (2)", "D"), (4, 6))


@pytest.mark.parametrize(
    ("foot", "kept"),
    [
        ("Razem;;7;1 234,50 zł", 2),
        (";RAZEM:;;12", 2),
        ("Total;;10%;(5.00)", 2),
        ("Razem;Dwa w jednym;1;2", 3),
        ("SUMA;;;", 3),
        ("Suma-1;;4;5", 3),
    ],
)
def test_that_sums_at_the_foot_are_no_goods_and_goods_called_like_them_are(foot: str, kept: int) -> None:
    content = f"Kod;Nazwa;Ilość;Cena\nA;Młotek;1;2\nRazem;;3;4\n{foot}\n".encode()
    rows = read_sheet(content, "x.csv").rows
    assert [row[0] for row in rows[:2]] == ["A", "Razem"]
    assert len(rows) == kept


def test_that_a_missing_column_is_one_fault_at_the_heads(shop: Shop) -> None:
    assert faults(shop, What.PRODUCTS, "Coś;Nazwa\nA;Mąka\n") == [
        (1, "Kod", "", "Żadna kolumna nie zawiera pola „Kod”: wskaż ją.")
    ]
    chosen = SheetMap(columns={"code": "Coś", "group": "Dział", "colour": "Nazwa"})
    assert [fault[3] for fault in faults(shop, What.PRODUCTS, "Coś;Nazwa\nA;Mąka\n", chosen)] == [
        "W pliku nie ma kolumny „Dział”.",
        "Nie ma pola „colour”.",
    ]


def test_that_a_map_says_columns_values_and_marks(shop: Shop) -> None:
    chosen = SheetMap(
        columns={"code": "A", "name": "B", "net_price": "C", "vat_rate": "D"},
        values={"vat_rate": {"podst": "23"}},
        decimal=".",
        delimiter="|",
        encoding="cp852",
    )
    bring(shop, What.PRODUCTS, "A|B|C|D\nX|Gęś|1,200|podst\n".encode("cp852"), chosen)
    with shop.database.read() as session:
        product = product_by_code(session, "X")
    assert (product.name, product.net_price, product.vat_rate.value) == ("Gęś", 12_000_000, "23")


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, Any]]:
    code = app.main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_that_the_command_answers_by_the_contract(
    database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, told = tmp_path / "t.csv", tmp_path / "map.json"
    file.write_text("Artykuł;Nazwa;VAT\nA;Mąka;23\nB;Ryż;99\n", encoding="cp1250")
    told.write_text(json.dumps({"columns": {"code": "Artykuł"}, "date_format": "%Y"}))
    call = ("import", "products", str(file), "--map", str(told), "--db", database_url)
    code, answer = run(capsys, *call, "--dry-run")
    assert (code, answer["error"]["code"]) == (3, "faulty_file")
    assert [(f["row"], f["column"], f["value"]) for f in answer["error"]["details"]["faults"]] == [(3, "VAT", "99")]
    code, answer = run(capsys, *call, "--dry-run", "--skip-faulty")
    assert (code, answer["new"], answer["faulty"], answer["dry_run"]) == (0, 1, 1, True)
    code, answer = run(capsys, *call, "--skip-faulty")
    assert (code, answer["new"], answer["faulty"], answer["dry_run"]) == (0, 1, 1, False)
    code, answer = run(capsys, *call, "--skip-faulty")
    assert (code, answer["error"]["code"]) == (3, "already_imported")
    assert run(capsys, "import", "products", str(tmp_path / "none.csv"), "--db", database_url)[0] == 2
