"""Which shop wrote this: by what it says, whoever it claims to be from. Unwraps what carries the order."""

from typing import Any

from crm_desktop.intake.formats.shapes import MOST_RECORDS, Unreadable
from crm_desktop.intake.formats.shops import allegro, baselinker, prestashop, shoper, shopify, woocommerce
from crm_desktop.intake.formats.shops.tree import Reader, Tree, parsed
from crm_desktop.intake.records import Draft

READERS = (
    Reader("shopify", shopify.knows, shopify.read),
    Reader("shopify", shopify.knows_refund, shopify.read_refund),
    Reader("woocommerce", woocommerce.knows, woocommerce.read),
    Reader("allegro", allegro.knows, allegro.read),
    Reader("baselinker", baselinker.knows, baselinker.read),
    Reader("shoper", shoper.knows, shoper.read),
    Reader("prestashop", prestashop.knows, prestashop.read),
)
WRAPPERS = ("data", "orders", "checkoutForms", "body", "response", "jsonBody", "payload")
DEEPEST = 6


def read_shop(raw: bytes) -> list[Draft] | None:
    """Its orders, or None where no shop is recognised. Raises Unreadable for more than can be taken at once."""
    start = raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start not in (b"{", b"["):
        return None
    found = _orders(parsed(raw), 0)
    if len(found) > MOST_RECORDS:
        raise Unreadable("too_many_records", most=MOST_RECORDS)
    return [reader.read(tree) for reader, tree in found] or None


def _orders(tree: Any, depth: int) -> list[tuple[Reader, Tree]]:
    if depth > DEEPEST:
        return []
    if isinstance(tree, list):
        return [one for inner in tree for one in _orders(inner, depth + 1)]
    if not isinstance(tree, dict):
        return []
    reader = next((reader for reader in READERS if reader.knows(tree)), None)
    if reader is not None:
        return [(reader, tree)]
    return [one for key in WRAPPERS if key in tree for one in _orders(tree[key], depth + 1)]
