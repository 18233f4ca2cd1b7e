"""The main job from end to end, as people do it: a visitor in Chromium, a clerk at the window, printers on TCP."""

import os
import shutil
from collections.abc import Iterator

import pypdfium2
import pytest
from playwright.sync_api import Browser, sync_playwright
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from crm_desktop import clock
from crm_desktop.analytics.records import ReportRequest, StageRow
from crm_desktop.analytics.report import run_report
from crm_desktop.documents.service import print_document
from crm_desktop.intake.spam import AT_ONCE_SECONDS
from crm_desktop.orders.labelling import label_content
from crm_desktop.orders.queries import show_order
from crm_desktop.printing.layout import address_label
from crm_desktop.printing.queries import list_jobs
from crm_desktop.printing.records import AddPrinter, LabelSize
from crm_desktop.printing.rendering import render
from crm_desktop.printing.service import add_printer
from crm_desktop.settings import load as load_settings
from crm_desktop.verify import verify
from crm_desktop.work import execute
from crm_desktop.worth.records import AddCampaign, AddExpense
from crm_desktop.worth.service import add_campaign, add_expense
from db.vocabulary import ExpenseKind, JobState, PrinterKind, PrinterLanguage
from tests.company import Shop
from tests.journeys.conftest import Start
from ui.desk import Desk
from ui.hands import Hands
from ui.tour import PaperSink
from ui.widgets.pills import StatusPill

pytestmark = [pytest.mark.journey, pytest.mark.slow]
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-sync"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, as a visitor has it; no proxy stands between it and loopback."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert found is not None, "`make test` installs Chromium"
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=FLAGS.split(), env=environment)
        yield opened
        opened.close()


def send_the_form(browser: Browser, address: str, product: str) -> str:
    """What a visitor does; answers what the thank-you page says."""
    page = browser.new_page()
    page.goto(f"{address}?utm_campaign=jesien")
    page.get_by_role("textbox", name="Imię i nazwisko").fill("Jadwiga Żółć")
    page.get_by_role("textbox", name="Firma").fill("Piekarnia „Pod Łąką”")
    page.get_by_role("textbox", name="E-mail").fill("jadwiga@podlaka.przyklad.pl")
    page.get_by_role("textbox", name="Telefon").fill("601 202 303")
    page.get_by_role("textbox", name="Towar").fill(product)
    page.get_by_role("textbox", name="Ilość").fill("3")
    page.get_by_role("textbox", name="Wiadomość").fill("Proszę o wycenę z dostawą do Łodzi.")
    page.wait_for_timeout(1_000 * AT_ONCE_SECONDS)  # who fills it in at once is a robot
    page.get_by_role("button").click()
    page.wait_for_load_state()
    told = page.inner_text("main")
    page.close()
    return told


def printers(desk: Desk, zebra: PaperSink, receipt: PaperSink) -> None:
    for name, language, sink in (("Zebra", PrinterLanguage.ZPL, zebra), ("Paragon", PrinterLanguage.ESCPOS, receipt)):
        printer = AddPrinter(name, PrinterKind.TCP, language, "127.0.0.1", sink.port)
        execute(desk.seat.database, add_printer, printer, actor=desk.seat.actor)


def campaign(desk: Desk) -> None:
    today = clock.local_day(clock.now(), "Europe/Warsaw")
    execute(desk.seat.database, add_campaign, AddCampaign("jesien", "Jesień", today), actor=desk.seat.actor)
    spent = AddExpense(today, ExpenseKind.ADVERTISING, 300, campaign="jesien")
    execute(desk.seat.database, add_expense, spent, actor=desk.seat.actor)


def stages(desk: Desk) -> list[tuple[str, int, int]]:
    today = clock.local_day(clock.now(), "Europe/Warsaw")
    found = run_report(desk.seat.database, ReportRequest("funnel", today, today))
    return [(row.stage, row.count, row.value) for row in found.rows if isinstance(row, StageRow)]


