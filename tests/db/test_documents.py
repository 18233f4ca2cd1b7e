"""Warehouse documents: numbers without gaps, what was issued stays as it was, and a paper that people can use."""

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pypdfium2
import pytest
import time_machine
import zxingcpp
from sqlalchemy import text

from crm_desktop import settings
from crm_desktop.documents.numbering import BeforeLastOfSeries
from crm_desktop.documents.pdf import render
from crm_desktop.documents.queries import list_documents, show_document
from crm_desktop.documents.records import PaperLine, Party, Snapshot, hash_of
from crm_desktop.documents.service import print_document
from crm_desktop.errors import InvalidValue, Shortage
from crm_desktop.orders.records import NewLine, PlaceOrder, ShipOrder
from crm_desktop.orders.service import place_order
from crm_desktop.orders.shipping import ship_order
from crm_desktop.search import find
from crm_desktop.verify import verify
from crm_desktop.warehouse.queries import list_stock
from crm_desktop.warehouse.records import GoodsLine, NewWarehouse, ReceiveGoods
from crm_desktop.warehouse.service import add_warehouse, receive_goods
from crm_desktop.work import execute
from db.vocabulary import DocumentKind, PriceMode, SearchKind
from tests.company import Shop

WARSAW_NEW_YEAR = "2026-12-31T23:00:00+00:00"


def at(moment: str) -> time_machine.travel:
    return time_machine.travel(datetime.fromisoformat(moment), tick=False)


@pytest.fixture
def own(shop: Shop) -> Shop:
    """A company with a name and an address of its own."""
    with shop.database.write() as session:
        company = settings.Company(
            "Hurtownia Zdrowie sp. z o.o.", "ul. Długa 5", "60-101", "Poznań", "PL", "5261040828"
        )
        settings.store(session, replace(settings.load(session), company=company))
        session.commit()
    return shop


def issued(shop: Shop, *lines: tuple[int, int], customer: int) -> str:
    """The number of the W-Z of a new order that goes its way to the issue."""
    return shop.advance(shop.place(customer, *lines).number, "reserve", "pick", "issue").document


def pages(pdf: bytes) -> list[str]:
    """The text of each page, its spaces and line ends made one."""
    paper = pypdfium2.PdfDocument(pdf)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in paper]


def picture(pdf: bytes, page: int = 0) -> Any:
    return pypdfium2.PdfDocument(pdf)[page].render(scale=300 / 72).to_pil()


# --- numbers


def test_that_each_kind_and_warehouse_counts_for_itself_without_a_gap(shop: Shop) -> None:
    with at("2026-11-24T10:00:00+00:00"):
        product, customer = shop.product(), shop.customer()
        other = execute(shop.database, add_warehouse, NewWarehouse("M2", "Drugi"), actor=shop.actor).warehouse_id
        line = (GoodsLine(product, 9_000),)
        numbers = [shop.receive(product, 9_000), issued(shop, (product, 1_000), customer=customer)]
        numbers += [execute(shop.database, receive_goods, ReceiveGoods(other, line), actor=shop.actor).number]
        numbers += [shop.receive(product, 9_000), issued(shop, (product, 1_000), customer=customer)]
    assert numbers == ["PZ 1/2026/M1", "WZ 1/2026/M1", "PZ 1/2026/M2", "PZ 2/2026/M1", "WZ 2/2026/M1"]
    with shop.database.read() as session:
        assert verify(session).problems == ()


def test_that_a_new_year_begins_with_one_at_midnight_of_the_company(shop: Shop) -> None:
    numbers = []
    with at("2026-12-30T10:00:00+00:00"):
        product, customer = shop.product(stock=9_000), shop.customer()
    for moment in ("2026-12-31T22:59:59+00:00", WARSAW_NEW_YEAR, "2026-12-31T23:30:00+00:00"):
        with at(moment):
            numbers.append(issued(shop, (product, 1_000), customer=customer))
    assert numbers == ["WZ 1/2026/M1", "WZ 1/2027/M1", "WZ 2/2027/M1"]
    with shop.database.read() as session:
        days = [row.issued_on for row in list_documents(session, kind=DocumentKind.WZ)]
        assert verify(session).problems == ()
    assert days == [date(2027, 1, 1), date(2027, 1, 1), date(2026, 12, 31)]


