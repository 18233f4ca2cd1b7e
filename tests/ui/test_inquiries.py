"""The Inquiries room on a real database: read, answered, offered, ordered, taken down; what comes in moves nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from sqlalchemy import select

from crm_desktop.clock import now
from crm_desktop.demo.load import load
from crm_desktop.inquiries.queries import show_inquiry
from crm_desktop.inquiries.records import RegisterInquiry
from crm_desktop.inquiries.service import take_call
from crm_desktop.intake.interpreting import interpret
from crm_desktop.intake.original import html_of, safe_html
from crm_desktop.intake.records import Received
from crm_desktop.intake.submissions import receive
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.work import Actor, execute
from db.models.leaving import MessageRow
from db.models.sales import OfferRow, OrderRow
from db.session import Database
from db.vocabulary import Channel, LostReason, OfferStatus, OrderStatus, Role
from tests.company import Shop
from tests.ui.looking import cut, nameless
from ui import formats, prompts
from ui.application import set_language
from ui.desk import Desk
from ui.hands import Hands
from ui.inquiries.head import ReadingHead
from ui.inquiries.letter import Letter
from ui.inquiries.reading import Reading
from ui.tour import Onlooker

COLLEAGUE = Actor(employee_id=None, name="Anna Wrona", role=Role.CLERK, place="biuro")


class Clerk(Onlooker):
    """Writes down which files were shown, and says where one is saved."""

    def __init__(self, place: Path) -> None:
        super().__init__()
        self.place = place
        self.shown: list[tuple[str, bytes]] = []

    def open_file(self, owner, file: Path) -> bool:  # type: ignore[no-untyped-def]
        self.shown.append((file.name, file.read_bytes()))
        return True

    def where_to_save(self, owner, suggested: str, kinds: str) -> Path:  # type: ignore[no-untyped-def]
        return self.place / suggested


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Clerk]:
    someone = Clerk(tmp_path)
    before = prompts.seat(someone)
    yield someone
    prompts.seat(before)
    assert "".join(someone.faults) == ""


@pytest.fixture
def desk(qapp: QApplication, database: Database, tmp_path: Path, clerk: Clerk) -> Iterator[Desk]:
    opened = Desk(qapp, database, kept=QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    opened.window.resize(1280, 720)
    opened.window.show()
    yield opened
    opened.close()


@pytest.fixture
def hands(desk: Desk, qapp: QApplication) -> Hands:
    found = Hands(qapp, desk.window)
    desk.room("inquiries")
    found.settle()
    return found


def ask(shop: Shop, customer_id: int, text: str, *goods: tuple[int, int], actor: Actor | None = None) -> str:
    command = RegisterInquiry(customer_id, Channel.FORM, text[:40], text, products=goods)
    return execute(shop.database, take_call, command, actor=actor or shop.actor).number


def numbers(hands: Hands) -> list[str]:
    return [row.number for row in hands.table("inquiries_list").records_model.records]


def read(hands: Hands) -> str:
    return hands.read("inquiry_number")


def listed(hands: Hands, count: int) -> None:
    hands.until(lambda: len(numbers(hands)) == count and hands.settle() is None, f"{count} inquiries in the list")


def test_that_an_inquiry_that_arrives_while_another_is_read_moves_nothing(desk: Desk, shop: Shop, hands: Hands) -> None:
    customer = shop.customer(email="biuro@klos.example")
    asked = [ask(shop, customer, f"Pytanie {number}") for number in range(30)]
    hands.press("chip_all")  # where what comes stands above all others
    listed(hands, 30)
    table = hands.table("inquiries_list")
    hands.choose("inquiries_list", lambda row: row.number == asked[10], "one in the middle")
    hands.press("answer")
    reply = hands.find(QPlainTextEdit, "inquiry_reply")
    reply.setPlainText("Zaczęta odpowiedź")
    reply.moveCursor(reply.textCursor().MoveOperation.Start)
    top = table.indexAt(table.viewport().rect().topLeft()).row()
    before = (table.records_model.records[top].number, table.visualRect(table.model().index(top, 0)).top())
    came = ask(shop, customer, "Nowe", actor=COLLEAGUE)
    listed(hands, 31)
    top = table.indexAt(table.viewport().rect().topLeft()).row()
    after = (table.records_model.records[top].number, table.visualRect(table.model().index(top, 0)).top())
    assert after == before
    assert (read(hands), reply.toPlainText(), reply.textCursor().position()) == (asked[10], "Zaczęta odpowiedź", 0)
    assert (numbers(hands)[0], table.current_record().number) == (came, asked[10])
    assert table.fresh - set(asked) == {came}  # type: ignore[attr-defined]
    hands.choose("inquiries_list", lambda row: row.number == came, "the new one")
    hands.choose("inquiries_list", lambda row: row.number == asked[10], "the first again")
    assert (reply.isVisible(), reply.toPlainText()) == (True, "Zaczęta odpowiedź")
    assert came not in table.fresh  # type: ignore[attr-defined]


def test_that_j_and_k_walk_and_a_answers_through_the_outbox(desk: Desk, shop: Shop, hands: Hands) -> None:
    flour = shop.product("MK-1", stock=100_000)
    customer = shop.customer(email="biuro@klos.example")
    first, second, third = (ask(shop, customer, f"Pytanie {number}", (flour, 40_000)) for number in range(3))
    listed(hands, 3)
    hands.table("inquiries_list").setFocus()
    hands.until(lambda: read(hands) == first, "the longest waiting to be read")
    walked = []
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        hands.key(key)
        walked.append(read(hands))
    assert walked == [second, third, second]
    hands.key(Qt.Key.Key_A)
    assert "Mąka MK-1: 40 szt po 48,90 zł, dostępne od ręki" in hands.page_text("inquiry_reply")
    hands.key(Qt.Key.Key_Return, ctrl=True)
    listed(hands, 2)
    with shop.database.read() as session:
        mail = session.scalars(select(MessageRow)).one()
        assert (mail.recipient, second in mail.subject) == ("biuro@klos.example", True)
    assert numbers(hands) == [first, third]


@pytest.mark.parametrize(
    ("editor", "to", "send"), [("answer", "reply_to", "send_reply"), ("offer", "offer_to", "send_offer")]
)
def test_that_what_is_no_address_is_marked_where_it_stands_and_sends_nothing(
    desk: Desk, shop: Shop, hands: Hands, editor: str, to: str, send: str
) -> None:
    number = ask(shop, shop.customer(), "Mąka", (shop.product("MK-1", stock=100_000), 40_000))
    hands.until(lambda: read(hands) == number, "it to be read")
    hands.press(editor)
    box = hands.find(QLineEdit, to)
    box.setText("biuro klos.example")
    hands.press(send)
    hands.until(lambda: box.property("wrong") == "true", "the refusal")
    told = hands.window.findChild(Reading).told.text
    assert (told, box.text(), box.hasFocus()) == (
        "„biuro klos.example” to nie jest adres e-mail.",
        "biuro klos.example",
        True,
    )
    with shop.database.read() as session:
        assert session.scalars(select(MessageRow)).all() == session.scalars(select(OfferRow)).all() == []
    box.setText("biuro@klos.example")
    assert box.property("wrong") == ""
    hands.press(send)
    hands.until(lambda: not box.isVisible(), "it to be sent")
    with shop.database.read() as session:
        assert session.scalars(select(MessageRow.recipient)).all() == ["biuro@klos.example"]


def test_that_a_call_is_taken_down_by_keyboard(desk: Desk, shop: Shop, hands: Hands) -> None:
    shop.product("MK-1", stock=100_000)
    hands.key(Qt.Key.Key_N, ctrl=True)
    hands.write("new_who", "Jan Kowalski 601 202 303")
    hands.key(Qt.Key.Key_Return)
    wanted = hands.find(QPlainTextEdit, "new_wanted")
    assert wanted.hasFocus()
    wanted.setPlainText("40 worków MK-1")
    hands.until(lambda: "Mąka MK-1" in hands.read("new_goods"), "the goods to be recognised")
    hands.key(Qt.Key.Key_Return, ctrl=True)
    listed(hands, 1)
    (row,) = hands.table("inquiries_list").records_model.records
    assert (row.customer, row.channel, row.owner) == ("Jan Kowalski", Channel.PHONE, "Administrator")
    hands.until(lambda: read(hands) == row.number, "it to be read")
    (goods,) = hands.table("inquiry_products").records_model.records
    assert (goods.code, goods.quantity, goods.available) == ("MK-1", 40_000, 100_000)


def test_that_an_offer_is_sent_changed_printed_and_accepted_into_an_order(
    desk: Desk, shop: Shop, hands: Hands, clerk: Clerk
) -> None:
    flour = shop.product("MK-1", stock=100_000, price=489_000)
    number = ask(shop, shop.customer(email="biuro@klos.example"), "Mąka", (flour, 40_000))
    hands.until(lambda: read(hands) == number, "it to be read")
    hands.press("offer")
    hands.press("send_offer")
    hands.press("change_offer")
    boxes = hands.find(QWidget, "offer_lines").findChildren(QLineEdit)
    price = next(box for box in boxes if box.isVisible() and box.text() == "48,90")
    price.setText("45,50")
    hands.press("send_offer")
    with shop.database.read() as session:
        made = session.execute(select(OfferRow.revision, OfferRow.status, OfferRow.net).order_by(OfferRow.revision))
        assert [tuple(row) for row in made] == [(1, OfferStatus.EXPIRED, 195_600), (2, OfferStatus.SENT, 182_000)]
    hands.press("offer_paper")
    assert [(name, pdf[:5]) for name, pdf in clerk.shown] == [(f"OF 1-{formats.local(now()).year} v2.pdf", b"%PDF-")]
    hands.press("accept_offer")
    with shop.database.read() as session:
        placed, status, net = session.execute(select(OrderRow.number, OrderRow.status, OrderRow.net)).one()
    assert (status, net) == (OrderStatus.PLACED, 182_000)
    hands.until(lambda: hands.read("order_number") == placed, "the order to be shown")
    assert desk.window.current_key == "orders"


def test_that_a_wrong_price_is_marked_where_it_stands_and_sends_nothing(desk: Desk, shop: Shop, hands: Hands) -> None:
    flour = shop.product("MK-1", stock=100_000)
    number = ask(shop, shop.customer(), "Mąka", (flour, 40_000))
    hands.until(lambda: read(hands) == number, "it to be read")
    hands.press("offer")
    boxes = hands.find(QWidget, "offer_lines").findChildren(QLineEdit)
    boxes[1].setText("czterdzieści")
    hands.press("send_offer")
    assert (boxes[1].property("wrong"), boxes[1].text(), boxes[1].hasFocus()) == ("true", "czterdzieści", True)
    with shop.database.read() as session:
        assert session.scalars(select(OfferRow)).all() == []


def came(shop: Shop, raw: bytes, kind: str, source: str = "serwis") -> int:
    submission = receive(shop.database, Received(source, raw, kind, channel=Channel.FORM)).submission_id
    interpret(shop.database, submission)
    return submission


def test_that_a_form_whose_fields_have_no_names_leads_to_their_map(desk: Desk, shop: Shop, hands: Hands) -> None:
    came(shop, b"pole_1=600700800&pole_2=Czy+macie+cukier%3F", "application/x-www-form-urlencoded")
    came(shop, b"imie=Jan+Kowalski&telefon=600700801&tresc=Ile%3F", "application/x-www-form-urlencoded", "www")
    hands.until(lambda: len(numbers(hands)) == 2, "both inquiries")
    link = desk.window.findChild(QAbstractButton, "field_meanings")
    shown = {}
    for customer in hands.table("inquiries_list").records_model.records:
        hands.choose("inquiries_list", customer.__eq__, customer.number)
        hands.until(lambda: read(hands) == customer.number, "the inquiry")  # noqa: B023 - asked at once
        shown[customer.customer] = not link.isHidden()
    assert shown == {"600700800": True, "Jan Kowalski": False}
    link.click()
    settings = desk.open_settings()
    assert settings.current_key == "forms"
    settings.close()


def test_that_unrecognised_fields_are_mapped_once_and_spam_is_taken_in(desk: Desk, shop: Shop, hands: Hands) -> None:
    for letter in "AB":
        came(shop, b'{"p1": "Bistro %s", "p2": "cennik"}' % letter.encode(), "application/json")
    came(shop, b"imie=Jan+Kowalski&email=jan%40a.pl&tresc=Ile%3F&_gotcha=x", "application/x-www-form-urlencoded", "www")
    chip = hands.find(QPushButton, "chip_unrecognised")
    hands.until(lambda: chip.text() == "Nierozpoznane 2", "the count")
    hands.press("chip_unrecognised")
    rows = hands.table("unrecognised_list").records_model.records
    assert [row.outcome.value for row in rows] == ["quarantined", "quarantined", "spam"]
    assert hands.read("unrecognised_reason") == "Żadne pole nie mówi, kto pyta"
    hands.pick("means_p1", "Firma")
    hands.pick("means_p2", "Wiadomość")
    hands.press("map_fields")
    hands.until(lambda: chip.text() == "Nierozpoznane 0", "both to be understood")
    hands.choose("unrecognised_list", lambda row: row.outcome.value == "spam", "the spam")
    hands.press("take_in")
    listed(hands, 3)
    customers = {row.customer for row in hands.table("inquiries_list").records_model.records}
    assert customers == {"Bistro A", "Bistro B", "Jan Kowalski"}
    card = desk.window.findChild(Reading)
    assert card is not None
    hands.until(lambda: card.matter is not None and card.matter.card.row.customer == "Jan Kowalski", "it to be read")


def test_that_a_file_is_shown_and_a_program_only_saved(desk: Desk, shop: Shop, hands: Hands, clerk: Clerk) -> None:
    part = 'Content-Disposition: form-data; name="{}"; filename="{}"\r\n\r\n'
    body = "--x\r\n" + 'Content-Disposition: form-data; name="email"\r\n\r\njan@a.pl\r\n--x\r\n'
    body += part.format("f1", "zapotrzebowanie.pdf") + "%PDF-1.4\r\n--x\r\n"
    body += part.format("f2", "faktura.exe") + "MZ\r\n--x--\r\n"
    came(shop, body.encode(), "multipart/form-data; boundary=x")
    listed(hands, 1)
    links = [link for link in desk.window.findChildren(QPushButton, "attachment") if link.isVisible()]
    assert [link.text().split(" · ")[0] for link in links] == ["zapotrzebowanie.pdf", "faktura.exe"]
    for link in links:
        link.click()
        hands.settle()
    assert clerk.shown == [("zapotrzebowanie.pdf", b"%PDF-1.4")]
    assert (clerk.place / "faktura.exe").read_bytes() == b"MZ"


HOSTILE = (
    b"From: a@b.pl\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=windows-1250\r\n\r\n"
    b"<style>p{}</style><script>alert(1)</script><p onclick='x()'>Za\xbf\xf3\xb3\xe6 <b>g\xea\x9cl\xb9</b>"
    b"<img src=http://evil.example/x.png><a href='javascript:x()'>link</a><iframe src=file:///etc/passwd></iframe>"
)


def test_that_html_of_a_mail_is_shown_without_anything_that_loads_or_runs(qapp: QApplication) -> None:
    shown = safe_html(html_of(HOSTILE))
    assert shown == "<p>Zażółć <b>gęślą</b>link</p>"
    letter = Letter("letter", "Wiadomość")
    letter.show_message("Zażółć gęślą", shown)
    assert letter.toPlainText() == "Zażółć gęśląlink"
    image = QTextDocument.ResourceType.ImageResource.value
    assert letter.loadResource(image, QUrl("http://evil.example/x.png")) is None
    letter.deleteLater()


@pytest.mark.parametrize("raw", [b"", b"zwykly tekst <b>", b"Content-Type: text/html; charset=nie-ma\n\n<i>x</i>"])
def test_that_what_is_no_mail_has_no_look_of_its_own(raw: bytes) -> None:
    assert safe_html(html_of(raw)) in ("", "<i>x</i>")


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("chip", ["chip_new", "chip_waiting", "chip_unrecognised"])
def test_that_nothing_is_cut_or_nameless_at_the_smallest_window(
    qapp: QApplication, sqlite_database: Database, tmp_path: Path, clerk: Clerk, language: str, chip: str
) -> None:
    load(sqlite_database, orders=60)
    set_language(qapp, language)
    desk = Desk(qapp, sqlite_database, kept=QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    desk.window.resize(1280, 720)
    desk.window.show()
    hands = Hands(qapp, desk.window)
    page = desk.room("inquiries")
    hands.settle()
    hands.press(chip)
    if chip == "chip_waiting":
        hands.press("offer")
    QTest.qWait(0)
    found = cut(page), nameless(page)
    desk.close()
    assert found == ([], [])


def test_that_a_lost_inquiry_is_taken_back_at_once_or_reopened_later(shop: Shop, hands: Hands) -> None:
    number = ask(shop, shop.customer(), "Mąka na jutro")
    listed(hands, 1)
    hands.choose("inquiries_list", lambda row: row.number == number, "it")
    hands.find(ReadingHead, "inquiry_head").lose_chosen.emit(LostReason.PRICE)
    hands.settle()
    hands.press("toast_action")
    listed(hands, 1)
    assert not hands.window.findChild(QAbstractButton, "reopen").isVisible()
    hands.find(ReadingHead, "inquiry_head").lose_chosen.emit(LostReason.PRICE)
    hands.settle()
    hands.press("chip_all")
    hands.choose("inquiries_list", lambda row: row.number == number, "the lost one")
    assert not hands.window.findChild(QAbstractButton, "lose").isVisible()
    hands.press("reopen")
    hands.until(lambda: hands.table("inquiries_list").current_record().open, "it to be open")
    assert hands.window.findChild(QAbstractButton, "lose").isVisible()


def test_that_what_was_ordered_is_not_lost_and_the_page_says_what_to_do(shop: Shop, hands: Hands) -> None:
    number = ask(shop, shop.customer(), "Mąka na jutro")
    with shop.database.read() as session:
        card = show_inquiry(session, number)
    command = PlaceOrder(card.row.customer_id, (NewLine(shop.product(), 1_000),), opportunity_id=card.opportunity_id)
    placed = execute(shop.database, place_order, command, actor=COLLEAGUE).number
    hands.press("chip_all")
    listed(hands, 1)
    hands.choose("inquiries_list", lambda row: row.number == number and not row.open, "the ordered one")
    hands.find(ReadingHead, "inquiry_head").lose_chosen.emit(LostReason.PRICE)
    said = f"Zapytanie {number} nie jest przegrane: powstało z niego zamówienie ({placed}). Niczego nie zmieniono;"
    reading = hands.window.findChild(Reading)
    hands.until(lambda: said in reading.told.text, "the refusal")
    with shop.database.read() as session:
        assert show_inquiry(session, number).row.lost_reason is None
