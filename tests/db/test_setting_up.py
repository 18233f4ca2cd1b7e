"""Printers, employees, warehouses, numbering and forms change by version and are audited."""

from typing import Any

import pytest
from sqlalchemy import select

from crm_desktop.documents.series import ChangeSeries, change_series, list_series
from crm_desktop.errors import InvalidValue, NotAllowed, StaleRecord
from crm_desktop.intake.forms import SaveForm, list_forms, save_form
from crm_desktop.printing.queries import list_printers
from crm_desktop.printing.records import AddPrinter, ChangePrinter
from crm_desktop.printing.service import add_printer, change_printer
from crm_desktop.staff.passwords import hashed
from crm_desktop.staff.queries import WrongLogin, actor_by_login, list_employees, sign_in, sign_ins
from crm_desktop.staff.records import AddEmployee, ChangeEmployee, SetPassword, SignIn
from crm_desktop.staff.service import add_employee, change_employee, set_password
from crm_desktop.warehouse.houses import change_warehouse, warehouse_cards
from crm_desktop.warehouse.records import ChangeWarehouse, NewWarehouse
from crm_desktop.warehouse.service import add_warehouse
from crm_desktop.work import Actor, execute
from db.models.staff import EmployeeRow
from db.models.system import AuditRow, ChangeRow
from db.session import Database
from db.vocabulary import PrinterKind, PrinterLanguage, Role, SeriesKind, SeriesReset, Topic, WarehouseKind
from tests.company import Shop


def last_audit(database: Database) -> tuple[str, str, Any, Any]:
    with database.read() as session:
        row = session.scalars(select(AuditRow).order_by(AuditRow.id.desc()).limit(1)).one()
        return row.action, row.subject, row.before, row.after


def last_change(database: Database) -> tuple[Topic, str, str]:
    with database.read() as session:
        row = session.scalars(select(ChangeRow).order_by(ChangeRow.id.desc()).limit(1)).one()
        return row.topic, row.what, row.label


def printer(name: str = "Zebra", **told: Any) -> AddPrinter:
    return AddPrinter(name, PrinterKind.TCP, PrinterLanguage.ZPL, **({"host": "10.0.0.7"} | told))


def test_that_a_printer_is_changed_by_its_version(database: Database, admin: Actor) -> None:
    added = execute(database, add_printer, printer(), actor=admin)
    change = ChangePrinter(added.printer_id, 1, printer(host="10.0.0.8", station=" pakowanie "), active=False)
    execute(database, change_printer, change, actor=admin)
    with database.read() as session:
        (shown,) = list_printers(session)
    assert (shown.host, shown.station, shown.active, shown.version) == ("10.0.0.8", "pakowanie", False, 2)
    action, subject, before, after = last_audit(database)
    assert (action, subject, before["active"], after["active"]) == ("change", "printer", True, False)
    assert after["address"]["host"] == "10.0.0.8"
    assert last_change(database) == (Topic.SETTINGS, "printer", "Zebra")
    with pytest.raises(StaleRecord) as stale:
        execute(database, change_printer, change, actor=admin)
    assert stale.value.details == {"kind": "printer", "key": "Zebra", "mine": 1, "theirs": 2}


@pytest.mark.parametrize(
    ("wanted", "field", "rule"),
    [
        (printer(" "), "name", "required"),
        (printer("Inna"), "name", "unique"),
        (printer(host=""), "host", "required"),
        (printer(dpi=0), "dpi", "positive"),
        (AddPrinter("Zebra", PrinterKind.TCP, PrinterLanguage.PDF, host="h"), "language", "pdf_needs_queue"),
        (AddPrinter("Zebra", PrinterKind.USB, PrinterLanguage.ZPL, device="abc"), "device", "usb_device"),
    ],
)
def test_that_a_printer_that_cannot_be_is_refused(
    database: Database, admin: Actor, wanted: AddPrinter, field: str, rule: str
) -> None:
    added = execute(database, add_printer, printer(), actor=admin)
    execute(database, add_printer, printer("Inna"), actor=admin)
    with pytest.raises(InvalidValue) as refused:
        execute(database, change_printer, ChangePrinter(added.printer_id, 1, wanted), actor=admin)
    assert (refused.value.details["field"], refused.value.details["rule"]) == (field, rule)
    with database.read() as session:
        assert [(one.name, one.version) for one in list_printers(session)] == [("Zebra", 1), ("Inna", 1)]