def test_that_a_monthly_series_begins_anew_each_month_and_one_never_reset_goes_on(shop: Shop) -> None:
    numbers = []
    with at("2026-11-30T10:00:00+00:00"):
        product = shop.product(stock=9_000)
        customer = shop.customer()
        with shop.database.engine.begin() as connection:
            changes = {"WZ": ("WZ/{nr:04}/{mm}/{yy}/{warehouse}", "monthly"), "PZ": ("PZ {nr} {warehouse}", "never")}
            for kind, (template, reset) in changes.items():
                statement = "UPDATE number_series SET template = :t, reset = :r WHERE kind = :k AND warehouse_id = 1"
                connection.execute(text(statement), {"t": template, "r": reset, "k": kind})
    for moment in ("2026-11-30T10:00:00+00:00", "2026-12-01T10:00:00+00:00", "2027-12-01T10:00:00+00:00"):
        with at(moment):
            numbers.append((issued(shop, (product, 1_000), customer=customer), shop.receive(product, 1_000)))
    assert numbers == [
        ("WZ/0001/11/26/M1", "PZ 1 M1"),
        ("WZ/0001/12/26/M1", "PZ 2 M1"),
        ("WZ/0001/12/27/M1", "PZ 3 M1"),
    ]


def test_that_a_refused_document_takes_no_number(shop: Shop) -> None:
    """The second issue finds its promise expired and the goods gone; the third gets the next number."""
    product, customer = shop.product(stock=2_000), shop.customer()
    first, second, third = (shop.place(customer, (product, 1_000)).number for _ in range(3))
    for number in (first, second):
        shop.advance(number, "reserve", "pick")
    with shop.database.engine.begin() as connection:
        connection.execute(text("UPDATE reservations SET expires_at = 1"))
    shop.advance(third, "reserve")
    shop.advance(first, "issue")
    with pytest.raises(Shortage):
        shop.advance(second, "issue")
    document = shop.advance(third, "pick", "issue").document
    assert document.startswith("WZ 2/")
    with shop.database.read() as session:
        assert verify(session).problems == ()


def test_that_a_document_is_not_dated_before_the_last_of_its_series(shop: Shop) -> None:
    """A clock that was put back: nothing is issued until it is right again."""
    with at("2026-11-24T10:00:00+00:00"):
        product, customer = shop.product(stock=9_000), shop.customer()
        waiting = shop.place(customer, (product, 1_000)).number
        shop.advance(waiting, "reserve", "pick")
        issued(shop, (product, 1_000), customer=customer)
    with at("2026-11-22T10:00:00+00:00"), pytest.raises(BeforeLastOfSeries) as refused:
        shop.advance(waiting, "issue")
    assert refused.value.details == {"day": "2026-11-22", "last": "2026-11-24", "kind": "WZ"}
    with at("2026-11-24T11:00:00+00:00"):
        assert shop.advance(waiting, "issue").document == "WZ 2/2026/M1"


# --- frozen


