"""Use cases on employees."""

from sqlalchemy import select

from crm_desktop.errors import InvalidValue, NotFound, StaleRecord
from crm_desktop.staff.queries import employee_of
from crm_desktop.staff.records import AddEmployee, ChangeEmployee, ChangeRole, Employee, SetAbsence, SetPassword
from crm_desktop.staff.seats import keep_seat, kept_hash
from crm_desktop.work import Work, use_case
from db.models.staff import EmployeeRow
from db.vocabulary import Permission, Role, Topic


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
    return employee_of(row)


@use_case(Permission.MANAGE_STAFF)
def change_role(work: Work, command: ChangeRole) -> Employee:
    """From the next thing that they do. Raises NotFound, InvalidValue for the last administrator."""
    row = work.session.scalar(select(EmployeeRow).where(EmployeeRow.login == command.login).with_for_update())
    if row is None:
        raise NotFound(kind="employee", key=command.login)
    _someone_is_left(work, row, role=command.role, active=row.active)
    work.audit("change_role", "employee", row.id, before={"role": row.role}, after={"role": command.role})
    row.role = command.role
    row.version += 1
    keep_seat(work, row)
    work.changed(Topic.STAFF, row.id, "role", label=row.login)
    return employee_of(row)


@use_case(Permission.MANAGE_STAFF)
def set_absence(work: Work, command: SetAbsence) -> Employee:
    """Whoever is away is given no new inquiries; what is theirs already stays. Raises NotFound, StaleRecord,
    InvalidValue."""
    if command.until is not None and command.until < work.today:
        raise InvalidValue(field="until", value=command.until.isoformat(), rule="past")
    row = work.session.scalar(select(EmployeeRow).where(EmployeeRow.login == command.login).with_for_update())
    if row is None:
        raise NotFound(kind="employee", key=command.login)
    _refuse_stale(row, command.version)
    days = row.absent_until, command.until
    before, after = ({"absent_until": day.isoformat() if day else None} for day in days)
    work.audit("set_absence", "employee", row.id, before=before, after=after)
    row.absent_until = command.until
    row.version += 1
    work.changed(Topic.STAFF, row.id, "absence", label=row.login)
    return employee_of(row)


@use_case(Permission.MANAGE_STAFF)
def change_employee(work: Work, command: ChangeEmployee) -> Employee:
    """Raises NotFound, StaleRecord, InvalidValue: also where nobody would be left who may set up the program."""
    row = work.session.scalar(select(EmployeeRow).where(EmployeeRow.id == command.employee_id).with_for_update())
    if row is None:
        raise NotFound(kind="employee", key=command.employee_id)
    _refuse_stale(row, command.version)
    name, email = command.name.strip(), command.email.strip()
    if not name:
        raise InvalidValue(field="name", value="", rule="required")
    if email and ("@" not in email or any(letter.isspace() for letter in email)):
        raise InvalidValue(field="email", value=email, rule="email")
    _someone_is_left(work, row, role=command.role, active=command.active)
    wanted = {"name": name, "email": email, "role": command.role, "active": command.active}
    changed = {key for key, value in wanted.items() if getattr(row, key) != value}
    before = {key: getattr(row, key) for key in changed}
    for key in changed:
        setattr(row, key, wanted[key])
    row.version += 1
    keep_seat(work, row)
    work.audit("change", "employee", row.id, before=before, after={key: wanted[key] for key in changed})
    work.changed(Topic.STAFF, row.id, "changed", label=row.login)
    return employee_of(row)


def _refuse_stale(row: EmployeeRow, version: int | None) -> None:
    """Raises StaleRecord where `version` is told and is not the row's."""
    if version is not None and row.version != version:
        raise StaleRecord(kind="employee", key=row.login, mine=version, theirs=row.version)


def _someone_is_left(work: Work, row: EmployeeRow, *, role: Role, active: bool) -> None:
    if not active and row.active and row.id == work.actor.employee_id:
        raise InvalidValue(field="active", value=row.login, rule="yourself")
    if row.role is Role.ADMIN and row.active and not (active and role is Role.ADMIN):
        e = EmployeeRow
        others = select(e.id).where(e.role == Role.ADMIN, e.active, e.id != row.id).limit(1)
        if work.session.scalar(others) is None:
            raise InvalidValue(field="role", value=role.value, rule="last_admin")


def set_password(work: Work, command: SetPassword) -> Employee:
    """Everyone their own; anyone's takes MANAGE_STAFF. The audit says that, never what. Raises NotFound, NotAllowed,
    StaleRecord."""
    if command.employee_id != work.actor.employee_id:
        work.require(Permission.MANAGE_STAFF)
    row = work.session.scalar(select(EmployeeRow).where(EmployeeRow.id == command.employee_id).with_for_update())
    if row is None:
        raise NotFound(kind="employee", key=command.employee_id)
    _refuse_stale(row, command.version)
    row.password_hash = kept_hash(work, command.password_hash)
    if command.password:
        keep_seat(work, row, password=command.password)
    row.version += 1
    work.audit("set_password" if command.password_hash else "drop_password", "employee", row.id)
    work.changed(Topic.STAFF, row.id, "password", label=row.login)
    return employee_of(row)
