"""A consent given by word or on paper is written down in the customer's card, with its exact text and its proof."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from crm_desktop.customers.consents import give_consent
from crm_desktop.customers.records import GiveConsent
from crm_desktop.staff.records import AddEmployee
from crm_desktop.staff.service import add_employee
from crm_desktop.work import execute
from db.session import Database
from db.vocabulary import Role
from tests.company import Shop
from tests.ui.desks import company, shop
from tests.ui.test_customers import Room
from ui.customers.consent import proof_of
from ui.customers.sections import Sections
from ui.tour import Onlooker
from ui.typed_days import DayEdit
from ui.widgets.fields import Field
from ui.widgets.parts import Told

__all__ = ["company", "shop"]
SAID = "Chcę dostawać cennik telefonicznie."
TOO_EARLY = "Dzień „05.02.1924” był zbyt dawno: sprawdź rok."


@pytest.fixture
def room(qapp: QApplication, company: Database, tmp_path: Path, onlooker: Onlooker) -> Iterator[Room]:
    opened = Room(qapp, company, tmp_path)
    yield opened
    opened.desk.close()


def begin(room: Room, name: str) -> None:
    """By the keyboard, once the customer is chosen."""
    room.hands.until(lambda: name in room.names(), "the list to follow")
    room.choose(name)
    room.hands.press("chip_consents")
    room.hands.table("customer_consents").setFocus()
    room.hands.key(Qt.Key.Key_C)
    room.hands.until(lambda: isinstance(QApplication.focusWidget(), QComboBox), "the purpose to have the focus")


def typed(room: Room, key: str, words: str) -> None:
    """What lies in the field gives way to it."""
    field = room.hands.find(QWidget, f"consent_{key}")
    if isinstance(field, QComboBox):
        field.setEditText(words)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(words)
    elif isinstance(field, DayEdit):
        field.set_day(date.fromisoformat(words))
    else:
        assert isinstance(field, QLineEdit)
        field.setText(words)


def shown(room: Room) -> tuple[str, str]:
    """The text and its version."""
    text, version = room.hands.find(QPlainTextEdit, "consent_text"), room.hands.find(QLineEdit, "consent_text_version")
    return text.toPlainText(), version.text()


def faults(room: Room) -> dict[str, str]:
    found = {}
    for key in ("purpose", "text", "text_version", "proof", "given_on"):
        field = room.hands.find(QWidget, f"consent_{key}").parent()
        assert isinstance(field, Field)
        found |= {key: field.fault} if field.fault else {}
    return found


def test_that_a_consent_is_written_down_by_keyboard_and_shown_with_its_proof(room: Room, shop: Shop) -> None:
    who = shop.customer("Kłos")
    begin(room, "Kłos")
    purpose = QApplication.focusWidget()
    assert purpose is not None
    QTest.keyClicks(purpose, "sms")
    assert QApplication.focusWidget() is room.hands.find(QComboBox, "consent_purpose")
    walked = []
    for words in ("2026-11", "Zgadzam sie na SMS.", "rozmowa 27.11"):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget().objectName())
        QTest.keyClicks(QApplication.focusWidget(), words)
    assert walked == ["consent_text_version", "consent_text", "consent_proof"]
    room.hands.key(Qt.Key.Key_Return)
    stored = room.card(who)
    told = [(one.purpose, one.text, one.text_version, one.form_key, one.ip) for one in stored.consents]
    assert told == [("sms", "Zgadzam sie na SMS.", "2026-11", "by_hand", "rozmowa 27.11")]
    assert [(entry.what, entry.text) for entry in stored.timeline] == [("give_consent", "sms")]
    assert room.hands.find(Told, "told").text == "Zgoda jest zapisana razem z dowodem."
    table = room.hands.table("customer_consents")
    assert [one.purpose for one in table.records_model.records] == ["sms"]
    assert QApplication.focusWidget() is table
    table.record_activated.emit(stored.consents[0])
    proof = room.hands.find(Told, "told").text.splitlines()[1].split(" · ")
    assert proof[:3] == ["wersja 2026-11", "wpisana ręcznie", "dowód: rozmowa 27.11"]


def test_that_a_purpose_brings_the_text_last_used_for_it_and_a_changed_text_bears_no_version(
    room: Room, shop: Shop
) -> None:
    who, other = shop.customer("Kłos"), shop.customer("Młyn")
    for text, version in (("Stara treść", "2025"), (SAID, "2026-05")):
        command = GiveConsent(other, "marketing_phone", text, version, "telefonicznie")
        execute(room.company, give_consent, command, actor=shop.actor)
    begin(room, "Kłos")
    box = room.hands.find(QComboBox, "consent_purpose")
    offered = [box.itemText(number) for number in range(box.count())]
    assert offered == ["marketing telefoniczny", "marketing e-mailem", "newsletter"]
    assert (box.currentText(), shown(room)) == ("", ("", ""))
    room.hands.pick("consent_purpose", "marketing telefoniczny")
    assert shown(room) == (SAID, "2026-05")
    room.hands.pick("consent_purpose", "newsletter")
    assert shown(room) == ("", "")
    room.hands.pick("consent_purpose", "marketing telefoniczny")
    typed(room, "text", SAID + " I SMS-em.")
    assert shown(room) == (SAID + " I SMS-em.", "")
    typed(room, "text", SAID)
    assert shown(room) == (SAID, "2026-05")
    room.hands.pick("consent_proof", "telefonicznie")
    room.hands.find(QPlainTextEdit, "consent_text").setFocus()
    room.hands.key(Qt.Key.Key_Return, ctrl=True)
    told = [(one.purpose, one.text, one.text_version, one.ip) for one in room.card(who).consents]
    assert told == [("marketing_phone", SAID, "2026-05", "telefonicznie")]


def test_that_what_is_refused_is_told_at_its_field_and_changes_nothing(room: Room, shop: Shop) -> None:
    who = shop.customer("Kłos")
    begin(room, "Kłos")
    wanted = (("purpose", "newsletter"), ("text", SAID), ("proof", "teczka"))
    for key, words in wanted:
        room.hands.press("save_consent")
        assert faults(room) == {key: "Wypełnij to pole."}
        typed(room, key, words)
        assert faults(room) == {}
    typed(room, "proof", "t" * 61)
    room.hands.press("save_consent")
    assert faults(room) == {"proof": "Najwyżej 60 znaków."}
    assert (room.card(who).consents, room.card(who).timeline) == ((), ())
    typed(room, "proof", "t" * 60)
    for day, told in (("2999-01-01", "Data „01.01.2999” jeszcze nie nadeszła."), ("1924-02-05", TOO_EARLY)):
        typed(room, "given_on", day)
        assert faults(room) == {}
        room.hands.press("save_consent")
        assert faults(room) == {"given_on": told}
    assert (room.card(who).consents, room.card(who).timeline) == ((), ())
    typed(room, "given_on", "2024-02-05")
    room.hands.press("save_consent")
    (kept,) = room.card(who).consents
    assert (kept.ip, kept.given_at) == ("t" * 60, datetime(2024, 2, 5, 11, tzinfo=UTC))
    table = room.hands.table("customer_consents")
    assert [column.shown(kept) for column in table.records_model.columns if column.key == "given"] == [
        "5\xa0lut\xa02024"
    ]
    assert proof_of(kept).rpartition(" · ")[2] == "udzielona 5\xa0lut\xa02024"


def test_that_escape_leaves_and_another_customer_has_fields_of_their_own(room: Room, shop: Shop) -> None:
    who = [shop.customer("Kłos"), shop.customer("Młyn")]
    begin(room, "Kłos")
    typed(room, "text", SAID)
    begin(room, "Młyn")
    assert shown(room) == ("", "")
    room.hands.key(Qt.Key.Key_Escape)
    assert not any(one.isVisible() for one in room.desk.window.findChildren(QPlainTextEdit, "consent_text"))
    assert QApplication.focusWidget() is room.hands.table("customer_consents")
    begin(room, "Kłos")
    assert shown(room) == (SAID, "")
    room.hands.key(Qt.Key.Key_Escape)
    room.hands.press("record_consent")
    assert shown(room) == ("", "")
    assert [room.card(one).consents for one in who] == [(), ()]


def test_that_what_was_typed_comes_back_with_its_own_text_when_the_program_is_started_again(
    qapp: QApplication, company: Database, shop: Shop, tmp_path: Path, onlooker: Onlooker
) -> None:
    who = shop.customer("Kłos")
    command = GiveConsent(who, "newsletter", "Chcę newsletter", "2026-05", "telefonicznie")
    execute(company, give_consent, command, actor=shop.actor)
    first = Room(qapp, company, tmp_path)
    begin(first, "Kłos")
    first.hands.pick("consent_purpose", "newsletter")
    typed(first, "text", SAID)
    typed(first, "proof", "teczka")
    first.desk.close()
    again = Room(qapp, company, tmp_path)
    begin(again, "Kłos")
    boxes = [again.hands.find(QComboBox, f"consent_{key}").currentText() for key in ("purpose", "proof")]
    assert (boxes, shown(again)) == (["newsletter", "teczka"], (SAID, ""))
    again.desk.close()


@pytest.mark.parametrize(("role", "may"), [(Role.WAREHOUSE, False), (Role.CLERK, True)], ids=["warehouse", "clerk"])
def test_that_only_who_may_edit_customers_is_offered_it(
    qapp: QApplication, company: Database, shop: Shop, tmp_path: Path, onlooker: Onlooker, role: Role, may: bool
) -> None:
    execute(company, add_employee, AddEmployee("ona", "Anna Wrona", role), actor=shop.actor)
    shop.customer("Kłos")
    opened = Room(qapp, company, tmp_path, user="ona")
    opened.choose("Kłos")
    chips = [chip.isVisible() for chip in opened.desk.window.findChildren(QWidget, "chip_consents")]
    opened.desk.window.findChildren(Sections)[0].show_section("consents")
    opened.hands.settle()
    offered = [one.isVisible() for one in opened.desk.window.findChildren(QWidget, "record_consent")]
    opened.hands.table("customer_consents").setFocus()
    opened.hands.key(Qt.Key.Key_C)
    begun = [one.isVisible() for one in opened.desk.window.findChildren(QWidget, "consent_purpose")]
    opened.desk.close()
    assert (chips, offered, begun) == ([may], [may], [may])