def test_that_an_employee_is_changed_by_its_version(database: Database, admin: Actor) -> None:
    ola = execute(database, add_employee, AddEmployee("ola", "Aleksandra", Role.CLERK), actor=admin)
    change = ChangeEmployee(ola.employee_id, 1, "Aleksandra Lis", "ola@firma.pl", Role.OWNER, True)
    saved = execute(database, change_employee, change, actor=admin)
    assert (saved.name, saved.email, saved.role, saved.version) == ("Aleksandra Lis", "ola@firma.pl", Role.OWNER, 2)
    assert last_audit(database) == (
        "change",
        "employee",
        {"name": "Aleksandra", "email": "", "role": "clerk"},
        {"name": "Aleksandra Lis", "email": "ola@firma.pl", "role": "owner"},
    )
    with pytest.raises(StaleRecord):
        execute(database, change_employee, change, actor=admin)
    with database.read() as session:
        clerk = actor_by_login(session, "ola")
    with pytest.raises(NotAllowed):
        execute(database, change_employee, change, actor=clerk)


def test_that_nobody_locks_themselves_or_everyone_out(database: Database, admin: Actor) -> None:
    assert admin.employee_id is not None
    for change, rule in (
        (ChangeEmployee(admin.employee_id, 1, "A", "", Role.ADMIN, False), "yourself"),
        (ChangeEmployee(admin.employee_id, 1, "A", "", Role.CLERK, True), "last_admin"),
        (ChangeEmployee(admin.employee_id, 1, "A", "kto gdzie", Role.ADMIN, True), "email"),
        (ChangeEmployee(admin.employee_id, 1, " ", "", Role.ADMIN, True), "required"),
    ):
        with pytest.raises(InvalidValue) as refused:
            execute(database, change_employee, change, actor=admin)
        assert refused.value.details["rule"] == rule
    other = execute(database, add_employee, AddEmployee("drugi", "Drugi", Role.ADMIN), actor=admin)
    execute(
        database,
        change_employee,
        ChangeEmployee(other.employee_id, 1, "Drugi", "", Role.OWNER, True),
        actor=admin,
    )


def test_that_passwords_are_hashes_and_open_only_their_own_door(database: Database, admin: Actor) -> None:
    ola = execute(database, add_employee, AddEmployee("ola", "Ola", Role.CLERK), actor=admin)
    with pytest.raises(InvalidValue):
        hashed("krótkie")
    execute(database, set_password, SetPassword(ola.employee_id, hashed("żółta łódź 7")), actor=admin)
    assert last_audit(database) == ("set_password", "employee", None, None)
    with database.read() as session:
        stored = session.scalars(select(EmployeeRow.password_hash).where(EmployeeRow.login == "ola")).one()
        assert stored is not None
        assert stored.startswith("$argon2id$")
        assert sign_in(session, "ola", "żółta łódź 7", place="lada").name == "Ola"
        for login, password in (("ola", "żółta łódź 8"), ("ola", ""), ("nikt", "żółta łódź 7")):
            with pytest.raises(WrongLogin) as refused:
                sign_in(session, login, password)
            assert refused.value.details == {"login": login}
        assert SignIn("ola", "Ola", True) in sign_ins(session)
        clerk = actor_by_login(session, "ola")
    execute(database, set_password, SetPassword(ola.employee_id, hashed("własne hasło")), actor=clerk)
    assert admin.employee_id is not None
    with pytest.raises(NotAllowed):
        execute(database, set_password, SetPassword(admin.employee_id, hashed("cudze hasło")), actor=clerk)
    execute(database, set_password, SetPassword(ola.employee_id, ""), actor=admin)
    with database.read() as session:
        assert [one.has_password for one in list_employees(session)] == [False, False]


