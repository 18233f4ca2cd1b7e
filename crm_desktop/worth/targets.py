"""What each employee is to sell in a month: entered by year, set beside what was reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from crm_desktop.errors import InvalidValue, NotFound, StaleRecord
from crm_desktop.work import Work, use_case
from db.locks import hold
from db.models.staff import EmployeeRow
from db.models.worth import SalesTargetRow
from db.vocabulary import Permission, Topic

MONTHS = 12
Amounts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SetTargets:
    """Twelve amounts in minor units of the company's currency, 0 for none; `before` is what was read."""

    employee: str
    year: int
    amounts: Amounts
    before: Amounts


@dataclass(frozen=True, slots=True)
class Targets:
    employee: str
    year: int
    amounts: Amounts

    @property
    def whole(self) -> int:
        return sum(self.amounts)


@use_case(Permission.SEE_COSTS)
def set_targets(work: Work, command: SetTargets) -> Targets:
    """Raises NotFound, InvalidValue for an amount below zero, StaleRecord where another set them meanwhile."""
    employee = _employee(work.session, command.employee)
    if len(command.amounts) != MONTHS or any(amount < 0 for amount in command.amounts):
        raise InvalidValue(field="amount", value=min(command.amounts, default=0) / 100, rule="positive")
    hold(work.session, "targets", employee)
    there = targets_of(work.session, command.employee, command.year)
    if there.amounts != command.before:
        raise StaleRecord(kind="targets", key=command.employee, mine=sum(command.before), theirs=there.whole)
    t = SalesTargetRow
    first, last = command.year * 100 + 1, command.year * 100 + MONTHS
    work.session.execute(delete(t).where(t.employee_id == employee, t.month.between(first, last)))
    rows = [
        {"employee_id": employee, "month": first + place, "amount": amount}
        for place, amount in enumerate(command.amounts)
        if amount
    ]
    if rows:
        work.session.execute(insert(t), rows)
    work.audit("set", "targets", employee, after={"year": command.year, "amounts": list(command.amounts)})
    work.changed(Topic.EXPENSES, employee, "targets")
    return Targets(command.employee, command.year, command.amounts)


def targets_of(session: Session, employee: str, year: int) -> Targets:
    """Of a year. Raises NotFound."""
    t = SalesTargetRow
    rows = session.execute(
        select(t.month, t.amount).where(
            t.employee_id == _employee(session, employee), t.month.between(year * 100 + 1, year * 100 + MONTHS)
        )
    )
    found = {month % 100: amount for month, amount in rows}
    return Targets(employee, year, tuple(found.get(number, 0) for number in range(1, MONTHS + 1)))


def set_between(session: Session, since: date, until: date) -> Iterable[tuple[str, int, int]]:
    """(login, month, amount) of all months that the period touches."""
    t, e = SalesTargetRow, EmployeeRow
    touched = t.month.between(since.year * 100 + since.month, until.year * 100 + until.month)
    rows = session.execute(select(e.login, t.month, t.amount).join(e, e.id == t.employee_id).where(touched))
    return [(row[0], row[1], row[2]) for row in rows]


def _employee(session: Session, login: str) -> int:
    found = session.scalar(select(EmployeeRow.id).where(EmployeeRow.login == login))
    if found is None:
        raise NotFound(kind="employee", key=login)
    return found
