"""Order confirmation and pick list, read back from the PDF by a program that did not make it; on both databases."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from crm_desktop import settings
from crm_desktop.commands import dispatch
from crm_desktop.errors import NotFound
from crm_desktop.orders.paper_records import OrderPaper
from crm_desktop.orders.papers import order_paper
from crm_desktop.orders.picking import pick_short
from crm_desktop.orders.queries import show_order
from crm_desktop.orders.records import NewLine, PickShort, PlaceOrder, StepCommand
from crm_desktop.orders.rest import reserve_part
from crm_desktop.orders.service import place_order
from crm_desktop.work import execute
from db.vocabulary import LineKind, PriceMode, VatRate
from tests.company import Shop


def read(pdf: bytes, folder: Path) -> tuple[str, int]:
    """Its words as laid out, and how many pages it has."""
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    return told, told.count("\f")


def paper_of(shop: Shop, number: str, paper: OrderPaper, folder: Path, language: str = "") -> tuple[str, int]:
    return read(order_paper(shop.database, number, paper, language=language), folder)


@pytest.mark.parametrize("lines", [1, 40, 300])
@pytest.mark.parametrize("paper", OrderPaper)
def test_that_every_line_is_on_the_paper_once_and_the_same_order_gives_the_same_bytes(
    shop: Shop, tmp_path: Path, lines: int, paper: OrderPaper
) -> None:
    goods = [shop.product(f"ŻÓŁ-{place:03}") for place in range(min(lines, 40))]
    wanted = [(goods[place % len(goods)], 1000 * (place + 1)) for place in range(lines)]
    number = shop.place(shop.customer(), *wanted).number
    first = order_paper(shop.database, number, paper)
    told, pages = read(first, tmp_path)
    assert first == order_paper(shop.database, number, paper)
    found = [line.split() for line in told.splitlines() if "Mąka ŻÓŁ-" in line]
    assert [words[0] for words in found] == [str(place) for place in range(1, lines + 1)]
    assert [words[1] for words in found] == [f"ŻÓŁ-{place % len(goods):03}" for place in range(lines)]
    assert f"Strona {pages} z {pages}" in told
    assert "�" not in told and "□" not in told


def test_that_a_confirmation_tells_prices_discount_vat_by_rate_terms_and_where_it_goes(
    shop: Shop, tmp_path: Path
) -> None:
    flour, sugar = shop.product("MK-1", price=489_000), shop.product("CU-2", price=200_000)
    lines = (
        NewLine(flour, 40_000, discount=500),
        NewLine(sugar, 2_000, vat_rate=VatRate.V5),
        NewLine(None, 1_000, 150_000, name="Dostawa", unit="usł", kind=LineKind.SHIPPING),
    )
    order = PlaceOrder(
        shop.customer(nip="5261040828", email="biuro@klos.example"),
        lines,
        external_ref="SHOP-77",
        payment="przelew 14 dni",
        delivery="kurier",
        note="Proszę dzwonić przed dostawą.",
    )
    number = execute(shop.database, place_order, order, actor=shop.actor).number
    told, pages = paper_of(shop, number, OrderPaper.CONFIRMATION, tmp_path)
    words = " ".join(told.split())
    assert pages == 1
    for said in (
        "Potwierdzenie zamówienia", number, "SHOP-77", "przelew 14 dni", "kurier", "NIP 5261040828",
        "biuro@klos.example", "ul. Polna 1", "61-001 Poznań", "Uwagi: Proszę dzwonić przed dostawą.",
        "40 szt 48,90 5% 23% 1 858,20", "2 szt 20,00 5% 40,00", "1 usł 15,00 23% 15,00",
        "23% 1 873,20 430,84 2 304,04", "5% 40,00 2,00 42,00", "Razem 1 913,20 432,84 2 346,04",
        "Do zapłaty: 2 346,04 PLN",
    ):  # fmt: skip
        assert said in words, said
    english, _ = paper_of(shop, number, OrderPaper.CONFIRMATION, tmp_path, "en")
    assert "Order confirmation" in english and "To pay: 2,346.04 PLN" in english


def test_that_gross_prices_are_paid_as_told_whatever_the_nets_of_lines_round_to(shop: Shop, tmp_path: Path) -> None:
    """Three times 9.99 at 23%: each net rounds to 8.12, and the customer pays 29.97."""
    goods = [shop.product(f"B-{place}") for place in range(3)]
    lines = tuple(NewLine(product, 1_000, 99_900) for product in goods)
    order = PlaceOrder(shop.customer(), lines, price_mode=PriceMode.GROSS)
    number = execute(shop.database, place_order, order, actor=shop.actor).number
    with shop.database.read() as session:
        card = show_order(session, number)
    assert [line.net for line in card.lines] == [812, 812, 812]
    assert (card.row.net, card.row.vat, card.by_rate) == (2_436, 561, {VatRate.V23: (2_436, 561)})
    told, _ = paper_of(shop, number, OrderPaper.CONFIRMATION, tmp_path)
    assert "Cena brutto" in told and "Do zapłaty: 29,97 PLN" in told


def test_that_a_pick_list_asks_for_what_this_shipment_wants_and_for_nothing_that_left(
    shop: Shop, tmp_path: Path
) -> None:
    flour, sugar = shop.product("MK-1", stock=3_000), shop.product("CU-2", stock=2_000)
    number = shop.place(shop.customer(), (flour, 5_000), (sugar, 2_000)).number
    execute(shop.database, reserve_part, StepCommand(number), actor=shop.actor)
    told, _ = paper_of(shop, number, OrderPaper.PICK_LIST, tmp_path)
    rows = [line.split() for line in told.splitlines() if "Mąka" in line]
    assert [(row[1], row[-4], row[-3]) for row in rows] == [("MK-1", "3", "3"), ("CU-2", "2", "2")]
    assert "Pozycji: 2" in told and "48,90" not in told
    shop.advance(number, "pick", "issue", "label", "hand_over", "send_rest")
    told, _ = paper_of(shop, number, OrderPaper.PICK_LIST, tmp_path)
    rows = [line.split() for line in told.splitlines() if "Mąka" in line]
    assert [(row[1], row[-4], row[-3]) for row in rows] == [("MK-1", "0", "2")]
    shop.receive(flour, 2_000)
    shop.advance(number, "reserve")
    with shop.database.read() as session:
        card = show_order(session, number)
    short = PickShort(number, card.lines[0].line_id, 4_000, card.version)
    execute(shop.database, pick_short, short, actor=shop.actor)
    assert [line.to_pick for line in card.lines] == [2_000, 0]
    told, _ = paper_of(shop, number, OrderPaper.PICK_LIST, tmp_path)
    assert [line.split()[-3] for line in told.splitlines() if "Mąka" in line] == ["1"]


def test_that_hostile_words_are_printed_as_they_are(shop: Shop, tmp_path: Path) -> None:
    name = "<b>Zażółć</b> & syn Ґанок, Straße"
    number = shop.place(shop.customer(name), (shop.product(), 1_000)).number
    for paper in OrderPaper:
        told, _ = paper_of(shop, number, paper, tmp_path)
        assert name in " ".join(told.split())


def test_that_the_command_writes_the_paper_beside_what_it_shows(
    shop: Shop, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    number = shop.place(shop.customer(), (shop.product(), 1_000)).number
    with shop.database.write() as session:
        configured = settings.load(session)
        company = replace(configured.company, name="Młyn Górny", nip="8567346215")
        settings.store(session, replace(configured, company=company))
        session.commit()
    out = tmp_path / "p.pdf"
    url = shop.database.url.render_as_string(hide_password=False)
    code = dispatch.run(["order", "show", number, "--paper", "confirmation", "--out", str(out), "--db", url, "--json"])
    answer = json.loads(capfd.readouterr().out)
    assert (code, answer["number"], answer["file"]) == (0, number, str(out))
    assert answer["bytes"] == len(out.read_bytes())
    assert "NIP 8567346215" in read(out.read_bytes(), tmp_path)[0]
    assert dispatch.run(["order", "show", number, "--paper", "confirmation", "--db", url, "--json"]) == 2
    with pytest.raises(NotFound):
        order_paper(shop.database, "ZA 999", OrderPaper.PICK_LIST)
