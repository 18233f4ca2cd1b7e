"""Each kind of warehouse document as it comes out of the printer: read back by other programs than ours."""

import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from crm_desktop.documents.pdf import render
from crm_desktop.documents.queries import show_document
from crm_desktop.documents.records import PaperLine, PaperLot, Party, Snapshot
from crm_desktop.documents.service import print_document
from crm_desktop.documents.sheet import number
from crm_desktop.documents.wording import CORRECTIONS, INSIDE, TRANSFERS
from crm_desktop.money import quantity_text
from crm_desktop.orders.correcting import correct_issue
from crm_desktop.paper import country_name
from crm_desktop.warehouse.correcting import correct_document
from crm_desktop.warehouse.records import (
    CorrectDocument,
    Corrected,
    GoodsLine,
    NewWarehouse,
    ReceiveGoods,
    Right,
    SendTransfer,
)
from crm_desktop.warehouse.service import add_warehouse, receive_goods
from crm_desktop.warehouse.transfers import send_transfer
from crm_desktop.words import say
from crm_desktop.work import Actor, execute
from db.vocabulary import DocumentKind, Role
from tests.company import Shop
from tests.db.test_documents import NAMES, issued, paper

COUNTS = (1, 40, 300)


def made(kind: DocumentKind, count: int) -> Snapshot:
    """A document of `kind` with what that kind says: lots, what there was before, the other warehouse, thousandths."""
    lines = tuple(_line(kind, position) for position in range(1, count + 1))
    plain = paper(0, kind=kind, number=f"{kind.value} 12/2026/M1", lines=lines)
    if kind in INSIDE:
        plain = replace(plain, recipient=Party(), delivery=Party(), order_number="")
    if kind in TRANSFERS:
        plain = replace(plain, target_warehouse="M2 · Sklep Gdynia")
    if kind in CORRECTIONS:
        plain = replace(plain, corrects=f"{kind.value[:2]} 7/2026/M1", corrected_day=date(2026, 11, 3))
    return plain


def _line(kind: DocumentKind, position: int) -> PaperLine:
    quantity = position * 1_234_567 + 1
    lots: tuple[PaperLot, ...] = ()
    if position % 3 == 1:
        lots = (PaperLot(f"L{position:06}", date(2026, 12, position % 28 + 1), quantity),)
    if position % 3 == 2:
        kept = PaperLot(f"K{position:06}", None, quantity - 1)
        lots = (PaperLot(f"L{position:06}", date(2027, 1, 31), 1), kept)
    line = PaperLine(position, f"KOD-{position:03}", NAMES[position % 3], "kg", quantity, lots=lots)
    if kind in CORRECTIONS:
        return replace(line, quantity=-quantity, before=3 * quantity)
    return replace(line, before=quantity + 500) if kind is DocumentKind.INW else line


def text_of(pdf: bytes, folder: Path) -> list[str]:
    """Each page as pdftotext reads it, its spaces and line ends made one."""
    (folder / "paper.pdf").write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-raw", folder / "paper.pdf", "-"], check=True, capture_output=True, text=True)
    return [" ".join(page.split()) for page in told.stdout.split("\f")[:-1]]


def scans_of(pdf: bytes, folder: Path) -> list[str]:
    """What a scanner reads on the first page."""
    (folder / "paper.pdf").write_bytes(pdf)
    command = ["pdftoppm", "-r", "200", "-f", "1", "-l", "1", "-png", folder / "paper.pdf", folder / "page"]
    subprocess.run(command, check=True)
    (page,) = folder.glob("page*.png")
    found = subprocess.run(["zbarimg", "-q", page], check=True, capture_output=True, text=True)
    page.unlink()
    return found.stdout.split("\n")[:-1]


def told(line: PaperLine, kind: DocumentKind) -> str:
    """A line as the paper has it, its lots behind."""
    figures = [line.quantity]
    if line.before is not None:
        after = line.quantity - line.before if kind is DocumentKind.INW else line.before + line.quantity
        figures = [line.before, line.quantity, after]
    numbers = " ".join(number(quantity_text(figure), "pl") for figure in figures)
    return f"{line.position} {line.code} {line.name} {line.unit} {numbers}"


def lots_of(line: PaperLine) -> list[str]:
    several = len(line.lots) > 1
    rows = []
    for lot in line.lots:
        until = f" · ważna do {lot.expires_on:%d.%m.%Y}" if lot.expires_on else ""
        much = f" · {number(quantity_text(lot.quantity), 'pl')} kg" if several else ""
        rows.append(f"Partia {lot.code}{until}{much}")
    return rows


