"""The window by keyboard: the sheet of keys, the print queue behind its mark."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from sqlalchemy import select, update

from crm_desktop.clock import now
from crm_desktop.printing.queries import list_jobs
from crm_desktop.printing.records import AddPrinter, QueueJob
from crm_desktop.printing.service import add_printer, queue_print
from crm_desktop.staff.queries import actor_by_login
from crm_desktop.work import Actor, execute
from db.models.leaving import MessageRow, PrintJobRow
from db.session import Database
from db.vocabulary import JobKind, JobState, PrinterKind, PrinterLanguage
from ui import prompts
from ui.desk import Desk
from ui.hands import Hands
from ui.printing.panel import PrintPanel
from ui.rooms import KEYS
from ui.tour import Onlooker
from ui.widgets.shortcut_sheet import ShortcutSheet


@pytest.fixture
def admin(company: Database) -> Actor:
    with company.read() as session:
        return actor_by_login(session, "admin")


@pytest.fixture
def hands(qapp: QApplication, company: Database, tmp_path: Path) -> Iterator[Hands]:
    onlooker = Onlooker()
    before = prompts.seat(onlooker)
    desk = Desk(qapp, company, kept=QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat))
    desk.window.resize(1280, 720)
    desk.window.show()
    found = Hands(qapp, desk.window)
    found.settle()
    desk.window.activateWindow()
    found.until(desk.window.isActiveWindow, "the window to be active")
    yield found
    desk.close()
    prompts.seat(before)
    assert onlooker.faults == []


def set_state(company: Database, job_id: int, state: JobState) -> None:
    """As a station would have left it."""
    with company.write() as session:
        session.execute(update(PrintJobRow).where(PrintJobRow.id == job_id).values(state=state))
        session.commit()


def test_that_a_question_mark_shows_the_keys_of_this_tab_and_of_the_window(hands: Hands) -> None:
    hands.key(Qt.Key.Key_2, ctrl=True)
    back = QApplication.focusWidget()
    QTest.keyClick(back, Qt.Key.Key_Question)
    sheet = hands.find(ShortcutSheet, "shortcut_sheet")
    told = [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]
    for key in ("J", "Ctrl+N", "Ctrl+K", "Ctrl+6", "?", "Ctrl+Q"):
        assert told.count(key) == 1
    assert {"Następne", "Szukaj wszystkiego", "Wszędzie", "Zapytania"} <= set(told)
    hands.key(Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert QApplication.focusWidget() is back


def test_that_prints_that_need_a_person_are_resolved_in_the_panel(
    hands: Hands, company: Database, admin: Actor
) -> None:
    printer = AddPrinter("Zebra", PrinterKind.TCP, PrinterLanguage.ZPL, host="127.0.0.1", port=9)
    printer_id = execute(company, add_printer, printer, actor=admin).printer_id
    jobs = {}
    for title in ("czeka", "nie wyszło", "niepewne"):
        job = QueueJob(printer_id, JobKind.LABEL, title, b"^XA^XZ")
        jobs[title] = execute(company, queue_print, job, actor=admin).job_id
    set_state(company, jobs["nie wyszło"], JobState.FAILED)
    set_state(company, jobs["niepewne"], JobState.UNCERTAIN)

    def states() -> dict[str, str]:
        with company.read() as session:
            return {job.title: job.state.value for job in list_jobs(session)}

    mark = hands.window.printing
    mark.setFocus()
    hands.key(Qt.Key.Key_Return)
    panel = hands.find(PrintPanel, "print_panel")
    shown = [job.title for job in hands.table("print_jobs").records_model.records]
    assert shown == ["niepewne", "nie wyszło", "czeka"]
    hands.press("came_out")
    assert states() == {"niepewne": "done", "nie wyszło": "failed", "czeka": "queued"}
    hands.choose("print_jobs", lambda job: job.title == "nie wyszło", "the failed one")
    hands.press("retry_job")
    assert states()["nie wyszło"] == "queued"
    hands.choose("print_jobs", lambda job: job.title == "czeka", "the waiting one")
    hands.press("cancel_job")
    assert states() == {"niepewne": "done", "nie wyszło": "queued", "czeka": "cancelled"}
    hands.key(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert QApplication.focusWidget() is mark


def test_that_a_mail_nobody_knows_the_end_of_is_resolved_in_the_panel(hands: Hands, company: Database) -> None:
    states = (JobState.UNCERTAIN, JobState.FAILED, JobState.QUEUED)
    with company.write() as session:
        for state in states:
            row = MessageRow(recipient=f"{state.value}@example.com", subject=f"Paczka {state.value}", body="W drodze.")
            row.message_id, row.state, row.queued_by = f"<{state.value}@x>", state, "Anna"
            row.due_at = row.queued_at = now()
            session.add(row)
        session.commit()

    def found() -> list[str]:
        with company.read() as session:
            return [row.state.value for row in session.scalars(select(MessageRow).order_by(MessageRow.id))]

    hands.window.printing.setFocus()
    hands.key(Qt.Key.Key_Return)
    shown = [mail.subject for mail in hands.table("print_jobs").records_model.records]
    assert shown == ["Paczka uncertain", "Paczka failed"]
    hands.press("came_out")
    assert found() == ["done", "failed", "queued"]
    hands.choose("print_jobs", lambda mail: mail.state is JobState.FAILED, "the failed one")
    assert hands.find(QPushButton, "retry_job").text() == "Wyślij ponownie"
    hands.press("retry_job")
    assert found() == ["done", "queued", "queued"]


def test_that_f6_walks_the_bars_and_panes_of_a_room_and_comes_back_to_where_one_was(hands: Hands) -> None:
    hands.key(Qt.Key.Key_3, ctrl=True)
    assert QApplication.focusWidget().objectName() == "orders_list"
    walked = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        walked.append(QApplication.focusWidget().objectName())
    assert walked == ["toggle_list", "tab_orders", "printing", "chip_list"]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    assert QApplication.focusWidget().objectName() == "orders_list"
    hands.find(QLineEdit, "order_search").setFocus()
    for key in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, key)
    assert QApplication.focusWidget().objectName() == "order_search"


def test_that_enter_presses_the_button_that_has_the_focus(hands: Hands) -> None:
    hands.key(Qt.Key.Key_3, ctrl=True)
    hands.find(QPushButton, "new_order").setFocus()
    hands.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "draft_customer_search"


def test_that_each_room_opens_where_one_begins(hands: Hands) -> None:
    opened = {}
    for number, key in enumerate(KEYS, start=1):
        hands.key(getattr(Qt.Key, f"Key_{number}"), ctrl=True)
        opened[key] = QApplication.focusWidget().objectName()
    assert opened == {
        "today": "today_queue",
        "inquiries": "inquiries_list",
        "orders": "orders_list",
        "warehouse": "stock_search",
        "customers": "customers_list",
        "charts": "chip_funnel",
    }
