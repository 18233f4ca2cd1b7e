"""The last weeks of the journal, read off the rows that are told: who moved which order, answered, issued, booked."""

import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from crm_desktop.demo.bulk import COLUMNS, Rows
from crm_desktop.demo.calendar import DAY, MINUTE, Calendar
from crm_desktop.demo.words import EWA, LUCJA, MAREK, STAFF

WEEKS = 4
OFFICE, STORE = "biuro", "magazyn"
_AFTER = {
    "place": "placed",
    "reserve": "reserved",
    "pick": "picked",
    "issue": "issued",
    "label": "labelled",
    "hand_over": "handed_over",
    "complete": "completed",
    "cancel": "cancelled",
}
_NAMES = {person.key: person.name for person in STAFF}
_KEYS = {person.name: person.key for person in STAFF}
_DEARER = 1.04
"""What a price was raised to on the last price day."""

Entry = tuple[int, str, str, str, str, int, dict[str, Any] | None, dict[str, Any] | None]
"""When, who, where, what was done, to what, its key, what stood before and after."""


def write_journal(rows: Rows, calendar: Calendar) -> None:
    """The eldest first, so that the journal's own numbers follow time; nothing personal stands in it."""
    since = calendar.now - WEEKS * 7 * DAY
    entries = [
        entry
        for told in (_steps(rows), _documents(rows), _inquiries(rows, calendar.now), _offers(rows), _expenses(rows))
        for entry in told
        if entry[0] >= since
    ]
    entries += _settings(rows, calendar)
    audit = rows.tables["audit"].extend
    for at, who, place, action, subject, key, before, after in sorted(entries, key=lambda one: one[0]):
        stood = (None if values is None else json.dumps(values, ensure_ascii=False) for values in (before, after))
        audit((at, _KEYS.get(who), who, place, action, subject, key, None, *stood))


def _each(rows: Rows, table: str, *wanted: str) -> Iterator[tuple[Any, ...]]:
    """Of each row of a table the wanted columns."""
    columns, values = COLUMNS[table], rows.tables[table]
    return zip(*(values[columns.index(name) :: len(columns)] for name in wanted), strict=True)


def _steps(rows: Rows) -> Iterator[Entry]:
    stands: dict[int, str] = {}
    for order, step, at, who, place in _each(rows, "order_steps", "order_id", "step", "at", "actor", "place"):
        if step not in _AFTER:
            continue
        before, stands[order] = stands.get(order, "draft"), _AFTER[step]
        yield at, who, place, step, "order", order, {"status": before}, {"status": stands[order]}


def _documents(rows: Rows) -> Iterator[Entry]:
    for key, number, at, who in _each(rows, "documents", "id", "number", "issued_at", "issued_by"):
        yield at, who, STORE, "issue", "document", key, None, {"number": number}


def _inquiries(rows: Rows, now: int) -> Iterator[Entry]:
    """What is given up at the very end of the story has nobody's hand in it."""
    matters = ("id", "employee_id", "answered_at", "lost_at", "lost_reason")
    known = {key: rest for key, *rest in _each(rows, "opportunities", *matters)}
    for key, opportunity in _each(rows, "inquiries", "id", "opportunity_id"):
        person, answered, lost, reason = known[opportunity]
        who = _NAMES.get(person, "")
        if who and answered is not None:
            yield answered, who, OFFICE, "answer", "inquiry", key, None, None
        if who and lost is not None and lost < now:
            yield lost, who, OFFICE, "lose", "inquiry", key, None, {"reason": reason}


def _offers(rows: Rows) -> Iterator[Entry]:
    whose = dict(_each(rows, "opportunities", "id", "employee_id"))
    for key, number, opportunity, net, at in _each(rows, "offers", "id", "number", "opportunity_id", "net", "made_at"):
        who = _NAMES.get(whose[opportunity], "")
        if who:
            yield at, who, OFFICE, "make", "offer", key, None, {"number": number, "net": net}


def _expenses(rows: Rows) -> Iterator[Entry]:
    told = _each(rows, "expenses", "amount", "kind", "booked_at", "booked_by")
    for key, (amount, kind, at, who) in enumerate(told, 1):
        yield at, who, OFFICE, "book", "expense", key, None, {"amount": amount, "kind": kind}


def _settings(rows: Rows, calendar: Calendar) -> Iterator[Entry]:
    """What the owner and the warehouse set up: prices on one morning, a form, a printer, a day off."""
    morning = calendar.at(calendar.working_day(ahead=-8), 8)
    for number, (key, price) in enumerate(list(_each(rows, "products", "id", "net_price"))[:12]):
        was = round(price / _DEARER / 100) * 100
        yield (
            morning + number * 2 * MINUTE,
            *(EWA.name, OFFICE, "edit", "product", key),
            {"net_price": was},
            {"net_price": price},
        )
    yield morning + 50 * MINUTE, EWA.name, OFFICE, "save", "form", 1, {"active": False}, {"active": True}
    renamed = ({"name": "Zebra"}, {"name": "Etykiety"})
    yield calendar.at(calendar.working_day(ahead=-5), 9), MAREK.name, STORE, "change", "printer", 1, *renamed
    away = (calendar.today - timedelta(days=1)).isoformat()
    until = ({"absent_until": None}, {"absent_until": away})
    yield (
        calendar.at(calendar.working_day(ahead=-3), 10),
        EWA.name,
        OFFICE,
        "set_absence",
        "employee",
        LUCJA.key,
        *until,
    )
