"""Customers of a sheet against those that are there: known by their code, else by NIP, else by e-mail."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from crm_desktop import search
from crm_desktop.customers.adding import address_values, codes_of_new, keys_of
from crm_desktop.customers.records import PostalAddress
from crm_desktop.customers.rules import name_key, normal_email
from crm_desktop.exchange.checking import doubles
from crm_desktop.exchange.planning import Change, Plan, differing, fault, in_parts, lock_rows, parts
from crm_desktop.exchange.records import Checked, Line, Progress
from crm_desktop.search import Findable
from crm_desktop.work import Work
from db.models.customers import AddressRow, CustomerGroupRow, CustomerKeyRow, CustomerRow
from db.prepared import write_for_keys, write_row, write_rows
from db.statements import table_of
from db.vocabulary import ContactStatus, CustomerKey, CustomerKind, SearchKind, Topic

_customers, _addresses = table_of(CustomerRow), table_of(AddressRow)
_keys, _groups = table_of(CustomerKeyRow), table_of(CustomerGroupRow)
_OWN = ("name", "nip", "email", "phone", "region", "note")
_PLACE = ("street", "postal_code", "city", "country")
_SEATED = _customers.outerjoin(_addresses, (_addresses.c.customer_id == _customers.c.id) & (_addresses.c.position == 0))
"""Customers beside the address of their seat."""
_CODED = update(_customers).where(_customers.c.id == bindparam("key")).values(code=bindparam("its_code"))
Known = tuple[CustomerKey | str, str]


def _known_by(line: Line) -> Known | None:
    """By what a line is the same as another: the best of what it gives."""
    values = line.values
    if "code" in values:
        return "code", values["code"]
    if "nip" in values:
        return CustomerKey.NIP, values["nip"]
    if "email" in values:
        return CustomerKey.EMAIL, normal_email(values["email"])
    return None


def plan(session: Session, checked: Checked, *, lock: bool = False) -> Plan:
    """What becomes of each line; nothing is changed."""
    made = Plan()
    made.faults += doubles(checked, {line.row: _known_by(line) for line in checked.lines}, "code")
    wrong = {found.row for found in made.faults}
    owners = _owners(session, checked.lines)
    there = _there(session, sorted({who for who, _ in owners.values()}), lock=lock)
    met: dict[int, int] = {}
    for line in checked.lines:
        if line.row not in wrong:
            _place(made, checked, line, owners, there, met)
    return made


def _place(
    made: Plan,
    checked: Checked,
    line: Line,
    owners: dict[Known, tuple[int, bool]],
    there: dict[int, dict[str, Any]],
    met: dict[int, int],
) -> None:
    who, merged = _whose(line, owners)
    if merged:
        made.faults.append(fault(checked, line, "code", "code_taken", name=there[who]["name"]))
    elif who and met.setdefault(who, line.row) != line.row:
        made.faults.append(fault(checked, line, "nip", "twice", row=met[who]))
    elif not who:
        made.new.append(line)
    else:
        before, after = differing(line.values, there[who])
        if after:
            made.changed.append(Change(line, who, before, after))
        else:
            made.same += 1


def _whose(line: Line, owners: dict[Known, tuple[int, bool]]) -> tuple[int, bool]:
    """(the customer's key or 0, whether it was merged into another and only keeps its code)."""
    code = line.values.get("code")
    if code and ("code", code) in owners:
        return owners["code", code]
    nip, email = line.values.get("nip"), normal_email(line.values.get("email", ""))
    if nip:
        return owners.get((CustomerKey.NIP, nip), (0, False))
    return owners.get((CustomerKey.EMAIL, email), (0, False)) if email and not code else (0, False)


def _owners(session: Session, lines: Sequence[Line]) -> dict[Known, tuple[int, bool]]:
    """By what is known -> (key, merged away); of several with one NIP the first."""
    found: dict[Known, tuple[int, bool]] = {}
    for part in parts([line.values["code"] for line in lines if "code" in line.values]):
        columns = (_customers.c.code, _customers.c.id, _customers.c.merged_into_id)
        for code, who, merged in session.execute(select(*columns).where(_customers.c.code.in_(part))):
            found["code", code] = (who, merged is not None)
    for kind, field in ((CustomerKey.NIP, "nip"), (CustomerKey.EMAIL, "email")):
        for part in parts([normal_email(line.values[field]) for line in lines if field in line.values]):
            wanted = [value.upper() for value in part] if kind is CustomerKey.NIP else part
            statement = (
                select(_keys.c.value, _keys.c.customer_id)
                .join(_customers, _customers.c.id == _keys.c.customer_id)
                .where(_keys.c.kind == kind, _keys.c.value.in_(wanted), _customers.c.merged_into_id.is_(None))
                .order_by(_keys.c.customer_id.desc())
            )
            found |= {(kind, value): (who, False) for value, who in session.execute(statement)}
    return found


def _there(session: Session, ids: Sequence[int], *, lock: bool) -> dict[int, dict[str, Any]]:
    """Key -> what a sheet may change, the group by its name and the seat's address."""
    own = [_customers.c[name] for name in ("id", "code", *_OWN)]
    place = [_addresses.c[name] for name in _PLACE]
    statement = (
        select(*own, *place, _groups.c.name.label("group"))
        .select_from(_SEATED.outerjoin(_groups, _groups.c.id == _customers.c.group_id))
        .order_by(_customers.c.id)
    )
    found = {}
    for part in parts(ids):
        if lock:
            lock_rows(session, _customers, _customers.c.id.in_(part))
        for row in session.execute(statement.where(_customers.c.id.in_(part))).mappings():
            found[row["id"]] = {key: "" if value is None else value for key, value in row.items()}
            del found[row["id"]]["code"]  # a code is given once: by whom it was met first
    return found


def write(work: Work, made: Plan, progress: Progress) -> None:
    """As planned, in the caller's transaction."""
    groups = _Groups(work.session)
    in_parts(
        made,
        progress,
        add=lambda lines: _add(work, lines, groups),
        change=lambda changes: _change(work, changes, groups),
    )


class _Groups:
    """Groups by name, made when they are first met."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known = {row[0]: row[1] for row in session.execute(select(_groups.c.name, _groups.c.id))}

    def key(self, name: str) -> int | None:
        if name and name not in self._known:
            self._known[name] = write_row(self._session, CustomerGroupRow, {"name": name})
        return self._known.get(name)


def _add(work: Work, lines: Sequence[Line], groups: _Groups) -> None:
    rows: list[dict[str, Any]] = []
    for line in lines:
        values = line.values
        rows.append(
            {
                "code": values.get("code") or f"~{work.command_id[:8]}-{line.row}",
                "kind": CustomerKind.COMPANY,
                **{key: values.get(key, "") for key in _OWN},
                "name_key": name_key(values.get("name", "")),
                "group_id": groups.key(values.get("group", "")),
                "status": ContactStatus.NEW,
                "status_at": work.now,
                "created_at": work.now,
            }
        )
    ids = write_for_keys(work.session, CustomerRow, rows)
    uncoded = [who for who, line in zip(ids, lines, strict=True) if "code" not in line.values]
    codes = codes_of_new(work.session, uncoded)
    if codes:
        coded = [{"key": who, "its_code": code} for who, code in codes.items()]
        work.session.connection().execute(_CODED, coded)
    addresses, findable = list[dict[str, Any]](), list[Findable]()
    for who, row, line in zip(ids, rows, lines, strict=True):
        code = codes.get(who, row["code"])
        place: dict[str, str] = {key: line.values[key] for key in _PLACE if key in line.values}
        addresses.append(address_values(who, 0, row["name"], PostalAddress(**place)))
        subtitle = " · ".join(part for part in (code, place.get("city", "")) if part)
        findable.append(Findable(who, row["name"], subtitle, (row["nip"], row["email"], row["phone"])))
        work.audit("import", "customer", who, after={"code": code}, personal_after={"name": row["name"]})
        work.changed(Topic.CUSTOMERS, who, "added")
    write_rows(work.session, AddressRow, addresses)
    _add_keys(work.session, [(who, row) for who, row in zip(ids, rows, strict=True)])
    search.put_all(work, SearchKind.CUSTOMER, findable, new=True)


def _add_keys(
    session: Session, who_is: Iterable[tuple[int, Any]], held: frozenset[tuple[int, str, str]] = frozenset()
) -> None:
    rows = [
        {"kind": kind, "value": value[:250], "customer_id": who}
        for who, values in who_is
        for kind, value in keys_of(values["nip"], values["email"], values["phone"], "").items()
        if (who, kind.value, value[:250]) not in held
    ]
    if rows:
        write_rows(session, CustomerKeyRow, rows)


def _change(work: Work, changes: Sequence[Change], groups: _Groups) -> None:
    for change in changes:
        after = change.after
        values: dict[str, Any] = {key: after[key] for key in _OWN if key in after}
        if "group" in after:
            values["group_id"] = groups.key(after["group"])
        if "name" in after:
            values["name_key"] = name_key(after["name"])
        values["version"] = _customers.c.version + 1
        connection = work.session.connection()
        connection.execute(update(_customers).where(_customers.c.id == change.record_id).values(values))
        place = {key: after[key] for key in _PLACE if key in after}
        if place:
            seat = (_addresses.c.customer_id == change.record_id) & (_addresses.c.position == 0)
            if not connection.execute(update(_addresses).where(seat).values(place)).rowcount:
                name = str(change.line.values["name"])
                row = address_values(change.record_id, 0, name, PostalAddress(**place))
                write_rows(work.session, AddressRow, [row])
        work.audit(
            "import",
            "customer",
            change.record_id,
            personal_before=dict(change.before),
            personal_after=dict(after),
        )
        work.changed(Topic.CUSTOMERS, change.record_id)
    _know_again(work, [change.record_id for change in changes])


def _know_again(work: Work, ids: list[int]) -> None:
    """Keys and search rows of customers whose values are new."""
    rows = work.session.execute(
        select(_keys.c.customer_id, _keys.c.kind, _keys.c.value).where(_keys.c.customer_id.in_(ids))
    )
    held = frozenset((row[0], str(row[1].value), row[2]) for row in rows)
    columns = [_customers.c[name] for name in ("id", "code", "name", "nip", "email", "phone")]
    statement = select(*columns, _addresses.c.city).select_from(_SEATED).where(_customers.c.id.in_(ids))
    now = work.session.execute(statement).mappings().all()
    _add_keys(work.session, [(row["id"], row) for row in now], held)
    findable = [
        Findable(
            row["id"],
            row["name"],
            " · ".join(part for part in (row["code"], row["city"]) if part),
            (row["nip"], row["email"], row["phone"]),
        )
        for row in now
    ]
    search.put_all(work, SearchKind.CUSTOMER, findable, new=False)