def test_that_a_form_becomes_goods_on_their_way_and_everyone_sees_it(
    desk: Desk,
    shop: Shop,
    start: Start,
    browser: Browser,
    paper: PaperSink,
    receipt_paper: PaperSink,
    qapp: QApplication,
) -> None:
    shop.product("MK-7", price=420_000, stock=5_000, cost=300_000)
    printers(desk, paper, receipt_paper)
    campaign(desk)
    intake = start("intake", "serve", "--port", "0", says=r"http://\S+/form/kontakt")
    start("print-station", "run", "--station", "magazyn")
    hands = Hands(qapp, desk.window)

    # in: a visitor's form is a record in the open window by itself
    desk.room("inquiries")
    hands.settle()
    assert list(hands.table("inquiries_list").records_model.records) == []
    assert "Dziękujemy" in send_the_form(browser, intake.address, "MK-7")
    row = hands.choose("inquiries_list", lambda record: True, "the inquiry from the site")
    hands.until(lambda: hands.read("inquiry_number") == row.number, "the inquiry to be read")
    assert hands.page_text("inquiry_message").startswith("Proszę o wycenę z dostawą do Łodzi.")
    assert [line.quantity for line in hands.table("inquiry_products").records_model.records] == [3_000]
    assert stages(desk)[:2] == [("received", 1, 0), ("answered", 0, 0)]

    # through: every page of the wizard, by its own button
    hands.press("make_order")
    hands.until(lambda: hands.table("order_lines").records_model.records, "the asked goods")
    hands.press("next_step")
    hands.write("terms_note", "Dzwonić przed dostawą")
    seen = []
    for wanted in ("złożone", "zarezerwowane", "skompletowane", "wydane"):
        hands.press("next_step")
        seen.append(status_of(hands, wanted))
    number = hands.read("order_number")
    hands.press("step_6")
    hands.pick("label_printer", "Zebra")
    hands.press("next_step")
    seen.append(status_of(hands, "z etykietą"))
    hands.write("carrier", "InPost")
    for wanted in ("przekazane", "zakończone"):
        hands.press("next_step")
        seen.append(status_of(hands, wanted))
    assert seen == ["złożone", "zarezerwowane", "skompletowane", "wydane", "z etykietą", "przekazane", "zakończone"]
    for page in range(8):
        hands.press(f"step_{page}")

    # out: the W-Z is numbered and printed, the label left for the printer byte for byte
    with desk.seat.database.read() as session:
        card, configured = show_order(session, number), load_settings(session)
    wz = card.shipments[0].document
    assert wz == f"WZ 1/{card.row.created_at.year}/M1"
    text = pdf_text(print_document(desk.seat.database, wz, actor=desk.seat.actor))
    assert all(part in text for part in (wz, number, "Piekarnia „Pod Łąką”", "MK-7", "Dzwonić przed dostawą"))
    hands.until(lambda: paper.jobs, "the label printer")
    layout = address_label(label_content(card, configured), LabelSize())
    assert paper.jobs == [render(layout, PrinterLanguage.ZPL, dpi=203)]
    hands.press("step_6")
    hands.pick("label_printer", "Paragon")
    assert hands.find(QComboBox, "label_printer").currentText() == "Paragon"
    start("label", "print", number, "--printer", "Paragon")
    hands.until(lambda: receipt_paper.jobs, "the receipt printer")
    again = address_label(label_content(card, configured, reprint=True), LabelSize())
    assert receipt_paper.jobs == [render(again, PrinterLanguage.ESCPOS, dpi=203)]
    hands.until(lambda: set(jobs(desk, card.row.order_id)) == {JobState.DONE}, "both jobs to be done")

    # told: the contact moved by itself, and the customer's page says so
    desk.seat.open_customer.emit(card.row.customer_id)
    hands.settle()
    hands.until(lambda: hands.find(StatusPill, "customer_status").label.text == "zakończone", "the contact's status")

    # seen: the funnel shows it and can be clicked down to the line
    assert stages(desk) == [(stage, 1, 12_600) for stage in STAGES]
    desk.room("charts")
    hands.click_shape("funnel", "completed")
    assert [(record.count, record.value) for record in hands.table("report_table").records_model.records] == [
        (1, 12_600)
    ]
    hands.choose("report_table", lambda record: record.count == 1, "whose it is")
    found = hands.table("report_table").records_model.records
    assert [record.values[0] for record in found] == [row.number]
    hands.key(Qt.Key.Key_Backspace)
    hands.key(Qt.Key.Key_Backspace)
    hands.press("chip_products")
    assert [record.keys for record in hands.table("report_table").records_model.records] == [("MK-7",)]
    hands.click_shape("bars", "MK-7")
    hands.choose("report_table", lambda record: record.sums.revenue == 12_600, "who bought it")
    assert [record.values[0] for record in hands.table("report_table").records_model.records] == [number]
    hands.press("chip_roi")
    roi = hands.until(lambda: hands.table("report_table").records_model.records, "the campaign")
    assert [(record.key, record.cost, record.margin, record.verdict) for record in roi] == [
        ("jesien", 300, 3_600, "gain")
    ]
    with desk.seat.database.read() as session:
        assert verify(session).problems == ()
    assert [label.text() for label in desk.window.findChildren(QLabel, "signed_in")] == ["Administrator"]


STAGES = ("received", "answered", "offered", "ordered", "issued", "completed")


def status_of(hands: Hands, wanted: str) -> str:
    """What the pill of the open order says, once it says `wanted`."""
    pill = hands.find(StatusPill, "order_status")
    hands.until(lambda: pill.label.text == wanted, f"the order to be {wanted}")
    hands.settle()
    return pill.label.text


def jobs(desk: Desk, order_id: int) -> list[JobState]:
    with desk.seat.database.read() as session:
        return [job.state for job in list_jobs(session, order_id=order_id)]


def pdf_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()