def test_that_a_warehouse_is_changed_by_its_version_and_its_code_stays_once_used(
    database: Database, admin: Actor, shop: Shop
) -> None:
    new = NewWarehouse("M2", "Hala", street="Portowa 3", postal_code="80-001", city="Gdańsk")
    added = execute(database, add_warehouse, new, actor=admin)
    moved = NewWarehouse("M3", "Hala B", WarehouseKind.QUARANTINE, "Portowa 4", "80-001", "Gdańsk")
    execute(database, change_warehouse, ChangeWarehouse(added.warehouse_id, 1, moved), actor=admin)
    with database.read() as session:
        shown = {one.code: one for one in warehouse_cards(session)}
    assert (shown["M3"].name, shown["M3"].street, shown["M3"].version) == ("Hala B", "Portowa 4", 2)
    assert (shown["M1"].used, shown["M3"].used) == (False, False)
    assert last_change(database) == (Topic.SETTINGS, "warehouse", "M3")
    shop.product("MK-1", stock=5_000)
    main = shown["M1"]
    for code, rule in (("M9", "used"), ("M3", "unique"), ("", "required"), ("M 1/x", "code")):
        change = ChangeWarehouse(main.warehouse_id, main.version, NewWarehouse(code, "Główny"))
        with pytest.raises(InvalidValue) as refused:
            execute(database, change_warehouse, change, actor=admin)
        assert refused.value.details["rule"] == rule
    execute(database, change_warehouse, ChangeWarehouse(main.warehouse_id, 1, NewWarehouse("M1", "G")), actor=admin)
    with pytest.raises(StaleRecord):
        execute(database, change_warehouse, ChangeWarehouse(main.warehouse_id, 1, NewWarehouse("M1", "H")), actor=admin)


def test_that_a_series_changes_its_template_and_never_gives_a_number_twice(
    database: Database, admin: Actor, shop: Shop
) -> None:
    product = shop.product("MK-1", stock=9_000)
    with database.read() as session:
        series = next(one for one in list_series(session) if (one.kind, one.warehouse) == (SeriesKind.PZ, "M1"))
    year = series.next_number.split("/")[1]
    assert series.next_number == f"PZ 2/{year}/M1"
    saved = execute(
        database,
        change_series,
        ChangeSeries(series.series_id, 1, "PZ/{warehouse}/{yyyy}/{nr:04}", SeriesReset.YEARLY),
        actor=admin,
    )
    assert (saved.next_number, saved.version) == (f"PZ/M1/{year}/0002", 2)
    assert shop.receive(product, 1_000) == f"PZ/M1/{year}/0002"
    for template, reset, rule in (
        ("PZ {yyyy}/{warehouse}", SeriesReset.YEARLY, "needs_nr"),
        ("PZ {nr}/{warehouse}", SeriesReset.YEARLY, "needs_period"),
        ("PZ {nr}/{yyyy}", SeriesReset.YEARLY, "needs_warehouse"),
        ("PZ {nr}/{rok}", SeriesReset.NEVER, "unknown_field"),
        ("PZ {nr}/{yyyy}/{warehouse}", SeriesReset.NEVER, "given"),
    ):
        with pytest.raises(InvalidValue) as refused:
            execute(database, change_series, ChangeSeries(series.series_id, 2, template, reset), actor=admin)
        assert refused.value.details["rule"] == rule
    with pytest.raises(StaleRecord):
        execute(database, change_series, ChangeSeries(series.series_id, 1, "x", SeriesReset.NEVER), actor=admin)
    assert shop.receive(product, 1_000) == f"PZ/M1/{year}/0003"


def test_that_a_form_is_saved_by_its_version(database: Database, admin: Actor) -> None:
    new = SaveForm(0, 0, "kontakt", "Kontakt", {"tel_kom": "phone", "uwaga": ""}, {"redirect": "https://a.pl/ok"})
    saved = execute(database, save_form, new, actor=admin)
    change = SaveForm(saved.form_id, 1, "kontakt", "Kontakt ze strony", {"tel_kom": "phone"}, {"answer": "x"}, False)
    assert execute(database, save_form, change, actor=admin).version == 2
    with database.read() as session:
        (shown,) = list_forms(session)
    assert (shown.name, shown.active, shown.version, shown.came) == ("Kontakt ze strony", False, 2, 0)
    assert shown.field_map == {"tel_kom": "phone"}
    assert shown.options == {"redirect": "https://a.pl/ok", "answer": "x"}
    assert last_change(database) == (Topic.SETTINGS, "form", "Kontakt ze strony")
    with pytest.raises(StaleRecord):
        execute(database, save_form, change, actor=admin)
    for wrong, field in (
        (SaveForm(0, 0, "kontakt", "X", {}, {}), "key"),
        (SaveForm(0, 0, "z ukośnikiem/", "X", {}, {}), "key"),
        (SaveForm(0, 0, "nowy", "", {}, {}), "name"),
        (SaveForm(0, 0, "nowy", "X", {"a": "kolor"}, {}), "field_map"),
    ):
        with pytest.raises(InvalidValue) as refused:
            execute(database, save_form, wrong, actor=admin)
        assert refused.value.details["field"] == field
    with database.read() as session:
        assert len(list_forms(session)) == 1