def test_that_what_was_issued_stays_as_it_was_whatever_changes_later(own: Shop) -> None:
    product = own.product("MK-1", stock=9_000)
    number = issued(own, (product, 2_000), customer=own.customer("Piekarnia Złoty Kłos", nip="1234563218"))
    with own.database.read() as session:
        before = show_document(session, number)
    for statement in (
        "UPDATE products SET name = 'Cukier', code = 'CK-9', unit = 'kg'",
        "UPDATE customers SET name = 'Kto inny', nip = ''",
        "UPDATE addresses SET street = 'ul. Inna 99'",
        "UPDATE order_lines SET name = 'Cukier'",
        "UPDATE orders SET delivery_street = 'ul. Inna 99', note = 'inaczej'",
        "UPDATE warehouses SET name = 'Przeniesiony'",
        "UPDATE settings SET value = '{\"name\": \"Nowa nazwa\"}' WHERE key = 'company'",
    ):
        with own.database.engine.begin() as connection:
            connection.execute(text(statement))
    with own.database.read() as session:
        after = show_document(session, number)
    assert (after.snapshot, after.snapshot_hash) == (before.snapshot, hash_of(before.snapshot.to_json()))
    paper = after.snapshot
    assert paper.lines == (PaperLine(1, "MK-1", "Mąka MK-1", "szt", 2_000, 489_000, 9_780),)
    assert paper.recipient == Party("Piekarnia Złoty Kłos", "ul. Polna 1", "61-001", "Poznań", "PL", "1234563218")
    assert paper.issuer == Party("Hurtownia Zdrowie sp. z o.o.", "ul. Długa 5", "60-101", "Poznań", "PL", "5261040828")
    printed = " ".join(pages(print_document(own.database, number, actor=own.actor)))
    assert "Mąka MK-1" in printed
    assert not {"Cukier", "Inna", "Nowa nazwa", "Przeniesiony"} & set(re.split(r"\W+", printed))


def test_that_the_first_print_is_kept_and_every_later_one_is_the_same_bytes(own: Shop) -> None:
    product = own.product("MK-1", stock=9_000)
    number = issued(own, (product, 2_000), customer=own.customer())
    first = print_document(own.database, number, actor=own.actor)
    with own.database.engine.begin() as connection:
        connection.execute(text("UPDATE products SET name = 'Cukier'"))
    assert print_document(own.database, number, actor=own.actor) == first
    with own.database.read() as session:
        assert render(show_document(session, number).snapshot) == first
        assert session.execute(text("SELECT COUNT(*) FROM document_prints")).scalar_one() == 1
        assert verify(session).problems == ()


def test_that_a_document_is_found_by_what_its_barcode_says(shop: Shop) -> None:
    with shop.database.engine.begin() as connection:
        connection.execute(text("UPDATE warehouses SET code = 'POZNAŃ' WHERE id = 1"))
    number = issued(shop, (shop.product(stock=9_000), 1_000), customer=shop.customer())
    scan = zxingcpp.read_barcodes(picture(print_document(shop.database, number, actor=shop.actor)))[0].text
    assert (number[-7:], scan) == ("/POZNAŃ", number[:-1] + "N")
    with shop.database.read() as session:
        assert [hit.title for hit in find(session, scan, kinds=(SearchKind.DOCUMENT,))] == [number]


# --- the paper


NAMES = (
    "Mąka pszenna tortowa typ 450 „Złoty Kłos” worek 25 kg",
    "Śruba M8",
    "Olej słonecznikowy 10 l kanister zwrotny",
)


def paper(count: int, **changes: Any) -> Snapshot:
    lines = tuple(
        PaperLine(n, f"KOD-{n:03}", f"{NAMES[n % 3]} nr {n}", "szt", n * 1_500, 489_000, n * 7_335)
        for n in range(1, count + 1)
    )
    plain = Snapshot(
        kind=DocumentKind.WZ,
        number="WZ 12/2026/M1",
        issuer=Party("Hurtownia Zdrowie sp. z o.o.", "ul. Długa 5", "60-101", "Poznań", "PL", "5261040828"),
        recipient=Party("Piekarnia Złoty Kłos", "ul. Polna 1", "61-001", "Poznań", "PL", "1234563218"),
        delivery=Party("Filia na Garbarach", "ul. Garbary 7", "61-868", "Poznań"),
        warehouse="M1 · Magazyn główny",
        issued_on=date(2026, 11, 24),
        moved_on=date(2026, 11, 25),
        lines=lines,
        order_number="ZAM 17/2026",
        note="Proszę dzwonić przed dostawą",
        issued_by="Anna Nowak-Wiśniewska",
    )
    return replace(plain, **changes)


