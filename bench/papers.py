"""Large documents and large sheets: 300 lines issued and printed, 100,000 products taken in."""

import gc
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO

from sqlalchemy import select

from bench.figures import Figure, Pair
from bench.floor import recording, repeat
from bench.grounds import Ground
from bench.measuring import measure_piece
from bench.work import PLENTY, Piece
from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import add_product
from crm_desktop.documents.pdf import render
from crm_desktop.documents.records import PaperLine, PaperLot, Party, Snapshot
from crm_desktop.exchange.importing import import_products, read_and_check
from crm_desktop.exchange.records import ImportSheet, SheetMap, What
from crm_desktop.money import minor_text, quantity_text
from crm_desktop.orders.advance import advance
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.paper import REGULAR, register_fonts
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.warehouse.records import GoodsLine, ReceiveGoods
from crm_desktop.warehouse.service import receive_goods
from crm_desktop.work import Actor, execute
from db.models.sales import OrderRow
from db.session import Database
from db.vocabulary import DocumentKind, OrderStatus, OrderStep

ISSUED = "W-Z of 300 lines issued"
BESIDE = "W-Z of 300 lines issued, beside one of 30"
PRINTED = {10: "W-Z of 10 lines as PDF, two copies", 300: "W-Z of 300 lines as PDF, two copies"}
TAKEN_IN = "products taken in from a sheet of 100,000"
PRINTS_A_ROUND = 5
LINES_A_PAGE = 45


def admin_of(database: Database) -> Actor:
    with database.read() as session:
        return actor_by_login(session, "admin")


def wait_for_issue(database: Database, count: int, *, lines: int) -> None:
    """Orders of so many lines, picked: their W-Z comes next."""
    actor = admin_of(database)
    new = [NewProduct(f"B-{place:03}", f"Towar z pomiaru {place}", 489_000) for place in range(lines)]
    products = [execute(database, add_product, one, actor=actor).product_id for one in new]
    goods = tuple(GoodsLine(product, PLENTY, 100_000) for product in products)
    execute(database, receive_goods, ReceiveGoods(1, goods, supplier="Młyn"), actor=actor)
    wanted = tuple(NewLine(product, 2_000) for product in products)
    for number in range(count):
        placed = execute(database, place_order, PlaceOrder(number % 40 + 1, wanted), actor=actor)
        for step in (OrderStep.RESERVE, OrderStep.PICK):
            advance(database, placed.number, step, actor=actor)


def issue_300(database: Database, first: int, count: int) -> None:
    _issue_newest(database, count)


def issue_30(database: Database, first: int, count: int) -> None:
    _issue_newest(database, count)


def _issue_newest(database: Database, count: int) -> None:
    """The sample company's own picked orders stay as they are: those made for this are the newest."""
    actor = admin_of(database)
    with database.read() as session:
        waiting = select(OrderRow.number).where(OrderRow.status == OrderStatus.PICKED)
        numbers = list(session.scalars(waiting.order_by(OrderRow.id.desc()).limit(count)))
    for number in numbers:
        advance(database, number, OrderStep.ISSUE, actor=actor)


def measure_issuing(ground: Ground, *, rounds: int, quick: bool) -> Iterator[Figure]:
    """One durable step each. The second figure's floor is a document of a tenth of the lines."""
    count = 1 if quick else 5
    long = measure_piece(
        ground, Piece(ISSUED, count, issue_300, partial(wait_for_issue, lines=300)), "company", rounds=rounds
    )
    short = measure_piece(
        ground, Piece(BESIDE, count, issue_30, partial(wait_for_issue, lines=30)), "company", rounds=rounds
    )
    yield replace(long, rate=False)
    pairs = tuple(Pair(count, one.took, other.took) for one, other in zip(long.pairs, short.pairs, strict=True))
    yield Figure(BESIDE, ground.name, pairs, rate=False)


