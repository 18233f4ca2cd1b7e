"""`app.py tour --out DIR`: the main job for real, in the real window, leaving papers, labels, pictures, an account."""

import argparse
import json
import os
import socket
import sys
import threading
import time
import traceback
import urllib.parse
import urllib.request
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TextIO

from PySide6.QtCore import QObject, QSettings, Qt

from crm_desktop import clock
from crm_desktop.demo.load import load
from crm_desktop.documents.service import print_document
from crm_desktop.errors import KnownError
from crm_desktop.intake.channels.http import IntakeServer
from crm_desktop.opening import open_company
from crm_desktop.orders.labelling import label_content
from crm_desktop.orders.queries import show_order
from crm_desktop.printing.layout import address_label
from crm_desktop.printing.queries import printer_by_name
from crm_desktop.printing.raster import png
from crm_desktop.printing.records import AddPrinter, LabelSize, QueueJob
from crm_desktop.printing.rendering import render
from crm_desktop.printing.service import add_printer, queue_print
from crm_desktop.printing.station import Station
from crm_desktop.settings import load as load_settings
from crm_desktop.verify import verify
from crm_desktop.words import tell
from crm_desktop.work import execute
from crm_desktop.worth.records import AddCampaign, AddExpense
from crm_desktop.worth.service import add_campaign, add_expense
from db.vocabulary import ExpenseKind, JobKind, JobState, PrinterKind, PrinterLanguage
from ui import prompts
from ui.application import make_application
from ui.desk import Desk
from ui.hands import Hands
from ui.rooms import KEYS
from ui.start import company_language

ORDERS = 400
FILLING_SECONDS = 2.1
"""What a form takes a person at least; sent at once it would be spam."""
CAMPAIGN, SPENT = "tour-ads", 25_000
"""Its expense in grosze."""
ANSWERS = {
    "name": "Jadwiga Żółć",
    "company": "Piekarnia „Pod Łąką” sp. z o.o.",
    "email": "zamowienia@podlaka.przyklad.pl",
    "phone": "601 202 303",
    "quantity": "3",
    "message": "Dzień dobry, proszę o wycenę i wysyłkę do Łodzi. Płatność przelewem.",
}


class PaperSink:
    """A printer on TCP 9100 but for the paper: what it is sent is kept, a job a connection."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.jobs: list[bytes] = []
        self._thread = threading.Thread(target=self._serve, name="paper", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                parts = []
                while part := connection.recv(65536):
                    parts.append(part)
            self.jobs.append(b"".join(parts))

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


class Onlooker(prompts.Person):
    """Sits before the window of the tour: writes down what it is told, and asks nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def tell_refusal(self, owner: QObject | None, error: KnownError) -> None:
        self.faults.append(f"{error.code}: {error.details}")

    def crashed(self, fault: BaseException) -> None:
        self.faults.append("".join(traceback.format_exception(fault)))


