"""Whose inquiry it is and by when it must be answered: the company's rules in their order, then whose turn it is.

A rule is {"by": …, "value": …, "to": login, "hours": opening hours}. The first that fits and names someone who is there
says whose it is; the first that fits and names hours says by when. `keeper` needs no value and names nobody: it is
whoever keeps the customer, else whoever had the customer's last matter.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from crm_desktop.errors import InvalidValue
from crm_desktop.folding import fold
from crm_desktop.settings import Settings
from crm_desktop.work import Work
from db.models.catalogue import ProductGroupRow, ProductRow
from db.models.customers import CustomerRow
from db.models.sales import OpportunityRow
from db.models.staff import AssignmentTurnRow, EmployeeRow, RolePermissionRow
from db.prepared import Prepared, write_rows
from db.statements import table_of
from db.vocabulary import Permission, Role

KEEPER = "keeper"
BY = (KEEPER, "form", "channel", "product_group", "region", "language")
LONGEST_PROMISE = 10_000
Rule = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the rules look at; `places` are the region, the country and the postal code as far as they are known."""

    customer_id: int
    form: str = ""
    channel: str = ""
    language: str = ""
    places: tuple[str, ...] = ()
    product_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """`employee_id` None: nobody's, whoever answers first takes it over; `hours` 0: as the company promises."""

    employee_id: int | None
    hours: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """What the rules need of the database, read once for all that is assigned together."""

    there: Mapping[str, int]
    clerks: tuple[int, ...]
    keepers: Mapping[int, int]
    regions: Mapping[int, str]
    groups: Mapping[int, frozenset[str]]


_e, _p = table_of(EmployeeRow), table_of(RolePermissionRow)
_ABLE = Prepared(
    select(_e.c.id, _e.c.login, _e.c.role, _e.c.absent_until)
    .join(_p, (_p.c.role == _e.c.role) & (_p.c.permission == Permission.HANDLE_INQUIRIES))
    .where(_e.c.active)
    .order_by(_e.c.id)
)
_c, _o, _turns = table_of(CustomerRow).c, table_of(OpportunityRow).c, table_of(AssignmentTurnRow).c
_KEPT = Prepared(
    select(_c.id, _c.owner_id).where(
        _c.id.in_(bindparam("customers", expanding=True)), _c.owner_id.in_(bindparam("there", expanding=True))
    )
)
_LAST = Prepared(
    select(_o.customer_id, _o.employee_id).where(
        _o.id.in_(
            select(func.max(_o.id))
            .where(
                _o.customer_id.in_(bindparam("customers", expanding=True)),
                _o.employee_id.in_(bindparam("there", expanding=True)),
            )
            .group_by(_o.customer_id)
        )
    )
)
_TURNS = Prepared(
    select(_turns.employee_id, _turns.turn)
    .where(_turns.employee_id.in_(bindparam("clerks", expanding=True)))
    .order_by(_turns.employee_id)
    .with_for_update()
)
_TURNED = Prepared(
    update(table_of(AssignmentTurnRow)).where(_turns.employee_id == bindparam("of")).values(turn=bindparam("to"))
)


def give(work: Work, asked: Sequence[Asked]) -> list[Given]:
    """Whose each is, in their order; turns are taken in this transaction."""
    if not asked:
        return []
    rules = work.settings.assignment_rules
    known = _known(work, asked, {str(rule.get("by", "")) for rule in rules})
    given = [_by_rules(one, rules, known) for one in asked]
    left = [number for number, one in enumerate(given) if one.employee_id is None]
    if not (work.settings.in_turn and left and known.clerks):
        return given
    for number, employee_id in zip(left, _in_turn(work, known.clerks, len(left)), strict=True):
        given[number] = Given(employee_id, given[number].hours)
    return given


def _by_rules(one: Asked, rules: Sequence[Rule], known: _Known) -> Given:
    employee_id, hours = None, 0
    for rule in rules:
        if not _fits(one, rule, known):
            continue
        if employee_id is None:
            employee_id = (
                known.keepers.get(one.customer_id) if rule["by"] == KEEPER else known.there.get(str(rule.get("to", "")))
            )
        hours = hours or int(rule.get("hours", 0))
    return Given(employee_id, hours)


def _fits(one: Asked, rule: Rule, known: _Known) -> bool:
    value = fold(str(rule.get("value", ""))).strip()
    match rule.get("by"):
        case "keeper":
            return True
        case "form":
            return value == fold(one.form)
        case "channel":
            return value == one.channel
        case "language":
            return bool(one.language) and value == one.language
        case "product_group":
            return any(value in known.groups.get(product_id, ()) for product_id in one.product_ids)
        case "region":
            places = {fold(place) for place in (*one.places, known.regions.get(one.customer_id, "")) if place}
            return value in places or (value[:1].isdigit() and any(place.startswith(value) for place in places))
        case _:
            return False


