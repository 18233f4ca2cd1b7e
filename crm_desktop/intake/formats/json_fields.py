"""JSON of any depth -> flat fields, as a form would name them: `a[b]`, `a[0][b]`."""

from typing import Any

from crm_desktop.intake.field_maps import meaning_of, squeezed
from crm_desktop.intake.formats.charsets import decoded
from crm_desktop.intake.formats.goods import lists_goods
from crm_desktop.intake.formats.json_mending import loads
from crm_desktop.intake.formats.labels import DESCRIBING, LABELS, VALUES
from crm_desktop.intake.formats.makers import spoken
from crm_desktop.intake.formats.shapes import MOST_FIELDS, MOST_RECORDS, Fields, Unreadable

DEEPEST = 40
DEEPEST_TEXT = 12
LISTS = frozenset(
    "records submissions entries responses rows data results messages inquiries orders leads zapytania".split()
)
"""Under one of these an object may hold nothing but a list of records."""
INSIDE = frozenset("payload data body json message rawbody event detail formdata rawrequest submission".split())
"""Under one of these a whole record may stand as JSON in a text."""
ORDERS = frozenset("order zamowienie bestellung purchaseorder documentorder".split())
BESIDE = frozenset("status success total count page pages next previous version ok error".split())


class Entries(list[tuple[str, Any]]):
    """An object as it was written: its keys may repeat."""


def read_json(raw: bytes, charset: str) -> list[Fields | Unreadable]:
    """A list of objects is as many records, each readable or not by itself. Raises Unreadable for the whole."""
    read = loads(decoded(raw, charset), Entries)
    records = [_opened(record) for record in _records(read)]
    if not any(isinstance(record, Entries) and record for record in records):
        raise Unreadable("not_objects" if records and any(records) else "no_fields")
    if len(records) > MOST_RECORDS:
        raise Unreadable("too_many_records", most=MOST_RECORDS)
    return [_record(record) for record in records]


def _records(read: Any) -> list[Any]:
    if not isinstance(read, Entries):
        if are_fields(read):
            return [Entries([("fields", read)])]
        return list(read) if isinstance(read, list) else [read]
    telling = [(name, inner) for name, inner in read if name not in BESIDE]
    if len(telling) == 1 and telling[0][0] in LISTS:
        inner = telling[0][1]
        if isinstance(inner, list) and inner and all(isinstance(one, Entries) for one in inner):
            return [read] if are_fields(inner) else list(inner)
    return [read]


def are_fields(told: Any) -> bool:
    """`[{"name": "email", "value": "jan@firma.pl"}, …]`: the fields of one record, as a page serialises its form."""
    if not isinstance(told, list) or len(told) < 2 or not all(isinstance(one, Entries) and one for one in told):
        return False
    keys = [{name.casefold() for name, _ in one} for one in told]
    return all(one & VALUES and one & set(LABELS) and one <= DESCRIBING for one in keys)


def _opened(record: Any) -> Any:
    """A text that is itself a JSON object, as queues pass on what they were given, is that object."""
    if not isinstance(record, Entries):
        return record
    return Entries((name, _object_in(inner) if name.casefold() in INSIDE else inner) for name, inner in record)


def _object_in(text: Any) -> Any:
    if not isinstance(text, str) or text.lstrip()[:1] not in ("{", "["):
        return text
    try:
        found = loads(text, Entries)
    except Unreadable:
        return text
    return found if isinstance(found, Entries) or (found and isinstance(found[0], Entries)) else text


def is_order_word(name: str) -> bool:
    """ "order", "Zamowienie", "Document-Order": what stands in it is an order."""
    return squeezed(name) in ORDERS


def _record(record: Any) -> Fields | Unreadable:
    if not isinstance(record, Entries) or not record:
        return Unreadable("not_objects")
    try:
        pairs = spoken(record) or flat(record)
        orders = [name for name, inner in record if is_order_word(name) and isinstance(inner, Entries)]
        if len(orders) == 1 and not any(squeezed(name) in ("kind", "rodzaj", "typ") for name, _ in record):
            pairs = [*pairs, ("kind", "order")]
        return Fields(tuple(pairs))
    except Unreadable as fault:
        return fault


