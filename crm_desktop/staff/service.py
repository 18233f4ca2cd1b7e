"""Use cases on employees."""

from sqlalchemy import select

from crm_desktop.errors import InvalidValue, NotFound
from crm_desktop.staff.records import AddEmployee, ChangeRole, Employee, SetAbsence
from crm_desktop.staff.seats import keep_seat
from crm_desktop.work import Work, use_case
from db.models.staff import EmployeeRow
from db.vocabulary import Permission, Topic


@use_case(Permission.MANAGE_STAFF)
def add_employee(work: Work, command: AddEmployee) -> Employee:
    """Raises InvalidValue for an empty or used login."""
    if not command.login.strip() or not command.name.strip():
        raise InvalidValue(field="login" if not command.login.strip() else "name", value="", rule="required")
    if work.session.scalar(select(EmployeeRow.id).where(EmployeeRow.login == command.login)) is not None:
        raise InvalidValue(field="login", value=command.login, rule="unique")
    row = EmployeeRow(login=command.login, name=command.name, role=command.role, email=command.email, active=True)
    work.session.add(row)
    work.session.flush()
    keep_seat(work, row, password=command.password)
    work.audit("add", "employee", row.id, after={"login": row.login, "role": row.role})
    work.changed(Topic.STAFF, row.id, "added", label=row.login)
    return Employee(row.id, row.login, row.name, row.role, row.active)


@use_case(Permission.MANAGE_STAFF)
def change_role(work: Work, command: ChangeRole) -> Employee:
    row = work.session.scalar(select(EmployeeRow).where(EmployeeRow.login == command.login).with_for_update())
    if row is None:
        raise NotFound(kind="employee", key=command.login)
    work.audit("change_role", "employee", row.id, before={"role": row.role}, after={"role": command.role})
    row.role = command.role
    row.version += 1
    keep_seat(work, row)
    work.changed(Topic.STAFF, row.id, "role", label=row.login)
    return Employee(row.id, row.login, row.name, row.role, row.active)


@use_case(Permission.MANAGE_STAFF)
def set_absence(work: Work, command: SetAbsence) -> Employee:
    """Whoever is away is given no new inquiries; what is theirs already stays. Raises NotFound, InvalidValue."""
    if command.until is not None and command.until < work.today:
        raise InvalidValue(field="until", value=command.until.isoformat(), rule="past")
    row = work.session.scalar(select(EmployeeRow).where(EmployeeRow.login == command.login).with_for_update())
    if row is None:
        raise NotFound(kind="employee", key=command.login)
    days = row.absent_until, command.until
    before, after = ({"absent_until": day.isoformat() if day else None} for day in days)
    work.audit("set_absence", "employee", row.id, before=before, after=after)
    row.absent_until = command.until
    row.version += 1
    work.changed(Topic.STAFF, row.id, "absence", label=row.login)
    return Employee(row.id, row.login, row.name, row.role, row.active, row.absent_until)
