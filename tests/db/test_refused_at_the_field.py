"""What a person types that cannot be is told at its field, what is not there by its key; nothing is written then."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from crm_desktop.catalogue.records import GroupPrice, NewProduct, SaveProduct, StockGoal
from crm_desktop.catalogue.service import add_product
from crm_desktop.catalogue.sheets import product_sheet, save_product
from crm_desktop.company import SaveSettings, save_settings, settings_card
from crm_desktop.customers.consents import give_consent, withdraw_consent
from crm_desktop.customers.queries import show_customer
from crm_desktop.customers.records import (
    EditCustomer,
    GiveConsent,
    PostalAddress,
    SetStatus,
    TakeNote,
    WithdrawConsent,
)
from crm_desktop.customers.service import edit_customer, set_status, take_note
from crm_desktop.documents.queries import show_document
from crm_desktop.errors import Erased, InvalidValue, NotFound, StaleRecord
from crm_desktop.inquiries.calls import take_down
from crm_desktop.inquiries.offer_queries import show_offer
from crm_desktop.inquiries.queries import attached, show_inquiry
from crm_desktop.inquiries.records import AnswerInquiry, AssignInquiry, FollowUp, TakeDown
from crm_desktop.inquiries.service import answer_inquiry, assign_inquiry, follow_up
from crm_desktop.orders.courier_files import ForgetCourierTemplate, forget_courier_template
from crm_desktop.orders.mending import mendable
from crm_desktop.orders.records import NewLine, PlaceOrder
from crm_desktop.orders.service import place_order
from crm_desktop.staff.records import AddEmployee, ChangeEmployee, ChangeRole, SetAbsence, SetPassword
from crm_desktop.staff.service import add_employee, change_employee, change_role, set_absence, set_password
from crm_desktop.warehouse.count_records import EnterCount, OpenCount
from crm_desktop.warehouse.counting import enter_count, open_count
from crm_desktop.warehouse.queries import stock_card, warehouse_by_code
from crm_desktop.work import execute
from crm_desktop.worth.records import AddCampaign, AddExpense
from crm_desktop.worth.service import add_campaign, add_expense
from db.models.system import AuditRow, ChangeRow
from db.session import Database
from db.vocabulary import Channel, ContactStatus, ExpenseKind, Role
from tests.company import Shop, today

NOBODY = 9_999
YESTERDAY = today() - timedelta(days=1)


def written(database: Database) -> tuple[int, int]:
    with database.read() as session:
        counts = [session.scalar(select(func.count()).select_from(table)) or 0 for table in (AuditRow, ChangeRow)]
    return counts[0], counts[1]


def change_company(**company: str) -> Callable[[Any], Any]:
    return lambda settings: replace(settings, company=replace(settings.company, **company))


def change(**told: Any) -> Callable[[Any], Any]:
    return lambda settings: replace(settings, **told)


@pytest.mark.parametrize(
    ("changed", "field", "value", "rule"),
    [
        (change_company(name="  "), "name", "", "required"),
        (change_company(nip="123-456-32-19"), "nip", "123-456-32-19", "nip_checksum"),
        (change_company(postal_code="0509"), "postal_code", "0509", "postal_code"),
        (change_company(tax_office="14"), "tax_office", "14", "tax_office"),
        (change(stock_method=5), "stock_method", 5, "unknown"),
        (change(cost_method="lifo"), "cost_method", "lifo", "unknown"),
        (change(language="de"), "language", "de", "unknown"),
        (change(currency="zł"), "currency", "zł", "unknown"),
        (change(time_zone="Europe/Warszawa"), "time_zone", "Europe/Warszawa", "unknown"),
        (change(time_zone="../Warsaw"), "time_zone", "../Warsaw", "unknown"),
        (change(time_zone="Europe"), "time_zone", "Europe", "unknown"),
        (change(time_zone=""), "time_zone", "", "unknown"),
        (change(answer_within_hours=0), "answer_within_hours", 0, "positive"),
        (change(offer_valid_days=10_001), "offer_valid_days", 10_001, "positive"),
        (change(join_within_minutes=-1), "join_within_minutes", -1, "positive"),
        (change(work_starts=16, work_ends=16), "work_ends", 16, "hours"),
        (change(work_ends=25), "work_ends", 25, "hours"),
    ],
)
def test_that_the_company_is_not_saved_with_what_cannot_be(
    shop: Shop, changed: Callable[[Any], Any], field: str, value: Any, rule: str
) -> None:
    shop.configure(work_starts=7)
    with shop.database.read() as session:
        card = settings_card(session)
    before = written(shop.database)
    with pytest.raises(InvalidValue) as refused:
        execute(shop.database, save_settings, SaveSettings(changed(card.settings), card.versions), actor=shop.actor)
    assert refused.value.details == {"field": field, "value": value, "rule": rule}
    with shop.database.read() as session:
        assert settings_card(session) == card
    assert written(shop.database) == before


def test_that_the_company_of_another_country_keeps_its_postal_code(shop: Shop) -> None:
    with shop.database.read() as session:
        card = settings_card(session)
    moved = change_company(country="DE", postal_code="10115")(card.settings)
    execute(shop.database, save_settings, SaveSettings(moved, card.versions), actor=shop.actor)
    with shop.database.read() as session:
        assert settings_card(session).settings.company.postal_code == "10115"


def order(*lines: NewLine) -> PlaceOrder:
    return PlaceOrder(1, lines)


JANUARY = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("use_case", "command", "field", "value", "rule"),
    [
        (add_employee, AddEmployee(" ", "Jan", Role.WAREHOUSE), "login", "", "required"),
        (add_employee, AddEmployee("jan", " ", Role.WAREHOUSE), "name", "", "required"),
        (add_employee, AddEmployee("admin", "Jan", Role.WAREHOUSE), "login", "admin", "unique"),
        (set_absence, SetAbsence("admin", YESTERDAY), "until", YESTERDAY.isoformat(), "past"),
        (add_product, NewProduct(" ", "Mąka", 1), "code", "", "required"),
        (add_product, NewProduct("X", " ", 1), "name", "", "required"),
        (add_product, NewProduct("X", "Mąka", -1), "net_price", -1, "not_negative"),
        (add_product, NewProduct("MK-1", "Mąka", 1), "code", "MK-1", "unique"),
        (
            add_product,
            NewProduct("X", "Mąka", 1, barcodes=(("5901234123457", 1000), ("5901234123457", 2000))),
            "barcode",
            "5901234123457, 5901234123457",
            "unique",
        ),
        (save_product, SaveProduct(NewProduct(" ", "Mąka", 1)), "code", "", "required"),
        (add_campaign, AddCampaign(" ", "Targi", JANUARY), "key", "", "required"),
        (add_campaign, AddCampaign("targi", " ", JANUARY), "name", "", "required"),
        (
            add_campaign,
            AddCampaign("targi", "Targi", today(), YESTERDAY),
            "ends_on",
            YESTERDAY.isoformat(),
            "after_start",
        ),
        (add_campaign, AddCampaign("allegro", "Inna", JANUARY), "key", "allegro", "unique"),
        (give_consent, GiveConsent(1, " ", "Zgadzam się"), "purpose", "", "required"),
        (give_consent, GiveConsent(1, "newsletter", " "), "text", "", "required"),
        (give_consent, GiveConsent(1, "newsletter", "Zgadzam się"), "proof", "", "required"),
        *(
            (
                give_consent,
                GiveConsent(1, "sms", "Tak", proof="teczka", given_on=day),
                "given_on",
                day.isoformat(),
                rule,
            )
            for day, rule in ((date(2999, 1, 1), "not_in_future"), (date(1998, 4, 29), "too_early"))
        ),
        (take_note, TakeNote(1, " \n"), "text", "", "required"),
        (take_down, TakeDown(Channel.PHONE, " \n", customer_id=1), "wanted", "", "required"),
        (
            take_down,
            TakeDown(Channel.PHONE, "Cena?", customer_id=1, follow_up_on=YESTERDAY),
            "follow_up_on",
            YESTERDAY.isoformat(),
            "past",
        ),
        (place_order, order(NewLine(1, 0)), "lines[1].quantity", 0, "positive"),
        (place_order, order(NewLine(1, 1_000), NewLine(1, 500)), "lines[2].quantity", 0.5, "whole_units"),
        (place_order, order(NewLine(1, 1_000, discount=10_001)), "lines[1].discount", 1.0001, "between_0_and_1"),
        (enter_count, EnterCount(1, 1, 1_500), "quantity", 1.5, "whole_only"),
        (enter_count, EnterCount(1, 1, -1_000), "quantity", -1.0, "whole_only"),
    ],
)
def test_that_what_cannot_be_is_told_at_its_field(
    shop: Shop, use_case: Any, command: Any, field: str, value: Any, rule: str
) -> None:
    shop.product()
    shop.customer()
    execute(shop.database, add_campaign, AddCampaign("allegro", "Allegro", JANUARY), actor=shop.actor)
    execute(shop.database, open_count, OpenCount(1), actor=shop.actor)
    before = written(shop.database)
    with pytest.raises(InvalidValue) as refused:
        execute(shop.database, use_case, command, actor=shop.actor)
    assert refused.value.details == {"field": field, "value": value, "rule": rule}
    assert written(shop.database) == before


EDITED = EditCustomer(NOBODY, 1, "Jan", "", "", "", "", PostalAddress("Jan", "ul. Polna 1", "61-001", "Poznań"))
FLOUR = NewProduct("X", "Mąka", 1)


@pytest.mark.parametrize(
    ("use_case", "command", "kind", "key"),
    [
        (change_role, ChangeRole("nikt", Role.WAREHOUSE), "employee", "nikt"),
        (set_absence, SetAbsence("nikt", None), "employee", "nikt"),
        (change_employee, ChangeEmployee(NOBODY, 1, "Jan", "", Role.WAREHOUSE, True), "employee", NOBODY),
        (set_password, SetPassword(NOBODY, ""), "employee", NOBODY),
        (give_consent, GiveConsent(NOBODY, "newsletter", "Zgadzam się", proof="segregator 3"), "customer", NOBODY),
        (withdraw_consent, WithdrawConsent(NOBODY), "consent", NOBODY),
        (take_note, TakeNote(NOBODY, "Dzwonił"), "customer", NOBODY),
        (set_status, SetStatus(NOBODY, ContactStatus.IN_TALKS), "customer", NOBODY),
        (edit_customer, EDITED, "customer", NOBODY),
        (add_expense, AddExpense(JANUARY, ExpenseKind.ADVERTISING, 1, product_group="Nic"), "product_group", "Nic"),
        (save_product, SaveProduct(FLOUR, product_id=NOBODY), "product", NOBODY),
        (save_product, SaveProduct(FLOUR, prices=(GroupPrice("Nikt", 1000, 1),)), "customer_group", "Nikt"),
        (save_product, SaveProduct(FLOUR, goals=(StockGoal("XX", 1000, 2000),)), "warehouse", "XX"),
        (place_order, PlaceOrder(NOBODY, (NewLine(1, 1_000),)), "customer", NOBODY),
        (place_order, PlaceOrder(1, (NewLine(NOBODY, 1_000),)), "product", NOBODY),
        (open_count, OpenCount(NOBODY), "warehouse", NOBODY),
        (open_count, OpenCount(1, group="Nic"), "product_group", "Nic"),
        (open_count, OpenCount(1, shelf="Z"), "shelf", "Z"),
        (enter_count, EnterCount(NOBODY, 1, 1_000), "count", NOBODY),
        (forget_courier_template, ForgetCourierTemplate("Nic"), "courier_template", "Nic"),
        (answer_inquiry, AnswerInquiry("ZAP/0", "Tak"), "inquiry", "ZAP/0"),
        (follow_up, FollowUp("ZAP/0", None), "inquiry", "ZAP/0"),
    ],
)
def test_that_what_is_not_there_is_told_by_its_key(
    shop: Shop, use_case: Any, command: Any, kind: str, key: Any
) -> None:
    shop.product()
    before = written(shop.database)
    with pytest.raises(NotFound) as refused:
        execute(shop.database, use_case, command, actor=shop.actor)
    assert refused.value.details == {"kind": kind, "key": key}
    assert written(shop.database) == before


@pytest.mark.parametrize(
    ("look", "kind", "key"),
    [
        (lambda session: show_document(session, "WZ/0"), "document", "WZ/0"),
        (lambda session: mendable(session, "WZ/0"), "document", "WZ/0"),
        (lambda session: show_inquiry(session, "ZAP/0"), "inquiry", "ZAP/0"),
        (lambda session: show_offer(session, "OF/0"), "offer", "OF/0"),
        (lambda session: show_offer(session, "OF/0", revision=2), "offer", "OF/0 v2"),
        (lambda session: show_customer(session, NOBODY), "customer", NOBODY),
        (lambda session: product_sheet(session, "MK-0"), "product", "MK-0"),
        (lambda session: warehouse_by_code(session, "XX"), "warehouse", "XX"),
        (lambda session: stock_card(session, "MK-1", warehouse="XX"), "stock", "MK-1 / XX"),
        (lambda session: stock_card(session, "MK-0", warehouse=""), "product", "MK-0"),
    ],
)
def test_that_a_card_of_what_is_not_there_says_what_was_looked_for(
    shop: Shop, look: Callable[[Any], Any], kind: str, key: Any
) -> None:
    shop.product(stock=1_000)
    with shop.database.read() as session, pytest.raises(NotFound) as refused:
        look(session)
    assert refused.value.details == {"kind": kind, "key": key}


def test_that_a_file_that_was_erased_is_told_as_erased(shop: Shop) -> None:
    with shop.database.read() as session, pytest.raises(Erased) as gone:
        attached(session, "0" * 64)
    assert gone.value.details == {"kind": "file", "key": "0" * 64}


def test_that_an_inquiry_is_answered_given_and_put_off_only_as_it_can_be(shop: Shop) -> None:
    asked = TakeDown(Channel.PHONE, "Ile kosztuje mąka?", customer_id=shop.customer())
    number = execute(shop.database, take_down, asked, actor=shop.actor).number
    with shop.database.read() as session:
        version = show_inquiry(session, number).row.version
    before = written(shop.database)
    for command, use_case, field in (
        (AnswerInquiry(number, " \n"), answer_inquiry, "text"),
        (AnswerInquiry(number, "48,90 zł", "biuro klos.example"), answer_inquiry, "recipient"),
        (FollowUp(number, YESTERDAY), follow_up, "follow_up_on"),
    ):
        with pytest.raises(InvalidValue) as refused:
            execute(shop.database, use_case, command, actor=shop.actor)
        assert refused.value.details["field"] == field
    with pytest.raises(NotFound) as nobody:
        execute(shop.database, assign_inquiry, AssignInquiry(number, NOBODY), actor=shop.actor)
    assert nobody.value.details == {"kind": "employee", "key": NOBODY}
    with pytest.raises(StaleRecord) as stale:
        execute(shop.database, follow_up, FollowUp(number, None, version + 1), actor=shop.actor)
    assert stale.value.details == {"kind": "inquiry", "key": number, "mine": version + 1, "theirs": version}
    assert written(shop.database) == before