def flat(record: Entries) -> list[tuple[str, str]]:
    """Raises Unreadable."""
    pairs: list[tuple[str, str]] = []
    _collect(record, "", 0, pairs)
    return pairs


def opened(key: str, value: str) -> list[tuple[str, str]]:
    """What the JSON in one field says, under the field's own key. Raises Unreadable."""
    pairs: list[tuple[str, str]] = []
    _collect(loads(value, Entries), key, 0, pairs)
    return pairs


def _collect(value: Any, key: str, depth: int, pairs: list[tuple[str, str]]) -> None:
    """A list of plain values repeats its key."""
    if depth > DEEPEST:
        raise Unreadable("too_deep")
    if isinstance(value, Entries):
        table = _table(value)
        for name, inner in table or value:
            _collect(inner, f"{key}[{name}]" if key else name, depth + 1, pairs)
    elif isinstance(value, list):
        if _is_pairs(value):
            for name, inner in value:
                _collect(inner, name or key, depth + 1, pairs)
            return
        if lists_goods(key) and _are_counted(value):
            for number, (code, count) in enumerate(value):
                pairs += [(f"{key}[{number}][code]", code), (f"{key}[{number}][quantity]", count)]
            return
        plain = not any(isinstance(inner, list) for inner in value)
        for number, inner in enumerate(value):
            _collect(inner, key if plain else f"{key}[{number}]", depth + 1, pairs)
    else:
        inner = _object_in(value) if depth < DEEPEST_TEXT and _may_hold(key) else value
        if inner is not value:
            _collect(inner, key, depth + 1, pairs)
            return
        pairs.append((key, _text(value)))
        if len(pairs) > MOST_FIELDS:
            raise Unreadable("too_many_fields", most=MOST_FIELDS)


def _may_hold(key: str) -> bool:
    """What a person wrote is left as it is, also where it looks like JSON."""
    return squeezed(key.removesuffix("]").rpartition("[")[2]) in INSIDE or not meaning_of(key, {})


def _table(record: Entries) -> Entries | None:
    """`{"columns": ["Imię", "E-mail"], "row": ["Jan", "jan@firma.pl"]}`: names beside as many values."""
    lists = [(name, inner) for name, inner in record if isinstance(inner, list) and not isinstance(inner, Entries)]
    if len(lists) < 2 or len(lists) > 4:
        return None
    for name, names in lists:
        if len(names) < 2 or not all(isinstance(one, str) for one in names):
            continue
        if sum(bool(meaning_of(one, {})) for one in names) * 2 < len(names):
            continue
        for other, inner in lists:
            row = inner[0] if len(inner) == 1 and isinstance(inner[0], list) else inner
            plain = not any(isinstance(one, list) for one in row)
            if other != name and plain and len(row) == len(names):
                rest = [pair for pair in record if pair[0] not in (name, other)]
                return Entries([*zip(names, row, strict=True), *rest])
    return None


def _is_pairs(value: list[Any]) -> bool:
    """`[["E-mail", "jan@firma.pl"], …]`: fields as rows of a table of two columns."""
    rows = all(isinstance(one, list) and not isinstance(one, Entries) and len(one) == 2 for one in value)
    names = [one[0] for one in value] if rows else []
    return all(isinstance(name, str) for name in names) and any(meaning_of(name, {}) for name in names)


def _are_counted(value: list[Any]) -> bool:
    """`[["MK-1", 2], …]`: a code and its count."""
    rows = all(isinstance(one, list) and not isinstance(one, Entries) and len(one) == 2 for one in value)
    cells = [cell for one in value for cell in one] if rows else []
    return bool(cells) and all(isinstance(cell, str) for cell in cells) and all(one.isdecimal() for one in cells[1::2])


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)