@pytest.mark.parametrize(("count", "sheets"), [(1, 1), (40, 2), (300, 8)])
def test_that_every_line_is_printed_once_and_every_page_says_which_of_how_many(count: int, sheets: int) -> None:
    printed = pages(render(paper(count)))
    assert len(printed) == sheets
    assert [re.findall(r"Strona \d+ z \d+", page) for page in printed] == [
        [f"Strona {n} z {sheets}"] for n in range(1, sheets + 1)
    ]
    everything = " ".join(printed)
    found = [int(n) for n in re.findall(r"KOD-(\d{3}) ", everything)]
    assert found == list(range(1, count + 1))
    for line in paper(count).lines:
        quantity = f"{line.quantity / 1000:g}".replace(".", ",")
        assert f"{line.position} {line.code} {line.name} szt {quantity}" in everything
    assert f"Pozycji: {count} · " in printed[-1]


@pytest.mark.parametrize("count", [*range(1, 60), 299, 300])
def test_that_the_last_page_has_the_signatures_and_no_page_is_empty(count: int) -> None:
    """Whatever number of lines: the boxes never fall on the goods, and goods go with them to a page of their own."""
    printed = pages(render(paper(count, note="")))
    signed = [all(word in page for word in ("Wystawił(a)", "Wydał(a)", "Odebrał(a)")) for page in printed]
    assert signed == [False] * (len(printed) - 1) + [True]
    assert all(re.search(r"KOD-\d{3}", page) for page in printed)


def test_that_the_paper_says_who_whom_where_when_and_for_which_order() -> None:
    (printed,) = pages(render(paper(1)))
    for said in (
        "WZ · Wydanie zewnętrzne WZ 12/2026/M1",
        "Wystawca Hurtownia Zdrowie sp. z o.o. ul. Długa 5 60-101 Poznań NIP 5261040828",
        "Odbiorca Piekarnia Złoty Kłos ul. Polna 1 61-001 Poznań NIP 1234563218",
        "Adres dostawy Filia na Garbarach ul. Garbary 7 61-868 Poznań",
        "Magazyn M1 · Magazyn główny",
        "Data wystawienia 24.11.2026",
        "Data wydania 25.11.2026",
        "Zamówienie ZAM 17/2026",
        "Uwagi: Proszę dzwonić przed dostawą",
        "Wystawił(a) Anna Nowak-Wiśniewska data i podpis",
    ):
        assert said in printed, said
    assert "Cena" not in printed


def test_that_prices_are_printed_only_where_the_company_wants_them() -> None:
    (printed,) = pages(render(paper(3, show_prices=True)))
    assert "Cena netto Wartość netto" in printed
    assert "szt 4,5 48,90 220,05" in printed
    assert "Pozycji: 3 · 9 szt Razem: 440,10 PLN" in printed


def test_that_goods_of_one_unit_are_summed_as_one_says_it() -> None:
    lines = tuple(replace(line, unit="worek") for line in paper(3).lines)
    (printed,) = pages(render(paper(3, lines=lines)))
    assert "Pozycji: 3 · 9 worków" in printed


def test_that_an_english_paper_speaks_english() -> None:
    lines = (PaperLine(1, "A", "Flour", "pcs", 1_234_567_500, 489_000, 6_037_035_075),)
    (printed,) = pages(render(paper(1, lines=lines, language="en", show_prices=True)))
    assert "1,234,567.5 48.90 60,370,350.75" in printed
    assert "Page 1 of 1" in printed
    assert not set("ąćęłńóśźż") & set(
        re.sub("Poznań|Wiśniewska|Długa|Złoty Kłos|główny|dzwonić|dostawą|Proszę", "", printed)
    )


def test_that_each_copy_says_which_it_is_on_every_page() -> None:
    printed = pages(render(paper(40, copies=2)))
    assert [re.search(r"Egzemplarz \d z \d", page)[0] for page in printed] == [  # type: ignore[index]
        *["Egzemplarz 1 z 2"] * 2,
        *["Egzemplarz 2 z 2"] * 2,
    ]
    assert [re.findall(r"Strona \d z \d", page) for page in printed] == [["Strona 1 z 2"], ["Strona 2 z 2"]] * 2


