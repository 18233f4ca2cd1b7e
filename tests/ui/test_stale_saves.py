"""Every form that edits a record, on both databases: another session saves while one types. What is typed stays, the
save overwrites nothing and shows both values, and what is stored then is what was chosen, field by field (law 4)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton

from crm_desktop.catalogue.records import NewProduct, SaveProduct, StockGoal
from crm_desktop.catalogue.sheets import product_sheet, save_product
from crm_desktop.company import SaveSettings, save_settings, settings_card
from crm_desktop.customers.queries import show_customer
from crm_desktop.customers.service import edit_customer
from crm_desktop.intake.forms import SaveForm, save_form
from crm_desktop.intake.records import Received
from crm_desktop.intake.sources import SaveSource, save_source
from crm_desktop.intake.submissions import receive
from crm_desktop.intake.unrecognised import MapFields, map_fields
from crm_desktop.intake.worker import interpret_all
from crm_desktop.orders.drafting import change_draft
from crm_desktop.orders.records import ChangeDraft, NewLine, OrderCard, PlaceOrder
from crm_desktop.printing.records import AddPrinter
from crm_desktop.printing.service import add_printer
from crm_desktop.staff.records import AddEmployee
from crm_desktop.staff.service import add_employee
from crm_desktop.work import execute
from crm_desktop.worth.targets import SetTargets, set_targets, targets_of
from db.models.intake import FormRow
from db.session import Database
from db.vocabulary import PrinterKind, PrinterLanguage, Role, SourceKind
from tests.company import Shop
from tests.ui.desks import Seated, anna, both, company, seated
from tests.ui.orders import customer_chosen, lines_table, only_order, typed
from tests.ui.test_settings import Panel, panel
from ui.charts_tab.targets_form import TargetsForm
from ui.customers.form import edit_command, values_of
from ui.settings.card_page import CardPage
from ui.settings.form import Form
from ui.tour import Onlooker
from ui.warehouse.page import WarehousePage
from ui.widgets.parts import Told

__all__ = ["anna", "company", "panel"]


@pytest.fixture
def hands(qapp: QApplication, company: Database, tmp_path: Path, onlooker: Onlooker) -> Iterator[Seated]:
    with seated(qapp, company, tmp_path) as made:
        made.window.activateWindow()
        made.settle()
        yield made


@dataclass(frozen=True)
class Case:
    """A page of the settings: what I type into `field`, what another saves there, and what another saves beside it."""

    page: str
    field: str
    mine: Any
    theirs: Any
    also: str
    also_theirs: Any
    entry: str = ""


PAGES = (
    Case("company", "phone", "111", "222", "city", "Gniezno"),
    Case("users", "email", "moj@firma.pl", "jej@firma.pl", "name", "Anna Nowa", entry="Administrator"),
    Case("warehouses", "city", "Poznań", "Gniezno", "street", "Polna 2", entry="M1"),
    Case(
        "numbering",
        "template",
        "W{nr}/{mm}/{yyyy}/{warehouse}",
        "X{nr}/{mm}/{yyyy}/{warehouse}",
        "reset",
        "monthly",
        entry="WZ",
    ),
    Case("sources", "host", "moj.example", "jej.example", "folder", "Sklep", entry="biuro"),
    Case("forms", "redirect", "https://moj.example/", "https://jej.example/", "name", "Nowa nazwa", entry="serwis"),
    Case("templates", "subject", "Moja wysyłka", "Jej wysyłka", "body", "Jej treść", entry="Parcel"),
    Case("hours", "mon", "9:00-15:00", "7:00-15:00", "tue", "10:00-12:00"),
    Case("assignment", "late_to", "admin", "ewa", "in_turn", False),
    Case("promises", "reservation_hours", 48, 24, "offer_valid_days", 30),
    Case("printers", "host", "10.0.0.2", "10.0.0.3", "port", 9101, entry="Zebra"),
    Case("couriers", "carrier", "Mój", "Jej", "columns", "Nazwa* = {name}", entry="Kurier"),
    Case("mail", "host", "smtp.moj.example", "smtp.jej.example", "login", "jej"),
)


def prepare(anna: Shop) -> None:
    """A record for every page that lists some."""
    do = anna.database, anna.actor
    mailbox = {"host": "imap.example", "port": "993", "security": "tls", "folder": "INBOX", "login": "biuro"}
    execute(do[0], save_source, SaveSource("biuro", SourceKind.MAILBOX, mailbox, active=False), actor=do[1])
    execute(do[0], save_form, SaveForm(0, 0, "serwis", "Serwis", {}, {}, True), actor=do[1])
    zebra = AddPrinter("Zebra", PrinterKind.TCP, PrinterLanguage.ZPL, host="10.0.0.1")
    execute(do[0], add_printer, zebra, actor=do[1])
    execute(do[0], add_employee, AddEmployee("ewa", "Ewa Lis", Role.CLERK), actor=do[1])


def stored(page: Any, database: Database, entry: str) -> tuple[Any, dict[str, Any]]:
    """The record as it stands now, and its values as the page reads them."""
    with database.read() as session:
        if isinstance(page, CardPage):
            card = settings_card(session)
            return card, page.values_of(card.settings)
        found = [page.entry_of(record) for record in page.query(session)]
    chosen = next(one for one in found if one.key == entry)
    return chosen, chosen.values


def other_saves(page: Any, anna: Shop, entry: Any, changed: dict[str, Any]) -> None:
    record, values = stored(page, anna.database, entry)
    wanted = {**values, **changed}
    if isinstance(page, CardPage):
        command: Any = SaveSettings(page.applied(record.settings, wanted), record.versions)
        execute(anna.database, save_settings, command, actor=anna.actor)
    else:
        case, command = page.case_and_command(record, wanted)
        execute(anna.database, case, command, actor=anna.actor)


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.page)
def test_that_each_page_of_the_settings_shows_both_and_saves_what_is_chosen(
    panel: Panel, anna: Shop, case: Case
) -> None:
    prepare(anna)
    panel.hands.settle()
    page = panel.page(case.page)
    if case.entry:
        titles = [one.title + one.detail for one in page.entries]
        at = next((n for n, title in enumerate(titles) if case.entry in title), 0)
        panel.choose(at)
    key = page.current.key if case.entry else None
    panel.write(case.field, case.mine)
    other_saves(page, anna, key, {case.field: case.theirs, case.also: case.also_theirs})
    panel.hands.settle()
    form: Form = page.editor.form
    assert form.values()[case.field] == case.mine  # not pulled from under me
    for again in (True, False):
        panel.save()
        assert both(panel, case.field) == (form.said(case.field, case.mine), form.said(case.field, case.theirs))
        assert panel.find(QRadioButton, f"mine_{case.field}").isChecked()
        assert panel.find(QRadioButton, f"theirs_{case.also}").isChecked()
        values = stored(page, anna.database, key)[1]
        assert (values[case.field], values[case.also]) == (case.theirs, case.also_theirs)
        if again:  # who goes back to the fields has not chosen: the next save asks again
            panel.press("back_to_form")
    panel.press("save_chosen")
    panel.until_told("Zapisano")
    values = stored(page, anna.database, key)[1]
    assert (values[case.field], values[case.also]) == (case.mine, case.also_theirs)


def back_and_again(hands: Seated, save: str, key: str) -> None:
    """Who goes back to the fields has not chosen: the next save asks again."""
    hands.press("back_to_form")
    hands.press(save)
    hands.find(QRadioButton, f"mine_{key}")


def test_that_a_customers_form_does(hands: Seated, anna: Shop) -> None:
    who = anna.customer("Piekarnia Kłos", email="stary@klos.example")
    hands.desk.room("customers")
    hands.choose("customers_list", lambda row: row.name == "Piekarnia Kłos", "the customer")
    hands.press("edit_customer")

    def card() -> Any:
        with anna.database.read() as session:
            return show_customer(session, who)

    hands.write("customer_field_email", "moj@klos.example")
    other = values_of(card())
    other = replace(other, fields={**other.fields, "email": "jej@klos.example", "city": "Gniezno"})
    execute(anna.database, edit_customer, edit_command(other, card()), actor=anna.actor)
    hands.settle()
    assert hands.find(QLineEdit, "customer_field_email").text() == "moj@klos.example"
    hands.press("save_customer")
    assert both(hands, "email") == ("moj@klos.example", "jej@klos.example")
    assert both(hands, "city") == ("Poznań", "Gniezno")
    back_and_again(hands, "save_customer", "email")
    assert card().row.email == "jej@klos.example"
    hands.press("save_chosen")
    assert (card().row.email, card().row.city) == ("moj@klos.example", "Gniezno")


def test_that_a_products_sheet_does(hands: Seated, anna: Shop) -> None:
    flour = NewProduct("MK-25", "Mąka tortowa 25 kg", 489_000)
    execute(anna.database, save_product, SaveProduct(flour), actor=anna.actor)
    hands.desk.room("warehouse")
    hands.window.findChild(WarehousePage).show_goods("MK-25")
    hands.press("edit_goods")

    def saved() -> SaveProduct:
        with anna.database.read() as session:
            return product_sheet(session, "MK-25").saved

    hands.until(lambda: hands.find(QLineEdit, "product_code").text() == "MK-25", "the sheet")
    hands.write("product_net_price", "50")
    hands.write("goals_minimum_0", "5")
    now = saved()
    hers = replace(
        now,
        product=replace(now.product, net_price=510_000, name="Mąka tortowa"),
        goals=(StockGoal(now.goals[0].warehouse, 7_000, 9_000, "A-1"), *now.goals[1:]),
    )
    execute(anna.database, save_product, hers, actor=anna.actor)
    hands.settle()
    assert hands.find(QLineEdit, "product_net_price").text() == "50"
    hands.press("save_product")
    house = now.goals[0].warehouse
    assert both(hands, "net_price") == ("50,00", "51,00")
    assert both(hands, "name") == ("Mąka tortowa 25 kg", "Mąka tortowa")
    assert both(hands, f"goal_{house}") == ("minimum 5, docelowo 0", "minimum 7, docelowo 9, A-1")
    back_and_again(hands, "save_product", "net_price")
    assert saved().product.net_price == 510_000
    hands.find(QRadioButton, f"theirs_goal_{house}").setChecked(True)
    hands.press("save_chosen")
    assert (saved().product.net_price, saved().product.name) == (500_000, "Mąka tortowa")
    assert (saved().goals[0], saved().version) == (StockGoal(house, 7_000, 9_000, "A-1"), (now.version or 0) + 2)


def test_that_a_draft_of_an_order_does_in_its_head_and_its_lines(hands: Seated, anna: Shop) -> None:
    flour, oats, rye = (anna.product(code, stock=9_000) for code in ("MK-1", "MK-2", "MK-3"))
    hands.desk.room("orders")
    customer = customer_chosen(hands, anna)
    typed(hands, "goods_search", "MK-1")
    typed(hands, "goods_search", "MK-2")
    hands.until(lambda: len(only_order(anna).lines) == 2, "the draft")
    card = only_order(anna)
    price = card.lines[0].unit_price
    lines = (NewLine(flour, 7_000, price), NewLine(oats, 1_000, price), NewLine(rye, 2_000, price))
    hers = PlaceOrder(customer, lines, address=card.address, note="Anny", payment="gotówka")
    execute(anna.database, change_draft, ChangeDraft(card.row.number, card.version, hers), actor=anna.actor)
    hands.settle()
    table = lines_table(hands)
    assert [line.quantity for line in table.records_model.records] == [1_000, 1_000]
    typed(hands, "goods_search", "MK-1")  # two of them now
    hands.until(lambda: hands.find(QRadioButton, f"mine_line_{flour}"), "both")
    assert both(hands, f"line_{flour}") == ("2 × 48,90 · VAT 23", "7 × 48,90 · VAT 23")
    assert both(hands, f"line_{rye}") == ("nie ma", "2 × 48,90 · VAT 23")
    assert both(hands, "note") == ("(puste)", "Anny")
    told = hands.find(Told, "told").text
    assert (told.startswith("Anna Wrona (magazyn) zapisał(a) je "), "Widzisz" in told) == (True, False)
    assert only_order(anna).note == "Anny"
    hands.find(QRadioButton, f"mine_line_{rye}").setChecked(True)
    hands.press("save_chosen")

    def now() -> OrderCard:
        return only_order(anna)

    assert [(line.product_id, line.quantity) for line in now().lines] == [(flour, 2_000), (oats, 1_000)]
    assert (now().note, now().payment, now().version) == ("Anny", "gotówka", card.version + 2)
    hands.settle()
    assert [line.quantity for line in lines_table(hands).records_model.records] == [2_000, 1_000]


def test_that_targets_do(hands: Seated, anna: Shop, company: Database) -> None:
    form = TargetsForm(hands.desk.seat, hands.window)
    form.show()
    hands.settle()
    form._employee.setCurrentIndex(form._employee.findData("admin"))
    hands.settle()
    year = int(form._year.currentData())

    def amounts() -> tuple[int, ...]:
        with anna.database.read() as session:
            return targets_of(session, "admin", year).amounts

    form._months[0].setText("100")
    form._months[1].setText("200")
    hers = (50_000, 0, 70_000, *(0,) * 9)
    execute(anna.database, set_targets, SetTargets("admin", year, hers, (0,) * 12), actor=anna.actor)
    hands.settle()
    assert form._months[0].text() == "100"
    form._save.click()
    hands.settle()
    assert both(hands, "1") == ("100,00", "500,00")
    assert both(hands, "3") == ("(puste)", "700,00")
    assert amounts() == hers
    back_and_again(hands, "save_targets", "1")
    hands.press("save_chosen")
    assert amounts() == (10_000, 20_000, 70_000, *(0,) * 9)
    form.close()


def test_that_the_meanings_of_a_forms_fields_do(hands: Seated, anna: Shop) -> None:
    received = Received("serwis", b'{"p1": "Bistro A", "p2": "cennik"}', "application/json")
    receive(anna.database, received)
    interpret_all(anna.database)
    hands.desk.room("inquiries")
    hands.press("chip_unrecognised")
    hands.pick("means_p1", "Firma")

    def field_map() -> Any:
        with anna.database.read() as session:
            told = session.query(FormRow.field_map).filter(FormRow.key == "serwis").scalar()
        return {key: meaning for key, meaning in told.items() if meaning}

    hers = MapFields("serwis", {"p1": "", "p2": "subject"}, 0)
    execute(anna.database, map_fields, hers, actor=anna.actor)
    hands.settle()
    hands.press("map_fields")
    assert both(hands, "p1") == ("Firma", "zostaw w wiadomości")
    assert both(hands, "p2")[1] == "Temat"
    assert field_map() == {"p2": "subject"}
    back_and_again(hands, "map_fields", "p1")
    hands.press("save_chosen")
    hands.until(lambda: field_map() == {"p1": "company", "p2": "subject"}, "what was chosen")