@pytest.mark.parametrize("kind", DocumentKind)
def test_that_every_kind_is_read_back_whole_at_any_length(kind: DocumentKind, tmp_path: Path) -> None:
    for count in COUNTS:
        snapshot = made(kind, count)
        pdf = render(snapshot)
        assert render(snapshot) == pdf
        assert render(Snapshot.from_json(snapshot.to_json())) == pdf
        pages = text_of(pdf, tmp_path)
        whole = " ".join(pages)
        assert say(f"documents.title_{kind.value}", "pl") in pages[0]
        assert [re.findall(r"Strona \d+ z \d+", page) for page in pages] == [
            [f"Strona {n} z {len(pages)}"] for n in range(1, len(pages) + 1)
        ]
        for line in snapshot.lines:
            assert _said(told(line, kind), whole), told(line, kind)
            for lot in lots_of(line):
                assert lot in whole
        assert f"Pozycji: {count} · " in pages[-1]
    assert scans_of(render(made(kind, 1)), tmp_path) == [f"CODE-128:{kind.value} 12/2026/M1"]


def _said(line: str, page: str) -> bool:
    """A long name is broken, and what stands right of its first line comes before the rest of it."""
    if line in page:
        return True
    position, code, *rest = line.split(" ")
    begins = page.find(f"{position} {code} ")
    near = page[begins : begins + len(line) + 80].split()
    return begins >= 0 and all(word in near for word in rest)


SIGNED = {
    DocumentKind.PZ: ("Wystawił(a)", "Dostarczył(a)", "Przyjął(-ęła)"),
    DocumentKind.WZ: ("Wystawił(a)", "Wydał(a)", "Odebrał(a)"),
    DocumentKind.RW: ("Wystawił(a)", "Wydał(a)", "Pobrał(a)"),
    DocumentKind.PW: ("Wystawił(a)", "Przekazał(a)", "Przyjął(-ęła)"),
    DocumentKind.MM: ("Wystawił(a)", "Wydał(a)", "Przyjął(-ęła)"),
    DocumentKind.MMP: ("Wystawił(a)", "Dostarczył(a)", "Przyjął(-ęła)"),
    DocumentKind.INW: ("Wystawił(a)", "Liczył(a)", "Zatwierdził(a)"),
    DocumentKind.WZK: ("Wystawił(a)", "Zatwierdził(a)", "Odebrał(a)"),
}


@pytest.mark.parametrize("kind", SIGNED)
def test_that_each_kind_is_signed_by_those_who_sign_it(kind: DocumentKind, tmp_path: Path) -> None:
    (page,) = text_of(render(made(kind, 1)), tmp_path)
    first, second, third = SIGNED[kind]
    assert f"{first} Anna Nowak-Wiśniewska data i podpis {second} data i podpis {third} data i podpis" in page


def test_that_a_transfer_says_from_where_to_where_and_is_no_issue_to_a_customer(tmp_path: Path) -> None:
    (page,) = text_of(render(made(DocumentKind.MM, 1)), tmp_path)
    assert "Magazyn wydający M1 · Magazyn główny" in page
    assert "Magazyn przyjmujący M2 · Sklep Gdynia" in page
    assert "Odbiorca" not in page


def test_that_a_correction_says_what_it_corrects_what_was_and_what_is(tmp_path: Path) -> None:
    (page,) = text_of(render(made(DocumentKind.WZK, 1)), tmp_path)
    assert "Koryguje dokument" in page
    assert "WZ 7/2026/M1 z 03.11.2026" in page
    assert "Było Zmiana Jest" in page
    assert "kg 3 703,704 -1 234,568 2 469,136" in page


def test_that_a_count_says_what_the_books_said_what_was_found_and_the_difference(tmp_path: Path) -> None:
    (page,) = text_of(render(made(DocumentKind.INW, 1)), tmp_path)
    assert "Wg ewidencji Z natury Różnica" in page
    assert "kg 1 235,068 1 234,568 -0,5" in page


def test_that_a_foreign_address_ends_with_its_country(tmp_path: Path) -> None:
    abroad = Party("Bäckerei Müller GmbH", "Königstraße 12", "10115", "Berlin", "DE", "DE123456789")
    snapshot = replace(made(DocumentKind.WZ, 1), recipient=abroad, delivery=replace(abroad, country="CZ", nip=""))
    (page,) = text_of(render(snapshot), tmp_path)
    assert "Bäckerei Müller GmbH Königstraße 12 10115 Berlin NIEMCY NIP DE123456789" in page
    assert "10115 Berlin CZECHY" in page
    assert (country_name("DE", "en"), country_name("ZZZ", "pl")) == ("GERMANY", "ZZZ")