@pytest.mark.parametrize("number", ["WZ 12/2026/M1", "WZ 000123456/2026/MAGAZYN-CENTRALNY", "1"])
def test_that_a_scanner_reads_the_number_from_the_printed_page(number: str) -> None:
    found = zxingcpp.read_barcodes(picture(render(paper(3, number=number))))
    assert [(code.text, str(code.format).removeprefix("BarcodeFormat.").replace(" ", "")) for code in found] == [
        (number, "Code128")
    ]


LONG = "Przedsiębiorstwo Wielobranżowe Handlowo-Usługowo-Produkcyjne " * 4

LONG_CODE = "KOD-BARDZO-DŁUGI-1234567890-" + "X" * 30


def bare(printed: str) -> str:
    """Without what a line end may have added or taken."""
    return re.sub(r"\W", "", printed)


def test_that_long_names_and_addresses_are_printed_whole() -> None:
    party = Party(LONG[:250], LONG[:250], "61-001", "Poznań", "DE", "DE123456789")
    lines = tuple(PaperLine(n, LONG_CODE, LONG[:250], "opakowanie", 1_000) for n in (1, 2))
    printed = pages(render(paper(2, recipient=party, lines=lines, note="Uwaga! " * 60)))
    whole = " ".join(printed)
    assert "61-001 Poznań NIEMCY NIP DE123456789" in whole
    assert bare(whole).count(bare(LONG[:250])) == 4
    assert bare(whole).count(bare(LONG_CODE)) == 2
    assert whole.count("Uwaga!") == 60


def test_that_what_the_font_lacks_and_what_looks_like_markup_is_printed_visibly() -> None:
    lines = (PaperLine(1, "<b>&amp;", "Кирилица 漢字 ^XZ~JA \x00\x07 %s {nr}", "szt", 1_000),)
    (printed,) = pages(render(paper(1, lines=lines)))
    assert "1 <b>&amp; Кирилица □□ ^XZ~JA □□ %s {nr} szt 1" in printed


def test_that_no_ink_is_outside_the_margins() -> None:
    """A printer cuts what is nearer than 10 mm to the edge."""
    for page in range(2):
        image = picture(render(paper(40, show_prices=True, recipient=Party(LONG[:250], LONG[:250])))).convert("L")
        left, top, right, bottom = image.point(lambda shade: 255 if shade < 250 else 0).getbbox()
        edge = 10 / 25.4 * 300
        assert min(left, top, image.width - right, image.height - bottom) > edge, page


def test_that_a_note_says_the_net_price_behind_the_discount_whatever_the_order_s_prices(shop: Shop) -> None:
    product = shop.product("MK-1", stock=9_000)
    told = []
    for line, mode in (
        (NewLine(product, 3_000, 100_000, discount=1_000), PriceMode.NET),
        (NewLine(product, 2_000, 123_000), PriceMode.GROSS),
        (NewLine(product, 1_000, 99_999), PriceMode.NET),
    ):
        order = PlaceOrder(shop.customer(), (line,), price_mode=mode)
        placed = execute(shop.database, place_order, order, actor=shop.actor)
        document = execute(shop.database, ship_order, ShipOrder(placed.number), actor=shop.actor).document
        with shop.database.read() as session:
            (printed,) = show_document(session, document).snapshot.lines
        told.append((printed.unit_price, printed.value))
    assert told == [(90_000, 2_700), (100_000, 2_000), (99_999, 1_000)]


def test_that_a_number_beyond_all_columns_is_refused_and_nothing_moves(shop: Shop) -> None:
    product = shop.product("MK-1", stock=2_000)
    with pytest.raises(InvalidValue) as refused:
        shop.receive(product, 10**20, 10**15)
    assert refused.value.details["rule"] == "too_large"
    with shop.database.read() as session:
        assert [(line.on_hand, line.reserved) for line in list_stock(session)] == [(2_000, 0)]
