"""Rows of a table that tell one order a line each -> one record: its head once, and its lines below."""

import re
from collections.abc import Mapping

from crm_desktop.intake.field_maps import meaning_of
from crm_desktop.intake.formats import order_words as words
from crm_desktop.intake.formats.order_words import part_of_line, words_of
from crm_desktop.intake.formats.shapes import Fields, Unreadable

_OF_PEOPLE = frozenset("full your contact twoje ihr person user osoba kontaktowa customer klient buyer".split())
_PERSON = re.compile(r"[A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]+(?: [A-ZĄĆĘŁŃÓŚŹŻ][^\W\d_]+(?:-[^\W\d_]+)?){1,2}")
_NUMBERS = ({"zamowienie"}, {"order"}, {"sales", "order"}, {"purchase", "order"}, {"bestellung"}, {"auftrag"})
_OF_GOODS = words.GOODS | {"title", "opis", "description", "bezeichnung", "beschreibung", "artikelbezeichnung"}
Records = list[Fields | Unreadable]
Group = tuple[Fields | Unreadable, tuple[int, ...]]


def grouped(records: Records) -> list[Group] | None:
    """Each with the places of the rows it came of; None for what is no table of orders."""
    first = next((record for record in records if isinstance(record, Fields)), None)
    if first is None:
        return None
    names = [key for key, _ in first.pairs]
    values = dict(first.pairs)
    if any("[" in name for name in names):
        return None
    number, columns = _number_column(names), _line_columns(names, values)
    parts = {part_of_line(name) for name in columns}
    if not number or "quantity" not in parts or not parts & {"code", "barcode", "name"}:
        return None
    return _groups(records, number, columns)


def _number_column(names: list[str]) -> str:
    """ "Nr zamówienia": by which rows belong together."""
    numbers = [name for name in names if words_of(name) & words.ORDER and words_of(name) & words.NUMBER]
    numbers += [name for name in names if words_of(name) in _NUMBERS]
    return next((name for name in numbers if not words_of(name) & {"date", "data", "datum", "status"}), "")


def _line_columns(names: list[str], values: Mapping[str, str]) -> frozenset[str]:
    """A column of the whole order says so: "Wartość zamówienia", "Koszt dostawy"."""
    own = {name for name in names if not words_of(name) & (words.PERSON | words.FEE)}
    parts = {name: part for name in own if (part := part_of_line(name))}
    parts = {name: part for name, part in parts.items() if part == "quantity" or not words_of(name) & words.ORDER}
    goods = _name_of_goods([name for name, part in parts.items() if part == "name"], names, values)
    parts = {name: part for name, part in parts.items() if part != "name" or name == goods}
    priced = bool({"price", "net", "gross"} & set(parts.values()))  # a sum beside the prices is the whole order's
    return frozenset(name for name, part in parts.items() if not (priced and part.startswith("total")))


def _name_of_goods(named: list[str], names: list[str], values: Mapping[str, str]) -> str:
    """Of columns that name something: the best word for goods. A bare "Name" may be who buys."""
    meant = {name: meaning_of(name, {}) for name in names}
    goods = [
        name for name in named if meant[name] in ("", "name", "product", "message") and not words_of(name) & _OF_PEOPLE
    ]
    best = next((name for name in goods if words_of(name) & _OF_GOODS), next(iter(goods), ""))
    others = {meaning for name, meaning in meant.items() if name != best}
    is_buyer = meant.get(best) == "name" and not others & {"name", "first_name", "last_name", "company"}
    return "" if is_buyer and _PERSON.fullmatch(values.get(best, "")) else best


def _groups(records: Records, number: str, columns: frozenset[str]) -> list[Group]:
    found: dict[str, list[tuple[int, Fields]]] = {}
    others: list[Group] = []
    last = ""
    for place, record in enumerate(records):
        if isinstance(record, Unreadable):
            others.append((record, (place,)))
            continue
        last = next((value.strip() for key, value in record.pairs if key == number and value.strip()), last)
        found.setdefault(last, []).append((place, record))
    groups: list[Group] = [
        (_one([row for _, row in rows], columns), tuple(place for place, _ in rows)) for rows in found.values()
    ]
    return sorted([*groups, *others], key=lambda group: group[1])


def _one(rows: list[Fields], columns: frozenset[str]) -> Fields:
    head: dict[str, str] = {}
    lines: list[tuple[str, str]] = []
    for count, row in enumerate(rows):
        for key, value in row.pairs:
            if key in columns:
                lines.append((f"items[{count}][{key}]", value))
            elif value and not head.get(key):
                head[key] = value
    return Fields((*head.items(), *lines))
