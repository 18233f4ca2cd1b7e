"""XML -> the same tree that JSON gives; no entity is resolved, nothing is fetched."""

import json
from typing import Any

from crm_desktop.intake.formats.charsets import legible
from crm_desktop.intake.formats.shapes import Unreadable

DEEPEST = 60
MOST_ELEMENTS = 200_000


def read_xml(raw: bytes) -> dict[str, Any]:
    """`{"root": …}`: repeated elements are a list, attributes stand beside the children. Raises Unreadable."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable("xml_broken", problem=legible(str(fault))) from fault
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise Unreadable("too_many_fields", most=MOST_ELEMENTS)
    return {_name(root): _value(root, 0)}


def as_json(raw: bytes) -> bytes:
    """XML as the JSON that says the same, for readers that know a shop by its JSON; anything else as it came."""
    try:
        tree = read_xml(raw)
    except Unreadable:
        return raw
    while len(tree) == 1 and isinstance(next(iter(tree.values())), dict):
        inner: dict[str, Any] = next(iter(tree.values()))
        if not any(isinstance(value, dict | list) for value in inner.values()) or len(inner) > 1:
            break
        tree = inner
    return json.dumps(tree).encode()


def _name(element: Any) -> str:
    return legible(str(element.tag).rpartition("}")[2])


def _value(element: Any, depth: int) -> Any:
    if depth > DEEPEST:
        raise Unreadable("too_deep")
    children = [child for child in element if isinstance(child.tag, str)]
    text = legible("".join(element.itertext()) if not children else (element.text or "")).strip()
    own = {legible(str(name).rpartition("}")[2]): legible(value) for name, value in element.attrib.items()}
    own = {name: value for name, value in own.items() if name not in ("href", "schemaLocation", "nodeType", "api")}
    if not children:
        if text and (own.get("name") or own.get("label") or own.get("key")):
            return {**own, "value": text}  # `<field name="email">jan@firma.pl</field>`
        return text if text or not own else own
    found: dict[str, list[Any]] = {}
    for child in children:
        found.setdefault(_name(child), []).append(_value(child, depth + 1))
    if len(found) == 1:
        (name, values), whole = next(iter(found.items())), _name(element)
        if len(values) > 1 or (_is_plural(whole, name) and isinstance(values[0], dict)):
            return values
    return {name: value for name, value in own.items() if name not in found} | {
        name: values if len(values) > 1 else values[0] for name, values in found.items()
    }


def _is_plural(whole: str, one: str) -> bool:
    """`<rows><row/></rows>` is a list, also of one."""
    plain, each = whole.lower(), one.lower()
    polish = len(each) > 3 and plain[:-1] == each[:-1] and plain[-1] in "eiy"
    return polish or plain in (f"{each}{end}" for end in ("s", "es", "list", "_list", "y"))
