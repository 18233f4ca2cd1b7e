"""The schemas of both versions; whatever a file breaks in them is told with the document it stands in."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from crm_desktop.documents.jpk.records import MagFault
from crm_desktop.places import resource

_LOCAL = {"StrukturyDanych": "types_2022.xsd", "KodyUrzedow": "offices_2022.xsd", "KodyWalut": "currencies_2021.xsd"}
MOST_LETTERS = 200


@cache
def _schema(version: int) -> Any:
    """What a published schema imports by address is read from beside it: nothing is fetched."""
    from lxml import etree

    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    tree = etree.parse(str(resource("jpk", f"JPK_MAG_{version}.xsd")), parser)
    for imported in tree.getroot().findall("{http://www.w3.org/2001/XMLSchema}import"):
        file = imported.get("schemaLocation", "").rsplit("/", 1)[-1]
        known = next((ours for theirs, ours in _LOCAL.items() if file.startswith(theirs)), file)
        imported.set("schemaLocation", resource("jpk", known).as_uri())
    return etree.XMLSchema(tree)


def schema_faults(root: Any, version: int) -> Iterator[MagFault]:
    """ALL places where the file is not as the schema wants it; none: it is valid."""
    schema = _schema(version)
    if schema.validate(root):
        return
    spaces = {prefix: space for prefix, space in root.nsmap.items() if prefix}
    told = set()
    for entry in schema.error_log:
        if entry.path in told:  # a broken facet is told once as such and once as no value of its type
            continue
        told.add(entry.path)
        found = root.getroottree().xpath(entry.path, namespaces=spaces) if entry.path else []
        element = found[0] if found else root
        name = element.tag.rsplit("}", 1)[-1]
        yield MagFault(_document_of(element), 0, name, "schema", f"{entry.message}"[:MOST_LETTERS])


def _document_of(element: Any) -> str:
    """The number of the document around an element; "" in the heading."""
    for around in [element, *element.iterancestors()]:
        for child in around:
            name = child.tag.rsplit("}", 1)[-1]
            if name.startswith(("NumerPZ", "NumerPW", "NumerWZ", "NumerRW", "NumerMM", "Numer2")):
                return child.text or ""
    return ""
