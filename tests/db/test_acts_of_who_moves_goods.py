"""What is done with goods in practice at an office server, each by the roles that do it, with their own accounts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import add_product
from crm_desktop.documents.references import ReferToDocument, refer
from crm_desktop.documents.service import print_document
from crm_desktop.exchange.importing import CASES as SHEETS
from crm_desktop.exchange.importing import preview, read_and_check
from crm_desktop.exchange.records import ImportSheet, SheetMap, What
from crm_desktop.orders import beside, rest
from crm_desktop.orders.correcting import correct_issue
from crm_desktop.orders.paper_records import OrderPaper
from crm_desktop.orders.papers import order_paper
from crm_desktop.orders.picking import pick_short, scan_goods
from crm_desktop.orders.promises import MovePromise, move_promise
from crm_desktop.orders.records import Goods, PickShort, ReturnGoods, ScanGoods, StepCommand
from crm_desktop.orders.returning import return_goods
from crm_desktop.orders.telling import letter_for, send_letter
from crm_desktop.printing.records import AddPrinter, CancelJob, QueueJob
from crm_desktop.printing.service import add_printer, cancel_job, queue_print
from crm_desktop.verify import verify
from crm_desktop.warehouse.count_records import OpenCount
from crm_desktop.warehouse.counting import abandon_count, open_count
from crm_desktop.warehouse.disposal import DisposeExpired, dispose_expired
from crm_desktop.warehouse.drafts import forget_draft, keep_draft, open_draft
from crm_desktop.warehouse.records import (
    CorrectDocument,
    DropDraft,
    GoodsLine,
    KeepDraft,
    Missing,
    NewWarehouse,
    ReceiveGoods,
    ReceiveTransfer,
    Right,
    SendTransfer,
)
from crm_desktop.warehouse.service import add_warehouse, receive_goods
from crm_desktop.warehouse.shelf_lists import places_of
from crm_desktop.warehouse.shelving import PutOnShelf, put_on_shelf
from crm_desktop.warehouse.transfers import receive_transfer, send_transfer
from crm_desktop.work import execute
from db.models.stocktaking import DraftRow
from db.vocabulary import (
    DocumentKind,
    JobKind,
    JobState,
    OrderStep,
    PrinterKind,
    PrinterLanguage,
    ReferenceKind,
    Role,
)
from tests.company import today
from tests.db.acting import Act, Acting, Seats, seats_of
from tests.postgres import PostgresServer

CLERK, HAND, OWNER = Role.CLERK, Role.WAREHOUSE, Role.OWNER


@pytest.fixture(scope="module")
def seats(postgres_server: PostgresServer) -> Iterator[Seats]:
    with seats_of(postgres_server) as made:
        yield made


def second_house(acting: Acting) -> tuple[int, str]:
    admin, code = acting.admin, acting.name.replace("S-", "H")
    made = execute(admin.database, add_warehouse, NewWarehouse(code, "Drugi"), actor=admin.actor)
    return made.warehouse_id, code


def receives_from_a_draft(acting: Acting) -> Any:
    """Begun by one, gone on with and issued; another that was begun is thrown away."""
    product = acting.goods(0)
    kept = acting.do(keep_draft, KeepDraft(DocumentKind.PZ, 1, (GoodsLine(product, 5_000, 120_000),), party="Młyn"))
    right = KeepDraft(DocumentKind.PZ, 1, (GoodsLine(product, 4_000, 130_000, shelf="A-1"),), draft_id=kept.draft_id)
    acting.do(keep_draft, right)
    begun = acting.read(open_draft, kept.draft_id, costs=False).lines
    receipt = ReceiveGoods(1, (GoodsLine(product, 4_000, 130_000, shelf="A-1"),), "Młyn", draft_id=kept.draft_id)
    number = acting.do(receive_goods, receipt).number
    other = acting.do(keep_draft, KeepDraft(DocumentKind.RW, 1, (GoodsLine(product, 1_000),)))
    acting.do(forget_draft, DropDraft(other.draft_id))
    left = acting.read(lambda session: session.scalar(select(func.count()).select_from(DraftRow)))
    places = [(one.shelf, one.quantity) for one in acting.read(places_of, product)]
    return number[:2], [line.quantity for line in begun], left, places


def writes_off_what_is_out_of_date(acting: Acting) -> Any:
    new = NewProduct(acting.name, "Drożdże", 30_000, tracks_lots=True)
    product = execute(acting.admin.database, add_product, new, actor=acting.admin.actor).product_id
    for lot, days in (("stara", -1), ("nowa", 30)):
        line = GoodsLine(product, 2_000, 20_000, lot=lot, expires_on=today() + timedelta(days=days))
        acting.do(receive_goods, ReceiveGoods(1, (line,), "Drożdżownia"))
    done = acting.do(dispose_expired, DisposeExpired("M1", "zutylizowano"))
    return done.lots, [number[:2] for number in done.numbers], acting.there()


def picks_what_is_found_and_sends_the_rest_later(acting: Acting) -> Any:
    product = acting.goods()
    number = acting.ordered((product, 3_000), steps=["reserve"])
    line = acting.order(number).lines[0].line_id
    acting.do(scan_goods, ScanGoods(number, acting.name))
    acting.do(pick_short, PickShort(number, line, 1_000, later=True))
    acting.mine.advance(number, "pick", "issue", "label", "hand_over")
    execute(acting.admin.database, rest.send_rest, StepCommand(number), actor=acting.admin.actor)
    acting.mine.advance(number, "reserve", "pick", "issue", "label", "hand_over", "complete")
    card = acting.order(number)
    return card.row.status.value, len(card.shipments), [one.issued for one in card.lines], acting.there()


def reserves_what_is_there(acting: Acting) -> Any:
    number = acting.ordered((acting.goods(2_000), 5_000))
    acting.do(rest.reserve_part, StepCommand(number))
    return [(line.to_pick, line.later) for line in acting.order(number).lines], acting.there()


def moves_a_promise_with_its_goods(acting: Acting) -> Any:
    _, code = second_house(acting)
    number = acting.ordered((acting.goods(), 2_000), steps=["reserve"])
    acting.do(move_promise, MovePromise(number, "M1", code, with_goods=True))
    there = acting.there()
    return there["M1"], there[code]


def takes_goods_back(acting: Acting) -> Any:
    product = acting.goods()
    number = acting.ordered((product, 3_000), steps=["reserve", "pick", "issue"])
    done = acting.do(return_goods, ReturnGoods(number, (Goods(product, 1_000, shelf="Z-1"),), reason="uszkodzone"))
    return [paper[:3] for paper in done.documents], done.net, acting.there()


def corrects_what_was_issued(acting: Acting) -> Any:
    product = acting.goods()
    number = acting.ordered((product, 3_000), steps=["reserve", "pick", "issue"])
    paper = acting.order(number).shipments[0].document
    done = acting.do(correct_issue, CorrectDocument(paper, (Right(product, 2_000),), "przeliczono"))
    return done.number[:3], [line.issued for line in acting.order(number).lines], acting.there()


def corrects_a_price(acting: Acting) -> Any:
    product = acting.goods()
    number = acting.ordered((product, 3_000), steps=["reserve", "pick", "issue"])
    paper = acting.order(number).shipments[0].document
    acting.do(correct_issue, CorrectDocument(paper, (Right(product, 3_000, unit_price=400_000),), "rabat"))
    return acting.order(number).row.net


def receives_less_than_was_sent(acting: Acting) -> Any:
    house, code = second_house(acting)
    product = acting.goods()
    sent = acting.do(send_transfer, SendTransfer(1, house, (GoodsLine(product, 3_000),))).number
    done = acting.do(receive_transfer, ReceiveTransfer(sent, (GoodsLine(product, 2_000),), Missing.LOST))
    there = acting.there()
    return there["M1"], there[code], [number[:2] for number in done.others]


def writes_beside_the_order(acting: Acting) -> Any:
    number = acting.ordered((acting.goods(), 1_000), steps=["reserve", "pick", "issue", "label", "hand_over"])
    paper = acting.order(number).shipments[0].document
    acting.do(refer, ReferToDocument(paper, ReferenceKind.TRACKING, "PL 0001"))
    acting.do(beside.note_order, beside.NoteOrder(number, "Paleta zwrotna"))
    seat, written = acting.mine, acting.read(letter_for, number, OrderStep.HAND_OVER)
    for subject in ("W drodze", "Jeszcze raz"):  # the second time its file is there already
        told = replace(written, subject=subject)
        send_letter(seat.database, number, told, actor=seat.actor, confirmation=True)
    found = acting.read(beside.beside_order, number)
    notes = [one.text for one in found.timeline if one.text == "Paleta zwrotna"]
    return sorted(one.subject for one in found.messages), notes


def prints_what_goes_along(acting: Acting) -> Any:
    """The pick list, the W-Z, and the receipt without what goods cost."""
    seat, product = acting.mine, acting.goods()
    number = acting.ordered((product, 1_000), steps=["reserve", "pick", "issue", "label"])
    papers = [order_paper(seat.database, number, OrderPaper.PICK_LIST)]
    for document in (acting.order(number).shipments[0].document, acting.admin.receive(product, 1_000, 77_700)):
        papers.append(print_document(seat.database, document, actor=seat.actor))
    return [paper[:4] for paper in papers]


def opens_what_was_put_beside_the_order(acting: Acting) -> Any:
    number, content = acting.ordered((acting.goods(), 1_000)), acting.name.encode()
    put = beside.AttachFile(number, "skan.pdf", content)
    execute(acting.admin.database, beside.attach_file, put, actor=acting.admin.actor)
    file = acting.read(beside.beside_order, number).files[0]
    return file.name, acting.read(beside.file_content, file.sha256) == content


def prints_and_takes_a_print_back(acting: Acting) -> Any:
    printer = AddPrinter(acting.name, PrinterKind.TCP, PrinterLanguage.ZPL, "127.0.0.1", 9)
    made = execute(acting.admin.database, add_printer, printer, actor=acting.admin.actor).printer_id
    queued = acting.do(queue_print, QueueJob(made, JobKind.LABEL, "Etykieta", b"^XA^XZ"))
    return queued.state, acting.do(cancel_job, CancelJob(queued.job_id)).state


def gives_goods_a_shelf_and_breaks_off_a_count(acting: Acting) -> Any:
    product = acting.goods()
    shelf = acting.do(put_on_shelf, PutOnShelf(1, product, "B-2"))
    count = acting.do(open_count, OpenCount(1, shelf="B-2")).count_id
    return shelf.before, shelf.shelf, acting.do(abandon_count, count).count_id == count


def brings_in_opening_stock(acting: Acting) -> Any:
    acting.goods(0)
    sheet = f"Kod;Stan;Cena zakupu\n{acting.name};12;3,20\n".encode()
    wanted = ImportSheet(read_and_check(What.STOCK, sheet, "stany.csv", SheetMap(), language="pl"))
    seen = acting.read(preview, wanted).new
    done = acting.do(SHEETS[What.STOCK], wanted)
    return seen, [number[:2] for number in done.documents], acting.there()


M1 = "M1"
ACTS: list[tuple[tuple[Role, ...], Act, Any]] = [
    ((HAND, OWNER), receives_from_a_draft, ("PZ", [4_000], 0, [("A-1", 4_000)])),
    ((HAND,), writes_off_what_is_out_of_date, (1, ["RW"], {M1: (2_000, 0)})),
    ((HAND,), picks_what_is_found_and_sends_the_rest_later, ("completed", 2, [3_000], {M1: (6_000, 0)})),
    ((HAND, CLERK), reserves_what_is_there, ([(2_000, 3_000)], {M1: (2_000, 2_000)})),
    ((HAND,), moves_a_promise_with_its_goods, ((7_000, 0), (2_000, 2_000))),
    ((HAND, CLERK), takes_goods_back, (["WZK"], 4_890, {M1: (7_000, 0)})),
    ((HAND, CLERK), corrects_what_was_issued, ("WZK", [2_000], {M1: (7_000, 0)})),
    ((CLERK, OWNER), corrects_a_price, 12_000),
    ((HAND,), receives_less_than_was_sent, ((6_000, 0), (2_000, 0), ["RW"])),
    ((HAND, CLERK), writes_beside_the_order, (["Jeszcze raz", "W drodze"], ["Paleta zwrotna"])),
    ((HAND, CLERK), prints_what_goes_along, [b"%PDF"] * 3),
    ((HAND,), opens_what_was_put_beside_the_order, ("skan.pdf", True)),
    ((HAND, CLERK), prints_and_takes_a_print_back, (JobState.QUEUED, JobState.CANCELLED)),
    ((HAND,), gives_goods_a_shelf_and_breaks_off_a_count, ("", "B-2", True)),
    ((HAND,), brings_in_opening_stock, (1, ["PW"], {M1: (12_000, 0)})),
]


@pytest.mark.parametrize(
    ("role", "act", "stands"),
    [pytest.param(role, act, stands, id=f"{role}-{act.__name__}") for roles, act, stands in ACTS for role in roles],
)
def test_that_what_a_role_does_with_goods_stands_and_nothing_is_refused(
    seats: Seats, role: Role, act: Act, stands: Any
) -> None:
    assert seats.done(role, act) == (stands, [])
    with seats.shop(OWNER).database.read() as session:
        assert verify(session).problems == ()