def test_that_copies_are_marked_and_share_what_they_have_in_common(tmp_path: Path) -> None:
    one, three = (render(replace(made(DocumentKind.WZ, 40), copies=copies)) for copies in (1, 3))
    pages = text_of(three, tmp_path)
    count = len(text_of(one, tmp_path))
    assert [re.findall(r"Egzemplarz \d z \d", page)[-1] for page in pages] == [
        f"Egzemplarz {copy} z 3" for copy in (1, 2, 3) for _ in range(count)
    ]
    assert len(three) < len(one) * 1.3


def test_that_days_and_units_are_the_language_s_own_and_a_paper_of_the_first_template_prints_as_it_did(
    tmp_path: Path,
) -> None:
    line = replace(made(DocumentKind.WZ, 1).lines[0], unit="karton", quantity=47_000, lots=())
    lots = (PaperLot("A1", date(2026, 12, 2), 5_000), PaperLot("A2", None, 42_000))
    english = replace(made(DocumentKind.WZ, 1), language="en", lines=(replace(line, lots=lots),))
    (page,) = text_of(render(english), tmp_path)
    assert f"Date of issue {english.issued_on.day} Nov 2026" in page
    assert "carton 47" in page
    assert "47 cartons" in page
    assert "Lot A1 · expires 2 Dec 2026 · 5 cartons" in page
    (old,) = text_of(render(replace(english, template_version="1")), tmp_path)
    assert f"Date of issue {english.issued_on}" in old
    assert "karton 47" in old
    assert "47 kartonów" in old
    assert "Lot A1 · expires 2026-12-02 · 5 karton" in old


def test_that_an_older_snapshot_keeps_its_characters() -> None:
    """What was frozen before papers knew lots and corrections is written as it was."""
    snapshot = paper(2)
    assert not {"lots", "before", "corrects", "corrected_day"} & set(re.findall(r'"(\w+)":', snapshot.to_json()))
    assert Snapshot.from_json(snapshot.to_json()) == snapshot


def test_that_a_receipt_has_its_purchase_prices_for_those_alone_who_may_see_costs(shop: Shop, tmp_path: Path) -> None:
    product = shop.product("MK-1")
    receipt = shop.receive(product, 3_000, 301_234)
    keeper = Actor(shop.actor.employee_id, "Magazynier", Role.WAREHOUSE, "m1")
    (dear,) = text_of(print_document(shop.database, receipt, actor=shop.actor), tmp_path)
    plain_pdf = print_document(shop.database, receipt, actor=keeper)
    (plain,) = text_of(plain_pdf, tmp_path)
    assert "Cena zakupu Wartość" in dear
    assert "szt 3 30,12 90,37" in dear
    assert ("Cena" in plain, "Razem" in plain, "szt 3" in plain) == (False, False, True)
    assert print_document(shop.database, receipt, actor=keeper) == plain_pdf


def test_that_a_receipt_of_unknown_cost_shows_no_price(shop: Shop, tmp_path: Path) -> None:
    receipt = shop.receive(shop.product("MK-1"), 3_000)
    (page,) = text_of(print_document(shop.database, receipt, actor=shop.actor), tmp_path)
    assert "Cena" not in page


def test_that_a_document_issued_by_the_program_is_read_back(shop: Shop, tmp_path: Path) -> None:
    product = shop.product("MK-1", stock=9_000)
    document = issued(shop, (product, 2_000), customer=shop.customer())
    pdf = print_document(shop.database, document, actor=shop.actor)
    assert "1 MK-1 Mąka MK-1 szt 2" in text_of(pdf, tmp_path)[0]
    assert scans_of(pdf, tmp_path) == [f"CODE-128:{document}"]
    with shop.database.read() as session:
        assert show_document(session, document).snapshot.lines[0].lot_codes == ""


def corrected(shop: Shop, number: str, *lines: Right) -> Corrected:
    case = correct_issue if number.startswith("WZ") else correct_document
    return execute(shop.database, case, CorrectDocument(number, lines, "zła cena"), actor=shop.actor)


