"""What was spent is entered in the window: with all it is tied to, told what is wrong, in the charts at once."""

from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QDateEdit, QLineEdit
from sqlalchemy import select

from db.models.customers import CustomerRow
from db.models.worth import CampaignRow, ExpenseRow
from db.session import Database
from db.vocabulary import ExpenseKind
from tests.ui.looking import cut, nameless
from tests.ui.test_charts_tab import filled, hands, page, person
from ui.application import set_language
from ui.charts_tab.cost_form import CostForm
from ui.hands import Hands
from ui.widgets.buttons import Button

__all__ = ["filled", "hands", "person"]
pytestmark = pytest.mark.slow


def form_of(hands: Hands) -> CostForm:
    page(hands).show_page("roi")
    hands.settle()
    page(hands).findChild(Button, "enter_cost").click()
    hands.settle()
    found = page(hands).findChild(CostForm, "cost_form")
    assert isinstance(found, CostForm)
    return found


def field(form: CostForm, kind: type[Any], key: str) -> Any:
    return form.findChild(kind, f"cost_{key}")


def save(hands: Hands, form: CostForm) -> None:
    form.findChild(Button, "save_cost").click()
    hands.until(lambda: form._save.isEnabled(), "the answer to a save")
    hands.settle()


def test_that_an_expense_is_booked_with_its_new_campaign_and_all_it_is_tied_to(hands: Hands, filled: Database) -> None:
    form = form_of(hands)
    form._kinds.choose("campaign")
    form._kinds.chosen.emit("campaign")
    field(form, QLineEdit, "name").setText("Targi Poznań")
    field(form, QLineEdit, "key").setText("targi-poznan")
    save(hands, form)
    box = field(form, QComboBox, "campaign")
    assert (box.currentData(), form._pages.currentIndex()) == ("targi-poznan", 0)
    field(form, QLineEdit, "amount").setText("1 250,50")
    field(form, QDateEdit, "day").setDate(QDate(2025, 3, 3))
    for key in ("employee", "product_group"):
        field(form, QComboBox, key).setCurrentIndex(1)
    with filled.read() as session:
        name = session.scalars(select(CustomerRow.name).order_by(CustomerRow.id.desc()).limit(1)).one()
    form._buyer.setText(name)
    hands.settle()
    QTest.qWait(400)
    hands.settle()
    QTest.keyClick(form._buyer, Qt.Key.Key_Down)
    QTest.keyClick(form._buyer, Qt.Key.Key_Return)
    hands.settle()
    assert form._customer
    save(hands, form)
    with filled.read() as session:
        row = session.scalars(select(ExpenseRow).order_by(ExpenseRow.id.desc()).limit(1)).one()
        campaign = session.get_one(CampaignRow, row.campaign_id)
        assert (row.amount, row.day.isoformat(), campaign.name) == (1_250_50, "2025-03-03", "Targi Poznań")
        assert (campaign.ends_on, row.kind) == (None, ExpenseKind.ADVERTISING)
        assert all((row.customer_id, row.employee_id, row.product_group_id))
    assert field(form, QLineEdit, "amount").text() == ""


def test_that_what_is_wrong_is_told_at_its_field_and_nothing_is_booked(hands: Hands, filled: Database) -> None:
    form = form_of(hands)
    for amount, order, wrong in (("dużo", "", "amount"), ("-5", "", "amount"), ("10", "no such", "order")):
        field(form, QLineEdit, "amount").setText(amount)
        field(form, QLineEdit, "order").setText(order)
        with filled.read() as session:
            before = session.scalars(select(ExpenseRow.id)).all()
        save(hands, form)
        assert [key for key, one in form._fields.items() if one.fault] == [wrong]
        with filled.read() as session:
            assert session.scalars(select(ExpenseRow.id)).all() == before


@pytest.mark.parametrize("language", ["pl", "en"])
def test_that_the_form_is_named_and_nothing_of_it_is_cut(qapp: QApplication, hands: Hands, language: str) -> None:
    set_language(qapp, language)
    hands.desk._on_language(language)  # type: ignore[attr-defined]
    hands.window = hands.desk.window  # type: ignore[attr-defined]
    hands.desk.room("charts")  # type: ignore[attr-defined]
    hands.settle()
    form = form_of(hands)
    for key in ("expense", "campaign"):
        form._kinds.chosen.emit(key)
        hands.settle()
        assert (nameless(form), cut(form)) == ([], []), key
    assert field(form, QCheckBox, "runs_on").accessibleName()