def measure_printing(*, rounds: int) -> Iterator[Figure]:
    """Each paper another one, so that no measured text is known; floor: the same words set by bare reportlab."""
    render(_paper(3, 0))
    for lines, what in PRINTED.items():
        pairs = []
        for number in range(rounds):
            papers = [_paper(lines, 1 + number * PRINTS_A_ROUND + place) for place in range(PRINTS_A_ROUND)]
            gc.collect()
            started = time.perf_counter()
            for paper in papers:
                render(paper)
            took = time.perf_counter() - started
            started = time.perf_counter()
            for paper in papers:
                _set_bare(paper)
            pairs.append(Pair(PRINTS_A_ROUND, took, time.perf_counter() - started))
        yield Figure(what, "–", tuple(pairs), rate=False)


def _paper(count: int, number: int) -> Snapshot:
    day = date(2026, 11, 24)
    lines = tuple(
        PaperLine(
            place,
            f"KOD-{number}-{place:03}",
            f"Mąka pszenna tortowa typ {number * 1000 + place} „Złoty Kłos” worek 25 kg",
            "szt" if place % 3 else "kg",
            place * 1_234 + number,
            489_000 + place,
            place * 7_335 + number,
            lots=(PaperLot(f"L{number:03}{place:03}", day, place * 1_234 + number),) if place % 4 == 0 else (),
        )
        for place in range(1, count + 1)
    )
    own = Party("Hurtownia Zdrowie sp. z o.o.", "ul. Długa 5", "60-101", "Poznań", "PL", "5261040828")
    other = Party(f"Piekarnia Złoty Kłos {number}", "ul. Polna 1", "61-001", "Poznań", "PL", "1234563218")
    told = {"issued_on": day, "moved_on": day, "order_number": f"ZAM {number}/2026", "note": "Dzwonić przed dostawą"}
    return Snapshot(
        DocumentKind.WZ,
        f"WZ {number}/2026/M1",
        own,
        other,
        Party(),
        "M1 · Magazyn główny",
        lines=lines,
        show_prices=True,
        copies=2,
        **told,  # type: ignore[arg-type]  # days and texts by name
    )


def _set_bare(paper: Snapshot) -> None:
    """One copy: no wrapping, no columns measured, nothing counted."""
    from reportlab.pdfgen.canvas import Canvas

    register_fonts()
    canvas = Canvas(BytesIO(), invariant=1)
    for place, line in enumerate(paper.lines):
        if place % LINES_A_PAGE == 0:
            if place:
                canvas.showPage()
            canvas.setFont(REGULAR, 9)
        y = 780 - place % LINES_A_PAGE * 16
        words = (line.code, line.name, line.unit, quantity_text(line.quantity), minor_text(line.value))
        for x, word in zip((40, 110, 380, 420, 500), words, strict=True):
            canvas.drawString(x, y, word)
    canvas.showPage()
    canvas.save()


def measure_taking_in(ground: Ground, *, quick: bool) -> Figure:
    """From the bytes of a CSV to the last commit, once; floor: the same rows stored by the bare driver."""
    rows = 1_000 if quick else 100_000
    content = _sheet(rows)
    copy = ground.fresh("empty")
    gc.collect()
    started = time.perf_counter()
    _take_in(copy, content)
    took = time.perf_counter() - started
    ground.drop(copy)
    copy = ground.fresh("empty")
    with recording(copy) as tape:
        _take_in(copy, content)
    ground.drop(copy)
    copy = ground.fresh("empty")
    connection = ground.driver(copy)
    floor = repeat(connection, tape, begin=ground.begin)
    connection.close()
    ground.drop(copy)
    return Figure(TAKEN_IN, ground.name, (Pair(rows, took, floor),))


def _take_in(database: Database, content: bytes) -> None:
    checked = read_and_check(What.PRODUCTS, content, "goods.csv", SheetMap(), language="pl")
    execute(database, import_products, ImportSheet(checked), actor=admin_of(database))


def _sheet(rows: int) -> bytes:
    heads = "code;name;group;subgroup;unit;net_price;vat_rate;barcodes"
    lines = [
        f"K{row:07};Mąka pszenna typ {row % 900} worek nr {row};Grupa {row % 40};Pod {row % 7};"
        f"{'szt' if row % 3 else 'kg'};{row % 5000 / 100:.2f};23;{_ean(row)}"
        for row in range(rows)
    ]
    return "\n".join([heads, *lines]).encode()


def _ean(row: int) -> str:
    digits = f"59{row:010}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return digits + str(-total % 10)
