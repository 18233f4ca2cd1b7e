"""Law 4 on both databases: of two who saved what they saw in the same moment one is told; nothing is overwritten."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from crm_desktop import settings
from crm_desktop.catalogue.records import NewProduct
from crm_desktop.catalogue.service import add_product
from crm_desktop.catalogue.sheets import product_sheet, save_product
from crm_desktop.company import SaveSettings, save_settings, settings_card
from crm_desktop.customers.queries import show_customer
from crm_desktop.customers.records import SetStatus
from crm_desktop.customers.service import edit_customer, set_status
from crm_desktop.documents.series import ChangeSeries, change_series, list_series
from crm_desktop.errors import InvalidValue, KnownError, StaleRecord
from crm_desktop.intake.forms import SaveForm, list_forms, save_form
from crm_desktop.intake.sources import SaveSource, list_sources, save_source
from crm_desktop.messages.templates import (
    ForgetTemplate,
    SaveTemplate,
    forget_template,
    ready_made,
    save_template,
    template_for,
)
from crm_desktop.orders.courier_files import (
    READY,
    ForgetCourierTemplate,
    courier_template,
    forget_courier_template,
    save_courier_template,
)
from crm_desktop.printing.queries import list_printers
from crm_desktop.printing.records import AddPrinter, ChangePrinter
from crm_desktop.printing.service import add_printer, change_printer
from crm_desktop.staff.passwords import hashed
from crm_desktop.staff.queries import list_employees
from crm_desktop.staff.records import AddEmployee, ChangeEmployee, Employee, SetAbsence, SetPassword
from crm_desktop.staff.service import add_employee, change_employee, set_absence, set_password
from crm_desktop.warehouse.houses import change_warehouse, warehouse_cards
from crm_desktop.warehouse.records import ChangeWarehouse, NewWarehouse
from crm_desktop.work import execute
from db.models.customers import CustomerRow
from db.session import Database
from db.vocabulary import (
    ContactStatus,
    OrderStep,
    PrinterKind,
    PrinterLanguage,
    Role,
    SeriesReset,
    SourceKind,
    WarehouseKind,
)
from tests.company import Shop, today
from ui.customers.form import edit_command, values_of

STEP, LANGUAGE = OrderStep.HAND_OVER, "pl"


@dataclass(frozen=True)
class Edit:
    """One record of the shop: `command` of the first or the second person, as both see it now, and what is stored."""

    case: Any
    command: Callable[[Database, int], Any]
    stored: Callable[[Database], Any]


def read(database: Database, query: Callable[[Any], Any]) -> Any:
    with database.read() as session:
        return query(session)


def employee(database: Database) -> Employee:
    return next(one for one in read(database, list_employees) if one.login == "ewa")


def first_of(database: Database, query: Callable[[Any], Any]) -> Any:
    return read(database, query)[0]


def _settings(database: Database, who: int) -> SaveSettings:
    card = read(database, settings_card)
    company = replace(card.settings.company, phone=f"61 {who}")
    return SaveSettings(replace(card.settings, company=company), card.versions)


def _letter(database: Database, who: int) -> SaveTemplate:
    there = read(database, lambda session: template_for(session, STEP, LANGUAGE))
    return SaveTemplate(STEP, LANGUAGE, f"Paczka {who}", there.body, version=there.version)


def _courier(database: Database, who: int) -> Any:
    there = read(database, lambda session: courier_template(session, "DPD"))
    return replace(there, carrier=f"DPD {who}")


def _customer(database: Database, who: int) -> Any:
    card = read(database, lambda session: show_customer(session, 1))
    values = values_of(card)
    return edit_command(replace(values, fields={**values.fields, "email": f"p{who}@klos.example"}), card)


def _product(database: Database, who: int) -> Any:
    there = read(database, lambda session: product_sheet(session, "MK-1")).saved
    return replace(there, product=replace(there.product, name=f"Mąka {who}"))


def _printer(database: Database, who: int) -> ChangePrinter:
    one = first_of(database, list_printers)
    return ChangePrinter(one.printer_id, one.version, zebra(host=f"10.0.0.{who}"), active=True)


def zebra(*, host: str) -> AddPrinter:
    return AddPrinter("Zebra", PrinterKind.TCP, PrinterLanguage.ZPL, host=host)


def _form(database: Database, who: int) -> SaveForm:
    one = first_of(database, list_forms)
    return SaveForm(one.form_id, one.version, one.key, f"Serwis {who}", {}, {}, True)


def _source(database: Database, who: int) -> SaveSource:
    one = first_of(database, list_sources)
    return SaveSource(one.name, one.kind, {**one.address, "host": f"imap{who}.example"}, False, one.version)


def _house(database: Database, who: int) -> ChangeWarehouse:
    one = first_of(database, warehouse_cards)
    return ChangeWarehouse(one.warehouse_id, one.version, NewWarehouse("M1", f"Sklep {who}", WarehouseKind.SALE))


def _series(database: Database, who: int) -> ChangeSeries:
    one = first_of(database, list_series)
    return ChangeSeries(one.series_id, one.version, f"{who}/{{nr}}/{{yyyy}}/{{warehouse}}", SeriesReset.YEARLY)


def _person(database: Database, who: int) -> ChangeEmployee:
    one = employee(database)
    return ChangeEmployee(one.employee_id, one.version, f"Ewa {who}", "", one.role, True)


def _password(database: Database, who: int) -> SetPassword:
    one = employee(database)
    return SetPassword(one.employee_id, HASHES[who], version=one.version)


def _status(database: Database, who: int) -> SetStatus:
    before = read(database, status)
    return SetStatus(1, STATUSES[who - 1], before)


def status(session: Any) -> ContactStatus:
    return ContactStatus(session.scalars(select(CustomerRow.status).where(CustomerRow.id == 1)).one())


STATUSES = (ContactStatus.LOST, ContactStatus.DORMANT, ContactStatus.SENT, ContactStatus.IN_TALKS)
HASHES = {who: hashed(f"{who}. hasło ewy") for who in (1, 2, 3, 4)}
EDITS = {
    "settings": Edit(save_settings, _settings, lambda d: read(d, settings.load).company.phone),
    "a letter": Edit(save_template, _letter, lambda d: read(d, lambda s: template_for(s, STEP, LANGUAGE)).subject),
    "a courier's file": Edit(
        save_courier_template, _courier, lambda d: read(d, lambda s: courier_template(s, "DPD")).carrier
    ),
    "a customer": Edit(edit_customer, _customer, lambda d: read(d, lambda s: show_customer(s, 1)).row.email),
    "a customer's status": Edit(set_status, _status, lambda d: read(d, status)),
    "a product": Edit(save_product, _product, lambda d: read(d, lambda s: product_sheet(s, "MK-1")).saved.product.name),
    "a printer": Edit(change_printer, _printer, lambda d: first_of(d, list_printers).host),
    "a form": Edit(save_form, _form, lambda d: first_of(d, list_forms).name),
    "a source": Edit(save_source, _source, lambda d: first_of(d, list_sources).address["host"]),
    "a warehouse": Edit(change_warehouse, _house, lambda d: first_of(d, warehouse_cards).name),
    "numbering": Edit(change_series, _series, lambda d: first_of(d, list_series).template),
    "an employee": Edit(change_employee, _person, lambda d: employee(d).name),
    "an absence": Edit(
        set_absence,
        lambda d, who: SetAbsence("ewa", today() + timedelta(days=who), employee(d).version),
        lambda d: employee(d).absent_until,
    ),
    "a password": Edit(set_password, _password, lambda d: employee(d).has_password),
}


@pytest.fixture
def shop(shop: Shop) -> Iterator[Shop]:
    """With a record of everything that is edited."""
    shop.customer()
    new = NewProduct("MK-1", "Mąka", 489_000)
    execute(shop.database, add_product, new, actor=shop.actor)
    do = shop.database, shop.actor
    mailbox = {"host": "imap.example", "port": "993", "security": "tls", "folder": "INBOX", "login": "biuro"}
    execute(do[0], save_source, SaveSource("biuro", SourceKind.MAILBOX, mailbox, active=False), actor=do[1])
    execute(do[0], save_form, SaveForm(0, 0, "serwis", "Serwis", {}, {}, True), actor=do[1])
    execute(do[0], add_printer, zebra(host="10.0.0.9"), actor=do[1])
    execute(do[0], add_employee, AddEmployee("ewa", "Ewa Lis", Role.CLERK), actor=do[1])
    yield shop


@pytest.fixture(params=EDITS, ids=str)
def edit(request: pytest.FixtureRequest) -> Edit:
    return EDITS[request.param]


def test_that_who_saved_what_is_no_more_is_told_and_overwrites_nothing(shop: Shop, edit: Edit) -> None:
    late = edit.command(shop.database, 2)
    execute(shop.database, edit.case, edit.command(shop.database, 1), actor=shop.actor)
    kept = edit.stored(shop.database)
    with pytest.raises(StaleRecord):
        execute(shop.database, edit.case, late, actor=shop.actor)
    assert edit.stored(shop.database) == kept
    execute(shop.database, edit.case, edit.command(shop.database, 2), actor=shop.actor)
    assert edit.case is set_password or edit.stored(shop.database) != kept


def test_that_of_two_saves_in_the_same_moment_one_is_told(shop: Shop, edit: Edit) -> None:
    """Also of what was never stored before, and has no row to be locked."""
    for pair in ((1, 2), (3, 4)):
        commands = [edit.command(shop.database, who) for who in pair]
        told: list[KnownError | None] = []
        together = threading.Barrier(len(commands))

        def save(command: Any, together: threading.Barrier = together, told: list[Any] = told) -> None:
            together.wait()
            try:
                execute(shop.database, edit.case, command, actor=shop.actor)
            except KnownError as refusal:
                told.append(refusal)
            else:
                told.append(None)

        threads = [threading.Thread(target=save, args=(command,)) for command in commands]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(type(one).__name__ for one in told) == ["NoneType", "StaleRecord"]


def test_that_nobody_gives_back_what_they_have_not_seen(shop: Shop) -> None:
    database, actor = shop.database, shop.actor
    execute(database, save_template, _letter(database, 1), actor=actor)
    execute(database, save_courier_template, _courier(database, 1), actor=actor)
    seen = ForgetTemplate(STEP, LANGUAGE, version=1), ForgetCourierTemplate("DPD", 1)
    execute(database, save_template, _letter(database, 2), actor=actor)
    execute(database, save_courier_template, _courier(database, 2), actor=actor)
    stale = []
    for case, command in ((forget_template, seen[0]), (forget_courier_template, seen[1])):
        with pytest.raises(StaleRecord) as refused:
            execute(database, case, command, actor=actor)
        stale.append(refused.value.details)
    assert stale == [
        {"kind": "message_template", "key": "hand_over", "mine": 1, "theirs": 2},
        {"kind": "courier_template", "key": "DPD", "mine": 1, "theirs": 2},
    ]
    assert EDITS["a letter"].stored(database) == "Paczka 2"
    assert EDITS["a courier's file"].stored(database) == "DPD 2"
    execute(database, forget_template, replace(seen[0], version=2), actor=actor)
    execute(database, forget_courier_template, replace(seen[1], version=2), actor=actor)
    assert read(database, lambda s: template_for(s, STEP, LANGUAGE)) == ready_made(STEP, LANGUAGE)
    assert read(database, lambda s: courier_template(s, "DPD")) in READY


def test_that_what_was_given_back_meanwhile_is_not_there_to_be_saved(shop: Shop) -> None:
    database, actor = shop.database, shop.actor
    execute(database, save_template, _letter(database, 1), actor=actor)
    execute(database, save_courier_template, _courier(database, 1), actor=actor)
    late = _letter(database, 2), _courier(database, 2)
    execute(database, forget_template, ForgetTemplate(STEP, LANGUAGE), actor=actor)
    execute(database, forget_courier_template, ForgetCourierTemplate("DPD"), actor=actor)
    for case, command in ((save_template, late[0]), (save_courier_template, late[1])):
        with pytest.raises(StaleRecord) as refused:
            execute(database, case, command, actor=actor)
        assert (refused.value.details["mine"], refused.value.details["theirs"]) == (1, 0)
    assert read(database, lambda s: template_for(s, STEP, LANGUAGE)) == ready_made(STEP, LANGUAGE)
    assert read(database, lambda s: courier_template(s, "DPD")) in READY


def test_that_a_save_in_the_same_moment_leaves_the_others_settings(shop: Shop) -> None:
    """Each writes what it changed, and no key that another changed since."""
    card = read(shop.database, settings_card)
    both = (
        SaveSettings(replace(card.settings, reservation_hours=48), card.versions),
        SaveSettings(replace(card.settings, offer_valid_days=30), card.versions),
    )
    told: list[KnownError] = []

    def save(command: SaveSettings) -> None:
        try:
            execute(shop.database, save_settings, command, actor=shop.actor)
        except StaleRecord as refusal:
            told.append(refusal)

    threads = [threading.Thread(target=save, args=(command,)) for command in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    now = read(shop.database, settings.load)
    saved = [(now.reservation_hours == 48), (now.offer_valid_days == 30)]
    assert saved.count(True) + len(told) == 2


def test_that_a_name_that_another_kind_of_source_has_is_refused(shop: Shop) -> None:
    taken = SaveSource("biuro", SourceKind.FOLDER, {"path": "/tmp"}, False)
    with pytest.raises(InvalidValue) as refused:
        execute(shop.database, save_source, taken, actor=shop.actor)
    assert refused.value.details == {"field": "name", "value": "biuro", "rule": "unique"}