def test_that_a_correction_of_purchase_prices_says_what_they_were_and_are(shop: Shop, tmp_path: Path) -> None:
    dear, cheap = shop.product("MK-1"), shop.product("MK-2")
    lines = (GoodsLine(dear, 3_000, 300_000), GoodsLine(cheap, 2_000, 100_000))
    receipt = execute(shop.database, receive_goods, ReceiveGoods(1, lines, supplier="Młyn"), actor=shop.actor).number
    note = issued(shop, (dear, 1_000), customer=shop.customer())
    done = corrected(shop, receipt, Right(dear, 3_000, 330_000))
    pdf = print_document(shop.database, done.number, actor=shop.actor)
    (page,) = text_of(pdf, tmp_path)
    assert "Ilość Cena była Cena jest Zmiana wartości 1 MK-1 Mąka MK-1 szt 3 30,00 33,00 9,00" in page
    assert ("MK-2" in page, "Pozycji: 1 Razem: 9,00 PLN" in page) == (False, True)
    (cost,) = text_of(print_document(shop.database, done.costs[0], actor=shop.actor), tmp_path)
    assert f"{note} z " in cost
    assert "Ilość Koszt był Koszt jest Zmiana kosztu 1 MK-1 Mąka MK-1 szt 1 30,00 33,00 3,00" in cost
    keeper = Actor(shop.actor.employee_id, "Magazynier", Role.WAREHOUSE, "m1")
    for paper_number in (done.number, *done.costs):
        (plain,) = text_of(print_document(shop.database, paper_number, actor=keeper), tmp_path)
        assert "Cena" not in plain
        assert "33,00" not in plain
    again = corrected(shop, receipt, Right(dear, 2_000, 360_000), Right(cheap, 1_000))
    (page,) = text_of(print_document(shop.database, again.number, actor=shop.actor), tmp_path)
    assert "1 MK-1 Mąka MK-1 szt 3 -1 2 33,00 36,00 -27,00" in page
    assert "2 MK-2 Mąka MK-2 szt 2 -1 1 10,00 10,00 -10,00" in page
    assert print_document(shop.database, done.number, actor=shop.actor) == pdf


def test_that_a_cost_correction_of_a_transfer_counts_its_goods_once(shop: Shop, tmp_path: Path) -> None:
    product = shop.product("MK-1")
    receipt = shop.receive(product, 4_000, 100_000)
    new = NewWarehouse("M2", "Drugi")
    other = execute(shop.database, add_warehouse, new, actor=shop.actor).warehouse_id
    sent = SendTransfer(1, other, (GoodsLine(product, 3_000),), receive=True)
    execute(shop.database, send_transfer, sent, actor=shop.actor)
    done = corrected(shop, receipt, Right(product, 4_000, 110_000))
    for cost in done.costs:
        (page,) = text_of(print_document(shop.database, cost, actor=shop.actor), tmp_path)
        assert "1 MK-1 Mąka MK-1 szt 3 10,00 11,00 3,00" in page


def test_that_a_correction_of_a_selling_price_says_what_it_was_and_is_to_everybody(shop: Shop, tmp_path: Path) -> None:
    product = shop.product("MK-1", stock=9_000)
    note = issued(shop, (product, 5_000), customer=shop.customer())
    done = corrected(shop, note, Right(product, 5_000, unit_price=400_000))
    keeper = Actor(shop.actor.employee_id, "Magazynier", Role.WAREHOUSE, "m1")
    (page,) = text_of(print_document(shop.database, done.number, actor=keeper), tmp_path)
    assert "Ilość Cena była Cena jest Zmiana wartości 1 MK-1 Mąka MK-1 szt 5 48,90 40,00 -44,50" in page
    assert ("Pozycji: 1 Razem: -44,50 PLN" in page, f"{note} z " in page, "zła cena" in page) == (True, True, True)


@pytest.mark.parametrize("kind", [DocumentKind.PZK, DocumentKind.WZK, DocumentKind.WZKK])
def test_that_corrections_of_value_are_read_back_whole_at_any_length(kind: DocumentKind, tmp_path: Path) -> None:
    for count in COUNTS:
        snapshot = made(kind, count)
        lines = tuple(
            replace(line, quantity=0, lots=(), price_before=12_345_600, unit_price=999_999_999, value=-123_456_789)
            for line in snapshot.lines
        )
        pdf = render(replace(snapshot, lines=lines, show_prices=True))
        whole = " ".join(text_of(pdf, tmp_path))
        for line in lines:
            figures = f"kg {number(quantity_text(line.before or 0), 'pl')} 1 234,56 99 999,9999 -1 234 567,89"
            assert _said(f"{line.position} {line.code} {line.name} {figures}", whole), line
        assert f"Pozycji: {count} Razem: " in whole
