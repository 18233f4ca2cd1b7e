"""What stands beside an order, substitutes and gross prices, worked by hand in the real window, on both databases."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from crm_desktop import settings
from crm_desktop.orders.advance import advance
from crm_desktop.orders.beside import Beside, beside_order
from crm_desktop.orders.drafting import draft_order
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.printing.queries import list_jobs
from crm_desktop.printing.records import AddPrinter
from crm_desktop.printing.service import add_printer
from crm_desktop.work import Actor, execute
from db.models.catalogue import ProductGroupRow, ProductRow
from db.models.sales import OrderRow
from db.vocabulary import OrderStatus, OrderStep, PaymentState, PriceMode, PrinterKind, PrinterLanguage, Role
from tests.company import Shop
from tests.ui.desks import company, shop
from tests.ui.looking import nameless
from tests.ui.orders import card_of, hands, opened
from ui.hands import Hands
from ui.orders.beside_page import BesidePage
from ui.orders.lines_table import LinesTable
from ui.orders.paper_pages import LabelPage
from ui.orders.wizard_frame import WizardFrame
from ui.tour import Onlooker
from ui.widgets.parts import Told

__all__ = ["company", "hands", "shop"]


def beside(shop: Shop, number: str) -> Beside:
    with shop.database.read() as session:
        return beside_order(session, number)


def test_that_notes_payments_and_files_are_written_beside_any_step(
    hands: Hands, shop: Shop, onlooker: Onlooker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = shop.place(shop.customer(), (shop.product(), 1_000)).number
    opened(hands, number)
    hands.press("order_notes")
    hands.write("order_note", "Dzwonić przed dostawą", enter=True)
    hands.write("payment_amount", "tyle")
    hands.press("book_payment")
    assert beside(shop, number).payments == ()
    hands.write("payment_amount", "10,15")
    hands.press("book_payment")
    hands.until(
        lambda: hands.read("payment_paid").replace("\xa0", " ") == "10,15 zł z 60,15 zł", "the payment to be shown"
    )
    hands.press("book_payment")
    scan = tmp_path / "skan zamówienia.pdf"
    scan.write_bytes(b"%PDF-1.4 skan")
    page = hands.find(BesidePage, "order_beside")
    page.attach(scan)
    hands.until(lambda: hands.table("order_files").records_model.records, "the file to be shown")
    shown: list[bytes] = []
    monkeypatch.setattr(onlooker, "open_file", lambda _owner, file: shown.append(file.read_bytes()) or True)
    hands.press("open_order_file")
    hands.until(lambda: shown, "the file to be opened")
    found = beside(shop, number)
    assert (found.state, [one.amount for one in found.payments]) == (PaymentState.PAID, [1_015, 5_000])
    assert (found.files[0].name, shown) == ("skan zamówienia.pdf", [b"%PDF-1.4 skan"])
    story: Any = hands.table("order_story").records_model.records
    assert [line.what for line in story][:2] == ["Notatka: Dzwonić przed dostawą", "Złożenie"]
    assert nameless(page) == []
    hands.press("step_back")
    assert card_of(shop, number).row.status is OrderStatus.PLACED


def test_that_a_note_pasted_with_what_no_database_holds_is_kept_with_a_mark_in_its_place(
    hands: Hands, shop: Shop
) -> None:
    number = shop.place(shop.customer(), (shop.product(), 1_000)).number
    opened(hands, number)
    hands.press("order_notes")
    hands.find(QLineEdit, "order_note").setText("Brama\x00 od 8 <b>rano</b>\u202e")
    hands.press("add_note")
    assert [entry.text for entry in beside(shop, number).timeline][:1] == ["Brama\ufffd od 8 <b>rano</b>\u202e"]


def test_that_a_file_too_large_or_gone_is_refused_in_a_sentence(hands: Hands, shop: Shop, tmp_path: Path) -> None:
    number = shop.place(shop.customer(), (shop.product(), 1_000)).number
    opened(hands, number)
    hands.press("order_notes")
    page = hands.find(BesidePage, "order_beside")
    page.attach(tmp_path / "nie ma.pdf")
    hands.settle()
    assert hands.find(Told, "beside_told").text.startswith("Nie da się odczytać pliku „nie ma.pdf”")
    assert beside(shop, number).files == ()


def test_that_a_substitute_is_taken_from_the_menu_where_goods_are_short(hands: Hands, shop: Shop) -> None:
    short, there = shop.product("MK-1"), shop.product("MK-2", price=500_000, stock=9_000)
    with shop.database.write() as session:
        group = ProductGroupRow(name="Mąka")
        session.add(group)
        session.flush()
        for key in (short, there):
            session.get_one(ProductRow, key).group_id = group.id
        session.commit()
    number = shop.place(shop.customer(), (short, 2_000)).number
    opened(hands, number)
    menu = hands.find(QPushButton, "substitute").menu()
    acts = {act.text().replace("\xa0", " "): act for act in menu.actions() if act.text()}
    wanted = next(text for text in acts if text.startswith("Mąka MK-2"))
    assert "9 szt" in wanted and "50,00" in wanted
    acts[wanted].trigger()
    hands.until(lambda: card_of(shop, number).lines[0].code == "MK-2", "the substitute to be taken")
    hands.settle()
    hands.press("next_step")
    assert card_of(shop, number).row.status is OrderStatus.RESERVED


def test_that_an_order_of_gross_prices_and_foreign_money_stays_so_when_it_is_changed_here(
    hands: Hands, shop: Shop
) -> None:
    flour = shop.product("MK-1", price=100_000)
    lines = (NewLine(flour, 3_000, 99_900),)
    order = PlaceOrder(shop.customer(), lines, currency="EUR", rate=43_000, price_mode=PriceMode.GROSS)
    number = execute(shop.database, draft_order, order, actor=shop.actor).number
    opened(hands, number)
    table = hands.find(LinesTable, "order_lines")
    price = next(n for n, column in enumerate(table.records_model.columns) if column.key == "price")
    assert table.records_model.columns[price].title == "Cena brutto"
    quantity = next(n for n, column in enumerate(table.records_model.columns) if column.key == "quantity")
    table.records_model.setData(table.records_model.index(0, quantity), "4")
    hands.until(lambda: card_of(shop, number).lines[0].quantity == 4_000, "the change to be stored")
    card = card_of(shop, number)
    with shop.database.read() as session:
        row = session.get_one(OrderRow, card.row.order_id)
        assert (row.price_mode, row.currency, row.rate) == (PriceMode.GROSS, "EUR", 43_000)
    assert card.row.net + card.row.vat == 4 * 999
    assert "39,96" in hands.read("draft_total").replace("\xa0", " ")


def test_that_a_letter_by_the_template_is_seen_changed_and_queued(hands: Hands, shop: Shop) -> None:
    customer = shop.customer(email="biuro@klos.example")
    number = shop.place(customer, (shop.product(), 1_000)).number
    opened(hands, number)
    hands.press("order_notes")
    hands.press("write_letter")
    body = hands.find(QPlainTextEdit, "letter_body")
    assert number in body.toPlainText() and "Przyjęliśmy" in body.toPlainText()
    hands.find(QComboBox, "letter_language").setCurrentIndex(2)
    hands.settle()
    assert "thank you for your order" in body.toPlainText()
    body.setPlainText(body.toPlainText() + "PS. See you soon.")
    hands.press("send_letter")
    (sent,) = beside(shop, number).messages
    assert (sent.recipient, sent.subject) == ("biuro@klos.example", f"Order {number} received")
    story: Any = hands.table("order_story").records_model.records
    told = [(line.what, line.who) for line in story if sent.subject in line.what]
    assert told == [(f"E-mail, czeka: {sent.subject} (do biuro@klos.example)", "Administrator")]


def test_that_a_couriers_label_and_a_file_for_the_courier_leave_from_their_pages(
    hands: Hands, shop: Shop, onlooker: Onlooker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = AddPrinter("Zebra", PrinterKind.FILE, PrinterLanguage.ZPL, path=str(tmp_path / "out"))
    execute(shop.database, add_printer, where, actor=shop.actor)
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 1_000)).number
    shop.advance(number, "reserve", "pick", "issue")
    opened(hands, number)
    label = tmp_path / "kurier.zpl"
    label.write_bytes(b"^XA^FO20,20^FDkurier^FS^XZ")
    hands.find(LabelPage, "label_page").print_courier(label)
    hands.settle()
    with shop.database.read() as session:
        assert [job.title for job in list_jobs(session)] == [f"{number} · kurier.zpl"]
    hands.press("next_step")
    hands.write("carrier", "DPD")
    told: list[str] = []
    place = tmp_path / "dpd.csv"
    monkeypatch.setattr(onlooker, "where_to_save", lambda _owner, name, _kinds: told.append(name) or place)
    monkeypatch.setattr(onlooker, "tell", lambda _owner, text, *_rest, **_more: told.append(text))
    hands.press("courier_file")
    assert told[0] == "DPD.csv" and f"{number}: Telefon" in told[1] and f"{number}: Waga kg" in told[1]
    assert not place.exists()


def test_that_couriers_labels_dropped_on_the_order_are_printed_wherever_one_looks_at_it(
    hands: Hands, shop: Shop, tmp_path: Path
) -> None:
    where = AddPrinter("Zebra", PrinterKind.FILE, PrinterLanguage.ZPL, path=str(tmp_path / "out"))
    execute(shop.database, add_printer, where, actor=shop.actor)
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 1_000)).number
    folder, label, other = tmp_path / "kurier", tmp_path / "a.zpl", tmp_path / "umowa.docx"
    folder.mkdir()
    for file in (label, folder / "b.zpl", folder / "c.zpl"):
        file.write_bytes(b"^XA^FO20,20^FDkurier^FS^XZ")
    other.write_bytes(b"PK")
    wizard = hands.find(WizardFrame, "wizard")
    opened(hands, number)
    assert not drop(wizard, label)
    shop.advance(number, "reserve", "pick", "issue", "label")
    hands.until(lambda: hands.find(QPushButton, "courier_file"), "the page of handing over")
    assert not drop(wizard, other)
    assert drop(wizard, label, folder)
    hands.settle()
    with shop.database.read() as session:
        titles = sorted(job.title for job in list_jobs(session) if job.title != number)
    assert titles == [f"{number} · a.zpl", "b.zpl", "c.zpl"]
    assert sorted(file.name for file in (folder / "wydrukowane").iterdir()) == ["b.zpl", "c.zpl"]


def drop(target: QWidget, *files: Path) -> bool:
    """As the system does it: asked first whether it may be; then let go."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    told = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *told)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), *told))
    return enter.isAccepted()


def test_that_the_window_asks_for_a_second_person_and_tells_the_first_why_not_they(hands: Hands, shop: Shop) -> None:
    with shop.database.write() as session:
        settings.store(session, replace(settings.load(session), second_check=True))
        session.commit()
    number = shop.place(shop.customer(), (shop.product(stock=9_000), 1_000)).number
    shop.advance(number, "reserve", "pick")
    opened(hands, number)
    main = hands.find(QPushButton, "next_step")
    assert main.text() == "Sprawdzenie"
    hands.press("next_step")
    assert "sprawdza ktoś inny" in hands.find(Told, "told").text
    other = Actor(None, "Ewa Nowak", Role.WAREHOUSE, "magazyn")
    advance(shop.database, number, OrderStep.CHECK, actor=other)
    hands.until(lambda: main.text() != "Sprawdzenie", "the window to follow")
    hands.press("next_step")
    assert card_of(shop, number).row.status is OrderStatus.ISSUED