def promised_hours(settings: Settings, form: str) -> int:
    """What the form's own page may promise."""
    own = (rule for rule in settings.assignment_rules if rule.get("by") == "form" and rule.get("value") == form)
    return next((int(rule["hours"]) for rule in own if rule.get("hours")), settings.answer_within_hours)


def _known(work: Work, asked: Sequence[Asked], kinds: set[str]) -> _Known:
    session, customers = work.session, {one.customer_id for one in asked}
    rows = _ABLE.rows(session, {})
    there = {login: (key, role) for key, login, role, until in rows if until is None or until < work.today}
    ids = {key for key, _ in there.values()}
    goods = {product_id for one in asked for product_id in one.product_ids}
    return _Known(
        there={login: key for login, (key, _) in there.items()},
        clerks=tuple(key for key, role in there.values() if role is Role.CLERK),
        keepers=_keepers(session, customers, ids) if KEEPER in kinds else {},
        regions=_regions(session, customers) if "region" in kinds else {},
        groups=_groups(session, goods) if "product_group" in kinds and goods else {},
    )


def _keepers(session: Session, customers: set[int], there: set[int]) -> dict[int, int]:
    """Who keeps each customer, else who had its last matter, of those who are there."""
    found = dict(_KEPT.rows(session, {"customers": list(customers), "there": list(there)}))
    left = {"customers": list(customers - found.keys()), "there": list(there)}
    return found | dict(_LAST.rows(session, left))


def _regions(session: Session, customers: set[int]) -> dict[int, str]:
    c = CustomerRow
    rows = session.execute(select(c.id, c.region).where(c.id.in_(customers), c.region != ""))
    return {row.id: row.region for row in rows}


def _groups(session: Session, product_ids: set[int]) -> dict[int, frozenset[str]]:
    """The folded names of the group and the subgroup of each product."""
    p, g = ProductRow, ProductGroupRow
    belongs = (g.id == p.group_id) | (g.id == p.subgroup_id)
    found: dict[int, set[str]] = {}
    for product_id, name in session.execute(select(p.id, g.name).join(g, belongs).where(p.id.in_(product_ids))):
        found.setdefault(product_id, set()).add(fold(name))
    return {product_id: frozenset(names) for product_id, names in found.items()}


def _in_turn(work: Work, clerks: Sequence[int], count: int) -> list[int]:
    """Whoever was given none for longest; two interpreters never take one turn."""
    held = dict(_TURNS.rows(work.session, {"clerks": list(clerks)}))
    turns = {employee_id: held.get(employee_id, 0) for employee_id in clerks}
    given = []
    for _ in range(count):
        employee_id = min(turns, key=lambda one: (turns[one], one))
        turns[employee_id] = max(turns.values()) + 1
        given.append(employee_id)
    new = [{"employee_id": one, "turn": turns[one]} for one in dict.fromkeys(given) if one not in held]
    moved = [{"of": one, "to": turns[one]} for one in held if held[one] != turns[one]]
    _TURNED.change_each(work.session, moved)
    write_rows(work.session, AssignmentTurnRow, new)
    return given


def check_rules(session: Session, wanted: Settings) -> None:
    """Raises InvalidValue with what cannot be followed."""
    logins = set(session.scalars(select(EmployeeRow.login)))
    for rule in wanted.assignment_rules:
        by, value, to, hours = (rule.get(key, "") for key in ("by", "value", "to", "hours"))
        if by not in BY:
            raise InvalidValue(field="assignment_rules.by", value=by, rule="unknown")
        if by != KEEPER and not str(value).strip():
            raise InvalidValue(field="assignment_rules.value", value="", rule="required")
        if to and to not in logins:
            raise InvalidValue(field="assignment_rules.to", value=to, rule="unknown")
        if hours and not (isinstance(hours, int) and 1 <= hours <= LONGEST_PROMISE):
            raise InvalidValue(field="assignment_rules.hours", value=hours, rule="positive")
        if by != KEEPER and not to and not hours:
            raise InvalidValue(field="assignment_rules.to", value="", rule="required")
    if wanted.late_to and wanted.late_to not in logins:
        raise InvalidValue(field="late_to", value=wanted.late_to, rule="unknown")
    if not 0 <= wanted.late_after_hours <= LONGEST_PROMISE:
        raise InvalidValue(field="late_after_hours", value=wanted.late_after_hours, rule="positive")