class _Form(HTMLParser):
    """The names and values that the page's form would send."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action, self.values = "", dict[str, str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if tag == "form":
            self.action = found.get("action") or ""
        elif tag in ("input", "textarea") and found.get("type") != "checkbox":
            self.values[found.get("name") or ""] = found.get("value") or ""


@dataclass
class Tour:
    """One walk; `told` is the account, `files` what it left."""

    out: Path
    stream: TextIO
    told: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        self.told.append(sentence)
        print(f"{len(self.told):>2}. {sentence}", file=self.stream)

    def keep(self, name: str, content: bytes) -> None:
        (self.out / name).write_bytes(content)
        self.files.append(name)

    def picture(self, hands: Hands, name: str) -> None:
        hands.picture(self.out / f"{name}.png")
        self.files.append(f"{name}.png")

    def run(self) -> None:
        """Raises KnownError or Impatient where the job cannot be done."""
        self.out.mkdir(parents=True, exist_ok=True)
        for old in self.out.glob("company.db*"):
            old.unlink()
        with ExitStack() as stack:
            database = open_company(f"sqlite:///{self.out / 'company.db'}")
            stack.callback(database.close)
            self._walk(database, stack)

    def _walk(self, database: Any, stack: ExitStack) -> None:
        loaded = load(database, orders=ORDERS)
        self.say(f"a sample company of {loaded.orders} orders, {loaded.rows} rows")
        zebra, receipt = stack.enter_context(closing(PaperSink())), stack.enter_context(closing(PaperSink()))
        app = make_application(language=company_language(database))
        kept = QSettings(str(self.out / "window.ini"), QSettings.Format.IniFormat)
        onlooker = Onlooker()
        stack.callback(prompts.seat, prompts.seat(onlooker))
        sys.excepthook = sys.__excepthook__  # no dialog where nobody sits
        desk = Desk(app, database, kept=kept)
        stack.callback(desk.close)
        self._set_up(database, desk, zebra, receipt)
        station, intake = Station(database, "tour"), IntakeServer(database)
        for service in (station, intake):
            service.start()
            stack.callback(service.stop)
        desk.window.show()
        desk.window.resize(1440, 900)
        hands = Hands(app, desk.window)
        code = self._goods(database)
        number = self._inquiry(desk, hands, intake.port, code)
        order = self._order(desk, hands, number)
        self._papers(database, desk, order, zebra, receipt, hands)
        self._charts(desk, hands)
        for key in KEYS:
            desk.room(key)
            self.picture(hands, f"tab-{key}")
        with database.read() as session:
            found = verify(session)
        self.problems = [*found.problems, *onlooker.faults]
        self.say("db verify: " + ("; ".join(found.problems) or "nothing to object to"))

    def _goods(self, database: Any) -> str:
        """Some product of which there is plenty."""
        from crm_desktop.warehouse.queries import list_stock

        with database.read() as session:
            return next(line for line in list_stock(session, limit=200) if line.available >= 50_000).code

    def _set_up(self, database: Any, desk: Desk, zebra: PaperSink, receipt: PaperSink) -> None:
        today = clock.local_day(clock.now(), "Europe/Warsaw")
        for name, language, sink in (
            ("Zebra", PrinterLanguage.ZPL, zebra),
            ("Paragon", PrinterLanguage.ESCPOS, receipt),
        ):
            printer = AddPrinter(name, PrinterKind.TCP, language, "127.0.0.1", sink.port)
            execute(database, add_printer, printer, actor=desk.seat.actor)
        execute(database, add_campaign, AddCampaign(CAMPAIGN, "Reklama w sieci", today), actor=desk.seat.actor)
        spent = AddExpense(today, ExpenseKind.ADVERTISING, SPENT, campaign=CAMPAIGN)
        execute(database, add_expense, spent, actor=desk.seat.actor)
        self.say("two printers on TCP 9100 (ZPL, ESC/POS), a campaign that cost 250.00")

    def _inquiry(self, desk: Desk, hands: Hands, port: int, code: str) -> str:
        """The form of the site is filled in and sent; the window shows it by itself."""
        desk.room("inquiries")
        hands.settle()
        known = {row.number for row in hands.table("inquiries_list").records_model.records}
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        address = f"http://127.0.0.1:{port}"
        with opener.open(f"{address}/form/kontakt?utm_campaign={CAMPAIGN}") as page:
            form = _Form(page.read().decode())
        time.sleep(FILLING_SECONDS)
        values = form.values | ANSWERS | {"product": code}
        sent = urllib.parse.urlencode(values).encode()
        with opener.open(urllib.parse.urljoin(address, form.action), sent) as answer:
            self.say(f"the form on the site was sent; the intake answered {answer.status}")
        row = hands.choose("inquiries_list", lambda record: record.number not in known, "the new inquiry")
        self.say(f"inquiry {row.number} of {row.customer} appeared in the window by itself")
        hands.until(lambda: hands.read("inquiry_number") == row.number, "the inquiry to be shown")
        hands.find(type(hands.table("inquiry_products")), "inquiry_products")
        self.picture(hands, "inquiry")
        return str(row.number)

    def _order(self, desk: Desk, hands: Hands, number: str) -> str:
        """Through all eight pages of the wizard, by its buttons."""
        hands.press("make_order")
        hands.until(lambda: hands.table("order_lines").records_model.records, "the asked goods in the order")
        self.picture(hands, "wizard-2-goods")
        hands.press("next_step")
        hands.write("terms_payment", "przelew, 14 dni")
        self.picture(hands, "wizard-3-terms")
        hands.press("next_step")
        hands.until(lambda: hands.read("order_number").startswith("ZAM"), "the order's number")
        order = hands.read("order_number")
        self.say(f"{order} was made from {number}: placed, no one typed the customer or the goods again")
        self._step(desk, hands, order, "placed", "wizard-4-reserve")
        self._press_to(desk, hands, order, "reserved", "wizard-5-pick")
        self._press_to(desk, hands, order, "picked", "wizard-6-wz")
        self._press_to(desk, hands, order, "issued", "wizard-7-label")
        hands.pick("label_printer", "Zebra")
        self._press_to(desk, hands, order, "labelled", "wizard-8-hand-over")
        hands.write("carrier", "InPost")
        hands.write("tracking", "520000012345678901234567")
        self._press_to(desk, hands, order, "handed_over", "")
        self._press_to(desk, hands, order, "completed", "")
        return order

    def _press_to(self, desk: Desk, hands: Hands, order: str, status: str, picture: str) -> None:
        hands.press("next_step")
        self._step(desk, hands, order, status, picture)

    def _step(self, desk: Desk, hands: Hands, order: str, status: str, picture: str) -> None:
        def reached() -> bool:
            with desk.seat.database.read() as session:
                return bool(show_order(session, order).row.status.value == status)

        hands.until(reached, f"{order} to be {status}")
        hands.settle()
        with desk.seat.database.read() as session:
            card = show_order(session, order)
        made = card.shipments[-1].document if card.shipments and status == "issued" else ""
        self.say(f"{order}: {status}; contact: {card.contact.value}" + (f"; {made}" if made else ""))
        if picture:
            self.picture(hands, picture)

    def _papers(
        self, database: Any, desk: Desk, order: str, zebra: PaperSink, receipt: PaperSink, hands: Hands
    ) -> None:
        """What left for the printers, and the WZ as paper."""
        with database.read() as session:
            card, configured = show_order(session, order), load_settings(session)
            paragon = printer_by_name(session, "Paragon")
        layout = address_label(label_content(card, configured, reprint=True), LabelSize())
        payload = render(layout, PrinterLanguage.ESCPOS, dpi=paragon.dpi)
        job = QueueJob(paragon.printer_id, JobKind.LABEL, order, payload, order_id=card.row.order_id)
        execute(database, queue_print, job, actor=desk.seat.actor)
        hands.until(lambda: zebra.jobs and receipt.jobs, "both printers to have printed")
        self.keep("label.zpl", zebra.jobs[0])
        self.keep("label.escpos", receipt.jobs[0])
        self.keep("label.png", png(address_label(label_content(card, configured), LabelSize()), 203))
        hands.until(lambda: self._printed(database, card.row.order_id), "both jobs to be done")
        document = card.shipments[-1].document
        pdf = print_document(database, document, actor=desk.seat.actor)
        self.keep("wz.pdf", pdf)
        self.say(f"label printed: {len(zebra.jobs[0])} bytes of ZPL, {len(receipt.jobs[0])} bytes of raster; both done")
        self.say(f"{document} as PDF, {len(pdf)} bytes")
        desk.room("warehouse").open_document(document)
        self.picture(hands, "wz-in-the-window")

    @staticmethod
    def _printed(database: Any, order_id: int) -> bool:
        from crm_desktop.printing.queries import list_jobs

        with database.read() as session:
            jobs = list_jobs(session, order_id=order_id)
        return len(jobs) == 2 and all(job.state is JobState.DONE for job in jobs)

    def _charts(self, desk: Desk, hands: Hands) -> None:
        """Funnel, a click on a stage, back up, rankings, and what the campaign brought."""
        desk.room("charts")
        hands.settle()
        self.picture(hands, "funnel")
        hands.click_shape("funnel", "ordered")
        count = sum(row.count for row in hands.table("report_table").records_model.records)
        self.say(f"the funnel's stage 'ordered' was clicked: {count} inquiries and orders behind it, by employee")
        self.picture(hands, "funnel-ordered")
        hands.key(Qt.Key.Key_Backspace)
        for key in ("products", "customers", "roi"):
            hands.press(f"chip_{key}")
            self.picture(hands, f"chart-{key}")
        campaign = next(row for row in hands.table("report_table").records_model.records if row.key == CAMPAIGN)
        self.say(f"campaign {CAMPAIGN}: cost {campaign.cost / 100:.2f}, margin {campaign.margin / 100:.2f}")


def run_tour(arguments: list[str]) -> int:
    """0 done and nothing to object to; 1 where `db verify` objects."""
    parser = argparse.ArgumentParser(prog="app.py tour", description="the main job for real, leaving its papers")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")
    chosen = parser.parse_args(arguments)
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform in ("win32", "darwin")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    tour = Tour(chosen.out, sys.stderr if chosen.json else sys.stdout)
    try:
        tour.run()
    except KnownError as refusal:
        print(tell(refusal, os.environ.get("CRM_LANGUAGE", "pl")), file=sys.stderr)
        return refusal.exit_code
    account = "".join(f"{number}. {sentence}\n" for number, sentence in enumerate(tour.told, 1))
    tour.keep("account.txt", account.encode())
    left = {"out": str(chosen.out), "files": sorted(tour.files), "account": tour.told, "problems": tour.problems}
    print(json.dumps(left, ensure_ascii=False) if chosen.json else "\n".join(sorted(tour.files)))
    for problem in tour.problems:
        print(problem, file=sys.stderr)
    return 1 if tour.problems else 0
