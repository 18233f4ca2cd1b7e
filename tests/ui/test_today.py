"""Today in the real window: prints and mails of which nobody knows the end stand in the queue and are decided there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget

from crm_desktop.inquiries.calls import take_down
from crm_desktop.inquiries.records import TakeDown
from crm_desktop.messages.service import queue_message
from crm_desktop.printing.records import AddPrinter, QueueJob
from crm_desktop.printing.service import add_printer, queue_print
from crm_desktop.staff.records import AddEmployee
from crm_desktop.staff.service import add_employee
from crm_desktop.work import Work, execute, use_case
from db.models.leaving import MessageRow, PrintJobRow
from db.session import Database
from db.vocabulary import Channel, JobKind, JobState, Permission, PrinterKind, PrinterLanguage, Role, Topic
from tests.company import Shop
from tests.ui.desks import company, seated, shop
from ui.desk import Desk
from ui.hands import Hands
from ui.printing.panel import PrintPanel, titled
from ui.today.queue_list import QueueList
from ui.today.waiting import Kind, Matter
from ui.tour import Onlooker

__all__ = ["company", "shop"]
_TOPIC = {PrintJobRow: Topic.PRINT_JOBS, MessageRow: Topic.MESSAGES}


@pytest.fixture
def hands(qapp: QApplication, company: Database, tmp_path: Path, onlooker: Onlooker) -> Iterator[Hands]:
    with seated(qapp, company, tmp_path, "today") as made:
        yield made


def shown_to(app: QApplication, company: Database, folder: Path, login: str) -> tuple[set[Kind], str, bool]:
    """What Today holds for the seat of `login`: kinds in the queue, the count above it, whether there are figures."""
    desk = Desk(app, company, kept=QSettings(str(folder / f"{login}.ini"), QSettings.Format.IniFormat), user=login)
    desk.window.show()
    desk.room("today")
    hands = Hands(app, desk.window)
    hands.settle()
    kinds = {row.kind for row in hands.find(QueueList, "today_queue").queue.rows if isinstance(row, Matter)}
    figures = desk.window.findChild(QWidget, "today_figures")
    assert figures is not None
    told = kinds, hands.read("today_count"), figures.isVisible()
    desk.close()
    return told


def test_that_a_warehouse_hand_is_shown_orders_and_no_inquiries_or_figures_that_others_work_on(
    qapp: QApplication, company: Database, shop: Shop, tmp_path: Path, onlooker: Onlooker
) -> None:
    for login, role in (("marek", Role.WAREHOUSE), ("anna", Role.CLERK)):
        execute(company, add_employee, AddEmployee(login, login.title(), role), actor=shop.actor)
    execute(
        company, take_down, TakeDown(Channel.PHONE, "Ile za worek?", name="Kłos", phone="601 000 222"), actor=shop.actor
    )
    shop.place(shop.customer("Młyn"), (shop.product(stock=9_000), 2_000))
    assert shown_to(qapp, company, tmp_path, "anna") == ({Kind.ANSWER, Kind.ORDERS}, "czekają 2 sprawy", True)
    assert shown_to(qapp, company, tmp_path, "marek") == ({Kind.ORDERS}, "czeka 1 sprawa", False)


@use_case(Permission.HANDLE_INQUIRIES)
def write_mail(work: Work, subject: str) -> int:
    return queue_message(work, recipient="jan@przyklad.pl", subject=subject, body="Dzień dobry")


def printed(shop: Shop, title: str, printer: int) -> int:
    job = QueueJob(printer_id=printer, kind=JobKind.TEST, title=title, payload=b"^XA^XZ")
    return execute(shop.database, queue_print, job, actor=shop.actor).job_id


def left_as(shop: Shop, row: type[Any], key: int, state: JobState) -> None:
    """As a station that was killed leaves it; the change wakes the window."""

    @use_case(Permission.PRINT)
    def ended(work: Work, _command: None) -> None:
        work.session.get_one(row, key).state = state
        work.changed(_TOPIC[row], key, state.value)

    execute(shop.database, ended, None, actor=shop.actor)


def matters(hands: Hands, kind: Kind) -> list[tuple[str, str]]:
    rows = hands.find(QueueList, "today_queue").queue.rows
    return [(row.title, row.pill.text) for row in rows if isinstance(row, Matter) and row.kind is kind]


def test_that_a_print_and_a_mail_nobody_knows_the_end_of_wait_in_today_and_are_decided_one_press_away(
    hands: Hands, shop: Shop
) -> None:
    printer = AddPrinter("Zebra", PrinterKind.TCP, PrinterLanguage.ZPL, host="127.0.0.1", port=9)
    printer_id = execute(shop.database, add_printer, printer, actor=shop.actor).printer_id
    printed(shop, "druga", printer_id)
    job = printed(shop, "Strona próbna", printer_id)
    mail, other = (execute(shop.database, write_mail, text, actor=shop.actor) for text in ("Paczka w drodze", "Inna"))
    hands.settle()
    assert (matters(hands, Kind.PRINT), matters(hands, Kind.MAIL)) == ([], [])
    left_as(shop, PrintJobRow, job, JobState.UNCERTAIN)
    left_as(shop, MessageRow, other, JobState.FAILED)
    left_as(shop, MessageRow, mail, JobState.UNCERTAIN)
    hands.until(lambda: len(matters(hands, Kind.MAIL)) == 2, "the mails to be shown")
    assert matters(hands, Kind.PRINT) == [("Strona próbna", "niepewne")]
    assert matters(hands, Kind.MAIL) == [("Paczka w drodze", "niepewne"), ("Inna", "nieudane")]
    assert hands.read("today_count") == "czekają 3 sprawy"
    for title, row, key in (("Inna", MessageRow, other), ("Strona próbna", PrintJobRow, job)):
        walked_to(hands, title)
        hands.key(Qt.Key.Key_Return)
        assert hands.find(PrintPanel, "print_panel").isVisible()
        hands.until(lambda title=title: titled(hands.table("print_jobs").current_record()) == title, "it to be shown")
        hands.press("cancel_job")
        with shop.database.read() as session:
            assert session.get_one(row, key).state is JobState.CANCELLED
        hands.key(Qt.Key.Key_Escape)
    hands.until(lambda: matters(hands, Kind.PRINT) == [], "the print to be gone")
    assert matters(hands, Kind.MAIL) == [("Paczka w drodze", "niepewne")]


def walked_to(hands: Hands, title: str) -> None:
    queue = hands.find(QueueList, "today_queue")
    queue.setFocus()
    place = next(n for n, row in enumerate(queue.queue.rows) if isinstance(row, Matter) and row.title == title)
    queue.setCurrentIndex(queue.queue.index(place, 0))
