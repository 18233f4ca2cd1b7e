"""XML of any maker -> fields, keyed as JSON's are; an element that is nothing but records is as many."""

from typing import Any

from crm_desktop.intake.formats.json_fields import Entries, are_fields, flat, is_order_word
from crm_desktop.intake.formats.shapes import MOST_RECORDS, Fields, Unreadable
from crm_desktop.intake.formats.xml_tree import read_xml


def read_xml_fields(raw: bytes) -> list[Fields | Unreadable]:
    """Raises Unreadable."""
    tree: Any = read_xml(raw)
    root = next(iter(tree))
    while isinstance(tree, dict) and len(tree) == 1 and isinstance(next(iter(tree.values())), dict | list):
        tree = next(iter(tree.values()))
    records = tree if isinstance(tree, list) and not are_fields(_entries(tree)) else [{"fields": tree}]
    if isinstance(tree, dict):
        records = [{"kind": "order", **tree} if is_order_word(root) and "kind" not in tree else tree]
    if len(records) > MOST_RECORDS:
        raise Unreadable("too_many_records", most=MOST_RECORDS)
    found = [_record(record, root) for record in records]
    if not any(isinstance(record, Fields) for record in found):
        raise Unreadable("no_fields")
    return found


def _record(record: Any, root: str) -> Fields | Unreadable:
    entries = _entries(record)
    if not isinstance(entries, Entries) or not entries:
        return Unreadable("no_fields")
    try:
        pairs = tuple(flat(entries))
        return Fields(pairs, root=root) if any(value for _, value in pairs) else Unreadable("no_fields")
    except Unreadable as fault:
        return fault


def _entries(tree: Any) -> Any:
    if isinstance(tree, dict):
        return Entries((name, _entries(inner)) for name, inner in tree.items())
    return [_entries(inner) for inner in tree] if isinstance(tree, list) else tree
